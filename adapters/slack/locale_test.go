package slack

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// lookedUp counts the times that Slack is asked for a locale.
func lookedUp(t *testing.T, answer func(context.Context, person) (string, error)) (*locales, *atomic.Int32) {
	t.Helper()
	n := new(atomic.Int32)
	l, err := newLocales(func(ctx context.Context, p person) (string, error) { n.Add(1); return answer(ctx, p) }, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	return l, n
}

func TestALocaleIsLookedUpOnceADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, n := lookedUp(t, func(context.Context, person) (string, error) { time.Sleep(100 * time.Millisecond); return "es-MX", nil })
		p := person{"T1", "U1"}
		for range 10 {
			go l.get(t.Context(), p, time.Second)
		}
		if got := l.get(t.Context(), p, time.Second); got != "es-MX" || n.Load() != 1 {
			t.Errorf("%q after asking %d times", got, n.Load())
		}
		time.Sleep(keepLocale - time.Second)
		if got := l.get(t.Context(), p, 0); got != "es-MX" || n.Load() != 1 {
			t.Errorf("%q after asking %d times", got, n.Load())
		}
		time.Sleep(time.Second)
		if got := l.get(t.Context(), p, time.Second); got != "es-MX" || n.Load() != 2 {
			t.Errorf("the next day %q after asking %d times", got, n.Load())
		}
		if got := l.get(t.Context(), person{"T2", "U1"}, time.Second); got != "es-MX" || n.Load() != 3 {
			t.Errorf("of another workspace: %q after asking %d times", got, n.Load())
		}
	})
}

func TestNobodyWaitsLongForALocaleWhichIsThereTheNextTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, n := lookedUp(t, func(context.Context, person) (string, error) { time.Sleep(5 * time.Second); return "es-MX", nil })
		p := person{"T1", "U1"}
		for _, wait := range []time.Duration{0, 700 * time.Millisecond, 0} {
			start := time.Now()
			if got := l.get(t.Context(), p, wait); got != "" || time.Since(start) != wait {
				t.Errorf("%q after %v", got, time.Since(start))
			}
		}
		time.Sleep(5 * time.Second)
		if got := l.get(t.Context(), p, 0); got != "es-MX" || n.Load() != 1 {
			t.Errorf("%q after asking %d times", got, n.Load())
		}
	})
}

func TestALocaleThatSlackDoesNotSayIsAskedForAgainLater(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, n := lookedUp(t, func(context.Context, person) (string, error) { return "", errors.New("away") })
		p := person{"T1", "U1"}
		for range 3 {
			if got := l.get(t.Context(), p, time.Second); got != "" || n.Load() != 1 {
				t.Errorf("%q after asking %d times", got, n.Load())
			}
		}
		time.Sleep(keepNoLocale)
		l.get(t.Context(), p, time.Second)
		if n.Load() != 2 {
			t.Errorf("asked %d times", n.Load())
		}
	})
}

func TestFewLocalesAreLookedUpAtOnceAndCommandsDoNotQueueForIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at, most atomic.Int32
		l, n := lookedUp(t, func(context.Context, person) (string, error) {
			most.Store(max(most.Load(), at.Add(1)))
			time.Sleep(time.Second)
			at.Add(-1)
			return "en-US", nil
		})
		for i := range 100 {
			l.get(t.Context(), person{"T1", string(rune('A' + i))}, 0)
			synctest.Wait()
		}
		time.Sleep(time.Minute)
		if n.Load() != mostLookUps || most.Load() != mostLookUps {
			t.Errorf("%d were looked up, %d at once", n.Load(), most.Load())
		}
	})
}
