package bot_test

import (
	"strings"
	"testing"
	"time"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/stats"
)

func TestContextIsKeptPerPersonAndChat(t *testing.T) {
	r := &recorder{}
	b := r.bot(t, bot.NewMemory(bot.MemoryOptions{}), "auto")
	ctx := t.Context()
	b.Handle(ctx, from("ana", "c1", females))
	if r.last().Known {
		t.Error("a new conversation has a context")
	}
	b.Handle(ctx, from("ana", "c1", minors))
	if !r.last().Known || !isLast(r.last(), females) {
		t.Errorf("the second message follows %+v", r.last())
	}
	b.Handle(ctx, from("ana", "c1", females))
	if !isLast(r.last(), minors) || len(r.last().Before.Terms) == 0 {
		t.Errorf("the third message follows %+v", r.last())
	}
	for name, m := range map[string]bot.Message{
		"another person in the same chat":   from("luz", "c1", females),
		"the same person in another chat":   from("ana", "c2", females),
		"names that share their characters": from("a", "nac1", females),
		"names with the separator":          from("ana|c1", "", females),
	} {
		b.Handle(ctx, m)
		if r.last().Known {
			t.Errorf("%s gets the context %+v", name, r.last())
		}
	}
	telegram := from("ana", "c1", females)
	telegram.Platform = "telegram"
	b.Handle(ctx, telegram)
	if r.last().Known {
		t.Errorf("another platform gets the context %+v", r.last())
	}
	r.quiet(t)
}

func TestContextExpiresAfterHalfAnHourOfSilence(t *testing.T) {
	r, c := &recorder{}, bottest.NewClock()
	b := r.bot(t, bot.NewMemory(bot.MemoryOptions{Now: c.Now}), "auto")
	b.Handle(t.Context(), from("ana", "c1", females))
	for range 3 {
		c.Pass(29 * time.Minute)
		b.Handle(t.Context(), from("ana", "c1", females))
		if !r.last().Known {
			t.Fatal("the context is gone before half an hour has passed since the last message")
		}
	}
	c.Pass(30 * time.Minute)
	b.Handle(t.Context(), from("ana", "c1", females))
	if r.last().Known {
		t.Errorf("after half an hour there still is %+v", r.last())
	}
}

func TestContextComesBackAsItWas(t *testing.T) {
	want := ask.Context{Known: true, Lang: stats.ES, Pending: true, Topic: "period"}
	want.Last = mustQuery(t, "share% victims.age.minor&victims.gender.female victims.total n=-2 of=known only=listed claim=60.3%")
	want.Before = mustQuery(t, "breakdown victims.gender traffickers.gender")
	r := &recorder{}
	r.answer = func(string, ask.Context) ask.Question {
		return ask.Question{Lang: stats.ES, Kind: ask.Help, Help: ask.HelpThanks, Next: want}
	}
	b := r.bot(t, bot.NewMemory(bot.MemoryOptions{}), "")
	for range 2 {
		b.Handle(t.Context(), from("ana", "c1", "x"))
	}
	got := r.last()
	if got.Lang != want.Lang || !got.Pending || got.Topic != want.Topic || !got.Last.Equal(want.Last) || !got.Before.Equal(want.Before) {
		t.Errorf("the context came back as %+v, want %+v", got, want)
	}
	r.quiet(t)
}

func TestLanguageFallsBackFromPersonToOperatorToPlatform(t *testing.T) {
	for name, c := range map[string]struct {
		lang, locale string
		chosen       bool
		want         stats.Lang
	}{
		"nothing known":                {lang: "auto", want: stats.EN},
		"the platform says Spanish":    {lang: "auto", locale: "es-MX", want: stats.ES},
		"the platform says it in caps": {lang: "", locale: "ES_419", want: stats.ES},
		"the platform says Estonian":   {lang: "auto", locale: "est", want: stats.EN},
		"the platform says French":     {lang: "auto", locale: "fr-FR", want: stats.EN},
		"the operator says Spanish":    {lang: "es", locale: "en-US", want: stats.ES},
		"the operator says English":    {lang: "en", locale: "es-MX", want: stats.EN},
		"the person chose Spanish":     {lang: "en", locale: "en-US", chosen: true, want: stats.ES},
	} {
		t.Run(name, func(t *testing.T) {
			r, clock := &recorder{}, bottest.NewClock()
			r.answer = func(text string, prev ask.Context) ask.Question {
				if text == "español" {
					return ask.Question{Lang: stats.ES, Kind: ask.Help, Help: ask.HelpSwitch}
				}
				return countsOf(text, prev)
			}
			b := r.bot(t, bot.NewMemory(bot.MemoryOptions{Now: clock.Now}), c.lang)
			if c.chosen {
				b.Handle(t.Context(), from("ana", "c0", "español"))
				clock.Pass(24 * time.Hour)
			}
			m := from("ana", "c1", females)
			m.Locale = c.locale
			if got := b.Handle(t.Context(), m).Lang; got != c.want {
				t.Errorf("answered in %v, want %v", got, c.want)
			}
			r.quiet(t)
		})
	}
}

func TestForgetDeletesConversationAndLanguage(t *testing.T) {
	r := &recorder{}
	r.answer = func(text string, prev ask.Context) ask.Question {
		if text == "español" {
			return ask.Question{Lang: stats.ES, Kind: ask.Help, Help: ask.HelpSwitch, Next: ask.Context{Known: true, Lang: stats.ES}}
		}
		return countsOf(text, prev)
	}
	b := r.bot(t, bot.NewMemory(bot.MemoryOptions{}), "auto")
	b.Handle(t.Context(), from("ana", "c1", "español"))
	if reply := b.Handle(t.Context(), from("ana", "c1", "/forget")); reply.Lang != stats.ES || !strings.Contains(reply.Text, "olvidé") {
		t.Errorf("forgetting is said as %+v", reply)
	}
	b.Handle(t.Context(), from("ana", "c1", females))
	if c := r.last(); c.Known || c.Lang != stats.EN {
		t.Errorf("still known: %+v", c)
	}
	r.quiet(t)
}

func TestSpoiledSessionIsReportedAndForgotten(t *testing.T) {
	for name, saved := range map[string]struct {
		value    string
		reported int
	}{
		"of an earlier program":     {"0whatever", 0},
		"with too few lines":        {"3+-+--\ncount victims.total", 1},
		"with a query that is none": {"3+----\nsteal victims.total\n\n\n\n\nborder-2017\nborder-2017", 1},
		"of another edition":        {"3+----\ncount victims.shoe_size\n\n\n\n\nborder-2017\nborder-2017", 0},
		"empty":                     {"", 0},
	} {
		r, store := &recorder{}, bot.NewMemory(bot.MemoryOptions{})
		b := r.bot(t, store, "auto")
		if err := store.SaveSession(t.Context(), "slack|c1|ana", []byte(saved.value), time.Hour); err != nil {
			t.Fatal(err)
		}
		reply := b.Handle(t.Context(), from("ana", "c1", females))
		if reply.Kind != ask.Figures || len(r.last().Last.Terms) > 0 || len(r.reported) != saved.reported {
			t.Errorf("%s: context %+v, reported %v, reply %q", name, r.last(), r.reported, reply.Text)
		}
	}
}

func TestAMessageThatComesAgainFindsTheConversationAsItWas(t *testing.T) {
	b := talker(t)
	say := func(id, text string) bot.Reply {
		return b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: "ana", ID: id, Text: text})
	}
	say("1", "how many victims are women?")
	say("2", "and men?")
	want := say("3", "what percentage is that?")
	for range 3 {
		if again := say("3", "what percentage is that?"); again.Text != want.Text || again.Kind != want.Kind {
			t.Errorf("delivered again, it is answered %q, and was answered %q", again.Text, want.Text)
		}
	}
	if next := say("4", "and traffickers?"); !strings.Contains(next.Text, "741 of the 982") && !strings.Contains(next.Text, "75.5%") {
		t.Errorf("what follows is answered %q", next.Text)
	}
}
