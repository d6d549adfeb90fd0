package ask

import (
	"slices"

	"cifra/stats"
)

// readings are the queries that the message asks, the outside things left out.
func (r *reading) readings() []stats.Query {
	return slices.DeleteFunc(r.candidatesOf(), func(q stats.Query) bool {
		_, err := r.set.Eval(q)
		return err != nil // a pair that lacks its other half
	})
}

func (r *reading) candidatesOf() []stats.Query {
	if r.follow != nil && !r.f.twoWays {
		return []stats.Query{*r.follow}
	}
	out := r.againstLast(r.compose())
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
	if len(qs) == 0 && len(r.f.parts) == 0 && r.has[opCount] && r.has[opAltogether] && len(r.lacks) == 0 {
		qs = []stats.Query{r.overview()} // "how many are there in all"
	}
	if len(qs) == 0 || r.unrelated() || r.asksForHelp() {
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

// asksForHelp reports whether the message asks what can be asked, and names at
// most a dimension by the way.
func (r *reading) asksForHelp() bool {
	what := false
	for i := range r.marks {
		switch m := &r.marks[i]; m.class {
		case helpWord:
			what = what || helpKinds[m.ref] == HelpWhat && m.to-m.from > 1
		case population, weakPop, category, cross, either:
			return false
		}
	}
	return what && r.follow == nil
}

// leftOver reports whether an operation that changes the answer found no place
// in the queries: a superlative of nothing, or a share of part of a list.
func (r *reading) leftOver(qs []stats.Query) bool {
	q := qs[0]
	if r.has[opNext] && r.follow == nil {
		return true // "what comes next after agriculture"
	}
	if f := r.set.Figure(q.Terms[0][0]); f != nil && f.Measure != nil && f.Measure.Counts != "" && !r.has[opMore] && !r.has[opFewer] {
		return false // the times that are asked for are what it counts
	}
	if r.has[opTimes] && q.Op == stats.OpCount && len(q.Terms) == 2 && r.isTotals(q) && r.follow == nil {
		return true // how often one did the other
	}
	if f := r.set.Figure(q.Terms[0][0]); f != nil && f.Measure != nil && f.Measure.Unit == stats.UnitPercent && len(q.Terms) == 1 && !r.has[opTimes] && !r.has[opCount] {
		return false // "and by how much" is what it says
	}
	if relates := r.has[opTimes] || r.has[opRatio] || r.has[opHowMuchMore]; relates && !r.f.settled && (q.Op == stats.OpCount && len(q.Terms) == 1 || q.Op == stats.OpTop && r.f.num == 2 || q.Op == stats.OpNth && r.has[opTimes] && r.follow == nil) {
		return true // the other thing that is related was not understood
	}
	if r.otherKnown(&q) || r.onlyBeside(&q) {
		return true
	}
	if r.has[opBoth] && r.follow == nil && q.Op == stats.OpCount && len(q.Terms) == 1 && r.isTotals(q) {
		return true // "victims of both": of both what
	}
	if r.placesLeft(&q) {
		return true
	}
	if len(r.f.known) > 0 && q.Op == stats.OpBreakdown {
		return true // a list holds what is not known too
	}
	single := (q.Op == stats.OpCount || q.Op == stats.OpShare || q.Op == stats.OpComplement) && len(q.Terms) == 1
	superlative := r.has[opMost] || r.has[opLast] || r.has[opLeast] || r.has[opMore] || r.has[opFewer] || r.f.ord != 0
	if single && (r.has[opMinus] || r.has[opExcept]) && q.Op != stats.OpComplement && !r.f.neg && !r.f.settled && r.follow == nil {
		return true // something was to be left out
	}
	if single && superlative && q.Base != stats.BaseListed && r.follow == nil && !r.has[opPlus] && !r.has[opThan] {
		return true
	}
	return r.has[opPercent] && (q.Op == stats.OpShare || q.Op == stats.OpCount) && len(q.Terms) > 1 && r.repeatsCategory()
}

// otherKnown reports whether a share of what is known is of another dimension
// than the one that is known: "women among those of known age".
func (r *reading) otherKnown(q *stats.Query) bool {
	if q.Base != stats.BaseKnown || len(r.f.known) == 0 {
		return false
	}
	return slices.ContainsFunc(q.Terms, func(t stats.Term) bool {
		bd := r.listOf(t[0])
		return bd != nil && !slices.Contains(r.f.known, bd.Dimension)
	})
}

// onlyBeside reports whether a category that alone is wanted came out as one of
// a list of several dimensions: "minors only - victims in agriculture".
func (r *reading) onlyBeside(q *stats.Query) bool {
	if !r.only() || q.Op != stats.OpCount || len(q.Terms) != 2 || r.has[opAnd] || r.has[opOr] || r.follow != nil {
		return false
	}
	a, b := r.listOf(q.Terms[0][0]), r.listOf(q.Terms[1][0])
	return a != nil && b != nil && a.Dimension != b.Dimension
}

// placesLeft reports whether a number of places, "the first two", found no place
// in a query that adds or relates figures.
func (r *reading) placesLeft(q *stats.Query) bool {
	switch q.Op {
	case stats.OpSum, stats.OpDifference, stats.OpRatio, stats.OpShare:
	default:
		return false
	}
	whole := q.Base == stats.BaseListed && r.rows(q) == r.f.num // "a share of the top three"
	return r.f.num > 0 && len(q.Terms) != r.f.num && !whole
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

// remember makes a query the last of the conversation.
func (r *reading) remember(q stats.Query) {
	if !q.Equal(r.prev.Last) {
		r.q.Next.Before = r.prev.Last
	}
	r.q.Next.Last, r.q.Next.Topic, r.q.Next.Pending = q, "", false
	r.q.Next.Refused, r.q.Next.Lacking = stats.NoReason, ""
}
