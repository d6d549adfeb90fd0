package telegram

import (
	"strings"
	"testing"

	"cifra/bot"
	"cifra/stats"
)

// withRealBot is a rig in which the bot that ships answers.
func withRealBot(t *testing.T, mode string) *rig {
	t.Helper()
	r := newRig(t, mode)
	real := shippedBot(t, r.store)
	r.config.Commands, r.handler = real.Commands(), real
	r.make()
	return r.run()
}

func TestTheRealBotAnswersInTelegram(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := withRealBot(t, mode)
		for i, c := range []struct{ words, holds string }{
			{"cuantas victimas son mujeres", "609"},
			{"y hombres?", "víctimas"},
			{"/victims", "1,257"},
			{"/victimas@" + botName, "1,257"},
			{"/start es__count__victimsDgenderDfemale", ""},
			{"/hotlines", "1-888-373-7888"},
			{"/language", ""},
			{"/language es", "español"},
			{"/forget", ""},
			{"<b>how many</b> & \u202ewomen\u202c \"were\" there <script>?", ""},
			{strings.Repeat("women ", 680), ""},
			{"help me, they will not let me leave", "800 5533 000"},
			{"/nonsense", ""},
		} {
			m := r.ask(ana, c.words, i+1)
			if got := m[i].text; !strings.Contains(got, c.holds) {
				t.Errorf("%.40q is answered %q", c.words, got)
			}
		}
		if n := r.log.lines("level=ERROR") + r.log.lines("level=WARN"); n != 0 {
			t.Errorf("logged:\n%s", r.log)
		}
	})
}

func TestWhoChoseALanguageIsSpokenToInIt(t *testing.T) {
	r := withRealBot(t, Polling)
	r.ask(ana, "/language es", 1) // with an app in English
	r.ask(ana, "/forget", 2)
	sticker := func() fields {
		m := r.text(ana, "").with(fields{"sticker": fields{"file_id": "x"}})
		delete(m, "text")
		return m
	}
	r.ask(ana, "/language es", 3)
	r.tell("message", sticker())
	if got := r.wait(ana, 4)[3].text; got != bot.WordsIn(stats.ES).OnlyText {
		t.Errorf("told %q", got)
	}
	r.settle()
}

func TestALinkReproducesAFigureInItsLanguage(t *testing.T) {
	r := withRealBot(t, Polling)
	answer := shippedBot(t, bot.NewMemory(bot.MemoryOptions{})).Handle(t.Context(), bot.Message{Platform: platform, Chat: "1", User: "1", Text: "how many victims were women"})
	for i, press := range []string{answer.Again.Same, answer.Again.Other} {
		m := r.ask(ana, "/start "+press, i+1)
		if !strings.Contains(m[i].text, "609") {
			t.Errorf("%q is answered %q", press, m[i].text)
		}
	}
	if got := r.texts(ana); !strings.Contains(got[1], "mujeres") {
		t.Errorf("in the other language: %q", got[1])
	}
}

func TestButtonsOfTheRealBotLeadOn(t *testing.T) {
	r := withRealBot(t, Polling)
	m := r.ask(ana, "how many victims were women", 1)[0]
	real := r.handler.(*bot.Bot).Handle(t.Context(), bot.Message{Platform: platform, Chat: "1", User: "1", Text: "how many victims were women"})
	r.told(r.press(ana, m, editMark+real.Again.Other))
	r.settle()
	if got := r.texts(ana); len(got) != 1 || !strings.Contains(got[0], "mujeres") {
		t.Errorf("in the other language: %q", got)
	}
	r.told(r.press(ana, m, real.Next[0].Press))
	r.settle()
	if got := r.texts(ana); len(got) != 2 {
		t.Errorf("a follow-up: %q", got)
	}
	if text, alert := r.told(r.press(ana, m, "en__count__victimsDgone")); !alert || text == "" {
		t.Errorf("a button of figures that are gone: %q", text)
	}
	if text, _ := r.told(r.press(ana, m, "\u202e<b>")); text != bot.WordsIn(stats.EN).OldButton && text != bot.WordsIn(stats.ES).OldButton {
		t.Errorf("garbage: %q", text)
	}
}
