package bot

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"runtime"
	"runtime/debug"
	"sync"

	"cifra/bot/ask"
	"cifra/stats"
)

// Parser reads what messages ask. *ask.Parser is one.
type Parser interface {
	Parse(text string, prev ask.Context) ask.Question
}

// Config is what a Bot is made of.
type Config struct {
	Set       *stats.Set
	Parser    Parser
	Store     Store
	Lang      string      // for a message whose language neither its words nor the person tell: "en", "es", or "auto" or "" to go by the platform
	Contacts  []Hotline   // at least one
	Emergency string      // what to call in immediate danger; "" for 911, which is right in the United States and in Mexico
	Report    func(error) // gets what operators should know; never holds a word that a person wrote
}

// Bot answers messages. It is safe for concurrent use.
type Bot struct {
	set      *stats.Set
	parser   Parser
	store    Store
	lang     string
	voices   [len(stats.Langs)]voice
	contacts [len(stats.Langs)][]Contact
	danger   string
	guard    *guard
	press    *presser
	examples func() [len(stats.Langs)]map[string]Choice // by their texts; read once
	known    *known
	commands []*command
	report   func(error)
}

// New makes a Bot. The error says which part of the configuration is missing
// or wrong.
func New(c Config) (*Bot, error) {
	switch {
	case c.Set == nil:
		return nil, errors.New("making a bot: no data set")
	case c.Parser == nil:
		return nil, errors.New("making a bot: no parser")
	case c.Store == nil:
		return nil, errors.New("making a bot: no store")
	}
	if _, ok := langOf(c.Lang); !ok && c.Lang != "" && c.Lang != "auto" {
		return nil, fmt.Errorf("making a bot: unknown language %q, want auto, en or es", c.Lang)
	}
	if err := checkHotlines(c.Contacts); err != nil {
		return nil, fmt.Errorf("making a bot: %w", err)
	}
	b := &Bot{set: c.Set, parser: c.Parser, store: c.Store, lang: c.Lang, danger: c.Emergency, report: c.Report}
	if b.danger == "" {
		b.danger = "911"
	}
	if b.report == nil {
		b.report = func(error) {}
	}
	b.voices = [...]voice{stats.EN: newEnglish(c.Set), stats.ES: newSpanish(c.Set)}
	for _, l := range stats.Langs {
		b.contacts[l] = contactsIn(c.Contacts, l)
	}
	b.press, b.known = newPresser(c.Set), newKnown()
	for l, v := range b.voices {
		for of, list := range v.tongue().lists {
			list.Press = b.press.query(stats.Lang(l), list.Query, false)
			v.tongue().lists[of] = list
		}
	}
	b.examples = sync.OnceValue(b.readExamples)
	var err error
	if b.commands, err = b.newCommands(); err != nil {
		return nil, err
	}
	b.guard = newGuard(b)
	if err := b.guard.checkPictures(b.set); err != nil {
		return nil, fmt.Errorf("making a bot: %w", err)
	}
	return b, nil
}

// Handle answers a message. It never fails and never panics: trouble is
// itself a Reply, and Report gets the error.
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
	lang = b.spoken(ctx, m, session)
	words := c == nil && m.Press == "" && m.topic == "" && m.Query == nil
	var key knownKey
	if words {
		key = b.known.key(m.Text, session, lang)
		if k := b.known.get(key); k != nil {
			b.save(ctx, m, k.session)
			return k.reply
		}
	}
	prev := b.recall(session, lang)
	if l, ok := langOf(m.Lang); ok {
		lang = l
	}
	switch {
	case m.Press != "": // nobody can read it any more
		return Reply{Kind: Trouble, Lang: lang, Text: b.voices[lang].stale()}
	case c != nil && c.run != nil:
		return c.run(ctx, m, lang)
	}
	q := b.question(m, c, prev, lang)
	r, session, ok := b.answer(ctx, m, q)
	if words && ok && keepable(&r, &q) {
		b.known.put(key, &knownReply{r, session})
	}
	return r
}

// answer says what answers a question, and gives what the conversation has come
// to with it. ok is false where the reply is an apology.
func (b *Bot) answer(ctx context.Context, m Message, q ask.Question) (r Reply, session []byte, ok bool) {
	t := b.tell(m, q)
	if err := b.guard.check(t.reply, t.said, t.named); err != nil {
		b.report(err)
		return b.trouble(q.Lang), nil, false
	}
	b.addPresses(t.reply)
	return *t.reply, b.keep(ctx, m, q), true
}

// question reads a message; a command or a pressed button needs no reading.
func (b *Bot) question(m Message, c *command, prev ask.Context, lang stats.Lang) ask.Question {
	switch {
	case c != nil && c.kind != "":
		prev.Known, prev.Lang = true, lang
		return ask.Question{Lang: lang, Kind: c.kind, Help: c.help, Next: prev}
	case m.topic != "":
		return ask.Question{Lang: lang, Kind: ask.Info, Topic: m.topic, Next: ask.Context{Known: true, Lang: lang, Topic: m.topic}}
	case m.Query == nil:
		return b.parser.Parse(m.Text, prev)
	}
	return ask.Question{
		Lang: lang, Kind: ask.Figures, Readings: []stats.Query{*m.Query}, Chart: m.picture,
		Next: ask.Context{Known: true, Lang: lang, Last: *m.Query, Before: prev.Last},
	}
}

// keep saves what the conversation has come to; of one in which someone may
// be in danger, nothing is left.
func (b *Bot) keep(ctx context.Context, m Message, q ask.Question) (session []byte) {
	if q.Kind == ask.Support {
		if err := b.clear(ctx, m); err != nil {
			b.report(err)
		}
		return nil
	}
	if q.Kind == ask.Help && q.Help == ask.HelpSwitch && !m.Alone {
		b.prefer(ctx, m, q.Lang)
	}
	session = encodeSession(q.Next)
	b.save(ctx, m, session)
	return session
}

// tell composes the reply to a question.
func (b *Bot) tell(m Message, q ask.Question) *telling {
	t := &telling{set: b.set, voice: b.voices[q.Lang], reply: &Reply{Kind: q.Kind, Lang: q.Lang, Trace: q.Trace}}
	switch q.Kind {
	case ask.Figures:
		b.tellFigures(t, m, q)
	case ask.Choice:
		t.choose(q.Readings)
		t.reply.Chart = q.Chart
	case ask.Unavailable:
		t.missing(&q, nil)
	case ask.Info:
		b.tellInfo(t, q)
	case ask.Support:
		*t.reply = Reply{Kind: ask.Support, Lang: q.Lang, Contacts: b.contacts[q.Lang], Text: t.voice.danger(b.danger)}
	case ask.Offtopic:
		t.reply.Text = t.voice.offtopic(b.set.Title.In(q.Lang), b.offerExamples(t, m))
	default:
		t.reply.Kind = ask.Help
		var shown []string
		switch q.Help {
		case ask.HelpThanks, ask.HelpBye, ask.HelpSwitch:
		default:
			shown = b.offerExamples(t, m)
		}
		t.reply.Text = t.voice.help(q.Help, b.set.Title.In(q.Lang), shown)
	}
	return t
}

// tellFigures evaluates a query; what it turns out to lack is said as such.
func (b *Bot) tellFigures(t *telling, m Message, q ask.Question) {
	if len(q.Readings) == 0 {
		panic(errors.New("a question of kind figures has no reading"))
	}
	a, err := b.set.Eval(q.Readings[0])
	switch {
	case err != nil && m.Query != nil && !b.has(*m.Query):
		*t.reply = Reply{Kind: Trouble, Lang: q.Lang, Text: t.voice.stale()}
		return
	case err != nil:
		b.report(err)
		*t.reply = b.trouble(q.Lang)
		return
	case a.Reason != stats.NoReason:
		t.missing(&q, &a)
	default:
		t.answer(&a)
		t.reply.Picture = t.picture(&a)
		if t.reply.Chart = q.Chart; q.Chart {
			t.rowsForChart(&a)
		}
	}
	t.reply.Answer = &a
}

// tellInfo gives a text of the set.
func (b *Bot) tellInfo(t *telling, q ask.Question) {
	topic := b.set.Topic(q.Topic)
	if topic == nil {
		panic(fmt.Errorf("a question about the topic %q, which the set has not", q.Topic))
	}
	t.reply.Topic, t.reply.Title, t.reply.Text = q.Topic, topic.Title.In(q.Lang), topic.Text.In(q.Lang)
	t.reply.Source = t.voice.source()
}

// offerExamples adds questions that can be asked as buttons, and gives their
// texts. The message chooses which ones, so that it always gets the same.
func (b *Bot) offerExamples(t *telling, m Message) []string {
	hash := fnv.New32a()
	hash.Write([]byte(m.ID))
	shown := examples(examplesIn(b.set, t.reply.Lang), hash.Sum32())
	for _, example := range shown {
		if c, ok := b.examples()[t.reply.Lang][example]; ok {
			t.reply.Next = append(t.reply.Next, c)
		}
	}
	return shown
}

// readExamples makes buttons of the set's examples, by their texts; of those
// that a data set gives and the parser cannot read, none.
func (b *Bot) readExamples() (read [len(stats.Langs)]map[string]Choice) {
	for l, v := range b.voices {
		lang := stats.Lang(l)
		t := &telling{set: b.set, voice: v, reply: &Reply{Lang: lang}}
		read[l] = map[string]Choice{}
		for _, example := range examplesIn(b.set, lang) {
			if q := b.parser.Parse(example, ask.Context{Lang: lang}); readable(q) {
				query := q.Readings[0]
				read[l][example] = Choice{Label: t.label(query), Ask: example, Query: query, Press: b.press.query(lang, query, false)}
			}
		}
	}
	return read
}

// trouble is the reply to anything that fails.
func (b *Bot) trouble(l stats.Lang) Reply {
	return Reply{Kind: Trouble, Lang: l, Text: b.voices[l].trouble()}
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
	return Reply{Kind: ask.Help, Lang: lang, Text: b.voices[lang].forgotten()}
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
