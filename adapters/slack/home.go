package slack

import (
	"strconv"

	"github.com/slack-go/slack"

	"cifra/bot"
)

// actionLanguage is what the buttons of the App Home are called that change
// the language. All others of actionHome ask.
const actionLanguage = actionHome + "language-"

// What the App Home and the agent's view offer at most.
// Source: docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts.
const (
	mostExamples = 10 // no limit of Slack's
	mostPrompts  = 4
)

// renderHome makes the App Home of a reply to the command "home": what the
// figures are, what can be asked, in which language, what the figures do not
// say, and where someone in danger turns.
func renderHome(r bot.Reply) slack.HomeTabViewRequest {
	p := newPage(r.Lang, homeBlocks)
	p.header(r.Title)
	p.text(r.Text)
	if len(r.Rows) > 0 {
		p.header(p.words.Figures)
		p.figures(r.Rows)
		p.context(r.Read)
	}
	p.examples(r.Next)
	if len(r.Languages) > 0 {
		p.header(p.words.Language)
		for i, c := range r.Languages {
			if isPress(c.Press) {
				p.button(actionLanguage+strconv.Itoa(i), c.Label, c.Ask, c.Press)
			}
		}
		p.actions()
	}
	if limits := joined(append(append([]string{}, r.Notes...), r.Source)); limits != "" {
		p.header(p.words.Limits)
		p.text(limits)
	}
	if len(r.Contacts) > 0 {
		p.header(p.words.Hotlines)
		p.contacts(r.Contacts)
	}
	p.apologize()
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: p.blocks}}
}

// figures adds figures side by side, each with what it counts.
func (p *page) figures(rows []bot.Row) {
	rows = rows[:min(len(rows), mostFields)]
	fields := make([]*slack.TextBlockObject, len(rows))
	for i, r := range rows {
		text := cell(r.CountText)
		if r.ShareText != "" {
			text += " (" + cell(r.ShareText) + ")"
		}
		fields[i] = p.plain(clip(text+"\n"+cell(r.Label), mostField))
	}
	p.add(slack.NewSectionBlock(nil, fields, nil))
}

// examples adds questions that can be asked, each with its button.
func (p *page) examples(choices []bot.Choice) {
	choices = choices[:min(len(choices), mostExamples)]
	for i, c := range choices {
		if i == 0 {
			p.header(p.words.TryThese)
		}
		question := split(literal(c.Ask), mostSection, 1)
		if len(question) == 0 {
			continue
		}
		var accessory *slack.Accessory
		if isPress(c.Press) && p.button(actionHome+strconv.Itoa(i), p.words.AskThis, c.Ask, c.Press) {
			accessory = slack.NewAccessory(p.pending[0])
			p.pending = nil
		}
		p.add(slack.NewSectionBlock(p.plain(question[0]), nil, accessory))
	}
}

// prompt is a question that the agent's view suggests: pressing it sends the
// message.
type prompt = slack.AssistantThreadsPrompt

// prompts gives the questions that a reply to the command "home" offers, for
// the agent's view.
func prompts(r bot.Reply) []prompt {
	var out []prompt
	for _, c := range r.Next {
		if c.Ask != "" && len(out) < mostPrompts {
			out = append(out, prompt{Title: clip(line(c.Ask), mostLabel), Message: c.Ask})
		}
	}
	return out
}
