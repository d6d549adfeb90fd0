package slack

import (
	"context"
	"encoding/json"
	"errors"

	"cifra/adapters/delivery"
)

// The types of what the Events API brings, outside and inside.
// Source: https://docs.slack.dev/reference/events
const (
	typeVerification = "url_verification"
	typeCallback     = "event_callback"
	typeLimited      = "app_rate_limited"

	typeMention     = "app_mention"
	typeMessage     = "message"
	typeHomeOpened  = "app_home_opened"
	typeThreadBegun = "assistant_thread_started"
	typeUninstalled = "app_uninstalled"
	typeRevoked     = "tokens_revoked"
)

// envelope is what is around an event.
type envelope struct {
	Type           string                       `json:"type"`
	Challenge      string                       `json:"challenge"`
	Team           string                       `json:"team_id"`
	Enterprise     string                       `json:"enterprise_id"`
	ID             string                       `json:"event_id"`
	Authorizations delivery.List[authorization] `json:"authorizations"`
	Event          json.RawMessage              `json:"event"`

	delivery string // what this delivery alone is known by
}

// authorization is an installation of the app that sees an event.
type authorization struct {
	Team       string `json:"team_id"`
	Enterprise string `json:"enterprise_id"`
	User       string `json:"user_id"`
}

var errNoJSON = errors.New("it is no JSON of that form") // the decoder's own error may quote what is written

func parseEnvelope(body []byte) (*envelope, error) {
	e := new(envelope)
	if json.Unmarshal(body, e) != nil || e.Type == "" {
		return nil, errNoJSON
	}
	return e, nil
}

// team is the workspace whose installation of the app the event is for. Where a
// channel is shared, the event may have happened in another one.
func (e *envelope) team() string {
	for _, a := range e.Authorizations {
		if a.Team != "" {
			return a.Team
		}
	}
	if e.Team != "" {
		return e.Team
	}
	return e.Enterprise
}

// isSelf says whether a user is the bot.
func (s *shift) isSelf(e *envelope, user string) bool {
	if self := s.self.Load(); self != nil && *self == user {
		return true
	}
	for _, a := range e.Authorizations {
		if a.User == user {
			return true
		}
	}
	return false
}

// eventTask says what is to be done about an event; nil for nothing.
func (s *shift) eventTask(e *envelope) *task {
	if e.Type == typeLimited {
		s.log.Warn("Slack holds events back: the app gets more than 30,000 in an hour")
		return nil
	}
	var kind struct {
		Type string `json:"type"`
	}
	if e.Type != typeCallback || json.Unmarshal(e.Event, &kind) != nil || e.team() == "" {
		return nil
	}
	var t *task
	switch kind.Type {
	case typeMention, typeMessage:
		t = s.messageTask(e)
	case typeHomeOpened:
		t = s.homeOpenedTask(e)
	case typeThreadBegun:
		t = s.threadBegunTask(e)
	case typeUninstalled, typeRevoked:
		s.log.Warn("a workspace has taken its permission back", "event", kind.Type)
	}
	if t != nil {
		t.kind, t.ledger = kind.Type, s.events
	}
	return t
}

// key is what an event is known by.
func (e *envelope) key(otherwise string) string {
	switch {
	case e.ID != "":
		return keyOf("event", e.ID)
	case otherwise != "":
		return keyOf("message", e.team()+"/"+otherwise)
	}
	return keyOf("delivery", e.delivery)
}

// homeOpenedTask shows the App Home to who opens it, and offers questions to
// who opens the chat beside it.
func (s *shift) homeOpenedTask(e *envelope) *task {
	var v struct {
		User    string `json:"user"`
		Channel string `json:"channel"`
		Tab     string `json:"tab"`
		At      string `json:"event_ts"`
	}
	if json.Unmarshal(e.Event, &v) != nil || v.User == "" {
		return nil
	}
	p := person{e.team(), v.User}
	t := &task{key: e.key(v.User + "/" + v.At), lane: p.team + "/" + p.user}
	switch v.Tab {
	case "home", "":
		t.do = func(ctx context.Context) (func(context.Context), error) { return nil, s.publishHome(ctx, p) }
	case "messages":
		t.do = func(ctx context.Context) (func(context.Context), error) { return nil, s.offer(ctx, p, v.Channel, "") }
	default:
		return nil
	}
	return t
}

// threadBegunTask offers questions to who begins a thread with an app that has
// still the older assistant view.
func (s *shift) threadBegunTask(e *envelope) *task {
	var v struct {
		Thread struct {
			User    string `json:"user_id"`
			Channel string `json:"channel_id"`
			TS      string `json:"thread_ts"`
		} `json:"assistant_thread"`
	}
	if json.Unmarshal(e.Event, &v) != nil || v.Thread.User == "" {
		return nil
	}
	p := person{e.team(), v.Thread.User}
	return &task{
		key: e.key(v.Thread.Channel + "/" + v.Thread.TS), lane: p.team + "/" + p.user,
		do: func(ctx context.Context) (func(context.Context), error) {
			return nil, s.offer(ctx, p, v.Thread.Channel, v.Thread.TS)
		},
	}
}
