package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"cifra/adapters/slack"
	"cifra/adapters/telegram"
)

// What state.kind may be set to, the default first.
const (
	stateBolt   = "bolt"
	stateMemory = "memory"
	stateRedis  = "redis"
)

// check looks at the values, and names the key of the first that is wrong.
// What a hotline must have, the bot says.
func (c *config) check() (key string, err error) {
	for _, v := range []struct {
		key string
		err error
	}{
		{"data.sets", checkSets(c.Data.Sets)},
		{"slack.mode", oneOf(c.Slack.Mode, slack.ModeSocket, slack.ModeHTTP)},
		{"slack.api_url", checkURL(c.Slack.APIURL, "http", "https")},
		{"telegram.mode", oneOf(c.Telegram.Mode, telegram.Polling, telegram.Webhook)},
		{"telegram.api_url", checkTelegramURL(c.Telegram.APIURL)},
		{"telegram.webhook_url", optional(c.Telegram.WebhookURL, func(s string) error { return checkURL(s, "https", "http") })},
		{"http.listen", checkListen(c.HTTP.Listen)},
		{"admin.listen", optional(c.Admin.Listen, checkListen)},
		{"state.kind", oneOf(c.State.Kind, stateBolt, stateMemory, stateRedis)},
		{"state.url", optional(c.State.URL, checkRedisURL)},
		{"slack.teams", checkIDs(c.Slack.Teams)},
		{"slack.channels", checkIDs(c.Slack.Channels)},
		{"telegram.chats", checkChats(c.Telegram.Chats)},
		{"limits.person_minute", notNegative(c.Limits.PersonMinute)},
		{"limits.chat_minute", notNegative(c.Limits.ChatMinute)},
		{"limits.characters", notNegative(c.Limits.Characters)},
		{"unanswered.path", checkPath(c.Unanswered.Path)},
		{"unanswered.days", between(c.Unanswered.Days, 1, 30)},
		{"unanswered.people", between(c.Unanswered.People, 2, 1000)},
		{"log.format", oneOf(c.Log.Format, "text", "json")},
		{"log.level", oneOf(c.Log.Level, "debug", "info", "warn", "error")},
	} {
		if v.err != nil {
			return v.key, v.err
		}
	}
	if len(c.Hotlines) == 0 {
		return "hotline", errors.New("none is given, so that someone in danger could be sent nowhere")
	}
	return "", nil
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

// checkIDs wants ids as Slack writes them: T024BE7LD.
func checkIDs(ids []string) error {
	for _, id := range ids {
		if id == "" || strings.Trim(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
			return fmt.Errorf("%q is not an id such as \"C024BE91L\"", id)
		}
	}
	return nil
}

// checkChats wants ids as Telegram numbers chats: below zero for groups.
func checkChats(ids []string) error {
	for _, id := range ids {
		if _, err := strconv.ParseInt(id, 10, 64); err != nil {
			return fmt.Errorf("%q is not the number of a chat such as \"-1001234567890\"", id)
		}
	}
	return nil
}

func notNegative(n int) error {
	if n < 0 {
		return fmt.Errorf("%d is below zero; 0 sets no limit", n)
	}
	return nil
}

// checkPath wants the name of a file.
func checkPath(path string) error {
	if strings.TrimSpace(path) == "" {
		return fmt.Errorf("%q names no file", path)
	}
	return nil
}

func between(n, least, most int) error {
	if n < least || n > most {
		return fmt.Errorf("%d is not from %d to %d", n, least, most)
	}
	return nil
}

func oneOf(value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("unknown value %q (%s)", value, strings.Join(allowed, ", "))
}

func optional(value string, check func(string) error) error {
	if value == "" {
		return nil
	}
	return check(value)
}

// checkURL quotes no more of an address than its beginning: there may be a
// password in it.
func checkURL(value string, schemes ...string) error {
	u, err := url.Parse(value)
	switch {
	case err != nil:
		return errors.New("not an address")
	case !slices.Contains(schemes, u.Scheme) || u.Host == "":
		return fmt.Errorf("%q is not an address that begins with %s:// and names a host", u.Scheme+"://"+u.Host, schemes[0])
	}
	return nil
}

func checkRedisURL(value string) error { return checkURL(value, "redis", "rediss", "unix") }

// checkTelegramURL wants the form that the library takes: two %s, for the
// token and the method.
func checkTelegramURL(value string) error {
	if strings.Count(value, "%s") != 2 || strings.Count(value, "%") != 2 {
		return fmt.Errorf("%q has not exactly two %%s, for the token and the method", value)
	}
	return checkURL(strings.ReplaceAll(value, "%s", "x"), "https", "http")
}

func checkListen(value string) error {
	_, port, err := net.SplitHostPort(value)
	if err != nil || port == "" {
		return fmt.Errorf("%q is not an address such as \":8080\" or \"127.0.0.1:9090\"", value)
	}
	return nil
}
