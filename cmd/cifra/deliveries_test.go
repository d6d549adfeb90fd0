package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A bringing makes the request with which a platform brings something to the
// program, which serves at an address.
type bringing func(base string) *http.Request

// updateOf brings a Telegram update.
func updateOf(id, chat int, text string) bringing {
	body, _ := json.Marshal(map[string]any{"update_id": id, "message": map[string]any{
		"message_id": id, "date": 1, "text": text, "chat": map[string]any{"id": chat, "type": "private"},
		"from": map[string]any{"id": chat, "is_bot": false, "first_name": "Ana", "language_code": "es"},
	}})
	return func(base string) *http.Request {
		r, _ := http.NewRequest(http.MethodPost, base+"/telegram/webhook", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", "hunter5")
		return r
	}
}

// mentionOf brings a mention in a channel of Slack.
func mentionOf(id, user int, text string) bringing {
	body := fmt.Sprintf(`{"type":"event_callback","team_id":"T1","api_app_id":"A1","event_id":"Ev%d","event_time":1,
		"authorizations":[{"team_id":"T1","user_id":"U0BOT","is_bot":true}],
		"event":{"type":"app_mention","user":"UX%d","text":"<@U0BOT> %s","ts":"100.%d","thread_ts":"50.1","channel":"C%d","event_ts":"100.%d"}}`,
		id, user, text, id, user, id)
	return signed("/slack/events", "application/json", body)
}

// slashOf brings a slash command of Slack.
func slashOf(trigger, text string) bringing {
	return signed("/slack/commands", "application/x-www-form-urlencoded", url.Values{
		"team_id": {"T1"}, "channel_id": {"C1"}, "user_id": {"U1"}, "command": {"/cifra"}, "text": {text},
		"response_url": {"https://hooks.slack.com/commands/T1/1/x"}, "trigger_id": {trigger},
	}.Encode())
}

// signed brings what Slack signs, when it is sent.
func signed(path, contentType, body string) bringing {
	return func(base string) *http.Request {
		stamp := fmt.Sprint(time.Now().Unix())
		mac := hmac.New(sha256.New, []byte("hunter3"))
		fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
		r, _ := http.NewRequest(http.MethodPost, base+path, strings.NewReader(body))
		r.Header.Set("Content-Type", contentType)
		r.Header.Set("X-Slack-Request-Timestamp", stamp)
		r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
		return r
	}
}
