package ask

import (
	"slices"

	"cifra/stats"
)

// numbers gives each number of the message its part: how many of a list, a
// premise, a total that the asker repeats, or a figure that is asked about. A
// number that has none stays unclaimed, as any content word.
func (r *reading) numbers() {
	r.firstTwo()
	for i := range r.marks {
		m := &r.marks[i]
		switch {
		case m.is(number) && m.percent:
			r.f.claim = stats.Claim{Kind: stats.ClaimPercent, Number: m.val}
			m.used = true
		case m.is(number):
			r.number(i)
		}
	}
	r.has[opSum] = r.has[opSum] || r.f.num > 0 && r.comeTo()
	if r.f.claim.Kind == stats.NoClaim {
		r.f.claim.Kind = r.looseClaim()
	}
}

// looseClaim reads "most" and "half" of a question that asks whether it is so.
func (r *reading) looseClaim() stats.ClaimKind {
	switch {
	case r.has[opMajority]:
		return stats.ClaimMost
	case r.has[opHalf]:
		return stats.ClaimHalf
	}
	return stats.NoClaim
}

func (r *reading) number(i int) {
	m := &r.marks[i]
	switch {
	case r.compound(i): // "10 mil": stays unclaimed
	case r.perSoMany(i):
		r.f.perHundred, m.used = m.val == 100, m.val == 100 // "for every 100 victims"; any other number stays unclaimed
	case r.threshold(i): // "more than 50": stays unclaimed
	case r.ofList(i):
		m.used = true
	case r.isTotal(m.val):
		m.used = true
	case r.standsForPopulation(i):
	case r.choosesUnit(m.val):
		m.used = true
		r.f.lookup = m.val
	case r.isCountOfNamed(m.val):
		m.used = true
		if r.yesNo() {
			r.f.claim = stats.Claim{Kind: stats.ClaimCount, Number: m.val}
		}
	case m.val <= 10 && r.prev.Last.Op != 0 && (!r.conceptIn(0, len(r.marks)) || i > 0 && (r.marks[i-1].op() == opThose || r.marks[i-1].op() == opThat)):
		m.used, r.f.among = true, int(m.val) // "add the three": those of the last reply
	case r.yesNo() && r.onePopulation() && !r.namesCategory():
		m.used = true
		r.f.claim = stats.Claim{Kind: stats.ClaimCount, Number: m.val}
	case r.isFigure(m.val) && !r.besideConcept(i) && !r.namesCategory() && (r.has[opRefer] || r.has[opWhatIs] || r.has[opIsIt] || r.has[opMean] || !r.has[opCount]):
		m.used = true
		r.f.lookup = m.val
	case r.countsNothing(i): // "of the 500 members", of whom there are others: stays unclaimed
	case r.besideConcept(i):
		m.used = true
		if r.yesNo() {
			r.f.claim = stats.Claim{Kind: stats.ClaimCount, Number: m.val}
		}
	}
}

// countsNothing reports whether a number that is no figure at all is said to be
// how many there are of a population, and something is asked of those: what
// follows would be answered of others.
func (r *reading) countsNothing(i int) bool {
	m := &r.marks[i]
	next := i + 1
	if i == 0 || !slices.Contains([]string{"the", "those", "these", "los", "las", "esos", "esas"}, r.t.toks[r.marks[i-1].to-1].text) {
		return false
	}
	return m.val > 100 && next < len(r.marks) && r.marks[next].is(population) && r.marks[next].brk == noBreak && !r.isFigure(m.val) && !r.yesNo()
}

// compound reports whether a number is part of one that is written in several
// words.
func (r *reading) compound(i int) bool {
	ms := r.marks
	return i > 0 && ms[i].brk == noBreak && ms[i-1].is(number) || i+1 < len(ms) && ms[i+1].brk == noBreak && ms[i+1].is(number)
}

// onePopulation reports whether just one population is named, and no
// dimension.
func (r *reading) onePopulation() bool {
	n := 0
	for i := range r.marks {
		switch r.marks[i].class {
		case population:
			n++
		case dimension, several:
			return false
		}
	}
	return n == 1 && !r.has[opRefer] && r.has[opIsIt]
}

// perSoMany reports whether a number says for how many of a unit a rate is.
func (r *reading) perSoMany(i int) bool {
	if i == 0 || i+1 >= len(r.marks) || !r.marks[i+1].is(population) {
		return false
	}
	o := r.marks[i-1].op()
	return o == opEach || o == opPer || o == opBy
}

// threshold reports whether a number is a bound: "more than 50 victims".
func (r *reading) threshold(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3 && r.marks[j+1].brk == noBreak; j-- {
		switch m := &r.marks[j]; m.op() {
		case opMore, opFewer, opThan, opLeast, opMost:
			return m.op() != opMost || j == i-1 && r.t.toks[m.from].text == "at"
		case opFrom, opTo, opQue, opNone:
			if !m.is(filler) && m.class != operator {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// standsForPopulation reads "of the 1,257 how many are women" as the
// population whose total this is, where no population is named.
func (r *reading) standsForPopulation(i int) bool {
	if r.has[opRefer] || r.onlyBarePops() {
		return false
	}
	for j := range r.marks {
		if c := r.marks[j].class; c == population || c == weakPop {
			return false
		}
	}
	m := &r.marks[i]
	for k, p := range r.set.Populations {
		if p.Total != nil && float64(p.Total.Count) == m.val {
			m.class, m.ref, m.used = population, int32(k), true
			return true
		}
	}
	return false
}

// comeTo reports whether a message asks what some places of a list come to,
// which is their sum.
func (r *reading) comeTo() bool {
	for i := 1; i < len(r.t.toks); i++ {
		if w := r.t.toks[i-1].text; r.t.toks[i].text == "to" && (w == "come" || w == "comes" || w == "amount") {
			return true
		}
	}
	return false
}

// ranks tells the operations that put a list in order.
func (r *reading) ranks(o op) bool {
	return o == opTop || o == opMost || o == opLeast || o == opRank || o == opLast
}

// firstTwo reads "the first two", "las dos primeras": how many places of a list
// are meant, where the words by themselves say "first" and "both".
func (r *reading) firstTwo() {
	for i := 1; i < len(r.marks); i++ {
		a, b := &r.marks[i-1], &r.marks[i]
		switch {
		case b.brk > noBreak:
		case a.op() == opBoth && (r.ranks(b.op()) || b.is(ordinal) && int(b.val) == 1):
			a.meaning, a.val = meaning{number, 2}, 2
			r.has[opBoth] = r.ops(opBoth) > 0
		}
		first := func(m *mark) bool { return m.is(ordinal) && int(m.val) == 1 }
		many := func(m *mark) bool { return m.is(number) && !m.percent && m.val > 1 && m.val <= 10 }
		if b.brk == noBreak && (first(a) && many(b) || many(a) && first(b)) {
			for _, m := range [...]*mark{a, b} {
				if m.is(ordinal) {
					m.meaning, r.has[opTop] = meaning{operator, int32(opTop)}, true
				}
			}
		}
	}
}

// ofList reads "top 3", "3 most common", "las dos principales", and the 3 of
// "the three industries listed".
func (r *reading) ofList(i int) bool {
	m := &r.marks[i]
	if m.val < 1 || m.val > 50 || m.val != float64(int(m.val)) {
		return false
	}
	ranked := func(j int) bool {
		if j < 0 || j >= len(r.marks) {
			return false
		}
		return r.ranks(r.marks[j].op())
	}
	if ranked(i-1) || ranked(i+1) {
		r.f.num = int(m.val)
		return true
	}
	j := i + 1
	for j < len(r.marks) && (r.marks[j].is(filler) || r.marks[j].op() == opOther) && j < i+3 {
		j++
	}
	if j < len(r.marks) && (r.marks[j].is(dimension) || ranked(j)) {
		if ranked(j) || ranked(j+1) || ranked(i-2) {
			r.f.num = int(m.val)
			return true
		}
		d := r.set.Dimensions[r.marks[j].ref]
		if r.ranking() || r.ranksAhead(j) {
			r.f.num = int(m.val) // "the 3 countries most of them come from, in order"
			return true
		}
		r.f.several = r.f.several || d.Multiple // "under two nationalities"
		if len(d.Categories) == int(m.val) {
			r.has[opListed] = true // "of the four nationalities"
		}
		return r.has[opListed]
	}
	if r.has[opOverview] && int(m.val) == len(r.set.Populations) {
		return true // "the four totals"
	}
	return r.has[opListed] && !r.has[opCount] || r.countsNamed(int(m.val)) || r.lengthOfList(int(m.val))
}

// ranksAhead reports whether "more" stands further on in the clause: "los 3
// países con más víctimas".
func (r *reading) ranksAhead(i int) bool {
	for i++; i < len(r.marks) && r.marks[i].brk == noBreak; i++ {
		if o := r.marks[i].op(); o == opMore || o == opFewer {
			return !r.has[opThan] && !r.has[opHowMuchMore]
		}
	}
	return false
}

// countsNamed reports whether a number is how many populations the message
// names: "victims, cases and calls, all three".
func (r *reading) countsNamed(n int) bool {
	pops := 0
	for i := range r.marks {
		if r.marks[i].is(population) {
			pops++
		}
	}
	return n > 1 && pops == n
}

// lengthOfList reports whether a superlative is asked of a list that has just
// so many categories: "the least common of the 4".
func (r *reading) lengthOfList(n int) bool {
	if !r.has[opMost] && !r.has[opLeast] && !r.has[opFewer] {
		return false
	}
	for i := range r.marks {
		if m := &r.marks[i]; m.is(dimension) && len(r.set.Dimensions[m.ref].Categories) == n {
			r.has[opListed] = true
			return true
		}
	}
	return false
}

// isTotal reports whether a number is the total of a population that is named.
func (r *reading) isTotal(n float64) bool {
	for i := range r.marks {
		m := &r.marks[i]
		if m.is(population) || m.is(weakPop) {
			if t := r.set.Populations[m.ref].Total; t != nil && float64(t.Count) == n && !r.has[opRefer] && (!r.onlyBarePops() || r.has[opPer]) {
				return true
			}
		}
	}
	return false
}

// onlyBarePops reports whether nothing but populations is named: then a number
// beside them is what is asked about.
func (r *reading) onlyBarePops() bool {
	if r.has[opCount] {
		return false
	}
	for i := range r.marks {
		switch r.marks[i].class {
		case dimension, several, category, cross, either, absent:
			return false
		}
	}
	return true
}

// choosesUnit reports whether a figure is given and what it counts is asked:
// "is 727 cases or calls?"
func (r *reading) choosesUnit(n float64) bool {
	pops := 0
	for i := range r.marks {
		if r.marks[i].is(population) {
			pops++
		}
	}
	return pops > 1 && r.has[opOr] && r.onlyBarePops() && r.isFigure(n)
}

func (r *reading) namesCategory() bool {
	for i := range r.marks {
		if m := &r.marks[i]; m.is(category) || m.is(cross) {
			return true
		}
	}
	return false
}

// isCountOfNamed reports whether a number is the count of a named category, in
// any population.
func (r *reading) isCountOfNamed(n float64) bool {
	for i := range r.marks {
		m := &r.marks[i]
		if !m.is(category) {
			continue
		}
		for _, f := range r.set.Figures {
			if f.Category == r.lex.cats[m.ref] && float64(f.Count) == n {
				return true
			}
		}
	}
	return false
}

func (r *reading) isFigure(n float64) bool {
	for _, f := range r.set.Figures {
		if float64(f.Count) == n {
			return true
		}
	}
	return false
}

// yesNo reports whether the message asks if something is so, rather than how
// many.
func (r *reading) yesNo() bool {
	return !r.has[opCount] && !r.has[opWhich] && !r.has[opPercent] && !r.has[opTop] || r.has[opIsIt]
}

// besideConcept reports whether a number stands right before a population or a
// category: "600 women".
func (r *reading) besideConcept(i int) bool {
	for j := i + 1; j < len(r.marks) && j <= i+3; j++ {
		if m := &r.marks[j]; m.is(population) || m.is(category) {
			return true
		} else if !m.is(filler) && m.op() != opOf && m.op() != opFrom {
			return false
		}
	}
	return false
}
