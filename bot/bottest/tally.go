package bottest

import (
	"maps"
	"sync"
	"testing"
)

// Tally counts what it is told, from any goroutine.
type Tally struct {
	mu sync.Mutex
	n  map[string]int
}

// NewTally makes a Tally that has counted nothing.
func NewTally() *Tally { return &Tally{n: map[string]int{}} }

// Add counts a thing.
func (c *Tally) Add(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n[what]++
}

// Is compares what was counted.
func (c *Tally) Is(t testing.TB, want map[string]int) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if !maps.Equal(c.n, want) {
		t.Errorf("counted %v, want %v", c.n, want)
	}
}
