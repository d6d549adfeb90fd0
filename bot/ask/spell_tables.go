package ask

import "bytes"

// shelves hold words by their length and one letter, each in the order of the
// lexicon.
type shelves struct {
	words []spelling
	from  [(maxCorrected+1)<<shelfBits + 1]int32
}

// Letters share a shelf where their lowest bits are the same.
const shelfBits = 5

// shelved is a word on its way to a shelf.
type shelved struct {
	spelling
	word string
}

func firstLetter(w string) byte { return w[0] }
func lastLetter(w string) byte  { return w[len(w)-1] }

func shelfOf(n int, c byte) int { return n<<shelfBits | int(c&(1<<shelfBits-1)) }

func (s *shelves) shelf(n int, c byte) []spelling {
	i := shelfOf(n, c)
	return s.words[s.from[i]:s.from[i+1]]
}

// fill sorts words onto their shelves.
func (s *shelves) fill(list []shelved, letter func(string) byte) {
	for _, w := range list {
		s.from[shelfOf(len(w.word), letter(w.word))+1]++
	}
	for i := 1; i < len(s.from); i++ {
		s.from[i] += s.from[i-1]
	}
	at := s.from
	s.words = make([]spelling, len(list))
	for _, w := range list {
		i := shelfOf(len(w.word), letter(w.word))
		s.words[at[i]] = w.spelling
		at[i]++
	}
}

// letters says which letters a word has, by a bit each, and in the upper half
// which it has more than once. An edit adds one bit at the most and takes one
// away.
func letters(w string) uint64 {
	var once, twice uint32
	for i := 0; i < len(w); i++ {
		bit := uint32(1) << (w[i] & 31)
		twice |= once & bit
		once |= bit
	}
	return uint64(twice)<<32 | uint64(once)
}

// soundTable finds the only word of a sound.
type soundTable struct {
	slots []soundSlot
}

type soundSlot struct {
	hash    uint32
	id      int32 // 0 for a free place
	several bool
}

func (t *soundTable) grow(words int) {
	n := 1
	for n < words*3/2 {
		n *= 2
	}
	t.slots = make([]soundSlot, n)
}

// slot gives the place of a sound, or the free one where it belongs.
func (t *soundTable) slot(l *lexicon, heard []byte) (*soundSlot, uint32) {
	h := uint32(2166136261)
	for _, c := range heard {
		h = (h ^ uint32(c)) * 16777619
	}
	h ^= h >> 15
	for i := int(h); ; i++ {
		s := &t.slots[i&(len(t.slots)-1)]
		var buf [maxSound]byte
		if s.id == 0 || s.hash == h && bytes.Equal(appendSound(buf[:0], l.word(s.id)), heard) {
			return s, h
		}
	}
}

func (t *soundTable) add(l *lexicon, id int32, w string) {
	var buf [maxSound]byte
	s, h := t.slot(l, appendSound(buf[:0], w))
	if s.id != 0 {
		s.several = true
		return
	}
	s.id, s.hash = id, h
}

// only gives the one word that sounds as w does, or 0.
func (t *soundTable) only(l *lexicon, w string) int32 {
	var buf [maxSound]byte
	if s, _ := t.slot(l, appendSound(buf[:0], w)); !s.several {
		return s.id
	}
	return 0
}

// sound spells a word as a Spanish ear hears it, so that "kuantas", "bictimas"
// and "ombres" are what they are meant to be: b as v, silent h, c and qu as k,
// c and z as s, ll as y, g before e and i as j, doubled letters once.
func sound(w string) string {
	var buf [maxSound]byte
	return string(appendSound(buf[:0], w))
}

const maxSound = 32

func appendSound(out []byte, w string) []byte {
	for i := 0; i < len(w) && len(out) < maxSound-2; i++ {
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
	return out
}
