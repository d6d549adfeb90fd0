package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"cifra/bot"
)

// serveCommand is "cifra serve".
type serveCommand struct{ config string }

func (s *serveCommand) line() *cobra.Command {
	line := &cobra.Command{Use: "serve", Short: "Answer in Slack and Telegram, as the configuration enables", Args: taking()}
	configFlag(line, &s.config)
	return line
}

// drainTime bounds how long a stop may take: Kubernetes and systemd kill what
// takes longer than 30 s and 90 s.
const drainTime = 25 * time.Second

// Run runs the command.
func (s *serveCommand) Run(w world) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	return w.serve(ctx, s.config, hup)
}

// serve runs what the configuration enables until the context is done. A
// signal on reload makes it read the data sets again.
func (w world) serve(ctx context.Context, file string, reload <-chan os.Signal) error {
	c, err := readConfig(file, w.environ)
	if err != nil {
		return err
	}
	if len(c.platforms()) == 0 {
		return fmt.Errorf("%s: nothing to serve: neither slack.enabled nor telegram.enabled is true", c.name())
	}
	known, err := w.readSecrets(c)
	if err != nil {
		return err
	}
	debug.SetGCPercent(50) // little is made for an answer, so that memory can be spared for little time
	s := &server{world: w, conf: c, secrets: known, log: w.logger(c), meters: newMeters()}
	closeStore, err := s.open()
	if err != nil {
		return err
	}
	err = s.run(ctx, reload)
	s.closeUnanswered()
	return errors.Join(err, closeStore())
}

// server is a program that serves.
type server struct {
	world   world
	conf    config
	secrets secrets
	log     *slog.Logger
	meters  *meters

	store     store
	keeper    func(platform string) keeper // of paces that instances share; nil where each keeps its own
	live      live
	book      *book // nil where nothing is kept of unanswered questions, and nothing was
	platforms []platform
}

// store is where state is kept.
type store interface {
	bot.Store
	Healthy(ctx context.Context) error
}

// platform is what connects the bot to one.
type platform struct {
	name    string
	public  bool // the platform calls, so that the public server is needed
	adapter interface {
		bot.Adapter
		Mount(mux *http.ServeMux)
		Ready() error
	}
}

// open makes everything that can fail before anything starts.
func (s *server) open() (closing func() error, err error) {
	closing, err = s.openStore()
	if err != nil {
		return nil, err
	}
	if err := s.load(); err != nil {
		return nil, errors.Join(err, closing())
	}
	if s.platforms, err = s.connect(); err != nil {
		return nil, errors.Join(err, closing())
	}
	if err := s.openUnanswered(); err != nil {
		return nil, errors.Join(err, closing())
	}
	return closing, nil
}

// run serves until the context is done, and then drains: the platforms first,
// while the public server still stands, since what was taken is answered.
func (s *server) run(ctx context.Context, reload <-chan os.Signal) error {
	public, admin := http.NewServeMux(), s.adminMux()
	group, serving := errgroup.WithContext(ctx)
	stopped, cancel := context.WithCancel(context.Background())
	defer cancel()
	needed := false
	for _, p := range s.platforms {
		if p.public {
			needed = true
			p.adapter.Mount(public)
		}
	}
	if needed {
		if err := s.listen(group, stopped, "public server", s.conf.HTTP.Listen, public); err != nil {
			return err
		}
	}
	if s.conf.Admin.Listen != "" {
		if err := s.listen(group, stopped, "admin server", s.conf.Admin.Listen, admin); err != nil {
			return errors.Join(err, s.abandon(cancel, group))
		}
	}
	handler := s.gleaning(bot.Limited(&s.live, bot.Limits{
		PersonMinute: s.conf.Limits.PersonMinute, ChatMinute: s.conf.Limits.ChatMinute, Characters: s.conf.Limits.Characters,
	}))
	platforms, running := errgroup.WithContext(serving)
	for _, p := range s.platforms {
		s.log.Info("starting", "platform", p.name)
		platforms.Go(func() error {
			if err := p.adapter.Run(running, handler); err != nil && !errors.Is(err, context.Canceled) {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			return nil
		})
	}
	group.Go(func() error { return s.reloadOn(running, reload) })
	group.Go(func() error {
		defer cancel() // the servers, once nothing is left to answer
		err := platforms.Wait()
		s.log.Info("stopped")
		return err
	})
	go s.killLate(serving, stopped)
	return group.Wait()
}

// abandon stops what has been started when the rest cannot be.
func (s *server) abandon(cancel context.CancelFunc, group *errgroup.Group) error {
	cancel()
	return group.Wait()
}

// killLate ends a program that does not drain in time. What it had in hand is
// delivered again by the platforms.
func (s *server) killLate(serving, stopped context.Context) {
	<-serving.Done()
	timer := time.NewTimer(drainTime)
	defer timer.Stop()
	select {
	case <-stopped.Done():
	case <-timer.C:
		s.log.Error("not everything in hand could be answered in time", "after", drainTime)
		s.world.exit(exitFailed)
	}
}
