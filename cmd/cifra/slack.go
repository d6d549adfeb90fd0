package main

import (
	"fmt"

	"cifra/adapters/slack"
	"cifra/stats/sets"
)

// slackGroup is "cifra slack".
type slackGroup struct {
	Manifest slackManifest `cmd:"" help:"Print the manifest of the app, ready to be pasted into Slack."`
}

// slackManifest is "cifra slack manifest".
type slackManifest struct {
	Mode   string `enum:",socket,http" default:"" help:"How Slack reaches the bot: socket, where the bot calls Slack, or http, where Slack calls the bot at --url. Without it: slack.mode of the configuration." placeholder:"MODE"`
	URL    string `name:"url" help:"For --mode http: the public address of the bot, https://..." placeholder:"URL"`
	Guests bool   `help:"Leave out the agent's view: guests of a workspace cannot use an app that has one."`
	Config string `help:"Configuration file. Without it: config.toml here, if there is one." placeholder:"FILE"`
	Set    string `help:"Data set whose examples are suggested: the name of one that ships, or a folder." placeholder:"NAME|DIR"`
}

// Run runs the command.
func (s *slackManifest) Run(w world) error {
	c, err := readConfig(s.Config, w.environ)
	if err != nil {
		return err
	}
	if s.Mode == "" {
		s.Mode = c.Slack.Mode
	}
	switch {
	case s.Mode == slack.ModeHTTP && s.URL == "":
		return usageError{"mode http needs the address that Slack shall call: --url https://... (cifra slack manifest --help)"}
	case s.Mode == slack.ModeSocket && s.URL != "":
		return usageError{"--url is for --mode http: in Socket Mode Slack calls nobody (cifra slack manifest --help)"}
	}
	name := c.Data.Sets[0]
	if s.Set != "" {
		name = s.Set
	}
	set, err := sets.Load(name)
	if err != nil {
		return err
	}
	out, err := slack.Manifest(slack.ManifestOptions{URL: s.URL, Examples: set.Examples.EN, NoAgent: s.Guests})
	if err != nil {
		return usageError{err.Error()} // it is about the address
	}
	if _, err := w.stdout.Write(out); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	return nil
}
