package redis

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"cifra/bot"
)

// A claim is kept as what these say: the second is followed by the name of the
// instance that holds it, so that another cannot release it.
const (
	finished = "done"
	inHand   = "in hand: "
)

// claimScript gives what a claim is, or nothing where it was free and is the
// caller's now. SET with NX and GET would do the same from Redis 7 on; 6 is
// still what many systems ship.
const claimScript = `
local held = redis.call('GET', KEYS[1])
if held then
  return held
end
if ARGV[2] ~= '0' then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return ''`

// releaseScript deletes a claim if the caller holds it.
const releaseScript = `
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0`

// Claim is of bot.Store.
func (s *Store) Claim(ctx context.Context, key string, lease time.Duration) (bot.ClaimState, error) {
	const doing = "claiming in"
	var held string
	err := s.call(ctx, doing, func(ctx context.Context) (err error) {
		held, err = s.claim.Run(ctx, s.client, s.claims(key), s.mine, milliseconds(lease)).Text()
		return err
	})
	switch {
	case err != nil:
		return 0, err
	case held == "":
		return bot.Claimed, nil
	case held == finished:
		return bot.Finished, nil
	case strings.HasPrefix(held, inHand):
		return bot.InHand, nil
	}
	return 0, fmt.Errorf("%s %s: the claim is kept as %q, which is not of this program", doing, s.name, held)
}

// Done is of bot.Store.
func (s *Store) Done(ctx context.Context, key string, keep time.Duration) error {
	return s.set(ctx, "finishing a claim in", s.claims(key)[0], finished, keep)
}

// Release is of bot.Store. It leaves alone what another instance has claimed.
func (s *Store) Release(ctx context.Context, key string) error {
	return s.call(ctx, "releasing a claim in", func(ctx context.Context) error {
		return s.release.Run(ctx, s.client, s.claims(key), s.mine).Err()
	})
}

// Session is of bot.Store.
func (s *Store) Session(ctx context.Context, key string) ([]byte, error) {
	return s.get(ctx, "reading a session from", s.session(key))
}

// SaveSession is of bot.Store.
func (s *Store) SaveSession(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	return s.set(ctx, "saving a session in", s.session(key), value, ttl)
}

// DeleteSession is of bot.Store.
func (s *Store) DeleteSession(ctx context.Context, key string) error {
	return s.drop(ctx, "deleting a session from", s.session(key))
}

// Preference is of bot.Store.
func (s *Store) Preference(ctx context.Context, key string) (string, error) {
	value, err := s.get(ctx, "reading a preference from", s.preference(key))
	return string(value), err
}

// SetPreference is of bot.Store.
func (s *Store) SetPreference(ctx context.Context, key, value string, ttl time.Duration) error {
	return s.set(ctx, "saving a preference in", s.preference(key), value, ttl)
}

// DeletePreference is of bot.Store.
func (s *Store) DeletePreference(ctx context.Context, key string) error {
	return s.drop(ctx, "deleting a preference from", s.preference(key))
}

// The names of keys on the server: the kind stands before what anyone chose.
// A script takes a list of keys, of which there is one: so a cluster could run it.
func (s *Store) claims(key string) []string   { return []string{s.prefix + "claim:" + key} }
func (s *Store) session(key string) string    { return s.prefix + "session:" + key }
func (s *Store) preference(key string) string { return s.prefix + "preference:" + key }

// get gives a value, or nil.
func (s *Store) get(ctx context.Context, doing, key string) (value []byte, err error) {
	err = s.call(ctx, doing, func(ctx context.Context) (err error) {
		value, err = s.client.Get(ctx, key).Bytes()
		return err
	})
	if errors.Is(err, goredis.Nil) {
		return nil, nil
	}
	return value, err
}

// set keeps a value. The client takes a time to live of zero for one without
// end, and the server takes none: what would be over at once is deleted.
func (s *Store) set(ctx context.Context, doing, key string, value any, ttl time.Duration) error {
	if ttl <= 0 {
		return s.drop(ctx, doing, key)
	}
	return s.call(ctx, doing, func(ctx context.Context) error {
		return s.client.Do(ctx, "set", key, value, "px", milliseconds(ttl)).Err()
	})
}

func (s *Store) drop(ctx context.Context, doing, key string) error {
	return s.call(ctx, doing, func(ctx context.Context) error {
		return s.client.Del(ctx, key).Err()
	})
}

// milliseconds is a time to live as the server counts it: 0 where it is over at
// once, and else no less than 1.
func milliseconds(d time.Duration) int64 {
	if d <= 0 {
		return 0
	}
	return max(1, d.Milliseconds())
}
