package bottest

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cifra/bot"
)

func wantClaim(t *testing.T, s bot.Store, key string, lease time.Duration, want bot.ClaimState) {
	t.Helper()
	got, err := s.Claim(t.Context(), key, lease)
	if err != nil || got != want {
		t.Fatalf("Claim(%q) = %v, %v; want %v", key, got, err, want)
	}
}

func claimInHand(t *testing.T, s bot.Store) {
	wantClaim(t, s, "m1", late, bot.Claimed)
	wantClaim(t, s, "m1", late, bot.InHand)
	must(t, s.Done(t.Context(), "m1", late))
	wantClaim(t, s, "m1", late, bot.Finished)
}

func claimAfterLease(t *testing.T, s bot.Store) {
	wantClaim(t, s, "m1", soon, bot.Claimed)
	pass(s, soon)
	wantClaim(t, s, "m1", late, bot.Claimed)
	wantClaim(t, s, "m1", late, bot.InHand)
}

func claimAfterDone(t *testing.T, s bot.Store) {
	wantClaim(t, s, "m1", soon, bot.Claimed)
	must(t, s.Done(t.Context(), "m1", 10*soon))
	pass(s, soon) // the lease is over, the memory of it is not
	wantClaim(t, s, "m1", late, bot.Finished)
	pass(s, 10*soon)
	wantClaim(t, s, "m1", late, bot.Claimed)
}

func doneWithoutClaim(t *testing.T, s bot.Store) {
	must(t, s.Done(t.Context(), "m1", late))
	wantClaim(t, s, "m1", late, bot.Finished)
}

func claimAfterRelease(t *testing.T, s bot.Store) {
	wantClaim(t, s, "m1", late, bot.Claimed)
	must(t, s.Release(t.Context(), "m1"))
	wantClaim(t, s, "m1", late, bot.Claimed)
}

func releaseOfNothing(t *testing.T, s bot.Store) {
	must(t, s.Release(t.Context(), "m1"))
	wantClaim(t, s, "m1", late, bot.Claimed)
	must(t, s.Done(t.Context(), "m1", late))
	must(t, s.Release(t.Context(), "m1"))
	wantClaim(t, s, "m1", late, bot.Finished)
}

func claimByMany(t *testing.T, s bot.Store) {
	const many = 32
	if count := race(t, many, s); count[bot.Claimed] != 1 || count[bot.InHand] != many-1 {
		t.Errorf("%d callers got %v; want one claimed, the others in hand", many, count)
	}
}

// race has callers claim a key at once, so many at each store, and counts what
// they got.
func race(t *testing.T, many int, stores ...bot.Store) map[bot.ClaimState]int {
	t.Helper()
	var wait sync.WaitGroup
	start := make(chan struct{})
	states := make(chan bot.ClaimState, many*len(stores))
	for _, s := range stores {
		for range many {
			wait.Go(func() {
				<-start
				state, err := s.Claim(context.Background(), "m1", late)
				if err != nil {
					t.Errorf("Claim: %v", err)
				}
				states <- state
			})
		}
	}
	close(start)
	wait.Wait()
	close(states)
	count := map[bot.ClaimState]int{}
	for state := range states {
		count[state]++
	}
	return count
}

// refusedClaim is of stores that overwrite what they should only look at.
func refusedClaim(t *testing.T, s bot.Store) {
	wantClaim(t, s, "held", aWhile, bot.Claimed)
	must(t, s.Done(t.Context(), "done", aWhile))
	wantClaim(t, s, "held", late, bot.InHand)
	wantClaim(t, s, "done", late, bot.Finished)
	pass(s, aWhile)
	wantClaim(t, s, "held", late, bot.Claimed)
	wantClaim(t, s, "done", late, bot.Claimed)
}

func doneForLess(t *testing.T, s bot.Store) {
	wantClaim(t, s, "m1", late, bot.Claimed)
	must(t, s.Done(t.Context(), "m1", soon))
	pass(s, soon)
	wantClaim(t, s, "m1", late, bot.Claimed)
}

func claimOfNoTime(t *testing.T, s bot.Store) {
	for _, none := range []time.Duration{0, -time.Second} {
		wantClaim(t, s, "m1", none, bot.Claimed)
		wantClaim(t, s, "m1", none, bot.Claimed)
		must(t, s.Done(t.Context(), "m1", none))
		wantClaim(t, s, "m1", none, bot.Claimed)
	}
}

func deliveredManyTimes(t *testing.T, s bot.Store) { deliver(t, s) }

// deliver has every message delivered by several at once, again and again, as a
// platform does that hears nothing, to several stores that share what they
// hold. Each message must be worked on once, though one who works on it may give
// it up at first.
func deliver(t *testing.T, stores ...bot.Store) {
	const messages, deliverers, times = 12, 4, 3
	var answers [messages]atomic.Int32
	var wait sync.WaitGroup
	for d := range deliverers {
		s := stores[d%len(stores)]
		wait.Go(func() {
			for i := range messages * times {
				m := i % messages
				answered := &answers[m]
				giveUp := d == 0 && i < messages
				if err := work(s, fmt.Sprint("m", m), answered, giveUp); err != nil {
					t.Errorf("message %d: %v", m, err)
					return
				}
			}
		})
	}
	wait.Wait()
	for m := range answers {
		if n := answers[m].Load(); n != 1 {
			t.Errorf("message %d was worked on %d times, want once", m, n)
		}
		wantClaim(t, stores[0], fmt.Sprint("m", m), late, bot.Finished)
	}
}

// work is what is done with a delivery.
func work(s bot.Store, key string, answered *atomic.Int32, giveUp bool) error {
	state, err := s.Claim(context.Background(), key, late)
	switch {
	case err != nil:
		return err
	case state != bot.Claimed:
		return nil
	case giveUp:
		return s.Release(context.Background(), key)
	}
	answered.Add(1)
	return s.Done(context.Background(), key, late)
}
