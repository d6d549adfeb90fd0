package ask

import (
	"slices"
	"strings"

	"cifra/stats"
)

// deeds reads a verb of what people did as that and no second thing to count, where
// a measure says how often they did it: "survivors who reached out themselves", and
// after them "how many times did they get in touch".
func (r *reading) deeds() {
	for i := range r.marks {
		if m := &r.marks[i]; m.is(population) && r.verbAt(i) && (r.doerBefore(i) || r.doerOfLast(i)) {
			m.meaning = meaning{filler, 0}
		}
	}
}

// verbAt reports whether a phrase is a verb: in the past, or behind "they".
func (r *reading) verbAt(i int) bool {
	if at := r.marks[i].from; at > 0 && r.t.toks[at-1].text == "they" {
		return true
	}
	for _, t := range r.t.toks[r.marks[i].from:r.marks[i].to] {
		switch t.text {
		case "reached", "got", "contacted", "called":
			return true
		case "people", "gente", "personas":
			return false
		}
		if strings.HasSuffix(t.text, "aron") || strings.HasSuffix(t.text, "ieron") {
			return true
		}
	}
	return false
}

// counted reports whether a measure says how many of one population another
// one made.
func (r *reading) counted(by, what *stats.Population) bool {
	return slices.ContainsFunc(r.set.Measures, func(m *stats.Measure) bool {
		return m.Population == by && m.Counts == what.ID
	})
}

// doerBefore reports whether those who did what a mark says stand right before it.
func (r *reading) doerBefore(i int) bool {
	what := r.set.Populations[r.marks[i].ref]
	for j := i; j > 0 && r.marks[j].brk == noBreak; j-- {
		switch m := &r.marks[j-1]; {
		case m.is(population):
			return r.counted(r.set.Populations[m.ref], what)
		case m.is(filler), m.is(relative), m.op() == opThat, m.op() == opQue:
		default:
			return false
		}
	}
	return false
}

// doerOfLast reports whether the message asks how often those of the last reply
// did what a mark says, and names nobody else.
func (r *reading) doerOfLast(i int) bool {
	last := r.prev.Last
	if !r.has[opTimes] || last.Op != stats.OpCount || len(last.Terms) != 1 || len(last.Terms[0]) != 1 {
		return false
	}
	f := r.set.Figure(last.Terms[0][0])
	if f == nil || f.Population == nil || f.Category != nil || !r.counted(f.Population, r.set.Populations[r.marks[i].ref]) {
		return false
	}
	others := slices.ContainsFunc(r.t.toks, func(t token) bool {
		return slices.Contains([]string{"people", "everyone", "everybody", "anyone", "gente", "personas", "todos", "todas"}, t.text)
	})
	for j := range r.marks {
		if j != i && r.marks[j].ofData() {
			return false
		}
	}
	return !others
}

// ofThatType reads "cases of that type" behind something that the message names
// as cases of this thing, which a sentence about the writer may hold: "we work on
// massage businesses. How many cases of that type were there?"
func (r *reading) ofThatType() {
	thing := -1
	for i := range r.marks {
		m := &r.marks[i]
		switch {
		case m.is(category) && thing >= 0 && m.ref != r.marks[thing].ref, m.is(cross), m.is(either):
			return // several: which is meant is not said
		case m.is(category):
			thing = i
		case m.is(dimension) && thing >= 0 && r.pointed(i) && r.kindOf(r.lex.cats[r.marks[thing].ref], r.set.Dimensions[m.ref]):
			m.meaning, r.told = meaning{filler, 0}, thing+1
		}
	}
}

// pointsAtType reports whether "that type" or the like stands in the message.
func (r *reading) pointsAtType() bool {
	for i := range r.marks {
		if r.marks[i].is(dimension) && r.pointed(i) {
			return true
		}
	}
	return false
}

// pointed reports whether "that" or the like stands right before a mark.
func (r *reading) pointed(i int) bool {
	if i == 0 || r.marks[i].brk > noBreak {
		return false
	}
	switch r.t.toks[r.marks[i].from-1].text {
	case "that", "this", "such", "ese", "esa", "este", "esta", "dicho", "dicha", "tal":
		return true
	}
	return false
}

// kindOf reports whether a category is a kind of a dimension, or lies within one.
func (r *reading) kindOf(c *stats.Category, d *stats.Dimension) bool {
	if c.Dimension == d {
		return true
	}
	f := r.set.Figure(c.Dimension.Within)
	return f != nil && f.Category != nil && f.Category.Dimension == d
}

// allKinds takes out a list of which all is wanted, where one number is: "total
// contacts, all channels", "contacts (all methods) per case". It has to hold every
// one of what is counted.
func (r *reading) allKinds() {
	one := r.has[opRatio] || r.has[opPer] || slices.ContainsFunc(r.marks, func(m mark) bool {
		return (m.is(population) || m.op() == opAltogether) && r.t.toks[m.from].text == "total"
	})
	if !one || r.has[opBy] || r.has[opEach] || r.has[opBreakdown] {
		return
	}
	for i := range r.marks {
		m := &r.marks[i]
		if !m.is(dimension) || i == 0 || !r.complete(r.set.Dimensions[m.ref]) {
			continue
		}
		j := m.from - 1
		for j > 0 && slices.Contains([]string{"the", "of", "los", "las"}, r.t.toks[j].text) {
			j--
		}
		switch r.t.toks[j].text {
		case "all", "any", "todos", "todas", "cualquier":
			m.meaning = meaning{filler, 0}
		}
	}
}
