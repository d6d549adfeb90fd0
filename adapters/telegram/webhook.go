package telegram

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// mostBody bounds what a webhook reads, in bytes. An update has at most some
// ten kilobytes of text, and one it replies to.
const mostBody = 1 << 20

// mostConnections is by how many connections Telegram brings updates, at most.
const mostConnections = 40

// secretHeader holds secret_token of setWebhook.
const secretHeader = "X-Telegram-Bot-Api-Secret-Token"

// Mount serves WebhookPath, in mode Webhook; in mode Polling there is nothing
// to serve. What is answered is 200, and so is what nobody will ever answer:
// Telegram brings again, for a day, what gets any other status. 401 is for
// those who do not know the secret, 413 and 400 for what is no update, 503
// while Run does not run, and for what should come again.
func (a *Adapter) Mount(mux *http.ServeMux) {
	if a.config.Mode != Webhook {
		return
	}
	w := &webhook{Adapter: a, secret: sha256.Sum256([]byte(a.config.WebhookSecret))}
	w.buffers.New = func() any { return new(bytes.Buffer) }
	mux.Handle("POST "+WebhookPath, w)
}

type webhook struct {
	*Adapter
	secret  [sha256.Size]byte
	buffers sync.Pool
}

// ServeHTTP takes an update and answers it before it says so.
func (w *webhook) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	got := sha256.Sum256([]byte(r.Header.Get(secretHeader)))
	if subtle.ConstantTimeCompare(got[:], w.secret[:]) != 1 {
		w.warnings.warn("telegram: a webhook request without the right secret")
		refuse(out, http.StatusUnauthorized)
		return
	}
	s := w.now.Load()
	if s == nil || !s.gate.enter() {
		refuse(out, http.StatusServiceUnavailable)
		return
	}
	defer s.gate.leave()
	u, status := w.read(out, r)
	if u != nil && !s.serve(r.Context(), u) {
		status = http.StatusServiceUnavailable
	}
	if status != http.StatusOK {
		refuse(out, status)
	}
}

func refuse(out http.ResponseWriter, status int) { http.Error(out, http.StatusText(status), status) }

// read reads an update. Without one, the status says why.
func (w *webhook) read(out http.ResponseWriter, r *http.Request) (*incoming, int) {
	buffer := w.buffers.Get().(*bytes.Buffer)
	defer w.buffers.Put(buffer)
	buffer.Reset()
	if _, err := io.Copy(buffer, http.MaxBytesReader(out, r.Body, mostBody)); err != nil {
		if tooLong, ok := errors.AsType[*http.MaxBytesError](err); ok {
			w.warnings.warn("telegram: an update is too long", "most_bytes", tooLong.Limit)
			return nil, http.StatusRequestEntityTooLarge
		}
		return nil, http.StatusBadRequest
	}
	u, err := decodeUpdate(buffer.Bytes())
	switch {
	case errors.Is(err, errGarbage):
		w.warnings.warn("telegram: a webhook request cannot be read", "error", err)
		return nil, http.StatusBadRequest
	case err != nil:
		w.warnings.warn("telegram: an update cannot be read, and is passed over", "error", err)
		return nil, http.StatusOK
	}
	return u, http.StatusOK
}

// serve answers an update, in its turn, for which it waits as long as whoever
// brought it does. False means that it should come again.
func (s *serving) serve(brought context.Context, u *incoming) bool {
	a := s.router.route(u)
	if a.kind == ignored {
		return true
	}
	turn, err := s.lanes.Enter(a.lane)
	if err != nil {
		return false
	}
	defer turn.Leave()
	return turn.Wait(brought) == nil && s.answer(s.life, s.jobOf(a)) == settled
}

// takeWebhook has Telegram bring updates until the context is done. The webhook
// stays set, so that Telegram keeps for the next start what comes in between.
func (s *serving) takeWebhook(ctx context.Context, cancel context.CancelFunc) error {
	if err := s.setWebhook(ctx); err != nil {
		s.drain(cancel)
		return fmt.Errorf("running the Telegram adapter: %w", err)
	}
	<-ctx.Done()
	s.drain(cancel)
	return nil
}

// webhookInfo is what getWebhookInfo tells.
type webhookInfo struct {
	URL         string   `json:"url"`
	Connections int      `json:"max_connections"`
	Allowed     []string `json:"allowed_updates"`
}

// setWebhook sets the webhook, unless it is set as it should be.
func (s *serving) setWebhook(ctx context.Context) error {
	result, err := s.insist(ctx, "getWebhookInfo", nil)
	if err != nil || result == nil {
		return err
	}
	var info webhookInfo
	if err := json.Unmarshal(result, &info); err != nil {
		s.log.Debug("telegram: what webhook is set cannot be read", "error", err)
	}
	if s.isSet(ctx, info) {
		return nil
	}
	_, err = s.insist(ctx, "setWebhook", tgbotapi.Params{
		"url": s.config.WebhookURL, "secret_token": s.config.WebhookSecret, "allowed_updates": allowedUpdates,
		"max_connections": strconv.Itoa(mostConnections), "drop_pending_updates": "false",
	})
	if err != nil || ctx.Err() != nil {
		return err
	}
	if err := s.store.SetPreference(ctx, s.webhookKey(), s.secretHash(), webhookLife); err != nil {
		s.report(fmt.Errorf("saving which webhook is set: %w", err))
	}
	s.log.Info("telegram: the webhook is set")
	return nil
}

// webhookLife is for how long it is known with which secret the webhook was
// set.
const webhookLife = 30 * 24 * time.Hour

func (s *serving) webhookKey() string {
	return "telegram|webhook|" + strconv.FormatInt(s.self.ID, 10)
}

// secretHash tells one secret from another. Telegram does not say which one is
// set, and with the wrong one, nothing it brings would be taken.
func (s *serving) secretHash() string {
	hash := sha256.Sum256([]byte("telegram webhook " + s.config.WebhookURL + " " + s.config.WebhookSecret))
	return hex.EncodeToString(hash[:])
}

// isSet says whether the webhook is set as it should be.
func (s *serving) isSet(ctx context.Context, info webhookInfo) bool {
	var want []string
	if err := json.Unmarshal([]byte(allowedUpdates), &want); err != nil {
		return false
	}
	slices.Sort(want)
	slices.Sort(info.Allowed)
	if info.URL != s.config.WebhookURL || info.Connections != mostConnections || !slices.Equal(info.Allowed, want) {
		return false
	}
	hash, err := s.store.Preference(ctx, s.webhookKey())
	if err != nil {
		s.report(fmt.Errorf("loading which webhook is set: %w", err))
	}
	return hash == s.secretHash()
}
