package slack

import (
	"cmp"
	"context"
	"encoding/json"
	"strings"

	"cifra/adapters/delivery"
)

// What people do, and the shortcut on someone's message by its name in the
// manifest.
// Source: https://docs.slack.dev/reference/interaction-payloads
const (
	typePressed  = "block_actions"
	typeShortcut = "message_action"
	shortcutAsk  = "ask_about"
)

// interaction is what someone pressed or chose.
type interaction struct {
	Type       string `json:"type"`
	Callback   string `json:"callback_id"`
	Hook       string `json:"response_url"`
	Trigger    string `json:"trigger_id"`
	ActionTS   string `json:"action_ts"`
	Team       idOnly `json:"team"`
	Enterprise idOnly `json:"enterprise"`
	Channel    struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"channel"`
	User struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	Container struct {
		Type      string `json:"type"`
		Channel   string `json:"channel_id"`
		TS        string `json:"message_ts"`
		ThreadTS  string `json:"thread_ts"`
		Ephemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	Message struct {
		Text     string `json:"text"`
		TS       string `json:"ts"`
		ThreadTS string `json:"thread_ts"`
	} `json:"message"`
	Actions delivery.List[action] `json:"actions"`

	delivery string // what this delivery alone is known by
}

type idOnly struct {
	ID string `json:"id"`
}

// action is what was pressed: a button, or an entry of a menu.
type action struct {
	ID     string `json:"action_id"`
	Value  string `json:"value"`
	TS     string `json:"action_ts"`
	Option struct {
		Value string `json:"value"`
	} `json:"selected_option"`
}

func (a *action) value() string { return cmp.Or(a.Value, a.Option.Value) }

func parseInteraction(payload []byte) (*interaction, error) {
	p := new(interaction)
	if json.Unmarshal(payload, p) != nil || p.Type == "" {
		return nil, errNoJSON
	}
	return p, nil
}

func (p *interaction) team() string { return cmp.Or(p.Team.ID, p.User.Team, p.Enterprise.ID) }

func (p *interaction) channel() string { return cmp.Or(p.Channel.ID, p.Container.Channel) }

func (p *interaction) person() person { return person{p.team(), p.User.ID} }

// thread is that of the message which was pressed; "" where it stands in none.
func (p *interaction) thread() string { return cmp.Or(p.Message.ThreadTS, p.Container.ThreadTS) }

// isDirect says whether the message is in the person's chat with the bot.
func (p *interaction) isDirect() bool {
	return isDirect(p.channel()) || p.Channel.Name == "directmessage"
}

func (p *interaction) key() string {
	if p.Trigger == "" {
		return keyOf("delivery", p.delivery)
	}
	id := p.Trigger
	if len(p.Actions) > 0 {
		id += "/" + p.Actions[0].TS
	}
	return keyOf("press", id)
}

// interactionTask says what is to be done about an interaction; nil for
// nothing.
func (s *shift) interactionTask(p *interaction) *task {
	if p.team() == "" || p.User.ID == "" || p.channel() != "" && !s.c.Allow(p.team(), p.channel()) {
		return nil
	}
	t := &task{
		key: p.key(), ledger: s.presses, kind: p.Type,
		lane:  p.team() + "/" + cmp.Or(p.channel(), p.User.ID) + "/" + p.User.ID,
		sorry: func(ctx context.Context) { s.apologiseTo(ctx, p) },
	}
	switch {
	case p.Type == typeShortcut && p.Callback == shortcutAsk:
		t.do = func(ctx context.Context) (func(context.Context), error) { return s.askAbout(ctx, p) }
	case p.Type == typePressed && len(p.Actions) > 0:
		t.do = s.pressed(p, &p.Actions[0])
	}
	if t.do == nil {
		return nil
	}
	return t
}

// pressed says what a button does; nil for one that is none of ours, or only
// leads somewhere.
func (s *shift) pressed(p *interaction, a *action) func(context.Context) (func(context.Context), error) {
	press := a.value()
	switch {
	case a.ID == actionDelete:
		return func(ctx context.Context) (func(context.Context), error) { return nil, s.remove(ctx, p) }
	case press == "":
		return nil
	case a.ID == actionShare:
		return func(ctx context.Context) (func(context.Context), error) { return s.share(ctx, p, press) }
	case strings.HasPrefix(a.ID, actionHome), strings.HasPrefix(a.ID, actionPress) && p.Container.Type == "view":
		return func(ctx context.Context) (func(context.Context), error) { return s.pressedAtHome(ctx, p, press) }
	case strings.HasPrefix(a.ID, actionPress):
		return func(ctx context.Context) (func(context.Context), error) { return s.answerPress(ctx, p, press) }
	}
	return nil
}
