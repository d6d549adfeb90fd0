package chart

import (
	"fmt"
	"image"
	"image/draw"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// face is a font at a size whose glyphs are the same pixels on every machine.
// That of opentype, which it goes by in all else, breaks curves into lines
// with products that some processors round once and others twice; here whole
// numbers do. It keeps what it has drawn. It is not safe for concurrent use.
type face struct {
	font.Face
	outlines *sfnt.Font
	scale    fixed.Int26_6 // pixels per em
	buffer   sfnt.Buffer
	raster   vector.Rasterizer
	drawn    map[glyphKey]glyph
}

// glyphKey is a letter and where between two pixels it begins.
type glyphKey struct {
	letter rune
	x      fixed.Int26_6
}

// glyph is a drawn letter: its mask, and where that is from the pixel in which
// the letter begins.
type glyph struct {
	at      image.Rectangle
	mask    *image.Alpha
	advance fixed.Int26_6
	ok      bool
}

func newFace(f *opentype.Font, size int) (*face, error) {
	// At 72 dots an inch, a point is a pixel.
	metrics, err := opentype.NewFace(f, &opentype.FaceOptions{Size: float64(size), DPI: 72})
	if err != nil {
		return nil, fmt.Errorf("setting the built-in font to %d pixels: %w", size, err)
	}
	return &face{Face: metrics, outlines: f, scale: fixed.I(size), drawn: map[glyphKey]glyph{}}, nil
}

// Glyph is of font.Face. It sets letters to quarters of a pixel across, and
// to whole ones down.
func (f *face) Glyph(dot fixed.Point26_6, r rune) (at image.Rectangle, mask image.Image, from image.Point, advance fixed.Int26_6, ok bool) {
	const quarter = 16
	x := (dot.X + quarter/2) &^ (quarter - 1)
	key := glyphKey{letter: r, x: x & 63}
	g, found := f.drawn[key]
	if !found {
		g = f.draw(key)
		f.drawn[key] = g
	}
	if !g.ok {
		return image.Rectangle{}, nil, image.Point{}, 0, false
	}
	return g.at.Add(image.Pt(x.Floor(), dot.Y.Round())), g.mask, image.Point{}, g.advance, true
}

// Kern is of font.Face.
func (f *face) Kern(a, b rune) fixed.Int26_6 {
	i, err := f.outlines.GlyphIndex(&f.buffer, a)
	if err != nil {
		return 0
	}
	j, err := f.outlines.GlyphIndex(&f.buffer, b)
	if err != nil {
		return 0
	}
	k, err := f.outlines.Kern(&f.buffer, i, j, f.scale, font.HintingNone)
	if err != nil {
		return 0 // the font says nothing of the two
	}
	return k
}

// draw makes the mask of a glyph; of a letter that the font lacks, that of
// the empty box that stands for it.
func (f *face) draw(key glyphKey) glyph {
	index, err := f.outlines.GlyphIndex(&f.buffer, key.letter)
	if err != nil {
		return glyph{}
	}
	advance, err := f.outlines.GlyphAdvance(&f.buffer, index, f.scale, font.HintingNone)
	if err != nil {
		return glyph{}
	}
	outline, err := f.outlines.LoadGlyph(&f.buffer, index, f.scale, nil)
	if err != nil {
		return glyph{}
	}
	b := outline.Bounds()
	at := image.Rect((b.Min.X + key.x).Floor(), b.Min.Y.Floor(), (b.Max.X + key.x).Ceil(), b.Max.Y.Ceil())
	mask := image.NewAlpha(image.Rect(0, 0, at.Dx(), at.Dy()))
	if !at.Empty() {
		f.raster.Reset(at.Dx(), at.Dy())
		f.raster.DrawOp = draw.Src
		f.trace(outline, fixed.Point26_6{X: key.x - fixed.I(at.Min.X), Y: -fixed.I(at.Min.Y)})
		f.raster.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
		coarsen(mask)
	}
	return glyph{at: at, mask: mask, advance: advance, ok: true}
}

// coarsen leaves 64 shades between nothing and all, which the eye does not
// tell from 256, so that the colors of a picture fit a palette.
func coarsen(mask *image.Alpha) {
	const steps = 63
	for i, a := range mask.Pix {
		mask.Pix[i] = uint8((int(a)*steps + 127) / 255 * 255 / steps)
	}
}

// trace hands an outline to the rasterizer as straight lines.
func (f *face) trace(outline sfnt.Segments, shift fixed.Point26_6) {
	pixels := func(x fixed.Int26_6) float32 { return float32(x) / 64 } // exact
	var pen fixed.Point26_6
	for _, s := range outline {
		args := s.Args
		for i := range args {
			args[i] = args[i].Add(shift)
		}
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			f.raster.ClosePath()
			pen = args[0]
			f.raster.MoveTo(pixels(pen.X), pixels(pen.Y))
		case sfnt.SegmentOpLineTo:
			pen = args[0]
			f.raster.LineTo(pixels(pen.X), pixels(pen.Y))
		case sfnt.SegmentOpQuadTo:
			const steps = 8
			for i := 1; i <= steps; i++ {
				p := onQuad(pen, args[0], args[1], i, steps)
				f.raster.LineTo(pixels(p.X), pixels(p.Y))
			}
			pen = args[1]
		}
	}
	f.raster.ClosePath()
}

// onQuad is the point i/n of the way along the curve from a by b to c.
func onQuad(a, b, c fixed.Point26_6, i, n int) fixed.Point26_6 {
	j := n - i
	mix := func(a, b, c fixed.Int26_6) fixed.Int26_6 {
		return fixed.Int26_6((j*j*int(a) + 2*i*j*int(b) + i*i*int(c)) / (n * n))
	}
	return fixed.Point26_6{X: mix(a.X, b.X, c.X), Y: mix(a.Y, b.Y, c.Y)}
}
