package slack

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cifra/bot"
	"cifra/stats"
)

// firstTimes makes the first calls of a method fail.
func firstTimes(times int, method string, bad fault) func(string, int) fault {
	return func(called string, n int) fault {
		if called == method && n < times {
			return bad
		}
		return fault{}
	}
}

const womenQ = "how many victims were women?"

// answeredOnce asks once by mention while Slack has trouble, and wants one
// answer.
func answeredOnce(t *testing.T, mode string, how func(string, int) fault, change ...func(*Config)) (*app, []post) {
	t.Helper()
	f := newFakeSlack(t)
	f.socket.again = 300 * time.Millisecond
	f.fail(how)
	a := start(t, f, mode, change...)
	a.wait(a.event("Ev1", mention("C1", womenQ, "1.1")))
	got := a.await(1, by("chat.postMessage"))
	if err := a.end(); err != nil { // so that nothing is under way any more
		t.Errorf("ended with %v", err)
	}
	if n := a.count(by("chat.postMessage")); n != 1 {
		t.Errorf("%d answers", n)
	}
	begins(t, got[0], women)
	return a, got
}

func TestAnAnswerSurvivesTrouble(t *testing.T) {
	for name, bad := range map[string]fault{
		"429 with Retry-After":      {kind: "status", status: 429, retry: "1"},
		"500":                       {kind: "status", status: 500},
		"503":                       {kind: "status", status: 503},
		"service_unavailable":       {kind: "error", code: "service_unavailable"},
		"internal_error":            {kind: "error", code: "internal_error"},
		"a connection that breaks":  {kind: "drop"},
		"blocks that are not taken": {kind: "error", code: "invalid_blocks"},
	} {
		t.Run(name, func(t *testing.T) {
			bothModes(t, func(t *testing.T, mode string) {
				answeredOnce(t, mode, firstTimes(1, "chat.postMessage", bad))
			})
		})
	}
}

func TestAnAnswerComesAsTextWhereSlackTakesNoBlocksAtAll(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		_, got := answeredOnce(t, mode, firstTimes(2, "chat.postMessage", fault{kind: "error", code: "invalid_blocks"}))
		if len(got[0].blocks) != 0 {
			t.Errorf("posted with %d blocks", len(got[0].blocks))
		}
	})
}

func TestASlowSlackIsAcknowledgedInTimeAndAnsweredOnce(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a, _ := answeredOnce(t, mode, firstTimes(1, "chat.postMessage", fault{kind: "slow", wait: 800 * time.Millisecond}),
			func(c *Config) { c.Timeouts.Ack = 50 * time.Millisecond })
		if n := a.called("chat.postMessage"); n != 1 {
			t.Errorf("called %d times", n)
		}
	})
}

// Slack took the answer, but we never learnt. The event had not been
// acknowledged: so it comes again, and the answer with it. That is the one case
// in which an answer can come twice, and no answer is lost for it.
func TestAnAnswerOfWhichSlackSaysNothingComesAgain(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.socket.again = 300 * time.Millisecond
		f.fail(firstTimes(1, "chat.postMessage", fault{kind: "dropAfter"}))
		a := start(t, f, mode)
		a.wait(a.event("Ev1", mention("C1", womenQ, "1.1")))
		if n := a.count(by("chat.postMessage")); n != 2 {
			t.Errorf("%d answers", n)
		}
	})
}

// The event had been acknowledged, and so will not come again: whoever asked is
// told, and not left waiting.
func TestWhoGetsNoAnswerAfterTheAcknowledgementIsTold(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.fail(func(method string, _ int) fault {
			if method == "chat.postMessage" {
				return fault{kind: "status", status: 500}
			}
			return fault{}
		})
		a := start(t, f, mode, func(c *Config) { c.Timeouts.Ack = 10 * time.Millisecond })
		a.wait(a.event("Ev1", mention("C1", "¿cuántas víctimas son mujeres?", "1.1")))
		p := a.await(1, by("chat.postEphemeral"))[0]
		begins(t, p, bot.WordsIn(stats.ES).NotSent)
		if p.channel != "C1" || p.user != "U0ASKER" || p.thread != "" {
			t.Errorf("told %+v", p)
		}
		if !strings.Contains(a.logged.String(), "a delivery was not answered") {
			t.Errorf("operators were told %s", a.logged)
		}
	})
}

func TestWhatCanNeverBePostedIsAcknowledgedAndLogged(t *testing.T) {
	for _, why := range []string{"channel_not_found", "not_in_channel", "is_archived"} {
		t.Run(why, func(t *testing.T) {
			bothModes(t, func(t *testing.T, mode string) {
				f := newFakeSlack(t)
				f.gone["C1"] = why
				a := start(t, f, mode)
				a.wait(a.event("Ev1", mention("C1", womenQ, "1.1")))
				if n := a.called("chat.postMessage"); n != 1 {
					t.Errorf("tried %d times", n)
				}
				if !strings.Contains(a.logged.String(), why) {
					t.Errorf("operators were told %s", a.logged)
				}
			})
		})
	}
}

func TestAPressSurvivesTroubleWithItsHook(t *testing.T) {
	for name, bad := range map[string]fault{
		"429":    {kind: "status", status: 429, retry: "1"},
		"500":    {kind: "status", status: 500},
		"break":  {kind: "drop"},
		"blocks": {kind: "error", code: "invalid_blocks"},
	} {
		t.Run(name, func(t *testing.T) {
			bothModes(t, func(t *testing.T, mode string) {
				f := newFakeSlack(t)
				f.fail(firstTimes(1, "hook", bad))
				a := start(t, f, mode)
				hook, acked := a.interact(press(actionPress+"0", pressF, "1.1", inChannel(true)...))
				a.wait(acked)
				begins(t, a.await(1, ofHook(hook))[0], women)
			})
		})
	}
}

func TestTheSameDeliveryManyTimesAtOnceIsAnsweredOnce(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.socket.again = 300 * time.Millisecond
		f.fail(firstTimes(1, "chat.postMessage", fault{kind: "slow", wait: 100 * time.Millisecond}))
		a := start(t, f, mode)
		var all []<-chan struct{}
		for range 20 {
			all = append(all, a.event("Ev1", mention("C1", womenQ, "1.1")))
		}
		for _, acked := range all {
			a.wait(acked)
		}
		if n := a.count(by("chat.postMessage")); n != 1 {
			t.Errorf("%d answers", n)
		}
	})
}

func TestTheSamePressTwiceIsAnsweredOnce(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		for range 2 {
			_, acked := a.interact(press(actionPress+"0", pressF, "1.1", inChannel(true)...))
			a.wait(acked)
		}
		if n := a.count(by("hook")); n != 1 {
			t.Errorf("%d answers", n)
		}
	})
}

func TestAMessageASecondGoesToAChannel(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.paced = true
		a := start(t, f, mode)
		start := time.Now()
		for i := range 4 {
			a.event(fmt.Sprintf("Ev%d", i), mention("C1", womenQ, fmt.Sprintf("1.%d", i), "user", fmt.Sprintf("U%d", i)))
			a.event(fmt.Sprintf("Ex%d", i), mention(fmt.Sprintf("C2%d", i), womenQ, fmt.Sprintf("2.%d", i)))
		}
		a.await(4, func(p post) bool { return strings.HasPrefix(p.channel, "C2") })
		a.await(4, func(p post) bool { return p.channel == "C1" })
		if took := time.Since(start); took < 3*time.Second {
			t.Errorf("four messages to a channel took %v", took)
		}
	})
}
