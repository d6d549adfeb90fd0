package ask

import (
	_ "embed" // for the names
	"slices"
	"strings"
)

//go:embed names.txt
var namesOfPeople string

// Scrubber takes out of messages what could tell whose they are, so that the
// words which the parser does not know can be looked at. It is built once and
// may be used by any number of goroutines.
//
// It keeps words and not text: what it gives is put together anew from words
// in small letters, so that no digit, sign or address can get through. Of the
// words, those of the lexicon stay, but for places; names, numbers, addresses
// and ways to reach someone become placeholders. No such rule is perfect, which
// is why whoever keeps a Wording shows its unknown words only once several
// people have used them.
type Scrubber struct {
	parsers []*Parser // what one of them knows is known
	names   map[string]bool
}

// NewScrubber makes a scrubber that knows the words of parsers, of which there
// is one at least: those of the data sets that a bot answers from.
func NewScrubber(parsers ...*Parser) *Scrubber {
	s := &Scrubber{parsers: parsers, names: make(map[string]bool, 2048)}
	for line := range strings.Lines(namesOfPeople) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for name := range strings.FieldsSeq(line) {
			s.names[name] = true
		}
	}
	return s
}

// What stands in a wording in place of what was taken out.
const (
	ScrubbedName    = "[name]"
	ScrubbedAddress = "[address]"
	ScrubbedPlace   = "[place]"
	ScrubbedContact = "[…]"
	ScrubbedNumber  = "#"
	ScrubbedRare    = "[word]" // of a word that is not shown
)

// Wording is a message without what could tell whose it is.
type Wording struct {
	Words    []ScrubbedWord
	Asks     bool // it asks for a figure
	Personal bool // it speaks of the writer or of someone near, says who asks or why, or may be a call for help
}

// ScrubbedWord is a word in small letters without accents, or a placeholder.
type ScrubbedWord struct {
	Text    string
	Unknown bool // neither the lexicon nor the data set has it
}

// Unknown lists the words that the parser does not know, each once.
func (w Wording) Unknown() []string {
	var out []string
	for _, word := range w.Words {
		if word.Unknown && !slices.Contains(out, word.Text) {
			out = append(out, word.Text)
		}
	}
	return out
}

// Text writes the wording, with those of the unknown words that may be shown.
func (w Wording) Text(show func(word string) bool) string {
	var out []string
	for _, word := range w.Words {
		text := word.Text
		if word.Unknown && !show(text) {
			text = ScrubbedRare
		}
		if n := len(out); n > 0 && out[n-1] == text && isPlaceholder(text) {
			continue // one is as good as several
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func isPlaceholder(s string) bool {
	switch s {
	case ScrubbedName, ScrubbedAddress, ScrubbedPlace, ScrubbedContact, ScrubbedNumber, ScrubbedRare:
		return true
	}
	return false
}

// mostScrubbed is how much of a message is read, in bytes: what is longer is no
// question.
const mostScrubbed = 1 << 10

// Scrub takes out of a message what could tell whose it is.
func (s *Scrubber) Scrub(text string) Wording {
	if len(text) > mostScrubbed {
		text = strings.ToValidUTF8(text[:mostScrubbed], "")
	}
	var w Wording
	t := tokenise(veil(text))
	words := make(laid, len(t.toks))
	for _, p := range s.parsers {
		q, r := p.parse(text, Context{})
		marks, _ := p.lex.mark(t)
		words.lay(t, marks)
		w.Asks = w.Asks || slices.ContainsFunc(marks, asks)
		w.Personal = w.Personal || q.Kind == Support || r.intimate() ||
			slices.ContainsFunc(marks, func(m mark) bool { return saysWho(&m, t.toks) })
	}
	words.contacts()
	words.addresses()
	words.people(s.names)
	words.numbers()
	w.Words = words.rest()
	return w
}

// asks reports whether a phrase makes a message one about figures.
func asks(m mark) bool {
	switch m.class {
	case population, dimension:
		return true
	}
	switch m.op() {
	case opCount, opPercent, opOverview, opBreakdown, opBy, opMost, opLeast, opTop, opRank, opMajority,
		opHowMuchMore, opCompare, opDifference, opRatio, opAverage, opSum, opChart:
		return true
	}
	return false
}

// saysWho reports whether a phrase speaks of the writer, of those around, or of
// why it is asked.
func saysWho(m *mark, toks []token) bool {
	switch m.class {
	case person, purpose, purposeFor:
		return true
	}
	if m.to-m.from > 1 {
		return false // "I want to know how many": a phrase that says nothing
	}
	switch toks[m.from].text {
	case "i", "im", "ive", "me", "my", "mine", "myself", "we", "our", "ours",
		"yo", "mi", "mis", "mio", "mia", "mios", "mias", "conmigo", "nosotros", "nosotras", "nuestro", "nuestra", "nuestros", "nuestras":
		return true
	}
	return false
}

// intimate reports whether a message has words of the lexicon of help that are
// not what a question of statistics is about, though they do not make it a call
// for help.
func (r *reading) intimate() bool {
	if r.private {
		return true
	}
	a := r.newAppeal()
	if a == nil {
		return false
	}
	for _, section := range [...]int{supDirect, supSoft, supThird, supSelf, supStrongSelf, supClose, supAbuser, supHint, supWorry} {
		if len(a.hits[section]) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(a.hits[supHarm], func(h span) bool { return !a.counted(h) })
}
