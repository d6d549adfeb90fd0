package telegram

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"

	"cifra/bot"
	"cifra/bot/ask"
)

func TestWhatIsNotSeenIsTakenOut(t *testing.T) {
	for in, want := range map[string]string{
		"plain, with ñ · “quotes” – and 48.4%":          "plain, with ñ · “quotes” – and 48.4%",
		"609\u202e and\u202c more":                      "609 and more",
		"\u200b\u200c\u200d\u2060\ufeff\u00ad":          "",
		"a\u061c\u200e\u200fb\u2066c\u2069":             "abc",
		"a\x00\x07\x1b[31mb\x7f\u0080":                  "a[31mb",
		"a\tb\r\nc\u2028d":                              "a b\nc\nd",
		"\xffa\xc3":                                     "\ufffda\ufffd",
		"👩\u200d👧 🏴\U000e0067\U000e007f":                "👩👧 🏴",
		"\u115f\u3164\uffa0x":                           "x",
		"z\u0301\u0301\u0301\u0301\u0301\u0301 e\u0301": "z\u0301\u0301\u0301\u0301 e\u0301",
		"❤\ufe0f": "❤\ufe0f",
	} {
		if got := string(appendClean(nil, in, true)); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	if got := string(appendClean(nil, "a\nb\u2029c", false)); got != "a b c" {
		t.Errorf("on one line: %q", got)
	}
}

func TestLettersFromRightToLeftAreIsolatedAndFiguresStayOutside(t *testing.T) {
	for in, want := range map[string]string{
		"שלום":              "\u2068שלום\u2069",
		"a שלום עולם, b":    "a \u2068שלום עולם\u2069, b",
		"שלום 609 עולם":     "\u2068שלום\u2069 609 \u2068עולם\u2069",
		"مرحبا\u064b: 329":  "\u2068مرحبا\u064b\u2069: 329",
		"١٢٣ 609":           "\u2068١٢٣\u2069 609",
		"שלום\nעולם (48%)":  "\u2068שלום\u2069\n\u2068עולם\u2069 (48%)",
		"\u2068שלום\u2069!": "\u2068שלום\u2069!",
	} {
		if got := string(appendClean(nil, in, true)); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	long := string(appendClean(nil, strings.Repeat("ש", 1000), true))
	if n := strings.Count(long, "\u2068"); n != 4 || strings.Count(long, "\u2069") != n || strings.Count(long, "ש") != 1000 {
		t.Errorf("a long run has %d isolates: %q", n, long)
	}
}

// As a phone lays out the lines of a list, each figure stands behind its label,
// and its digits in their order.
func TestNoLabelMovesAFigure(t *testing.T) {
	for _, label := range []string{"שלום", "שלום 12 עולם", "مصر", "\u202eabc", "\u2067abc", "١٢٣", "abc \u200f", "שלום (", "a\u202e שלום\u2066"} {
		rows := []bot.Row{{Label: label, CountText: "1,329", ShareText: "26.2%"}, {Label: "b", CountText: "2"}}
		c := render(bot.Reply{Kind: ask.Figures, Text: "T.", Rows: rows}, setting{})
		line := strings.Split(c.Parts[0], "\n")[2]
		seen := asSeen(t, line)
		if !strings.HasSuffix(seen, ": 1,329 (26.2%)") {
			t.Errorf("beside %q a phone shows %q", label, seen)
		}
	}
}

// asSeen gives a line from left to right as the Unicode bidirectional algorithm
// orders it, without the characters that only steer it.
func asSeen(t *testing.T, line string) string {
	t.Helper()
	var p bidi.Paragraph
	if _, err := p.SetString(line); err != nil {
		t.Fatal(err)
	}
	order, err := p.Order()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i := range order.NumRuns() {
		run := order.Run(i)
		text := run.String()
		if run.Direction() == bidi.RightToLeft {
			text = bidi.ReverseString(text)
		}
		out.WriteString(text)
	}
	return strings.NewReplacer("\u2068", "", "\u2069", "").Replace(out.String())
}

func FuzzCleanTextHasNothingUnseenAndStaysClean(f *testing.F) {
	for _, s := range []string{"a\u202eb", "שלום 609", "\xff\u200d👩", "e\u0301\u0301\u0301\u0301\u0301", "١٢٣ 609 \u2069\n\u2028", "a\nb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := string(appendClean(nil, s, true))
		if !utf8.ValidString(got) {
			t.Errorf("%q became %q, which is no UTF-8", s, got)
		}
		checkDirections(t, "clean", got)
		if again := string(appendClean(nil, got, true)); again != got {
			t.Errorf("%q became %q, and that %q", s, got, again)
		}
	})
}
