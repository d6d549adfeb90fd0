package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"cifra"
	"cifra/bot"
	"cifra/stats"
)

// configName is the file that is read where --config names none.
const configName = "config.toml"

// config is how the bot is set up.
type config struct {
	file     string   // the file that was read; "" where there is none
	fromEnv  []string // the variables that had a say
	language language
	sets     []string // never empty; the first is the default
	hotlines []bot.Hotline
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

// configFile is what a configuration file may hold.
type configFile struct {
	Bot struct {
		Language language `toml:"language"`
	} `toml:"bot"`
	Data struct {
		Sets []string `toml:"sets"`
	} `toml:"data"`
	Hotlines []struct {
		Name    stats.Text    `toml:"name"`
		Lines   []contactLine `toml:"lines"`
		About   stats.Text    `toml:"about"`
		Checked day           `toml:"checked"`
	} `toml:"hotline"`
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

// addFile lays what a file says over what is known.
func (c *config) addFile(name, text string) error {
	var f configFile
	set, err := decodeConfig(name, text, &f)
	if err != nil {
		return err
	}
	if set("bot", "language") {
		c.language = f.Bot.Language
	}
	if set("data", "sets") {
		c.sets = f.Data.Sets
	}
	if set("hotline") {
		c.hotlines = nil
	}
	for _, h := range f.Hotlines {
		lines := make([]stats.Text, len(h.Lines))
		for i, l := range h.Lines {
			lines[i] = l.Text
		}
		c.hotlines = append(c.hotlines, bot.Hotline{Name: h.Name, Lines: lines, About: h.About, Checked: h.Checked.Time})
	}
	return c.check(name, lineFinder(text))
}

// check looks at the values. What a hotline must have, the bot says.
func (c *config) check(name string, line func(key string) string) error {
	if err := checkSets(c.sets); err != nil {
		return fmt.Errorf("%s%s: data.sets: %w", name, line("data.sets"), err)
	}
	if len(c.hotlines) == 0 {
		return fmt.Errorf("%s%s: hotline: none is given, so that someone in danger could be sent nowhere", name, line("hotline"))
	}
	return nil
}

func checkSets(sets []string) error {
	if len(sets) == 0 {
		return errors.New("no data set is named")
	}
	seen := map[string]bool{}
	for _, s := range sets {
		switch {
		case strings.TrimSpace(s) == "":
			return fmt.Errorf("%q names no data set", s)
		case seen[s]:
			return fmt.Errorf("%q is named twice", s)
		}
		seen[s] = true
	}
	return nil
}

// envPrefix begins the variables that set keys.
const envPrefix = "CIFRA_"

// addEnv lays what the environment says over what is known. An empty variable
// is one that is not set.
func (c *config) addEnv(environ []string) error {
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if value == "" {
			continue
		}
		var err error
		switch name {
		case envPrefix + "BOT_LANGUAGE":
			err = c.language.UnmarshalText([]byte(value))
		case envPrefix + "DATA_SETS":
			c.sets = strings.Split(value, ",")
			for i, s := range c.sets {
				c.sets[i] = strings.TrimSpace(s)
			}
			err = checkSets(c.sets)
		default:
			continue
		}
		if err != nil {
			return fmt.Errorf("%s=%q: %w", name, value, err)
		}
		c.fromEnv = append(c.fromEnv, name)
	}
	return nil
}

// strayEnv lists the variables that look like keys and are none. They are no
// error: Kubernetes, for one, makes such variables of the name of a service.
func strayEnv(environ []string) []string {
	var stray []string
	for _, entry := range environ {
		name, value, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, envPrefix) && value != "" &&
			name != envPrefix+"BOT_LANGUAGE" && name != envPrefix+"DATA_SETS" {
			stray = append(stray, name)
		}
	}
	return stray
}
