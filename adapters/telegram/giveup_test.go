package telegram

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cifra/bot"
	"cifra/stats"
)

func TestWhatCannotBeAnsweredDoesNotKeepOthersWaiting(t *testing.T) {
	for _, mode := range []string{Polling, Webhook} {
		t.Run(mode, func(t *testing.T) {
			bubbled(t, mode, nil, func(r *rig) {
				r.react = func(c logged) *reaction {
					if c.method == "sendMessage" && strings.Contains(c.params.Get("text"), "poison") {
						return &reaction{status: 500, body: refusing(500, "Internal Server Error")}
					}
					return nil
				}
				r.run()
				r.says(ana, "poison")
				r.says(ana, "after it")
				r.says(luis, "beside it")
				time.Sleep(10 * time.Minute)
				got := r.texts(ana)
				if len(got) != 2 || got[0] != bot.WordsIn(stats.EN).NotSent || !strings.Contains(got[1], "after it") {
					t.Errorf("the chat has %q", got)
				}
				if len(r.texts(luis)) != 1 || r.log.lines("an answer is given up") != 1 {
					t.Errorf("the other chat has %q; logged:\n%s", r.texts(luis), r.log)
				}
				r.settle()
			})
		})
	}
}

func TestAHandlerThatPanicsDoesNotKeepOthersWaiting(t *testing.T) {
	bubbled(t, Webhook, []func(*Config){withCharts}, func(r *rig) {
		r.bot.reply = func(m bot.Message) bot.Reply {
			if m.Text == "boom" {
				panic("words of " + m.Text)
			}
			return echo(m)
		}
		r.run()
		r.says(ana, "boom")
		r.says(ana, "after it")
		time.Sleep(10 * time.Minute)
		if got := r.texts(ana); len(got) != 1 || !strings.Contains(got[0], "after it") {
			t.Errorf("the chat has %q", got)
		}
		r.settle()
		if r.log.lines("words of") != 0 {
			t.Errorf("logged:\n%s", r.log)
		}
	})
}

func TestAPersonWhoBlockedTheBotIsLeftAlone(t *testing.T) {
	bubbled(t, Polling, nil, func(r *rig) {
		r.chats[ana].blocked = true
		r.run()
		r.says(ana, "women")
		r.says(303, "from a chat that is not there")
		time.Sleep(time.Minute)
		r.settle()
		if n := len(r.calls("sendMessage")); n != 2 {
			t.Errorf("tried %d times", n)
		}
		if n := r.log.lines("level=WARN") + r.log.lines("level=ERROR"); n != 0 {
			t.Errorf("logged:\n%s", r.log)
		}
	})
}

func TestWhatAKilledInstanceHadInHandIsAnsweredWhenItsLeaseIsOver(t *testing.T) {
	for _, mode := range []string{Polling, Webhook} {
		t.Run(mode, func(t *testing.T) {
			bubbled(t, mode, nil, func(r *rig) {
				r.mu.Lock()
				id := r.lastID + 1
				r.mu.Unlock()
				key := fmt.Sprintf("telegram|%d|%d", botID, id)
				if _, err := r.store.Claim(t.Context(), key, 30*time.Second); err != nil { // and was killed
					t.Fatal(err)
				}
				r.run()
				time.Sleep(time.Second)
				began := time.Now()
				r.says(ana, "women")
				r.says(ana, "men") // waits for its turn
				time.Sleep(20 * time.Second)
				if got := r.texts(ana); len(got) != 0 {
					t.Errorf("the chat has %q", got)
				}
				time.Sleep(20 * time.Second)
				if got := r.texts(ana); len(got) != 2 || !strings.Contains(got[0], "women") {
					t.Errorf("after %v the chat has %q", time.Since(began), got)
				}
				r.settle()
			})
		})
	}
}

func TestAGroupThatMovesIsAnsweredWhereItIs(t *testing.T) {
	bubbled(t, Polling, nil, func(r *rig) {
		r.chats[-55] = &fakeChat{kind: "group", moved: group}
		r.run()
		r.tell("message", r.inGroup(ana, "/victims").with(fields{"chat": fields{"id": int64(-55), "type": "group"}}))
		time.Sleep(time.Minute)
		if got := r.texts(group); len(got) != 1 {
			t.Errorf("the group has %q", got)
		}
		r.settle()
	})
}

func TestATextThatTelegramCannotReadIsSentPlain(t *testing.T) {
	r := newRig(t, Polling).run()
	r.ask(luis, "anything", 1)
	s := r.adapter.now.Load()
	j := &job{asked: asked{kind: question, update: 7, to: place{chat: ana, private: true}}, out: []piece{{html: "1 &lt; 2 <b>and 609", markup: []byte(`{"inline_keyboard":[[{"text":"x","callback_data":""}]]}`)}}}
	if _, err := s.deliver(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	if got := r.texts(ana); len(got) != 1 || got[0] != "1 < 2 and 609" {
		t.Errorf("the chat has %q", got)
	}
	if r.log.lines("level=ERROR") != 1 {
		t.Errorf("logged:\n%s", r.log)
	}
}
