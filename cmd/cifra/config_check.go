package main

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"cifra/bot"
	"cifra/stats/sets"
)

// configGroup is "cifra config".
type configGroup struct {
	Check configCheck `cmd:"" help:"Say what would start, and what is missing."`
}

// configCheck is "cifra config check".
type configCheck struct {
	Config string `help:"Configuration file. Without it: config.toml here, if there is one." placeholder:"FILE"`
}

// oldHotline is how long a hotline counts as checked.
const oldHotline = 365 * 24 * time.Hour

// Run runs the command.
func (c *configCheck) Run(w world) error {
	conf, err := readConfig(c.Config, w.environ)
	if err != nil {
		return err
	}
	report, missing := w.report(conf)
	if _, err := io.WriteString(w.stdout, screen{}.pairs("", report)); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	if missing {
		return errSaid
	}
	return nil
}

// report says what is configured, and whether anything is missing to start.
func (w world) report(c config) (lines [][2]string, missing bool) {
	line := func(head, text string) { lines = append(lines, [2]string{head, text}) }
	line("Configuration", described(c))
	line("Environment", strings.Join(c.fromEnv, ", "))
	line("Language", string(c.Bot.Language))
	var problems []error
	for i, name := range c.Data.Sets {
		about, err := w.describeSet(name, c)
		switch {
		case err != nil:
			problems = append(problems, err)
			continue
		case i == 0:
			about += " (default)"
		}
		line("Data set", about)
	}
	would := "cifra chat, cifra ask"
	if platforms := c.platforms(); len(platforms) > 0 {
		would += ", cifra serve"
		for _, p := range platforms {
			line("Platform", p)
		}
		line("State", c.stateKept())
		if _, err := w.readSecrets(c); err != nil {
			problems = append(problems, err)
		}
	}
	for _, h := range c.hotlines() {
		line("Hotline", h.Name.EN+", checked "+h.Checked.Format(time.DateOnly))
	}
	for _, text := range w.advice(c) {
		line("Please look", text)
	}
	if len(problems) > 0 {
		line("Would start", "nothing")
		for _, err := range problems {
			for text := range strings.SplitSeq(err.Error(), "\n") {
				line("Missing", text)
			}
		}
		return lines, true
	}
	line("Would start", would)
	line("Missing", "nothing")
	return lines, false
}

// platforms says what is enabled, a line each.
func (c config) platforms() []string {
	var out []string
	if c.Slack.Enabled {
		text := "Slack, by Socket Mode"
		if c.Slack.Mode == modeHTTP {
			text = "Slack, over HTTP at " + c.HTTP.Listen
		}
		out = append(out, text)
	}
	if c.Telegram.Enabled {
		text := "Telegram, by polling"
		if c.Telegram.Mode == modeWebhook {
			text = "Telegram, by webhook " + c.Telegram.WebhookURL + " at " + c.HTTP.Listen
		}
		out = append(out, text)
	}
	return out
}

// stateKept says where state is kept, without what an address may hold of
// secrets.
func (c config) stateKept() string {
	switch c.State.Kind {
	case stateBolt:
		return "in the file " + c.State.Path
	case stateRedis:
		if u, err := url.Parse(c.State.URL); err == nil {
			return "in Redis at " + u.Host
		}
		return "in Redis"
	}
	return "in memory, until Cifra stops"
}

// described says where a configuration comes from.
func described(c config) string {
	if c.file == "" {
		return "as it ships: there is no " + configName + " here"
	}
	return c.file
}

// describeSet loads a data set as the program would, and describes it in a
// line.
func (w world) describeSet(name string, c config) (string, error) {
	set, err := sets.Load(name)
	if err != nil {
		return "", err
	}
	if _, err := w.program(set, c, false); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %s: %s, %d figures", set.ID, set.Version, set.Title.EN, len(set.Figures)), nil
}

// advice is what is no error and yet should be looked at.
func (w world) advice(c config) []string {
	var advice []string
	for _, name := range strayEnv(w.environ) {
		advice = append(advice, name+" is set, but is no key")
	}
	for _, h := range c.hotlines() {
		if old := w.old(h); old != "" {
			advice = append(advice, old)
		}
	}
	return advice
}

// old says that a hotline should be checked again, or nothing.
func (w world) old(h bot.Hotline) string {
	if w.now().Sub(h.Checked) <= oldHotline {
		return ""
	}
	return fmt.Sprintf("the hotline %q was last checked on %s: more than a year ago",
		h.Name.EN, h.Checked.Format(time.DateOnly))
}
