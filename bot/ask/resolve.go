package ask

import (
	"slices"

	"cifra/stats"
)

// resolve settles what the words with several senses mean here, sets aside
// what carries no question, and builds the frame.
func (r *reading) resolve() {
	for i := range r.marks {
		r.has[r.marks[i].op()] = true
		if r.marks[i].is(person) {
			r.private, r.persons = true, append(r.persons, i)
		}
	}
	r.borrowed()
	r.stories()
	r.ofThatType()
	r.setAside()
	r.illustrations()
	for i := range r.marks {
		switch m := &r.marks[i]; m.class {
		case relative, filler:
			r.comparesWith(i)
			r.dividesBy(i)
			r.recorded(i)
			r.ofThatIs(i)
		case either:
			r.decide(i)
		case country:
			r.country(i)
		case place:
			r.coveredPlace(i)
		case operator:
			r.operator(i)
		}
	}
	for i := range r.marks {
		if m := &r.marks[i]; m.is(unknown) || m.is(filler) || m.op() == opSum {
			r.takenOut(i)
		}
		r.addedUp(i)
	}
	r.corrected()
	r.fullStop()
	r.deeds()
	r.allKinds()
	r.companions()
	for i := range r.marks {
		r.has[r.marks[i].op()] = true
	}
	r.has[opNone] = false
	r.numbers()
	r.build()
}

// borrowed settles words that mean another thing in the other language: English
// "I" is no Spanish "y", and "actual" names no time.
func (r *reading) borrowed() {
	if r.q.Lang != stats.EN {
		return
	}
	for i := range r.marks {
		switch m := &r.marks[i]; {
		case m.op() == opAnd && r.t.toks[m.from].text == "i":
			m.meaning = meaning{person, 0}
		case m.is(times) && m.to-m.from == 1 && r.t.toks[m.from].text == "actual":
			m.meaning = meaning{filler, 0}
		}
	}
}

// moreOrLess takes "más o menos" at the end of a clause for what it is: "about".
func (r *reading) moreOrLess(i int) bool {
	if i+2 >= len(r.marks) || r.marks[i+1].op() != opOr || r.marks[i+2].op() != opFewer || i+3 < len(r.marks) && r.marks[i+3].brk == noBreak {
		return false
	}
	for j := i; j <= i+2; j++ {
		r.marks[j].meaning = meaning{filler, 0}
	}
	r.has[opOr], r.has[opFewer] = false, false
	return true
}

// comparesWith reads "with" between two things that are compared.
func (r *reading) comparesWith(i int) {
	m := &r.marks[i]
	if w := r.t.toks[m.from].text; r.has[opCompare] && (w == "with" || w == "con") && r.comparedWith(i) {
		m.meaning = meaning{operator, int32(opVersus)}
	}
}

// comparedWith reports whether two populations, or two categories of one
// dimension, stand on either side of a mark.
func (r *reading) comparedWith(i int) bool {
	const reach = 8 // words further off are of another part of the message
	for j := i + 1; j < min(i+reach, len(r.marks)) && r.marks[j].brk == noBreak && r.marks[j].class != operator; j++ {
		next := &r.marks[j]
		for k := max(0, i-reach); k < i; k++ {
			m := &r.marks[k]
			switch {
			case m.is(population) && next.is(population) && m.ref != next.ref:
				return true
			case m.is(category) && next.is(category) && m.ref != next.ref && r.lex.cats[m.ref].Dimension == r.lex.cats[next.ref].Dimension:
				return true
			}
		}
	}
	return false
}

// dividesBy reads the harmless Spanish "entre" between what is divided and what
// by: "divide las llamadas entre los casos", "llamadas entre casos".
func (r *reading) dividesBy(i int) {
	if r.t.toks[r.marks[i].from].text != "entre" {
		return
	}
	named := func(m *mark) bool { return m.is(population) || m.is(category) && r.has[opRatio] }
	counted := slices.ContainsFunc(r.marks[:i], func(m mark) bool { return m.op() == opCount })
	other := counted || r.has[opPercent] || r.has[opDifference] || r.has[opHowMuchMore] || r.has[opAnd] || r.has[opCompare]
	if i == 0 || !named(&r.marks[i-1]) || !r.has[opRatio] && other {
		return
	}
	for j := i + 1; j < len(r.marks); j++ {
		if !r.marks[j].is(filler) && r.marks[j].op() != opCount {
			if named(&r.marks[j]) {
				r.marks[i].meaning = meaning{operator, int32(opPer)}
			}
			return
		}
	}
}

// recorded reads "con edad registrada": known, where the harmless word stands
// behind a dimension that someone has.
func (r *reading) recorded(i int) {
	w := r.t.toks[r.marks[i].from].text
	if w != "registrada" && w != "registrado" || i < 2 || !r.marks[i-1].is(dimension) || r.marks[i].brk > noBreak {
		return
	}
	j := i - 2
	for j > 0 && r.marks[j].is(filler) && r.article(j) && r.t.toks[r.marks[j].from].text != "con" {
		j--
	}
	if r.t.toks[r.marks[j].to-1].text == "con" || r.marks[j].op() == opQuestion {
		r.marks[i].meaning = meaning{operator, int32(opKnown)}
	}
}

// concept tells the marks that make a question.
func (m *mark) concept() bool {
	switch m.class {
	case population, weakPop, dimension, several, category, cross, either, measured, absent, country, region:
		return true
	}
	return m.op() == opOverview
}

// ofData tells the marks that name something of the data set.
func (m *mark) ofData() bool {
	switch m.class {
	case population, weakPop, dimension, several, category, cross, either, measured:
		return true
	}
	return m.op() == opOverview
}

func (r *reading) conceptIn(from, to int) bool {
	for i := from; i < to; i++ {
		if r.marks[i].concept() {
			return true
		}
	}
	return false
}

func (r *reading) conceptsOutside(from, to int) bool {
	return r.conceptIn(0, from) || r.conceptIn(to, len(r.marks))
}

// decide settles a word with several senses ("sex": gender, or a type of
// trafficking). A category is meant where another one of its dimension is
// named beside it or was asked for before, or where it stands right before a
// population; otherwise the first sense holds.
func (r *reading) decide(i int) {
	m := &r.marks[i]
	alts := r.lex.alts[m.ref]
	pick := alts[0]
	for _, a := range alts {
		if a.class != category {
			continue
		}
		d := r.lex.cats[a.ref].Dimension
		beside := i+1 < len(r.marks) && r.marks[i+1].is(population) && r.marks[i+1].brk == noBreak &&
			!(i > 0 && (r.marks[i-1].op() == opBy || r.marks[i-1].op() == opEach))
		if beside || r.names(d, i) || r.askedBefore(d) {
			pick = a
		}
	}
	if pick.class == population && len(alts) > 1 && alts[1].class == population {
		// Units that only the asker can tell apart: offer each.
		m.class = either
		return
	}
	m.meaning = pick
	if pick.class == dimension && i > 0 && r.marks[i-1].op() == opBy {
		m.plural = true
	}
}

// names reports whether another mark names a category of the dimension.
func (r *reading) names(d *stats.Dimension, but int) bool {
	for i := range r.marks {
		m := &r.marks[i]
		if i != but && m.is(category) && r.lex.cats[m.ref].Dimension == d {
			return true
		}
	}
	return false
}

// askedBefore reports whether the last reply was about a category of d and
// this message names no population of its own.
func (r *reading) askedBefore(d *stats.Dimension) bool {
	for i := range r.marks {
		if r.marks[i].is(population) {
			return false
		}
	}
	for _, t := range r.prev.Last.Terms {
		for _, id := range t {
			if f := r.set.Figure(id); f != nil && f.Category != nil && f.Category.Dimension == d {
				return true
			}
		}
	}
	return false
}

// companions settles the words that are harmless beside others and restrict
// without them: "Mexican citizens", "work in agriculture".
func (r *reading) companions() {
	data := false
	for i := range r.marks {
		switch r.marks[i].class {
		case category, cross, dimension, several, measured, absent:
			data = true
		}
	}
	for i := range r.marks {
		switch m := &r.marks[i]; m.class {
		case nation:
			m.class = unknown
			if r.besideCountry(i) {
				m.class, m.ref = filler, 0
			}
		case labor:
			m.class = unknown
			if data || r.prev.Last.Op != 0 {
				m.class, m.ref = filler, 0
			}
		case relative:
			m.class, m.ref = filler, 0
		}
	}
}

// besideCountry reports whether a country, or its people, is named next to a
// mark.
func (r *reading) besideCountry(i int) bool {
	for _, j := range [...]int{i - 1, i - 2, i + 1, i + 2} {
		if j < 0 || j >= len(r.marks) {
			continue
		}
		m := &r.marks[j]
		if m.is(country) || m.is(region) || m.is(category) && r.lex.cats[m.ref].Country != "" {
			return true
		}
	}
	return false
}

// operator settles the words of the grammar that mean one thing or another by
// where they stand.
func (r *reading) operator(i int) {
	m := &r.marks[i]
	switch m.op() {
	case opMas:
		if r.moreOrLess(i) {
			break
		}
		m.ref = int32(opMore)
		if r.joinsConcepts(i) {
			m.ref = int32(opPlus)
		}
	case opPoints:
		r.has[opPercent], r.has[opDifference] = true, true
	case opPercentOf:
		r.has[opPercent] = true
	case opEach:
		r.eachOfWhole(i)
	case opTimesOf:
		r.has[opTimes] = true
	case opCount:
		if w := r.t.toks[m.from]; w.text == "no" && m.to-m.from == 2 && m.brk > noBreak && r.conceptIn(0, i) && r.indexOf(opCount) == i {
			r.has[opCount] = false
			m.ref = int32(opNot) // "de los casos, no de víctimas" is no "no. de víctimas"
		}
	case opOf:
		r.dividesBy(i)
	case opWhere:
		// "where ... from", "de donde ...": the country of origin.
		before := i > 0 && r.marks[i-1].op() == opFrom && m.brk == noBreak
		d := slices.IndexFunc(r.set.Dimensions, func(d *stats.Dimension) bool { return d.Country })
		if d >= 0 && (before || r.endsWithFrom(i)) {
			m.meaning, m.plural = meaning{dimension, int32(d)}, true
		}
	}
}

// joinsConcepts reports whether más stands between two things and no que
// follows: "hombres más mujeres".
func (r *reading) joinsConcepts(i int) bool {
	if i == 0 || !r.marks[i-1].concept() || r.marks[i-1].is(dimension) {
		return false // "los países de donde vienen más víctimas"
	}
	for j := i + 1; j < len(r.marks); j++ {
		if r.marks[j].op() == opQue {
			return false
		}
	}
	for j := i + 1; j < len(r.marks); j++ {
		if !r.marks[j].is(filler) {
			return r.marks[j].concept()
		}
	}
	return false
}

// endsWithFrom reports whether the clause of mark i ends in "from".
func (r *reading) endsWithFrom(i int) bool {
	last := opNone
	for i++; i < len(r.marks) && r.marks[i].brk == noBreak; i++ {
		if !r.marks[i].is(helpWord) {
			last = r.marks[i].op()
		}
	}
	return last == opFrom
}

// unitsOnly reports whether the populations named are none of people.
func (r *reading) unitsOnly() bool {
	units := false
	for i := range r.marks {
		m := &r.marks[i]
		if m.is(population) || m.is(weakPop) {
			if r.set.Populations[m.ref].Persons {
				return false
			}
			units = true
		}
	}
	return units
}
