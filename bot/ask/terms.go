package ask

import (
	"slices"

	"cifra/stats"
)

// built is a part turned into terms of a Query.
type built struct {
	part  *part
	terms []stats.Term
	neg   bool // all but the terms
	lists bool // the terms are breakdowns
}

// candidates gives the populations that the parts without one may be about:
// those that have every dimension named. A nil result means that none is
// needed.
func (r *reading) candidates() []int32 {
	var out []int32
	needed := false
	for i := range r.f.parts {
		p := &r.f.parts[i]
		if len(p.units) > 0 {
			return p.units
		}
		if len(p.pops) > 0 || p.weak >= 0 {
			continue
		}
		for _, d := range p.dimensions() {
			have := r.populationsOf(d)
			if len(have) == 0 {
				continue
			}
			if !needed {
				out, needed = have, true
				continue
			}
			if both := intersect(out, have); len(both) > 0 {
				out = both
			}
		}
	}
	return out
}

// dimensions gives all dimensions that a part names or whose categories it
// names.
func (p *part) dimensions() []*stats.Dimension {
	out := slices.Clone(p.dims)
	for _, c := range p.cats {
		if !slices.Contains(out, c.cat.Dimension) {
			out = append(out, c.cat.Dimension)
		}
	}
	return out
}

// populationsOf lists the populations that a dimension divides, by index; none
// where the source does not state what its figures count.
func (r *reading) populationsOf(d *stats.Dimension) []int32 {
	var out []int32
	for i, p := range r.set.Populations {
		if r.set.Breakdown(stats.ID(p.ID+"."+d.ID)) != nil {
			out = append(out, int32(i))
		}
	}
	return out
}

func intersect(a, b []int32) []int32 {
	var out []int32
	for _, x := range a {
		if slices.Contains(b, x) {
			out = append(out, x)
		}
	}
	return out
}

// build turns a part into terms; fallback is the population of a part that
// names none, -1 where none is needed.
func (r *reading) terms(p *part, fallback int32) built {
	b := built{part: p}
	pops := p.pops
	if len(pops) == 0 && p.weak >= 0 {
		pops = []int32{p.weak}
	}
	if len(pops) == 0 && fallback >= 0 {
		pops = []int32{fallback}
	}
	if len(p.measures) > 0 {
		return r.measures(p, pops)
	}
	if len(p.cats) == 0 && len(p.dims) == 0 {
		if len(pops) > 0 {
			b.terms = []stats.Term{r.totals(pops)}
		}
		return b
	}
	extra := r.crossing(p, pops)
	groups := r.groups(p, pops, &extra)
	b.terms = product(groups, extra)
	b.lists = len(p.dims) > 0
	neg, pos := 0, 0
	for _, c := range p.cats {
		if c.neg {
			neg++
		} else {
			pos++
		}
	}
	b.neg = neg > 0 && pos == 0 && len(groups) == 1
	return b
}

// totals is the term of several populations at once, or of one.
func (r *reading) totals(pops []int32) stats.Term {
	var t stats.Term
	for _, p := range pops {
		if f := r.set.Populations[p].Total; f != nil {
			t = append(t, f.ID)
		}
	}
	return t
}

// crossing gives the totals that a part's terms are crossed with: of a further
// population ("cases with minor victims"), or of the one that a verb implies
// ("traffickers who exploited women").
func (r *reading) crossing(p *part, pops []int32) stats.Term {
	var out stats.Term
	if len(pops) > 1 {
		out = append(out, r.totals(pops[1:])...)
	}
	if p.weak >= 0 && len(p.pops) > 0 && !slices.Contains(p.pops, p.weak) {
		if r.set.Populations[p.pops[0]].Persons {
			out = append(out, r.totals([]int32{p.weak})...)
		}
	}
	return out
}

// groups lists, for each dimension of the part, the ids that it names: its
// breakdown, or the figures of its categories.
func (r *reading) groups(p *part, pops []int32, extra *stats.Term) [][]stats.ID {
	var out [][]stats.ID
	var at []*stats.Dimension
	for _, c := range p.cats {
		bd := r.breakdown(c.cat.Dimension, pops, extra)
		if bd == nil {
			continue
		}
		id := figureOf(bd, c.cat)
		if id == "" {
			continue
		}
		if k := slices.Index(at, c.cat.Dimension); k >= 0 {
			out[k] = append(out[k], id)
		} else {
			at, out = append(at, c.cat.Dimension), append(out, []stats.ID{id})
		}
	}
	if len(p.dims) > 1 && len(p.cats) == 0 {
		// "gender, age": one after the other, not crossed.
		var ids []stats.ID
		for _, d := range p.dims {
			if bd := r.breakdown(d, pops, extra); bd != nil {
				ids = append(ids, bd.ID)
			}
		}
		return append(out, ids)
	}
	for _, d := range p.dims {
		if bd := r.breakdown(d, pops, extra); bd != nil {
			out = append(out, []stats.ID{bd.ID})
		}
	}
	return out
}

func figureOf(bd *stats.Breakdown, c *stats.Category) stats.ID {
	for _, f := range bd.Figures {
		if f.Category == c {
			return f.ID
		}
	}
	return ""
}

// breakdown finds the figures of a dimension for the first of the populations
// that has it. Where none does, the term is crossed with that population, so
// that the data set can say why it has no such figure.
func (r *reading) breakdown(d *stats.Dimension, pops []int32, extra *stats.Term) *stats.Breakdown {
	for _, p := range pops {
		if bd := r.set.Breakdown(stats.ID(r.set.Populations[p].ID + "." + d.ID)); bd != nil {
			return bd
		}
	}
	list := r.set.Breakdown(stats.ID(d.ID))
	if len(pops) > 0 && !(list != nil && r.mayCount(d, pops[0])) {
		if f := r.set.Populations[pops[0]].Total; f != nil && !slices.Contains(*extra, f.ID) {
			*extra = append(*extra, f.ID)
		}
	}
	if list != nil {
		return list
	}
	for _, bd := range r.set.Breakdowns {
		if bd.Dimension == d {
			return bd
		}
	}
	return nil
}

// mayCount reports whether a list of which the source does not say what it
// counts may be counting a population.
func (r *reading) mayCount(d *stats.Dimension, pop int32) bool {
	return slices.Contains(d.MayCount, r.set.Populations[pop].ID)
}

// product crosses the groups: one term for each way to take one id of each.
func product(groups [][]stats.ID, extra stats.Term) []stats.Term {
	terms := []stats.Term{nil}
	for _, g := range groups {
		next := make([]stats.Term, 0, len(terms)*len(g))
		for _, t := range terms {
			for _, id := range g {
				next = append(next, append(slices.Clone(t), id))
			}
		}
		terms = next
	}
	out := terms[:0]
	for _, t := range terms {
		for _, e := range extra {
			if !slices.Contains(t, e) {
				t = append(t, e)
			}
		}
		if len(t) > 0 {
			out = append(out, t)
		}
	}
	return out
}
