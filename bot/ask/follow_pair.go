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
