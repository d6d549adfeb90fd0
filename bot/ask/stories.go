package ask

import (
	"slices"

	"cifra/stats"
)

// stories sets aside what people tell before they ask: "my neighbor says it is
// all men and I say no. Tell me how many women traffickers there are." Only
// what others said goes, and only where the last sentence is whole and of the
// very dimensions, so that no restriction is lost.
func (r *reading) stories() {
	last := len(r.marks)
	for last > 0 && (last == len(r.marks) || r.marks[last].brk != strongBreak) {
		last--
	}
	if last == 0 || !r.wholeQuestion(last, len(r.marks)) {
		return
	}
	for from := 0; from < last; {
		to := min(r.sentence(from), last)
		if r.hearsay(from, to) && r.within(from, to, last) {
			r.silence(from, to)
		}
		from = to
	}
}

// wholeQuestion reports whether marks ask how many of a population are of a
// category, and refer to nothing before them.
func (r *reading) wholeQuestion(from, to int) bool {
	counts, pop, cat := false, false, false
	for i := from; i < to; i++ {
		m := r.sense(i)
		counts = counts || m.op() == opCount || m.op() == opPercent
		pop, cat = pop || m.is(population), cat || m.is(category)
		switch m.op() {
		case opThat, opThose, opIsIt, opRest, opOther, opRepeat, opFollow:
			return false
		}
	}
	return counts && pop && cat
}

// hearsay reports whether marks say what someone said, and ask nothing.
func (r *reading) hearsay(from, to int) bool {
	says, someone := false, false
	for i := from; i < to; i++ {
		m := &r.marks[i]
		says = says || m.op() == opIsIt
		someone = someone || m.is(person) || m.is(purpose)
		switch m.op() {
		case opCount, opPercent, opBy, opBreakdown, opWants:
			return false
		}
	}
	return says && someone
}

// sense gives a mark: of an exclamation what it means as an ordinary word, of a
// people that the source lists its category.
func (r *reading) sense(i int) mark {
	m := r.marks[i]
	if e, ok := r.lex.second[r.ids[m.from]]; ok && m.is(interjection) {
		m.meaning = e
	}
	if m.is(country) && (i == 0 || r.marks[i-1].op() != opIn) {
		if c := r.lex.byISO[r.lex.countries[m.ref].code]; c != nil {
			m.meaning = meaning{category, r.lex.catIndex[c.Dimension.ID+"."+c.ID]}
		}
	}
	return m
}

// within reports whether all that marks name is of the dimensions and the
// populations that the message names from last on.
func (r *reading) within(from, to, last int) bool {
	said := false
	for i := from; i < to; i++ {
		m := r.sense(i)
		if said = said || m.op() == opIsIt; !said && m.is(unknown) {
			continue // the name of who says it
		}
		same := func(o mark) bool { return o.class == m.class && o.ref == m.ref }
		switch m.class {
		case category:
			d := r.lex.cats[m.ref].Dimension
			same = func(o mark) bool { return o.is(category) && r.lex.cats[o.ref].Dimension == d }
		case population:
		case dimension, several, cross, either, absent, country, region, place, times, month, number, ordinal, unknown:
			same = func(mark) bool { return false }
		default:
			continue
		}
		found := false
		for j := last; j < len(r.marks) && !found; j++ {
			found = same(r.sense(j))
		}
		if !found {
			return false
		}
	}
	return true
}

// illustrations sets aside categories that only say of what sort a dimension
// is, "by sex (man, woman, etc.)", or what is left of it where it is known, "of
// known age (adults plus minors)".
func (r *reading) illustrations() {
	for i := range r.marks {
		if !r.marks[i].is(dimension) {
			continue
		}
		d := r.set.Dimensions[r.marks[i].ref]
		from := i + 1
		for from < len(r.marks) && (r.marks[from].op() == opKnown || r.marks[from].is(filler) && !r.marks[from].purpose && r.marks[from].brk == noBreak) {
			from++
		}
		to, named, more := from, 0, false
	run:
		for ; to < len(r.marks) && r.marks[to].brk != strongBreak; to++ {
			m := &r.marks[to]
			switch {
			case r.namesOf(m, d):
				named++
			case r.andSoOn(to):
				more = true
				to++
				break run
			case m.op() == opAnd, m.op() == opOr, m.op() == opPlus, m.op() == opMas, m.is(filler) && r.article(to):
			default:
				break run
			}
		}
		inner := from < to && r.t.toks[r.marks[from].from].inner
		known := inner && r.has[opKnown] && named == knownOf(d.Categories)
		if from < len(r.marks) && r.marks[from].brk == weakBreak && (more && named > 0 || known) {
			r.silence(from, r.lastInner(from, to, inner))
			r.marks[i].plural = r.marks[i].plural || more
		}
	}
}

// namesOf reports whether a mark names, or may name, a category of a dimension.
func (r *reading) namesOf(m *mark, d *stats.Dimension) bool {
	switch m.class {
	case category:
		return r.lex.cats[m.ref].Dimension == d
	case country:
		return d.Country
	case either:
		return slices.ContainsFunc(r.lex.alts[m.ref], func(a meaning) bool { return a.class == category && r.lex.cats[a.ref].Dimension == d })
	}
	return false
}

// lastInner gives the end of a run of marks: of the bracket, where it is in one.
func (r *reading) lastInner(from, to int, inner bool) int {
	for inner && to > from && !r.t.toks[r.marks[to-1].from].inner {
		to--
	}
	return to
}

// andSoOn tells "etc." and the like.
func (r *reading) andSoOn(i int) bool {
	switch w := r.t.toks[r.marks[i].from].text; w {
	case "etc", "etcetera", "etcs":
		return true
	}
	return false
}
