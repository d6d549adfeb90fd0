package bot

import (
	"strings"

	"cifra/stats"
)

func (e *english) separately(parts []part, thing string) string {
	dimensions := partDimensions(parts, stats.EN)
	switch {
	case len(dimensions) == 0:
		return "The source does not combine these categories" + e.soNothing(thing)
	case len(dimensions) == 1:
		return "The source counts each " + dimensionOf(parts).Item.EN +
			" by itself, so it does not say how many belong to both."
	}
	how := "The source counts " + e.and(dimensions) + " separately, so it does not "
	a, b, ok := crossed(parts)
	switch {
	case !ok:
		return how + "cross them."
	case b.figure == nil:
		return how + "divide " + e.of(a.figure).noun + " by " + b.breakdown.Dimension.Label.EN + "."
	}
	return how + "say how many " + a.population().Inflect(a.figure.Category.Of, stats.EN) + " " +
		a.population().Inflect(b.figure.Category.Were, stats.EN) + "."
}

func (e *english) soNothing(thing string) string {
	if thing == "" {
		return "."
	}
	return ", so it says nothing about " + thing + "."
}

func (e *english) otherUnit(d *stats.Dimension, has, asked *stats.Population) string {
	if has == nil {
		return "The source does not give " + d.Label.EN + " for " + asked.Many.EN + "."
	}
	return "The source gives " + d.Label.EN + " for " + has.Many.EN + ", not for " + asked.Many.EN + "."
}

func (e *english) notListed(lists []*stats.Breakdown, thing string, smallest bool) string {
	var tops []string
	for _, b := range lists {
		tops = append(tops, "the top "+numberWord(&e.numbers, len(b.Figures))+" by "+b.Dimension.Label.EN)
	}
	zero := " That does not mean zero."
	switch {
	case len(tops) == 0 && thing == "":
		return "The source does not list that." + zero
	case len(tops) == 0:
		return "The source does not list " + thing + "." + zero
	case thing != "":
		return "The source lists only " + e.and(tops) + ", and does not include " + thing + "." + zero
	case smallest:
		return "The source lists only " + e.and(tops) + ", so it does not say which is the smallest of all."
	}
	return "The source lists only " + e.and(tops) + ", so it says nothing about the rest."
}

func (e *english) otherPeriod(thing string) string {
	if thing == "" {
		thing = "other dates, parts of that period or trends"
	}
	return "The figures cover " + e.set.Period.Label.EN + " as a whole, so they say nothing about " + thing + "."
}

func (e *english) noPlace(thing string) string {
	if thing == "" {
		return "The source does not divide its figures by place, so it does not say where."
	}
	return "The source does not divide its figures by place, so it says nothing about " + thing + "."
}

func (e *english) notMeasured(thing string) string {
	if thing == "" {
		return "The source does not measure that."
	}
	return "The source says nothing about " + thing + "."
}

func (e *english) unitUnstated(b *stats.Breakdown) string {
	if b == nil {
		return "The source does not say what that would be a share of."
	}
	return "The source does not say what it counts in its list of " + e.title(b) + ", so those figures cannot be set against a total."
}

func (e *english) unlike(populations []*stats.Population, share bool) string {
	units := make([]string, len(populations))
	for i, p := range populations {
		units[i] = p.Many.EN
	}
	apart := capital(e.and(units)) + " are counted apart, so there is no "
	if share {
		return apart + "common total to take a percentage of."
	}
	return apart + "single figure for them together."
}

func (e *english) noSuchNumber(number string) string {
	return "No figure in the source is " + number + "."
}

func (e *english) notUnderstood() string {
	return "I could not place part of the question, so I leave it unanswered rather than ignore that part."
}

func (e *english) nearest(figures []string, several bool) string {
	if !several {
		return "The nearest figure: " + figures[0] + "."
	}
	return "The nearest figures: " + strings.Join(figures, "; ") + "."
}

func (e *english) nearFigure(r stats.Row, sameAsBefore bool) string {
	p := e.of(r.Figure)
	switch {
	case unstated(r):
		return p.noun + " (" + p.count + ")"
	case r.Figure.Measure != nil:
		return p.says
	case r.Figure.Category == nil:
		return p.count + " " + p.noun + " in all"
	case sameAsBefore:
		return p.count + " " + p.did + e.bracket(r)
	case r.Figure.Count == 1:
		return p.count + " " + p.one + " " + p.did + e.bracket(r)
	}
	return p.count + " " + p.many + " " + p.did + e.bracket(r)
}

func (e *english) nearList(b *stats.Breakdown, rows []stats.Row) string {
	switch {
	case b.Population == nil:
		return "in " + e.listOf(b) + ", " + e.and(e.labels(rows))
	case !b.Complete:
		return "among " + b.Population.Many.EN + ", " + e.and(e.labels(rows))
	}
	top, alone := largest(rows)
	return "by " + b.Dimension.Label.EN + ", " + e.leads(top, alone)
}

func (e *english) titleOfSeveral(populations []*stats.Population, d *stats.Dimension) string {
	units := make([]string, len(populations))
	for i, p := range populations {
		units[i] = p.Many.EN
	}
	return e.and(units) + " by " + d.Label.EN
}

func (e *english) titleMissing() string { return "Not in the source" }

func (e *english) known(d *stats.Dimension) string {
	return "of those whose " + d.Label.EN + " is known"
}

func (e *english) onlyListed() string { return "of what is listed" }

func (e *english) addedUp(p *stats.Population, d *stats.Dimension) string {
	return "The source does not print the total of " + p.Many.EN + "; it is added up here from its figures by " + d.Label.EN + "."
}

func (e *english) source() string {
	return "Source: " + e.set.Source.Publishers.EN + ", \"" + e.set.Source.Title.EN + "\"."
}
