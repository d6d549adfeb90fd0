package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// The bot of the tests, and the people who write to it.
const (
	testToken  = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qc"
	testSecret = "s3cret_of-the-webhook"
	botID      = int64(4839574812)
	botName    = "cifra_test_bot"

	ana   = int64(101) // a person, and the chat with her
	luis  = int64(102)
	group = int64(-1001000000001)

	firstUpdate = 1000 // the id before that of the first update
)

// fakeTelegram is a Bot API server, as strict as the real one and stricter: it
// also fails the test for what the real one silently passes over, such as a
// parameter that a method does not have.
type fakeTelegram struct {
	t     testing.TB
	token string

	written  atomic.Int64 // the last message of a person's
	mu       sync.Mutex
	changed  chan struct{} // closed and made anew at every change
	queue    []queued      // updates not confirmed
	lastID   int64         // of an update
	webhook  hook
	allowed  []string
	polls    int // so far: the newest one ends the others
	messages map[place2]*sent
	lastSent int64
	chats    map[int64]*fakeChat
	waiting  map[string]bool // callback queries and inline queries that can be answered
	inlines  map[string]*sent
	files    map[string]bool
	profile  map[string]string // by method, without get and set, and language
	log      []logged
	react    func(call logged) *reaction // what happens in place of an answer; nil for nothing
	took     func(c logged)              // hears of what is carried out; nil for nobody
	stopped  bool
}

type place2 struct{ chat, id int64 }

type fakeChat struct {
	kind    string
	topics  []int64
	blocked bool  // by the user
	moved   int64 // what the group has become
	frozen  bool  // messages cannot be deleted
}

// sent is a message of the bot's.
type sent struct {
	chat, id, reply, thread int64
	html, text, markup      string
	photo                   string // file id
	caption                 string
	edits                   int
	deleted                 bool
}

type queued struct {
	id   int64
	lane int64
	raw  json.RawMessage
}

// logged is a call of the bot's.
type logged struct {
	method string
	params url.Values
	files  map[string][]byte
	at     time.Time
	status int

	generation string // of the program, where the address says
}

// reaction is what goes wrong with a call.
type reaction struct {
	status int // with body
	body   string
	drop   bool // the connection breaks
	done   bool // after the call has been carried out
	delay  time.Duration
	hang   bool // until the caller gives up
}

type hook struct {
	url, secret string
	connections int
	allowed     []string
}

func newFake(t testing.TB) *fakeTelegram {
	return &fakeTelegram{
		t: t, token: testToken, changed: make(chan struct{}), lastID: firstUpdate, lastSent: 5000,
		messages: map[place2]*sent{}, waiting: map[string]bool{}, inlines: map[string]*sent{}, files: map[string]bool{},
		profile: map[string]string{}, allowed: nil,
		chats: map[int64]*fakeChat{ana: {kind: "private"}, luis: {kind: "private"}, group: {kind: "supergroup", topics: []int64{7}}},
	}
}

// serve puts the fake on loopback and gives the address for Config.APIURL.
func (f *fakeTelegram) serve() string {
	server := httptest.NewServer(f)
	f.t.Cleanup(func() {
		f.mu.Lock()
		f.stopped = true
		f.changing()
		f.mu.Unlock()
		server.CloseClientConnections()
		server.Close()
	})
	return server.URL + "/bot%s/%s"
}

// changing tells those who wait. The caller holds mu.
func (f *fakeTelegram) changing() {
	close(f.changed)
	f.changed = make(chan struct{})
}

// until waits for something to be so.
func (f *fakeTelegram) until(what string, is func() bool) {
	f.t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		f.mu.Lock()
		ok, changed := is(), f.changed
		f.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-time.After(5 * time.Millisecond): // what is waited for may be outside of the fake
		case <-deadline:
			f.t.Fatalf("never came: %s\n%s", what, f.story())
		}
	}
}

// story is what was called, for a test that failed.
func (f *fakeTelegram) story() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var b strings.Builder
	for _, c := range f.log[max(0, len(f.log)-30):] {
		fmt.Fprintf(&b, "%s %d %v\n", c.method, c.status, c.params)
	}
	return b.String()
}

// ServeHTTP is the Bot API.
func (f *fakeTelegram) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	status, body, drop := f.answer(r)
	if drop {
		panic(http.ErrAbortHandler)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// RoundTrip is the Bot API without a network, for tests in which time is not
// real.
func (f *fakeTelegram) RoundTrip(r *http.Request) (*http.Response, error) {
	type result struct {
		status int
		body   string
		drop   bool
	}
	done := make(chan result, 1)
	go func() {
		status, body, drop := f.answer(r)
		done <- result{status, body, drop}
	}()
	select {
	case got := <-done:
		if got.drop {
			return nil, errors.New("connection reset by peer")
		}
		return &http.Response{StatusCode: got.status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(got.body)), ContentLength: int64(len(got.body)), Request: r}, nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

func (f *fakeTelegram) answer(r *http.Request) (status int, body string, drop bool) {
	path, generation := r.URL.Path, ""
	if rest, ok := strings.CutPrefix(path, "/generation-"); ok {
		at := strings.Index(rest, "/")
		generation, path = rest[:at], rest[at:]
	}
	token, method, ok := strings.Cut(strings.TrimPrefix(path, "/bot"), "/")
	if !ok || !strings.HasPrefix(path, "/bot") {
		return 404, `{"ok":false,"error_code":404,"description":"Not Found"}`, false
	}
	c := logged{method: method, at: time.Now(), generation: generation}
	if err := c.read(r); err != nil {
		return 400, refuse(400, err.Error()), false
	}
	f.mu.Lock()
	react := f.react
	known := token == f.token
	f.mu.Unlock()
	if !known {
		return 401, refuse(401, "Unauthorized"), false
	}
	var re *reaction
	if react != nil {
		re = react(c)
	}
	if re != nil {
		if re.delay > 0 {
			select {
			case <-time.After(re.delay):
			case <-r.Context().Done():
				return 0, "", true
			}
		}
		if re.hang {
			<-r.Context().Done()
			return 0, "", true
		}
		if re.drop && !re.done {
			f.note(c, 0)
			return 0, "", true
		}
		if re.status != 0 {
			f.note(c, re.status)
			return re.status, re.body, false
		}
	}
	status, body = f.do(r.Context(), c)
	return status, body, re != nil && re.drop
}

func (f *fakeTelegram) note(c logged, status int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c.status = status
	f.log = append(f.log, c)
	f.changing()
}

// read reads the parameters of a call, form or multipart.
func (c *logged) read(r *http.Request) error {
	if r.Method != http.MethodPost {
		return errors.New("want POST")
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "application/x-www-form-urlencoded" {
		if err := r.ParseForm(); err != nil {
			return err
		}
		c.params = r.PostForm
		return nil
	}
	if err := r.ParseMultipartForm(32 << 20); err != nil {
		return err
	}
	c.params, c.files = r.MultipartForm.Value, map[string][]byte{}
	for name, headers := range r.MultipartForm.File {
		file, err := headers[0].Open()
		if err != nil {
			return err
		}
		if c.files[name], err = io.ReadAll(file); err != nil {
			return err
		}
	}
	return nil
}

func refuse(code int, description string) string {
	b, _ := json.Marshal(map[string]any{"ok": false, "error_code": code, "description": description})
	return string(b)
}

func tooManyRequests(seconds int) string {
	return fmt.Sprintf(`{"ok":false,"error_code":429,"description":"Too Many Requests: retry after %d","parameters":{"retry_after":%d}}`, seconds, seconds)
}

// do carries out a call and notes it.
func (f *fakeTelegram) do(ctx context.Context, c logged) (int, string) {
	m, known := methods()[c.method]
	if !known {
		f.t.Errorf("called %s, which there is not", c.method)
		f.note(c, 404)
		return 404, refuse(404, "Not Found")
	}
	for name := range maps.Keys(c.params) {
		if !slices.Contains(m.params, name) {
			f.t.Errorf("called %s with the parameter %q, which it has not", c.method, name)
		}
	}
	if c.method == "getUpdates" {
		return f.getUpdates(ctx, c)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	result, failure := m.do(f, c)
	c.status = 200
	body := ""
	if failure != nil {
		c.status, body = failure.code, failure.body()
	} else {
		b, err := json.Marshal(map[string]any{"ok": true, "result": result})
		if err != nil {
			f.t.Errorf("writing a result: %v", err)
		}
		if body = string(b); f.took != nil {
			f.took(c)
		}
	}
	f.log = append(f.log, c)
	f.changing()
	return c.status, body
}

// failure is a refusal of the fake's.
type failure struct {
	code   int
	text   string
	params map[string]any
}

func (e *failure) body() string {
	out := map[string]any{"ok": false, "error_code": e.code, "description": e.text}
	if e.params != nil {
		out["parameters"] = e.params
	}
	b, _ := json.Marshal(out)
	return string(b)
}

func bad(format string, args ...any) *failure {
	return &failure{code: 400, text: "Bad Request: " + fmt.Sprintf(format, args...)}
}

// calls lists the calls of a method so far.
func (f *fakeTelegram) calls(method string) []logged {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.called(method)
}

// called is calls for who holds mu.
func (f *fakeTelegram) called(method string) (out []logged) {
	for _, c := range f.log {
		if c.method == method {
			out = append(out, c)
		}
	}
	return out
}

// texts lists what stands in a chat from the bot, oldest first.
func (f *fakeTelegram) texts(chat int64) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []string
	for _, m := range f.inChat(chat) {
		if m.photo != "" {
			out = append(out, "[photo] "+m.caption)
		} else {
			out = append(out, m.text)
		}
	}
	return out
}

// inChat lists the bot's messages in a chat, oldest first. The caller holds mu.
func (f *fakeTelegram) inChat(chat int64) []*sent {
	var out []*sent
	for _, m := range f.messages {
		if m.chat == chat && !m.deleted {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b *sent) int { return int(a.id - b.id) })
	return out
}

// wait waits until a chat has as many messages from the bot, and gives them.
func (f *fakeTelegram) wait(chat int64, n int) []*sent {
	f.t.Helper()
	var out []*sent
	f.until(fmt.Sprintf("%d messages in chat %d", n, chat), func() bool {
		out = f.inChat(chat)
		return len(out) >= n
	})
	if len(out) > n {
		f.t.Fatalf("%d messages in chat %d, want %d\n%s", len(out), chat, n, f.story())
	}
	return out
}

// settle waits until all updates are confirmed.
func (f *fakeTelegram) settle() {
	f.t.Helper()
	f.until("all updates confirmed", func() bool { return len(f.queue) == 0 })
}
