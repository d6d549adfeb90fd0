package stats

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// link makes the set of what the files declare: an index of everything that
// has an id, and pointers where the files name ids.
func (l *loader) link() {
	s, d := l.set, &l.doc
	s.ID, s.Version, s.Title, s.Name, s.Source = d.ID, d.Version, d.Title, d.Name, d.Source
	s.Period, s.Coverage, s.Examples, s.Countries = d.Period, d.Coverage, d.Examples, d.Countries
	s.index = index{
		figures:     map[ID]*Figure{},
		breakdowns:  map[ID]*Breakdown{},
		populations: map[string]*Population{},
		dimensions:  map[string]*Dimension{},
		categories:  map[string]*Category{},
		topics:      map[string]*Topic{},
		absent:      map[string]*Absent{},
		measures:    map[ID]*Measure{},
	}
	for _, p := range d.Populations {
		if enter(l, s.index.populations, p, "population", p.ID) {
			s.Populations = append(s.Populations, p)
		}
	}
	for _, dim := range d.Dimensions {
		l.linkDimension(dim)
	}
	for _, t := range d.Topics {
		if enter(l, s.index.topics, t, "topic", t.ID) {
			s.Topics = append(s.Topics, t)
		}
	}
	l.linkAbsent()
	l.linkMeasures()
	for _, row := range l.rows {
		l.linkFigure(row)
	}
	for _, b := range s.Breakdowns {
		l.orderFigures(b)
	}
	l.addUp()
	l.linkWithin()
	l.linkMisprints()
	l.linkNotes()
	l.linkDiscrepancies()
}

// linkAbsent enters what the source does not have.
func (l *loader) linkAbsent() {
	for _, e := range l.doc.Absent {
		a := &Absent{ID: e.ID, Reason: e.Reason, Label: e.Label, Near: e.Near, Country: e.Country}
		l.at[a] = l.at[e]
		if enter(l, l.set.index.absent, a, "absent thing", a.ID) {
			l.set.Absent = append(l.set.Absent, a)
		}
	}
}

// enter puts a thing into an index under its id, and notes a problem if the id
// is no name or is taken.
func enter[T any](l *loader, into map[string]*T, thing *T, kind, id string) bool {
	switch {
	case id == "":
		l.problemAt(thing, "id", "", "%s without an id", kind)
	case !isName(id):
		l.problemAt(thing, "id", id, "the id of this %s is not made of a-z, 0-9 and _ alone", kind)
	case into[id] != nil:
		l.problemAt(thing, "id", id, "second %s of that id", kind)
	default:
		into[id] = thing
		return true
	}
	return false
}

// isName reports whether a text can be a part of an ID.
func isName(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return false
		}
	}
	return s != ""
}

// linkDimension enters a dimension and its categories.
func (l *loader) linkDimension(d *Dimension) {
	switch {
	case !enter(l, l.set.index.dimensions, d, "dimension", d.ID):
		return
	case d.ID == totalName:
		l.problemAt(d, "id", d.ID, "a dimension cannot be called that: it ends the ids of totals")
	case l.set.Population(d.ID) != nil:
		l.problemAt(d, "id", d.ID, "a dimension and a population share that id")
	}
	l.set.Dimensions = append(l.set.Dimensions, d)
	if len(d.Categories) == 0 {
		l.problemAt(d, "id", d.ID, "dimension without categories")
	}
	own := map[string]*Category{}
	for _, c := range d.Categories {
		c.Dimension = d
		if enter(l, own, c, "category", c.ID) {
			l.set.index.categories[d.ID+"."+c.ID] = c
		}
	}
}

// totalName ends the id of a population's total.
const totalName = "total"

// linkFigure makes a figure of a row of figures.csv, and the breakdown it
// belongs to if it is the first of it.
func (l *loader) linkFigure(row figureRow) {
	s, fields := l.set, row.fields
	f := &Figure{ID: ID(fields[colID]), Count: row.count, Printed: fields[colPrinted]}
	if name := fields[colPopulation]; name != notStated {
		if f.Population = s.Population(name); f.Population == nil {
			l.unknownName(row, "population", append(sortedKeys(s.index.populations), notStated), colPopulation)
			return
		}
	}
	if fields[colDimension] == "" {
		if m := l.measureOf(row); m != nil {
			l.linkMeasured(f, m, row)
			return
		}
		l.linkTotal(f, row)
		return
	}
	dimension := s.Dimension(fields[colDimension])
	if dimension == nil {
		l.unknownName(row, "dimension", sortedKeys(s.index.dimensions), colDimension)
		return
	}
	if f.Category = s.Category(dimension.ID + "." + fields[colCategory]); f.Category == nil {
		l.unknownName(row, fmt.Sprintf("category of %q", dimension.ID), categoryNames(dimension), colDimension, colCategory)
		return
	}
	id := breakdownID(f.Population, dimension)
	if !l.enterFigure(f, row, id+"."+ID(f.Category.ID)) {
		return
	}
	b := s.index.breakdowns[id]
	if b == nil {
		b = &Breakdown{ID: id, Population: f.Population, Dimension: dimension, Complete: row.listed == 0}
		s.index.breakdowns[id] = b
		s.Breakdowns = append(s.Breakdowns, b)
	}
	f.Breakdown = b
	b.Figures = append(b.Figures, f)
}

// linkTotal enters the total of a population.
func (l *loader) linkTotal(f *Figure, row figureRow) {
	switch {
	case f.Population == nil:
		l.problem(figuresFile, row.line, string(f.ID), "a total of a population that is not stated")
	case row.fields[colCategory] != "":
		l.problem(figuresFile, row.line, row.fields[colCategory], "a category without a dimension")
	case row.rank != 0:
		l.problem(figuresFile, row.line, row.fields[colRank], "a total has no rank")
	case f.ID != ID(f.Population.ID+"."+totalName):
		l.problem(figuresFile, row.line, string(f.ID), "a line without a dimension is the total, %q; any other number of that population has to be one of [[measures]]", f.Population.ID+"."+totalName)
	case l.enterFigure(f, row, ID(f.Population.ID+"."+totalName)):
		f.Population.Total = f
	}
}

// enterFigure adds a figure to the set if its id is the one that its columns
// make and is not taken.
func (l *loader) enterFigure(f *Figure, row figureRow, want ID) bool {
	if l.set.index.figures[want] != nil {
		l.problem(figuresFile, row.line, string(f.ID), "second figure of that id")
		return false
	}
	if f.ID != want {
		l.problem(figuresFile, row.line, string(f.ID), "the other columns make the id %q", want)
		return false
	}
	l.set.index.figures[want] = f
	l.set.Figures = append(l.set.Figures, f)
	l.rowOf[f] = row
	return true
}

// breakdownID spells the id of a population's breakdown by a dimension.
func breakdownID(p *Population, d *Dimension) ID {
	if p == nil {
		return ID(d.ID)
	}
	return ID(p.ID + "." + d.ID)
}

// orderFigures puts a breakdown's figures in the order of its dimension's
// categories.
func (l *loader) orderFigures(b *Breakdown) {
	slices.SortStableFunc(b.Figures, func(x, y *Figure) int {
		return slices.Index(b.Dimension.Categories, x.Category) - slices.Index(b.Dimension.Categories, y.Category)
	})
}

// linkMisprints gives each misprint to its figure.
func (l *loader) linkMisprints() {
	for _, m := range l.doc.Misprints {
		f := l.set.Figure(m.Figure)
		switch {
		case f == nil:
			l.problemAt(m, "figure", string(m.Figure), "misprint of an unknown figure%s", l.likelyID(m.Figure))
		case f.Misprint != nil:
			l.problemAt(m, "figure", string(m.Figure), "second misprint of that figure")
		default:
			f.Misprint = m
		}
	}
}

// linkNotes makes the notes, with operations for the names in "on".
func (l *loader) linkNotes() {
	ids := map[string]*noteEntry{}
	for _, e := range l.doc.Notes {
		if !enter(l, ids, e, "note", e.ID) {
			continue
		}
		n := &Note{ID: e.ID, Text: e.Text, For: e.For}
		if len(e.For) == 0 {
			l.problemAt(e, "id", e.ID, `note without "for": it would never be shown`)
		}
		seen := map[ID]bool{}
		for _, id := range e.For {
			switch {
			case seen[id]:
				l.problemValue(e, string(id), "note for the same twice")
			case !l.knownTarget(id):
				l.problemValue(e, string(id), "note for an unknown figure, breakdown or population%s", l.likelyID(id))
			}
			seen[id] = true
		}
		for _, name := range e.On {
			op, ok := opNamed(name)
			if !ok {
				l.problemValue(e, name, "note on an unknown operation%s", didYouMean(name, opNames()))
			}
			n.On = append(n.On, op)
		}
		l.at[n] = l.at[e]
		l.set.Notes = append(l.set.Notes, n)
	}
}

// knownTarget reports whether a note can be for an id.
func (l *loader) knownTarget(id ID) bool {
	return l.set.Figure(id) != nil || l.set.Breakdown(id) != nil || l.set.Population(string(id)) != nil
}

// likelyID ends a message about an unknown id of a figure, breakdown or
// population.
func (l *loader) likelyID(id ID) string {
	if len(l.problems) > maxProblems {
		return "" // it will not be reported
	}
	known := sortedKeys(l.set.index.populations)
	known = append(known, sortedKeys(l.set.index.breakdowns)...)
	return didYouMean(string(id), append(known, sortedKeys(l.set.index.figures)...))
}

// rankFigures sorts each breakdown by count, so that Eval need not.
func (l *loader) rankFigures() {
	for _, b := range l.set.Breakdowns {
		byCount := func(x, y *Figure) int { return cmp.Compare(x.Count, y.Count) }
		b.smallest = slices.Clone(b.Figures)
		slices.SortStableFunc(b.smallest, byCount)
		b.largest = slices.Clone(b.Figures)
		slices.SortStableFunc(b.largest, func(x, y *Figure) int { return -byCount(x, y) })
		for i, f := range b.largest {
			f.rank = i + 1
			b.listed += f.Count
			if f.Category.Role == Unknown {
				b.unknown += f.Count
			}
		}
	}
}

// categoryNames lists the ids of a dimension's categories.
func categoryNames(d *Dimension) []string {
	names := make([]string, len(d.Categories))
	for i, c := range d.Categories {
		names[i] = c.ID
	}
	return names
}

// sortedKeys lists the ids of an index.
func sortedKeys[K ~string, V any](m map[K]V) []string {
	names := make([]string, 0, len(m))
	for k := range maps.Keys(m) {
		names = append(names, string(k))
	}
	slices.SortFunc(names, strings.Compare)
	return names
}
