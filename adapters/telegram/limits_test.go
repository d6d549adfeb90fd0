package telegram

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"cifra/bot"
	"cifra/stats"
)

// bubbled runs a test in which time is not real, with a fake that is reached
// without a network.
func bubbled(t *testing.T, mode string, changes []func(*Config), test func(r *rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f := newFake(t)
		r := newRigOn(t, f, "https://api.telegram.example/bot%s/%s", mode, changes...)
		r.adapter.api.(*library).transport = f
		test(r)
		r.end()
	})
}

func paced(c *Config) { c.Pacing = Pacing{} }

// most is how many of some times fall within any span.
func most(times []time.Time, span time.Duration) int {
	best := 0
	for i := range times {
		n := 0
		for _, t := range times[i:] {
			if t.Sub(times[i]) < span {
				n++
			}
		}
		best = max(best, n)
	}
	return best
}

func times(calls []logged, chat string) (out []time.Time) {
	for _, c := range calls {
		if chat == "" || c.params.Get("chat_id") == chat {
			out = append(out, c.at)
		}
	}
	return out
}

func TestNothingIsSentFasterThanTelegramAllows(t *testing.T) {
	bubbled(t, Polling, []func(*Config){paced}, func(r *rig) {
		for i := range 200 {
			r.chats[int64(2000+i)] = &fakeChat{kind: "private"}
		}
		r.run()
		for i := range 30 {
			r.says(ana, fmt.Sprint("private ", i))
			r.tell("message", r.inGroup(luis, fmt.Sprint("/victims ", i)))
		}
		for i := range 200 {
			r.says(int64(2000+i), "one each")
		}
		time.Sleep(5 * time.Minute)
		sent := r.calls("sendMessage")
		if len(sent) != 260 {
			t.Fatalf("%d messages", len(sent))
		}
		for _, c := range []struct {
			chat string
			span time.Duration
			most int
		}{{"", time.Second, 30}, {"101", 10 * time.Second, 13}, {"-1001000000001", time.Minute, 20}} {
			if got := most(times(sent, c.chat), c.span); got > c.most {
				t.Errorf("chat %q: %d messages in %v, want at most %d", c.chat, got, c.span, c.most)
			}
		}
		if last := times(sent, "101"); last[29].Sub(last[0]) > 40*time.Second {
			t.Errorf("30 messages to a person took %v", last[29].Sub(last[0]))
		}
		r.settle()
	})
}

func TestTelegramIsAskedLessOftenWhereItSaysSo(t *testing.T) {
	for _, method := range []string{"sendMessage", "sendPhoto"} { // of an upload, the library leaves out the code
		t.Run(method, func(t *testing.T) {
			bubbled(t, Polling, []func(*Config){withCharts}, func(r *rig) {
				r.bot.reply = withChart
				refused := 0
				r.react = func(c logged) *reaction {
					if c.method == method && c.params.Get("chat_id") == "101" && refused < 2 {
						refused++
						return &reaction{status: 429, body: tooManyRequests(7)}
					}
					return nil
				}
				r.run()
				r.says(ana, "chart")
				time.Sleep(time.Second)
				r.says(luis, "chart of another") // is not held
				time.Sleep(5 * time.Second)
				if got := r.texts(luis); len(got) != 2 {
					t.Errorf("another chat has %q", got)
				}
				time.Sleep(time.Minute)
				calls := times(r.calls(method), "101")
				if len(calls) != 3 || calls[1].Sub(calls[0]) < 7*time.Second || calls[2].Sub(calls[1]) < 7*time.Second {
					t.Errorf("called at %v", calls)
				}
				if got := r.texts(ana); len(got) != 2 {
					t.Errorf("the chat has %q", got)
				}
			})
		})
	}
}

func TestWhereTelegramHoldsTwoChatsItHoldsAll(t *testing.T) {
	bubbled(t, Polling, nil, func(r *rig) {
		refused := map[string]bool{}
		r.react = func(c logged) *reaction {
			chat := c.params.Get("chat_id")
			if c.method == "sendMessage" && chat != "-1001000000001" && !refused[chat] {
				refused[chat] = true
				return &reaction{status: 429, body: tooManyRequests(5)}
			}
			return nil
		}
		r.run()
		r.says(ana, "x")
		time.Sleep(time.Second)
		r.says(luis, "x")
		time.Sleep(time.Second)
		r.tell("message", r.inGroup(luis, "/victims"))
		time.Sleep(time.Second)
		if got := r.texts(group); len(got) != 0 {
			t.Errorf("the group has %q", got)
		}
		time.Sleep(10 * time.Second)
		if len(r.texts(group)) != 1 || len(r.texts(ana)) != 1 || len(r.texts(luis)) != 1 {
			t.Errorf("%q, %q, %q", r.texts(group), r.texts(ana), r.texts(luis))
		}
	})
}

func TestALongWaitIsNotATry(t *testing.T) {
	bubbled(t, Polling, nil, func(r *rig) {
		refused := 0
		r.react = func(c logged) *reaction {
			if c.method == "sendMessage" && refused < 3 {
				refused++
				return &reaction{status: 429, body: tooManyRequests(300)}
			}
			return nil
		}
		r.run()
		r.says(ana, "x")
		time.Sleep(20 * time.Minute)
		if got := r.texts(ana); len(got) != 1 || refused != 3 {
			t.Errorf("refused %d times, the chat has %q", refused, got)
		}
		r.settle()
	})
}

func TestTheLossOfTheNetworkIsRiddenOutAndSaidOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		is   reaction
	}{
		{"no connection", reaction{drop: true}},
		{"a page of something between", reaction{status: 502, body: "<html><h1>502 Bad Gateway</h1></html>"}},
		{"a redirect", reaction{status: 302, body: ""}},
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
			})
		})
	}
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
				return &reaction{status: 409, body: refuse(409, conflict)}
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

func TestWhatCannotBeAnsweredDoesNotKeepOthersWaiting(t *testing.T) {
	for _, mode := range []string{Polling, Webhook} {
		t.Run(mode, func(t *testing.T) {
			bubbled(t, mode, nil, func(r *rig) {
				r.react = func(c logged) *reaction {
					if c.method == "sendMessage" && strings.Contains(c.params.Get("text"), "poison") {
						return &reaction{status: 500, body: refuse(500, "Internal Server Error")}
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

func TestWhatIsAwaitedIsNotAskedForAgainAndAgain(t *testing.T) {
	bubbled(t, Polling, nil, func(r *rig) {
		r.react = func(c logged) *reaction {
			if c.method == "sendMessage" {
				return &reaction{delay: 10 * time.Second}
			}
			return nil
		}
		r.run()
		time.Sleep(time.Second)
		n := len(r.calls("getUpdates"))
		r.says(ana, "women")
		time.Sleep(11 * time.Second)
		if n := len(r.calls("getUpdates")) - n; n > 20 {
			t.Errorf("asked for updates %d times in ten seconds", n)
		}
		r.settle()
	})
}

func TestAServerThatDoesNotHoldTheCallIsNotFlooded(t *testing.T) {
	bubbled(t, Polling, nil, func(r *rig) {
		r.react = func(c logged) *reaction {
			if c.method == "getUpdates" {
				return &reaction{status: 200, body: `{"ok":true,"result":[]}`}
			}
			return nil
		}
		r.run()
		time.Sleep(time.Minute)
		if n := len(r.calls("getUpdates")); n > 100 {
			t.Errorf("asked for updates %d times in a minute", n)
		}
	})
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

func TestATextThatTelegramCannotReadIsSentPlain(t *testing.T) {
	r := newRig(t, Polling).run()
	r.ask(luis, "anything", 1)
	s := r.adapter.now.Load()
	j := &job{asked: asked{sort: question, update: 7, to: place{chat: ana, private: true}}, out: []piece{{html: "1 &lt; 2 <b>and 609", markup: []byte(`{"inline_keyboard":[[{"text":"x","callback_data":""}]]}`)}}}
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
