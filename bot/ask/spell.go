package ask

import (
	"math/bits"
	"strings"
	"sync"
)

// speller corrects misspelt words to words of the lexicon. It never guesses
// between two: where the nearest words are several, the word stays unknown.
type speller struct {
	lex    *lexicon
	once   sync.Once // the tables are made for the first word that needs them
	byLen  [32][]spelling
	sounds map[string]int32 // from how a Spanish ear hears a word to the only word that sounds so; -1 for several
}

type spelling struct {
	id      int32
	letters uint32 // which letters the word has, for a quick refusal
}

// Shorter words are never corrected: too many of them are one letter apart.
const minCorrected = 4

func newSpeller(l *lexicon) *speller { return &speller{lex: l} }

func (s *speller) build() {
	l := s.lex
	s.sounds = make(map[string]int32, len(l.spell))
	for id := 1; id < len(l.spell); id++ {
		w := l.spell[id]
		if len(w) < minCorrected || len(w) >= len(s.byLen) {
			continue
		}
		s.byLen[len(w)] = append(s.byLen[len(w)], spelling{int32(id), letters(w)})
		k := sound(w)
		if other, ok := s.sounds[k]; ok && other != int32(id) {
			s.sounds[k] = -1
		} else {
			s.sounds[k] = int32(id)
		}
	}
}

func letters(w string) uint32 {
	var m uint32
	for i := 0; i < len(w); i++ {
		m |= 1 << (w[i] & 31)
	}
	return m
}

// correct gives the number of the one word that w is likely meant to be, or 0.
func (s *speller) correct(w string) int32 {
	n := len(w)
	if n < minCorrected-1 || n >= len(s.byLen)-2 {
		return 0
	}
	s.once.Do(s.build)
	if id, ok := s.sounds[sound(w)]; ok && id > 0 {
		return id
	}
	if n < minCorrected {
		return 0
	}
	limit := 1
	if n >= 8 {
		limit = 2
	}
	if id := s.nearest(w, limit); id > 0 {
		return id
	}
	return 0
}

// undiminished gives the word that a Spanish diminutive is made from:
// "casitos" is "casos".
func (s *speller) undiminished(w string) int32 {
	for _, end := range [...]string{"itos", "itas", "ito", "ita"} {
		stem, ok := strings.CutSuffix(w, end)
		if !ok || len(stem) < 3 {
			continue
		}
		for _, e := range [...]string{end[2:], "", "s", "es", "e"} {
			if id, ok := s.lex.words[stem+e]; ok {
				return id
			}
		}
	}
	return 0
}

// nearest looks for the one word within limit edits; -1 where there are
// several at the same distance that mean different things.
func (s *speller) nearest(w string, limit int) int32 {
	have := letters(w)
	best, bestCost, tie := int32(0), limit*4+1, false
	for n := max(minCorrected, len(w)-limit); n <= min(len(s.byLen)-1, len(w)+limit); n++ {
		for _, c := range s.byLen[n] {
			if bits.OnesCount32(have^c.letters) > 2*limit {
				continue
			}
			d := distance(w, s.lex.spell[c.id], limit)
			if d > limit || d == 2 && !s.content(c.id) {
				continue
			}
			cost := d * 4
			if s.lex.spell[c.id][0] != w[0] {
				cost += 3 // people seldom mistype the first letter
			}
			switch {
			case cost < bestCost:
				best, bestCost, tie = c.id, cost, false
			case cost == bestCost && !s.sameMeaning(best, c.id):
				tie = true
			}
		}
	}
	if tie || bestCost > limit*4 && limit == 1 {
		return -1
	}
	return best
}

// content reports whether a word standing alone names something of the data.
// Only these are worth a guess over two letters.
func (s *speller) content(id int32) bool {
	n, ok := s.lex.edges[uint64(uint32(id))]
	if !ok {
		return false
	}
	switch s.lex.ends[n].class {
	case population, dimension, category, cross, either, country, absent:
		return true
	}
	return s.lex.ends[n].class == operator && len(s.lex.spell[id]) >= 9
}

// sameMeaning reports whether two words standing alone mean the same.
func (s *speller) sameMeaning(a, b int32) bool {
	na, oka := s.lex.edges[uint64(uint32(a))]
	nb, okb := s.lex.edges[uint64(uint32(b))]
	if !oka || !okb {
		return false
	}
	ea, eb := s.lex.ends[na], s.lex.ends[nb]
	return ea.class != unknown && ea.meaning == eb.meaning
}

// distance counts the edits (a letter more, less, other, or two swapped) from
// a to b, or gives limit+1 where they are more than limit.
func distance(a, b string, limit int) int {
	var rows [3][34]int
	prev2, prev, cur := &rows[0], &rows[1], &rows[2]
	for j := 0; j <= len(b); j++ {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d := min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, prev2[j-2]+1)
			}
			cur[j] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

// sound spells a word as a Spanish ear hears it, so that "kuantas", "bictimas"
// and "ombres" are what they are meant to be: b as v, silent h, c and qu as k,
// c and z as s, ll as y, g before e and i as j, doubled letters once.
func sound(w string) string {
	var buf [32]byte
	out := buf[:0]
	for i := 0; i < len(w) && len(out) < len(buf)-2; i++ {
		c := w[i]
		next := byte(0)
		if i+1 < len(w) {
			next = w[i+1]
		}
		soft := next == 'e' || next == 'i'
		switch {
		case c == 'h' && (i == 0 || w[i-1] != 'c'):
			continue
		case c == 'v':
			c = 'b'
		case c == 'q' || c == 'c' && !soft && next != 'h':
			c = 'k'
			if next == 'u' && w[i] == 'q' {
				i++
			}
		case c == 'c' && soft, c == 'z':
			c = 's'
		case c == 'l' && next == 'l':
			c = 'y'
			i++
		case c == 'g' && soft:
			c = 'j'
		case c == 'w':
			c = 'u'
		case c == 'x' && i > 0:
			c = 's'
		}
		if n := len(out); n > 0 && out[n-1] == c {
			continue
		}
		out = append(out, c)
	}
	return string(out)
}
