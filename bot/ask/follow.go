package ask

import (
	"slices"

	"cifra/stats"
)

// situate reads an elliptical message ("and traffickers?", "in percent?") in
// the light of the last query: it fills what the frame lacks, or leaves
// r.follow, a whole query that needs no frame.
func (r *reading) situate() {
	if r.prev.Last.Op == 0 {
		return
	}
	switch {
	case r.toldSince():
	case len(r.f.parts) > 0 && (r.unstatedShare() || r.thatOfBase() || r.thatCategory()):
	case len(r.f.parts) == 0:
		r.bareOperation()
	case r.shareOfList():
	case r.listOfSibling():
	case r.has[opThose] && r.samePops():
		r.samePopulation()
	case r.thoseOfOthers():
	case r.only() && !r.has[opCount] && r.samePops():
		r.samePopulation()
	case r.onlyPops():
		r.otherPopulation()
	case !r.namesPopulation():
		r.samePopulation()
	default:
		r.ofOthersInPercent()
	}
}

// thoseOfOthers crosses the last figures with another population, some of which
// are asked for: "and in how many of those was the trafficker a woman?"
func (r *reading) thoseOfOthers() bool {
	if !r.has[opThose] || len(r.f.parts) != 1 || r.lastUnstated() {
		return false
	}
	p := &r.f.parts[0]
	if len(p.pops) != 1 || len(p.cats) == 0 || len(r.lastPops()) == 0 || slices.Contains(r.lastPops(), p.pops[0]) {
		return false
	}
	r.follow = &stats.Query{Op: stats.OpCount, Terms: crossAll(r.prev.Last.Terms, r.totals(p.pops))}
	return true
}

// toldSince reports whether the last reply was words on a topic, so that "that"
// is not the figure of an older one. What was explained is: see rememberDefined.
func (r *reading) toldSince() bool {
	if r.prev.Topic == "" || !r.has[opThat] && !r.has[opThose] || len(r.f.parts) > 0 && !r.onlyPops() {
		return false
	}
	if r.prev.Topic != topicDefinitions || len(r.prev.Last.Terms) != 1 {
		return true
	}
	f := r.set.Figure(r.prev.Last.Terms[0][0])
	return f == nil || f.Category == nil
}

func (r *reading) onlyPops() bool {
	for i := range r.f.parts {
		p := &r.f.parts[i]
		if weak := p.weak >= 0 && !r.has[opCount] && len(p.pops)+len(p.cats)+len(p.dims) == 0; weak {
			p.pops = []int32{p.weak} // "the exploited ones"
		}
		if !p.bare() {
			return false
		}
	}
	return len(r.f.known) == 0
}

func (r *reading) namesPopulation() bool {
	for i := range r.f.parts {
		if p := &r.f.parts[i]; len(p.pops) > 0 || p.weak >= 0 || len(p.units) > 0 {
			return true
		}
	}
	return false
}

// marksFollow reports whether the message says that it goes on from the last.
func (r *reading) marksFollow() bool {
	return r.has[opFollow] || r.has[opRepeat] || r.has[opCorrect] || r.beginsAsFollow()
}

// goesOn reports whether the message would be said otherwise at the beginning
// of a conversation. A word or two that name a thing and ask nothing of it do.
func (r *reading) goesOn() bool {
	if r.marksFollow() || r.has[opThose] || r.has[opThat] {
		return true
	}
	named := 0
	for i := range r.marks {
		switch m := &r.marks[i]; {
		case m.concept():
			named++
		case !m.is(filler):
			return false
		}
	}
	return named == 1 && len(r.t.toks) <= longestFragment
}

// longestFragment is how many words a message has that is no sentence.
const longestFragment = 4

// beginsAsFollow reports whether the message begins with "and" or the like.
func (r *reading) beginsAsFollow() bool {
	for i := range r.marks {
		switch m := &r.marks[i]; {
		case m.is(filler), m.is(helpWord):
		default:
			return m.op() == opAnd || m.op() == opFollow || m.op() == opRepeat
		}
	}
	return false
}

// lastPops lists the populations of the last query, by index.
func (r *reading) lastPops() []int32 {
	var out []int32
	for _, t := range r.prev.Last.Terms {
		for _, id := range t {
			if p := r.populationOf(id); p >= 0 && !slices.Contains(out, p) {
				out = append(out, p)
				break
			}
		}
	}
	return out
}

// populationOf gives the index of the population of a figure or breakdown, -1
// where the source does not state it.
func (r *reading) populationOf(id stats.ID) int32 {
	var p *stats.Population
	if f := r.set.Figure(id); f != nil {
		p = f.Population
	} else if b := r.set.Breakdown(id); b != nil {
		p = b.Population
	}
	return int32(slices.Index(r.set.Populations, p))
}

// lastFigures lists the figures that the conversation has just been about, the
// older first: those of the last query, with that of the one before where the
// last has only one.
func (r *reading) lastFigures() []stats.Term {
	last := r.figureTerms(r.prev.Last)
	if len(last) == 1 {
		if before := r.figureTerms(r.prev.Before); len(before) == 1 && !slices.Equal(before[0], last[0]) {
			return append(before, last...)
		}
	}
	return last
}

func (r *reading) figureTerms(q stats.Query) []stats.Term {
	var out []stats.Term
	if q.Op == stats.OpNth || q.Op == stats.OpTop {
		a, err := r.set.Eval(q)
		if err != nil {
			return nil
		}
		for _, row := range a.Figures {
			out = append(out, stats.Term{row.Figure.ID})
		}
		return out
	}
	for _, t := range q.Terms {
		if len(t) == 1 && r.set.Figure(t[0]) == nil {
			continue
		}
		out = append(out, t)
	}
	return out
}

// lastList gives the breakdown that the last query was about.
func (r *reading) lastList() *stats.Breakdown {
	for _, q := range []stats.Query{r.prev.Last, r.prev.Before} {
		for _, t := range q.Terms {
			if len(t) == 0 {
				continue
			}
			for _, id := range t {
				if b := r.set.Breakdown(id); b != nil {
					return b
				}
			}
			if b := r.listOf(t[0]); b != nil {
				return b
			}
		}
	}
	return nil
}

// listOf gives the breakdown that an id names, or whose figure it names; nil
// for a total.
func (r *reading) listOf(id stats.ID) *stats.Breakdown {
	if f := r.set.Figure(id); f != nil {
		return f.Breakdown
	}
	return r.set.Breakdown(id)
}

// bareOperation applies an operation that names nothing to the last query.
func (r *reading) bareOperation() {
	last := r.prev.Last
	figs := r.lastFigures()
	q := stats.Query{Claim: r.f.claim}
	pair := len(figs) == 2
	switch {
	case r.has[opNext]:
		q = r.nextOfLast()
	case r.goesOnMeasure(&q):
	case r.f.num > 0 && r.relatesPlaces(&q):
	case r.relatesTheTwo():
		r.relateTheTwo(&q, figs)
	case r.f.pending:
		q.Op, q.Terms, q.Percent = stats.OpComplement, r.figureTerms(last), r.has[opPercent]
	case (r.has[opRest] || r.has[opOther]) && r.has[opListed] && r.lastList() != nil && len(r.figureTerms(last)) > 0:
		q.Op, q.Terms, q.Listed = stats.OpCount, r.restOf(r.lastList(), r.figureTerms(last)), true // "what else is on that list"
	case (r.has[opRest] || r.has[opOther]) && len(r.figureTerms(last)) > 0:
		q.Op, q.Terms, q.Percent = stats.OpComplement, r.figureTerms(last), r.has[opPercent] || last.Op == stats.OpShare
	case r.has[opBoth] && r.combineLast(&q):
	case r.f.ords == 1 && len(figs) > 0 && (r.has[opRatio] || r.has[opTimes] || r.has[opHowMuchMore] || r.has[opDifference]):
		if nth := r.figureTerms(r.rankLast()); len(nth) == 1 {
			q.Op, q.Terms = stats.OpDifference, []stats.Term{figs[len(figs)-1], nth[0]}
			if r.has[opRatio] || r.has[opTimes] {
				q.Op = stats.OpRatio
			}
		}
	case r.f.ords == 2 && len(figs) != 2 && (r.has[opRatio] || r.has[opTimes] || r.has[opHowMuchMore] || r.has[opDifference]):
		q = r.placesOfLast()
	case (r.has[opRatio] || r.has[opTimes] || r.has[opDouble]) && pair:
		q.Op, q.Terms = stats.OpRatio, figs
	case (r.has[opDifference] || r.has[opHowMuchMore] || r.has[opMinus]) && pair:
		q.Op, q.Terms, q.Percent = stats.OpDifference, figs, r.has[opPercent]
	case r.meansMore(figs):
	case (r.has[opSum] || r.has[opPlus] || r.has[opAltogether]) && len(figs) > 1:
		q.Op, q.Terms, q.Listed = stats.OpSum, figs, true
	case r.has[opSum] && last.Op == stats.OpBreakdown:
		q.Op, q.Terms, q.Listed = stats.OpSum, r.figuresOf(last.Terms), true
	case r.f.ord != 0 || r.has[opLast] || r.has[opMost] || r.has[opLeast] || r.has[opTop] || r.has[opMore] && !pair || r.has[opFewer] && !pair:
		q = r.rankLast()
	case (r.has[opMore] || r.has[opCompare] || r.has[opFewer]) && pair:
		q.Op, q.Terms = stats.OpCompare, figs
	case r.has[opPercent]:
		q = r.lastAsShare()
	case r.has[opOneIn] && len(figs) > 0:
		q.Op, q.Terms = stats.OpOneIn, figs[len(figs)-1:]
	case r.has[opWhole] && r.prev.Refused != stats.NoReason:
		q = last
	case r.has[opRepeat] || r.has[opChart] || r.has[opCount] && r.has[opThat] || r.has[opBreakdown] && last.Op == stats.OpBreakdown:
		q = last
	case r.has[opGrand] || r.has[opAltogether]:
		q.Op = stats.OpCount
		for _, p := range r.lastPops() {
			q.Terms = append(q.Terms, r.totals([]int32{p}))
		}
	}
	if q.Op != 0 && len(q.Terms) > 0 {
		r.follow = &q
	}
	if r.otherThanSaid(&q) {
		r.lacks = append(r.lacks, lackedWord)
	}
}

// placesOfLast relates two places of the list that the last query was about:
// "by how much is the first ahead of the second".
func (r *reading) placesOfLast() stats.Query {
	var terms []stats.Term
	last := r.f.ord
	for _, place := range [...]int{r.f.ordOther, last} {
		r.f.ord = place
		terms = append(terms, r.figureTerms(r.rankLast())...)
	}
	r.f.ord = last
	q := stats.Query{Op: stats.OpDifference, Terms: terms}
	if r.has[opRatio] || r.has[opTimes] {
		q.Op = stats.OpRatio
	}
	return q
}

// rankLast ranks the list that the last query was about.
func (r *reading) rankLast() stats.Query {
	bd := r.lastList()
	if bd == nil {
		return stats.Query{}
	}
	q := stats.Query{Op: stats.OpNth, N: 1, Terms: []stats.Term{{bd.ID}}, Percent: r.has[opPercent], Listed: r.has[opListed] || r.has[opLast] || r.has[opLeast] || r.has[opFewer]}
	if r.f.ord != 0 {
		q.N = r.f.ord
	}
	switch {
	case r.has[opLeast] || r.has[opLast] || r.has[opFewer]:
		q.N = -q.N
	case r.f.num > 0:
		q.Op, q.N = stats.OpTop, r.f.num
	}
	return q
}

// combineLast reads "both" as the category that joins those asked for before.
func (r *reading) combineLast(q *stats.Query) bool {
	if r.combineLists(q) {
		return true
	}
	figs := r.lastFigures()
	for _, t := range figs {
		f := r.set.Figure(t[0])
		if f == nil || f.Category == nil {
			continue
		}
		for _, o := range f.Breakdown.Figures {
			if slices.Contains(o.Category.Combines, f.Category.ID) {
				q.Op, q.Terms = stats.OpCount, []stats.Term{{o.ID}}
				return true
			}
		}
	}
	return false
}
