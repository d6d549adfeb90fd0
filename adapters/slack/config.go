package slack

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"cifra/adapters/delivery"
	"cifra/bot"
	"cifra/bot/chart"
)

// The ways in which Slack delivers.
const (
	ModeSocket = "socket" // over a connection that the bot opens
	ModeHTTP   = "http"   // to the addresses that Mount registers
)

// TokenSource gives the token with which the bot acts in a workspace. One that
// serves several workspaces keeps what each of them granted when it installed
// the app.
type TokenSource interface {
	// BotToken gives the bot token ("xoxb-...") for a workspace by its id, and
	// with "" any of them, to see at the start whether Slack takes it. The
	// error wraps ErrNotInstalled where the workspace has none.
	BotToken(ctx context.Context, team string) (string, error)
}

// ErrNotInstalled says that a workspace has not installed the app, or not any
// more: nothing can be answered there, now or later.
var ErrNotInstalled = errors.New("the app is not installed in the workspace")

// OneToken is the source of a single workspace.
func OneToken(token string) TokenSource { return oneToken(token) }

type oneToken string

// BotToken is of TokenSource.
func (t oneToken) BotToken(context.Context, string) (string, error) {
	if t == "" {
		return "", fmt.Errorf("there is no bot token: %w", ErrNotInstalled)
	}
	return string(t), nil
}

// Timeouts are what the adapter waits for. The zero value is right for
// serving.
type Timeouts struct {
	Ack   time.Duration // a delivery is acknowledged at the latest after this; 0 for 2 seconds, of Slack's 3
	Call  time.Duration // for one call of Slack; 0 for 8 seconds
	Lease time.Duration // how long a delivery may be in hand before another instance may have it; 0 for 45 seconds
	Drain time.Duration // at the end, for what is in hand; 0 for 20 seconds
	Ping  time.Duration // a Socket Mode connection without a ping for so long is dead; 0 for 30 seconds
}

// Config is what an Adapter is made of.
type Config struct {
	Mode          string      // ModeSocket or ModeHTTP
	Tokens        TokenSource // for the Web API
	AppToken      string      // "xapp-...", for Socket Mode
	SigningSecret string      // for HTTP
	APIURL        string      // of the Web API; "" for Slack's. Answers go nowhere else but to the hooks of the same host
	Store         bot.Store   // says what has been answered; instances share it

	// Draw makes the PNG of a chart that Slack cannot show itself; nil where
	// such a chart is left out. What it gives is not changed.
	Draw func(*chart.Chart) ([]byte, error)
	// Allow says where the bot may be asked; nil for everywhere. What is
	// asked elsewhere gets no answer.
	Allow func(team, channel string) bool
	// Keeper makes what keeps Slack's pace, which instances may share; nil where
	// each keeps it on its own.
	Keeper func(overall delivery.Pace) delivery.Pacing
	// Log is for operators; nil for none. It never gets a word or a name of a
	// person.
	Log      *slog.Logger
	Meter    *delivery.Meter  // is told what calls of Slack come to; nil for nobody
	Now      func() time.Time // nil for time.Now
	Timeouts Timeouts
}

// New makes an adapter. The error says which part of the configuration is
// missing or wrong; it holds no secret.
func New(c Config) (*Adapter, error) {
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("making the Slack adapter: %w", err)
	}
	if c.APIURL == "" {
		c.APIURL = slack.APIURL
	}
	api, err := url.Parse(c.APIURL)
	if err != nil || api.Host == "" || api.Scheme != "https" && api.Scheme != "http" {
		return nil, fmt.Errorf("making the Slack adapter: %q is no address of an API such as %q", c.APIURL, slack.APIURL)
	}
	if !strings.HasSuffix(c.APIURL, "/") {
		c.APIURL += "/"
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Allow == nil {
		c.Allow = func(string, string) bool { return true }
	}
	c.Timeouts.fill()
	a, err := newAdapter(c, api)
	if err != nil {
		return nil, fmt.Errorf("making the Slack adapter: %w", err)
	}
	return a, nil
}

func (c *Config) check() error {
	switch {
	case c.Mode != ModeSocket && c.Mode != ModeHTTP:
		return fmt.Errorf("unknown mode %q (%s or %s)", c.Mode, ModeSocket, ModeHTTP)
	case c.Tokens == nil:
		return errors.New("no source of bot tokens")
	case c.Store == nil:
		return errors.New("no store")
	case c.Mode == ModeSocket && c.AppToken == "":
		return errors.New("no app token, which Socket Mode needs (it begins with xapp-)")
	case c.Mode == ModeSocket && strings.HasPrefix(c.AppToken, "xoxb-"):
		return errors.New("the app token is a bot token (an app token begins with xapp-)")
	case c.Mode == ModeHTTP && c.SigningSecret == "":
		return errors.New("no signing secret, without which nobody knows who sends a request")
	}
	return nil
}

func (t *Timeouts) fill() {
	for _, d := range [...]struct {
		value *time.Duration
		usual time.Duration
	}{
		{&t.Ack, 2 * time.Second},
		{&t.Call, 8 * time.Second},
		{&t.Lease, 45 * time.Second},
		{&t.Drain, 20 * time.Second},
		{&t.Ping, 30 * time.Second},
	} {
		if *d.value <= 0 {
			*d.value = d.usual
		}
	}
}
