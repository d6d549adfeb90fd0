package stats

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxShort is the most characters that the short label of a chart has.
const maxShort = 20

// check looks at everything but the figures: that no text is missing, and that
// everything named exists.
func (l *loader) check() {
	l.checkScalars()
	for _, p := range l.set.Populations {
		l.needText(p, "label", p.Label)
		l.needText(p, "one", p.One)
		l.needText(p, "many", p.Many)
		if p.Total == nil && p.AddedUp == "" {
			l.problemAt(p, "id", p.ID, "population without a total in %s; where the source prints none, added_up names the dimension that adds up to it", figuresFile)
		}
	}
	for _, d := range l.set.Dimensions {
		l.checkDimension(d)
		for _, c := range d.Categories {
			l.checkCategory(d, c)
		}
	}
	l.checkMeasures()
	for _, n := range l.set.Notes {
		l.needText(n, "text", n.Text)
	}
	for _, t := range l.set.Topics {
		l.needText(t, "title", t.Title)
		l.needText(t, "text", t.Text)
	}
	for _, m := range l.doc.Misprints {
		l.needText(m, "text", m.Text)
	}
	for _, a := range l.set.Absent {
		l.checkAbsent(a)
	}
	l.checkCountries()
	l.linkWords()
	l.linkCommands()
}

// checkCountries looks at the countries that the set covers.
func (l *loader) checkCountries() {
	for _, code := range l.set.Countries {
		if !isCountry(code) {
			l.problem(l.tomlName, 0, code, "countries: a country's code is two capital letters")
		}
	}
}

// checkScalars looks at the single values of a set.
func (l *loader) checkScalars() {
	for _, s := range scalarsOf(&l.doc) {
		if *s.text == "" {
			l.problem(l.tomlName, 0, "", "%s is missing", s.key)
		}
	}
	start, end := l.doc.Period.Start, l.doc.Period.End
	at := l.scalars["period.end"]
	switch {
	case start.IsZero() || end.IsZero():
		l.problem(l.tomlName, 0, "", "period.start or period.end is missing")
	case end.Before(start):
		l.problem(at.file.name, at.line, end.Format("2006-01-02"), "the period ends before it starts")
	}
	for _, lang := range Langs {
		examples := l.doc.Examples.In(lang)
		if len(examples) == 0 {
			l.problem(l.tomlName, 0, "", "examples.%v is missing", lang)
		}
		if slices.ContainsFunc(examples, func(e string) bool { return strings.TrimSpace(e) == "" }) {
			l.problem(l.tomlName, 0, "", "examples.%v holds an empty question", lang)
		}
	}
}

// needText notes a problem for each language that a text lacks.
func (l *loader) needText(thing any, key string, t Text) {
	for _, lang := range Langs {
		if strings.TrimSpace(t.In(lang)) == "" {
			l.problemAt(thing, key, "", "%s%s is missing in %v", nameOf(thing), key, lang)
		}
	}
}

// nameOf says which thing a missing text belongs to, where its file may hold
// many.
func nameOf(thing any) string {
	switch t := thing.(type) {
	case *Population:
		return t.ID + ": "
	case *Dimension:
		return t.ID + ": "
	case *Category:
		return t.Dimension.ID + "." + t.ID + ": "
	case *Note:
		return t.ID + ": "
	case *Topic:
		return t.ID + ": "
	case *Absent:
		return t.ID + ": "
	case *commandEntry:
		return "command " + t.Name.EN + ": "
	case *Misprint:
		return string(t.Figure) + ": "
	case *Measure:
		return string(t.ID) + ": "
	case *Discrepancy:
		return string(t.Breakdown) + ": "
	}
	return ""
}

// checkDimension looks at a dimension without its categories.
func (l *loader) checkDimension(d *Dimension) {
	l.needText(d, "label", d.Label)
	l.needText(d, "item", d.Item)
	if l.set.Breakdown(ID(d.ID)) != nil || d.Title != (Text{}) {
		l.needText(d, "title", d.Title)
	}
	if d.Within != "" {
		switch f := l.set.Figure(d.Within); {
		case f == nil:
			l.problemAt(d, "within", string(d.Within), "within an unknown figure%s", l.likelyID(d.Within))
		case f.Population == nil:
			l.problemAt(d, "within", string(d.Within), "within a figure whose population is not stated")
		case f.Category != nil && f.Category.Dimension == d:
			l.problemAt(d, "within", string(d.Within), "within a figure of its own")
		}
	}
	for _, id := range d.MayCount {
		if l.set.Population(id) == nil {
			l.problemAt(d, "may_count", id, "unknown population%s", didYouMean(id, sortedKeys(l.set.index.populations)))
		}
	}
}

// checkCategory looks at one category. An optional text that is not given is
// filled in here.
func (l *loader) checkCategory(d *Dimension, c *Category) {
	if c.Short == (Text{}) {
		c.Short = c.Label
	}
	if c.Was == (Text{}) {
		c.Was = c.Were
	}
	for _, t := range []struct {
		key  string
		text Text
	}{{"label", c.Label}, {"short", c.Short}, {"was", c.Was}, {"were", c.Were}, {"werent", c.Werent}, {"of", c.Of}} {
		// What was filled in is missing where it came from.
		if t.key == "short" && t.text == c.Label || t.key == "was" && t.text == c.Were {
			continue
		}
		l.needText(c, t.key, t.text)
	}
	l.checkShort(c, c.Short, c.Label)
	l.checkPhrases(c)
	if !slices.Contains([]Role{Ordinary, Unknown, Other}, c.Role) {
		l.problemAt(c, "role", string(c.Role), "unknown role%s", didYouMean(string(c.Role), []string{string(Unknown), string(Other)}))
	}
	l.checkCombines(d, c)
	l.checkCountry(d, c)
}

// checkShort looks at the length of a label that may have to be short.
func (l *loader) checkShort(thing any, short, label Text) {
	key, instead := "short", ""
	if short == label {
		key, instead = "label", "; give it a short form as short"
	}
	for _, lang := range Langs {
		if n := utf8.RuneCountInString(short.In(lang)); n > maxShort {
			l.problemAt(thing, key, short.In(lang), "%s%s has %d characters in %v, more than %d%s", nameOf(thing), key, n, lang, maxShort, instead)
		}
	}
}

// checkPhrases looks for placeholders that Inflect would not fill in.
func (l *loader) checkPhrases(c *Category) {
	p := Population{Feminine: true, Persons: true, One: Text{"x", "x"}, Many: Text{"x", "x"}}
	for _, t := range []struct {
		key  string
		text Text
	}{{"was", c.Was}, {"were", c.Were}, {"werent", c.Werent}, {"of", c.Of}} {
		for _, lang := range Langs {
			text := t.text.In(lang)
			wrong := strings.ContainsAny(p.Inflect(t.text, lang), "{}[]<>|") || !pairs(text, "[", "]") || !pairs(text, "<", ">")
			if wrong {
				l.problemAt(c, t.key, text, "only {one}, {many}, [feminine|masculine] and <people|others> may stand in %q", t.key)
			}
		}
	}
}

// pairs reports whether there are two choices between any two signs.
func pairs(text, opening, closing string) bool {
	for part := range strings.SplitSeq(text, opening) {
		if inside, _, closed := strings.Cut(part, closing); closed && strings.Count(inside, "|") != 1 {
			return false
		}
	}
	return true
}

// checkCombines looks at the categories that one joins.
func (l *loader) checkCombines(d *Dimension, c *Category) {
	if n := len(c.Combines); n == 1 || n >= len(d.Categories) && n > 0 {
		l.problemAt(c, "combines", c.ID, "a category joins two or more of the other categories, not %d", n)
		return
	}
	for i, id := range c.Combines {
		switch {
		case !slices.Contains(categoryNames(d), id):
			l.problemAt(c, "combines", id, "joins an unknown category of %q%s", d.ID, didYouMean(id, categoryNames(d)))
		case id == c.ID:
			l.problemAt(c, "combines", id, "a category cannot join itself")
		case slices.Contains(c.Combines[:i], id):
			l.problemAt(c, "combines", id, "joined twice")
		}
	}
}

// checkCountry looks at the country code of a category.
func (l *loader) checkCountry(d *Dimension, c *Category) {
	switch {
	case d.Country && c.Role == Ordinary && !isCountry(c.Country):
		l.problemAt(c, "country", c.Country, "%sa country's code is two capital letters", nameOf(c))
	case !d.Country && c.Country != "":
		l.problemAt(c, "country", c.Country, "a country in a dimension that is not of countries")
	}
}

// isCountry reports whether a text is written as the code of a country.
func isCountry(s string) bool {
	return len(s) == 2 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// checkAbsent looks at something that the source does not have.
func (l *loader) checkAbsent(a *Absent) {
	l.needText(a, "label", a.Label)
	known := []string{string(Crosstab), string(Unlisted), string(OtherPeriod), string(Place), string(NotMeasured), string(UnstatedUnit)}
	if !slices.Contains(known, string(a.Reason)) {
		l.problemAt(a, "reason", string(a.Reason), "%sunknown reason%s", nameOf(a), didYouMean(string(a.Reason), known))
	}
	for _, id := range a.Near {
		if l.set.Figure(id) == nil && l.set.Breakdown(id) == nil {
			l.problemValue(a, string(id), "near an unknown figure or breakdown%s", l.likelyID(id))
		}
	}
}
