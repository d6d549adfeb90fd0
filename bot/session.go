package bot

import (
	"bytes"
	"context"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"cifra/bot/ask"
	"cifra/stats"
)

// How long things are remembered.
const (
	sessionLife    = 30 * time.Minute
	preferenceLife = 365 * 24 * time.Hour
)

// sessionKey is of one person in one chat: people in a shared chat do not
// continue each other's questions.
func sessionKey(m Message) string {
	return joinKey(m.Platform, m.Chat, m.User)
}

// preferenceKey is of one person, wherever they write.
func preferenceKey(m Message) string { return joinKey(m.Platform, m.User) }

// joinKey joins parts so that no two lists of parts share a key.
func joinKey(parts ...string) string {
	size := 0
	for _, p := range parts {
		if strings.ContainsAny(p, `|\`) {
			return joinKey(escapeKey(parts)...)
		}
		size += len(p) + 1
	}
	var b strings.Builder
	b.Grow(size)
	for i, p := range parts {
		if i > 0 {
			b.WriteByte('|')
		}
		b.WriteString(p)
	}
	return b.String()
}

func escapeKey(parts []string) []string {
	out := make([]string, len(parts))
	for i, p := range parts {
		out[i] = strings.NewReplacer(`\`, "%5C", "|", "%7C", "%", "%25").Replace(p)
	}
	return out
}

// A session in bytes: a version, five marks (language known, language,
// pending, across data sets, turned to another), then, a line each, the last two queries, the topic, the reason of
// the last refusal and the absent topic it was about, the data set that all
// this is of, and the one that the conversation goes by. It holds no word that
// a person wrote.
const (
	sessionVersion = '3'
	sessionLines   = 8
	sessionMarks   = 6 // with the version
)

// session is what is saved of a conversation.
type session struct {
	ask.Context
	last, chosen string // ids of data sets
	across       bool
	turned       bool
}

func encodeSession(c session) []byte {
	out := make([]byte, 0, 192)
	out = append(out, sessionVersion, mark(c.Known), mark(c.Lang == stats.ES), mark(c.Pending), mark(c.across), mark(c.turned))
	for _, q := range [...]stats.Query{c.Last, c.Before} {
		out = append(out, '\n')
		if q.Op != 0 {
			out = append(out, q.String()...)
		}
	}
	for _, word := range [...]string{c.Topic, string(c.Refused), c.Lacking, c.last, c.chosen} {
		out = append(append(out, '\n'), word...)
	}
	return out
}

func mark(set bool) byte {
	if set {
		return '+'
	}
	return '-'
}

// decodeSession reads what encodeSession wrote. Bytes of another version are
// no error, but an empty session: it is what an update of the program leaves.
func decodeSession(b []byte) (session, error) {
	var c session
	if len(b) == 0 || b[0] != sessionVersion {
		return c, nil
	}
	lines := bytes.Split(b, []byte("\n"))
	if len(lines) != sessionLines || len(lines[0]) != sessionMarks {
		return c, fmt.Errorf("decoding a session: %d lines, the first of %d bytes; want %d and %d", len(lines), len(lines[0]), sessionLines, sessionMarks)
	}
	c.Known, c.Pending, c.across, c.turned, c.Topic = b[1] == '+', b[3] == '+', b[4] == '+', b[5] == '+', string(lines[3])
	c.last, c.chosen = string(lines[6]), string(lines[7])
	c.Refused, c.Lacking = stats.Reason(lines[4]), string(lines[5])
	if b[2] == '+' {
		c.Lang = stats.ES
	}
	for i, into := range [...]*stats.Query{&c.Last, &c.Before} {
		line := lines[i+1]
		if len(line) == 0 {
			continue
		}
		q, err := stats.ParseQuery(string(line))
		if err != nil {
			return session{}, fmt.Errorf("decoding a session: %w", err)
		}
		*into = q
	}
	return c, nil
}

// saved is what was saved of the conversation before a message. A store that
// fails costs the context, not the answer.
func (b *Bot) saved(ctx context.Context, m Message) []byte {
	if m.Alone {
		return nil
	}
	saved, err := b.store.Session(ctx, sessionKey(m))
	if err != nil {
		b.report(fmt.Errorf("loading a session: %w", err))
		return nil
	}
	after, before := splitSession(saved, m.ID)
	if before != nil {
		return before
	}
	return after
}

// joinSession puts what was saved before a message behind what is saved after
// it, with a hash of the message's id between. A message that is delivered again,
// since its reply was lost, finds the conversation as it was the first time:
// "and men?" would otherwise go on from itself.
func joinSession(after, before []byte, id string) []byte {
	if id == "" {
		return after
	}
	out := make([]byte, 0, len(after)+len(before)+2+hashedID)
	out = append(append(out, after...), 0)
	out = strconv.AppendUint(out, messageHash(id), 36)
	return append(append(out, 0), before...)
}

// splitSession undoes joinSession. before is nil, unless the session was saved
// after the message with that id.
func splitSession(saved []byte, id string) (after, before []byte) {
	after, rest, joined := bytes.Cut(saved, []byte{0})
	hash, was, whole := bytes.Cut(rest, []byte{0})
	if joined && whole && id != "" && string(hash) == strconv.FormatUint(messageHash(id), 36) {
		before = was[:len(was):len(was)]
	}
	return after, before
}

const hashedID = 13 // most digits of a messageHash

func messageHash(id string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}

// spoken is the language of the conversation, or the one to fall back to where
// it has come to none.
func (b *Bot) spoken(ctx context.Context, m Message, saved []byte) stats.Lang {
	if known, lang := sessionLang(saved); known {
		return lang
	}
	return b.fallback(ctx, m)
}

// sessionLang reads the language alone of what encodeSession wrote.
func sessionLang(saved []byte) (known bool, lang stats.Lang) {
	if len(saved) < sessionMarks || saved[0] != sessionVersion || saved[1] != '+' {
		return false, stats.EN
	}
	if saved[2] == '+' {
		return true, stats.ES
	}
	return true, stats.EN
}

// recall gives what the conversation has come to, in a language. What is of a
// set that is not loaded any more, or of another edition of it, is gone.
func (b *Bot) recall(saved []byte, lang stats.Lang) conversation {
	c, err := decodeSession(saved)
	if err != nil {
		b.report(err)
	}
	out := conversation{Context: c.Context, last: b.book(c.last), chosen: b.book(c.chosen), across: c.across, turned: c.turned}
	if out.chosen == nil {
		out.chosen = b.books[0]
	}
	if out.last == nil || !out.last.has(c.Last) || !out.last.has(c.Before) {
		out.Context, out.last, out.across, out.turned = ask.Context{Known: c.Known}, out.chosen, false, false
	}
	out.Lang, out.Several = lang, out.across || out.turned
	return out
}

// encode is encodeSession for what recall gave.
func (b *Bot) encode(c conversation) []byte {
	return encodeSession(session{c.Context, c.last.set.ID, c.chosen.set.ID, c.across, c.turned})
}

// book finds a set by its id, or gives nil.
func (b *Bot) book(id string) *book {
	for _, k := range b.books {
		if k.set.ID == id {
			return k
		}
	}
	return nil
}

// fallback is the language for a message whose words do not tell: what the
// person chose, or else the operator, or else what the platform says of them.
func (b *Bot) fallback(ctx context.Context, m Message) stats.Lang {
	chosen, err := b.store.Preference(ctx, preferenceKey(m))
	if err != nil {
		b.report(fmt.Errorf("loading a preference: %w", err))
	}
	for _, code := range [...]string{m.Lang, chosen, b.lang, m.Locale} {
		if l, ok := langOf(code); ok {
			return l
		}
	}
	return stats.EN
}

// langOf reads the language of a code such as "es" or "es-MX".
func langOf(code string) (stats.Lang, bool) {
	for _, l := range stats.Langs {
		name := l.String()
		if len(code) >= len(name) && strings.EqualFold(code[:len(name)], name) &&
			(len(code) == len(name) || code[len(name)] == '-' || code[len(name)] == '_') {
			return l, true
		}
	}
	return stats.EN, false
}

// save saves what the conversation has come to.
func (b *Bot) save(ctx context.Context, m Message, session []byte) {
	if m.Alone {
		return
	}
	if err := b.store.SaveSession(ctx, sessionKey(m), joinSession(session, m.before, m.ID), sessionLife); err != nil {
		b.report(fmt.Errorf("saving a session: %w", err))
	}
}

// prefer keeps the language that a person asked for.
func (b *Bot) prefer(ctx context.Context, m Message, l stats.Lang) {
	if err := b.store.SetPreference(ctx, preferenceKey(m), l.String(), preferenceLife); err != nil {
		b.report(fmt.Errorf("saving a preference: %w", err))
	}
}

// clear forgets the conversation.
func (b *Bot) clear(ctx context.Context, m Message) error {
	if m.Alone {
		return nil
	}
	if err := b.store.DeleteSession(ctx, sessionKey(m)); err != nil {
		return fmt.Errorf("deleting a session: %w", err)
	}
	return nil
}
