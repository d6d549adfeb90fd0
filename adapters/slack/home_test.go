package slack

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/stats"
)

func homeReply(t testing.TB, b *bot.Bot) bot.Reply {
	t.Helper()
	return b.Handle(t.Context(), bot.Message{Platform: "slack", User: "eva", Alone: true, Command: "home"})
}

// homePresses lists the actions of a view with what they carry.
func homePresses(view slack.HomeTabViewRequest) map[string]string {
	out := pressesOf(view.Blocks.BlockSet)
	for _, b := range view.Blocks.BlockSet {
		if s, ok := b.(*slack.SectionBlock); ok && s.Accessory != nil {
			out[s.Accessory.ButtonElement.ActionID] = s.Accessory.ButtonElement.Value
		}
	}
	return out
}

func TestEveryButtonOfTheAppHomeLeadsSomewhere(t *testing.T) {
	b := borderBot(t)
	r := homeReply(t, b)
	presses := homePresses(renderHome(r))
	if len(presses) != len(r.Next)+len(r.Languages) || len(r.Next) == 0 {
		t.Fatalf("%d buttons for %d questions and %d languages", len(presses), len(r.Next), len(r.Languages))
	}
	for id, press := range presses {
		if !strings.HasPrefix(id, actionHome) {
			t.Errorf("the action %q", id)
		}
		got := b.Handle(t.Context(), bot.Message{Platform: "slack", User: "eva", Chat: "d", Press: press})
		if changes := strings.HasPrefix(id, actionLanguage); got.Kind == bot.Trouble || (got.Answer == nil) != changes {
			t.Errorf("%s leads to %+v", id, got)
		}
	}
}

func TestTheAppHomeOfTroubleSaysIt(t *testing.T) {
	view := renderHome(bot.Reply{Kind: bot.Trouble, Lang: stats.ES, Text: "No."})
	if problems := checkHome(marshal(t, view)); len(problems) > 0 || len(view.Blocks.BlockSet) != 1 {
		t.Errorf("%q: %s", problems, marshal(t, view))
	}
}

func TestAtMostFourQuestionsAreSuggested(t *testing.T) {
	var r bot.Reply
	for range 6 {
		r.Next = append(r.Next, bot.Choice{Ask: strings.Repeat("question ", 20)})
	}
	r.Next[1].Ask = ""
	got := prompts(r)
	if len(got) != 4 || got[0].Message != r.Next[0].Ask || chars(got[0].Title) > 75 {
		t.Errorf("%d prompts, the first %+v", len(got), got[0])
	}
}
