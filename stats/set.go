// Package stats holds data sets of published figures and answers queries
// about them exactly. It knows no language and no platform: a Query goes in, an
// Answer comes out, and whatever a data set cannot answer has a Reason.
//
// A data set is a folder that Load reads and checks: figures.csv, and TOML
// files for all that is said of the figures. No Go file names a figure.
package stats

import "time"

// Lang is a language that Cifra speaks.
type Lang uint8

// The languages.
const (
	EN Lang = iota
	ES
)

// Langs lists the languages, in order.
var Langs = [...]Lang{EN, ES}

// String gives the language's code, "en" or "es".
func (l Lang) String() string {
	if l == ES {
		return "es"
	}
	return "en"
}

// Text is a text of a data set in every language that Cifra speaks.
type Text struct {
	EN string `toml:"en"`
	ES string `toml:"es"`
}

// In gives the text in a language.
func (t Text) In(l Lang) string {
	if l == ES {
		return t.ES
	}
	return t.EN
}

// Set is a data set: its figures and everything that is said of them. It is
// made by Load, which checks it, and never changes afterwards, so that any
// number of goroutines may use it.
type Set struct {
	ID          string
	Version     string // of this edition of the folder, "2017.1"
	Title       Text
	Name        Text // what tells it from others that are loaded, in few words: "Border 2015-2017"
	Source      Source
	Period      Period
	Countries   []string // ISO 3166-1 alpha-2 codes of the countries that every figure covers: naming one changes nothing
	Coverage    Text     // one sentence that belongs to every figure: what was counted, what that does not measure
	Populations []*Population
	Dimensions  []*Dimension
	Breakdowns  []*Breakdown
	Measures    []*Measure
	Figures     []*Figure // in the order of figures.csv, then the totals that Load added up
	Notes       []*Note
	Topics      []*Topic
	Absent      []*Absent
	Words       []Words
	Examples    Examples
	Commands    []*Command

	index index // made by Load
}

// Source says where the figures come from.
type Source struct {
	Title      Text   `toml:"title"`
	Publishers Text   `toml:"publishers"` // who published it, as in a citation
	URL        string `toml:"url"`
	Cite       Text   `toml:"cite"` // the whole citation
}

// Period is the time that the figures cover, first and last day included.
type Period struct {
	Start time.Time `toml:"start"` // midnight UTC, as is End
	End   time.Time `toml:"end"`
	Label Text      `toml:"label"` // "Sept 30, 2015 - July 31, 2017"
}

// Population is a unit that is counted, such as calls or members.
type Population struct {
	ID       string  `toml:"id"`
	Persons  bool    `toml:"persons"`  // counts people
	Feminine bool    `toml:"feminine"` // the Spanish noun's grammatical gender
	Label    Text    `toml:"label"`    // "Members"
	One      Text    `toml:"one"`      // "member"
	Many     Text    `toml:"many"`     // "members"
	AddedUp  string  `toml:"added_up"` // the dimension whose figures make up the total, where the source prints none
	Total    *Figure `toml:"-"`        // never nil in a set that Load made
}

// Dimension is a way of dividing a population: gender, age, branch.
type Dimension struct {
	ID       string `toml:"id"`
	Label    Text   `toml:"label"`    // "gender"
	Title    Text   `toml:"title"`    // of a breakdown that has no population: "Busiest branches"; optional for others
	Item     Text   `toml:"item"`     // one of its categories: "branch"
	Country  bool   `toml:"country"`  // its categories are countries (Category.Country)
	Defined  bool   `toml:"defined"`  // its categories are notions that the definitions topic explains: "the difference between ..." asks for words
	Multiple bool   `toml:"multiple"` // one member may be in several categories, which are not to be added as if whole
	Within   ID     `toml:"within"`   // the figure whose members the dimension divides

	// MayCount holds the ids of the populations one of which the figures
	// without a stated population may count. A figure of the dimension crossed
	// with the total of one of these is that figure; with any other total it is
	// a cross that the source does not have. Where it is empty, the population
	// of Within is meant.
	MayCount []string `toml:"may_count"`

	Categories []*Category `toml:"categories"`
}

// Role marks a category that is not like the others of its dimension.
type Role string

// The roles.
const (
	Ordinary Role = ""
	Unknown  Role = "unknown" // stands for "not known"
	Other    Role = "other"   // a remainder
)

// Category is one value of a dimension. Was, Were, Werent and Of may hold
// {one} and {many}, the population's nouns, "[as|os]", which is the first part
// for a feminine population and the second for a masculine one, and
// "<were in|were>", the first part for people and the second for anything else:
// Population.Inflect fills them in.
type Category struct {
	ID        string     `toml:"id"` // "female"
	Dimension *Dimension `toml:"-"`
	Role      Role       `toml:"role"`
	Country   string     `toml:"country"`  // ISO 3166-1 alpha-2, where the dimension is of countries
	Combines  []string   `toml:"combines"` // ids of categories that this one joins ("print and audio")
	Label     Text       `toml:"label"`    // of a row: "Female"
	Short     Text       `toml:"short"`    // of a chart, at most 20 characters; Label where the folder gives none
	Was       Text       `toml:"was"`      // the predicate of a count of one: "was female"; Were where the folder gives none
	Were      Text       `toml:"were"`     // the predicate of any other count: "were female"
	Werent    Text       `toml:"werent"`   // its denial: "were not female"
	Of        Text       `toml:"of"`       // the noun phrase: "female {many}"
}

// Breakdown is the figures of one population in one dimension.
type Breakdown struct {
	ID         ID          // "members.age", or "branch" where the population is not stated
	Population *Population // nil where the source does not state what is counted
	Dimension  *Dimension
	Complete   bool      // the figures cover the whole population; otherwise they are only the top few
	Figures    []*Figure // in the set's order of categories

	// Within is the figure whose members the breakdown divides, of the same
	// population; nil where there is none, where the source does not state what
	// the breakdown counts, and where it adds up to more than that figure.
	Within      *Figure
	Discrepancy *Discrepancy // where the source contradicts itself; nil elsewhere

	// Made by Load, so that Eval need not sort or add.
	largest, smallest []*Figure // by count, ties in the order of Figures
	listed            int       // sum of Figures
	unknown           int       // sum of Figures whose role is Unknown
	notes             noteSet   // the notes for the breakdown as such
	mismatch          noteSet   // the note of Discrepancy
}

// Figure is one number of the source, or a total that Load added up.
type Figure struct {
	ID         ID
	Population *Population // nil where the source does not state what is counted
	Breakdown  *Breakdown  // nil for a total and a measure
	Category   *Category   // nil for a total and a measure
	Measure    *Measure    // nil unless the figure is no count of members of Population
	Parts      []*Figure   // of a total that the source does not print: what Load added up; nil elsewhere
	Count      int         // 0 or more, in units of Population, or as Measure says
	Printed    string      // the percentage as the source prints it, "63%", or ""
	Misprint   *Misprint   // where Printed is declared wrong

	rank  int     // place by count among the breakdown's, from 1; 0 for a total
	notes noteSet // the notes that belong to it, its breakdown or its population
	own   noteSet // those that belong to it or its breakdown
}

// Misprint is a printed percentage that does not fit its count.
type Misprint struct {
	Figure  ID     `toml:"figure"`
	Printed string `toml:"printed"` // as the source has it, ">1%"
	Evident string `toml:"evident"` // what is evidently meant, "<1%"
	Text    Text   `toml:"text"`    // what is said where the figure is shown
}

// Unit is what the number of a Measure is.
type Unit string

// The units.
const (
	UnitCount   Unit = "count"   // of what Of names
	UnitPercent Unit = "percent" // a whole number of percent
)

// Measure is a number that is no count of a population's members: how often
// they came, by how much they grew, how many there were in another period. It
// is said by itself; only a count is set against another figure, and none is
// ever added to one or a share of one.
type Measure struct {
	ID         ID          `toml:"id"` // "members.visits": the population that it is about, and a name
	Population *Population `toml:"-"`
	Figure     *Figure     `toml:"-"` // that holds the number
	Unit       Unit        `toml:"unit"`
	Counts     string      `toml:"counts"`   // the population whose members it counts, if it is some of those: visits
	Feminine   bool        `toml:"feminine"` // the grammatical gender of Of in Spanish
	Label      Text        `toml:"label"`    // of a row: "Visits"
	Short      Text        `toml:"short"`    // of a row, at most 20 characters; Label where the folder gives none
	Of         Text        `toml:"of"`       // the noun phrase: "visits by members"
	Says       Text        `toml:"says"`     // the whole clause, with {number}: "members came {number} times"
	Ask        Text        `toml:"ask"`      // the question that it answers
	Period     Text        `toml:"period"`   // where it is not the set's: "since 1990"
}

// Discrepancy is a breakdown that the source does not make agree with what it
// divides: with its population's total, or with the figure that it is within.
type Discrepancy struct {
	Breakdown ID   `toml:"breakdown"`
	Sum       int  `toml:"sum"`  // what the breakdown does add up to
	Text      Text `toml:"text"` // what is said where the breakdown is shown
}

// Note is a caveat that belongs to some figures.
type Note struct {
	ID   string
	Text Text
	For  []ID // figures, breakdowns or whole populations
	On   []Op // only where one of these is asked for; empty: always
}

// Topic is a text about the data or the organisations.
type Topic struct {
	ID    string `toml:"id"` // "source", "period", ...
	Title Text   `toml:"title"`
	Text  Text   `toml:"text"`
}

// Absent is something people ask for that the source does not have.
type Absent struct {
	ID     string
	Reason Reason
	Label  Text // "The source says nothing about <label>"
	Near   []ID // figures or breakdowns to offer instead

	// Country says that it is what the countries of people are meant by, where
	// the set has no dimension of countries: "Mexican members" asks for it.
	Country bool
}

// Words are the ways of saying something, as people type it: folded to
// lower case without accents. Patterns are already expanded.
type Words struct {
	For      string // "members", "gender", "gender.female", "gender.female&age.minor", "topic:source", "absent:income"
	Lang     Lang
	Patterns []string
}

// Command is a question of the set that has a name of its own, as people type
// it behind a slash.
type Command struct {
	Name  Text  // "members", "socios": at most 32 of a-z, 0-9 and _
	About Text  // a few words for a list of commands
	Query Query // has an answer
}

// Examples are questions that the set can answer, per language.
type Examples struct {
	EN []string `toml:"en"`
	ES []string `toml:"es"`
}

// In gives the examples in a language.
func (e Examples) In(l Lang) []string {
	if l == ES {
		return e.ES
	}
	return e.EN
}
