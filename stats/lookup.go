package stats

import (
	"slices"
	"strings"
)

// index finds the parts of a set by id. A missing key finds nil.
type index struct {
	figures     map[ID]*Figure
	breakdowns  map[ID]*Breakdown
	populations map[string]*Population
	dimensions  map[string]*Dimension
	categories  map[string]*Category // "gender.female"
	topics      map[string]*Topic
	absent      map[string]*Absent
	measures    map[ID]*Measure
	noteOps     []opSet // of each note, in the set's order: the operations it is for
}

// Figure gives the figure with an id such as "members.age.adult", or nil.
func (s *Set) Figure(id ID) *Figure { return s.index.figures[id] }

// Breakdown gives the breakdown with an id such as "members.age", or nil.
func (s *Set) Breakdown(id ID) *Breakdown { return s.index.breakdowns[id] }

// Population gives the population with an id such as "members", or nil.
func (s *Set) Population(id string) *Population { return s.index.populations[id] }

// Dimension gives the dimension with an id such as "age", or nil.
func (s *Set) Dimension(id string) *Dimension { return s.index.dimensions[id] }

// Category gives the category with an id such as "age.adult", or nil.
func (s *Set) Category(id string) *Category { return s.index.categories[id] }

// Measure gives the measure with an id such as "members.visits", or nil.
func (s *Set) Measure(id ID) *Measure { return s.index.measures[id] }

// Topic gives the topic with an id such as "source", or nil.
func (s *Set) Topic(id string) *Topic { return s.index.topics[id] }

// AbsentByID gives what the source lacks under an id such as "income", or nil.
func (s *Set) AbsentByID(id string) *Absent { return s.index.absent[id] }

// IsTotal reports whether a figure is the total of its population, printed or
// added up.
func (f *Figure) IsTotal() bool { return f.Category == nil && f.Measure == nil }

// IsPercent reports whether the number of a figure is a percentage.
func (f *Figure) IsPercent() bool { return f.Measure != nil && f.Measure.Unit == UnitPercent }

// Covers reports whether a country, by its two-letter code, is one that every
// figure of the set covers.
func (s *Set) Covers(country string) bool { return slices.Contains(s.Countries, country) }

// Predicate gives what is said of that many members of the category: Was for
// one, Were for any other number.
func (c *Category) Predicate(count int) Text {
	if count == 1 {
		return c.Was
	}
	return c.Were
}

// Inflect gives a text of a category in a language, with this population's
// nouns for {one} and {many}, of "[as|os]" the part that agrees with its
// grammatical gender, and of "<were in|were>" the first part if it counts people
// and the second if it does not.
func (p *Population) Inflect(t Text, l Lang) string {
	s := t.In(l)
	s = strings.ReplaceAll(s, "{one}", p.One.In(l))
	s = strings.ReplaceAll(s, "{many}", p.Many.In(l))
	return choose(choose(s, "[", "]", p.Feminine), "<", ">", p.Persons)
}

// choose puts one of two choices in place of each pair between an opening and a
// closing sign: the first, or the second.
func choose(s, opening, closing string, first bool) string {
	for {
		before, rest, found := strings.Cut(s, opening)
		inside, after, closed := strings.Cut(rest, closing)
		if !found || !closed {
			return s
		}
		a, b, _ := strings.Cut(inside, "|")
		if !first {
			a = b
		}
		s = before + a + after
	}
}
