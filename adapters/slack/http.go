package slack

import (
	"errors"
	"net/http"
	"strconv"
)

// Mount registers what Slack calls in HTTP mode: POST /slack/commands,
// /slack/events and /slack/interactions. Where the adapter does not run, they
// ask Slack to deliver again later. How long a client may take to send a request
// is for the server to bound.
func (a *Adapter) Mount(mux *http.ServeMux) {
	mux.HandleFunc("POST /slack/commands", a.taking(formType, mostCommand, (*shift).takeCommand))
	mux.HandleFunc("POST /slack/events", a.taking(jsonType, mostPayload, (*shift).takeEvent))
	mux.HandleFunc("POST /slack/interactions", a.taking(formType, mostPayload, (*shift).takeInteraction))
}

// taking makes a handler of what Slack signed. Only that counts as in hand:
// others can hold nothing up with what they send.
func (a *Adapter) taking(media string, most int64, take func(*shift, http.ResponseWriter, *http.Request, *body)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s := a.now.Load()
		if a.c.Mode != ModeHTTP || s == nil || s.gate.closed() {
			unavailable(w)
			return
		}
		b, ok := a.read(w, r, media, most)
		if !ok {
			return
		}
		defer a.bodies.put(b)
		if !s.gate.enter() {
			unavailable(w)
			return
		}
		defer s.gate.leave()
		take(s, w, r, b)
	}
}

// unavailable asks Slack to deliver again later.
func unavailable(w http.ResponseWriter) { w.WriteHeader(http.StatusServiceUnavailable) }

// retryHeader says how often Slack has delivered an event before.
// Source: https://docs.slack.dev/apis/events-api#retries
const retryHeader = "X-Slack-Retry-Num"

// mostRetries is how often Slack delivers an event again, and no more.
const mostRetries = 3

// lastRetry says whether Slack will not deliver an event again.
func lastRetry(h http.Header) bool {
	n, err := strconv.Atoi(h.Get(retryHeader))
	return err == nil && n >= mostRetries
}

// takeEvent takes what happened in a workspace.
func (s *shift) takeEvent(w http.ResponseWriter, r *http.Request, b *body) {
	e, err := parseEnvelope(b.bytes)
	if err != nil {
		s.log.Warn("an event could not be read", "error", err)
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if e.Type == typeVerification {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		_, _ = w.Write([]byte(e.Challenge))
		return
	}
	e.delivery = r.Header.Get(signatureHeader)
	t := s.eventTask(e)
	if t != nil {
		t.last = lastRetry(r.Header)
	}
	s.acknowledge(w, t)
}

// takeInteraction takes what someone pressed or chose.
func (s *shift) takeInteraction(w http.ResponseWriter, r *http.Request, b *body) {
	var payload string
	err := parseForm(string(b.bytes), []field{{name: "payload", into: &payload}})
	var p *interaction
	if err == nil {
		p, err = parseInteraction([]byte(payload))
	}
	if err != nil {
		s.log.Warn("an interaction could not be read", "error", err)
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	p.delivery = r.Header.Get(signatureHeader)
	s.acknowledge(w, s.interactionTask(p))
}

// acknowledge works on a task, of which nil is one that needs no work, and
// answers Slack: 200 for what it may forget, and else what makes it deliver
// again.
func (s *shift) acknowledge(w http.ResponseWriter, t *task) {
	if t == nil {
		return
	}
	p, err := s.begin(*t)
	if err == nil {
		err = p.wait(s.c.Timeouts.Ack)
	}
	switch {
	case err == nil:
	case errors.Is(err, errBusy), errors.Is(err, errElsewhere):
		unavailable(w)
	default:
		w.WriteHeader(http.StatusInternalServerError)
	}
}
