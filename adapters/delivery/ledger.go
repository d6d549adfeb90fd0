package delivery

import (
	"context"
	"fmt"
	"time"

	"cifra/bot"
)

// Outcome says what became of a delivery.
type Outcome uint8

// The outcomes. The zero Outcome comes with an error.
const (
	// Answered: the work was done now, by this caller.
	Answered Outcome = iota + 1
	// Before: it had been done before, and need not be done again.
	Before
	// Elsewhere: another caller, maybe of another instance, has it in hand. It
	// may fail there, or the instance die: the platform should deliver again.
	Elsewhere
)

// String names the outcome for logs and tests.
func (o Outcome) String() string {
	switch o {
	case Answered:
		return "answered"
	case Before:
		return "answered before"
	case Elsewhere:
		return "in hand elsewhere"
	}
	return "failed"
}

// LedgerOptions say how long things are kept. The zero value is right for
// serving.
type LedgerOptions struct {
	Lease  time.Duration    // how long work may take before another may do it; 0 for a minute
	Keep   time.Duration    // how long it is known that work has been done; 0 for a day
	Now    func() time.Time // the clock of what this instance itself remembers; nil for time.Now
	Report func(error)      // gets what operators should know; nil for nobody
	Meter  *Meter           // is told of what had been answered before; nil for nobody
}

// Ledger sees to it that what a platform delivers more than once is answered
// once, and that what was not answered, because that failed or the program was
// killed, can be answered on the next delivery.
//
// Where the store fails, the work is done all the same, and is done once as far
// as this instance knows.
type Ledger struct {
	store bot.Store
	own   *recent
	o     LedgerOptions
}

// NewLedger makes a ledger over a store that other instances may share.
func NewLedger(store bot.Store, o LedgerOptions) *Ledger {
	if o.Lease <= 0 {
		o.Lease = time.Minute
	}
	if o.Keep <= 0 {
		o.Keep = 24 * time.Hour
	}
	if o.Report == nil {
		o.Report = func(error) {}
	}
	return &Ledger{store: store, own: newRecent(o.Keep, o.Now), o: o}
}

// Once does the work that key stands for, unless that has been done or is in
// hand. The context of the work ends before the lease does. An error of the
// work gives the claim up and is returned as it is.
func (l *Ledger) Once(ctx context.Context, key string, work func(context.Context) error) (Outcome, error) {
	outcome, err := l.claim(ctx, key)
	if outcome == Before {
		l.o.Meter.Seen()
	}
	if err != nil || outcome != Answered {
		return outcome, err
	}
	finished := false
	defer func() {
		if !finished { // failed, or panicked
			l.release(ctx, key)
		}
	}()
	working, cancel := context.WithTimeout(ctx, l.o.Lease-l.o.Lease/6)
	defer cancel()
	if err := work(working); err != nil {
		return 0, err
	}
	finished = true
	l.done(ctx, key)
	return Answered, nil
}

// claim takes hold of a key, here and in the store. Answered means: to do.
func (l *Ledger) claim(ctx context.Context, key string) (Outcome, error) {
	if err := ctx.Err(); err != nil {
		return 0, fmt.Errorf("claiming a delivery: %w", err)
	}
	state := l.own.claim(key, l.o.Lease)
	if state == bot.Claimed {
		shared, err := l.store.Claim(ctx, key, l.o.Lease)
		switch {
		case err == nil && shared != bot.Claimed:
			l.own.release(key)
			state = shared
		case err != nil:
			l.o.Report(fmt.Errorf("claiming a delivery: %w", err))
		}
	}
	switch state {
	case bot.Finished:
		return Before, nil
	case bot.InHand:
		return Elsewhere, nil
	}
	return Answered, nil
}

// storeTries is how often the store is told that something has been done: a
// second answer is worse than a moment's wait.
const storeTries = 3

func (l *Ledger) done(ctx context.Context, key string) {
	ctx = context.WithoutCancel(ctx)
	l.own.done(key)
	var err error
	for try := range storeTries {
		if try > 0 {
			time.Sleep(time.Duration(try) * 50 * time.Millisecond)
		}
		if err = l.store.Done(ctx, key, l.o.Keep); err == nil {
			return
		}
	}
	l.o.Report(fmt.Errorf("noting that a delivery is answered: %w", err))
}

func (l *Ledger) release(ctx context.Context, key string) {
	ctx = context.WithoutCancel(ctx)
	l.own.release(key)
	if err := l.store.Release(ctx, key); err != nil {
		l.o.Report(fmt.Errorf("releasing a delivery: %w", err))
	}
}
