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
	dim    *stats.Dimension
	rate   bool // "per month": how often, not when
	word   bool // a content word that no rule claimed
}

// weight orders the reasons where a message gives several.
func (l lack) weight() int {
	w := map[stats.Reason]int{stats.OtherPeriod: 60, stats.Place: 50, stats.Unlisted: 40, stats.NotMeasured: 30, stats.UnstatedUnit: 20, stats.Crosstab: 10}[l.reason]
	if l.word {
		w -= 15
	}
	if l.rate {
		w = 25
	}
	return w
}

// note records a reason that building the frame came upon.
func (r *reading) note(reason stats.Reason, d *stats.Dimension) {
	r.lacks = append(r.lacks, lack{reason: reason, absent: -1, dim: d})
}

// outside: the message asks for something that the source does not have, or
// has a content word that no rule claims. It never yields a figure.
func (r *reading) outside() bool {
	r.situate()
	r.inherit()
	r.collectLacks()
	if len(r.lacks) == 0 {
		return false
	}
	anchored := len(r.f.parts) > 0 || r.follow != nil
	best := -1
	for i, l := range r.lacks {
		if l.word && !anchored && !(r.prev.Last.Op != 0 && r.marksFollow()) {
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

// stray reports whether something that the source lacks is named among words
// that have nothing to do with it.
func (r *reading) stray() bool {
	if r.prev.Last.Op != 0 && r.marksFollow() || r.has[opCount] && !r.private {
		return false
	}
	for i := range r.marks {
		if r.marks[i].is(topicWord) {
			return false
		}
	}
	for _, l := range r.lacks {
		if l.word {
			return true
		}
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

func (r *reading) collectLacks() {
	anchored := len(r.f.parts) > 0 || r.follow != nil
	for i := range r.marks {
		m := &r.marks[i]
		l := lack{absent: -1}
		switch m.class {
		case absent:
			a := r.set.Absent[m.ref]
			l.reason, l.absent, l.thing = a.Reason, m.ref, a.Label.In(r.q.Lang)
		case country, region:
			l.reason, l.thing = stats.Unlisted, r.lex.countries[m.ref].name.In(r.q.Lang)
			if len(r.lex.byISO) == 0 {
				l.reason = stats.Place
			}
			l.dim = r.countryDimension()
		case place:
			l.reason = stats.Place
		case times, month:
			if m.ref == spanTime && i > 0 && r.marks[i-1].is(number) {
				l.reason, l.word = stats.NotMeasured, true // "14 years"
				break
			}
			l.reason, l.rate = stats.OtherPeriod, m.is(times) && m.ref == rateTime
		case unknown, foreign:
			l.reason, l.word = stats.NotMeasured, true
		case number:
			if m.used {
				continue
			}
			l.reason, l.word = stats.NotMeasured, true
		case infoTopic, offtopic, injection, purposeNoun, notion:
			if !anchored || m.is(purposeNoun) && m.used || m.is(notion) && r.topicID(i) == topicSource {
				continue
			}
			l.reason, l.word = stats.NotMeasured, true
		case operator:
			if !r.operatorLack(m.op(), &l) {
				continue
			}
		default:
			continue
		}
		r.lacks = append(r.lacks, l)
	}
	for i := range r.f.parts {
		if p := &r.f.parts[i]; p.unk && len(p.cats) > 0 {
			r.lacks = append(r.lacks, lack{reason: stats.NotMeasured, absent: -1, word: true})
		}
	}
	if r.t.cut || r.f.pending && r.follow == nil && anchored {
		r.lacks = append(r.lacks, lack{reason: stats.NotMeasured, absent: -1, word: true})
	}
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
}

// near lists the queries nearest to what was asked: what the absent thing
// names, the list that does not hold it, else the question without it.
func (r *reading) near(l lack, asked []stats.Query) []stats.Query {
	var out []stats.Query
	if l.absent >= 0 {
		for _, id := range r.set.Absent[l.absent].Near {
			out = append(out, r.about(id))
		}
	}
	if l.dim != nil {
		for _, b := range r.set.Breakdowns {
			if b.Dimension == l.dim && r.concerns(b.Population) {
				out = append(out, r.about(b.ID))
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, q := range asked {
		if a, err := r.set.Eval(q); err == nil {
			if a.Reason == stats.NoReason {
				out = append(out, q)
			} else {
				out = append(out, a.Near...)
			}
		}
	}
	if len(out) == 0 {
		for _, p := range r.set.Populations {
			if p.Total != nil && r.concerns(p) {
				out = append(out, r.about(p.Total.ID))
			}
		}
	}
	return out[:min(len(out), 4)]
}

func (r *reading) about(id stats.ID) stats.Query {
	q := stats.Query{Op: stats.OpCount, Terms: []stats.Term{{id}}}
	if r.set.Figure(id) == nil {
		q.Op = stats.OpBreakdown
	}
	return q
}

// concerns reports whether the message is about a population, or names none.
func (r *reading) concerns(p *stats.Population) bool {
	none := true
	for i := range r.f.parts {
		for _, x := range r.f.parts[i].pops {
			none = false
			if r.set.Populations[x] == p {
				return true
			}
		}
	}
	return none
}

// remember makes a query the last of the conversation.
func (r *reading) remember(q stats.Query) {
	if !q.Equal(r.prev.Last) {
		r.q.Next.Before = r.prev.Last
	}
	r.q.Next.Last, r.q.Next.Topic, r.q.Next.Pending = q, "", false
}

// readings are the queries that the message asks, the outside things left out.
func (r *reading) readings() []stats.Query {
	if r.follow != nil && !r.f.twoWays {
		return []stats.Query{*r.follow}
	}
	out := r.compose()
	if r.f.twoWays {
		out = r.bothWays(out)
	}
	if r.f.joined != nil && len(out) == 1 && !r.has[opPercent] {
		if id := r.joinedFigure(out[0]); id != "" {
			out = append(out, stats.Query{Op: stats.OpCount, Terms: []stats.Term{{id}}})
		}
	}
	return out
}

// joinedFigure gives the figure of the category that joins the two of a query.
func (r *reading) joinedFigure(q stats.Query) stats.ID {
	if f := r.set.Figure(q.Terms[0][0]); q.Op == stats.OpCount && f != nil && f.Breakdown != nil {
		return figureOf(f.Breakdown, r.f.joined)
	}
	return ""
}

// bothWays adds the reading in which a bare population shares the category of
// its neighbour, or of the last reply.
func (r *reading) bothWays(out []stats.Query) []stats.Query {
	if r.follow != nil {
		return append(out, *r.follow)
	}
	for i := 1; i < len(r.f.parts); i++ {
		if p, prev := &r.f.parts[i], &r.f.parts[i-1]; p.bare() {
			p.cats, p.dims = slices.Clone(prev.cats), slices.Clone(prev.dims)
		}
	}
	for _, q := range r.compose() {
		if !containsQuery(out, q) {
			out = append(out, q)
		}
	}
	return out
}

// figures: the data set is asked.
func (r *reading) figures() bool {
	if r.f.lookup != 0 && len(r.lacks) == 0 {
		q := stats.Query{Op: stats.OpLookup, Claim: stats.Claim{Kind: stats.ClaimCount, Number: r.f.lookup}}
		r.q.Kind, r.q.Readings = Figures, []stats.Query{q}
		return true
	}
	if r.has[opOverview] && len(r.f.parts) == 0 {
		r.q.Kind, r.q.Readings = Figures, []stats.Query{r.overview()}
		r.remember(r.q.Readings[0])
		return true
	}
	qs := r.readings()
	if len(qs) == 0 && len(r.f.parts) == 0 && r.has[opTop] && len(r.lacks) == 0 {
		qs = r.topLists()
	}
	if len(qs) == 0 || r.unrelated() {
		return false
	}
	if (len(r.lacks) > 0 || r.leftOver(qs)) && !r.allRefused(qs) {
		if len(r.lacks) > 0 {
			return false // never a figure where a word is left over
		}
		r.refuse(lack{reason: stats.NotMeasured, absent: -1, word: true})
		return true
	}
	if len(qs) > 1 && r.allRefused(qs) {
		qs = qs[:1]
	}
	r.q.Kind, r.q.Readings = Figures, qs
	r.remember(qs[0])
	if len(qs) > 1 {
		r.q.Kind = Choice
		r.q.Next.Pending = true
	}
	return true
}

// leftOver reports whether an operation that changes the answer found no place
// in the queries: a superlative of nothing, or a share of part of a list.
func (r *reading) leftOver(qs []stats.Query) bool {
	q := qs[0]
	single := (q.Op == stats.OpCount || q.Op == stats.OpShare || q.Op == stats.OpComplement) && len(q.Terms) == 1
	superlative := r.has[opMost] || r.has[opLeast] || r.has[opMore] || r.has[opFewer] || r.f.ord != 0
	if single && superlative && r.follow == nil && !r.has[opPlus] && !r.has[opThan] {
		return true
	}
	return r.has[opPercent] && q.Op == stats.OpShare && len(q.Terms) > 1 && r.repeatsCategory()
}

// repeatsCategory reports whether a category is named twice: "counting only
// men and women, what share are men".
func (r *reading) repeatsCategory() bool {
	seen := map[int32]bool{}
	for i := range r.marks {
		if m := &r.marks[i]; m.is(category) {
			if seen[m.ref] {
				return true
			}
			seen[m.ref] = true
		}
	}
	return false
}

// topLists are the lists of which the source has only the top few: "give me
// the top 3", of which is not said.
func (r *reading) topLists() []stats.Query {
	var out []stats.Query
	for _, b := range r.set.Breakdowns {
		if b.Complete {
			continue
		}
		q := stats.Query{Op: stats.OpBreakdown, Terms: []stats.Term{{b.ID}}}
		if r.f.num > 0 {
			q.Op, q.N = stats.OpTop, r.f.num
		}
		out = append(out, q)
	}
	return out
}

// allRefused reports whether the data set has an answer to none of the
// queries, so that there is nothing to choose between.
func (r *reading) allRefused(qs []stats.Query) bool {
	for _, q := range qs {
		if a, err := r.set.Eval(q); err == nil && a.Reason == stats.NoReason {
			return false
		}
	}
	return true
}

// overview asks for all totals.
func (r *reading) overview() stats.Query {
	q := stats.Query{Op: stats.OpCount}
	for _, p := range r.set.Populations {
		if p.Total != nil {
			q.Terms = append(q.Terms, stats.Term{p.Total.ID})
		}
	}
	return q
}
