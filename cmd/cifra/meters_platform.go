package main

import (
	"context"
	"net/http"
	"time"

	"cifra/adapters/delivery"
)

// of gives what the adapter of a platform counts by.
func (m *meters) of(platform string) *delivery.Meter {
	repeated := m.repeated.WithLabelValues(platform) // is there, at 0, before anything happens
	return &delivery.Meter{
		OnFailed: func(method string, f delivery.Failure) {
			m.broken.WithLabelValues(platform, method, string(f)).Inc()
		},
		OnRetried: func(method string) { m.retries.WithLabelValues(platform, method).Inc() },
		OnSeen:    repeated.Inc,
	}
}

// askTime is how long a store may take to say how it is while somebody waits
// for the metrics.
const askTime = 2 * time.Second

// scraped gives the metrics. A store that nobody has called lately is asked how
// it is: at night, it would be healthy or away for as long as nobody writes.
func (s *server) scraped() http.Handler {
	metrics := s.meters.handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), askTime)
		defer cancel()
		_ = s.store.Healthy(ctx) // which the gauge shows
		metrics.ServeHTTP(w, r)
	})
}

// Healthy is of store.
func (s *meteredStore) Healthy(ctx context.Context) error {
	start := time.Now()
	err := s.store.Healthy(ctx)
	s.call("health", start, err)
	return err
}
