package main

import (
	"fmt"
	"slices"
	"strconv"

	"cifra/adapters/slack"
	"cifra/adapters/telegram"
	"cifra/bot/chart"
)

// mostPictures is how many charts are kept drawn: some tens of kilobytes each.
const mostPictures = 256

// connect makes the adapters that are enabled.
func (s *server) connect() ([]platform, error) {
	var out []platform
	pictures := chart.NewCache(mostPictures)
	if c := s.conf.Slack; c.Enabled {
		a, err := slack.New(slack.Config{
			Mode: c.Mode, APIURL: c.APIURL, Tokens: slack.OneToken(s.secrets[slackBotToken]),
			AppToken: s.secrets[slackAppToken], SigningSecret: s.secrets[slackSigningSecret],
			Store: s.store, Draw: pictures.PNG, Log: s.log, Meter: s.meters.of("slack"), Keeper: s.keeperOf("slack"),
			Allow: func(team, channel string) bool { return listed(c.Teams, team) && listed(c.Channels, channel) },
		})
		if err != nil {
			return nil, fmt.Errorf("slack: %w", err)
		}
		out = append(out, platform{name: "slack", public: c.Mode == slack.ModeHTTP, adapter: a})
	}
	if c := s.conf.Telegram; c.Enabled {
		a, err := telegram.New(telegram.Config{
			Mode: c.Mode, APIURL: c.APIURL, Token: s.secrets[telegramBotToken],
			WebhookURL: c.WebhookURL, WebhookSecret: s.secrets[telegramWebhookSecret],
			Store: s.store, Commands: s.live.bot.Load().Commands(), Draw: pictures.PNG, Log: s.log,
			Meter:  s.meters.of("telegram"),
			Pacing: telegram.Pacing{Off: s.world.unpaced, Keeper: s.keeperOf("telegram:" + botOf(s.secrets[telegramBotToken]))},
			Allow:  func(chat int64) bool { return listed(c.Chats, strconv.FormatInt(chat, 10)) },
		})
		if err != nil {
			return nil, fmt.Errorf("telegram: %w", err)
		}
		out = append(out, platform{name: "telegram", public: c.Mode == telegram.Webhook, adapter: a})
	}
	return out, nil
}

// listed says whether a list names an id; an empty one names all.
func listed(ids []string, id string) bool { return len(ids) == 0 || slices.Contains(ids, id) }
