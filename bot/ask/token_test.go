package ask

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestMessageIsCutIntoFoldedWords(t *testing.T) {
	for _, test := range []struct{ say, want string }{
		{"How many victims?", "how many victims"},
		{"¿Cuántas víctimas son niñas?", "cuantas victimas son ninas"},
		{"cu\u200bántas v\u00adíct\ufeffimas", "cuantas victimas"},
		{"vi\u0301ctimas", "victimas"},
		{"ｖｉｃｔｉｍｓ　１２", "victims 12"},
		{"vісtіms", "victims"}, // Cyrillic i and s
		{"ΑΒΕ", "abe"},         // Greek capitals
		{"don't", "dont"},
		{"don’t", "dont"},
		{"we're were", "werex were"},
		{"labor/sex", "labor / sex"},
		{"63.1% of 1,257", "63.1 % of 1,257"},
		{"#2 & #3 + 4 = $5", "# 2 & # 3 + 4 = $ 5"},
		{"2nd 3er 3rd 1o", "2nd 3er 3rd 1o"},
		{"h2a visa", "h2a visa"},
		{"hotel-motel", "hotel motel"},
		{"a—b–c", "a b c"},
		{"U.S. and EE. UU.", "u s and ee uu"},
		{"", ""},
		{" \t\n ", ""},
		{"?!.,;:()[]\"'…", ""},
		{"\x00\x01", ""},
		{"\xff\xfe", ""},
		{"日本", "日本"},
	} {
		if got := strings.Join(wordsOf(test.say), " "); got != test.want {
			t.Errorf("%q is cut into %q, not %q", test.say, got, test.want)
		}
	}
}

func TestBreaksTellSentencesFromClauses(t *testing.T) {
	for _, test := range []struct {
		say  string
		want []uint8
	}{
		{"women men", []uint8{strongBreak, noBreak}},
		{"women, men", []uint8{strongBreak, weakBreak}},
		{"women. men", []uint8{strongBreak, strongBreak}},
		{"women? men", []uint8{strongBreak, strongBreak}},
		{"women\nmen", []uint8{strongBreak, strongBreak}},
		{"women: men", []uint8{strongBreak, weakBreak}},
		{"women (men)", []uint8{strongBreak, weakBreak}},
		{"women - men", []uint8{strongBreak, weakBreak}},
		{"women-men", []uint8{strongBreak, noBreak}},
		{"women's men", []uint8{strongBreak, noBreak}},
		{"u.s. men", []uint8{strongBreak, noBreak, noBreak}},
		{"women... men", []uint8{strongBreak, strongBreak}},
		{"women, . men", []uint8{strongBreak, strongBreak}},
		{"women.men", []uint8{strongBreak, noBreak}},
	} {
		var got []uint8
		for _, tok := range tokenise(test.say).toks {
			got = append(got, tok.brk)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q has the breaks %v, not %v", test.say, got, test.want)
		}
	}
}

func TestTokensKeepHowTheyWereTyped(t *testing.T) {
	toks := tokenise("US us: Sex-labor 2nd 1,257").toks
	for i, want := range []token{
		{text: "us", raw: "US", brk: strongBreak, upper: true},
		{text: "us", raw: "us"},
		{text: "sex", raw: "Sex", brk: weakBreak, colon: true},
		{text: "labor", raw: "labor", hyphen: true},
		{text: "2nd", raw: "2", isNum: true, num: 2, ord: true},
		{text: "1,257", raw: "1,257", isNum: true, num: 1257},
	} {
		if toks[i] != want {
			t.Errorf("token %d is %+v, not %+v", i, toks[i], want)
		}
	}
}

func TestSpanishIsToldByItsSigns(t *testing.T) {
	for say, want := range map[string]bool{"¿victimas": true, "niñas": true, "víctimas": true, "¡ya!": true, "VÍCTIMAS": true, "victims": false, "naïve façade": false, "über": false} {
		if got := tokenise(say).spanish; got != want {
			t.Errorf("%q has signs of Spanish: %v", say, got)
		}
	}
}

func TestShoutingIsTold(t *testing.T) {
	for say, want := range map[string]bool{"HOW MANY VICTIMS": true, "OVERVIEW": false, "how many US victims": false, "TOP 3 INDUSTRIES": true, "": false, "123 456": false, "CUÁNTAS VÍCTIMAS": true} {
		if got := tokenise(say).shouted; got != want {
			t.Errorf("%q is shouted: %v", say, got)
		}
	}
}

func TestALongMessageIsCutOffBetweenLetters(t *testing.T) {
	for _, say := range []string{strings.Repeat("a", maxMessage+1), strings.Repeat("á", maxMessage), strings.Repeat("x", maxMessage-1) + "日", strings.Repeat("\xff", maxMessage+9)} {
		got := tokenise(say)
		if !got.cut {
			t.Errorf("a message of %d bytes is not cut", len(say))
		}
		for _, tok := range got.toks {
			if !utf8.ValidString(tok.text) {
				t.Errorf("a token of %d bytes ends in the midst of a letter", len(tok.text))
			}
		}
	}
	if tokenise(strings.Repeat("a", maxMessage)).cut {
		t.Error("a message of the most bytes is cut")
	}
}

func TestNumbersAreReadInBothStyles(t *testing.T) {
	for s, want := range map[string]float64{
		"0": 0, "7": 7, "1257": 1257, "1,257": 1257, "1.257": 1257, "63.1": 63.1, "63,1": 63.1, "1,234,567": 1234567, "1.234.567": 1234567,
		"1,257.5": 1257.5, "1.257,5": 1257.5, "00012": 12, "48.45": 48.45, "3.14159": 3.14159,
		strings.Repeat("9", 400): -1,
	} {
		if got := parseNumber(s); math.Abs(got-want) > 1e-9 {
			t.Errorf("%.20q is read as %v, not %v", s, got, want)
		}
	}
}

func TestFoldIsStable(t *testing.T) {
	for _, s := range []string{"Cuántas VÍCTIMAS", "ﬁn", "½", "Ⅷ", "№5", "a\u0301\u0327", "ｆｕｌｌ", "асеорх", "’‘ʼ´", "–—−‐‑", "🙏🏽", "ßØæ", "İı"} {
		once := fold(s)
		if again := fold(once); again != once {
			t.Errorf("%q is folded to %q, and that to %q", s, once, again)
		}
		if !utf8.ValidString(once) {
			t.Errorf("%q is folded to %q", s, once)
		}
	}
}

func TestLookAlikesStandForTheirLatinLetter(t *testing.T) {
	for r, want := range map[rune]byte{'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'х': 'x', 'у': 'y', 'і': 'i', 'ѕ': 's', 'Н': 'H', 'Р': 'P', 'С': 'C', 'ο': 'o', 'Ρ': 'P', 'Χ': 'X'} {
		if got, ok := lookAlike(r); !ok || got != want {
			t.Errorf("%q looks like %q (%v), not %q", r, got, ok, want)
		}
	}
	for _, r := range "жщюяб日é" {
		if got, ok := lookAlike(r); ok {
			t.Errorf("%q looks like %q", r, got)
		}
	}
}

func TestHeldDownLettersAreTakenOut(t *testing.T) {
	for w, want := range map[string]string{
		"holaaaa": "hola", "siii": "si", "hellooo": "helo", "women": "women", "kill": "kill", "victimsss": "victims", "aaa": "a", "": "", "a": "a", "llll": "l", "pleeeease": "please",
	} {
		if got := squeeze(w); got != want {
			t.Errorf("%q is squeezed to %q, not %q", w, got, want)
		}
	}
}

// FuzzTokenise asks for what holds of the tokens of any message.
func FuzzTokenise(f *testing.F) {
	for _, s := range []string{"How many víctimas?", "½ ﬁ Ⅷ №5 ２０", "US us: Sex-labor 2nd 1,257.5%", "\xff\xfe\x00", "don’t we're `x`", "1,2.3,4 1º 2ª", "a\u0301\u200bb İ ß ŉ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		toks := tokenise(s).toks
		if len(toks) > 4*len(s) { // a letter may stand for several, none for more than that many signs
			t.Errorf("%d tokens of %d bytes", len(toks), len(s))
		}
		for i, tok := range toks {
			switch {
			case tok.text == unequal: // the one sign that is a word
			case tok.raw == "" || strings.ContainsAny(tok.text, " \t\n?!,;:()'’"+"ABCDEFGHIJKLMNOPQRSTUVWXYZ") && !tok.isNum:
				t.Errorf("%q has the token %+v", s, tok)
			case i == 0 && tok.brk != strongBreak:
				t.Errorf("%q does not begin with a break", s)
			case tok.isNum && (math.IsNaN(tok.num) || math.IsInf(tok.num, 0)):
				t.Errorf("%q has the number %v", s, tok.num)
			}
		}
	})
}
