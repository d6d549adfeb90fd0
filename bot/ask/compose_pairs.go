package ask

import (
	"slices"

	"cifra/stats"
)

// asPer: "victims per case", "for each trafficker".
func (r *reading) asPer(q *stats.Query, bs []built, lists bool) bool {
	if r.averagePer(q, bs) || r.perKinds(q) {
		return true
	}
	if !lists && len(q.Terms) == 2 && r.opensWithEach() && bs[len(bs)-1].part.count {
		q.Op, q.Percent, q.Terms = stats.OpPer, false, []stats.Term{q.Terms[1], q.Terms[0]} // "for each woman, how many men"
		return true
	}
	if !lists && r.perMember(q) {
		return true
	}
	if lists || len(q.Terms) != 2 || !r.has[opPer] && !(r.has[opEach] && len(bs) == 2 && !r.trailingEach()) && !(r.has[opAverage] && r.has[opEach]) {
		return false
	}
	if r.has[opEach] && !r.has[opPer] && !(bs[0].part.bare() && bs[1].part.bare()) {
		return false
	}
	q.Op, q.Percent = stats.OpPer, false
	if r.f.perHundred || r.has[opPercent] && r.has[opRatio] && len(bs[0].part.measures) > 0 {
		q.Op, q.Percent = stats.OpRatio, true
	}
	return true
}

// opensWithEach reports whether "for each" stands before everything asked.
func (r *reading) opensWithEach() bool {
	for i := range r.marks {
		m := &r.marks[i]
		if m.concept() {
			return false
		}
		if m.op() == opEach || m.op() == opPer {
			return true
		}
	}
	return false
}

// trailingEach reports whether "each" stands at the end of its clause, and so is
// of all that is named: "calls and cases, one line each".
func (r *reading) trailingEach() bool {
	i := r.indexOf(opEach)
	for i++; i < len(r.marks) && r.marks[i].brk == noBreak; i++ {
		if r.marks[i].concept() {
			return false
		}
	}
	return true
}

// averagePer: "on average, how many victims does one case involve".
func (r *reading) averagePer(q *stats.Query, bs []built) bool {
	if !r.has[opAverage] && !r.has[opEach] || len(bs) != 1 || len(bs[0].part.pops) != 2 || len(bs[0].part.cats)+len(bs[0].part.dims) > 0 {
		return false
	}
	q.Op, q.Percent, q.Terms = stats.OpPer, false, nil
	for _, p := range bs[0].part.pops {
		q.Terms = append(q.Terms, r.totals([]int32{p}))
	}
	r.has[opPer] = true
	return true
}

// asOneIn: "one in how many".
func (r *reading) asOneIn(q *stats.Query, bs []built, lists bool) bool {
	if !r.has[opOneIn] || lists || len(q.Terms) != 1 {
		return false
	}
	q.Op, q.Base, q.Percent = stats.OpOneIn, r.base(), false
	return true
}

// asPercentOf: "X as a percentage of Y", where Y is no whole that X is part of.
func (r *reading) asPercentOf(q *stats.Query, bs []built, lists bool) bool {
	if !r.has[opPercentOf] || lists || len(bs) != 2 || len(q.Terms) != 2 || bs[1].part.sep != opPercentOf || bs[1].part.bare() {
		return false
	}
	a, b := r.set.Figure(q.Terms[0][0]), r.set.Figure(q.Terms[1][0])
	if a == nil || b == nil {
		return false
	}
	if a.Population == b.Population && a.Breakdown != b.Breakdown && b.Category != nil {
		q.Op, q.Terms = stats.OpShare, []stats.Term{{a.ID, b.ID}}
		return true
	}
	q.Op = stats.OpRatio
	return true
}

// asRatio: "ratio of men to women", "how many times more".
func (r *reading) asRatio(q *stats.Query, bs []built, lists bool) bool {
	if !r.has[opRatio] && !r.has[opTimes] && !r.has[opDouble] || lists || len(q.Terms) != 2 {
		return false
	}
	if r.timesOfNothing(q, bs) {
		return false
	}
	q.Op = stats.OpRatio
	if of := r.indexOf(opTimesOf); of >= 0 && !r.f.paired && !r.conceptIn(0, of) && !r.has[opMore] && !r.has[opThan] && !r.has[opQue] {
		slices.Reverse(q.Terms) // "how many times the number of women is the number of men"
	}
	return true
}

// timesOfNothing reports whether two populations stand beside "how many times",
// and nothing says that one is measured by the other: "how many times did members
// borrow" asks how often.
func (r *reading) timesOfNothing(q *stats.Query, bs []built) bool {
	if r.has[opRatio] || r.has[opDouble] || !r.isTotals(*q) || r.f.paired || len(bs) != 2 || bs[1].part.sep != opNone && bs[1].part.sep != opAnd {
		return false
	}
	for _, o := range [...]op{opTimesOf, opMore, opFewer, opThan, opQue, opVersus, opCompare, opThat} {
		if r.has[o] {
			return false
		}
	}
	return !slices.ContainsFunc(r.t.toks, func(t token) bool {
		return slices.Contains([]string{"as", "are", "is", "were", "was", "son", "es", "fueron", "tantas", "tantos"}, t.text)
	})
}

// asDifference: "how many more women than men", "by how much".
func (r *reading) asDifference(q *stats.Query, bs []built, lists bool) bool {
	howMany := r.has[opCount] && (r.has[opMore] || r.has[opFewer]) && bs[len(bs)-1].part.sep == opThan
	if !r.has[opHowMuchMore] && !r.has[opDifference] && !r.has[opMinus] && !howMany || lists || len(q.Terms) != 2 || r.f.neg {
		return false
	}
	q.Op = stats.OpDifference
	return true
}

// asIncluding: "labor trafficking, including those who suffered both": a
// category with those that join it with others.
func (r *reading) asIncluding(q *stats.Query, bs []built, lists bool) bool {
	if !r.has[opInclude] && !r.has[opPlus] && !(r.has[opSum] && r.has[opBoth] && len(q.Terms) == 1) || lists || len(q.Terms) == 0 || len(q.Terms) > 2 {
		return false
	}
	first := r.set.Figure(q.Terms[0][0])
	if first == nil || first.Category == nil || len(q.Terms) == 1 && !r.has[opBoth] && !r.has[opInclude] {
		return false
	}
	for _, f := range first.Breakdown.Figures {
		if !slices.Contains(f.Category.Combines, first.Category.ID) {
			continue
		}
		if len(q.Terms) == 2 {
			other := r.set.Figure(q.Terms[1][0])
			if other == nil || other.Category == nil || !r.has[opInclude] || !slices.Contains(f.Category.Combines, other.Category.ID) && other != f {
				continue
			}
		}
		q.Op, q.Terms, q.Percent = stats.OpSum, []stats.Term{{first.ID}, {f.ID}}, false
		if r.has[opPercent] {
			q.Op = stats.OpShare
		}
		return true
	}
	return false
}

// asSum: "plus", "combined", and "in total" where there are several things.
func (r *reading) asSum(q *stats.Query, bs []built, lists bool) bool {
	explicit := r.has[opSum] || r.has[opPlus]
	if !explicit && !(r.has[opAltogether] && len(q.Terms) > 1 && r.ofOneKind(q.Terms)) {
		return false
	}
	if len(q.Terms) < 2 && !lists {
		return false
	}
	measured := slices.ContainsFunc(bs, func(b built) bool { return len(b.part.measures) > 0 })
	if !r.has[opSum] && measured && !lists {
		return false // "survivors, as well as the number of times they did so": nothing is added to a measure
	}
	if r.has[opPercent] && !lists {
		q.Op, q.Base = stats.OpShare, r.base()
		return true
	}
	q.Op, q.Listed, q.Percent = stats.OpSum, true, false
	if lists {
		q.Terms = r.figuresOf(q.Terms)
	}
	return true
}

// ofOneKind reports whether terms are all of people, or all of one unit.
func (r *reading) ofOneKind(ts []stats.Term) bool {
	persons := func(t stats.Term) (bool, int32) {
		p := r.populationOf(t[0])
		return p >= 0 && r.set.Populations[p].Persons, p
	}
	first, pop := persons(ts[0])
	for _, t := range ts[1:] {
		if is, p := persons(t); is != first || !is && p != pop {
			return false
		}
	}
	return true
}

// figuresOf replaces breakdowns by their figures: the top so many, where the
// message says how many.
func (r *reading) figuresOf(terms []stats.Term) []stats.Term {
	var out []stats.Term
	for _, t := range terms {
		bd := r.set.Breakdown(t[0])
		if bd == nil {
			out = append(out, t)
			continue
		}
		for _, id := range r.placesOf(bd) {
			out = append(out, append(stats.Term{id}, t[1:]...))
		}
	}
	return out
}

// placesOf lists the figures of a breakdown: the first or the last so many,
// where the message says how many.
func (r *reading) placesOf(bd *stats.Breakdown) []stats.ID {
	var out []stats.ID
	if r.f.num == 0 {
		for _, f := range bd.Figures {
			out = append(out, f.ID)
		}
		return out
	}
	q := stats.Query{Op: stats.OpTop, N: r.f.num, Terms: []stats.Term{{bd.ID}}, Listed: true}
	if r.has[opLast] || r.has[opLeast] || r.has[opFewer] {
		q.N = -q.N
	}
	for _, t := range r.figureTerms(q) {
		out = append(out, t...)
	}
	return out
}
