package bot

import (
	"strings"

	"cifra/bot/ask"
)

// Plain gives the whole reply as plain text: for notifications, for screen
// readers, and for platforms that cannot show more.
func (r Reply) Plain() string {
	var b strings.Builder
	paragraph := func(lines ...string) {
		for i, line := range lines {
			switch {
			case line == "":
				continue
			case b.Len() == 0:
			case i == 0:
				b.WriteString("\n\n")
			default:
				b.WriteString("\n")
			}
			b.WriteString(line)
		}
	}
	for _, c := range r.Contacts {
		paragraph(append([]string{c.Name}, c.Lines...)...)
		paragraph(c.About)
	}
	if r.Title != "" && (len(r.Rows) > 1 || r.Kind == ask.Info) {
		paragraph(r.Title)
	}
	paragraph(r.Text)
	paragraph(plainRows(r.Rows)...)
	if r.Kind == ask.Choice {
		var questions []string
		for _, c := range r.Choices {
			questions = append(questions, "- "+c.Ask)
		}
		paragraph(questions...)
	}
	paragraph(r.Read)
	paragraph(r.Notes...)
	paragraph(r.Source)
	return b.String()
}

// plainRows writes rows as lines, with the headings of their lists.
func plainRows(rows []Row) []string {
	var lines []string
	group := ""
	for _, row := range rows {
		if row.Group != group {
			group = row.Group
			lines = append(lines, group)
		}
		lines = append(lines, row.Label+": "+row.CountText+inBrackets(row.ShareText))
	}
	return lines
}
