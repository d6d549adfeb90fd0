package ask

import (
	"slices"

	"cifra/stats"
)

// thatOfBase: "what percent of sex trafficking is that": the last figures as a
// share of the category that is named. Where they are not part of it, one figure
// of the same list is a percentage of it, and of anything else the data set says
// why not.
func (r *reading) thatOfBase() bool {
	figs := r.figureTerms(r.prev.Last)
	if !r.has[opPercent] || !r.oneCategory() || len(r.f.parts[0].pops) > 1 || len(figs) == 0 || r.f.neg || !r.thatIsShare(figs) {
		return false
	}
	q := stats.Query{Op: stats.OpShare, Percent: true}
	for _, t := range figs {
		f := r.set.Figure(t[0])
		if f == nil || len(t) != 1 {
			return false
		}
		base := r.baseFor(f)
		if base == f.ID || base == "" {
			return false
		}
		if b := r.set.Figure(base); len(figs) == 1 && b.Breakdown == f.Breakdown && f.Measure == nil {
			r.follow = &stats.Query{Op: stats.OpRatio, Percent: true, Terms: []stats.Term{{f.ID}, {base}}}
			return true
		}
		q.Terms = append(q.Terms, stats.Term{f.ID, base})
	}
	r.follow = &q
	return true
}

// baseFor gives the figure of the one category that a message names, of the
// population that it names or else of the one that a figure is of.
func (r *reading) baseFor(f *stats.Figure) stats.ID {
	p := r.f.parts[0]
	p.dims = nil
	if len(p.pops) == 0 && f.Population != nil {
		p.pops = []int32{int32(slices.Index(r.set.Populations, f.Population))}
	}
	if b := r.terms(&p, -1); len(b.terms) == 1 {
		return b.terms[0][0]
	}
	return ""
}

// thatIsShare reports whether "that" is what the share is, and the category what
// it is of: "what percent of sex trafficking is that", and not "what percent of
// that is sex trafficking". Where the last figures are kinds of the category,
// nothing else can be, though "that" is left out.
func (r *reading) thatIsShare(figs []stats.Term) bool {
	based := false
	for i := range r.marks {
		switch m := &r.marks[i]; {
		case m.op() == opThat && r.behindOf(i):
			return false
		case m.is(category):
			j := i
			for j > 0 && r.marks[j].brk == noBreak && (r.marks[j-1].is(population) || r.marks[j-1].is(filler) && (r.article(j-1) || r.t.toks[r.marks[j-1].from].text == "the")) {
				j--
			}
			based = based || r.behindOf(j)
		}
	}
	if !based || r.has[opThat] {
		return based
	}
	within := r.set.Figure(r.baseFor(r.set.Figure(figs[0][0])))
	return within != nil && !slices.ContainsFunc(figs, func(t stats.Term) bool {
		f := r.set.Figure(t[0])
		return f == nil || f.Category == nil || f.Category.Dimension.Within != within.ID
	})
}

// behindOf reports whether "of" or the like stands right before a mark.
func (r *reading) behindOf(i int) bool {
	if i == 0 || r.marks[i].brk > noBreak {
		return false
	}
	switch before := &r.marks[i-1]; before.op() {
	case opOf, opFrom, opIn, opPercentOf:
		return true
	default:
		of := []string{"of", "de", "del"}
		return slices.Contains(of, r.t.toks[before.to-1].text) || before.is(filler) && slices.Contains(of, r.t.toks[before.from].text)
	}
}

// ofThat reports whether something is asked of "that".
func (r *reading) ofThat() bool {
	for i := range r.marks {
		if r.marks[i].op() == opThat && r.behindOf(i) {
			return true
		}
	}
	return false
}

// ofThatIs takes the harmless "that is" behind "percent of" apart: the share is of
// that, the last reply.
func (r *reading) ofThatIs(i int) {
	if m := &r.marks[i]; m.is(filler) && (r.t.toks[m.from].text == "that" || r.t.toks[m.from].text == "thats") && r.behindOf(i) {
		m.meaning = meaning{operator, int32(opThat)}
	}
}

// crossThat reads "what percent of that is sex trafficking" after a figure of
// another list: those that are both.
func (r *reading) crossThat() bool {
	figs := r.figureTerms(r.prev.Last)
	if len(figs) != 1 || r.isTotals(r.prev.Last) || !r.ofThat() {
		return false
	}
	f := r.set.Figure(figs[0][0])
	if f == nil {
		return false
	}
	id := r.baseFor(f)
	if id == "" || id == f.ID {
		return false
	}
	r.follow = &stats.Query{Op: stats.OpCount, Terms: []stats.Term{append(slices.Clone(figs[0]), id)}}
	return true
}

// ofTheLacking reports whether something is asked of those whom the source lacks,
// "how many of those are women" after "victims in Texas": what it has is of all,
// and not of those.
func (r *reading) ofTheLacking() bool {
	switch r.prev.Refused {
	case stats.OtherPeriod, stats.Place, stats.Unlisted, stats.NotMeasured:
	default:
		return false
	}
	return len(r.f.parts) > 0 && (r.has[opThose] || r.has[opPercent] && r.has[opThat] || r.ofThat()) && !r.has[opListed]
}
