package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
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
	asker                   int64 // of the message that it replies to
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
		return 400, refusing(400, err.Error()), false
	}
	f.mu.Lock()
	react := f.react
	known := token == f.token
	f.mu.Unlock()
	if !known {
		return 401, refusing(401, "Unauthorized"), false
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

// do carries out a call and notes it.
func (f *fakeTelegram) do(ctx context.Context, c logged) (int, string) {
	m, known := methods()[c.method]
	if !known {
		f.t.Errorf("called %s, which there is not", c.method)
		f.note(c, 404)
		return 404, refusing(404, "Not Found")
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
