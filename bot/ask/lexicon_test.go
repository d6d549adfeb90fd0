package ask

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"cifra/stats"
	"cifra/stats/sets"
)

// theParser builds the parser of the border set once for all tests of this
// package's inside.
var theParser = sync.OnceValues(func() (*Parser, error) {
	set, err := sets.Load("border-2017")
	if err != nil {
		return nil, err
	}
	return New(set)
})

// loaded gives the lexicon of the border set.
func loaded(t testing.TB) *lexicon {
	t.Helper()
	p, err := theParser()
	if err != nil {
		t.Fatal(err)
	}
	return p.lex
}

// at finds the entry of a phrase, nil where there is none.
func (l *lexicon) at(phrase string) *entry {
	node := int32(0)
	for w := range strings.FieldsSeq(phrase) {
		if node = l.next(node, l.lookup(w)); node == 0 {
			return nil
		}
	}
	e := l.end(node)
	return &e
}

// texts are the files that the lexicon is made of.
func texts() fs.FS { return os.DirFS("lexicon") }

// readSections reads one of them.
func readSections(name string) ([]section, error) {
	return (&generic{texts: texts()}).readSections(name)
}

// lexiconNames lists the files of the lexicon.
func lexiconNames(t testing.TB) []string {
	t.Helper()
	entries, err := fs.ReadDir(texts(), ".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// supportPattern is what a pattern of the support lexicon is made of; all
// others have no groups in groups and no gaps.
var (
	supportPattern = regexp.MustCompile(`^[a-z0-9{*][a-z0-9 {},*]*$`)
	plainPattern   = regexp.MustCompile(`^[a-z0-9{][a-z0-9 {},]*$`)
	gap            = regexp.MustCompile(`(^|[ {,])\*([ },]|$)`)
)

func TestEveryWordOfTheLexiconIsFolded(t *testing.T) {
	for _, name := range lexiconNames(t) {
		sections, err := readSections(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sections {
			for _, p := range patternsOf(name, s) {
				allowed := plainPattern
				if strings.HasPrefix(name, "support.") {
					allowed = supportPattern
				}
				if !allowed.MatchString(p) {
					t.Errorf("%s, section %q: the pattern %q has something else than a-z, 0-9, space and braces", name, s.name, p)
				}
				if strings.Count(p, "*") != len(gap.FindAllString(p, -1)) || strings.HasPrefix(p, "*") || strings.HasSuffix(p, "*") {
					t.Errorf("%s, section %q: a * in %q is no word of its own, or stands at an end", name, s.name, p)
				}
			}
		}
	}
	for _, w := range Vocabulary(&Parser{lex: loaded(t)}) {
		if got := wordsOf(w); w != "*" && strings.Join(got, "") != strings.ReplaceAll(w, " ", "") {
			t.Errorf("the word %q is never met: a message with it is cut into %q", w, got)
		}
	}
}

// patternsOf splits a section of a lexicon file into its patterns.
func patternsOf(file string, s section) []string {
	text := strings.Join(s.lines, "|")
	switch file {
	case "real.txt", "alias.txt":
		return strings.Fields(strings.ReplaceAll(text, "|", " "))
	case "countries.txt":
		text = strings.Replace(text, ";", "|", 1)
	}
	var out []string
	for p := range strings.SplitSeq(text, "|") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

func wordsOf(text string) []string {
	var out []string
	for _, tok := range tokenise(text).toks {
		out = append(out, tok.text)
	}
	return out
}

// A phrase that the tokeniser cuts otherwise than the lexicon is dead: it looks
// as if it were understood.
func TestEveryPhraseOfTheLexiconCanBeMet(t *testing.T) {
	l := loaded(t)
	n, dead := 0, []string{}
	for phrase := range l.phrases() {
		n++
		if strings.Join(wordsOf(phrase), " ") != phrase {
			dead = append(dead, phrase)
		}
	}
	slices.Sort(dead)
	if len(dead) > 0 {
		t.Errorf("%d of %d phrases are never met, as a message with them is cut otherwise: %q", len(dead), n, dead)
	}
	if n < 20_000 {
		t.Errorf("only %d phrases were looked at", n)
	}
}

// phrases walks all phrases of the lexicon.
func (l *lexicon) phrases() map[string]*entry {
	words := l.fix.words()
	out := map[string]*entry{}
	var walk func(node int32, phrase string)
	walk = func(node int32, phrase string) {
		if e := l.end(node); e.class != unknown {
			out[phrase] = &e
		}
		for _, w := range l.behind(node) {
			walk(l.next(node, w), strings.TrimSpace(phrase+" "+l.word(w)))
		}
	}
	for _, w := range words {
		if n := l.next(0, w); n != 0 {
			walk(n, l.word(w))
		}
	}
	return out
}

// behind lists the words that lead on from a node other than the root.
func (l *lexicon) behind(node int32) []int32 {
	var out []int32
	base := node
	if n := node - l.base.nodes(); n >= 0 {
		base = l.own.nodes[n].base
		for _, key := range l.own.edges.keys {
			if int32(key>>32) == node {
				out = append(out, int32(uint32(key)))
			}
		}
	}
	if base > 0 {
		for i := l.base.from.i32(base); i < l.base.from.i32(base+1); i++ {
			out = append(out, l.base.edges.i32(i))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// The words of the data set mean what the set says, whatever the general
// lexicon makes of them. The set's first meaning for a phrase counts.
func TestWordsOfTheSetBeatAllOthers(t *testing.T) {
	l := loaded(t)
	meant := map[string]stats.Words{}
	for _, w := range l.set.Words {
		for _, p := range w.Patterns {
			if _, ok := meant[p]; !ok {
				meant[p] = w
			}
		}
	}
	if len(meant) < 1000 {
		t.Fatalf("the set has only %d patterns", len(meant))
	}
	for p, w := range meant {
		if w.For == stats.ForSet {
			continue // names are no phrases of the lexicon
		}
		want, err := l.refer(w.For)
		if err != nil {
			t.Fatal(err)
		}
		e := l.at(p)
		switch {
		case e == nil:
			t.Errorf("%q, which is for %q, is not in the lexicon", p, w.For)
		case e.class == interjection && l.second[l.lookup(p)].class == want.class:
		case e.class != want.class:
			t.Errorf("%q is for %q, but the lexicon has it as %s", p, w.For, classNames[e.class])
		case !strings.ContainsAny(w.For, "|&+") && e.meaning != want:
			t.Errorf("%q is for %q, but the lexicon has it for another %s", p, w.For, classNames[e.class])
		}
	}
}

// "This morning" is about the asker in "I need it this morning", and not in
// "calls this morning": a phrase of purpose that holds a word which restricts
// by itself is harmless only where a purpose is given.
func TestAPhraseOfPurposeThatHoldsARestrictionIsOneWhereNoPurposeIsGiven(t *testing.T) {
	l := loaded(t)
	p := &Parser{lex: l, set: l.set}
	all := l.phrases()
	var bad []string
	for phrase, e := range all {
		words := strings.Fields(phrase)
		if e.class != purposeNoun || len(words) < 2 {
			continue
		}
		if !slices.ContainsFunc(words, func(w string) bool { return all[w] != nil && len(w) > 3 && restrictive(all[w].class) }) {
			continue
		}
		for _, before := range []string{"how many calls ", "cuantas llamadas hubo "} {
			q := p.Parse(before+phrase, Context{})
			if q.Kind != Figures {
				continue
			}
			if a, err := l.set.Eval(q.Readings[0]); err == nil && a.Reason == stats.NoReason {
				bad = append(bad, before+phrase)
			}
		}
	}
	slices.Sort(bad)
	if len(bad) > 0 {
		t.Errorf("%d such messages get a figure: %q", len(bad), bad)
	}
}

func restrictive(c class) bool {
	switch c {
	case weakPop, category, cross, absent, country, region, place, times, month:
		return true
	}
	return false
}

func TestEverySectionOfTheLexiconIsRead(t *testing.T) {
	// newLexicon refuses unknown sections; files it does not know it would
	// leave alone.
	read := map[string]bool{}
	for _, name := range []string{"ops", "numbers", "info", "world", "help", "extra", "neutral", "common", "purpose", "offtopic", "support", "sets"} {
		read[name+".en.txt"], read[name+".es.txt"] = true, true
	}
	for _, name := range []string{"countries.txt", "places.txt", "foreign.txt", "real.txt", "alias.txt"} {
		read[name] = true
	}
	for _, name := range lexiconNames(t) {
		if !read[name] {
			t.Errorf("nothing reads lexicon/%s", name)
		}
		delete(read, name)
		if _, err := readSections(name); err != nil {
			t.Error(err)
		}
	}
	for name := range read {
		t.Errorf("lexicon/%s is not there", name)
	}
}

func TestEveryOperationHasWords(t *testing.T) {
	have := map[string]bool{}
	for _, file := range []string{"ops.en.txt", "ops.es.txt"} {
		sections, err := readSections(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sections {
			have[s.name] = true
		}
	}
	for name := range opNames {
		if !have[name] {
			t.Errorf("no words mean the operation %q", name)
		}
	}
}

func TestPlaceNamesAndPeopleOfEveryCountryAreKnown(t *testing.T) {
	l := loaded(t)
	for _, words := range []string{
		"el salvador|salvadoran|salvadorena|nicaragua|nicaraguense|colombian|colombianas|venezolanos|cuban|cubana|haitian|haitiano|ecuadorian|ecuatoriana|peruvian|peruanas",
		"brazilian|brasilena|chinese|chinas|india|filipino|filipina|thai|tailandesa|ukrainian|ucraniana|nigerian|nigeriana|russian|rusas|canadian|canadienses|dominican|dominicanas",
	} {
		for w := range strings.SplitSeq(words, "|") {
			if e := l.at(w); e == nil || e.class != country && e.class != region {
				t.Errorf("%q is no country's: %+v", w, e)
			}
		}
	}
	for w := range strings.SplitSeq("texas|california|tijuana|juarez|ciudad de mexico|chiapas|tapachula|new york|houston|los angeles|sinaloa|arizona|baja california", "|") {
		if e := l.at(w); e == nil || e.class != place {
			t.Errorf("%q is no place: %+v", w, e)
		}
	}
}
