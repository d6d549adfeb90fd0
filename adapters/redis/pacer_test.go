package redis_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cifra/adapters/delivery"
	"cifra/adapters/redis"
)

// hourly is a pace of which a test sees no second message.
func hourly(burst int) delivery.Pace { return delivery.Pace{Every: time.Hour, Burst: burst} }

// pacers makes two instances that keep a pace together.
func pacers(t *testing.T, s server, overall delivery.Pace) (one, two *redis.Pacer) {
	t.Helper()
	url, o := "redis://"+s.addr(), redis.PacerOptions{Timeout: 5 * time.Second, Report: func(err error) { t.Errorf("alone: %v", err) }}
	return open(t, url, redis.Options{}).Pacer("bot", overall, o), open(t, url, redis.Options{}).Pacer("bot", overall, o)
}

// mayNot fails unless a pacer says at once that a minute is too short to wait.
func mayNot(t *testing.T, p *redis.Pacer, chat string, pace delivery.Pace) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := p.Wait(ctx, chat, pace); !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
		t.Errorf("chat %q may be sent more: %v", chat, err)
	}
}

func may(t *testing.T, p *redis.Pacer, chat string, pace delivery.Pace) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := p.Wait(ctx, chat, pace); err != nil {
		t.Errorf("chat %q: %v", chat, err)
	}
}

func TestTheBurstOfAChatIsOneForAllInstances(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		one, two := pacers(t, start(t), delivery.Pace{})
		may(t, one, "a", hourly(3))
		may(t, two, "a", hourly(3))
		may(t, one, "a", hourly(3))
		mayNot(t, one, "a", hourly(3))
		mayNot(t, two, "a", hourly(3))
		may(t, two, "b", hourly(1))
		mayNot(t, one, "b", hourly(1))
		for range 5 { // no pace, no bound
			may(t, two, "c", delivery.Pace{})
		}
	})
}

func TestTheBurstOverAllChatsIsOneForAllInstances(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		s := start(t)
		one, two := pacers(t, s, hourly(3))
		may(t, one, "a", hourly(1))
		may(t, two, "b", hourly(1))
		may(t, two, "c", hourly(1))
		mayNot(t, one, "d", hourly(1))
		mayNot(t, two, "e", delivery.Pace{})
		other := open(t, "redis://"+s.addr(), redis.Options{}).Pacer("another bot", hourly(3), redis.PacerOptions{})
		may(t, other, "a", hourly(1))
	})
}

func TestInstancesTakeTurnsAtThePaceOfAChatAndOfAll(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		for name, c := range map[string]struct {
			overall, pace delivery.Pace
			chat          func(i int) string
		}{
			"of a chat": {delivery.Pace{}, delivery.Pace{Every: 60 * time.Millisecond, Burst: 1}, func(int) string { return "a" }},
			"of all":    {delivery.Pace{Every: 60 * time.Millisecond, Burst: 1}, hourly(1), func(i int) string { return fmt.Sprint(i) }},
		} {
			one, two := pacers(t, start(t), c.overall)
			var wait sync.WaitGroup
			begun := time.Now()
			for i := range 10 {
				wait.Go(func() { may(t, []*redis.Pacer{one, two}[i%2], c.chat(i), c.pace) })
			}
			wait.Wait()
			if took := time.Since(begun); took < 9*60*time.Millisecond-time.Millisecond {
				t.Errorf("ten at the pace %s took %v", name, took)
			}
		}
	})
}

func TestWhatOneInstanceIsToldToHoldAllHold(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		one, two := pacers(t, start(t), delivery.Pace{})
		one.Hold("a", delivery.Pace{}, time.Hour)
		one.Hold("a", delivery.Pace{}, time.Second) // shortens nothing
		mayNot(t, two, "a", delivery.Pace{})
		mayNot(t, one, "a", delivery.Pace{})
		may(t, two, "b", delivery.Pace{})
		begun := time.Now()
		two.Hold("b", delivery.Pace{}, 300*time.Millisecond)
		may(t, one, "b", delivery.Pace{})
		if took := time.Since(begun); took < 299*time.Millisecond {
			t.Errorf("held for %v", took)
		}
		two.HoldAll(time.Hour)
		mayNot(t, one, "b", delivery.Pace{})
		mayNot(t, one, "c", delivery.Pace{})
	})
}

// One that waits for its turn is held by what another is told meanwhile.
func TestAHoldReachesWhoIsWaiting(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		one, two := pacers(t, start(t), delivery.Pace{})
		pace := delivery.Pace{Every: 200 * time.Millisecond, Burst: 1}
		may(t, one, "a", pace)
		begun, done := time.Now(), make(chan time.Duration)
		go func() { may(t, two, "a", pace); done <- time.Since(begun) }()
		one.Hold("a", pace, 600*time.Millisecond)
		if took := <-done; took < 599*time.Millisecond {
			t.Errorf("it waited for %v", took)
		}
	})
}

func TestWhoGivesUpWaitingIsToldWhy(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		one, two := pacers(t, start(t), delivery.Pace{})
		one.Hold("a", delivery.Pace{}, time.Hour)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Millisecond, cancel)
		if err := two.Wait(ctx, "a", delivery.Pace{}); !errors.Is(err, context.Canceled) {
			t.Errorf("a wait that was cancelled: %v", err)
		}
	})
}

func TestKeysOfPacesNameNobodyAndGoByThemselves(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		s := start(t)
		one, _ := pacers(t, s, hourly(9))
		may(t, one, "T1/C1", hourly(9))
		one.Hold("/commands/T1/secret", delivery.Pace{}, time.Minute)
		one.HoldAll(time.Minute)
		keys := keysOf(t, s)
		if len(keys) != 4 {
			t.Errorf("keys %q, want four", keys)
		}
		for _, key := range keys {
			left, err := admin(t, s).PTTL(t.Context(), key).Result()
			if err != nil || left <= 0 || left > time.Hour {
				t.Errorf("key %q lives for %v, %v", key, left, err)
			}
			if !strings.HasPrefix(key, "cifra:pace:{bot}:") || strings.Contains(key, "C1") || strings.Contains(key, "secret") {
				t.Errorf("key %q", key)
			}
		}
	})
}

func TestWithoutItsServerAnInstanceKeepsThePaceAlone(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		s := start(t)
		var said atomic.Int64 // how often it was alone, and in the upper half how often not any more
		o := redis.PacerOptions{Timeout: 5 * time.Second, Alone: 50 * time.Millisecond, Report: func(err error) {
			if err != nil {
				said.Add(1)
			} else {
				said.Add(1 << 32)
			}
		}}
		url := "redis://" + s.addr()
		one, two := open(t, url, redis.Options{}).Pacer("bot", delivery.Pace{}, o), open(t, url, redis.Options{}).Pacer("bot", delivery.Pace{}, o)
		may(t, one, "a", hourly(1))
		mayNot(t, two, "a", hourly(1))
		s.stop()
		for _, p := range []*redis.Pacer{one, two} {
			may(t, p, "b", hourly(1))
			mayNot(t, p, "b", hourly(1))
		}
		one.Hold("c", delivery.Pace{}, time.Hour)
		mayNot(t, one, "c", delivery.Pace{})
		mayNot(t, one, "a", hourly(1)) // it has sent that itself
		if said.Load() != 2 {
			t.Errorf("said %x, want of each that it is alone, once", said.Load())
		}
		s.start(t)
		for deadline := time.Now().Add(20 * time.Second); said.Load()>>32 < 2; time.Sleep(5 * time.Millisecond) {
			may(t, one, "x", delivery.Pace{})
			may(t, two, "x", delivery.Pace{})
			if time.Now().After(deadline) {
				t.Fatal("the server is back, and is not asked")
			}
		}
		may(t, one, "d", hourly(1))
		mayNot(t, two, "d", hourly(1))
	})
}

// A server that hangs costs one message a short time, and those after it none.
func TestAServerThatHangsDelaysNoMessageForLong(t *testing.T) {
	var said []error
	p := open(t, "redis://"+mute(t), redis.Options{}).Pacer("bot", delivery.Pace{}, redis.PacerOptions{
		Timeout: 50 * time.Millisecond, Alone: time.Hour, Report: func(err error) { said = append(said, err) },
	})
	begun := time.Now()
	for i := range 1000 {
		may(t, p, fmt.Sprint(i), hourly(1))
	}
	if took := time.Since(begun); took > 20*time.Second { // 1000 times 50 ms were 50 s
		t.Errorf("a thousand messages took %v", took)
	}
	if len(said) != 1 || said[0] == nil {
		t.Errorf("said %v", said)
	}
}

func TestACallerThatGoesAwayDoesNotMakeAPacerAlone(t *testing.T) {
	p := open(t, "redis://"+mute(t), redis.Options{}).Pacer("bot", delivery.Pace{}, redis.PacerOptions{
		Timeout: time.Minute, Report: func(err error) { t.Errorf("alone: %v", err) },
	})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if err := p.Wait(ctx, "a", delivery.Pace{}); !errors.Is(err, context.Canceled) {
		t.Errorf("a wait that was cancelled: %v", err)
	}
}
