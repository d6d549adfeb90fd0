package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"cifra/adapters/delivery"
	"cifra/bot"
)

// The bounds of what is in work at once.
const (
	mostAtWork  = 64   // tasks that work, the others wait
	mostInLane  = 40   // tasks of one channel: as many as the pace lets go within the time they may wait
	mostInHand  = 1024 // tasks, at work or waiting; Slack is asked to deliver the next one later
	waitInLane  = time.Minute
	keepPresses = 15 * time.Minute // Slack does not deliver commands and presses again later
)

// secondsPace is what Slack allows to a channel: a message a second. It lets
// short bursts pass, of which it does not say how long they may be.
// Source: https://docs.slack.dev/apis/web-api/rate-limits
func secondsPace() delivery.Pace { return delivery.Pace{Every: time.Second, Burst: 1} }

// Adapter carries messages between Slack and a bot.Handler.
type Adapter struct {
	c       Config
	hooks   []hookHost
	web     *http.Client
	log     *slog.Logger
	signed  *verifier
	events  *delivery.Ledger // remembers for a day: Slack may deliver again after hours
	presses *delivery.Ledger // of commands and presses
	lanes   *delivery.Lanes
	pacer   delivery.Pacing
	pace    delivery.Pace // of a channel
	locales *locales
	encoder *encoder
	plain   *refusals
	bodies  bodies
	now     atomic.Pointer[shift]
}

func newAdapter(c Config, api *url.URL) (*Adapter, error) {
	a := &Adapter{
		c:      c,
		hooks:  hookHosts(api),
		web:    newWeb(c.Timeouts.Call),
		log:    c.Log.With("adapter", "slack"),
		signed: newVerifier(c.SigningSecret, c.Now),
		lanes:  delivery.NewLanes(mostAtWork, mostInLane),
		pacer:  delivery.NewPacing(delivery.Pace{}, c.Keeper),
		pace:   secondsPace(),
		plain:  newRefusals(c.Now),
	}
	seldom := &rate.Sometimes{First: 1, Interval: 10 * time.Second} // it may fail for each delivery
	report := func(err error) {
		seldom.Do(func() { a.log.Warn("the store failed; deliveries are answered all the same", "error", a.safe(err)) })
	}
	lease := c.Timeouts.Lease
	a.events = delivery.NewLedger(c.Store, delivery.LedgerOptions{Lease: lease, Now: c.Now, Report: report, Meter: c.Meter})
	a.presses = delivery.NewLedger(c.Store, delivery.LedgerOptions{Lease: lease, Keep: keepPresses, Now: c.Now, Report: report, Meter: c.Meter})
	var err error
	if a.locales, err = newLocales(a.lookUpLocale, c.Now); err != nil {
		return nil, err
	}
	a.encoder, err = newEncoder()
	return a, err
}

// shift is one Run: what is at work as long as it lasts.
type shift struct {
	*Adapter
	h       bot.Handler
	working context.Context // of what has been taken on; outlives the request that brought it
	stop    context.CancelFunc
	gate    *gate                  // what is in hand
	acks    *gate                  // what Socket Mode has still to be told
	self    atomic.Pointer[string] // the bot's user, once Slack has said it
	linked  atomic.Bool            // a Socket Mode connection stands
}

// Run answers until ctx is done, and then for a while longer what has been
// taken on. The error says what Slack will not accept however often it is
// tried, such as a token; while Slack is merely away, Run waits for it.
func (a *Adapter) Run(ctx context.Context, h bot.Handler) error {
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	s := &shift{Adapter: a, h: h, working: working, stop: stop, gate: newGate(mostInHand), acks: newGate(2 * mostInHand)}
	if !a.now.CompareAndSwap(nil, s) {
		return errors.New("running the Slack adapter: it runs already")
	}
	defer a.now.Store(nil)
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	listening, silence := context.WithCancel(working) // longer than ctx: what is in hand has to be acknowledged
	defer silence()
	var parts sync.WaitGroup
	part := func(ctx context.Context, run func(context.Context) error) {
		parts.Go(func() {
			if err := run(ctx); err != nil {
				end(err)
			}
		})
	}
	part(ctx, s.identify)
	if a.c.Mode == ModeSocket {
		part(listening, s.listen)
	}
	<-ctx.Done()
	err := context.Cause(ctx)
	s.drain()
	silence()
	parts.Wait()
	if errors.As(err, new(*fatalError)) {
		return fmt.Errorf("running the Slack adapter: %w", a.safe(err))
	}
	return nil
}

// fatalError is one that ends a shift.
type fatalError struct {
	doing string
	err   error
}

func (e *fatalError) Error() string { return e.doing + ": " + e.err.Error() }
func (e *fatalError) Unwrap() error { return e.err }

// Ready gives nil where messages are answered, and otherwise says why not.
func (a *Adapter) Ready() error {
	s := a.now.Load()
	switch {
	case s == nil:
		return errors.New("not ready: the Slack adapter does not run")
	case s.gate.closed():
		return errors.New("not ready: the Slack adapter is about to end")
	case s.self.Load() == nil:
		return errors.New("not ready: Slack has not said yet that it takes the bot token")
	case a.c.Mode == ModeSocket && !s.linked.Load():
		return errors.New("not ready: there is no Socket Mode connection to Slack")
	}
	return nil
}

// afterDrain is for what was cut off to say so to those who asked.
const afterDrain = 5 * time.Second

// drain waits until what has been taken on is answered, within a bound.
func (s *shift) drain() {
	idle := s.gate.shut()
	select {
	case <-idle:
	case <-time.After(s.c.Timeouts.Drain):
		s.log.Warn("the time to end is over: deliveries are left unanswered", "deliveries", s.gate.len())
		s.stop()
		select {
		case <-idle:
		case <-time.After(afterDrain):
		}
	}
	select {
	case <-s.acks.shut():
	case <-time.After(afterDrain):
	}
	if s.linked.Load() {
		time.Sleep(lastAcks)
	}
}
