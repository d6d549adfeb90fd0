package chart

import (
	"image/color"
	"math"
)

// A picture is a card, a little wider than a phone shows it, on which
// everything stands in one column: what is counted, then a line for every
// label with its bar below, then where the figures are from. Labels above
// their bars leave both the whole width.
const (
	width   = 1080
	margin  = 56
	content = width - 2*margin
	border  = 2

	// reach is how far a text may need to go in a font that is wider than
	// the one it is measured in: into the margin, not over the edge.
	reach = content + margin - 16
)

// The styles of text. On a phone, which shows the card at about a third of its
// size, none is smaller than the small print of a message.
func titleStyle() style  { return style{size: 52, bold: true} }
func unitStyle() style   { return style{size: 36} }
func noteStyle() style   { return style{size: 36, bold: true} }
func labelStyle() style  { return style{size: 40} }
func valueStyle() style  { return style{size: 40, bold: true} }
func absentStyle() style { return style{size: 36} }
func footStyle() style   { return style{size: 29} }

func styles() []style {
	return []style{titleStyle(), unitStyle(), noteStyle(), labelStyle(), valueStyle(), absentStyle(), footStyle()}
}

// The card is light and opaque, so that a dark client shows it as it is.
func cardColor() color.RGBA   { return color.RGBA{0xff, 0xff, 0xff, 0xff} }
func borderColor() color.RGBA { return color.RGBA{0xd9, 0xdc, 0xe0, 0xff} }
func inkColor() color.RGBA    { return color.RGBA{0x1a, 0x1f, 0x26, 0xff} }
func quietColor() color.RGBA  { return color.RGBA{0x55, 0x5e, 0x69, 0xff} }

// seriesColors differ in hue for most people and in lightness for all. Each
// stands out from the card.
func seriesColors() [MostSeries]color.RGBA {
	return [...]color.RGBA{
		{0x1b, 0x4f, 0x8a, 0xff}, // dark blue
		{0xd9, 0x77, 0x06, 0xff}, // orange
		{0x8a, 0x90, 0x99, 0xff}, // grey
		{0x00, 0x00, 0x00, 0xff}, // black
	}
}

// shape is a rectangle, or a text where it has one: x and y are then the
// beginning of its baseline.
type shape struct {
	x, y, w, h int
	color      color.RGBA
	text       string
	style      style
}

// page is a picture before it is drawn: PNG and SVG are two ways to write it.
type page struct {
	height int
	shapes []shape
	fonts  *fonts
}

// layout arranges a chart.
func (c *Chart) layout() (*page, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	f, err := newFonts()
	if err != nil {
		return nil, err
	}
	p := &page{fonts: f, height: margin}
	p.paragraph(c.Title, titleStyle(), inkColor(), 4)
	p.skip(8)
	p.paragraph(c.Unit, unitStyle(), quietColor(), 4)
	if c.Note != "" {
		p.skip(8)
		p.paragraph(c.Note, noteStyle(), inkColor(), 3)
	}
	p.skip(36)
	if len(c.Series) > 0 {
		p.legend(c.Series)
	}
	if c.stacked() {
		p.stack(c)
	} else {
		p.bars(c)
	}
	p.foot(c.Foot)
	p.height += margin - 8
	return p, nil
}

func (p *page) skip(n int) { p.height += n }

// line sets a text that fits its line at x, and goes on below it.
func (p *page) line(x int, s string, as style, ink color.RGBA) {
	p.text(x, p.height+p.fonts.ascent(as), s, as, ink)
	p.height += as.size * 13 / 10
}

func (p *page) text(x, baseline int, s string, as style, ink color.RGBA) {
	if s != "" {
		p.shapes = append(p.shapes, shape{x: x, y: baseline, w: p.fonts.width(s, as), text: s, style: as, color: ink})
	}
}

func (p *page) rect(x, y, w, h int, fill color.RGBA) {
	if w > 0 && h > 0 {
		p.shapes = append(p.shapes, shape{x: x, y: y, w: w, h: h, color: fill})
	}
}

// paragraph sets a text across the card.
func (p *page) paragraph(s string, as style, ink color.RGBA, most int) {
	for _, line := range p.fonts.wrap(s, as, reach, most) {
		p.line(margin, line, as, ink)
	}
}

// The legend of bars side by side: a swatch and a name each.
const (
	swatch    = 32
	swatchGap = 14
)

func (p *page) legend(series []string) {
	as := unitStyle()
	x := margin
	for i, name := range series {
		name = p.one(name, as, reach-swatch-swatchGap)
		w := swatch + swatchGap + p.fonts.room(name, as)
		if x > margin && x+w > margin+reach {
			x = margin
			p.skip(as.size * 14 / 10)
		}
		p.swatch(x, as, seriesColors()[i])
		p.text(x+swatch+swatchGap, p.height+p.fonts.ascent(as), name, as, inkColor())
		x += w + 24
	}
	p.skip(as.size*14/10 + 28)
}

// swatch puts a square beside the line of text that begins here.
func (p *page) swatch(x int, as style, fill color.RGBA) {
	middle := p.height + p.fonts.ascent(as) - p.fonts.capital(as)/2
	p.rect(x, middle-swatch/2, swatch, swatch, fill)
}

// one is a text on one line, cut off where it is too long.
func (p *page) one(s string, as style, width int) string {
	if lines := p.fonts.wrap(s, as, width, 1); len(lines) > 0 {
		return lines[0]
	}
	return ""
}

// The bars.
const (
	barHeight   = 44
	barGap      = 6  // between bars of one label
	barLeast    = 4  // of anything above nothing, so that it can be seen
	valueGap    = 16 // between the end of a bar and its value
	valueWidest = 640
)

func (p *page) bars(c *Chart) {
	longest, room := 0.0, content
	for _, b := range c.Bars {
		for _, v := range b.Values {
			longest = max(longest, c.length(v))
			if !v.Missing {
				text := p.value(v)
				room = min(room, content-p.fonts.width(text, valueStyle()), reach-p.fonts.room(text, valueStyle()))
			}
		}
	}
	room -= valueGap
	for i, b := range c.Bars {
		if i > 0 {
			p.skip(26)
		}
		p.paragraph(b.Label, labelStyle(), inkColor(), 2)
		p.skip(4)
		for j, v := range b.Values {
			if j > 0 {
				p.skip(barGap)
			}
			p.bar(v, length(c.length(v), longest, room), seriesColors()[j])
		}
	}
}

// value is what stands at the end of a bar. No figure is that long; a text
// that is loses its end rather than the card its edge.
func (p *page) value(v Value) string { return p.one(v.Text, valueStyle(), valueWidest) }

// bar draws one bar, with its value at the end.
func (p *page) bar(v Value, w int, fill color.RGBA) {
	as, ink, x := valueStyle(), inkColor(), margin
	text := p.value(v)
	switch {
	case v.Missing:
		as, ink = absentStyle(), quietColor()
		text = p.one(v.Text, as, reach)
	case w > 0:
		p.rect(margin, p.height, w, barHeight, fill)
		x += w + valueGap
	}
	p.text(x, p.height+(barHeight+p.fonts.capital(as))/2, text, as, ink)
	p.height += barHeight
}

// length is how many pixels a value has where the longest fills the room.
func length(v, longest float64, room int) int {
	if v <= 0 || longest <= 0 {
		return 0
	}
	return max(barLeast, int(math.Round(float64(room)*(v/longest))))
}

// stack draws one bar, divided among the parts, and under it what each is.
func (p *page) stack(c *Chart) {
	const height, gap = 84, 4
	x := margin
	for i, w := range parts(c, gap) {
		p.rect(x, p.height, w, height, seriesColors()[i])
		if w > 0 {
			x += w + gap
		}
	}
	p.skip(height + 32)
	column := 0
	for _, b := range c.Bars {
		column = max(column, p.fonts.room(p.value(b.Values[0]), valueStyle()))
	}
	left := margin + swatch + swatchGap + 4
	for i, b := range c.Bars {
		if i > 0 {
			p.skip(14)
		}
		p.swatch(margin, valueStyle(), seriesColors()[i])
		p.text(left, p.height+p.fonts.ascent(valueStyle()), p.value(b.Values[0]), valueStyle(), inkColor())
		x := left + column + 8
		lines := p.fonts.wrap(b.Label, labelStyle(), margin+reach-x, 3)
		for _, line := range lines {
			p.line(x, line, labelStyle(), inkColor())
		}
		if len(lines) == 0 {
			p.skip(labelStyle().size * 13 / 10)
		}
	}
}

// parts divides the width of the card among the bars of a chart; the largest
// gives up what the least of the others need to be seen, and what rounding
// leaves.
func parts(c *Chart, gap int) []int {
	out := make([]int, len(c.Bars))
	total, shown, largest := 0.0, 0, 0
	for i, b := range c.Bars {
		if v := c.length(b.Values[0]); v > 0 {
			total += v
			shown++
			if v > c.length(c.Bars[largest].Values[0]) {
				largest = i
			}
		}
	}
	if shown == 0 {
		return out
	}
	room := content - (shown-1)*gap
	rest := room
	for i, b := range c.Bars {
		out[i] = length(c.length(b.Values[0]), total, room)
		rest -= out[i]
	}
	out[largest] += rest
	return out
}

// foot says where the figures are from, under a line.
func (p *page) foot(lines []string) {
	if len(lines) == 0 {
		return
	}
	p.skip(44)
	p.rect(margin, p.height, content, border, borderColor())
	p.skip(24)
	for _, line := range lines[:min(len(lines), 10)] {
		p.paragraph(line, footStyle(), quietColor(), 6)
		p.skip(6)
	}
}
