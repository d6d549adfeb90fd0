package delivery_test

import (
	"context"
	"errors"
	"fmt"
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

var errAway = errors.New("the store is away")

// failing is a store that can be away.
type failing struct {
	bot.Store
	away atomic.Bool
}

func (f *failing) Claim(ctx context.Context, key string, lease time.Duration) (bot.ClaimState, error) {
	if f.away.Load() {
		return 0, errAway
	}
	return f.Store.Claim(ctx, key, lease)
}

func (f *failing) Done(ctx context.Context, key string, keep time.Duration) error {
	if f.away.Load() {
		return errAway
	}
	return f.Store.Done(ctx, key, keep)
}

func work(n *int, err error) func(context.Context) error {
	return func(context.Context) error { *n++; return err }
}

func want(t *testing.T, l *delivery.Ledger, do func(context.Context) error, want delivery.Outcome) {
	t.Helper()
	if got, err := l.Once(t.Context(), "e1", do); err != nil || got != want {
		t.Fatalf("the outcome is %v, %v; want %v", got, err, want)
	}
}

func TestADeliveryIsAnsweredOnceOverAllInstances(t *testing.T) {
	store := bot.NewMemory(bot.MemoryOptions{})
	one, two := delivery.NewLedger(store, delivery.LedgerOptions{}), delivery.NewLedger(store, delivery.LedgerOptions{})
	n := 0
	want(t, one, work(&n, nil), delivery.Answered)
	want(t, one, work(&n, nil), delivery.Before)
	want(t, two, work(&n, nil), delivery.Before)
	if n != 1 {
		t.Errorf("answered %d times", n)
	}
}

func TestWhatFailedIsAnsweredOnTheNextDelivery(t *testing.T) {
	store := bot.NewMemory(bot.MemoryOptions{})
	l := delivery.NewLedger(store, delivery.LedgerOptions{})
	n, broken := 0, errors.New("broken")
	if got, err := l.Once(t.Context(), "e1", work(&n, broken)); !errors.Is(err, broken) || got != 0 {
		t.Fatalf("%v, %v", got, err)
	}
	want(t, l, work(&n, nil), delivery.Answered)
}

func TestWhatPanickedIsAnsweredOnTheNextDelivery(t *testing.T) {
	l := delivery.NewLedger(bot.NewMemory(bot.MemoryOptions{}), delivery.LedgerOptions{})
	func() {
		defer func() { _ = recover() }()
		_, _ = l.Once(t.Context(), "e1", func(context.Context) error { panic("x") })
	}()
	n := 0
	want(t, l, work(&n, nil), delivery.Answered)
}

func TestWhatAnotherHasInHandIsLeftAloneUntilItsLeaseIsOver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := bot.NewMemory(bot.MemoryOptions{})
		if _, err := store.Claim(t.Context(), "e1", time.Minute); err != nil { // and then was killed
			t.Fatal(err)
		}
		l, n := delivery.NewLedger(store, delivery.LedgerOptions{}), 0
		want(t, l, work(&n, nil), delivery.Elsewhere)
		time.Sleep(time.Minute)
		want(t, l, work(&n, nil), delivery.Answered)
	})
}

func TestWorkEndsBeforeItsLease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := delivery.NewLedger(bot.NewMemory(bot.MemoryOptions{}), delivery.LedgerOptions{Lease: time.Minute})
		start := time.Now()
		_, err := l.Once(t.Context(), "e1", func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() })
		if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took >= time.Minute {
			t.Errorf("ended after %v with %v", took, err)
		}
	})
}

func TestWithoutItsStoreALedgerAnswersOnceAllTheSame(t *testing.T) {
	store := &failing{Store: bot.NewMemory(bot.MemoryOptions{})}
	store.away.Store(true)
	var reported []error
	l := delivery.NewLedger(store, delivery.LedgerOptions{Report: func(err error) { reported = append(reported, err) }})
	n := 0
	want(t, l, work(&n, nil), delivery.Answered)
	want(t, l, work(&n, nil), delivery.Before)
	store.away.Store(false)
	want(t, l, work(&n, nil), delivery.Before)
	if n != 1 || len(reported) == 0 || !errors.Is(reported[0], errAway) {
		t.Errorf("answered %d times, reported %v", n, reported)
	}
}

func TestLanesKeepTheOrderOfAChat(t *testing.T) {
	l := delivery.NewLanes(4, 100)
	var mu sync.Mutex
	got := map[string][]int{}
	var wait sync.WaitGroup
	for i := range 50 {
		for _, chat := range []string{"a", "b", "c"} {
			turn, err := l.Enter(chat)
			if err != nil {
				t.Fatal(err)
			}
			wait.Go(func() {
				defer turn.Leave()
				if err := turn.Wait(t.Context()); err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				got[chat] = append(got[chat], i)
				mu.Unlock()
			})
		}
	}
	wait.Wait()
	for chat, order := range got {
		if fmt.Sprint(order) != fmt.Sprint(oneTo(50)) {
			t.Errorf("chat %s was answered in the order %v", chat, order)
		}
	}
	if l.Len() != 0 {
		t.Errorf("%d are left", l.Len())
	}
}

func oneTo(n int) (out []int) {
	for i := range n {
		out = append(out, i)
	}
	return out
}

func TestLanesAreBounded(t *testing.T) {
	l := delivery.NewLanes(1, 2)
	first, err := l.Enter("a")
	if err != nil {
		t.Fatal(err)
	}
	second, err := l.Enter("a")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Enter("a"); !errors.Is(err, delivery.ErrFull) {
		t.Errorf("a third in the lane: %v", err)
	}
	if err := first.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	other, err := l.Enter("b")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := other.Wait(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a second at work beside: %v", err)
	}
	second.Leave() // gave up waiting
	first.Leave()
	if err := other.Wait(t.Context()); err != nil {
		t.Error(err)
	}
	other.Leave()
	if l.Len() != 0 {
		t.Errorf("%d are left", l.Len())
	}
}

func TestAPacerKeepsThePaceOfEachChatAndOfAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := delivery.NewPacer(delivery.Pace{Every: 100 * time.Millisecond, Burst: 1})
		chat := delivery.Pace{Every: time.Second, Burst: 1}
		start := time.Now()
		for range 3 {
			if err := p.Wait(t.Context(), "a", chat); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took < 2*time.Second || took > 2500*time.Millisecond {
			t.Errorf("three to one chat took %v", took)
		}
		start = time.Now()
		for i := range 11 {
			if err := p.Wait(t.Context(), fmt.Sprint(i), chat); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); took < time.Second || took > 1500*time.Millisecond {
			t.Errorf("eleven to eleven chats took %v", took)
		}
	})
}

func TestAHeldChatIsSentNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := delivery.NewPacer(delivery.Pace{})
		start := time.Now()
		p.Hold("a", delivery.Pace{}, 5*time.Second)
		if err := p.Wait(t.Context(), "b", delivery.Pace{}); err != nil || time.Since(start) > 0 {
			t.Errorf("another chat waited %v, %v", time.Since(start), err)
		}
		if err := p.Wait(t.Context(), "a", delivery.Pace{}); err != nil || time.Since(start) < 5*time.Second {
			t.Errorf("the chat waited %v, %v", time.Since(start), err)
		}
		p.HoldAll(3 * time.Second)
		if err := p.Wait(t.Context(), "b", delivery.Pace{}); err != nil || time.Since(start) < 8*time.Second {
			t.Errorf("all: waited %v, %v", time.Since(start), err)
		}
	})
}

func TestWhoCannotWaitLongEnoughIsToldAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := delivery.NewPacer(delivery.Pace{})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		p.Hold("a", delivery.Pace{}, time.Hour)
		if err := p.Wait(ctx, "a", delivery.Pace{}); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 0 {
			t.Errorf("waited %v, %v", time.Since(start), err)
		}
		slow := delivery.Pace{Every: time.Hour, Burst: 1}
		if err := p.Wait(ctx, "c", slow); err != nil {
			t.Fatal(err)
		}
		if err := p.Wait(ctx, "c", slow); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waited for an hour: %v", err)
		}
	})
}

func TestRedactedErrorsHoldNoSecretAndAreStillWhatTheyWere(t *testing.T) {
	const token = "123:AA+B/C"
	err := fmt.Errorf("sending: %w", &url.Error{Op: "Post", URL: "https://api.example.org/bot" + token + "/sendMessage", Err: context.DeadlineExceeded})
	for _, got := range []error{
		delivery.Redact(err, token),
		delivery.Redact(err),
		delivery.Redact(fmt.Errorf("%s and %s: %w", token, url.QueryEscape(token), err), token),
	} {
		if strings.Contains(fmt.Sprintf("%v %+v %q", got, got, got), "AA") {
			t.Errorf("the secret is in %q", got)
		}
		var called *url.Error
		if !errors.Is(got, context.DeadlineExceeded) || !errors.As(got, &called) {
			t.Errorf("%v is not what it was", got)
		}
	}
	if delivery.Redact(nil, token) != nil || delivery.Redact(errAway, token) != errAway {
		t.Error("an error without a secret was changed")
	}
}
