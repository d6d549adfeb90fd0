package ask

// graph is the patterns of phrases, as tables.
type graph struct {
	from  packed // i32, by node: its first link; one more at the end
	words packed // i32, by link: the word it goes over; in order, for each node
	to    packed // i32, by link: the node behind
	gaps  packed // i32, by node: the node behind a *, or 0
	ends  packed // u8, by node: the section of the pattern that ends there, from 1
}

// span is where a pattern of a section was found.
type span struct {
	section, from, to int
}

// find lists the patterns in a message, by its words' numbers; 0 is for a word
// that is not known.
func (g graph) find(ids []int32) []span {
	s := search{graph: g, ids: ids}
	for i := range ids {
		s.from = i
		s.step(0, i)
	}
	return s.out
}

// maxSpans bounds what one message may yield, so that noise stays cheap.
const maxSpans = 20000

// search is one message on its way through the graph.
type search struct {
	graph
	ids  []int32
	from int // where the pattern began
	out  []span
}

// walk is at a node, and at a word that it may go on over.
func (s *search) walk(node int32, at int) {
	if end := s.ends.u8(node); end > 0 && len(s.out) < maxSpans {
		s.out = append(s.out, span{int(end) - 1, s.from, at})
	}
	if to := s.gaps.i32(node); to != 0 {
		for k := 0; k <= maxGap && at+k < len(s.ids); k++ {
			s.step(to, at+k)
		}
	}
	s.step(node, at)
}

// step goes on from a node over a word.
func (s *search) step(node int32, at int) {
	if at >= len(s.ids) || s.ids[at] == 0 {
		return
	}
	word, to := s.ids[at], s.graph.from.i32(node+1)
	for i := s.words.search(s.graph.from.i32(node), to, word); i < to && s.words.i32(i) == word; i++ {
		s.walk(s.to.i32(i), at+1)
	}
}
