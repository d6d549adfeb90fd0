package slack

import (
	"context"
	"encoding/json"
	"strings"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
)

// message is what someone wrote.
type message struct {
	Type     string          `json:"type"`
	Subtype  string          `json:"subtype"`
	Kind     string          `json:"channel_type"`
	Channel  string          `json:"channel"`
	User     string          `json:"user"`
	Bot      string          `json:"bot_id"`
	Text     string          `json:"text"`
	TS       string          `json:"ts"`
	ThreadTS string          `json:"thread_ts"`
	Hidden   bool            `json:"hidden"`
	Edited   json.RawMessage `json:"edited"`
}

// slackbot is the user by which Slack itself writes.
const slackbot = "USLACKBOT"

// isDirect says whether a message is in the chat of one person with the bot.
func (m *message) isDirect() bool {
	return m.Kind == "im" || m.Kind == "" && isDirect(m.Channel)
}

func isDirect(channel string) bool { return strings.HasPrefix(channel, "D") }

// isQuestion says whether a message is to be answered: a person wrote it just
// now, to the bot. In a direct message that is every message, elsewhere a
// mention. Each comes as an event of its own kind; what comes as both is
// answered as the one.
func (m *message) isQuestion() bool {
	switch m.Subtype {
	case "", "file_share", "thread_broadcast":
	default: // edits, deletions, joins, messages of bots
		return false
	}
	if m.User == "" || m.User == slackbot || m.Channel == "" || m.TS == "" || m.Bot != "" || m.Hidden {
		return false
	}
	if len(m.Edited) > 0 && string(m.Edited) != "null" {
		return false
	}
	return m.isDirect() == (m.Type == typeMessage)
}

// conversation is what follow-ups are bound to, beside the person, and what may
// be asked so much a minute. A direct message is the person's, whatever its
// channel is called, so that an answer which began in the App Home goes on
// there.
func conversation(who person, channel, thread string, direct bool) string {
	chat := who.team + "/" + channel
	if direct {
		chat = who.team + "/im/" + who.user
	}
	if thread != "" {
		chat += "/" + thread
	}
	return chat
}

// messageTask answers a message, in the thread of a mention and in the chat of
// a direct message. nil for one that is none of the bot's business.
func (s *shift) messageTask(e *envelope) *task {
	m := new(message)
	if json.Unmarshal(e.Event, m) != nil || !m.isQuestion() || s.isSelf(e, m.User) {
		return nil
	}
	team := e.team()
	if !s.c.Allow(team, m.Channel) {
		return nil
	}
	at := place{team: team, channel: m.Channel, thread: m.ThreadTS, user: m.User}
	lang := stats.EN
	return &task{
		key:  e.key(m.Channel + "/" + m.TS),
		lane: team + "/" + m.Channel,
		do: func(ctx context.Context) (func(context.Context), error) {
			r := s.replyTo(ctx, team, m)
			lang = r.Lang
			return s.answerMessage(ctx, at, m, r)
		},
		sorry: func(ctx context.Context) {
			if err := s.whisper(ctx, at, notSent(lang)); err != nil {
				s.log.Warn("an apology was not sent", "error", s.safe(err))
			}
		},
	}
}

// replyTo has the bot answer a message.
func (s *shift) replyTo(ctx context.Context, team string, m *message) bot.Reply {
	thread := m.ThreadTS
	if thread == "" && !m.isDirect() {
		thread = m.TS // which the answer begins
	}
	q := bot.Message{
		Platform: platform, Chat: conversation(person{team, m.User}, m.Channel, thread, m.isDirect()), User: team + "/" + m.User,
		ID: m.TS, Text: words(m.Text), Locale: s.locales.get(ctx, person{team, m.User}, waitForLocale),
	}
	if q.Text != "" {
		return s.h.Handle(ctx, q)
	}
	q.Command = helpCommand
	r := s.h.Handle(ctx, q)
	if m.isDirect() && strings.TrimSpace(m.Text) == "" { // a file, a message passed on
		return onlyText(r.Lang)
	}
	return r
}

// answerMessage posts the answer to a message. Hotlines, in a channel, are for
// the asker alone.
func (s *shift) answerMessage(ctx context.Context, at place, m *message, r bot.Reply) (func(context.Context), error) {
	if r.Kind == ask.Support && !m.isDirect() {
		return nil, s.lookAfter(ctx, at, r)
	}
	if at.thread == "" && !m.isDirect() {
		at.thread = m.TS
	}
	after, err := s.post(ctx, at, r, setting{})
	return after, asHopeless(err)
}

// lookAfter gives someone who may be in danger the hotlines, so that nobody
// else sees it: in the channel, or else in their direct message.
func (s *shift) lookAfter(ctx context.Context, at place, r bot.Reply) error {
	err := s.whisper(ctx, at, r)
	if err == nil || !outOfReach(err) {
		return err
	}
	s.log.Warn("hotlines could not be shown in the channel and go to the direct message", "error", s.safe(err))
	_, err = s.post(ctx, place{team: at.team, channel: at.user, user: at.user}, r, setting{})
	return asHopeless(err)
}

// asHopeless marks an error about where the answer should go: nothing can ever
// be posted there.
func asHopeless(err error) error {
	if err != nil && outOfReach(err) {
		return &hopeless{err}
	}
	return err
}
