package main

import (
	"context"
	"fmt"

	"cifra/adapters/bolt"
	"cifra/adapters/redis"
	"cifra/bot"
)

// memoryStore is bot.Memory as serve takes it.
type memoryStore struct{ *bot.Memory }

// Healthy says that there is nothing that could be away.
func (memoryStore) Healthy(context.Context) error { return nil }

// openStore opens where state is kept. A Redis that is away is no reason not
// to start: statistics are answered without it.
func (s *server) openStore() (closing func() error, err error) {
	var opened store
	switch s.conf.State.Kind {
	case stateMemory:
		opened, closing = memoryStore{bot.NewMemory(bot.MemoryOptions{})}, func() error { return nil }
	case stateBolt:
		b, err := bolt.Open(s.conf.State.Path, bolt.Options{})
		if err != nil {
			return nil, fmt.Errorf("state.path: %w", err)
		}
		opened, closing = b, b.Close
	default:
		redis.SilenceClient()
		r, err := redis.Open(s.conf.State.URL, redis.Options{})
		if err != nil {
			return nil, fmt.Errorf("state.url: %w", err)
		}
		if err := r.Healthy(context.Background()); err != nil {
			s.log.Warn("without context until it is there", "error", err)
		}
		opened, closing = r, r.Close
		s.keeper = s.sharedPace(r)
	}
	s.log.Info("state", "kept", s.conf.stateKept())
	s.store = &meteredStore{store: opened, meters: s.meters}
	return closing, nil
}
