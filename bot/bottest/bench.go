package bottest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"cifra/bot"
)

// BenchmarkStore measures what a message costs: its claim, and the session that
// it follows and leaves, one after the other and of many callers at once. open
// gives an empty store, for each benchmark anew.
func BenchmarkStore(b *testing.B, open func(b *testing.B) bot.Store) {
	const callers = 16 // for each processor
	for _, bench := range []struct {
		name string
		work func(s bot.Store, n int64) error
	}{
		{"claim and done", claimAndDone},
		{"session and save", sessionAndSave},
	} {
		var n atomic.Int64
		b.Run(bench.name+"/one", func(b *testing.B) {
			s := open(b)
			for b.Loop() {
				if err := bench.work(s, n.Add(1)); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(bench.name+"/many", func(b *testing.B) {
			s := open(b)
			b.SetParallelism(callers)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if err := bench.work(s, n.Add(1)); err != nil {
						b.Error(err)
						return
					}
				}
			})
		})
	}
}

func claimAndDone(s bot.Store, n int64) error {
	key := fmt.Sprintf("slack|C024BE91L|%d", n)
	state, err := s.Claim(context.Background(), key, time.Minute)
	if err != nil {
		return err
	}
	if state != bot.Claimed {
		return fmt.Errorf("claiming %q: %v, want %v", key, state, bot.Claimed)
	}
	return s.Done(context.Background(), key, time.Hour)
}

// sessionAndSave is of a thousand people.
func sessionAndSave(s bot.Store, n int64) error {
	key := fmt.Sprintf("slack|C024BE91L|U%d", n%1000)
	if _, err := s.Session(context.Background(), key); err != nil {
		return err
	}
	value := make([]byte, 70) // about what a session takes
	return s.SaveSession(context.Background(), key, value, 30*time.Minute)
}
