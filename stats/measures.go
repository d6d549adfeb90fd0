package stats

import (
	"slices"
	"strings"
)

// numberPlace is where a measure's clause has its number.
const numberPlace = "{number}"

// linkMeasures enters the measures; their numbers come with the figures.
func (l *loader) linkMeasures() {
	for _, m := range l.doc.Measures {
		about, name, _ := strings.Cut(string(m.ID), ".")
		m.Population = l.set.Population(about)
		switch {
		case m.Population == nil:
			l.problemAt(m, "id", string(m.ID), "a measure's id begins with its population%s", didYouMean(about, sortedKeys(l.set.index.populations)))
		case !isName(name):
			l.problemAt(m, "id", string(m.ID), "a measure's id is its population, a dot, and a name of a-z, 0-9 and _")
		case name == totalName || l.set.Dimension(name) != nil:
			l.problemAt(m, "id", string(m.ID), "that id is of a total or a breakdown")
		case l.set.index.measures[m.ID] != nil:
			l.problemAt(m, "id", string(m.ID), "second measure of that id")
		default:
			l.set.index.measures[m.ID] = m
			l.set.Measures = append(l.set.Measures, m)
		}
	}
}

// measureOf gives the measure that a row of figures.csv is the number of, or
// nil.
func (l *loader) measureOf(row figureRow) *Measure {
	return l.set.index.measures[ID(row.fields[colID])]
}

// linkMeasured enters the number of a measure.
func (l *loader) linkMeasured(f *Figure, m *Measure, row figureRow) {
	switch {
	case f.Population != m.Population:
		l.problem(figuresFile, row.line, row.fields[colPopulation], "the measure %q is about %q", m.ID, m.Population.ID)
	case row.fields[colCategory] != "":
		l.problem(figuresFile, row.line, row.fields[colCategory], "a category without a dimension")
	case row.rank != 0:
		l.problem(figuresFile, row.line, row.fields[colRank], "a measure has no rank")
	case row.fields[colPrinted] != "":
		l.problem(figuresFile, row.line, row.fields[colPrinted], "a measure is no share, and has no printed percentage")
	case l.enterFigure(f, row, m.ID):
		f.Measure, m.Figure = m, f
	}
}

// checkMeasures looks at what is said of each measure. A short label that is
// not given is filled in here.
func (l *loader) checkMeasures() {
	for _, m := range l.set.Measures {
		if m.Figure == nil {
			l.problemAt(m, "id", string(m.ID), "measure without a number in %s", figuresFile)
		}
		if units := []string{string(UnitCount), string(UnitPercent)}; !slices.Contains(units, string(m.Unit)) {
			l.problemAt(m, "unit", string(m.Unit), "%sunknown unit%s", nameOf(m), didYouMean(string(m.Unit), units))
		}
		if p := l.set.Population(m.Counts); m.Counts != "" && (p == nil || p == m.Population || m.Unit != UnitCount) {
			l.problemAt(m, "counts", m.Counts, "%sa count counts another population than it is about%s", nameOf(m), didYouMean(m.Counts, sortedKeys(l.set.index.populations)))
		}
		l.needText(m, "label", m.Label)
		l.needText(m, "of", m.Of)
		l.needText(m, "ask", m.Ask)
		l.needText(m, "says", m.Says)
		if m.Period != (Text{}) {
			l.needText(m, "period", m.Period)
		}
		if m.Short == (Text{}) {
			m.Short = m.Label
		} else {
			l.needText(m, "short", m.Short)
			l.checkShort(m, m.Short, Text{})
		}
		for _, lang := range Langs {
			if says := m.Says.In(lang); says != "" && strings.Count(says, numberPlace) != 1 {
				l.problemAt(m, "says", says, "%sthe clause holds %s once in %v", nameOf(m), numberPlace, lang)
			}
		}
	}
}

// measured gives the reason why the operation cannot be done with the measures
// that are asked for, if it cannot. A measure is said by itself. One that counts
// something may be set against another count; none is ever part of a sum or of
// a share, since it counts other things, or the same in another period.
func (e *eval) measured() Reason {
	for _, f := range e.figures {
		if f.Measure == nil {
			continue
		}
		percent, alone := f.IsPercent(), len(e.figures) == 1
		share := e.wantsShare()
		fine := false
		switch e.q.Op {
		case OpCount, OpCompare:
			fine = !percent && !share || percent && (e.q.Op == OpCount || alone) && e.percentOnly()
		case OpShare:
			fine = percent && alone && e.percentOnly()
		case OpSum:
			fine = alone && !percent && !share
		case OpDifference:
			fine = !percent && !share
		case OpRatio, OpPer:
			fine = !percent
		case OpLookup:
			fine = true
		}
		if !fine {
			return UnstatedUnit
		}
	}
	return NoReason
}

// percentOnly reports whether the claim, if there is one, is of a percentage.
func (e *eval) percentOnly() bool {
	return e.q.Claim.Kind == NoClaim || e.q.Claim.Kind == ClaimPercent
}

// growth says the number of a measure in percent, which is a value by itself.
func (e *eval) growth(f *Figure) {
	e.value(ValuePercent, float64(f.Count))
	if e.q.Claim.Kind != ClaimPercent {
		return
	}
	e.answer.Verdict = ClaimTrue
	if !e.fitsClaim(f) {
		e.answer.Verdict = ClaimFalse
		e.answer.Matches = e.rows(e.matches()...)
	}
}

// Around gives what stands before and behind the number in the clause of a
// measure.
func (m *Measure) Around(l Lang) (before, behind string) {
	before, behind, _ = strings.Cut(m.Says.In(l), numberPlace)
	return before, behind
}
