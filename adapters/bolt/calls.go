package bolt

import (
	"context"
	"fmt"
	"time"

	"cifra/bot"
)

// What the entry of a claim says.
const (
	inHand   = "in hand"
	finished = "finished"
)

// Claim is of bot.Store. One that is refused costs no wait for the disk.
func (s *Store) Claim(ctx context.Context, key string, lease time.Duration) (bot.ClaimState, error) {
	now := s.now()
	held, err := s.read(ctx, claims, key)
	if err != nil {
		return 0, s.failed("claiming in", err)
	}
	if held != nil {
		return s.stateOf(held)
	}
	var state bot.ClaimState
	err = s.writeKey(ctx, key, func(u *update) error {
		held, ok, err := u.get(claims, key, now.UnixMicro())
		switch {
		case err != nil:
			return err
		case ok:
			state, err = s.stateOf(held)
			return err
		}
		state = bot.Claimed
		return u.put(claims, key, []byte(inHand), now.Add(lease).UnixMicro())
	})
	if err != nil {
		return 0, s.failed("claiming in", err)
	}
	return state, nil
}

func (s *Store) stateOf(held []byte) (bot.ClaimState, error) {
	switch string(held) {
	case inHand:
		return bot.InHand, nil
	case finished:
		return bot.Finished, nil
	}
	return 0, s.failed("claiming in", fmt.Errorf("bucket %q: an entry says %q", claims, held))
}

// Done is of bot.Store.
func (s *Store) Done(ctx context.Context, key string, keep time.Duration) error {
	return s.failed("finishing a claim in", s.set(ctx, claims, key, []byte(finished), keep))
}

// Release is of bot.Store.
func (s *Store) Release(ctx context.Context, key string) error {
	return s.failed("releasing a claim in", s.write(ctx, func(u *update) error {
		held, ok, err := u.get(claims, key, u.now)
		if err != nil || !ok || string(held) == finished {
			return err
		}
		return u.drop(claims, key)
	}))
}

// Session is of bot.Store. It does not wait for writes.
func (s *Store) Session(ctx context.Context, key string) ([]byte, error) {
	value, err := s.read(ctx, sessions, key)
	return value, s.failed("reading a session from", err)
}

// SaveSession is of bot.Store.
func (s *Store) SaveSession(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	return s.failed("saving a session in", s.set(ctx, sessions, key, value, ttl))
}

// DeleteSession is of bot.Store.
func (s *Store) DeleteSession(ctx context.Context, key string) error {
	return s.failed("deleting a session from", s.drop(ctx, sessions, key))
}

// Preference is of bot.Store. It does not wait for writes.
func (s *Store) Preference(ctx context.Context, key string) (string, error) {
	value, err := s.read(ctx, preferences, key)
	return string(value), s.failed("reading a preference from", err)
}

// SetPreference is of bot.Store.
func (s *Store) SetPreference(ctx context.Context, key, value string, ttl time.Duration) error {
	return s.failed("saving a preference in", s.set(ctx, preferences, key, []byte(value), ttl))
}

// DeletePreference is of bot.Store.
func (s *Store) DeletePreference(ctx context.Context, key string) error {
	return s.failed("deleting a preference from", s.drop(ctx, preferences, key))
}
