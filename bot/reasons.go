package bot

import (
	"slices"

	"cifra/bot/ask"
	"cifra/stats"
)

// How many of the nearest figures are said, and how many are offered.
const (
	mostNear    = 3
	mostChoices = 5
)

// missing fills a reply that says why there is no answer. q is the query that
// has none, if the question came to one; a what Eval said of it.
func (t *telling) missing(question *ask.Question, a *stats.Answer) {
	near := question.Near
	t.reply.Kind, t.reply.Reason = ask.Unavailable, question.Reason
	if a != nil {
		near = a.Near
		t.reply.Reason = a.Reason
		t.said = append(t.said, a)
		t.reply.Read = t.read(&a.Query, t.asked(&a.Query))
	}
	t.reply.Title = t.voice.titleMissing()
	t.reply.Text = t.why(question, a, near)
	answers := t.nearAnswers(near)
	if figures, several := t.nearest(answers); len(figures) > 0 {
		t.reply.Text += " " + t.voice.nearest(figures, several)
		t.reply.Source = t.voice.source()
		if a != nil {
			answers = append(answers, a)
		}
		t.notes(answers...)
	}
	for _, q := range near[:min(len(near), mostChoices)] {
		t.reply.Choices = t.offer(t.reply.Choices, q, t.label(q))
	}
}

// asked gives the figures that a query names, as rows without a base.
func (t *telling) asked(q *stats.Query) []stats.Row {
	var rows []stats.Row
	for _, p := range t.voice.tongue().parts(*q) {
		if p.figure != nil {
			rows = append(rows, stats.Row{Figure: p.figure})
			continue
		}
		rows = append(rows, stats.Row{Figure: p.breakdown.Figures[0]})
	}
	return rows
}

// why says in a sentence what is missing.
func (t *telling) why(question *ask.Question, a *stats.Answer, near []stats.Query) string {
	v, thing := t.voice, t.thing(question)
	t.named = thing
	if len(question.Unknown) > 0 && thing == "" && a == nil {
		return v.notUnderstood()
	}
	var parts []part
	var query stats.Query
	if a != nil {
		query = a.Query
		parts = v.tongue().parts(query)
	} else {
		for _, q := range near {
			parts = append(parts, v.tongue().parts(q)...)
		}
	}
	switch t.reply.Reason {
	case stats.Crosstab:
		for _, term := range query.Terms {
			if cross := v.tongue().term(term).cross; cross != nil {
				parts = cross
				break
			}
		}
		return t.whyCrosstab(parts, thing)
	case stats.Unlisted:
		return v.notListed(incomplete(parts), thing, query.N < 0)
	case stats.OtherPeriod:
		return v.otherPeriod(thing)
	case stats.Place:
		return v.noPlace(thing)
	case stats.UnstatedUnit:
		return t.whyUnit(parts, query.Op != stats.OpSum)
	}
	if query.Op == stats.OpLookup {
		return v.noSuchNumber(claimText(query.Claim))
	}
	return v.notMeasured(thing)
}

// thing names what the source lacks, in the person's language.
func (t *telling) thing(question *ask.Question) string {
	if question.Thing != "" {
		return question.Thing
	}
	if absent := t.set.AbsentByID(question.Absent); absent != nil {
		return absent.Label.In(t.voice.tongue().lang)
	}
	return ""
}

// whyCrosstab tells a cross of two dimensions from one of a dimension with a
// unit that it does not divide.
func (t *telling) whyCrosstab(parts []part, thing string) string {
	if len(parts) == 2 {
		total, other := parts[0], parts[1]
		if total.breakdown != nil {
			total, other = other, total
		}
		if total.breakdown == nil && total.figure != nil && other.breakdown != nil {
			if other.population() != total.population() {
				return t.voice.otherUnit(other.breakdown.Dimension, other.population(), total.population())
			}
			parts = nil // a whole and a part of it: there is nothing to cross
		}
	}
	return t.voice.separately(parts, thing)
}

// whyUnit tells a list whose unit is not stated from units that do not go
// together.
func (t *telling) whyUnit(parts []part, share bool) string {
	var populations []*stats.Population
	for _, p := range parts {
		pop := p.population()
		if pop == nil {
			return t.voice.unitUnstated(p.breakdown)
		}
		if !slices.Contains(populations, pop) {
			populations = append(populations, pop)
		}
	}
	if len(populations) < 2 {
		return t.voice.unitUnstated(nil)
	}
	if list, other := listAndTotal(parts); list.breakdown != nil {
		return t.voice.otherUnit(list.breakdown.Dimension, list.population(), other.population())
	}
	return t.voice.unlike(populations, share)
}

// listAndTotal tells a list, or a figure of one, from the total that it is
// crossed with; the list has no breakdown where the two parts are not that.
func listAndTotal(parts []part) (list, total part) {
	if len(parts) != 2 {
		return part{}, part{}
	}
	list, total = parts[0], parts[1]
	if list.breakdown == nil {
		list, total = total, list
	}
	if list.breakdown == nil || list.breakdown.Complete || total.breakdown != nil {
		return part{}, part{}
	}
	return list, total
}

// incomplete lists the breakdowns that parts name and that are only the top
// few, one of each dimension.
func incomplete(parts []part) []*stats.Breakdown {
	var out []*stats.Breakdown
	for _, p := range parts {
		if p.breakdown == nil || p.breakdown.Complete {
			continue
		}
		same := func(b *stats.Breakdown) bool { return b.Dimension == p.breakdown.Dimension }
		if !slices.ContainsFunc(out, same) {
			out = append(out, p.breakdown)
		}
	}
	return out
}

// nearAnswers evaluates the nearest queries that are said.
func (t *telling) nearAnswers(near []stats.Query) []*stats.Answer {
	var out []*stats.Answer
	for _, q := range near {
		if len(out) == mostNear {
			break
		}
		if a := t.eval(q); a != nil && len(a.Figures) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// nearest says the nearest figures, each in a clause, and whether they are
// several.
func (t *telling) nearest(answers []*stats.Answer) (out []string, several bool) {
	var before *stats.Population
	for _, a := range answers {
		rows := a.Figures
		b := oneBreakdown(rows)
		switch {
		case len(rows) == 1 && (a.Query.Op == stats.OpCount || a.Query.Op == stats.OpShare) && a.Query.Base == stats.BasePopulation:
			pop := rows[0].Figure.Population
			same := pop != nil && pop == before && b != nil
			out = append(out, t.voice.nearFigure(rows[0], same))
			before = pop
			continue
		case a.Query.Op == stats.OpBreakdown && b != nil:
			out = append(out, t.voice.nearList(b, rows))
			several = several || !b.Complete
		default:
			out = append(out, t.clause(a))
		}
		before = nil
	}
	return out, several || len(out) > 1
}
