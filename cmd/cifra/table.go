package main

import (
	"strings"

	"cifra/bot"
)

// Columns of a table.
const (
	tableIndent = 2
	tableGap    = 2 // between columns
	leastLabel  = 6
)

// table shows rows with their numbers one under the other: label, count,
// share.
func (s screen) table(rows []bot.Row) string {
	labels, counts, shares := 0, 0, 0
	for _, r := range rows {
		labels = max(labels, textWidth(r.Label))
		counts = max(counts, textWidth(r.CountText))
		shares = max(shares, textWidth(r.ShareText))
	}
	numbers := tableGap + counts
	if shares > 0 {
		numbers += tableGap + shares
	}
	if s.width > 0 {
		labels = min(labels, max(leastLabel, s.width-tableIndent-numbers))
	}
	var b strings.Builder
	group := ""
	for i, r := range rows {
		if r.Group != group {
			group = r.Group
			if i > 0 {
				b.WriteString("\n")
			}
			b.WriteString(s.lines(plain, group))
		}
		b.WriteString(row(r, labels, counts, shares))
	}
	return b.String()
}

// row is a line of a table; a label that is too long takes several, with the
// numbers on its last.
func row(r bot.Row, labels, counts, shares int) string {
	indent := strings.Repeat(" ", tableIndent)
	lines := wrap(r.Label, labels)
	last := len(lines) - 1
	line := pad(lines[last], labels, false) + strings.Repeat(" ", tableGap) + pad(r.CountText, counts, true)
	if shares > 0 {
		line += strings.Repeat(" ", tableGap) + pad(r.ShareText, shares, true)
	}
	lines[last] = strings.TrimRight(line, " ")
	return indent + strings.Join(lines, "\n"+indent) + "\n"
}
