package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"cifra/adapters/delivery"
	"cifra/bot"
)

// Report is what Telegram says of a bot.
type Report struct {
	Name   string // its user name, without @
	ID     int64
	Groups bool // whether it may be added to groups
	Inline bool // whether "@bot" works in any chat

	Webhook   string    // where Telegram brings updates, as scheme and host: a path may hold a secret; "" for nowhere
	Own       bool      // whether that is the address of the configuration
	Pending   int       // updates that wait
	LastError string    // why the last update was not brought, in Telegram's words; "" for none
	LastAt    time.Time // when that was
}

// Check asks Telegram, once, what it thinks of a configuration. It changes
// nothing and needs no Store. Each call takes Timeouts.Call at most. The error
// says everything that is wrong, one below the other, and holds neither token
// nor secret; the Report holds what became known all the same.
func Check(ctx context.Context, c Config) (Report, error) {
	if c.Store == nil {
		c.Store = bot.NewMemory(bot.MemoryOptions{}) // which nothing is written to
	}
	a, err := New(c)
	if err != nil {
		return Report{}, err
	}
	if t, ok := a.api.(*library).transport.(*http.Transport); ok {
		defer t.CloseIdleConnections()
	}
	var r Report
	if err := a.checkBot(ctx, &r); err != nil {
		return r, err // what comes next would fail in the same way
	}
	return r, a.checkWebhookSet(ctx, &r)
}

// checkBot asks who the bot is.
func (a *Adapter) checkBot(ctx context.Context, r *Report) error {
	result, err := a.call(ctx, "getMe", nil)
	switch {
	case isRefusal(err, http.StatusUnauthorized, http.StatusNotFound):
		return fmt.Errorf("telegram does not take the token (TELEGRAM_BOT_TOKEN): %w", err)
	case err != nil:
		return a.inTime(err)
	}
	var self struct {
		user
		Groups bool `json:"can_join_groups"`
		Inline bool `json:"supports_inline_queries"`
	}
	if err := json.Unmarshal(result, &self); err != nil || self.ID == 0 || self.Username == "" {
		return fmt.Errorf("calling getMe: the result, %d bytes, names no bot", len(result))
	}
	r.Name, r.ID, r.Groups, r.Inline = self.Username, self.ID, self.Groups, self.Inline
	return nil
}

// checkWebhookSet asks where updates are brought.
func (a *Adapter) checkWebhookSet(ctx context.Context, r *Report) error {
	result, err := a.call(ctx, "getWebhookInfo", nil)
	if err != nil {
		return a.inTime(err)
	}
	var info struct {
		URL       string `json:"url"`
		Pending   int    `json:"pending_update_count"`
		LastError string `json:"last_error_message"`
		LastAt    int64  `json:"last_error_date"`
	}
	if err := json.Unmarshal(result, &info); err != nil {
		return fmt.Errorf("calling getWebhookInfo: the result, %d bytes, cannot be read", len(result))
	}
	r.Pending, r.LastError = info.Pending, delivery.Redact(errors.New(withoutQuotes(info.LastError)), a.config.Token, info.URL).Error()
	if info.LastAt != 0 {
		r.LastAt = time.Unix(info.LastAt, 0).UTC()
	}
	if info.URL == "" {
		return nil
	}
	r.Webhook, r.Own = "an address that cannot be read", info.URL == a.config.WebhookURL
	if u, err := url.Parse(info.URL); err == nil {
		r.Webhook = u.Scheme + "://" + u.Host
	}
	if a.config.Mode == Polling {
		return fmt.Errorf("getWebhookInfo: telegram.mode is %q, but a webhook is set: updates go to %s, maybe to another Cifra there; cifra serve takes the webhook away when it starts", Polling, r.Webhook)
	}
	return nil
}

// inTime says of a call that took too long how long that is.
func (a *Adapter) inTime(err error) error {
	if failureOf(err) == delivery.TimedOut {
		return fmt.Errorf("no answer within %v: %w", a.config.Timeouts.Call, err)
	}
	return err
}
