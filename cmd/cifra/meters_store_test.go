package main

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"cifra/bot"
)

// awayStore is a store that is away, and why.
type awayStore struct {
	store
	err error
}

func (s awayStore) DeletePreference(context.Context, string) error { return s.err }

func TestEveryCallOfAStoreIsTimed(t *testing.T) {
	m, ctx := newMeters(), t.Context()
	s := &meteredStore{store: memoryStore{bot.NewMemory(bot.MemoryOptions{})}, meters: m}
	_, claim := s.Claim(ctx, "a", time.Hour)
	_, session := s.Session(ctx, "a")
	_, preference := s.Preference(ctx, "a")
	if err := errors.Join(claim, session, preference, s.Release(ctx, "a"), s.Done(ctx, "a", time.Hour),
		s.SaveSession(ctx, "a", nil, time.Hour), s.DeleteSession(ctx, "a"),
		s.SetPreference(ctx, "a", "es", time.Hour), s.DeletePreference(ctx, "a")); err != nil {
		t.Fatal(err)
	}
	counted := operations(t, m, "cifra_store_seconds")
	if want := reflect.TypeFor[bot.Store]().NumMethod(); len(counted) != want {
		t.Errorf("of %d methods these are timed: %v", want, counted)
	}
	for operation, times := range counted {
		if times != 1 {
			t.Errorf("%q is timed %d times, want once", operation, times)
		}
	}
}

func TestACallOfAStoreThatFailsIsCountedAndItsErrorKept(t *testing.T) {
	m, errAway := newMeters(), errors.New("the store is away")
	s := &meteredStore{store: awayStore{err: errAway}, meters: m}
	if err := s.DeletePreference(t.Context(), "a"); !errors.Is(err, errAway) {
		t.Errorf("the error is %v, want %v", err, errAway)
	}
	if got := operations(t, m, "cifra_store_errors_total"); got["delete preference"] != 1 {
		t.Errorf("failures: %v, want one", got)
	}
}

// operations counts what a metric has seen, by operation.
func operations(t *testing.T, m *meters, metric string) map[string]int {
	t.Helper()
	families, err := m.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	counted := map[string]int{}
	for _, f := range families {
		for _, one := range f.GetMetric() {
			if f.GetName() == metric {
				counted[one.GetLabel()[0].GetValue()] = int(one.GetHistogram().GetSampleCount()) + int(one.GetCounter().GetValue())
			}
		}
	}
	return counted
}
