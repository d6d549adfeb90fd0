package delivery

import (
	"hash/maphash"
	"sync"
	"time"

	"cifra/bot"
)

// mostRecent is how many deliveries an instance remembers at most.
const mostRecent = 100_000

// recent is what this instance has in hand or has done. It is asked beside the
// store for each delivery, and keeps no more of a key than its hash: that two
// share one of 2^64 happens once in a hundred million million deliveries.
//
// It is two maps. When the newer one is full, or as old as anything has to be
// kept, it becomes the older one, which is dropped whole.
type recent struct {
	now  func() time.Time
	keep time.Duration
	seed maphash.Seed

	mu           sync.Mutex
	newer, older map[uint64]mark
	turn         time.Time // when the newer one becomes the older one
}

// mark says until when a delivery is in hand, or known to be done: a time in
// nanoseconds of which the last bit is set where it is done.
type mark int64

const doneBit = 1

func markOf(until time.Time, done bool) mark {
	m := mark(until.UnixNano()) &^ doneBit
	if done {
		m |= doneBit
	}
	return m
}

func newRecent(keep time.Duration, now func() time.Time) *recent {
	if now == nil {
		now = time.Now
	}
	return &recent{now: now, keep: keep, seed: maphash.MakeSeed(), newer: map[uint64]mark{}, turn: now().Add(keep)}
}

// claim takes hold of a key for the time of lease, as bot.Store does.
func (r *recent) claim(key string, lease time.Duration) bot.ClaimState {
	hash := maphash.String(r.seed, key)
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	if m, ok := r.find(hash); ok && now.UnixNano() < int64(m&^doneBit) {
		if m&doneBit != 0 {
			return bot.Finished
		}
		return bot.InHand
	}
	r.put(hash, markOf(now.Add(lease), false), now)
	return bot.Claimed
}

// done says that what key stands for has been done.
func (r *recent) done(key string) {
	hash := maphash.String(r.seed, key)
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	r.put(hash, markOf(now.Add(r.keep), true), now)
}

// release gives a claim up. What is done stays done.
func (r *recent) release(key string) {
	hash := maphash.String(r.seed, key)
	r.mu.Lock()
	defer r.mu.Unlock()
	if m, ok := r.find(hash); ok && m&doneBit == 0 {
		delete(r.newer, hash)
		delete(r.older, hash)
	}
}

func (r *recent) find(hash uint64) (mark, bool) {
	if m, ok := r.newer[hash]; ok {
		return m, true
	}
	m, ok := r.older[hash]
	return m, ok
}

func (r *recent) put(hash uint64, m mark, now time.Time) {
	if len(r.newer) >= mostRecent/2 || !now.Before(r.turn) {
		r.older, r.newer, r.turn = r.newer, map[uint64]mark{}, now.Add(r.keep)
	}
	r.newer[hash] = m
}
