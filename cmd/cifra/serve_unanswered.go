package main

import (
	"os"
	"time"

	"golang.org/x/time/rate"

	"cifra/bot"
	"cifra/bot/ask"
)

// openUnanswered opens the book of unanswered questions where it is written to.
// One that is not any more is pruned all the same, so that nothing in it gets
// older than was said.
func (s *server) openUnanswered() error {
	c := s.conf.Unanswered
	if _, err := os.Stat(c.Path); !c.Keep && err != nil {
		return nil
	}
	seldom := &rate.Sometimes{First: 1, Interval: time.Hour}
	report := func(err error) {
		seldom.Do(func() { s.log.Warn("unanswered questions are not kept as they should be", "error", err) })
	}
	opened, err := openBook(c.Path, c.Days, s.world.now, report)
	switch {
	case err != nil && c.Keep:
		return err
	case err != nil:
		report(err)
		return nil
	}
	s.book = opened
	if c.Keep {
		s.log.Info("the wording of unanswered questions is kept", "file", c.Path, "days", c.Days)
	}
	return nil
}

// gleaning answers as h does, and keeps what is to be kept.
func (s *server) gleaning(h bot.Handler) bot.Handler {
	c := s.conf.Unanswered
	if !c.Keep || s.book == nil {
		return h
	}
	return bot.WithUnanswered(h, bot.UnansweredOptions{
		Scrub: func(text string) ask.Wording { return s.live.scrubber.Load().Scrub(text) },
		Keep:  s.book.keep, People: c.People, Days: c.Days, Now: s.world.now,
	})
}

// closeUnanswered writes what waits to be written.
func (s *server) closeUnanswered() {
	if s.book != nil {
		s.book.close()
	}
}
