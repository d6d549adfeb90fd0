package ask

import (
	"slices"

	"cifra/stats"
)

// selfContained reports whether a part names a measure that says by itself what
// it is of. One of another period does not: "since 1990" is of whatever is asked
// about.
func (r *reading) selfContained(p *part) bool {
	return len(p.measures) > 0 && !slices.ContainsFunc(p.measures, func(i int32) bool {
		return r.set.Measures[i].Period != (stats.Text{})
	})
}

// measures turns a part that names measures into terms. All else that it names
// is crossed with them, but for the population that they are of, so that the
// data set can say that it has no such number.
func (r *reading) measures(p *part, pops []int32) built {
	b := built{part: p}
	for _, i := range p.measures {
		m := r.set.Measures[i]
		own := int32(slices.Index(r.set.Populations, m.Population))
		extra := r.totals(slices.DeleteFunc(slices.Clone(pops), func(p int32) bool {
			return p == own || r.set.Populations[p].ID == m.Counts
		}))
		if len(p.pops) == 0 && m.Period != (stats.Text{}) {
			extra = append(extra, r.otherThanLast(m)...)
		}
		groups := [][]stats.ID{{m.ID}}
		if len(p.cats)+len(p.dims) > 0 {
			of := pops
			if len(of) == 0 {
				of = []int32{own}
			}
			groups = append(groups, r.groups(p, of, &extra)...)
		}
		b.terms = append(b.terms, product(groups, extra)...)
	}
	return b
}

// measureOfKind reads "those of fiction, how much did they grow", "in fiction, how
// many loans since 1990": the measure is asked of what stands before it, and is
// not one more thing beside it.
func (r *reading) measureOfKind() {
	ps := r.f.parts
	for i := 1; i < len(ps); i++ {
		p, prev := &ps[i], &ps[i-1]
		if len(p.measures) == 0 || len(p.cats) > 0 || p.sep != opNone || len(prev.cats) == 0 || len(prev.measures) > 0 {
			continue
		}
		p.cats = slices.Clone(prev.cats)
		if len(p.pops) == 0 {
			p.pops, p.weak = slices.Clone(prev.pops), prev.weak
		}
		p.sep = prev.sep
		r.f.parts = slices.Delete(ps, i-1, i)
		return
	}
}

// otherThanLast gives what a message asks of a measure if it goes on from a
// question that was about something else: "and since 1990?" after members is of
// members, though only loans are counted since then.
func (r *reading) otherThanLast(m *stats.Measure) stats.Term {
	if r.prev.Last.Op == 0 || len(r.f.parts) != 1 {
		return nil
	}
	var t stats.Term
	for _, last := range r.prev.Last.Terms {
		for _, id := range last {
			f := r.set.Figure(id)
			if f == nil || f.Measure == nil && (f.Population != m.Population || !f.IsTotal()) {
				t = append(t, id)
			}
		}
	}
	return t
}

// perMember reads "visits per member", where a measure says how many visits
// members made: not all visits are theirs.
func (r *reading) perMember(q *stats.Query) bool {
	if len(q.Terms) != 2 || !r.has[opPer] && !r.has[opEach] && !r.has[opAverage] || !r.isTotals(*q) {
		return false
	}
	first, second := r.set.Figure(q.Terms[0][0]), r.set.Figure(q.Terms[1][0])
	for _, m := range r.set.Measures {
		if m.Counts == first.Population.ID && m.Population == second.Population {
			q.Op, q.Percent, q.Terms = stats.OpPer, false, []stats.Term{{m.ID}, {second.ID}}
			return true
		}
	}
	return false
}

// asTimes reads "how many times did members come", where a measure counts what
// members did.
func (r *reading) asTimes(q *stats.Query, bs []built, lists bool) bool {
	if !r.has[opTimes] || r.has[opMore] || r.has[opFewer] || r.has[opThan] || r.has[opVersus] || lists || !r.allTotals(q.Terms) {
		return false
	}
	named := map[*stats.Population]bool{}
	for _, t := range q.Terms {
		for _, id := range t {
			named[r.set.Figure(id).Population] = true
		}
	}
	for _, m := range r.set.Measures {
		counts := r.set.Population(m.Counts)
		if counts == nil || !named[m.Population] || len(named) > 2 || len(named) == 2 && !named[counts] {
			continue
		}
		q.Op, q.Percent, q.Terms = stats.OpCount, false, []stats.Term{{m.ID}}
		if r.has[opEach] || r.has[opAverage] || r.has[opPer] {
			q.Op, q.Terms = stats.OpPer, []stats.Term{{m.ID}, {m.Population.Total.ID}}
		}
		return true
	}
	return false
}

// allTotals reports whether terms, and all that they cross, are totals.
func (r *reading) allTotals(ts []stats.Term) bool {
	for _, t := range ts {
		for _, id := range t {
			if f := r.set.Figure(id); f == nil || !f.IsTotal() {
				return false
			}
		}
	}
	return true
}

// namesPeriod reports whether the message names the time that the set covers.
func (r *reading) namesPeriod() bool {
	return r.namesOwn(ownPeriod)
}

// asShareOfPeriods reads "of all loans since 1990, what percent were in 2021": the
// total of a population as a percentage of its count over a longer time.
func (r *reading) asShareOfPeriods(q *stats.Query) bool {
	if !r.has[opPercent] || !r.namesPeriod() || len(q.Terms) == 0 {
		return false
	}
	var longer *stats.Measure
	for _, t := range q.Terms {
		f := r.set.Figure(t[0])
		switch {
		case len(t) != 1 || f == nil:
			return false
		case f.Measure != nil && f.Measure.Unit == stats.UnitCount && f.Measure.Period != (stats.Text{}) && longer == nil:
			longer = f.Measure
		case !f.IsTotal():
			return false
		}
	}
	if longer == nil {
		return false
	}
	q.Op, q.Percent, q.Terms = stats.OpRatio, true, []stats.Term{{longer.Population.Total.ID}, {longer.ID}}
	return true
}

// ofPeriod reads "and only in 2021?", the time of the set alone, after a question
// about another one.
func (r *reading) ofPeriod() (stats.Query, bool) {
	last := r.prev.Last
	if !r.namesPeriod() || len(last.Terms) == 0 {
		return last, false
	}
	if r.prev.Refused == stats.OtherPeriod {
		return last, true
	}
	f := r.set.Figure(last.Terms[0][0])
	if last.Op != stats.OpCount || len(last.Terms) != 1 || len(last.Terms[0]) != 1 || f == nil || f.Measure == nil || f.Measure.Period == (stats.Text{}) {
		return last, false
	}
	return stats.Query{Op: stats.OpCount, Terms: []stats.Term{{f.Population.Total.ID}}}, true
}

// timesOfLast reads "and how many times?" after those who did something, and "how
// many times each, on average?" after that.
func (r *reading) timesOfLast() (stats.Query, bool) {
	last := r.prev.Last
	if !r.has[opTimes] || r.has[opMore] || r.has[opFewer] || r.has[opThan] || last.Op != stats.OpCount || len(last.Terms) != 1 || len(last.Terms[0]) != 1 {
		return last, false
	}
	f := r.set.Figure(last.Terms[0][0])
	for _, m := range r.set.Measures {
		if m.Counts == "" || f == nil || f != m.Figure && f != m.Population.Total {
			continue
		}
		q := stats.Query{Op: stats.OpCount, Terms: []stats.Term{{m.ID}}}
		if r.has[opEach] || r.has[opAverage] || r.has[opPer] {
			q = stats.Query{Op: stats.OpPer, Terms: []stats.Term{{m.ID}, {m.Population.Total.ID}}}
		}
		return q, true
	}
	return last, false
}

// goesOnMeasure reads what goes on from a measure, or to one, and names nothing.
func (r *reading) goesOnMeasure(q *stats.Query) bool {
	if of, ok := r.ofPeriod(); ok {
		*q = of
		return true
	}
	if of, ok := r.ofPlace(); ok {
		*q = of
		return true
	}
	if times, ok := r.timesOfLast(); ok {
		*q = times
		return true
	}
	return false
}
