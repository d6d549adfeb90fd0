package ask

import (
	"slices"
	"strings"

	"cifra/stats"
)

// otherPopulation asks the last question of other populations, or relates it
// to them.
func (r *reading) otherPopulation() {
	var pops []int32
	for i := range r.f.parts {
		pops = append(pops, r.f.parts[i].pops...)
	}
	switch {
	case r.ofWholeInstead():
	case r.perOfLast():
	case r.relatesLast(pops):
	case r.has[opGrand] || r.asksTotal() || r.has[opAverage] || len(r.f.parts) > 1 && !r.has[opCompare]:
	case r.has[opCount] && !r.has[opPercent]:
		r.countsLast(pops)
	default:
		q := r.replaced(pops)
		r.follow = &q
	}
}

// relatesLast handles what is no mere change of population: "per case?", "is
// that victims or cases?", "without those, how many are left?", "both,
// victims and traffickers".
func (r *reading) relatesLast(pops []int32) bool {
	last := r.prev.Last
	figs := r.figureTerms(last)
	anaphora := r.has[opThose] || r.has[opThat]
	q := stats.Query{}
	switch {
	case r.perUnit() && len(pops) == 1 && (last.Op == stats.OpPer || len(last.Terms) == 1 && len(figs) == 1):
		q = stats.Query{Op: stats.OpPer, Terms: []stats.Term{last.Terms[0], r.likeTerm(last.Terms[0], pops[0])}}
	case r.lastUnstated() && len(pops) > 1 && (r.has[opThat] || !r.has[opCount] && (r.has[opOr] || r.has[opVersus])):
		q = stats.Query{Op: stats.OpShare, Terms: r.figureOrList(last)} // whose unit is not stated: so the data set says
	case r.f.pending && (anaphora || slices.Equal(pops, r.lastPops())) && len(figs) > 0:
		q = stats.Query{Op: stats.OpComplement, Terms: figs, Percent: r.has[opPercent]}
	case r.has[opThose] && len(pops) == 1 && !slices.Contains(r.lastPops(), pops[0]) && !r.lastUnstated():
		q = stats.Query{Op: stats.OpCount, Terms: crossAll(last.Terms, r.totals(pops))} // "how many of those by victims"
	case r.has[opOneIn]:
		q = r.withPopulation(last, pops[0])
		q.Op, q.Percent = stats.OpOneIn, false
	case len(pops) > 1 && !r.has[opCount] && !r.isTotals(last) && (r.prev.Pending || r.marksFollow() || r.has[opBoth]):
		q = r.withAll(last, pops)
	default:
		return false
	}
	r.follow = &q
	return true
}

// perUnit reports whether the one population named is the unit of a rate: "per
// trafficker instead", "¿y cuántas por caso?". In English "by" says who did it.
func (r *reading) perUnit() bool {
	if len(r.f.parts) != 1 {
		return false
	}
	if r.f.parts[0].sep == opPer {
		return true
	}
	for i := 1; i < len(r.marks); i++ {
		m, before := &r.marks[i], &r.marks[i-1]
		if !m.is(population) || m.brk > noBreak {
			continue
		}
		one := !strings.HasSuffix(r.t.toks[m.to-1].text, "s")
		return one && (before.op() == opEach || before.op() == opBy && before.langs&inEN == 0)
	}
	return false
}

// withAll is a query asked of several populations.
func (r *reading) withAll(last stats.Query, pops []int32) stats.Query {
	q := r.withPopulation(last, pops[0])
	for _, p := range pops[1:] {
		q.Terms = append(q.Terms, r.withPopulation(last, p).Terms...)
	}
	if q.Op == stats.OpShare && len(q.Terms) > 1 {
		q.Op = stats.OpCount
	}
	return q
}

// countsLast reads "how many traffickers" after another question: a question
// of its own, unless it says that it goes on. Where it may be either, both are
// offered.
func (r *reading) countsLast(pops []int32) {
	last := r.prev.Last
	if r.isTotals(last) {
		return
	}
	that := r.has[opThat] && len(pops) == 1 // "and how many victims is that"
	if !that && (!r.marksFollow() || r.has[opThose]) {
		return
	}
	r.f.twoWays = !that
	q := r.withPopulation(last, pops[0])
	r.follow = &q
}

// replaced is the last query with another population, as the operation that
// the message names wants it.
func (r *reading) replaced(pops []int32) stats.Query {
	last := r.prev.Last
	q := r.withPopulation(last, pops[0])
	switch {
	case r.has[opPercent] && (r.lastUnstated() || r.has[opThat]):
		q = r.lastAsShare()
		q.Terms = crossAll(q.Terms, r.totals(pops))
	case r.has[opPercent]:
		q.Percent = true
		if q.Op == stats.OpCount && len(q.Terms) == 1 {
			q.Op = stats.OpShare
		}
	case (r.has[opRatio] || r.has[opTimes] || r.has[opDouble]) && len(last.Terms) == 1 && len(q.Terms) == 1:
		q.Op, q.Percent = stats.OpRatio, false
		if q.Terms = []stats.Term{q.Terms[0], last.Terms[0]}; r.lastIsFirst() {
			slices.Reverse(q.Terms)
		}
	case (r.has[opDifference] || r.has[opHowMuchMore]) && len(last.Terms) == 1:
		q.Terms, q.Op = append(slices.Clone(last.Terms), q.Terms...), stats.OpDifference
	case r.has[opCompare] || r.has[opVersus] || r.has[opMore] || r.has[opThan]:
		q.Terms = append(slices.Clone(last.Terms), q.Terms...)
		if q.Op == stats.OpCount || q.Op == stats.OpShare {
			q.Op = stats.OpCompare
		}
	case (r.has[opSum] || r.has[opPlus]) && len(last.Terms) == 1:
		q.Terms, q.Op = append(slices.Clone(last.Terms), q.Terms...), stats.OpSum
	}
	return q
}

func crossAll(ts []stats.Term, with stats.Term) []stats.Term {
	out := make([]stats.Term, len(ts))
	for i, t := range ts {
		out[i] = slices.Clone(t)
		for _, id := range with {
			if !slices.Contains(t, id) {
				out[i] = append(out[i], id)
			}
		}
	}
	return out
}

func (r *reading) figureOrList(q stats.Query) []stats.Term {
	if ts := r.figureTerms(q); len(ts) > 0 {
		return ts[:1]
	}
	return r.figuresOf(q.Terms)[:1]
}

// lastUnstated reports whether the last query was about a list of which the
// source does not say what it counts.
func (r *reading) lastUnstated() bool {
	for _, t := range r.prev.Last.Terms {
		if len(t) == 1 && r.populationOf(t[0]) < 0 {
			return true
		}
	}
	return false
}

func (r *reading) isTotals(q stats.Query) bool {
	for _, t := range q.Terms {
		f := r.set.Figure(t[0])
		if len(t) != 1 || f == nil || !f.IsTotal() {
			return false
		}
	}
	return true
}

// withPopulation is a query with its populations replaced by another.
func (r *reading) withPopulation(q stats.Query, pop int32) stats.Query {
	var terms []stats.Term
	for _, t := range q.Terms {
		n := r.termFor(t, pop)
		if len(n) > 0 && !slices.ContainsFunc(terms, func(o stats.Term) bool { return slices.Equal(o, n) }) {
			terms = append(terms, n)
		}
	}
	q.Terms, q.Claim = terms, r.f.claim
	switch q.Op {
	case stats.OpCompare, stats.OpPer, stats.OpRatio, stats.OpDifference:
		if len(terms) == 1 {
			q.Op = stats.OpCount
		}
	}
	return q
}

// termFor moves a term to another population. What that one does not have is
// crossed with its total, so that the data set can say so.
func (r *reading) termFor(t stats.Term, pop int32) stats.Term {
	p := part{pops: []int32{pop}, weak: -1}
	for _, id := range t {
		if f := r.set.Figure(id); f != nil {
			if f.Category != nil {
				p.cats = append(p.cats, member{cat: f.Category})
			}
		} else if b := r.set.Breakdown(id); b != nil {
			p.dims = append(p.dims, b.Dimension)
		}
	}
	if b := r.terms(&p, -1); len(b.terms) == 1 {
		return b.terms[0]
	}
	return nil
}

// samePopulation lets a part that names no population keep the last one's.
func (r *reading) samePopulation() {
	relative := r.has[opTimes] || r.has[opRatio] || r.has[opHowMuchMore] || r.has[opDifference]
	if r.has[opMore] && r.oneCategory() && !relative && !r.has[opThan] && !r.has[opQue] {
		return // "who has more from Mexico": compares the populations
	}
	if r.shareOfThat() || r.sameBase() || r.sameRelation() {
		return
	}
	pops := r.lastPops()
	last := r.prev.Last
	for i := range r.f.parts {
		p := &r.f.parts[i]
		if len(pops) > 0 && (r.hasAll(pops[0], p) || r.only()) {
			p.pops = slices.Clone(pops[:1])
		}
		if r.kindsOfLast(p) {
			continue
		}
		if r.crossesLast(p) {
			r.crossWithLast(p)
		}
	}
	if len(pops) == 2 && len(r.f.parts) == 1 && len(r.f.parts[0].pops) > 0 && r.hasAll(pops[1], &r.f.parts[0]) {
		other := r.f.parts[0]
		other.pops, other.sep = pops[1:], opAnd
		r.f.parts = append(r.f.parts, other)
	}
	if (last.Op == stats.OpShare || last.Percent && last.Op == stats.OpCount) && !r.has[opCount] && !r.has[opCompare] {
		r.has[opPercent] = true
	}
	r.pairWithLast()
}

// crossWithLast makes a part about the ones of the last reply too.
func (r *reading) crossWithLast(p *part) {
	id := r.prev.Last.Terms[0][0]
	if f := r.set.Figure(id); f != nil && f.Category != nil && !p.hasDim(f.Category.Dimension) {
		p.cats = append([]member{{cat: f.Category}}, p.cats...)
	} else if b := r.set.Breakdown(id); b != nil && len(b.Figures) > 0 && !p.hasDim(b.Dimension) {
		p.cats = append([]member{{cat: b.Figures[0].Category}}, p.cats...)
	}
}

// only reports whether a category is what is wanted alone, "only the female
// ones", "mujeres nada más": it narrows the last question, and takes the place
// of nothing.
func (r *reading) only() bool {
	if !r.has[opOnly] {
		return false
	}
	for i := range r.marks {
		if r.marks[i].op() != opOnly {
			continue
		}
		for _, step := range [...]int{1, -1} {
			j := i + step
			for j >= 0 && j < len(r.marks) && (r.marks[j].is(filler) || r.marks[j].op() == opIn || r.marks[j].op() == opFrom || r.marks[j].op() == opOf) && r.marks[max(i, j)].brk == noBreak {
				j += step
			}
			if j >= 0 && j < len(r.marks) && (r.marks[j].is(category) || r.marks[j].is(cross)) {
				return true
			}
		}
	}
	return false
}

// retreats reports whether a part names one half of the cross that was asked
// for before: "just minors then", after girls.
func (r *reading) retreats(p *part) bool {
	t := r.prev.Last.Terms[0]
	return len(t) > 1 && slices.ContainsFunc(t, func(id stats.ID) bool {
		f := r.set.Figure(id)
		return f != nil && f.Category != nil && p.has(f.Category)
	})
}

// kindsOfLast reads "what are the most common types" after a question about
// one of the types: the list that divides this one.
func (r *reading) kindsOfLast(p *part) bool {
	figs := r.figureTerms(r.prev.Last)
	if len(p.dims) != 1 || len(p.cats) > 0 || len(figs) != 1 || len(figs[0]) != 1 {
		return false
	}
	f := r.set.Figure(figs[0][0])
	if f == nil || f.Category == nil || f.Category.Dimension != p.dims[0] {
		return false
	}
	child := r.childOf(f.Category)
	if child == nil || slices.ContainsFunc(r.marks, func(m mark) bool { return m.is(dimension) && m.to-m.from > 1 }) {
		return false // "types of trafficking" are those of the whole
	}
	p.pops, p.dims = nil, []*stats.Dimension{child}
	return true
}

// hasAll reports whether a population has a dimension of every kind that a
// part names, among those that need one.
func (r *reading) hasAll(pop int32, p *part) bool {
	need := false
	for _, d := range p.dimensions() {
		have := r.populationsOf(d)
		if len(have) == 0 {
			continue
		}
		need = true
		if !slices.Contains(have, pop) {
			return false
		}
	}
	return need
}

// crossesLast reports whether a part is about the very ones of the last reply:
// "of those, how many are men", "by age" after a count of women.
func (r *reading) crossesLast(p *part) bool {
	last := r.prev.Last
	if r.has[opThose] && len(last.Terms) > 0 && len(last.Terms[0]) == 1 && r.lastUnstated() {
		return true
	}
	if r.only() && len(last.Terms) > 0 && len(p.cats) > 0 {
		return !r.has[opAltogether] && !r.retreats(p)
	}
	if len(last.Terms) != 1 || last.Op != stats.OpCount && last.Op != stats.OpShare && last.Op != stats.OpNth {
		return false
	}
	f := r.set.Figure(last.Terms[0][0])
	if f == nil || f.Category == nil || r.prev.Pending {
		return false
	}
	return r.has[opThose] || len(p.dims) > 0 && len(p.cats) == 0 && !r.has[opMost] && !r.has[opTop]
}

// pairWithLast completes an operation on two things of which the message names
// only one: "how many more than men?".
func (r *reading) pairWithLast() {
	if r.has[opHalf] && r.has[opThat] {
		r.has[opRatio], r.f.claim = true, stats.Claim{} // "is that half the number of women"
	}
	two := r.has[opThan] || r.has[opDouble] || r.has[opDifference] || r.has[opHowMuchMore] || r.has[opRatio] || r.has[opTimes] || r.has[opVersus] || r.has[opCompare] || r.has[opPlus] || r.has[opSum]
	figs := r.figureTerms(r.prev.Last)
	if !two || len(r.f.parts) != 1 || len(r.f.parts[0].cats) != 1 || len(r.f.parts[0].dims) > 0 || len(figs) != 1 {
		return
	}
	var p part
	p.weak = -1
	for _, id := range figs[0] {
		f := r.set.Figure(id)
		if f == nil {
			return
		}
		if f.Category != nil {
			p.cats = append(p.cats, member{cat: f.Category})
		}
	}
	if i := r.populationOf(figs[0][0]); i >= 0 {
		p.pops = []int32{i}
	}
	next := r.f.parts[0]
	r.f.paired = true
	if r.lastIsFirst() {
		next.sep = opThan
		r.f.parts = []part{p, next}
		return
	}
	p.sep = opThan // "how many times more are the Mexicans": than those
	r.f.parts = []part{next, p}
}
