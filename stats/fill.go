package stats

import "cmp"

// What a data set's folder leaves open, a vocabulary fills: text by text, and
// language by language.

// fillText gives a text what it lacks.
func fillText(into *Text, from Text) {
	into.EN = cmp.Or(into.EN, from.EN)
	into.ES = cmp.Or(into.ES, from.ES)
}

// fillBrief is fillText for a text that another one stands in for. Where the
// folder gives that other one, a brief form of the vocabulary's does not fit.
func fillBrief(into *Text, from, standIn Text) {
	if *into == (Text{}) && standIn == (Text{}) {
		*into = from
		return
	}
	if *into == (Text{}) && from == (Text{}) {
		return // Load fills it in
	}
	into.EN = cmp.Or(into.EN, cmp.Or(standIn.EN, from.EN))
	into.ES = cmp.Or(into.ES, cmp.Or(standIn.ES, from.ES))
}

// fill completes a population. Its grammatical gender is that of the noun.
func (p *Population) fill(from *Population) {
	if p.One.ES == "" && p.Many.ES == "" {
		p.Feminine = p.Feminine || from.Feminine
	}
	p.Persons = p.Persons || from.Persons
	fillText(&p.Label, from.Label)
	fillText(&p.One, from.One)
	fillText(&p.Many, from.Many)
}

// fill completes a dimension and its categories, and adds those that it does
// not have.
func (d *Dimension) fill(from *Dimension) {
	fillText(&d.Label, from.Label)
	fillText(&d.Title, from.Title)
	fillText(&d.Item, from.Item)
	d.Country, d.Defined, d.Multiple = d.Country || from.Country, d.Defined || from.Defined, d.Multiple || from.Multiple
	d.Within = cmp.Or(d.Within, from.Within)
	if len(d.MayCount) == 0 {
		d.MayCount = from.MayCount
	}
	own := d.Categories
	for _, c := range from.Categories {
		matched := false
		for _, o := range own {
			if c.matches(o) {
				o.fill(c)
				matched = true
			}
		}
		if !matched {
			d.Categories = append(d.Categories, c)
		}
	}
}

// matches reports whether a category of a folder is that of a vocabulary: by
// its id, or by its country.
func (c *Category) matches(own *Category) bool {
	return own.ID == c.ID || own.Country != "" && own.Country == c.Country
}

// fill completes a category.
func (c *Category) fill(from *Category) {
	if c.Role == Ordinary {
		c.Role = from.Role
	}
	c.Country = cmp.Or(c.Country, from.Country)
	if len(c.Combines) == 0 {
		c.Combines = from.Combines
	}
	fillBrief(&c.Short, from.Short, c.Label)
	fillBrief(&c.Was, from.Was, c.Were)
	fillText(&c.Label, from.Label)
	fillText(&c.Were, from.Were)
	fillText(&c.Werent, from.Werent)
	fillText(&c.Of, from.Of)
}

// fill completes an absent thing but for its words, which are added apart.
func (e *absentEntry) fill(from *absentEntry) {
	fillText(&e.Label, from.Label)
	e.Reason = cmp.Or(e.Reason, from.Reason)
	e.Of = cmp.Or(e.Of, from.Of)
	e.Country = e.Country || from.Country
	if len(e.Near) == 0 {
		e.Near = from.Near
	}
}
