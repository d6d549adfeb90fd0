// Package redis is a bot.Store on a Redis or Valkey server: for processes that
// share what they know, so that a message which two of them are given is
// answered by one. Where the server is set to evict what has not expired, it may
// forget a claim, and a message be answered twice.
package redis

import (
	"context"
	"crypto/rand"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// What holds where Options do not say otherwise.
const (
	keyPrefix       = "cifra:"
	patience        = time.Second
	mostConnections = 16
)

// Options are the bounds of a Store. The zero value is right for serving.
type Options struct {
	Prefix      string         // begins every key on the server; "" for "cifra:"
	Timeout     time.Duration  // the most that a call takes, connecting included; 0 for a second
	Connections int            // most connections; 0 for 16
	RootCAs     *x509.CertPool // who may vouch for a rediss server; nil for whom the machine trusts
}

// Store is a bot.Store on a server. It connects when it is first called, and
// again after the server has been away; no call is tried twice.
type Store struct {
	client  *goredis.Client
	name    string // of the server, without the password
	prefix  string
	timeout time.Duration
	mine    string // the value of a claim that this instance holds
	claim   *goredis.Script
	release *goredis.Script
}

// Open makes a store on the server that a URL names:
// redis://user:password@host:port/database, or rediss:// for TLS. All but the
// host may be left out: the port is 6379 then, and the database 0. It does not
// connect: that the server answers, Healthy says. No error holds the password.
func Open(url string, o Options) (*Store, error) {
	a, err := parseURL(url)
	if err != nil {
		return nil, fmt.Errorf("reading the URL of the Redis store: %w", err)
	}
	o = o.filled()
	return &Store{
		client:  goredis.NewClient(clientOptions(a, o)),
		name:    fmt.Sprintf("the Redis store at %s, database %d", a.host, a.database),
		prefix:  o.Prefix,
		timeout: o.Timeout,
		mine:    inHand + rand.Text(),
		claim:   goredis.NewScript(claimScript),
		release: goredis.NewScript(releaseScript),
	}, nil
}

func (o Options) filled() Options {
	if o.Prefix == "" {
		o.Prefix = keyPrefix
	}
	if o.Timeout <= 0 {
		o.Timeout = patience
	}
	if o.Connections <= 0 {
		o.Connections = mostConnections
	}
	return o
}

// clientOptions turns off what would make a call take longer than it may:
// people wait for it, and the platform delivers again.
func clientOptions(a address, o Options) *goredis.Options {
	return &goredis.Options{
		Addr:                  a.host,
		Username:              a.user,
		Password:              a.password,
		DB:                    a.database,
		TLSConfig:             a.tlsConfig(o),
		MaxRetries:            -1,
		DialerRetries:         1,
		DialTimeout:           o.Timeout,
		ReadTimeout:           o.Timeout,
		WriteTimeout:          o.Timeout,
		PoolTimeout:           o.Timeout,
		ContextTimeoutEnabled: true, // the sum of these is bounded by the context of each call
		PoolSize:              o.Connections,
		MaxActiveConns:        o.Connections,
		DisableIdentity:       true,
		MaintNotificationsConfig: &maintnotifications.Config{
			Mode: maintnotifications.ModeDisabled,
		},
	}
}

// SilenceClient keeps the client library from printing to standard error what
// calls return as errors anyway: a line for each connection that fails. It is
// for the whole process; a program calls it before the first Open, if at all.
func SilenceClient() { logging.Disable() }

// Close closes the connections. Calls after it are errors; another Close is
// none.
func (s *Store) Close() error {
	if err := s.client.Close(); err != nil && !errors.Is(err, goredis.ErrClosed) {
		return fmt.Errorf("closing %s: %w", s.name, err)
	}
	return nil
}

// Healthy says whether the server answers, and takes the password.
func (s *Store) Healthy(ctx context.Context) error {
	return s.call(ctx, "checking", func(ctx context.Context) error {
		return s.client.Ping(ctx).Err()
	})
}

// String names the store for logs, without the password.
func (s *Store) String() string { return s.name }

// call makes one call to the server, and says of an error what was attempted. An
// error that is not the caller's context's never looks like it.
func (s *Store) call(ctx context.Context, doing string, ask func(context.Context) error) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s %s: %w", doing, s.name, err)
	}
	bounded, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	err := ask(bounded)
	if err == nil || errors.Is(err, goredis.Nil) {
		return err
	}
	if deadline, ok := ctx.Deadline(); ok && isTimeout(err) && !time.Now().Before(deadline) {
		// the connection looks at its clock, too, and may be the first to know
		return fmt.Errorf("%s %s: %w", doing, s.name, context.DeadlineExceeded)
	}
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("%s %s: %w", doing, s.name, ctx.Err())
	case isTimeout(err):
		return fmt.Errorf("%s %s: no answer within %v: %v", doing, s.name, s.timeout, err)
	}
	return fmt.Errorf("%s %s: %w", doing, s.name, err)
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}
