package main

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// What anyone on the internet can send to a program that serves. The adapters
// have tests of their own; these are of the servers as they are put together.

// The media types in which Slack sends.
const (
	formMedia = "application/x-www-form-urlencoded"
	jsonMedia = "application/json"
)

// victims is what a question of these tests is answered with.
const victims = "1,257"

// slackRequest is a request signed with a secret at a time.
func slackRequest(base, path, media, body, secret string, at time.Time) *http.Request {
	stamp := fmt.Sprint(at.Unix())
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	r, err := http.NewRequest(http.MethodPost, base+path, strings.NewReader(body))
	if err != nil {
		panic(err) // of an address that a test has from its own server
	}
	r.Header.Set("Content-Type", media)
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	return r
}

// slackDelivery is a request as Slack sends it.
func slackDelivery(base, path, media, body string) *http.Request {
	return slackRequest(base, path, media, body, "hunter3", time.Now())
}

// telegramDelivery is a request as Telegram sends it.
func telegramDelivery(base, body string) *http.Request { return telegramRequest(base, body, "hunter5") }

func telegramRequest(base, body, secret string) *http.Request {
	r, err := http.NewRequest(http.MethodPost, base+"/telegram/webhook", strings.NewReader(body))
	if err != nil {
		panic(err) // likewise
	}
	r.Header.Set("Content-Type", jsonMedia)
	if secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	return r
}

// Deliveries that ask how many victims there were.

func mentionBody(id int) string {
	return fmt.Sprintf(`{"type":"event_callback","team_id":"T1","event_id":"Ev%d","authorizations":[{"team_id":"T1","user_id":"U0BOT"}],
		"event":{"type":"app_mention","user":"U%d","text":"<@U0BOT> how many victims","ts":"9.%d","channel":"C%d"}}`, id, id, id, id)
}

func updateBody(id int) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1,"text":"how many victims",
		"chat":{"id":%d,"type":"private"},"from":{"id":%d,"language_code":"en"}}}`, id, id, id, id)
}

func commandBody(id int) string {
	return url.Values{"team_id": {"T1"}, "channel_id": {"C1"}, "user_id": {fmt.Sprint("U", id)},
		"text": {"how many victims"}, "trigger_id": {fmt.Sprint("t", id)}}.Encode()
}

func pressBody(id int, hook, value string) string {
	return "payload=" + url.QueryEscape(fmt.Sprintf(`{"type":"block_actions","team":{"id":"T1"},"user":{"id":"U%d"},"channel":{"id":"C1"},
		"container":{"type":"message","channel_id":"C1","message_ts":"1.1","is_ephemeral":true},"trigger_id":"p%d","response_url":%q,
		"actions":[{"action_id":"press-0","value":%q,"action_ts":"1"}]}`, id, id, hook, value))
}

// answered is how many messages were sent since the start, by any way.
func (p *platforms) answered() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.told["chat.postMessage"]) + len(p.told["chat.postEphemeral"]) + len(p.told["sendMessage"]) + len(p.told["hook"])
}

func TestThePublicServerTakesOnlyWhatItsPlatformsSent(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, everything(p, "CIFRA_STATE_KIND=memory")...)
	for path, d := range map[string]struct{ media, body string }{
		"/slack/events": {jsonMedia, mentionBody(1)}, "/slack/commands": {formMedia, commandBody(1)},
		"/slack/interactions": {formMedia, pressBody(1, p.URL+"/hook", "x")},
	} {
		unsigned := slackDelivery(s.public, path, d.media, d.body)
		unsigned.Header.Del("X-Slack-Signature")
		timeless := slackDelivery(s.public, path, d.media, d.body)
		timeless.Header.Del("X-Slack-Request-Timestamp")
		later := slackDelivery(s.public, path, d.media, d.body)
		later.Header.Set("X-Slack-Request-Timestamp", fmt.Sprint(time.Now().Unix()+1))
		twice := slackDelivery(s.public, path, d.media, d.body)
		twice.Header.Add("X-Slack-Signature", "v0="+strings.Repeat("0", 64))
		other := slackDelivery(s.public, path, d.media, d.body)
		other.Header.Set("X-Slack-Signature", slackDelivery(s.public, path, d.media, d.body+" ").Header.Get("X-Slack-Signature"))
		for name, r := range map[string]*http.Request{
			"unsigned": unsigned, "without a time": timeless, "with another time": later, "signed twice": twice,
			"with the signature of something else":   other,
			"signed with the secret of another bot":  slackRequest(s.public, path, d.media, d.body, "hunter2", time.Now()),
			"signed with nothing":                    slackRequest(s.public, path, d.media, d.body, "", time.Now()),
			"signed six minutes ago":                 slackRequest(s.public, path, d.media, d.body, "hunter3", time.Now().Add(-6*time.Minute)),
			"signed for the day after tomorrow":      slackRequest(s.public, path, d.media, d.body, "hunter3", time.Now().Add(48*time.Hour)),
			"signed in what is no year of a program": slackRequest(s.public, path, d.media, d.body, "hunter3", time.Unix(-1, 0)),
		} {
			if status, said := do(t, r); status != http.StatusUnauthorized || said != "" {
				t.Errorf("%s %s: %d %q", path, name, status, said)
			}
		}
	}
	for name, secret := range map[string]string{
		"without a secret": "", "with another secret": "hunter6", "with a part of it": "hunter",
		"with more than it": "hunter55", "with the token": "7:hunter4", "with Slack's": "hunter3",
	} {
		if status, _ := do(t, telegramRequest(s.public, updateBody(1), secret)); status != http.StatusUnauthorized {
			t.Errorf("an update %s: %d", name, status)
		}
	}
	asked := telegramRequest(s.public, updateBody(1), "")
	asked.URL.RawQuery = "secret_token=hunter5&X-Telegram-Bot-Api-Secret-Token=hunter5"
	if status, _ := do(t, asked); status != http.StatusUnauthorized {
		t.Errorf("an update with the secret in its address: %d", status)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if n := p.answered(); n != 0 {
		t.Errorf("%d answers were sent", n)
	}
}

func TestADeliveryThatIsReplayedIsAnsweredOnce(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, everything(p, "CIFRA_STATE_KIND=memory")...)
	_, answer := do(t, slackDelivery(s.public, "/slack/commands", formMedia, commandBody(1)))
	_, value, _ := strings.Cut(answer, `"action_id":"press`)
	_, value, _ = strings.Cut(value, `"value":"`)
	value, _, _ = strings.Cut(value, `"`)
	if !strings.Contains(answer, victims) || value == "" {
		t.Fatalf("answered, with the button %q: %s", value, answer)
	}
	now := time.Now()
	send := func(path, media, body string, at time.Time) (int, string) {
		return do(t, slackRequest(s.public, path, media, body, "hunter3", at))
	}
	for range 3 { // the same bytes, and then signed anew
		for _, at := range []time.Time{now, now.Add(time.Second)} {
			for _, d := range []struct{ path, media, body string }{
				{"/slack/events", jsonMedia, mentionBody(2)}, {"/slack/interactions", formMedia, pressBody(2, p.URL+"/hook", value)},
			} {
				if status, said := send(d.path, d.media, d.body, at); status != http.StatusOK {
					t.Errorf("%s: %d %s", d.path, status, said)
				}
			}
			if status, said := send("/slack/commands", formMedia, commandBody(1), at); status != http.StatusOK || said != "" {
				t.Errorf("a command again: %d %s", status, said)
			}
			if status, _ := do(t, telegramDelivery(s.public, updateBody(2))); status != http.StatusOK {
				t.Errorf("an update: %d", status)
			}
		}
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	for _, method := range []string{"chat.postMessage", "sendMessage", "hook"} {
		if n := len(p.told[method]); n != 1 {
			t.Errorf("%s was called %d times", method, n)
		}
	}
}

// statusOf sends what a client of the library would not, and gives the status
// and the headers that come back.
func statusOf(t *testing.T, base, request string) *http.Response {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Write([]byte(request)); err != nil {
		t.Fatal(err)
	}
	r, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("%.60q: %v", request, err)
	}
	return r // its body goes with the connection: that of a HEAD never comes
}

func TestAddressesAreTakenOnlyAsTheyAreWritten(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, everything(p, "CIFRA_STATE_KIND=memory")...)
	good := slackDelivery(s.public, "/slack/events", jsonMedia, mentionBody(1))
	ask := func(base, method, target string) *http.Response {
		return statusOf(t, base, fmt.Sprintf("%s %s HTTP/1.1\r\nHost: cifra.example.org\r\nContent-Type: %s\r\n"+
			"X-Slack-Request-Timestamp: %s\r\nX-Slack-Signature: %s\r\nX-Telegram-Bot-Api-Secret-Token: hunter5\r\nContent-Length: %d\r\n\r\n%s",
			method, target, jsonMedia, good.Header.Get("X-Slack-Request-Timestamp"), good.Header.Get("X-Slack-Signature"), len(mentionBody(1)), mentionBody(1)))
	}
	for _, target := range []string{
		"//slack/events", "/slack//events", "/slack/events/", "/slack/./events", "/slack/../slack/events", "/slack/events/..", "/slack",
		"/slack/../metrics", "/slack/events/../../metrics", "/%2e%2e/metrics", "/slack/%2e%2e/metrics", "/slack/..%2fmetrics",
		"/slack%2Fevents", "/slack%2fevents", "/%2Fslack/events", "/slack/events%2F", "/slack/events%00", "/slack/events%20", "/SLACK/EVENTS",
		"/slack\\events", "/slack/events;x=1", "/slack/%65vents%2f..", "//telegram/webhook", "/telegram/webhook/", "/telegram%2fwebhook",
		"/", "//", "/.", "/..", "/metrics", "/healthz", "/readyz", "/readyz/state", "/debug/pprof/", "/config.toml", "//evil.example.org/slack/events",
		"http://127.0.0.1/metrics", "http://evil.example.org//slack/events",
	} {
		for _, method := range []string{"POST", "GET", "OPTIONS"} {
			if r := ask(s.public, method, target); r.StatusCode != http.StatusNotFound || r.Header.Get("Location") != "" {
				t.Errorf("%s %s: %s, Location %q", method, target, r.Status, r.Header.Get("Location"))
			}
		}
	}
	for _, method := range []string{"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "post"} {
		for _, target := range []string{"/slack/events", "/slack/commands", "/slack/interactions", "/telegram/webhook"} {
			if r := ask(s.public, method, target); r.StatusCode != http.StatusMethodNotAllowed {
				t.Errorf("%s %s: %s", method, target, r.Status)
			}
		}
		if r := ask(s.admin, method, "/slack/events"); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s at the admin server: %s", method, r.Status)
		}
	}
	for method, target := range map[string]string{"OPTIONS": "*", "CONNECT": "cifra.example.org:443"} {
		if r := ask(s.public, method, target); r.StatusCode < 400 || r.StatusCode >= 500 {
			t.Errorf("%s %s: %s", method, target, r.Status)
		}
	}
	if r := ask(s.admin, "POST", "/metrics"); r.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST /metrics: %s", r.Status)
	}
	if n := p.answered(); n != 0 {
		t.Errorf("%d answers were sent", n)
	}
	if r := ask(s.public, "POST", "/slack/events?x=/../metrics"); r.StatusCode != http.StatusOK {
		t.Errorf("the right address: %s", r.Status)
	}
	if err := s.stop(); err != nil || p.answered() != 1 {
		t.Errorf("%v; %d answers", err, p.answered())
	}
}
