package bot

import (
	"bytes"
	"container/heap"
	"context"
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
	mu          sync.Mutex
	claims      shelf[bool] // whether it is done
	sessions    shelf[[]byte]
	preferences shelf[string]
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
		claims:      newShelf[bool](o.Entries),
		sessions:    newShelf[[]byte](o.Entries),
		preferences: newShelf[string](o.Entries),
	}
}

// Claim is of Store.
func (m *Memory) Claim(ctx context.Context, key string, lease time.Duration) (ClaimState, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	if done, ok := m.claims.get(key, now); ok {
		if done {
			return Finished, nil
		}
		return InHand, nil
	}
	m.claims.put(key, false, now, lease)
	return Claimed, nil
}

// Done is of Store.
func (m *Memory) Done(ctx context.Context, key string, keep time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.claims.put(key, true, m.now(), keep)
	return nil
}

// Release is of Store.
func (m *Memory) Release(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if done, ok := m.claims.get(key, m.now()); ok && !done {
		m.claims.drop(key)
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
type shelf[V any] struct {
	most    int
	entries map[string]*entry[V]
	order   expiries[V]
}

type entry[V any] struct {
	key     string
	value   V
	expires time.Time
	place   int // in the heap
}

func newShelf[V any](most int) shelf[V] {
	return shelf[V]{most: most, entries: make(map[string]*entry[V])}
}

func (s *shelf[V]) get(key string, now time.Time) (value V, ok bool) {
	e := s.entries[key]
	if e == nil || !now.Before(e.expires) {
		return value, false
	}
	return e.value, true
}

func (s *shelf[V]) put(key string, value V, now time.Time, ttl time.Duration) {
	s.sweep(now)
	if e := s.entries[key]; e != nil {
		e.value, e.expires = value, now.Add(ttl)
		heap.Fix(&s.order, e.place)
		return
	}
	if len(s.order) >= s.most {
		s.drop(s.order[0].key)
	}
	e := &entry[V]{key: key, value: value, expires: now.Add(ttl)}
	s.entries[key] = e
	heap.Push(&s.order, e)
}

func (s *shelf[V]) drop(key string) {
	if e := s.entries[key]; e != nil {
		delete(s.entries, key)
		heap.Remove(&s.order, e.place)
	}
}

// sweep forgets what has expired.
func (s *shelf[V]) sweep(now time.Time) {
	for len(s.order) > 0 && !now.Before(s.order[0].expires) {
		s.drop(s.order[0].key)
	}
}

// expiries is a heap: the first to expire is on top.
type expiries[V any] []*entry[V]

func (h expiries[V]) Len() int           { return len(h) }
func (h expiries[V]) Less(i, j int) bool { return h[i].expires.Before(h[j].expires) }
func (h expiries[V]) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].place, h[j].place = i, j
}

func (h *expiries[V]) Push(x any) {
	e := x.(*entry[V])
	e.place = len(*h)
	*h = append(*h, e)
}

func (h *expiries[V]) Pop() any {
	last := len(*h) - 1
	e := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	return e
}
