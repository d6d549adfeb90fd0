package stats

import (
	"errors"
	"fmt"
	"slices"
)

// part is what one id names: a figure or a breakdown.
type part struct {
	figure    *Figure
	breakdown *Breakdown
}

// population gives what the part counts, nil where that is not stated.
func (p part) population() *Population {
	if p.figure != nil {
		return p.figure.Population
	}
	return p.breakdown.Population
}

// dimension gives the dimension of the part, nil for a total.
func (p part) dimension() *Dimension {
	switch {
	case p.breakdown != nil:
		return p.breakdown.Dimension
	case p.figure.Category != nil:
		return p.figure.Category.Dimension
	}
	return nil
}

// list gives the breakdown that the part is, or is of; nil for a total and a
// measure.
func (p part) list() *Breakdown {
	if p.breakdown != nil {
		return p.breakdown
	}
	return p.figure.Breakdown
}

// dividesOneOf reports whether one of the wholes is the figure whose members
// the part's breakdown divides, or would divide if the source agreed with
// itself.
func (p part) dividesOneOf(wholes []part) bool {
	list := p.list()
	if list == nil || list.Population == nil {
		return false
	}
	return slices.ContainsFunc(wholes, func(w part) bool {
		return w.figure != nil && w.figure.ID == list.Dimension.Within
	})
}

// part finds what an id names.
func (s *Set) part(id ID) (part, bool) {
	if f := s.index.figures[id]; f != nil {
		return part{figure: f}, true
	}
	b := s.index.breakdowns[id]
	return part{breakdown: b}, b != nil
}

// resolve finds the figures that the query's terms stand for. If one is a cross
// that the set does not have, the answer is refused with the reason returned.
func (e *eval) resolve() (Reason, error) {
	reason := NoReason
	ordered := e.q.Op == OpDifference || e.q.Op == OpRatio || e.q.Op == OpPer
	for _, t := range e.q.Terms {
		p, restricted, why, err := e.set.resolveTerm(t)
		switch {
		case err != nil:
			return NoReason, err
		case why != NoReason:
			reason = why
			continue
		}
		if err := e.fits(p, t); err != nil {
			return NoReason, err
		}
		if restricted {
			e.inside = append(e.inside, p.list())
		}
		if p.figure != nil {
			e.add(p.figure, !ordered)
			continue
		}
		e.breakdown = p.breakdown
		for _, f := range p.breakdown.Figures {
			e.add(f, !ordered)
		}
	}
	if reason != NoReason {
		e.refuse(reason)
	}
	return reason, nil
}

// fits reports whether a term is of the kind that the operation takes.
func (e *eval) fits(p part, t Term) error {
	switch e.q.Op {
	case OpBreakdown, OpTop, OpNth:
		if p.breakdown == nil {
			return fmt.Errorf("%v takes a breakdown, and %q is a figure", e.q.Op, t)
		}
	}
	return nil
}

// add appends a figure, once if once is set: what is asked for twice is not
// counted twice.
func (e *eval) add(f *Figure, once bool) {
	if !once || !slices.Contains(e.figures, f) {
		e.figures = append(e.figures, f)
	}
}

// resolveTerm finds the figure or breakdown that a term stands for, or the
// reason why the set has none. restricted says that the term is about the
// members of the figure that its breakdown is within, and not of all.
func (s *Set) resolveTerm(t Term) (p part, restricted bool, why Reason, err error) {
	if len(t) == 0 {
		return part{}, false, NoReason, errors.New("a term without an id")
	}
	var room [4]part
	parts := room[:0]
	for _, id := range t {
		p, known := s.part(id)
		if !known {
			return part{}, false, NoReason, fmt.Errorf("no figure or breakdown %q", id)
		}
		if !slices.Contains(parts, p) {
			parts = append(parts, p)
		}
	}
	if len(parts) == 1 {
		return parts[0], false, NoReason, nil
	}
	crossed := len(parts)
	left := s.withoutImplied(parts)
	if len(left) == 1 {
		// What was implied stands behind it, if that is the whole that is divided.
		return left[0], left[0].dividesOneOf(parts[1:crossed]), NoReason, nil
	}
	if f := joined(left); f != nil {
		return part{figure: f}, false, NoReason, nil
	}
	if f := s.counted(left); f != nil {
		return part{figure: f}, false, NoReason, nil
	}
	return part{}, false, whyCrossed(left), nil
}

// counted gives the measure that counts what two totals have in common, the
// visits of members, or nil.
func (s *Set) counted(parts []part) *Figure {
	if len(parts) != 2 || parts[0].figure == nil || parts[1].figure == nil {
		return nil
	}
	a, b := parts[0].figure, parts[1].figure
	for _, m := range s.Measures {
		of, by := s.Population(m.Counts), m.Population
		if of != nil && (a == of.Total && b == by.Total || b == of.Total && a == by.Total) {
			return m.Figure
		}
	}
	return nil
}

// whyCrossed gives the reason why the set has no cross of these parts: a
// measure of another period, a list that counts something else, or, as mostly,
// that it does not cross them.
func whyCrossed(parts []part) Reason {
	reason := Crosstab
	for i, p := range parts {
		if p.figure != nil && p.figure.Measure != nil && p.figure.Measure.Period != (Text{}) {
			return OtherPeriod
		}
		list := p.list()
		if list == nil || list.Population == nil || list.Dimension.Within == "" || len(parts) != 2 {
			continue
		}
		if whole := parts[1-i].figure; whole != nil && whole.IsTotal() && whole.Population != list.Population {
			reason = UnstatedUnit
		}
	}
	return reason
}

// withoutImplied drops from the parts of a cross those that restrict nothing,
// as another part implies them. It reuses the slice: what is dropped stands
// behind what is left.
func (s *Set) withoutImplied(parts []part) []part {
	var room, dropped [4]part
	left, rest := room[:0], dropped[:0]
	for i, p := range parts {
		implied := false
		for j, by := range parts {
			implied = implied || i != j && s.implies(by, p)
		}
		if implied {
			rest = append(rest, p)
		} else {
			left = append(left, p)
		}
	}
	kept := append(parts[:0], left...)
	copy(parts[len(kept):], rest)
	return kept
}

// implies reports whether everything that a part counts belongs to another
// part anyway: to its population's total, or to the figure that its dimension
// divides. For a part without a stated population, the total of any population
// that it may count is taken to be implied, since no figure says otherwise.
func (s *Set) implies(p, whole part) bool {
	if whole.figure == nil || p.figure == whole.figure || whole.figure.Measure != nil {
		return false
	}
	d := p.dimension()
	if d == nil {
		return p.figure.Measure != nil && whole.figure == p.figure.Population.Total
	}
	if whole.figure.Breakdown != nil {
		unstated := p.population() == nil || p.population() == whole.figure.Population
		return unstated && d.Within == whole.figure.ID
	}
	if p.population() != nil {
		return p.population() == whole.figure.Population
	}
	if len(d.MayCount) > 0 {
		return slices.Contains(d.MayCount, whole.figure.Population.ID)
	}
	within := s.index.figures[d.Within]
	return within != nil && within.Population == whole.figure.Population
}

// joined gives the figure of the category that joins exactly the categories of
// the parts ("sex and labor"), or nil.
func joined(parts []part) *Figure {
	first := parts[0].figure
	if first == nil || first.Breakdown == nil {
		return nil
	}
	for _, p := range parts {
		if p.figure == nil || p.figure.Breakdown != first.Breakdown {
			return nil
		}
	}
	for _, f := range first.Breakdown.Figures {
		joins := len(f.Category.Combines) == len(parts)
		for _, p := range parts {
			joins = joins && slices.Contains(f.Category.Combines, p.figure.Category.ID)
		}
		if joins {
			return f
		}
	}
	return nil
}

// refuse makes the answer one with a reason, and offers each part of the
// query by itself. Where the reason is a cross, the terms that the set does
// have are not offered.
func (e *eval) refuse(reason Reason) {
	crossesOnly := false
	for _, t := range e.q.Terms {
		if _, _, why, _ := e.set.resolveTerm(t); why != NoReason {
			crossesOnly = true
		}
	}
	var near []Query
	for _, t := range e.q.Terms {
		if _, _, why, _ := e.set.resolveTerm(t); crossesOnly && why == NoReason {
			continue
		}
		for _, id := range t {
			near = e.set.offer(near, id)
		}
	}
	e.refuseNear(reason, near)
}

// refuseNear makes the answer one with a reason and the nearest queries.
func (e *eval) refuseNear(reason Reason, near []Query) {
	e.answer = Answer{Query: *e.q, Reason: reason, Near: near}
	e.answer.Notes = e.set.notesFor(e.askedNotes(), e.q.Op, 0)
}

// offer adds the query that asks for an id by itself, unless it is there.
func (s *Set) offer(near []Query, id ID) []Query {
	op := OpCount
	if s.index.breakdowns[id] != nil {
		op = OpBreakdown
	}
	for _, q := range near {
		if q.Terms[0][0] == id {
			return near
		}
	}
	return append(near, Query{Op: op, Terms: []Term{{id}}})
}
