package delivery

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Pace is how often something may be sent: Burst at once, and after that one
// in every Every. The zero Pace sets no bound.
type Pace struct {
	Every time.Duration
	Burst int
}

// Pacer makes those who send wait for what the platform allows, so that it
// need not refuse. It keeps nothing of chats that have long been quiet.
type Pacer struct {
	overall *rate.Limiter

	mu      sync.Mutex
	chats   map[string]*paced
	sweepAt int       // how many chats make it look for quiet ones
	held    time.Time // nothing goes out before
}

type paced struct {
	limiter *rate.Limiter
	held    time.Time
	used    time.Time
}

// mostPaced is how many chats a pacer keeps before it first looks for quiet
// ones.
const mostPaced = 4096

// quietAfter is when a chat is taken for quiet: all paces have recovered.
const quietAfter = 2 * time.Minute

// NewPacer makes a pacer with a bound over all chats.
func NewPacer(overall Pace) *Pacer {
	return &Pacer{overall: overall.limiter(), chats: map[string]*paced{}, sweepAt: mostPaced}
}

func (p Pace) limiter() *rate.Limiter {
	if p.Every <= 0 {
		return rate.NewLimiter(rate.Inf, 1)
	}
	return rate.NewLimiter(rate.Every(p.Every), max(p.Burst, 1))
}

// Wait waits until a chat of a pace may be sent something. The error, where
// the context ends before that or is known to, wraps the context's.
func (p *Pacer) Wait(ctx context.Context, chat string, pace Pace) error {
	for {
		limiter, until := p.chat(chat, pace)
		if err := sleepUntil(ctx, until); err != nil {
			return fmt.Errorf("waiting to send: %w", err)
		}
		if err := wait(ctx, limiter); err != nil {
			return err
		}
		if err := wait(ctx, p.overall); err != nil {
			return err
		}
		if _, until := p.chat(chat, pace); !until.After(time.Now()) {
			return nil // and not held in the meantime
		}
	}
}

func wait(ctx context.Context, l *rate.Limiter) error {
	err := l.Wait(ctx)
	if err == nil {
		return nil
	}
	if ctx.Err() == nil {
		err = fmt.Errorf("%w: %v", context.DeadlineExceeded, err)
	}
	return fmt.Errorf("waiting to send: %w", err)
}

// Hold sends a chat nothing for a time: the platform said so.
func (p *Pacer) Hold(chat string, pace Pace, d time.Duration) {
	p.chat(chat, pace)
	p.mu.Lock()
	defer p.mu.Unlock()
	if c := p.chats[chat]; c != nil && c.held.Before(time.Now().Add(d)) {
		c.held = time.Now().Add(d)
	}
}

// HoldAll sends nobody anything for a time.
func (p *Pacer) HoldAll(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); p.held.Before(until) {
		p.held = until
	}
}

// chat gives the limiter of a chat, and until when it is held.
func (p *Pacer) chat(chat string, pace Pace) (*rate.Limiter, time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	c := p.chats[chat]
	if c == nil {
		p.forgetQuiet(now)
		c = &paced{limiter: pace.limiter()}
		p.chats[chat] = c
	}
	c.used = now
	if c.held.Before(p.held) {
		return c.limiter, p.held
	}
	return c.limiter, c.held
}

// forgetQuiet makes room for a new chat. Where most chats are not quiet, it
// looks at them all only once they are twice as many, so that a new chat costs
// the same however many there are.
func (p *Pacer) forgetQuiet(now time.Time) {
	if len(p.chats) < p.sweepAt {
		return
	}
	for key, c := range p.chats {
		if now.Sub(c.used) > quietAfter && now.After(c.held) {
			delete(p.chats, key)
		}
	}
	p.sweepAt = max(mostPaced, 2*len(p.chats))
}

// sleepUntil sleeps until a time, where the context lasts that long.
func sleepUntil(ctx context.Context, t time.Time) error {
	if deadline, ok := ctx.Deadline(); ok && deadline.Before(t) {
		return context.DeadlineExceeded
	}
	return Sleep(ctx, time.Until(t))
}
