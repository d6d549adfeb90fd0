package slack

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/slack-go/slack/socketmode"

	"cifra/bot"
)

// idle is a shift that decides what is to be done, and does nothing.
func idle(f *testing.F) *shift {
	a, err := New(Config{
		Mode: ModeHTTP, Tokens: OneToken("x"), SigningSecret: "s", Store: bot.NewMemory(bot.MemoryOptions{}),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		f.Fatal(err)
	}
	working, stop := context.WithCancel(context.Background())
	f.Cleanup(stop)
	return &shift{Adapter: a, working: working, stop: stop, gate: newGate(1), acks: newGate(1)}
}

func (t *task) check(tt *testing.T) {
	if t == nil {
		return
	}
	if t.key == "" || len(t.key) > 120 || t.lane == "" || t.ledger == nil || t.do == nil {
		tt.Errorf("a task %+v", t)
	}
}

func FuzzEvents(f *testing.F) {
	s := idle(f)
	for _, inner := range []map[string]any{
		mention("C1", womenQ, "1.1"), direct(womenQ, "1.1"), direct("", "1", "files", []any{1}), {"type": "app_home_opened", "user": "U1", "tab": "messages"},
		{"type": "assistant_thread_started", "assistant_thread": map[string]any{"user_id": "U1"}}, {"type": "tokens_revoked"},
	} {
		text, err := json.Marshal(map[string]any{"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": inner})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(`{"type":"url_verification","challenge":"x"}`)
	f.Add(`{"type":"app_rate_limited"}`)
	f.Add(`{"type":"event_callback","authorizations":[null,{"team_id":7}],"event":{"type":"message","text":null}}`)
	f.Fuzz(func(t *testing.T, body string) {
		e, err := parseEnvelope([]byte(body))
		if err != nil {
			if strings.Contains(err.Error(), body) && len(body) > 30 {
				t.Errorf("the error quotes what was sent: %v", err)
			}
			return
		}
		e.delivery = "v0=signature"
		s.eventTask(e).check(t)
	})
}

func FuzzInteractions(f *testing.F) {
	s := idle(f)
	for _, v := range []map[string]any{
		press(actionPress+"0", pressF, "1.1", inChannel(true)...), press(actionShare, pressF, "1.1", inChannel(false)...),
		press(actionDelete, "", "1.1", inChannel(true)...), press(actionHome+"1", pressF, "1.1", "container", map[string]any{"type": "view"}),
		{"type": "message_action", "callback_id": "ask_about", "message": map[string]any{"text": "x"}, "team": map[string]any{"id": "T1"}},
	} {
		v["user"] = map[string]any{"id": "U1", "team_id": "T1"}
		text, err := json.Marshal(v)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add(`{"type":"block_actions","team":null,"user":{"id":"U1","team_id":"T1"},"actions":[{},null]}`)
	f.Fuzz(func(t *testing.T, payload string) {
		p, err := parseInteraction([]byte(payload))
		if err != nil {
			return
		}
		p.delivery = "v0=signature"
		s.interactionTask(p).check(t)
	})
}

func FuzzEnvelopes(f *testing.F) {
	l := &listener{shift: idle(f)}
	f.Add("events_api", `{"type":"event_callback","team_id":"T1","event":{"type":"app_mention","user":"U1","channel":"C1","ts":"1.1"}}`)
	f.Add("slash_commands", `{"team_id":"T1","channel_id":"C1","user_id":"U1","text":"x"}`)
	f.Add("interactive", `{"type":"block_actions"}`)
	f.Fuzz(func(t *testing.T, kind, payload string) {
		task, err := l.taskOf(&socketmode.Request{Type: kind, EnvelopeID: "e1", Payload: json.RawMessage(payload)})
		if err == nil {
			task.check(t)
		}
	})
}

// FuzzRequests sends anything to all three addresses, signed as Slack's. No
// status but these may come of it, and none that makes Slack deliver again what
// nobody can read.
func FuzzRequests(f *testing.F) {
	a, err := New(Config{
		Mode: ModeHTTP, Tokens: OneToken("x"), SigningSecret: fakeSecret, Store: bot.NewMemory(bot.MemoryOptions{}),
		APIURL: "http://127.0.0.1:9/api/", Now: clockAt(shownTime), Allow: func(string, string) bool { return false },
	})
	if err != nil {
		f.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	f.Cleanup(cancel)
	go func() { _ = a.Run(ctx, constantBot{}) }()
	mux := http.NewServeMux()
	a.Mount(mux)
	for a.now.Load() == nil {
	}
	f.Add(byte(0), shownBody)
	f.Add(byte(1), `{"type":"event_callback","event":{"type":"message"}}`)
	f.Add(byte(2), "payload="+url.QueryEscape(`{"type":"block_actions"}`))
	f.Fuzz(func(t *testing.T, which byte, body string) {
		path := [...]string{"/slack/commands", "/slack/events", "/slack/interactions"}[which%3]
		media := [...]string{formType, jsonType, formType}[which%3]
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
		r.Header = signed(sign(fakeSecret, body, shownTime), shownTime)
		r.Header.Set("Content-Type", media)
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		switch w.Code {
		case http.StatusOK, http.StatusBadRequest, http.StatusRequestEntityTooLarge:
		default:
			t.Errorf("%s with %q: %d", path, body, w.Code)
		}
	})
}
