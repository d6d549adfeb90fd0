package bot

import (
	"cifra/bot/ask"
	"cifra/stats"
)

// voice says things in one language. It is an interface with a method for
// every thing that is said, and not a table of messages, so that a language
// which lacks one does not compile.
//
// What a data set counts, and in which words, comes from the set alone.
// Clauses have no capital and no full stop of their own; the rest are whole
// sentences. Numbers come in as texts, made from the Answer.
type voice interface {
	tongue() *speaker

	// Clauses that answer.

	counts(rows []stats.Row) string
	percentage(rows []stats.Row, value string) string
	leads(top stats.Row, alone bool) string // of a breakdown
	leaders(tops []stats.Row) string        // of several
	ranking(rows []stats.Row, largestFirst bool) string
	place(r stats.Row, n int) string // n as OpNth has it
	compare(rows []stats.Row) string
	sum(rows []stats.Row, value, share string) string
	difference(a, b stats.Row, value string, none bool) string
	ratio(a, b stats.Row, value string) string
	per(a, b stats.Row, value string) string
	points(a, b stats.Row, value string) string // a difference of two shares
	oneIn(rows []stats.Row, value string) string
	without(rows []stats.Row, value, beside string, n int) string // a complement: all but rows, which is n
	including(unknown stats.Row) string                           // what a complement holds as well
	level(rows []stats.Row) string                                // as large as the last one of a ranking
	lookup(rows []stats.Row, number string) string
	verdict(v stats.Verdict, kind stats.ClaimKind, clause string) string

	// Sentences that say why there is no answer, each followed by nearest.

	separately(parts []part, thing string) string
	otherUnit(dimension *stats.Dimension, has, asked *stats.Population) string
	notListed(list []*stats.Breakdown, thing string, smallest bool) string
	otherPeriod(thing string) string
	noPlace(thing string) string
	notMeasured(thing string) string
	unitUnstated(b *stats.Breakdown) string
	unlike(populations []*stats.Population, share bool) string
	noSuchNumber(number string) string
	notUnderstood() string
	nearest(figures []string, several bool) string
	nearFigure(r stats.Row, sameAsBefore bool) string
	nearList(b *stats.Breakdown, rows []stats.Row) string

	// What stands around an answer.

	title(b *stats.Breakdown) string
	titleOfSeveral(populations []*stats.Population, dimension *stats.Dimension) string
	titleMissing() string
	known(d *stats.Dimension) string // "of those whose age is known"
	onlyListed() string
	addedUp(p *stats.Population, d *stats.Dimension) string // the source prints no total
	source() string

	// What stands in a picture.

	chartUnit(r stats.Row) string                                             // what the bars of r's list measure
	chartUnitOfTwo(a, b stats.Row) string                                     // and those of two lists side by side
	partly(shown, listed int, complete bool) string                           // "Top 3 listed"
	unlisted() string                                                         // of a category that one of two lists lacks
	bothSides(label, first, second string) string                             // a category with its two values
	depict(r stats.Row, beside *stats.Row, note string, bars []string) string // the whole in a sentence; r and beside are of the lists, beside may be nil

	// Where several data sets are loaded; their names come in quotes.

	instead(name, first string) string             // the reply is from name, since first does not have it
	chosen(name, period string) string             // the conversation goes by it from now on
	pickSet(chosen string, sets []string) string   // sets with their titles, to choose from
	incomparable(r stats.Reason) string            // why what follows cannot be compared
	periods(periods []string, overlap bool) string // what belongs to figures of several sets side by side

	// Talk.

	which(things []string) string
	help(kind ask.HelpKind, titles, examples []string) string
	offtopic(titles, examples []string) string
	danger(emergency string) string
	trouble() string
	stale() string
	forgotten() string
	about(sets []*stats.Set) string
	pickLanguage() string
	commands() commandTexts

	// Questions, as a person would ask them, and labels for buttons.

	ask(q stats.Query) string
	termName(t term) string
	labelBy(d *stats.Dimension) string
}

// numberWord writes a small number in words, as a sentence has it.
func numberWord(words *[10]string, n int) string {
	if n >= 1 && n <= len(words) {
		return words[n-1]
	}
	return countText(n)
}
