package bot

import (
	"slices"
	"strings"

	"cifra/stats"
)

// What stands around the sentence of an answer: title, rows, reading, notes.

// title names what is shown, in a few words.
func (t *telling) title(a *stats.Answer) string {
	v, rows := t.voice, a.Figures
	if len(rows) == 1 && a.Query.Op == stats.OpCount {
		p := v.tongue().of(rows[0].Figure)
		if unstated(rows[0]) {
			return p.label
		}
		return capital(p.nouns)
	}
	if b := oneBreakdown(rows); b != nil {
		return v.tongue().headings[b]
	}
	populations, dimensions := shown(rows)
	switch {
	case len(dimensions) == 1 && len(populations) > 1 && !slices.Contains(populations, nil) && !slices.ContainsFunc(rows, isTotal):
		return capital(v.titleOfSeveral(populations, dimensions[0]))
	case len(populations) == 1 && populations[0] != nil:
		return populations[0].Label.In(v.tongue().lang)
	}
	return ""
}

// shown lists the populations and dimensions of rows, each once, in order.
func shown(rows []stats.Row) (populations []*stats.Population, dimensions []*stats.Dimension) {
	for _, r := range rows {
		if p := r.Figure.Population; !slices.Contains(populations, p) {
			populations = append(populations, p)
		}
		if b := r.Figure.Breakdown; b != nil && !slices.Contains(dimensions, b.Dimension) {
			dimensions = append(dimensions, b.Dimension)
		}
	}
	return populations, dimensions
}

func isTotal(r stats.Row) bool { return r.Figure.IsTotal() }

// read says how the question was read: population, dimension, base, period.
func (t *telling) read(q *stats.Query, rows []stats.Row) string {
	s := t.voice.tongue()
	switch {
	case q.Base == stats.BaseListed || q.Listed && slices.ContainsFunc(rows, isOfTopFew):
		return s.reading(rows, t.voice.onlyListed())
	case q.Base == stats.BaseKnown:
		if _, dimensions := shown(rows); len(dimensions) == 1 {
			return s.reading(rows, t.voice.known(dimensions[0]))
		}
	}
	if len(rows) > 0 && (len(rows) == 1 || oneBreakdown(rows) != nil) {
		return s.of(rows[0].Figure).read
	}
	return s.reading(rows, "")
}

func isOfTopFew(r stats.Row) bool { return r.Figure.Breakdown != nil && !r.Figure.Breakdown.Complete }

// reading puts together what rows are of, the base of their shares where it is
// not the whole population, and the period.
func (s *speaker) reading(rows []stats.Row, base string) string {
	lang := s.lang
	populations, dimensions := shown(rows)
	var words []string
	for _, p := range populations {
		if p != nil {
			words = append(words, p.Label.In(lang))
		}
	}
	for i := 1; i < len(words); i++ {
		words[i] = lower(words[i])
	}
	line := strings.Join(words, ", ")
	if s.several {
		line = dotted(s.set.Name.In(lang), line)
	}
	words = words[:0]
	for _, d := range dimensions {
		name := d.Label.In(lang)
		if d.Title.In(lang) != "" && unstatedIn(rows, d) {
			name = d.Title.In(lang)
		}
		words = append(words, name)
	}
	if len(words) > 0 {
		line = dotted(line, strings.Join(words, ", "))
	}
	if base != "" {
		line = dotted(line, base)
	}
	return dotted(line, s.periods(rows))
}

// periods says what time rows are of: the set's, but for measures that have a
// period of their own.
func (s *speaker) periods(rows []stats.Row) string {
	var out []string
	add := func(label string) {
		if !slices.Contains(out, label) {
			out = append(out, label)
		}
	}
	for _, r := range rows {
		if m := r.Figure.Measure; m != nil && m.Period != (stats.Text{}) {
			add(m.Period.In(s.lang))
			continue
		}
		add(s.set.Period.Label.In(s.lang))
	}
	if len(out) == 0 {
		return s.set.Period.Label.In(s.lang)
	}
	return strings.Join(out, "; ")
}

// unstatedIn says whether the rows of a dimension count something that the
// source does not state.
func unstatedIn(rows []stats.Row, d *stats.Dimension) bool {
	return slices.ContainsFunc(rows, func(r stats.Row) bool {
		return r.Figure.Breakdown != nil && r.Figure.Breakdown.Dimension == d && unstated(r)
	})
}

func dotted(a, b string) string {
	switch "" {
	case a:
		return b
	case b:
		return a
	}
	return a + " · " + b
}

// rows makes a table of figures. Several lists get a heading each; figures
// picked one by one from several get their whole names.
func (t *telling) rows(rows []stats.Row) []Row {
	s := t.voice.tongue()
	grouped, picked := false, false
	if oneBreakdown(rows) == nil {
		grouped = lists(groups(rows, byBreakdown))
		picked = !grouped
	}
	out := make([]Row, len(rows))
	for i, r := range rows {
		f, p := r.Figure, s.of(r.Figure)
		row := Row{ID: f.ID, Label: p.label, Count: f.Count, CountText: p.count, ShareText: s.share(r)}
		if row.ShareText != "" {
			row.Share, row.HasShare = r.Share, true
		}
		switch {
		case f.Category != nil:
			row.Short = f.Category.Short.In(s.lang)
		case f.Measure != nil:
			row.Short = f.Measure.Short.In(s.lang)
		}
		if picked && f.Population != nil {
			row.Label = capital(p.nouns)
		}
		if grouped {
			row.Group = s.headings[f.Breakdown]
		}
		row.Short = short(row.Short, row.Label, picked)
		out[i] = row
	}
	return out
}

// onAddedUp says whether a row is a total that the source does not print, or a
// share of one.
func onAddedUp(r stats.Row) bool {
	p := r.Figure.Population
	return p != nil && p.Total.Parts != nil && (r.Figure == p.Total || r.Base > 0 && r.Of == nil && r.Base == p.Total.Count)
}

// rowsOfParts gives a reply with nothing but a total that the source does not
// print the rows that it was added up from.
func (t *telling) rowsOfParts(a *stats.Answer) {
	if len(a.Figures) != 1 || a.Figures[0].Figure.Parts == nil {
		return
	}
	b := a.Figures[0].Figure.Parts[0].Breakdown
	if list := t.eval(t.voice.tongue().lists[b].Query); list != nil {
		t.reply.Rows = t.rows(list.Figures)
	}
}

// rowsForChart gives a reply with a single figure the rows of its whole list:
// one bar by itself shows nothing.
func (t *telling) rowsForChart(a *stats.Answer) {
	if len(a.Figures) != 1 || a.Figures[0].Figure.Breakdown == nil {
		return
	}
	b := a.Figures[0].Figure.Breakdown
	if list := t.eval(t.voice.tongue().lists[b].Query); list != nil {
		t.reply.Rows, t.reply.Title = t.rows(list.Figures), t.title(list)
		t.reply.Picture = t.picture(list)
		t.notes(list)
	}
}

// short is a label of at most 20 characters: the given one, unless the whole
// label fits too and is needed to tell rows apart.
func short(given, label string, picked bool) string {
	const most = 20
	if given != "" && !(picked && len([]rune(label)) <= most) {
		return given
	}
	if runes := []rune(label); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return label
}

// notes adds the caveats that belong to answers.
func (t *telling) notes(answers ...*stats.Answer) {
	t.reply.Notes = t.voice.tongue().notes(t.reply.Notes, answers...)
}

// notes appends the caveats that belong to answers, each once: misprints of
// the figures shown, totals that the source does not print, the set's notes, and
// last what the set says of all its figures.
func (s *speaker) notes(to []string, answers ...*stats.Answer) []string {
	note := func(text string) {
		if text != "" && !slices.Contains(to, text) {
			to = append(to, text)
		}
	}
	for _, a := range answers {
		for _, rows := range [...][]stats.Row{a.Figures, a.Matches} {
			for _, r := range rows {
				if m := r.Figure.Misprint; m != nil {
					note(m.Text.In(s.lang))
				}
			}
		}
	}
	for _, a := range answers {
		for _, rows := range [...][]stats.Row{a.Figures, a.Context, a.Matches} {
			for _, r := range rows {
				if onAddedUp(r) {
					note(s.added[r.Figure.Population])
				}
			}
		}
	}
	for _, a := range answers {
		for _, n := range a.Notes {
			note(n.Text.In(s.lang))
		}
	}
	note(s.set.Coverage.In(s.lang))
	return to
}
