package telegram

import (
	"strings"
	"testing"
	"unicode/utf8"

	"cifra/bot"
	"cifra/bot/ask"
)

func rowsOf(lines ...string) []bot.Row {
	var rows []bot.Row
	for _, line := range lines {
		f := strings.Split(line, "|")
		rows = append(rows, bot.Row{Label: f[0], CountText: f[1], ShareText: f[2]})
	}
	return rows
}

func TestRowsAreATableOnlyWhereItFitsANarrowPhone(t *testing.T) {
	for _, c := range []struct {
		name string
		rows []bot.Row
		want string
	}{
		{"it fits", rowsOf("Hombres|572|45.5%", "Género desconocido|64|<0.1%"),
			"<pre>Hombres             572  45.5%\nGénero desconocido   64  &lt;0.1%</pre>"},
		{"no shares", rowsOf("Agriculture and farms|329|", "Domestic work|91|"),
			"<pre>Agriculture and farms  329\nDomestic work           91</pre>"},
		{"a share is missing", rowsOf("Calls|1,189|", "Cases|727|57.8%"),
			"<pre>Calls  1,189\nCases    727  57.8%</pre>"},
		{"a label is long", rowsOf("Agricultura o trabajo en el campo|329|26.2%", "Trabajo doméstico|91|"),
			"Agricultura o trabajo en el campo: 329 (26.2%)\nTrabajo doméstico: 91"},
		{"an emoji is as wide as its font has it", rowsOf("a 👩|1|", "b|2|"), "a 👩: 1\nb: 2"},
		{"one row is no table", rowsOf("a|1|"), "a: 1"},
	} {
		r := bot.Reply{Kind: ask.Figures, Text: "T.", Rows: c.rows}
		html := strings.TrimPrefix(render(r, setting{}).Parts[0], "T.\n\n")
		if html != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, html, c.want)
		}
	}
}

func TestNoLineOfATableIsWiderThanAPhoneShows(t *testing.T) {
	b := freshBot(t)
	tables := 0
	for _, say := range corpus(t, "../../bot/ask/testdata/corpus/*.jsonl") {
		r := b.Handle(t.Context(), bot.Message{Text: say, Alone: true})
		for _, part := range render(r, setting{}).Parts {
			for _, behind := range strings.Split(part, "<pre>")[1:] {
				table, _, _ := strings.Cut(behind, "</pre>")
				tables++
				for line := range strings.SplitSeq(table, "\n") {
					if n := utf8.RuneCountInString(strings.ReplaceAll(line, "&lt;", "<")); n > 30 {
						t.Errorf("%q: %d characters: %q", say, n, line)
					}
				}
			}
		}
	}
	if tables == 0 {
		t.Error("no reply had a table")
	}
}
