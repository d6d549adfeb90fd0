package bot

import (
	"fmt"
	"slices"
	"strings"

	"cifra/bot/chart"
	"cifra/stats"
)

// guard is the last look at a reply before it goes out: every number in every
// text of it must be one of the answers that it rests on, at its printed
// rounding, or stand within a text of the data set or of the configuration.
// It reads the numbers back from the texts and knows nothing of how they were
// written.
type guard struct {
	whole  map[string]bool // texts that may be a whole field
	within []string        // texts with digits that may stand within a sentence

	voices [len(stats.Langs)]voice
	drawn  map[*chart.Chart][]*stats.Breakdown // pictures that have been checked, and the lists that they are of
}

// newGuard gathers the texts of a set, and of a bot's configuration.
func newGuard(b *Bot, k *book) *guard {
	g := &guard{whole: map[string]bool{}, voices: k.voices}
	for _, l := range stats.Langs {
		v, set := k.voices[l], k.set
		for _, other := range b.books {
			g.quote(other.set.Title.In(l), other.set.Name.In(l), other.set.Period.Label.In(l))
		}
		g.allow(set.Coverage.In(l), v.source(), v.danger(b.danger))
		g.quote(set.Period.Label.In(l), set.Source.Title.In(l), set.Source.Publishers.In(l))
		g.quote(examplesIn(set, l)...)
		for _, n := range set.Notes {
			g.allow(n.Text.In(l))
		}
		for _, t := range set.Topics {
			g.allow(t.Title.In(l), t.Text.In(l))
		}
		for _, d := range set.Dimensions {
			g.quote(d.Label.In(l), d.Title.In(l), d.Item.In(l))
		}
		for _, a := range set.Absent {
			g.quote(a.Label.In(l))
		}
		for _, c := range b.contacts[l] {
			g.allow(c.Name, c.About)
			g.allow(c.Lines...)
		}
		for f, p := range v.tongue().phrases {
			g.quote(p.label, p.did, p.was, p.were, p.werent, p.nouns, p.one, p.many)
			if f.Category != nil {
				g.quote(f.Category.Short.In(l))
			}
			if m := f.Measure; m != nil {
				// Not the clause as such: its number must be that of an answer.
				before, behind := m.Around(l)
				g.quote(before, behind, m.Label.In(l), m.Short.In(l), m.Ask.In(l), m.Period.In(l))
			}
			if f.Misprint != nil {
				g.allow(f.Misprint.Text.In(l))
				g.allow(capital(p.nouns) + ": " + lower(f.Misprint.Text.In(l)))
			}
		}
	}
	slices.SortFunc(g.within, func(a, b string) int { return strings.Compare(a, b) })
	g.within = slices.Compact(g.within)
	return g
}

// allow lets texts be whole fields.
func (g *guard) allow(texts ...string) {
	for _, t := range texts {
		g.whole[t] = true
	}
}

// quote lets texts stand anywhere; only those with digits matter.
func (g *guard) quote(texts ...string) {
	g.allow(texts...)
	for _, t := range texts {
		if strings.ContainsAny(t, "0123456789") {
			g.within = append(g.within, t)
		}
	}
}

// check reports the first number of a reply that the answers do not bear out.
// named is what the question calls the thing that the source lacks.
func (g *guard) check(r *Reply, said []*stats.Answer, named string) error {
	allowed := func(n printed) bool {
		return slices.ContainsFunc(said, func(a *stats.Answer) bool { return n.isOf(a) })
	}
	for _, field := range [...]struct{ name, text string }{
		{"title", r.Title}, {"text", r.Text}, {"reading", r.Read}, {"source", r.Source},
	} {
		if err := g.field(field.name, field.text, named, allowed); err != nil {
			return err
		}
	}
	if err := agree(r.Text); err != nil {
		return err
	}
	for _, note := range r.Notes { // the set's own texts: what an answer holds may be the wrong number there
		if err := g.field("note", note, named, noNumber); err != nil {
			return err
		}
	}
	for i := range r.Rows {
		if err := g.row(&r.Rows[i], said); err != nil {
			return err
		}
	}
	for _, choices := range [...][]Choice{r.Choices, r.Next} {
		for i := range choices {
			if err := g.choice(&choices[i]); err != nil {
				return err
			}
		}
	}
	if err := g.picture(r, said); err != nil {
		return err
	}
	return g.contacts(r.Contacts)
}

// field checks one text.
func (g *guard) field(name, text, named string, allowed func(printed) bool) error {
	if g.whole[text] {
		return nil
	}
	for at := 0; ; {
		n, ok := nextNumber(text, at)
		if !ok {
			return nil
		}
		at = n.end
		if n.wellFormed && allowed(n) || g.quoted(text, n, named) {
			continue
		}
		return fmt.Errorf("guarding a reply: its %s holds the number %q, which no answer bears out", name, n.text)
	}
}

// quoted says whether a number stands within a text of the set.
func (g *guard) quoted(text string, n printed, named string) bool {
	if named != "" && coveredBy(text, n, named) {
		return true
	}
	return slices.ContainsFunc(g.within, func(t string) bool { return coveredBy(text, n, t) })
}

// coveredBy says whether quote stands in text around a number, and not as the
// beginning or the end of a longer number.
func coveredBy(text string, n printed, quote string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], quote)
		if at < 0 {
			return false
		}
		start, end := from+at, from+at+len(quote)
		if start <= n.start && n.end <= end {
			return true
		}
		from = start + 1
	}
}

// row checks a line of a table against its own figure: another figure's
// number there would be wrong as well.
func (g *guard) row(row *Row, said []*stats.Answer) error {
	none := func(printed) bool { return false }
	for _, text := range [...]string{row.Label, row.Short, row.Group} {
		if err := g.field("label of row "+string(row.ID), text, "", none); err != nil {
			return err
		}
	}
	for _, a := range said {
		for _, r := range a.Figures {
			if r.Figure.ID == row.ID && rowShows(row, r) {
				return nil
			}
		}
	}
	return fmt.Errorf("guarding a reply: row %q shows %d, %q and %q, which no answer bears out",
		row.ID, row.Count, row.CountText, row.ShareText)
}

// rowShows says whether a line shows what an answer's row holds.
func rowShows(row *Row, r stats.Row) bool {
	count, ok := nextNumber(row.CountText, 0)
	fine := count.isCount(r.Figure.Count)
	if r.Figure.IsPercent() {
		fine = count.isWhole(r.Figure.Count)
	}
	if !ok || count.end != len(row.CountText) || !count.wellFormed || !fine || row.Count != r.Figure.Count {
		return false
	}
	if !row.HasShare {
		return row.ShareText == ""
	}
	share, ok := nextNumber(row.ShareText, 0)
	return ok && share.end == len(row.ShareText) && share.wellFormed && r.Base > 0 && share.isPercent(r.Share) && row.Share == r.Share
}

// choice checks a question that is offered: its numbers are those of its
// query.
func (g *guard) choice(c *Choice) error {
	allowed := func(n printed) bool {
		q := &c.Query
		return n.isCount(q.N) || n.isCount(-q.N) || n.isClaim(q.Claim)
	}
	if err := g.field("label of a choice", c.Label, "", allowed); err != nil {
		return err
	}
	return g.field("question of a choice", c.Ask, "", allowed)
}

// contacts checks that every line is as configured: a wrong digit would send
// someone in danger to a stranger.
func (g *guard) contacts(contacts []Contact) error {
	for _, c := range contacts {
		for _, text := range append([]string{c.Name, c.About}, c.Lines...) {
			if !g.whole[text] {
				return fmt.Errorf("guarding a reply: the contact %q holds a line that is not configured", c.Name)
			}
		}
	}
	return nil
}

// isOf says whether a number is one of an answer: a count, a base, a share or
// the value, or the number that the asker claimed.
func (n printed) isOf(a *stats.Answer) bool {
	together := saidTogether(a)
	for i, rows := range [...][]stats.Row{a.Figures, a.Context, a.Matches} {
		for j := range rows {
			if i == 0 && together && n.isBaseOf(&rows[j]) || !(i == 0 && together) && n.isOfRow(&rows[j]) {
				return true
			}
		}
	}
	if n.isClaim(a.Query.Claim) {
		return true
	}
	switch a.Kind {
	case stats.ValueCount:
		return n.isCount(int(a.Value))
	case stats.ValuePercent:
		points := n
		points.percent = true // a difference of shares is in points, without a sign of percent
		return n.isPercent(a.Value) || a.Query.Op == stats.OpDifference && points.isPercent(a.Value)
	case stats.ValueRatio:
		return n.isRatio(a.Value) || a.Query.Op == stats.OpOneIn && n.isCount(1)
	}
	return false
}

// saidTogether says whether an answer's figures are said only in sum, or only
// by what is left without them, so that the count of one of them in a text
// would be a wrong figure: "741 were not male".
func saidTogether(a *stats.Answer) bool {
	b := oneBreakdown(a.Figures)
	switch a.Query.Op {
	case stats.OpSum, stats.OpShare:
		if b == nil || len(a.Figures) == 1 {
			return false
		}
		return a.Kind == stats.ValuePercent || b.Population != nil && !b.Dimension.Multiple
	case stats.OpComplement:
		allButOne := a.Kind == stats.ValueCount && a.Value == 1
		return b != nil && b.Population != nil && !allButOne
	}
	return false
}

func (n printed) isOfRow(r *stats.Row) bool {
	const ordinals = 10 // places up to it are said in words
	if r.Figure.IsPercent() {
		return n.isWhole(r.Figure.Count)
	}
	return n.isCount(r.Figure.Count) || r.Rank > ordinals && n.isCount(r.Rank) || n.isBaseOf(r) ||
		r.Base > 0 && n.isPercent(r.Share)
}

// isWhole says whether a number is a whole number of percent.
func (n printed) isWhole(count int) bool {
	return n.percent && n.bound == 0 && n.decimals == 0 && n.value == float64(count)
}

// isBaseOf says whether a number is what a row is a part of.
func (n printed) isBaseOf(r *stats.Row) bool {
	p := r.Figure.Population
	return r.Base > 0 && n.isCount(r.Base) || p != nil && n.isCount(p.Total.Count)
}
