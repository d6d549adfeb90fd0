package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"cifra/adapters/delivery"
)

// introduce sees to it that Telegram shows people the bot's commands and
// descriptions in each language. It sets only what is different: Telegram
// allows few changes. What fails costs the introduction and no answer. The
// bot's name is its operator's to choose.
func (s *serving) introduce(ctx context.Context) {
	for _, p := range profile(s.config.Commands) {
		for _, set := range [...]func(context.Context, profileIn) error{s.setCommands, s.setDescription, s.setShort} {
			if err := set(ctx, p); err != nil && ctx.Err() == nil {
				s.log.Warn("telegram: the bot's profile is not as it should be", "language", p.Lang, "error", err)
			}
			if ctx.Err() != nil {
				return
			}
		}
	}
}

func (s *serving) setCommands(ctx context.Context, p profileIn) error {
	text, err := json.Marshal(append([]listedCommand{}, p.Commands...)) // not null: Telegram gives an empty list
	if err != nil {
		return fmt.Errorf("writing commands: %w", err)
	}
	return s.setTo(ctx, "MyCommands", p.Lang, "commands", string(text), func(result json.RawMessage) (string, error) {
		is := []listedCommand{}
		if err := json.Unmarshal(result, &is); err != nil {
			return "", err
		}
		text, err := json.Marshal(is)
		return string(text), err
	})
}

func (s *serving) setDescription(ctx context.Context, p profileIn) error {
	return s.setTo(ctx, "MyDescription", p.Lang, "description", p.Description, textOf("description"))
}

func (s *serving) setShort(ctx context.Context, p profileIn) error {
	return s.setTo(ctx, "MyShortDescription", p.Lang, "short_description", p.Short, textOf("short_description"))
}

// textOf reads a text out of a result.
func textOf(field string) func(json.RawMessage) (string, error) {
	return func(result json.RawMessage) (string, error) {
		var texts map[string]string
		err := json.Unmarshal(result, &texts)
		return texts[field], err
	}
}

// setTo sets what a pair of methods, get and set, is about, if it is not so.
func (s *serving) setTo(ctx context.Context, what, lang, field, want string, read func(json.RawMessage) (string, error)) error {
	params := tgbotapi.Params{}
	if lang != "" {
		params["language_code"] = lang
	}
	result, err := s.patiently(ctx, "get"+what, params)
	if err != nil {
		return err
	}
	if is, err := read(result); err == nil && is == want {
		return nil
	}
	params[field] = want
	_, err = s.patiently(ctx, "set"+what, params)
	return err
}

// mostWait is how long patiently waits between two tries.
const mostWait = time.Minute

// patiently calls a method that nobody waits for.
func (s *serving) patiently(ctx context.Context, method string, params tgbotapi.Params) (json.RawMessage, error) {
	pause := newPause(2*time.Second, mostWait)
	for try := 1; ; try++ {
		result, err := s.call(ctx, method, params)
		if err == nil || isRefusal(err) || try >= mostSends {
			return result, err
		}
		wait := pause.NextBackOff()
		if told, ok := tooMany(err); ok {
			if told > mostWait {
				return nil, err
			}
			wait = max(wait, told)
		}
		if err := delivery.Sleep(ctx, wait); err != nil {
			return nil, err
		}
		s.meter.Retried(method)
	}
}
