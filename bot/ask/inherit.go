package ask

import (
	"slices"

	"cifra/stats"
)

// inherit lets the parts of a question share what only one of them names:
// "male and female victims", "minors among victims and traffickers", "of the
// victims, how many are women".
func (r *reading) inherit() {
	r.shareWithUnit()
	r.measureOfKind()
	r.partJoined()
	r.lendDimension()
	r.dropListParents()
	r.dropEach()
	r.dropExamples()
	r.narrowDimensions()
	r.listAsBase()
	r.dropParents()
	r.childDimensions()
	r.dropRestated()
	r.shareCategories()
	r.sharePopulations()
	r.combine()
	r.dropPredicates()
}

// lendDimension completes an "unknown" that names no dimension with that of
// its neighbour: "not adults, the unknown counted too".
func (r *reading) lendDimension() {
	r.f.parts = slices.DeleteFunc(r.f.parts, func(p part) bool {
		return p.unk && p.unkNeg && len(r.f.known) > 0 && len(p.cats)+len(p.dims)+len(p.pops) == 0 // "with a recorded age, not unknown"
	})
	for i := range r.f.parts {
		p := &r.f.parts[i]
		if !p.unk || len(p.cats)+len(p.dims) > 0 || i == 0 {
			continue
		}
		for _, d := range append(r.f.parts[i-1].dimensions(), r.f.known...) {
			if c := roleOf(d, stats.Unknown); c != nil {
				p.cats, p.unk = []member{{cat: c, neg: p.unkNeg}}, false
				r.f.neg = r.f.neg || p.unkNeg
				break
			}
		}
		if prev := &r.f.parts[i-1]; !p.unk && p.count && p.sep == opNone && !prev.count && len(prev.dims) == 1 && len(prev.cats)+len(prev.pops) == 0 && !r.has[opBy] && !r.has[opBreakdown] {
			prev.dims = nil // "as to gender, how many victims are unknown"
		}
	}
	r.f.parts = slices.DeleteFunc(r.f.parts, func(p part) bool { return p.empty() })
}

// dropListParents takes out a category that stands beside the list which
// divides it: "labor industries".
func (r *reading) dropListParents() {
	for i := range r.f.parts {
		p := &r.f.parts[i]
		p.cats = slices.DeleteFunc(p.cats, func(c member) bool {
			child := r.childOf(c.cat)
			return child != nil && !c.neg && slices.Contains(p.dims, child)
		})
	}
}

// dropEach takes out a dimension that only says "of each" of categories named
// before: "Honduras and Guatemala, how many of each country".
func (r *reading) dropEach() {
	if !r.has[opEach] {
		return
	}
	r.f.parts = slices.DeleteFunc(r.f.parts, func(p part) bool {
		if len(p.dims) != 1 || len(p.cats)+len(p.pops) > 0 || p.plural {
			return false
		}
		return slices.ContainsFunc(r.f.parts, func(q part) bool {
			return slices.ContainsFunc(q.cats, func(c member) bool { return c.cat.Dimension == p.dims[0] })
		})
	})
}

// dropExamples takes out categories that only illustrate a dimension which is
// asked for by itself: "settings, homes hotels etc".
func (r *reading) dropExamples() {
	parts := r.f.parts[:0]
	for i, p := range r.f.parts {
		if i > 0 && len(p.cats) > 0 && len(p.pops) == 0 && len(p.dims) == 0 && !p.count && !r.has[opPercent] && !r.f.neg && !r.only() && r.listedBefore(i, p.cats) {
			continue
		}
		parts = append(parts, p)
	}
	r.f.parts = parts
}

// listAsBase reads "of the three types listed, what percent is ...": the list
// is what the share is taken of.
func (r *reading) listAsBase() {
	if !r.has[opPercent] {
		return
	}
	for i := range r.f.parts {
		p := &r.f.parts[i]
		if len(p.dims) != 1 || len(p.cats) > 0 {
			continue
		}
		for j := range r.f.parts {
			if q := &r.f.parts[j]; j != i && len(q.cats) > 0 && q.hasDim(p.dims[0]) {
				q.ownDim = true
				r.has[opSum], r.has[opPlus] = false, false
				r.f.parts = slices.Delete(r.f.parts, i, i+1)
				return
			}
		}
	}
}

// dropParents drops a part that only says of what kind another part's category
// is: "hotels, in sex trafficking".
func (r *reading) dropParents() {
	if len(r.f.parts) < 2 || r.has[opPercent] || r.f.neg {
		return
	}
	two := r.has[opSum] || r.has[opPlus] || r.has[opCompare] || r.has[opVersus] || r.has[opDifference] || r.has[opRatio] || r.has[opTimes] || r.has[opHowMuchMore]
	if two && len(r.f.parts) < 3 {
		return // the two that are compared
	}
	r.f.parts = slices.DeleteFunc(r.f.parts, func(p part) bool {
		if len(p.cats) != 1 || len(p.dims) > 0 || p.sep != opNone && p.first > 0 {
			return false
		}
		child := r.childOf(p.cats[0].cat)
		return child != nil && slices.ContainsFunc(r.f.parts, func(q part) bool { return q.hasDim(child) })
	})
}

// narrowDimensions drops a dimension that a later category only narrows down:
// "gender of victims: female".
func (r *reading) narrowDimensions() {
	for i := range r.f.parts {
		p := &r.f.parts[i]
		if p.plural && !r.only() {
			continue
		}
		for j := i + 1; j < len(r.f.parts); j++ {
			q := &r.f.parts[j]
			if q.sep == opNone && len(q.cats) > 0 && len(q.pops) == 0 && len(p.dims) == 1 && q.hasDim(p.dims[0]) {
				switch {
				case r.has[opInclude]:
					q.cats = nil // "by gender, including unknown"
				case r.spelledOut(p, j):
					for k := range r.f.parts[j:] {
						r.f.parts[j+k].cats = nil
					}
					r.has[opBoth] = false
				default:
					p.dims = nil
				}
				break
			}
		}
	}
	r.f.parts = slices.DeleteFunc(r.f.parts, func(p part) bool { return p.empty() })
}

// listedBefore reports whether an earlier part asks for the whole dimension of
// all the categories.
func (r *reading) listedBefore(i int, cats []member) bool {
	for _, c := range cats {
		found := false
		for _, p := range r.f.parts[:i] {
			found = found || p.plural && slices.Contains(p.dims, c.cat.Dimension)
		}
		if !found {
			return false
		}
	}
	return true
}

// childDimensions reads "types of sex trafficking": the dimension type and one
// of its categories mean the dimension that divides this category.
func (r *reading) childDimensions() {
	for i := range r.f.parts {
		p := &r.f.parts[i]
		for j, d := range p.dims {
			for k, c := range p.cats {
				if c.cat.Dimension != d || c.neg || !p.dimFirst && !r.ranking() {
					continue
				}
				if child := r.childOf(c.cat); child != nil {
					p.dims[j] = child
					p.cats = slices.Delete(p.cats, k, k+1)
					break
				}
			}
		}
		if len(p.dims) == 0 && len(p.cats) == 1 && !p.cats[0].neg && (r.has[opTop] || r.f.num > 0 || r.f.ord != 0) && !r.has[opPercent] {
			if child := r.childOf(p.cats[0].cat); child != nil {
				p.dims, p.cats, p.plural = []*stats.Dimension{child}, nil, r.f.ord == 0 // "top 3 of sex trafficking"
			}
		}
		r.dropOwnDimension(p)
	}
}

// dropRestated takes out a list that only says once more of what the one before
// it is: "top one in sex trafficking, the most common type".
func (r *reading) dropRestated() {
	for i := 1; i < len(r.f.parts); i++ {
		p, prev := &r.f.parts[i], &r.f.parts[i-1]
		if p.brk != weakBreak || p.sep != opNone || len(p.dims) != 1 || len(p.cats)+len(p.pops) > 0 || len(prev.dims) != 1 || len(prev.cats) > 0 {
			continue
		}
		if f := r.set.Figure(prev.dims[0].Within); f != nil && f.Category != nil && f.Category.Dimension == p.dims[0] {
			r.f.parts = slices.Delete(r.f.parts, i, i+1)
			return
		}
	}
}

// ranking reports whether the message asks for a place in a list.
func (r *reading) ranking() bool {
	return r.has[opMost] || r.has[opLeast] || r.has[opTop] || r.has[opRank] || r.has[opLast] || r.f.ord != 0
}

// childOf gives the dimension whose figures lie within a category's.
func (r *reading) childOf(c *stats.Category) *stats.Dimension {
	for _, d := range r.set.Dimensions {
		if f := r.set.Figure(d.Within); d.Within != "" && f != nil && f.Category == c {
			return d
		}
	}
	return nil
}

// dropOwnDimension takes out a dimension that a category of the same part
// names already: "female gender". A share of the list keeps it in mind.
func (r *reading) dropOwnDimension(p *part) {
	p.dims = slices.DeleteFunc(p.dims, func(d *stats.Dimension) bool {
		for _, c := range p.cats {
			if c.cat.Dimension == d {
				p.ownDim = true
				return true
			}
			if f := r.set.Figure(c.cat.Dimension.Within); f != nil && f.Category != nil && f.Category.Dimension == d && !p.plural {
				return true // "the residential type": of a list within one of the types
			}
		}
		return false
	})
}

// shareCategories copies what a part asks about to the bare population that
// stands beside it: forward ("women as victims or as traffickers"), and
// backward where the category comes last ("victims and traffickers who are
// women").
func (r *reading) shareCategories() {
	r.units()
	r.eachOf()
	ps := r.f.parts
	for i := 1; i < len(ps); i++ {
		if !ps[i].bare() || ps[i].count && !ps[i-1].bare() || ps[i].sep == opPer || ps[i].sep == opNone && ps[i].brk != weakBreak {
			continue
		}
		if prev := &ps[i-1]; (len(prev.cats) > 0 || len(prev.dims) > 0) && !slices.Equal(prev.pops, ps[i].pops) {
			if !r.has[opPercent] && (r.has[opRatio] || r.has[opHowMuchMore] || r.has[opDifference] || r.has[opTimes]) {
				r.f.twoWays = true
				continue
			}
			ps[i].cats, ps[i].dims, ps[i].plural = slices.Clone(prev.cats), slices.Clone(prev.dims), prev.plural
		}
	}
	for i := len(ps) - 1; i > 0; i-- {
		if (ps[i].catLast || len(ps[i].dims) > 0 && len(ps[i].cats) == 0 && ps[i].dimLast) && ps[i-1].bare() && (ps[i].sep == opAnd || ps[i].sep == opOr) && !slices.Equal(ps[i].pops, ps[i-1].pops) {
			ps[i-1].cats, ps[i-1].dims = slices.Clone(ps[i].cats), slices.Clone(ps[i].dims)
			ps[i-1].catLast, ps[i-1].dimLast, ps[i-1].plural = ps[i].catLast, ps[i].dimLast, ps[i].plural
		}
	}
}

// units lets a population behind a comma be the unit of what stands before:
// "labor against sex, in victims", "compare ages, victims against traffickers".
func (r *reading) units() {
	ps := r.f.parts
	for i := 1; i < len(ps); i++ {
		prev := &ps[i-1]
		if !ps[i].bare() || ps[i].count && !r.has[opThat] || ps[i].sep != opNone || len(prev.pops) > 0 || prev.weak >= 0 || len(prev.cats)+len(prev.dims) == 0 {
			continue
		}
		for j := i - 1; j >= 0 && len(ps[j].pops) == 0; j-- {
			ps[j].pops = slices.Clone(ps[i].pops)
		}
		r.f.parts = slices.Delete(ps, i, i+1)
		return
	}
}

// bare reports whether a part names a population alone.
func (p *part) bare() bool {
	return len(p.pops) > 0 && len(p.cats) == 0 && len(p.dims) == 0 && !p.unk && len(p.measures) == 0
}

// sharePopulations gives a part without a population that of a neighbour. A
// part that goes on from another ("labor victims, how many women") is about
// both at once.
func (r *reading) sharePopulations() {
	r.wholeOfPersons()
	r.restrictNext()
	ps := r.f.parts
	base := make([]bool, len(ps))
	for i := range ps {
		if len(ps[i].pops) > 0 || ps[i].bare() || r.selfContained(&ps[i]) {
			continue
		}
		j := r.donor(i)
		if j < 0 {
			continue
		}
		ps[i].pops = slices.Clone(ps[j].pops)
		if ps[i].weak < 0 {
			ps[i].weak = ps[j].weak
		}
		if j > i && j == len(ps)-1 && ps[j].bare() && ps[j].sep == opNone {
			base[j] = true // "between A and B, how many traffickers"
		}
		if j < i && (len(ps[i].measures) == 0 || ps[i].sep == opNone) {
			base[j] = base[j] || ps[j].bare() || len(ps[j].pops) == 0 && len(ps[j].cats) == 0 && len(ps[j].dims) == 0
			r.joinOn(i, j)
		}
	}
	// What only names the whole that the others are part of is not asked for.
	keep := ps[:0]
	for i := range ps {
		if !base[i] {
			keep = append(keep, ps[i])
		}
	}
	r.f.parts = keep
}

// donor finds the part whose population another one shares: an earlier one
// that is whole, else the next.
func (r *reading) donor(i int) int {
	ps := r.f.parts
	for j := i + 1; j < len(ps) && joins(ps[j].sep); j++ {
		if len(ps[j].pops) > 0 || ps[j].weak >= 0 {
			return j
		}
	}
	for j := i - 1; j >= 0; j-- {
		if len(ps[j].pops) > 0 || ps[j].weak >= 0 {
			return j
		}
	}
	for j := i + 1; j < len(ps); j++ {
		if len(ps[j].pops) > 0 || ps[j].weak >= 0 {
			return j
		}
	}
	return -1
}

// joins tells the separators between things of one kind.
func joins(o op) bool {
	return o == opAnd || o == opOr || o == opThan || o == opVersus || o == opPlus || o == opMinus || o == opNone || o == opNeither
}

// joinOn makes part i about part j too, where i goes on from j: no "and"
// stands between them and they are of different dimensions.
func (r *reading) joinOn(i, j int) {
	ps := r.f.parts
	if len(ps[j].cats) == 0 || ps[i].sep != opNone && ps[i].sep != opOr && (ps[i].sep != opAnd || ps[i].count || len(ps[i].dims) > 0) {
		return
	}
	for _, c := range ps[j].cats {
		if ps[i].hasDim(c.cat.Dimension) {
			return
		}
	}
	ps[i].cats = append(slices.Clone(ps[j].cats), ps[i].cats...)
}

func (p *part) hasDim(d *stats.Dimension) bool {
	if slices.Contains(p.dims, d) {
		return true
	}
	for _, c := range p.cats {
		if c.cat.Dimension == d {
			return true
		}
	}
	return false
}
