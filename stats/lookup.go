package stats

import "strings"

// index finds the parts of a set by id. A missing key finds nil.
type index struct {
	figures     map[ID]*Figure
	breakdowns  map[ID]*Breakdown
	populations map[string]*Population
	dimensions  map[string]*Dimension
	categories  map[string]*Category // "gender.female"
	topics      map[string]*Topic
	absent      map[string]*Absent
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

// Topic gives the topic with an id such as "source", or nil.
func (s *Set) Topic(id string) *Topic { return s.index.topics[id] }

// AbsentByID gives what the source lacks under an id such as "income", or nil.
func (s *Set) AbsentByID(id string) *Absent { return s.index.absent[id] }

// Predicate gives what is said of that many members of the category: Was for
// one, Were for any other number.
func (c *Category) Predicate(count int) Text {
	if count == 1 {
		return c.Was
	}
	return c.Were
}

// Inflect gives a text of a category in a language, with this population's
// nouns for {one} and {many}, and of "[as|os]" the part that agrees with its
// grammatical gender.
func (p *Population) Inflect(t Text, l Lang) string {
	s := t.In(l)
	s = strings.ReplaceAll(s, "{one}", p.One.In(l))
	s = strings.ReplaceAll(s, "{many}", p.Many.In(l))
	for {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			return s
		}
		inside, after, closed := strings.Cut(s[open+1:], "]")
		if !closed {
			return s
		}
		feminine, masculine, _ := strings.Cut(inside, "|")
		if !p.Feminine {
			feminine = masculine
		}
		s = s[:open] + feminine + after
	}
}
