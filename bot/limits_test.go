package bot_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"cifra/bot"
	"cifra/bot/ask"
)

func TestWhoAsksTooFastIsToldOnceAndThenWaits(t *testing.T) {
	inner := talker(t)
	synctest.Test(t, func(t *testing.T) {
		h := bot.Limited(inner, bot.Limits{PersonMinute: 3})
		ask := func(user, text string) bot.Reply { return h.Handle(t.Context(), from(user, "c", text)) }
		for range 3 {
			if r := ask("ana", "¿cuántas víctimas hubo?"); !strings.Contains(r.Text, "1,257") {
				t.Fatalf("within the limit: %+v", r)
			}
		}
		if r := ask("ana", "¿y tratantes?"); r.Kind != bot.Trouble || !strings.Contains(r.Text, "Espera un minuto") {
			t.Errorf("the first over it: %+v", r)
		}
		if r := ask("ana", "¿y tratantes?"); r.Kind != bot.Silence || r.Text != "" {
			t.Errorf("the second over it: %+v", r)
		}
		if r := ask("eva", "how many victims?"); !strings.Contains(r.Text, "1,257") {
			t.Errorf("someone else: %+v", r)
		}
		time.Sleep(time.Minute)
		if r := ask("ana", "¿cuántas víctimas hubo?"); !strings.Contains(r.Text, "1,257") {
			t.Errorf("after a minute: %+v", r)
		}
	})
}

func TestNobodyInDangerIsToldToWait(t *testing.T) {
	h := bot.Limited(talker(t), bot.Limits{PersonMinute: 1, ChatMinute: 1, Characters: 40})
	for _, text := range []string{"hi", "hi", "hi", "they took my passport, i need help", "ayuda, me tienen encerrada " + strings.Repeat("por favor ", 200)} {
		r := h.Handle(t.Context(), from("ana", "c", text))
		if danger := strings.Contains(text, "help") || strings.Contains(text, "ayuda"); danger != (r.Kind == ask.Support) {
			t.Errorf("%.30q: %v", text, r.Kind)
		}
	}
}

func TestAChatHasALimitOfItsOwn(t *testing.T) {
	h := bot.Limited(talker(t), bot.Limits{ChatMinute: 2})
	var kinds []ask.Kind
	for _, user := range []string{"ana", "eva", "leo", "ana"} {
		kinds = append(kinds, h.Handle(t.Context(), from(user, "c", "how many calls?")).Kind)
	}
	if kinds[1] != ask.Figures || kinds[2] != bot.Trouble || kinds[3] != bot.Silence {
		t.Errorf("the kinds are %v", kinds)
	}
}

func TestWhatIsTooLongIsNotRead(t *testing.T) {
	h := bot.Limited(talker(t), bot.Limits{Characters: 30})
	if r := h.Handle(t.Context(), from("ana", "c", "how many victims were there, and "+strings.Repeat("so on ", 10))); r.Kind != bot.Trouble ||
		!strings.Contains(r.Text, "fewer words") {
		t.Errorf("%+v", r)
	}
	if r := h.Handle(t.Context(), from("ana", "c", "how many victims were there?")); r.Kind != ask.Figures {
		t.Errorf("%+v", r)
	}
}

func TestNoLimitsAreNoHandlerOfTheirOwn(t *testing.T) {
	b := talker(t)
	if bot.Limited(b, bot.Limits{}) != bot.Handler(b) {
		t.Error("a handler without limits was wrapped")
	}
}

func TestAFloodIsToldOnceThoughSomeOfItIsAnswered(t *testing.T) {
	inner := talker(t)
	synctest.Test(t, func(t *testing.T) {
		h := bot.Limited(inner, bot.Limits{PersonMinute: 6})
		told := 0
		for range 60 { // three times what is allowed
			time.Sleep(10 * time.Second / 3)
			r := h.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: "ana", Text: "how many victims"})
			if r.Kind == bot.Trouble {
				told++
			}
		}
		if told != 1 {
			t.Errorf("told %d times that it is too fast, want once", told)
		}
	})
}
