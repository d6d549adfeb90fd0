package telegram

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
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
				r.bot.reply = pictured
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
	for _, result := range []string{`[]`, `[{"hello":"world"}]`, `{}`, `[7]`, `[{"update_id":5,"message":{"message_id":"x"}}]`} {
		bubbled(t, Polling, nil, func(r *rig) {
			r.react = func(c logged) *reaction {
				if c.method == "getUpdates" {
					return &reaction{status: 200, body: `{"ok":true,"result":` + result + `}`}
				}
				return nil
			}
			r.run()
			time.Sleep(time.Minute)
			if n := len(r.calls("getUpdates")); n > 100 {
				t.Errorf("%s: asked for updates %d times in a minute", result, n)
			}
			if said := r.log.lines("cannot be read"); said > 1 || said == 0 && result != `[]` {
				t.Errorf("%s: logged:\n%s", result, r.log)
			}
		})
	}
}
