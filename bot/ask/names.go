package ask

import (
	"embed"
	"fmt"
	"io/fs"
	"math/bits"
	"slices"
	"strings"

	"cifra/stats"
)

// Named says which of the data sets that are loaded a message names: "at the
// border", "according to the national report", "in both".
type Named struct {
	Sets uint64 // bit n for the n-th
	All  bool   // "in both", "across the sources"
	Last bool   // "in that report": the one that was spoken of
	Rest bool   // "in the other report": another than that
	List bool   // "which reports do you have?"
	Use  bool   // "use ...": from now on, rather than once
}

// Only gives the number of the one set that is named, or -1.
func (n Named) Only() int {
	if n.All || bits.OnesCount64(n.Sets) != 1 {
		return -1
	}
	return bits.TrailingZeros64(n.Sets)
}

// Several says whether more than one set is named.
func (n Named) Several() bool { return n.All || bits.OnesCount64(n.Sets) > 1 }

// mostSets is how many data sets can be told apart.
const mostSets = 64

// What a phrase of names stands for beside the number of a set.
const (
	allSets = -1 - iota
	lastSet
	useSet
	eachSet // "in each": goes with several names
	thanSet // "more", where "than" and a name follow
	pairSet // "of the two", where two sets were spoken of
	there   // the set of the last reply, in a word that stays
	restSet // "the other report"
	listSet // "which reports do you have"
	noSet   // looks like a name and is none: "American national"
)

// nameSections are the sections of the lexicon that say so.
var nameSections = map[string]int{"all": allSets, "last": lastSet, "use": useSet, "each": eachSet, "than": thanSet, "pair": pairSet, "there": there, "other": restSet, "list": listSet, "none": noSet}

// namePhrase is a way to name a set.
type namePhrase struct {
	words []string
	of    int // a set's number, or what else it stands for
	langs uint8
}

// names finds the phrases that name data sets. They are cut out of a message
// before anything else reads it, so that what is left is the same question to
// each set; without several sets there are none.
type names struct {
	first map[string][]namePhrase // by their first word, longest first
	lead  map[string]bool         // words that lead to a name: "in the", "según la"
	join  map[string]bool         // words between two names: "versus", "y"
	ids   []string                // of the sets
}

// namesTexts hold the phrases that belong to no set. They are not frozen with
// the lexicon: where one set is loaded they mean nothing.
//
//go:embed lexicon/sets.en.txt lexicon/sets.es.txt
var namesTexts embed.FS

// newNames gathers the names of data sets, of which there are several.
func newNames(sets []*stats.Set) (*names, error) {
	if len(sets) > mostSets {
		return nil, fmt.Errorf("reading the names of data sets: %d sets are more than %d", len(sets), mostSets)
	}
	n := &names{first: map[string][]namePhrase{}, lead: map[string]bool{}, join: map[string]bool{}}
	for i, set := range sets {
		n.ids = append(n.ids, set.ID)
		for _, w := range set.Words {
			if w.For == stats.ForSet {
				n.add(i, 1<<w.Lang, w.Patterns...)
			}
		}
	}
	if err := n.addGeneric(); err != nil {
		return nil, fmt.Errorf("reading the names of data sets: %w", err)
	}
	for _, phrases := range n.first {
		slices.SortStableFunc(phrases, func(a, b namePhrase) int { return len(b.words) - len(a.words) })
	}
	return n, nil
}

// addGeneric enters the phrases that belong to no set.
func (n *names) addGeneric() error {
	texts, err := fs.Sub(namesTexts, "lexicon")
	if err != nil {
		return err
	}
	return (&generic{texts: texts}).eachSection("sets", func(s section, langs uint8) error {
		for pattern := range strings.SplitSeq(strings.Join(s.lines, "|"), "|") {
			phrases, err := stats.Expand(strings.TrimSpace(pattern))
			if err != nil {
				return err
			}
			of, names := nameSections[s.name]
			words := map[string]map[string]bool{"lead": n.lead, "join": n.join}[s.name]
			switch {
			case names:
				n.add(of, langs, phrases...)
			case words == nil:
				return errNoSection
			}
			for _, p := range phrases {
				if words != nil {
					words[p] = true
				}
			}
		}
		return nil
	})
}

// add enters phrases. One that two sets claim names neither: it would send a
// question to a set that may not be meant.
func (n *names) add(of int, langs uint8, phrases ...string) {
next:
	for _, p := range phrases {
		words := strings.Fields(p)
		list := n.first[words[0]]
		for i := range list {
			if other := &list[i]; slices.Equal(other.words, words) && other.of != of && other.of >= 0 && of >= 0 {
				other.of = noSet
				continue next
			}
		}
		n.first[words[0]] = append(list, namePhrase{words, of, langs})
	}
}

// setNames is what the names in a message come to.
type setNames struct {
	Named
	score [len(stats.Langs)]int // what they tell of the language
	trace []TraceWord
}

// nameSpan is a name in a message, by its tokens.
type nameSpan struct {
	from, to int
	phrase   namePhrase
}

// cut takes the names out of a message. What shows that a set is to be used
// from now on, or that each of several is meant, counts only beside names.
func (n *names) cut(t *tokenised, prev Context) setNames {
	if n == nil {
		return setNames{}
	}
	spans := n.find(t.toks)
	out := setNames{Named: namedBy(spans, prev)}
	if out.Sets == 0 && !out.All && !out.Last && !out.Rest && !out.List {
		return setNames{}
	}
	than := out.Several() && (prev.Several || slices.ContainsFunc(spans, func(s nameSpan) bool { return s.phrase.of >= 0 && n.after(t.toks, s.from) }))
	for i, s := range slices.Backward(spans) {
		switch of := s.phrase.of; {
		case of == eachSet && !out.Several(), of == thanSet && !than, of == pairSet && !prev.Several, of == there:
			continue // harmless or not, it stays
		}
		before := 0
		if i > 0 {
			before = spans[i-1].to
		}
		from := n.from(t.toks, s.from, before)
		for l := range stats.Langs {
			if s.phrase.langs == 1<<l {
				out.score[l] += 2 * len(s.phrase.words)
			}
		}
		out.trace = append(out.trace, TraceWord{Text: t.text(from, s.to), Meaning: n.meaning(s.phrase.of)})
		t.remove(from, s.to)
	}
	return out
}

// namedBy says which sets the names in a message stand for.
func namedBy(spans []nameSpan, prev Context) Named {
	var out Named
	for _, s := range spans {
		switch of := s.phrase.of; of {
		case allSets:
			out.All = true
		case pairSet:
			out.All = out.All || prev.Several
		case lastSet, there:
			out.Last = true
		case restSet:
			out.Rest = true
		case listSet:
			out.List = true
		case useSet:
			out.Use = true
		case eachSet, thanSet:
		default:
			out.Sets |= 1 << of
		}
	}
	return out
}

// from gives where what goes with a name begins: the words that lead to it, or
// all between it and the name before, "border versus national".
func (n *names) from(toks []token, at, before int) int {
	for at > before && toks[at].brk == noBreak && n.lead[toks[at-1].text] {
		at--
	}
	joins := func(tok token) bool { return n.join[tok.text] || n.lead[tok.text] }
	if before > 0 && !slices.ContainsFunc(toks[before:at], func(tok token) bool { return !joins(tok) }) {
		return before
	}
	return at
}

// after reports whether "than" stands before a name: "nationally than at the
// border".
func (n *names) after(toks []token, at int) bool {
	for at > 0 && n.lead[toks[at-1].text] {
		at--
	}
	return at > 0 && (toks[at-1].text == "than" || toks[at-1].text == "que" || toks[at-1].text == "q")
}

// find lists the names in a message.
func (n *names) find(toks []token) []nameSpan {
	var spans []nameSpan
	for i := 0; i < len(toks); i++ {
		if p, ok := n.at(toks, i); ok {
			if p.of != noSet {
				spans = append(spans, nameSpan{i, i + len(p.words), p})
			}
			i += len(p.words) - 1
		}
	}
	return spans
}

// at gives the longest name that begins at a token.
func (n *names) at(toks []token, i int) (namePhrase, bool) {
	for _, p := range n.first[toks[i].text] {
		if i+len(p.words) <= len(toks) && n.is(p.words, toks[i:]) {
			return p, true
		}
	}
	return namePhrase{}, false
}

func (n *names) is(words []string, toks []token) bool {
	for i, w := range words {
		if toks[i].text != w || i > 0 && toks[i].brk > noBreak {
			return false
		}
	}
	return true
}

// meaning says for a trace what a name stands for.
func (n *names) meaning(of int) string {
	switch of {
	case allSets, eachSet, thanSet, pairSet:
		return "all data sets"
	case restSet:
		return "the other data set"
	case listSet:
		return "which data sets there are"
	case lastSet, there:
		return "the data set of the last reply"
	case useSet:
		return "from now on"
	}
	return "data set " + n.ids[of]
}

// text is a run of tokens as typed.
func (t *tokenised) text(from, to int) string {
	words := make([]string, 0, to-from)
	for _, tok := range t.toks[from:to] {
		words = append(words, tok.raw)
	}
	return strings.Join(words, " ")
}

// remove takes a run of tokens away; the break before it stays.
func (t *tokenised) remove(from, to int) {
	if to < len(t.toks) {
		t.toks[to].brk = max(t.toks[to].brk, t.toks[from].brk)
	}
	t.toks = slices.Delete(t.toks, from, to)
}
