package slack

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTextThatShowsAsItStandsIsLeftAlone(t *testing.T) {
	for _, s := range []string{
		"", "609 of the 1,257 victims were female (48.4%).", `The source prints ">1%" for this figure; evidently "<1%" is meant.`,
		"¿Cuántas víctimas?\n- Una · dos", "A < B & C > D, *b* _i_ `c`", "“Trata de personas”, EE. UU. – …",
	} {
		if got := literal(s); got != s {
			t.Errorf("literal(%q) = %q", s, got)
		}
	}
}

func TestNoMentionStandsInAnyText(t *testing.T) {
	for s, want := range map[string]string{
		"<!channel>":         "<\u2060!channel>",
		"a <@U1> <#C1|x>":    "a <\u2060@U1> <\u2060#C1|x>",
		"<\u202e!here>":      "<\u2060!here>",
		"\u202efdp\u202c":    "fdp",
		"\u2067x\u2069":      "x",
		"a\tb\rc\x00d\x7fe":  "a b c d e",
		"\xff609":            "\ufffd609",
		"two\nlines":         "two\nlines",
		"<" + "<!everyone>>": "<<\u2060!everyone>>",
	} {
		if got := literal(s); got != want {
			t.Errorf("literal(%q) = %q, want %q", s, got, want)
		}
	}
	if got := line("two\nlines"); got != "two lines" {
		t.Errorf("line gives %q", got)
	}
}

func TestMrkdwnFormatsNothing(t *testing.T) {
	for s, want := range map[string]string{
		"609 of 1,257 (48.4%), at 10:30": "609 of 1,257 (48.4%), at 10:30",
		"A & B":                          "A &amp; B",
		"<1%":                            "&lt;1%",
		`prints ">1%"`:                   `prints "&gt;1%"`,
		"&lt;!channel&gt;":               "&amp;lt;!channel&amp;gt;",
		"<!channel>":                     "&lt;\u2060!channel&gt;",
		"*b* _i_ ~s~ `c`":                "∗b∗ ˍiˍ ∼s∼ ˋcˋ",
		"@here":                          "@\u2060here",
		":joy: and: this":                "∶joy: and: this",
		"> a\n >b\nc > d":                "› a\n ›b\nc &gt; d",
	} {
		if got := mrkdwn(s); got != want {
			t.Errorf("mrkdwn(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestClipShowsThatItCut(t *testing.T) {
	for _, c := range []struct {
		s    string
		most int
		want string
	}{
		{"short", 5, "short"}, {"longer", 5, "long…"}, {"a bc", 3, "a…"}, {"áéíóú", 5, "áéíóú"}, {"áéíóúñ", 5, "áéíó…"},
		{"😀😀😀", 6, "😀😀😀"}, {"😀😀😀", 5, "😀😀…"}, {"😀😀😀", 4, "😀…"},
	} {
		if got := clip(c.s, c.most); got != c.want {
			t.Errorf("clip(%q, %d) = %q, want %q", c.s, c.most, got, c.want)
		}
	}
}

func TestSplitGoesBetweenParagraphsLinesAndWords(t *testing.T) {
	for _, c := range []struct {
		s    string
		want []string
	}{
		{"", nil}, {" \n ", nil}, {"one two", []string{"one two"}},
		{"first paragraph\n\nsecond", []string{"first paragraph", "second"}},
		{"first line here\nsecond", []string{"first line here", "second"}},
		{"words of one line that is long", []string{"words of one line", "that is long"}},
		{strings.Repeat("x", 25), []string{strings.Repeat("x", 20), "xxxxx"}},
		{strings.Repeat("word ", 20), []string{"word word word word", "word word word word", "word word word word…"}},
	} {
		got := split(c.s, 20, 3)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("split(%q) = %q, want %q", c.s, got, c.want)
		}
	}
}

func TestMrkdwnIsCutBetweenItsSigns(t *testing.T) {
	for _, s := range []string{strings.Repeat("<", 5000), strings.Repeat("a&b ", 3000), strings.Repeat("ñ", 9000), strings.Repeat("x", 100) + "\xff"} {
		got := mrkdwnClip(s, 4000)
		if chars(got) > 4000 || !utf8.ValidString(got) {
			t.Errorf("%.10q...: %d characters", s, chars(got))
		}
		if left := entity.ReplaceAllString(got, ""); strings.ContainsAny(left, "&;") {
			t.Errorf("%.10q...: a sign is cut: %q", s, got[max(0, len(got)-20):])
		}
		if len(s) > 4000 && (!strings.HasSuffix(got, "…") || chars(got) < 2500) {
			t.Errorf("%.10q...: %d characters, ending in %q", s, chars(got), got[max(0, len(got)-20):])
		}
	}
}
