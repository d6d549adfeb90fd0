package bot

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"

	"cifra/bot/ask"
	"cifra/stats"
)

// Parser reads what messages ask. *ask.Parser is one.
type Parser interface {
	Parse(text string, prev ask.Context) ask.Question
}

// Data is a data set and what reads questions to it.
type Data struct {
	Set    *stats.Set
	Parser Parser
}

// Config is what a Bot is made of.
type Config struct {
	Sets      []Data // at least one; the first is the one that questions are put to
	Store     Store
	Lang      string      // for a message whose language neither its words nor the person tell: "en", "es", or "auto" or "" to go by the platform
	Contacts  []Hotline   // at least one
	Emergency string      // what to call in immediate danger; "" for 911, which is right in the United States and in Mexico
	Report    func(error) // gets what operators should know; never holds a word that a person wrote
}

// Bot answers messages. It is safe for concurrent use.
type Bot struct {
	books    []*book
	store    Store
	lang     string
	contacts [len(stats.Langs)][]Contact
	danger   string
	known    *known
	commands []*command
	report   func(error)
}

// New makes a Bot. The error says which part of the configuration is missing
// or wrong.
func New(c Config) (*Bot, error) {
	if err := c.check(); err != nil {
		return nil, fmt.Errorf("making a bot: %w", err)
	}
	b := &Bot{store: c.Store, lang: c.Lang, danger: c.Emergency, known: newKnown(), report: c.Report}
	if b.danger == "" {
		b.danger = "911"
	}
	if b.report == nil {
		b.report = func(error) {}
	}
	for _, l := range stats.Langs {
		b.contacts[l] = contactsIn(c.Contacts, l)
	}
	for _, d := range c.Sets {
		b.books = append(b.books, newBook(d, len(c.Sets) > 1))
	}
	var err error
	if b.commands, err = b.newCommands(); err != nil {
		return nil, err
	}
	for _, k := range b.books {
		k.guard = newGuard(b, k)
		if err := k.guard.checkPictures(k.set); err != nil {
			return nil, fmt.Errorf("making a bot: %w", err)
		}
	}
	return b, nil
}

// check says what is missing or wrong.
func (c *Config) check() error {
	ids := map[string]bool{}
	for _, d := range c.Sets {
		switch {
		case d.Set == nil:
			return errors.New("no data set")
		case d.Parser == nil:
			return fmt.Errorf("no parser for data set %q", d.Set.ID)
		case ids[d.Set.ID]:
			return fmt.Errorf("data set %q is given twice", d.Set.ID)
		}
		ids[d.Set.ID] = true
	}
	switch {
	case len(c.Sets) == 0:
		return errors.New("no data set")
	case c.Store == nil:
		return errors.New("no store")
	}
	if _, ok := langOf(c.Lang); !ok && c.Lang != "" && c.Lang != "auto" {
		return fmt.Errorf("unknown language %q, want auto, en or es", c.Lang)
	}
	return checkHotlines(c.Contacts)
}

// Handle answers a message. It never fails and never panics: trouble is
// itself a Reply, in the language of the question, and Report gets the error.
func (b *Bot) Handle(ctx context.Context, m Message) (r Reply) {
	lang, _ := langOf(m.Lang)
	defer func() {
		if p := recover(); p != nil {
			b.report(panicError(p))
			r = b.trouble(lang)
		}
	}()
	c := b.called(&m)
	session := b.saved(ctx, m)
	m.before = session
	lang = b.spoken(ctx, m, session)
	if c == nil && m.Press == "" && m.topic == "" && m.Query == nil && m.asks == nil {
		return b.words(ctx, m, session, &lang)
	}
	if l, ok := langOf(m.Lang); ok {
		lang = l
	}
	switch {
	case m.Press != "": // nobody can read it any more
		return Reply{Kind: Trouble, Lang: lang, Text: b.books[0].voices[lang].stale()}
	case c != nil && c.run != nil:
		return c.run(ctx, m, lang)
	}
	conv := b.recall(session, lang)
	r, _, _ = b.answer(ctx, m, conv, b.given(m, c, conv))
	return r
}

// words answers a message in words, and says in which language. A reply that
// follows from nothing else than what it followed from before is given again.
func (b *Bot) words(ctx context.Context, m Message, session []byte, lang *stats.Lang) Reply {
	key := b.known.key(m.Text, session, *lang)
	if k, ok := b.known.get(key); ok {
		b.save(ctx, m, k.session)
		return k.reply
	}
	conv := b.recall(session, *lang)
	if l, ok := langOf(m.Lang); ok {
		*lang = l
	}
	q := b.read(m.Text, conv)
	if l := q.question.Lang; int(l) < len(stats.Langs) {
		*lang = l // an apology, too, is in the language of the question
	}
	r, session, ok := b.answer(ctx, m, conv, q)
	if ok && keepable(&r, &q.question) {
		b.known.put(key, r, session)
	}
	return r
}

// given is the question of a command or a pressed button, which needs no
// reading.
func (b *Bot) given(m Message, c *command, conv conversation) asked {
	k := conv.chosen
	switch {
	case m.book != nil:
		k = m.book
	case m.asks != nil:
		k, m.Query = b.asking(m.asks, k)
	}
	next := ask.Context{Known: true, Lang: conv.Lang}
	switch {
	case c != nil:
		next = conv.Context
		next.Known = true
		return asked{book: conv.last, question: ask.Question{Lang: conv.Lang, Kind: c.kind, Help: c.help, Next: next}}
	case m.topic != "":
		next.Topic = m.topic
		return asked{book: k, question: ask.Question{Lang: conv.Lang, Kind: ask.Info, Topic: m.topic, Next: next}}
	}
	next.Last, next.Before = *m.Query, conv.of(k).Last
	return asked{book: k, question: ask.Question{
		Lang: conv.Lang, Kind: ask.Figures, Readings: []stats.Query{*m.Query}, Chart: m.picture, Next: next,
	}}
}

// asking gives a command's question and the set that it is put to: the one that
// the conversation goes by, or else the first that has the command.
func (b *Bot) asking(c *command, chosen *book) (*book, *stats.Query) {
	if q := c.query[chosen]; q != nil {
		return chosen, q
	}
	for _, k := range b.books {
		if q := c.query[k]; q != nil {
			return k, q
		}
	}
	return chosen, nil
}

// answer says what answers a question, and gives what the conversation has come
// to with it. ok is false where the reply is an apology.
func (b *Bot) answer(ctx context.Context, m Message, c conversation, q asked) (r Reply, session []byte, ok bool) {
	var err error
	if q.across != nil {
		r, err = b.tellAcross(m, q)
	} else {
		var one *Reply
		if one, err = b.tellOne(m, q); err == nil {
			r = *one
		}
	}
	if err != nil {
		b.report(err)
		return b.trouble(q.question.Lang), nil, false
	}
	return r, b.keep(ctx, m, c, q), true
}

// tellOne is the reply of one set. Where there are several, it says which one
// that is.
func (b *Bot) tellOne(m Message, q asked) (*Reply, error) {
	r, err := b.tellAlone(m, q.book, q.question)
	if err != nil || len(b.books) == 1 {
		return r, err
	}
	switch r.Kind {
	case ask.Figures, ask.Choice, ask.Unavailable, ask.Info:
		r.Set = q.book.set.ID
		if r.Read == "" {
			r.Read = q.book.set.Name.In(r.Lang)
		}
	}
	if q.instead != nil {
		r.Instead = q.instead.set.ID
		r.Text += " " + q.book.voices[r.Lang].instead(q.book.name(r.Lang), q.instead.name(r.Lang))
	}
	return r, nil
}

// keep saves what the conversation has come to; of one in which someone may
// be in danger, nothing is left.
func (b *Bot) keep(ctx context.Context, m Message, c conversation, q asked) (session []byte) {
	if q.question.Kind == ask.Support {
		if err := b.clear(ctx, m); err != nil {
			b.report(err)
		}
		return nil
	}
	if q.question.Kind == ask.Help && q.question.Help == ask.HelpSwitch && !m.Alone {
		b.prefer(ctx, m, q.question.Lang)
	}
	switch kind := q.question.Kind; {
	case q.chosen:
		c.Context, c.last, c.chosen = q.question.Next, q.book, q.book
	case (kind == ask.Help || kind == ask.Offtopic) && q.book != c.last: // what another set said last still stands
		c.Known, c.Lang = true, q.question.Lang
	default:
		c.across, c.turned = q.across != nil, q.book != c.last && c.Last.Op != 0
		c.Context, c.last = q.question.Next, q.book
	}
	session = b.encode(c)
	b.save(ctx, m, session)
	return session
}

// tell composes what a set replies to a question. The error is of its own
// making, not of the message.
func (b *Bot) tell(m Message, k *book, q ask.Question) (*telling, error) {
	t := k.telling(&Reply{Kind: q.Kind, Lang: q.Lang, Trace: q.Trace})
	switch q.Kind {
	case ask.Figures:
		return t, k.tellFigures(t, m, q)
	case ask.Choice:
		t.choose(q.Readings)
		t.reply.Chart = q.Chart
	case ask.Unavailable:
		t.missing(&q, nil)
	case ask.Info:
		k.tellInfo(t, q)
	case ask.Support:
		*t.reply = Reply{Kind: ask.Support, Lang: q.Lang, Contacts: b.contacts[q.Lang], Text: t.voice.danger(b.danger)}
	case ask.Offtopic:
		t.reply.Text = t.voice.offtopic(b.titles(q.Lang), k.offerExamples(t, m))
	default:
		t.reply.Kind = ask.Help
		var shown []string
		switch q.Help {
		case ask.HelpThanks, ask.HelpBye, ask.HelpSwitch:
		case ask.HelpSets:
			b.offerSets(t.reply, k)
			return t, nil
		case ask.HelpSet:
			t.reply.Text = t.voice.chosen(k.name(q.Lang), k.set.Period.Label.In(q.Lang))
			k.offerExamples(t, m)
			return t, nil
		default:
			shown = k.offerExamples(t, m)
		}
		t.reply.Text = t.voice.help(q.Help, b.titles(q.Lang), shown)
	}
	return t, nil
}

// titles lists the titles of the sets.
func (b *Bot) titles(l stats.Lang) []string {
	var out []string
	for _, k := range b.books {
		out = append(out, "“"+k.set.Title.In(l)+"”")
	}
	return out
}

// trouble is the reply to anything that fails.
func (b *Bot) trouble(l stats.Lang) Reply {
	return Reply{Kind: Trouble, Lang: l, Text: b.books[0].voices[l].trouble()}
}

// forget deletes what is known of a person and of their conversation, and says
// so.
func (b *Bot) forget(ctx context.Context, m Message, lang stats.Lang) Reply {
	err := b.clear(ctx, m)
	if gone := b.store.DeletePreference(ctx, preferenceKey(m)); gone != nil {
		err = errors.Join(err, fmt.Errorf("deleting a preference: %w", gone))
	}
	if err != nil {
		b.report(err)
		return b.trouble(lang)
	}
	return Reply{Kind: ask.Help, Lang: lang, Text: b.books[0].voices[lang].forgotten()}
}

// panicError says where a panic came from. What was panicked with may hold
// words of the message, unless the runtime made it.
func panicError(p any) error {
	what := fmt.Sprintf("%T", p)
	if err, ok := p.(runtime.Error); ok {
		what = err.Error()
	}
	return fmt.Errorf("answering a message: panic: %s\n%s", what, debug.Stack())
}
