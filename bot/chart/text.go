package chart

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// style is how a text is set: its size in pixels, and its weight.
type style struct {
	size int
	bold bool
}

// fonts measures and sets text in a font that is part of the program, so that
// a picture does not depend on the machine. It is not safe for concurrent use:
// every picture has its own.
type fonts struct {
	faces map[style]*face
}

func newFonts() (*fonts, error) {
	regular, err := opentype.Parse(liberationsansregular.TTF)
	if err != nil {
		return nil, fmt.Errorf("reading the built-in font: %w", err)
	}
	bold, err := opentype.Parse(liberationsansbold.TTF)
	if err != nil {
		return nil, fmt.Errorf("reading the built-in bold font: %w", err)
	}
	f := &fonts{faces: map[style]*face{}}
	for _, s := range styles() {
		from := regular
		if s.bold {
			from = bold
		}
		if f.faces[s], err = newFace(from, s.size); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// width is how wide a text is, in pixels, rounded up.
func (f *fonts) width(s string, as style) int {
	return font.MeasureString(f.faces[as], s).Ceil()
}

// room is the width that a text may need: a viewer that has not the font of an
// SVG takes another, and the widest common one is wider by so much.
func (f *fonts) room(s string, as style) int { return widened(f.width(s, as), as) }

func widened(width int, as style) int {
	if as.bold {
		return width * 5 / 4
	}
	return width * 7 / 6
}

// capital is the height of a capital letter in pixels.
func (f *fonts) capital(as style) int { return f.faces[as].Metrics().CapHeight.Round() }

// ascent is how far a line reaches above its baseline, in pixels.
func (f *fonts) ascent(as style) int { return f.faces[as].Metrics().Ascent.Round() }

// wrap breaks a text into lines that need no more than width, and are about as
// long as each other. What does not fit into most lines is cut off with an
// ellipsis.
func (f *fonts) wrap(s string, as style, width, most int) []string {
	words := strings.Fields(clean(s[:min(len(s), longest)]))
	lines := f.fill(words, as, width, most+1)
	if len(lines) > most {
		const ellipsis = "…"
		last := f.fitting(lines[most-1], as, width-f.room(ellipsis, as))
		lines[most-1] = strings.TrimRight(last, " ,;:") + ellipsis
		return lines[:most]
	}
	narrow := width / 2 // too narrow, or almost
	for _, word := range words {
		narrow = max(narrow, f.room(word, as)) // no word is broken for it
	}
	for len(lines) > 1 && width-narrow > 1 {
		middle := (narrow + width) / 2
		if even := f.fill(words, as, middle, most+1); len(even) > len(lines) {
			narrow = middle
		} else {
			width, lines = middle, even
		}
	}
	return lines
}

// fill puts as many words as need no more than width on each of at most so
// many lines, and breaks a word that needs more by itself.
func (f *fonts) fill(words []string, as style, width, most int) (lines []string) {
	line := ""
	for _, word := range words {
		next := strings.TrimPrefix(line+" "+word, " ")
		if f.room(next, as) <= width {
			line = next
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for f.room(word, as) > width && len(lines) < most {
			head := f.fitting(word, as, width)
			lines = append(lines, head)
			word = word[len(head):]
		}
		line = word
		if len(lines) >= most {
			return lines[:most]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fitting is the longest beginning of a text that needs no more than width, and
// at least its first letter.
func (f *fonts) fitting(s string, as style, width int) string {
	var advance fixed.Int26_6
	end, before := 0, rune(-1)
	for i, r := range s {
		if before >= 0 {
			advance += f.faces[as].Kern(before, r)
		}
		a, _ := f.faces[as].GlyphAdvance(r)
		advance += a
		if end > 0 && widened(advance.Ceil(), as) > width {
			break
		}
		end, before = i+utf8.RuneLen(r), r
	}
	return s[:end]
}

// longest is how many bytes of a text are looked at: far more than any part of
// a picture has room for.
const longest = 2000

// clean makes a text one line of letters that can be drawn: no control
// characters, nothing that turns the direction of writing, nothing that XML
// does not allow.
func clean(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r == unicode.ReplacementChar, unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsGraphic(r):
			return r
		}
		return -1
	}, s)), " ")
}
