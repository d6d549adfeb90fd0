package ask

import (
	"slices"

	"cifra/stats"
)

// bothUnknown reads "neither the gender nor the age is known": what is unknown
// of several dimensions, at once or one of them at least. Either way it is a
// cross of them, and never the list of one.
func (b *framer) bothUnknown() {
	r := b.r
	lacking := r.has[opUnknown] || r.has[opKnown] && (r.has[opNeither] || r.has[opNot] || r.has[opNotVerb] || r.has[opExcept])
	joined := r.has[opNeither] || r.has[opBoth] || r.has[opOr] || r.has[opCrossed]
	apart := r.has[opMore] || r.has[opMost] || r.has[opFewer] || r.has[opCompare] || r.has[opVersus] || r.has[opDifference] || r.has[opHowMuchMore] || r.has[opInclude]
	lacking = lacking || r.has[opNeither]
	if !lacking || !joined || apart {
		return
	}
	p := newPart(opNone, strongBreak, 0)
	for i := range r.marks {
		switch m := &r.marks[i]; m.class {
		case dimension:
			if c := roleOf(r.set.Dimensions[m.ref], stats.Unknown); c != nil && !p.has(c) {
				p.cats = append(p.cats, member{cat: c})
			}
		case category:
			c := r.lex.cats[m.ref]
			if c.Role != stats.Unknown {
				return
			}
			if !p.has(c) {
				p.cats = append(p.cats, member{cat: c})
			}
		}
	}
	if len(p.cats) < 2 {
		return
	}
	for i := range b.f.parts {
		q := &b.f.parts[i]
		p.pops = append(p.pops, q.pops...)
		p.weak, p.count = max(p.weak, q.weak), p.count || q.count
	}
	slices.Sort(p.pops)
	p.pops = slices.Compact(p.pops)
	b.f.parts, b.f.known, b.f.neg, b.neg = []part{p}, nil, false, false
}

func (p *part) has(c *stats.Category) bool {
	return slices.ContainsFunc(p.cats, func(m member) bool { return m.cat == c })
}
