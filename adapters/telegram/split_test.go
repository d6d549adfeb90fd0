package telegram

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"cifra/bot"
	"cifra/bot/ask"
)

// prose is so many sentences, each another.
func prose(sentences int) string {
	var b strings.Builder
	for i := range sentences {
		fmt.Fprintf(&b, "Sentence number %d says what the U.S. source says & no more <than> that. ", i)
	}
	return strings.TrimSpace(b.String())
}

func TestLongTextIsCutBetweenParagraphsLinesSentencesAndWords(t *testing.T) {
	word := "palabra "
	for _, c := range []struct{ name, text, behind string }{
		{"paragraphs", strings.Repeat(prose(12)+"\n\n", 8), "that."},
		{"lines", strings.Repeat("- "+strings.Repeat(word, 20)+"end\n", 60), "end"},
		{"sentences", prose(120), "that."},
		{"words", strings.Repeat(word, 1200), "palabra"},
		{"characters", strings.Repeat("e\u0301", 5000), "e\u0301"},
	} {
		r := bot.Reply{Kind: ask.Info, Text: c.text, Source: "Source: S."}
		parts := checkContent(t, c.name, render(r, setting{}))
		if len(parts) < 2 {
			t.Errorf("%s: %d parts", c.name, len(parts))
		}
		for _, part := range parts[:len(parts)-1] {
			if !strings.HasSuffix(part, c.behind) || length(part) < mostText/2 {
				t.Errorf("%s: a part ends in %q", c.name, part[len(part)-40:])
			}
		}
	}
}

func TestTextOfTwelveThousandCharactersIsWholeInItsParts(t *testing.T) {
	r := bot.Reply{Kind: ask.Info, Title: "A long text", Text: prose(170), Source: "Source: S."}
	if len(r.Text) < 12_000 {
		t.Fatalf("%d characters", len(r.Text))
	}
	parts := checkContent(t, "long", render(r, setting{}))
	if len(parts) != 4 {
		t.Errorf("%d parts", len(parts))
	}
	if got := strings.Join(parts, " "); got != "A long text\n\n"+r.Text+"\n\n"+r.Source {
		t.Errorf("the parts together: %q", got)
	}
}

func TestTagsAreClosedAndOpenedAgainWhereAMessageIsCut(t *testing.T) {
	r := bot.Reply{Kind: ask.Figures, Text: "T.", Notes: []string{prose(40), prose(50)}, Source: "Source: S."}
	c := render(r, setting{})
	checkContent(t, "long notes", c)
	for i, part := range c.Parts {
		if want := "<blockquote>"; i > 0 && !strings.HasPrefix(part, want) || !strings.HasSuffix(part, "</blockquote>") {
			t.Errorf("part %d: %.30q ... %q", i, part, part[len(part)-30:])
		}
	}
	if len(c.Parts) != 2 {
		t.Errorf("%d parts", len(c.Parts))
	}
}

func TestMessageHasNoMoreFormattingThanTelegramKeeps(t *testing.T) {
	r := bot.Reply{Kind: ask.Figures, Text: "T.", Source: "S."}
	for i := range 130 {
		r.Rows = append(r.Rows, bot.Row{Group: fmt.Sprint("List ", i), Label: "x", CountText: "1"})
	}
	parts := checkContent(t, "130 lists", render(r, setting{}))
	if len(parts) != 3 || !strings.HasPrefix(parts[1], "List ") {
		t.Errorf("%d parts: %q", len(parts), parts)
	}
}

func TestMessageIsNotCutInsideAnIsolate(t *testing.T) {
	for _, word := range []string{"שלום ", "שלום"} {
		for shift := range 40 {
			r := bot.Reply{Kind: ask.Info, Text: strings.Repeat("x", shift) + " " + strings.Repeat(word, 2000)}
			checkContent(t, fmt.Sprint(word, shift), render(r, setting{}))
		}
	}
}

func TestAbbreviationEndsNoSentence(t *testing.T) {
	text := []byte("Las líneas de EE. UU. (1,257). Es todo.")
	for at := range text {
		before := string(text[:at])
		want := strings.HasSuffix(before, "(1,257).") && text[at] == ' '
		if got := endsSentence(text, at); got != want {
			t.Errorf("behind %q: %v", before, got)
		}
	}
}

func TestShortenedTextEndsAtAWord(t *testing.T) {
	for _, c := range []struct {
		in   string
		most int
		want string
	}{
		{"609 of the 1,257 victims", 24, "609 of the 1,257 victims"},
		{"609 of the 1,257 victims", 23, "609 of the 1,257…"},
		{"609 of the 1,257, victims", 18, "609 of the 1,257…"},
		{"  a\nb  ", 5, "a b"},
		{"ééééééééééé", 6, "ééééé…"},
		{"👩👩👩👩", 6, "👩👩…"},
		{"e\u0301e\u0301e\u0301", 4, "e\u0301…"},
	} {
		got := clip(c.in, c.most)
		if n := length(got); got != c.want || n > c.most {
			t.Errorf("%q in %d: %q (%d), want %q", c.in, c.most, got, n, c.want)
		}
	}
}

// FuzzPartsHoldTheWholeText cuts formatted texts of all sorts to small messages.
func FuzzPartsHoldTheWholeText(f *testing.F) {
	f.Add(prose(2), uint16(20))
	f.Add(strings.Repeat("שלום עולם 609 ", 6), uint16(0))
	f.Add(strings.Repeat("👩\u200d👧e\u0301", 20), uint16(1))
	f.Add("a\n\n\n \n<b>&amp;</pre>\u202e "+strings.Repeat("x", 99), uint16(70))
	f.Add(prose(10), uint16(1024))
	f.Fuzz(func(t *testing.T, text string, size uint16) {
		most := 1024 + int(size)%3072
		if size < 1024 {
			most = 64 + int(size)
		}
		var d rich
		d.paragraph(bold, text)
		d.paragraph(plain, text)
		d.paragraph(quote, text)
		d.line(italic, text)
		d.paragraph(mono, text)
		var got strings.Builder
		for i, part := range d.parts(most) {
			m, err := readHTML(part)
			if err != nil {
				t.Fatalf("part %d: %v: %q", i, err, part)
			}
			if n := length(m.text); n > most || strings.TrimSpace(m.text) == "" || m.entities > mostSpans {
				t.Fatalf("part %d: %d code units, want at most %d, and %d entities: %q", i, n, most, m.entities, m.text)
			}
			if most >= mostCaption {
				checkDirections(t, "part", m.text)
			}
			got.WriteString(m.text)
		}
		if got, want := seenOf(got.String()), seenOf(string(d.text)); got != want {
			t.Fatalf("the parts together are %q, want %q", got, want)
		}
	})
}

// seenOf is what is left of a text without spaces and what is only seen beside
// something else, all of which may go where a message is cut.
func seenOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || isMark(r) || r == isolate || r == isolateEnd || r == '\u2800' || r == '\ufffc' {
			return -1
		}
		return r
	}, s)
}

// FuzzEveryReplyCanBeSent renders replies of hostile texts.
func FuzzEveryReplyCanBeSent(f *testing.F) {
	f.Add("<b>&amp;</pre>", "\u202e609", "שלום 12", uint16(3), uint8(0))
	f.Add(prose(2), "label", strings.Repeat("n", 64), uint16(100), uint8(1))
	f.Add("\u200b", "", "\x00", uint16(0), uint8(2))
	f.Fuzz(func(t *testing.T, text, label, other string, rows uint16, kind uint8) {
		r := hostileReply(text, label, other, int(rows)%400)
		r.Kind = append(everyKind(), bot.Trouble)[int(kind)%8]
		c := render(r, setting{})
		checkContent(t, "message", c)
		checkContent(t, "card", render(r, setting{Inline: true}))
		checkCards(t, "cards", renderCards([]bot.Reply{r, r}))
		_ = markup(c.Buttons)
	})
}
