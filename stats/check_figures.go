package stats

import "strings"

// checkFigures looks at the figures as a statistician would: whether they add
// up, and whether ranks and printed percentages agree with counts.
func (l *loader) checkFigures() {
	for _, b := range l.set.Breakdowns {
		l.checkCompleteness(b)
		l.checkSum(b)
		l.checkRanks(b)
	}
	for _, f := range l.set.Figures {
		l.checkPrinted(f)
	}
	used := map[*Category]bool{}
	for _, f := range l.set.Figures {
		used[f.Category] = true
	}
	for _, d := range l.set.Dimensions {
		for _, c := range d.Categories {
			if !used[c] {
				l.problemAt(c, "id", c.ID, "%sthe category has no figure in %s", nameOf(c), figuresFile)
			}
		}
	}
}

// wrongFigure notes a problem on the line of a figure.
func (l *loader) wrongFigure(f *Figure, value, format string, args ...any) {
	l.problem(figuresFile, l.rowOf[f].line, value, format, args...)
}

// checkCompleteness looks at whether all figures of a breakdown say the same of
// its completeness, and whether that can be so.
func (l *loader) checkCompleteness(b *Breakdown) {
	first := l.rowOf[b.Figures[0]]
	for _, f := range b.Figures {
		row := l.rowOf[f]
		if row.listed != first.listed {
			l.wrongFigure(f, row.fields[colComplete], "%q says otherwise for the same breakdown", b.Figures[0].ID)
			return
		}
	}
	switch {
	case b.Complete && b.Population == nil:
		l.wrongFigure(b.Figures[0], string(b.ID), "complete, though the population is not stated")
	case !b.Complete && first.listed != len(b.Figures):
		l.wrongFigure(b.Figures[0], first.fields[colComplete], "%d figures of %q are listed", len(b.Figures), b.ID)
	}
}

// checkSum compares a breakdown's figures with its population's total.
func (l *loader) checkSum(b *Breakdown) {
	if b.Population == nil {
		return
	}
	if b.Population.Total == nil {
		l.wrongFigure(b.Figures[0], string(b.ID), "the population %q has no total", b.Population.ID)
		return
	}
	total, sum := b.Population.Total.Count, 0
	for _, f := range b.Figures {
		sum += f.Count
		if f.Count > total {
			l.wrongFigure(f, f.field(l, colCount), "more than the total of %q, %d", b.Population.ID, total)
		}
	}
	declared := l.checkDiscrepancy(b, sum)
	l.checkWithin(b, sum)
	multiple := b.Dimension.Multiple
	switch {
	case declared:
	case b.Complete && !multiple && sum != total, b.Complete && sum < total:
		l.wrongFigure(b.Figures[0], string(b.ID), "the breakdown is complete, but adds up to %d and not to the total, %d, and is not declared a discrepancy", sum, total)
	case !b.Complete && !multiple && sum > total:
		l.wrongFigure(b.Figures[0], string(b.ID), "the list adds up to %d, more than the total, %d", sum, total)
	}
}

// field gives a column of a figure's row.
func (f *Figure) field(l *loader, col int) string { return l.rowOf[f].fields[col] }

// checkRanks looks at whether printed ranks run from 1 and fall with the
// counts.
func (l *loader) checkRanks(b *Breakdown) {
	byRank := make(map[int]*Figure, len(b.Figures))
	for _, f := range b.Figures {
		switch rank := l.rowOf[f].rank; {
		case rank == 0:
		case rank > len(b.Figures):
			l.wrongFigure(f, f.field(l, colRank), "the rank is beyond the %d figures of %q", len(b.Figures), b.ID)
		case byRank[rank] != nil:
			l.wrongFigure(f, f.field(l, colRank), "%q has that rank too", byRank[rank].ID)
		default:
			byRank[rank] = f
		}
	}
	if len(byRank) == 0 {
		return
	}
	for rank := 1; rank <= len(b.Figures); rank++ {
		f, before := byRank[rank], byRank[rank-1]
		switch {
		case f == nil:
			l.wrongFigure(b.Figures[0], string(b.ID), "ranks are given, but no figure has rank %d", rank)
		case before != nil && f.Count > before.Count:
			l.wrongFigure(f, f.field(l, colRank), "the rank does not agree with the count: %d is more than %d at rank %d", f.Count, before.Count, rank-1)
		}
	}
}

// checkPrinted looks at whether a printed percentage fits its count, or is
// rightly declared a misprint.
func (l *loader) checkPrinted(f *Figure) {
	m := f.Misprint
	if f.Printed == "" {
		if m != nil {
			l.problemAt(m, "figure", string(m.Figure), "misprint of a figure without a printed percentage")
		}
		return
	}
	if f.Population == nil || f.Population.Total == nil {
		l.wrongFigure(f, f.Printed, "a printed percentage of a population that is not stated cannot be checked")
		return
	}
	p, ok := parsePrinted(f.Printed)
	total := f.Population.Total.Count
	fits := ok && p.fits(f.Count, total)
	switch {
	case !ok:
		l.wrongFigure(f, f.Printed, `not a percentage such as "63%%", "4.5%%" or "<1%%"`)
	case m == nil && !fits:
		l.wrongFigure(f, f.Printed, "the printed percentage does not fit %d of %d, and is not declared a misprint", f.Count, total)
	case m == nil:
	case m.Printed != f.Printed:
		l.problemAt(m, "printed", m.Printed, "%s has %q", figuresFile, f.Printed)
	case fits:
		l.problemAt(m, "printed", m.Printed, "no misprint: it fits %d of %d", f.Count, total)
	default:
		if evident, ok := parsePrinted(m.Evident); !ok || !evident.fits(f.Count, total) {
			l.problemAt(m, "evident", m.Evident, "what is evidently meant does not fit %d of %d either", f.Count, total)
		}
	}
}

// printedPercent is a percentage as a source prints it: a whole number of
// tenths, hundredths ... of a percent, and "<" or ">" before it or 0.
type printedPercent struct {
	sign   byte
	number int
	scale  int // 1 for whole percents, 10 for tenths, ...
}

// parsePrinted reads "63%", "4.5%", "<1%" or ">1%".
func parsePrinted(s string) (printedPercent, bool) {
	p := printedPercent{scale: 1}
	s, ok := strings.CutSuffix(s, "%")
	if !ok || s == "" {
		return p, false
	}
	if s[0] == '<' || s[0] == '>' {
		p.sign, s = s[0], s[1:]
	}
	whole, decimals, point := strings.Cut(s, ".")
	if point && decimals == "" || len(whole) > 3 || len(decimals) > 3 {
		return p, false
	}
	if p.number, ok = wholeNumber(whole + decimals); !ok || whole == "" {
		return p, false
	}
	for range len(decimals) {
		p.scale *= 10
	}
	return p, true
}

// fits reports whether a share, at the percentage's own rounding, is it. What
// lies exactly between two may be printed as either.
func (p printedPercent) fits(count, total int) bool {
	// In units of 1/(total*scale) percent: exact, and far from overflow.
	share, printed := int64(count)*100*int64(p.scale), int64(p.number)*int64(total)
	switch p.sign {
	case '<':
		return share < printed
	case '>':
		return share > printed
	}
	return total > 0 && 2*max(share-printed, printed-share) <= int64(total)
}
