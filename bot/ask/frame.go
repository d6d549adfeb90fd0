package ask

import (
	"slices"

	"cifra/stats"
)

// part is one thing that a question names, between two separators: "female
// victims", "traffickers by age".
type part struct {
	sep      op // what stands before it: and, or, than, versus, per ...
	brk      uint8
	count    bool // begins with its own "how many"
	pops     []int32
	weak     int32 // population implied by a verb, -1 for none
	cats     []member
	dims     []*stats.Dimension
	plural   bool    // a dimension was named in the plural
	unk      bool    // "unknown", waiting for a dimension
	unkNeg   bool    // and denied: "without those of unknown age"
	catLast  bool    // a category stands behind the population: "victims who are women"
	dimLast  bool    // a dimension stands behind the population: "victims and traffickers by age"
	dimFirst bool    // a dimension stands before the categories: "types of sex trafficking"
	ownDim   bool    // a category's own dimension was named beside it
	measures []int32 // by index
	units    []int32 // populations of which only the asker knows which is meant
	first    int     // its first mark
}

// member is a category that a part names, or all but it.
type member struct {
	cat *stats.Category
	neg bool
}

func (p *part) empty() bool {
	return len(p.pops) == 0 && len(p.cats) == 0 && len(p.dims) == 0 && p.weak < 0 && !p.unk && len(p.units) == 0 && len(p.measures) == 0
}

// frame is what a message asks, in slots.
type frame struct {
	parts      []part
	known      []*stats.Dimension // "whose age is known"
	ord        int                // a place in a list: third is 3, last is -1; 0 for none
	ords       int                // how many ordinals there are
	num        int                // how many of a list: "top 3"; 0 for none
	claim      stats.Claim
	lookup     float64         // a number that is asked about
	among      int             // how many of the last reply: "which of the two"
	neg        bool            // a negation was applied
	pending    bool            // a negation found nothing to deny
	several    bool            // "two nationalities", of a dimension that allows it
	settled    bool            // a denial said nothing new
	perHundred bool            // "for every 100 victims"
	ordOther   int             // the first of two places in a list
	bothToo    bool            // "neither A nor B nor both": the category that joins the two is denied too
	joined     *stats.Category // "sex and labor": both at once, or each by itself
	paired     bool            // one of the two things that are related is the last figure
	twoWays    bool            // "female victims to traffickers": all traffickers, or the female ones
}

func (f *frame) concepts() bool { return len(f.parts) > 0 }

// separators are the words that end a part.
func separator(o op) bool {
	switch o {
	case opAnd, opOr, opThan, opVersus, opPlus, opMinus, opPer, opNeither, opPercentOf:
		return true
	}
	return false
}

// framer builds the frame from the marks.
type framer struct {
	r       *reading
	f       *frame
	cur     part
	neg     bool // the next category is denied
	denied  bool // it was
	knownOp bool
}

func newPart(sep op, brk uint8, first int) part {
	return part{sep: sep, brk: brk, weak: -1, first: first}
}

// build fills r.f from the marks that are not set aside.
func (r *reading) build() {
	b := framer{r: r, f: &r.f, cur: newPart(opNone, strongBreak, 0)}
	for i := range r.marks {
		b.mark(i)
	}
	b.close(opNone, strongBreak, len(r.marks))
	b.bothUnknown()
	r.f.pending = b.neg && !b.denied
}

// close ends the current part and begins another.
func (b *framer) close(sep op, brk uint8, next int) {
	if b.cur.unk && len(b.cur.dims) > 0 {
		b.applyUnknown()
	}
	if !b.cur.empty() {
		b.f.parts = append(b.f.parts, b.cur)
		b.cur = newPart(sep, brk, next)
		return
	}
	// Nothing was named since the last separator: it belongs to what follows.
	count := b.cur.count
	if sep == opNone {
		sep = b.cur.sep
	}
	b.cur = newPart(sep, max(brk, b.cur.brk), next)
	b.cur.count = count
}

// applyUnknown turns "unknown age" into the category that stands for it.
func (b *framer) applyUnknown() {
	dims := b.cur.dims
	b.cur.dims, b.cur.unk = nil, false
	for _, d := range dims {
		c := roleOf(d, stats.Unknown)
		if c == nil {
			c = roleOf(d, stats.Other)
		}
		if c != nil {
			b.cur.cats = append(b.cur.cats, member{cat: c, neg: b.cur.unkNeg})
			b.f.neg, b.denied = b.f.neg || b.cur.unkNeg, b.denied || b.cur.unkNeg
		} else {
			b.cur.dims = append(b.cur.dims, d)
			b.r.note(stats.Unlisted, d)
		}
	}
}

func roleOf(d *stats.Dimension, role stats.Role) *stats.Category {
	for _, c := range d.Categories {
		if c.Role == role {
			return c
		}
	}
	return nil
}

func (b *framer) mark(i int) {
	m := &b.r.marks[i]
	if m.brk > noBreak {
		if !b.cur.empty() {
			b.close(opNone, m.brk, i)
		}
		b.neg = b.neg && !b.denied
	}
	switch m.class {
	case population:
		b.pop(i, m.ref)
	case weakPop:
		b.cur.weak = m.ref
	case either:
		for _, a := range b.r.lex.alts[m.ref] {
			b.cur.units = append(b.cur.units, a.ref)
		}
	case dimension:
		b.dim(b.r.set.Dimensions[m.ref], m.plural)
	case several:
		for _, x := range b.r.lex.lists[m.ref] {
			b.meaning(x, true)
		}
	case measured:
		if !slices.Contains(b.cur.measures, m.ref) {
			b.cur.measures = append(b.cur.measures, m.ref)
		}
	case category:
		b.cat(b.r.lex.cats[m.ref])
	case cross:
		for _, x := range b.r.lex.lists[m.ref] {
			b.cat(b.r.lex.cats[x.ref])
		}
	case operator:
		b.operator(i, m.op())
		return
	case ordinal:
		b.f.ordOther, b.f.ord = b.f.ord, int(m.val)
		b.f.ords++
	}
	switch m.class {
	case population, weakPop, dimension, several, category, cross, either, measured, ordinal, filler, topicWord, helpWord:
		m.used = true
	}
}

// meaning adds one of several things that a phrase names in a row.
func (b *framer) meaning(x meaning, plural bool) {
	switch x.class {
	case population:
		b.cur.pops = append(b.cur.pops, x.ref)
	case dimension:
		b.dim(b.r.set.Dimensions[x.ref], plural)
	case category:
		b.cat(b.r.lex.cats[x.ref])
	}
}

func (b *framer) pop(i int, p int32) {
	if b.neg && !b.denied && b.othersNamed(i, p) {
		b.denied, b.f.settled = true, true // "the victims, not the traffickers"
		return
	}
	if n := len(b.cur.pops); n > 0 && i > 0 && b.r.marks[i-1].is(number) {
		b.close(opAnd, noBreak, i) // "1,257 victims in 727 cases"
	}
	if n := len(b.cur.pops); n > 0 && i > 0 && b.r.marks[i-1].is(population) && b.cur.pops[n-1] != p && !b.r.didSo(i) {
		b.close(opAnd, noBreak, i) // "victims traffickers", with nothing between
	}
	for _, have := range b.cur.pops {
		if have == p {
			return
		}
	}
	b.cur.pops = append(b.cur.pops, p)
}

func (b *framer) dim(d *stats.Dimension, plural bool) {
	if b.knownOp {
		b.knownOp = false
		b.f.known = append(b.f.known, d)
		return
	}
	b.cur.plural = b.cur.plural || plural
	b.cur.dimLast = len(b.cur.pops) > 0
	b.cur.dimFirst = b.cur.dimFirst || len(b.cur.cats) == 0
	for _, have := range b.cur.dims {
		if have == d {
			return
		}
	}
	b.cur.dims = append(b.cur.dims, d)
}

func (b *framer) cat(c *stats.Category) {
	for _, have := range b.cur.cats {
		if have.cat == c && have.neg == b.neg {
			return
		}
	}
	b.cur.catLast = len(b.cur.pops) > 0
	b.cur.cats = append(b.cur.cats, member{c, b.neg})
	if b.neg {
		b.f.neg, b.denied = true, true
	}
}

func (b *framer) operator(i int, o op) {
	r := b.r
	switch {
	case o == opCount:
		if !b.cur.empty() {
			b.close(opNone, noBreak, i)
		}
		b.cur.count = true
		b.neg = b.neg && !b.denied
	case o == opMinus && b.fromWhole():
		b.neg = true // "victims minus Hondurans"
	case o == opNeither || o == opNot || o == opExcept:
		b.neg, b.denied = true, b.denied && o == opNeither
		if o == opNeither {
			b.close(opNone, noBreak, i)
		}
	case o == opNotVerb:
		if i > 0 && r.marks[i].brk != strongBreak {
			b.neg = true
		}
	case o == opUnknown:
		b.cur.unk = true
		b.cur.unkNeg = b.cur.unkNeg || b.neg && !b.denied
		b.denied = b.denied || b.neg && len(b.f.known) > 0 // "with a recorded age, not unknown"
	case o == opBoth && b.neg && b.f.neg && b.cur.empty() && r.has[opNeither]:
		b.denied, b.f.bothToo, r.has[o] = true, true, false // "neither A nor B nor both"
	case (o == opBoth || o == opSum) && b.neg && !b.denied && len(b.f.parts)+len(b.cur.cats) > 0:
		b.denied, b.f.settled, r.has[o] = true, true, false // "not counting those that were both": they are a category of their own
	case o == opKnown:
		b.known()
	case o == opQue && (r.has[opMore] || r.has[opFewer] || r.has[opHowMuchMore] || r.has[opTimes]) && !b.cur.empty():
		b.close(opThan, noBreak, i)
	case o == opTo && (r.has[opRatio] || r.has[opCompare]) && !b.cur.empty():
		b.close(opVersus, noBreak, i)
	case o == opTo && (r.has[opMore] || r.has[opHowMuchMore]) && len(b.cur.pops) == 1 && b.otherNext(i):
		b.close(opThan, noBreak, i) // "por cuánto superan las llamadas a los casos"
	case o == opRatio && len(b.cur.pops) > 0 && b.unitNext(i, true):
		r.has[opPer] = true
		b.close(opPer, noBreak, i) // "calls divided by cases"
	case (o == opEach || o == opPer || o == opBy) && (len(b.cur.pops) > 0 || len(b.cur.measures) > 0 && r.has[opRatio] || o != opBy && len(b.cur.cats) > 0) && b.unitNext(i, o != opBy) && (i == 0 || r.marks[i-1].op() != opMore):
		r.has[opPer] = true
		b.close(opPer, noBreak, i)
	case (o == opFollow || o == opRepeat) && !b.cur.empty() && r.marks[i].brk != strongBreak:
		b.close(opAnd, noBreak, i)
	case o == opPer && !b.unitNext(i, true):
	case (o == opMore || o == opFewer) && len(b.cur.pops) > 0 && (len(b.cur.cats) > 0 || r.has[opHowMuchMore]) && b.conceptAhead(i):
		b.close(opThan, noBreak, i) // "male victims outnumber male traffickers"
	case separator(o):
		b.separate(i, o)
	}
}

// otherNext reports whether a population stands right behind, of which nothing
// or another one has been named.
func (b *framer) otherNext(i int) bool {
	for j := i + 1; j < len(b.r.marks) && b.r.marks[j].brk == noBreak; j++ {
		if m := &b.r.marks[j]; !m.is(filler) {
			return m.is(population) && (len(b.cur.cats) == 0 || m.ref != b.cur.pops[0])
		}
	}
	return false
}

// conceptAhead reports whether a population or a category stands further on in
// the clause.
func (b *framer) conceptAhead(i int) bool {
	for i++; i < len(b.r.marks) && b.r.marks[i].brk == noBreak; i++ {
		if m := &b.r.marks[i]; m.is(population) || m.is(category) {
			return true
		}
	}
	return false
}

// othersNamed reports whether another population than p is named too.
func (b *framer) othersNamed(i int, p int32) bool {
	for j := range b.r.marks {
		if m := &b.r.marks[j]; j != i && m.is(population) && m.ref != p {
			return true
		}
	}
	return false
}

// fromWhole reports whether what is taken away is taken from a whole: one
// category, and a population.
func (b *framer) fromWhole() bool {
	cats, pops := 0, 0
	for i := range b.r.marks {
		switch b.r.marks[i].class {
		case category, cross:
			cats++
		case population:
			pops++
		case dimension, several:
			return false
		}
	}
	return cats == 1 && pops > 0 && !b.r.has[opThose]
}

// unitNext reports whether a population, or where it may be a category, stands
// right behind: "per case", "for every minor".
func (b *framer) unitNext(i int, orCategory bool) bool {
	for i++; i < len(b.r.marks); i++ {
		m := &b.r.marks[i]
		if !m.is(filler) || m.brk > noBreak {
			if m.is(number) && m.used && m.brk == noBreak {
				continue // "for every 100 victims"
			}
			return (m.is(population) || orCategory && m.is(category)) && m.brk == noBreak
		}
	}
	return false
}

// separate ends a part at a separator. A denial reaches over "or" and "nor",
// but not over the others.
func (b *framer) separate(i int, o op) {
	if b.denied && o != opOr && o != opNeither && o != opAnd {
		b.neg = false
	}
	b.close(o, noBreak, i)
}

// known marks the dimension of "whose age is known", before or behind.
func (b *framer) known() {
	if b.neg && !b.denied {
		b.denied, b.cur.unk = true, true // "do not have a known age"
		return
	}
	if n := len(b.cur.dims); n > 0 {
		b.f.known = append(b.f.known, b.cur.dims[n-1])
		b.cur.dims = b.cur.dims[:n-1]
		return
	}
	b.knownOp = true
}
