package stats

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// adopter merges vocabularies into what the folder of a data set says. The
// folder has the last word: its texts stay, and its words.
type adopter struct {
	l *loader

	// Where in figures.csv something comes first, by its id: a population or a
	// dimension, and a category as "gender.female".
	populations, dimensions, categories map[string]int
	ids                                 map[ID]bool // figures and breakdowns

	own     map[string]*absentEntry // of the folder, by id
	present map[string]bool         // ids that words may be for
	missing map[string]missing      // populations, dimensions and categories that vocabularies have and the set has not
	rest    map[string]string       // what stands for them, by [[absent]] of = "..."
}

// missing is something that a vocabulary has and the set has not.
type missing struct {
	thing  any // whose place is to be told with problems
	id     string
	reason Reason
	label  Text
	near   []ID
	of     Text   // of a category: a noun phrase, which reads better than the label
	unit   string // the one population that its dimension divides, "" where there is none or several
}

// adopt merges the vocabularies that the folder names.
func (l *loader) adopt(list []*vocabulary) {
	a := newAdopter(l)
	if len(list) == 0 {
		a.findPresent()
		a.findRest()
		return
	}
	for _, v := range list {
		a.checkFigures(v)
	}
	for _, v := range list {
		a.adoptPopulations(v)
		a.adoptDimensions(v)
	}
	a.order()
	a.findPresent()
	for _, v := range list {
		a.adoptAbsent(v)
	}
	a.findRest()
	for _, v := range list {
		a.adoptWords(v)
	}
}

func newAdopter(l *loader) *adopter {
	a := &adopter{
		l: l, populations: map[string]int{}, dimensions: map[string]int{}, categories: map[string]int{}, ids: map[ID]bool{},
		own: map[string]*absentEntry{}, present: map[string]bool{}, missing: map[string]missing{}, rest: map[string]string{},
	}
	first := func(m map[string]int, key string, i int) {
		if _, known := m[key]; !known {
			m[key] = i
		}
	}
	for i, row := range l.rows {
		population, dimension := row.fields[colPopulation], row.fields[colDimension]
		a.ids[ID(row.fields[colID])] = true
		if population != notStated {
			first(a.populations, population, i)
		}
		if dimension != "" {
			first(a.dimensions, dimension, i)
			first(a.categories, dimension+"."+row.fields[colCategory], i)
			a.ids[listID(row)] = true
		}
	}
	for _, e := range l.doc.Absent {
		a.own[e.ID] = e
	}
	return a
}

// listID is the id of the breakdown that a row belongs to.
func listID(row figureRow) ID {
	if row.fields[colPopulation] == notStated {
		return ID(row.fields[colDimension])
	}
	return ID(row.fields[colPopulation] + "." + row.fields[colDimension])
}

// checkFigures compares what the folder says of a vocabulary with figures.csv.
func (a *adopter) checkFigures(v *vocabulary) {
	found, things := "", 0
	for _, p := range v.doc.Populations {
		things++
		if _, has := a.populations[p.ID]; has && found == "" {
			found = p.ID
		}
	}
	for _, d := range v.doc.Dimensions {
		things++
		if _, has := a.dimensions[d.ID]; has && found == "" {
			found = d.ID
		}
	}
	switch {
	case v.lacked && found != "":
		a.l.problem(v.at.file.name, v.at.line, v.name, "said to be lacking, but %s has figures of %q", figuresFile, found)
	case !v.lacked && found == "" && things > 0:
		a.l.problem(v.at.file.name, v.at.line, v.name, `%s has no figures of anything in this vocabulary; if the source has none, name it under "lacks"`, figuresFile)
	}
}

// adoptPopulations merges the populations of a vocabulary that are counted.
func (a *adopter) adoptPopulations(v *vocabulary) {
	d := &a.l.doc
	for _, p := range v.doc.Populations {
		at := slices.IndexFunc(d.Populations, func(own *Population) bool { return own.ID == p.ID })
		_, counted := a.populations[p.ID]
		switch {
		case at >= 0:
			d.Populations[at].fill(p)
		case counted && !v.lacked:
			d.Populations = append(d.Populations, p)
		default:
			a.missing[p.ID] = missing{thing: p, id: p.ID, reason: NotMeasured, label: p.Many}
		}
	}
}

// adoptDimensions merges the dimensions of a vocabulary that have figures, and
// of these the categories that have.
func (a *adopter) adoptDimensions(v *vocabulary) {
	d := &a.l.doc
	for _, dim := range v.doc.Dimensions {
		at := slices.IndexFunc(d.Dimensions, func(own *Dimension) bool { return own.ID == dim.ID })
		_, counted := a.dimensions[dim.ID]
		switch {
		case at >= 0 && v.lacked:
			a.l.problemAt(d.Dimensions[at], "id", dim.ID, `a dimension of a vocabulary, %q, that the folder names under "lacks"`, v.name)
		case at < 0 && (v.lacked || !counted):
			a.lose(dim)
		case at >= 0:
			a.keepCounted(dim, d.Dimensions[at].Categories)
			d.Dimensions[at].fill(dim)
			a.orderCategories(d.Dimensions[at])
		default:
			a.keepCounted(dim, nil)
			d.Dimensions = append(d.Dimensions, dim)
			a.orderCategories(dim)
		}
	}
}

// lose notes a dimension that the set lacks with all of its categories.
func (a *adopter) lose(d *Dimension) {
	m := missing{thing: d, id: d.ID, reason: NotMeasured, label: d.Label}
	a.missing[d.ID] = m
	for _, c := range d.Categories {
		a.missing[d.ID+"."+c.ID] = m
	}
}

// keepCounted drops the categories of a vocabulary's dimension that have no
// figures, unless the folder declares them.
func (a *adopter) keepCounted(d *Dimension, own []*Category) {
	near, units := a.listsOf(d)
	all := d.Categories
	d.Categories = nil
	for _, c := range all {
		_, counted := a.categories[d.ID+"."+c.ID]
		if counted || slices.ContainsFunc(own, c.matches) {
			d.Categories = append(d.Categories, c)
			continue
		}
		m := missing{thing: c, id: d.ID + "_" + c.ID, reason: Unlisted, label: c.Label, near: near, of: c.Of}
		if len(units) == 1 {
			m.unit = units[0]
		}
		a.missing[d.ID+"."+c.ID] = m
	}
	for _, c := range d.Categories {
		for _, id := range c.Combines {
			if !slices.ContainsFunc(d.Categories, func(other *Category) bool { return other.ID == id }) {
				c.Combines = nil // the set does not have what it joins
				break
			}
		}
	}
}

// listsOf gives the breakdowns by a dimension, and what they count.
func (a *adopter) listsOf(d *Dimension) (lists []ID, units []string) {
	for _, row := range a.l.rows {
		if id := listID(row); row.fields[colDimension] == d.ID && !slices.Contains(lists, id) {
			lists = append(lists, id)
			units = append(units, row.fields[colPopulation])
		}
	}
	return lists, units
}

// order puts populations and dimensions in the order of figures.csv, as a
// folder that declares none of them has no other say in it.
func (a *adopter) order() {
	slices.SortStableFunc(a.l.doc.Populations, func(x, y *Population) int {
		return cmp.Compare(position(a.populations, x.ID), position(a.populations, y.ID))
	})
	slices.SortStableFunc(a.l.doc.Dimensions, func(x, y *Dimension) int {
		return cmp.Compare(position(a.dimensions, x.ID), position(a.dimensions, y.ID))
	})
}

// orderCategories is order for the categories of a dimension.
func (a *adopter) orderCategories(d *Dimension) {
	slices.SortStableFunc(d.Categories, func(x, y *Category) int {
		return cmp.Compare(position(a.categories, d.ID+"."+x.ID), position(a.categories, d.ID+"."+y.ID))
	})
}

// position gives a place; what has none comes last.
func position(places map[string]int, id string) int {
	if at, has := places[id]; has {
		return at
	}
	return math.MaxInt
}

// findPresent notes what words may be for now that all is merged.
func (a *adopter) findPresent() {
	d := &a.l.doc
	for _, p := range d.Populations {
		a.present[p.ID] = true
	}
	for _, dim := range d.Dimensions {
		a.present[dim.ID] = true
		for _, c := range dim.Categories {
			a.present[dim.ID+"."+c.ID] = true
		}
	}
	for _, t := range d.Topics {
		a.present["topic:"+t.ID] = true
	}
	for _, e := range d.Absent {
		a.present[absentPrefix+e.ID] = true
	}
}

// adoptAbsent merges what sources often lack. What the set itself has under
// the same id is not lacking.
func (a *adopter) adoptAbsent(v *vocabulary) {
	for _, e := range v.doc.Absent {
		_, lost := a.missing[e.Of]
		switch {
		case a.present[e.ID], a.present["topic:"+e.ID], a.isSettled(e.Of), e.Of != "" && !lost && !a.present[e.Of]:
			continue
		}
		e.Near = slices.DeleteFunc(e.Near, func(id ID) bool { return !a.ids[id] })
		if own := a.own[e.ID]; own != nil {
			own.fill(e)
			if len(e.EN)+len(e.ES) > 0 { // that of a whole dimension has the words of the dimension
				a.addWords(v, e, absentPrefix+e.ID, e.EN, e.ES)
			}
			continue
		}
		e.from = v.n
		a.l.doc.Absent = append(a.l.doc.Absent, e)
		a.present[absentPrefix+e.ID] = true
	}
}

// isSettled reports whether nothing needs to stand for a category or a
// dimension: the set has the category, or lacks the dimension as a whole.
func (a *adopter) isSettled(of string) bool {
	m, lost := a.missing[of]
	return lost && m.reason == NotMeasured || a.present[of] && strings.Contains(of, ".")
}

// findRest finds the absent things that stand for categories without figures.
func (a *adopter) findRest() {
	for _, e := range a.l.doc.Absent {
		_, lost := a.missing[e.Of]
		switch {
		case e.Of == "":
		case a.present[e.Of] && strings.Contains(e.Of, "."):
			a.l.problemAt(e, "of", e.Of, "%s has figures of this", figuresFile)
		case !lost && !a.present[e.Of]:
			known := append(sortedKeys(a.missing), sortedKeys(a.present)...)
			a.l.problemAt(e, "of", e.Of, "of an unknown dimension or category%s", didYouMean(e.Of, known))
		case a.rest[e.Of] == "":
			a.rest[e.Of] = absentPrefix + e.ID
		}
	}
}

// adoptWords merges the words of a vocabulary that are for something which the
// set has, or is known to lack.
func (a *adopter) adoptWords(v *vocabulary) {
	for _, e := range v.doc.Absent {
		if a.isSettled(e.Of) {
			a.addWords(v, e, e.Of, e.EN, e.ES)
		}
	}
	for _, e := range v.doc.Words {
		a.addWords(v, e, e.For, e.EN, e.ES)
	}
}

func (a *adopter) addWords(v *vocabulary, from any, what string, en, es []string) {
	if what = a.resolve(what); what == "" {
		return
	}
	e := &wordsEntry{For: what, EN: en, ES: es, from: v.n}
	a.l.at[e] = a.l.at[from]
	a.l.doc.Words = append(a.l.doc.Words, e)
}
