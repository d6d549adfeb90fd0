package stats

import (
	"cmp"
	"strings"
)

// absentPrefix begins what words are for that the source lacks.
const absentPrefix = "absent:"

// resolve gives what the words of a vocabulary are for in this set: the same,
// the part of it that the set has, or something absent; "" for what the set
// knows nothing of.
func (a *adopter) resolve(what string) string {
	switch {
	case what == forSubject || what == forFiller:
		return what
	case strings.Contains(what, ":"):
		if a.present[strings.TrimSuffix(what, "?")] {
			return what
		}
		return ""
	}
	var known []string
	absent := ""
	for alternative := range strings.SplitSeq(what, "|") {
		switch r := a.resolveAlternative(alternative); {
		case strings.HasPrefix(r, absentPrefix):
			absent = cmp.Or(absent, r)
		case r != "":
			known = append(known, r)
		}
	}
	if len(known) == 0 {
		return absent
	}
	return strings.Join(known, "|")
}

// resolveAlternative is resolve for one of several alternatives.
func (a *adopter) resolveAlternative(what string) string {
	switch {
	case strings.Contains(what, "+"):
		return a.resolveRow(strings.Split(what, "+"))
	case strings.Contains(what, "&"):
		return a.resolveCross(strings.Split(what, "&"))
	case strings.HasSuffix(what, "?"):
		if a.present[strings.TrimSuffix(what, "?")] {
			return what
		}
		return "" // what only implies something names nothing that is lacking
	}
	return a.resolveOne(what)
}

// resolveRow is resolve for several in a row. Of dimensions alone, those that
// the set has are what there is to tell ("demographics"); where a population is
// among them, the others say what of it, and none may be left out.
func (a *adopter) resolveRow(row []string) string {
	var known []string
	absent, population := "", false
	for _, name := range row {
		r := a.resolveOne(name)
		population = population || a.isPopulation(name)
		switch {
		case strings.HasPrefix(r, absentPrefix):
			absent = cmp.Or(absent, r)
		case r != "":
			known = append(known, r)
		}
	}
	switch {
	case population && len(known) < len(row), len(known) == 0:
		return absent
	}
	return strings.Join(known, "+")
}

// isPopulation reports whether a name of a row is a population's, as far as
// anything is known of it: what is unknown may be one.
func (a *adopter) isPopulation(name string) bool {
	_, dimension := a.dimensions[name]
	if m, lost := a.missing[name]; lost {
		_, dimension = m.thing.(*Dimension)
	}
	return !dimension
}

// resolveCross is resolve for several at once: all, or else what is lacking. A
// dimension that is lacking altogether says more than one category.
func (a *adopter) resolveCross(names []string) string {
	absent, whole := "", ""
	for _, name := range names {
		if m, lost := a.missing[name]; lost && m.reason == NotMeasured {
			whole = cmp.Or(whole, a.resolveOne(name))
		} else if lost {
			absent = cmp.Or(absent, a.resolveOne(name))
		} else if !a.present[name] {
			return ""
		}
	}
	switch {
	case whole != "":
		return whole
	case absent != "":
		return absent
	}
	return strings.Join(names, "&")
}

// resolveOne is resolve for one name.
func (a *adopter) resolveOne(name string) string {
	m, lost := a.missing[name]
	if !lost {
		if a.present[name] {
			return name
		}
		return ""
	}
	if m.reason == Unlisted {
		dimension, _, _ := strings.Cut(name, ".")
		if rest := cmp.Or(a.rest[name], a.rest[dimension]); rest != "" {
			return rest
		}
	}
	return a.absentFor(m)
}

// labelOf says what is missing, within a sentence. A row's label ("Gender
// minority") is the last resort for a category.
func (a *adopter) labelOf(m missing) Text {
	for _, p := range a.l.doc.Populations {
		if p.ID == m.unit {
			return Text{EN: p.Inflect(m.of, EN), ES: p.Inflect(m.of, ES)}
		}
	}
	if m.unit == notStated {
		return m.of
	}
	return m.label
}

// absentFor gives the absent thing that stands for what is missing, and makes
// it the first time. The folder may have a say in it under the same id.
func (a *adopter) absentFor(m missing) string {
	what := absentPrefix + m.id
	e := &absentEntry{ID: m.id, Reason: m.reason, Label: a.labelOf(m), Near: m.near}
	switch own := a.own[m.id]; {
	case own != nil:
		own.fill(e)
	case !a.present[what]:
		a.l.at[e] = a.l.at[m.thing]
		a.l.doc.Absent = append(a.l.doc.Absent, e)
	}
	a.present[what] = true
	return what
}
