package bot

import (
	"slices"

	"cifra/stats"
)

// part is a figure, or a whole breakdown, that a query names.
type part struct {
	figure    *stats.Figure
	breakdown *stats.Breakdown // also of a figure that is of one
}

// population gives what the part counts, or nil where the source does not say.
func (p part) population() *stats.Population {
	switch {
	case p.breakdown != nil:
		return p.breakdown.Population
	case p.figure != nil:
		return p.figure.Population
	}
	return nil
}

// plain says whether the part is one category of a stated population.
func (p part) plain() bool {
	return p.figure != nil && p.figure.Category != nil && p.figure.Population != nil
}

// term is one term of a query, looked up. With a cross, the part is empty.
type term struct {
	part
	cross []part
}

// within gives, of a cross of a figure with the one that its list divides, both;
// nil for any other term.
func (t term) within() (inner, whole *stats.Figure) {
	if len(t.cross) != 2 {
		return nil, nil
	}
	for i, p := range t.cross {
		other := t.cross[1-i].figure
		if p.plain() && other != nil && p.breakdown.Dimension.Within == other.ID {
			return p.figure, other
		}
	}
	return nil, nil
}

// part finds what an id names; nothing, where the set has no such id.
func (s *speaker) part(id stats.ID) part {
	if f := s.set.Figure(id); f != nil {
		return part{figure: f, breakdown: f.Breakdown}
	}
	return part{breakdown: s.set.Breakdown(id)}
}

func (s *speaker) term(t stats.Term) term {
	if len(t) == 1 {
		return term{part: s.part(t[0])}
	}
	cross := make([]part, len(t))
	for i, id := range t {
		cross[i] = s.part(id)
	}
	return term{cross: cross}
}

// parts gives everything that a query names, in order.
func (s *speaker) parts(q stats.Query) []part {
	var out []part
	for _, t := range q.Terms {
		for _, id := range t {
			if p := s.part(id); p.figure != nil || p.breakdown != nil {
				out = append(out, p)
			}
		}
	}
	return out
}

// partDimensions names the dimensions of a crossed question, each once.
func partDimensions(parts []part, l stats.Lang) []string {
	var out []string
	var seen []*stats.Dimension
	for _, p := range parts {
		if p.breakdown != nil && !slices.Contains(seen, p.breakdown.Dimension) {
			seen = append(seen, p.breakdown.Dimension)
			out = append(out, p.breakdown.Dimension.Label.In(l))
		}
	}
	return out
}

// crossed arranges a question of two parts: a has a noun of its own ("female
// members"), b is what is asked of it, a category or a breakdown. It is not
// ok where the two cannot be said so.
func crossed(parts []part) (a, b part, ok bool) {
	if len(parts) != 2 {
		return a, b, false
	}
	a, b = parts[0], parts[1]
	if !a.plain() {
		a, b = b, a
	}
	sameUnit := b.population() == nil || b.population() == a.population()
	return a, b, a.plain() && b.breakdown != nil && sameUnit
}

// dimensionOf gives the first dimension that parts name; one does.
func dimensionOf(parts []part) *stats.Dimension {
	for _, p := range parts {
		if p.breakdown != nil {
			return p.breakdown.Dimension
		}
	}
	return nil
}
