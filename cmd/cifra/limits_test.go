package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// What one may ask in a minute in one chat is no bound for all who write to
// the bot directly.
func TestDirectMessagesOfManyPeopleAreManyChats(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, everything(p, "CIFRA_STATE_KIND=memory", "CIFRA_LIMITS_CHAT_MINUTE=2")...)
	for i := range 5 {
		body := fmt.Sprintf("team_id=T1&channel_id=D%d&user_id=U%d&text=how+many+victims&trigger_id=%d", i, i, i)
		if status, answer := do(t, slackDelivery(s.public, "/slack/commands", formMedia, body)); status != http.StatusOK || !strings.Contains(answer, victims) {
			t.Errorf("the command of person %d: %d %s", i, status, answer)
		}
		body = strings.Replace(strings.Replace(mentionBody(10+i), "app_mention", "message", 1), `"channel":"C`, `"channel_type":"im","channel":"D`, 1)
		if status, _ := do(t, slackDelivery(s.public, "/slack/events", jsonMedia, body)); status != http.StatusOK {
			t.Errorf("the message of person %d: %d", i, status)
		}
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	got := p.answers("chat.postMessage", "channel", victims)
	for i := range 5 {
		if chat := fmt.Sprintf("D%d %s", 10+i, victims); got[chat] != 1 {
			t.Errorf("person %d was answered %d times", i, got[chat])
		}
	}
}
