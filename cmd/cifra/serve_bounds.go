package main

import (
	"cmp"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"time"
)

// What the servers allow a caller, so that slow and endless ones cost little.
const (
	mostHeader   = 16 << 10
	shutdownTime = 5 * time.Second
)

// patience is how long the servers wait for a caller. The zero value of each is
// right for serving: platforms wait for an answer for less than a minute.
type patience struct {
	header time.Duration // for the header of a request; 0 for 5 seconds
	read   time.Duration // for a request as a whole; 0 for 10 seconds
	write  time.Duration // for the answer, from the end of the header; 0 for 45 seconds
	idle   time.Duration // between two requests; 0 for 2 minutes
}

func (p patience) filled() patience {
	return patience{
		header: cmp.Or(p.header, 5*time.Second),
		read:   cmp.Or(p.read, 10*time.Second),
		write:  cmp.Or(p.write, 45*time.Second),
		idle:   cmp.Or(p.idle, 2*time.Minute),
	}
}

// bounded makes a server that no caller can hold up.
func (s *server) bounded(h http.Handler) *http.Server {
	p := s.world.patience.filled()
	return &http.Server{
		Handler:           asWritten(h),
		ReadHeaderTimeout: p.header, ReadTimeout: p.read, WriteTimeout: p.write, IdleTimeout: p.idle,
		MaxHeaderBytes:               mostHeader,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
}

// asWritten lets only those addresses through that are written as they are
// registered. The multiplexer redirects the others to what they may have meant;
// whoever has business here knows the address.
func asWritten(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if p := r.URL.Path; r.URL.RawPath != "" || !strings.HasPrefix(p, "/") || path.Clean(p) != p || r.Method == http.MethodConnect {
			http.NotFound(w, r)
			return
		}
		h.ServeHTTP(w, r)
	})
}
