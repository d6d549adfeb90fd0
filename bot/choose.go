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
// where that one cannot answer, the first other that can.
func (b *Bot) read(text string, c conversation) asked {
	first := c.chosen
	q := first.parser.Parse(text, c.of(first))
	switch {
	case len(b.books) == 1 || q.Kind == ask.Support:
		return asked{book: first, question: q}
	case q.Named.Several():
		return b.readAcross(text, c, q.Named)
	case q.Named.Only() >= 0:
		return b.readNamed(text, c, q, b.books[q.Named.Only()])
	case q.Named.Last:
		return b.readNamed(text, c, q, c.last)
	case c.across && q.Follows:
		return b.readAcross(text, c, ask.Named{All: true})
	}
	if last := c.last; last != first {
		on := last.parser.Parse(text, c.of(last))
		if on.Kind == ask.Support || last.answers(&on) && (on.Follows || leans(&on, last.parser.Parse(text, c.fresh()))) {
			return asked{book: last, question: on}
		}
	}
	if !first.answers(&q) && (q.Kind == ask.Figures || q.Kind == ask.Unavailable || q.Kind == ask.Offtopic || q.Kind == ask.Help && q.Help == ask.HelpEmpty) {
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
// to be used from now on; to compare with a set is to ask another one, too.
func (b *Bot) readNamed(text string, c conversation, q ask.Question, k *book) asked {
	named := q.Named
	q = k.parser.Parse(text, c.carried(k))
	if other := c.other(k); q.Compares && other != nil && len(readings(&q)) == 1 && len(q.Readings[0].Terms) == 1 {
		return b.readAcross(text, c, ask.Named{Sets: b.bit(k) | b.bit(other)})
	}
	bare := k.parser.Parse(text, c.fresh())
	if bare.Kind != ask.Help || bare.Help != ask.HelpEmpty {
		if q.Follows && c.Last.Op != 0 && !k.has(c.Last) && !k.answers(&q) {
			q.Kind, q.Reason = ask.Unavailable, stats.NotMeasured
		}
		return asked{book: k, question: q}
	}
	q = ask.Question{Lang: bare.Lang, Next: c.carried(k)}
	q.Next.Known, q.Next.Lang = true, bare.Lang
	switch {
	case named.Use || c.Last.Op == 0:
		q.Kind, q.Help = ask.Help, ask.HelpSet
		return asked{book: k, question: q, chosen: true}
	case !k.has(c.Last):
		q.Kind, q.Reason = ask.Unavailable, stats.NotMeasured
	default:
		q.Kind, q.Readings = ask.Figures, []stats.Query{c.Last}
	}
	return asked{book: k, question: q}
}

// readAcross reads a message for each of the sets that it names. Where it has
// nothing beside the names, the last question is asked of all.
func (b *Bot) readAcross(text string, c conversation, named ask.Named) asked {
	var parts []asked
	for _, k := range b.books {
		if !named.All && named.Sets&b.bit(k) == 0 {
			continue
		}
		q := k.parser.Parse(text, c.carried(k))
		switch {
		case q.Follows && c.Last.Op != 0 && !k.has(c.Last):
			q.Kind, q.Reason, q.Near = ask.Unavailable, stats.NotMeasured, nil
		case q.Kind == ask.Help && c.Last.Op != 0 && k.has(c.Last):
			q.Kind, q.Readings = ask.Figures, []stats.Query{c.Last}
		}
		parts = append(parts, asked{book: k, question: q})
	}
	first := parts[0]
	for _, p := range parts {
		if b.inFigures(p.question.Kind) {
			first.across = parts
		}
	}
	return first
}

// inFigures says whether a question of a kind is one about figures.
func (b *Bot) inFigures(kind ask.Kind) bool {
	return kind == ask.Figures || kind == ask.Choice || kind == ask.Unavailable
}

// bit stands for a set in ask.Named.
func (b *Bot) bit(k *book) uint64 { return 1 << slices.Index(b.books, k) }

// conversation is what a conversation has come to: the Context is that of the
// last reply about figures, and of the set that gave it.
type conversation struct {
	ask.Context
	last   *book
	chosen *book // by which it goes
	across bool  // the last reply was from several
}

// carried is the context for a set that is named: what was said of another
// stands, as far as the set has the same figures.
func (c conversation) carried(k *book) ask.Context {
	if k == c.last || k.has(c.Last) && k.has(c.Before) {
		return c.Context
	}
	return c.fresh()
}

// other is the set that the conversation is about beside one, or nil.
func (c conversation) other(k *book) *book {
	switch k {
	case c.chosen:
		if c.last != k {
			return c.last
		}
		return nil
	}
	return c.chosen
}

// of is the context for a set: a question goes on from what the same set said.
func (c conversation) of(k *book) ask.Context {
	if k == c.last {
		return c.Context
	}
	return c.fresh()
}

func (c conversation) fresh() ask.Context { return ask.Context{Known: c.Known, Lang: c.Lang} }
