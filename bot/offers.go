package bot

import (
	"unicode/utf8"

	"cifra/bot/ask"
	"cifra/stats"
)

// What can be asked next, and between what a person can choose.

const (
	mostNext  = 3
	longLabel = 24 // characters that every platform shows of a button
)

// label names a query on a button: the longest of its names that fits.
func (t *telling) label(q stats.Query) string {
	s, v := t.voice.tongue(), t.voice
	if len(q.Terms) == 0 {
		return v.ask(q)
	}
	first := s.term(q.Terms[0])
	candidates := []string{capital(v.termName(first))}
	switch {
	case len(q.Terms) > 1 || q.Op == stats.OpComplement:
		candidates = []string{v.ask(q)}
	case first.figure != nil && first.figure.Measure != nil:
		m := first.figure.Measure
		candidates = []string{m.Label.In(s.lang), m.Short.In(s.lang)}
	case first.figure != nil && first.figure.IsTotal():
		candidates = append(candidates, first.figure.Population.Label.In(s.lang))
	case first.cross != nil || first.breakdown == nil:
	case first.figure != nil:
		candidates = append(candidates, first.figure.Category.Label.In(s.lang), first.figure.Category.Short.In(s.lang))
	default:
		candidates = append(candidates, s.lists[first.breakdown].Label)
	}
	return fits(candidates...)
}

// fits gives the first label that is short enough for a button, or else the
// first.
func fits(candidates ...string) string {
	for _, c := range candidates {
		if utf8.RuneCountInString(c) <= longLabel {
			return c
		}
	}
	return candidates[0]
}

// offer adds a choice, unless its query or its label is there.
func (t *telling) offer(choices []Choice, q stats.Query, label string) []Choice {
	c := Choice{Label: label, Ask: t.voice.ask(q), Query: q}
	if c.Ask == "" {
		return choices
	}
	for _, other := range choices {
		if other.Query.Equal(q) {
			return choices
		}
		if other.Label == label {
			c.Label = c.Ask
		}
	}
	return append(choices, c)
}

// choose fills a reply that offers readings: by what tells them apart, if one
// thing does.
func (t *telling) choose(readings []stats.Query) {
	s := t.voice.tongue()
	populations, dimensions := t.apart(readings)
	var things []string
	for i, q := range readings {
		label := t.label(q)
		switch {
		case populations != nil:
			label = populations[i].Label.In(s.lang)
			things = append(things, populations[i].Many.In(s.lang))
		case dimensions != nil:
			label = t.voice.labelBy(dimensions[i])
			things = append(things, dimensions[i].Label.In(s.lang))
		}
		t.reply.Choices = t.offer(t.reply.Choices, q, label)
	}
	t.reply.Text = t.voice.which(things)
}

// apart gives what each reading counts, where that is one thing and different
// for all; or else the dimension of each, where that is.
func (t *telling) apart(readings []stats.Query) (populations []*stats.Population, dimensions []*stats.Dimension) {
	populations = distinct(t, readings, func(p part) *stats.Population { return p.population() })
	if populations != nil {
		return populations, nil
	}
	return nil, distinct(t, readings, func(p part) *stats.Dimension {
		if p.breakdown == nil {
			return nil
		}
		return p.breakdown.Dimension
	})
}

// distinct gives what of says of each reading, or nil where it says nothing
// of one, several things of one, or the same of two.
func distinct[T comparable](t *telling, readings []stats.Query, of func(part) T) []T {
	var none T
	var out []T
	for _, q := range readings {
		parts := t.voice.tongue().parts(q)
		if len(parts) == 0 {
			return nil
		}
		thing := of(parts[0])
		for _, p := range parts {
			if of(p) != thing {
				return nil
			}
		}
		for _, other := range out {
			if other == thing {
				return nil
			}
		}
		if thing == none {
			return nil
		}
		out = append(out, thing)
	}
	return out
}

// next offers what can be asked after an answer: the same of another
// population, the whole list, another way of dividing it.
func (t *telling) next(a *stats.Answer) {
	if len(a.Query.Terms) != 1 || len(a.Figures) == 0 {
		return
	}
	s, f := t.voice.tongue(), a.Figures[0].Figure
	out := make([]Choice, 0, mostNext)
	list := func(b *stats.Breakdown) {
		if c := s.lists[b]; len(out) < mostNext && !c.Query.Equal(a.Query) {
			out = append(out, c)
		}
	}
	whole := a.Query.Op == stats.OpBreakdown || a.Query.Op == stats.OpTop || a.Query.Op == stats.OpNth
	if !whole && f.Breakdown != nil {
		list(f.Breakdown)
	}
	if q, pop := t.elsewhere(a.Query); pop != nil {
		out = t.offer(out, q, pop.Label.In(s.lang))
	}
	for _, b := range t.set.Breakdowns {
		if b.Population == f.Population && b != f.Breakdown {
			list(b)
		}
	}
	t.reply.Next = out
}

// elsewhere gives the same question about another population, if the set has
// it.
func (t *telling) elsewhere(q stats.Query) (stats.Query, *stats.Population) {
	about := t.voice.tongue().term(q.Terms[0])
	if about.cross != nil || about.breakdown == nil || about.population() == nil || q.Claim.Kind != stats.NoClaim {
		return q, nil
	}
	for _, b := range t.set.Breakdowns {
		if b.Dimension != about.breakdown.Dimension || b.Population == nil || b.Population == about.population() {
			continue
		}
		if about.figure == nil {
			q.Terms = []stats.Term{{b.ID}}
			return q, b.Population
		}
		for _, f := range b.Figures {
			if f.Category == about.figure.Category {
				q.Terms = []stats.Term{{f.ID}}
				return q, b.Population
			}
		}
	}
	return q, nil
}

// examples offers the questions of the set that stand at and after a place
// chosen by seed, so that not everybody sees the same ones.
func examples(all []string, seed uint32) []string {
	n := min(len(all), mostNext)
	out := make([]string, n)
	for i := range n {
		out[i] = all[(int(seed%uint32(len(all)))+i)%len(all)]
	}
	return out
}

// examplesIn gives the set's examples in a language.
func examplesIn(set *stats.Set, l stats.Lang) []string {
	if l == stats.ES {
		return set.Examples.ES
	}
	return set.Examples.EN
}

// readable says whether a question came to one query that has an answer.
func readable(q ask.Question) bool { return q.Kind == ask.Figures && len(q.Readings) == 1 }
