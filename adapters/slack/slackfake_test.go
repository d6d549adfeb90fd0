package slack

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// The one workspace of the fake Slack.
const (
	fakeBotToken = "xoxb-fake-bot"
	fakeAppToken = "xapp-fake-app"
	fakeSecret   = "fake-signing-secret"
	fakeTeam     = "T0TEAM"
	fakeBotUser  = "U0BOT"
)

// fakeSlack is a strict Slack: what Slack would refuse, it refuses, and what
// Slack would not show, is a failure of the test.
type fakeSlack struct {
	t      testing.TB
	server *httptest.Server
	paced  bool // the real pace of a channel: refuse a second message at once

	mu      sync.Mutex
	changed chan struct{} // closed and made anew at every change
	posts   []post
	calls   map[string]int
	fault   func(method string, n int) fault
	locales map[string]string
	scopes  string               // that auth.test says the token has
	gone    map[string]string    // channels that cannot be posted to, and why
	threads map[string]bool      // "channel/ts" of messages that have answers
	last    map[string]time.Time // by channel: when something was posted
	hooks   map[string]*fakeHook // by path
	files   map[string]string    // id -> alt text, until completed
	serial  int
	socket  fakeSocket
	posted  func(post) // of each message that is taken
	wrong   []string   // what Slack would not have forgiven
}

// post is what the bot has shown somewhere.
type post struct {
	method  string // "chat.postMessage", "chat.postEphemeral", "views.publish", "hook", "response", "prompts", "file"
	channel string
	thread  string
	user    string
	kind    string // response_type
	text    string
	blocks  []map[string]any
	replace bool
	delete  bool
	hook    string
	ts      string
}

// fault is what goes wrong with a call.
type fault struct {
	kind   string // "drop": the connection breaks; "dropAfter": it breaks when the call is done; "slow"; "hold"; "status"; "error"; "" for none
	status int
	retry  string // Retry-After
	code   string // error of Slack
	wait   time.Duration
	until  chan struct{}
}

// fakeHook is a response_url.
type fakeHook struct {
	used int
	gone string // error
}

func newFakeSlack(t testing.TB) *fakeSlack {
	f := &fakeSlack{
		t: t, changed: make(chan struct{}), calls: map[string]int{}, locales: map[string]string{},
		gone: map[string]string{}, threads: map[string]bool{}, last: map[string]time.Time{},
		hooks: map[string]*fakeHook{}, files: map[string]string{},
	}
	f.socket.init()
	f.server = httptest.NewServer(http.HandlerFunc(f.serve))
	t.Cleanup(func() {
		f.socket.closeAll()
		f.server.Close()
		f.mu.Lock()
		defer f.mu.Unlock()
		for _, w := range f.wrong {
			t.Errorf("Slack would not have forgiven: %s", w)
		}
	})
	return f
}

func (f *fakeSlack) api() string { return f.server.URL + "/api/" }

// fail makes calls fail as the function says, which gets the method and how
// often it has been called before.
func (f *fakeSlack) fail(how func(method string, n int) fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fault = how
}

// complain notes what Slack would not have forgiven. The lock is held.
func (f *fakeSlack) complain(format string, args ...any) {
	f.wrong = append(f.wrong, fmt.Sprintf(format, args...))
}

func (f *fakeSlack) note(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
	close(f.changed)
	f.changed = make(chan struct{})
}

// generous is how long tests wait for what should come at once.
const generous = 30 * time.Second

// await waits until there are at least n posts that fit, and gives them.
func (f *fakeSlack) await(n int, fits func(post) bool) []post {
	f.t.Helper()
	deadline := time.After(generous)
	for {
		f.mu.Lock()
		var found []post
		for _, p := range f.posts {
			if fits(p) {
				found = append(found, p)
			}
		}
		changed := f.changed
		f.mu.Unlock()
		if len(found) >= n {
			return found
		}
		select {
		case <-changed:
		case <-deadline:
			f.t.Fatalf("%d posts came, want %d: %+v", len(found), n, found)
		}
	}
}

func by(method string) func(post) bool { return func(p post) bool { return p.method == method } }

func (f *fakeSlack) count(fits func(post) bool) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, p := range f.posts {
		if fits(p) {
			n++
		}
	}
	return n
}

func (f *fakeSlack) called(method string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.calls[method]
}

// serve answers one call, or breaks.
func (f *fakeSlack) serve(w http.ResponseWriter, r *http.Request) {
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	if method == "socket" {
		f.serveSocket(w, r)
		return
	}
	if strings.HasPrefix(r.URL.Path, "/hooks/") {
		method = "hook"
	}
	body, _ := io.ReadAll(r.Body)
	f.mu.Lock()
	n := f.calls[method]
	f.calls[method]++
	var bad fault
	if f.fault != nil {
		bad = f.fault(method, n)
	}
	f.mu.Unlock()
	switch bad.kind {
	case "drop":
		panic(http.ErrAbortHandler)
	case "slow":
		time.Sleep(bad.wait)
	case "hold":
		<-bad.until
	case "status":
		if bad.retry != "" {
			w.Header().Set("Retry-After", bad.retry)
		}
		w.WriteHeader(bad.status)
		_, _ = io.WriteString(w, "<html>trouble</html>")
		return
	case "error":
		reply(w, map[string]any{"ok": false, "error": bad.code})
		return
	}
	answer := f.do(method, r, body)
	if bad.kind == "dropAfter" {
		panic(http.ErrAbortHandler)
	}
	if seconds, limited := answer["retry"]; limited {
		w.Header().Set("Retry-After", fmt.Sprint(seconds))
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	if status, ok := answer["status"].(int); ok {
		w.WriteHeader(status)
		return
	}
	if f.scopes != "" {
		w.Header().Set("X-OAuth-Scopes", f.scopes)
	}
	reply(w, answer)
}

func reply(w http.ResponseWriter, v map[string]any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(v)
}

func refuse(code string, messages ...string) map[string]any {
	return map[string]any{"ok": false, "error": code, "response_metadata": map[string]any{"messages": messages}}
}

// arguments are those of a call, in either form, and the token.
func arguments(r *http.Request, body []byte) (args map[string]string, token string, err error) {
	args = map[string]string{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		var v map[string]any
		if len(body) > 0 {
			if err := json.Unmarshal(body, &v); err != nil {
				return nil, "", err
			}
		}
		for key, value := range v {
			if text, ok := value.(string); ok {
				args[key] = text
				continue
			}
			raw, _ := json.Marshal(value)
			args[key] = string(raw)
		}
		return args, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "), nil
	}
	values, err := url.ParseQuery(string(body))
	for key := range values {
		args[key] = values.Get(key)
	}
	token = args["token"]
	if token == "" {
		token = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	}
	return args, token, err
}

// do is the Web API.
func (f *fakeSlack) do(method string, r *http.Request, body []byte) map[string]any {
	if r.Method != http.MethodPost {
		return refuse("http_method_not_supported")
	}
	switch {
	case method == "hook":
		return f.doHook(r, body)
	case strings.HasPrefix(method, "upload/"):
		return f.doUpload(method, r, body)
	}
	args, token, err := arguments(r, body)
	want := fakeBotToken
	if method == "apps.connections.open" {
		want = fakeAppToken
	}
	switch {
	case err != nil:
		return refuse("invalid_form_data")
	case token == "":
		return refuse("not_authed")
	case token != want:
		return refuse("invalid_auth")
	}
	switch method {
	case "auth.test":
		return map[string]any{"ok": true, "team_id": fakeTeam, "user_id": fakeBotUser, "bot_id": "B0BOT", "team": "The Team", "user": "cifra"}
	case "apps.connections.open":
		return f.openSocket()
	case "users.info":
		return f.userInfo(args)
	case "chat.postMessage", "chat.postEphemeral":
		return f.doPost(method, args)
	case "views.publish":
		return f.doPublish(args)
	case "assistant.threads.setSuggestedPrompts":
		return f.doPrompts(args)
	case "files.getUploadURLExternal":
		return f.doUploadURL(args)
	case "files.completeUploadExternal":
		return f.doComplete(args)
	}
	return refuse("unknown_method")
}

func (f *fakeSlack) userInfo(args map[string]string) map[string]any {
	if args["include_locale"] != "true" || args["user"] == "" {
		return refuse("invalid_arguments")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	locale := f.locales[args["user"]]
	if locale == "" {
		locale = "en-US"
	}
	return map[string]any{"ok": true, "user": map[string]any{"id": args["user"], "locale": locale}}
}

// doPost is chat.postMessage and chat.postEphemeral.
func (f *fakeSlack) doPost(method string, args map[string]string) map[string]any {
	channel, thread := args["channel"], args["thread_ts"]
	blocks, err := fakeTakesMessage(args["text"], args["blocks"])
	if err != nil {
		return refuse("invalid_blocks", "[ERROR] "+err.Error())
	}
	var answer map[string]any
	f.note(func() {
		if why := f.gone[channel]; why != "" {
			answer = refuse(why)
			return
		}
		if channel == "" {
			answer = refuse("channel_not_found")
			return
		}
		if strings.HasPrefix(channel, "U") {
			channel = "D" + channel[1:]
		}
		p := post{method: method, channel: channel, thread: thread, user: args["user"], text: args["text"], blocks: blocks}
		if method == "chat.postEphemeral" {
			if args["user"] == "" {
				answer = refuse("user_not_found")
				return
			}
			if thread != "" && !f.threads[channel+"/"+thread] {
				f.complain("an ephemeral message in %s in a thread without answers, which nobody sees", channel)
			}
		} else if answer = f.pace(channel); answer != nil {
			return
		}
		f.serial++
		p.ts = fmt.Sprintf("1700000000.%06d", f.serial)
		if thread != "" && method == "chat.postMessage" {
			f.threads[channel+"/"+thread] = true
		}
		f.posts = append(f.posts, p)
		if f.posted != nil {
			f.posted(p)
		}
		answer = map[string]any{"ok": true, "channel": channel, "ts": p.ts, "message_ts": p.ts, "message": map[string]any{"text": p.text}}
	})
	return answer
}

// pace refuses what comes too fast. The lock is held.
func (f *fakeSlack) pace(channel string) map[string]any {
	now := time.Now()
	if before, ok := f.last[channel]; ok && f.paced && now.Sub(before) < 100*time.Millisecond {
		f.complain("two messages to %s within %v", channel, now.Sub(before))
		return map[string]any{"retry": 1}
	}
	f.last[channel] = now
	return nil
}
