package slack

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"cifra/bot"
)

var _ bot.Adapter = (*Adapter)(nil)

func TestAnIncompleteConfigurationIsRefused(t *testing.T) {
	store := bot.NewMemory(bot.MemoryOptions{})
	good := Config{Mode: ModeHTTP, Tokens: OneToken("xoxb-1"), SigningSecret: "s", AppToken: "xapp-1", Store: store}
	for want, change := range map[string]func(*Config){
		`unknown mode "sockets"`: func(c *Config) { c.Mode = "sockets" },
		"no source of bot":       func(c *Config) { c.Tokens = nil },
		"no store":               func(c *Config) { c.Store = nil },
		"no app token":           func(c *Config) { c.Mode, c.AppToken = ModeSocket, "" },
		"is a bot token":         func(c *Config) { c.Mode, c.AppToken = ModeSocket, "xoxb-hush" },
		"no signing secret":      func(c *Config) { c.SigningSecret = "" },
		`"slack.com" is no`:      func(c *Config) { c.APIURL = "slack.com" },
	} {
		c := good
		change(&c)
		if _, err := New(c); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%v, want %q in it", err, want)
		}
	}
	if _, err := New(good); err != nil {
		t.Error(err)
	}
}

func TestSlackIsWaitedForAndThatIsSaidOnce(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.fail(func(method string, n int) fault {
			if (method == "auth.test" || method == "apps.connections.open") && n < 3 {
				return fault{kind: "status", status: 503}
			}
			return fault{}
		})
		a := start(t, f, mode)
		a.wait(a.event("Ev1", mention("C1", womenQ, "1.1")))
		a.await(1, by("chat.postMessage"))
		want := map[string]int{ModeHTTP: 1, ModeSocket: 2}[mode]
		if n := strings.Count(a.logged.String(), "trying until"); n != want {
			t.Errorf("it was said %d times:\n%s", n, a.logged)
		}
	})
}

func TestATokenThatSlackRefusesEndsTheRunAndSaysSo(t *testing.T) {
	for _, c := range []struct{ mode, method, code string }{
		{ModeHTTP, "auth.test", "invalid_auth"},
		{ModeHTTP, "auth.test", "account_inactive"},
		{ModeSocket, "auth.test", "token_revoked"},
		{ModeSocket, "apps.connections.open", "invalid_auth"},
		{ModeSocket, "apps.connections.open", "not_allowed_token_type"},
	} {
		t.Run(c.method+" "+c.code, func(t *testing.T) {
			f := newFakeSlack(t)
			f.fail(func(method string, _ int) fault {
				if method == c.method {
					return fault{kind: "error", code: c.code}
				}
				return fault{}
			})
			adapter, err := New(Config{
				Mode: c.mode, Tokens: OneToken(fakeBotToken), AppToken: fakeAppToken, SigningSecret: fakeSecret,
				APIURL: f.api(), Store: bot.NewMemory(bot.MemoryOptions{}),
			})
			if err != nil {
				t.Fatal(err)
			}
			err = adapter.Run(t.Context(), realBot(t, bot.NewMemory(bot.MemoryOptions{})))
			if err == nil || !strings.Contains(err.Error(), c.code) || !strings.Contains(err.Error(), c.method) || strings.Contains(err.Error(), "fake") {
				t.Errorf("ended with %v", err)
			}
		})
	}
}

func TestAWrongAddressOfTheAPIEndsTheRun(t *testing.T) {
	f := newFakeSlack(t)
	f.fail(func(string, int) fault { return fault{kind: "status", status: http.StatusNotFound} })
	adapter, err := New(Config{Mode: ModeHTTP, Tokens: OneToken("x"), SigningSecret: "s", APIURL: f.api(), Store: bot.NewMemory(bot.MemoryOptions{})})
	if err != nil {
		t.Fatal(err)
	}
	if err := adapter.Run(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("ended with %v", err)
	}
}

func TestSocketModeConnectsAgainAndLosesNothing(t *testing.T) {
	f := newFakeSlack(t)
	a := start(t, f, ModeSocket)
	var all []<-chan struct{}
	const each = 6
	ask := func(round int) {
		for i := range each {
			id := fmt.Sprintf("%d.%d", round, i)
			all = append(all, a.event("Ev"+id, mention("C"+id, womenQ, id)))
		}
	}
	ask(0)
	f.socket.disconnect()
	ask(1)
	f.linked(2)
	ask(2)
	f.socket.cut()
	ask(3)
	f.linked(3)
	ask(4)
	f.socket.disconnect()
	f.linked(4)
	for _, acked := range all {
		a.wait(acked)
	}
	seen := map[string]int{}
	for _, p := range a.await(5*each, by("chat.postMessage")) {
		seen[p.channel]++
	}
	for channel, n := range seen {
		if n != 1 {
			t.Errorf("%d answers in %s", n, channel)
		}
	}
	if len(seen) != 5*each {
		t.Errorf("%d were answered, want %d", len(seen), 5*each)
	}
}

func TestSocketModeAcknowledgesWhatNobodyKnows(t *testing.T) {
	a := start(t, newFakeSlack(t), ModeSocket)
	for kind, payload := range map[string]any{
		"events_api":     map[string]any{"type": "event_callback", "event": map[string]any{"type": "message", "blocks": 7}},
		"interactive":    []any{1},
		"slash_commands": "what",
		"of_the_future":  map[string]any{},
	} {
		t.Log(kind)
		a.wait(a.socket.deliver(kind, payload))
	}
	a.wait(a.event("Ev1", mention("C1", womenQ, "1.1")))
	a.await(1, by("chat.postMessage"))
}

func TestSocketModeIsNotReadyWithoutAConnection(t *testing.T) {
	f := newFakeSlack(t)
	a := start(t, f, ModeSocket)
	f.fail(func(method string, _ int) fault {
		if method == "apps.connections.open" {
			return fault{kind: "status", status: 503}
		}
		return fault{}
	})
	f.socket.cut()
	for deadline := time.Now().Add(generous); a.adapter.Ready() == nil; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it is still ready")
		}
	}
	f.fail(nil)
	a.awaitReady()
}
