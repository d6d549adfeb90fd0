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
	lacking := r.has[opUnknown] || r.has[opNeither] || r.has[opKnown] && (r.has[opNot] || r.has[opNotVerb] || r.has[opExcept])
	joined := r.has[opNeither] || r.has[opBoth] || r.has[opOr] || r.has[opCrossed] || r.has[opAnd] && r.dimensionAlone()
	apart := r.has[opMore] || r.has[opMost] || r.has[opFewer] || r.has[opCompare] || r.has[opVersus] || r.has[opDifference] || r.has[opHowMuchMore]
	if !joined || r.has[opInclude] {
		return
	}
	p, all := r.unknownsNamed()
	if !all.lacking && !lacking || all.others || len(p.cats) < 2 {
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
	if apart {
		b.f.parts = nil // "is gender or age unknown more often?"
		for _, c := range p.cats {
			one := p
			one.cats, one.sep = []member{c}, opOr
			b.f.parts = append(b.f.parts, one)
		}
	}
}

// dimensionAlone reports whether a dimension is named that nothing asks to be
// listed: "of unknown age and gender".
func (r *reading) dimensionAlone() bool {
	if r.has[opBy] || r.has[opBreakdown] || r.has[opEach] || r.ops(opCount) > 1 {
		return false
	}
	return slices.ContainsFunc(r.marks, func(m mark) bool { return m.is(dimension) })
}

// naming says what categories a message names: whether one stands for what is
// unknown, and whether there are any others.
type naming struct{ lacking, others bool }

// unknownsNamed gathers what stands for unknown in every dimension that the
// message names.
func (r *reading) unknownsNamed() (part, naming) {
	p, n := newPart(opNone, strongBreak, 0), naming{}
	for i := range r.marks {
		var c *stats.Category
		switch m := &r.marks[i]; m.class {
		case dimension:
			c = roleOf(r.set.Dimensions[m.ref], stats.Unknown)
		case category:
			c = r.lex.cats[m.ref]
			n.lacking, n.others = n.lacking || c.Role == stats.Unknown, n.others || c.Role != stats.Unknown
		}
		if c != nil && !p.has(c) {
			p.cats = append(p.cats, member{cat: c})
		}
	}
	return p, n
}

func (p *part) has(c *stats.Category) bool {
	return slices.ContainsFunc(p.cats, func(m member) bool { return m.cat == c })
}

// knownOf counts the categories that do not stand for what is unknown.
func knownOf(cs []*stats.Category) int {
	n := 0
	for _, c := range cs {
		if c.Role != stats.Unknown {
			n++
		}
	}
	return n
}

// lackingOfLast gives the list of the last figure, where the message goes on
// from it to what is not known, "and those not specified", and says of what no
// more than that.
func (r *reading) lackingOfLast(p *part) *stats.Breakdown {
	last := r.prev.Last
	if last.Op != stats.OpCount && last.Op != stats.OpShare || len(last.Terms) != 1 || len(last.Terms[0]) != 1 || len(p.pops) > 0 || !r.marksFollow() || r.prev.Pending || r.prev.Refused != stats.NoReason {
		return nil
	}
	f := r.set.Figure(last.Terms[0][0])
	if f == nil || f.Category == nil || roleOf(f.Category.Dimension, stats.Unknown) == nil && roleOf(f.Category.Dimension, stats.Other) == nil {
		return nil
	}
	return f.Breakdown
}

// lackingIn asks for what stands for unknown in a list.
func (r *reading) lackingIn(list *stats.Breakdown) []stats.Query {
	c := roleOf(list.Dimension, stats.Unknown)
	if c == nil {
		c = roleOf(list.Dimension, stats.Other)
	}
	return []stats.Query{{Op: stats.OpCount, Terms: []stats.Term{{figureOf(list, c)}}, Percent: r.has[opPercent]}}
}
