package slack

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"cifra/bot"
	"cifra/stats"
)

func madeManifest(t *testing.T, o ManifestOptions) (text string, m object) {
	t.Helper()
	b, err := Manifest(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return string(b), m
}

func exampleQuestions() []string {
	return []string{"How many victims were female?", "Top labor industries", "a", "b", "c"}
}

func TestManifestsReadAsTheyShould(t *testing.T) {
	for name, o := range map[string]ManifestOptions{
		"manifest_socket": {Examples: exampleQuestions()},
		"manifest_http":   {Examples: exampleQuestions(), URL: "https://cifra.example.org/bots/"},
		"manifest_guests": {NoAgent: true},
	} {
		text, _ := madeManifest(t, o)
		golden(t, name, text)
	}
}

// at gives what stands in a manifest at a path of keys.
func (c *checker) at(m object, path string) object {
	for _, key := range strings.Split(path, ".") {
		m, _ = m[key].(object)
	}
	if m == nil {
		c.problem("no %s", path)
	}
	return m
}

// The lengths and keys are those of the schema that Slack publishes,
// slackapi/manifest-schema, and of docs.slack.dev/reference/app-manifest.
func TestManifestsAreWithinSlacksLimits(t *testing.T) {
	for _, o := range []ManifestOptions{
		{}, {NoAgent: true}, {Examples: exampleQuestions()}, {Examples: []string{strings.Repeat("long ", 500)}, URL: "https://x.example"},
	} {
		_, m := madeManifest(t, o)
		c := &checker{}
		c.keys("manifest", m, "display_information", "features", "oauth_config", "settings")
		display := c.at(m, "display_information")
		c.keys("display", display, "name", "description", "long_description")
		c.str("display", display, "name", 1, 35)
		c.str("display", display, "description", 1, 140)
		c.str("display", display, "long_description", 175, 4000)
		features := c.at(m, "features")
		c.keys("features", features, "app_home", "bot_user", "shortcuts", "slash_commands", "agent_view?")
		c.keys("app_home", c.at(m, "features.app_home"), "home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled")
		c.str("bot_user", c.at(m, "features.bot_user"), "display_name", 1, 80)
		for _, v := range c.array("features", features, "shortcuts", 1, 1) {
			shortcut, _ := v.(object)
			c.keys("shortcut", shortcut, "name", "type", "callback_id", "description")
			c.str("shortcut", shortcut, "name", 1, 24)
			c.str("shortcut", shortcut, "callback_id", 1, 255)
			c.str("shortcut", shortcut, "description", 1, 150)
		}
		for _, v := range c.array("features", features, "slash_commands", 1, 1) {
			command, _ := v.(object)
			c.keys("command", command, "command", "description", "url?", "usage_hint?")
			c.str("command", command, "command", 2, 32)
			c.str("command", command, "description", 1, 2000)
			if command["usage_hint"] != nil {
				c.str("command", command, "usage_hint", 1, 1000)
			}
		}
		if o.NoAgent == (features["agent_view"] != nil) {
			t.Errorf("%+v: agent_view is %v", o, features["agent_view"])
		}
		if agent, _ := features["agent_view"].(object); agent != nil {
			c.keys("agent_view", agent, "agent_description", "suggested_prompts?")
			c.str("agent_view", agent, "agent_description", 1, 300)
			if len(o.Examples) > 0 {
				for _, v := range c.array("agent_view", agent, "suggested_prompts", 1, 4) {
					prompt, _ := v.(object)
					c.str("prompt", prompt, "title", 1, 75)
					c.str("prompt", prompt, "message", 1, 4000)
				}
			}
		}
		c.keys("settings", c.at(m, "settings"), "event_subscriptions", "interactivity", "socket_mode_enabled?")
		for _, problem := range c.problems {
			t.Errorf("%.60v: %s", o, problem)
		}
	}
}

func TestManifestOfSocketModeNamesNoAddressAndThatOfHTTPAllThree(t *testing.T) {
	text, m := madeManifest(t, ManifestOptions{})
	if strings.Contains(text, "http") || m["settings"].(object)["socket_mode_enabled"] != true {
		t.Errorf("for Socket Mode:\n%s", text)
	}
	text, m = madeManifest(t, ManifestOptions{URL: "https://x.example:8443/a/"})
	for _, path := range []string{"/slack/commands", "/slack/events", "/slack/interactions"} {
		if strings.Count(text, `"https://x.example:8443/a`+path+`"`) != 1 {
			t.Errorf("%s is not there once:\n%s", path, text)
		}
	}
	if _, said := m["settings"].(object)["socket_mode_enabled"]; said {
		t.Error("Socket Mode is on with HTTP")
	}
}

func TestManifestAsksForTheLeast(t *testing.T) {
	scopes := func(o ManifestOptions) []any {
		_, m := madeManifest(t, o)
		c := &checker{}
		if user := c.at(m, "oauth_config.scopes")["user"]; user != nil {
			t.Errorf("scopes of persons: %v", user)
		}
		return c.at(m, "oauth_config.scopes")["bot"].([]any)
	}
	least := []any{"app_mentions:read", "chat:write", "commands", "files:write", "im:history", "users:read"}
	if got := scopes(ManifestOptions{NoAgent: true}); !slices.Equal(got, least) {
		t.Errorf("scopes %v, want %v", got, least)
	}
	if got := scopes(ManifestOptions{}); !slices.Equal(got, slices.Insert(slices.Clone(least), 1, any("assistant:write"))) {
		t.Errorf("with the agent's view: scopes %v", got)
	}
}

func TestTheShortcutIsNamedAsTheBotSays(t *testing.T) {
	_, m := madeManifest(t, ManifestOptions{})
	shortcut := m["features"].(object)["shortcuts"].([]any)[0].(object)
	if shortcut["name"] != bot.WordsIn(stats.EN).AskAbout || shortcut["callback_id"] != ShortcutAsk || shortcut["type"] != "message" {
		t.Errorf("%v", shortcut)
	}
}

func TestManifestTakesOnlyAnAddressThatSlackCanCall(t *testing.T) {
	for _, url := range []string{
		"http://x.example", "x.example", "https://", "https:///a", "ftp://x.example", "https://x.example?a=b", "https://x.example/#a",
		"https://x example", "https://u:p@x.example", "://", "https://x.example?",
	} {
		_, err := Manifest(ManifestOptions{URL: url})
		if err == nil || !strings.Contains(err.Error(), "address") || strings.Contains(err.Error(), ":p@") {
			t.Errorf("%q: %v", url, err)
		}
	}
}
