package slack

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"cifra/bot"
)

// home has the bot say what the App Home shows a person.
func (s *shift) home(ctx context.Context, p person) bot.Reply {
	return s.h.Handle(ctx, bot.Message{
		Platform: platform, Chat: p.team + "/home", User: p.team + "/" + p.user,
		Command: homeCommand, Alone: true, Locale: s.locales.get(ctx, p, waitForLocale),
	})
}

// publishHome shows a person the App Home.
func (s *shift) publishHome(ctx context.Context, p person) error {
	r := s.home(ctx, p)
	view := renderHome(r)
	err := s.publish(ctx, p, view)
	if err == nil || !badBlocks(err) {
		return asHopeless(err)
	}
	s.log.Warn("Slack refused the blocks of the App Home", "error", s.safe(err), "details", details(err))
	view.Blocks = slack.Blocks{BlockSet: renderPlain(r, setting{}).Blocks}
	return asHopeless(s.publish(ctx, p, view))
}

func (s *shift) publish(ctx context.Context, p person, view slack.HomeTabViewRequest) error {
	to := callee{method: "views.publish", team: p.team, twice: true}
	return s.call(ctx, to, func(ctx context.Context, client *slack.Client) error {
		_, err := client.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: p.user, View: view})
		return err
	})
}

// offer sets the questions that Slack offers in a chat. thread is for apps with
// the older assistant view: one with the agent view must not name any.
// Source: https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
func (s *shift) offer(ctx context.Context, p person, channel, thread string) error {
	v := slack.AssistantThreadsSetSuggestedPromptsParameters{ChannelID: channel, ThreadTS: thread}
	for _, q := range prompts(s.home(ctx, p)) {
		v.AddPrompt(q.Title, q.Message)
	}
	if channel == "" || len(v.Prompts) == 0 {
		return nil
	}
	to := callee{method: "assistant.threads.setSuggestedPrompts", team: p.team, twice: true}
	err := s.call(ctx, to, func(ctx context.Context, client *slack.Client) error {
		return client.SetAssistantThreadsSuggestedPromptsContext(ctx, v)
	})
	if errors.As(err, new(slack.SlackErrorResponse)) {
		return &hopeless{err} // nothing that anybody waits for, and the manifest may not ask for it
	}
	return err
}
