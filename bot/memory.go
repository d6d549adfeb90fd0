package bot

import (
	"bytes"
	"container/heap"
	"context"
	"hash/maphash"
	"sync"
	"time"
)

// mostEntries bounds each shelf of a Memory that does not say otherwise: a
// session takes well under a kilobyte, so that this is some tens of megabytes
// at worst.
const mostEntries = 100_000

// MemoryOptions are the bounds of a Memory. The zero value is right for
// serving.
type MemoryOptions struct {
	Now     func() time.Time // the clock; nil for time.Now
	Entries int              // most claims, most sessions and most preferences; 0 for 100,000
}

// Memory is a Store in memory: what it holds is gone when the program stops,
// and is not shared with another one. Where a shelf is full, what would have
// expired first makes room.
type Memory struct {
	now         func() time.Time
	seed        maphash.Seed
	mu          sync.Mutex
	claims      shelf[uint64, bool] // whether it is done, by the hash of the key
	sessions    shelf[string, []byte]
	preferences shelf[string, string]
}

// NewMemory makes an empty Memory.
func NewMemory(o MemoryOptions) *Memory {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Entries <= 0 {
		o.Entries = mostEntries
	}
	return &Memory{
		now:         o.Now,
		seed:        maphash.MakeSeed(),
		claims:      newShelf[uint64, bool](o.Entries),
		sessions:    newShelf[string, []byte](o.Entries),
		preferences: newShelf[string, string](o.Entries),
	}
}

// claim is by what a claim is kept. There are many of them, one for each
// message, and nobody asks what they were for. That two keys share one of 2^64
// hashes happens once in a hundred million million messages.
func (m *Memory) claim(key string) uint64 { return maphash.String(m.seed, key) }

// Claim is of Store.
func (m *Memory) Claim(ctx context.Context, key string, lease time.Duration) (ClaimState, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	hash := m.claim(key)
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	if done, ok := m.claims.get(hash, now); ok {
		if done {
			return Finished, nil
		}
		return InHand, nil
	}
	m.claims.put(hash, false, now, lease)
	return Claimed, nil
}

// Done is of Store.
func (m *Memory) Done(ctx context.Context, key string, keep time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	hash := m.claim(key)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.claims.put(hash, true, m.now(), keep)
	return nil
}

// Release is of Store.
func (m *Memory) Release(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	hash := m.claim(key)
	m.mu.Lock()
	defer m.mu.Unlock()
	if done, ok := m.claims.get(hash, m.now()); ok && !done {
		m.claims.drop(hash)
	}
	return nil
}

// Session is of Store.
func (m *Memory) Session(ctx context.Context, key string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	value, _ := m.sessions.get(key, m.now())
	return bytes.Clone(value), nil
}

// SaveSession is of Store.
func (m *Memory) SaveSession(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sessions.put(key, bytes.Clone(value), m.now(), ttl)
	return nil
}

// DeleteSession is of Store.
func (m *Memory) DeleteSession(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sessions.drop(key)
	return nil
}

// Preference is of Store.
func (m *Memory) Preference(ctx context.Context, key string) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	value, _ := m.preferences.get(key, m.now())
	return value, nil
}

// SetPreference is of Store.
func (m *Memory) SetPreference(ctx context.Context, key, value string, ttl time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.preferences.put(key, value, m.now(), ttl)
	return nil
}

// DeletePreference is of Store.
func (m *Memory) DeletePreference(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.preferences.drop(key)
	return nil
}

// shelf is a map whose entries expire and whose size is bounded. A heap by
// time of expiry stands beside the map, so that both are cheap.
type shelf[K comparable, V any] struct {
	most    int
	entries map[K]*entry[K, V]
	order   expiries[K, V]
}

type entry[K comparable, V any] struct {
	key     K
	value   V
	expires time.Time
	place   int // in the heap
}

func newShelf[K comparable, V any](most int) shelf[K, V] {
	return shelf[K, V]{most: most, entries: make(map[K]*entry[K, V])}
}

func (s *shelf[K, V]) get(key K, now time.Time) (value V, ok bool) {
	e := s.entries[key]
	if e == nil || !now.Before(e.expires) {
		return value, false
	}
	return e.value, true
}

func (s *shelf[K, V]) put(key K, value V, now time.Time, ttl time.Duration) {
	s.sweep(now)
	if e := s.entries[key]; e != nil {
		e.value, e.expires = value, now.Add(ttl)
		heap.Fix(&s.order, e.place)
		return
	}
	if len(s.order) >= s.most {
		s.drop(s.order[0].key)
	}
	e := &entry[K, V]{key: key, value: value, expires: now.Add(ttl)}
	s.entries[key] = e
	heap.Push(&s.order, e)
}

func (s *shelf[K, V]) drop(key K) {
	if e := s.entries[key]; e != nil {
		delete(s.entries, key)
		heap.Remove(&s.order, e.place)
	}
}

// sweep forgets what has expired.
func (s *shelf[K, V]) sweep(now time.Time) {
	for len(s.order) > 0 && !now.Before(s.order[0].expires) {
		s.drop(s.order[0].key)
	}
}

// expiries is a heap: the first to expire is on top.
type expiries[K comparable, V any] []*entry[K, V]

func (h expiries[K, V]) Len() int           { return len(h) }
func (h expiries[K, V]) Less(i, j int) bool { return h[i].expires.Before(h[j].expires) }
func (h expiries[K, V]) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].place, h[j].place = i, j
}

func (h *expiries[K, V]) Push(x any) {
	e := x.(*entry[K, V])
	e.place = len(*h)
	*h = append(*h, e)
}

func (h *expiries[K, V]) Pop() any {
	last := len(*h) - 1
	e := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	return e
}
