package bot

import (
	"slices"

	"cifra/bot/ask"
	"cifra/stats"
)

// asked is a question and the data set that it is put to.
type asked struct {
	book     *book
	question ask.Question
	instead  *book // the set that was asked first, and cannot answer
	chosen   bool  // the conversation goes by the book from now on
	across   []asked
}

// read reads a message. Which set answers, where there are several: the one
// that it names; the one that the last reply was from, where the message goes
// on from that; the one that the conversation goes by, or else the first; and
// where that one cannot answer, the first other that can. What goes on from
// something that the other set knows nothing of is not for it to answer: "what
// share of all is that?".
func (b *Bot) read(text string, c conversation) asked {
	first := c.chosen
	q := first.parser.Parse(text, c.of(first))
	switch {
	case len(b.books) == 1 || q.Kind == ask.Support:
		return asked{book: first, question: q}
	case q.Named.Several():
		return b.readAcross(text, c, q.Named)
	case q.Named.Only() >= 0:
		return b.readNamed(text, c, q)
	}
	if last := c.last; last != first {
		on := last.parser.Parse(text, c.of(last))
		if on.Kind == ask.Support || last.answers(&on) && leans(&on, last.parser.Parse(text, c.fresh())) {
			return asked{book: last, question: on}
		}
	}
	leaning := !q.Strange && (q.Leans || q.Kind == ask.Figures && leans(&q, first.parser.Parse(text, c.fresh())))
	if !first.answers(&q) && !leaning && (q.Kind == ask.Figures || q.Kind == ask.Unavailable || q.Kind == ask.Offtopic || q.Kind == ask.Help && q.Help == ask.HelpEmpty) {
		for _, k := range b.books {
			if k == first {
				continue
			}
			if other := k.parser.Parse(text, c.fresh()); k.answers(&other) {
				return asked{book: k, question: other, instead: first}
			}
		}
	}
	return asked{book: first, question: q}
}

// leans says whether a question would be another without what was said before.
func leans(q *ask.Question, fresh ask.Question) bool {
	return q.Kind != fresh.Kind || !slices.EqualFunc(q.Readings, fresh.Readings, stats.Query.Equal)
}

// readNamed reads a message that names one set. With nothing beside the name it
// asks the last question again, of that set ("and nationally?"), or for the set
// to be used from now on.
func (b *Bot) readNamed(text string, c conversation, q ask.Question) asked {
	k, use := b.books[q.Named.Only()], q.Named.Use
	lang := q.Lang
	q = k.parser.Parse(text, c.of(k))
	if bare := k.parser.Parse(text, ask.Context{Known: c.Known, Lang: c.Lang}); bare.Kind != ask.Help || bare.Help != ask.HelpEmpty {
		return asked{book: k, question: q}
	}
	q = ask.Question{Lang: lang, Next: c.of(k)}
	last := c.Context.Last
	if k.has(last) {
		q.Next = c.Context
	}
	q.Next.Known, q.Next.Lang = true, lang
	switch {
	case use || last.Op == 0:
		q.Kind, q.Help = ask.Help, ask.HelpSet
		return asked{book: k, question: q, chosen: true}
	case !k.has(last):
		q.Kind, q.Reason = ask.Unavailable, stats.NotMeasured
	default:
		q.Kind, q.Readings = ask.Figures, []stats.Query{last}
	}
	return asked{book: k, question: q}
}

// readAcross reads a message for each of the sets that it names. Where it has
// nothing beside the names, the last question is asked of all.
func (b *Bot) readAcross(text string, c conversation, named ask.Named) asked {
	var parts []asked
	for i, k := range b.books {
		if !named.All && named.Sets&(1<<i) == 0 {
			continue
		}
		q := k.parser.Parse(text, c.of(k))
		if q.Kind == ask.Help && c.Context.Last.Op != 0 && k.has(c.Context.Last) {
			q.Kind, q.Readings = ask.Figures, []stats.Query{c.Context.Last}
		}
		parts = append(parts, asked{book: k, question: q})
	}
	first := parts[0]
	switch first.question.Kind {
	case ask.Figures, ask.Choice, ask.Unavailable:
		first.across = parts
	}
	return first
}

// conversation is what a conversation has come to: the Context is that of the
// last reply about figures, and of the set that gave it.
type conversation struct {
	ask.Context
	last   *book
	chosen *book // by which it goes
}

// of is the context for a set: a question goes on from what the same set said.
func (c conversation) of(k *book) ask.Context {
	if k == c.last {
		return c.Context
	}
	return c.fresh()
}

func (c conversation) fresh() ask.Context { return ask.Context{Known: c.Known, Lang: c.Lang} }
