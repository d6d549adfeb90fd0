package ask

import (
	"slices"

	"cifra/stats"
)

// listOfSibling reads "and for nonfiction?" after a list of kinds of fiction: the
// list that divides the category which is named now.
func (r *reading) listOfSibling() bool {
	if len(r.f.parts) != 1 || r.has[opCount] || r.has[opPercent] || !r.marksFollow() {
		return false
	}
	p := &r.f.parts[0]
	if len(p.cats) != 1 || p.cats[0].neg || len(p.pops)+len(p.dims)+len(p.units)+len(p.measures) > 0 || p.weak >= 0 {
		return false
	}
	list := r.divided()
	if list == nil {
		return false
	}
	of := r.set.Figure(list.Dimension.Within)
	if of.Category.Dimension != p.cats[0].cat.Dimension {
		return false
	}
	return r.otherList(list, p.cats[0].cat)
}

// divided gives the list that the last query asked for, if it divides a
// category.
func (r *reading) divided() *stats.Breakdown {
	last := r.prev.Last
	switch last.Op {
	case stats.OpBreakdown, stats.OpTop, stats.OpNth:
	default:
		return nil
	}
	if len(last.Terms) != 1 || len(last.Terms[0]) != 1 {
		return nil
	}
	list := r.set.Breakdown(last.Terms[0][0])
	if list == nil {
		return nil
	}
	if f := r.set.Figure(list.Dimension.Within); f == nil || f.Category == nil {
		return nil
	}
	return list
}

// otherList asks the last query of the list that divides another category, and
// counts the same.
func (r *reading) otherList(list *stats.Breakdown, c *stats.Category) bool {
	child := r.childOf(c)
	i := slices.IndexFunc(r.set.Breakdowns, func(b *stats.Breakdown) bool {
		return b.Dimension == child && b.Population == list.Population
	})
	if child == nil || i < 0 {
		return false
	}
	q := r.prev.Last
	q.Terms = []stats.Term{{r.set.Breakdowns[i].ID}}
	r.follow = &q
	return true
}

// combineLists reads "and both?" after lists that divide two categories: the
// list that divides the category which joins them.
func (r *reading) combineLists(q *stats.Query) bool {
	list := r.divided()
	if list == nil {
		return false
	}
	of := r.set.Figure(list.Dimension.Within).Category
	for _, c := range of.Dimension.Categories {
		if slices.Contains(c.Combines, of.ID) && r.otherList(list, c) {
			*q = *r.follow
			return true
		}
	}
	return false
}

// meansMore reports whether "all of them together" may mean more than the two
// figures that are remembered: one was asked for after the other, and their list
// has others, of which the conversation may have been about as well.
func (r *reading) meansMore(figs []stats.Term) bool {
	if !r.has[opSum] && !r.has[opAltogether] || r.has[opBoth] || len(figs) != 2 || len(r.figureTerms(r.prev.Last)) != 1 {
		return false
	}
	all := slices.ContainsFunc(r.t.toks, func(t token) bool {
		return t.text == "all" || t.text == "todos" || t.text == "todas" || t.text == "everything"
	})
	a, b := r.listOf(figs[0][0]), r.listOf(figs[1][0])
	return all && a != nil && a == b && len(a.Figures) > 2
}
