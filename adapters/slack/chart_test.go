package slack

import (
	"fmt"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/bot/chart"
	"cifra/stats"
)

// bars is a chart of one series.
func bars(counts ...int) *chart.Chart {
	c := &chart.Chart{Title: "Victims by gender", Unit: "Victims", Alt: "Bar chart."}
	for i, n := range counts {
		label := string(rune('a' + i))
		c.Bars = append(c.Bars, chart.Bar{Label: label, Short: label, Values: []chart.Value{{Count: n}}})
	}
	return c
}

func TestAChartIsShownWhereItWasAskedForOrShowsAWhole(t *testing.T) {
	whole := bars(3, 2, 1)
	whole.Whole = true
	two := bars(3, 2)
	two.Whole = true
	zero := bars(3, 0, 1)
	zero.Whole = true
	for _, c := range []struct {
		name                  string
		picture               *chart.Chart
		asked                 bool
		block, upload, button bool
	}{
		{"no picture", nil, true, false, false, true},
		{"a whole", whole, false, true, false, false},
		{"a whole of two", two, false, false, false, true},
		{"no whole", bars(3, 2, 1), false, false, false, true},
		{"no whole, asked for", bars(3, 2, 1), true, true, false, false},
		{"a whole that cannot be drawn", zero, false, false, false, true},
		{"one that cannot be drawn, asked for", zero, true, false, true, false},
	} {
		r := bot.Reply{Lang: stats.EN, Text: "x", Picture: c.picture, Chart: c.asked, Again: bot.Again{Chart: "enG__x"}}
		got := render(r, setting{})
		block := false
		for _, b := range got.Blocks {
			_, is := b.(*slack.DataVisualizationBlock)
			block = block || is
		}
		_, button := pressesOf(got.Blocks)["press-0"]
		if block != c.block || (got.Upload != nil) != c.upload || button != c.button {
			t.Errorf("%s: a block %v, an upload %v, a button %v", c.name, block, got.Upload != nil, button)
		}
		plain := renderPlain(r, setting{})
		if (plain.Upload != nil) != (c.asked && c.picture != nil) {
			t.Errorf("%s, plain: an upload %v", c.name, plain.Upload != nil)
		}
	}
}

func TestAChartThatSlackCannotDrawIsNone(t *testing.T) {
	w := bot.WordsIn(stats.EN)
	change := func(change func(*chart.Chart)) *chart.Chart {
		c := bars(3, 2, 1)
		change(c)
		return c
	}
	many := func(n int) *chart.Chart { return bars(make([]int, n)...) }
	for name, c := range map[string]*chart.Chart{
		"no bars":         many(0),
		"21 bars":         change(func(c *chart.Chart) { c.Bars = append(many(21).Bars, c.Bars...) }),
		"zero":            bars(1, 0),
		"below zero":      bars(1, -1),
		"no title":        change(func(c *chart.Chart) { c.Title = "" }),
		"no label":        change(func(c *chart.Chart) { c.Bars[1].Short = "" }),
		"a long label":    change(func(c *chart.Chart) { c.Bars[1].Short = strings.Repeat("x", 21) }),
		"a label twice":   change(func(c *chart.Chart) { c.Bars[1].Short = "a" }),
		"missing":         change(func(c *chart.Chart) { c.Bars[1].Values[0].Missing = true }),
		"no value":        change(func(c *chart.Chart) { c.Bars[1].Values = nil }),
		"no share":        change(func(c *chart.Chart) { c.Shares = true }),
		"nearly nothing":  change(func(c *chart.Chart) { c.Shares, c.Bars = true, shareBars(50, 0.04) }),
		"nearly all":      change(func(c *chart.Chart) { c.Shares, c.Bars = true, shareBars(99.96) }),
		"a long series":   change(func(c *chart.Chart) { c.Series = []string{strings.Repeat("x", 21)} }),
		"series too many": change(func(c *chart.Chart) { c.Series = make([]string, 7) }),
	} {
		if block, ok := chartNative(c, w); ok {
			t.Errorf("%s: %s", name, marshal(t, block))
		}
	}
}

func shareBars(shares ...float64) []chart.Bar {
	var out []chart.Bar
	for i, s := range shares {
		out = append(out, chart.Bar{Short: fmt.Sprint(i), Values: []chart.Value{{Count: 1, Share: s, HasShare: true}}})
	}
	return out
}

func TestABarIsAsLongAsItsTextSays(t *testing.T) {
	for _, c := range []struct {
		value chart.Value
		share bool
		want  float64
	}{
		{chart.Value{Count: 609, Share: 48.448, HasShare: true}, false, 609},
		{chart.Value{Count: 609, Share: 48.448, HasShare: true}, true, 48.4},
		{chart.Value{Count: 1, Share: 100 * 1.0 / 800, HasShare: true}, true, 0.1},
		{chart.Value{Count: 281, Share: 100 * 281.0 / 2000, HasShare: true}, true, 14.1}, // 14.05
		{chart.Value{Count: 1, Share: 100, HasShare: true}, true, 100},
	} {
		if got, ok := barLength(c.value, c.share); !ok || got != c.want {
			t.Errorf("%+v: %v, %v; want %v", c.value, got, ok, c.want)
		}
	}
}
