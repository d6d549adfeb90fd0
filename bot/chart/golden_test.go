package chart_test

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

func TestEveryKindIsDrawnAsItsGoldenPicture(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			got, err := k.chart.PNG()
			if err != nil {
				t.Fatal(err)
			}
			if differ := difference(decode(t, golden(t, k.name+".png", got)), decode(t, got)); differ != "" {
				t.Errorf("%s.png: %s; go test -update draws it anew", k.name, differ)
			}
			svg, err := k.chart.SVG()
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(golden(t, k.name+".svg", svg), svg) {
				t.Errorf("%s.svg differs; go test -update writes it anew", k.name)
			}
		})
	}
}

func TestTheSameChartIsTheSameBytes(t *testing.T) {
	for _, k := range kinds() {
		first, _ := k.chart.PNG()
		second, _ := k.chart.PNG()
		if len(first) == 0 || !bytes.Equal(first, second) {
			t.Errorf("%s is drawn in two ways", k.name)
		}
	}
}

// golden gives the bytes of a file of testdata, writing them first with
// -update.
func golden(t *testing.T, name string, got []byte) []byte {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return want
}

func decode(t testing.TB, picture []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// difference says where two pictures differ: their pixels count, and not how
// they are packed.
func difference(want, got image.Image) string {
	if want.Bounds() != got.Bounds() {
		return "it measures " + got.Bounds().String() + ", want " + want.Bounds().String()
	}
	for y := want.Bounds().Min.Y; y < want.Bounds().Max.Y; y++ {
		for x := want.Bounds().Min.X; x < want.Bounds().Max.X; x++ {
			if color.RGBAModel.Convert(want.At(x, y)) != color.RGBAModel.Convert(got.At(x, y)) {
				return "it differs at " + image.Pt(x, y).String()
			}
		}
	}
	return ""
}
