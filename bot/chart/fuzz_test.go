package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"strings"
	"testing"

	"cifra/bot/chart"
)

// FuzzHostileTexts draws whatever a data set might hold: no panic, a picture
// of a bounded size, well-formed XML.
func FuzzHostileTexts(f *testing.F) {
	for _, s := range []string{
		"", " ", "\x00\x1b[31m\a", "\u202eright to left\u202c\u200f", "👩‍👩‍👧 emoji 🇲🇽", "a\nb\tc\r\n", "]]><script>&amp;", "\xff\xfe\xc0",
		strings.Repeat("W", 5000), strings.Repeat("\u0301", 3000), strings.Repeat("i ", 2000), "\ufffe\uffff\ufeff", "ﷺ﷽", "שלום עולם", "\u2028\u2029",
	} {
		f.Add(s, s, s, 3, 2, uint8(0))
		f.Add("Members", s, "1 (2%)", 1, 9, uint8(1))
		f.Add(s, "North", s, 1<<30, 0, uint8(6))
	}
	f.Fuzz(func(t *testing.T, title, label, value string, first, second int, kind uint8) {
		c := hostile(title, label, value, first, second, kind)
		picture, err := c.PNG()
		if err != nil {
			return // it says why; an error of layout is one of SVG, too
		}
		size, err := png.DecodeConfig(bytes.NewReader(picture))
		if err != nil || size.Width != 1080 || size.Height > 7000 {
			t.Fatalf("%d by %d pixels, error %v", size.Width, size.Height, err)
		}
		svg, err := c.SVG()
		if err != nil {
			t.Fatal(err)
		}
		for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("not well-formed: %v", err)
			}
		}
	})
}

func hostile(title, label, value string, first, second int, kind uint8) *chart.Chart {
	values := []chart.Value{{Count: first, Text: value, Missing: kind&8 > 0}}
	c := &chart.Chart{Key: title, Title: title, Unit: label, Note: value, Alt: title + label, Whole: kind&1 > 0,
		Foot: []string{title, label, value, label, title, value, label, label, label, label, label, label}}
	if kind&2 > 0 {
		c.Series = []string{label, title}
		values = append(values, chart.Value{Count: second, Text: label, Missing: kind&4 > 0})
	}
	bars := 2
	if kind&16 > 0 {
		bars = chart.MostBars / len(values)
	}
	for range bars {
		c.Bars = append(c.Bars, chart.Bar{Label: label, Values: values})
	}
	return c
}
