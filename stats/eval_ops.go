package stats

import (
	"math"
	"slices"
)

// pair works out a difference or a ratio of two figures.
func (e *eval) pair(a, b *Figure) {
	stated := a.Population != nil && b.Population != nil
	if !stated && (a.Breakdown != b.Breakdown) {
		e.refuse(UnstatedUnit) // one may count victims and the other cases
		return
	}
	if e.q.Op == OpDifference && e.wantsShare() {
		e.points(a, b)
		return
	}
	difference := float64(a.Count - b.Count)
	switch {
	case e.q.Op == OpDifference:
		e.value(ValueCount, max(difference, -difference))
	case b.Count == 0:
		e.refuse(NotMeasured)
		return
	case e.q.Op == OpRatio && e.q.Percent:
		e.value(ValuePercent, percent(a.Count, b.Count))
	default:
		e.value(ValueRatio, float64(a.Count)/float64(b.Count))
	}
	e.answer.Figures = e.rows(a, b)
	if e.q.Op == OpDifference {
		e.judge(int(e.answer.Value), 0)
	}
}

// points works out by how many percentage points two shares differ.
func (e *eval) points(a, b *Figure) {
	for _, f := range [...]*Figure{a, b} {
		base, reason := e.base(f)
		if reason == NoReason && base == 0 {
			reason = NotMeasured // a total is no share of anything
		}
		if reason != NoReason {
			e.refuse(reason)
			return
		}
	}
	e.answer.Figures = e.rows(a, b)
	difference := e.answer.Figures[0].Share - e.answer.Figures[1].Share
	e.value(ValuePercent, max(difference, -difference))
}

// separate reports why the figures cannot be added, if they cannot.
func (e *eval) separate(acrossPersons bool) Reason {
	for i, a := range e.figures {
		for _, b := range e.figures[:i] {
			switch {
			case a.Population != b.Population:
				persons := a.Population != nil && b.Population != nil && a.Population.Persons && b.Population.Persons
				if !persons || !acrossPersons {
					return UnstatedUnit
				}
			case a.Breakdown == b.Breakdown:
			case a.Population == nil:
				return UnstatedUnit
			default:
				return Crosstab // they overlap, and by how much is not said
			}
		}
	}
	return NoReason
}

// sum adds the counts of the figures asked for.
func (e *eval) sum() int {
	sum := 0
	for _, f := range e.figures {
		sum += f.Count
	}
	return sum
}

// together works out what the figures make up: their sum, its share, or one in
// how many it is.
func (e *eval) together() {
	share := e.q.Op != OpSum || e.wantsShare()
	if reason := e.separate(!share); reason != NoReason {
		e.refuse(reason)
		return
	}
	if !share {
		e.answer.Figures = e.rows(e.figures...)
		e.value(ValueCount, float64(e.sum()))
		e.judge(e.sum(), 0)
		return
	}
	if e.q.Op != OpOneIn && len(e.figures) == 1 && e.figures[0].Breakdown == nil {
		e.each() // the share of a total is no answer: its count is
		return
	}
	base, reason := e.commonBase()
	sum := e.sum()
	if reason == NoReason && (base == 0 || e.q.Op == OpOneIn && sum == 0) {
		reason = NotMeasured
	}
	if reason != NoReason {
		e.refuse(reason)
		return
	}
	e.answer.Figures = e.rows(e.figures...)
	e.answer.Context = e.rest()
	if e.q.Op == OpOneIn {
		e.value(ValueRatio, float64(base)/float64(sum))
		return
	}
	e.value(ValuePercent, percent(sum, base))
	e.judge(sum, base)
}

// commonBase gives the base of a share of all the figures together.
func (e *eval) commonBase() (base int, reason Reason) {
	for _, f := range e.figures {
		if base, reason = e.base(f); reason != NoReason {
			break
		}
	}
	return base, reason
}

// rest gives what makes up the base of a share beside the figures asked for:
// the total, and what is not known where that is left out; or the rest of the
// list.
func (e *eval) rest() []Row {
	b := e.figures[0].Breakdown
	var room [16]*Figure
	rest := room[:0]
	listed := e.ofListed(b)
	switch {
	case listed:
	case slices.Contains(e.inside, b) && b.Within != nil:
		rest = append(rest, b.Within)
	default:
		rest = append(rest, b.Population.Total)
	}
	for _, f := range b.Figures {
		if listed && !e.asked(f) || !listed && e.q.Base == BaseKnown && f.Category.Role == Unknown {
			rest = append(rest, f)
		}
	}
	return e.rows(rest...)
}

// asked reports whether a figure is one of those asked for.
func (e *eval) asked(f *Figure) bool {
	for _, g := range e.figures {
		if f == g {
			return true
		}
	}
	return false
}

// complement works out what is left of a whole without the figures.
func (e *eval) complement() {
	b := e.figures[0].Breakdown
	several := len(e.figures) > 1
	listed := b != nil && e.ofListed(b)
	reason := e.separate(false)
	base := 0
	switch {
	case reason != NoReason:
	case b == nil:
		reason = NotMeasured // nothing is left of a total
	case !listed && b.Dimension.Multiple && several:
		reason = Unlisted // who has both would be taken off twice
	default:
		base, reason = e.commonBase()
	}
	if reason == NoReason && base == 0 {
		reason = NotMeasured
	}
	if reason != NoReason {
		e.refuse(reason)
		return
	}
	left := base - e.sum()
	// What is left of a total that the breakdown does not come to is not what the
	// others come to.
	if several && (b.Complete && b.Discrepancy == nil || listed) {
		others := e.others(b)
		if len(others) == 0 {
			e.refuseNear(Unlisted, e.set.offer(nil, b.ID))
			return
		}
		e.answer.Figures = e.rows(others...)
	} else {
		e.answer.Figures = e.rows(e.figures...)
		e.answer.Context = e.rest()
	}
	if e.wantsShare() {
		e.value(ValuePercent, percent(left, base))
	} else {
		e.value(ValueCount, float64(left))
	}
	e.judge(left, base)
}

// others lists the figures of a breakdown that are not asked for, without the
// unknown where the base is without them.
func (e *eval) others(b *Breakdown) []*Figure {
	var others []*Figure
	for _, f := range b.Figures {
		if e.asked(f) || e.q.Base == BaseKnown && f.Category.Role == Unknown {
			continue
		}
		others = append(others, f)
	}
	return others
}

// ranked shows the largest or smallest of a breakdown.
func (e *eval) ranked() {
	b, n := e.breakdown, e.q.N
	order := b.largest
	if n < 0 {
		order = b.smallest
		n = -max(n, -math.MaxInt)
	}
	beyond := e.q.Op == OpNth && n > len(order)
	if beyond || e.q.N < 0 && !b.Complete && !e.q.Listed {
		e.refuseNear(Unlisted, e.set.offer(nil, b.ID))
		return
	}
	first, last := 0, min(n, len(order))
	switch {
	case e.q.Op == OpNth:
		first = n - 1
	case e.q.N == 0:
		last = len(order)
	}
	e.figures = append(e.figures[:0], order[first:last]...)
	e.each()
	if e.answer.Reason != NoReason {
		return
	}
	// What is as large as the last one shown stands beside it.
	cut := order[last-1].Count
	var room [16]*Figure
	tied := room[:0]
	for i, f := range order {
		if f.Count == cut && (i < first || i >= last) {
			tied = append(tied, f)
		}
	}
	e.answer.Context = e.rows(tied...)
}

// lookup finds the figures that a number may be.
func (e *eval) lookup() {
	var found []*Figure
	if len(e.q.Terms) == 0 {
		e.figures = e.set.Figures
	}
	for _, f := range e.figures {
		if e.fitsClaim(f) || f.IsPercent() && e.q.Claim.Number == float64(f.Count) {
			found = append(found, f)
		}
	}
	if len(found) > 0 {
		e.answer.Figures = e.rows(found...)
		return
	}
	var near []Query
	for _, p := range e.set.Populations {
		near = e.set.offer(near, p.Total.ID)
	}
	e.refuseNear(NotMeasured, near)
}
