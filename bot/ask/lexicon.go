package ask

import (
	"strings"

	"cifra/stats"
)

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

// join gives a phrase one more meaning. The first that it gets stays, unless
// the new one is an exclamation: then lost is what the phrase meant before.
func (e *entry) join(m meaning, langs uint8, plural bool) (lost meaning) {
	if m.class == purposeNoun {
		e.purpose = true
	}
	if e.class == unknown {
		e.meaning, e.langs, e.plural = m, langs, plural
		return lost
	}
	if m.class == interjection {
		lost, e.meaning = e.meaning, m
	}
	if e.meaning == m || m.class == filler {
		e.langs |= langs
	}
	return lost
}

// place in the world, by its code.
type worldCountry struct {
	code string // ISO 3166-1 alpha-2, or X- and a name for a region
	name stats.Text
}

// lexicon is every phrase that the parser knows, in two tries of words: the
// frozen one that belongs to no data set, and over it that of the set's own
// phrases. It is built once and only read afterwards.
type lexicon struct {
	base    *frozen
	entries []entry        // of base, by kind, with the set's topics for refs
	topics  []int32        // from a notion's ref in base to the set's topic, or -1
	without map[int32]bool // words of topics alone that the set lacks, and whether they are right as they stand
	own     own

	set       *stats.Set
	cats      []*stats.Category
	catIndex  map[string]int32
	lists     [][]meaning // of several and cross
	alts      [][]meaning // of either
	countries []worldCountry
	byISO     map[string]*stats.Category
	support   graph
	alias     map[string]string // chat spellings of words
	strange   map[string]bool   // telling words of other languages, also where they are words of ours
	second    map[int32]meaning // what an interjection means as an ordinary word
	fix       *speller
}

// newLexicon builds the lexicon of a data set. The first meaning that is added
// for a phrase stays: the set's own words come before those of the grammar,
// and these before the harmless ones.
func newLexicon(set *stats.Set) (*lexicon, error) {
	base, err := thaw(frozenLexicon)
	if err != nil {
		return nil, err
	}
	l := &lexicon{
		base: base, support: base.support, set: set, catIndex: map[string]int32{}, byISO: map[string]*stats.Category{},
		alias: map[string]string{}, strange: make(map[string]bool, 1<<10), second: map[int32]meaning{},
	}
	l.indexSet()
	l.indexBase()
	if err := l.addSet(); err != nil {
		return nil, err
	}
	l.settle()
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

// lookup gives a word's number, or 0.
func (l *lexicon) lookup(w string) int32 {
	id := l.base.find(w)
	if id > 0 && id <= l.base.words() && !l.lacks(id) {
		return id
	}
	return l.own.words[w]
}

// lacks reports whether only topics that the set does not have name a word.
func (l *lexicon) lacks(id int32) bool {
	if l.without == nil {
		return false
	}
	_, lacks := l.without[id]
	return lacks
}

// right reports whether a word is right as it stands, though no phrase has it.
func (l *lexicon) right(w string) bool {
	id := l.base.find(w)
	return id > l.base.words() || l.without[id]
}

// word gives the word of a number.
func (l *lexicon) word(id int32) string {
	if n := id - l.base.all() - 1; n >= 0 {
		return l.own.spell[n]
	}
	return l.base.word(id)
}

// next gives the node behind a node over a word, or 0. The root is node 0; the
// set's own nodes are numbered behind those of the base, and where the set
// knows no way on, the base may.
func (l *lexicon) next(node, word int32) int32 {
	if first := l.base.nodes(); node == 0 || node >= first {
		if n := l.own.edges.get(node, word); n != 0 {
			return n
		}
		if node != 0 {
			if node = l.own.nodes[node-first].base; node == 0 {
				return 0
			}
		}
	}
	return l.base.next(node, word)
}

// end gives what the phrase means that ends at a node; its class is unknown
// where none does.
func (l *lexicon) end(node int32) entry {
	if n := node - l.base.nodes(); n >= 0 {
		return l.own.nodes[n].entry
	}
	e := l.entries[l.base.kinds.u16(node)]
	if e.class == notion && e.ref < 0 {
		e = entry{}
		l.rejoin(&e, node)
	}
	return e
}

// alone gives what a word means that stands alone.
func (l *lexicon) alone(id int32) entry {
	if n := l.next(0, id); n != 0 {
		return l.end(n)
	}
	return entry{}
}

// rejoin gives a phrase the meanings that the base has for it at a node, one
// after the other. lost is what the phrase meant before it was an exclamation.
func (l *lexicon) rejoin(e *entry, node int32) (lost meaning) {
	join := func(a entry) {
		if a.class == notion {
			if a.ref = l.topics[a.ref]; a.ref < 0 {
				return
			}
		}
		if m := e.join(a.meaning, a.langs, false); m.class != unknown {
			lost = m
		}
	}
	from, to := l.base.addsOf(node)
	for i := from; i < to; i++ {
		join(l.base.adds.entry(i))
	}
	if from == to {
		if a := l.base.entries.entry(int32(l.base.kinds.u16(node))); a.class != unknown {
			join(a)
		}
	}
	return lost
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
