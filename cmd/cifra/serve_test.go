package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"strings"
	"sync"
	"testing"
	"time"
)

// platforms is a stand-in for Slack and for Telegram: it says yes to
// everything, and remembers what it was told.
type platforms struct {
	*httptest.Server
	mu   sync.Mutex
	told map[string][]string // by method
	slow time.Duration       // how long a message takes to be sent

	tooMany int         // the next message to Telegram is refused, for so many seconds
	got     chan string // methods, as they are called
}

func newPlatforms(t *testing.T) *platforms {
	p := &platforms{told: map[string][]string{}, got: make(chan string, 1000)}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		method := path.Base(r.URL.Path)
		p.mu.Lock()
		p.told[method] = append(p.told[method], string(body))
		p.mu.Unlock()
		select {
		case p.got <- method:
		default:
		}
		w.Header().Set("Content-Type", "application/json")
		switch method {
		case "auth.test":
			fmt.Fprint(w, `{"ok":true,"user_id":"U0BOT","team_id":"T1","bot_id":"B1","user":"cifra","team":"x","url":"https://x.slack.com/"}`)
		case "getMe":
			fmt.Fprint(w, `{"ok":true,"result":{"id":7,"is_bot":true,"first_name":"Cifra","username":"cifra_bot","can_join_groups":true,"supports_inline_queries":true}}`)
		case "chat.postMessage":
			time.Sleep(p.slow)
			fmt.Fprint(w, `{"ok":true,"channel":"C1","ts":"1.1"}`)
		case "users.info":
			fmt.Fprint(w, `{"ok":true,"user":{"id":"U1","locale":"en-US"}}`)
		case "sendMessage":
			time.Sleep(p.slow)
			p.mu.Lock()
			refuse := p.tooMany
			p.tooMany = 0
			p.mu.Unlock()
			if refuse > 0 {
				w.WriteHeader(http.StatusTooManyRequests)
				fmt.Fprintf(w, `{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":%d}}`, refuse)
				return
			}
			fmt.Fprint(w, `{"ok":true,"result":{"message_id":5,"date":1,"chat":{"id":5,"type":"private"}}}`)
		case "getMyCommands":
			fmt.Fprint(w, `{"ok":true,"result":[]}`)
		case "getMyName", "getMyDescription", "getMyShortDescription", "getWebhookInfo":
			fmt.Fprint(w, `{"ok":true,"result":{}}`)
		default:
			fmt.Fprint(w, `{"ok":true,"result":true}`)
		}
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *platforms) await(t *testing.T, method string) string {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		select {
		case got := <-p.got:
			if got == method {
				p.mu.Lock()
				defer p.mu.Unlock()
				return p.told[method][len(p.told[method])-1]
			}
		case <-deadline:
			t.Fatalf("%s was not called", method)
		}
	}
}

// serving is a running cifra serve.
type serving struct {
	public, admin string
	log           *lockedBuffer
	stop          func() error
	reload        chan os.Signal
}

type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// serve starts the program, and waits until it is ready.
func serve(t *testing.T, environ ...string) *serving {
	t.Helper()
	return serveWith(t, patience{}, environ...)
}

// serveWith is serve with a patience of the test's.
func serveWith(t *testing.T, waits patience, environ ...string) *serving {
	t.Helper()
	s := &serving{log: &lockedBuffer{}, reload: make(chan os.Signal, 1)}
	heard := make(chan [2]string, 2)
	w := world{
		stdin: strings.NewReader(""), stdout: io.Discard, stderr: s.log, environ: environ, now: time.Now,
		exit:      func(int) { panic("the program did not end in time") },
		listening: func(server string, at net.Addr) { heard <- [2]string{server, at.String()} },
		patience:  waits,
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.serve(ctx, "", s.reload) }()
	s.stop = func() error { cancel(); return <-ended }
	for s.public == "" || s.admin == "" {
		select {
		case h := <-heard:
			if h[0] == "public server" {
				s.public = "http://" + h[1]
			} else {
				s.admin = "http://" + h[1]
			}
		case err := <-ended:
			t.Fatalf("it ended: %v\n%s", err, s.log)
		}
	}
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if status, _ := get(t, s.admin+"/readyz"); status == http.StatusOK {
			return s
		}
		if time.Now().After(deadline) {
			_, said := get(t, s.admin+"/readyz")
			t.Fatalf("it is not ready: %s\n%s", said, s.log)
		}
	}
}

func get(t *testing.T, address string) (int, string) {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

// everything is enabled, at addresses of this machine.
func everything(p *platforms, state ...string) []string { return everythingAt(p.URL, state...) }

func everythingAt(address string, state ...string) []string {
	return append([]string{
		"CIFRA_SLACK_ENABLED=true", "CIFRA_SLACK_MODE=http", "CIFRA_SLACK_API_URL=" + address + "/api/",
		"CIFRA_TELEGRAM_ENABLED=true", "CIFRA_TELEGRAM_MODE=webhook", "CIFRA_TELEGRAM_API_URL=" + address + "/bot%s/%s",
		"CIFRA_TELEGRAM_WEBHOOK_URL=https://cifra.example.org/telegram/webhook",
		"CIFRA_HTTP_LISTEN=127.0.0.1:0", "CIFRA_ADMIN_LISTEN=127.0.0.1:0",
		"SLACK_BOT_TOKEN=xoxb-hunter2", "SLACK_SIGNING_SECRET=hunter3",
		"TELEGRAM_BOT_TOKEN=7:hunter4", "TELEGRAM_WEBHOOK_SECRET=hunter5",
	}, state...)
}

// slash sends a signed slash command, and gives the answer.
func (s *serving) slash(t *testing.T, trigger, text string) (int, string) {
	t.Helper()
	return do(t, slashOf(trigger, text)(s.public))
}

// update sends a Telegram update.
func (s *serving) update(t *testing.T, id int, text string) int {
	t.Helper()
	status, _ := do(t, updateOf(id, 5, text)(s.public))
	return status
}

func do(t *testing.T, r *http.Request) (int, string) {
	t.Helper()
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestServeAnswersOnBothPlatformsAndLeaksNothing(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, everything(p, "CIFRA_STATE_PATH=cifra.db", "CIFRA_LOG_FORMAT=json", "CIFRA_LOG_LEVEL=debug")...)
	if status, body := s.slash(t, "1.1", "how many victims were women"); status != http.StatusOK || !strings.Contains(body, "609 of the 1,257") {
		t.Errorf("slack: %d %s", status, body)
	}
	if status := s.update(t, 100, "cuantas victimas son mujeres"); status != http.StatusOK {
		t.Errorf("telegram: %d", status)
	}
	if sent := p.await(t, "sendMessage"); !strings.Contains(sent, "609") {
		t.Errorf("telegram was sent %s", sent)
	}
	if status, _ := s.slash(t, "1.2", "they took my passport and i cannot leave"); status != http.StatusOK {
		t.Errorf("support: %d", status)
	}
	_, metrics := get(t, s.admin+"/metrics")
	for _, want := range []string{
		`cifra_questions_total{kind="figures",lang="en",platform="slack",reason=""} 1`,
		`cifra_questions_total{kind="figures",lang="es",platform="telegram",reason=""} 1`,
		`cifra_data_set_info{set="border-2017",version="2017.1"} 1`, `cifra_store_healthy 1`,
	} {
		if !strings.Contains(metrics, want) {
			t.Errorf("%s is not in the metrics", want)
		}
	}
	if err := s.stop(); err != nil {
		t.Errorf("it ended with %v", err)
	}
	for _, leak := range []string{"hunter", "passport", "mujeres", "women", "Ana"} {
		if strings.Contains(s.log.String()+metrics, leak) {
			t.Errorf("%q is in the log or the metrics:\n%s", leak, s.log)
		}
	}
}

func TestServeCountsWhatIsDeliveredAgainAndKnowsItsStoreWithoutAnyQuestion(t *testing.T) {
	at(t, nil)
	s := serve(t, everything(newPlatforms(t), "CIFRA_STATE_KIND=memory")...)
	if _, metrics := get(t, s.admin+"/metrics"); !strings.Contains(metrics, "cifra_store_healthy 1") {
		t.Error("the store is away before anybody has asked anything")
	}
	for range 3 {
		s.update(t, 100, "cuantas victimas son mujeres")
	}
	if _, metrics := get(t, s.admin+"/metrics"); !strings.Contains(metrics, `cifra_deliveries_repeated_total{platform="telegram"} 2`) {
		t.Errorf("what was delivered again is not counted:\n%s", metrics)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

func TestServeKeepsWhatWasAnsweredAcrossARestart(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	environ := everything(p, "CIFRA_STATE_PATH=cifra.db")
	for range 2 {
		s := serve(t, environ...)
		if status := s.update(t, 100, "cuantas victimas son mujeres"); status != http.StatusOK {
			t.Errorf("status %d", status)
		}
		if err := s.stop(); err != nil {
			t.Error(err)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.told["sendMessage"]); n != 1 {
		t.Errorf("answered %d times", n)
	}
}

func TestServeReadsTheDataSetsAgainAndKeepsTheOldOnesWhereTheNewAreBad(t *testing.T) {
	at(t, nil)
	if got := invoke("", "data", "new", "mine"); got.status != exitOK {
		t.Fatalf("%+v", got)
	}
	p := newPlatforms(t)
	s := serve(t, everything(p, "CIFRA_STATE_KIND=memory", "CIFRA_DATA_SETS=./mine")...)
	answer := func(trigger string) string {
		_, body := s.slash(t, trigger, "how many participants?")
		return body
	}
	if !strings.Contains(answer("1.1"), "640") {
		t.Errorf("at first: %s", answer("1.1b"))
	}
	write := func(old, new string) {
		text, err := os.ReadFile("mine/figures.csv")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("mine/figures.csv", []byte(strings.ReplaceAll(string(text), old, new)), 0o666); err != nil {
			t.Fatal(err)
		}
		s.reload <- os.Interrupt
	}
	write("640", "six hundred")
	waitFor(t, func() bool { return strings.Contains(s.log.String(), "stay as they were") })
	if !strings.Contains(answer("1.2"), "640") {
		t.Error("a bad data set was put into use")
	}
	write("six hundred", "640")
	waitFor(t, func() bool { return strings.Count(s.log.String(), `msg="data set"`) == 2 })
	if _, metrics := get(t, s.admin+"/metrics"); !strings.Contains(metrics, "cifra_reloads_refused_total 1") {
		t.Error("the refusal was not counted")
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

func waitFor(t testing.TB, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it did not happen")
		}
	}
}

func TestServeSaysWhyItCannotStart(t *testing.T) {
	at(t, map[string]string{"taken.db": "not a database, but long enough to be one" + strings.Repeat(".", 70000)})
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	p := newPlatforms(t)
	for name, c := range map[string]struct {
		environ []string
		want    string
	}{
		"nothing enabled": {nil, "nothing to serve"},
		"no secrets":      {[]string{"CIFRA_SLACK_ENABLED=true"}, "SLACK_BOT_TOKEN is not set"},
		"a port in use":   {everything(p, "CIFRA_STATE_KIND=memory", "CIFRA_HTTP_LISTEN="+busy.Addr().String()), "starting the public server"},
		"admin in use":    {everything(p, "CIFRA_STATE_KIND=memory", "CIFRA_ADMIN_LISTEN="+busy.Addr().String()), "starting the admin server"},
		"no database":     {everything(p, "CIFRA_STATE_PATH=taken.db"), "taken.db"},
		"no data set":     {everything(p, "CIFRA_STATE_KIND=memory", "CIFRA_DATA_SETS=./none"), "./none"},
	} {
		w, _, _ := testWorld("", c.environ...)
		err := w.serve(t.Context(), "", nil)
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "hunter") {
			t.Errorf("%s: %v; want %q", name, err, c.want)
		}
	}
}

func TestHealthAsksARunningProgram(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, everything(p, "CIFRA_STATE_KIND=memory")...)
	w, out, _ := testWorld("", "CIFRA_ADMIN_LISTEN="+strings.TrimPrefix(s.admin, "http://"))
	if status := run([]string{"health"}, w); status != exitOK || out.String() != "ready\n" {
		t.Errorf("status %d, %q", status, out)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	w, _, errs := testWorld("", "CIFRA_ADMIN_LISTEN="+strings.TrimPrefix(s.admin, "http://"))
	if status := run([]string{"health"}, w); status != exitFailed || !strings.Contains(errs.String(), "not running") {
		t.Errorf("after the end: status %d, %q", status, errs)
	}
}
