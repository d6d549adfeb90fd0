package main

import (
	"context"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"cifra/bot"
	"cifra/stats"
)

// meters are what operators watch. No label holds a word that a person wrote,
// an id of a person or of a chat, or a token.
type meters struct {
	registry  *prometheus.Registry
	questions *prometheus.CounterVec   // by platform, kind, language and reason
	answering *prometheus.HistogramVec // seconds from message to reply, by platform
	storing   *prometheus.HistogramVec // seconds of a call of the store, by operation
	failures  *prometheus.CounterVec   // calls of the store that failed, by operation
	claims    *prometheus.CounterVec   // by state: what is not claimed was delivered twice
	healthy   prometheus.Gauge
	data      *prometheus.GaugeVec   // 1 for the data set in use, by id and version
	reloads   prometheus.Counter     // of the data sets, refused
	broken    *prometheus.CounterVec // calls of a platform that failed, by platform, method and kind
	retries   *prometheus.CounterVec // calls of a platform that were made again, by platform and method
	repeated  *prometheus.CounterVec // deliveries that had been answered before, by platform
}

func newMeters() *meters {
	m := &meters{registry: prometheus.NewRegistry()}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
		m.registry.MustRegister(c)
		return c
	}
	histogram := func(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
		h := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: buckets}, labels)
		m.registry.MustRegister(h)
		return h
	}
	m.questions = counter("cifra_questions_total", "Questions answered.", "platform", "kind", "lang", "reason")
	m.answering = histogram("cifra_answer_seconds", "Time from a message to its reply, sending excluded.",
		prometheus.ExponentialBuckets(10e-6, 4, 9), "platform")
	m.storing = histogram("cifra_store_seconds", "Time of a call of the store.",
		prometheus.ExponentialBuckets(10e-6, 4, 10), "operation")
	m.failures = counter("cifra_store_errors_total", "Calls of the store that failed.", "operation")
	m.claims = counter("cifra_claims_total", "Deliveries by what the store said: those not claimed were delivered before.", "state")
	m.broken = counter("cifra_platform_errors_total", "Calls of a platform that failed, each try counted.", "platform", "method", "kind")
	m.retries = counter("cifra_platform_retries_total", "Calls of a platform that were made again.", "platform", "method")
	m.repeated = counter("cifra_deliveries_repeated_total", "Deliveries that had been answered before, and were not again.", "platform")
	m.healthy = prometheus.NewGauge(prometheus.GaugeOpts{Name: "cifra_store_healthy", Help: "1 while the last call of the store succeeded; each scrape makes one."})
	m.data = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "cifra_data_set_info", Help: "The data set in use."}, []string{"set", "version"})
	m.reloads = prometheus.NewCounter(prometheus.CounterOpts{Name: "cifra_reloads_refused_total", Help: "Reloads of the data sets that were refused."})
	m.registry.MustRegister(m.healthy, m.data, m.reloads,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *meters) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// answered counts a reply.
func (m *meters) answered(platform string, r *bot.Reply, took time.Duration) {
	m.questions.WithLabelValues(platform, string(r.Kind), r.Lang.String(), string(r.Reason)).Inc()
	m.answering.WithLabelValues(platform).Observe(took.Seconds())
}

// serves says which data sets are in use.
func (m *meters) serves(loaded []*stats.Set) {
	m.data.Reset()
	for _, set := range loaded {
		m.data.WithLabelValues(set.ID, set.Version).Set(1)
	}
}

func (m *meters) reloadFailed() { m.reloads.Inc() }

// meteredStore is a store whose calls are timed and counted.
// Each method of bot.Store has one of its own, so that none goes unseen.
type meteredStore struct {
	store
	meters *meters
}

// call notes a call of the store that began at a time, and gives its error.
func (s *meteredStore) call(operation string, start time.Time, err error) error {
	s.meters.storing.WithLabelValues(operation).Observe(time.Since(start).Seconds())
	if err == nil {
		s.meters.healthy.Set(1)
		return nil
	}
	s.meters.healthy.Set(0)
	s.meters.failures.WithLabelValues(operation).Inc()
	return err
}

// Claim is of bot.Store.
func (s *meteredStore) Claim(ctx context.Context, key string, lease time.Duration) (bot.ClaimState, error) {
	start := time.Now()
	state, err := s.store.Claim(ctx, key, lease)
	if err == nil {
		s.meters.claims.WithLabelValues(state.String()).Inc()
	}
	return state, s.call("claim", start, err)
}

// Done is of bot.Store.
func (s *meteredStore) Done(ctx context.Context, key string, keep time.Duration) error {
	start := time.Now()
	return s.call("done", start, s.store.Done(ctx, key, keep))
}

// Release is of bot.Store.
func (s *meteredStore) Release(ctx context.Context, key string) error {
	start := time.Now()
	return s.call("release", start, s.store.Release(ctx, key))
}

// Session is of bot.Store.
func (s *meteredStore) Session(ctx context.Context, key string) ([]byte, error) {
	start := time.Now()
	value, err := s.store.Session(ctx, key)
	return value, s.call("session", start, err)
}

// SaveSession is of bot.Store.
func (s *meteredStore) SaveSession(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	start := time.Now()
	return s.call("save session", start, s.store.SaveSession(ctx, key, value, ttl))
}

// DeleteSession is of bot.Store.
func (s *meteredStore) DeleteSession(ctx context.Context, key string) error {
	start := time.Now()
	return s.call("delete session", start, s.store.DeleteSession(ctx, key))
}

// Preference is of bot.Store.
func (s *meteredStore) Preference(ctx context.Context, key string) (string, error) {
	start := time.Now()
	value, err := s.store.Preference(ctx, key)
	return value, s.call("preference", start, err)
}

// SetPreference is of bot.Store.
func (s *meteredStore) SetPreference(ctx context.Context, key, value string, ttl time.Duration) error {
	start := time.Now()
	return s.call("set preference", start, s.store.SetPreference(ctx, key, value, ttl))
}

// DeletePreference is of bot.Store.
func (s *meteredStore) DeletePreference(ctx context.Context, key string) error {
	start := time.Now()
	return s.call("delete preference", start, s.store.DeletePreference(ctx, key))
}
