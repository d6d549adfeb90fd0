package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/slack-go/slack"

	"cifra/adapters/delivery"
)

// newWeb makes the client for everything that the adapter calls. It follows no
// redirect: nothing that is called here redirects, and what did would get a
// token or an answer.
func newWeb(call time.Duration) *http.Client {
	return &http.Client{
		Timeout: call + time.Second, // a call has its own time; this is for what forgets to
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			ForceAttemptHTTP2:     true,
			MaxIdleConns:          64,
			MaxIdleConnsPerHost:   32,
			IdleConnTimeout:       45 * time.Second,
			TLSHandshakeTimeout:   5 * time.Second,
			ResponseHeaderTimeout: call,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// client makes a client of the Web API for a token.
func (a *Adapter) client(token string) *slack.Client {
	return slack.New(token,
		slack.OptionHTTPClient(a.web),
		slack.OptionAPIURL(a.c.APIURL),
		slack.OptionAppLevelToken(a.c.AppToken),
		slack.OptionLog(log.New(io.Discard, "", 0)),
	)
}

// mostTries is how often a call is made, the first time included.
const mostTries = 4

// callee says what is called, for whom, and how.
type callee struct {
	method  string // for logs
	team    string
	channel string // whose pace is kept; "" where nothing is posted that all see
	held    string // what waits where Slack says that it is too much; "" for the channel, or else for the method
	// twice says that it does no harm where it is done twice, so that it may be
	// called again though it may have been done.
	twice bool
}

// call makes a call until it succeeds, or until that makes no sense any more:
// what Slack refuses, what takes too long, and what may have been done although
// no answer came. That is left to whoever called. For an event that is not
// acknowledged yet, it means that Slack delivers it again: then an answer can
// come twice, in the moment between its acceptance and our knowledge of it,
// which cannot be helped, but no answer is lost. For one that is acknowledged it
// is the end: whoever asked may well have got the answer.
func (a *Adapter) call(ctx context.Context, to callee, do func(ctx context.Context, c *slack.Client) error) error {
	token, err := a.c.Tokens.BotToken(ctx, to.team)
	if err != nil {
		return fmt.Errorf("getting the bot token: %w", delivery.Redact(err, token))
	}
	c := a.client(token)
	err = a.persist(ctx, to, func(ctx context.Context) error { return do(ctx, c) })
	if err != nil {
		return fmt.Errorf("calling %s: %w", to.method, delivery.Redact(err, token))
	}
	return nil
}

// persist does what call says, with what needs a token and what needs none.
func (a *Adapter) persist(ctx context.Context, to callee, do func(context.Context) error) error {
	key, pace := a.paced(to)
	var last error
	try := func() (struct{}, error) {
		if err := a.pacer.Wait(ctx, key, pace); err != nil {
			return struct{}{}, backoff.Permanent(err)
		}
		if last != nil {
			a.c.Meter.Retried(to.method)
		}
		sent, err := a.attempt(ctx, do)
		if err == nil {
			return struct{}{}, nil
		}
		last = err
		a.failed(ctx, to.method, err)
		t, wait := judge(err, sent)
		switch {
		case t == refused, t == unsure && !to.twice:
			return struct{}{}, backoff.Permanent(err)
		case wait > 0:
			a.pacer.Hold(key, pace, wait) // for whoever comes next, too
		}
		return struct{}{}, err
	}
	_, err := backoff.Retry(ctx, try, backoff.WithMaxTries(mostTries), backoff.WithBackOff(retryBackoff()))
	if err != nil && last != nil && !errors.Is(err, last) {
		return fmt.Errorf("%w, after %w", err, last)
	}
	return err
}

// paced is what a call shares its pace with, and the pace.
func (a *Adapter) paced(to callee) (key string, pace delivery.Pace) {
	switch {
	case to.channel != "":
		return to.team + "/" + to.channel, a.pace
	case to.held != "":
		return to.held, delivery.Pace{}
	}
	return to.team + "/" + to.method, delivery.Pace{}
}

func retryBackoff() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval = 250*time.Millisecond, 4*time.Second
	return b
}

// attempt does one call within its time, and says whether it got as far as a
// connection.
func (a *Adapter) attempt(ctx context.Context, do func(context.Context) error) (sent bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, a.c.Timeouts.Call)
	defer cancel()
	var reached atomic.Bool
	err = do(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { reached.Store(true) },
	}))
	return reached.Load(), err
}

// safe is an error without what must not be in a log.
func (a *Adapter) safe(err error) error {
	return delivery.Redact(err, a.c.AppToken, a.c.SigningSecret)
}
