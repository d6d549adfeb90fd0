package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// read gives the payload under key, or nil. It waits for no write, and leaves a
// disk that does not answer to a goroutine of its own, of which there are not
// many.
func (s *Store) read(ctx context.Context, k kind, key string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case s.readers <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-timer.C:
		return nil, errSilent
	}
	found := make(chan finding, 1)
	go func() {
		defer func() { <-s.readers }()
		found <- s.find(k, key)
	}()
	select {
	case f := <-found:
		if errors.Is(f.err, errDamaged) {
			f.err = errors.Join(f.err, s.discard(ctx, k, key))
		}
		return f.payload, f.err
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-timer.C:
		return nil, errSilent
	}
}

// finding is what a read came to.
type finding struct {
	payload []byte
	err     error
}

func (s *Store) find(k kind, key string) (f finding) {
	f.err = guard(func() error {
		return s.db.View(func(tx *bbolt.Tx) error {
			payload, ok, err := lookup(tx, k, key, s.now().UnixMicro())
			if ok {
				f.payload = append([]byte{}, payload...) // never nil: an empty value is not a missing one
			}
			return err
		})
	})
	if errors.Is(f.err, berrors.ErrDatabaseNotOpen) {
		f.err = errClosed
	}
	return f
}

// discard drops an entry that a read found damaged, if it still is.
func (s *Store) discard(ctx context.Context, k kind, key string) error {
	return s.write(ctx, func(u *update) error {
		_, _, err := u.get(k, key, u.now)
		if errors.Is(err, errDamaged) {
			return nil // the read says so
		}
		return err
	})
}

// set keeps a value, which is copied before set returns.
func (s *Store) set(ctx context.Context, k kind, key string, value []byte, ttl time.Duration) error {
	expires, value := s.now().Add(ttl).UnixMicro(), bytes.Clone(value)
	return s.writeKey(ctx, key, func(u *update) error { return u.put(k, key, value, expires) })
}

// writeKey is write for work that makes an entry.
func (s *Store) writeKey(ctx context.Context, key string, work func(*update) error) error {
	if len(key) == 0 || len(key) > mostKey {
		return fmt.Errorf("a key of %d bytes; want 1 to %d", len(key), mostKey)
	}
	return s.write(ctx, work)
}

func (s *Store) drop(ctx context.Context, k kind, key string) error {
	return s.write(ctx, func(u *update) error { return u.drop(k, key) })
}
