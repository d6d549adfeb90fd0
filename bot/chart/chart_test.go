package chart_test

import (
	"math"
	"strings"
	"testing"

	"cifra/bot/chart"
)

func TestWhatCannotBeDrawnIsAnErrorThatSaysSo(t *testing.T) {
	many := func(n int) (bars []chart.Bar) {
		for range n {
			bars = append(bars, count("x", 1))
		}
		return bars
	}
	for want, c := range map[string]*chart.Chart{
		"no bars":            {Key: "k"},
		"it has 25 bars":     {Key: "k", Bars: many(chart.MostBars + 1)},
		"it has 5 series":    {Key: "k", Bars: many(1), Series: make([]string, chart.MostSeries+1)},
		"1 values for 2":     {Key: "k", Bars: many(1), Series: []string{"a", "b"}},
		"the count -1":       {Key: "k", Bars: []chart.Bar{count("x", -1)}},
		"the share NaN":      {Key: "k", Bars: []chart.Bar{{Values: []chart.Value{{HasShare: true, Share: math.NaN()}}}}},
		"the share 100.0001": {Key: "k", Bars: []chart.Bar{{Values: []chart.Value{{HasShare: true, Share: 100.0001}}}}},
	} {
		_, asPNG := c.PNG()
		_, asSVG := c.SVG()
		for _, err := range []error{asPNG, asSVG} {
			if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), `"k"`) {
				t.Errorf("error %v, want %q and the key", err, want)
			}
		}
	}
}

func TestSVGSaysWhatItShowsToThoseWhoDoNotSeeIt(t *testing.T) {
	c := single("A & B <by> age", "Members", count(`"Adults" & <others>`, 3), count("Minors", 2))
	svg, err := c.SVG()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`role="img"`, "<title>A &amp; B &lt;by&gt; age</title>",
		"<desc>Bar chart of A &amp; B &lt;by&gt; age: &#34;Adults&#34; &amp; &lt;others&gt; 3, Minors 2.</desc>",
		">&#34;Adults&#34; &amp; &lt;others&gt;</text>", "sans-serif",
	} {
		if !strings.Contains(string(svg), want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
}
