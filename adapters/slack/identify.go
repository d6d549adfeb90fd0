package slack

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/slack-go/slack"

	"cifra/adapters/delivery"
)

// mostPatience is how long is waited between two tries while Slack is away.
const mostPatience = 30 * time.Second

// identify asks Slack who the bot is. While Slack is away it tries on; what
// Slack refuses ends the shift.
func (s *shift) identify(ctx context.Context) error {
	const doing = "asking Slack whom the bot token belongs to (auth.test)"
	b := backoff.NewExponentialBackOff()
	b.MaxInterval = mostPatience
	away, again := false, false
	who, err := backoff.Retry(ctx, func() (*slack.AuthTestResponse, error) {
		if again {
			s.c.Meter.Retried("auth.test")
		}
		who, sent, err := s.authTest(ctx)
		if err == nil {
			return who, nil
		}
		again = true
		s.failed(ctx, "auth.test", err)
		t, wait := judge(err, sent)
		switch {
		case ctx.Err() != nil:
		case t == refused:
			return nil, backoff.Permanent(&fatalError{doing, err})
		case !away:
			away = true
			s.log.Warn("Slack does not answer; trying until it does", "error", s.safe(err))
		}
		if wait > 0 {
			return nil, &backoff.RetryAfterError{Duration: wait}
		}
		return nil, err
	}, backoff.WithBackOff(b), backoff.WithMaxElapsedTime(0))
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return err
	}
	s.self.Store(&who.UserID)
	s.log.Info("Slack takes the bot token", "mode", s.c.Mode)
	return nil
}

func (s *shift) authTest(ctx context.Context) (who *slack.AuthTestResponse, sent bool, err error) {
	token, err := s.c.Tokens.BotToken(ctx, "")
	if err != nil {
		return nil, false, fmt.Errorf("getting the bot token: %w", err)
	}
	sent, err = s.attempt(ctx, func(ctx context.Context) error {
		who, err = s.client(token).AuthTestContext(ctx)
		if err == nil && who.UserID == "" {
			return errors.New("auth.test names no user")
		}
		return err
	})
	return who, sent, delivery.Redact(err, token)
}
