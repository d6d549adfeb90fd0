package telegram

import (
	"crypto/sha256"
	"encoding/base64"
	"sort"
	"strings"

	"cifra/bot"
	"cifra/bot/ask"
)

// What inline mode takes (core.telegram.org/bots/api#answerinlinequery), and
// what a phone shows of a card.
const (
	mostCards       = 50
	mostCardTitle   = 64
	mostDescription = 120
)

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
	seen := map[string]bool{}
	for _, r := range replies {
		c, ok := renderCard(&r)
		if !ok || seen[c.ID] {
			continue
		}
		seen[c.ID] = true
		if out = append(out, c); len(out) == mostCards {
			break
		}
	}
	return out
}

func renderCard(r *bot.Reply) (card, bool) {
	c := card{Title: clip(r.Title, mostCardTitle), Description: r.Text}
	switch r.Kind {
	case ask.Figures, ask.Info:
		if c.Title == "" {
			c.Title, c.Description = clip(r.Text, mostCardTitle), r.Read
		}
	case ask.Support:
		c.Title, c.Description = bot.WordsIn(r.Lang).Hotlines, numbers(r.Contacts)
	default:
		return card{}, false
	}
	c.Description = clip(c.Description, mostDescription)
	c.HTML = cardHTML(r)
	if !visible([]byte(c.Title)) || c.HTML == "" {
		return card{}, false
	}
	c.ID = cardID(r, c.HTML)
	c.Buttons = keyboard(*r, setting{Inline: true})
	return c, true
}

// cardID names a card by what it asks for, so that it is the same in every list
// that offers it.
func cardID(r *bot.Reply, html string) string {
	name := r.Again.Same
	if name == "" {
		name = html
	}
	sum := sha256.Sum256([]byte(name))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// numbers names each hotline with the first way to reach it.
func numbers(contacts []bot.Contact) string {
	var lines []string
	for _, c := range contacts {
		if len(c.Lines) > 0 {
			lines = append(lines, c.Name+": "+c.Lines[0])
		}
	}
	return strings.Join(lines, " · ")
}

// cardHTML is a reply as the one message that a card can send: with fewer rows
// where it is too long, and a text about the data cut short. A figure whose
// caveats do not fit has no card.
func cardHTML(r *bot.Reply) string {
	if d := compose(r, len(r.Rows)); d.fits() {
		return d.html(0, len(d.text))
	}
	tooMany := sort.Search(len(r.Rows), func(n int) bool { return !compose(r, n).fits() })
	if tooMany > 0 {
		d := compose(r, tooMany-1)
		return d.html(0, len(d.text))
	}
	if r.Kind != ask.Info {
		return ""
	}
	return infoHTML(r)
}

// infoHTML is a text about the data, cut where it is too long for one message.
func infoHTML(r *bot.Reply) string {
	short := *r
	short.Text = ""
	around := units(compose(&short, len(r.Rows)).text) + len("\n\n")
	short.Text = string(shorten(appendClean(nil, r.Text, true), mostText-around))
	if d := compose(&short, len(r.Rows)); d.fits() {
		return d.html(0, len(d.text))
	}
	return ""
}

func (d *rich) fits() bool {
	return visible(d.text) && units(d.text) <= mostText && len(d.spans) <= mostSpans
}
