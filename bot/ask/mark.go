package ask

import "strconv"

// mark is one phrase of a message and what it means.
type mark struct {
	meaning
	from, to int // tokens
	brk      uint8
	langs    uint8
	plural   bool
	purpose  bool
	percent  bool    // a number with a percent sign or word behind it
	val      float64 // of a number or ordinal
	fixed    string  // the word that a misspelling was read as
	used     bool    // claimed by a rule
}

func (m *mark) is(c class) bool { return m.class == c }
func (m *mark) op() op {
	if m.class == operator {
		return op(m.ref)
	}
	return opNone
}

// marker cuts a message into the longest phrases that the lexicon knows.
type marker struct {
	lex   *lexicon
	t     tokenised
	ids   []int32
	fixes map[int]string
	marks []mark
	steps []step
	tries int // how many misspellings may still be looked up: keeps long noise cheap
}

// maxCorrections bounds how many words of one message are looked up for
// spelling.
const maxCorrections = 12

// mark gives the phrases of a message, and the number of each token's word.
func (l *lexicon) mark(t tokenised) ([]mark, []int32) {
	m := marker{lex: l, t: t, tries: maxCorrections, ids: make([]int32, len(t.toks)), marks: make([]mark, 0, len(t.toks))}
	for i := range t.toks {
		m.ids[i] = m.identify(i)
	}
	m.segment()
	for i := 0; i < len(t.toks); {
		i = m.next(i)
	}
	return m.marks, m.ids
}

// step is the best way to read a message from some token on.
type step struct {
	cost int32
	node int32 // of the phrase that begins here; 0 for a word that is not known
	end  int32 // the token behind it
}

// The costs of a phrase: one that is known is far better than a word that is
// not, a phrase of content is worth breaking up harmless ones for, and fewer
// phrases are better than more.
const (
	unknownCost = 2000
	fillerCost  = 102
	contentCost = 100
	numberCost  = 150
	longerBonus = 120 // for each further word of a phrase of content
)

// segment chooses, from the end to the beginning, where each phrase ends.
func (m *marker) segment() {
	n := len(m.t.toks)
	m.steps = make([]step, n+1)
	for i := n - 1; i >= 0; i-- {
		best := step{cost: unknownCost + m.steps[i+1].cost, end: int32(i + 1)}
		m.phrases(i, func(node int32, means meaning, end int) {
			cost := int32(contentCost - longerBonus*(end-i-1))
			switch {
			case means.class == filler && means.ref == 0:
				cost = fillerCost
			case means.class == number:
				cost = numberCost
			}
			if cost += m.steps[end].cost; cost <= best.cost {
				best = step{cost, node, int32(end)}
			}
		})
		m.steps[i] = best
	}
}

// phrases calls found for each phrase that begins at token i, shortest first.
func (m *marker) phrases(i int, found func(node int32, means meaning, end int)) {
	node, crossed := int32(0), false
	for j := i; j < len(m.t.toks); j++ {
		tok := &m.t.toks[j]
		if j > i && tok.text == "/" {
			continue // "hotel/motel"
		}
		if m.ids[j] == 0 {
			return
		}
		if j > i && tok.brk > noBreak {
			if tok.brk == strongBreak {
				return
			}
			crossed = true // a comma: only lists of categories go over it, and dates
		}
		if node = m.lex.next(node, m.ids[j]); node == 0 {
			return
		}
		e := m.lex.end(node)
		if c := e.class; c != unknown && (!crossed || c == category || c == cross || c == filler && j-i >= 3) {
			found(node, e.meaning, j+1)
		}
	}
}

// identify gives the number of a token's word, of its likely correction, or 0.
func (m *marker) identify(i int) int32 {
	tok := &m.t.toks[i]
	if tok.isNum {
		return m.lex.lookup(tok.text)
	}
	if tok.text == "plus" && tok.hyphen {
		return m.lex.lookup("and") // "sex-plus-labor" is one thing
	}
	if tok.text == "us" && tok.upper && !m.t.shouted {
		return m.lex.lookup("usa")
	}
	if w, ok := m.lex.alias[tok.text]; ok {
		return m.lex.lookup(w)
	}
	if id := m.lex.lookup(tok.text); id != 0 {
		return id
	}
	if id := m.lex.fix.undiminished(tok.text); id != 0 {
		return id
	}
	if w := squeeze(tok.text); w != tok.text {
		if id := m.lex.lookup(w); id != 0 {
			return id
		}
	}
	if m.tries == 0 || m.lex.right(tok.text) {
		return 0
	}
	m.tries--
	id := m.lex.fix.correct(tok.text)
	if id != 0 {
		if m.fixes == nil {
			m.fixes = make(map[int]string, 4)
		}
		m.fixes[i] = m.lex.word(id)
	}
	return id
}

// squeeze takes out letters that were held down: "holaaaa", "siii".
func squeeze(w string) string {
	run := 0
	for i := 1; i < len(w); i++ {
		if w[i] != w[i-1] {
			run = 0
			continue
		}
		if run++; run == 2 {
			break
		}
	}
	if run < 2 {
		return w
	}
	b := []byte{w[0]}
	for i := 1; i < len(w); i++ {
		if w[i] != w[i-1] {
			b = append(b, w[i])
		}
	}
	return string(b)
}

// next marks the phrase at token i and gives the token behind it.
func (m *marker) next(i int) int {
	if j, ok := m.sign(i); ok {
		return j
	}
	best, bestEnd := m.steps[i].node, int(m.steps[i].end)
	mk := mark{from: i, to: i + 1, brk: m.t.toks[i].brk, fixed: m.fixes[i]}
	if best != 0 {
		e := m.lex.end(best)
		mk.to, mk.meaning, mk.langs, mk.plural, mk.purpose = bestEnd, e.meaning, e.langs, e.plural, e.purpose
		switch e.class {
		case number, ordinal:
			mk.val = float64(e.ref)
		case fraction:
			mk.class, mk.val, mk.percent = number, float64(e.ref), true
		}
	} else if m.t.toks[i].isNum {
		m.numeral(&mk, i)
	}
	m.marks = append(m.marks, mk)
	return mk.to
}

// numeral reads a token in digits that no phrase holds.
func (m *marker) numeral(mk *mark, i int) {
	tok := &m.t.toks[i]
	mk.class, mk.val = number, tok.num
	switch {
	case tok.ord:
		mk.class = ordinal
		if n, err := strconv.Atoi(leadingDigits(tok.text)); err == nil {
			mk.val = float64(n)
		}
	case len(tok.raw) == 4 && tok.num >= 1900 && tok.num <= 2100:
		mk.class = times
	}
}

func leadingDigits(s string) string {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return s[:n]
}

// sign reads the signs that stand for words: % after a number, # before one,
// + and & and / between things.
func (m *marker) sign(i int) (int, bool) {
	mk := mark{from: i, to: i + 1, brk: m.t.toks[i].brk, meaning: meaning{operator, 0}}
	switch m.t.toks[i].text {
	case "%":
		if n := len(m.marks); n > 0 && m.marks[n-1].class == number {
			m.marks[n-1].percent = true
			m.marks[n-1].to = i + 1
			return i + 1, true
		}
		mk.ref = int32(opPercent)
	case "+":
		mk.ref = int32(opPlus)
	case "&", "/":
		mk.ref = int32(opAnd)
	case "#":
		if i+1 < len(m.t.toks) && m.t.toks[i+1].isNum {
			mk.class, mk.val, mk.to = ordinal, m.t.toks[i+1].num, i+2
			break
		}
		mk.ref = int32(opCount)
	case "$":
		mk.class = unknown
	case "=":
		mk.class = filler
	case unequal:
		mk.ref = int32(opNot)
	default:
		return i, false
	}
	m.marks = append(m.marks, mk)
	return mk.to, true
}
