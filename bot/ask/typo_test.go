package ask_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"cifra/bot/ask"
)

// lettered matches the words that a typo is put into.
var lettered = regexp.MustCompile(`\p{L}{7,}`)

// A typo in a long word is put right where only one word can be meant, and
// never turns a question into another one.
func TestAnswerStaysWithOneTypoInALongWord(t *testing.T) {
	b := border(t)
	v := newVocabulary(b.parser)
	n, other := 0, 0
	for _, line := range answeredLines(t, corpora(t)...) {
		for _, at := range lettered.FindAllStringIndex(line.say, -1) {
			for _, typo := range typos(line.say[at[0]:at[1]]) {
				say := line.say[:at[0]] + typo + line.say[at[1]:]
				got := b.ask(t, say)
				if v.meantFor(line.say[at[0]:at[1]], typo) {
					n++
					if why, ok := typoAllowed[line.id+" "+typo]; ok && got.Kind != ask.Figures && why != "" {
						continue
					}
					if !got.same(line.reply) {
						t.Errorf("%s %q\n   was %s\n   is  %s", line.id, say, line.reply, got)
					}
					continue
				}
				// Another word may be meant too: then no figure is better than
				// another one, and less is better than more.
				other++
				if got.Kind == ask.Figures && !got.partOf(line.reply) {
					t.Errorf("%s %q, where the typo may be for several words\n   was %s\n   is  %s", line.id, say, line.reply, got)
				}
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d typos were tried", n)
	}
	t.Logf("%d typos with one word meant, %d others", n, other)
}

// partOf reports whether a reply says nothing that another does not say.
func (r reply) partOf(other reply) bool {
	for _, f := range r.Figures {
		if !slices.Contains(other.Figures, f) {
			return false
		}
	}
	return r.Value == nil || other.Value != nil && *r.Value == *other.Value
}

// The words that make a question are misspelt like any other, and decide what
// is computed.
func TestMisspeltQuestionWordsAreUnderstood(t *testing.T) {
	b := border(t)
	for asked, rest := range map[string]string{
		"how many more|how mnay more|hwo many more|how amny more|howmany more|hw many more|how manny more": "women than men are among the victims",
		"cuantas mas|cunatas mas|cuanats mas|kuantas mas|quantas mas|cuamtas mas|cuntas mas|cuántas más":   "mujeres que hombres hay entre las victimas",
		"what percentage|what percentge|what precentage|wat percentage|what persentage|what pecentage":     "of the victims are women",
		"que porcentaje|ke porcentaje|que porcentje|que procentaje|qe porsentaje|que porcentage":           "de las victimas son mujeres",
	} {
		first, others, _ := strings.Cut(asked, "|")
		want := b.ask(t, first+" "+rest)
		if want.Kind != ask.Figures || want.Value == nil {
			t.Fatalf("%q is %s", first+" "+rest, want)
		}
		for other := range strings.SplitSeq(others, "|") {
			if got := b.ask(t, other+" "+rest); !got.same(want) {
				t.Errorf("%q\n   is  %s\n   not %s", other+" "+rest, got, want)
			}
		}
	}
}

// typoAllowed are the typos, by line, after which the figure may be refused
// (never changed), with the reason.
var typoAllowed = map[string]string{
	"f5-016 nesseito": "the word has a typo already: nesesito",
	"n-015 Escuhcé":   "may be escuché or escucho",
}

// typos gives a word with two inner letters swapped: in the middle, at the
// second letter, and before the last one.
func typos(word string) []string {
	letters := []rune(word)
	var out []string
	for _, i := range []int{1, len(letters)/2 - 1, len(letters) - 3} {
		if letters[i] == letters[i+1] {
			i++
		}
		if i+2 >= len(letters) || letters[i] == letters[i+1] || unicode.IsUpper(letters[i]) != unicode.IsUpper(letters[i+1]) {
			continue
		}
		swapped := slices.Clone(letters)
		swapped[i], swapped[i+1] = swapped[i+1], swapped[i]
		if s := string(swapped); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// vocabulary answers, without the parser's own speller, which words of the
// lexicon a misspelt word may be.
type vocabulary struct {
	parser *ask.Parser
	words  map[string]bool
}

func newVocabulary(p *ask.Parser) *vocabulary {
	v := &vocabulary{parser: p, words: map[string]bool{}}
	for _, w := range ask.Vocabulary(p) {
		v.words[w] = true
	}
	return v
}

// meantFor reports whether typo, one edit away from word, can be meant for no
// other word of the lexicon. A typo that is itself a word is meant as it stands.
func (v *vocabulary) meantFor(word, typo string) bool {
	word, typo = ask.Words(word)[0], ask.Words(typo)[0]
	if !v.words[word] || v.words[typo] || ask.RightAsItIs(v.parser, typo) {
		return false
	}
	for w := range edits(typo) {
		if v.words[w] && w != word {
			return false
		}
	}
	return true
}

// edits gives every word one edit away: a letter less, two swapped, one other,
// one more.
func edits(w string) map[string]bool {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	out := map[string]bool{}
	for i := range len(w) + 1 {
		head, tail := w[:i], w[i:]
		for _, l := range letters {
			out[head+string(l)+tail] = true
			if tail != "" {
				out[head+string(l)+tail[1:]] = true
			}
		}
		if tail != "" {
			out[head+tail[1:]] = true
		}
		if len(tail) > 1 {
			out[head+tail[1:2]+tail[:1]+tail[2:]] = true
		}
	}
	return out
}
