package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cifra/bot"
)

// knock sends a body to a webhook and gives the status.
func knock(mux *http.ServeMux, body, secret string) int {
	req := httptest.NewRequest(http.MethodPost, WebhookPath, strings.NewReader(body))
	if secret != "" {
		req.Header.Set(secretHeader, secret)
	}
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, req)
	return w.Code
}

func TestAWebhookTakesOnlyUpdatesOfTelegram(t *testing.T) {
	r := newRig(t, Webhook)
	mux := http.NewServeMux()
	r.adapter.Mount(mux)
	good := `{"update_id":1,"message":{"message_id":1,"date":1,"from":{"id":101},"chat":{"id":101,"type":"private"},"text":"women"}}`
	if status := knock(mux, good, testSecret); status != http.StatusServiceUnavailable {
		t.Errorf("before Run: %d", status)
	}
	r.run()
	r.until("it runs", func() bool { return r.webhook.url != "" })
	for _, c := range []struct {
		name, body, secret string
		want               int
	}{
		{"an update", good, testSecret, 200},
		{"the same again", good, testSecret, 200},
		{"no secret", good, "", 401},
		{"a wrong secret", good, testSecret + "x", 401},
		{"the beginning of the secret", good, testSecret[:5], 401},
		{"garbage", `{"update_id":1,`, testSecret, 400},
		{"nothing", ``, testSecret, 400},
		{"something long", `{"update_id":2,"x":"` + strings.Repeat("x", mostBody) + `"}`, testSecret, 413},
		{"no update", `{"hello":"world"}`, testSecret, 200},
		{"a list", `[1,2]`, testSecret, 200},
		{"an update of another form", `{"update_id":3,"message":{"message_id":"seven","chat":12}}`, testSecret, 200},
		{"an update of an unknown sort", `{"update_id":4,"telepathy":{"thought":"x"}}`, testSecret, 200},
		{"an update for nobody", `{"update_id":5,"message":{"message_id":1,"chat":{"id":101,"type":"private"},"pinned_message":{}}}`, testSecret, 200},
	} {
		if status := knock(mux, c.body, c.secret); status != c.want {
			t.Errorf("%s: %d, want %d", c.name, status, c.want)
		}
	}
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, WebhookPath, nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("GET: %d", w.Code)
	}
	if got := r.texts(ana); len(got) != 1 {
		t.Errorf("the chat has %q", got)
	}
	r.end()
	if status := knock(mux, good, testSecret); status != http.StatusServiceUnavailable {
		t.Errorf("after Run: %d", status)
	}
}

func TestAPollerServesNoWebhook(t *testing.T) {
	r := newRig(t, Polling)
	mux := http.NewServeMux()
	r.adapter.Mount(mux)
	if status := knock(mux, `{}`, testSecret); status != http.StatusNotFound {
		t.Errorf("%d", status)
	}
}

func TestAnUpdateThatIsBroughtManyTimesIsAnsweredOnce(t *testing.T) {
	r := newRig(t, Webhook)
	other, err := New(r.config) // a second instance, with the same store
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- other.Run(ctx, r.bot) }()
	r.run()
	muxes := []*http.ServeMux{http.NewServeMux(), http.NewServeMux()}
	r.adapter.Mount(muxes[0])
	other.Mount(muxes[1])
	r.until("both run", func() bool { return r.adapter.now.Load() != nil && other.now.Load() != nil })
	body := `{"update_id":1,"message":{"message_id":1,"date":1,"from":{"id":101},"chat":{"id":101,"type":"private"},"text":"women"}}`
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Go(func() {
			for status := 0; status != 200; {
				if status = knock(muxes[i%2], body, testSecret); status != 200 && status != 503 {
					t.Errorf("%d", status)
					return
				}
			}
		})
	}
	wait.Wait()
	if got := r.texts(ana); len(got) != 1 {
		t.Errorf("the chat has %q", got)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestMoreOfOneChatThanMayWaitComesAgain(t *testing.T) {
	bubbled(t, Webhook, nil, func(r *rig) {
		r.react = func(c logged) *reaction {
			if c.method == "sendMessage" {
				return &reaction{delay: 100 * time.Millisecond}
			}
			return nil
		}
		r.run()
		mux := http.NewServeMux()
		r.adapter.Mount(mux)
		time.Sleep(time.Second)
		var later atomic.Int64
		var wait sync.WaitGroup
		for i := range mostDeep + 50 {
			body := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,"date":1,"from":{"id":101},"chat":{"id":101,"type":"private"},"text":"women"}}`, 9000+i)
			wait.Go(func() {
				for status := 0; status != 200; time.Sleep(time.Second) {
					if status = knock(mux, body, testSecret); status == 503 {
						later.Add(1)
					}
				}
			})
		}
		wait.Wait()
		if got := r.texts(ana); len(got) != mostDeep+50 || later.Load() < 50 {
			t.Errorf("%d answers, %d put off", len(got), later.Load())
		}
	})
}

func TestTheWebhookIsSetOnlyWhereItIsNot(t *testing.T) {
	r := newRig(t, Webhook)
	start := func(want int, why string) {
		t.Helper()
		r.make()
		asked := len(r.calls("getWebhookInfo"))
		r.run()
		r.until("it is looked at", func() bool { return len(r.called("getWebhookInfo")) > asked })
		r.until("it is noted", func() bool { return r.log.lines("the webhook is set") >= want })
		r.ask(ana, why, len(r.texts(ana))+1)
		r.end()
		if got := len(r.calls("setWebhook")); got != want {
			t.Errorf("%s: set %d times, want %d", why, got, want)
		}
	}
	start(1, "at first")
	if h := r.fakeTelegram.webhook; h.secret != testSecret || len(h.allowed) != 4 || h.connections != mostConnections || h.url != r.config.WebhookURL {
		t.Errorf("it is %+v", h)
	}
	start(1, "again")
	r.config.WebhookSecret = "another"
	start(2, "with another secret")
	r.fakeTelegram.webhook.allowed = []string{"message"}
	start(3, "where someone has narrowed it")
	r.fakeTelegram.webhook.url = ""
	start(4, "where someone has deleted it")
}

func TestPollingDeletesTheWebhookAndKeepsWhatIsPending(t *testing.T) {
	r := newRig(t, Polling)
	r.fakeTelegram.webhook = hook{url: "https://elsewhere.example.org"}
	r.says(ana, "women")
	r.run()
	r.wait(ana, 1)
}

func TestTheProfileIsSetOnlyWhereItIsDifferent(t *testing.T) {
	r := newRig(t, Polling).run()
	set := func() (n int) {
		for _, method := range []string{"setMyCommands", "setMyDescription", "setMyShortDescription"} {
			n += len(r.calls(method))
		}
		return n
	}
	want := 3 * len(profile(r.config.Commands))
	r.until("the profile", func() bool { return len(r.called("setMyShortDescription")) == want/3 })
	if set() != want || r.profile["MyDescription/es"] == "" || r.profile["MyDescription/"] == r.profile["MyDescription/es"] {
		t.Errorf("%d calls: %v", set(), r.profile)
	}
	r.end()
	r.profile["MyDescription/es"] = "otra cosa"
	r.make()
	asked := len(r.calls("getMyShortDescription"))
	r.run()
	r.until("the profile", func() bool { return len(r.called("getMyShortDescription")) == asked+want/3 })
	r.ask(ana, "women", 1)
	if set() != want+1 {
		t.Errorf("%d calls, want one more than %d", set(), want)
	}
}

func TestAProfileThatIsRefusedCostsNoAnswer(t *testing.T) {
	r := newRig(t, Polling)
	r.react = func(c logged) *reaction {
		if strings.Contains(c.method, "My") {
			return &reaction{status: 429, body: tooManyRequests(86400)}
		}
		return nil
	}
	r.run()
	r.ask(ana, "women", 1)
}

func TestWhatRunCannotBeginWith(t *testing.T) {
	for _, c := range []struct {
		name, mode, says string
		is               func(r *rig)
	}{
		{"a token that is revoked", Polling, "TELEGRAM_BOT_TOKEN", func(r *rig) { r.fakeTelegram.token = "1:other" }},
		{"a token that never was", Webhook, "TELEGRAM_BOT_TOKEN", func(r *rig) {
			r.react = func(logged) *reaction { return &reaction{status: 404, body: refusing(404, "Not Found")} }
		}},
		{"a webhook without https", Webhook, "HTTPS", func(r *rig) { r.config.WebhookURL = "http://cifra.example.org" + WebhookPath }},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRig(t, c.mode)
			c.is(r)
			r.make()
			err := r.adapter.Run(t.Context(), r.bot)
			if err == nil || !strings.Contains(err.Error(), c.says) || holdsSecret(err.Error()) {
				t.Errorf("Run: %v", err)
			}
			if r.adapter.Ready() == nil {
				t.Error("ready")
			}
		})
	}
}

func TestRunRunsOnce(t *testing.T) {
	r := newRig(t, Polling).run()
	r.ask(ana, "women", 1)
	if err := r.adapter.Run(t.Context(), r.bot); !errors.Is(err, errRunning) {
		t.Errorf("a second Run: %v", err)
	}
	r.ask(ana, "men", 2)
}

func TestAStoreThatIsAwayCostsNoAnswer(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode, func(c *Config) { c.Store = awayStore{} }).run()
		m := r.text(ana, "women")
		r.tell("message", m)
		r.wait(ana, 1)
		r.settle()
		r.tell("message", m.with(fields{"text": "men"}))
		r.wait(ana, 2)
		r.settle()
		if n := r.log.lines("the store fails"); n == 0 || n > 2 {
			t.Errorf("said %d times:\n%s", n, r.log)
		}
	})
}

// awayStore is a store that does not answer.
type awayStore struct{ bot.Store }

var errStoreAway = errors.New("the store is away")

func (awayStore) Claim(context.Context, string, time.Duration) (bot.ClaimState, error) {
	return 0, errStoreAway
}
func (awayStore) Done(context.Context, string, time.Duration) error { return errStoreAway }
func (awayStore) Release(context.Context, string) error             { return errStoreAway }
func (awayStore) Session(context.Context, string) ([]byte, error)   { return nil, errStoreAway }
func (awayStore) SaveSession(context.Context, string, []byte, time.Duration) error {
	return errStoreAway
}
func (awayStore) DeleteSession(context.Context, string) error { return errStoreAway }
func (awayStore) Preference(context.Context, string) (string, error) {
	return "", errStoreAway
}
func (awayStore) SetPreference(context.Context, string, string, time.Duration) error {
	return errStoreAway
}

func TestAConfigurationThatIsWrongIsSaidToBe(t *testing.T) {
	good := Config{Mode: Webhook, Token: testToken, Store: bot.NewMemory(bot.MemoryOptions{}), WebhookURL: "https://a.example" + WebhookPath, WebhookSecret: testSecret}
	if _, err := New(good); err != nil {
		t.Errorf("a good one: %v", err)
	}
	for says, change := range map[string]func(*Config){
		`unknown mode "carrier pigeon"`: func(c *Config) { c.Mode = "carrier pigeon" },
		"no token":                      func(c *Config) { c.Token = "" },
		"the token, 46 characters":      func(c *Config) { c.Token = testToken + "/" },
		"no store":                      func(c *Config) { c.Store = nil },
		`API address "https://x/%s"`:    func(c *Config) { c.APIURL = "https://x/%s" },
		`API address "ftp://x/%s/%s"`:   func(c *Config) { c.APIURL = "ftp://x/%s/%s" },
		`API address "https://x/%d%s"`:  func(c *Config) { c.APIURL = "https://x/%d%s" },
		`webhook address "cifra.org"`:   func(c *Config) { c.WebhookURL = "cifra.org" },
		"the webhook secret, 0":         func(c *Config) { c.WebhookSecret = "" },
		"the webhook secret, 22":        func(c *Config) { c.WebhookSecret = testSecret + "!" },
	} {
		c := good
		change(&c)
		if _, err := New(c); err == nil || !strings.Contains(err.Error(), says) || holdsSecret(err.Error()) {
			t.Errorf("want %q: %v", says, err)
		}
	}
}
