package slack

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/stats"
)

// Command is the slash command that asks.
const Command = "/cifra"

// ShortcutAsk is the callback_id of the shortcut on someone's message, which
// asks what the message says.
const ShortcutAsk = "ask_about"

// The paths of the HTTP server that Slack calls.
const (
	PathCommands     = "/slack/commands"
	PathEvents       = "/slack/events"
	PathInteractions = "/slack/interactions"
)

// ManifestOptions say how an app is set up.
type ManifestOptions struct {
	URL      string   // the public address of the HTTP server, "https://cifra.example.org", a path included; "" for Socket Mode
	Examples []string // whole questions: the first shows what the command takes, at most four are suggested in the agent's view
	NoAgent  bool     // without the agent's view, so that guests of the workspace can use the app
}

// What Slack takes of a manifest at most, in characters.
// Source: docs.slack.dev/reference/app-manifest.
const (
	mostAppName     = 35
	mostAppShort    = 140
	leastAppLong    = 175
	mostAppLong     = 4000
	mostShortcut    = 24
	mostShortcutFor = 150
	mostHint        = 1000
)

// Manifest writes the manifest of the app as JSON, ready to be pasted where
// Slack creates an app. It is in English: a manifest has one language. The
// error is about the URL, and quotes it.
func Manifest(o ManifestOptions) ([]byte, error) {
	base, err := publicURL(o.URL)
	if err != nil {
		return nil, err
	}
	w := bot.WordsIn(stats.EN)
	m := manifest{
		Display: slack.Display{Name: clip(w.Name, mostAppName), Description: clip(w.Short, mostAppShort)},
		Features: manifestFeatures{
			AppHome: appHome{Home: true, Messages: true},
			Features: slack.Features{
				BotUser:       slack.BotUser{DisplayName: w.Name, AlwaysOnline: true},
				SlashCommands: []slack.ManifestSlashCommand{slashCommand(o, w, base)},
				Shortcuts: []slack.Shortcut{{
					Type: slack.MessageShortcut, CallbackID: ShortcutAsk,
					Name: clip(w.AskAbout, mostShortcut), Description: clip(w.Short, mostShortcutFor),
				}},
			},
		},
		OAuth:    slack.OAuthConfig{Scopes: slack.OAuthScopes{Bot: botScopes(o)}},
		Settings: manifestSettings(base),
	}
	if length(w.Description) >= leastAppLong {
		m.Display.LongDescription = clip(w.Description, mostAppLong)
	}
	if !o.NoAgent {
		m.Features.AgentView = agentView(o, w)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false) // people read it before they paste it
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return nil, fmt.Errorf("writing the manifest: %w", err)
	}
	return out.Bytes(), nil
}

// manifest is slack.Manifest without the parts that would be written empty.
type manifest struct {
	Display  slack.Display     `json:"display_information"`
	Features manifestFeatures  `json:"features"`
	OAuth    slack.OAuthConfig `json:"oauth_config"`
	Settings slack.Settings    `json:"settings"`
}

// manifestFeatures are slack.Features with an App Home that says what is off as well:
// what a manifest does not say of it is not off.
type manifestFeatures struct {
	AppHome appHome `json:"app_home"`
	slack.Features
}

type appHome struct {
	Home     bool `json:"home_tab_enabled"`
	Messages bool `json:"messages_tab_enabled"`
	ReadOnly bool `json:"messages_tab_read_only_enabled"`
}

// botScopes are the permissions that the bot asks for: the least with which
// all of it works.
func botScopes(o ManifestOptions) []string {
	scopes := []string{"app_mentions:read"} // to hear what is asked in a channel, where it is mentioned
	if !o.NoAgent {
		scopes = append(scopes, "assistant:write") // to suggest questions in the person's language
	}
	return append(scopes,
		"chat:write",  // to answer
		"commands",    // the slash command and the shortcut
		"files:write", // charts that Slack cannot draw itself, as images
		"im:history",  // to hear what is asked in direct messages
		"users:read",  // the language that a person has Slack in
	)
}

func slashCommand(o ManifestOptions, w *bot.Words, base string) slack.ManifestSlashCommand {
	c := slack.ManifestSlashCommand{Command: Command, Description: w.Short}
	if len(o.Examples) > 0 {
		c.UsageHint = clip(o.Examples[0], mostHint)
	}
	if base != "" {
		c.Url = base + PathCommands
	}
	return c
}

func agentView(o ManifestOptions, w *bot.Words) *slack.AgentView {
	v := &slack.AgentView{AgentDescription: w.Description}
	for _, q := range o.Examples[:min(len(o.Examples), mostPrompts)] {
		v.SuggestedPrompts = append(v.SuggestedPrompts, slack.ManifestSuggestedPrompt{Title: clip(q, mostLabel), Message: q})
	}
	return v
}

func manifestSettings(base string) slack.Settings {
	s := slack.Settings{
		EventSubscriptions: &slack.EventSubscriptions{BotEvents: []string{"app_home_opened", "app_mention", "message.im"}},
		Interactivity:      &slack.Interactivity{IsEnabled: true},
		SocketModeEnabled:  base == "",
	}
	if base != "" {
		s.EventSubscriptions.RequestUrl = base + PathEvents
		s.Interactivity.RequestUrl = base + PathInteractions
	}
	return s
}

// publicURL checks an address that Slack shall call, and gives it without a
// slash at its end. No address is right: for Socket Mode.
func publicURL(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return "", fmt.Errorf("making a manifest: %q is no address", s)
	case u.Scheme != "https" || u.Hostname() == "":
		return "", fmt.Errorf("making a manifest: the address %q does not begin with https:// and a host, which Slack asks for", s)
	case u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "":
		return "", fmt.Errorf("making a manifest: the address %q holds more than a host and a path", u.Redacted())
	}
	return strings.TrimRight(u.String(), "/"), nil
}
