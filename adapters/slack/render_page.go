package slack

import (
	"strings"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/stats"
)

// What Slack takes at most, in characters where it is not said otherwise.
// Sources: docs.slack.dev/reference/block-kit/blocks for each block,
// .../block-elements/button-element, .../composition-objects/text-object, and
// .../methods/chat.update for the text of a message, which chat.postMessage
// would take ten times as long.
const (
	messageBlocks = 50
	homeBlocks    = 100

	mostText    = 4000 // of a message beside its blocks
	mostHeader  = 150
	mostSection = 3000 // any text object
	mostField   = 2000 // of a section with fields
	mostFields  = 10
	mostLabel   = 75 // of a button, seen or heard
	mostValue   = 2000
	mostActions = 25 // elements of an actions block
	mostUser    = 32 // no limit of Slack's: its ids have about 11
)

// How much of its room each part of a page takes at most, so that no part
// takes the room of another. No reply of a bot comes near.
const (
	mostSections  = 8
	mostContexts  = 4
	mostContacts  = 10
	mostButtons   = 2 * mostActions
	actionsBlocks = 3 // kept free for them
)

// page gathers the blocks of a message or of the App Home, within the limits.
type page struct {
	words   *bot.Words
	blocks  []slack.Block
	most    int
	pending []slack.BlockElement // buttons that are in no block yet
	pressed int                  // buttons that ask
	no      bool                 // what no text object has points here
}

func newPage(l stats.Lang, most int) *page {
	return &page{words: bot.WordsIn(l), most: most, blocks: make([]slack.Block, 0, 8)}
}

// add adds a block, unless it would take the room of the buttons.
func (p *page) add(b slack.Block) {
	if len(p.blocks) < p.most-actionsBlocks {
		p.blocks = append(p.blocks, b)
	}
}

// apologize makes sure that something is said.
func (p *page) apologize() {
	if len(p.blocks) == 0 {
		p.text(p.words.NotSent)
	}
}

// plain is a text object in which nothing formats, mentions or links.
func (p *page) plain(s string) *slack.TextBlockObject {
	return &slack.TextBlockObject{Type: slack.PlainTextType, Text: s, Emoji: &p.no}
}

// header adds a heading, which screen readers find.
func (p *page) header(s string) {
	if s = strings.TrimSpace(line(s)); s != "" {
		p.add(slack.NewHeaderBlock(p.plain(clip(s, mostHeader))))
	}
}

// text adds what a reply says.
func (p *page) text(s string) {
	for _, piece := range split(literal(s), mostSection, mostSections) {
		p.add(slack.NewSectionBlock(p.plain(piece), nil, nil))
	}
}

// context adds small print, a line each.
func (p *page) context(lines ...string) {
	for _, piece := range split(literal(joined(lines)), mostSection, mostContexts) {
		p.add(slack.NewContextBlock("", p.plain(piece)))
	}
}

// joined puts what is not empty on lines of their own.
func joined(lines []string) string {
	n := 0
	for _, l := range lines {
		n += len(l) + 1
	}
	var b strings.Builder
	b.Grow(n)
	for _, l := range lines {
		if l == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l)
	}
	return b.String()
}

// shared names the person who shared an answer.
func (p *page) shared(user string) {
	if isUser(user) {
		p.add(slack.NewContextBlock("", slack.NewTextBlockObject(slack.MarkdownType, sharedBy(p.words, user), false, true)))
	}
}

// contacts adds the hotlines: a heading for each, so that they are found at
// once, and every way to reach it on a line of its own.
func (p *page) contacts(contacts []bot.Contact) {
	for _, c := range contacts[:min(len(contacts), mostContacts)] {
		p.header(c.Name)
		for _, piece := range split(literal(joined(c.Lines)+"\n\n"+c.About), mostSection, 1) {
			p.add(slack.NewSectionBlock(p.plain(piece), nil, nil))
		}
	}
}

// button keeps a button for the next block of actions, and says whether there
// was room for it. whole is what is said of it to those who do not see it,
// where that is more than its label.
func (p *page) button(id, label, whole, value string) bool {
	label = clip(strings.TrimSpace(line(label)), mostLabel)
	if label == "" || len(p.pending) == mostButtons {
		return false
	}
	b := slack.NewButtonBlockElement(id, value, p.plain(label))
	if whole = clip(strings.TrimSpace(line(whole)), mostLabel); whole != label {
		b.AccessibilityLabel = whole
	}
	p.pending = append(p.pending, b)
	return true
}

// actions puts the buttons that are kept into blocks.
func (p *page) actions() {
	for len(p.pending) > 0 && len(p.blocks) < p.most {
		n := min(len(p.pending), mostActions)
		p.blocks = append(p.blocks, slack.NewActionBlock("", p.pending[:n:n]...))
		p.pending = p.pending[n:]
	}
	p.pending = nil
}
