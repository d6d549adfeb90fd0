package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"cifra/adapters/delivery"
	"cifra/bot"
	"cifra/bot/chart"
)

// Adapter carries messages from Telegram to a bot.Handler and replies back. It
// is a bot.Adapter, and safe for concurrent use.
//
// Every update is claimed in the store before it is answered and noted there
// afterwards, so that it is answered once, however often it is delivered and by
// however many instances, and so that another one answers it where this one is
// killed. Between Telegram's taking a message and the note lies an instant in
// which a kill lets the next instance send the message again; nothing can close
// it, because the Bot API has no way to name a message before it is sent. The
// same holds for a message whose confirmation is lost on its way back: it is
// sent again, because a lost answer is worse than one that comes twice.
type Adapter struct {
	*sender
	config   Config
	log      *slog.Logger
	store    bot.Store
	draw     func(*chart.Chart) ([]byte, error)
	drawing  chan struct{} // as many at once as there are processors
	ledger   *delivery.Ledger
	lanes    *delivery.Lanes
	warnings *seldom
	files    *lru.Cache[string, string] // Telegram's ids of pictures, by chart.Chart.Key
	failed   *lru.Cache[int64, *job]    // by update

	now    atomic.Pointer[serving] // nil while Run does not
	mu     sync.Mutex
	broken error // why updates do not come, where that is so
}

var _ bot.Adapter = (*Adapter)(nil)

// serving is an Adapter while it runs.
type serving struct {
	*Adapter
	self    user
	router  *router
	handler bot.Handler
	gate    *gate
	life    context.Context // of what is in hand: ends later than Run's
}

// New makes an Adapter. It calls nobody. The error says which part of the
// configuration is missing or wrong, and holds no secret.
func New(c Config) (*Adapter, error) {
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("making the Telegram adapter: %w", err)
	}
	files, err := lru.New[string, string](mostFiles)
	if err != nil {
		return nil, fmt.Errorf("making the Telegram adapter: %w", err)
	}
	failed, err := lru.New[int64, *job](mostFailed)
	if err != nil {
		return nil, fmt.Errorf("making the Telegram adapter: %w", err)
	}
	a := &Adapter{
		sender: newSender(newLibrary(c.Token, c.APIURL), &link{log: c.Log}, c.Pacing, c.Timeouts.Call),
		config: c, log: c.Log, store: c.Store, draw: c.Draw, drawing: make(chan struct{}, runtime.GOMAXPROCS(0)),
		lanes:    delivery.NewLanes(c.AtOnce, mostDeep),
		warnings: newSeldom(c.Log), files: files, failed: failed,
	}
	a.meter = c.Meter
	a.ledger = delivery.NewLedger(c.Store, delivery.LedgerOptions{Lease: c.Timeouts.Lease, Report: a.report, Meter: c.Meter})
	return a, nil
}

// report says what went wrong with the store.
func (a *Adapter) report(err error) {
	if !errors.Is(err, context.Canceled) {
		a.warnings.warn("telegram: the store fails", "error", err)
	}
}

// errRunning says that Run was called while it ran.
var errRunning = errors.New("it is running already")

// Run serves until the context is done, and then ends what is in hand, for as
// long as Timeouts.Drain. The error says why it could not begin: that Telegram
// does not take the token, or not the webhook. That Telegram is away, now or
// later, is no error: Run waits for it.
func (a *Adapter) Run(ctx context.Context, h bot.Handler) error {
	self, err := a.meet(ctx)
	if err != nil || ctx.Err() != nil {
		return err
	}
	life, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	s := &serving{
		Adapter: a, self: self, handler: h, life: life, gate: newGate(),
		router: newRouter(self, a.config.Commands, a.config.Allow),
	}
	if !a.now.CompareAndSwap(nil, s) {
		return fmt.Errorf("running the Telegram adapter: %w", errRunning)
	}
	defer a.now.Store(nil)
	beside, stop := context.WithCancel(ctx)
	var aside sync.WaitGroup
	aside.Go(func() { s.introduce(beside) })
	defer func() { stop(); aside.Wait() }()
	a.log.Info("telegram: serving", "mode", a.config.Mode, "bot", self.Username)
	if a.config.Mode == Webhook {
		return s.takeWebhook(ctx, cancel)
	}
	return s.poll(ctx, cancel)
}

// meet asks Telegram who the bot is, until Telegram answers.
func (a *Adapter) meet(ctx context.Context) (user, error) {
	result, err := a.insist(ctx, "getMe", nil)
	if err != nil {
		return user{}, fmt.Errorf("running the Telegram adapter: %w", err)
	}
	var self struct {
		user
		Inline *bool `json:"supports_inline_queries"`
	}
	if result == nil { // stopped
		return user{}, nil
	}
	if err := json.Unmarshal(result, &self); err != nil || self.ID == 0 || self.Username == "" {
		return user{}, fmt.Errorf("running the Telegram adapter: calling getMe: the result, %d bytes, names no bot", len(result))
	}
	if self.Inline != nil && !*self.Inline {
		a.log.Info("telegram: inline mode is off; /setinline of @BotFather turns it on")
	}
	return self.user, nil
}

// insist calls a method until Telegram answers it. The error is a refusal that
// stays one; the result is nil where the context ended before.
func (a *Adapter) insist(ctx context.Context, method string, params map[string]string) (json.RawMessage, error) {
	pause := newPause(500*time.Millisecond, 30*time.Second)
	for {
		result, err := a.call(ctx, method, params)
		switch {
		case ctx.Err() != nil:
			return nil, nil
		case err == nil:
			return result, nil
		case isRefusal(err, http.StatusUnauthorized, http.StatusNotFound):
			return nil, fmt.Errorf("telegram does not know the token (TELEGRAM_BOT_TOKEN): %w", err)
		case isRefusal(err):
			return nil, err
		}
		wait := pause.NextBackOff()
		if told, ok := tooMany(err); ok {
			wait = max(wait, told)
		}
		if delivery.Sleep(ctx, wait) != nil {
			return nil, nil
		}
		a.meter.Retried(method)
	}
}

// Ready reports why the bot does not get updates, or could not answer them;
// nil while it does.
func (a *Adapter) Ready() error {
	if a.now.Load() == nil {
		return errors.New("telegram: not started")
	}
	a.mu.Lock()
	broken := a.broken
	a.mu.Unlock()
	if broken != nil {
		return broken
	}
	return a.link.ready()
}

func (a *Adapter) setBroken(err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.broken = err
}

// drain waits for what is in hand, and then stops it.
func (s *serving) drain(cancel context.CancelFunc) {
	done := s.gate.shut()
	timer := time.NewTimer(s.config.Timeouts.Drain)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		s.log.Warn("telegram: stopped with answers in hand; they are answered after the next start")
	}
	cancel()
	<-done
}
