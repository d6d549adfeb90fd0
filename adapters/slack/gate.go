package slack

import "sync"

// gate counts what is in hand, and can be shut: then nothing comes in any
// more, and it is known when all is out.
type gate struct {
	most int

	mu    sync.Mutex
	in    int
	done  bool
	empty chan struct{} // closed once it is shut and all is out
}

func newGate(most int) *gate { return &gate{most: most, empty: make(chan struct{})} }

// enter says whether one more may come in; leave has to be called for it.
func (g *gate) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.done || g.in >= g.most {
		return false
	}
	g.in++
	return true
}

func (g *gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.in--
	if g.done && g.in == 0 {
		close(g.empty)
	}
}

// shut lets nothing in any more. The channel is closed when all is out.
func (g *gate) shut() <-chan struct{} {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.done && g.in == 0 {
		close(g.empty)
	}
	g.done = true
	return g.empty
}

func (g *gate) closed() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.done
}

func (g *gate) len() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.in
}
