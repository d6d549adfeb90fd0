package ask

import (
	"slices"

	"cifra/stats"
)

// relatesTheTwo reports whether the message relates "the two" of the last
// replies: which of them is larger, what lies between them. There it is not the
// category that joins two.
func (r *reading) relatesTheTwo() bool {
	if !r.has[opBoth] && r.f.among != 2 || r.has[opThan] || r.has[opQue] {
		return false
	}
	for _, o := range [...]op{opMore, opFewer, opMost, opLeast, opTop, opCompare, opVersus, opDifference, opHowMuchMore, opRatio, opTimes, opDouble, opMinus} {
		if r.has[o] {
			return true
		}
	}
	return r.has[opSum] && len(r.lastFigures()) == 2 && slices.ContainsFunc(r.marks, func(m mark) bool {
		return m.op() == opBoth && r.t.toks[m.to-1].text == "dos"
	})
}

// fullStop reads the "period" that ends a question for "in all": "how many
// victims, period".
func (r *reading) fullStop() {
	i := len(r.marks) - 1
	if i < 1 || r.marks[i].brk == strongBreak {
		return
	}
	m, before := &r.marks[i], &r.marks[i-1]
	if w := r.t.toks[m.from].text; m.to-m.from == 1 && (w == "period" || w == "punto") && (before.is(population) || before.is(category) || before.op() == opAnd) {
		m.meaning = meaning{operator, int32(opAltogether)}
	}
}

// addedUp takes the last word of "add those two up" with the verb.
func (r *reading) addedUp(i int) {
	m := &r.marks[i]
	if w := r.t.toks[m.from].text; !m.is(unknown) || w != "up" && w != "together" {
		return
	}
	for j := i - 1; j >= 0 && r.marks[j+1].brk == noBreak; j-- {
		if r.marks[j].op() == opSum {
			m.meaning = meaning{filler, 0}
			return
		}
	}
}

// otherThanSaid reports whether a message says how many of the last reply it
// adds, "add those two", and these are not as many.
func (r *reading) otherThanSaid(q *stats.Query) bool {
	return q.Op == stats.OpSum && r.f.among > 0 && r.f.num == 0 && len(q.Terms) != r.f.among
}

// relateTheTwo relates the two figures that the conversation was about. Where
// there are not just two, nobody knows which are meant.
func (r *reading) relateTheTwo(q *stats.Query, figs []stats.Term) {
	if len(figs) != 2 {
		r.lacks = append(r.lacks, lackedWord)
		*q = r.prev.Last
		return
	}
	q.Terms = figs
	switch {
	case r.has[opRatio] || r.has[opTimes] || r.has[opDouble]:
		q.Op = stats.OpRatio
	case r.has[opDifference] || r.has[opHowMuchMore] || r.has[opMinus]:
		q.Op, q.Percent = stats.OpDifference, r.has[opPercent]
	case r.has[opSum]:
		q.Op, q.Listed = stats.OpSum, true
	default:
		q.Op = stats.OpCompare
	}
}

// asksTotal reports whether all of a population is asked for, "and total cases?",
// so that the category of the last question no longer holds.
func (r *reading) asksTotal() bool {
	if r.has[opThat] || r.has[opThose] || r.has[opPercent] || r.has[opOneIn] || len(r.f.parts) != 1 || r.f.pending {
		return false
	}
	for i := range r.marks {
		m := &r.marks[i]
		if m.op() != opAltogether && m.op() != opCount {
			continue
		}
		for _, t := range r.t.toks[m.from:m.to] {
			if t.text == "total" || t.text == "totales" || t.text == "overall" || t.text == "all" {
				return true
			}
		}
	}
	return false
}
