package ask

import (
	"slices"

	"cifra/stats"
)

// near lists the queries nearest to what was asked: what the absent thing
// names, the list that does not hold it, else the question without it.
func (r *reading) near(l lack, asked []stats.Query) []stats.Query {
	var out []stats.Query
	if l.absent >= 0 {
		for _, id := range r.set.Absent[l.absent].Near {
			out = append(out, r.about(id))
		}
	}
	if l.dim != nil {
		for _, b := range r.set.Breakdowns {
			if b.Dimension == l.dim && r.concerns(b.Population) {
				out = append(out, r.about(b.ID))
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, q := range asked {
		if a, err := r.set.Eval(q); err == nil {
			if a.Reason == stats.NoReason {
				out = append(out, q)
			} else {
				out = append(out, a.Near...)
			}
		}
	}
	if len(out) == 0 {
		for _, p := range r.set.Populations {
			if p.Total != nil && r.concerns(p) {
				out = append(out, r.about(p.Total.ID))
			}
		}
	}
	return out[:min(len(out), 4)]
}

func (r *reading) about(id stats.ID) stats.Query {
	q := stats.Query{Op: stats.OpCount, Terms: []stats.Term{{id}}}
	if r.set.Figure(id) == nil {
		q.Op = stats.OpBreakdown
	}
	return q
}

// concerns reports whether the message is about a population, or names none.
func (r *reading) concerns(p *stats.Population) bool {
	none := true
	for i := range r.f.parts {
		for _, x := range r.f.parts[i].pops {
			none = false
			if r.set.Populations[x] == p {
				return true
			}
		}
	}
	return none
}

// topLists are the lists of which the source has only the top few: "give me
// the top 3", of which is not said.
func (r *reading) topLists() []stats.Query {
	var out []stats.Query
	for _, b := range r.set.Breakdowns {
		if b.Complete {
			continue
		}
		q := stats.Query{Op: stats.OpBreakdown, Terms: []stats.Term{{b.ID}}}
		if r.f.num > 0 {
			q.Op, q.N = stats.OpTop, r.f.num
		}
		out = append(out, q)
	}
	return out
}

// overview asks for all totals.
func (r *reading) overview() stats.Query {
	q := stats.Query{Op: stats.OpCount}
	for _, p := range r.set.Populations {
		if p.Total != nil {
			q.Terms = append(q.Terms, stats.Term{p.Total.ID})
		}
	}
	return q
}

// joinedFigure gives the figure of the category that joins the two of a query.
func (r *reading) joinedFigure(q stats.Query) stats.ID {
	if f := r.set.Figure(q.Terms[0][0]); q.Op == stats.OpCount && f != nil && f.Breakdown != nil {
		return figureOf(f.Breakdown, r.f.joined)
	}
	return ""
}

// bothWays adds the reading in which a bare population shares the category of
// its neighbour, or of the last reply.
func (r *reading) bothWays(out []stats.Query) []stats.Query {
	if r.follow != nil {
		return append(out, *r.follow)
	}
	for i := 1; i < len(r.f.parts); i++ {
		if p, prev := &r.f.parts[i], &r.f.parts[i-1]; p.bare() {
			p.cats, p.dims = slices.Clone(prev.cats), slices.Clone(prev.dims)
		}
	}
	for _, q := range r.compose() {
		if !containsQuery(out, q) {
			out = append(out, q)
		}
	}
	return out
}

// privateLack reports whether the sentence that names what the source lacks is
// about the writer: "how many days until my visa", and not "a count for
// California? We're building a map".
func (r *reading) privateLack() bool {
	if !r.private {
		return false
	}
	for i := range r.marks {
		switch r.marks[i].class {
		case absent, country, region, place, times, month:
			from := i
			for from > 0 && r.marks[from].brk != strongBreak {
				from--
			}
			for _, at := range r.persons {
				if at >= from && at < r.sentence(i) {
					return true
				}
			}
		}
	}
	return len(r.persons) > 0 && !slices.ContainsFunc(r.marks, func(m mark) bool { return m.is(place) })
}
