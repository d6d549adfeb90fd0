package bot

import (
	"context"
	"fmt"
	"strings"

	"cifra/bot/ask"
	"cifra/stats"
)

// Command is what people can ask for by name, behind a slash.
type Command struct {
	Name  stats.Text // "hotlines", "lineas": at most 32 of a-z, 0-9 and _
	About stats.Text // a few words for a list of commands
}

// commandTexts are the names and descriptions of the commands that every bot
// has, in one language.
type commandTexts struct{ help, about, hotlines, language, data, forget, start, home nameAbout }

type nameAbout struct{ name, about string }

// command is a Command and what it does: one of a kind of question, a query,
// and a function.
type command struct {
	Command
	hidden  bool // not listed: platforms have a button for it
	typed   bool // without a slash it is understood, too
	changes bool // what is remembered of the person

	kind  ask.Kind
	help  ask.HelpKind
	query map[*book]*stats.Query // of a command of data sets: what it asks each
	run   func(ctx context.Context, m Message, lang stats.Lang) Reply
}

// Commands lists the commands: first those of the data set, then those that
// every bot has.
func (b *Bot) Commands() []Command {
	var out []Command
	for _, c := range b.commands {
		if !c.hidden {
			out = append(out, c.Command)
		}
	}
	return out
}

// newCommands makes the commands. The error says which name a data set and the
// bot itself both use.
func (b *Bot) newCommands() ([]*command, error) {
	var out []*command
	for _, k := range b.books {
		out = withQueries(out, k)
	}
	en, es := b.books[0].voices[stats.EN].commands(), b.books[0].voices[stats.ES].commands()
	called := func(en, es nameAbout, c command) {
		c.Command = Command{
			Name:  stats.Text{EN: en.name, ES: es.name},
			About: stats.Text{EN: en.about, ES: es.about},
		}
		out = append(out, &c)
	}
	called(en.help, es.help, command{kind: ask.Help, help: ask.HelpWhat})
	called(en.about, es.about, command{run: b.about, typed: true})
	called(en.hotlines, es.hotlines, command{kind: ask.Support, typed: true})
	called(en.language, es.language, command{run: b.language, typed: true, changes: true})
	if len(b.books) > 1 {
		called(en.data, es.data, command{run: b.data, typed: true, changes: true})
	}
	called(en.forget, es.forget, command{run: b.forget, typed: true, changes: true})
	called(en.start, es.start, command{kind: ask.Help, help: ask.HelpGreeting, hidden: true})
	called(en.home, es.home, command{run: b.home, hidden: true})
	taken := map[string]bool{}
	for _, c := range out {
		if taken[c.Name.EN] || taken[c.Name.ES] {
			return nil, fmt.Errorf("making a bot: the command %q or %q of a data set is one that every bot has", c.Name.EN, c.Name.ES)
		}
		taken[c.Name.EN], taken[c.Name.ES] = true, true
	}
	return out, nil
}

// withQueries adds the commands of a set. Of sets that use one name for
// different things in either language, the first has it.
func withQueries(all []*command, k *book) []*command {
	before := all
next:
	for _, c := range k.set.Commands {
		for _, other := range before {
			switch en, es := other.Name.EN == c.Name.EN, other.Name.ES == c.Name.ES; {
			case en && es:
				other.query[k] = &c.Query
				continue next
			case en || es || other.Name.EN == c.Name.ES || other.Name.ES == c.Name.EN:
				continue next
			}
		}
		all = append(all, &command{Command: Command{Name: c.Name, About: c.About}, query: map[*book]*stats.Query{k: &c.Query}})
	}
	return all
}

// called finds the command that a message gives, and reads what a button
// carries into the message. A Press that nobody can read stays in it.
func (b *Bot) called(m *Message) *command {
	if m.Command == "" && m.Press == "" && m.Query == nil {
		b.slashed(m)
	}
	if m.Press == "" && m.Text != "" && b.is(m.Command, ask.HelpGreeting) {
		m.Press, m.Command, m.Text = m.Text, "", "" // a link that starts a chat
	}
	if m.Press != "" && !b.unpress(m) {
		return nil
	}
	if m.Command == "" {
		return nil
	}
	c, lang := b.named(m.Command)
	if lang != "" && (lang != stats.EN.String() || c.query != nil) { // the English names of /help and the like are what everybody knows
		m.Lang = lang
	}
	switch {
	case c != nil && c.query == nil:
		return c
	case c != nil && m.Text == "":
		m.asks = c
	default: // "/victims women" asks what its words ask
		m.Text = strings.TrimSpace(m.Command + " " + m.Text)
	}
	return nil
}

// slashed reads a command that was typed as text. Words that stand alone, and
// may not even be the person's own, give no command that changes anything.
func (b *Bot) slashed(m *Message) {
	text := strings.TrimSpace(m.Text)
	name, isCommand := strings.CutPrefix(text, "/")
	name, rest, _ := strings.Cut(name, " ")
	if len(name) > 2*mostPress || !isCommand && strings.Contains(rest, " ") {
		return
	}
	c, _ := b.named(name)
	if c != nil && !(c.changes && m.Alone) && (isCommand || c.typed && (rest == "" || languageNamed(rest) != "" || b.bookNamed(rest) != nil)) {
		m.Command, m.Text = name, strings.TrimSpace(rest)
	}
}

// unpress reads what a button carries, and says whether it could.
func (b *Bot) unpress(m *Message) bool {
	p, ok := b.pressed(m.Press)
	if l, known := langOf(m.Press); known && m.Lang == "" {
		m.Lang = l.String()
	}
	if !ok {
		return false
	}
	if p.command != "" {
		if c, _ := b.named(p.command); c == nil {
			return false
		}
	}
	m.Press, m.Lang = "", p.lang.String()
	m.book, m.Query, m.picture, m.topic, m.Command, m.Text = p.book, p.query, p.picture, p.topic, p.command, p.argument
	return true
}

// is says whether a name is that of a command which gives a sort of help.
func (b *Bot) is(name string, help ask.HelpKind) bool {
	c, _ := b.named(name)
	return c != nil && c.help == help
}

// named finds a command by its name in either language, with accents or
// without, and says which language it is of, if it is of one only.
func (b *Bot) named(name string) (*command, string) {
	if name == "" {
		return nil, ""
	}
	name = unaccented(name)
	for _, c := range b.commands {
		switch en, es := name == c.Name.EN, name == c.Name.ES; {
		case en && es:
			return c, ""
		case en:
			return c, stats.EN.String()
		case es:
			return c, stats.ES.String()
		}
	}
	return nil, ""
}

func unaccented(s string) string {
	return strings.Map(func(r rune) rune {
		if at := strings.IndexRune("áéíóúñ", r); at >= 0 {
			return rune("aeioun"[at/2])
		}
		return r
	}, strings.ToLower(s))
}

// about says what this is, where its figures come from and of when they are.
func (b *Bot) about(_ context.Context, _ Message, lang stats.Lang) Reply {
	v := b.books[0].voices[lang]
	r := Reply{
		Kind: ask.Info, Lang: lang, Title: "Cifra",
		Again: Again{
			Same:  pressCommand(lang, v.commands().about.name, ""),
			Other: pressCommand(otherLang(lang), v.commands().about.name, ""),
		},
	}
	var sets []*stats.Set
	var sources []string
	for _, k := range b.books {
		sets = append(sets, k.set)
		r.Notes = appendNew(r.Notes, k.set.Coverage.In(lang))
		sources = appendNew(sources, k.voices[lang].source())
	}
	r.Text, r.Source = v.about(sets), strings.Join(sources, "\n")
	return r
}

// data changes the data set that a conversation goes by, or asks which one it
// shall be.
func (b *Bot) data(ctx context.Context, m Message, lang stats.Lang) Reply {
	c := b.recall(m.before, lang)
	if k := b.bookNamed(m.Text); k != nil {
		q := asked{book: k, chosen: true, question: ask.Question{Lang: lang, Kind: ask.Help, Help: ask.HelpSet, Next: ask.Context{Known: true, Lang: lang}}}
		r, _, _ := b.answer(ctx, m, c, q)
		return r
	}
	r := Reply{Kind: ask.Help, Lang: lang}
	b.offerSets(&r, c.chosen)
	return r
}

// offerSets lists the sets, to choose from.
func (b *Bot) offerSets(r *Reply, chosen *book) {
	lang := r.Lang
	var sets []string
	for _, k := range b.books {
		sets = append(sets, k.name(lang)+": "+k.set.Title.In(lang)+", "+k.set.Period.Label.In(lang))
		r.Next = append(r.Next, Choice{
			Label: k.set.Name.In(lang), Ask: k.set.Name.In(lang),
			Press: pressCommand(lang, k.voices[lang].commands().data.name, k.set.ID),
		})
	}
	r.Text = chosen.voices[lang].pickSet(chosen.name(lang), sets)
}

// bookNamed finds a set by its id or by its name in either language.
func (b *Bot) bookNamed(s string) *book {
	s = unaccented(strings.TrimSpace(s))
	for _, k := range b.books {
		if s == k.set.ID || s == unaccented(k.set.Name.EN) || s == unaccented(k.set.Name.ES) {
			return k
		}
	}
	return nil
}

// language changes the language, or asks which one it shall be.
func (b *Bot) language(ctx context.Context, m Message, lang stats.Lang) Reply {
	if code := languageNamed(m.Text); code != "" {
		chosen, _ := langOf(code)
		b.prefer(ctx, m, chosen)
		c := b.recall(m.before, chosen)
		c.Known = true
		b.save(ctx, m, b.encode(c))
		return Reply{Kind: ask.Help, Lang: chosen, Text: b.books[0].voices[chosen].help(ask.HelpSwitch, nil, nil)}
	}
	return Reply{Kind: ask.Help, Lang: lang, Text: b.books[0].voices[lang].pickLanguage(), Next: b.languages()}
}

// languages are the languages to choose from, each in its own.
func (b *Bot) languages() []Choice {
	var out []Choice
	for _, l := range stats.Langs {
		name := WordsIn(l).LanguageName
		out = append(out, Choice{Label: name, Ask: name, Press: pressCommand(l, b.books[0].voices[l].commands().language.name, l.String())})
	}
	return out
}

// languageNamed gives the code of a language that a person named, or "".
func languageNamed(s string) string {
	switch unaccented(strings.TrimSpace(s)) {
	case "en", "english", "ingles":
		return stats.EN.String()
	case "es", "espanol", "spanish":
		return stats.ES.String()
	}
	return ""
}

// home is what a person sees who has not asked anything: the headline figures,
// what can be asked, the source, and where to turn in danger.
func (b *Bot) home(_ context.Context, m Message, lang stats.Lang) Reply {
	k := b.books[0]
	v, r := k.voices[lang], &Reply{Kind: ask.Help, Lang: lang, Title: k.set.Title.In(lang)}
	t := k.telling(r)
	q := stats.Query{Op: stats.OpCount}
	for _, p := range k.set.Populations {
		q.Terms = append(q.Terms, stats.Term{p.Total.ID})
	}
	a, err := k.set.Eval(q)
	if err != nil {
		b.report(err)
		return b.trouble(lang)
	}
	r.Text, r.Rows, r.Read = v.help(ask.HelpWhat, b.titles(lang), nil), t.rows(a.Figures), k.set.Period.Label.In(lang)
	k.offerExamples(t, m)
	t.notes(&a)
	r.Source, r.Contacts, r.Languages = v.source(), b.contacts[lang], b.languages()
	if err := k.guard.check(r, []*stats.Answer{&a}, ""); err != nil {
		b.report(err)
		return b.trouble(lang)
	}
	k.addPresses(r)
	return *r
}
