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
type commandTexts struct{ help, about, hotlines, language, forget, start, home nameAbout }

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
	query *stats.Query
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
	for _, c := range b.set.Commands {
		out = append(out, &command{Command: Command{Name: c.Name, About: c.About}, query: &c.Query})
	}
	en, es := b.voices[stats.EN].commands(), b.voices[stats.ES].commands()
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
	called(en.forget, es.forget, command{run: b.forget, typed: true, changes: true})
	called(en.start, es.start, command{kind: ask.Help, help: ask.HelpGreeting, hidden: true})
	called(en.home, es.home, command{run: b.home, hidden: true})
	taken := map[string]bool{}
	for _, c := range out {
		if taken[c.Name.EN] || taken[c.Name.ES] {
			return nil, fmt.Errorf("making a bot: data set %q: command %q or %q is one that every bot has", b.set.ID, c.Name.EN, c.Name.ES)
		}
		taken[c.Name.EN], taken[c.Name.ES] = true, true
	}
	return out, nil
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
		m.Query = c.query
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
	if c != nil && !(c.changes && m.Alone) && (isCommand || c.typed && (rest == "" || languageNamed(rest) != "")) {
		m.Command, m.Text = name, strings.TrimSpace(rest)
	}
}

// unpress reads what a button carries, and says whether it could.
func (b *Bot) unpress(m *Message) bool {
	p, ok := b.press.parse(m.Press)
	if l, known := langOf(m.Press); known && m.Lang == "" {
		m.Lang = l.String()
	}
	if !ok || p.topic != "" && b.set.Topic(p.topic) == nil {
		return false
	}
	if p.command != "" {
		if c, _ := b.named(p.command); c == nil {
			return false
		}
	}
	m.Press, m.Lang = "", p.lang.String()
	m.Query, m.picture, m.topic, m.Command, m.Text = p.query, p.picture, p.topic, p.command, p.argument
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
	v := b.voices[lang]
	return Reply{
		Kind: ask.Info, Lang: lang, Title: "Cifra", Text: v.about(b.set),
		Notes: []string{b.set.Coverage.In(lang)}, Source: v.source(),
		Again: Again{
			Same:  b.press.command(lang, v.commands().about.name, ""),
			Other: b.press.command(otherLang(lang), v.commands().about.name, ""),
		},
	}
}

// language changes the language, or asks which one it shall be.
func (b *Bot) language(ctx context.Context, m Message, lang stats.Lang) Reply {
	if code := languageNamed(m.Text); code != "" {
		chosen, _ := langOf(code)
		b.prefer(ctx, m, chosen)
		c := b.recall(b.saved(ctx, m), chosen)
		c.Known = true
		b.save(ctx, m, encodeSession(c))
		return Reply{Kind: ask.Help, Lang: chosen, Text: b.voices[chosen].help(ask.HelpSwitch, "", nil)}
	}
	return Reply{Kind: ask.Help, Lang: lang, Text: b.voices[lang].pickLanguage(), Next: b.languages()}
}

// languages are the languages to choose from, each in its own.
func (b *Bot) languages() []Choice {
	var out []Choice
	for _, l := range stats.Langs {
		name := WordsIn(l).LanguageName
		out = append(out, Choice{Label: name, Ask: name, Press: b.press.command(l, b.voices[l].commands().language.name, l.String())})
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
	v := b.voices[lang]
	t := &telling{set: b.set, voice: v, reply: &Reply{Kind: ask.Help, Lang: lang, Title: b.set.Title.In(lang)}}
	q := stats.Query{Op: stats.OpCount}
	for _, p := range b.set.Populations {
		q.Terms = append(q.Terms, stats.Term{p.Total.ID})
	}
	a, err := b.set.Eval(q)
	if err != nil {
		b.report(err)
		return b.trouble(lang)
	}
	r := t.reply
	r.Text, r.Rows, r.Read = v.help(ask.HelpWhat, r.Title, nil), t.rows(a.Figures), b.set.Period.Label.In(lang)
	b.offerExamples(t, m)
	t.notes(&a)
	r.Source, r.Contacts, r.Languages = v.source(), b.contacts[lang], b.languages()
	if err := b.guard.check(r, []*stats.Answer{&a}, ""); err != nil {
		b.report(err)
		return b.trouble(lang)
	}
	b.addPresses(r)
	return *r
}
