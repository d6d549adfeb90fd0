package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"cifra/adapters/slack"
	"cifra/stats/sets"
)

// slackManifest is "cifra slack manifest".
type slackManifest struct {
	mode, url, config, set string
	guests                 bool
}

func (s *slackManifest) line() *cobra.Command {
	line := &cobra.Command{Use: "manifest", Short: "Print the manifest of the app, ready to be pasted into Slack", Args: taking()}
	line.Flags().Func("mode", "How Slack reaches the bot: `socket|http`. In mode socket the bot calls Slack, in mode http Slack calls the bot at --url. Without it: slack.mode of the configuration.", s.setMode)
	line.Flags().StringVar(&s.url, "url", "", "For --mode http: the public address of the bot, `https://...`")
	line.Flags().BoolVar(&s.guests, "guests", false, "Leave out the agent's view: guests of a workspace cannot use an app that has one.")
	line.Flags().StringVar(&s.set, "set", "", "Data set whose examples are suggested: `NAME|DIR`, one that ships or a folder.")
	configFlag(line, &s.config)
	return line
}

func (s *slackManifest) setMode(mode string) error {
	if mode != slack.ModeSocket && mode != slack.ModeHTTP {
		return fmt.Errorf("must be one of %q, %q", slack.ModeSocket, slack.ModeHTTP)
	}
	s.mode = mode
	return nil
}

// Run runs the command.
func (s *slackManifest) Run(w world) error {
	c, err := readConfig(s.config, w.environ)
	if err != nil {
		return err
	}
	if s.mode == "" {
		s.mode = c.Slack.Mode
	}
	switch {
	case s.mode == slack.ModeHTTP && s.url == "":
		return usageError{"mode http needs the address that Slack shall call: --url https://... (cifra slack manifest --help)"}
	case s.mode == slack.ModeSocket && s.url != "":
		return usageError{"--url is for --mode http: in Socket Mode Slack calls nobody (cifra slack manifest --help)"}
	}
	name := c.Data.Sets[0]
	if s.set != "" {
		name = s.set
	}
	set, err := sets.Load(name)
	if err != nil {
		return err
	}
	out, err := slack.Manifest(slack.ManifestOptions{URL: s.url, Examples: set.Examples.EN, NoAgent: s.guests})
	if err != nil {
		return usageError{err.Error()} // it is about the address
	}
	if _, err := w.stdout.Write(out); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	return nil
}
