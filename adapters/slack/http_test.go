package slack

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"cifra/bot"
)

func TestSlackMayVerifyTheAddress(t *testing.T) {
	a := start(t, newFakeSlack(t), ModeHTTP)
	resp, body := a.signedPost("/slack/events", "application/json; charset=utf-8", `{"token":"x","challenge":"<3eZbrw1aB>","type":"url_verification"}`, nil)
	if resp.StatusCode != http.StatusOK || string(body) != "<3eZbrw1aB>" || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("%v, %q", resp, body)
	}
	resp, _ = a.signedPost("/slack/commands", formType, "ssl_check=1&token=x", nil)
	if resp.StatusCode != http.StatusOK {
		t.Errorf("ssl_check: %v", resp.Status)
	}
}

func TestOnlyWhatSlackSendsIsTaken(t *testing.T) {
	a := start(t, newFakeSlack(t), ModeHTTP)
	const form = "team_id=T1&channel_id=C1&user_id=U1&text=how+many+victims&trigger_id=1.1"
	old := time.Now().Add(-6 * time.Minute).Unix()
	wrong := http.Header{signatureHeader: {"v0=" + strings.Repeat("0", 64)}}
	for name, c := range map[string]struct {
		path, media, body string
		header            http.Header
		want              int
	}{
		"a forged signature":       {"/slack/commands", formType, form, wrong, 401},
		"a forged event":           {"/slack/events", jsonType, `{"type":"url_verification","challenge":"x"}`, wrong, 401},
		"a forged press":           {"/slack/interactions", formType, "payload=%7B%7D", wrong, 401},
		"no signature":             {"/slack/commands", formType, form, http.Header{signatureHeader: nil}, 401},
		"an old signature":         {"/slack/commands", formType, form, signed(sign(fakeSecret, form, old), old), 401},
		"another media type":       {"/slack/commands", jsonType, form, nil, 415},
		"an event as a form":       {"/slack/events", formType, "payload=1", nil, 415},
		"no media type":            {"/slack/commands", "", form, nil, 415},
		"a media type like it":     {"/slack/events", "application/jsonp", "{}", nil, 415},
		"a large command":          {"/slack/commands", formType, "text=" + strings.Repeat("x", mostCommand), nil, 413},
		"a large event":            {"/slack/events", jsonType, `{"x":"` + strings.Repeat("x", mostPayload) + `"}`, nil, 413},
		"a broken form":            {"/slack/commands", formType, "text=%zz", nil, 400},
		"two texts":                {"/slack/commands", formType, form + "&text=b", nil, 400},
		"nobody's command":         {"/slack/commands", formType, "text=x", nil, 400},
		"no JSON":                  {"/slack/events", jsonType, "{", nil, 400},
		"an event that is a list":  {"/slack/events", jsonType, "[]", nil, 400},
		"an event without a type":  {"/slack/events", jsonType, "{}", nil, 400},
		"no payload":               {"/slack/interactions", formType, "x=1", nil, 400},
		"a payload without a type": {"/slack/interactions", formType, "payload=%7B%7D", nil, 400},
		"what is taken":            {"/slack/commands", "Application/X-WWW-Form-Urlencoded; charset=UTF-8", form, nil, 200},
	} {
		resp, body := a.signedPost(c.path, c.media, c.body, c.header)
		if resp == nil || resp.StatusCode != c.want {
			t.Errorf("%s: %v, want %d", name, resp, c.want)
		}
		if c.want != http.StatusOK && len(body) > 0 {
			t.Errorf("%s: the body says %q", name, body)
		}
	}
	resp, err := http.Get(a.public.URL + "/slack/commands")
	if err != nil || resp.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("GET: %v, %v", resp, err)
	}
	_ = resp.Body.Close()
	logged := a.logged.String()
	if strings.Contains(logged, "how+many") || strings.Contains(logged, "%zz") {
		t.Errorf("what was sent is in the log: %s", logged)
	}
}

func TestALargeBodyOfUnknownLengthIsRefusedToo(t *testing.T) {
	a := start(t, newFakeSlack(t), ModeHTTP)
	req, err := http.NewRequest(http.MethodPost, a.public.URL+"/slack/commands", &endless{})
	if err != nil {
		t.Fatal(err)
	}
	req.Header = signed("v0=x", time.Now().Unix())
	req.Header.Set("Content-Type", formType)
	resp, err := http.DefaultClient.Do(req)
	if err != nil { // the connection may be closed before all is written
		return
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("%v", resp.Status)
	}
}

type endless struct{}

func (*endless) Read(p []byte) (int, error) { return len(p), nil }

func TestAReplayedCommandIsNotAnsweredAgain(t *testing.T) {
	a := start(t, newFakeSlack(t), ModeHTTP)
	for _, form := range []string{
		"team_id=T1&channel_id=C1&user_id=U1&text=how+many+victims&trigger_id=1.1",
		"team_id=T1&channel_id=C1&user_id=U1&text=how+many+victims", // known by its signature
	} {
		now := time.Now().Unix()
		header := signed(sign(fakeSecret, form, now), now)
		resp, body := a.signedPost("/slack/commands", formType, form, header)
		if resp.StatusCode != http.StatusOK || len(body) == 0 {
			t.Fatalf("%v, %q", resp.Status, body)
		}
		resp, body = a.signedPost("/slack/commands", formType, form, header)
		if resp.StatusCode != http.StatusOK || len(body) != 0 {
			t.Errorf("the same again: %v, %q", resp.Status, body)
		}
	}
}

func TestBeforeAndAfterARunSlackIsAskedToComeAgain(t *testing.T) {
	f := newFakeSlack(t)
	a := launch(t, f, ModeHTTP, nil)
	a.awaitReady()
	if err := a.adapter.Run(t.Context(), nil); err == nil {
		t.Error("it ran twice at once")
	}
	statuses := func(where *Adapter) (got []int) {
		mux := http.NewServeMux()
		where.Mount(mux)
		for _, path := range []string{"/slack/commands", "/slack/events", "/slack/interactions"} {
			w := httptest.NewRecorder()
			mux.ServeHTTP(w, httptest.NewRequest(http.MethodPost, path, strings.NewReader("x")))
			got = append(got, w.Code)
		}
		return got
	}
	if got := fmt.Sprint(statuses(a.adapter)); got != "[415 415 415]" {
		t.Errorf("while it runs: %v", got)
	}
	if err := a.end(); err != nil {
		t.Error(err)
	}
	if got := fmt.Sprint(statuses(a.adapter)); got != "[503 503 503]" || a.adapter.Ready() == nil {
		t.Errorf("afterwards: %v, ready: %v", got, a.adapter.Ready())
	}
	fresh, err := New(Config{Mode: ModeHTTP, Tokens: OneToken("x"), SigningSecret: "x", Store: bot.NewMemory(bot.MemoryOptions{})})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(statuses(fresh)); got != "[503 503 503]" || fresh.Ready() == nil {
		t.Errorf("before: %v, ready: %v", got, fresh.Ready())
	}
}

// slowBot takes its time.
type slowBot struct {
	bot.Handler
	begin chan struct{}
	until chan struct{}
}

func (b *slowBot) Handle(ctx context.Context, m bot.Message) bot.Reply {
	b.begin <- struct{}{}
	<-b.until
	return b.Handler.Handle(ctx, m)
}

func TestACommandWhoseAnswerIsLateIsAcknowledgedAndAnsweredByItsHook(t *testing.T) {
	f := newFakeSlack(t)
	slow := &slowBot{Handler: realBot(t, bot.NewMemory(bot.MemoryOptions{})), begin: make(chan struct{}, 9), until: make(chan struct{})}
	a := launch(t, f, ModeHTTP, slow, func(c *Config) { c.Timeouts.Ack = 20 * time.Millisecond })
	a.awaitReady()
	hook := a.newHook()
	form := url.Values{"team_id": {"T1"}, "channel_id": {"C1"}, "user_id": {"U0ASKER"}, "text": {womenQ}, "trigger_id": {"1"}, "response_url": {hook}}
	resp, body := a.signedPost("/slack/commands", formType, form.Encode(), nil)
	if resp == nil || resp.StatusCode != http.StatusOK || len(body) != 0 {
		t.Fatalf("%v, %q", resp, body)
	}
	close(slow.until)
	p := a.await(1, ofHook(hook))[0]
	begins(t, p, women)
	if p.kind != "ephemeral" || p.replace {
		t.Errorf("answered %+v", p)
	}
}

func TestAtTheEndWhatWasTakenOnIsAnswered(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		slow := &slowBot{Handler: realBot(t, bot.NewMemory(bot.MemoryOptions{})), begin: make(chan struct{}, 9), until: make(chan struct{})}
		a := launch(t, f, mode, slow)
		a.awaitReady()
		acked := a.event("Ev1", mention("C1", womenQ, "1.1"))
		<-slow.begin
		ended := make(chan error, 1)
		go func() { ended <- a.end() }()
		for a.adapter.Ready() == nil {
			time.Sleep(time.Millisecond)
		}
		close(slow.until)
		a.wait(acked)
		if err := <-ended; err != nil {
			t.Error(err)
		}
		begins(t, a.await(1, by("chat.postMessage"))[0], women)
	})
}
