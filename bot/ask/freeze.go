package ask

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// Freeze makes lexicon.bin of the text files of the lexicon, as a parser reads
// it. It is for "go generate" and for the test that the file is up to date;
// an error says which line is not in order.
func Freeze(texts fs.FS) ([]byte, error) {
	g := &generic{texts: texts, words: map[string]int32{}, spell: []string{""}, owners: []uint32{0}, real: map[string]bool{}}
	g.node() // the root
	g.support = newPhrases(func(w string) int32 { return g.number(w, ownedElsewhere) })
	steps := []func() error{g.addOps, g.addNumbers, g.addNotions, g.addWorld, g.addGeneral, g.addReal, g.addAlias}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, fmt.Errorf("freezing the lexicon: %w", err)
		}
	}
	f := g.pack()
	if n := len(f.entries) / entrySize; n > 1<<16 || len(g.topics) > 31 {
		return nil, fmt.Errorf("freezing the lexicon: %d meanings and %d topics are more than lexicon.bin can hold", n, len(g.topics))
	}
	return f.bytes(), nil
}

// generic is the lexicon without a data set, while it is read from its files.
type generic struct {
	texts     fs.FS
	words     map[string]int32
	spell     []string // from a number to its word
	nodes     []*growing
	owners    []uint32 // by word: the topics that have it, as bits, and ownedElsewhere
	topics    []string // sections of topics: the refs of notions
	countries []string // code, English and Spanish name
	alias     []string // spelling and word
	real      map[string]bool
	support   *phrases
}

// ownedElsewhere is the bit of a word that not only topics have.
const ownedElsewhere = 1 << 31

// growing is a node of the trie: what leads on from it, and every meaning that
// a section gives the phrase that ends there, in order.
type growing struct {
	next map[int32]int32
	adds []entry
}

func (g *generic) node() int32 {
	g.nodes = append(g.nodes, &growing{next: map[int32]int32{}})
	return int32(len(g.nodes) - 1)
}

// number gives a word's number; a new word gets the next.
func (g *generic) number(w string, owner uint32) int32 {
	id, ok := g.words[w]
	if !ok {
		id = int32(len(g.spell))
		g.words[w] = id
		g.spell = append(g.spell, w)
		g.owners = append(g.owners, 0)
	}
	g.owners[id] |= owner
	return id
}

// add enters a phrase.
func (g *generic) add(phrase string, m meaning, langs uint8) {
	node, owner := int32(0), uint32(ownedElsewhere)
	if m.class == notion {
		owner = 1 << m.ref
	}
	for w := range strings.FieldsSeq(phrase) {
		id := g.number(w, owner)
		next, ok := g.nodes[node].next[id]
		if !ok {
			next = g.node()
			g.nodes[node].next[id] = next
		}
		node = next
	}
	if node == 0 {
		return
	}
	n := g.nodes[node]
	e := entry{meaning: m, langs: langs}
	// The same once more changes nothing, but of an interjection.
	if m.class == interjection || !slices.Contains(n.adds, e) {
		n.adds = append(n.adds, e)
	}
}

// pack lays out what was read.
func (g *generic) pack() *frozen {
	f := &frozen{support: g.support.pack()}
	f.topics, f.countries, f.alias = joined(g.topics), joined(g.countries), joined(g.alias)
	var counts packer
	counts.i32(int32(len(g.spell) - 1))
	f.counts = counts.done()
	g.packWords(f)
	g.packTrie(f)
	return f
}

func joined(lines []string) packed {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l + "\n")
	}
	return packed(b.String())
}

// packWords lays out the words, and behind them those that are right as they
// stand.
func (g *generic) packWords(f *frozen) {
	var notions, starts, slots packer
	all := slices.Clone(g.spell)
	for _, w := range slices.Sorted(maps.Keys(g.real)) {
		if _, ok := g.words[w]; !ok {
			all = append(all, w)
		}
	}
	size := 1
	for size < len(all)*3/2 {
		size *= 2
	}
	table := make([]int32, size)
	var letters strings.Builder
	for id, w := range all {
		starts.i32(int32(letters.Len()))
		letters.WriteString(w)
		if id == 0 {
			continue
		}
		h := hashWord(w) & uint32(size-1)
		for table[h] != 0 {
			h = (h + 1) & uint32(size-1)
		}
		table[h] = int32(id)
	}
	starts.i32(int32(letters.Len()))
	for _, id := range table {
		slots.i32(id)
	}
	for id := 1; id < len(g.spell); id++ {
		if g.owners[id]&ownedElsewhere != 0 {
			continue
		}
		right := int32(0)
		if g.real[g.spell[id]] {
			right = 1
		}
		notions.i32(int32(id))
		notions.i32(int32(g.owners[id]))
		notions.i32(right)
	}
	f.letters, f.starts, f.slots, f.notions = packed(letters.String()), starts.done(), slots.done(), notions.done()
}

// packTrie numbers the nodes level by level, so that the edges of all nodes in
// order lead to the nodes 1, 2, 3, ...
func (g *generic) packTrie(f *frozen) {
	var roots, edges, from packer
	queue := []int32{0}
	for i := 0; i < len(queue); i++ {
		from.i32(int32(len(edges) / 4))
		next := g.nodes[queue[i]].next
		for _, w := range slices.Sorted(maps.Keys(next)) {
			edges.i32(w)
			queue = append(queue, next[w])
		}
	}
	from.i32(int32(len(edges) / 4))
	f.edges, f.from = edges.done(), from.done()
	byWord := make([]int32, len(g.spell))
	for i := range f.from.i32(1) {
		byWord[f.edges.i32(i)] = i + 1
	}
	for _, n := range byWord {
		roots.i32(n)
	}
	f.roots = roots.done()
	g.packEntries(f, queue)
}

// packEntries lays out what the phrases mean, by node.
func (g *generic) packEntries(f *frozen, order []int32) {
	var kinds, entries, shared, adds, addFrom, interjections packer
	known := map[entry]uint16{}
	for i, n := range order {
		var e entry
		for _, a := range g.nodes[n].adds {
			e.join(a.meaning, a.langs, false)
		}
		k, ok := known[e]
		if !ok {
			k = uint16(len(known))
			known[e] = k
			entries.entry(e)
		}
		kinds.u16(k)
		if e.class == interjection && int32(i) <= f.from.i32(1) {
			interjections.i32(f.edges.i32(int32(i - 1)))
		}
		if len(g.nodes[n].adds) < 2 {
			continue
		}
		shared.i32(int32(i))
		addFrom.i32(int32(len(adds) / entrySize))
		for _, a := range g.nodes[n].adds {
			adds.entry(a)
		}
	}
	addFrom.i32(int32(len(adds) / entrySize))
	f.kinds, f.entries, f.interjections = kinds.done(), entries.done(), interjections.done()
	f.shared, f.adds, f.addFrom = shared.done(), adds.done(), addFrom.done()
}
