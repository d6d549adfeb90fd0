package telegram

import (
	"context"

	"cifra/bot"
	"cifra/bot/ask"
)

// mostAsked is how often one query of inline mode asks the bot: there is one
// for nearly every letter that a person types.
const mostAsked = 10

// inlineReplies gives the replies that a query of inline mode leads to, best
// first: what it asks for and what can be asked next; where it can be read in
// several ways, or has no answer, what each reading or the nearest figures say;
// where it asks for nothing, examples. Someone in danger gets the hotlines and
// nothing else. The query belongs to no conversation.
func inlineReplies(ctx context.Context, h bot.Handler, m bot.Message) []bot.Reply {
	m.Alone = true
	a := asking{ctx: ctx, handler: h, message: m}
	first := a.ask(m)
	switch first.Kind {
	case ask.Support:
		return []bot.Reply{first}
	case bot.Trouble:
		return nil
	case ask.Figures, ask.Info:
		a.add(first)
		a.follow(first, first.Next)
	default:
		a.follow(first, first.Choices)
		a.follow(first, first.Next)
	}
	if len(a.replies) == 0 && m.Text != "" && ctx.Err() == nil {
		m.Text = ""
		empty := a.ask(m)
		a.follow(empty, empty.Next)
	}
	return a.replies
}

// asking is one query in the course of being answered.
type asking struct {
	ctx     context.Context
	handler bot.Handler
	message bot.Message
	asked   int
	replies []bot.Reply
}

func (a *asking) ask(m bot.Message) bot.Reply {
	a.asked++
	return a.handler.Handle(a.ctx, m)
}

// follow asks what a reply offers. Choices without a query are those of a
// language, which nobody has made by typing.
func (a *asking) follow(from bot.Reply, choices []bot.Choice) {
	for _, c := range choices {
		if c.Query.Op == 0 || a.asked >= mostAsked || a.ctx.Err() != nil {
			continue
		}
		m := a.message
		m.Text, m.Query, m.Lang = "", &c.Query, from.Lang.String()
		if r := a.ask(m); r.Kind == ask.Figures {
			a.add(r)
		}
	}
}

// add keeps a reply, once.
func (a *asking) add(r bot.Reply) {
	for _, other := range a.replies {
		if other.Again.Same == r.Again.Same && (r.Again.Same != "" || other.Text == r.Text) {
			return
		}
	}
	a.replies = append(a.replies, r)
}
