package telegram

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"cifra/adapters/delivery"
	"cifra/bot"
	"cifra/bot/chart"
)

// The modes.
const (
	Polling = "polling" // the bot asks for updates: no public address is needed
	Webhook = "webhook" // Telegram brings them to WebhookPath
)

// WebhookPath is where Mount serves updates.
const WebhookPath = "/telegram/webhook"

// Config is what an Adapter is made of.
type Config struct {
	Mode          string // Polling or Webhook
	Token         string // of BotFather
	APIURL        string // with a place for the token and one for the method; "" for Telegram's own
	WebhookURL    string // of mode Webhook: the public address of WebhookPath, https
	WebhookSecret string // of mode Webhook: 1 to 256 of A-Z, a-z, 0-9, _ and -

	Store    bot.Store
	Commands []bot.Command
	Draw     func(*chart.Chart) ([]byte, error) // gives a PNG; nil for no pictures
	Log      *slog.Logger                       // gets no word that a person wrote, no id and no token; nil for none
	Allow    func(chat int64) bool              // which chats are served; nil for all
	Meter    *delivery.Meter                    // is told what calls of Telegram come to; nil for nobody

	Pacing   Pacing
	Timeouts Timeouts
	AtOnce   int // how many chats are answered side by side; 0 for 100
}

// Pacing is what Telegram lets a bot send
// (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
// The zero value keeps those rules.
type Pacing struct {
	Off     bool          // for benchmarks and for a server of one's own
	All     delivery.Pace // over all chats; zero for 30 a second
	Private delivery.Pace // to one person; zero for one a second, and three at once
	Group   delivery.Pace // to a group; zero for 20 a minute

	// Keeper makes what keeps these, which instances may share; nil where each
	// keeps them on its own.
	Keeper func(overall delivery.Pace) delivery.Pacing
}

// Timeouts bound what can hang. The zero value is right for serving.
type Timeouts struct {
	Poll  time.Duration // how long Telegram holds a call for updates; 0 for 50 s
	Call  time.Duration // any other call; 0 for 15 s
	Lease time.Duration // an answer may take five sixths of it, and is free for another instance after it; 0 for 30 s
	Drain time.Duration // what is in hand when the program stops; 0 for 10 s
}

// mostSide is how many chats are answered side by side: Telegram gives a poll
// 100 updates, and a webhook 100 connections, at most.
const mostSide = 100

// mostDeep is how many updates of one chat may be in hand or waiting. A poll
// may give a hundred of one chat, and each needs its place.
const mostDeep = 100

func (p *Pacing) fill() {
	if p.Off {
		*p = Pacing{Off: true}
		return
	}
	// A burst and what may follow it in the rest of the time make the limit
	// together, so that no second and no minute ever sees more.
	set := func(p *delivery.Pace, every time.Duration, burst int) {
		if *p == (delivery.Pace{}) {
			*p = delivery.Pace{Every: every, Burst: burst}
		}
	}
	set(&p.All, 40*time.Millisecond, 5)
	set(&p.Private, time.Second, 3) // "short bursts that go over this limit" are allowed
	set(&p.Group, 4*time.Second, 5)
}

func (t *Timeouts) fill() {
	set := func(d *time.Duration, to time.Duration) {
		if *d <= 0 {
			*d = to
		}
	}
	set(&t.Poll, 50*time.Second)
	set(&t.Call, 15*time.Second)
	set(&t.Lease, 30*time.Second)
	set(&t.Drain, 10*time.Second)
}

// tokenForm is loose: only what would change the address that is called, or
// the token's own meaning in it, is kept out.
var tokenForm = regexp.MustCompile(`^[A-Za-z0-9_:-]+$`)

// secretForm is what setWebhook takes as secret_token.
var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// check fills in what is left out. Its errors hold neither token nor secret.
func (c *Config) check() error {
	if c.APIURL == "" {
		c.APIURL = tgbotapi.APIEndpoint
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.AtOnce <= 0 {
		c.AtOnce = mostSide
	}
	c.Pacing.fill()
	c.Timeouts.fill()
	switch {
	case c.Mode != Polling && c.Mode != Webhook:
		return fmt.Errorf("unknown mode %q, want %s or %s", c.Mode, Polling, Webhook)
	case c.Token == "":
		return errors.New("no token")
	case !tokenForm.MatchString(c.Token):
		return fmt.Errorf("the token, %d characters, has one that no token has: want 123456:ABC-DEF", len(c.Token))
	case c.Store == nil:
		return errors.New("no store")
	}
	if err := checkAddress(c.APIURL); err != nil {
		return err
	}
	if c.Mode == Polling {
		return nil
	}
	return checkWebhook(c.WebhookURL, c.WebhookSecret)
}

func checkAddress(format string) error {
	if strings.Count(format, "%") != 2 || strings.Count(format, "%s") != 2 {
		return fmt.Errorf("API address %q: want one %%s for the token and one for the method, as in %q", format, tgbotapi.APIEndpoint)
	}
	u, err := url.Parse(fmt.Sprintf(format, "1:a", "getMe"))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return fmt.Errorf("API address %q is not an http or https address", format)
	}
	return nil
}

func checkWebhook(address, secret string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" { // a Bot API server of one's own takes http, too
		return fmt.Errorf("webhook address %q is not an https address", address)
	}
	if !secretForm.MatchString(secret) {
		return fmt.Errorf("the webhook secret, %d characters, is not 1 to 256 of A-Z, a-z, 0-9, _ and -", len(secret))
	}
	return nil
}
