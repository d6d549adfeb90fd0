package ask

import (
	"slices"

	"cifra/stats"
)

// combine reads "both sex and labor" as the category that joins the two.
// Where "both" is not said, the two may be meant each by itself: see
// bothWays.
func (r *reading) combine() {
	r.oneOfBoth()
	r.bothListed()
	var cats []string
	var at []int
	for i := range r.f.parts {
		p := &r.f.parts[i]
		for _, c := range p.cats {
			if c.neg != r.f.bothToo || len(p.dims) > 0 || i > 0 && p.sep != opAnd && p.sep != opPlus && !r.f.bothToo {
				return
			}
			cats, at = append(cats, c.cat.ID), append(at, i)
		}
	}
	if len(cats) != 2 || r.has[opSum] && r.ops(opBoth) < 2 || r.has[opInclude] || r.has[opCompare] || r.has[opDifference] || r.has[opRatio] || r.has[opEach] || r.has[opPlus] {
		return
	}
	p := &r.f.parts[at[0]]
	for _, c := range p.cats[0].cat.Dimension.Categories {
		if len(c.Combines) != 2 || !slices.Contains(c.Combines, cats[0]) || !slices.Contains(c.Combines, cats[1]) {
			continue
		}
		if r.f.bothToo {
			p.cats = append(p.cats, member{cat: c, neg: true})
		} else if r.has[opBoth] {
			r.has[opSum] = false // "both at once, together"
			p.cats = []member{{cat: c}}
			if at[1] != at[0] {
				r.f.parts = slices.Delete(r.f.parts, at[1], at[1]+1)
			}
		} else if !r.f.parts[at[1]].count {
			r.f.joined = c
		}
		return
	}
}

// partJoined reads "the difference between fiction and nonfiction" as the two,
// though one category joins them: what relates things needs two.
func (r *reading) partJoined() {
	if !r.has[opDifference] && !r.has[opCompare] && !r.has[opVersus] && !r.has[opHowMuchMore] && !r.has[opRatio] || r.has[opBoth] || len(r.f.parts) != 1 {
		return
	}
	p := &r.f.parts[0]
	if len(p.cats) != 1 || p.cats[0].neg || len(p.pops) > 1 || len(p.dims)+len(p.measures) > 0 || len(p.cats[0].cat.Combines) != 2 || r.prev.Last.Op != 0 {
		return
	}
	var two []member
	for _, c := range p.cats[0].cat.Dimension.Categories {
		if slices.Contains(p.cats[0].cat.Combines, c.ID) {
			two = append(two, member{cat: c})
		}
	}
	if len(two) == 2 {
		p.cats = two
	}
}

// oneOfBoth reads "both kinds at once, labor and sex": the category that joins
// two, which behind it only say what it joins.
func (r *reading) oneOfBoth() {
	if !r.has[opBoth] || len(r.f.parts) == 0 || len(r.f.parts[0].cats) == 0 {
		return
	}
	joins, rest := r.f.parts[0].cats[0].cat, 0
	for i := range r.f.parts {
		for _, c := range r.f.parts[i].cats {
			if c.neg || c.cat != joins && !slices.Contains(joins.Combines, c.cat.ID) {
				return
			}
			rest++
		}
	}
	if rest != len(joins.Combines)+1 || len(joins.Combines) == 0 {
		return
	}
	for i := range r.f.parts {
		p := &r.f.parts[i]
		p.cats = slices.DeleteFunc(p.cats, func(c member) bool { return c.cat != joins })
		if i > 0 {
			p.pops, p.weak = nil, -1
		}
	}
	r.f.parts = slices.DeleteFunc(r.f.parts, func(p part) bool { return p.empty() })
}

// bothListed reads "labor or sex or both", "how many sex, how many both": the category
// that joins the two is asked for beside them.
func (r *reading) bothListed() {
	i := r.indexOf(opBoth)
	if i < 1 || r.marks[i-1].op() != opAnd && r.marks[i-1].op() != opOr && r.marks[i-1].op() != opCount || slices.ContainsFunc(r.marks[i:], func(m mark) bool { return m.is(category) }) {
		return
	}
	var ids []string
	var last *part
	for j := range r.f.parts {
		p := &r.f.parts[j]
		for _, c := range p.cats {
			if c.neg {
				return
			}
			ids, last = append(ids, c.cat.ID), p
		}
	}
	if len(ids) != 2 {
		return
	}
	for _, c := range last.cats[0].cat.Dimension.Categories {
		if slices.Contains(c.Combines, ids[0]) && slices.Contains(c.Combines, ids[1]) {
			last.cats, r.has[opBoth] = append(last.cats, member{cat: c}), false
		}
	}
}

// ops counts how often an operation is named.
func (r *reading) ops(o op) int {
	n := 0
	for i := range r.marks {
		if r.marks[i].op() == o {
			n++
		}
	}
	return n
}

// spelledOut reports whether the parts from one on only spell out a dimension
// that another one names: all of its categories but one, or more ("by type: labor,
// sex, both").
func (r *reading) spelledOut(p *part, from int) bool {
	if r.only() || r.f.neg || r.has[opPercent] || r.has[opSum] {
		return false
	}
	named := map[*stats.Category]bool{}
	for _, q := range r.f.parts[from:] {
		for _, c := range q.cats {
			if c.neg || c.cat.Dimension != p.dims[0] {
				return false
			}
			named[c.cat] = true
		}
	}
	return len(named) > 2 && len(named) >= len(p.dims[0].Categories)-1
}
