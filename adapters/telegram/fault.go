package telegram

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// refusal is Telegram's own answer that it did not do what a call asked.
type refusal struct {
	method    string
	code      int // as of HTTP; of an upload too, where the library leaves it out
	text      string
	wait      time.Duration // of a 429: nothing goes to this chat before
	migrateTo int64         // the chat that a group has become
}

// Error quotes Telegram's words, but not what Telegram quotes in them.
func (r *refusal) Error() string {
	return fmt.Sprintf("calling %s: %d %s", r.method, r.code, r.text)
}

// quoted is what Telegram repeats of a text that it cannot read.
var quoted = regexp.MustCompile(`"[^"]*"?`)

func withoutQuotes(text string) string {
	const most = 200
	text = quoted.ReplaceAllString(text, `"..."`)
	if len(text) > most {
		text = strings.ToValidUTF8(text[:most], "")
	}
	return text
}

// absence says that no answer of Telegram's came back. The call may have been
// carried out or not: nobody can know.
type absence struct {
	method string
	err    error // without the token

	between bool // what is between here and Telegram has answered
}

func (a *absence) Error() string { return fmt.Sprintf("calling %s: %v", a.method, a.err) }
func (a *absence) Unwrap() error { return a.err }

// isAway says whether an error is that no answer of Telegram's came back.
func isAway(err error) bool {
	_, away := errors.AsType[*absence](err)
	return away
}

// isRefusal says whether an error is a refusal that no repetition changes, with
// one of the codes, or any if none is given.
func isRefusal(err error, codes ...int) bool {
	r, ok := errors.AsType[*refusal](err)
	if !ok || r.code == http.StatusTooManyRequests || r.wait > 0 || r.migrateTo != 0 || r.code >= http.StatusInternalServerError {
		return false
	}
	for _, code := range codes {
		if r.code == code {
			return true
		}
	}
	return len(codes) == 0
}

// says says whether an error is a refusal in which Telegram says one of the
// words. The Bot API has no codes for most of what it refuses; the words have
// been the same for years (tdlib/telegram-bot-api, Client.cpp).
func says(err error, words ...string) bool {
	r, ok := errors.AsType[*refusal](err)
	if !ok {
		return false
	}
	for _, w := range words {
		if strings.Contains(strings.ToLower(r.text), w) {
			return true
		}
	}
	return false
}

// isUnchanged: an edit that changes nothing.
func isUnchanged(err error) bool { return says(err, "message is not modified") }

// isGone: a message to edit or delete is not there, or not the bot's to change
// any more.
func isGone(err error) bool {
	return says(err, "message to edit not found", "message to delete not found", "message can't be edited",
		"message_id_invalid", "there is no text in the message to edit", "there is no media in the message to edit")
}

// isUnwelcome: the chat itself is closed to the bot, so that no other message
// would reach it either.
func isUnwelcome(err error) bool {
	return isRefusal(err, http.StatusForbidden) || says(err, "chat not found", "user not found", "peer_id_invalid", "group is deactivated",
		"not enough rights", "have no rights", "chat_write_forbidden", "chat_restricted", "topic_closed", "topic_deleted", "message thread not found")
}

// isStale: a query that has waited too long to be answered.
func isStale(err error) bool {
	return says(err, "query is too old", "query id is invalid", "query_id_invalid")
}
