// Package chart says what a picture of figures shows, in one language, and
// draws it. It knows no data set and no platform: every text and every number
// in a Chart comes from a bot.Reply.
package chart

import "fmt"

// Chart is what a picture shows. The same Chart is the same bytes on every
// machine.
type Chart struct {
	Key    string   // names the picture: two charts with the same Key are equal
	Title  string   // "Victims by gender"
	Unit   string   // what the bars measure: "Victims, and their share of 1,257"
	Series []string // of bars side by side, "Victims", "Traffickers": as many as each Bar has Values; empty for one series
	Bars   []Bar
	Whole  bool     // the bars are the parts of one whole: they may be drawn as a single stacked bar
	Shares bool     // bars are as long as their shares, and not as their counts: what is side by side has different totals
	Note   string   // what the list leaves out: "Top 3 listed"; "" where it is complete
	Foot   []string // period, source and caveats, a line or more each
	Alt    string   // in one sentence what the picture shows, with the figures: for those who do not see it
}

// Bar is one category.
type Bar struct {
	Label  string
	Short  string // at most 20 characters
	Values []Value
}

// Value is the length of a bar and what stands at its end.
type Value struct {
	Count    int
	Share    float64 // in percent; meaningless unless HasShare
	HasShare bool
	Missing  bool   // this series lists no such category
	Text     string // "609 (48.4%)", as the language writes it
}

// What a picture holds at most: more would not be read on a phone, and the
// size of a picture has a bound. A value that is missing counts as a bar.
const (
	MostBars   = 24
	MostSeries = 4
)

// check says what of a chart cannot be drawn.
func (c *Chart) check() error {
	fail := func(format string, args ...any) error {
		return fmt.Errorf("drawing the chart %q: "+format, append([]any{c.Key}, args...)...)
	}
	switch {
	case len(c.Bars) == 0:
		return fail("it has no bars")
	case len(c.Series) > MostSeries:
		return fail("it has %d series, and at most %d can be told apart", len(c.Series), MostSeries)
	case len(c.Bars)*max(1, len(c.Series)) > MostBars:
		return fail("it has %d bars, and at most %d can be read", len(c.Bars)*max(1, len(c.Series)), MostBars)
	}
	for _, b := range c.Bars {
		if len(b.Values) != max(1, len(c.Series)) {
			return fail("the bar %q has %d values for %d series", b.Label, len(b.Values), len(c.Series))
		}
		for _, v := range b.Values {
			if v.Count < 0 || v.HasShare && !(v.Share >= 0 && v.Share <= 100) {
				return fail("the bar %q has the count %d and the share %v", b.Label, v.Count, v.Share)
			}
		}
	}
	return nil
}

// length is how long a bar is, in the unit of its chart.
func (c *Chart) length(v Value) float64 {
	switch {
	case v.Missing, c.Shares && !v.HasShare:
		return 0
	case c.Shares:
		return v.Share
	}
	return float64(v.Count)
}

// stacked says whether a chart is drawn as one bar that is divided: few parts
// of one whole, of which the eye sees how they fill it. With more, bars from
// one line are easier to compare.
func (c *Chart) stacked() bool {
	const most = 3
	return c.Whole && len(c.Series) == 0 && len(c.Bars) > 1 && len(c.Bars) <= most
}
