package telegram

import (
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// quietFor is for how long nothing may have come from Telegram before one
// failed call is taken for a loss of the network, and said.
const quietFor = 5 * time.Second

// link knows whether Telegram is within reach, and says it when that changes:
// once, not at every call.
type link struct {
	log *slog.Logger

	mu    sync.Mutex
	heard time.Time // when Telegram last answered anything
	lost  time.Time // since when it does not; zero while it does
}

// note takes down how a call ended.
func (l *link) note(err error) {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case !isAway(err):
		l.heard = now
		if !l.lost.IsZero() {
			l.log.Info("telegram: within reach again", "after", now.Sub(l.lost).Round(time.Second).String())
			l.lost = time.Time{}
		}
	case l.lost.IsZero() && now.Sub(l.heard) >= quietFor:
		l.lost = now
		l.log.Warn("telegram: out of reach; trying on, and saying when it is back", "error", err)
	}
}

// heardSince says whether Telegram has answered anything after a time.
func (l *link) heardSince(t time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.heard.After(t)
}

// ready reports that Telegram is out of reach.
func (l *link) ready() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lost.IsZero() {
		return nil
	}
	return fmt.Errorf("telegram: out of reach since %s", l.lost.UTC().Format(time.RFC3339))
}

// sayAgain is after how long a trouble that lasts is said once more.
const sayAgain = 10 * time.Minute

// seldom says each trouble once in a while, however often it happens.
type seldom struct {
	log *slog.Logger

	mu    sync.Mutex
	said  map[string]time.Time
	since map[string]int
}

func newSeldom(log *slog.Logger) *seldom {
	return &seldom{log: log, said: map[string]time.Time{}, since: map[string]int{}}
}

// warn says a trouble. There must be few texts: they are kept.
func (s *seldom) warn(text string, args ...any) {
	now := time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if last, ok := s.said[text]; ok && now.Sub(last) < sayAgain {
		s.since[text]++
		return
	}
	if n := s.since[text]; n > 0 {
		args = append(args, "times_since_last_said", n)
	}
	s.said[text], s.since[text] = now, 0
	s.log.Warn(text, args...)
}
