package ask

import (
	"slices"

	"cifra/stats"
)

// withoutCountries says what a country means in a set that has no dimension of
// countries: where people come from, if that is something known to be absent,
// or else a place.
func (r *reading) withoutCountries(l *lack) {
	l.reason = stats.Place
	if i := slices.IndexFunc(r.set.Absent, func(a *stats.Absent) bool { return a.Country }); i >= 0 {
		a := r.set.Absent[i]
		l.reason, l.absent, l.thing = a.Reason, int32(i), a.Label.In(r.q.Lang)
	}
}

// placeInstead reports whether a message puts something that the source has in
// the place of a place: "and in agriculture?" after "in Florida?".
func (r *reading) placeInstead() bool {
	if r.prev.Refused != stats.Place || !r.beginsAsFollow() {
		return false
	}
	for i := 1; i < len(r.marks); i++ {
		if r.marks[i].is(category) && r.marks[i-1].op() == opIn && r.marks[i].brk == noBreak {
			return true
		}
	}
	return false
}

// coveredPlace takes a phrase such as "in the United States" for harmless, where
// everything that the set counts was there.
func (r *reading) coveredPlace(i int) {
	m := &r.marks[i]
	for from := m.from; from < m.to; from++ {
		node := int32(0)
		for _, id := range r.ids[from:m.to] {
			if node = r.lex.next(node, id); node == 0 || id == 0 {
				break
			}
		}
		if node != 0 {
			if e := r.lex.end(node); e.class == country && r.set.Covers(r.lex.countries[e.ref].code) {
				m.class, m.ref = filler, 0
				return
			}
		}
		switch e := r.lex.alone(r.ids[from]); {
		case e.class == filler, e.class == operator && op(e.ref) == opIn:
		default:
			return
		}
	}
}
