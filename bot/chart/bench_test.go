package chart_test

import (
	"testing"

	"cifra/bot/chart"
)

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

func BenchmarkPNGCached(b *testing.B) {
	c, cache := kinds()[0].chart, chart.NewCache(8)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := cache.PNG(c); err != nil {
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
