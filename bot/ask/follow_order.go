package ask

import (
	"slices"

	"cifra/stats"
)

// lastIsFirst reports whether what relates a thing to the last figure begins
// with the last one: "how many times the number of women is that". In "how many
// times that are the women" the last one is what the other is measured by.
func (r *reading) lastIsFirst() bool {
	that := r.indexOf(opThat)
	switch {
	case r.thanThat():
		return false
	case r.has[opThan] || r.has[opQue] && !r.has[opTimes]:
		return true
	case that < 0:
		return r.has[opTimesOf] || !r.has[opTimes]
	case that == 0:
		return true
	}
	switch r.marks[that-1].op() {
	case opTimes, opTimesOf, opDouble, opTo, opVersus, opPer, opAnd, opBy:
		return false
	}
	return true
}

// thanThat reports whether the last figure is what something is compared with:
// "more than that", "as many as that".
func (r *reading) thanThat() bool {
	that := r.indexOf(opThat)
	if that < 1 || r.marks[that].brk > noBreak {
		return false
	}
	before := &r.marks[that-1]
	return before.op() == opThan || before.op() == opQue && r.has[opTimes] || r.t.toks[before.to-1].text == "as"
}

// indexOf gives the first mark of an operation, -1 where there is none.
func (r *reading) indexOf(o op) int {
	return slices.IndexFunc(r.marks, func(m mark) bool { return m.op() == o })
}

// relatesPlaces reads what is done with so many places of the last query's
// list: "add up the first two", "the gap between the top two".
func (r *reading) relatesPlaces(q *stats.Query) bool {
	bd := r.lastList()
	if bd == nil {
		return false
	}
	for _, id := range r.placesOf(bd) {
		q.Terms = append(q.Terms, stats.Term{id})
	}
	switch pair := len(q.Terms) == 2; {
	case r.has[opSum] || r.has[opPlus] || r.has[opAltogether]:
		q.Op, q.Listed = stats.OpSum, true
	case (r.has[opDifference] || r.has[opHowMuchMore] || r.has[opMinus]) && pair:
		q.Op = stats.OpDifference
	case (r.has[opRatio] || r.has[opTimes]) && pair:
		q.Op = stats.OpRatio
	default:
		q.Terms = nil
	}
	return q.Op != 0
}

// asPlaces: "the ratio of the first two nationalities", two places of a list
// that are related.
func (r *reading) asPlaces(q *stats.Query, bs []built, lists bool) bool {
	pair := r.has[opDifference] || r.has[opHowMuchMore] || r.has[opRatio] || r.has[opTimes]
	if !lists || len(q.Terms) != 1 || len(q.Terms[0]) != 1 || r.f.num != 2 || r.f.ords > 0 || !pair {
		return false
	}
	q.Terms, q.Op = r.figuresOf(q.Terms), stats.OpDifference
	if r.has[opRatio] || r.has[opTimes] {
		q.Op = stats.OpRatio
	}
	return true
}

// nextOfLast gives the place of the last query's list that comes behind the
// last figure: "and the one after that".
func (r *reading) nextOfLast() stats.Query {
	last := r.prev.Last
	bd, figs := r.lastList(), r.figureTerms(last)
	if bd == nil || len(figs) == 0 {
		return stats.Query{}
	}
	q := stats.Query{Op: stats.OpNth, Terms: []stats.Term{{bd.ID}}, Percent: last.Percent || r.has[opPercent]}
	if last.Op == stats.OpNth {
		q.N, q.Listed = last.N+1, last.Listed
		if last.N < 0 {
			q.N = last.N - 1
		}
		return q
	}
	order := r.figureTerms(stats.Query{Op: stats.OpTop, Terms: q.Terms})
	at := slices.IndexFunc(order, func(t stats.Term) bool { return slices.Equal(t, figs[len(figs)-1]) })
	if at < 0 {
		return stats.Query{}
	}
	q.N = at + 2
	return q
}
