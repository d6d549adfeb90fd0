package telegram

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// What Telegram takes in one message, in UTF-16 code units after the tags and
// references have been read (core.telegram.org/bots/api#sendmessage and
// #sendphoto), and how much formatting it keeps (core.telegram.org/api/entities).
const (
	mostText    = 4096
	mostCaption = 1024
	mostSpans   = 100
)

// units is the length of a text in UTF-16 code units.
func units(text []byte) int {
	n := 0
	for _, b := range text {
		n += unitsOf(b)
	}
	return n
}

// unitsOf is how many code units the rune has that a byte begins; none where
// it begins none.
func unitsOf(b byte) int {
	switch {
	case b >= 0xf0:
		return 2
	case utf8.RuneStart(b):
		return 1
	}
	return 0
}

// parts writes the text as messages of at most so many code units, cut where
// it reads best: between paragraphs, lines, sentences or words, in this order.
func (d *rich) parts(most int) []string {
	var out []string
	for from := 0; from < len(d.text); {
		from += len(d.text[from:]) - len(bytes.TrimLeftFunc(d.text[from:], unicode.IsSpace))
		to := d.cut(from, most)
		if part := bytes.TrimRightFunc(d.text[from:to], unicode.IsSpace); visible(part) {
			out = append(out, d.html(from, from+len(part)))
		}
		from = to
	}
	return out
}

// cut says where the part ends that begins at a place.
func (d *rich) cut(from, most int) int {
	limit := from + fitting(d.text[from:], most)
	spans := 0
	for _, s := range d.spans {
		if s.to <= from {
			continue
		}
		if spans++; spans > mostSpans {
			limit = min(limit, s.from)
			break
		}
	}
	if limit == len(d.text) {
		return limit
	}
	return from + boundary(d.text[from:], limit-from)
}

// fitting is how many bytes of a text have at most so many code units.
func fitting(text []byte, most int) int {
	if len(text) <= most { // no rune has more code units than bytes
		return len(text)
	}
	for i, b := range text {
		if most -= unitsOf(b); most < 0 {
			return i
		}
	}
	return len(text)
}

// boundary finds the best place to cut a text at or before a limit. A worse
// place is better than one in the first half, which leaves a message that is
// nearly empty.
func boundary(text []byte, limit int) int {
	half := limit / 2
	for _, ends := range [...]func(text []byte, at int) bool{endsParagraph, endsLine, endsSentence, endsWord} {
		for at := limit; at > half; at-- {
			if ends(text, at) {
				return outsideIsolate(text, at)
			}
		}
	}
	return outsideIsolate(text, lastGrapheme(text, limit))
}

func endsParagraph(text []byte, at int) bool {
	return text[at] == '\n' && at+1 < len(text) && text[at+1] == '\n'
}

func endsLine(text []byte, at int) bool { return text[at] == '\n' }

// endsSentence says whether a sentence ends at a space. A capital before the
// stop is rather that of an abbreviation: "EE. UU.", "U.S."
func endsSentence(text []byte, at int) bool {
	if text[at] != ' ' || at < 2 {
		return false
	}
	switch text[at-1] {
	case '?', ')':
		return true
	case '.':
		return text[at-2] < 'A' || text[at-2] > 'Z'
	}
	return false
}

func endsWord(text []byte, at int) bool { return text[at] == ' ' || text[at] == '\n' }

// lastGrapheme finds the last place at or before a limit that is not inside
// what a person takes for one character; the limit itself where there is none.
func lastGrapheme(text []byte, limit int) int {
	at := 0
	for g := graphemes.FromBytes(text); g.Next() && at+len(g.Value()) <= limit; {
		at += len(g.Value())
	}
	if at == 0 {
		return limit
	}
	return at
}

// outsideIsolate moves a place before the isolate that it is in, which would
// otherwise have no end.
func outsideIsolate(text []byte, at int) int {
	begin := bytes.LastIndex(text[:at], []byte(string(isolate)))
	if begin > 0 && !bytes.Contains(text[begin:at], []byte(string(isolateEnd))) {
		return begin
	}
	return at
}

// clip shortens a text to so many code units, on one line.
func clip(s string, most int) string {
	if asciiRun(s) == len(s) && len(s) <= most {
		return strings.TrimSpace(s)
	}
	return string(shorten(bytes.TrimSpace(appendClean(nil, s, false)), most))
}

// shorten cuts a clean text to so many code units, at a word, and shows that
// it did.
func shorten(text []byte, most int) []byte {
	if units(text) <= most {
		return text
	}
	const more = "…"
	limit := fitting(text, max(most-1, 0))
	at := limit
	for at > limit/2 && !endsWord(text, at) {
		at--
	}
	if at == limit/2 {
		at = lastGrapheme(text, limit)
	}
	at = outsideIsolate(text, at)
	return append(bytes.TrimRight(text[:at:at], " ,.;:\n"), more...)
}
