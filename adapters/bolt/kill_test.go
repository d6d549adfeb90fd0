package bolt_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"cifra/adapters/bolt"
	"cifra/bot"
)

// childFile names the file for a child process, which works until it is killed.
const childFile = "CIFRA_TEST_BOLT_CHILD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childFile); path != "" {
		fmt.Fprintln(os.Stderr, workUntilKilled(path, os.Args[len(os.Args)-1]))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// workUntilKilled claims, answers and saves, several at a time, and prints a
// line for each call that was acknowledged.
func workUntilKilled(path, round string) error {
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		return err
	}
	failed := make(chan error)
	for worker := range 8 {
		go func() {
			for i := 0; ; i++ {
				key := fmt.Sprintf("%s.%d.%d", round, worker, i)
				if err := workOnce(s, key); err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	return <-failed
}

func workOnce(s *bolt.Store, key string) error {
	ctx := context.Background()
	state, err := s.Claim(ctx, key, time.Hour)
	if err != nil || state != bot.Claimed {
		return fmt.Errorf("claiming %q: %v, %w", key, state, err)
	}
	_, say1 := fmt.Printf("claimed %s\n", key)
	saved := s.SaveSession(ctx, key, []byte(key), time.Hour)
	_, say2 := fmt.Printf("saved %s\n", key)
	done := s.Done(ctx, key, time.Hour)
	_, say3 := fmt.Printf("done %s\n", key)
	return errors.Join(say1, saved, say2, done, say3)
}

func TestWhatWasAcknowledgedSurvivesAKill(t *testing.T) {
	t.Parallel()
	path := newFile(t)
	for round := range 4 { // the later ones begin with what a kill has left
		acknowledged := killedChild(t, path, fmt.Sprint(round), 100+150*round)
		s, err := bolt.Open(path, bolt.Options{})
		must(t, err)
		checkAcknowledged(t, s, acknowledged)
		must(t, s.Close())
	}
}

// killedChild runs a child, kills it in the middle of its work, when it has
// printed so many lines, and gives what it has printed by key.
func killedChild(t *testing.T, path, round string, lines int) map[string]string {
	t.Helper()
	child := exec.Command(os.Args[0], round)
	child.Env = append(os.Environ(), childFile+"="+path)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	acknowledged, n := map[string]string{}, 0
	for in := bufio.NewReader(out); ; n++ {
		line, err := in.ReadString('\n') // the last may have been cut short
		if err != nil {
			break
		}
		what, key, _ := strings.Cut(strings.TrimSpace(line), " ")
		acknowledged[key] = what
		if n == lines {
			must(t, child.Process.Kill())
		}
	}
	if err := child.Wait(); n < lines {
		t.Fatalf("the child ended after %d lines: %v", n, err)
	}
	return acknowledged
}

func checkAcknowledged(t *testing.T, s *bolt.Store, acknowledged map[string]string) {
	t.Helper()
	for key, what := range acknowledged {
		state, err := s.Claim(t.Context(), key, time.Hour)
		if err != nil || state == bot.Claimed || what == "done" && state != bot.Finished {
			t.Errorf("%q, acknowledged as %s, is %v, %v", key, what, state, err)
		}
		value, err := s.Session(t.Context(), key)
		if what != "claimed" && (err != nil || string(value) != key) {
			t.Errorf("session of %q, acknowledged as %s, is %q, %v", key, what, value, err)
		}
	}
}
