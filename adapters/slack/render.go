package slack

import (
	"github.com/slack-go/slack"

	"cifra/bot"
)

// content is a message as Slack takes it.
type content struct {
	Text   string // complete: for notifications, screen readers, and where blocks are refused
	Blocks []slack.Block
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
func render(r bot.Reply, s setting) content { return renderPlain(r, s) }

// renderPlain makes the same message out of sections and text alone.
func renderPlain(r bot.Reply, _ setting) content {
	text := slack.NewTextBlockObject(slack.PlainTextType, r.Plain(), false, false)
	return content{Text: r.Plain(), Blocks: []slack.Block{slack.NewSectionBlock(text, nil, nil)}}
}

// renderHome makes the App Home of a reply to the command "home".
func renderHome(r bot.Reply) slack.HomeTabViewRequest {
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: renderPlain(r, setting{}).Blocks}}
}
