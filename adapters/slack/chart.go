package slack

import (
	"math"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/bot/chart"
)

// What a chart of Slack's own takes at most.
// Source: docs.slack.dev/reference/block-kit/blocks/data-visualization-block.
const (
	mostTitle  = 50 // also of an axis
	mostName   = 20 // of a category and of a series
	mostSeries = 6
	mostPoints = 20
)

// leastUnasked is how many bars a picture has at least that is shown without
// being asked for: two or three numbers are seen at once in the sentence.
const leastUnasked = 3

// picture adds the chart of a reply where it was asked for, or where it shows
// how a whole divides. It gives the chart as one to upload where it was asked
// for and is none of Slack's own.
func (p *page) picture(r bot.Reply) (shown bool, upload *chart.Chart) {
	c := r.Picture
	if c == nil || !r.Chart && (!c.Whole || len(c.Bars) < leastUnasked) {
		return false, nil
	}
	if block, ok := chartNative(c, p.words); ok {
		p.add(block)
		return true, nil
	}
	if !r.Chart {
		return false, nil
	}
	return true, c
}

// chartNative makes a chart of Slack's own, and says whether that can be. It
// has no room for long names. And it has no bar for a value that is missing or
// zero: those say nothing to who looks at it, or something wrong.
func chartNative(c *chart.Chart, w *bot.Words) (*slack.DataVisualizationBlock, bool) {
	n := max(1, len(c.Series))
	if len(c.Bars) == 0 || len(c.Bars) > mostPoints || n > mostSeries {
		return nil, false
	}
	measure := w.CountHead
	if c.Shares {
		measure = w.ShareHead + " (%)"
	}
	series := make([]slack.DataVisualizationDataSeries, n)
	for i := range series {
		series[i].Name = measure
		if len(c.Series) > 0 {
			series[i].Name = line(c.Series[i])
		}
		series[i].Data = make([]slack.DataVisualizationDataPoint, len(c.Bars))
	}
	axis := slack.DataVisualizationAxisConfig{
		Categories: make([]string, len(c.Bars)),
		XLabel:     clip(line(c.Note), mostTitle),
		YLabel:     clip(measure, mostTitle),
	}
	for i, b := range c.Bars {
		axis.Categories[i] = line(b.Short)
		if len(b.Values) != n {
			return nil, false
		}
		for j, v := range b.Values {
			y, ok := barLength(v, c.Shares)
			if !ok {
				return nil, false
			}
			series[j].Data[i] = slack.DataVisualizationDataPoint{Label: axis.Categories[i], Value: y}
		}
	}
	block := slack.NewDataVisualizationBlock(clip(line(c.Title), mostTitle), slack.NewDataVisualizationBarChart(axis, series...))
	return block, block.Validate() == nil
}

// barLength is how long a bar is, a share rounded as it is printed, and
// whether it can be drawn: nothing is drawn as none of the whole, or all of it,
// which is not.
func barLength(v chart.Value, share bool) (float64, bool) {
	if v.Missing {
		return 0, false
	}
	if !share {
		return float64(v.Count), v.Count > 0
	}
	y := math.Round(10*v.Share+1e-9) / 10 // a half upwards, as people do
	return y, v.HasShare && y > 0 && (y < 100 || v.Share == 100)
}
