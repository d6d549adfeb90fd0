package chart

import (
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
	"testing"
)

// several makes a chart with bars side by side, or of one series.
func several(bars, series int, label, value string) *Chart {
	c := &Chart{Key: "k", Title: "Members by branch", Unit: "Members", Foot: []string{"2020", "Source: a library"}, Alt: "A chart."}
	for i := range series {
		c.Series = append(c.Series, fmt.Sprintf("Series number %d", i+1))
	}
	for i := range bars {
		b := Bar{Label: label}
		for j := range max(1, series) {
			b.Values = append(b.Values, Value{Count: 1 + 100*i + j, Text: value})
		}
		c.Bars = append(c.Bars, b)
	}
	return c
}

// box is the space that a shape needs, a text in the widest font.
func (p *page) box(s shape) image.Rectangle {
	if s.text == "" {
		return image.Rect(s.x, s.y, s.x+s.w, s.y+s.h)
	}
	return image.Rect(s.x, s.y-p.fonts.capital(s.style), s.x+p.fonts.room(s.text, s.style), s.y+s.style.size/5)
}

func TestNothingOverlapsOrLeavesTheCard(t *testing.T) {
	long := strings.Repeat("Agriculture, forestry and fishing ", 9)
	charts := map[string]*Chart{
		"long labels":       several(3, 0, long, "1,257 (63.1%)"),
		"long values":       several(3, 0, "North", strings.Repeat("1,257,000", 20)),
		"bars side by side": several(6, 4, "North", "63.1% (1,257)"),
		"the most bars":     several(MostBars, 0, long, "1,257 (63.1%)"),
		"no texts":          several(3, 2, "", ""),
	}
	for bars := 1; bars <= 3; bars++ {
		c := several(bars, 0, long, "1,257 (63.1%)")
		c.Whole, c.Note = true, "Top 3 listed"
		charts[fmt.Sprintf("a whole of %d", bars)] = c
	}
	for name, c := range charts {
		p, err := c.layout()
		if err != nil {
			t.Fatal(err)
		}
		card := image.Rect(margin, margin, margin+reach, p.height-margin/2)
		for i, s := range p.shapes {
			box := p.box(s)
			if !box.In(card) {
				t.Errorf("%s: %q at %v is outside %v", name, s.text, box, card)
			}
			for _, other := range p.shapes[:i] {
				if box.Overlaps(p.box(other)) {
					t.Errorf("%s: %q at %v is over %q at %v", name, s.text, box, other.text, p.box(other))
				}
			}
		}
	}
}

func TestTextIsNoSmallerThanInAMessage(t *testing.T) {
	for _, as := range []style{titleStyle(), unitStyle(), noteStyle(), labelStyle(), valueStyle(), absentStyle()} {
		if as.size < 36 {
			t.Errorf("%d pixels, want 36", as.size)
		}
	}
	if size := footStyle().size; size < 28 {
		t.Errorf("the small print has %d pixels, want 28", size)
	}
}

func TestBarsAreAsLongAsTheirValues(t *testing.T) {
	c := several(3, 0, "x", "1")
	for i, n := range []int{400, 200, 0} {
		c.Bars[i].Values[0].Count = n
	}
	p, err := c.layout()
	if err != nil {
		t.Fatal(err)
	}
	var lengths []int
	for _, s := range p.shapes {
		if s.h == barHeight {
			lengths = append(lengths, s.w)
		}
	}
	if len(lengths) != 2 || lengths[0] < 2*lengths[1]-1 || lengths[0] > 2*lengths[1]+1 {
		t.Errorf("lengths %v for 400, 200 and 0", lengths)
	}
}

func TestPartsFillTheWholeBar(t *testing.T) {
	for _, counts := range [][]int{{900, 300, 200}, {1256, 1, 0}, {1, 1, 1}, {0, 0, 5}, {1, 1000000, 1}} {
		c := several(3, 0, "x", "1")
		shown := 0
		for i, n := range counts {
			c.Bars[i].Values[0].Count = n
			shown += min(n, 1)
		}
		sum := 0
		for i, w := range parts(c, 4) {
			sum += w
			if (w > 0) != (counts[i] > 0) {
				t.Errorf("%v: part %d is %d wide", counts, i, w)
			}
		}
		if sum != content-4*(shown-1) {
			t.Errorf("%v: the parts are %d wide together", counts, sum)
		}
	}
}

// light is the relative luminance of a color, as the accessibility guidelines
// of the web have it.
func light(c color.RGBA) float64 {
	r, g, b := linear(c)
	return 0.2126*r + 0.7152*g + 0.0722*b
}

func linear(c color.RGBA) (r, g, b float64) {
	one := func(v uint8) float64 {
		if f := float64(v) / 255; f > 0.04045 {
			return math.Pow((f+0.055)/1.055, 2.4)
		}
		return float64(v) / 255 / 12.92
	}
	return one(c.R), one(c.G), one(c.B)
}

func contrast(a, b color.RGBA) float64 {
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestColorsStandOutFromTheCard(t *testing.T) {
	for _, c := range seriesColors() {
		if got := contrast(c, cardColor()); got < 3 {
			t.Errorf("bar %v: contrast %.1f, want 3", c, got)
		}
	}
	for _, c := range []color.RGBA{inkColor(), quietColor()} {
		if got := contrast(c, cardColor()); got < 4.5 {
			t.Errorf("text %v: contrast %.1f, want 4.5", c, got)
		}
	}
}

// TestColorBlindReadersTellTheColorsApart simulates those who see no red, no
// green or no blue, after Machado, Oliveira and Fernandes (2009), and asks for
// a distance that is seen without looking for it.
func TestColorBlindReadersTellTheColorsApart(t *testing.T) {
	for name, m := range map[string][3][3]float64{
		"all colors": {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
		"no red":     {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
		"no green":   {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
		"no blue":    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
	} {
		colors := seriesColors()
		for i, a := range colors {
			for _, b := range colors[:i] {
				if d := distance(lab(seen(a, m)), lab(seen(b, m))); d < 20 {
					t.Errorf("%s: %v and %v differ by %.0f, want 20", name, a, b, d)
				}
			}
		}
	}
}

func seen(c color.RGBA, m [3][3]float64) (out [3]float64) {
	r, g, b := linear(c)
	for i, row := range m {
		out[i] = min(1, max(0, row[0]*r+row[1]*g+row[2]*b))
	}
	return out
}

// lab is a linear color in CIE L*a*b*, in which distances are as they look.
func lab(c [3]float64) [3]float64 {
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (v*24389/27 + 16) / 116
	}
	x := f((0.4124*c[0] + 0.3576*c[1] + 0.1805*c[2]) / 0.9505)
	y := f(0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2])
	z := f((0.0193*c[0] + 0.1192*c[1] + 0.9505*c[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

func distance(a, b [3]float64) float64 {
	return math.Sqrt(math.Pow(a[0]-b[0], 2) + math.Pow(a[1]-b[1], 2) + math.Pow(a[2]-b[2], 2))
}

func TestLinesAreEvenAndWordsWhole(t *testing.T) {
	f, err := newFonts()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Principales giros de explotación laboral": "Principales giros de|explotación laboral",
		"one two": "one two",
		"a b c d e f g h i j k l m n o p q r s t u v w": "a b c d e f g h i j k l|m n o p q r s t u v w",
		"responsibilities a internationalization":       "responsibilities a|internationalization",
	} {
		if got := strings.Join(f.wrap(text, labelStyle(), 520, 3), "|"); got != want {
			t.Errorf("%q is broken as %q, want %q", text, got, want)
		}
	}
	if got := f.wrap(strings.Repeat("W", 30)+" and more", labelStyle(), 300, 2); len(got) != 2 || !strings.HasSuffix(got[1], "…") {
		t.Errorf("a long word is broken as %q", got)
	}
}
