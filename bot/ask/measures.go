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
