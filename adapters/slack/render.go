package slack

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/chart"
)

// content is a message as Slack takes it.
type content struct {
	Text   string        // complete, as mrkdwn: for notifications, screen readers, and where blocks are refused
	Blocks []slack.Block // at least one
	// Upload is a picture that was asked for and is no block: it is uploaded as
	// an image with its Alt text, in a Private setting to nobody but the asker.
	// nil for none.
	Upload *chart.Chart
}

// setting says where a reply is shown, which decides on its buttons.
type setting struct {
	Private  bool   // only the asker sees it, in a channel: it can be shared and deleted
	SharedBy string // id of the person who shared it; "" where nobody did
}

// What the actions of a message are called. An action_id is unique in its
// message, so that those of a kind are numbered behind the prefix; the value
// is what bot.Message takes as Press, and for actionDelete nothing.
const (
	actionPress  = "press-" // answers
	actionShare  = "share"  // posts the answer where all see it
	actionDelete = "delete" // takes the answer away
	actionHome   = "home-"  // pressed in the App Home: answers in the direct message, or changes the language
)

// render makes the message that says a reply, with Slack's own table and chart.
func render(r bot.Reply, s setting) content {
	p := newPage(r.Lang, messageBlocks)
	p.contacts(r.Contacts)
	p.header(r.Title)
	p.text(r.Text)
	if r.Kind == ask.Choice {
		p.text(unpressable(r.Choices))
	}
	more := p.table(r.Title, r.Rows)
	shown, upload := p.picture(r)
	p.context(append([]string{more}, around(r)...)...)
	p.apologize()
	p.shared(s.SharedBy)
	p.buttons(r, s, shown)
	return content{Text: wholeText(r, s, p.words), Blocks: p.blocks, Upload: upload}
}

// renderPlain makes the same message out of sections and buttons alone, which
// Slack has always had: for when it refuses the blocks of render.
func renderPlain(r bot.Reply, s setting) content {
	p := newPage(r.Lang, messageBlocks)
	p.text(r.Plain())
	p.apologize()
	p.shared(s.SharedBy)
	p.buttons(r, s, r.Chart)
	c := content{Text: wholeText(r, s, p.words), Blocks: p.blocks}
	if r.Chart {
		c.Upload = r.Picture
	}
	return c
}

// wholeText is the whole reply in words, and who shared it.
func wholeText(r bot.Reply, s setting, w *bot.Words) string {
	whole := r.Plain()
	if strings.TrimSpace(whole) == "" {
		whole = w.NotSent
	}
	by := ""
	if isUser(s.SharedBy) {
		by = "\n\n" + sharedBy(w, s.SharedBy)
	}
	return mrkdwnClip(whole, mostText-len(by)) + by
}

// around is the small print of a reply: how it was read, the caveats, the
// source.
func around(r bot.Reply) []string {
	return append(append([]string{r.Read}, r.Notes...), r.Source)
}

// unpressable lists the questions that have no button.
func unpressable(choices []bot.Choice) string {
	var lines []string
	for _, c := range choices {
		if !isPress(c.Press) && c.Ask != "" {
			lines = append(lines, "- "+c.Ask)
		}
	}
	return strings.Join(lines, "\n")
}

// sharedBy says who shared an answer, as mrkdwn: the one mention there is.
func sharedBy(w *bot.Words, user string) string { return w.SharedBy("<@" + user + ">") }

// isUser says whether a text is the id of a person as Slack writes it.
func isUser(id string) bool {
	for i := 0; i < len(id); i++ {
		if c := id[i]; (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return id != "" && len(id) <= mostUser
}

// buttons adds the actions of a reply: what can be asked, its chart, the other
// language; and, where only the asker sees it, what can be done with it.
// Nothing is asked of someone who may be in danger.
func (p *page) buttons(r bot.Reply, s setting, shown bool) {
	if r.Kind != ask.Support {
		for _, c := range r.Choices {
			p.press(c.Label, c.Ask, c.Press)
		}
		for _, c := range r.Next {
			p.press(c.Label, c.Ask, c.Press)
		}
		if !shown {
			p.press(p.words.Chart, "", r.Again.Chart)
		}
		p.press(p.words.OtherLanguage, "", r.Again.Other)
		p.actions()
	}
	if !s.Private {
		return
	}
	if r.Kind == ask.Support {
		p.button(actionDelete, p.words.DeleteExchange, "", "")
	} else {
		if isPress(r.Again.Same) {
			p.button(actionShare, p.words.Share, "", r.Again.Same)
		}
		p.button(actionDelete, p.words.Delete, "", "")
	}
	p.actions()
}

// press adds a button that asks. The label may be short where the question
// above gives it its sense: who only hears it hears the whole question.
func (p *page) press(label, whole, press string) {
	if isPress(press) && p.button(actionPress+strconv.Itoa(p.pressed), label, whole, press) {
		p.pressed++
	}
}

// isPress says whether a text is one that a button can carry to a bot.
func isPress(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-' {
			return false
		}
	}
	return s != "" && len(s) <= mostValue
}
