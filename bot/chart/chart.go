// Package chart says what a picture of figures shows, in one language, and
// draws it. It knows no data set and no platform: every text and every number
// in a Chart comes from a bot.Reply.
package chart

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
