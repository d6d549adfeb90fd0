package telegram

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"cifra/bot"
)

// What must not be seen: no part of the token or the secret, and nothing that a
// person wrote or is called.
const (
	secretWords = "zebra xylophone"
	secretName  = "Anastasia"
)

func holdsSecret(text string) bool {
	for _, s := range []string{testToken, strings.Split(testToken, ":")[1], url.QueryEscape(testToken), url.PathEscape(testToken), testSecret} {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}

// spyStore keeps all that a store was given.
type spyStore struct {
	bot.Store
	mu  sync.Mutex
	got strings.Builder
}

func (s *spyStore) note(parts ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprintln(&s.got, parts...)
}

func (s *spyStore) Claim(ctx context.Context, key string, lease time.Duration) (bot.ClaimState, error) {
	s.note("claim", key)
	return s.Store.Claim(ctx, key, lease)
}

func (s *spyStore) SaveSession(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	s.note("session", key, string(value))
	return s.Store.SaveSession(ctx, key, value, ttl)
}

func (s *spyStore) SetPreference(ctx context.Context, key, value string, ttl time.Duration) error {
	s.note("preference", key, value)
	return s.Store.SetPreference(ctx, key, value, ttl)
}

// faults are what can go wrong with a call.
func faults() map[string]reaction {
	return map[string]reaction{
		"nothing":         {},
		"dropped":         {drop: true},
		"dropped after":   {drop: true, done: true},
		"hung":            {hang: true},
		"bad gateway":     {status: 502, body: "<html>502 at /bot" + testToken + "/getMe</html>"},
		"redirected":      {status: 307, body: ""},
		"unauthorized":    {status: 401, body: refusing(401, "Unauthorized")},
		"not found":       {status: 404, body: refusing(404, "Not Found")},
		"refused":         {status: 400, body: refusing(400, `Bad Request: can't parse entities: Unsupported start tag "`+secretWords+`" at byte offset 3`)},
		"refused at last": {status: 400, body: refusing(400, `Bad Request: can't parse "`+secretWords)},
		"forbidden":       {status: 403, body: refusing(403, "Forbidden: bot was blocked by the user")},
		"conflict":        {status: 409, body: refusing(409, "Conflict: terminated by other getUpdates request")},
		"too many":        {status: 429, body: tooManyRequests(2)},
		"broken":          {status: 500, body: refusing(500, "Internal Server Error")},
		"garbage":         {status: 200, body: `{"ok":true,"result":[{"update_id":`},
		"odd":             {status: 200, body: `{"ok":true,"result":{"message_id":"` + secretWords + `"}}`},
		"not even ok":     {status: 200, body: `[]`},
	}
}

func TestNoFailureShowsTheTokenOrWhatAPersonWrote(t *testing.T) {
	methods := []string{
		"getMe", "getUpdates", "deleteWebhook", "getWebhookInfo", "setWebhook", "getMyCommands", "setMyCommands", "setMyDescription",
		"sendMessage", "sendPhoto", "sendChatAction", "editMessageText", "editMessageMedia", "deleteMessage", "answerCallbackQuery", "answerInlineQuery",
	}
	for _, mode := range []string{Polling, Webhook} {
		for name, is := range faults() {
			t.Run(mode+" "+name, func(t *testing.T) {
				for i, method := range methods {
					if is == (reaction{}) && i > 0 || method == "getUpdates" && mode == Webhook || method == "setWebhook" && mode == Polling {
						continue
					}
					spy := &spyStore{Store: bot.NewMemory(bot.MemoryOptions{})}
					bubbled(t, mode, []func(*Config){withCharts, func(c *Config) { c.Store = spy }}, func(r *rig) { failing(r, method, is) })
					if holdsSecret(spy.got.String()) || strings.Contains(spy.got.String(), "zebra") || strings.Contains(spy.got.String(), secretName) {
						t.Errorf("%s: stored:\n%s", method, spy.got.String())
					}
				}
			})
		}
	}
}

// failing lets people do all that they can while a method fails, and looks at
// what was logged and reported.
func failing(r *rig, method string, is reaction) {
	r.bot.reply = func(m bot.Message) bot.Reply {
		if strings.Contains(m.Press, "chart") {
			return pictured(bot.Message{Press: m.Press})
		}
		return echo(bot.Message{Press: m.Press, Locale: m.Locale})
	}
	r.react = func(c logged) *reaction {
		if c.method == method && is != (reaction{}) {
			return &is
		}
		return nil
	}
	r.mu.Lock()
	bad := &sent{chat: ana, id: 4000, html: "x", text: "x"}
	r.messages[place2{ana, 4000}] = bad
	r.mu.Unlock()
	r.run()
	time.Sleep(10 * time.Second)
	person := from(ana).with(fields{"first_name": secretName, "username": secretName})
	m := r.text(ana, secretWords).with(fields{"from": person})
	r.tell("message", m)
	r.tell("edited_message", edits(m, secretWords+" again", 4).with(fields{"from": person}))
	r.tell("inline_query", fields{"id": "i", "from": person, "query": secretWords, "offset": ""})
	for _, data := range []string{secretWords, "en__chart", "~en__chart", "~es__x", dataDelete} {
		r.press(ana, bad, data)
	}
	time.Sleep(2 * time.Minute)
	err := r.adapter.Ready()
	r.stop()
	r.stop = nil
	run := <-r.ended
	for _, text := range []string{r.log.String(), fmt.Sprint(err), fmt.Sprint(run)} {
		if holdsSecret(text) || strings.Contains(text, "zebra") || strings.Contains(text, secretName) {
			r.Errorf("%s: shown:\n%s", method, text)
		}
	}
	if is == (reaction{}) && (run != nil || strings.Contains(r.log.String(), "level=ERROR")) {
		r.Errorf("without any fault: %v\n%s", run, r.log)
	}
}
