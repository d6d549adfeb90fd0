package ask

import (
	"slices"

	"cifra/stats"
)

// compose makes the readings of the frame: one query, or one for each
// population that may be meant.
func (r *reading) compose() []stats.Query {
	pops := r.candidates()
	if len(pops) == 0 {
		pops = []int32{-1}
	}
	if len(pops) > 1 && (r.has[opCompare] || r.has[opMore] || r.has[opVersus]) && r.oneCategory() {
		// "who has more from Mexico": the populations are what is compared.
		if q, ok := r.acrossPopulations(pops); ok {
			return []stats.Query{q}
		}
	}
	var out []stats.Query
	if qs := r.unknowns(); len(qs) > 0 {
		return qs
	}
	for _, p := range pops {
		bs := make([]built, 0, len(r.f.parts))
		for i := range r.f.parts {
			if b := r.terms(&r.f.parts[i], p); len(b.terms) > 0 {
				bs = append(bs, b)
			}
		}
		if len(bs) == 0 {
			continue
		}
		if q := r.query(bs); q.Op != 0 && !containsQuery(out, q) {
			out = append(out, q)
		}
	}
	return out
}

// unknowns: "how many are unknown", of which dimension is not said.
func (r *reading) unknowns() []stats.Query {
	if len(r.f.parts) != 1 || !r.f.parts[0].unk || len(r.f.parts[0].cats) > 0 {
		return nil
	}
	p := &r.f.parts[0]
	var list *stats.Breakdown // "just the unknown ones", of the list just given
	if r.prev.Last.Op == stats.OpBreakdown && len(p.pops) == 0 {
		list = r.lastList()
	} else if list = r.lackingOfLast(p); list != nil {
		return r.lackingIn(list)
	}
	var out []stats.Query
	for _, f := range r.set.Figures {
		if f.Category == nil || f.Category.Role != stats.Unknown || list != nil && f.Breakdown != list {
			continue
		}
		if len(p.pops) > 0 && r.set.Populations[p.pops[0]] != f.Population {
			continue
		}
		out = append(out, stats.Query{Op: stats.OpCount, Terms: []stats.Term{{f.ID}}, Percent: r.has[opPercent]})
	}
	return out
}

func containsQuery(qs []stats.Query, q stats.Query) bool {
	return slices.ContainsFunc(qs, q.Equal)
}

func (r *reading) oneCategory() bool {
	return len(r.f.parts) == 1 && len(r.f.parts[0].cats) == 1 && len(r.f.parts[0].dims) == 0
}

func (r *reading) acrossPopulations(pops []int32) (stats.Query, bool) {
	var terms []stats.Term
	for _, p := range pops {
		terms = append(terms, r.terms(&r.f.parts[0], p).terms...)
	}
	return stats.Query{Op: stats.OpCompare, Terms: terms}, len(terms) > 1
}

// flatten lists the terms of all parts, without repeats.
func flatten(bs []built) []stats.Term {
	var out []stats.Term
	for _, b := range bs {
		for _, t := range b.terms {
			if !slices.ContainsFunc(out, func(o stats.Term) bool { return slices.Equal(o, t) }) {
				out = append(out, t)
			}
		}
	}
	return out
}

// query chooses the operation. The rules come in order of how much they say:
// a ratio names two things and how they relate; a count names one.
func (r *reading) query(bs []built) stats.Query {
	terms := flatten(bs)
	q := stats.Query{Terms: terms, Percent: r.has[opPercent], Listed: r.has[opListed], Claim: r.f.claim}
	lists := slices.ContainsFunc(bs, func(b built) bool { return b.lists })
	for _, rule := range [...]func(*stats.Query, []built, bool) bool{
		r.asTimes, r.asPer, r.asOneIn, r.asPercentOf, r.asPlaces, r.asRatio, r.asDifference, r.asComplement, r.asIncluding, r.asSum, r.asRank, r.asCompare, r.asKnown, r.asShare,
	} {
		if rule(&q, bs, lists) {
			return q
		}
	}
	q.Op = stats.OpCount
	if lists && allLists(bs) {
		q.Op = stats.OpBreakdown
	}
	return q
}

func allLists(bs []built) bool {
	return !slices.ContainsFunc(bs, func(b built) bool { return !b.lists })
}

// asComplement: "not Mexican", "without those of unknown age".
func (r *reading) asComplement(q *stats.Query, bs []built, lists bool) bool {
	if !r.f.neg || lists {
		return false
	}
	if kept := slices.DeleteFunc(slices.Clone(bs), func(b built) bool { return b.part.bare() }); len(kept) > 0 && len(kept) < len(bs) {
		bs = kept // "without the adults, how many victims": the whole is what they are taken from
		q.Terms = flatten(bs)
	}
	for _, b := range bs {
		if !b.neg {
			return r.mixedNegation(q, bs)
		}
	}
	if r.restOfList(q) {
		return true
	}
	q.Op = stats.OpComplement
	return true
}

// restOfList reads "without Mexico and the U.S., which are left of that list",
// "drop agriculture and add up the rest": the other figures of a list that the
// source lists only the top few of.
func (r *reading) restOfList(q *stats.Query) bool {
	bd := r.listOf(q.Terms[0][0])
	shown := r.has[opListed] || r.lastList() == bd
	if bd == nil || bd.Complete || !shown || !r.has[opWhich] && !r.has[opSum] || r.has[opPercent] || r.has[opCount] && !r.has[opSum] {
		return false
	}
	rest := r.restOf(bd, q.Terms)
	if len(rest) == 0 || len(rest)+len(q.Terms) != len(bd.Figures) {
		return false
	}
	q.Op, q.Terms, q.Listed = stats.OpCount, rest, true
	if r.has[opSum] && len(rest) > 1 {
		q.Op = stats.OpSum
	}
	return true
}

// restOf lists the figures of a list without those of the terms.
func (r *reading) restOf(bd *stats.Breakdown, without []stats.Term) []stats.Term {
	var out []stats.Term
	for _, f := range bd.Figures {
		t := stats.Term{f.ID}
		if !slices.ContainsFunc(without, func(o stats.Term) bool { return slices.Equal(o, t) }) {
			out = append(out, t)
		}
	}
	return out
}

// mixedNegation: some things denied and some not. A share among the known is
// one ("of those whose age is not unknown"); any other needs several
// dimensions at once, which the cross of the terms says.
func (r *reading) mixedNegation(q *stats.Query, bs []built) bool {
	var pos, neg []stats.Term
	for _, b := range bs {
		if b.neg {
			neg = append(neg, b.terms...)
		} else {
			pos = append(pos, b.terms...)
		}
	}
	if r.sameList(pos, neg) {
		if len(pos) == 1 && r.unknownFigure(pos[0][0]) {
			q.Op, q.Terms = stats.OpComplement, neg // "not adults, the unknown counted too"
			return true
		}
		if (len(neg) != 1 || !r.unknownFigure(neg[0][0])) && (!r.has[opPercent] || r.has[opOnly]) {
			q.Terms = pos // "women, not men": the denial says nothing new
			return false
		}
	}
	if len(neg) == 1 && len(neg[0]) == 1 && r.unknownFigure(neg[0][0]) && len(pos) > 0 {
		q.Terms, q.Op, q.Base = pos, stats.OpShare, stats.BaseKnown
		if !r.has[opPercent] {
			q.Op = stats.OpCount
		}
		return true
	}
	var all stats.Term
	for _, t := range q.Terms {
		all = append(all, t...)
	}
	q.Op, q.Terms = stats.OpCount, []stats.Term{all}
	return true
}

// sameList reports whether all terms are single figures of one complete list.
func (r *reading) sameList(pos, neg []stats.Term) bool {
	var list *stats.Breakdown
	for _, t := range append(slices.Clone(pos), neg...) {
		f := r.set.Figure(t[0])
		if len(t) != 1 || f == nil || f.Breakdown == nil || !f.Breakdown.Complete || list != nil && f.Breakdown != list {
			return false
		}
		list = f.Breakdown
	}
	return len(pos) > 0 && len(neg) > 0
}

func (r *reading) unknownFigure(id stats.ID) bool {
	f := r.set.Figure(id)
	return f != nil && f.Category != nil && f.Category.Role == stats.Unknown
}

// asRank: "top 3", "second most common", "the smallest".
func (r *reading) asRank(q *stats.Query, bs []built, lists bool) bool {
	alone := !r.has[opThan] && !r.has[opCompare] && !r.has[opVersus]
	most := r.has[opAscending] || r.has[opMost] || r.has[opTop] || r.has[opRank] || r.has[opMajority] || r.has[opMore] && alone
	least := r.has[opLeast] || r.has[opLast] || r.has[opFewer] && alone
	if !lists || len(q.Terms) != 1 || !most && !least && r.f.ord == 0 {
		return false
	}
	b := bs[0]
	switch {
	case r.f.ord != 0:
		q.Op, q.N = stats.OpNth, r.f.ord
		if least {
			q.N = -q.N
		}
	case r.has[opAscending] && (r.f.num == 0 || r.f.num >= r.rows(q)):
		q.Op, q.N, q.Listed = stats.OpTop, -r.rows(q), true
	case r.f.num > 0:
		q.Op, q.N = stats.OpTop, r.f.num
		if least && !most {
			q.N = -q.N
		}
	case !r.has[opRank] && most && least && r.bothEnds(q):
	case r.has[opRank] || most && least:
		q.Op, q.N = stats.OpTop, r.rows(q)
	case b.part.plural && !least || r.has[opTop] && !r.has[opWhich] && r.topOf():
		q.Op = stats.OpBreakdown
	default:
		if r.has[opIsIt] && r.has[opMajority] {
			q.Op = stats.OpBreakdown // "are most of them in ...?": what follows was not understood as one of the list
			break
		}
		q.Op, q.N = stats.OpNth, 1
		if least {
			q.N = -1
		}
	}
	q.Percent, q.Claim = q.Percent && q.Op == stats.OpNth, stats.Claim{}
	return true
}

// topOf reports whether "top" is of a whole list: "top labor industry", with the
// one word behind it, is one figure.
func (r *reading) topOf() bool {
	i := r.indexOf(opTop)
	return i < 0 || i+1 >= len(r.marks) || !r.marks[i+1].is(dimension) || r.marks[i+1].brk > noBreak
}

// rows is how many figures the list of a query has.
func (r *reading) rows(q *stats.Query) int {
	if bd := r.listOf(q.Terms[0][0]); bd != nil {
		return len(bd.Figures)
	}
	return 99
}

// asCompare: "more men or women", "victims versus traffickers".
func (r *reading) asCompare(q *stats.Query, bs []built, lists bool) bool {
	if lists {
		if allLists(bs) {
			q.Op, q.Percent = stats.OpBreakdown, false
			return len(bs) > 1 || r.has[opCompare] || r.has[opBreakdown]
		}
		return false
	}
	comparing := r.has[opCompare] || r.has[opVersus] || r.has[opMore] || r.has[opFewer] || r.has[opMost] || r.has[opLeast] || r.has[opTop] || r.has[opHowMuchMore]
	if len(q.Terms) < 2 || !comparing || r.has[opCount] && !r.has[opVersus] && !r.has[opCompare] && !r.has[opThan] && !r.has[opOr] {
		return false
	}
	q.Op = stats.OpCompare
	return true
}

// asKnown: "how many have a known age".
func (r *reading) asKnown(q *stats.Query, bs []built, lists bool) bool {
	if len(r.f.known) == 0 {
		return false
	}
	if !barest(bs) {
		return false
	}
	var terms []stats.Term
	for _, b := range bs {
		for _, d := range r.f.known {
			p := part{pops: b.part.pops, weak: b.part.weak, dims: nil}
			if c := roleOf(d, stats.Unknown); c != nil {
				p.cats = []member{{cat: c}}
				terms = append(terms, r.terms(&p, -1).terms...)
			}
		}
	}
	if len(terms) != 1 {
		return false
	}
	q.Op, q.Terms = stats.OpComplement, terms
	return true
}

func barest(bs []built) bool {
	for _, b := range bs {
		if !b.part.bare() && b.part.weak < 0 || len(b.part.cats) > 0 || len(b.part.dims) > 0 {
			return false
		}
	}
	return true
}

// asShare: "what percentage of". Several categories of one list that are
// joined by "or" make one share.
func (r *reading) asShare(q *stats.Query, bs []built, lists bool) bool {
	if !lists && r.asShareOfPeriods(q) {
		return true
	}
	q.Base = r.base()
	if q.Claim.Kind == stats.ClaimCount && !r.has[opPercent] {
		return false
	}
	if !r.has[opPercent] && q.Claim.Kind == stats.NoClaim && q.Base != stats.BaseListed {
		return false
	}
	if lists {
		return false
	}
	if kept := r.withoutTotals(q.Terms); len(kept) > 0 && r.has[opPercent] {
		q.Terms = kept // the whole is what the share is of
	}
	switch {
	case len(q.Terms) == 1:
		q.Op = stats.OpShare
	case r.has[opOr] && r.has[opPercent] && !r.yesNo() || r.has[opAltogether]:
		q.Op = stats.OpShare
	default:
		q.Op = stats.OpCount
		q.Percent = true
	}
	return true
}

// unstatedPart reports whether a part's categories are of a list of which the
// source does not say what it counts.
func (r *reading) unstatedPart(i int) bool {
	for _, c := range r.f.parts[i].cats {
		if len(r.populationsOf(c.cat.Dimension)) == 0 {
			return true
		}
	}
	return false
}

// base says what a share is taken of.
func (r *reading) base() stats.Base {
	if len(r.f.known) > 0 {
		return stats.BaseKnown
	}
	for i := range r.f.parts {
		if r.f.parts[i].ownDim && (r.has[opListed] || r.has[opTop] || r.has[opMost] || r.unstatedPart(i)) && r.has[opPercent] {
			return stats.BaseListed
		}
	}
	if r.has[opListed] && r.has[opPercent] {
		return stats.BaseListed
	}
	return stats.BasePopulation
}
