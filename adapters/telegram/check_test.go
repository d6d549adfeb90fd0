package telegram

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// checking is the configuration of a check at a fake Telegram.
func checking(f *fakeTelegram, mode string) Config {
	return Config{
		Mode: mode, APIURL: f.serve(), Token: testToken, WebhookURL: "https://cifra.example.org" + WebhookPath, WebhookSecret: testSecret,
		Timeouts: Timeouts{Call: 300 * time.Millisecond},
	}
}

func TestCheckSaysWhoTheBotIsAndChangesNothing(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		f := newFake(t)
		r, err := Check(t.Context(), checking(f, mode))
		if err != nil {
			t.Fatal(err)
		}
		if r.Name != botName || r.ID != botID || !r.Groups || !r.Inline || r.Webhook != "" || r.Own || r.Pending != 0 || r.LastError != "" {
			t.Errorf("reported %+v", r)
		}
		for _, c := range f.log {
			if c.method != "getMe" && c.method != "getWebhookInfo" {
				t.Errorf("called %s", c.method)
			}
		}
	})
}

func TestCheckTellsOfAWebhookWhereUpdatesArePolled(t *testing.T) {
	f := newFake(t)
	f.webhook = hook{url: "https://elsewhere.example.org/hook-of-" + testToken, connections: 40}
	f.tell("message", f.text(ana, "hello"))
	r, err := Check(t.Context(), checking(f, Polling))
	if err == nil || !strings.Contains(err.Error(), `telegram.mode is "polling", but a webhook is set: updates go to https://elsewhere.example.org,`) {
		t.Errorf("the error is %v", err)
	}
	if r.Webhook != "https://elsewhere.example.org" || r.Pending != 1 || holdsSecret(err.Error()) {
		t.Errorf("reported %+v, %v", r, err)
	}
}

func TestCheckSaysWhetherTheWebhookIsTheOneOfTheConfiguration(t *testing.T) {
	for url, own := range map[string]bool{"https://cifra.example.org" + WebhookPath: true, "https://old.example.org" + WebhookPath: false} {
		f := newFake(t)
		f.webhook = hook{url: url, connections: 40}
		r, err := Check(t.Context(), checking(f, Webhook))
		if err != nil || r.Own != own || !strings.HasPrefix(url, r.Webhook) || r.Webhook == "" {
			t.Errorf("%s: reported %+v, %v", url, r, err)
		}
	}
}

func TestCheckGivesWhatLastWentWrongWithoutQuotesAndSecrets(t *testing.T) {
	f := newFake(t)
	body := `{"ok":true,"result":{"url":"https://x.example/` + testSecret + `","pending_update_count":3,"last_error_date":1700000000,` +
		`"last_error_message":"Wrong response from the webhook: 401 Unauthorized \"` + testSecret + `\" at https://x.example/` + testSecret + `"}}`
	f.react = func(c logged) *reaction {
		if c.method == "getWebhookInfo" {
			return &reaction{status: 200, body: body}
		}
		return nil
	}
	r, err := Check(t.Context(), checking(f, Webhook))
	if err != nil || r.Pending != 3 || !strings.HasPrefix(r.LastError, "Wrong response from the webhook: 401 Unauthorized") || r.LastAt.Year() != 2023 {
		t.Errorf("reported %+v, %v", r, err)
	}
	if holdsSecret(r.LastError + r.Webhook) {
		t.Errorf("a secret is in %+v", r)
	}
}

func TestCheckSaysWhatIsWrongAndShowsNoSecret(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	for name, c := range map[string]struct {
		change func(*Config)
		is     *reaction
		want   string
	}{
		"a wrong token":           {func(c *Config) { c.Token = "1:wrong" }, nil, "does not take the token (TELEGRAM_BOT_TOKEN): calling getMe: 401"},
		"a token of another form": {func(c *Config) { c.Token = "1:a/b" }, nil, "no token has"},
		"Telegram slow":           {nil, &reaction{hang: true}, "no answer within 300ms: calling getMe"},
		"Telegram gone":           {func(c *Config) { c.APIURL = gone.URL + "/bot%s/%s" }, nil, "connection refused"},
		"Telegram broken":         {nil, &reaction{status: 500, body: refusing(500, "Internal Server Error")}, "calling getMe: 500"},
		"a gateway":               {nil, &reaction{status: 502, body: "<html>/bot" + testToken}, "calling getMe: 502"},
		"too much":                {nil, &reaction{status: 429, body: tooManyRequests(30)}, "calling getMe: 429"},
		"no bot":                  {nil, &reaction{status: 200, body: `{"ok":true,"result":{}}`}, "names no bot"},
		"garbage":                 {nil, &reaction{status: 200, body: `{"ok":true,"result":[]}`}, "names no bot"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			f.react = func(logged) *reaction { return c.is }
			config := checking(f, Polling)
			if c.change != nil {
				c.change(&config)
			}
			_, err := Check(t.Context(), config)
			if err == nil || !strings.Contains(err.Error(), c.want) || holdsSecret(err.Error()) {
				t.Errorf("the error is %v, want %q in it", err, c.want)
			}
		})
	}
}
