package main

import (
	"context"
	"log/slog"
	"os"
	"runtime/debug"
	"sync/atomic"
	"time"

	"cifra/bot"
	"cifra/bot/ask"
)

// live is the bot that answers now: another one after the data sets were read
// again. It counts what is asked, and never what was written.
type live struct {
	bot      atomic.Pointer[bot.Bot]
	scrubber atomic.Pointer[ask.Scrubber] // knows the words of the data set in use; nil where nothing is kept
	meters   *meters
}

// Handle is of bot.Handler.
func (l *live) Handle(ctx context.Context, m bot.Message) bot.Reply {
	start := time.Now()
	r := l.bot.Load().Handle(ctx, m)
	l.meters.answered(m.Platform, &r, time.Since(start))
	return r
}

// load reads the data sets and puts a bot made of them into use. Where that
// fails, nothing changes.
func (s *server) load() error {
	loaded, err := loadSets(s.conf.Data.Sets)
	if err != nil {
		return err
	}
	p, err := s.world.programOver(loaded, s.conf, false, s.store, func(err error) { s.log.Error("answering", "error", err) })
	if err != nil {
		return err
	}
	s.live.meters = s.meters
	if s.conf.Unanswered.Keep {
		s.live.scrubber.Store(ask.NewScrubber(p.parsers...))
	}
	s.live.bot.Store(p.bot)
	s.meters.serves(loaded)
	debug.FreeOSMemory() // reading a data set takes several times what it holds
	for _, set := range loaded {
		s.log.Info("data set", "set", set.ID, "version", set.Version, "figures", len(set.Figures))
	}
	return nil
}

// reloadOn reads the data sets again whenever it is told to.
func (s *server) reloadOn(ctx context.Context, reload <-chan os.Signal) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-reload:
			if err := s.load(); err != nil {
				s.meters.reloadFailed()
				s.log.Error("the data sets stay as they were", "error", err)
			}
		}
	}
}

// logger is where operators read. What people write never gets there.
func (w world) logger(c config) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.Log.Level)); err != nil {
		level = slog.LevelInfo
	}
	o := &slog.HandlerOptions{Level: level}
	if c.Log.Format == "json" {
		return slog.New(slog.NewJSONHandler(w.stderr, o))
	}
	return slog.New(slog.NewTextHandler(w.stderr, o))
}
