package telegram

import (
	"fmt"
	"strings"
	"testing"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/chart"
	"cifra/stats"
)

// hostileReply says the given texts wherever a reply says anything.
func hostileReply(text, label, other string, rows int) bot.Reply {
	r := bot.Reply{
		Kind: ask.Figures, Lang: stats.ES, Title: label, Text: text, Read: other, Notes: []string{other, text}, Source: label,
		Contacts: []bot.Contact{{Name: label, Lines: []string{other, text}, About: text}},
		Again:    bot.Again{Same: "es__a", Other: "en__a", Chart: "esG__a"}, Chart: true, Picture: &chart.Chart{Title: other},
	}
	for i := range rows {
		r.Rows = append(r.Rows, bot.Row{Group: []string{"", label, other}[i/40%3], Label: label, CountText: fmt.Sprint(i), ShareText: other})
	}
	for i := range min(rows, 40) {
		c := bot.Choice{Label: label, Ask: other, Press: fmt.Sprintf("es__%060d", i)}
		if i%3 == 0 {
			c.Press = ""
		}
		r.Next, r.Choices = append(r.Next, c), append(r.Choices, c)
	}
	return r
}

// What is hostile in the texts is written in the golden file so that it can be
// seen.
func TestHostileTextsAreShownAndDoNothing(t *testing.T) {
	var out strings.Builder
	for _, hostile := range []struct{ name, text string }{
		{"tags", `<b>bold</b> <a href="https://example.com">x</a> <script>`},
		{"references", "&amp; &lt; &#60; &nbsp; &"},
		{"the end of a table", "</pre></blockquote></b>"},
		{"direction", "609\u202e%4.84\u202c \u2067x \u200fy"},
		{"letters from right to left", "שלום 609 مرحبا"},
		{"joiners", "👩\u200d👧\u200d👦 a\u200b\u2060b\ufeff"},
		{"accents", "Z" + strings.Repeat("\u0301\u0323", 40) + "algo"},
		{"controls", "a\x00b\x1b[2Jc\r\nd\te\u2028f"},
		{"no UTF-8", "a\xff\xc3b"},
		{"a long word", strings.Repeat("m", 64)},
	} {
		r := hostileReply(hostile.text, hostile.text, hostile.text, 3)
		r.Contacts, r.Next = nil, nil // the golden file has enough of it
		c := render(r, setting{})
		checkContent(t, hostile.name, c)
		fmt.Fprintf(&out, "## %s\n\n%+q\n\n", hostile.name, c.Caption)
		for _, part := range c.Parts {
			for line := range strings.Lines(part) {
				fmt.Fprintf(&out, "%+q\n", line)
			}
		}
		for _, row := range c.Buttons {
			for _, b := range row {
				fmt.Fprintf(&out, "[%+q] %s\n", b.Text, b.Data)
			}
		}
		out.WriteString("\n")
	}
	golden(t, "hostile.golden", out.String())
}
