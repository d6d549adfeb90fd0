package slack

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// fakeSocket is Slack's side of Socket Mode. An envelope counts as acknowledged
// only on the connection that brought it; whatever is not is delivered again,
// on the next connection, or after a time.
type fakeSocket struct {
	again time.Duration // after which what is not acknowledged comes again; 0 for only on the next connection

	mu       sync.Mutex
	conn     *fakeConn
	tickets  map[string]bool
	waiting  []*fakeEnvelope // not acknowledged
	serial   int
	accepted map[string]chan struct{} // by delivery: closed when acknowledged
	stood    int                      // connections so far
}

type fakeConn struct {
	mu   sync.Mutex
	ws   *websocket.Conn
	sent map[string]*fakeEnvelope // by envelope id
}

type fakeEnvelope struct {
	id      string // of the delivery, whichever envelope carries it
	kind    string
	payload any
	tries   int
	timer   *time.Timer
}

func (s *fakeSocket) init() {
	s.tickets, s.accepted = map[string]bool{}, map[string]chan struct{}{}
}

func (s *fakeSocket) closeAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != nil {
		_ = s.conn.ws.Close()
	}
}

func (f *fakeSlack) openSocket() map[string]any {
	s := &f.socket
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	ticket := fmt.Sprintf("ticket%d", s.serial)
	s.tickets[ticket] = true
	return map[string]any{"ok": true, "url": "ws" + strings.TrimPrefix(f.server.URL, "http") + "/api/socket?ticket=" + ticket}
}

// serveSocket is one connection. A ticket is good for one.
func (f *fakeSlack) serveSocket(w http.ResponseWriter, r *http.Request) {
	s := &f.socket
	s.mu.Lock()
	ticket := r.URL.Query().Get("ticket")
	known := s.tickets[ticket]
	delete(s.tickets, ticket)
	s.mu.Unlock()
	if !known {
		w.WriteHeader(http.StatusForbidden)
		return
	}
	ws, err := (&websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := &fakeConn{ws: ws, sent: map[string]*fakeEnvelope{}}
	c.write(map[string]any{"type": "hello", "num_connections": 1, "connection_info": map[string]any{"app_id": "A0APP"}})
	s.mu.Lock()
	s.conn = c
	s.stood++
	for _, e := range s.waiting {
		s.send(c, e)
	}
	s.mu.Unlock()
	f.note(func() {})
	stop := make(chan struct{})
	defer close(stop)
	go c.ping(stop)
	f.readAcks(c)
}

func (c *fakeConn) ping(stop chan struct{}) {
	for {
		_ = c.ws.WriteControl(websocket.PingMessage, []byte("p"), time.Now().Add(time.Second))
		select {
		case <-stop:
			return
		case <-time.After(time.Second):
		}
	}
}

func (c *fakeConn) write(v any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.ws.WriteJSON(v)
}

func (f *fakeSlack) readAcks(c *fakeConn) {
	s := &f.socket
	for {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			s.mu.Lock()
			if s.conn == c {
				s.conn = nil
			}
			s.mu.Unlock()
			return
		}
		var ack struct {
			Envelope string          `json:"envelope_id"`
			Payload  json.RawMessage `json:"payload"`
		}
		bad := ""
		if json.Unmarshal(data, &ack) != nil || ack.Envelope == "" {
			bad = "an acknowledgement that is none"
		} else if len(data) >= 20<<10 {
			bad = "an acknowledgement of 20 KB"
		}
		if bad != "" {
			f.note(func() { f.complain("%s", bad) })
			continue
		}
		s.mu.Lock()
		if e := c.sent[ack.Envelope]; e != nil {
			s.forget(e)
		}
		s.mu.Unlock()
	}
}

// forget takes an envelope for acknowledged. The lock is held.
func (s *fakeSocket) forget(e *fakeEnvelope) {
	for i, w := range s.waiting {
		if w == e {
			s.waiting = append(s.waiting[:i:i], s.waiting[i+1:]...)
			close(s.accepted[e.id])
			if e.timer != nil {
				e.timer.Stop()
			}
			return
		}
	}
}

// send writes an envelope. The lock is held.
func (s *fakeSocket) send(c *fakeConn, e *fakeEnvelope) {
	s.serial++
	id := fmt.Sprintf("envelope-%d", s.serial)
	c.sent[id] = e
	v := map[string]any{
		"type": e.kind, "envelope_id": id, "payload": e.payload, "accepts_response_payload": e.kind != "events_api",
	}
	if e.tries > 0 {
		v["retry_attempt"], v["retry_reason"] = e.tries, "timeout"
	}
	e.tries++
	go c.write(v)
	if s.again > 0 {
		e.timer = time.AfterFunc(s.again, func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			for _, w := range s.waiting {
				if w == e && s.conn != nil {
					s.send(s.conn, e)
				}
			}
		})
	}
}

// deliver sends something by Socket Mode until it is acknowledged: then the
// channel is closed.
func (s *fakeSocket) deliver(kind string, payload any) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	e := &fakeEnvelope{id: fmt.Sprintf("delivery-%d", s.serial), kind: kind, payload: payload}
	s.accepted[e.id] = make(chan struct{})
	s.waiting = append(s.waiting, e)
	if s.conn != nil {
		s.send(s.conn, e)
	}
	return s.accepted[e.id]
}

// disconnect asks the app to connect anew, as Slack does every few hours.
func (s *fakeSocket) disconnect() {
	s.mu.Lock()
	c := s.conn
	s.mu.Unlock()
	if c != nil {
		c.write(map[string]any{"type": "disconnect", "reason": "refresh_requested", "debug_info": map[string]any{"host": "x"}})
	}
}

// cut breaks the connection without a word.
func (s *fakeSocket) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn != nil {
		_ = s.conn.ws.NetConn().Close()
		s.conn = nil
	}
}

// linked waits until there have been n connections.
func (f *fakeSlack) linked(n int) {
	f.t.Helper()
	deadline := time.After(generous)
	for {
		f.socket.mu.Lock()
		stood := f.socket.stood
		f.socket.mu.Unlock()
		f.mu.Lock()
		changed := f.changed
		f.mu.Unlock()
		if stood >= n {
			return
		}
		select {
		case <-changed:
		case <-time.After(10 * time.Millisecond):
		case <-deadline:
			f.t.Fatalf("%d connections, want %d", stood, n)
		}
	}
}
