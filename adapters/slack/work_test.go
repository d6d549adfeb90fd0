package slack

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"cifra/adapters/delivery"
	"cifra/bot"
)

// logBuffer is what operators see.
type logBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *logBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// newShift is a shift that nothing but the test gives work to.
func newShift(t *testing.T, store bot.Store) (*shift, *logBuffer) {
	t.Helper()
	logged := new(logBuffer)
	api, err := url.Parse("https://slack.com/api/")
	if err != nil {
		t.Fatal(err)
	}
	c := Config{Mode: ModeHTTP, Store: store, Tokens: OneToken("xoxb-1"), Now: time.Now, Log: slog.New(slog.NewTextHandler(logged, nil))}
	c.Timeouts.fill()
	a, err := newAdapter(c, api)
	if err != nil {
		t.Fatal(err)
	}
	working, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	return &shift{Adapter: a, working: working, stop: stop, gate: newGate(mostInHand), acks: newGate(mostInHand)}, logged
}

func (s *shift) taskThat(key string, do func(context.Context) error) task {
	return task{key: key, ledger: s.events, lane: "a", kind: "test", do: func(ctx context.Context) (func(context.Context), error) {
		return nil, do(ctx)
	}}
}

// deliver has a shift work on a task, and gives what Slack is told, and after
// what time.
func deliver(t *testing.T, s *shift, what task) (time.Duration, error) {
	t.Helper()
	start := time.Now()
	p, err := s.begin(what)
	if err != nil {
		t.Fatal(err)
	}
	err = p.wait(s.c.Timeouts.Ack)
	return time.Since(start), err
}

var errBroken = errors.New("broken")

func TestADeliveryIsAcknowledgedOnceItIsAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := newShift(t, bot.NewMemory(bot.MemoryOptions{}))
		n := 0
		do := func(context.Context) error { n++; time.Sleep(500 * time.Millisecond); return nil }
		if took, err := deliver(t, s, s.taskThat("e1", do)); err != nil || took != 500*time.Millisecond {
			t.Errorf("acknowledged after %v with %v", took, err)
		}
		if took, err := deliver(t, s, s.taskThat("e1", do)); err != nil || took != 0 || n != 1 {
			t.Errorf("the same again: after %v with %v, done %d times", took, err, n)
		}
	})
}

func TestADeliveryIsAcknowledgedInTimeAndStillAnswered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := newShift(t, bot.NewMemory(bot.MemoryOptions{}))
		var answered atomic.Bool
		took, err := deliver(t, s, s.taskThat("e1", func(context.Context) error { time.Sleep(5 * time.Second); answered.Store(true); return nil }))
		if err != nil || took != 2*time.Second || answered.Load() {
			t.Errorf("acknowledged after %v with %v", took, err)
		}
		<-s.gate.shut()
		if !answered.Load() {
			t.Error("what was acknowledged is not answered")
		}
	})
}

func TestWhatFailsInTimeComesAgainAndIsAnsweredThen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, logged := newShift(t, bot.NewMemory(bot.MemoryOptions{}))
		n, sorry := 0, 0
		what := s.taskThat("e1", func(context.Context) error {
			if n++; n == 1 {
				return errBroken
			}
			return nil
		})
		what.sorry = func(context.Context) { sorry++ }
		if _, err := deliver(t, s, what); !errors.Is(err, errBroken) {
			t.Errorf("acknowledged with %v", err)
		}
		if _, err := deliver(t, s, what); err != nil || n != 2 {
			t.Errorf("the next time: %v, done %d times", err, n)
		}
		synctest.Wait()
		if sorry != 0 || strings.Count(logged.String(), "level=ERROR") != 1 {
			t.Errorf("said sorry %d times, logged %s", sorry, logged)
		}
	})
}

func TestWhoGetsNoAnswerAnyMoreIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		last  bool
		after time.Duration
		want  int
	}{
		"acknowledged already":    {false, 3 * time.Second, 1},
		"the last delivery":       {true, 0, 1},
		"it will be delivered":    {false, 0, 0},
		"both":                    {true, 3 * time.Second, 1},
		"just before it is acked": {false, 1999 * time.Millisecond, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, _ := newShift(t, bot.NewMemory(bot.MemoryOptions{}))
				sorry := 0
				what := s.taskThat("e1", func(context.Context) error { time.Sleep(c.after); return errBroken })
				what.last, what.sorry = c.last, func(context.Context) { sorry++ }
				_, err := deliver(t, s, what)
				<-s.gate.shut()
				if sorry != c.want || (err == nil) != (c.after >= 2*time.Second) {
					t.Errorf("told %d times, Slack got %v", sorry, err)
				}
			})
		})
	}
}

func TestAHopelessDeliveryIsAcknowledgedAndLogged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, logged := newShift(t, bot.NewMemory(bot.MemoryOptions{}))
		n := 0
		what := s.taskThat("e1", func(context.Context) error { n++; return fmt.Errorf("posting: %w", &hopeless{errBroken}) })
		for range 2 {
			if _, err := deliver(t, s, what); err != nil {
				t.Errorf("not acknowledged: %v", err)
			}
		}
		if n != 1 || !strings.Contains(logged.String(), "broken") {
			t.Errorf("tried %d times, logged %s", n, logged)
		}
	})
}

func TestAPanicFailsTheDeliveryAndNothingElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, logged := newShift(t, bot.NewMemory(bot.MemoryOptions{}))
		what := s.taskThat("e1", func(context.Context) error { panic("what a person wrote") })
		if _, err := deliver(t, s, what); err == nil {
			t.Error("acknowledged")
		}
		synctest.Wait()
		if strings.Contains(logged.String(), "person wrote") || !strings.Contains(logged.String(), "panic of type string") {
			t.Errorf("logged %s", logged)
		}
		if _, err := deliver(t, s, s.taskThat("e1", func(context.Context) error { return nil })); err != nil {
			t.Errorf("the next time: %v", err)
		}
	})
}

func TestWhatAnotherInstanceHasInHandIsAskedForAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := bot.NewMemory(bot.MemoryOptions{})
		if _, err := store.Claim(t.Context(), "e1", 45*time.Second); err != nil { // and was killed
			t.Fatal(err)
		}
		s, _ := newShift(t, store)
		n := 0
		what := s.taskThat("e1", func(context.Context) error { n++; return nil })
		if took, err := deliver(t, s, what); !errors.Is(err, errElsewhere) || took != 0 || n != 0 {
			t.Errorf("after %v: %v, done %d times", took, err, n)
		}
		time.Sleep(45 * time.Second)
		if _, err := deliver(t, s, what); err != nil || n != 1 {
			t.Errorf("when its lease is over: %v, done %d times", err, n)
		}
	})
}

// A killed instance had it in hand, and this one had so much to do that it had
// to acknowledge it before it looked.
func TestWhatIsAcknowledgedUnseenIsSeenToWhenTheOtherInstanceMustBeDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := bot.NewMemory(bot.MemoryOptions{})
		if _, err := store.Claim(t.Context(), "e1", 45*time.Second); err != nil {
			t.Fatal(err)
		}
		s, _ := newShift(t, store)
		if _, err := s.begin(s.taskThat("before", func(context.Context) error { time.Sleep(5 * time.Second); return nil })); err != nil {
			t.Fatal(err)
		}
		n := 0
		if took, err := deliver(t, s, s.taskThat("e1", func(context.Context) error { n++; return nil })); err != nil || took != 2*time.Second {
			t.Errorf("after %v: %v", took, err)
		}
		<-s.gate.shut()
		if n != 1 {
			t.Errorf("answered %d times", n)
		}
	})
}

func TestDeliveriesOfAChannelAreAnsweredInTheirOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := newShift(t, bot.NewMemory(bot.MemoryOptions{}))
		var got []int
		for i := range 20 {
			if _, err := s.begin(s.taskThat(fmt.Sprint(i), func(context.Context) error { got = append(got, i); return nil })); err != nil {
				t.Fatal(err)
			}
		}
		<-s.gate.shut()
		for i, n := range got {
			if i != n {
				t.Fatalf("answered in the order %v", got)
			}
		}
	})
}

func TestWhatIsTooMuchIsAskedForLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, _ := newShift(t, bot.NewMemory(bot.MemoryOptions{}))
		slow := func(context.Context) error { time.Sleep(time.Second); return nil }
		for i := range mostInLane {
			if _, err := s.begin(s.taskThat(fmt.Sprint(i), slow)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.begin(s.taskThat("more", slow)); !errors.Is(err, errBusy) || !errors.Is(err, delivery.ErrFull) {
			t.Errorf("one more of a channel: %v", err)
		}
		s.gate.shut()
		other := s.taskThat("late", slow)
		other.lane = "b"
		if _, err := s.begin(other); !errors.Is(err, errBusy) {
			t.Errorf("one more at the end: %v", err)
		}
		<-s.gate.shut()
	})
}

func TestAtTheEndWhatIsInHandIsAnsweredOrGivenUpInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, logged := newShift(t, bot.NewMemory(bot.MemoryOptions{}))
		var answered, cut, sorry atomic.Bool
		quick := s.taskThat("e1", func(context.Context) error { time.Sleep(10 * time.Second); answered.Store(true); return nil })
		if _, err := s.begin(quick); err != nil {
			t.Fatal(err)
		}
		stuck := s.taskThat("e2", func(ctx context.Context) error { <-ctx.Done(); cut.Store(true); return ctx.Err() })
		stuck.lane, stuck.last, stuck.sorry = "b", true, func(ctx context.Context) { sorry.Store(ctx.Err() == nil) }
		if _, err := s.begin(stuck); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		s.drain()
		if took := time.Since(start); took != 20*time.Second || !answered.Load() || !cut.Load() || !sorry.Load() {
			t.Errorf("ended after %v: answered %v, cut %v, told %v", took, answered.Load(), cut.Load(), sorry.Load())
		}
		if !strings.Contains(logged.String(), "left unanswered") {
			t.Errorf("logged %s", logged)
		}
	})
}

func TestWhatFollowsAnAnswerComesAfterItIsNoted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := bot.NewMemory(bot.MemoryOptions{})
		s, _ := newShift(t, store)
		var noted bot.ClaimState
		what := task{key: "e1", ledger: s.events, lane: "a", do: func(context.Context) (func(context.Context), error) {
			return func(ctx context.Context) {
				noted, _ = store.Claim(ctx, "e1", time.Minute)
				panic("and that it fails is no matter")
			}, nil
		}}
		if _, err := deliver(t, s, what); err != nil {
			t.Fatal(err)
		}
		<-s.gate.shut()
		if noted != bot.Finished {
			t.Errorf("then it was %v", noted)
		}
	})
}

func TestAKeyIsShortWhateverSlackSends(t *testing.T) {
	long := keyOf("event", strings.Repeat("x", 1000))
	if len(long) > 100 || long == keyOf("event", strings.Repeat("x", 1001)) || keyOf("event", "Ev1") != "slack:event:Ev1" {
		t.Errorf("%q, %q", long, keyOf("event", "Ev1"))
	}
}
