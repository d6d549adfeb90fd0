package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"cifra/adapters/delivery"
	"cifra/bot"
)

const (
	platform    = "slack"
	helpCommand = "help"
	homeCommand = "home"
)

// command is a slash command, as far as it matters.
type command struct {
	team     string
	channel  string
	user     string
	text     string
	hook     string
	trigger  string
	checking bool // Slack tries out the address and its certificate
}

// parseCommand reads the form of a slash command.
// Source: https://docs.slack.dev/interactivity/implementing-slash-commands
func parseCommand(form string) (command, error) {
	var c command
	var enterprise, checking string
	fields := [...]field{
		{name: "team_id", into: &c.team},
		{name: "channel_id", into: &c.channel},
		{name: "user_id", into: &c.user},
		{name: "text", into: &c.text},
		{name: "response_url", into: &c.hook},
		{name: "trigger_id", into: &c.trigger},
		{name: "enterprise_id", into: &enterprise},
		{name: "ssl_check", into: &checking},
	}
	if err := parseForm(form, fields[:]); err != nil {
		return c, fmt.Errorf("reading a command: %w", err)
	}
	c.checking = checking == "1"
	return c, c.complete(enterprise)
}

// complete says whether all is there that an answer needs.
func (c *command) complete(enterprise string) error {
	if c.team == "" {
		c.team = enterprise // of an app that a whole organisation has installed
	}
	if !c.checking && (c.team == "" || c.channel == "" || c.user == "") {
		return errors.New("reading a command: no workspace, no channel or no user")
	}
	return nil
}

func (c *command) person() person { return person{c.team, c.user} }

// commandJSON is the same as Socket Mode brings it.
func commandJSON(payload []byte) (command, error) {
	var v struct {
		Team       string `json:"team_id"`
		Enterprise string `json:"enterprise_id"`
		Channel    string `json:"channel_id"`
		User       string `json:"user_id"`
		Text       string `json:"text"`
		Hook       string `json:"response_url"`
		Trigger    string `json:"trigger_id"`
	}
	if err := json.Unmarshal(payload, &v); err != nil {
		return command{}, errors.New("reading a command: no JSON of a command") // the decoder's error may quote it
	}
	c := command{team: v.Team, channel: v.Channel, user: v.User, text: v.Text, hook: v.Hook, trigger: v.Trigger}
	return c, c.complete(v.Enterprise)
}

// message is what the bot is asked. A command stands in no thread.
func (c *command) message(locale string) bot.Message {
	m := bot.Message{
		Platform: platform, Chat: conversation(c.person(), c.channel, "", isDirect(c.channel)), User: c.team + "/" + c.user,
		ID: c.trigger, Text: words(c.text), Locale: locale,
	}
	if m.Text == "" {
		m.Command = helpCommand
	}
	return m
}

// takeCommand answers a slash command in the response.
func (s *shift) takeCommand(w http.ResponseWriter, r *http.Request, b *body) {
	c, err := parseCommand(string(b.bytes))
	id := c.trigger
	if id == "" {
		id = r.Header.Get(signatureHeader) // the same for what is the same
	}
	switch {
	case err != nil:
		s.log.Warn("a command could not be read", "error", err)
		w.WriteHeader(http.StatusBadRequest)
	case !c.checking && s.c.Allow(c.team, c.channel):
		s.command(w, r, &c, keyOf("command", id))
	}
}

// command answers once. Slack does not deliver a command again: where the
// answer is late, the command is acknowledged, and answered by its hook.
func (s *shift) command(w http.ResponseWriter, r *http.Request, c *command, key string) {
	reply := replyInTime(w, s.c.Timeouts.Ack)
	outcome, err := s.presses.Once(context.WithoutCancel(r.Context()), key, func(ctx context.Context) (err error) {
		defer func() {
			if p := recover(); p != nil {
				err = panicked(p)
			}
		}()
		return s.answerCommand(ctx, c, reply)
	})
	if err != nil {
		s.log.Error("a command was not answered", "error", s.safe(err))
	}
	if !reply.take() {
		return
	}
	switch {
	case err != nil:
		w.WriteHeader(http.StatusInternalServerError)
	case outcome == delivery.Elsewhere:
		unavailable(w)
	}
}

func (s *shift) answerCommand(ctx context.Context, c *command, to *timedReply) error {
	r := s.h.Handle(ctx, c.message(s.locales.get(ctx, c.person(), 0)))
	if r.Kind == bot.Silence {
		return nil
	}
	out, err := s.encodeAnswer(c.team, r)
	if err != nil {
		return err
	}
	after := s.inPrivate(c.person(), r, out.Upload)
	if to.take() {
		to.write(out.JSON)
	} else if after, err = s.respond(ctx, c.person(), c.hook, r, false); err != nil {
		return err
	}
	if after != nil && s.gate.enter() {
		go func() {
			defer s.gate.leave()
			s.later(after)
		}()
	}
	return nil
}

// encodeAnswer writes an answer that only the asker sees, as the response to a
// command.
func (s *shift) encodeAnswer(team string, r bot.Reply) (encoded, error) {
	private := setting{Private: true}
	if s.plain.lately(team) {
		c := renderPlain(r, private)
		text, err := encode(c, slack.ResponseTypeEphemeral)
		return encoded{text, c.Upload}, err
	}
	return s.encoder.encode(r, private, slack.ResponseTypeEphemeral)
}

// timedReply is the response to a request that is acknowledged in time, with an
// answer or without.
type timedReply struct {
	w     http.ResponseWriter
	timer *time.Timer

	mu    sync.Mutex
	taken bool
}

// replyInTime makes sure that a request is acknowledged after a time. Before the
// handler of the request ends, take has to be called.
func replyInTime(w http.ResponseWriter, atMost time.Duration) *timedReply {
	t := &timedReply{w: w}
	t.timer = time.AfterFunc(atMost, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.taken {
			return
		}
		t.taken = true
		t.w.Header().Set("Content-Length", "0")
		t.w.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(t.w).Flush() // else it goes out when the handler ends
	})
	return t
}

// take says whether the response is the caller's to write: nobody has, and
// nobody else will.
func (t *timedReply) take() bool {
	t.timer.Stop()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.taken {
		return false
	}
	t.taken = true
	return true
}

// write sends an answer at once: what is noted after it, the asker need not
// wait for.
func (t *timedReply) write(text []byte) {
	header := t.w.Header()
	header["Content-Type"] = []string{jsonType}
	header["Content-Length"] = []string{strconv.Itoa(len(text))}
	_, _ = t.w.Write(text)
	if f, ok := t.w.(http.Flusher); ok {
		f.Flush()
	}
}
