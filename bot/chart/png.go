package chart

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// PNG draws a chart, 1,080 pixels wide. The error says what in it cannot be
// drawn.
func (c *Chart) PNG() ([]byte, error) {
	p, err := c.layout()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, withPalette(p.image())); err != nil {
		return nil, fmt.Errorf("writing the chart %q as PNG: %w", c.Key, err)
	}
	return b.Bytes(), nil
}

// image draws a page.
func (p *page) image() *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, p.height))
	fill := func(r image.Rectangle, c color.RGBA) { draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src) }
	fill(img.Bounds(), borderColor())
	fill(img.Bounds().Inset(border), cardColor())
	for _, s := range p.shapes {
		if s.text == "" {
			fill(image.Rect(s.x, s.y, s.x+s.w, s.y+s.h), s.color)
			continue
		}
		d := font.Drawer{Dst: img, Src: image.NewUniform(s.color), Face: p.fonts.faces[s.style], Dot: fixed.P(s.x, s.y)}
		d.DrawString(s.text)
	}
	return img
}

// withPalette is the same picture with its colors in a table, which makes it a
// quarter of the size; a picture of more than 256 colors is left as it is.
func withPalette(img *image.RGBA) image.Image {
	out := image.NewPaletted(img.Bounds(), nil)
	known := map[color.RGBA]uint8{}
	var last color.RGBA
	var index uint8
	for i := range out.Pix {
		c := color.RGBA{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2], img.Pix[4*i+3]}
		if c != last || i == 0 {
			at, found := known[c]
			switch {
			case !found && len(known) == 256:
				return img
			case !found:
				at = uint8(len(known))
				known[c] = at
				out.Palette = append(out.Palette, c)
			}
			last, index = c, at
		}
		out.Pix[i] = index
	}
	return out
}
