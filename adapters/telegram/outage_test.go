package telegram

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestTheLossOfTheNetworkIsRiddenOutAndSaidOnce(t *testing.T) {
	for _, c := range []struct {
		name, says string
		is         reaction
	}{
		{"no connection", "connection reset", reaction{drop: true}},
		{"a page of something between", "502, and not in Telegram's form", reaction{status: 502, body: "<html><h1>502 Bad Gateway</h1></html>"}},
		{"a redirect", "302", reaction{status: 302, body: ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubbled(t, Polling, nil, func(r *rig) {
				r.run()
				r.says(ana, "before")
				time.Sleep(time.Minute)
				var away bool
				r.mu.Lock()
				r.react = func(logged) *reaction {
					r.mu.Lock()
					defer r.mu.Unlock()
					if away {
						return &c.is
					}
					return nil
				}
				away = true
				r.mu.Unlock()
				r.says(ana, "meanwhile") // reaches the bot before it knows
				time.Sleep(3 * time.Hour)
				if err := r.adapter.Ready(); err == nil || !strings.Contains(err.Error(), "out of reach") {
					t.Errorf("ready: %v", err)
				}
				n := len(r.calls("getUpdates"))
				r.mu.Lock()
				away = false
				r.mu.Unlock()
				time.Sleep(time.Minute)
				if got := r.texts(ana); len(got) != 2 {
					t.Errorf("the chat has %q", got)
				}
				if err := r.adapter.Ready(); err != nil {
					t.Errorf("ready: %v", err)
				}
				if lost, found := r.log.lines("out of reach"), r.log.lines("within reach again"); lost != 1 || found != 1 {
					t.Errorf("said %d and %d times:\n%s", lost, found, r.log)
				}
				if n > 4000 {
					t.Errorf("asked %d times", n)
				}
				if r.log.lines(c.says) == 0 {
					t.Errorf("it is not said that %q:\n%s", c.says, r.log)
				}
			})
		})
	}
}

func TestALostCallAmongOthersIsNoLossOfTheNetwork(t *testing.T) {
	bubbled(t, Polling, nil, func(r *rig) {
		var n atomic.Int64
		r.react = func(c logged) *reaction {
			if c.method == "sendMessage" && n.Add(1)%2 == 1 {
				return &reaction{drop: true}
			}
			return nil
		}
		r.run()
		for range 100 {
			r.says(ana, "women")
			time.Sleep(time.Second)
		}
		time.Sleep(time.Minute)
		if got := r.texts(ana); len(got) != 100 || r.log.lines("reach") != 0 {
			t.Errorf("%d answers; logged:\n%s", len(got), r.log)
		}
	})
}

func TestTheBotWaitsForTelegramAtItsStart(t *testing.T) {
	for _, mode := range []string{Polling, Webhook} {
		t.Run(mode, func(t *testing.T) {
			bubbled(t, mode, nil, func(r *rig) {
				var away = true
				r.react = func(logged) *reaction {
					r.mu.Lock()
					defer r.mu.Unlock()
					if away {
						return &reaction{drop: true}
					}
					return nil
				}
				r.run()
				time.Sleep(time.Hour)
				if err := r.adapter.Ready(); err == nil {
					t.Error("ready before Telegram was reached")
				}
				r.mu.Lock()
				away = false
				r.mu.Unlock()
				time.Sleep(time.Minute)
				r.says(ana, "women")
				time.Sleep(time.Minute)
				if got := r.texts(ana); len(got) != 1 {
					t.Errorf("the chat has %q", got)
				}
				if n := r.log.lines("out of reach"); n != 1 {
					t.Errorf("said %d times:\n%s", n, r.log)
				}
			})
		})
	}
}

func TestAnotherPollerIsExplainedOnceAndOutlived(t *testing.T) {
	bubbled(t, Polling, nil, func(r *rig) {
		conflict := "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
		r.react = func(c logged) *reaction {
			r.mu.Lock()
			defer r.mu.Unlock()
			if c.method == "getUpdates" && conflict != "" {
				return &reaction{status: 409, body: refusing(409, conflict)}
			}
			return nil
		}
		r.run()
		time.Sleep(5 * time.Minute)
		if n := r.log.lines("another program asks for them"); n != 1 {
			t.Errorf("said %d times:\n%s", n, r.log)
		}
		if err := r.adapter.Ready(); err == nil || !strings.Contains(err.Error(), "another program") {
			t.Errorf("ready: %v", err)
		}
		r.mu.Lock()
		conflict = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
		r.mu.Unlock()
		time.Sleep(5 * time.Minute)
		if n := r.log.lines("a webhook is set"); n != 1 {
			t.Errorf("said %d times:\n%s", n, r.log)
		}
		r.mu.Lock()
		conflict = ""
		r.mu.Unlock()
		r.says(ana, "women")
		time.Sleep(time.Minute)
		if got := r.texts(ana); len(got) != 1 || r.adapter.Ready() != nil {
			t.Errorf("the chat has %q, ready: %v", got, r.adapter.Ready())
		}
	})
}

func TestAMessageWhoseConfirmationIsLostIsSentAgain(t *testing.T) {
	bubbled(t, Polling, nil, func(r *rig) {
		lost := false
		r.react = func(c logged) *reaction {
			if c.method == "sendMessage" && !lost {
				lost = true
				return &reaction{drop: true, done: true}
			}
			return nil
		}
		r.run()
		r.says(ana, "women")
		time.Sleep(time.Minute)
		if got := r.texts(ana); len(got) != 2 { // a lost answer would be worse
			t.Errorf("the chat has %q", got)
		}
		r.settle()
	})
}

func TestADroppedCallbackIsAnsweredAgain(t *testing.T) {
	bubbled(t, Polling, nil, func(r *rig) {
		var n atomic.Int64
		r.react = func(c logged) *reaction {
			if c.method == "answerCallbackQuery" && n.Add(1) == 1 {
				return &reaction{drop: true}
			}
			return nil
		}
		r.run()
		r.says(ana, "women")
		time.Sleep(time.Second)
		r.mu.Lock()
		m := r.inChat(ana)[0]
		r.mu.Unlock()
		r.press(ana, m, "en__count__x")
		time.Sleep(time.Minute)
		if n.Load() != 2 || len(r.texts(ana)) != 2 {
			t.Errorf("answered %d times, the chat has %q", n.Load(), r.texts(ana))
		}
	})
}
