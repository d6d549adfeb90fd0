package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// way is how a question comes.
type way int

const (
	byCommand way = iota // a slash command of Slack, answered in the response
	byMention            // an event of Slack, answered by a call
	byUpdate             // an update of Telegram by its webhook, answered by a call
	ways
)

// people is how many ask by each way, each in a channel or chat of their own.
const people = 5000

// question is one that was asked.
type question struct {
	way     way
	person  int
	text    string
	due     time.Time    // when it was to be asked, whether the machine got to it or not
	acked   atomic.Int64 // nanoseconds from then until it was acknowledged; 0 while it is not
	replied atomic.Int64 // and until its answer was sent
	replies atomic.Int32
}

func (q *question) answer() {
	if q.replies.Add(1) == 1 {
		q.replied.Store(int64(time.Since(q.due)))
	}
}

// crowd is the people who ask, and the platforms that carry what they ask: it
// keeps nothing of what it is told but that it was told.
type crowd struct {
	*httptest.Server
	asked   [ways][people]atomic.Pointer[question] // the last of each
	presses atomic.Int64                           // that were answered
	calls   atomic.Int64

	// fault, where there is one, says what goes wrong with the n-th message.
	fault func(n int64) fault
	sent  atomic.Int64

	mu   sync.Mutex
	last string // the last message, while one is looked at
	look bool
}

// fault is what goes wrong with a message.
type fault int

const (
	fine fault = iota
	tooMany
	broken
)

func newCrowd(t testing.TB) *crowd {
	c := &crowd{}
	c.Server = httptest.NewServer(c)
	t.Cleanup(func() { c.CloseClientConnections(); c.Close() })
	return c
}

// Bodies that are the same for all.
const (
	saidAuth   = `{"ok":true,"user_id":"U0BOT","team_id":"T1","bot_id":"B1","user":"cifra","team":"x","url":"https://x.slack.com/"}`
	saidMe     = `{"ok":true,"result":{"id":7,"is_bot":true,"first_name":"Cifra","username":"cifra_bot","supports_inline_queries":true}}`
	saidUser   = `{"ok":true,"user":{"id":"U1","locale":"en-US"}}`
	saidPosted = `{"ok":true,"channel":"C1","ts":"1.1"}`
	saidSent   = `{"ok":true,"result":{"message_id":5,"date":1,"chat":{"id":5,"type":"private"},"photo":[{"file_id":"f"}]}}`
	saidTrue   = `{"ok":true,"result":true}`
)

// ServeHTTP is Slack and Telegram.
func (c *crowd) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	c.calls.Add(1)
	method := path.Base(r.URL.Path)
	w.Header().Set("Content-Type", "application/json")
	switch method {
	case "auth.test":
		_, _ = io.WriteString(w, saidAuth)
	case "getMe":
		_, _ = io.WriteString(w, saidMe)
	case "users.info":
		_, _ = io.WriteString(w, saidUser)
	case "chat.postMessage", "chat.postEphemeral":
		if c.goesWrong(w, r) {
			return
		}
		c.arrived(byMention, numberBehind(body, "channel=C"), body)
		_, _ = io.WriteString(w, saidPosted)
	case "sendMessage", "sendPhoto":
		if c.goesWrong(w, r) {
			return
		}
		c.arrived(byUpdate, numberBehind(body, "chat_id=", "name=\"chat_id\"\r\n\r\n"), body)
		_, _ = io.WriteString(w, saidSent)
	case "hook", "answerCallbackQuery":
		c.presses.Add(1)
		_, _ = io.WriteString(w, saidTrue)
	case "getMyCommands":
		_, _ = io.WriteString(w, `{"ok":true,"result":[]}`)
	case "getMyName", "getMyDescription", "getMyShortDescription", "getWebhookInfo":
		_, _ = io.WriteString(w, `{"ok":true,"result":{}}`)
	default:
		_, _ = io.WriteString(w, saidTrue)
	}
}

// goesWrong refuses a message, or lets its connection break before it is read.
func (c *crowd) goesWrong(w http.ResponseWriter, r *http.Request) bool {
	if c.fault == nil {
		return false
	}
	switch c.fault(c.sent.Add(1)) {
	case tooMany:
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"ok":false,"error":"ratelimited","error_code":429,"description":"Too Many Requests","parameters":{"retry_after":1}}`)
		return true
	case broken:
		panic(http.ErrAbortHandler)
	}
	return false
}

// arrived notes that a message came to a person.
func (c *crowd) arrived(by way, person int, body []byte) {
	c.mu.Lock()
	if c.look {
		c.last = string(body)
	}
	c.mu.Unlock()
	if person < 0 || person >= people {
		return // not one of those who ask: who presses has a chat beyond
	}
	if q := c.asked[by][person].Load(); q != nil {
		q.answer()
	}
}

// numberBehind reads the number behind the first mark that a body has; -1 for none.
func numberBehind(body []byte, marks ...string) int {
	for _, mark := range marks {
		at := bytes.Index(body, []byte(mark))
		if at < 0 {
			continue
		}
		from := at + len(mark)
		to := from
		for to < len(body) && body[to] >= '0' && body[to] <= '9' {
			to++
		}
		if n, err := strconv.Atoi(string(body[from:to])); err == nil {
			return n
		}
	}
	return -1
}

// request is what a platform delivers for a question; id is of the delivery.
func (q *question) request(base string, id int) *http.Request {
	switch q.way {
	case byCommand:
		return slackDelivery(base, "/slack/commands", formMedia, url.Values{
			"team_id": {"T1"}, "channel_id": {fmt.Sprint("D", q.person)}, "user_id": {fmt.Sprint("UD", q.person)}, "text": {q.text},
			"trigger_id": {fmt.Sprint("t", id)}, "response_url": {"https://hooks.slack.com/commands/T1/1/x"},
		}.Encode())
	case byMention:
		return slackDelivery(base, "/slack/events", jsonMedia, fmt.Sprintf(`{"type":"event_callback","team_id":"T1","api_app_id":"A1","event_id":"Ev%d",`+
			`"event_time":1,"authorizations":[{"team_id":"T1","user_id":"U0BOT","is_bot":true}],"event":{"type":"app_mention","user":"UC%d",`+
			`"text":%s,"ts":"9.%d","channel":"C%d","event_ts":"9.%d"}}`, id, q.person, quoted("<@U0BOT> "+q.text), id, q.person, id))
	}
	return telegramDelivery(base, fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1,"text":%s,"chat":{"id":%d,"type":"private"},`+
		`"from":{"id":%d,"is_bot":false,"first_name":"x","language_code":"es"}}}`, id, id, quoted(q.text), q.person, q.person))
}

// quoted writes a text as JSON.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}
