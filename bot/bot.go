// Package bot answers messages: Message in, Reply out. It knows no platform.
package bot

import (
	"context"

	"cifra/bot/ask"
	"cifra/bot/chart"
	"cifra/stats"
)

// Message is what a person wrote, with mentions and command syntax already
// removed by the adapter. None of it is logged or stored.
type Message struct {
	Platform string // "slack", "telegram", "terminal"
	Chat     string // channel or chat, with its workspace and thread: what a conversation is bound to
	User     string // the person, within the platform
	ID       string // of the message, for answering it once
	Text     string
	Locale   string       // the platform's idea of the person's language, "es-MX"; "" where unknown
	Query    *stats.Query // of a choice made, in place of Text
	Lang     string       // of a choice made: "en" or "es"
	Press    string       // of a pressed button or a link: what a Reply gave it, in place of Text
	Command  string       // the name of a command, in either language: Text holds what stood behind it
	Alone    bool         // belongs to no conversation: nothing is remembered for it or of it

	book    *book    // of a press, once it is read
	asks    *command // of a data set, likewise
	topic   string   // likewise
	picture bool     // likewise
	before  []byte   // what was saved of the conversation before the message
}

// Reply says what to tell a person, never how it looks. Replies share what they
// hold: it is not to be changed.
type Reply struct {
	Kind     ask.Kind
	Lang     stats.Lang
	Title    string    // a few words
	Text     string    // the plain sentence or sentences that answer, quotable as they stand
	Rows     []Row     // where several figures answer
	Read     string    // how the question was read: "Traffickers · gender · Sept 30, 2015 - July 31, 2017"
	Notes    []string  // the caveats that belong to these figures
	Source   string    // the source in a line, of several data sets one each; set wherever a figure is said
	Next     []Choice  // questions that can be asked next
	Choices  []Choice  // of kind Choice: the readings; of kind Unavailable: the nearest figures
	Contacts []Contact // of kind Support, first and alone

	Languages []Choice // of the command "home": each changes the language, and is called by its name in itself

	Reason  stats.Reason
	Topic   string
	Set     string        // the id of the data set that it speaks of; "" where it is one alone, and of none
	Instead string        // the id of the data set that was asked first and cannot answer, which the text says
	Answer  *stats.Answer // where the reply rests on one
	Across  []Part        // where it rests on answers of several data sets
	Again   Again
	Chart   bool         // a picture was asked for
	Picture *chart.Chart // where a picture helps; nil elsewhere. Replies share it: it is not to be changed
	Trace   *ask.Trace
	Serial  uint64 // of a reply that is given again as it is: the same number, the same reply; 0 for one made for its message
}

// Trouble is the kind of a reply which says that something failed on our side.
const Trouble ask.Kind = "trouble"

// Row is one line of a table.
type Row struct {
	ID                   stats.ID
	Group                string // the heading of the list the row is of, where a reply has several
	Label                string
	Short                string // at most 20 characters, for charts
	Count                int
	Share                float64 // in percent; meaningless unless HasShare
	HasShare             bool
	CountText, ShareText string // as the language writes them
}

// Choice is a question that can be asked as it stands.
type Choice struct {
	Label string // for a button
	Ask   string // the whole question in words, which Parse reads back to Query
	Query stats.Query
	Press string // what its button carries, at most 64 of A-Z, a-z, 0-9, _ and -; "" where it cannot have one
}

// Contact is a hotline.
type Contact struct {
	Name  string   // "United States"
	Lines []string // "1-888-373-7888", "text 233733 (HELP or INFO)"
	About string   // who answers, that it is free, confidential and around the clock
}

// Handler answers messages. It never fails: trouble is itself a Reply, in the
// asker's language.
type Handler interface {
	Handle(ctx context.Context, m Message) Reply
}

// Adapter carries messages of one platform to a Handler and its replies back.
type Adapter interface {
	Run(ctx context.Context, h Handler) error
}
