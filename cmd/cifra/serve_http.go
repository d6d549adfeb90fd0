package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"

	"golang.org/x/sync/errgroup"
)

// listen starts a server, which stops when the context is done. That its
// address cannot be had is an error at once.
func (s *server) listen(group *errgroup.Group, stopped context.Context, name, address string, h http.Handler) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("starting the %s: %w", name, err)
	}
	s.log.Info("listening", "server", name, "address", listener.Addr().String())
	if s.world.listening != nil {
		s.world.listening(name, listener.Addr())
	}
	server := s.bounded(h)
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("the %s: %w", name, err)
		}
		return nil
	})
	group.Go(func() error {
		<-stopped.Done()
		ctx, cancel := context.WithTimeout(context.Background(), shutdownTime)
		defer cancel()
		if err := server.Shutdown(ctx); err != nil {
			s.log.Warn("the server was closed with requests open", "server", name)
			return server.Close()
		}
		return nil
	})
	return nil
}

// adminMux answers those who run the program.
func (s *server) adminMux() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "alive")
	})
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		if err := s.ready(); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	// For balancers that choose between several instances, and take them all
	// where none is: without its store an instance answers, but knows nothing of
	// what another one was asked.
	mux.HandleFunc("GET /readyz/state", func(w http.ResponseWriter, r *http.Request) {
		if err := errors.Join(s.ready(), s.store.Healthy(r.Context())); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	mux.Handle("GET /metrics", s.scraped())
	return mux
}

// ready says why questions cannot be answered, if they cannot. A store that is
// away is no reason: statistics are answered without it.
func (s *server) ready() error {
	var problems []error
	for _, p := range s.platforms {
		if err := p.adapter.Ready(); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", p.name, err))
		}
	}
	return errors.Join(problems...)
}
