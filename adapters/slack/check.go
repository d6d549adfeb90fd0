package slack

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"cifra/adapters/delivery"
	"cifra/bot"
)

// Report is what Slack says of a bot.
type Report struct {
	Team, TeamID string   // the workspace that the bot token is of
	User, UserID string   // the bot's own user
	Scopes       []string // that the token has; nil where Slack does not say
	Missing      []string // of Scopes, those that Manifest asks for and the token has not
	Agent        bool     // whether the token may suggest questions, which an app for guests does without
	Socket       bool     // whether Slack lets a Socket Mode connection be opened; only asked in that mode
}

// Check asks Slack, once, what it thinks of the tokens of a configuration. It
// changes nothing, needs no Store, and connects to nothing. Each call takes
// Timeouts.Call at most. The error says everything that is wrong, one below
// the other, and holds no token; the Report holds what became known all the
// same. The signing secret cannot be checked: Slack never says it.
func Check(ctx context.Context, c Config) (Report, error) {
	if c.Store == nil {
		c.Store = bot.NewMemory(bot.MemoryOptions{}) // which nothing is written to
	}
	a, err := New(c)
	if err != nil {
		return Report{}, err
	}
	defer a.web.CloseIdleConnections()
	var r Report
	problems := []error{a.checkBot(ctx, &r)}
	if c.Mode == ModeSocket {
		problems = append(problems, a.checkSocket(ctx, &r))
	}
	return r, errors.Join(problems...)
}

// checkBot asks who the bot is, and what it may do.
func (a *Adapter) checkBot(ctx context.Context, r *Report) error {
	token, err := a.c.Tokens.BotToken(ctx, "")
	if err != nil {
		return fmt.Errorf("getting the bot token: %w", delivery.Redact(err, token))
	}
	var who *slack.AuthTestResponse
	_, err = a.attempt(ctx, func(ctx context.Context) (err error) {
		who, err = a.client(token).AuthTestContext(ctx)
		return err
	})
	switch {
	case badToken(err):
		return fmt.Errorf("auth.test: Slack does not take the bot token (SLACK_BOT_TOKEN): %w", delivery.Redact(err, token))
	case err != nil:
		return fmt.Errorf("auth.test: %w", delivery.Redact(a.inTime(err), token))
	}
	r.Team, r.TeamID, r.User, r.UserID = who.Team, who.TeamID, who.User, who.UserID
	if who.BotID == "" {
		return fmt.Errorf("auth.test: the token is that of the person %q and not of a bot: SLACK_BOT_TOKEN begins with xoxb-", who.User)
	}
	return r.checkScopes(who.Header.Get("X-OAuth-Scopes"))
}

// scopeAgent is the permission that only an app with the agent's view has.
const scopeAgent = "assistant:write"

// checkScopes compares what Slack says that a token may do with what the
// manifest asks for.
func (r *Report) checkScopes(said string) error {
	for s := range strings.SplitSeq(said, ",") {
		if s = strings.TrimSpace(s); s != "" {
			r.Scopes = append(r.Scopes, s)
		}
	}
	if r.Scopes == nil {
		return nil // what stands between may have taken the header away
	}
	slices.Sort(r.Scopes)
	r.Agent = slices.Contains(r.Scopes, scopeAgent)
	var problems []error
	for _, s := range botScopes(ManifestOptions{NoAgent: true}) {
		if !slices.Contains(r.Scopes, s) {
			r.Missing = append(r.Missing, s)
			problems = append(problems, fmt.Errorf(
				"the bot token lacks the scope %s: add it on the app's page (OAuth & Permissions), and install the app again", s))
		}
	}
	return errors.Join(problems...)
}

// checkSocket asks for the address of a Socket Mode connection, and does not
// open it.
func (a *Adapter) checkSocket(ctx context.Context, r *Report) error {
	_, err := a.attempt(ctx, func(ctx context.Context) error {
		_, _, err := a.client("").StartSocketModeContext(ctx)
		return err
	})
	switch {
	case err == nil:
		r.Socket = true
		return nil
	case errorCode(err) == "missing_scope":
		return fmt.Errorf("apps.connections.open: the app token (SLACK_APP_TOKEN) lacks the scope connections:write: %w", a.safe(err))
	case isFatal(err):
		return fmt.Errorf("apps.connections.open: Slack does not take the app token (SLACK_APP_TOKEN): %w", a.safe(err))
	}
	return fmt.Errorf("apps.connections.open: %w", a.inTime(err))
}

// inTime says of a call that took too long how long that is.
func (a *Adapter) inTime(err error) error {
	if failureOf(err) == delivery.TimedOut {
		return fmt.Errorf("no answer within %v: %w", a.c.Timeouts.Call, a.safe(err))
	}
	return a.safe(err)
}
