package slack

import (
	"net/http"
	"net/url"
	"testing"

	"cifra/bot"
)

func TestWhoWasToldToWaitIsSentNothingMore(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		inner := realBot(t, bot.NewMemory(bot.MemoryOptions{}))
		a := launch(t, f, mode, bot.Limited(inner, bot.Limits{PersonMinute: 1}))
		a.awaitReady()
		for i, ts := range []string{"1.1", "1.2", "1.3", "1.4"} {
			a.wait(a.event("Ev"+ts, direct("how many victims were women?", ts)))
			a.await(min(i+1, 2), by("chat.postMessage")) // the answer, and that it is too much
		}
		if n := a.count(func(post) bool { return true }); n != 2 {
			t.Errorf("%d messages", n)
		}
		if mode != ModeHTTP {
			return
		}
		form := url.Values{"team_id": {fakeTeam}, "channel_id": {"C1"}, "user_id": {"U0ASKER"}, "text": {womenQ}, "trigger_id": {"1"}, "response_url": {a.newHook()}}
		if resp, body := a.signedPost("/slack/commands", formType, form.Encode(), nil); resp == nil || resp.StatusCode != http.StatusOK || len(body) != 0 {
			t.Errorf("a command: %v, %q", resp, body)
		}
	})
}
