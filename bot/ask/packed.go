package ask

import (
	_ "embed" // for the frozen lexicon
	"encoding/binary"
	"errors"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
)

// frozenLexicon is what Freeze makes of the text files in the folder lexicon:
// the words of both languages that belong to no data set. They are read where
// they lie, so that starting the program costs nothing for them.
//
//go:generate go run freeze_main.go
//go:embed lexicon.bin
var frozenLexicon string

var errStale = errors.New("reading lexicon.bin: it is not of this version of the grammar; run: go generate ./bot/ask")

// packed is a table of numbers of one width, low byte first, or a text.
type packed string

func (p packed) u8(i int32) uint8 { return p[i] }

func (p packed) u16(i int32) uint16 {
	b := p[2*int(i) : 2*int(i)+2]
	return uint16(b[0]) | uint16(b[1])<<8
}

func (p packed) i32(i int32) int32 {
	b := p[4*int(i) : 4*int(i)+4]
	return int32(uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24)
}

// search gives the first place in from..to of a sorted table of 32 bits that
// is not below a value.
func (p packed) search(from, to, value int32) int32 {
	for from < to {
		if mid := from + (to-from)/2; p.i32(mid) < value {
			from = mid + 1
		} else {
			to = mid
		}
	}
	return from
}

// packer writes such tables.
type packer []byte

func (p *packer) u8(v uint8)   { *p = append(*p, v) }
func (p *packer) u16(v uint16) { *p = binary.LittleEndian.AppendUint16(*p, v) }
func (p *packer) i32(v int32)  { *p = binary.LittleEndian.AppendUint32(*p, uint32(v)) }
func (p packer) done() packed  { return packed(p) }

// frozen is the generic lexicon as it lies in the program. Words are numbered
// from 1; numbers above words are those of words that are right as they stand,
// though no phrase has them.
type frozen struct {
	letters packed // of all words, one after the other
	starts  packed // i32, by word: where its letters begin; one more at the end
	slots   packed // i32, by hash: a word, or 0

	roots packed // i32, by word: the node that it leads to from the root
	edges packed // i32: edge i is the word that leads to node i+1, those of a node together and in order
	from  packed // i32, by node: its first edge; one more at the end
	kinds packed // u16, by node: what the phrase that ends there means, one of entries

	entries packed // entrySize each
	shared  packed // i32: the nodes that several sections name, in order
	adds    packed // entrySize each: what they name it, in order
	addFrom packed // i32, by place in shared: the first of adds; one more at the end

	interjections packed // i32: words
	notions       packed // i32, three each: a word that only sections of topics have, these topics as bits, and whether it is right as it stands

	support graph

	topics    packed // of the sections of topics: as texts
	countries packed // code, English and Spanish name: as texts
	alias     packed // spelling and word: as texts
	counts    packed // i32: words
}

// parts lists the tables in the order of the file.
func (f *frozen) parts() []*packed {
	return []*packed{
		&f.letters, &f.starts, &f.slots, &f.roots, &f.edges, &f.from, &f.kinds, &f.entries, &f.shared, &f.adds, &f.addFrom,
		&f.interjections, &f.notions, &f.support.from, &f.support.words, &f.support.to, &f.support.gaps, &f.support.ends,
		&f.topics, &f.countries, &f.alias, &f.counts,
	}
}

// grammarPrint tells one version of the grammar from another: the file holds
// classes, operations and sections by number.
func grammarPrint() int32 {
	h := fnv.New32a()
	write := func(s string) { h.Write([]byte(s + "\n")) }
	for _, n := range classNames {
		write(n)
	}
	for _, n := range slices.Sorted(maps.Keys(opNames)) {
		write(n + string(rune(opNames[n])))
	}
	for _, n := range helpKinds {
		write(string(n))
	}
	for _, n := range supportNames {
		write(n)
	}
	return int32(h.Sum32())
}

// bytes gives the file.
func (f *frozen) bytes() []byte {
	var p packer
	p.i32(grammarPrint())
	for _, part := range f.parts() {
		p.i32(int32(len(*part)))
	}
	for _, part := range f.parts() {
		p = append(p, *part...)
	}
	return p
}

// thaw reads the file. It copies nothing.
func thaw(file string) (*frozen, error) {
	f := &frozen{}
	parts := f.parts()
	head := 4 * (1 + len(parts))
	if len(file) < head || packed(file).i32(0) != grammarPrint() {
		return nil, errStale
	}
	rest := packed(file[head:])
	for i, part := range parts {
		n := int(packed(file).i32(int32(i + 1)))
		if n < 0 || n > len(rest) {
			return nil, errStale
		}
		*part, rest = rest[:n], rest[n:]
	}
	return f, nil
}

// lines gives the texts of a table, n to a row.
func (p packed) lines() []string {
	if p == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(p), "\n"), "\n")
}

// words is the number of words that phrases have.
func (f *frozen) words() int32 { return f.counts.i32(0) }

// all is the number of words with those that are only right as they stand.
func (f *frozen) all() int32 { return int32(len(f.starts)/4) - 2 }

// nodes is the number of nodes of the trie.
func (f *frozen) nodes() int32 { return int32(len(f.from)/4) - 1 }

func (f *frozen) word(id int32) string {
	return string(f.letters[f.starts.i32(id):f.starts.i32(id+1)])
}

// find gives a word's number, or 0.
func (f *frozen) find(w string) int32 {
	mask := uint32(len(f.slots)/4 - 1)
	for h := hashWord(w) & mask; ; h = (h + 1) & mask {
		id := f.slots.i32(int32(h))
		if id == 0 || f.word(id) == w {
			return id
		}
	}
}

func hashWord(w string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(w); i++ {
		h = (h ^ uint32(w[i])) * 16777619
	}
	return h ^ h>>15
}

// next gives the node behind a node over a word, or 0.
func (f *frozen) next(node, word int32) int32 {
	if word > f.words() {
		return 0
	}
	if node == 0 {
		return f.roots.i32(word)
	}
	to := f.from.i32(node + 1)
	if i := f.edges.search(f.from.i32(node), to, word); i < to && f.edges.i32(i) == word {
		return i + 1
	}
	return 0
}

// entrySize is how many bytes a frozen entry has.
const entrySize = 8

func (f *packer) entry(e entry) {
	f.u8(uint8(e.class))
	f.u8(e.langs)
	flags := uint8(0)
	if e.plural {
		flags |= 1
	}
	if e.purpose {
		flags |= 2
	}
	f.u8(flags)
	f.u8(0)
	f.i32(e.ref)
}

func (p packed) entry(i int32) entry {
	b := p[entrySize*int(i):]
	return entry{meaning: meaning{class(b[0]), b.i32(1)}, langs: b[1], plural: b[2]&1 != 0, purpose: b[2]&2 != 0}
}

// addsOf gives the range of adds of a node that several sections name; empty
// for others.
func (f *frozen) addsOf(node int32) (from, to int32) {
	n := int32(len(f.shared) / 4)
	i := f.shared.search(0, n, node)
	if i == n || f.shared.i32(i) != node {
		return 0, 0
	}
	return f.addFrom.i32(i), f.addFrom.i32(i + 1)
}
