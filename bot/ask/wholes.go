package ask

import (
	"slices"
	"strings"
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

// didSo reports whether a population is named by a verb behind people, "cuántos
// tratantes llamaron": those of them who did, and no second thing to count.
func (r *reading) didSo(i int) bool {
	m, before := &r.marks[i], &r.marks[i-1]
	return m.brk == noBreak && r.set.Populations[before.ref].Persons && !r.set.Populations[m.ref].Persons && strings.HasSuffix(r.t.toks[m.from].text, "ron")
}

// eachOf reads "of the Mexicans, how many are victims and how many traffickers":
// what stands first is of every population that is counted behind it.
func (r *reading) eachOf() {
	ps, lead := r.f.parts, 0
	var cats []member
	for lead < len(ps) && len(ps[lead].cats) > 0 && len(ps[lead].pops)+len(ps[lead].dims) == 0 && ps[lead].weak < 0 && (!ps[lead].count || r.opensRestriction(0)) {
		cats = append(cats, ps[lead].cats...)
		lead++
	}
	if lead == 0 || len(ps)-lead < 2 || ps[lead].sep != opNone || !ps[lead].count || ps[lead].brk == strongBreak {
		return
	}
	for _, p := range ps[lead:] {
		if !p.bare() || !p.count && p.sep != opAnd && p.sep != opOr {
			return
		}
	}
	for i := range ps[lead:] {
		ps[lead+i].cats = slices.Clone(cats)
	}
	r.f.parts = ps[lead:]
}
