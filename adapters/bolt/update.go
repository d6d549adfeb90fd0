package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"math"

	"go.etcd.io/bbolt"
)

// kind is a shelf of the store: the three do not share keys.
type kind uint8

const (
	claims kind = iota
	sessions
	preferences
	kinds // how many there are
)

// String names the bucket of the entries.
func (k kind) String() string { return [...]string{"claims", "sessions", "preferences"}[k] }

// order names the bucket that has the same entries in the order in which they
// expire: what is over is found without a look at what is not.
func (k kind) order() string { return k.String() + " by expiry" }

// update is the work of one transaction.
type update struct {
	tx     *bbolt.Tx
	now    int64      // microseconds since 1970, as in an entry
	most   int        // entries of a kind
	counts [kinds]int // entries of each kind, as far as the work has come
	dirty  bool       // whether there is anything to commit
}

func (u *update) entries(k kind) *bbolt.Bucket { return u.tx.Bucket([]byte(k.String())) }
func (u *update) order(k kind) *bbolt.Bucket   { return u.tx.Bucket([]byte(k.order())) }

// get gives the payload under key, for as long as nothing is written. An entry
// that is damaged is an error once: it is dropped, so that the next caller finds
// nothing rather than the same error for ever.
func (u *update) get(k kind, key string, now int64) (payload []byte, ok bool, err error) {
	payload, ok, err = lookup(u.tx, k, key, now)
	if err != nil {
		return nil, false, errors.Join(err, u.drop(k, key))
	}
	return payload, ok, nil
}

// lookup is get for transactions that only read.
func lookup(tx *bbolt.Tx, k kind, key string, now int64) (payload []byte, ok bool, err error) {
	raw := tx.Bucket([]byte(k.String())).Get([]byte(key))
	if raw == nil {
		return nil, false, nil
	}
	payload, expires, err := decodeEntry(key, raw)
	if err != nil {
		return nil, false, fmt.Errorf("bucket %q: %w", k, err)
	}
	return payload, now < expires, nil
}

// put keeps an entry. What would be over at once is not kept at all.
func (u *update) put(k kind, key string, payload []byte, expires int64) error {
	if expires <= u.now {
		return u.drop(k, key)
	}
	fresh, err := u.unlist(k, key)
	if err != nil {
		return err
	}
	if fresh {
		if u.counts[k] >= u.most {
			u.remove(k, u.lines(k, 1, math.MaxInt64))
		}
		u.counts[k]++
	}
	u.dirty = true
	if err := u.order(k).Put(encodeLine(key, expires), nil); err != nil {
		return fmt.Errorf("bucket %q: %w", k.order(), err)
	}
	if err := u.entries(k).Put([]byte(key), encodeEntry(key, payload, expires)); err != nil {
		return fmt.Errorf("bucket %q: %w", k, err)
	}
	return nil
}

// drop forgets an entry, if there is one.
func (u *update) drop(k kind, key string) error {
	missing, err := u.unlist(k, key)
	if err != nil || missing {
		return err
	}
	if err := u.entries(k).Delete([]byte(key)); err != nil {
		return fmt.Errorf("bucket %q: %w", k, err)
	}
	u.counts[k]--
	u.dirty = true
	return nil
}

// unlist takes the line of an entry out of the order, and says whether there is
// no such entry. That of a damaged one cannot be told; a sweep comes to it.
func (u *update) unlist(k kind, key string) (missing bool, err error) {
	raw := u.entries(k).Get([]byte(key))
	if raw == nil {
		return true, nil
	}
	_, expires, err := decodeEntry(key, raw)
	if err != nil {
		return false, nil
	}
	if err := u.order(k).Delete(encodeLine(key, expires)); err != nil {
		return false, fmt.Errorf("bucket %q: %w", k.order(), err)
	}
	return false, nil
}

// sweep forgets entries that are over, at most that many of each kind, and says
// whether there may be more.
func (u *update) sweep(most int) (more bool) {
	for k := range kinds {
		lines := u.lines(k, most, u.now)
		u.remove(k, lines)
		more = more || len(lines) == most
	}
	return more
}

// lines lists those of the entries that expire first, and not after until.
func (u *update) lines(k kind, most int, until int64) [][]byte {
	var lines [][]byte
	cursor := u.order(k).Cursor()
	for line, _ := cursor.First(); line != nil && len(lines) < most; line, _ = cursor.Next() {
		if _, expires := decodeLine(line); expires > until {
			break
		}
		lines = append(lines, bytes.Clone(line))
	}
	return lines
}

// remove takes out lines of the order, and the entries that they are of. It is
// housekeeping: what it cannot delete must not fail the callers whose work is in
// the same transaction, and is met again at the next sweep.
func (u *update) remove(k kind, lines [][]byte) {
	entries, order := u.entries(k), u.order(k)
	for _, line := range lines {
		u.dirty = true
		_ = order.Delete(line)
		key, expires := decodeLine(line)
		raw := entries.Get([]byte(key))
		if raw == nil {
			continue
		}
		if _, now, err := decodeEntry(key, raw); err == nil && now != expires {
			continue // the line was left by a damaged entry that has been replaced since
		}
		if entries.Delete([]byte(key)) == nil {
			u.counts[k]--
		}
	}
}
