package bot

import (
	"slices"
	"strings"

	"cifra/bot/chart"
	"cifra/stats"
)

// pictures are those that are asked for most, made once, shared by all replies
// and never changed.
type pictures struct {
	lists map[*stats.Breakdown]*chart.Chart
	bars  map[*stats.Figure]pictured
	pairs map[[2]*stats.Breakdown]*chart.Chart // of two populations, in this order
}

// pictured is a figure as it stands in the picture of its whole list.
type pictured struct {
	bar chart.Bar
	alt string // of the alternative text
}

// newPictures makes the pictures of every list, and of every two that divide
// different populations in the same way.
func newPictures(v voice) pictures {
	s := v.tongue()
	p := pictures{map[*stats.Breakdown]*chart.Chart{}, map[*stats.Figure]pictured{}, map[[2]*stats.Breakdown]*chart.Chart{}}
	of := func(breakdowns ...*stats.Breakdown) *chart.Chart {
		t := &telling{set: s.set, voice: v}
		q := stats.Query{Op: stats.OpBreakdown}
		for _, b := range breakdowns {
			q.Terms = append(q.Terms, stats.Term{b.ID})
		}
		a := t.eval(q)
		if a == nil {
			return nil
		}
		for _, r := range a.Figures {
			p.bars[r.Figure] = s.pictured(r)
		}
		return t.draw(a)
	}
	for _, b := range s.set.Breakdowns {
		if c := of(b); c != nil {
			p.lists[b] = c
		}
		for _, other := range s.set.Breakdowns {
			if alike(b, other) {
				if c := of(b, other); c != nil {
					p.pairs[[2]*stats.Breakdown{b, other}] = c
				}
			}
		}
	}
	return p
}

// alike says whether two lists divide two populations in the same way.
func alike(a, b *stats.Breakdown) bool {
	return a != nil && b != nil && a.Dimension == b.Dimension && a.Population != b.Population && a.Population != nil && b.Population != nil
}

// picture gives the picture of an answer whose figures can be seen side by
// side, and nil where a picture would say nothing.
func (t *telling) picture(a *stats.Answer) *chart.Chart {
	switch a.Query.Op {
	case stats.OpCount, stats.OpBreakdown, stats.OpTop, stats.OpCompare:
	default:
		return nil
	}
	if len(a.Figures) < 2 {
		return nil
	}
	ready, rows := &t.voice.tongue().pictures, a.Figures
	first, rest := cut(rows)
	switch b := first[0].Figure.Breakdown; {
	case !wholeList(first):
	case len(rest) == 0 && ready.lists[b] != nil:
		return ready.lists[b]
	case len(rest) > 0 && wholeList(rest):
		if c := ready.pairs[[2]*stats.Breakdown{b, rest[0].Figure.Breakdown}]; c != nil {
			return c
		}
	}
	return t.draw(a)
}

// cut divides rows where their list changes first.
func cut(rows []stats.Row) (first, rest []stats.Row) {
	for i, r := range rows {
		if r.Figure.Breakdown != rows[0].Figure.Breakdown {
			return rows[:i], rows[i:]
		}
	}
	return rows, nil
}

// wholeList says whether rows are one list as the source has it: all of it,
// in its order, with the shares that it is shown with.
func wholeList(rows []stats.Row) bool {
	b := rows[0].Figure.Breakdown
	if b == nil || len(rows) != len(b.Figures) {
		return false
	}
	for i, r := range rows {
		if r.Figure != b.Figures[i] || !ofAll(r) {
			return false
		}
	}
	return true
}

// ofAll says whether the share of a row is of its population, or it has none
// because the source states no population.
func ofAll(r stats.Row) bool {
	if p := r.Figure.Population; p != nil {
		return r.Of == nil && r.Base == p.Total.Count
	}
	return r.Base == 0
}

// draw makes the picture of an answer, or nil.
func (t *telling) draw(a *stats.Answer) *chart.Chart {
	first, rest := cut(a.Figures)
	b := first[0].Figure.Breakdown
	var c *chart.Chart
	switch {
	case b == nil:
	case len(rest) == 0:
		c = t.drawList(first)
	case alike(b, rest[0].Figure.Breakdown) && oneBreakdown(rest) != nil:
		c = t.drawPair(first, rest)
	}
	if c == nil || len(c.Bars)*max(1, len(c.Series)) > chart.MostBars {
		return nil
	}
	q := a.Query
	q.Claim = stats.Claim{}
	c.Key = t.set.ID + "@" + t.set.Version + " " + t.voice.tongue().lang.String() + " " + q.String()
	c.Foot = t.foot(a)
	return c
}

// drawList shows figures of one list as bars as long as their counts.
func (t *telling) drawList(rows []stats.Row) *chart.Chart {
	v, s := t.voice, t.voice.tongue()
	b := rows[0].Figure.Breakdown
	whole := wholeList(rows)
	of := rows[0] // the first with a share, which says of what all are
	for i := 0; of.Base == 0 && i < len(rows); i++ {
		of = rows[i]
	}
	c := &chart.Chart{
		Title: s.headings[b],
		Bars:  make([]chart.Bar, len(rows)),
		Whole: whole && b.Complete && b.Population != nil && !b.Dimension.Multiple && b.Discrepancy == nil,
		Note:  t.partly(rows),
	}
	said := make([]string, len(rows))
	for i, r := range rows {
		p, ready := s.pictures.bars[r.Figure]
		if !ready || !ofAll(r) {
			p = s.pictured(r)
		}
		c.Bars[i], said[i] = p.bar, p.alt
	}
	if ready := s.pictures.lists[b]; ready != nil && ofAll(of) {
		c.Unit = ready.Unit
	} else {
		c.Unit = v.chartUnit(of)
	}
	c.Alt = v.depict(of, nil, c.Note, said)
	return c
}

func (s *speaker) pictured(r stats.Row) pictured {
	p := s.of(r.Figure)
	value := chart.Value{Count: r.Figure.Count, Text: p.count + s.bracket(r)}
	if r.Base > 0 {
		value.Share, value.HasShare = r.Share, true
	}
	return pictured{bar: s.bar(r.Figure.Category, value), alt: p.label + " " + value.Text}
}

func (s *speaker) bar(c *stats.Category, values ...chart.Value) chart.Bar {
	label := c.Label.In(s.lang)
	return chart.Bar{Label: label, Short: short(c.Short.In(s.lang), label, false), Values: values}
}

// partly says what part of their list rows are, or "" where they are all that
// there is.
func (t *telling) partly(rows []stats.Row) string {
	b := rows[0].Figure.Breakdown
	if b.Complete && len(rows) == len(b.Figures) {
		return ""
	}
	return t.voice.partly(len(rows), len(b.Figures), b.Complete)
}

// drawPair shows the same categories of two populations side by side, by
// their shares: the populations are not of the same size. It is nil where one
// of them has a figure that was not asked for, which would look as if it had
// none.
func (t *telling) drawPair(first, second []stats.Row) *chart.Chart {
	v, s := t.voice, t.voice.tongue()
	a, b := first[0].Figure.Breakdown, second[0].Figure.Breakdown
	series := [2]string{a.Population.Label.In(s.lang), b.Population.Label.In(s.lang)}
	c := &chart.Chart{
		Title:  capital(v.titleOfSeveral([]*stats.Population{a.Population, b.Population}, a.Dimension)),
		Unit:   v.chartUnitOfTwo(first[0], second[0]),
		Series: series[:],
		Shares: true,
		Note:   t.partlyOfTwo(first, second, series),
	}
	var said []string
	for _, category := range a.Dimension.Categories {
		i, j := rowOf(first, category), rowOf(second, category)
		if i == nil && j == nil {
			continue
		}
		x, ok := s.sideValue(i, a, category)
		y, too := s.sideValue(j, b, category)
		if !ok || !too {
			return nil
		}
		texts := [2]string{x.Text, y.Text}
		if x.Missing {
			texts[0] = v.unlisted()
			x.Text = series[0] + ": " + texts[0]
		}
		if y.Missing {
			texts[1] = v.unlisted()
			y.Text = series[1] + ": " + texts[1]
		}
		bar := s.bar(category, x, y)
		c.Bars = append(c.Bars, bar)
		said = append(said, v.bothSides(bar.Label, texts[0], texts[1]))
	}
	c.Alt = v.depict(first[0], &second[0], c.Note, said)
	return c
}

// partlyOfTwo is partly of two lists: once, where it is the same of both.
func (t *telling) partlyOfTwo(first, second []stats.Row, series [2]string) string {
	notes := [2]string{t.partly(first), t.partly(second)}
	if notes[0] == notes[1] {
		return notes[0]
	}
	var out []string
	for i, note := range notes {
		if note != "" {
			out = append(out, series[i]+": "+lower(note))
		}
	}
	return strings.Join(out, "; ")
}

// sideValue is one population's value of a category: missing, where the source
// lists none; not ok where it does, and the answer does not hold it or it has
// no share.
func (s *speaker) sideValue(r *stats.Row, b *stats.Breakdown, category *stats.Category) (chart.Value, bool) {
	switch {
	case r == nil:
		has := slices.ContainsFunc(b.Figures, func(f *stats.Figure) bool { return f.Category == category })
		return chart.Value{Missing: true}, !has
	case r.Base <= 0:
		return chart.Value{}, false
	}
	text := s.share(*r) + " (" + s.of(r.Figure).count + ")"
	return chart.Value{Count: r.Figure.Count, Share: r.Share, HasShare: true, Text: text}, true
}

// rowOf finds the row of a category, or nil.
func rowOf(rows []stats.Row, category *stats.Category) *stats.Row {
	for i := range rows {
		if rows[i].Figure.Category == category {
			return &rows[i]
		}
	}
	return nil
}

// foot is the small print: the period, the caveats, the source. What is said
// of a misprint is said with the figure's name, as a picture shows several.
func (t *telling) foot(a *stats.Answer) []string {
	s := t.voice.tongue()
	foot := append(make([]string, 0, 8), s.set.Period.Label.In(s.lang))
	foot = s.notes(foot, a)
	for _, r := range a.Figures {
		if m := r.Figure.Misprint; m != nil {
			if i := slices.Index(foot, m.Text.In(s.lang)); i >= 0 {
				foot[i] = capital(s.of(r.Figure).nouns) + ": " + lower(foot[i])
			}
		}
	}
	return append(foot, t.voice.source())
}
