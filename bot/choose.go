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
		return b.readNamed(text, c, q, b.books[q.Named.Only()])
	case q.Named.List && q.Kind != ask.Figures:
		q.Kind, q.Help = ask.Help, ask.HelpSets
		return asked{book: first, question: q}
	case q.Named.Last:
		return b.readNamed(text, c, q, c.last)
	case q.Named.Rest && len(b.books) == 2:
		return b.readNamed(text, c, q, b.books[1-slices.Index(b.books, c.last)])
	case c.across && q.Follows && inFigures(q.Kind):
		return b.readAcross(text, c, ask.Named{All: true})
	}
	if last := c.last; last != first {
		on := last.parser.Parse(text, c.of(last))
		switch {
		case on.Kind == ask.Support,
			last.answers(&on) && (on.Follows || leans(&on, last.parser.Parse(text, c.fresh()))),
			on.Follows && on.Kind == ask.Unavailable && on.Absent == "": // not of something that this set lacks and another may have
			return asked{book: last, question: on}
		}
	}
	if first.answers(&q) || !inVain(&q) || b.leansOn(first, text, c, &q) {
		return asked{book: first, question: q}
	}
	for _, k := range b.books {
		if k == first {
			continue
		}
		if other := k.parser.Parse(text, c.fresh()); k.answers(&other) {
			return asked{book: k, question: other, instead: first}
		}
	}
	return asked{book: first, question: q}
}

// inVain says whether a question that has no answer may have one from another
// set.
func inVain(q *ask.Question) bool {
	switch q.Kind {
	case ask.Figures, ask.Unavailable, ask.Offtopic:
		return true
	}
	return q.Kind == ask.Help && q.Help == ask.HelpEmpty
}

// leansOn says whether a question goes on from what a set said last. A word that
// the set does not know may be what another one is asked for.
func (b *Bot) leansOn(k *book, text string, c conversation, q *ask.Question) bool {
	if q.Strange || c.of(k).Last.Op == 0 {
		return false
	}
	return q.Follows || q.Kind == ask.Figures && leans(q, k.parser.Parse(text, c.fresh()))
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
	if bare.Kind != ask.Help || bare.Help != ask.HelpEmpty || k.answers(&q) {
		if q.Follows && c.Last.Op != 0 && !k.has(c.Last) && !k.answers(&q) {
			q.Kind, q.Reason = ask.Unavailable, stats.NotMeasured
		}
		return asked{book: k, question: q}
	}
	return b.readName(k, c, bare.Lang, named.Use)
}

// readName reads the bare name of a set: as a wish to use it, or as the last
// question, put to it.
func (b *Bot) readName(k *book, c conversation, lang stats.Lang, use bool) asked {
	q := ask.Question{Lang: lang, Next: c.carried(k)}
	last, lacks := c.last.translated(c.Last, k)
	refused := c.Refused
	if refused == stats.Place {
		refused = stats.NoReason // the set is now the place
	}
	switch {
	case use || c.Last.Op == 0 && c.Refused == stats.NoReason && c.Topic == "":
		q.Kind, q.Help = ask.Help, ask.HelpSet
	case c.Topic != "" && k.set.Topic(c.Topic) != nil:
		q.Kind, q.Topic = ask.Info, c.Topic
		q.Next.Topic = c.Topic
	case refused != stats.NoReason: // what Last leaves out, nobody has
		q.Kind, q.Reason = ask.Unavailable, refused
		if absent := k.set.AbsentByID(c.Lacking); absent != nil {
			q.Absent = absent.ID
		}
		if lacks == stats.NoReason && last.Op != 0 {
			q.Near = []stats.Query{last}
		}
	case lacks != stats.NoReason:
		q.Kind, q.Reason = ask.Unavailable, lacks
		if last.Op != 0 {
			q.Near = []stats.Query{last}
		}
	default:
		q.Kind, q.Readings = ask.Figures, []stats.Query{last}
		q.Next.Last, q.Next.Before = last, stats.Query{}
	}
	q.Next.Known, q.Next.Lang = true, lang
	if q.Kind == ask.Figures {
		q.Next.Refused, q.Next.Lacking = stats.NoReason, ""
	}
	return asked{book: k, question: q, chosen: q.Help == ask.HelpSet}
}

// translated puts a query to another set: the same figures, or else those of the
// same category, where the other set has them of one population alone. Where
// there are none, it says why, and gives the list that they are not in.
func (k *book) translated(q stats.Query, to *book) (stats.Query, stats.Reason) {
	terms := make([]stats.Term, len(q.Terms))
	for i, t := range q.Terms {
		for _, id := range t {
			same, lacks := k.counterpart(id, to)
			if lacks != stats.NoReason {
				var list stats.Query
				if same != "" {
					list = stats.Query{Op: stats.OpBreakdown, Terms: []stats.Term{{same}}}
				}
				return list, lacks
			}
			terms[i] = append(terms[i], same)
		}
	}
	q.Terms = terms
	if q.Op == 0 {
		return q, stats.NotMeasured
	}
	return q, stats.NoReason
}

func (k *book) counterpart(id stats.ID, to *book) (stats.ID, stats.Reason) {
	if to.set.Figure(id) != nil || to.set.Breakdown(id) != nil {
		return id, stats.NoReason
	}
	list, category := k.set.Breakdown(id), ""
	if f := k.set.Figure(id); f != nil && f.Category != nil {
		list, category = f.Breakdown, "."+f.Category.ID
	}
	if list == nil {
		return "", stats.NotMeasured
	}
	var found []stats.ID
	for _, b := range to.set.Breakdowns {
		if b.Dimension.ID == list.Dimension.ID && (b.Population == nil || list.Population == nil || b.Population.ID == list.Population.ID) {
			found = append(found, b.ID)
		}
	}
	switch {
	case len(found) != 1:
		return "", stats.NotMeasured
	case category == "":
		return found[0], stats.NoReason
	case to.set.Figure(found[0]+stats.ID(category)) == nil:
		return found[0], stats.Unlisted
	}
	return found[0] + stats.ID(category), stats.NoReason
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
		case q.Kind == ask.Help && q.Help == ask.HelpEmpty && c.Last.Op != 0 && k.has(c.Last):
			q.Kind, q.Readings = ask.Figures, []stats.Query{c.Last}
		}
		parts = append(parts, asked{book: k, question: q})
	}
	first := parts[0]
	for _, p := range parts {
		if inFigures(p.question.Kind) {
			first.across = parts
		}
	}
	return first
}

// inFigures says whether a question of a kind is one about figures.
func inFigures(kind ask.Kind) bool {
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
	turned bool  // the one before the last was from another set
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

func (c conversation) fresh() ask.Context {
	return ask.Context{Known: c.Known, Lang: c.Lang, Several: c.Several}
}
