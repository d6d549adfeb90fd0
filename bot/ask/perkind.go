package ask

import (
	"slices"

	"cifra/stats"
)

// eachOfWhole takes the "every" of "as a percentage of every case" for what it
// is there: a share of all of them, and no ratio to one.
func (r *reading) eachOfWhole(i int) {
	j := i - 1
	for j >= 0 && (r.marks[j].op() == opOf || r.marks[j].op() == opFrom) && r.marks[j+1].brk == noBreak {
		j--
	}
	if j < 0 || r.marks[j+1].brk > noBreak || r.marks[j].op() != opPercent && r.marks[j].op() != opPercentOf {
		return
	}
	if j == i-1 && r.marks[j].op() == opPercent && r.t.toks[r.marks[j].to-1].text != "of" {
		return // "in percent, each"
	}
	r.marks[i].meaning = meaning{filler, 0}
	r.has[opEach] = r.ops(opEach) > 0
}

// perKinds reads "victims per case in agriculture", "in which industry are there
// most victims per case": what the message says of either is of both, the one
// that is counted and the unit that holds it. Where the source does not divide
// both alike, the ratio of their totals would be that of something else.
func (r *reading) perKinds(q *stats.Query) bool {
	of, unit := r.perUnitNamed()
	if unit == nil {
		return false
	}
	var cats []*stats.Category
	var dim *stats.Dimension
	for i := range r.f.parts {
		p := &r.f.parts[i]
		for _, d := range p.dimensions() {
			if dim != nil && d != dim {
				return false
			}
			dim = d
		}
		for _, c := range p.cats {
			if c.neg {
				return false
			}
			if !slices.Contains(cats, c.cat) {
				cats = append(cats, c.cat)
			}
		}
	}
	if dim == nil {
		return false
	}
	lists := [...]*stats.Breakdown{r.set.Breakdown(stats.ID(of.ID + "." + dim.ID)), r.set.Breakdown(stats.ID(unit.ID + "." + dim.ID))}
	switch {
	case lists[1] == nil:
		return false // "female victims per case", where cases have no gender
	case lists[0] == nil && len(cats) > 0:
		*q = stats.Query{Op: stats.OpCount, Terms: []stats.Term{{figureOf(lists[1], cats[0]), of.Total.ID}}}
		return true
	case lists[0] == nil:
		*q = stats.Query{Op: stats.OpCount, Terms: []stats.Term{{lists[1].ID, of.Total.ID}}}
		return true
	}
	*q = r.perKind(lists[:], cats)
	return true
}

// perKind relates the figures of one category in two lists, or gives those of
// several, for no query ranks ratios.
func (r *reading) perKind(lists []*stats.Breakdown, cats []*stats.Category) stats.Query {
	if len(cats) == 0 {
		return stats.Query{Op: stats.OpBreakdown, Terms: []stats.Term{{lists[0].ID}, {lists[1].ID}}}
	}
	q := stats.Query{Op: stats.OpCount}
	for _, c := range cats {
		q.Terms = append(q.Terms, stats.Term{figureOf(lists[0], c)}, stats.Term{figureOf(lists[1], c)})
	}
	if len(cats) == 1 {
		q.Op = stats.OpPer
	}
	return q
}

// likeTerm gives the figure of a unit that is of the same kind as a term, "and
// per case?" after fiction loans, or its total where it is not divided so.
func (r *reading) likeTerm(t stats.Term, unit int32) stats.Term {
	f, pop := r.set.Figure(t[0]), r.set.Populations[unit]
	if len(t) == 1 && f != nil && f.Category != nil && !pop.Persons {
		if list := r.set.Breakdown(stats.ID(pop.ID + "." + f.Category.Dimension.ID)); list != nil {
			return stats.Term{figureOf(list, f.Category)}
		}
	}
	return r.totals([]int32{unit})
}

// shareWithUnit lets what is counted and the unit that holds it be of the kinds
// that stand behind both: "more victims per case, in fiction or in nonfiction",
// "ratio of victims to cases in fiction".
func (r *reading) shareWithUnit() {
	ps := r.f.parts
	for i := 1; i < len(ps); i++ {
		a, b := &ps[i-1], &ps[i]
		if len(a.pops) != 1 || len(b.pops) != 1 || a.pops[0] == b.pops[0] || r.set.Populations[b.pops[0]].Persons {
			continue
		}
		switch {
		case b.sep == opPer:
			end := i + 1
			for end < len(ps) && len(ps[end].cats) > 0 && len(ps[end].pops)+len(ps[end].dims)+len(ps[end].measures) == 0 && !ps[end].count && ps[end].weak < 0 {
				b.cats, b.catLast = append(b.cats, ps[end].cats...), true
				end++
			}
			if end > i+1 {
				a.dims = slices.DeleteFunc(a.dims, func(d *stats.Dimension) bool { return b.divides(d) })
			}
			r.f.parts = slices.Delete(ps, i+1, end)
			return
		case (b.sep == opThan || b.sep == opVersus) && a.bare() && b.catLast && len(b.cats) == 1 && len(b.dims) == 0:
			d := b.cats[0].cat.Dimension
			if have := r.populationsOf(d); slices.Contains(have, a.pops[0]) && slices.Contains(have, b.pops[0]) {
				a.cats, a.catLast = slices.Clone(b.cats), true
			}
		}
	}
}

// perUnitNamed gives the population that is counted and the one that is the
// unit, where the message relates two and the unit is of no people: a case holds
// victims, and a trafficker does not.
func (r *reading) perUnitNamed() (of, unit *stats.Population) {
	if !r.has[opPer] {
		return nil, nil
	}
	for i := range r.f.parts {
		p := &r.f.parts[i]
		for _, x := range p.pops {
			switch pop := r.set.Populations[x]; {
			case p.sep == opPer && unit == nil:
				unit = pop
			case pop == of || pop == unit:
			case of == nil && unit == nil:
				of = pop
			default:
				return nil, nil
			}
		}
	}
	if of == nil || unit == nil || of == unit || unit.Persons && of.Persons || unit.Total == nil || of.Total == nil {
		return nil, nil
	}
	return of, unit
}

// perOfLast reads "how many victims per case there?" after a question about one
// category: the ratio of that one's figures.
func (r *reading) perOfLast() bool {
	of, unit := r.perUnitNamed()
	last := r.figureTerms(r.prev.Last)
	if unit == nil || len(last) != 1 || len(last[0]) != 1 {
		return false
	}
	f := r.set.Figure(last[0][0])
	here := r.has[opThat] || r.has[opThose] || r.pointsBack()
	if f == nil || f.Category == nil || !here && !r.marksFollow() {
		return false
	}
	d := f.Category.Dimension.ID
	lists := []*stats.Breakdown{r.set.Breakdown(stats.ID(of.ID + "." + d)), r.set.Breakdown(stats.ID(unit.ID + "." + d))}
	q := stats.Query{Op: stats.OpCount, Terms: []stats.Term{{f.ID, of.Total.ID, unit.Total.ID}}} // so that the data set says why not
	switch {
	case lists[0] != nil && lists[1] != nil:
		q = r.perKind(lists, []*stats.Category{f.Category})
	case !here:
		return false
	}
	r.f.twoWays = !here
	r.follow = &q
	return true
}

// pointsBack reports whether a word stands for what the last reply was about:
// "ahí", and "there" where it does not say that something is.
func (r *reading) pointsBack() bool {
	for i := range r.t.toks {
		switch r.t.toks[i].text {
		case "ahi", "alli":
			return true
		case "there":
			if i > 0 && i+1 == len(r.t.toks) && !slices.Contains([]string{"are", "is", "were", "was", "be", "been"}, r.t.toks[i-1].text) {
				return true
			}
		}
	}
	return false
}
