package ask

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"cifra/stats"
)

// lexiconFiles hold the words of both languages that belong to no data set.
//
//go:embed lexicon
var lexiconFiles embed.FS

var errNoSection = errors.New("no such section")

// Languages of a phrase, as bits.
const (
	inEN = 1 << stats.EN
	inES = 1 << stats.ES
)

// entry is what a phrase means, at the node of the trie where it ends.
type entry struct {
	meaning
	langs   uint8
	plural  bool // a dimension named in the plural: all of its categories
	purpose bool // also occurs in clauses of purpose
}

// place in the world, by its code.
type worldCountry struct {
	code string // ISO 3166-1 alpha-2, or X- and a name for a region
	name stats.Text
}

// lexicon is every phrase that the parser knows, in a trie of words. It is
// built once and only read afterwards.
type lexicon struct {
	words map[string]int32 // from a word to its number
	spell []string         // from a number to its word
	edges map[uint64]int32 // from node<<32|word to the node behind it
	ends  []entry          // by node; class unknown where no phrase ends

	set       *stats.Set
	cats      []*stats.Category
	catIndex  map[string]int32
	lists     [][]meaning // of several and cross
	alts      [][]meaning // of either
	countries []worldCountry
	byISO     map[string]*stats.Category
	real      map[string]bool // words that are right as they stand, though no phrase has them
	support   *phrases
	alias     map[string]string // chat spellings of words
	second    map[int32]meaning // what an interjection means as an ordinary word
	fix       *speller
}

// newLexicon builds the lexicon of a data set. The first meaning that is added
// for a phrase stays: the set's own words come before those of the grammar,
// and these before the harmless ones.
func newLexicon(set *stats.Set) (*lexicon, error) {
	l := &lexicon{
		words: make(map[string]int32, 32<<10), edges: make(map[uint64]int32, 80<<10),
		spell: make([]string, 1, 32<<10), ends: make([]entry, 1, 80<<10),
		set: set, catIndex: map[string]int32{}, byISO: map[string]*stats.Category{}, real: make(map[string]bool, 16<<10), second: map[int32]meaning{}, alias: map[string]string{},
	}
	l.indexSet()
	steps := []func() error{l.addSet, l.addOps, l.addNumbers, l.addNotions, l.addWorld, l.addGeneral, l.addReal, l.addAlias}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	l.fix = newSpeller(l)
	return l, nil
}

func (l *lexicon) indexSet() {
	for _, d := range l.set.Dimensions {
		for _, c := range d.Categories {
			l.catIndex[d.ID+"."+c.ID] = int32(len(l.cats))
			l.cats = append(l.cats, c)
			if c.Country != "" {
				l.byISO[c.Country] = c
			}
		}
	}
}

// add enters a phrase. It reports whether the phrase was new.
func (l *lexicon) add(phrase string, m meaning, langs uint8) bool {
	node := int32(0)
	for rest := phrase; rest != ""; {
		var w string
		w, rest, _ = strings.Cut(rest, " ")
		if w == "" {
			continue
		}
		id := l.number(w)
		key := uint64(node)<<32 | uint64(uint32(id))
		next, ok := l.edges[key]
		if !ok {
			next = int32(len(l.ends))
			l.edges[key] = next
			l.ends = append(l.ends, entry{})
		}
		node = next
	}
	if node == 0 {
		return false
	}
	e := &l.ends[node]
	if m.class == purposeNoun {
		e.purpose = true
	}
	if e.class == unknown {
		e.meaning, e.langs = m, langs
		e.plural = m.class == dimension && plural(phrase)
		return true
	}
	if m.class == interjection && node != 0 {
		l.second[l.words[phrase]] = e.meaning
		e.meaning = m
	}
	if e.meaning == m || m.class == filler {
		e.langs |= langs
	}
	return e.meaning == m
}

// number gives a word's number; a new word gets the next.
func (l *lexicon) number(w string) int32 {
	id, ok := l.words[w]
	if !ok {
		id = int32(len(l.spell))
		l.words[w] = id
		l.spell = append(l.spell, w)
	}
	return id
}

// plural tells a phrase that names all categories ("nationalities", "tipos de
// trata") from one that names the dimension ("nationality"). Both languages
// mark the plural with an s.
func plural(phrase string) bool {
	for w := range strings.FieldsSeq(phrase) {
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") {
			return true
		}
	}
	return false
}

// addLines enters all patterns of a section.
func (l *lexicon) addLines(lines []string, m meaning, langs uint8) error {
	for _, line := range lines {
		if err := l.addAll(line, m, langs); err != nil {
			return err
		}
	}
	return nil
}

// addAll enters the expansions of a list of patterns separated by bars.
func (l *lexicon) addAll(patterns string, m meaning, langs uint8) error {
	for p := range strings.SplitSeq(patterns, "|") {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		if strings.IndexByte(p, '{') < 0 {
			l.add(p, m, langs)
			continue
		}
		phrases, err := stats.Expand(p)
		if err != nil {
			return err
		}
		for _, ph := range phrases {
			l.add(ph, m, langs)
		}
	}
	return nil
}

// section is one named list of patterns of a lexicon file.
type section struct {
	name  string
	lines []string // patterns separated by bars; none goes on over two lines
}

// readSections reads a lexicon file: lines "name: pattern | pattern"; a line
// that begins with a space goes on with the section above; # begins a comment.
func readSections(name string) ([]section, error) {
	data, err := fs.ReadFile(lexiconFiles, "lexicon/"+name)
	if err != nil {
		return nil, fmt.Errorf("reading the lexicon: %w", err)
	}
	var out []section
	n := 0
	for line := range strings.SplitSeq(string(data), "\n") {
		n++
		switch {
		case line == "", line[0] == '#':
		case line[0] == ' ':
			if len(out) == 0 {
				return nil, fmt.Errorf("lexicon %s line %d: %q goes on with nothing", name, n, line)
			}
			last := &out[len(out)-1]
			last.lines = append(last.lines, line)
		default:
			k, v, ok := strings.Cut(line, ":")
			if !ok {
				return nil, fmt.Errorf("lexicon %s line %d: %q has no name before a colon", name, n, line)
			}
			out = append(out, section{strings.TrimSpace(k), []string{v}})
		}
	}
	return out, nil
}

// eachSection reads NAME.en.txt and NAME.es.txt.
func (l *lexicon) eachSection(name string, do func(s section, langs uint8) error) error {
	for _, lang := range stats.Langs {
		file := name + "." + lang.String() + ".txt"
		sections, err := readSections(file)
		if err != nil {
			return err
		}
		for _, s := range sections {
			if err := do(s, 1<<lang); err != nil {
				return fmt.Errorf("lexicon %s, section %q: %w", file, s.name, err)
			}
		}
	}
	return nil
}
