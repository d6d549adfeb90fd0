package ask_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"cifra/bot/ask"
)

func shown(string) bool { return true }

func TestScrubKeepsWordsAndTakesOutWhatTellsAPerson(t *testing.T) {
	s := ask.NewScrubber(border(t).parser)
	for say, want := range map[string]string{
		"how many snakeheads":                                      "how many snakeheads",
		"¿Cuántos halcones había en 2016?":                         "cuantos halcones habia en #",
		"how many vctims were florblars":                           "how many victims were florblars",
		"How Many Snakeheads Were There":                           "how many [name] were there",
		"HOW MANY SNAKEHEADS":                                      "how many snakeheads",
		"how many victims did John Smith hurt":                     "how many victims did [name] hurt",
		"how many victims did john smith florbl":                   "how many victims did [name]",
		"cuantas victimas de maria de la luz hernandez":            "cuantas victimas de [name]",
		"cuantas victimas tiene Xochi Tepoztecatl":                 "cuantas victimas tiene [name]",
		"cuantas victimas tuvo el señor tepoztecatl":               "cuantas victimas tuvo el [name]",
		"how many victims has mr. florbl had":                      "how many victims has [name] had",
		"victims named florbl blorp by age":                        "victims [name] by age",
		"how many victims at 1200 Elm Street":                      "how many victims at [address]",
		"victimas florbl en calle tepozteco 45 colonia roma norte": "victimas florbl en [address]",
		"cuantas victimas de la calle":                             "cuantas victimas de la calle",
		"how many florbl victims in Springfield":                   "how many florbl victims in [place]",
		"florbl victims, call 555-123-4567":                        "florbl victims call #",
		"florbl victims call five five five one two":               "florbl victims call #",
		"how many florbl victims ana.lopez@example.com":            "how many florbl victims […]",
		"how many florbl victims @ana_l #casos https://x.org/a?b":  "how many florbl victims […]",
		"how many florbl victims t.me/ana example.com":             "how many florbl victims […]",
		"how many victims, anita arroba gmail punto com":           "how many victims […]",
		"how many victims <@U024BE7LH|ana> <#C1|general> florbl":   "how many victims […] florbl",
		"how many 25-year-old florbls":                             "how many # florbls",
		"how many aaaaaaaabbbbbbbbccccccccddddddd victims":         "how many […] victims",
		"how many x o c h i victims":                               "how many [name] victims",
		"how many １２３ ٤٥٦ florbl victims":                          "how many # florbl victims",
		"how many florbl victims from Mexico":                      "how many florbl victims from mexico",
	} {
		if got := s.Scrub(say).Text(shown); got != want {
			t.Errorf("%q\n   is   %q\n   want %q", say, got, want)
		}
	}
}

func TestScrubShowsOnlyTheUnknownWordsThatMayBeShown(t *testing.T) {
	w := ask.NewScrubber(border(t).parser).Scrub("how many florbl blorp victims were florbl")
	if got := w.Unknown(); !slices.Equal(got, []string{"florbl", "blorp"}) {
		t.Errorf("unknown are %q", got)
	}
	if got := w.Text(func(word string) bool { return word == "blorp" }); got != "how many [word] blorp victims were [word]" {
		t.Errorf("got %q", got)
	}
}

func TestScrubTellsQuestionsAboutFiguresFromWhatPeopleTellOfThemselves(t *testing.T) {
	s := ask.NewScrubber(border(t).parser)
	for say, want := range map[string][2]bool{ // asks, personal
		"how many snakeheads":                           {true, false},
		"porcentaje de halcones":                        {true, false},
		"florbl victims":                                {true, false},
		"can you tell me how many florbls":              {true, false},
		"i want to know how many florbls there were":    {true, false},
		"is florbl legal":                               {false, false},
		"a girl is blorping in the house next door":     {false, true},
		"my sister is a waitress, how many florbls":     {true, true},
		"me llamo xochi, cuantas florbls":               {true, true},
		"they took my passport and i cannot leave":      {false, true},
		"mi jefe me pega, cuantas victimas hay":         {true, true},
		"for my thesis, how many florbl victims":        {true, true},
		"how many victims, he locked the blorp up here": {true, true},
	} {
		w := s.Scrub(say)
		if w.Asks != want[0] || w.Personal != want[1] {
			t.Errorf("%q: asks %v, personal %v, want %v", say, w.Asks, w.Personal, want)
		}
	}
}

// What one data set's words do not know, another's may.
func TestScrubTakesAWordForKnownThatOneOfSeveralParsersKnows(t *testing.T) {
	const say = "how many sewing victims and snakeheads"
	other, err := newReader("../../cmd/cifra/starter")
	if err != nil {
		t.Fatal(err)
	}
	unknown := func(parsers ...*ask.Parser) []string { return ask.NewScrubber(parsers...).Scrub(say).Unknown() }
	one, two := border(t).parser, other.parser
	if got := unknown(one); !slices.Equal(got, []string{"sewing", "snakeheads"}) {
		t.Errorf("unknown to one are %q", got)
	}
	for _, got := range [][]string{unknown(one, two), unknown(two, one)} {
		if !slices.Equal(got, []string{"snakeheads"}) {
			t.Errorf("unknown to both are %q", got)
		}
	}
}

// FuzzScrub: whatever is written, no digit, no sign of an address and no word
// of any length comes out.
func FuzzScrub(f *testing.F) {
	s := ask.NewScrubber(border(f).parser)
	for _, say := range []string{
		"how many victims", "call 555-123-4567", "ana@example.com", "https://x.org/a?b=1", "t.me/ana", "<@U1|x>", "١٢٣ ½ ⅷ Ⅷ ² x²", "a.b.c.d", "calle",
		"señora Xóchitl 9na calle", "@", "#", "http//x", "１２３", "\x00\xff", "www", "ﬁ@x", "a\u200d@b", strings.Repeat("x", 300),
	} {
		f.Add(say)
	}
	url := regexp.MustCompile(`https?|\bwww\b|[./:@\\<>_]`)
	f.Fuzz(func(t *testing.T, say string) {
		w := s.Scrub(say)
		got := w.Text(shown)
		if url.MatchString(got) || strings.ContainsFunc(got, unicode.IsNumber) || strings.ContainsFunc(got, unicode.IsControl) || !utf8.ValidString(got) {
			t.Errorf("%q becomes %q", say, got)
		}
		for word := range strings.FieldsSeq(got) {
			if utf8.RuneCountInString(word) > 24 {
				t.Errorf("%q becomes %q", say, got)
			}
			if strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) &&
				!slices.Contains([]string{ask.ScrubbedName, ask.ScrubbedAddress, ask.ScrubbedPlace, ask.ScrubbedContact, ask.ScrubbedNumber}, word) {
				t.Errorf("%q becomes %q", say, got)
			}
		}
		if hidden := w.Text(func(string) bool { return false }); len(w.Unknown()) > 0 && !strings.Contains(hidden, ask.ScrubbedRare) {
			t.Errorf("%q with its unknown words hidden is %q", say, hidden)
		}
	})
}
