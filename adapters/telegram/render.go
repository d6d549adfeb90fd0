package telegram

import (
	"html"

	"cifra/bot"
	"cifra/bot/chart"
)

// content is a reply as Telegram takes it.
type content struct {
	Parts   []string     // HTML, each a message within Telegram's limits; the buttons belong to the last
	Buttons [][]button   // rows of buttons
	Photo   *chart.Chart // to be sent before the text; nil for none
	Caption string       // HTML, of the photo
}

// button is one of an inline keyboard. Exactly one of Data and Inline is set.
type button struct {
	Text   string
	Data   string // callback_data, at most 64 bytes: what bot.Message takes as Press, or one of the data below
	Inline string // switch_inline_query
}

// Callback data that is not a Press, which always begins with a language.
const (
	dataDelete = "!delete" // deletes the exchange: the message of the button, and what belongs to it
)

// setting says where a reply is shown, which decides on its buttons.
type setting struct {
	Private bool // a chat with one person
	Inline  bool // a card of inline mode: no photo
}

// render makes the messages that say a reply.
func render(r bot.Reply, _ setting) content {
	return content{Parts: []string{html.EscapeString(r.Plain())}}
}

// card is a result of inline mode.
type card struct {
	ID          string // at most 64 bytes
	Title       string
	Description string
	HTML        string // the message that choosing it sends
	Buttons     [][]button
}

// renderCards makes the cards that offer replies, best first, at most 50. A
// reply of kind choice or unavailable has none of its own.
func renderCards(replies []bot.Reply) []card {
	var out []card
	for _, r := range replies {
		out = append(out, card{ID: r.Again.Same, Title: r.Title, Description: r.Text, HTML: html.EscapeString(r.Plain())})
	}
	return out
}
