package telegram

import (
	"encoding/json"
	"errors"
	"fmt"

	"cifra/adapters/delivery"
)

// allowedUpdates are the sorts of update that the bot gets: what it answers and
// nothing else. Telegram remembers the list between calls.
const allowedUpdates = `["message","edited_message","callback_query","inline_query"]`

// incoming is what the bot reads of an update, and no more than that: the
// library's own type lacks what Telegram has added since 2021 (topics, among
// others). See https://core.telegram.org/bots/api#update.
type incoming struct {
	ID            int64          `json:"update_id"`
	Message       *message       `json:"message"`
	EditedMessage *message       `json:"edited_message"`
	CallbackQuery *callbackQuery `json:"callback_query"`
	InlineQuery   *inlineQuery   `json:"inline_query"`
}

type message struct {
	ID        int64       `json:"message_id"`
	Thread    int64       `json:"message_thread_id"`
	InTopic   bool        `json:"is_topic_message"` // without it, Thread is one of replies and not of a forum
	From      *user       `json:"from"`
	For       *chat       `json:"sender_chat"` // the chat or channel that the sender speaks for
	Chat      chat        `json:"chat"`
	Date      int64       `json:"date"` // Unix time; 0 in a message that the bot cannot see any more
	Edited    int64       `json:"edit_date"`
	ReplyTo   *replied    `json:"reply_to_message"`
	ViaBot    *user       `json:"via_bot"`
	Forwarded bool        `json:"is_automatic_forward"` // of a channel to its discussion group
	Business  string      `json:"business_connection_id"`
	Markup    replyMarkup `json:"reply_markup"` // of a message of the bot's own

	Text            string                `json:"text"`
	Entities        delivery.List[entity] `json:"entities"`
	Caption         string                `json:"caption"`
	CaptionEntities delivery.List[entity] `json:"caption_entities"`

	attached
}

// attached is what a person may send in place of words. A message with none of
// these and without text is one of Telegram's own: someone joined, a message
// was pinned.
type attached struct {
	Animation present `json:"animation"`
	Audio     present `json:"audio"`
	Checklist present `json:"checklist"`
	Contact   present `json:"contact"`
	Dice      present `json:"dice"`
	Document  present `json:"document"`
	Game      present `json:"game"`
	Location  present `json:"location"` // of a venue, too
	PaidMedia present `json:"paid_media"`
	Photo     present `json:"photo"`
	Poll      present `json:"poll"`
	Sticker   present `json:"sticker"`
	Story     present `json:"story"`
	Video     present `json:"video"`
	VideoNote present `json:"video_note"`
	Voice     present `json:"voice"`
}

func (a attached) any() bool { return a != attached{} }

// present says that something is there, whatever it is.
type present bool

// UnmarshalJSON takes everything but null for present.
func (p *present) UnmarshalJSON(b []byte) error {
	*p = string(b) != "null"
	return nil
}

// replyMarkup is what the bot put under a message.
type replyMarkup struct {
	Rows delivery.List[[]struct {
		Text string `json:"text"`
		Data string `json:"callback_data"`
	}] `json:"inline_keyboard"`
}

// label is what stands on the button with some data; "" if none has it.
func (m replyMarkup) label(data string) string {
	for _, row := range m.Rows {
		for _, b := range row {
			if b.Data == data {
				return b.Text
			}
		}
	}
	return ""
}

type user struct {
	ID       int64  `json:"id"`
	IsBot    bool   `json:"is_bot"`
	Username string `json:"username"`
	Language string `json:"language_code"` // "es", "pt-br": what the person's app is set to
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"` // "private", "group", "supergroup" or "channel"
}

// replied is the message that another one replies to.
type replied struct {
	ID        int64   `json:"message_id"`
	From      *user   `json:"from"`
	TopicMade present `json:"forum_topic_created"` // every message of a topic "replies" to the one that made it
}

// entity marks a part of a text. Offset and Length count UTF-16 code units.
type entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	User   *user  `json:"user"` // of a text_mention
}

type callbackQuery struct {
	ID       string   `json:"id"`
	From     user     `json:"from"`
	Message  *message `json:"message"`           // which the bot sent
	InlineID string   `json:"inline_message_id"` // or which someone sent by inline mode
	Data     string   `json:"data"`
}

type inlineQuery struct {
	ID    string `json:"id"`
	From  user   `json:"from"`
	Query string `json:"query"`
}

// errGarbage says that something is not JSON. Telegram sends no such thing.
var errGarbage = errors.New("this is not JSON")

// errUnknown says that something is JSON, but no update as this bot knows it.
// What was read of it is filled in all the same.
var errUnknown = errors.New("this is no update of a known form")

// decodeUpdate reads an update. Its errors are errGarbage or errUnknown, and
// hold nothing of the content.
func decodeUpdate(b []byte) (*incoming, error) {
	u := &incoming{}
	err := json.Unmarshal(b, u)
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &mismatch):
		return u, fmt.Errorf("decoding an update: field %q: %w", mismatch.Field, errUnknown)
	case err != nil:
		return nil, fmt.Errorf("decoding an update of %d bytes: %w", len(b), errGarbage)
	case u.ID == 0:
		return u, fmt.Errorf("decoding an update: no update_id: %w", errUnknown)
	}
	return u, nil
}
