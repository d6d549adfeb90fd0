package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"cifra/adapters/delivery"
)

// mostUpdates is how many updates one call for them gives, at most.
const mostUpdates = 100

// How long the poller waits before it looks for more updates while some are in
// hand: Telegram gives those again at once, and not after the long poll.
const (
	shortLook = 100 * time.Millisecond
	longLook  = time.Second
)

// poll asks for updates until the context is done.
func (s *serving) poll(ctx context.Context, cancel context.CancelFunc) error {
	if _, err := s.insist(ctx, "deleteWebhook", tgbotapi.Params{"drop_pending_updates": "false"}); err != nil {
		s.log.Warn("telegram: a webhook may still be set", "error", err)
	}
	p := &poller{serving: s, inHand: map[int64]bool{}, progress: make(chan struct{}, 1)}
	look := shortLook
	failures := newPause(500*time.Millisecond, 15*time.Second)
	for ctx.Err() == nil {
		timeout := s.config.Timeouts.Poll
		if p.busy() {
			timeout = 0
		}
		began := time.Now()
		updates, err := p.fetch(ctx, timeout)
		if err != nil {
			if ctx.Err() == nil {
				_ = delivery.Sleep(ctx, p.excuse(err, failures.NextBackOff())) // its error is that of ctx, which the loop looks at
				p.meter.Retried("getUpdates")
			}
			continue
		}
		failures.Reset()
		s.setBroken(nil)
		before := p.next
		if p.take(updates) > 0 {
			look = shortLook
		} else {
			look = min(2*look, longLook)
		}
		if p.next == before && !p.busy() && time.Since(began) < shortLook {
			_ = delivery.Sleep(ctx, longLook) // a server that does not hold the call, or gives what nobody can read
		}
		p.await(ctx, look)
	}
	s.drain(cancel)
	p.confirm()
	return nil
}

// poller knows which updates are in hand.
type poller struct {
	*serving
	progress chan struct{}

	mu     sync.Mutex
	next   int64          // above all updates of the last batch; only take changes it
	inHand map[int64]bool // updates not confirmed, and whether they are settled
}

// offset is the lowest update that is not settled: with it, Telegram forgets
// all below.
func (p *poller) offset() int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	lowest := p.next
	for id, isSettled := range p.inHand {
		if !isSettled {
			lowest = min(lowest, id)
		}
	}
	for id := range p.inHand {
		if id < lowest {
			delete(p.inHand, id)
		}
	}
	return lowest
}

// busy says whether something is in hand.
func (p *poller) busy() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, isSettled := range p.inHand {
		if !isSettled {
			return true
		}
	}
	return false
}

// fetch asks for updates, and waits for one as long as Telegram is told to.
func (p *poller) fetch(ctx context.Context, timeout time.Duration) ([]json.RawMessage, error) {
	result, err := p.callFor(ctx, timeout+p.bound, "getUpdates", tgbotapi.Params{
		"offset": strconv.FormatInt(p.offset(), 10), "limit": strconv.Itoa(mostUpdates),
		"timeout": strconv.Itoa(int(timeout / time.Second)), "allowed_updates": allowedUpdates,
	})
	if err != nil {
		return nil, err
	}
	var updates []json.RawMessage
	if err := json.Unmarshal(result, &updates); err != nil {
		return nil, &absence{method: "getUpdates", err: errGarbage}
	}
	return updates, nil
}

// excuse says why updates do not come, and gives the time to wait.
func (p *poller) excuse(err error, wait time.Duration) time.Duration {
	if told, ok := tooMany(err); ok {
		return max(wait, told)
	}
	switch {
	case isRefusal(err, http.StatusConflict) && says(err, "webhook"):
		p.unreachable("telegram: no updates: a webhook is set for this bot's token, by another program or instance", err)
	case isRefusal(err, http.StatusConflict):
		p.unreachable("telegram: no updates: another program asks for them with this bot's token; only one can", err)
	case isRefusal(err):
		p.unreachable("telegram: no updates: Telegram refuses to give them", err)
	case errors.Is(err, errGarbage):
		p.warnings.warn("telegram: updates cannot be read", "error", err)
	}
	return wait
}

func (p *poller) unreachable(text string, err error) {
	p.setBroken(errors.New(text))
	p.warnings.warn(text, "error", err)
}

// take puts the updates that are new in hand, and says how many they are.
func (p *poller) take(updates []json.RawMessage) int {
	taken := 0
	var next int64
	for _, raw := range updates {
		u, err := decodeUpdate(raw)
		if u == nil || u.ID == 0 {
			p.warnings.warn("telegram: an update cannot be read, and is passed over", "error", err)
			continue
		}
		if !p.enter(u.ID) {
			next = max(next, u.ID+1)
			continue
		}
		if err != nil {
			p.warnings.warn("telegram: an update cannot be read, and is passed over", "error", err)
			p.settle(u.ID)
		} else if err := p.start(u); err != nil { // cannot be: see mostDeep
			p.warnings.warn("telegram: updates are put off", "error", err)
			p.forgo(u.ID)
			break
		}
		next = max(next, u.ID+1)
		taken++
	}
	if next != 0 {
		p.mu.Lock()
		p.next = next
		p.mu.Unlock()
	}
	return taken
}

// enter takes an update in hand, unless it is already.
func (p *poller) enter(id int64) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, known := p.inHand[id]; known {
		return false
	}
	p.inHand[id] = false
	return true
}

func (p *poller) settle(id int64) {
	p.mu.Lock()
	p.inHand[id] = true
	p.mu.Unlock()
	select {
	case p.progress <- struct{}{}:
	default:
	}
}

// start answers an update beside the others, and behind those of its chat.
func (p *poller) start(u *incoming) error {
	a := p.router.route(u)
	if a.kind == ignored {
		p.settle(u.ID)
		return nil
	}
	turn, err := p.lanes.Enter(a.lane)
	if err != nil {
		return err
	}
	p.gate.enter() // is open: it is shut by the goroutine that runs this
	go func() {
		defer p.gate.leave()
		defer turn.Leave()
		if turn.Wait(p.life) == nil && p.see(p.jobOf(a)) {
			p.settle(u.ID)
		}
	}()
	return nil
}

// forgo lets an update come again.
func (p *poller) forgo(id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.inHand, id)
}

// see tries until an update is settled, and says whether it is: the context
// may end before.
func (p *poller) see(j *job) bool {
	pause := newPause(time.Second, 5*time.Second)
	for {
		if p.answer(p.life, j) == settled {
			return true
		}
		if p.gate.isShut() || delivery.Sleep(p.life, pause.NextBackOff()) != nil {
			return false
		}
	}
}

// await waits until nothing is in hand, at most for a time.
func (p *poller) await(ctx context.Context, most time.Duration) {
	timer := time.NewTimer(most)
	defer timer.Stop()
	for p.busy() {
		select {
		case <-p.progress:
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		}
	}
}

// confirm tells Telegram what has been answered, before the program ends: one
// whose store forgets would answer it again after the next start.
func (p *poller) confirm() {
	offset := p.offset()
	if offset == 0 {
		return
	}
	_, err := p.callFor(context.WithoutCancel(p.life), 3*time.Second, "getUpdates", tgbotapi.Params{
		"offset": strconv.FormatInt(offset, 10), "limit": "1", "timeout": "0", "allowed_updates": allowedUpdates,
	})
	if err != nil {
		p.log.Warn("telegram: what has been answered is not confirmed", "error", err)
	}
}
