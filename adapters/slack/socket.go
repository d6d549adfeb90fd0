package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"cifra/stats"
)

const (
	// waitToAck is how long an acknowledgement waits for a connection. After
	// that, Slack delivers again, and it is known to be answered.
	waitToAck = 10 * time.Second
	// lastAcks is what the library gets to write the last acknowledgements
	// before the connection is closed: it does not say when it has.
	lastAcks = 250 * time.Millisecond
	// longestPause is the longest that the library waits between two tries to
	// connect before it is made to begin anew. It would come to five minutes.
	longestPause = 30 * time.Second
	// pauseAnew is waited before that.
	pauseAnew = 5 * time.Second
)

var errAnew = errors.New("connecting anew")

// listen takes what Slack delivers over Socket Mode, until ctx is done. The
// library connects again by itself; what it gives up on for good, ends the
// shift.
func (s *shift) listen(ctx context.Context) error {
	l := &listener{shift: s, client: socketmode.New(s.client(""),
		socketmode.OptionLog(log.New(io.Discard, "", 0)), // it would log what people write
		socketmode.OptionReadLimit(mostPayload),
		socketmode.OptionPingInterval(s.c.Timeouts.Ping),
		socketmode.OptionDialer(&websocket.Dialer{
			Proxy:            http.ProxyFromEnvironment,
			HandshakeTimeout: s.c.Timeouts.Call,
			WriteBufferSize:  32 << 10, // a message in one frame: Slack drops those in several
		}),
	)}
	for {
		err := l.run(ctx)
		s.linked.Store(false)
		switch {
		case ctx.Err() != nil:
			return nil
		case isFatal(err):
			return &fatalError{"connecting to Slack by Socket Mode (apps.connections.open)", err}
		}
		select {
		case <-time.After(pauseAnew):
		case <-ctx.Done():
			return nil
		}
	}
}

// isFatal says whether connecting will never succeed.
func isFatal(err error) bool {
	var status slack.StatusCodeError
	return badToken(err) || errorCode(err) == "missing_scope" ||
		errors.As(err, &status) && status.Code == http.StatusNotFound
}

// listener is a Socket Mode connection, and the next one after it.
type listener struct {
	*shift
	client *socketmode.Client
	away   bool // so that it is said once
}

// run lets the library connect and reads what comes, until the library gives
// up. An acknowledgement that finds no connection waits in the client for the
// next one.
func (l *listener) run(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ended := make(chan error, 1)
	go func() { ended <- l.client.RunContext(ctx) }()
	for {
		select {
		case e := <-l.client.Events:
			if err := l.event(ctx, e); err != nil {
				cancel(err)
				<-ended
				return err
			}
		case err := <-ended:
			return err
		}
	}
}

// event takes what the library reports. An error says that it should stop.
func (l *listener) event(ctx context.Context, e socketmode.Event) error {
	switch e.Type {
	case socketmode.EventTypeHello:
		if l.away {
			l.log.Info("the Socket Mode connection stands again")
		}
		l.away = false
		l.linked.Store(true)
	case socketmode.EventTypeConnecting:
		l.linked.Store(false)
	case socketmode.EventTypeConnectionError:
		return l.failed(ctx, e)
	case socketmode.EventTypeErrorBadMessage:
		if bad, ok := e.Data.(*socketmode.ErrorBadMessage); ok {
			l.unknown(bad.Message)
		}
	case socketmode.EventTypeEventsAPI, socketmode.EventTypeSlashCommand, socketmode.EventTypeInteractive:
		if e.Request != nil {
			l.take(e.Request)
		}
	}
	return nil
}

// failed looks at why there is no connection, which the library tries to mend
// even where nothing could, and with ever longer pauses.
func (l *listener) failed(ctx context.Context, e socketmode.Event) error {
	failure, ok := e.Data.(*slack.ConnectionErrorEvent)
	switch {
	case !ok, ctx.Err() != nil:
		return nil
	}
	l.Adapter.failed(ctx, "apps.connections.open", failure.ErrorObj)
	switch {
	case isFatal(failure.ErrorObj):
		return failure.ErrorObj
	case !l.away:
		l.away = true
		l.log.Warn("there is no Socket Mode connection; trying until there is", "error", l.safe(failure.ErrorObj))
	}
	if failure.Backoff > longestPause && !errors.As(failure.ErrorObj, new(*slack.RateLimitedError)) {
		return errAnew
	}
	return nil
}

// unknown takes a message that the library could not read: a kind of event
// which it does not know yet.
func (l *listener) unknown(message json.RawMessage) {
	r := new(socketmode.Request)
	if json.Unmarshal(message, r) == nil && r.EnvelopeID != "" {
		l.take(r)
	}
}

// take works on a delivery, and acknowledges it when Slack may forget it. What
// is not acknowledged, Slack delivers again.
func (l *listener) take(r *socketmode.Request) {
	if r.EnvelopeID == "" || !l.acks.enter() {
		return
	}
	t, err := l.taskOf(r)
	if err != nil {
		l.log.Warn("a delivery could not be read", "kind", r.Type, "error", err)
	}
	var p *pending
	if t != nil {
		t.last = t.last || r.RetryAttempt >= mostRetries
		if p, err = l.begin(*t); err != nil {
			l.acks.leave()
			return
		}
	}
	go func() {
		defer l.acks.leave()
		if p == nil || p.wait(l.c.Timeouts.Ack) == nil {
			l.acknowledge(r.EnvelopeID)
		}
	}()
}

// taskOf says what is to be done about a delivery; nil for nothing.
func (l *listener) taskOf(r *socketmode.Request) (*task, error) {
	switch r.Type {
	case socketmode.RequestTypeEventsAPI:
		e, err := parseEnvelope(r.Payload)
		if err != nil {
			return nil, err
		}
		e.delivery = r.EnvelopeID
		return l.eventTask(e), nil
	case socketmode.RequestTypeInteractive:
		p, err := parseInteraction(r.Payload)
		if err != nil {
			return nil, err
		}
		p.delivery = r.EnvelopeID
		return l.interactionTask(p), nil
	case socketmode.RequestTypeSlashCommands:
		c, err := commandJSON(r.Payload)
		if err != nil || !l.c.Allow(c.team, c.channel) {
			return nil, err
		}
		return l.commandTask(&c, r.EnvelopeID), nil
	}
	return nil, fmt.Errorf("an envelope of type %q", r.Type)
}

// commandTask answers a command by its hook: an acknowledgement of 20 KB or
// more is dropped by Slack without a word, and an answer can be as long.
func (s *shift) commandTask(c *command, envelope string) *task {
	lang := stats.EN
	return &task{
		key: keyOf("command", cmp.Or(c.trigger, envelope)), ledger: s.presses, kind: "command", last: true,
		lane: c.team + "/" + c.channel + "/" + c.user,
		do: func(ctx context.Context) (func(context.Context), error) {
			r := s.h.Handle(ctx, c.message(s.locales.get(ctx, c.person(), 0)))
			lang = r.Lang
			return s.respond(ctx, c.person(), c.hook, r, false)
		},
		sorry: func(ctx context.Context) {
			if _, err := s.respond(ctx, c.person(), c.hook, notSent(lang), false); err != nil {
				s.log.Warn("an apology was not sent", "error", s.safe(err))
			}
		},
	}
}

// acknowledge tells Slack that it may forget a delivery.
func (l *listener) acknowledge(envelope string) {
	ctx, cancel := context.WithTimeout(l.working, waitToAck)
	defer cancel()
	if err := l.client.AckCtx(ctx, envelope, nil); err != nil {
		l.log.Warn("a delivery was not acknowledged and will come again", "error", l.safe(err))
	}
}
