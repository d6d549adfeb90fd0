package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Eval answers a query. What the data cannot answer is an Answer with a Reason
// and the nearest queries that can be answered; the error is only for a query
// that makes no sense for this set (an unknown id, a wrong number of terms),
// and quotes it.
//
// A share, sum or complement whose terms belong to different populations has
// the reason UnstatedUnit: there is no stated base or unit that covers them.
// Terms that may overlap (two dimensions of one population, or a total and a
// part of it) have the reason Crosstab.
func (s *Set) Eval(q Query) (Answer, error) {
	e := eval{set: s, q: &q}
	e.answer.Query = q
	e.figures = e.room[:0]
	if err := e.run(); err != nil {
		return Answer{}, fmt.Errorf("evaluating query %q: %w", q.String(), err)
	}
	return e.answer, nil
}

// eval is one evaluation.
type eval struct {
	set       *Set
	q         *Query
	figures   []*Figure // what the terms stand for, in order
	breakdown *Breakdown
	inside    []*Breakdown // those that are asked about among the members of what they are within
	answer    Answer
	room      [16]*Figure // for figures, so that most queries need no memory for them
}

// run checks the query, finds what its terms stand for, and calculates.
func (e *eval) run() error {
	if err := e.q.check(); err != nil {
		return err
	}
	reason, err := e.resolve()
	if err != nil {
		return err
	}
	if reason != NoReason {
		return nil
	}
	pairs := e.q.Op == OpDifference || e.q.Op == OpRatio || e.q.Op == OpPer
	if pairs && len(e.figures) != 2 {
		return fmt.Errorf("%v takes two figures, not %d", e.q.Op, len(e.figures))
	}
	if reason := e.measured(); reason != NoReason {
		e.refuse(reason)
		return nil
	}
	switch e.q.Op {
	case OpDifference, OpRatio, OpPer:
		e.pair(e.figures[0], e.figures[1])
	case OpShare, OpOneIn, OpSum:
		e.together()
	case OpComplement:
		e.complement()
	case OpTop, OpNth:
		e.ranked()
	case OpLookup:
		e.lookup()
	default:
		e.each()
	}
	e.addNotes()
	return nil
}

// check reports what is wrong with a query in any set.
func (q *Query) check() error {
	switch {
	case q.Op < OpCount || q.Op > OpLookup:
		return fmt.Errorf("unknown operation %d", q.Op)
	case q.Base > BaseListed:
		return fmt.Errorf("unknown base %d", q.Base)
	case q.Claim.Kind > ClaimHalf:
		return fmt.Errorf("unknown kind of claim %d", q.Claim.Kind)
	case math.IsNaN(q.Claim.Number) || math.IsInf(q.Claim.Number, 0):
		return fmt.Errorf("the claim is not a number: %v", q.Claim.Number)
	case q.Op == OpLookup && q.Claim.Kind != ClaimPercent && q.Claim.Kind != ClaimCount:
		return errors.New("lookup takes a claim with a number")
	case q.Op == OpLookup:
		return nil
	case len(q.Terms) == 0:
		return fmt.Errorf("%v takes terms", q.Op)
	case (q.Op == OpTop || q.Op == OpNth) && len(q.Terms) != 1:
		return fmt.Errorf("%v takes one breakdown, not %d terms", q.Op, len(q.Terms))
	case q.Op == OpNth && q.N == 0:
		return errors.New("nth takes a place, from 1 or from -1")
	}
	return nil
}

// base gives what a figure's share is a share of, in its unit, or the reason
// why there is none. A total has neither.
func (e *eval) base(f *Figure) (int, Reason) {
	b := f.Breakdown
	switch {
	case b == nil:
		return 0, NoReason
	case e.ofListed(b):
		return b.listed, NoReason
	case f.Population == nil:
		return 0, UnstatedUnit
	case slices.Contains(e.inside, b) && b.Within == nil:
		return 0, UnstatedUnit // the source contradicts itself on what that is a share of
	case slices.Contains(e.inside, b) && e.q.Base == BasePopulation:
		return b.Within.Count, NoReason
	case e.q.Base != BaseKnown:
		return f.Population.Total.Count, NoReason
	case !b.Complete:
		return 0, Unlisted // how many are not known is not listed either
	case f.Category.Role == Unknown:
		return 0, NotMeasured // the unknown are no part of the known
	}
	return f.Population.Total.Count - b.unknown, NoReason
}

// ofListed reports whether what a breakdown lists is the whole that its figures
// are set against: where that is asked for, and where "of those listed" can
// mean nothing else.
func (e *eval) ofListed(b *Breakdown) bool {
	return e.q.Base == BaseListed ||
		e.q.Listed && (b.Population == nil || e.q.Op == OpComplement && !b.Complete)
}

// row gives a figure as it is shown.
func (e *eval) row(f *Figure) Row {
	r := Row{Figure: f, Rank: f.rank}
	if base, _ := e.base(f); base > 0 {
		r.Base = base
		r.Share = percent(f.Count, base)
		if b := f.Breakdown; b.Within != nil && e.q.Base == BasePopulation && !e.ofListed(b) && slices.Contains(e.inside, b) {
			r.Of = b.Within
		}
	}
	return r
}

// rows gives figures as they are shown.
func (e *eval) rows(figures ...*Figure) []Row {
	if len(figures) == 0 {
		return nil
	}
	rows := make([]Row, len(figures))
	for i, f := range figures {
		rows[i] = e.row(f)
	}
	return rows
}

// percent gives a count as a percentage of a base, which is not 0.
func percent(count, base int) float64 {
	return 100 * float64(count) / float64(base)
}

// wantsShare reports whether the query cannot be answered without a share.
func (e *eval) wantsShare() bool {
	switch e.q.Claim.Kind {
	case ClaimPercent, ClaimMost, ClaimHalf:
		return true
	}
	return e.q.Percent
}

// value sets what is computed.
func (e *eval) value(kind ValueKind, v float64) {
	e.answer.Kind, e.answer.Value = kind, v
}

// each shows the figures each by itself: counts, comparisons, breakdowns and
// ranks.
func (e *eval) each() {
	figures := e.figures
	if e.wantsShare() {
		for _, f := range figures {
			base, reason := e.base(f)
			// Among several, a figure outside the base just has no share.
			if reason == NotMeasured && len(figures) > 1 {
				continue
			}
			if reason == NoReason && base == 0 && f.Breakdown != nil {
				reason = NotMeasured
			}
			if reason != NoReason {
				e.refuse(reason)
				return
			}
		}
	}
	e.answer.Figures = e.rows(figures...)
	if e.q.Op == OpBreakdown {
		e.answer.Context = e.totals()
	}
	if len(figures) != 1 {
		return
	}
	only := e.answer.Figures[0]
	if only.Figure.IsPercent() {
		e.growth(only.Figure)
		return
	}
	if e.wantsShare() && only.Base > 0 {
		e.value(ValuePercent, only.Share)
	}
	e.judge(only.Figure.Count, only.Base)
}

// totals gives the totals of the complete breakdowns that are shown, and what
// others are asked about within, each once.
func (e *eval) totals() []Row {
	var room [8]*Figure
	totals := room[:0]
	for _, f := range e.figures {
		if slices.Contains(e.inside, f.Breakdown) && f.Breakdown.Within != nil {
			if !slices.Contains(totals, f.Breakdown.Within) {
				totals = append(totals, f.Breakdown.Within)
			}
			continue
		}
		if f.Breakdown.Complete && !slices.Contains(totals, f.Population.Total) {
			totals = append(totals, f.Population.Total)
		}
	}
	return e.rows(totals...)
}
