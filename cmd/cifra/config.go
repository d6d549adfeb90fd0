package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"cifra"
	"cifra/bot"
	"cifra/stats"
)

// configName is the file that is read where --config names none.
const configName = "config.toml"

// config is how the bot is set up: its tables and keys are those of config.toml.
type config struct {
	file    string   // the file that was read; "" where there is none
	fromEnv []string // the variables that had a say

	Bot struct {
		Language language `toml:"language"`
	} `toml:"bot"`
	Data struct {
		Sets []string `toml:"sets"` // never empty; the first is the default
	} `toml:"data"`
	Slack struct {
		Enabled  bool     `toml:"enabled"`
		Mode     string   `toml:"mode"`
		APIURL   string   `toml:"api_url"`
		Teams    []string `toml:"teams"`
		Channels []string `toml:"channels"`
	} `toml:"slack"`
	Telegram struct {
		Enabled    bool     `toml:"enabled"`
		Mode       string   `toml:"mode"`
		APIURL     string   `toml:"api_url"`
		WebhookURL string   `toml:"webhook_url"`
		Chats      []string `toml:"chats"`
	} `toml:"telegram"`
	HTTP struct {
		Listen string `toml:"listen"`
	} `toml:"http"`
	Admin struct {
		Listen string `toml:"listen"`
	} `toml:"admin"`
	State struct {
		Kind string `toml:"kind"`
		Path string `toml:"path"`
		URL  string `toml:"url"`
	} `toml:"state"`
	Limits struct {
		PersonMinute int `toml:"person_minute"`
		ChatMinute   int `toml:"chat_minute"`
		Characters   int `toml:"characters"`
	} `toml:"limits"`
	Unanswered struct {
		Keep   bool   `toml:"keep"`
		Path   string `toml:"path"`
		Days   int    `toml:"days"`
		People int    `toml:"people"`
	} `toml:"unanswered"`
	Log struct {
		Format string `toml:"format"`
		Level  string `toml:"level"`
	} `toml:"log"`
	Hotlines []hotlineEntry `toml:"hotline"`
}

// hotlineEntry is a hotline as the file has it.
type hotlineEntry struct {
	Name    stats.Text    `toml:"name"`
	Lines   []contactLine `toml:"lines"`
	About   stats.Text    `toml:"about"`
	Checked day           `toml:"checked"`
}

// hotlines are the hotlines as the bot takes them.
func (c config) hotlines() []bot.Hotline {
	out := make([]bot.Hotline, len(c.Hotlines))
	for i, h := range c.Hotlines {
		out[i] = bot.Hotline{Name: h.Name, About: h.About, Checked: h.Checked.Time}
		for _, l := range h.Lines {
			out[i].Lines = append(out[i].Lines, l.Text)
		}
	}
	return out
}

// language is "auto", "en" or "es": a value of bot.language and of --lang; ""
// where none is given.
type language string

// UnmarshalText takes the three languages and nothing else.
func (l *language) UnmarshalText(text []byte) error {
	switch s := string(text); s {
	case "auto", "en", "es":
		*l = language(s)
		return nil
	default:
		return fmt.Errorf("unknown language %q (auto, en or es)", s)
	}
}

// day is a date as "2026-11-22", with quotes or without.
type day struct{ time.Time }

// UnmarshalTOML takes a date in either form.
func (d *day) UnmarshalTOML(value any) error {
	if t, ok := value.(time.Time); ok {
		d.Time = time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
		return nil
	}
	t, err := time.Parse(time.DateOnly, fmt.Sprint(value))
	if err != nil {
		return fmt.Errorf("%q is not a date such as \"2026-11-22\"", fmt.Sprint(value))
	}
	d.Time = t
	return nil
}

// contactLine is a way to reach a hotline: one text for both languages, or a
// table of one for each.
type contactLine struct{ stats.Text }

// UnmarshalTOML takes either form.
func (c *contactLine) UnmarshalTOML(value any) error {
	if s, ok := value.(string); ok {
		c.Text = stats.Text{EN: s, ES: s}
		return nil
	}
	table, ok := value.(map[string]any)
	if !ok {
		return fmt.Errorf("%v is neither a text nor a table of \"en\" and \"es\"", value)
	}
	for key, text := range table {
		s, isText := text.(string)
		switch {
		case !isText:
			return fmt.Errorf("%v is not a text", text)
		case key == "en":
			c.EN = s
		case key == "es":
			c.ES = s
		default:
			return fmt.Errorf("unknown key %q in a line (en, es)", key)
		}
	}
	return nil
}

// readConfig gives the configuration: what ships, then what the file says,
// then what the environment says. With name "" the file is config.toml, which
// need not be there.
func readConfig(name string, environ []string) (config, error) {
	var c config
	if err := c.addFile("the configuration that ships", cifra.DefaultConfig()); err != nil {
		return config{}, err
	}
	c.file = name
	if name == "" {
		c.file = configName
	}
	text, err := os.ReadFile(c.file)
	switch {
	case name == "" && errors.Is(err, fs.ErrNotExist):
		c.file = ""
	case err != nil:
		return config{}, fmt.Errorf("reading the configuration: %w", err)
	default:
		if err := c.addFile(c.file, string(text)); err != nil {
			return config{}, err
		}
	}
	return c, c.addEnv(environ)
}

// addFile lays what a file says over what is known. Lists are not added to, but
// replaced.
func (c *config) addFile(name, text string) error {
	was := *c
	c.Hotlines, c.Data.Sets = nil, nil
	set, err := decodeConfig(name, text, c)
	if err != nil {
		return err
	}
	if !set("hotline") {
		c.Hotlines = was.Hotlines
	}
	if !set("data", "sets") {
		c.Data.Sets = was.Data.Sets
	}
	line := lineFinder(text)
	if key, err := c.check(); err != nil {
		return fmt.Errorf("%s%s: %s: %w", name, line(key), key, err)
	}
	return nil
}
