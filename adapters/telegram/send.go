package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"cifra/adapters/delivery"
)

// mostSends is how often a message is tried before the whole answer is put off.
const mostSends = 4

// errHeld says that a message could not be sent in time because of pace.
var errHeld = errors.New("held back by pace")

// sender sends at the pace that Telegram allows, and again where that helps.
//
// A call that was lost on its way may have been carried out all the same, and
// the Bot API has no way to say "this is the same message". It is sent again:
// someone may see an answer twice, which is better than not at all.
type sender struct {
	api   api
	link  *link
	meter *delivery.Meter // nil for nobody
	pacer delivery.Pacing
	pace  Pacing
	bound time.Duration // of one call

	mu   sync.Mutex
	held map[int64]time.Time // chats that Telegram made wait, until when
}

func newSender(a api, l *link, p Pacing, bound time.Duration) *sender {
	keeper := p.Keeper
	if p.Off {
		keeper = nil
	}
	return &sender{api: a, link: l, pacer: delivery.NewPacing(p.All, keeper), pace: p, bound: bound, held: map[int64]time.Time{}}
}

// call calls a method once.
func (s *sender) call(ctx context.Context, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	return s.callFor(ctx, s.bound, method, params, files...)
}

func (s *sender) callFor(ctx context.Context, bound time.Duration, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	timed, cancel := context.WithTimeout(ctx, bound)
	defer cancel()
	result, err := s.api.call(timed, method, params, files...)
	if ctx.Err() == nil { // else it tells nothing of the network
		s.link.note(err)
		s.count(method, err)
	}
	return result, err
}

// send calls a method that writes to a place. Where the place's group has
// become another chat, the place is changed.
func (s *sender) send(ctx context.Context, to *place, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	var pause *backoff.ExponentialBackOff
	for try, calls := 1, 0; ; calls++ {
		if err := s.wait(ctx, to); err != nil {
			return nil, fmt.Errorf("calling %s: %w: %w", method, errHeld, err)
		}
		if to.inline == "" {
			params["chat_id"] = strconv.FormatInt(to.chat, 10)
		}
		if calls > 0 {
			s.meter.Retried(method)
		}
		result, err := s.call(ctx, method, params, files...)
		refused, _ := errors.AsType[*refusal](err)
		switch {
		case err == nil || ctx.Err() != nil:
			return result, err
		case refused != nil && refused.wait > 0:
			s.hold(to, refused.wait)
			continue
		case refused != nil && refused.migrateTo != 0 && refused.migrateTo != to.chat:
			to.chat, to.thread, to.reply = refused.migrateTo, 0, 0
			delete(params, "reply_parameters")
			delete(params, "message_thread_id")
			continue
		case isRefusal(err) || try >= mostSends:
			return nil, err
		}
		try++
		if pause == nil {
			pause = newPause(500*time.Millisecond, 5*time.Second)
		}
		if delivery.Sleep(ctx, pause.NextBackOff()) != nil {
			return nil, err
		}
	}
}

// newPause makes the times between tries, each one and a half times as long as
// the last, give or take a half.
func newPause(first, most time.Duration) *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval = first, most
	b.Reset()
	return b
}

func (s *sender) wait(ctx context.Context, to *place) error {
	if to.inline != "" {
		return s.pacer.Wait(ctx, "inline", delivery.Pace{})
	}
	return s.pacer.Wait(ctx, strconv.FormatInt(to.chat, 10), s.paceOf(to))
}

func (s *sender) paceOf(to *place) delivery.Pace {
	if to.private {
		return s.pace.Private
	}
	return s.pace.Group
}

// hold sends a chat nothing for a time. Telegram does not say whether it means
// the chat or the whole bot; where it makes a second chat wait while the first
// one does, it means the bot.
func (s *sender) hold(to *place, d time.Duration) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	several := false
	for chat, until := range s.held {
		if !until.After(now) {
			delete(s.held, chat)
			continue
		}
		several = several || chat != to.chat
	}
	s.held[to.chat] = now.Add(d)
	if several {
		s.pacer.HoldAll(d)
		return
	}
	key := "inline"
	if to.inline == "" {
		key = strconv.FormatInt(to.chat, 10)
	}
	s.pacer.Hold(key, s.paceOf(to), d)
}

// tooMany says whether Telegram asks to be called less often.
func tooMany(err error) (time.Duration, bool) {
	r, ok := errors.AsType[*refusal](err)
	if !ok || r.wait == 0 && r.code != http.StatusTooManyRequests {
		return 0, false
	}
	return r.wait, true
}
