package telegram

import (
	"strings"
	"testing"
	"time"
)

func TestAQuestionIsAnsweredInItsChat(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode).run()
		r.says(ana, "how many women?")
		m := r.wait(ana, 1)[0]
		if m.text != "answer to |how many women?|" || m.reply != 0 {
			t.Errorf("sent %+v", m)
		}
		r.settle()
		got := r.bot.messages()[0]
		if got.Platform != "telegram" || got.Chat != "101" || got.User != "101" || got.ID == "" || got.Locale != "en" {
			t.Errorf("the bot got %+v", got)
		}
	})
}

func TestQuestionsOfAChatAreAnsweredInOrderAndOthersBesideThem(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode)
		release := make(chan struct{})
		r.react = func(c logged) *reaction {
			if c.method == "sendMessage" && strings.Contains(c.params.Get("text"), "first") {
				<-release
			}
			return nil
		}
		r.run()
		r.says(ana, "first")
		r.says(ana, "second")
		r.says(luis, "beside")
		r.wait(luis, 1)
		if got := r.texts(ana); len(got) != 0 {
			t.Errorf("overtaken: %q", got)
		}
		close(release)
		r.wait(ana, 2)
		if got := r.texts(ana); !strings.Contains(got[0], "first") || !strings.Contains(got[1], "second") {
			t.Errorf("answered in the order %q", got)
		}
		r.settle()
	})
}

func TestAPollerConfirmsNothingAboveWhatIsNotAnswered(t *testing.T) {
	r := newRig(t, Polling)
	release := make(chan struct{})
	r.react = func(c logged) *reaction {
		if c.method == "sendMessage" && strings.Contains(c.params.Get("text"), "slow") {
			<-release
		}
		return nil
	}
	r.run()
	r.says(luis, "before")
	r.wait(luis, 1)
	slow := r.says(ana, "slow")
	r.says(luis, "after")
	r.wait(luis, 2)
	polls := len(r.calls("getUpdates"))
	r.until("another call for updates", func() bool { return len(r.called("getUpdates")) > polls+1 })
	r.mu.Lock()
	if len(r.queue) != 2 || r.queue[0].id != slow {
		t.Errorf("%d updates are kept", len(r.queue))
	}
	r.mu.Unlock()
	close(release)
	r.settle()
	r.wait(ana, 1)
	r.wait(luis, 2)
}

func TestAfterACleanStopNothingIsAnsweredAgain(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode).run()
		r.says(ana, "once")
		r.wait(ana, 1)
		r.end()
		r.settle() // before the next start: a store may forget
		r.make()
		r.run()
		r.says(ana, "twice")
		r.wait(ana, 2)
	})
}

func TestWhatIsInHandAtTheEndIsAnsweredBeforeRunReturns(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode)
		sending := make(chan struct{})
		r.react = func(c logged) *reaction {
			if c.method == "sendMessage" {
				close(sending)
				return &reaction{delay: 200 * time.Millisecond}
			}
			return nil
		}
		r.run()
		r.says(ana, "last words")
		<-sending
		r.end()
		if got := r.texts(ana); len(got) != 1 {
			t.Errorf("sent %q", got)
		}
	})
}

func TestWhatHangsAtTheEndIsLeftForTheNextStart(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode, func(c *Config) { c.Timeouts.Drain = 50 * time.Millisecond })
		sending := make(chan struct{}, 10)
		r.react = func(c logged) *reaction {
			if c.method == "sendMessage" {
				sending <- struct{}{}
				return &reaction{hang: true}
			}
			return nil
		}
		r.run()
		r.says(ana, "last words")
		<-sending
		r.end()
		r.mu.Lock()
		r.react = nil
		if len(r.queue) != 1 {
			t.Errorf("%d updates are kept", len(r.queue))
		}
		r.mu.Unlock()
		r.make()
		r.run()
		r.wait(ana, 1)
		r.settle()
	})
}
