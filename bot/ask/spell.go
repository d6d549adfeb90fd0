package ask

import (
	"math/bits"
	"slices"
	"strings"
	"sync"
)

// speller corrects misspelt words to words of the lexicon. It never guesses
// between two: where the nearest words are several, the word stays unknown.
type speller struct {
	lex     *lexicon
	once    sync.Once // the tables are made for the first word that needs them
	first   shelves   // words by length and first letter
	last    shelves   // words by length and last letter
	telling shelves   // words that name something of the data, by length and first letter
	sounds  soundTable
}

// spelling is a word that others may be corrected to.
type spelling struct {
	id      int32
	letters uint64 // which letters the word has, and which twice, for a quick refusal
}

// The lengths of words that others are corrected to. Shorter words are too
// often one letter apart.
const (
	minCorrected = 4
	maxCorrected = 31
)

func newSpeller(l *lexicon) *speller { return &speller{lex: l} }

// words lists all words: those of the set first, then those of the base.
func (s *speller) words() []int32 {
	l := s.lex
	out := make([]int32, 0, int(l.base.words())+len(l.own.order))
	out = append(out, l.own.order...)
	seen := make([]bool, l.base.words()+1)
	for _, id := range out {
		if id <= l.base.words() {
			seen[id] = true
		}
	}
	for id := int32(1); id <= l.base.words(); id++ {
		if !seen[id] && !l.lacks(id) {
			out = append(out, id)
		}
	}
	return out
}

func (s *speller) build() {
	all := s.words()
	list := make([]shelved, 0, len(all))
	s.sounds.grow(len(all))
	for _, id := range all {
		w := s.lex.word(id)
		if len(w) < minCorrected || len(w) > maxCorrected {
			continue
		}
		list = append(list, shelved{spelling{id, letters(w)}, w})
		s.sounds.add(s.lex, id, w)
	}
	s.first.fill(list, firstLetter)
	s.last.fill(list, lastLetter)
	s.telling.fill(slices.DeleteFunc(list, func(w shelved) bool { return !s.content(w.id) }), firstLetter)
}

// correct gives the number of the one word that w is likely meant to be, or 0.
func (s *speller) correct(w string) int32 {
	n := len(w)
	if n < minCorrected-1 || n > maxCorrected-2 {
		return 0
	}
	s.once.Do(s.build)
	if id := s.sounds.only(s.lex, w); id > 0 {
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
			if id := s.lex.lookup(stem + e); id != 0 {
				return id
			}
		}
	}
	return 0
}

// nearest looks for the one word within limit edits; -1 where there are
// several at the same distance that mean different things. One edit is nearer
// than two, and people seldom mistype the first letter: a word that begins
// otherwise is nearer than one of two edits only, and not worth a guess where
// two are too many. The rules are tried in that order.
func (s *speller) nearest(w string, limit int) int32 {
	q := quest{s: s, w: w, letters: letters(w)}
	if q.among(&s.first, 1, firstLetter); q.best != 0 {
		return q.result()
	}
	if limit == 1 {
		return -1
	}
	if q.among(&s.last, 1, lastLetter); q.best != 0 {
		return q.result() // the first letter is wrong, so the last one is not
	}
	q.among(&s.telling, 2, firstLetter)
	return q.result()
}

// quest is the search for what one word is meant to be.
type quest struct {
	s       *speller
	w       string
	letters uint64
	best    int32
	tie     bool
}

func (q *quest) result() int32 {
	if q.tie {
		return -1
	}
	return q.best
}

// among looks at the words of a shelf that are so many edits away. Of several
// that mean the same, the first is taken.
func (q *quest) among(in *shelves, edits int, letter func(string) byte) {
	c := letter(q.w)
	for n := max(minCorrected, len(q.w)-edits); n <= min(maxCorrected, len(q.w)+edits); n++ {
		for _, sp := range in.shelf(n, c) {
			if bits.OnesCount64(q.letters&^sp.letters) > edits || bits.OnesCount64(sp.letters&^q.letters) > edits {
				continue
			}
			known := q.s.lex.word(sp.id)
			switch {
			case letter(known) != c || distance(q.w, known, edits) > edits:
			case q.best == 0:
				q.best = sp.id
			case !q.s.sameMeaning(q.best, sp.id):
				q.tie = true
			}
		}
	}
}

// content reports whether a word standing alone names something of the data.
// Only these are worth a guess over two letters.
func (s *speller) content(id int32) bool {
	switch e := s.lex.alone(id); e.class {
	case population, dimension, category, cross, either, country, absent:
		return true
	case operator:
		return len(s.lex.word(id)) >= 9
	}
	return false
}

// sameMeaning reports whether two words standing alone mean the same.
func (s *speller) sameMeaning(a, b int32) bool {
	ea, eb := s.lex.alone(a), s.lex.alone(b)
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
