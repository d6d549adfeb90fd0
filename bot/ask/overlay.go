package ask

import (
	"slices"
	"strings"

	"cifra/stats"
)

// own is the trie of the phrases of the data set, which lies over the frozen
// one: what a set has to say of a phrase comes first.
type own struct {
	words map[string]int32 // those that the base does not have
	spell []string         // from a number, less those of the base, to its word
	order []int32          // all words of the set, as they first came
	seen  []bool           // which of the base's are in order; nil when done
	nodes []ownNode
	edges edgeTable
}

// ownNode is a node of the set's trie.
type ownNode struct {
	entry
	base int32 // the node of the base that the same words lead to, or 0
}

// indexBase reads what is small in the frozen lexicon, and finds the topics.
func (l *lexicon) indexBase() {
	missing := uint32(0)
	for i, name := range l.base.topics.lines() {
		at := slices.IndexFunc(l.set.Topics, func(t *stats.Topic) bool { return t.ID == name })
		if at < 0 {
			missing |= 1 << i
		}
		l.topics = append(l.topics, int32(at))
	}
	for i := range int32(len(l.base.entries) / entrySize) {
		e := l.base.entries.entry(i)
		if e.class == notion {
			e.ref = l.topics[e.ref]
		}
		l.entries = append(l.entries, e)
	}
	for f := range slices.Chunk(l.base.countries.lines(), 3) {
		l.countries = append(l.countries, worldCountry{f[0], stats.Text{EN: f[1], ES: f[2]}})
	}
	for f := range slices.Chunk(l.base.alias.lines(), 2) {
		if f[1] == "" {
			l.strange[f[0]] = true
			continue
		}
		l.alias[f[0]] = f[1]
	}
	if missing != 0 {
		l.leaveOut(missing)
	}
}

// leaveOut notes the words that only topics have which the set lacks.
func (l *lexicon) leaveOut(topics uint32) {
	l.without = map[int32]bool{}
	for i := int32(0); i < int32(len(l.base.notions)/4); i += 3 {
		if uint32(l.base.notions.i32(i+1))&^topics == 0 {
			l.without[l.base.notions.i32(i)] = l.base.notions.i32(i+2) != 0
		}
	}
}

// add enters a phrase of the set.
func (l *lexicon) add(phrase string, m meaning, langs uint8) {
	node := int32(0)
	for w := range strings.SplitSeq(phrase, " ") {
		if w == "" {
			continue
		}
		id := l.number(w)
		next := l.own.edges.get(node, id)
		if next == 0 {
			next = l.base.nodes() + int32(len(l.own.nodes))
			l.own.edges.put(node, id, next)
			mate := int32(0)
			if node == 0 {
				mate = l.base.next(0, id)
			} else if at := l.own.nodes[node-l.base.nodes()].base; at != 0 {
				mate = l.base.next(at, id)
			}
			l.own.nodes = append(l.own.nodes, ownNode{base: mate})
		}
		node = next
	}
	if node != 0 {
		l.own.nodes[node-l.base.nodes()].join(m, langs, m.class == dimension && plural(phrase))
	}
}

// number gives the number of a word of the set.
func (l *lexicon) number(w string) int32 {
	if id := l.base.find(w); id > 0 && id <= l.base.words() && !l.lacks(id) {
		if !l.own.seen[id] {
			l.own.seen[id] = true
			l.own.order = append(l.own.order, id)
		}
		return id
	}
	id, ok := l.own.words[w]
	if !ok {
		l.own.spell = append(l.own.spell, w)
		id = l.base.all() + int32(len(l.own.spell))
		l.own.words[w] = id
		l.own.order = append(l.own.order, id)
	}
	return id
}

// settle lets the base have its say on the phrases of the set.
func (l *lexicon) settle() {
	for i := range int32(len(l.base.interjections) / 4) {
		id := l.base.interjections.i32(i)
		e, node := entry{}, l.next(0, id)
		if n := node - l.base.nodes(); n >= 0 {
			e, node = l.own.nodes[n].entry, l.own.nodes[n].base
		}
		if lost := l.rejoin(&e, node); lost.class != unknown {
			l.second[id] = lost
		}
	}
	for i := range l.own.nodes {
		if n := &l.own.nodes[i]; n.base != 0 {
			l.rejoin(&n.entry, n.base)
		}
	}
	l.own.seen = nil
}

// edgeTable finds the way from a node over a word: a hash table with open
// places, which is far cheaper to fill than a map.
type edgeTable struct {
	keys  []uint64 // node<<32|word, or 0
	to    []int32
	count int
}

func (t *edgeTable) slot(key uint64) int {
	mask := len(t.keys) - 1
	i := int(key*0x9e3779b97f4a7c15>>33) & mask
	for t.keys[i] != 0 && t.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (t *edgeTable) get(node, word int32) int32 {
	if t.count == 0 {
		return 0
	}
	return t.to[t.slot(uint64(node)<<32|uint64(uint32(word)))]
}

func (t *edgeTable) put(node, word, to int32) {
	if t.count*2 >= len(t.keys) {
		t.grow()
	}
	key := uint64(node)<<32 | uint64(uint32(word))
	i := t.slot(key)
	t.keys[i], t.to[i] = key, to
	t.count++
}

func (t *edgeTable) grow() {
	old := *t
	t.alloc(max(1024, 2*len(old.keys)))
	for i, key := range old.keys {
		if key != 0 {
			j := t.slot(key)
			t.keys[j], t.to[j] = key, old.to[i]
		}
	}
}

// alloc makes places for half as many edges; places is a power of two.
func (t *edgeTable) alloc(places int) {
	t.keys, t.to = make([]uint64, places), make([]int32, places)
}
