package telegram

import (
	"testing"
	"time"

	"cifra/bot"
)

func TestWhoWasToldToWaitIsSentNothingMore(t *testing.T) {
	for _, mode := range []string{Polling, Webhook} {
		t.Run(mode, func(t *testing.T) {
			bubbled(t, mode, nil, func(r *rig) {
				r.bot.reply = func(bot.Message) bot.Reply { return bot.Reply{Kind: bot.Silence} }
				r.run()
				r.says(ana, "women")
				r.says(ana, "women again")
				time.Sleep(time.Minute)
				r.settle()
				if got := r.texts(ana); len(got) != 0 {
					t.Errorf("the chat has %q", got)
				}
				if n := r.log.lines("level=WARN") + r.log.lines("level=ERROR"); n != 0 {
					t.Errorf("logged:\n%s", r.log)
				}
			})
		})
	}
}
