package telegram

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

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

func refusing(code int, description string) string {
	b, _ := json.Marshal(map[string]any{"ok": false, "error_code": code, "description": description})
	return string(b)
}

func tooManyRequests(seconds int) string {
	return fmt.Sprintf(`{"ok":false,"error_code":429,"description":"Too Many Requests: retry after %d","parameters":{"retry_after":%d}}`, seconds, seconds)
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
