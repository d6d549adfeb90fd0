// Package ask reads what people write, in English and in Spanish, and says
// what they ask: a Question, whose Readings are queries to a data set.
//
// Words are data: the lexicon folder holds phrases of both languages, the data
// set brings its own. The grammar is code and exists once, for both. A message
// is split into tokens, the longest known phrases are marked, and every
// content word must be claimed by a rule: where one is not, the Question is
// never of kind Figures, because a dropped restriction gives a wrong figure.
package ask

import "cifra/stats"

// Kind is what sort of reply a message wants.
type Kind string

// The kinds. After evaluation a Figures question may turn out Unavailable,
// where the data set has a Reason.
const (
	Figures     Kind = "figures"     // Readings[0] is to be evaluated
	Choice      Kind = "choice"      // the Readings need different figures and none is clearly meant
	Unavailable Kind = "unavailable" // Reason says why, Near what is nearest
	Info        Kind = "info"        // Topic says about what
	Help        Kind = "help"
	Support     Kind = "support"
	Offtopic    Kind = "offtopic"
)

// HelpKind says which sort of help a message wants.
type HelpKind string

// The sorts of help.
const (
	HelpGreeting HelpKind = "greeting"
	HelpThanks   HelpKind = "thanks"
	HelpBye      HelpKind = "bye"
	HelpWhat     HelpKind = "what"     // what can you do
	HelpIdentity HelpKind = "identity" // who or what are you
	HelpEmpty    HelpKind = "empty"    // nothing to go by
	HelpLanguage HelpKind = "language" // the message is in a language that Cifra does not speak
	HelpSet      HelpKind = "set"      // asked to go by one of several data sets
	HelpSets     HelpKind = "sets"     // which data sets there are
	HelpSwitch   HelpKind = "switch"   // asked to change the language with nothing to repeat
)

// Question is what a message asks.
type Question struct {
	Lang     stats.Lang
	Kind     Kind
	Readings []stats.Query // of kinds Figures (one) and Choice (several)
	Reason   stats.Reason  // of kind Unavailable
	Absent   string        // of kind Unavailable: id of the set's Absent that the words named, if any
	Thing    string        // of kind Unavailable: how to name what the source lacks, in Lang, if it has a name; never the person's own text
	Near     []stats.Query // of kind Unavailable
	Topic    string        // of kind Info
	Help     HelpKind      // of kind Help
	Strange  bool          // it has a word that is neither the data set's nor the grammar's
	Chart    bool          // of kinds Figures and Choice: a picture is asked for
	Named    Named         // the data sets that the message names, where several are loaded
	Follows  bool          // the message goes on from what was said: "and ...", "of those", a word or two alone
	Compares bool          // it asks to compare
	Unknown  []string      // content words that no rule claimed
	Next     Context       // what to remember for the next message of this person
	Trace    *Trace        // where asked for: which words meant what
}

// Context is what a conversation has come to: queries, never words. The zero
// Context is that of a new conversation.
type Context struct {
	Known   bool        // whether Lang has been set
	Lang    stats.Lang  // of the last reply
	Last    stats.Query // of the last reply about figures, also one that had a Reason
	Before  stats.Query // the one before that
	Topic   string      // of the last reply, if it was of kind Info
	Pending bool        // the last reply was a choice; Last is its first reading
	Several bool        // the last replies were from several data sets: "the two" may be these

	// Refused is set while the last question asked for something that the
	// source lacks, which Last leaves out: why, and what. Lacking is the id of
	// an Absent, or a country's code; never the person's words.
	Refused stats.Reason
	Lacking string
}

// Trace says how a message was read. It is made only when asked for.
type Trace struct {
	Words []TraceWord
	Rule  string // the rule that decided
	Query string // the query as printed
}

// TraceWord is one phrase of the message and what it meant.
type TraceWord struct {
	Text    string // as typed
	As      string // as corrected, where a misspelling was
	Meaning string // "population victims", "filler", "unknown"
}
