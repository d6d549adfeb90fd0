package ask_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"cifra/bot/ask"
)

// answered is a line of a question set, of one turn, that the parser answers
// with figures, and what it answers.
type answered struct {
	id, say, lang string
	reply         reply
}

// dev is the question set whose lines are plain questions. Those of the others
// are asked with more around them, so that what is put at their ends may be
// part of another sentence.
const dev = "dev.jsonl"

// answeredLines lists them, of some question sets. The tests here say how the
// answer may and may not change with the words; whether it is right is for the
// corpus to say.
func answeredLines(t testing.TB, files ...string) []answered {
	t.Helper()
	b := border(t)
	var out []answered
	for _, file := range files {
		for _, c := range jsonLines[conversation](t, filepath.Join(corpusDir, file)) {
			if len(c.Turns) > 1 {
				continue
			}
			say := c.Turns[0].Say
			if r := b.ask(t, say); r.Kind == ask.Figures {
				out = append(out, answered{c.ID, say, r.Lang, r})
			}
		}
	}
	if len(out) < 200 {
		t.Fatalf("only %d lines of the question sets are answered with figures", len(out))
	}
	return out
}

// change is a way of writing a message otherwise that leaves what it asks as
// it is. It gives nothing where it does not apply.
type change struct {
	name  string
	apply func(answered) []string
	plain bool // only for plain questions
	// allowed are the lines whose answer may change, with the reason.
	allowed map[string]string
}

func each(f func(string) string) func(answered) []string {
	return func(a answered) []string { return []string{f(a.say)} }
}

var changes = []change{
	{name: "without accents", apply: each(withoutAccents)},
	{name: "in small letters", apply: each(strings.ToLower)},
	{name: "in capitals", apply: each(strings.ToUpper)},
	{name: "with a capital to each word", apply: each(titled)},
	{name: "without question marks", plain: true, apply: each(func(s string) string { return strings.NewReplacer("?", "", "¿", "").Replace(s) })},
	{name: "with more question marks", plain: true, apply: each(func(s string) string { return strings.ReplaceAll(s, "?", "???") + "?!" })},
	{name: "with spaces doubled", apply: each(func(s string) string { return "  " + strings.ReplaceAll(s, " ", "  ") + "\t " })},
	{name: "with no-break spaces", apply: each(func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") })},
	{name: "with zero-width characters", apply: invisible},
	{name: "with full-width digits", apply: each(fullWidthDigits)},
	{name: "in full-width letters", apply: each(fullWidth)},
	{name: "with letters taken apart from their accents", apply: each(norm.NFD.String)},
	{name: "with look-alike letters of Cyrillic", apply: each(cyrillic)},
	{name: "with typographic apostrophes", apply: each(func(s string) string { return strings.ReplaceAll(s, "'", "’") })},
	{name: "politely", plain: true, apply: polite},
	{name: "after a line of its own for the greeting", plain: true, apply: greeted},
}

func TestAnswerStaysWhenTheMessageIsWrittenOtherwise(t *testing.T) {
	b := border(t)
	plain, all := answeredLines(t, dev), answeredLines(t, corpora(t)...)
	for _, c := range changes {
		lines := all
		if c.plain {
			lines = plain
		}
		t.Run(c.name, func(t *testing.T) { b.checkChange(t, c, lines) })
	}
}

// checkChange compares the answers before and after a change.
func (r *reader) checkChange(t *testing.T, c change, lines []answered) {
	n := 0
	for _, line := range lines {
		for _, say := range c.apply(line) {
			if say == line.say {
				continue
			}
			n++
			got := r.ask(t, say)
			if _, ok := c.allowed[line.id]; ok && (got.Kind != ask.Figures || got.sameFigures(line.reply)) {
				continue // never another figure, allowance or not
			}
			if !got.same(line.reply) {
				t.Errorf("%s %q\n   as  %q\n   was %s\n   is  %s", line.id, line.say, say, line.reply, got)
			}
		}
	}
	for id, reason := range c.allowed {
		if reason == "" {
			t.Errorf("the allowance for %s has no reason", id)
		}
	}
	if n == 0 {
		t.Error("applies to no line")
	}
	t.Logf("%d messages", n)
}

func withoutAccents(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func titled(s string) string {
	inWord := false
	return strings.Map(func(r rune) rune {
		first := !inWord
		inWord = unicode.IsLetter(r) || r == '\'' || r == '’'
		if first {
			return unicode.ToUpper(r)
		}
		return r
	}, s)
}

// invisible puts characters that nobody sees between the letters.
func invisible(a answered) []string {
	var out []string
	for _, hidden := range []string{"\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060"} {
		var b strings.Builder
		for i, r := range a.say {
			if i > 0 && i%3 == 0 {
				b.WriteString(hidden)
			}
			b.WriteRune(r)
		}
		out = append(out, hidden+b.String()+hidden)
	}
	return out
}

func fullWidthDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, s)
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r - '!' + '！'
		}
		return r
	}, s)
}

func cyrillic(s string) string {
	return strings.NewReplacer("a", "а", "e", "е", "o", "о", "p", "р", "c", "с", "x", "х", "y", "у", "i", "і", "s", "ѕ", "j", "ј",
		"A", "А", "B", "В", "E", "Е", "H", "Н", "K", "К", "M", "М", "O", "О", "P", "Р", "C", "С", "T", "Т", "X", "Х").Replace(s)
}

var ending = regexp.MustCompile(`[.?!\s]+$`)

func polite(a answered) []string {
	bare := ending.ReplaceAllString(a.say, "")
	if a.lang == "es" {
		return []string{
			"hola, me podrías decir " + a.say + " gracias", "hola, me podrías decir " + bare + " gracias",
			"Buenas tardes, disculpe la molestia, ¿me podría decir " + bare + ", por favor? ¡Muchas gracias!",
			"oye porfa " + bare,
		}
	}
	return []string{
		"hi, could you please tell me " + a.say + " thanks", "hi, could you please tell me " + bare + " thanks",
		"Good morning, sorry to bother you, can you tell me " + bare + ", please? Thank you so much!",
		"hey pls " + bare,
	}
}

func greeted(a answered) []string {
	if a.lang == "es" {
		return []string{"hola\n" + a.say + "\ngracias", "¡Hola! " + a.say}
	}
	return []string{"hello\n" + a.say + "\nthanks", "Hello there! " + a.say}
}
