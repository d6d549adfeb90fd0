package ask

import (
	"slices"

	"cifra/stats"
)

// lastAsShare is the last query in percent.
func (r *reading) lastAsShare() stats.Query {
	q := r.prev.Last
	q.Percent, q.Listed = true, false
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
		if f := r.set.Figure(t[0]); len(t) == 1 && f != nil && f.IsTotal() {
			continue
		}
		out = append(out, t)
	}
	return out
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
		bd := r.listOf(t[0])
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
	return r.crossThat()
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

// unstatedShare: "what share of the sex trafficking victims is that" after a
// figure of which the source does not say what it counts.
func (r *reading) unstatedShare() bool {
	figs := r.figureTerms(r.prev.Last)
	p := &r.f.parts[0]
	if !r.has[opPercent] || !r.has[opThat] && !r.has[opThose] || len(figs) == 0 || !r.lastUnstated() || len(p.dims) > 0 || len(r.f.parts) > 1 || r.unstatedPart(0) {
		return false
	}
	r.follow = &stats.Query{Op: stats.OpShare, Terms: figs}
	return true
}

// thatCategory: "and how many traffickers of that nationality?"
func (r *reading) thatCategory() bool {
	p := &r.f.parts[0]
	figs := r.figureTerms(r.prev.Last)
	if !r.has[opThat] && !r.has[opThose] && !r.has[opRepeat] && !r.pointsAtType() || len(r.f.parts) > 1 || len(p.pops) != 1 || len(p.cats) > 0 || len(p.dims) != 1 || len(figs) != 1 {
		return false
	}
	f := r.set.Figure(figs[0][0])
	if f == nil || f.Category == nil || !r.kindOf(f.Category, p.dims[0]) {
		return false
	}
	q := r.withPopulation(stats.Query{Op: stats.OpCount, Terms: figs}, p.pops[0])
	r.follow = &q
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

// againstLast gives a question that relates one thing to nothing ("how many
// more than the men?", "how many times more are the Mexicans?") the last
// figure for its other half.
func (r *reading) againstLast(qs []stats.Query) []stats.Query {
	than := (r.has[opThan] || r.has[opQue]) && !r.thanThat()
	more := r.has[opHowMuchMore] || r.has[opDifference] || r.has[opCount] && than && (r.has[opMore] || r.has[opFewer])
	if len(qs) != 1 || r.prev.Refused != stats.NoReason || !more && !r.has[opTimes] {
		return qs
	}
	q := qs[0]
	if q.Op != stats.OpCount && q.Op != stats.OpShare || len(q.Terms) != 1 || r.set.Figure(q.Terms[0][0]) == nil {
		return qs
	}
	if f := r.set.Figure(q.Terms[0][0]); f.Measure != nil && f.Measure.Unit == stats.UnitPercent {
		return qs // by how much it grew is what it says
	}
	others := slices.DeleteFunc(r.lastFigures(), func(t stats.Term) bool { return slices.Equal(t, q.Terms[0]) })
	if !than && len(others) > 1 || len(others) == 0 {
		return qs
	}
	q.Op, q.Percent = stats.OpDifference, false
	if r.has[opTimes] {
		q.Op = stats.OpRatio
	}
	other := others[len(others)-1]
	if q.Terms = []stats.Term{q.Terms[0], other}; than || r.has[opTimes] && r.lastIsFirst() {
		slices.Reverse(q.Terms)
	}
	return []stats.Query{q}
}
