package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"testing"
)

// askedPlatform is a stand-in for both platforms that answers what a check may
// ask, and fails the test for anything else.
func askedPlatform(t *testing.T, answers map[string]string) string {
	t.Helper()
	all := map[string]string{
		"auth.test":             `{"ok":true,"user_id":"U0BOT","user":"cifra","team_id":"T1","team":"Line\u001b[31m of Help","bot_id":"B1"}`,
		"apps.connections.open": `{"ok":true,"url":"wss://example.org/?ticket=hunter9"}`,
		"getMe":                 `{"ok":true,"result":{"id":7,"is_bot":true,"username":"cifra_bot","can_join_groups":true,"supports_inline_queries":true}}`,
		"getWebhookInfo":        `{"ok":true,"result":{"url":"","pending_update_count":0}}`,
	}
	for method, answer := range answers {
		all[method] = answer
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		method := path.Base(r.URL.Path)
		answer, known := all[method]
		if !known {
			t.Errorf("called %s", method)
		}
		scopes := all["scopes"]
		if scopes == "" {
			scopes = "app_mentions:read,assistant:write,chat:write,commands,files:write,im:history,users:read"
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-OAuth-Scopes", scopes)
		fmt.Fprint(w, answer)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// checkOnline runs "cifra config check --online" over both platforms.
func checkOnline(t *testing.T, at string, environ ...string) (status int, out string) {
	t.Helper()
	w, said, errs := testWorld("", append([]string{
		"CIFRA_SLACK_ENABLED=true", "CIFRA_SLACK_API_URL=" + at + "/api/",
		"CIFRA_TELEGRAM_ENABLED=true", "CIFRA_TELEGRAM_API_URL=" + at + "/bot%s/%s",
		"SLACK_BOT_TOKEN=xoxb-hunter2", "SLACK_APP_TOKEN=xapp-hunter3", "SLACK_SIGNING_SECRET=hunter4",
		"TELEGRAM_BOT_TOKEN=7:hunter5", "TELEGRAM_WEBHOOK_SECRET=hunter6",
	}, environ...)...)
	status = run([]string{"config", "check", "--online"}, w)
	if strings.Contains(said.String()+errs.String(), "hunter") || strings.Contains(said.String(), "\x1b") || errs.String() != "" {
		t.Errorf("said %q and %q", said, errs)
	}
	return status, said.String()
}

func TestConfigCheckOnlineSaysWhoTheBotIsOnEachPlatform(t *testing.T) {
	path := goldenPath(t, "config-check-online.golden")
	at(t, nil)
	status, out := checkOnline(t, askedPlatform(t, nil))
	if status != exitOK {
		t.Errorf("status %d", status)
	}
	golden(t, path, withoutAddresses(out))
}

// withoutAddresses leaves out the line that holds the ports of the test.
func withoutAddresses(out string) string {
	var b strings.Builder
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, "Environment") {
			b.WriteString(line)
		}
	}
	return b.String()
}

func TestConfigCheckOnlineSaysWhatIsMissingThere(t *testing.T) {
	at(t, nil)
	for name, c := range map[string]struct {
		answers map[string]string
		environ []string
		want    []string
	}{
		"a wrong token": {map[string]string{"auth.test": `{"ok":false,"error":"invalid_auth"}`}, nil,
			[]string{"Missing        Slack: auth.test: Slack does not take the bot token (SLACK_BOT_TOKEN): invalid_auth",
				"Would start    cifra chat, cifra ask; cifra serve not as it should", "the bot is @cifra_bot"}},
		"scopes": {map[string]string{"scopes": "chat:write,commands,files:write,app_mentions:read"}, nil,
			[]string{"Missing        Slack: the bot token lacks the scope im:history", "Missing        Slack: the bot token lacks the scope users:read",
				"no scope assistant:write"}},
		"a webhook": {map[string]string{"getWebhookInfo": `{"ok":true,"result":{"url":"https://other.example/hunter7","pending_update_count":4}}`}, nil,
			[]string{`Missing        Telegram: getWebhookInfo: telegram.mode is "polling", but a webhook is set`, "4 updates wait"}},
		"another's token": {map[string]string{"getMe": `{"ok":false,"error_code":401,"description":"Unauthorized"}`}, nil,
			[]string{"Missing        Telegram: telegram does not take the token (TELEGRAM_BOT_TOKEN)"}},
	} {
		t.Run(name, func(t *testing.T) {
			status, out := checkOnline(t, askedPlatform(t, c.answers), c.environ...)
			if status != exitFailed {
				t.Errorf("status %d", status)
			}
			for _, want := range c.want {
				if !strings.Contains(out, want) {
					t.Errorf("%q is not in the report:\n%s", want, out)
				}
			}
		})
	}
}

func TestConfigCheckOnlineSaysWhatShouldBeLookedAt(t *testing.T) {
	at(t, nil)
	server := askedPlatform(t, map[string]string{
		"getMe": `{"ok":true,"result":{"id":7,"is_bot":true,"username":"cifra_bot"}}`,
		"getWebhookInfo": `{"ok":true,"result":{"url":"https://old.example/hook","pending_update_count":2,` +
			`"last_error_date":1700000000,"last_error_message":"Connection timed out"}}`,
	})
	status, out := checkOnline(t, server, "CIFRA_SLACK_MODE=http", "CIFRA_TELEGRAM_MODE=webhook",
		"CIFRA_TELEGRAM_WEBHOOK_URL=https://cifra.example.org/telegram/webhook")
	if status != exitOK {
		t.Errorf("status %d", status)
	}
	for _, want := range []string{
		"SLACK_SIGNING_SECRET cannot be checked", "Telegram's webhook is not telegram.webhook_url", "a webhook is set, at https://old.example",
		`2023-11-14T22:13:20Z: "Connection timed out"`, "/setjoingroups", "/setinline", "Missing        nothing",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in the report:\n%s", want, out)
		}
	}
}

func TestConfigCheckOnlineAsksNobodyWhereNothingIsEnabledOrASecretIsMissing(t *testing.T) {
	at(t, nil)
	if got := invoke("", "config", "check", "--online"); got.status != exitOK || !strings.Contains(got.out, "nobody was asked") {
		t.Errorf("%+v", got)
	}
	w, out, _ := testWorld("", "CIFRA_SLACK_ENABLED=true", "CIFRA_SLACK_API_URL=http://127.0.0.1:1/")
	if status := run([]string{"config", "check", "--online"}, w); status != exitFailed || strings.Contains(out.String(), "127.0.0.1:1: ") {
		t.Errorf("status %d:\n%s", status, out)
	}
}
