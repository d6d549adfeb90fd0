package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"cifra/bot"
	"cifra/bot/bottest"
)

// app is the bot under test, in a workspace of the fake Slack.
type app struct {
	*fakeSlack
	adapter *Adapter
	public  *httptest.Server
	logged  *logBuffer
	end     func() error
	mode    string

	clockAhead time.Duration // of the bot's clock, and of the time of what is signed
}

// realBot makes the real bot.
func realBot(t testing.TB, store bot.Store) *bot.Bot {
	t.Helper()
	return bottest.ShippedBot(t, "border-2017", store)
}

// bothModes runs a test in both transports.
func bothModes(t *testing.T, test func(t *testing.T, mode string)) {
	for _, mode := range []string{ModeHTTP, ModeSocket} {
		t.Run(mode, func(t *testing.T) { t.Parallel(); test(t, mode) })
	}
}

// start starts the bot and waits until it is ready.
func start(t *testing.T, f *fakeSlack, mode string, change ...func(*Config)) *app {
	t.Helper()
	a := launch(t, f, mode, nil, change...)
	a.awaitReady()
	return a
}

func launch(t *testing.T, f *fakeSlack, mode string, h bot.Handler, change ...func(*Config)) *app {
	t.Helper()
	store := bot.NewMemory(bot.MemoryOptions{})
	logged := new(logBuffer)
	c := Config{
		Mode: mode, Tokens: OneToken(fakeBotToken), AppToken: fakeAppToken, SigningSecret: fakeSecret, APIURL: f.api(),
		Store: store, Log: slog.New(slog.NewTextHandler(logged, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	for _, ch := range change {
		ch(&c)
	}
	if h == nil {
		h = realBot(t, c.Store)
	}
	adapter, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	if !f.paced {
		adapter.pace.Every = 5 * time.Millisecond // tests have no time
	}
	mux := http.NewServeMux()
	adapter.Mount(mux)
	a := &app{fakeSlack: f, adapter: adapter, public: httptest.NewServer(mux), logged: logged, mode: mode}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- adapter.Run(ctx, h) }()
	a.end = sync.OnceValue(func() error { cancel(); err := <-ended; a.public.Close(); return err })
	t.Cleanup(func() {
		if err := a.end(); err != nil {
			t.Errorf("the adapter ended with %v", err)
		}
		a.checkLog()
		if t.Failed() {
			t.Logf("logged:\n%s", logged)
		}
	})
	return a
}

// checkLog sees that nothing is in the log that must not be.
func (a *app) checkLog() {
	a.t.Helper()
	logged := a.logged.String()
	for _, secret := range []string{fakeBotToken, fakeAppToken, fakeSecret, "/hooks/", "secret", "ticket", "victims", "víctimas", "U0ASKER"} {
		if strings.Contains(logged, secret) {
			a.t.Errorf("%q is in the log:\n%s", secret, logged)
		}
	}
}

func (a *app) awaitReady() {
	a.t.Helper()
	for deadline := time.Now().Add(generous); a.adapter.Ready() != nil; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			a.t.Fatalf("not ready: %v", a.adapter.Ready())
		}
	}
}

// signedPost posts to the bot as Slack does.
func (a *app) signedPost(path, contentType, body string, header http.Header) (*http.Response, []byte) {
	a.t.Helper()
	return a.signedPostTo(a.public.URL+path, contentType, body, header)
}

func (a *app) signedPostTo(address, contentType, body string, header http.Header) (*http.Response, []byte) {
	a.t.Helper()
	req, err := http.NewRequest(http.MethodPost, address, strings.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	now := time.Now().Add(a.clockAhead).Unix()
	req.Header = signed(sign(fakeSecret, body, now), now)
	req.Header.Set("Content-Type", contentType)
	for name, values := range header {
		req.Header[name] = values
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, nil // the bot is gone: Slack sees that, too
	}
	defer func() { _ = resp.Body.Close() }()
	text, _ := io.ReadAll(resp.Body)
	return resp, text
}

// redeliver delivers by HTTP until it is accepted, with as many tries as Slack
// makes, and sooner. The channel gets the last status.
func (a *app) redeliver(path, contentType, body string) <-chan int {
	done := make(chan int, 1)
	go func() {
		status := 0
		for try := range mostRetries + 1 {
			header := http.Header{}
			if try > 0 {
				header.Set(retryHeader, fmt.Sprint(try))
				header.Set("X-Slack-Retry-Reason", "http_error")
				time.Sleep(50 * time.Millisecond)
			}
			resp, _ := a.signedPost(path, contentType, body, header)
			if resp == nil {
				continue
			}
			if status = resp.StatusCode; status == http.StatusOK {
				break
			}
		}
		done <- status
	}()
	return done
}

// event delivers an event. What it gives is closed or gets 200 when the event is
// acknowledged.
func (a *app) event(id string, inner map[string]any) <-chan struct{} {
	a.t.Helper()
	body := map[string]any{
		"type": "event_callback", "team_id": fakeTeam, "api_app_id": "A0APP", "event_id": id, "event_time": 1,
		"authorizations": []any{map[string]any{"team_id": fakeTeam, "user_id": fakeBotUser, "is_bot": true}},
		"event":          inner,
	}
	if a.mode == ModeSocket {
		return a.socket.deliver("events_api", body)
	}
	text, err := json.Marshal(body)
	if err != nil {
		a.t.Fatal(err)
	}
	done := make(chan struct{})
	status := a.redeliver("/slack/events", jsonType, string(text))
	go func() {
		if <-status == http.StatusOK {
			close(done)
		}
	}()
	return done
}

// wait waits for an acknowledgement.
func (a *app) wait(acked <-chan struct{}) {
	a.t.Helper()
	select {
	case <-acked:
	case <-time.After(generous):
		a.t.Fatal("not acknowledged")
	}
}

func mention(channel, text, ts string, more ...any) map[string]any {
	return withMore(map[string]any{
		"type": "app_mention", "channel": channel, "user": "U0ASKER", "text": "<@" + fakeBotUser + "> " + text, "ts": ts, "event_ts": ts,
	}, more)
}

func direct(text, ts string, more ...any) map[string]any {
	return withMore(map[string]any{
		"type": "message", "channel": "D0ASKER", "channel_type": "im", "user": "U0ASKER", "text": text, "ts": ts, "event_ts": ts,
	}, more)
}

func withMore(m map[string]any, more []any) map[string]any {
	for i := 0; i < len(more); i += 2 {
		m[more[i].(string)] = more[i+1]
	}
	return m
}

// command gives a slash command, and the answer that the asker sees.
func (a *app) command(text, trigger string, more ...string) post {
	a.t.Helper()
	hook := a.newHook()
	fields := map[string]string{
		"team_id": fakeTeam, "channel_id": "C0CHANNEL", "channel_name": "x", "user_id": "U0ASKER", "command": "/cifra",
		"text": text, "response_url": hook, "trigger_id": trigger, "api_app_id": "A0APP",
	}
	for i := 0; i < len(more); i += 2 {
		fields[more[i]] = more[i+1]
	}
	if a.mode == ModeSocket {
		a.wait(a.socket.deliver("slash_commands", fields))
		return a.await(1, func(p post) bool { return p.hook == hook })[0]
	}
	values := url.Values{}
	for name, value := range fields {
		values.Set(name, value)
	}
	resp, body := a.signedPost("/slack/commands", formType, values.Encode(), nil)
	if resp == nil || resp.StatusCode != http.StatusOK {
		a.t.Fatalf("the command got %v", resp)
	}
	return a.response(body, hook)
}

// response reads the answer in a response.
func (a *app) response(body []byte, hook string) post {
	a.t.Helper()
	if len(bytes.TrimSpace(body)) == 0 {
		return post{method: "response", hook: hook}
	}
	var v struct {
		Type   string          `json:"response_type"`
		Text   string          `json:"text"`
		Blocks json.RawMessage `json:"blocks"`
	}
	if err := json.Unmarshal(body, &v); err != nil {
		a.t.Fatalf("the answer is no JSON: %v", err)
	}
	blocks, err := fakeTakesMessage(v.Text, string(v.Blocks))
	if err != nil {
		a.t.Errorf("Slack would refuse the answer: %v", err)
	}
	return post{method: "response", kind: v.Type, text: v.Text, blocks: blocks, hook: hook}
}

// interact delivers an interaction, and gives its response_url and when it is
// acknowledged.
func (a *app) interact(v map[string]any) (hook string, acked <-chan struct{}) {
	a.t.Helper()
	hook = a.newHook()
	payload := map[string]any{
		"team": map[string]any{"id": fakeTeam}, "user": map[string]any{"id": "U0ASKER", "team_id": fakeTeam},
		"response_url": hook, "api_app_id": "A0APP", "token": "x",
	}
	for name, value := range v {
		payload[name] = value
	}
	if a.mode == ModeSocket {
		return hook, a.socket.deliver("interactive", payload)
	}
	text, err := json.Marshal(payload)
	if err != nil {
		a.t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		resp, _ := a.signedPost("/slack/interactions", formType, url.Values{"payload": {string(text)}}.Encode(), nil)
		if resp != nil && resp.StatusCode == http.StatusOK {
			close(done)
		}
	}()
	return hook, done
}

// press is the payload of a pressed button.
func press(action, value, trigger string, more ...any) map[string]any {
	return withMore(map[string]any{
		"type": "block_actions", "trigger_id": trigger,
		"actions": []any{map[string]any{"action_id": action, "block_id": "b", "value": value, "type": "button", "action_ts": "1.1"}},
	}, more)
}

func inChannel(ephemeral bool) []any {
	return []any{
		"channel", map[string]any{"id": "C0CHANNEL", "name": "x"},
		"container", map[string]any{"type": "message", "message_ts": "1700000000.5", "channel_id": "C0CHANNEL", "is_ephemeral": ephemeral},
		"message", map[string]any{"ts": "1700000000.5", "text": "x", "blocks": []any{}},
	}
}

// constantBot gives one reply.
type constantBot struct{ r bot.Reply }

func (b constantBot) Handle(context.Context, bot.Message) bot.Reply { return b.r }
