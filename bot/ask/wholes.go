package ask

import (
	"slices"
)

// wholeOfPersons reads "of the victims, how many are traffickers": those who
// are both.
func (r *reading) wholeOfPersons() {
	ps := r.f.parts
	if len(ps) != 2 || !ps[0].bare() || !ps[1].bare() || !ps[1].count || ps[1].sep != opNone || r.has[opPer] || r.has[opEach] {
		return
	}
	if w := r.t.toks[0].text; !r.opensRestriction(0) && w != "de" {
		return
	}
	for _, p := range [...]int32{ps[0].pops[0], ps[1].pops[0]} {
		if !r.set.Populations[p].Persons {
			return
		}
	}
	ps[0].pops = append(ps[0].pops, ps[1].pops...)
	r.f.parts = ps[:1]
}

// restrictNext reads "of the Hondurans, how many are women" where neither names
// a population: those of the first that are of the second too.
func (r *reading) restrictNext() {
	ps := r.f.parts
	for i := len(ps) - 1; i > 0; i-- {
		p, q := &ps[i-1], &ps[i]
		if !q.count || q.sep != opNone || len(q.cats) == 0 || p.count || len(p.cats) == 0 || len(p.dims)+len(q.dims) > 0 {
			continue
		}
		if (len(p.pops) > 0 || p.weak >= 0) && len(q.pops) == 0 || slices.ContainsFunc(p.cats, func(c member) bool { return c.neg || q.hasDim(c.cat.Dimension) }) {
			continue
		}
		if len(p.pops) > 0 && !slices.Equal(p.pops, q.pops) {
			continue
		}
		q.cats, q.sep = append(slices.Clone(p.cats), q.cats...), p.sep
		r.f.parts = slices.Delete(ps, i-1, i)
		return
	}
}
