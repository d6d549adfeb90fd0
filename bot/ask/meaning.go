package ask

// class says what sort of thing a phrase means.
type class uint8

const (
	unknown      class = iota
	filler             // harmless: changes nothing
	topicWord          // the subject at large: "trafficking", "the hotlines"
	population         // ref: index of the set's population
	weakPop            // a verb that implies a population: "were trafficked"
	dimension          // ref: index of the set's dimension
	several            // ref: index of lexicon.lists, of dimensions: "demographics"
	category           // ref: index of lexicon.cats
	cross              // ref: index of lexicon.lists, of categories: "girls"
	either             // ref: index of lexicon.alts: "sex", gender or type
	absent             // ref: index of the set's Absent
	country            // ref: index of lexicon.countries
	region             // ref: as country; several countries, or none in particular
	place              // a state, a city, a word of location
	times              // another period, a part of it, a trend
	month              // a month's name
	operator           // ref: an op
	number             // ref: its value
	ordinal            // ref: its place
	fraction           // ref: percent
	infoTopic          // ref: index of the set's topics
	weakTopic          // the same, but harmless where figures are asked for
	notion             // generic words about data that belong to a topic: ref as infoTopic
	purpose            // begins a clause on who asks and why
	purposeFor         // "for my": the same, but only for nouns of purpose
	person             // the writer and those around: at the start of a clause it begins one of purpose
	interjection       // a noun that alone in a clause is an exclamation: "hombre, ..."
	relative           // "who", "with": harmless, but what it opens restricts
	nation             // "citizens": harmless beside a country
	labor              // "work": harmless beside something of the data
	purposeNoun        // occurs in such clauses
	helpWord           // ref: index of helpKinds
	offtopic           // something else altogether
	injection          // an attempt to give orders
	foreign            // a telling word of another language
	measured           // ref: index of the set's measures
)

var classNames = [...]string{
	unknown: "unknown", filler: "filler", topicWord: "subject", population: "population", weakPop: "implies population",
	dimension: "dimension", several: "several", category: "category", cross: "categories", either: "either of",
	absent: "not in the source", country: "country", region: "region", place: "place", times: "time", month: "month",
	operator: "operation", number: "number", ordinal: "place in a list", fraction: "fraction", infoTopic: "topic", weakTopic: "topic", notion: "topic",
	purpose: "why it is asked", purposeFor: "why it is asked", purposeNoun: "why it is asked", person: "the asker", interjection: "exclamation", relative: "relative", nation: "citizens", labor: "work", helpWord: "help",
	measured: "measure", offtopic: "off topic", injection: "off topic", foreign: "another language",
}

// ownFiller marks a harmless phrase of the set's own: chosen with care, it is
// worth as much as a phrase of content.
const ownFiller = 1

// ownPeriod marks a harmless phrase that names the time which the set covers.
const ownPeriod = 2

// ownPlace marks a harmless phrase that names the place which the set covers.
const ownPlace = 3

// wholePlace marks a place that is all of a country, whichever it is.
const wholePlace = 1

// rateTime marks a word of time that says how often rather than when: "per
// month".
const rateTime = 1

// spanTime marks a bare span of time, "years", which behind a number is an age.
const spanTime = 2

// meaning is what a phrase stands for.
type meaning struct {
	class class
	ref   int32
}

// op is a word of the grammar, in whatever language.
type op uint8

const (
	opNone op = iota
	opCount
	opPercent
	opOverview
	opBreakdown // "broken down", "distribution": all categories are wanted
	opEach      // "each", "por cada": per unit, or all categories
	opBy
	opMost
	opLeast
	opTop
	opRank
	opLast
	opMajority
	opHalf
	opMore
	opFewer
	opThan
	opQue // Spanish que: than, after "más"
	opVersus
	opCompare
	opDifference
	opHowMuchMore // "how many more", "by how much", "cuántas más": a difference
	opSum
	opPlus
	opMinus
	opAltogether // "in total": a sum, where there are several terms
	opRatio
	opTimes   // "how many times", "veces"
	opTimesOf // "how many times the", "veces el número de": what follows is what the other is measured by
	opDouble
	opPer
	opOneIn
	opNot
	opNotVerb // "isn't", "don't": negates, unless it opens a question
	opNeither
	opExcept
	opUnknown
	opKnown
	opBoth
	opAnd
	opOr
	opTo
	opIn
	opFrom
	opOf
	opListed
	opOther
	opAverage
	opMean   // "what does ... mean"
	opWhatIs // "what is a", "qué es la"
	opWhy
	opIsIt // "is it true that"
	opWhich
	opOnly
	opChart
	opEnglish
	opSpanish
	opRepeat  // "same", "lo mismo"
	opFollow  // "what about", "y"
	opCorrect // "I meant"
	opThose   // "of those": the figures of the last reply
	opInclude // "including", "counting also"
	opThat    // "that", "eso": the last reply
	opCrossed // "cross-tabulated", "without double counting"
	opRefer   // "what does the figure ... refer to"
	opGrand   // "total"
	opRest    // "the rest", "the others"
	opChange  // "change", "differ": a trend unless two things are compared
	opWhere
	opWhen
	opAscending
	opPercentOf // "as a percentage of"
	opPoints    // percentage points: a difference of shares
	opMas       // Spanish más: more, or plus
	opWants     // "wants", "needs": whoever asks for it stands before
	opQuestion  // begins a question: ends a clause of purpose
	opWhole     // "over the whole period": no part of it
	opSpan      // "over that time": the whole period, or the one that was asked for before
	opNext      // "the next one", "la que le sigue": one place further down the list
	opCount_
)

// opNames are the names that the lexicon files use.
var opNames = map[string]op{
	"count": opCount, "percent": opPercent, "overview": opOverview, "breakdown": opBreakdown, "each": opEach, "by": opBy,
	"most": opMost, "least": opLeast, "top": opTop, "rank": opRank, "last": opLast, "majority": opMajority, "half": opHalf,
	"more": opMore, "fewer": opFewer, "than": opThan, "que": opQue, "versus": opVersus, "compare": opCompare,
	"difference": opDifference, "howmuchmore": opHowMuchMore, "sum": opSum, "plus": opPlus, "minus": opMinus,
	"altogether": opAltogether, "ratio": opRatio, "times": opTimes, "timesof": opTimesOf, "whole": opWhole, "span": opSpan, "next": opNext, "double": opDouble, "per": opPer, "onein": opOneIn,
	"not": opNot, "notverb": opNotVerb, "neither": opNeither, "except": opExcept, "unknown": opUnknown, "known": opKnown,
	"both": opBoth, "and": opAnd, "or": opOr, "to": opTo, "in": opIn, "from": opFrom, "of": opOf, "listed": opListed,
	"other": opOther, "average": opAverage, "mean": opMean, "whatis": opWhatIs, "why": opWhy, "isit": opIsIt, "which": opWhich,
	"only": opOnly, "chart": opChart, "english": opEnglish, "spanish": opSpanish, "repeat": opRepeat, "follow": opFollow,
	"correct": opCorrect, "those": opThose, "that": opThat, "include": opInclude, "crossed": opCrossed, "refer": opRefer, "grand": opGrand,
	"rest": opRest, "change": opChange, "where": opWhere, "when": opWhen, "mas": opMas, "ascending": opAscending, "percentof": opPercentOf, "points": opPoints, "question": opQuestion, "wants": opWants,
}

// helpKinds are the sections of the help lexicon, by ref.
var helpKinds = []HelpKind{HelpGreeting, HelpThanks, HelpBye, HelpWhat, HelpIdentity, helpAck}

// helpAck is "ok", "great": help when it stands alone.
const helpAck HelpKind = "ack"
