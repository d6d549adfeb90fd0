package telegram

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"cifra/bot/ask"
)

// This file reads messages as the Bot API server does, without the code that
// made them. Its rules are those of core.telegram.org/bots/api#html-style.

// readMessage is a message as Telegram takes it: what is seen, and how much
// formatting is on it.
type readMessage struct {
	text     string
	entities int
}

// readHTML reads Telegram's HTML. The error says what Telegram would refuse, or
// show other than it was meant.
func readHTML(s string) (readMessage, error) {
	var m readMessage
	var text strings.Builder
	var open []string
	if !utf8.ValidString(s) {
		return m, fmt.Errorf("no UTF-8")
	}
	for s != "" {
		switch s[0] {
		case '<':
			inside, rest, closed := strings.Cut(s[1:], ">")
			if !closed {
				return m, fmt.Errorf("a tag without an end: %.20q", s)
			}
			s = rest
			if name, ends := strings.CutPrefix(inside, "/"); ends {
				if len(open) == 0 || open[len(open)-1] != name {
					return m, fmt.Errorf("</%s> ends none of %v", name, open)
				}
				open = open[:len(open)-1]
				continue
			}
			if err := mayOpen(inside, open); err != nil {
				return m, err
			}
			if strings.HasPrefix(s, "</") {
				return m, fmt.Errorf("nothing inside <%s>", inside)
			}
			open = append(open, inside)
			m.entities++
		case '>':
			return m, fmt.Errorf("a bare > before %.20q", s)
		case '&':
			name, rest, closed := strings.Cut(s, ";")
			stands, known := map[string]string{"&lt": "<", "&gt": ">", "&amp": "&", "&quot": `"`}[name]
			if !closed || !known {
				return m, fmt.Errorf("a bare & or an unknown reference before %.20q", s)
			}
			text.WriteString(stands)
			s = rest
		default:
			n := strings.IndexAny(s, "<>&")
			if n < 0 {
				n = len(s)
			}
			text.WriteString(s[:n])
			s = s[n:]
		}
	}
	if len(open) > 0 {
		return m, fmt.Errorf("%v without an end", open)
	}
	m.text = text.String()
	return m, nil
}

// mayOpen says whether a tag may stand inside others.
func mayOpen(tag string, open []string) error {
	switch tag {
	case "b", "i", "u", "s", "tg-spoiler", "code", "pre", "blockquote", "blockquote expandable":
	default:
		return fmt.Errorf("Telegram knows no <%s>", tag)
	}
	for _, outer := range open {
		if outer == "pre" || outer == "code" || outer == "blockquote" && tag == "blockquote" {
			return fmt.Errorf("<%s> inside <%s>", tag, outer)
		}
	}
	return nil
}

// length is what Telegram counts of a text: UTF-16 code units.
func length(s string) int { return len(utf16.Encode([]rune(s))) }

// checkMessage checks one message and gives what a person sees of it.
func checkMessage(t testing.TB, name, html string, most int) string {
	t.Helper()
	m, err := readHTML(html)
	if err != nil {
		t.Errorf("%s: %v\n%s", name, err, html)
		return ""
	}
	if n := length(m.text); n > most || n == 0 {
		t.Errorf("%s: a message of %d code units, want 1 to %d", name, n, most)
	}
	if len(html) > 1<<15 {
		t.Errorf("%s: %d bytes, more than the server reads", name, len(html))
	}
	if m.entities > 100 {
		t.Errorf("%s: %d entities, of which Telegram keeps 100", name, m.entities)
	}
	if strings.TrimSpace(m.text) != m.text || strings.Trim(m.text, "\u200b\ufeff\u2060\u00ad") == "" {
		t.Errorf("%s: a message that begins or ends with space, or is empty to the eye: %q", name, m.text)
	}
	checkDirections(t, name, m.text)
	return m.text
}

// checkDirections finds what would change how a text reads without being seen.
func checkDirections(t testing.TB, name, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		isolated := false
		for _, r := range line {
			switch {
			case r == '\u2068' && !isolated, r == '\u2069' && isolated:
				isolated = !isolated
			case r == '\n':
			case unicode.In(r, unicode.Cf, unicode.Cc, unicode.Zl, unicode.Zp):
				t.Errorf("%s: the unseen %U in %q", name, r, line)
				return
			case isolated && unicode.IsDigit(r) && r <= '9':
				t.Errorf("%s: a figure inside an isolate: %q", name, line)
				return
			}
		}
		if isolated {
			t.Errorf("%s: an isolate without an end: %q", name, line)
		}
	}
}

func checkButtons(t testing.TB, name string, rows [][]button) {
	t.Helper()
	all, size := 0, 0
	for _, row := range rows {
		if all += len(row); len(row) == 0 || len(row) > 8 {
			t.Errorf("%s: a row of %d buttons", name, len(row))
		}
		for _, b := range row {
			if b.Data == "" || len(b.Data) > 64 {
				t.Errorf("%s: the button %+v does nothing, or has too much data", name, b)
			}
			size += len(b.Text) + len(b.Data) + 16
			if n := utf8.RuneCountInString(b.Text); n > 64 || strings.TrimSpace(b.Text) == "" || strings.Contains(b.Text, "\n") {
				t.Errorf("%s: the label %q has %d characters", name, b.Text, n)
			}
			checkDirections(t, name, b.Text)
		}
	}
	if all > 100 || size > 10_000 {
		t.Errorf("%s: %d buttons of %d bytes", name, all, size)
	}
}

// checkContent checks all that is sent of a reply, and gives what a person
// sees of its messages.
func checkContent(t testing.TB, name string, c content) []string {
	t.Helper()
	if len(c.Parts) == 0 {
		t.Errorf("%s: no message", name)
	}
	var seen []string
	for i, part := range c.Parts {
		seen = append(seen, checkMessage(t, fmt.Sprintf("%s, part %d", name, i), part, 4096))
	}
	if c.Caption != "" {
		checkMessage(t, name+", caption", c.Caption, 1024)
		if c.Photo == nil {
			t.Errorf("%s: a caption without a picture", name)
		}
	}
	checkButtons(t, name, c.Buttons)
	return seen
}

func checkCards(t testing.TB, name string, cards []card) {
	t.Helper()
	ids := map[string]bool{}
	for _, c := range cards {
		name := name + ", card " + c.Title
		if c.ID == "" || len(c.ID) > 64 || ids[c.ID] {
			t.Errorf("%s: the id %q is empty, too long or used twice", name, c.ID)
		}
		ids[c.ID] = true
		if strings.TrimSpace(c.Title) == "" || utf8.RuneCountInString(c.Title) > 64 || utf8.RuneCountInString(c.Description) > 120 {
			t.Errorf("%s: title %q, description %q", name, c.Title, c.Description)
		}
		checkDirections(t, name, c.Title)
		checkDirections(t, name, c.Description)
		checkMessage(t, name, c.HTML, 4096)
		checkButtons(t, name, c.Buttons)
	}
	if len(cards) > 50 {
		t.Errorf("%s: %d cards", name, len(cards))
	}
}

func TestCheckerRefusesWhatTelegramRefuses(t *testing.T) {
	for _, html := range []string{
		"a < b", "a > b", "a & b", "&nbsp;", "&lt", "<b>a", "a</b>", "<b>a</i>", "<b><i>a</b></i>", "<b></b>", "<h1>a</h1>",
		"<pre><b>a</b></pre>", "<code><i>a</i></code>", "<blockquote>a<blockquote>b</blockquote></blockquote>", "<b", "\xff", "<B>a</B>", "<b class=x>a</b>",
	} {
		if m, err := readHTML(html); err == nil {
			t.Errorf("%q was read as %+v", html, m)
		}
	}
	m, err := readHTML("<b>a</b> &lt;&amp;&gt; <blockquote><i>b</i></blockquote>")
	if err != nil || m.text != "a <&> b" || m.entities != 3 {
		t.Errorf("read %+v, %v", m, err)
	}
}

// everyKind makes sure that a sweep saw all that there is.
func everyKind() []ask.Kind {
	return []ask.Kind{ask.Figures, ask.Choice, ask.Unavailable, ask.Info, ask.Help, ask.Support, ask.Offtopic}
}
