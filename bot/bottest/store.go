// Package bottest holds what tests of several packages share: the conformance
// suites that every store runs, and fakes and checks. Only tests import it.
package bottest

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"cifra/bot"
)

// Clocked is a Store whose clock the test moves. A store that expires by the
// clock of the machine need not be one: the suite then waits.
type Clocked interface {
	bot.Store
	Pass(d time.Duration)
}

// The times the suite works with: one that is over soon, and one that is not
// over while it runs.
const (
	soon = 40 * time.Millisecond
	late = time.Hour
)

// a while is over before the suite is, but not between two calls.
const aWhile = 25 * soon

// TestStore checks that a store does what bot.Store promises. open gives an
// empty one, for each check anew, and closes it with t.Cleanup.
func TestStore(t *testing.T, open func(t *testing.T) bot.Store) {
	for _, check := range []struct {
		name string
		run  func(*testing.T, bot.Store)
	}{
		{"a claim is in hand until it is done", claimInHand},
		{"a lease that ran out can be claimed again", claimAfterLease},
		{"what is done is not claimed again until it is forgotten", claimAfterDone},
		{"what is done without a claim is not claimed", doneWithoutClaim},
		{"a released claim can be claimed again", claimAfterRelease},
		{"a release leaves alone what is done or free", releaseOfNothing},
		{"a claim that is refused changes nothing", refusedClaim},
		{"what is done may be forgotten before the lease would run out", doneForLess},
		{"a claim or a memory of no time is over at once", claimOfNoTime},
		{"only one of many claimers gets it", claimByMany},
		{"of a message delivered many times one delivery is worked on", deliveredManyTimes},
		{"a session comes back as it was saved", sessionRoundTrip},
		{"a session expires, counted from its last save", sessionExpires},
		{"a session is forgotten on demand", sessionDeleted},
		{"a session's bytes are its own", sessionCopied},
		{"an empty session is not a missing one", sessionEmpty},
		{"what is saved for no time is not kept", savedForNoTime},
		{"a preference comes back, changes, expires and goes", preferenceRoundTrip},
		{"keys and kinds are isolated", keysIsolated},
		{"a context that is done returns its error", contextDone},
		{"all of it at once is safe", allAtOnce},
	} {
		t.Run(check.name, func(t *testing.T) { check.run(t, open(t)) })
	}
}

// pass lets time go by.
func pass(s bot.Store, d time.Duration) {
	if c, ok := s.(Clocked); ok {
		c.Pass(d)
		return
	}
	time.Sleep(d + d/2)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantSession(t *testing.T, s bot.Store, key string, want []byte) {
	t.Helper()
	got, err := s.Session(t.Context(), key)
	if err != nil || !bytes.Equal(got, want) || (got == nil) != (want == nil) {
		t.Fatalf("Session(%q) = %q, %v; want %q", key, got, err, want)
	}
}

func sessionRoundTrip(t *testing.T, s bot.Store) {
	wantSession(t, s, "a", nil)
	value := []byte("bytes \x00\xff of any sort")
	must(t, s.SaveSession(t.Context(), "a", value, late))
	wantSession(t, s, "a", value)
	must(t, s.SaveSession(t.Context(), "a", []byte("another"), late))
	wantSession(t, s, "a", []byte("another"))
}

func sessionExpires(t *testing.T, s bot.Store) {
	must(t, s.SaveSession(t.Context(), "a", []byte("1"), 2*soon))
	must(t, s.SaveSession(t.Context(), "a", []byte("2"), 10*soon))
	pass(s, 2*soon)
	must(t, s.SaveSession(t.Context(), "b", []byte("3"), late)) // a write may sweep
	wantSession(t, s, "a", []byte("2"))
	pass(s, 10*soon)
	wantSession(t, s, "a", nil)
}

func sessionDeleted(t *testing.T, s bot.Store) {
	must(t, s.DeleteSession(t.Context(), "a"))
	must(t, s.SaveSession(t.Context(), "a", []byte("1"), late))
	must(t, s.DeleteSession(t.Context(), "a"))
	wantSession(t, s, "a", nil)
}

func sessionCopied(t *testing.T, s bot.Store) {
	value := []byte("as saved")
	must(t, s.SaveSession(t.Context(), "a", value, late))
	copy(value, "XX")
	got, err := s.Session(t.Context(), "a")
	must(t, err)
	copy(got, "YY")
	wantSession(t, s, "a", []byte("as saved"))
}

func sessionEmpty(t *testing.T, s bot.Store) {
	must(t, s.SaveSession(t.Context(), "a", []byte{}, late))
	wantSession(t, s, "a", []byte{})
}

// savedForNoTime is of stores whose medium takes no time to live for one that
// has no end.
func savedForNoTime(t *testing.T, s bot.Store) {
	for _, none := range []time.Duration{0, -time.Second, -1} {
		must(t, s.SaveSession(t.Context(), "a", []byte("1"), late))
		must(t, s.SaveSession(t.Context(), "a", []byte("2"), none))
		wantSession(t, s, "a", nil)
		must(t, s.SetPreference(t.Context(), "a", "es", late))
		must(t, s.SetPreference(t.Context(), "a", "en", none))
		wantPreference(t, s, "a", "")
	}
	const longest = time.Duration(1<<63 - 1) // 292 years
	must(t, s.SaveSession(t.Context(), "a", []byte("3"), longest))
	wantSession(t, s, "a", []byte("3"))
	must(t, s.SaveSession(t.Context(), "a", []byte("4"), 1)) // over before anybody looks
	pass(s, soon)
	wantSession(t, s, "a", nil)
}

func wantPreference(t *testing.T, s bot.Store, key, want string) {
	t.Helper()
	got, err := s.Preference(t.Context(), key)
	if err != nil || got != want {
		t.Fatalf("Preference(%q) = %q, %v; want %q", key, got, err, want)
	}
}

func preferenceRoundTrip(t *testing.T, s bot.Store) {
	wantPreference(t, s, "p", "")
	must(t, s.SetPreference(t.Context(), "p", "es", late))
	wantPreference(t, s, "p", "es")
	must(t, s.SetPreference(t.Context(), "p", "en", soon))
	wantPreference(t, s, "p", "en")
	pass(s, soon)
	wantPreference(t, s, "p", "")
	must(t, s.SetPreference(t.Context(), "p", "es", late))
	must(t, s.DeletePreference(t.Context(), "p"))
	must(t, s.DeletePreference(t.Context(), "p"))
	wantPreference(t, s, "p", "")
}

// keysIsolated uses keys that a careless separator would confuse, and one
// name for all three kinds.
func keysIsolated(t *testing.T, s bot.Store) {
	must(t, s.SaveSession(t.Context(), "a", []byte("session"), late))
	must(t, s.SetPreference(t.Context(), "a", "es", late))
	wantClaim(t, s, "a", late, bot.Claimed)
	wantSession(t, s, "a", []byte("session"))
	wantPreference(t, s, "a", "es")
	for _, other := range []string{"a:b", "a/b", "a\x00b", "A", "á", "a b", "session:a", strings.Repeat("a", 1000)} {
		wantSession(t, s, other, nil)
		wantPreference(t, s, other, "")
		wantClaim(t, s, other, late, bot.Claimed)
	}
	must(t, s.DeleteSession(t.Context(), "a"))
	wantPreference(t, s, "a", "es")
	must(t, s.DeletePreference(t.Context(), "a"))
	wantClaim(t, s, "a", late, bot.InHand)
}

func contextDone(t *testing.T, s bot.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, claim := s.Claim(ctx, "a", late)
	_, session := s.Session(ctx, "a")
	_, preference := s.Preference(ctx, "a")
	for call, err := range map[string]error{
		"Claim":            claim,
		"Done":             s.Done(ctx, "a", late),
		"Release":          s.Release(ctx, "a"),
		"Session":          session,
		"SaveSession":      s.SaveSession(ctx, "a", []byte("1"), late),
		"DeleteSession":    s.DeleteSession(ctx, "a"),
		"Preference":       preference,
		"SetPreference":    s.SetPreference(ctx, "a", "es", late),
		"DeletePreference": s.DeletePreference(ctx, "a"),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s with a cancelled context returned %v", call, err)
		}
	}
	wantSession(t, s, "a", nil)
	wantClaim(t, s, "a", late, bot.Claimed)
}

func allAtOnce(t *testing.T, s bot.Store) {
	var wait sync.WaitGroup
	ctx := t.Context()
	for i := range 8 {
		key := string(rune('a' + i%4))
		wait.Go(func() {
			for range 25 {
				_, claimed := s.Claim(ctx, key, late)
				_, read := s.Session(ctx, key)
				_, preferred := s.Preference(ctx, key)
				err := errors.Join(claimed, read, preferred,
					s.SaveSession(ctx, key, []byte(key), late),
					s.SetPreference(ctx, key, key, late),
					s.Release(ctx, key))
				if err != nil {
					t.Errorf("key %q: %v", key, err)
					return
				}
			}
		})
	}
	wait.Wait()
	for _, key := range []string{"a", "b", "c", "d"} {
		wantSession(t, s, key, []byte(key))
		wantPreference(t, s, key, key)
		wantClaim(t, s, key, late, bot.Claimed)
	}
}
