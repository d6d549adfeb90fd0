package telegram

import (
	"context"
	"errors"
	"fmt"
	"html"
	"net/http"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"cifra/adapters/delivery"
	"cifra/bot"
	"cifra/stats"
)

// mostTries is how often an update is tried while Telegram is within reach: one
// that cannot be answered must not keep those behind it waiting for ever.
const mostTries = 6

// mostFailed bounds how many updates that failed are remembered between tries.
const mostFailed = 1024

// job is the answering of one update, over all its tries.
type job struct {
	asked
	tries   int
	failed  bool
	lang    stats.Lang            // of the answer, once there is one
	out     []piece               // the answer, once there is one: it is made once
	instead []piece               // what is sent where nothing of that could be
	told    bool                  // the person knows that a button was pressed
	sent    []int64               // of the pieces, the messages that they have become; 0 where one was left out
	looked  bool                  // into what an instance before this one has sent
	after   func(context.Context) // what is kept of the answer, once the update is settled: until then, a kill has it sent again
}

// verdict says whether an update is settled, or should come again.
type verdict bool

const (
	settled verdict = true
	again   verdict = false
)

// jobOf gives the job of an update: the one of the try before, where that
// failed.
func (s *serving) jobOf(a asked) *job {
	if j, ok := s.failed.Get(a.update); ok {
		return j
	}
	return &job{asked: a}
}

// answer answers an update, unless that has been done or another instance is
// at it.
func (s *serving) answer(ctx context.Context, j *job) verdict {
	if j.kind == inline { // is answered as often as it comes: a second answer harms nobody, and there is one at each letter typed
		if err := s.guarded(ctx, j, s.inline); err != nil {
			s.log.Debug("telegram: an inline query was not answered", "error", err)
		}
		return settled
	}
	started := time.Now()
	key := "telegram|" + strconv.FormatInt(s.self.ID, 10) + "|" + strconv.FormatInt(j.update, 10)
	outcome, err := s.ledger.Once(ctx, key, func(ctx context.Context) error {
		err := s.guarded(ctx, j, s.work)
		if err != nil && s.giveUp(ctx, j, err, started) {
			return nil
		}
		return err
	})
	switch {
	case err == nil && outcome != delivery.Elsewhere:
		if j.after != nil {
			j.after(ctx)
		}
		if j.failed {
			s.failed.Remove(j.update)
		}
		return settled
	case err != nil:
		j.failed = true
		s.failed.Add(j.update, j)
		s.log.Debug("telegram: an answer is put off", "error", err)
	}
	return again
}

// guarded does work and turns a panic into an error.
func (s *serving) guarded(ctx context.Context, j *job, work func(context.Context, *job) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = panicError(p)
		}
	}()
	return work(ctx, j)
}

// panicError says where a panic came from. What was panicked with may hold
// words of the message, unless the runtime made it.
func panicError(p any) error {
	what := fmt.Sprintf("%T", p)
	if err, ok := p.(runtime.Error); ok {
		what = err.Error()
	}
	return fmt.Errorf("answering an update: panic: %s\n%s", what, debug.Stack())
}

func (s *serving) work(ctx context.Context, j *job) error {
	switch j.kind {
	case question:
		return s.reply(ctx, j)
	case wordless:
		return s.onlyText(ctx, j)
	case edited:
		return s.replyToEdit(ctx, j)
	case pressed:
		return s.press(ctx, j)
	}
	return nil
}

// giveUp says whether an answer that failed is not to be tried again: because
// Telegram refuses it for good, or because it has been tried often enough.
func (s *serving) giveUp(ctx context.Context, j *job, err error, started time.Time) bool {
	switch {
	case isUnwelcome(err):
		s.log.Debug("telegram: an answer cannot be sent: the chat is closed to the bot", "error", err)
		return true
	case isRefusal(err, http.StatusUnauthorized): // of the token, not of the answer
		s.warnings.warn("telegram: the token is refused", "error", err)
		return false
	case isRefusal(err):
		s.log.Error("telegram: an answer is refused", "error", err)
		s.apologise(ctx, j)
		return true
	case errors.Is(err, errHeld), errors.Is(ctx.Err(), context.Canceled), isAway(err) && !s.link.heardSince(started):
		return false // nothing is wrong with this update
	}
	if j.tries++; j.tries < mostTries {
		return false
	}
	s.log.Error("telegram: an answer is given up", "tries", j.tries, "error", err)
	s.apologise(ctx, j)
	return true
}

// apologise tells a person, where anything can be told, that there will be no
// answer.
func (s *serving) apologise(ctx context.Context, j *job) {
	if j.out == nil || j.to.inline != "" || len(j.sent) > 0 {
		return
	}
	if _, err := s.sendText(ctx, &j.to, piece{html: html.EscapeString(bot.WordsIn(j.lang).NotSent)}, true); err != nil {
		s.log.Debug("telegram: not even an apology could be sent", "error", err)
	}
}
