package redis

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"sync/atomic"
	"time"

	goredis "github.com/redis/go-redis/v9"

	"cifra/adapters/delivery"
)

// What holds where PacerOptions do not say otherwise.
const (
	pacePatience = 200 * time.Millisecond
	paceAlone    = 2 * time.Second
)

// PacerOptions are the bounds of a Pacer. The zero value is right for serving.
type PacerOptions struct {
	Timeout time.Duration // the most that the server may delay a message; 0 for 200 ms
	Alone   time.Duration // for how long a server that failed is not asked; 0 for 2 s
	Report  func(error)   // hears that the pace is kept by this instance alone, and with nil that it is shared again; nil for nobody
}

// Pacer is a delivery.Pacing that instances share: what one of them sends, and
// what one of them is told to hold back, counts for all. Each keeps the pace on
// its own, too, so that it goes on at that where the server is away.
//
// A message that is waited for and given up takes its place all the same.
type Pacer struct {
	store   *Store
	keys    string // what the names of all keys begin with
	overall delivery.Pace
	local   *delivery.Pacer
	o       PacerOptions
	take    *goredis.Script
	hold    *goredis.Script
	alone   atomic.Int64 // until when the server is not asked: Unix time in nanoseconds; 0 while it answers
}

var _ delivery.Pacing = (*Pacer)(nil)

// Pacer makes a pacer with a bound over all chats. Those of one name share it.
func (s *Store) Pacer(name string, overall delivery.Pace, o PacerOptions) *Pacer {
	if o.Timeout <= 0 {
		o.Timeout = pacePatience
	}
	if o.Alone <= 0 {
		o.Alone = paceAlone
	}
	if o.Report == nil {
		o.Report = func(error) {}
	}
	return &Pacer{
		store: s, overall: overall, local: delivery.NewPacer(overall), o: o,
		keys: s.prefix + "pace:{" + name + "}:", // in braces: a cluster keeps these together
		take: goredis.NewScript(takeScript), hold: goredis.NewScript(holdScript),
	}
}

// takeScript takes places in the order of messages, by the generic cell rate
// algorithm: of each pace it keeps when the next message would be due if every
// one before had come on time, and a message may come a burst ahead of that.
//
// KEYS: until when the chat is held, until when all are, the chat's pace, the
// pace of all. ARGV: what has been taken before (0 nothing, 1 the chat's place,
// 2 that of all, too), the most to wait, and each pace's interval and burst;
// times are in microseconds. It gives what has been taken now, and how long to
// wait before the message may go, or the next place be taken; -1 says that
// what would have to be waited is too long, and nothing is taken.
const takeScript = `
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local taken, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local held = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), tonumber(redis.call('GET', KEYS[2]) or 0)) - now
if held > 0 then
  if held > most then
    return {-1, held}
  end
  return {taken, held}
end
while taken < 2 do
  local key, every, burst = KEYS[3 + taken], tonumber(ARGV[3 + 2 * taken]), tonumber(ARGV[4 + 2 * taken])
  local wait = 0
  if every > 0 then
    local due = math.max(now, tonumber(redis.call('GET', key) or 0)) + every
    wait = math.max(0, due - burst * every - now)
    if wait > most then
      return {-1, wait}
    end
    redis.call('SET', key, string.format('%.0f', due), 'PX', math.ceil((due - now) / 1000))
  end
  taken = taken + 1
  if wait > 0 then
    return {taken, wait}
  end
end
return {taken, 0}`

// holdScript holds until a time from now, unless it is held for longer.
const holdScript = `
local clock = redis.call('TIME')
local until_ = clock[1] * 1000000 + clock[2] + ARGV[1]
if tonumber(redis.call('GET', KEYS[1]) or 0) < until_ then
  redis.call('SET', KEYS[1], string.format('%.0f', until_), 'PX', math.ceil(ARGV[1] / 1000))
end
return 0`

// longest is the most that a message may wait for without a deadline.
const longest = 24 * time.Hour

// Wait is of delivery.Pacing.
func (p *Pacer) Wait(ctx context.Context, chat string, pace delivery.Pace) error {
	if err := p.local.Wait(ctx, chat, pace); err != nil {
		return err
	}
	keys := []string{p.held(chat), p.heldAll(), p.keys + "chat:" + hashed(chat), p.keys + "all"}
	for taken := int64(0); ; {
		most := longest
		if deadline, ok := ctx.Deadline(); ok {
			most = max(0, time.Until(deadline))
		}
		var got []int64
		if !p.ask(ctx, func(ctx context.Context) (err error) {
			got, err = p.take.Run(ctx, p.store.client, keys, taken, most.Microseconds(),
				pace.Every.Microseconds(), max(pace.Burst, 1), p.overall.Every.Microseconds(), max(p.overall.Burst, 1)).Int64Slice()
			if err == nil && len(got) != 2 {
				err = fmt.Errorf("the server says %v, want two numbers", got)
			}
			return err
		}) {
			return alone(ctx)
		}
		wait := time.Duration(got[1]) * time.Microsecond
		switch {
		case got[0] < 0:
			return fmt.Errorf("waiting to send: %w: it would take %v", context.DeadlineExceeded, wait)
		case wait == 0:
			return nil
		}
		if err := delivery.Sleep(ctx, wait); err != nil {
			return fmt.Errorf("waiting to send: %w", err)
		}
		taken = got[0] // and it may be held meanwhile
	}
}

// alone lets a message go at the pace of this instance, which has been kept,
// unless it was the caller who went away.
func alone(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("waiting to send: %w", err)
	}
	return nil
}

// Hold is of delivery.Pacing.
func (p *Pacer) Hold(chat string, pace delivery.Pace, d time.Duration) {
	p.local.Hold(chat, pace, d)
	p.holdKey(p.held(chat), d)
}

// HoldAll is of delivery.Pacing.
func (p *Pacer) HoldAll(d time.Duration) {
	p.local.HoldAll(d)
	p.holdKey(p.heldAll(), d)
}

func (p *Pacer) holdKey(key string, d time.Duration) {
	if d < time.Millisecond {
		return
	}
	p.ask(context.Background(), func(ctx context.Context) error {
		return p.hold.Run(ctx, p.store.client, []string{key}, d.Microseconds()).Err()
	})
}

// ask calls the server, unless it failed just now, and says whether that
// succeeded.
func (p *Pacer) ask(ctx context.Context, call func(context.Context) error) bool {
	until := p.alone.Load()
	if until != 0 && time.Now().UnixNano() < until {
		return false
	}
	bounded, cancel := context.WithTimeout(ctx, p.o.Timeout)
	defer cancel()
	err := p.store.call(bounded, "pacing in", call)
	switch {
	case err == nil:
		if until != 0 && p.alone.CompareAndSwap(until, 0) {
			p.o.Report(nil)
		}
		return true
	case ctx.Err() != nil: // it says nothing of the server
		return false
	}
	if p.alone.Swap(time.Now().Add(p.o.Alone).UnixNano()) == 0 {
		p.o.Report(err)
	}
	return false
}

func (p *Pacer) held(chat string) string { return p.keys + "held:" + hashed(chat) }
func (p *Pacer) heldAll() string         { return p.keys + "held" }

// hashed is how a chat is called on the server: some are called by an address
// that lets anyone answer there.
func hashed(chat string) string {
	sum := sha256.Sum256([]byte(chat))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}
