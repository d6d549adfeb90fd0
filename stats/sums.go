package stats

import (
	"slices"
	"strconv"
	"strings"
)

// addUp makes the totals that the source does not print, of the breakdowns
// that the folder names.
func (l *loader) addUp() {
	for _, p := range l.set.Populations {
		if p.AddedUp == "" {
			continue
		}
		d := l.set.Dimension(p.AddedUp)
		var b *Breakdown
		if d != nil {
			b = l.set.Breakdown(breakdownID(p, d))
		}
		switch {
		case p.Total != nil:
			l.problemAt(p, "added_up", p.AddedUp, "%s has the total of %q: only one that the source does not print is added up", figuresFile, p.ID)
		case d == nil:
			l.problemAt(p, "added_up", p.AddedUp, "added up from an unknown dimension%s", didYouMean(p.AddedUp, sortedKeys(l.set.index.dimensions)))
		case b == nil:
			l.problemAt(p, "added_up", p.AddedUp, "%s does not divide %q by that dimension", figuresFile, p.ID)
		case !b.Complete || d.Multiple:
			l.problemAt(p, "added_up", p.AddedUp, "only a complete breakdown whose categories do not overlap adds up to a total")
		default:
			l.enterSum(p, b)
		}
	}
}

// enterSum enters the total that a breakdown adds up to.
func (l *loader) enterSum(p *Population, b *Breakdown) {
	total := &Figure{ID: ID(p.ID + "." + totalName), Population: p, Parts: b.Figures}
	for _, f := range b.Figures {
		total.Count += f.Count
	}
	p.Total = total
	l.set.index.figures[total.ID] = total
	l.set.Figures = append(l.set.Figures, total)
}

// linkWithin gives each breakdown the figure that it divides, where both count
// the same population.
func (l *loader) linkWithin() {
	for _, b := range l.set.Breakdowns {
		f := l.set.Figure(b.Dimension.Within)
		switch {
		case f == nil || b.Population == nil || f.Population == nil: // an unknown one is noted elsewhere
		case f.Population != b.Population:
			l.problemAt(b.Dimension, "within", string(b.Dimension.Within), "within a figure of %q, though %q counts %q", f.Population.ID, b.ID, b.Population.ID)
		case f.Breakdown != b:
			b.Within = f
		}
	}
}

// linkDiscrepancies gives each declared discrepancy to its breakdown, and makes
// a note of its text.
func (l *loader) linkDiscrepancies() {
	for _, d := range l.doc.Discrepancies {
		b := l.set.Breakdown(d.Breakdown)
		switch {
		case b == nil:
			l.problemAt(d, "breakdown", string(d.Breakdown), "discrepancy of an unknown breakdown%s", l.likelyID(d.Breakdown))
		case b.Discrepancy != nil:
			l.problemAt(d, "breakdown", string(d.Breakdown), "second discrepancy of that breakdown")
		case b.Population == nil:
			l.problemAt(d, "breakdown", string(d.Breakdown), "discrepancy of a list whose population is not stated: it has nothing to disagree with")
		default:
			b.Discrepancy = d
			n := &Note{
				ID: "discrepancy:" + string(b.ID), Text: d.Text, For: []ID{b.ID},
				On: []Op{OpShare, OpBreakdown, OpTop, OpSum, OpOneIn, OpComplement},
			}
			l.at[n] = l.at[d]
			l.set.Notes = append(l.set.Notes, n)
		}
	}
}

// checkDiscrepancy compares what a breakdown is declared to add up to with what
// it does, and with what it should. It reports whether one is declared.
func (l *loader) checkDiscrepancy(b *Breakdown, sum int) bool {
	d := b.Discrepancy
	if d == nil {
		return false
	}
	whole := b.Population.Total
	if !b.Complete && b.Within != nil {
		whole = b.Within
	}
	disagrees := b.Complete && sum != whole.Count || !b.Complete && sum > whole.Count
	switch {
	case b.Dimension.Multiple:
		l.problemAt(d, "breakdown", string(d.Breakdown), "no discrepancy: one member may be in several categories, which need not add up")
	case d.Sum != sum:
		l.problemAt(d, "sum", strconv.Itoa(d.Sum), "%q adds up to %d", b.ID, sum)
	case !disagrees:
		l.problemAt(d, "sum", strconv.Itoa(d.Sum), "no discrepancy: %q agrees with %q, %d", b.ID, whole.ID, whole.Count)
	}
	l.checkNumbers(d, []int{sum, whole.Count, max(sum-whole.Count, whole.Count-sum)})
	return true
}

// checkNumbers looks at the numbers that the text of a discrepancy says: they
// stand beside figures, and must not be others than those in question.
func (l *loader) checkNumbers(d *Discrepancy, known []int) {
	for _, lang := range Langs {
		for _, word := range strings.FieldsFunc(d.Text.In(lang), func(r rune) bool { return (r < '0' || r > '9') && r != ',' }) {
			digits := strings.ReplaceAll(word, ",", "")
			if n, err := strconv.Atoi(digits); digits != "" && (err != nil || !slices.Contains(known, n)) {
				l.problemAt(d, "text", digits, "%sthe text says a number in %v that is none of %v", nameOf(d), lang, known)
			}
		}
	}
}

// checkWithin looks at whether a list is no more than the figure that it
// divides. Where it is declared to be more, no share of that figure is taken.
func (l *loader) checkWithin(b *Breakdown, sum int) {
	if b.Within == nil {
		return
	}
	most, whole := sum, b.Within.Count
	if b.Dimension.Multiple {
		most = 0
		for _, f := range b.Figures {
			most = max(most, f.Count)
		}
	}
	switch {
	case most <= whole:
	case b.Discrepancy == nil:
		l.wrongFigure(b.Figures[0], string(b.ID), "the list comes to %d, more than %q, %d, which it is within, and is not declared a discrepancy", most, b.Within.ID, whole)
	default:
		b.Within = nil
	}
}
