package bot

import (
	"fmt"
	"slices"
	"strings"

	"cifra/bot/chart"
	"cifra/stats"
)

// checkPictures looks at the pictures that replies share, once and for all.
func (g *guard) checkPictures(set *stats.Set) error {
	g.drawn = map[*chart.Chart][]*stats.Breakdown{}
	check := func(l stats.Lang, c *chart.Chart, of ...*stats.Breakdown) error {
		var said []*stats.Answer
		for _, b := range of {
			a, err := set.Eval(stats.Query{Op: stats.OpBreakdown, Terms: []stats.Term{{b.ID}}})
			if err != nil {
				return fmt.Errorf("guarding the picture %q: %w", c.Key, err)
			}
			said = append(said, &a)
		}
		g.drawn[c] = of
		return g.chart(c, said, l)
	}
	for _, l := range stats.Langs {
		ready := g.voices[l].tongue().pictures
		for b, c := range ready.lists {
			if err := check(l, c, b); err != nil {
				return err
			}
		}
		for two, c := range ready.pairs {
			if err := check(l, c, two[0], two[1]); err != nil {
				return err
			}
		}
	}
	return nil
}

// picture checks the picture of a reply, or that one which has been checked is
// of the lists that are answered.
func (g *guard) picture(r *Reply, said []*stats.Answer) error {
	if r.Picture == nil {
		return nil
	}
	lists, checked := g.drawn[r.Picture]
	if !checked {
		return g.chart(r.Picture, said, r.Lang)
	}
	for _, b := range lists {
		if !slices.ContainsFunc(said, func(a *stats.Answer) bool {
			return slices.ContainsFunc(a.Figures, func(r stats.Row) bool { return r.Figure.Breakdown == b })
		}) {
			return fmt.Errorf("guarding a reply: its picture %q shows the list %q, which no answer holds", r.Picture.Key, b.ID)
		}
	}
	return nil
}

// chart checks every text and every bar of a picture against the answers.
func (g *guard) chart(c *chart.Chart, said []*stats.Answer, l stats.Lang) error {
	sizes, err := g.bars(c, said, l)
	if err != nil {
		return err
	}
	allowed := func(n printed) bool {
		return slices.ContainsFunc(sizes, n.isCount) || slices.ContainsFunc(said, func(a *stats.Answer) bool { return n.isOf(a) })
	}
	for _, field := range [...]struct{ name, text string }{
		{"picture's unit", c.Unit}, {"picture's note", c.Note}, {"picture's alternative text", c.Alt},
	} {
		if err := g.field(field.name, field.text, "", allowed); err != nil {
			return err
		}
	}
	if err := g.field("picture's title", c.Title, "", noNumber); err != nil {
		return err
	}
	for _, texts := range [...][]string{c.Series, c.Foot} {
		for _, text := range texts {
			if err := g.field("picture's small print", text, "", noNumber); err != nil {
				return err
			}
		}
	}
	for _, n := range sizes {
		if !holds(c.Note, n) {
			return fmt.Errorf("guarding a reply: the note %q of its picture does not say %d", c.Note, n)
		}
	}
	if !strings.Contains(c.Alt, lower(c.Note)) {
		return fmt.Errorf("guarding a reply: the alternative text of its picture does not say %q", c.Note)
	}
	return nil
}

func noNumber(printed) bool { return false }

// holds says whether a count stands in a text.
func holds(text string, count int) bool {
	for at := 0; ; {
		n, found := nextNumber(text, at)
		if !found || n.isCount(count) {
			return found
		}
		at = n.end
	}
}

// bars checks the bars of a picture. Where it does not show all that there is,
// sizes is what its note has to say: how many are shown of how many.
func (g *guard) bars(c *chart.Chart, said []*stats.Answer, l stats.Lang) (sizes []int, err error) {
	for i := range max(1, len(c.Series)) {
		shown, of := 0, (*stats.Breakdown)(nil)
		for j := range c.Bars {
			b, err := g.bar(c, &c.Bars[j], i, said, l)
			if err != nil {
				return nil, err
			}
			if b != nil {
				shown, of = shown+1, b
			}
		}
		if of != nil && (!of.Complete || shown < len(of.Figures)) {
			sizes = append(sizes, shown, len(of.Figures))
		}
	}
	return sizes, nil
}

// bar checks a value of a bar against its own figure, and that the alternative
// text says the same of it. It gives the list that the figure is of, or nil
// where the value is rightly missing.
func (g *guard) bar(c *chart.Chart, b *chart.Bar, i int, said []*stats.Answer, l stats.Lang) (*stats.Breakdown, error) {
	for _, text := range [...]string{b.Label, b.Short} {
		if err := g.field("picture's label", text, "", noNumber); err != nil {
			return nil, err
		}
	}
	if len(b.Values) != max(1, len(c.Series)) {
		return nil, fmt.Errorf("guarding a reply: the bar %q of its picture has %d values for %d series", b.Label, len(b.Values), len(c.Series))
	}
	v, series := &b.Values[i], ""
	if len(c.Series) > 0 {
		series = c.Series[i]
	}
	list, fine := g.borneOut(v, b.Label, series, said, l)
	switch {
	case !fine:
		return nil, fmt.Errorf("guarding a reply: the bar %q of its picture shows %d, %v and %q, which no answer bears out",
			b.Label, v.Count, v.Share, v.Text)
	case !v.Missing && !(i == 0 && says(c.Alt, b.Label, v.Text) || i > 0 && strings.Contains(c.Alt, v.Text)):
		return nil, fmt.Errorf("guarding a reply: the alternative text of its picture does not say %q of %q", v.Text, b.Label)
	}
	return list, nil
}

// says says whether a text holds a label with a value behind it.
func says(text, label, value string) bool {
	for {
		_, rest, found := strings.Cut(text, label)
		if !found {
			return false
		}
		if rest != "" && rest[0] == ' ' && strings.HasPrefix(rest[1:], value) {
			return true
		}
		text = rest
	}
}

// borneOut says whether an answer holds what a value shows, and of which list.
func (g *guard) borneOut(v *chart.Value, label, series string, said []*stats.Answer, l stats.Lang) (*stats.Breakdown, bool) {
	s := g.voices[l].tongue()
	listed := false // a category of this name, in this series
	for _, a := range said {
		for _, r := range a.Figures {
			p := r.Figure.Population
			if r.Figure.Category == nil || s.of(r.Figure).label != label || series != "" && (p == nil || p.Label.In(l) != series) {
				continue
			}
			if listed = true; !v.Missing && valueShows(v, r) {
				return r.Figure.Breakdown, true
			}
		}
	}
	return nil, v.Missing && !listed && g.field("", strings.TrimPrefix(v.Text, series), "", noNumber) == nil
}

// valueShows says whether a value shows what an answer's row holds: every
// number in its text is the count or the share, and the count is there.
func valueShows(v *chart.Value, r stats.Row) bool {
	if v.Count != r.Figure.Count || v.HasShare != (r.Base > 0) || v.HasShare && v.Share != r.Share {
		return false
	}
	counted := false
	for at := 0; ; {
		n, found := nextNumber(v.Text, at)
		if !found {
			return counted
		}
		at = n.end
		count := n.wellFormed && n.isCount(r.Figure.Count)
		if !count && !(n.wellFormed && v.HasShare && n.isPercent(r.Share)) {
			return false
		}
		counted = counted || count
	}
}
