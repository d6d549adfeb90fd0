package bolt_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"cifra/adapters/bolt"
	"cifra/bot"
	"cifra/bot/bottest"
)

// The file must be no larger after many generations of entries than after a few.
func TestFileDoesNotGrowWithWhatHasExpired(t *testing.T) {
	t.Parallel()
	c, path := bottest.NewClock(), newFile(t)
	s := open(t, path, bolt.Options{Now: c.Now, Sweep: time.Hour})
	generation := func(g int) {
		var wait sync.WaitGroup
		for w := range 32 {
			wait.Go(func() {
				for i := range 12 {
					key := fmt.Sprintf("slack|T024BE7LD/C024BE91L|%d.%d.%d", g, w, i)
					state, err := s.Claim(context.Background(), key, time.Minute)
					if err != nil || state != bot.Claimed {
						t.Errorf("Claim(%q) = %v, %v", key, state, err)
						return
					}
					err = errors.Join(s.Done(context.Background(), key, time.Hour),
						s.SaveSession(context.Background(), key, make([]byte, 100), time.Hour))
					if err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		wait.Wait()
		c.Pass(time.Hour)
	}
	var early int64
	for g := range 12 {
		generation(g)
		if g == 3 {
			early = size(t, path)
		}
	}
	if late := size(t, path); late > 2*early {
		t.Errorf("the file has %d bytes after 12 generations, %d after 4", late, early)
	}
	must(t, s.Close())
	if n := count(t, path, "claims") + count(t, path, "sessions"); n > 3*2*32*12 {
		t.Errorf("%d entries in the file; a generation has 768", n)
	}
}

func TestIdleStoreForgetsWhatHasExpired(t *testing.T) {
	c, path := bottest.NewClock(), newFile(t)
	s := open(t, path, bolt.Options{Now: c.Now, Sweep: 5 * time.Millisecond})
	must(t, s.SaveSession(t.Context(), "late", []byte("1"), time.Hour))
	for i := range 200 {
		must(t, s.SaveSession(t.Context(), fmt.Sprint(i), []byte("1"), time.Minute))
	}
	c.Pass(time.Minute)
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		must(t, s.Close())
		n := count(t, path, "sessions")
		if n == 1 && count(t, path, "sessions by expiry") == 1 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d entries are left, want the one that has not expired", n)
		}
		s = open(t, path, bolt.Options{Now: c.Now, Sweep: 5 * time.Millisecond})
		time.Sleep(20 * time.Millisecond)
	}
}

func TestFullStoreForgetsWhatWouldExpireFirst(t *testing.T) {
	c, path := bottest.NewClock(), newFile(t)
	s := open(t, path, bolt.Options{Now: c.Now, Entries: 3})
	save := func(i int) {
		must(t, s.SaveSession(t.Context(), fmt.Sprint(i), []byte("x"), time.Duration(10-i)*time.Minute))
	}
	save(0)
	save(1)
	save(2)
	save(2) // again: it makes no room for itself
	must(t, s.Close())
	s = open(t, path, bolt.Options{Now: c.Now, Entries: 3}) // it counts what it finds
	save(3)
	save(4)
	for key, want := range map[string]bool{"0": true, "1": true, "2": false, "3": false, "4": true} {
		value, err := s.Session(t.Context(), key)
		must(t, err)
		if (value != nil) != want {
			t.Errorf("session %s kept: %v, want %v", key, value != nil, want)
		}
	}
}

func TestSessionDoesNotWaitForWrites(t *testing.T) {
	s := open(t, newFile(t), bolt.Options{})
	must(t, s.SaveSession(t.Context(), "a", []byte("1"), time.Hour))
	must(t, s.Done(t.Context(), "m1", time.Hour))
	release, err := s.HoldWrites()
	must(t, err)
	defer release()
	if value, err := s.Session(t.Context(), "a"); err != nil || string(value) != "1" {
		t.Errorf("session while a write hangs: %q, %v; want 1", value, err)
	}
	if state, err := s.Claim(t.Context(), "m1", time.Hour); err != nil || state != bot.Finished {
		t.Errorf("claim of what is done while a write hangs: %v, %v; want finished", state, err)
	}
}

// What a caller gave up waiting for before it was begun is not done later, behind
// the caller's back.
func TestSilentDiskIsGivenUpAndUsedAgain(t *testing.T) {
	t.Parallel()
	s := open(t, newFile(t), bolt.Options{})
	release, err := s.HoldWrites()
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := s.Claim(ctx, "impatient", time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("claim with a deadline, on a silent disk: %v; want the context's error", err)
	}
	_, claim := s.Claim(t.Context(), "patient", time.Hour)
	bottest.WantError(t, claim, "has not answered for 1s")
	bottest.WantError(t, s.Healthy(t.Context()), "has not answered for 1s")
	bottest.WantError(t, s.Close(), "has not answered for 1s")
	release()
	must(t, s.Close())
}

func TestWorkGivenUpBeforeItBeganIsNotDone(t *testing.T) {
	s := open(t, newFile(t), bolt.Options{})
	release, err := s.HoldWrites()
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := s.SaveSession(ctx, "a", []byte("1"), time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("saving on a silent disk: %v; want the context's error", err)
	}
	release()
	must(t, s.Healthy(t.Context()))
	if value, err := s.Session(t.Context(), "a"); err != nil || value != nil {
		t.Errorf("session %q, %v; want none", value, err)
	}
}

func TestReadersThatHangAreNotWaitedFor(t *testing.T) {
	t.Parallel()
	s := open(t, newFile(t), bolt.Options{})
	release := s.HoldReads()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := s.Session(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("session with a deadline, on a silent disk: %v; want the context's error", err)
	}
	_, err := s.Session(t.Context(), "a")
	bottest.WantError(t, err, "has not answered for 1s")
	release()
	if _, err := s.Session(t.Context(), "a"); err != nil {
		t.Errorf("session once the disk answers again: %v", err)
	}
}

func TestKeyThatTheFileCannotHoldIsAnError(t *testing.T) {
	s := open(t, newFile(t), bolt.Options{})
	for _, key := range []string{"", strings.Repeat("k", 32<<10)} {
		_, err := s.Claim(t.Context(), key, time.Hour)
		bottest.WantError(t, err, fmt.Sprintf("a key of %d bytes", len(key)))
		bottest.WantError(t, s.SaveSession(t.Context(), key, nil, time.Hour), "a key of")
	}
	must(t, s.SaveSession(t.Context(), strings.Repeat("k", 32<<10-8), nil, time.Hour))
}

func size(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	return info.Size()
}

// count counts the entries of a bucket in a file that no store has open.
func count(t *testing.T, path, bucket string) (n int) {
	t.Helper()
	edit(t, path, func(tx *bbolt.Tx) error {
		n = tx.Bucket([]byte(bucket)).Stats().KeyN
		return nil
	})
	return n
}
