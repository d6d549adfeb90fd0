package slack

import (
	"context"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
)

// ask has the bot answer a press.
func (s *shift) ask(ctx context.Context, p *interaction, press, thread string, alone bool) bot.Reply {
	who := p.person()
	return s.h.Handle(ctx, bot.Message{
		Platform: platform, Chat: conversation(who, p.channel(), thread, p.isDirect() || p.channel() == ""),
		User: who.team + "/" + who.user, ID: p.Trigger, Press: press, Alone: alone,
		Locale: s.locales.get(ctx, who, 0),
	})
}

// answerPress answers a press where it was pressed: what only one person sees
// turns into the answer, and under what all see the answer follows for all, in
// its thread.
func (s *shift) answerPress(ctx context.Context, p *interaction, press string) (func(context.Context), error) {
	thread := p.thread()
	if p.Container.Ephemeral {
		return s.respond(ctx, p.person(), p.Hook, s.ask(ctx, p, press, thread, false), true)
	}
	if thread == "" && !p.isDirect() {
		thread = p.messageTS()
	}
	r := s.ask(ctx, p, press, thread, false)
	if r.Kind == ask.Support && !p.isDirect() {
		return s.respond(ctx, p.person(), p.Hook, r, false)
	}
	after, err := s.post(ctx, place{team: p.team(), channel: p.channel(), thread: thread, user: p.User.ID}, r, setting{})
	if err != nil && outOfReach(err) { // it was shared to a channel which the bot is not in, or to people's own messages
		return s.respond(ctx, p.person(), p.Hook, r, false)
	}
	return after, asHopeless(err)
}

func (p *interaction) messageTS() string {
	if p.Message.TS != "" {
		return p.Message.TS
	}
	return p.Container.TS
}

// share posts an answer where all in the channel see it, with the name of who
// shared it, and then takes the private one away. It goes by the hook, which
// reaches channels that the bot is not in.
func (s *shift) share(ctx context.Context, p *interaction, press string) (func(context.Context), error) {
	r := s.ask(ctx, p, press, p.thread(), true)
	if r.Kind == bot.Trouble || r.Kind == ask.Support { // a button of an earlier version; and hotlines are for one person
		return s.respond(ctx, p.person(), p.Hook, r, true)
	}
	sent, err := s.inForms(p.team(), r, setting{SharedBy: p.User.ID}, func(c content) error {
		return s.hook(ctx, p.team(), p.Hook, answer{
			Type: slack.ResponseTypeInChannel, Text: c.Text, Blocks: c.Blocks, Thread: p.thread(),
			Replace: new(false), Unfurl: new(false), hookPace: p.channel(),
		})
	})
	if err != nil {
		return nil, asHopeless(err)
	}
	return func(ctx context.Context) {
		if err := s.remove(ctx, p); err != nil {
			s.log.Warn("a shared answer stays in private, too", "error", s.safe(err))
		}
		if sent.Upload != nil && s.c.Draw != nil {
			s.upload(ctx, place{team: p.team(), channel: p.channel(), thread: p.thread(), user: p.User.ID}, sent.Upload)
		}
	}, nil
}

// remove takes the message away whose button was pressed.
func (s *shift) remove(ctx context.Context, p *interaction) error {
	return asHopeless(s.hook(ctx, p.team(), p.Hook, answer{Delete: true}))
}

// askAbout answers what someone's message asks, for who chose the shortcut. It
// belongs to nobody's conversation.
func (s *shift) askAbout(ctx context.Context, p *interaction) (func(context.Context), error) {
	who := p.person()
	q := bot.Message{
		Platform: platform, Chat: conversation(who, p.channel(), "", p.isDirect()), User: who.team + "/" + who.user,
		ID: p.Trigger, Text: words(p.Message.Text), Alone: true, Locale: s.locales.get(ctx, who, 0),
	}
	if q.Text == "" {
		q.Command = helpCommand
	}
	r := s.h.Handle(ctx, q)
	if q.Text == "" {
		r = onlyText(r.Lang)
	}
	return s.respond(ctx, who, p.Hook, r, false)
}

// pressedAtHome answers a press in the App Home: a language changes the App
// Home, a question is answered in the direct message.
func (s *shift) pressedAtHome(ctx context.Context, p *interaction, press string) (func(context.Context), error) {
	r := s.ask(ctx, p, press, "", false)
	if r.Kind == ask.Help {
		return nil, s.publishHome(ctx, p.person())
	}
	after, err := s.post(ctx, place{team: p.team(), channel: p.User.ID, user: p.User.ID}, r, setting{})
	return after, asHopeless(err)
}

// respond answers by a hook, so that only the asker sees it, in the place of the
// message that was pressed or beside it.
func (s *shift) respond(ctx context.Context, who person, hook string, r bot.Reply, replace bool) (func(context.Context), error) {
	sent, err := s.inForms(who.team, r, setting{Private: true}, func(c content) error {
		return s.hook(ctx, who.team, hook, answer{
			Type: slack.ResponseTypeEphemeral, Text: c.Text, Blocks: c.Blocks, Replace: &replace,
		})
	})
	if err != nil {
		return nil, asHopeless(err)
	}
	return s.inPrivate(who, r, sent.Upload), nil
}

// apologiseTo shows someone who pressed that no answer will come.
func (s *shift) apologiseTo(ctx context.Context, p *interaction) {
	lang := stats.EN
	if r := s.home(ctx, p.person()); r.Kind != bot.Trouble {
		lang = r.Lang
	}
	var err error
	if p.Hook != "" {
		_, err = s.respond(ctx, p.person(), p.Hook, notSent(lang), false)
	} else {
		_, err = s.post(ctx, place{team: p.team(), channel: p.User.ID, user: p.User.ID}, notSent(lang), setting{})
	}
	if err != nil {
		s.log.Warn("an apology was not sent", "error", s.safe(err))
	}
}
