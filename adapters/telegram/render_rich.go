package telegram

import (
	"bytes"
	"strings"
)

// rich is a text and, beside it, its formatting, which is how Telegram itself
// keeps a message: what is counted, cut and shown is the text, and tags are
// written last, around whatever part is sent, so that they always balance.
type rich struct {
	text  []byte
	spans []span // one behind the other, none inside another
	gap   int    // lines to end before the next text
}

type span struct {
	tag      tag
	from, to int // bytes of the text
}

type tag uint8

const (
	plain tag = iota
	bold
	italic
	mono
	quote
)

func (t tag) open() string {
	return [...]string{plain: "", bold: "<b>", italic: "<i>", mono: "<pre>", quote: "<blockquote>"}[t]
}

func (t tag) close() string {
	return [...]string{plain: "", bold: "</b>", italic: "</i>", mono: "</pre>", quote: "</blockquote>"}[t]
}

// paragraph adds a text behind an empty line, if there is anything to see of
// it.
func (d *rich) paragraph(t tag, text string) {
	d.gap = 2
	d.add(t, text, true)
}

// line adds a text on a line of its own, likewise.
func (d *rich) line(t tag, text string) {
	d.gap = max(d.gap, 1)
	d.add(t, text, false)
}

// begin ends the lines that are to be ended, and says where what follows
// begins.
func (d *rich) begin() int {
	if len(d.text) > 0 {
		for range d.gap {
			d.text = append(d.text, '\n')
		}
	}
	d.gap = 0
	return len(d.text)
}

func (d *rich) add(t tag, text string, keepLines bool) {
	if text == "" {
		return
	}
	before, gap := len(d.text), d.gap
	from := d.begin()
	d.text = appendClean(d.text, text, keepLines)
	d.text = append(d.text[:from], bytes.TrimSpace(d.text[from:])...)
	if !visible(d.text[from:]) {
		d.text, d.gap = d.text[:before], gap
		return
	}
	d.end(t, from)
}

// end formats all from a place on.
func (d *rich) end(t tag, from int) {
	if t != plain && from < len(d.text) {
		d.spans = append(d.spans, span{tag: t, from: from, to: len(d.text)})
	}
}

// join makes one of the formatted texts from a place in the list on, which are
// lines of one kind.
func (d *rich) join(from int) {
	if from < len(d.spans) {
		d.spans[from].to = d.spans[len(d.spans)-1].to
		d.spans = d.spans[:from+1]
	}
}

// html writes a part of the text as Telegram's HTML.
func (d *rich) html(from, to int) string {
	var out strings.Builder
	out.Grow(to - from + (to-from)/16 + 64)
	at := from
	for _, s := range d.spans {
		if s.to <= from || s.from >= to {
			continue
		}
		start, end := max(s.from, from), min(s.to, to)
		escape(&out, d.text[at:start])
		out.WriteString(s.tag.open())
		escape(&out, d.text[start:end])
		out.WriteString(s.tag.close())
		at = end
	}
	escape(&out, d.text[at:to])
	return out.String()
}
