package ask

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// phrases is a graph of words that holds many patterns at once, while it is
// being made; graph is what it is read as. Unlike the
// trie of the lexicon it does not spell out what braces stand for, so that a
// pattern of several groups costs the sum of their choices and not the
// product; and it knows *, which stands for up to maxGap words.
type phrases struct {
	words func(string) int32
	edges map[uint64]int32 // from node<<32|word to the first of links
	links []link
	gaps  map[int32]int32 // nodes with a * behind them, and the node behind that
	ends  map[int32]int   // nodes at which a pattern of a section ends: section+1
	count int32
}

// maxGap is how many words a * stands for at the most.
const maxGap = 3

func newPhrases(words func(string) int32) *phrases {
	return &phrases{
		words: words, edges: make(map[uint64]int32, 40<<10), links: make([]link, 1, 48<<10),
		gaps: make(map[int32]int32, 1<<10), ends: make(map[int32]int, 16<<10),
	}
}

// link is a way from a node over a word, and the next that goes over the same.
type link struct {
	to, next int32
}

// open is a place in the graph while a pattern is being added: a node, and the
// letters of the word that goes on from it.
type open struct {
	node int32
	part string
}

// patternBuilder adds one pattern.
type patternBuilder struct {
	g   *phrases
	s   string
	at  map[int]int32 // the node behind the space at an offset
	pos int
}

// add enters a pattern as the lexicon files write them; groups may nest.
func (g *phrases) add(pattern string, section int) error {
	b := patternBuilder{g: g, s: pattern, at: map[int]int32{}}
	states, err := b.sequence([]open{{}}, 0)
	if err != nil {
		return fmt.Errorf("pattern %q: %w", pattern, err)
	}
	if b.pos < len(pattern) {
		return fmt.Errorf("pattern %q: %q does not belong here", pattern, pattern[b.pos])
	}
	for _, st := range b.boundary(states, len(pattern)) {
		if st.node != 0 {
			g.ends[st.node] = section + 1
		}
	}
	return nil
}

// sequence reads up to the end, or to the comma or brace that ends a choice.
func (b *patternBuilder) sequence(states []open, depth int) ([]open, error) {
	for b.pos < len(b.s) {
		switch c := b.s[b.pos]; {
		case c == '{':
			var err error
			if states, err = b.group(states, depth); err != nil {
				return nil, err
			}
		case c == '}' || c == ',':
			if depth == 0 {
				return nil, fmt.Errorf("%q outside of braces", c)
			}
			return states, nil
		case c == ' ':
			states = b.boundary(states, b.pos)
			b.pos++
		default:
			n := strings.IndexAny(b.s[b.pos:], "{}, ")
			if n < 0 {
				n = len(b.s) - b.pos
			}
			for i := range states {
				states[i].part += b.s[b.pos : b.pos+n]
			}
			b.pos += n
		}
	}
	if depth > 0 {
		return nil, fmt.Errorf("a brace is not closed")
	}
	return states, nil
}

// group reads {a,b,c}: each choice goes on from where the group began.
func (b *patternBuilder) group(states []open, depth int) ([]open, error) {
	var out []open
	for {
		b.pos++ // the brace or the comma
		branch, err := b.sequence(append([]open(nil), states...), depth+1)
		if err != nil {
			return nil, err
		}
		for _, st := range branch {
			if !slices.Contains(out, st) {
				out = append(out, st)
			}
		}
		if b.pos >= len(b.s) {
			return nil, fmt.Errorf("a brace is not closed")
		}
		if b.s[b.pos] == '}' {
			b.pos++
			return out, nil
		}
	}
}

// boundary ends the words that are open at the space at an offset. What
// follows is the same for all of them, so they meet in one node.
func (b *patternBuilder) boundary(states []open, offset int) []open {
	var out []open
	for _, st := range states {
		n := st.node
		if st.part != "" {
			n = b.node(offset)
			b.g.link(st.node, st.part, n)
		}
		if !slices.Contains(out, open{node: n}) {
			out = append(out, open{node: n})
		}
	}
	return out
}

func (b *patternBuilder) node(offset int) int32 {
	n, ok := b.at[offset]
	if !ok {
		b.g.count++
		n = b.g.count
		b.at[offset] = n
	}
	return n
}

func (g *phrases) link(from int32, word string, to int32) {
	if word == "*" {
		g.gaps[from] = to
		return
	}
	key := uint64(from)<<32 | uint64(uint32(g.words(strings.TrimSpace(word))))
	first := g.edges[key]
	for l := first; l != 0; l = g.links[l].next {
		if g.links[l].to == to {
			return
		}
	}
	g.edges[key] = int32(len(g.links))
	g.links = append(g.links, link{to, first})
}

// pack lays the graph out.
func (g *phrases) pack() graph {
	keys := slices.Sorted(maps.Keys(g.edges))
	var from, words, to, gaps, ends packer
	for node := range g.count + 1 {
		from.i32(int32(len(words) / 4))
		for len(keys) > 0 && int32(keys[0]>>32) == node {
			for l := g.edges[keys[0]]; l != 0; l = g.links[l].next {
				words.i32(int32(uint32(keys[0])))
				to.i32(g.links[l].to)
			}
			keys = keys[1:]
		}
		gaps.i32(g.gaps[node])
		ends.u8(uint8(g.ends[node]))
	}
	from.i32(int32(len(words) / 4))
	return graph{from.done(), words.done(), to.done(), gaps.done(), ends.done()}
}

// find lists the patterns in a message, as graph does.
func (g *phrases) find(ids []int32) []span { return g.pack().find(ids) }
