package ask

import (
	"slices"

	"cifra/stats"
)

// situate reads an elliptical message ("and traffickers?", "in percent?") in
// the light of the last query: it fills what the frame lacks, or leaves
// r.follow, a whole query that needs no frame.
func (r *reading) situate() {
	if r.prev.Last.Op == 0 {
		return
	}
	switch {
	case len(r.f.parts) > 0 && r.prev.Last.Op != 0 && (r.unstatedShare() || r.thatCategory()):
	case len(r.f.parts) == 0:
		r.bareOperation()
	case r.shareOfList():
	case r.has[opThose] && r.samePops():
		r.samePopulation()
	case r.onlyPops():
		r.otherPopulation()
	case !r.namesPopulation():
		r.samePopulation()
	}
}

func (r *reading) onlyPops() bool {
	for i := range r.f.parts {
		p := &r.f.parts[i]
		if weak := p.weak >= 0 && !r.has[opCount] && len(p.pops)+len(p.cats)+len(p.dims) == 0; weak {
			p.pops = []int32{p.weak} // "the exploited ones"
		}
		if !p.bare() {
			return false
		}
	}
	return len(r.f.known) == 0
}

func (r *reading) namesPopulation() bool {
	for i := range r.f.parts {
		if p := &r.f.parts[i]; len(p.pops) > 0 || p.weak >= 0 || len(p.units) > 0 {
			return true
		}
	}
	return false
}

// marksFollow reports whether the message says that it goes on from the last.
func (r *reading) marksFollow() bool {
	first := opNone
	for i := range r.marks {
		if c := r.marks[i].class; c != filler && c != helpWord {
			first = r.marks[i].op()
			break
		}
	}
	return r.has[opFollow] || r.has[opRepeat] || r.has[opCorrect] || first == opAnd
}

// lastPops lists the populations of the last query, by index.
func (r *reading) lastPops() []int32 {
	var out []int32
	for _, t := range r.prev.Last.Terms {
		for _, id := range t {
			if p := r.populationOf(id); p >= 0 && !slices.Contains(out, p) {
				out = append(out, p)
				break
			}
		}
	}
	return out
}

// populationOf gives the index of the population of a figure or breakdown, -1
// where the source does not state it.
func (r *reading) populationOf(id stats.ID) int32 {
	var p *stats.Population
	if f := r.set.Figure(id); f != nil {
		p = f.Population
	} else if b := r.set.Breakdown(id); b != nil {
		p = b.Population
	}
	return int32(slices.Index(r.set.Populations, p))
}

// lastFigures lists the figures that the conversation has just been about, the
// older first: those of the last query, with that of the one before where the
// last has only one.
func (r *reading) lastFigures() []stats.Term {
	last := r.figureTerms(r.prev.Last)
	if len(last) == 1 {
		if before := r.figureTerms(r.prev.Before); len(before) == 1 && !slices.Equal(before[0], last[0]) {
			return append(before, last...)
		}
	}
	return last
}

func (r *reading) figureTerms(q stats.Query) []stats.Term {
	var out []stats.Term
	if q.Op == stats.OpNth || q.Op == stats.OpTop {
		a, err := r.set.Eval(q)
		if err != nil {
			return nil
		}
		for _, row := range a.Figures {
			out = append(out, stats.Term{row.Figure.ID})
		}
		return out
	}
	for _, t := range q.Terms {
		if len(t) == 1 && r.set.Figure(t[0]) == nil {
			continue
		}
		out = append(out, t)
	}
	return out
}

// lastList gives the breakdown that the last query was about.
func (r *reading) lastList() *stats.Breakdown {
	for _, q := range []stats.Query{r.prev.Last, r.prev.Before} {
		for _, t := range q.Terms {
			if len(t) == 0 {
				continue
			}
			for _, id := range t {
				if b := r.set.Breakdown(id); b != nil {
					return b
				}
			}
			if f := r.set.Figure(t[0]); f != nil && f.Breakdown != nil {
				return f.Breakdown
			}
		}
	}
	return nil
}

// bareOperation applies an operation that names nothing to the last query.
func (r *reading) bareOperation() {
	last := r.prev.Last
	figs := r.lastFigures()
	q := stats.Query{Claim: r.f.claim}
	pair := len(figs) == 2
	switch {
	case r.f.pending:
		q.Op, q.Terms, q.Percent = stats.OpComplement, r.figureTerms(last), r.has[opPercent]
	case (r.has[opRest] || r.has[opOther]) && len(r.figureTerms(last)) > 0:
		q.Op, q.Terms, q.Percent = stats.OpComplement, r.figureTerms(last), r.has[opPercent] || last.Op == stats.OpShare
	case r.has[opBoth] && r.combineLast(&q):
	case r.f.ords == 1 && len(figs) > 0 && (r.has[opRatio] || r.has[opTimes] || r.has[opHowMuchMore] || r.has[opDifference]):
		if nth := r.figureTerms(r.rankLast()); len(nth) == 1 {
			q.Op, q.Terms = stats.OpDifference, []stats.Term{figs[len(figs)-1], nth[0]}
			if r.has[opRatio] || r.has[opTimes] {
				q.Op = stats.OpRatio
			}
		}
	case (r.has[opRatio] || r.has[opTimes] || r.has[opDouble]) && pair:
		q.Op, q.Terms = stats.OpRatio, figs
	case (r.has[opDifference] || r.has[opHowMuchMore] || r.has[opMinus]) && pair:
		q.Op, q.Terms, q.Percent = stats.OpDifference, figs, r.has[opPercent]
	case (r.has[opSum] || r.has[opPlus] || r.has[opAltogether]) && len(figs) > 1:
		q.Op, q.Terms, q.Listed = stats.OpSum, figs, true
	case r.has[opSum] && last.Op == stats.OpBreakdown:
		q.Op, q.Terms, q.Listed = stats.OpSum, r.figuresOf(last.Terms), true
	case r.f.ord != 0 || r.has[opLast] || r.has[opMost] || r.has[opLeast] || r.has[opTop] || r.has[opMore] && !pair || r.has[opFewer] && !pair:
		q = r.rankLast()
	case (r.has[opMore] || r.has[opCompare] || r.has[opFewer]) && pair:
		q.Op, q.Terms = stats.OpCompare, figs
	case r.has[opPercent]:
		q = r.lastAsShare()
	case r.has[opOneIn] && len(figs) > 0:
		q.Op, q.Terms = stats.OpOneIn, figs[len(figs)-1:]
	case r.has[opRepeat] || r.has[opChart] || r.has[opCount] && r.has[opThat] || r.has[opBreakdown] && last.Op == stats.OpBreakdown:
		q = last
	case r.has[opGrand] || r.has[opAltogether]:
		q.Op = stats.OpCount
		for _, p := range r.lastPops() {
			q.Terms = append(q.Terms, r.totals([]int32{p}))
		}
	}
	if q.Op != 0 && len(q.Terms) > 0 {
		r.follow = &q
	}
}

// rankLast ranks the list that the last query was about.
func (r *reading) rankLast() stats.Query {
	bd := r.lastList()
	if bd == nil {
		return stats.Query{}
	}
	q := stats.Query{Op: stats.OpNth, N: 1, Terms: []stats.Term{{bd.ID}}, Listed: r.has[opListed] || r.has[opLast] || r.has[opLeast] || r.has[opFewer]}
	if r.f.ord != 0 {
		q.N = r.f.ord
	}
	switch {
	case r.has[opLeast] || r.has[opLast] || r.has[opFewer]:
		q.N = -q.N
	case r.f.num > 0:
		q.Op, q.N = stats.OpTop, r.f.num
	}
	return q
}

// lastAsShare is the last query in percent.
func (r *reading) lastAsShare() stats.Query {
	q := r.prev.Last
	q.Percent = true
	if kept := r.withoutTotals(q.Terms); len(kept) > 0 && (q.Op == stats.OpCount || q.Op == stats.OpShare) {
		q.Terms = kept
	}
	switch q.Op {
	case stats.OpCount, stats.OpNth:
		if q.Op == stats.OpCount && len(q.Terms) == 1 {
			q.Op = stats.OpShare
		}
	case stats.OpSum:
		q.Op = stats.OpShare
	}
	return q
}

// withoutTotals leaves out the terms that are whole populations.
func (r *reading) withoutTotals(ts []stats.Term) []stats.Term {
	var out []stats.Term
	for _, t := range ts {
		if f := r.set.Figure(t[0]); len(t) == 1 && f != nil && f.Category == nil {
			continue
		}
		out = append(out, t)
	}
	return out
}

// combineLast reads "both" as the category that joins those asked for before.
func (r *reading) combineLast(q *stats.Query) bool {
	figs := r.lastFigures()
	for _, t := range figs {
		f := r.set.Figure(t[0])
		if f == nil || f.Category == nil {
			continue
		}
		for _, o := range f.Breakdown.Figures {
			if slices.Contains(o.Category.Combines, f.Category.ID) {
				q.Op, q.Terms = stats.OpCount, []stats.Term{{o.ID}}
				return true
			}
		}
	}
	return false
}

// otherPopulation asks the last question of other populations.
func (r *reading) otherPopulation() {
	var pops []int32
	for i := range r.f.parts {
		pops = append(pops, r.f.parts[i].pops...)
	}
	last := r.prev.Last
	switch {
	case r.f.parts[0].sep == opPer && len(pops) == 1:
		q := stats.Query{Op: stats.OpPer, Terms: append(slices.Clone(last.Terms), r.totals(pops))}
		if len(q.Terms) == 2 {
			r.follow = &q
		}
		return
	case r.lastUnstated() && (r.has[opOr] || r.has[opVersus]) && len(pops) > 1 && !r.has[opCount], r.lastUnstated() && len(pops) > 1 && r.has[opThat]:
		// "is that victims or cases?" of a list whose unit is not stated
		q := stats.Query{Op: stats.OpShare, Terms: r.figureOrList(last)}
		r.follow = &q
		return
	case r.f.pending && (r.has[opThose] || r.has[opThat] || slices.Equal(pops, r.lastPops())) && len(r.figureTerms(last)) > 0:
		r.follow = &stats.Query{Op: stats.OpComplement, Terms: r.figureTerms(last), Percent: r.has[opPercent]} // "without those, how many are left"
		return
	case r.has[opThose] && len(pops) == 1 && !slices.Contains(r.lastPops(), pops[0]) && !r.lastUnstated():
		r.follow = &stats.Query{Op: stats.OpCount, Terms: crossAll(last.Terms, r.totals(pops))} // "how many of those by victims"
		return
	case r.has[opGrand] || r.has[opAverage] || len(r.f.parts) > 1 && !r.has[opCompare]:
		return
	}
	if r.has[opCount] && !r.has[opPercent] {
		if r.has[opThat] && len(pops) == 1 && !r.isTotals(last) {
			q := r.withPopulation(last, pops[0]) // "and how many victims is that"
			r.follow = &q
			return
		}
		if r.marksFollow() && !r.isTotals(last) && !r.has[opThose] {
			r.f.twoWays = true
			q := r.withPopulation(last, pops[0])
			r.follow = &q
		}
		return
	}
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
	case r.has[opCompare] || r.has[opVersus] || r.has[opMore] || r.has[opThan]:
		q.Terms = append(slices.Clone(last.Terms), q.Terms...)
		if q.Op == stats.OpCount || q.Op == stats.OpShare {
			q.Op = stats.OpCompare
		}
	case (r.has[opDifference] || r.has[opHowMuchMore]) && len(last.Terms) == 1:
		q.Terms, q.Op = append(slices.Clone(last.Terms), q.Terms...), stats.OpDifference
	case (r.has[opSum] || r.has[opPlus]) && len(last.Terms) == 1:
		q.Terms, q.Op = append(slices.Clone(last.Terms), q.Terms...), stats.OpSum
	}
	r.follow = &q
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
		if len(t) != 1 || f == nil || f.Category != nil {
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
	if len(terms) == 1 && q.Op == stats.OpCompare {
		q.Op = stats.OpCount
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
	if r.shareOfThat() {
		return
	}
	pops := r.lastPops()
	last := r.prev.Last
	for i := range r.f.parts {
		p := &r.f.parts[i]
		if len(pops) > 0 && r.hasAll(pops[0], p) {
			p.pops = slices.Clone(pops[:1])
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

// shareOfThat: "what percent of that is agriculture" after a sum or a list
// that has it; "what share of the sex trafficking victims is that" after a
// figure of another list.
func (r *reading) shareOfThat() bool {
	last := r.prev.Last
	if !r.has[opPercent] || !r.has[opThat] && !r.has[opThose] || !r.oneCategory() {
		return false
	}
	c := r.f.parts[0].cats[0].cat
	q := stats.Query{Op: stats.OpShare}
	for _, t := range last.Terms {
		bd := r.set.Breakdown(t[0])
		if f := r.set.Figure(t[0]); f != nil {
			bd = f.Breakdown
		}
		if bd == nil {
			continue
		}
		if bd.Dimension == c.Dimension && (len(last.Terms) > 1 || r.set.Breakdown(t[0]) != nil) {
			q.Terms = []stats.Term{{figureOf(bd, c)}}
			if !bd.Complete {
				q.Base = stats.BaseListed
			}
			r.follow = &q
			return true
		}
	}
	return false
}

// shareOfList: "and as a share of the three listed?" after one of them.
func (r *reading) shareOfList() bool {
	figs := r.figureTerms(r.prev.Last)
	p := &r.f.parts[0]
	if !r.has[opPercent] || len(r.f.parts) > 1 || len(p.dims) != 1 || len(p.cats) > 0 || len(figs) != 1 {
		return false
	}
	f := r.set.Figure(figs[0][0])
	if f == nil || f.Category == nil || f.Category.Dimension != p.dims[0] {
		return false
	}
	r.follow = &stats.Query{Op: stats.OpShare, Terms: figs}
	if r.has[opListed] || f.Population == nil {
		r.follow.Base = stats.BaseListed
	}
	return true
}

// samePops reports whether the message names no population but the last one's.
func (r *reading) samePops() bool {
	last := r.lastPops()
	for i := range r.f.parts {
		p := &r.f.parts[i]
		for _, x := range p.pops {
			if !slices.Contains(last, x) {
				return false
			}
		}
	}
	return len(r.f.parts) == 1 && (len(r.f.parts[0].cats) > 0 || len(r.f.parts[0].dims) > 0)
}

// unstatedShare: "what share of the sex trafficking victims is that" after a
// figure of which the source does not say what it counts.
func (r *reading) unstatedShare() bool {
	figs := r.figureTerms(r.prev.Last)
	p := &r.f.parts[0]
	if !r.has[opPercent] || !r.has[opThat] && !r.has[opThose] || len(figs) != 1 || !r.lastUnstated() || len(p.dims) > 0 || len(r.f.parts) > 1 {
		return false
	}
	for _, c := range p.cats {
		if len(r.populationsOf(c.cat.Dimension)) == 0 {
			return false
		}
	}
	r.follow = &stats.Query{Op: stats.OpShare, Terms: figs}
	return true
}

// thatCategory: "and how many traffickers of that nationality?"
func (r *reading) thatCategory() bool {
	p := &r.f.parts[0]
	figs := r.figureTerms(r.prev.Last)
	if !r.has[opThat] && !r.has[opThose] && !r.has[opRepeat] || len(r.f.parts) > 1 || len(p.pops) != 1 || len(p.cats) > 0 || len(p.dims) != 1 || len(figs) != 1 {
		return false
	}
	f := r.set.Figure(figs[0][0])
	if f == nil || f.Category == nil || f.Category.Dimension != p.dims[0] {
		return false
	}
	q := r.withPopulation(stats.Query{Op: stats.OpCount, Terms: figs}, p.pops[0])
	r.follow = &q
	return true
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
	two := r.has[opThan] || r.has[opDifference] || r.has[opHowMuchMore] || r.has[opRatio] || r.has[opTimes] || r.has[opVersus] || r.has[opCompare] || r.has[opPlus] || r.has[opSum]
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
	if r.has[opThan] || next.sep == opThan || !r.has[opTimes] {
		next.sep = opThan
		r.f.parts = []part{p, next}
		return
	}
	p.sep = opThan // "how many times more are the Mexicans": than those
	r.f.parts = []part{next, p}
}
