package telegram

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

const (
	isolate    = '\u2068' // what follows takes its direction from its own first letter
	isolateEnd = '\u2069'

	mostMarks    = 4   // on one letter: more of them reach into the lines above and below
	mostIsolated = 256 // runes: less than half of a caption, so that no cut needs to fall inside
)

// appendClean appends a text without what is not seen but changes what is: the
// controls, the marks that turn the direction of writing, joiners and fillers,
// and piles of accents. Letters that run from right to left are isolated, so
// that they cannot draw the figures around them to another place. Lines stay
// where keepLines is set, and are put one behind the other elsewhere.
func appendClean(dst []byte, s string, keepLines bool) []byte {
	c := cleaner{out: dst, keepLines: keepLines}
	for i := 0; i < len(s); {
		if n := asciiRun(s[i:]); n > 0 && !c.isolated {
			c.out = append(c.out, s[i:i+n]...)
			c.marks = 0
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:]) // of a byte that is no UTF-8, which Telegram refuses, U+FFFD
		c.add(r)
		i += size
	}
	c.end()
	return c.out
}

// asciiRun is how many bytes a text has before one that needs a closer look.
func asciiRun(s string) int {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return i
		}
	}
	return len(s)
}

type cleaner struct {
	out       []byte
	keepLines bool
	marks     int // on the last letter

	isolated bool // there is an isolate without its end
	length   int  // of that, in runes
	last     int  // where its last letter from right to left ends
}

func (c *cleaner) add(r rune) {
	switch {
	case r == '\n' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		c.end()
		if c.marks = 0; c.keepLines {
			c.out = append(c.out, '\n')
			return
		}
		c.out = append(c.out, ' ')
	case r == '\t' || r == '\v' || r == '\f':
		c.letter(' ')
	case unseen(r):
	case isMark(r):
		if c.marks++; c.marks <= mostMarks {
			c.mark(r)
		}
	default:
		c.marks = 0
		c.letter(r)
	}
}

// mark appends a mark, which belongs to what stands before it.
func (c *cleaner) mark(r rune) {
	ends := c.isolated && c.last == len(c.out)
	c.out = utf8.AppendRune(c.out, r)
	if ends {
		c.last = len(c.out)
	}
}

func (c *cleaner) letter(r rune) {
	way := leftToRight
	if r >= firstRightToLeft || c.isolated {
		way = wayOf(r)
	}
	if c.isolated {
		if c.length++; way == leftToRight || c.length >= mostIsolated {
			c.end()
		}
	}
	if way == rightToLeft && !c.isolated {
		c.out = utf8.AppendRune(c.out, isolate)
		c.isolated, c.length = true, 0
	}
	c.out = utf8.AppendRune(c.out, r)
	if way == rightToLeft {
		c.last = len(c.out)
	}
}

// end ends an isolate behind the last letter that it is for.
func (c *cleaner) end() {
	if c.isolated {
		c.out = slices.Insert(c.out, c.last, []byte(string(isolateEnd))...)
		c.isolated = false
	}
}

// firstRightToLeft is the first letter of the scripts that run from right to
// left.
const firstRightToLeft = '\u0590'

type way uint8

const (
	neither way = iota
	leftToRight
	rightToLeft
)

// wayOf gives the direction of a rune. Arabic digits count as from right to
// left, since they move what stands beside them like letters; all other digits
// as from left to right, so that none is ever inside an isolate.
func wayOf(r rune) way {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.L, bidi.EN:
		return leftToRight
	case bidi.R, bidi.AL, bidi.AN:
		return rightToLeft
	}
	return neither
}

// unseen says whether nothing is drawn for a rune.
func unseen(r rune) bool {
	if r < 0x300 {
		return r < ' ' || r >= 0x7f && r < 0xa0 || r == 0xad
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

func isMark(r rune) bool { return r >= 0x300 && unicode.In(r, unicode.Mn, unicode.Me) }

// visible says whether a person sees anything of a clean text. Telegram
// refuses a message of which they do not.
func visible(b []byte) bool {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r > ' ' && !unicode.IsSpace(r) && !isMark(r) && r != isolate && r != isolateEnd && r != '\u2800' && r != '\ufffc' {
			return true
		}
		b = b[size:]
	}
	return false
}

// escape writes a text as Telegram's HTML has it between tags.
func escape(to *strings.Builder, text []byte) {
	from := 0
	for i, c := range text {
		var reference string
		switch c {
		case '&':
			reference = "&amp;"
		case '<':
			reference = "&lt;"
		case '>':
			reference = "&gt;"
		default:
			continue
		}
		to.Write(text[from:i])
		to.WriteString(reference)
		from = i + 1
	}
	to.Write(text[from:])
}
