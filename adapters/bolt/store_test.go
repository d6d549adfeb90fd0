package bolt_test

import (
	"path/filepath"
	"testing"

	"cifra/adapters/bolt"
	"cifra/bot"
	"cifra/bot/bottest"
)

type clockedStore struct {
	*bolt.Store
	*bottest.Clock
}

// open opens a store that is closed when the test is over.
func open(tb testing.TB, path string, o bolt.Options) *bolt.Store {
	tb.Helper()
	s, err := bolt.Open(path, o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

func newFile(tb testing.TB) string { return filepath.Join(tb.TempDir(), "state.db") }

func TestBoltKeepsTheContractOfAStore(t *testing.T) {
	bottest.TestStore(t, func(t *testing.T) bot.Store {
		c := bottest.NewClock()
		return clockedStore{open(t, newFile(t), bolt.Options{Now: c.Now}), c}
	})
}

func TestBoltKeepsTheContractByTheClockOfTheMachine(t *testing.T) {
	t.Parallel()
	bottest.TestStore(t, func(t *testing.T) bot.Store { return open(t, newFile(t), bolt.Options{}) })
}

func BenchmarkBolt(b *testing.B) {
	bottest.BenchmarkStore(b, func(b *testing.B) bot.Store { return open(b, newFile(b), bolt.Options{}) })
}
