package telegram

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cifra/bot"
)

// edits is a message that a person has changed a number of seconds after it
// was sent.
func edits(m fields, words string, after int64) fields {
	return m.with(fields{"text": words, "edit_date": m["date"].(int64) + after})
}

func TestAnEditedQuestionEditsItsAnswer(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode).run()
		m := r.text(ana, "womn")
		r.tell("message", m)
		answer := r.wait(ana, 1)[0]
		r.tell("edited_message", edits(m, "women", 5))
		r.settle()
		if answer.edits != 1 || answer.text != "answer to |women|" || len(r.texts(ana)) != 1 {
			t.Errorf("the chat has %q", r.texts(ana))
		}
		r.tell("edited_message", edits(m, "women", 6)) // as Telegram brings it where something else has changed
		r.settle()
		if answer.edits != 1 || len(r.texts(ana)) != 1 {
			t.Errorf("the chat has %q", r.texts(ana))
		}
		if n := r.log.lines("level=ERROR") + r.log.lines("level=WARN"); n != 0 {
			t.Errorf("logged:\n%s", r.log)
		}
	})
}

func TestAnEditedQuestionWithoutAnAnswer(t *testing.T) {
	r := newRig(t, Polling).run()
	never := r.inGroup(ana, "how many women")
	r.tell("message", never)
	r.settle()
	r.tell("edited_message", edits(never, "@cifra_test_bot how many women", 9).with(mention(0)))
	r.wait(group, 1) // it has become one for the bot
	old := r.text(ana, "women")
	r.tell("edited_message", edits(old, "men", 2*int64(editLife/time.Second)))
	r.settle()
	if got := r.texts(ana); len(got) != 0 { // it was answered, too long ago to know where
		t.Errorf("the chat has %q", got)
	}
}

func TestAnEditOfWhatWasDeletedStaysSilent(t *testing.T) {
	r := newRig(t, Polling).run()
	m := r.text(ana, "help me")
	r.tell("message", m)
	answer := r.wait(ana, 1)[0]
	r.told(r.press(ana, answer, dataDelete))
	r.tell("edited_message", edits(m, ".", 20))
	r.settle()
	if got := r.texts(ana); len(got) != 0 {
		t.Errorf("the chat has %q", got)
	}
}

func TestAnAnswerGrowsAndShrinksWithItsQuestion(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := withPhoto(t, mode).run()
		r.bot.reply = func(m bot.Message) bot.Reply {
			if strings.Contains(m.Text+m.Press, "chart") {
				return pictured(m)
			}
			return echo(m)
		}
		m := r.text(ana, "women")
		r.tell("message", m)
		r.wait(ana, 1)
		for i, words := range []string{"chart", "women", "chart again", "chart again", "men"} {
			r.tell("edited_message", edits(m, words, int64(i+1)))
			r.settle()
			photos, texts := r.photosAndTexts(ana)
			if want := strings.Count(words, "chart"); photos != want || texts != 1 {
				t.Errorf("after %q the chat has %q", words, r.texts(ana))
			}
		}
		if n := len(r.calls("sendPhoto")); n != 2 {
			t.Errorf("%d pictures were sent", n)
		}
	})
}

func TestAnEditFollowsWhatAButtonMadeOfTheAnswer(t *testing.T) {
	r := withPhoto(t, Polling).run()
	r.bot.reply = func(m bot.Message) bot.Reply {
		if strings.Contains(m.Text+m.Press, "chart") {
			return pictured(m)
		}
		return echo(m)
	}
	m := r.text(ana, "gender")
	r.tell("message", m)
	answer := r.wait(ana, 1)[0]
	r.settle()
	r.told(r.press(ana, answer, "~en__chart")) // grows
	r.settle()
	r.tell("edited_message", edits(m, "women", 5))
	r.settle()
	if got := r.texts(ana); len(got) != 1 || got[0] != "answer to |women|" {
		t.Errorf("the chat has %q", got)
	}
}

// long is an answer of several messages, without the help of render.
func long(n int) []piece {
	var out []piece
	for i := range n {
		out = append(out, piece{html: fmt.Sprintf("part %d", i+1)})
	}
	return out
}

func TestALongAnswerIsEditedInParts(t *testing.T) {
	r := newRig(t, Polling).run()
	m := r.ask(ana, "anything", 1)[0]
	s := r.adapter.now.Load()
	j := &job{asked: asked{kind: pressed, update: 1, to: place{chat: ana, private: true}, source: m.id}}
	now := record{parts: []int64{m.id}}
	for _, n := range []int{3, 1, 2, 2} {
		j.out, j.sent = long(n), nil
		var err error
		if now, err = s.change(t.Context(), j, now); err != nil || len(now.parts) != n {
			t.Fatalf("to %d parts: %+v, %v", n, now, err)
		}
		if got := r.texts(ana); len(got) != n || got[n-1] != fmt.Sprintf("part %d", n) {
			t.Errorf("to %d parts: the chat has %q", n, got)
		}
	}
}

func TestALongAnswerGoesOnWhereAnInstanceBeforeStopped(t *testing.T) {
	r := newRig(t, Polling).run()
	r.ask(luis, "anything", 1) // it runs
	s := r.adapter.now.Load()
	r.mu.Lock()
	r.react = func(c logged) *reaction {
		if strings.Contains(c.params.Get("text"), "part 2") {
			return &reaction{status: 400, body: refusing(400, "Bad Request: MESSAGE_BROKEN")}
		}
		return nil
	}
	r.mu.Unlock()
	first := &job{asked: asked{kind: question, update: 77, to: place{chat: ana, private: true}, source: 1}, out: long(3)}
	if _, err := s.deliver(t.Context(), first); err == nil {
		t.Fatal("part 2 was taken")
	}
	r.mu.Lock()
	r.react = nil
	r.mu.Unlock()
	second := &job{asked: first.asked, out: long(3)} // of another process
	if _, err := s.deliver(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(r.texts(ana), ", "); got != "part 1, part 2, part 3" {
		t.Errorf("the chat has %q", got)
	}
}
