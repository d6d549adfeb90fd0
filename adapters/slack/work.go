package slack

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime/debug"
	"sync/atomic"
	"time"

	"cifra/adapters/delivery"
)

// task is something that Slack delivered, and what is to be done about it.
type task struct {
	key    string           // what it is known by when it comes again
	ledger *delivery.Ledger // where that is noted
	lane   string           // tasks of a lane are worked one after another
	last   bool             // Slack will not deliver it again
	kind   string           // for logs

	// do answers. What it gives is done when the answer is noted, and need not
	// succeed: were it part of the answer, it could make it come twice.
	do func(ctx context.Context) (after func(ctx context.Context), err error)

	// sorry shows the asker that no answer will come; nil where nobody waits
	// for one.
	sorry func(ctx context.Context)
}

var (
	errBusy      = errors.New("too much is in hand, or the adapter is about to end")
	errElsewhere = errors.New("it is in hand elsewhere")
)

// hopeless is an error that no redelivery will mend.
type hopeless struct{ err error }

func (h *hopeless) Error() string { return h.err.Error() }
func (h *hopeless) Unwrap() error { return h.err }

// What has become of a task, for the two who may settle it: who works on it,
// and who waits to acknowledge it.
const (
	taskOpen uint32 = iota
	taskDone        // the outcome decides whether it is acknowledged
	taskAcked
)

// pending is a task that has been taken on.
type pending struct {
	state  atomic.Uint32
	result chan error
}

// begin takes a task on. Its place in the lane is taken when begin returns. The
// error is errBusy.
func (s *shift) begin(t task) (*pending, error) {
	if !s.gate.enter() {
		return nil, errBusy
	}
	turn, err := s.lanes.Enter(t.lane)
	if err != nil {
		s.gate.leave()
		return nil, fmt.Errorf("%w: %w", errBusy, err)
	}
	p := &pending{result: make(chan error, 1)}
	go func() {
		defer s.gate.leave()
		defer turn.Leave()
		s.work(t, turn, p)
	}()
	return p, nil
}

// wait returns when Slack may forget the task, which is once the answer has
// been accepted, and at the latest after the time to acknowledge. An error says
// that Slack should deliver it again.
func (p *pending) wait(atMost time.Duration) error {
	timer := time.NewTimer(atMost)
	defer timer.Stop()
	select {
	case err := <-p.result:
		return err
	case <-timer.C:
	}
	if p.state.CompareAndSwap(taskOpen, taskAcked) {
		return nil
	}
	return <-p.result
}

// work does a task in its turn, and says what has become of it.
func (s *shift) work(t task, turn *delivery.Turn, p *pending) {
	err := s.inTurn(turn)
	var after func(context.Context)
	if err == nil {
		after, err = s.once(t, p)
	}
	acked := !p.state.CompareAndSwap(taskOpen, taskDone)
	if !acked {
		p.result <- err
	}
	switch {
	case err == nil:
		s.later(after)
	case errors.Is(err, errElsewhere) && !acked: // it will come again
	default:
		s.log.Error("a delivery was not answered", "kind", t.kind, "acknowledged", acked, "error", s.safe(err))
		if t.sorry != nil && (acked || t.last) {
			s.apologise(t)
		}
	}
}

// inTurn waits for the turn of a task. What waits too long is of no use to the
// asker any more.
func (s *shift) inTurn(turn *delivery.Turn) error {
	ctx, cancel := context.WithTimeout(s.working, waitInLane)
	defer cancel()
	if err := turn.Wait(ctx); err != nil {
		return fmt.Errorf("waiting for a turn: %w", err)
	}
	return nil
}

// once does a task unless it has been done. One that another instance has in
// hand is left to Slack to deliver again, unless Slack has been told not to:
// then it is seen to when that instance has finished, or must be dead.
func (s *shift) once(t task, p *pending) (after func(context.Context), err error) {
	for again := false; ; again = true {
		var gone error
		outcome, err := t.ledger.Once(s.working, t.key, func(ctx context.Context) error {
			then, err := s.guarded(ctx, t)
			if errors.As(err, new(*hopeless)) {
				gone = err // and done with: it would fail again
				return nil
			}
			after = then
			return err
		})
		switch {
		case err != nil:
			return nil, err
		case gone != nil:
			s.log.Error("a delivery cannot be answered", "kind", t.kind, "error", s.safe(gone))
			return nil, nil
		case outcome != delivery.Elsewhere:
			return after, nil
		case again || p.state.Load() != taskAcked:
			return nil, errElsewhere
		}
		select {
		case <-time.After(s.c.Timeouts.Lease):
		case <-s.working.Done():
			return nil, s.working.Err()
		}
	}
}

// guarded does a task, and survives it.
func (s *shift) guarded(ctx context.Context, t task) (after func(context.Context), err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicked(p)
		}
	}()
	return t.do(ctx)
}

// panicked says where a panic came from, and not what with: that may hold
// words of a message.
func panicked(p any) error { return fmt.Errorf("a panic of type %T\n%s", p, debug.Stack()) }

// later does what follows an answer.
func (s *shift) later(after func(context.Context)) {
	if after == nil {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			s.log.Error("what follows an answer failed", "error", panicked(p))
		}
	}()
	ctx, cancel := context.WithTimeout(s.working, s.c.Timeouts.Lease)
	defer cancel()
	after(ctx)
}

// apologise shows the asker that no answer will come, as well as that can be
// done; even where the shift ends.
func (s *shift) apologise(t task) {
	defer func() {
		if p := recover(); p != nil {
			s.log.Error("an apology failed", "kind", t.kind, "error", panicked(p))
		}
	}()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.working), afterDrain-time.Second)
	defer cancel()
	t.sorry(ctx)
}

// mostKey bounds what a store is given as a key.
const mostKey = 96

// keyOf makes the key of a delivery out of what Slack knows it by.
func keyOf(kind, id string) string {
	if len(id) > mostKey {
		sum := sha256.Sum256([]byte(id))
		id = base64.RawURLEncoding.EncodeToString(sum[:])
	}
	return "slack:" + kind + ":" + id
}
