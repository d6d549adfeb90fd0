package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
)

// families are the fonts of an SVG: the one it was measured in, two whose
// letters are as wide, and whatever there is.
const families = "'Liberation Sans', Arial, Helvetica, sans-serif"

// SVG writes a chart as an SVG document, with the alternative text for those
// who do not see it. The error says what in the chart cannot be drawn.
func (c *Chart) SVG() ([]byte, error) {
	p, err := c.layout()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" font-family="%[3]s">`+"\n",
		width, p.height, families)
	fmt.Fprintf(&b, "<title>%s</title>\n<desc>%s</desc>\n", escape(clean(c.Title)), escape(clean(c.Alt)))
	card := shape{w: width, h: p.height, color: borderColor()}
	card.svg(&b)
	card = shape{x: border, y: border, w: width - 2*border, h: p.height - 2*border, color: cardColor()}
	card.svg(&b)
	for _, s := range p.shapes {
		s.svg(&b)
	}
	b.WriteString("</svg>\n")
	return b.Bytes(), nil
}

// svg writes a shape. A text is made as wide as it was measured, whatever font
// the viewer has, so that nothing runs over anything.
func (s shape) svg(b *bytes.Buffer) {
	if s.text == "" {
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`+"\n", s.x, s.y, s.w, s.h, hex(s.color))
		return
	}
	weight := ""
	if s.style.bold {
		weight = ` font-weight="bold"`
	}
	fmt.Fprintf(b, `<text x="%d" y="%d" font-size="%d"%s fill="%s" textLength="%d" lengthAdjust="spacingAndGlyphs">%s</text>`+"\n",
		s.x, s.y, s.style.size, weight, hex(s.color), s.w, escape(s.text))
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
