package chart_test

import "testing"

// The chart of four bars is the one that is asked for most.
func BenchmarkPNG(b *testing.B) {
	c := kinds()[0].chart
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.PNG(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSVG(b *testing.B) {
	c := kinds()[0].chart
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.SVG(); err != nil {
			b.Fatal(err)
		}
	}
}
