package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"cifra/adapters/slack"
	"cifra/adapters/telegram"
)

// The names of the secrets.
const (
	slackBotToken         = "SLACK_BOT_TOKEN"
	slackAppToken         = "SLACK_APP_TOKEN"
	slackSigningSecret    = "SLACK_SIGNING_SECRET"
	telegramBotToken      = "TELEGRAM_BOT_TOKEN"
	telegramWebhookSecret = "TELEGRAM_WEBHOOK_SECRET"
)

// mostSecret is how long a secret may be, in bytes.
const mostSecret = 4 << 10

// secret gives a secret from the environment, or from the file that the same
// name with _FILE names; "" where there is none. No error holds a secret.
func (w world) secret(name string) (string, error) {
	value, file := w.env(name), w.env(name+"_FILE")
	switch {
	case value != "" && file != "":
		return "", fmt.Errorf("%s and %s_FILE are both set: which one?", name, name)
	case file != "":
		f, err := os.Open(file)
		if err != nil {
			return "", fmt.Errorf("reading %s_FILE: %w", name, err)
		}
		defer f.Close()
		text, err := io.ReadAll(io.LimitReader(f, mostSecret+1))
		if err != nil {
			return "", fmt.Errorf("reading %s_FILE: %w", name, err)
		}
		if len(text) > mostSecret {
			return "", fmt.Errorf("reading %s_FILE: %q holds more than %d bytes", name, file, mostSecret)
		}
		value = string(text)
		if strings.TrimSpace(value) == "" {
			return "", fmt.Errorf("reading %s_FILE: %q is empty", name, file)
		}
	}
	value = strings.TrimSpace(value)
	if strings.ContainsFunc(value, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", fmt.Errorf("%s holds a character that no token has", name)
	}
	return value, nil
}

// secrets are those that a configuration needs.
type secrets map[string]string

// neededSecrets names the secrets without which what is enabled cannot start.
func (c config) neededSecrets() []string {
	var names []string
	if c.Slack.Enabled {
		names = append(names, slackBotToken)
		if c.Slack.Mode == slack.ModeSocket {
			names = append(names, slackAppToken)
		} else {
			names = append(names, slackSigningSecret)
		}
	}
	if c.Telegram.Enabled {
		names = append(names, telegramBotToken)
		if c.Telegram.Mode == telegram.Webhook {
			names = append(names, telegramWebhookSecret)
		}
	}
	return names
}

// readSecrets reads what a configuration needs. The error says everything that
// is missing, and for what.
func (w world) readSecrets(c config) (secrets, error) {
	read := secrets{}
	var problems []error
	for _, name := range c.neededSecrets() {
		value, err := w.secret(name)
		switch {
		case err != nil:
			problems = append(problems, err)
		case value == "":
			problems = append(problems, fmt.Errorf("%s is not set (nor is %s_FILE)", name, name))
		}
		read[name] = value
	}
	if c.Telegram.Enabled && c.Telegram.Mode == telegram.Webhook && c.Telegram.WebhookURL == "" {
		problems = append(problems, errors.New(`telegram.webhook_url is "": with mode "webhook" Telegram needs to know where to call`))
	}
	if c.State.Kind == stateRedis && c.State.URL == "" {
		problems = append(problems, errors.New(`state.url is "": with kind "redis" it says where Redis is`))
	}
	return read, errors.Join(problems...)
}
