package ask

import (
	"slices"

	"cifra/stats"
)

// sameBase reads "and domestic work?" after "what proportion of labor trafficking
// was in agriculture": of labor trafficking, too.
func (r *reading) sameBase() bool {
	c := r.namedAlone()
	last := r.prev.Last
	if c == nil || last.Op != stats.OpShare || len(last.Terms) != 1 || len(last.Terms[0]) != 2 || last.Base != stats.BasePopulation {
		return false
	}
	base, f := r.set.Figure(last.Terms[0][0]), r.set.Figure(last.Terms[0][1])
	if base != nil && f != nil && f.ID == c.Dimension.Within {
		base, f = f, base
	}
	if base == nil || f == nil || f.Breakdown == nil || f.Category == nil || f.Category.Dimension != c.Dimension || c.Dimension.Within != base.ID {
		return false
	}
	r.follow = &stats.Query{Op: stats.OpShare, Percent: last.Percent, Terms: []stats.Term{{base.ID, figureOf(f.Breakdown, c)}}}
	return true
}

// sameRelation reads "same for sex trafficking" after the victims of labor
// trafficking per case of it: what stands on either side was of one kind, and is
// of another now.
func (r *reading) sameRelation() bool {
	c := r.namedAlone()
	last := r.prev.Last
	if c == nil || last.Op != stats.OpPer && last.Op != stats.OpRatio || len(last.Terms) != 2 {
		return false
	}
	q := stats.Query{Op: last.Op, Percent: last.Percent}
	var kind *stats.Category
	for _, t := range last.Terms {
		f := r.set.Figure(t[0])
		if len(t) != 1 || f == nil || f.Category == nil || f.Category.Dimension != c.Dimension || kind != nil && f.Category != kind {
			return false
		}
		kind = f.Category
		q.Terms = append(q.Terms, stats.Term{figureOf(f.Breakdown, c)})
	}
	r.follow = &q
	return true
}

// namedAlone gives the one category that a message names, if it says nothing else
// and so only puts it in the place of another.
func (r *reading) namedAlone() *stats.Category {
	if !r.oneCategory() || r.f.neg || r.f.pending || r.f.claim.Kind != stats.NoClaim {
		return nil
	}
	p := &r.f.parts[0]
	if len(p.pops)+len(p.measures)+len(p.units) > 0 || p.weak >= 0 || p.unk {
		return nil
	}
	for _, o := range [...]op{opCount, opThat, opThose, opCompare, opVersus, opThan, opMore, opFewer, opMost, opLeast, opTimes, opDifference, opHowMuchMore, opSum, opPlus, opRatio, opPer, opOnly, opListed, opOneIn, opOther, opRest} {
		if r.has[o] {
			return nil
		}
	}
	return p.cats[0].cat
}

// ofOthersInPercent reads "and of victims, labor" after a share of the cases: a
// share too.
func (r *reading) ofOthersInPercent() {
	last := r.prev.Last
	if last.Op != stats.OpShare || r.has[opCount] || r.has[opCompare] || r.f.neg || len(r.f.parts) > 2 {
		return
	}
	i := slices.IndexFunc(r.marks, func(m mark) bool { return m.op() == opAnd })
	if i < 0 || !r.beginsAsFollow() {
		return
	}
	for i++; i < len(r.marks); i++ {
		switch m := &r.marks[i]; {
		case m.is(population):
			if r.behindOf(i) {
				r.has[opPercent] = true
			}
			return
		case m.op() == opOf, m.op() == opFrom, m.is(filler):
		default:
			return
		}
	}
}

// ofAllInstead reads "and as a percentage of all cases?" after a share of one kind
// of them: the same figure, of all.
func (r *reading) ofAllInstead() (stats.Query, bool) {
	q := r.prev.Last
	if len(r.f.parts) != 1 || !r.f.parts[0].bare() || len(r.f.parts[0].pops) != 1 || !r.has[opPercent] || r.has[opCount] || r.f.pending || q.Op != stats.OpShare || len(q.Terms) != 1 || len(q.Terms[0]) != 2 {
		return q, false
	}
	a, b := r.set.Figure(q.Terms[0][0]), r.set.Figure(q.Terms[0][1])
	if a == nil || b == nil || a.Category == nil || b.Category == nil || a.Population != b.Population || a.Population != r.set.Populations[r.f.parts[0].pops[0]] {
		return q, false
	}
	if a.Category.Dimension.Within == "" {
		a, b = b, a
	}
	if a.Category.Dimension == b.Category.Dimension || !r.kindOf(a.Category, b.Category.Dimension) {
		return q, false
	}
	return stats.Query{Op: stats.OpShare, Percent: true, Terms: []stats.Term{{a.ID}}}, true
}

// ofWholeInstead leaves what ofAllInstead reads as the whole query.
func (r *reading) ofWholeInstead() bool {
	q, ok := r.ofAllInstead()
	if ok {
		r.follow = &q
	}
	return ok
}

// basedOnAll reports whether a share of all is asked for instead of one whose base
// the source does not state.
func (r *reading) basedOnAll() bool {
	_, ok := r.ofAllInstead()
	return ok && r.prev.Refused == stats.UnstatedUnit
}

// totalAfterAll reads "then just the total number of victims" after those that the
// source does not tell apart.
func (r *reading) totalAfterAll() bool {
	switch r.prev.Refused {
	case stats.NotMeasured, stats.Crosstab, stats.UnstatedUnit:
		return r.has[opOnly] && r.asksTotal()
	}
	return false
}
