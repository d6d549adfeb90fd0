package ask

import (
	"slices"
	"strings"

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
	if r.leavesOut(i) {
		return
	}
	if m.ref == wholePlace && len(r.set.Countries) == 1 {
		m.class, m.ref = filler, ownPlace
		return
	}
	for from := m.from; from < m.to; from++ {
		node := int32(0)
		for _, id := range r.ids[from:m.to] {
			if node = r.lex.next(node, id); node == 0 || id == 0 {
				break
			}
		}
		if node != 0 {
			if e := r.lex.end(node); e.class == country && r.set.Covers(r.lex.countries[e.ref].code) {
				m.class, m.ref = filler, ownPlace
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

// country settles whether a country is where people come from or where
// something happened.
func (r *reading) country(i int) {
	m := &r.marks[i]
	code := r.lex.countries[m.ref].code
	c := r.lex.byISO[code]
	switch where := r.locates(i) || r.unitsOnly(); {
	case where && r.set.Covers(code) && !r.leavesOut(i):
		m.class, m.ref = filler, ownPlace // all that is counted was there
	case where:
		m.class, m.ref = place, 0
	case c != nil:
		m.class, m.ref = category, r.lex.catIndex[c.Dimension.ID+"."+c.ID]
	}
}

// locates reports whether a country stands where a place does: "in the whole
// US", "across America".
func (r *reading) locates(i int) bool {
	for j := i; j > 0 && r.marks[j].brk == noBreak; j-- {
		before := &r.marks[j-1]
		switch w := r.t.toks[before.to-1].text; {
		case before.op() == opIn:
			return true
		case before.op() == opExcept && strings.HasPrefix(r.t.toks[before.from].text, "outside"):
			return j < 2 || r.marks[j-2].op() != opFrom // "victims from outside the US" came from elsewhere
		case before.is(filler) && slices.Contains(placeWords, w):
			return i+1 == len(r.marks) || r.marks[i+1].brk > noBreak || !r.marks[i+1].is(population)
		case before.is(filler) && before.to-before.from == 1 && slices.Contains(wholeWords, w):
		default:
			return false
		}
	}
	return false
}

// placeWords say where something is, besides "in"; wholeWords may stand between
// them and the place.
var (
	placeWords = []string{"across", "throughout", "around", "over", "inside", "within"}
	wholeWords = []string{"the", "all", "of", "whole", "entire", "los", "todo", "todos", "todas"}
)

// leavesOut reports whether what a mark names is denied or taken away: "not in
// the US", "without 2021".
func (r *reading) leavesOut(i int) bool {
	for j := i - 1; j >= 0 && r.marks[j+1].brk == noBreak; j-- {
		switch m := &r.marks[j]; m.op() {
		case opNot, opNotVerb, opNeither, opExcept, opMinus:
			return true
		case opIn, opOf, opFrom, opTo, opThose, opThat, opOr:
		default:
			if !m.is(filler) || r.t.toks[m.to-1].text == "only" || r.t.toks[m.to-1].text == "just" {
				return false
			}
		}
	}
	return false
}

// ofPlace reads "and in the whole country?", all that the set covers, after a
// question about a part of it.
func (r *reading) ofPlace() (stats.Query, bool) {
	return r.prev.Last, r.namesOwn(ownPlace) && r.prev.Refused == stats.Place && len(r.prev.Last.Terms) > 0
}

// namesOwn reports whether the message names the place or the time that the set
// covers.
func (r *reading) namesOwn(which int32) bool {
	return slices.ContainsFunc(r.marks, func(m mark) bool { return m.is(filler) && m.ref == which })
}
