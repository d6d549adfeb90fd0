package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cifra/adapters/slack"
	"cifra/adapters/telegram"
	"cifra/bot"
	"cifra/stats"
	"cifra/stats/sets"
)

// configCheck is "cifra config check".
type configCheck struct {
	config string
	online bool
}

func (c *configCheck) line() *cobra.Command {
	line := &cobra.Command{Use: "check", Short: "Say what would start, and what is missing", Args: taking()}
	line.Flags().BoolVar(&c.online, "online", false, "Ask the platforms, too: whose the tokens are, what they allow, where updates go. Changes nothing there.")
	configFlag(line, &c.config)
	return line
}

// oldHotline is how long a hotline counts as checked.
const oldHotline = 365 * 24 * time.Hour

// Run runs the command.
func (c *configCheck) Run(w world) error {
	conf, err := readConfig(c.config, w.environ)
	if err != nil {
		return err
	}
	report, missing := w.report(conf, c.online)
	if _, err := io.WriteString(w.stdout, screen{}.pairs("", report)); err != nil {
		return fmt.Errorf("writing the report: %w", err)
	}
	if missing {
		return errSaid
	}
	return nil
}

// configReport is what config check says.
type configReport struct {
	lines    [][2]string
	problems []error      // for which nothing starts
	online   onlineReport // where the platforms were asked
}

func (r *configReport) line(head, text string) { r.lines = append(r.lines, [2]string{head, text}) }

// report says what is configured, and whether anything is missing. The
// platforms are asked where online is set, and what they need is there.
func (w world) report(c config, online bool) (lines [][2]string, missing bool) {
	var r configReport
	r.line("Configuration", described(c))
	r.line("Environment", strings.Join(c.fromEnv, ", "))
	r.line("Language", string(c.Bot.Language))
	for i, name := range c.Data.Sets {
		about, err := w.describeSet(name, c)
		switch {
		case err != nil:
			r.problems = append(r.problems, err)
			continue
		case i == 0:
			about += " (default)"
		}
		r.line("Data set", about)
	}
	r.serving(w, c, online)
	if c.Unanswered.Keep {
		r.line("Unanswered", fmt.Sprintf("their wording is kept in the file %s, for %d days", c.Unanswered.Path, c.Unanswered.Days))
	}
	for _, h := range c.hotlines() {
		r.line("Hotline", h.Name.EN+", checked "+h.Checked.Format(time.DateOnly))
	}
	for _, text := range append(w.advice(c), r.online.advice...) {
		r.line("Please look", text)
	}
	missing = r.conclude(c)
	return r.lines, missing
}

// serving says what "cifra serve" would do.
func (r *configReport) serving(w world, c config, online bool) {
	for _, p := range c.platforms() {
		r.line("Platform", p)
	}
	var known secrets
	if len(c.platforms()) > 0 {
		r.line("State", c.stateKept())
		var err error
		if known, err = w.readSecrets(c); err != nil {
			r.problems = append(r.problems, err)
			return
		}
	}
	if online {
		r.online = c.online(context.Background(), known)
		r.lines = append(r.lines, r.online.lines...)
	}
}

// conclude says what would start, and what is missing.
func (r *configReport) conclude(c config) (missing bool) {
	would := "cifra chat, cifra ask"
	switch {
	case len(r.problems) > 0:
		would = "nothing"
	case len(r.online.problems) > 0:
		would += "; cifra serve not as it should"
	case len(c.platforms()) > 0:
		would += ", cifra serve"
	}
	r.line("Would start", would)
	for _, err := range append(r.problems, r.online.problems...) {
		for text := range strings.SplitSeq(err.Error(), "\n") {
			r.line("Missing", text)
			missing = true
		}
	}
	if !missing {
		r.line("Missing", "nothing")
	}
	return missing
}

// platforms says what is enabled, a line each.
func (c config) platforms() []string {
	var out []string
	if c.Slack.Enabled {
		text := "Slack, by Socket Mode"
		if c.Slack.Mode == slack.ModeHTTP {
			text = "Slack, over HTTP at " + c.HTTP.Listen
		}
		out = append(out, text)
	}
	if c.Telegram.Enabled {
		text := "Telegram, by polling"
		if c.Telegram.Mode == telegram.Webhook {
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
	if _, err := w.programOver([]*stats.Set{set}, c, false, bot.NewMemory(bot.MemoryOptions{}), func(error) {}); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %s: %s, %d figures", set.ID, set.Version, set.Title.EN, printed(set)), nil
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
