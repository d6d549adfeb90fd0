package telegram

import (
	"cmp"
	"strings"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/chart"
)

// content is a reply as Telegram takes it.
type content struct {
	Parts   []string     // HTML, each a message within Telegram's limits; the buttons belong to the last
	Buttons [][]button   // rows of buttons
	Photo   *chart.Chart // to be sent before the text; nil for none
	Caption string       // HTML, of the photo
}

// button is one of an inline keyboard.
type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"` // at most 64 bytes: what bot.Message takes as Press, or one of the data below
}

// Callback data that is not a Press, which always begins with a language.
const (
	// editMark before a Press has its reply take the place of the message of
	// the button: readings of a question, the other language. It stands there
	// only where both fit in 64 bytes; without it, the reply is a new message.
	editMark = "~"

	dataDelete = "!delete" // deletes the exchange: the message of the button, and what belongs to it
)

// setting says where a reply is shown, which decides on its buttons.
type setting struct {
	Inline bool // a card of inline mode: no photo
}

// render makes the messages that say a reply. There is always one, and none is
// empty.
func render(r bot.Reply, s setting) content {
	d := compose(&r, len(r.Rows))
	out := content{Parts: d.parts(mostText), Buttons: keyboard(r, s)}
	if len(out.Parts) == 0 {
		var failed rich
		failed.paragraph(plain, bot.WordsIn(r.Lang).NotSent)
		out.Parts = failed.parts(mostText)
	}
	if r.Chart && r.Picture != nil && !s.Inline {
		out.Photo, out.Caption = r.Picture, caption(&r)
	}
	return out
}

// compose puts a reply together, with so many of its rows. What answers comes
// first, and last where it is from.
func compose(r *bot.Reply, rows int) *rich {
	d := &rich{text: make([]byte, 0, 512), spans: make([]span, 0, 8)}
	if r.Kind == ask.Support {
		d.contacts(r.Contacts)
		d.paragraph(plain, r.Text)
		return d
	}
	if len(r.Rows) > 1 || r.Kind == ask.Info {
		d.paragraph(bold, r.Title)
	}
	d.paragraph(plain, r.Text)
	d.gap = 2
	d.rows(r.Rows[:rows])
	if rows < len(r.Rows) {
		d.line(plain, bot.WordsIn(r.Lang).MoreRows(rows, len(r.Rows)))
	}
	if r.Kind == ask.Choice {
		d.gap = 2
		_, others := offered(nil, r.Choices, mostChoices)
		for _, c := range others {
			d.line(plain, "- "+c.Ask)
		}
	}
	d.provenance(r)
	if len(r.Contacts) > 0 {
		d.paragraph(bold, bot.WordsIn(r.Lang).Hotlines)
		d.contacts(r.Contacts)
	}
	return d
}

// provenance adds how the question was read, the caveats and the source. They
// are never folded away: a message that is forwarded keeps them in sight.
func (d *rich) provenance(r *bot.Reply) {
	d.paragraph(italic, r.Read)
	d.gap = 2
	if r.Read != "" {
		d.gap = 1
	}
	from := len(d.spans)
	for _, note := range r.Notes {
		if len(r.Notes) > 1 {
			note = "• " + note // each is several lines long on a phone
		}
		d.line(quote, note)
	}
	for source := range strings.SplitSeq(r.Source, "\n") { // one of each data set
		d.line(quote, source)
	}
	d.join(from)
}

// contacts adds hotlines. Their lines stay plain: phones then make numbers
// that can be tapped of them.
func (d *rich) contacts(contacts []bot.Contact) {
	for _, c := range contacts {
		d.paragraph(bold, c.Name)
		for _, line := range c.Lines {
			d.line(plain, line)
		}
		d.line(plain, c.About)
	}
}

// caption goes with a picture: what it shows, what it says, and the source.
// The text beside it says the rest.
func caption(r *bot.Reply) string {
	const mostTitle, mostSource = 200, 300
	title, source := clip(cmp.Or(r.Title, r.Picture.Title), mostTitle), clip(r.Source, mostSource)
	room := mostCaption - units([]byte(title)) - units([]byte(source)) - len("\n\n\n\n")
	var d rich
	d.paragraph(bold, title)
	d.paragraph(plain, clip(r.Text, room))
	d.paragraph(italic, source)
	if parts := d.parts(mostCaption); len(parts) > 0 {
		return parts[0]
	}
	return ""
}
