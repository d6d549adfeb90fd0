package main

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"cifra/adapters/slack"
	"cifra/adapters/telegram"
)

// onlineTime bounds all that is asked of the platforms, which are asked side by
// side.
const onlineTime = 20 * time.Second

// onlineReport is what the platforms say of a configuration.
type onlineReport struct {
	lines    [][2]string
	advice   []string
	problems []error
}

// line adds a line. What a platform says is shown as text, whatever is in it.
func (o *onlineReport) line(head, text string) {
	o.lines = append(o.lines, [2]string{head, oneLine(text)})
}

func (o *onlineReport) look(format string, args ...any) {
	o.advice = append(o.advice, oneLine(fmt.Sprintf(format, args...)))
}

// wrong adds the problems that an error holds, one below the other.
func (o *onlineReport) wrong(asking string, err error) {
	if err == nil {
		return
	}
	for text := range strings.SplitSeq(err.Error(), "\n") {
		o.problems = append(o.problems, plainError(asking+": "+oneLine(text)))
	}
}

// online asks the platforms that are enabled who the bot is and what it may do
// there. Nothing is changed at them.
func (c config) online(ctx context.Context, known secrets) onlineReport {
	ctx, cancel := context.WithTimeout(ctx, onlineTime)
	defer cancel()
	var slackSays, telegramSays onlineReport
	var asked sync.WaitGroup
	if c.Slack.Enabled {
		asked.Go(func() { slackSays = c.slackOnline(ctx, known) })
	}
	if c.Telegram.Enabled {
		asked.Go(func() { telegramSays = c.telegramOnline(ctx, known) })
	}
	asked.Wait()
	if len(c.platforms()) == 0 {
		slackSays.look("neither slack.enabled nor telegram.enabled is true: nobody was asked")
	}
	return onlineReport{
		lines:    append(slackSays.lines, telegramSays.lines...),
		advice:   append(slackSays.advice, telegramSays.advice...),
		problems: append(slackSays.problems, telegramSays.problems...),
	}
}

func (c config) slackOnline(ctx context.Context, known secrets) (o onlineReport) {
	r, err := slack.Check(ctx, slack.Config{
		Mode: c.Slack.Mode, APIURL: c.Slack.APIURL, Tokens: slack.OneToken(known[slackBotToken]),
		AppToken: known[slackAppToken], SigningSecret: known[slackSigningSecret],
	})
	o.wrong("Slack", err)
	if r.UserID != "" {
		o.line("Slack says", fmt.Sprintf("the bot is %s (%s) in the workspace %s (%s)", r.User, r.UserID, r.Team, r.TeamID))
		o.slackScopes(r)
	}
	switch {
	case r.Socket:
		o.line("Slack says", "a Socket Mode connection may be opened")
	case c.Slack.Mode == slack.ModeHTTP:
		o.look("%s cannot be checked: only Slack's own requests show whether it is right", slackSigningSecret)
	}
	return o
}

func (o *onlineReport) slackScopes(r slack.Report) {
	if r.Scopes == nil {
		o.look("Slack did not say which scopes the bot token has")
		return
	}
	o.line("Slack says", "its scopes are "+strings.Join(r.Scopes, ", "))
	if !r.Agent {
		o.look("the bot token has no scope assistant:write: no questions are suggested, as is right for an app for guests")
	}
}

func (c config) telegramOnline(ctx context.Context, known secrets) (o onlineReport) {
	r, err := telegram.Check(ctx, telegram.Config{
		Mode: c.Telegram.Mode, APIURL: c.Telegram.APIURL, Token: known[telegramBotToken],
		WebhookURL: c.Telegram.WebhookURL, WebhookSecret: known[telegramWebhookSecret],
	})
	o.wrong("Telegram", err)
	if r.ID == 0 {
		return o
	}
	o.line("Telegram says", fmt.Sprintf("the bot is @%s (%d)", r.Name, r.ID))
	switch {
	case r.Webhook == "":
		o.line("Telegram says", "no webhook is set")
	case r.Own:
		o.line("Telegram says", "the webhook is set to telegram.webhook_url")
	default:
		o.line("Telegram says", "a webhook is set, at "+r.Webhook)
	}
	if c.Telegram.Mode == telegram.Webhook && r.Webhook != "" && !r.Own {
		o.look("Telegram's webhook is not telegram.webhook_url: cifra serve sets it when it starts")
	}
	if r.Pending > 0 {
		o.line("Telegram says", fmt.Sprintf("%d updates wait", r.Pending))
	}
	if r.LastError != "" {
		o.look("Telegram could not bring an update on %s: %q", r.LastAt.Format(time.RFC3339), r.LastError)
	}
	if !r.Groups {
		o.look("the bot cannot be added to groups on Telegram: /setjoingroups of @BotFather")
	}
	if !r.Inline {
		o.look("inline mode is off on Telegram: /setinline of @BotFather")
	}
	return o
}
