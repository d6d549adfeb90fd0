package telegram

import (
	"unicode/utf8"

	"cifra/bot"
)

// mostColumns is how many characters of monospace fit beside each other in a
// message on a narrow phone: 360 points wide, letters of the usual size.
const mostColumns = 30

const columnGap = 2

// columns are how wide the columns of a table are, in characters. The zero
// columns are those of rows that fit no table.
type columns struct{ label, count, share int }

// columnsOf measures rows. Where a line would be longer than a phone shows, or
// has letters of which nobody knows the width, there are no columns.
func columnsOf(rows []bot.Row) columns {
	var c columns
	for _, r := range rows {
		label, count, share := width(r.Label), width(r.CountText), width(r.ShareText)
		if label < 1 || count < 1 || share < 0 {
			return columns{}
		}
		c.label, c.count, c.share = max(c.label, label), max(c.count, count), max(c.share, share)
	}
	if c.whole() > mostColumns || len(rows) < 2 {
		return columns{}
	}
	return c
}

func (c columns) whole() int {
	whole := c.label + columnGap + c.count
	if c.share > 0 {
		whole += columnGap + c.share
	}
	return whole
}

// width is how many characters wide a text is; -1 where fonts disagree.
func width(s string) int {
	for _, r := range s {
		switch {
		case r >= ' ' && r <= '~':
		case r >= 0xa1 && r < 0x250 && r != 0xad: // Latin, accents included
		case r == '–' || r == '—' || r == '‘' || r == '’' || r == '“' || r == '”' || r == '…':
		default:
			return -1
		}
	}
	return utf8.RuneCountInString(s)
}

// rows adds rows: as a table where it fits, and elsewhere as a list.
func (d *rich) rows(rows []bot.Row) {
	c := columnsOf(rows)
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].Group == rows[0].Group {
			n++
		}
		d.paragraph(bold, rows[0].Group)
		d.gap = max(d.gap, 1)
		if c.label > 0 {
			d.table(rows[:n], c)
		} else {
			d.list(rows[:n])
		}
		rows = rows[n:]
	}
}

func (d *rich) table(rows []bot.Row, c columns) {
	from := d.begin()
	for i, r := range rows {
		if i > 0 {
			d.text = append(d.text, '\n')
		}
		d.text = append(d.text, r.Label...)
		d.pad(c.label + columnGap + c.count - width(r.Label) - width(r.CountText))
		d.text = append(d.text, r.CountText...)
		if r.ShareText != "" {
			d.pad(columnGap + c.share - width(r.ShareText))
			d.text = append(d.text, r.ShareText...)
		}
	}
	d.end(mono, from)
}

func (d *rich) pad(n int) {
	for range n {
		d.text = append(d.text, ' ')
	}
}

func (d *rich) list(rows []bot.Row) {
	for _, r := range rows {
		text := r.Label + ": " + r.CountText
		if r.ShareText != "" {
			text += " (" + r.ShareText + ")"
		}
		d.line(plain, text)
	}
}
