package ask

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxMessage bounds, in bytes, how much of a message is read. What is cut off
// might restrict the question, so a longer message is never answered with a
// figure.
const maxMessage = 16 << 10

// Breaks before a token, by strength.
const (
	noBreak     = iota
	weakBreak   // , : ( ) -
	strongBreak // . ? ! ; and ends of lines
)

// token is a word, a number or a sign of a message.
type token struct {
	text   string // folded: lower case, no accents, no apostrophes
	raw    string // as typed, after compatibility folding
	brk    uint8  // the break before it
	isNum  bool
	num    float64
	ord    bool // an ordinal written in digits: 2nd, 3er
	upper  bool // typed in capitals alone
	colon  bool // a colon stands before it
	inner  bool // stands in brackets
	hyphen bool // a hyphen ties it to the word before
}

// tokenised is a message cut into tokens.
type tokenised struct {
	toks    []token
	spanish bool // has signs that only Spanish writes: ¿ ¡ ñ á
	cut     bool // the message was longer than maxMessage
	shouted bool // all in capitals
}

// tokenise folds a message and cuts it into tokens. It folds compatibility
// forms (full-width digits), accents, zero-width characters and look-alikes
// of other alphabets.
func tokenise(s string) tokenised {
	var t tokenised
	if len(s) > maxMessage {
		s, t.cut = s[:maxMessage], true
		for !utf8.ValidString(s) && len(s) > 0 && !utf8.RuneStart(s[len(s)-1]) {
			s = s[:len(s)-1]
		}
	}
	if !ascii(s) {
		t.spanish = strings.ContainsAny(s, "¿¡ñÑáéíóúÁÉÍÓÚ")
		s = fold(s)
	}
	t.toks = make([]token, 0, len(s)/5+4)
	c := cutter{s: s, out: &t}
	c.run()
	t.shouted = shouted(t.toks)
	return t
}

func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// fold gives the message in plain letters: compatibility forms resolved, marks
// and invisible characters gone, look-alikes of other alphabets as Latin.
func fold(s string) string {
	s = norm.NFKD.String(s)
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		case r == '’' || r == '‘' || r == 'ʼ' || r == '´':
			b.WriteByte('\'')
		case r == '–' || r == '—' || r == '−' || r == '‐' || r == '‑':
			b.WriteString(" - ")
		case r == '×':
			b.WriteByte('x')
		default:
			if l, ok := lookAlike(r); ok {
				b.WriteByte(l)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// lookAlike gives the Latin letter that a Cyrillic or Greek letter passes for.
func lookAlike(r rune) (byte, bool) {
	const from = "асеорхуіјѕԁһԛԝкмтвнАВЕКМНОРСТХУІЈЅαορτυνιεκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
	const to = "aceopxyijsdhqwkmtbhABEKMHOPCTXYIJSaoptuviekABEZHIKMNOPTYX"
	n := 0
	for _, f := range from {
		if f == r {
			return to[n], true
		}
		n++
	}
	return 0, false
}

// cutter walks a folded message.
type cutter struct {
	s     string
	i     int
	brk   uint8
	colon bool
	inner bool // a bracket is open
	tied  bool // the last sign was a hyphen between letters
	out   *tokenised
}

func (c *cutter) run() {
	for c.i < len(c.s) {
		r, n := utf8.DecodeRuneInString(c.s[c.i:])
		switch {
		case unicode.IsDigit(r) && r < utf8.RuneSelf:
			c.number()
		case unicode.IsLetter(r):
			c.word()
		case r == '@':
			c.mention()
		case strings.HasPrefix(c.s[c.i:], unequal), strings.HasPrefix(c.s[c.i:], lessOrMore):
			c.add(token{text: unequal, raw: c.s[c.i : c.i+2]})
			c.i += 2
		case strings.ContainsRune("%+&/#$=", r):
			c.add(token{text: string(r), raw: string(r)})
			c.i += n
		default:
			c.punctuation(r, n)
		}
	}
}

// The signs for "is not", as queries to a data base write them.
const unequal, lessOrMore = "!=", "<>"

// mention skips "@name".
func (c *cutter) mention() {
	for c.i++; c.i < len(c.s); c.i++ {
		if b := c.s[c.i]; b != '_' && (b < '0' || b > '9') && (b < 'a' || b > 'z') && (b < 'A' || b > 'Z') {
			return
		}
	}
}

func (c *cutter) add(t token) {
	if len(c.out.toks) == 0 {
		c.brk = strongBreak
	}
	t.brk, c.brk = c.brk, noBreak
	t.colon, c.colon = c.colon, false
	t.inner = c.inner
	t.hyphen = c.i > 0 && len(c.out.toks) > 0 && c.tied
	c.tied = false
	c.out.toks = append(c.out.toks, t)
}

func (c *cutter) punctuation(r rune, n int) {
	b := uint8(noBreak)
	switch {
	case r == '\n', r == '?', r == '!', r == ';', r == '…':
		b = strongBreak
	case r == '.':
		b = c.period()
	case r == '-':
		// A hyphen inside a word is no break; a dash between spaces is.
		if c.i > 0 && c.s[c.i-1] == ' ' {
			b = weakBreak
		} else {
			c.tied = true
		}
	case r == ',', r == ':', r == '(', r == ')', r == '"', r == '|', r == '[', r == ']', r == '*':
		b = weakBreak
	case unicode.IsPunct(r) && r != '\'' && r != '_' && r != '@':
		b = weakBreak
	}
	c.brk = max(c.brk, b)
	c.colon = c.colon || r == ':'
	c.inner = (c.inner || r == '(' || r == '[') && r != ')' && r != ']'
	c.i += n
}

// period tells the end of a sentence from the dots of "U.S." and "EE. UU.".
func (c *cutter) period() uint8 {
	if n := len(c.out.toks); n > 0 && len(c.out.toks[n-1].raw) <= 2 && !c.out.toks[n-1].isNum {
		return noBreak
	}
	if c.i+1 < len(c.s) && c.s[c.i+1] != ' ' && c.s[c.i+1] != '\n' {
		return noBreak
	}
	return strongBreak
}

func (c *cutter) word() {
	start := c.i
	hasQuote, upper, lower := false, false, false
	for c.i < len(c.s) {
		r, n := utf8.DecodeRuneInString(c.s[c.i:])
		if r == '\'' || r == '`' {
			hasQuote = true
		} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
			upper = upper || unicode.IsUpper(r)
			lower = lower || unicode.IsLower(r)
		} else {
			break
		}
		c.i += n
	}
	raw := c.s[start:c.i]
	text := raw
	if upper {
		text = strings.ToLower(text)
	}
	if hasQuote {
		text = strings.NewReplacer("'", "", "`", "").Replace(text)
		switch text {
		case "were", "well", "shell", "hell", "ill", "id", "wed", "shed", "its":
			text += "x" // "we're" is no "were"
		}
	}
	c.add(token{text: text, raw: raw, upper: upper && !lower})
}

// number reads 1,257 and 1.257 and 63.1 and, with letters behind, 2nd and 3er.
func (c *cutter) number() {
	start := c.i
	for c.i < len(c.s) && (c.digit(c.i) || (c.s[c.i] == ',' || c.s[c.i] == '.') && c.digit(c.i+1)) {
		c.i++
	}
	raw := c.s[start:c.i]
	t := token{raw: raw, isNum: true}
	t.num = parseNumber(raw)
	end := c.i
	for end < len(c.s) && (c.s[end] >= 'a' && c.s[end] <= 'z' || c.s[end] >= 'A' && c.s[end] <= 'Z') {
		end++
	}
	switch {
	case ordinalEnding(strings.ToLower(c.s[c.i:end])):
		t.ord = true
		c.i = end
	case end > c.i && !strings.ContainsAny(raw, ",."):
		c.i = end // "10yo", "1990s": a word of its own; "1,257people" is two
		t.isNum, t.raw = false, c.s[start:end]
	}
	t.text = strings.ToLower(c.s[start:c.i])
	c.add(t)
}

func (c *cutter) digit(i int) bool { return i < len(c.s) && c.s[i] >= '0' && c.s[i] <= '9' }

func ordinalEnding(s string) bool {
	switch s {
	case "st", "nd", "rd", "th", "er", "ero", "era", "ro", "ra", "do", "da", "to", "ta", "mo", "ma", "vo", "va", "no", "na", "o", "a":
		return true
	}
	return false
}

// parseNumber reads a number with thousands separated by commas or by dots.
func parseNumber(s string) float64 {
	last := strings.LastIndexAny(s, ",.")
	if last >= 0 && len(s)-last-1 == 3 {
		s = strings.NewReplacer(",", "", ".", "").Replace(s)
	} else if last >= 0 {
		s = strings.NewReplacer(",", "", ".", "").Replace(s[:last]) + "." + s[last+1:]
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return -1
	}
	return f
}

func shouted(toks []token) bool {
	n := 0
	for _, t := range toks {
		if t.isNum || len(t.text) < 2 {
			continue
		}
		if !t.upper {
			return false
		}
		n++
	}
	return n > 1
}
