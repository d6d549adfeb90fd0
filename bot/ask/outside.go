package ask

import (
	"slices"

	"cifra/stats"
)

// lack is something the message asks for that the source does not have.
type lack struct {
	reason stats.Reason
	absent int32 // index of the set's Absent, or -1
	thing  string
	id     string // of a country
	dim    *stats.Dimension
	rate   bool // "per month": how often, not when
	word   bool // a content word that no rule claimed
}

// lackedWord is a content word that no rule claimed.
var lackedWord = lack{reason: stats.NotMeasured, absent: -1, word: true}

// weight orders the reasons where a message gives several.
func (l lack) weight() int {
	switch {
	case l.rate:
		return 25
	case l.reason == stats.Unlisted && l.absent >= 0:
		return 28 // "recruited online": how comes before where
	case l.word:
		return reasonWeight(l.reason) - 15
	}
	return reasonWeight(l.reason)
}

func reasonWeight(reason stats.Reason) int {
	switch reason {
	case stats.OtherPeriod:
		return 60
	case stats.Place:
		return 50
	case stats.Unlisted:
		return 40
	case stats.NotMeasured:
		return 30
	case stats.UnstatedUnit:
		return 20
	case stats.Crosstab:
		return 10
	}
	return 0
}

// note records a reason that building the frame came upon.
func (r *reading) note(reason stats.Reason, d *stats.Dimension) {
	r.lacks = append(r.lacks, lack{reason: reason, absent: -1, dim: d})
}

// outside: the message asks for something that the source does not have, or
// has a content word that no rule claims. It never yields a figure.
func (r *reading) outside() bool {
	names := r.namesPopulation()
	r.situate()
	again := r.stillLackingAfter(names)
	r.inherit()
	r.withoutPeriod()
	r.collectLacks()
	if len(r.lacks) == 0 {
		return again && r.refuseAgain()
	}
	anchored := r.anchored()
	best := -1
	for i, l := range r.lacks {
		if l.word && !anchored && !(r.prev.Last.Op != 0 && (r.marksFollow() || r.has[opThose] && (r.has[opCount] || r.has[opPercent]))) {
			continue
		}
		if best < 0 || l.weight() > r.lacks[best].weight() {
			best = i
		}
	}
	if best < 0 || r.unrelated() || !anchored && r.stray() {
		return false
	}
	if r.lacks[best].word && anchored {
		// A word that is not known cannot turn a refusal into an answer, and
		// the data set says better why.
		if qs := r.readings(); len(qs) > 0 && r.allRefused(qs) {
			return false
		}
	}
	r.refuse(r.lacks[best])
	return true
}

// anchored reports whether the message asks for something of the data set, or
// of the last reply.
func (r *reading) anchored() bool {
	return len(r.f.parts) > 0 || r.follow != nil || r.has[opOverview]
}

// stray reports whether something that the source lacks is named among words
// that have nothing to do with it.
func (r *reading) stray() bool {
	if r.prev.Last.Op != 0 && r.marksFollow() || r.has[opCount] && !r.privateLack() {
		return false
	}
	for i := range r.marks {
		if r.marks[i].is(topicWord) {
			return false
		}
	}
	words, own := 0, true
	for _, l := range r.lacks {
		if l.word {
			words++
		}
		own = own && (l.word || l.absent >= 0)
	}
	if words > 1 || words == 1 && !own {
		return true
	}
	return r.private // "how do I get my passport"
}

// unrelated reports whether the message has words of quite another matter and
// none that only this one has.
func (r *reading) unrelated() bool {
	other, strange, places := false, false, true
	for i := range r.marks {
		switch r.marks[i].class {
		case offtopic, injection:
			other = true
		case unknown:
			strange = true
		case population, weakPop, dimension, several, cross, topicWord:
			return false
		case category:
			places = places && r.lex.cats[r.marks[i].ref].Country != ""
		}
	}
	asked := r.has[opCount] || r.has[opPercent] || r.prev.Last.Op != 0
	return other && (places || !asked) || strange && places && !asked && len(r.f.parts) > 0
}

// collectLacks lists all that the message asks for and the source lacks, and
// every content word that no rule claimed.
func (r *reading) collectLacks() {
	anchored := r.anchored()
	for i := range r.marks {
		if l, ok := r.lackOf(i, anchored); ok {
			r.lacks = append(r.lacks, l)
		}
	}
	left := r.t.cut || r.f.pending && r.follow == nil && anchored
	for i := range r.f.parts {
		p := &r.f.parts[i]
		left = left || p.unk && (len(p.cats) > 0 || len(r.f.parts) > 1)
	}
	if left {
		r.lacks = append(r.lacks, lackedWord)
	}
}

// lackOf tells what a mark asks for that the source lacks.
func (r *reading) lackOf(i int, anchored bool) (lack, bool) {
	m := &r.marks[i]
	l := lack{absent: -1}
	switch m.class {
	case absent:
		a := r.set.Absent[m.ref]
		l.reason, l.absent, l.thing = a.Reason, m.ref, a.Label.In(r.q.Lang)
	case country, region:
		c := r.lex.countries[m.ref]
		l.reason, l.thing, l.id, l.dim = stats.Unlisted, c.name.In(r.q.Lang), c.code, r.countryDimension()
		if l.dim == nil {
			r.withoutCountries(&l)
		}
	case place:
		l.reason = stats.Place
	case times, month:
		if m.ref == spanTime && i > 0 && r.marks[i-1].is(number) {
			return lackedWord, true // "14 years": an age
		}
		l.reason, l.rate = stats.OtherPeriod, m.is(times) && m.ref == rateTime
	case unknown, foreign:
		return lackedWord, true
	case filler:
		return lackedWord, anchored && m.ref == ownFiller && r.picksCountries(i)
	case number:
		return lackedWord, !m.used
	case purposeNoun:
		return lackedWord, anchored && !m.used
	case notion:
		return lackedWord, anchored && r.topicID(i) != topicSource
	case helpWord:
		return lackedWord, anchored && !r.pleasantry(i)
	case infoTopic, offtopic, injection:
		return lackedWord, anchored
	case operator:
		return l, r.operatorLack(m.op(), &l)
	default:
		return l, false
	}
	return l, true
}

// picksCountries reports whether two countries, which by themselves name the
// border between them, are what the message chooses from: "the difference
// between Mexico and the US".
func (r *reading) picksCountries(i int) bool {
	m, n := &r.marks[i], 0
	joined := false
	for _, id := range r.ids[m.from:m.to] {
		switch e := r.lex.alone(id); {
		case e.class == country:
			n++
		case e.class == operator && op(e.ref) == opAnd:
			joined = true
		}
	}
	if n < 2 && !(n == 1 && joined) {
		return false
	}
	for _, o := range [...]op{opDifference, opHowMuchMore, opCompare, opVersus, opMore, opFewer, opMost, opLeast, opTop, opTimes, opRatio, opOnly, opExcept, opNot, opWhich, opEach, opSum, opPlus} {
		if r.has[o] {
			return true
		}
	}
	return r.namesDimensionOf(r.countryDimension()) || i > 0 && m.brk == noBreak && r.marks[i-1].op() == opFrom
}

// namesDimensionOf reports whether a dimension is named.
func (r *reading) namesDimensionOf(d *stats.Dimension) bool {
	return d != nil && slices.ContainsFunc(r.f.parts, func(p part) bool { return p.hasDim(d) })
}

// pleasantry reports whether a word of help is harmless where it stands:
// greetings and thanks are anywhere, "ok" and "sure" where a clause begins. In
// the middle of a question "sick" is no praise.
func (r *reading) pleasantry(i int) bool {
	switch helpKinds[r.marks[i].ref] {
	case HelpGreeting, HelpThanks, HelpBye:
		return true
	}
	for ; i > 0 && r.marks[i].brk == noBreak; i-- {
		if p := &r.marks[i-1]; !p.is(helpWord) && !p.is(filler) && p.op() != opAnd {
			return false
		}
	}
	return true
}

// operatorLack tells the operations that the source cannot be asked.
func (r *reading) operatorLack(o op, l *lack) bool {
	switch o {
	case opOther, opRest:
		for i := range r.f.parts {
			for _, d := range r.f.parts[i].dims {
				if !r.complete(d) {
					l.reason, l.dim = stats.Unlisted, d
					return true
				}
			}
		}
	case opAverage:
		if r.hasRate() || r.twoUnits() {
			return false // "calls per month": the time is what is lacking
		}
		if !r.has[opPer] && !r.has[opEach] && len(r.f.parts) > 0 && !r.has[opPercent] {
			l.reason = stats.NotMeasured
			return true
		}
	case opChange:
		l.reason = stats.OtherPeriod
		return len(r.f.parts) > 0
	case opWhy:
		l.reason = stats.NotMeasured
		return len(r.f.parts) > 0
	case opWhere:
		l.reason = stats.Place
		return len(r.f.parts) > 0 && !r.has[opUnknown] && !r.has[opKnown] && !r.namesCategory()
	case opWhen:
		l.reason = stats.OtherPeriod
		return len(r.f.parts) > 0
	case opCrossed:
		l.reason = stats.Crosstab
		return len(r.f.parts) > 0
	}
	return false
}

// twoUnits reports whether two populations are named, so that an average is of
// one for each of the other.
func (r *reading) twoUnits() bool {
	var pops []int32
	for i := range r.f.parts {
		pops = append(pops, r.f.parts[i].pops...)
	}
	return len(pops) > 1
}

// hasRate reports whether the message asks for so many in a month or a year.
func (r *reading) hasRate() bool {
	for i := range r.marks {
		if m := &r.marks[i]; m.is(times) && m.ref == rateTime {
			return true
		}
	}
	return false
}

// complete reports whether every breakdown by a dimension is whole.
func (r *reading) complete(d *stats.Dimension) bool {
	for _, b := range r.set.Breakdowns {
		if b.Dimension == d && !b.Complete {
			return false
		}
	}
	return true
}

func (r *reading) countryDimension() *stats.Dimension {
	for _, d := range r.set.Dimensions {
		if d.Country {
			return d
		}
	}
	return nil
}

// refuse fills the Question with a reason and the nearest queries.
func (r *reading) refuse(l lack) {
	r.q.Kind, r.q.Reason, r.q.Thing = Unavailable, l.reason, l.thing
	if l.absent >= 0 {
		r.q.Absent = r.set.Absent[l.absent].ID
	}
	asked := r.readings()
	r.q.Near = r.near(l, asked)
	if len(asked) > 0 {
		r.remember(asked[0])
	}
	r.q.Next.Refused, r.q.Next.Lacking = l.reason, l.id
	if l.absent >= 0 {
		r.q.Next.Lacking = r.q.Absent
	}
}

// stillLackingAfter reports whether the message only goes on from a question that
// asked for something the source lacks ("and traffickers?" after "victims in
// Texas"), which so lacks it too; names says whether it names a population.
func (r *reading) stillLackingAfter(names bool) bool {
	if _, ok := r.ofPeriod(); ok && len(r.f.parts) == 0 || r.placeInstead() {
		return false
	}
	if _, ok := r.ofPlace(); ok || r.totalAfterAll() || r.basedOnAll() {
		return false
	}
	if r.has[opSpan] && r.prev.Refused == stats.OtherPeriod {
		return true // "how many in that time?": in that year
	}
	if r.ofTheLacking() {
		return true
	}
	if r.prev.Refused == stats.NoReason || r.prev.Last.Op == 0 || r.has[opGrand] || r.has[opAltogether] || r.has[opWhole] && (r.has[opCount] || r.prev.Refused == stats.OtherPeriod) {
		return false
	}
	if r.has[opCount] && !r.beginsAsFollow() && !(r.has[opThat] && len(r.f.parts) == 0) {
		return false
	}
	switch {
	case len(r.f.parts) == 0:
		return r.follow != nil
	case r.onlyPops():
		return r.beginsAsFollow() || !r.has[opCount]
	}
	bound := r.prev.Refused == stats.Place || r.prev.Refused == stats.OtherPeriod
	return bound && r.beginsAsFollow() && !names
}

// refuseAgain gives the reason of the last reply once more.
func (r *reading) refuseAgain() bool {
	l := lack{reason: r.prev.Refused, absent: -1, id: r.prev.Lacking}
	for i, a := range r.set.Absent {
		if a.ID == l.id {
			l.absent, l.thing = int32(i), a.Label.In(r.q.Lang)
		}
	}
	for _, c := range r.lex.countries {
		if c.code == l.id {
			l.thing, l.dim = c.name.In(r.q.Lang), r.countryDimension()
		}
	}
	if r.follow == nil && len(r.f.parts) == 0 {
		r.follow = &r.prev.Last
	}
	r.refuse(l)
	return true
}
