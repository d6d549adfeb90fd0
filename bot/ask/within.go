package ask

import (
	"slices"

	"cifra/stats"
)

// dropPredicates takes out a category that, in a share, only says of what kind
// another one is: in "what percentage of loans were fiction for children" the
// share is of all loans. In "what percentage of fiction loans were for children"
// it says what the share is of. Only a list of which the source says what it
// counts can be a share of either.
func (r *reading) dropPredicates() {
	if !r.has[opPercent] && !r.has[opOneIn] && r.f.claim.Kind == stats.NoClaim {
		return
	}
	r.dropNamedBase()
	for i := range r.f.parts {
		p := &r.f.parts[i]
		p.cats = slices.DeleteFunc(p.cats, func(c member) bool {
			child := r.childOf(c.cat)
			return child != nil && !c.neg && p.divides(child) && len(r.populationsOf(child)) > 0 && !r.isBase(c.cat)
		})
	}
}

// dropNamedBase takes out a part that only says what another's share is of: "of
// fiction loans, what percent was for children".
func (r *reading) dropNamedBase() {
	r.f.parts = slices.DeleteFunc(r.f.parts, func(p part) bool {
		if len(p.cats) != 1 || p.cats[0].neg || len(p.dims)+len(p.measures) > 0 {
			return false
		}
		child := r.childOf(p.cats[0].cat)
		return child != nil && slices.ContainsFunc(r.f.parts, func(q part) bool {
			return q.divides(child) && slices.Contains(q.cats, p.cats[0]) && len(r.populationsOf(child)) > 0
		})
	})
}

// divides reports whether a part names a category of a dimension.
func (p *part) divides(d *stats.Dimension) bool {
	return slices.ContainsFunc(p.cats, func(c member) bool { return c.cat.Dimension == d })
}

// isBase reports whether a category stands where the message says what a share
// is of: beside what is counted, or behind "percent of".
func (r *reading) isBase(c *stats.Category) bool {
	for i := range r.marks {
		m := &r.marks[i]
		if !m.is(category) || r.lex.cats[m.ref] != c {
			continue
		}
		if m.brk > noBreak || i == 0 || i+1 < len(r.marks) && r.marks[i+1].brk == noBreak && r.marks[i+1].is(population) {
			return true
		}
		if r.behindBase(i) {
			return true
		}
	}
	return false
}

// behindBase reports whether what stands before a mark makes it part of the
// base: "cases of ...", "percent of ...", "cases that were ...".
func (r *reading) behindBase(i int) bool {
	verb := false
	for j := i - 1; j >= 0; j-- {
		m := &r.marks[j]
		switch {
		case m.is(population), m.op() == opPercent, m.op() == opOneIn:
			return !verb
		case slices.Contains([]string{"that", "which", "who", "que"}, r.t.toks[m.from].text):
			return true
		case m.op() == opOf, m.op() == opFrom, m.op() == opIn:
		case m.is(filler):
			copulas := []string{"is", "are", "was", "were", "be", "been", "being", "es", "son", "fue", "fueron", "era", "eran", "sea", "sean"}
			verb = verb || slices.Contains(copulas, r.t.toks[m.to-1].text)
		default:
			return false
		}
		if m.brk > noBreak {
			return true
		}
	}
	return true
}
