package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slacktest"

	"cifra/bot"
)

// Another hand's Slack, which decodes what it gets with the library's own types.

// runWith runs the bot with slacktest as its Slack.
func runWith(t *testing.T, mode string) (*slacktest.Server, *app) {
	t.Helper()
	server := slacktest.NewTestServer()
	server.Start()
	store := bot.NewMemory(bot.MemoryOptions{})
	adapter, err := New(Config{
		Mode: mode, Tokens: OneToken("xoxb-1"), AppToken: "xapp-1", SigningSecret: fakeSecret, APIURL: server.GetAPIURL(), Store: store,
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	adapter.Mount(mux)
	a := &app{fakeSlack: &fakeSlack{t: t}, adapter: adapter, public: httptest.NewServer(mux), mode: mode}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- adapter.Run(ctx, realBot(t, store)) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		a.public.Close()
		server.Stop()
	})
	return server, a
}

func TestSlacksTestServerTakesWhatIsPosted(t *testing.T) {
	server, a := runWith(t, ModeHTTP)
	a.awaitReady()
	conn, _, err := websocket.DefaultDialer.Dial(server.GetWSURL(), nil) // there it tells what was posted
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if err := conn.SetReadDeadline(time.Now().Add(generous)); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		inner map[string]any
		want  string
	}{
		{direct(womenQ, "1.1"), women},
		{mention("C1", "principales giros laborales", "1.2"), "329"},
		{mention("C2", "traffickers by gender, as a chart", "1.3"), "traffickers"},
	} {
		a.wait(a.event(fmt.Sprintf("Ev%d", i), c.inner))
		var m slack.Message
		if err := conn.ReadJSON(&m); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(m.Text, c.want) || m.Channel != c.inner["channel"] || len(m.Blocks.BlockSet) == 0 {
			t.Errorf("posted %+v", m)
		}
		if inChannel := m.Channel != "D0ASKER"; inChannel != (m.ThreadTimestamp != "") {
			t.Errorf("posted in the thread %q of %s", m.ThreadTimestamp, m.Channel)
		}
	}
}

func TestSlacksTestServerServesSocketMode(t *testing.T) {
	server, a := runWith(t, ModeSocket)
	server.SendToWebsocket(`{"type":"hello","num_connections":1}`)
	a.awaitReady()
	envelope, err := json.Marshal(map[string]any{
		"type": "events_api", "envelope_id": "envelope-1",
		"payload": map[string]any{
			"type": "event_callback", "team_id": fakeTeam, "event_id": "Ev1",
			"event": mention("C1", "I need help, he took my passport", "1.1"),
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	server.SendToWebsocket(string(envelope))
	select {
	case ack := <-server.SeenFeed:
		if ack != `{"envelope_id":"envelope-1"}` {
			t.Errorf("acknowledged with %s", ack)
		}
	case <-time.After(generous):
		t.Fatal("not acknowledged")
	}
	shown := func(m string) bool { return strings.Contains(m, "1-888-373-7888") && strings.Contains(m, `"C1"`) }
	if !slices.ContainsFunc(server.GetSeenOutboundMessages(), shown) {
		t.Errorf("the hotlines were not shown: %v", server.GetSeenOutboundMessages())
	}
}
