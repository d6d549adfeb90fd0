package bot

import (
	"strconv"
	"strings"

	"cifra/stats"
)

// english is the English voice.
type english struct {
	*speaker
	numbers  [10]string
	ordinals [10]string
}

func newEnglish(set *stats.Set, several bool) *english {
	e := &english{
		numbers:  [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"},
		ordinals: [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"},
	}
	e.speaker = newSpeaker(set, stats.EN, several, func(p *stats.Population) string {
		if p.Total.Count == 1 {
			return "the 1 " + p.One.EN
		}
		return "the " + countText(p.Total.Count) + " " + p.Many.EN
	}, e.title)
	e.ready(e)
	return e
}

func (e *english) tongue() *speaker { return e.speaker }

func (e *english) and(items []string) string {
	return list(items, func(before, next string) string { return before + " and " + next })
}

func (e *english) orWith(before, next string) string { return before + " or " + next }

func (e *english) ordinal(n int) string {
	if n >= 1 && n <= len(e.ordinals) {
		return e.ordinals[n-1]
	}
	digits, suffix := strconv.Itoa(n), "th"
	if n%100/10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return digits + suffix
}

func (e *english) who(p *stats.Population) string {
	if p.Persons {
		return "who"
	}
	return "that"
}

func (e *english) title(b *stats.Breakdown) string {
	if b.Population == nil {
		return lower(b.Dimension.Title.EN)
	}
	return b.Population.Many.EN + " by " + b.Dimension.Label.EN
}

// listOf names a list within a sentence: "the list of members by age".
func (e *english) listOf(b *stats.Breakdown) string {
	return "the list of " + e.title(b)
}

// whole is what a row is a part of, by its base.
func (e *english) whole(r stats.Row) string {
	p, b := e.of(r.Figure), r.Figure.Breakdown
	switch {
	case r.Of != nil:
		return "the " + countText(r.Base) + " " + e.of(r.Of).nouns
	case r.Base == 0 || r.Base == r.Figure.Population.Total.Count:
		return p.whole
	case b.Complete:
		return "the " + countText(r.Base) + " " + p.many + " whose " + b.Dimension.Label.EN + " is known"
	}
	return "the " + countText(r.Base) + " in " + e.listOf(b)
}

// counted is a count with its noun: "609 female victims". One of a category
// is said with its predicate, since an adjective may not have a singular.
func (e *english) counted(r stats.Row) string {
	p := e.of(r.Figure)
	switch {
	case unstated(r):
		return p.noun + " (" + p.count + ")"
	case r.Figure.Count == 1 && r.Figure.Category != nil:
		return "1 " + p.one + " " + e.who(r.Figure.Population) + " " + p.was
	}
	return p.count + " " + p.noun
}

// clause is a figure by itself: "609 of the 1,257 victims were female (48.4%)".
func (e *english) clause(r stats.Row) string {
	p := e.of(r.Figure)
	switch {
	case r.Figure.Measure != nil:
		return p.says
	case r.Figure.Parts != nil:
		return "the source's figures add up to " + p.count + " " + p.noun
	case r.Figure.Category == nil:
		return "the source counts " + p.count + " " + p.noun
	case unstated(r):
		list := r.Figure.Breakdown.Figures
		return p.label + ": " + p.count + ", the " + e.ordinal(r.Rank) + " of " +
			numberWord(&e.numbers, len(list)) + " in the list of " + p.title
	}
	return p.count + " of " + e.whole(r) + " " + p.did + e.bracket(r)
}

func (e *english) counts(rows []stats.Row) string {
	if len(rows) > 1 && allTotals(rows) {
		return "the source counts " + e.and(e.everyCounted(rows))
	}
	var said []string
	for _, part := range groups(rows, byPopulation) {
		switch {
		case len(part) == 1:
			said = append(said, e.clause(part[0]))
		case unstated(part[0]):
			for _, list := range groups(part, byBreakdown) {
				said = append(said, e.of(list[0].Figure).title+": "+e.and(e.labels(list)))
			}
		default:
			said = append(said, e.chain(part))
		}
	}
	return strings.Join(said, "; ")
}

func (e *english) everyCounted(rows []stats.Row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = e.counted(r)
	}
	return out
}

// chain says several figures of one population, naming its total once.
func (e *english) chain(rows []stats.Row) string {
	out := make([]string, len(rows))
	for i, r := range rows {
		p := e.of(r.Figure)
		out[i] = p.count + " " + p.did + e.bracket(r)
		if i == 0 || r.Figure.Category == nil || r.Of != rows[i-1].Of {
			out[i] = e.clause(r)
		}
	}
	return e.and(out)
}

func (e *english) leads(r stats.Row, alone bool) string {
	b := r.Figure.Breakdown
	switch {
	case unstated(r) && alone:
		return e.place(r, 1)
	case !alone:
		return e.clause(r)
	case b.Complete:
		return e.clause(r) + ", the largest group"
	}
	return e.clause(r) + ", the largest group listed"
}

func (e *english) leaders(tops []stats.Row) string {
	return "the largest groups: " + e.counts(tops)
}

func (e *english) ranking(rows []stats.Row, largestFirst bool) string {
	order := "from smallest to largest"
	if largestFirst {
		order = "from largest to smallest"
	}
	if unstated(rows[0]) {
		return order + " in " + e.of(rows[0].Figure).title + ": " + e.and(e.labels(rows))
	}
	if !largestFirst && !rows[0].Figure.Breakdown.Complete {
		order += " in the list"
	}
	return order + ": " + e.chain(rows)
}

func (e *english) place(r stats.Row, n int) string {
	where := "in " + e.ordinal(n) + " place"
	switch {
	case n == -1:
		where = "in last place"
	case n < 0:
		where = "in " + e.ordinal(-n) + " place from the bottom"
	}
	p := e.of(r.Figure)
	if unstated(r) {
		return where + " in the list of " + p.title + ": " + p.label + ", with " + p.count
	}
	if !r.Figure.Breakdown.Complete {
		where += " in the list"
	}
	return where + " by " + r.Figure.Breakdown.Dimension.Label.EN + ": " + e.clause(r)
}
