package bot_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"cifra/bot"
	"cifra/bot/ask"
)

// gleaning is a bot that reads, and what is kept of what it could not answer.
func gleaning(t *testing.T, change ...func(*bot.UnansweredOptions)) (ask func(user, text string) bot.Reply, kept *[]bot.Unanswered, h bot.Handler) {
	t.Helper()
	return gleaningFrom(t, talker(t), change...)
}

func gleaningFrom(t *testing.T, inner bot.Handler, change ...func(*bot.UnansweredOptions)) (func(user, text string) bot.Reply, *[]bot.Unanswered, bot.Handler) {
	t.Helper()
	parser, err := ask.New(borderSet(t))
	if err != nil {
		t.Fatal(err)
	}
	kept := &[]bot.Unanswered{}
	o := bot.UnansweredOptions{
		Scrub: ask.NewScrubber(parser).Scrub,
		Keep:  func(u bot.Unanswered) { *kept = append(*kept, u) },
		Now:   func() time.Time { return time.Date(2026, 11, 23, 23, 59, 0, 0, time.FixedZone("", -6*3600)) },
	}
	for _, c := range change {
		c(&o)
	}
	h := bot.WithUnanswered(inner, o)
	return func(user, text string) bot.Reply { return h.Handle(t.Context(), from(user, "c", text)) }, kept, h
}

func TestTheWordingOfWhatCouldNotBeAnsweredIsKept(t *testing.T) {
	ask, kept, _ := gleaning(t, func(o *bot.UnansweredOptions) { o.People = 1 })
	ask("ana", "how many snakeheads?")
	ask("eva", "¿Cuántas víctimas tuvo el florbl Juan Pérez en 2016?")
	want := []bot.Unanswered{
		{Day: "2026-11-24", Lang: "en", Kind: "offtopic", Wording: "how many snakeheads"},
		{Day: "2026-11-24", Lang: "es", Kind: "unavailable", Reason: "period", Wording: "cuantas victimas tuvo el [name] en #"},
	}
	if len(*kept) != 1 || (*kept)[0] != want[0] {
		t.Errorf("kept %+v, want %+v", *kept, want[:1]) // of the second, nothing is left that could be learnt
	}
	ask("eva", "¿Cuántas víctimas florblearon los tratantes en 2016?")
	if got := (*kept)[len(*kept)-1]; got.Wording != "cuantas victimas florblearon los tratantes en #" || got.Lang != "es" || got.Kind != "unavailable" {
		t.Errorf("kept %+v", got)
	}
}

func TestAnUnknownWordIsShownFromTheThirdPersonOnWhoUsesIt(t *testing.T) {
	ask, kept, _ := gleaning(t)
	for _, user := range []string{"ana", "ana", "eva", "eva", "leo", "ana"} {
		ask(user, "how many snakeheads?")
	}
	var got []string
	for _, k := range *kept {
		got = append(got, k.Wording)
	}
	hidden, shown := "how many [word]", "how many snakeheads"
	if want := []string{hidden, hidden, hidden, hidden, shown, shown}; !slices.Equal(got, want) {
		t.Errorf("kept %q, want %q", got, want)
	}
}

func TestWhatIsNotKept(t *testing.T) {
	say, kept, h := gleaning(t, func(o *bot.UnansweredOptions) { o.People = 1 })
	for _, text := range []string{
		"how many victims were women?",                                // answered
		"they took my passport and i cannot leave",                    // a call for help
		"how many snakeheads, they took my passport and i cant leave", // likewise
		"how many salvadoran victims",                                 // every word is known
		"gender",                                                      // a choice
		"hello florbl",                                                // talk
		"is florbl legal",                                             // asks for no figure
		"my cousin left me and i feel florbl",                         // tells of someone
		"a man in the house next door hits his florbl every night",
		"i am a nurse in Reynosa, how many snakeheads are there",
		"for my thesis at florbl: how many snakeheads",
		"how many snakeheads\n\nsincerely yours",
		"how many florbl blorp snorp snakeheads",
		"how many snakeheads " + strings.Repeat("really ", 40),
		"/victims snakeheads",
		"how many victims did Juan Perez hurt",
	} {
		r := say("ana", text)
		if len(*kept) > 0 {
			t.Errorf("%.60q, which got a reply of kind %s, is kept as %+v", text, r.Kind, (*kept)[0])
			*kept = nil
		}
	}
	for name, change := range map[string]func(*bot.Message){
		"a press":                      func(m *bot.Message) { m.Press = "en__count__nothing" },
		"a command":                    func(m *bot.Message) { m.Command = "victims" },
		"of a message of someone else": func(m *bot.Message) { m.Alone = true },
	} {
		m := from("ana", "c", "how many snakeheads?")
		change(&m)
		if h.Handle(t.Context(), m); len(*kept) > 0 {
			t.Errorf("%s is kept: %+v", name, *kept)
			*kept = nil
		}
	}
}

// constant answers always the same.
type constant bot.Reply

func (c constant) Handle(context.Context, bot.Message) bot.Reply { return bot.Reply(c) }

func TestWhatFailsWhileAWordingIsKeptCostsNoAnswer(t *testing.T) {
	for name, change := range map[string]func(*bot.UnansweredOptions){
		"scrubbing": func(o *bot.UnansweredOptions) { o.Scrub = func(string) ask.Wording { panic("x") } },
		"keeping":   func(o *bot.UnansweredOptions) { o.Keep = func(bot.Unanswered) { panic("x") } },
	} {
		say, _, _ := gleaningFrom(t, constant{Kind: ask.Offtopic, Text: "no"}, change)
		if r := say("ana", "how many snakeheads?"); r.Text != "no" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// Whoever asks is told the truth in both languages, and with the days that are
// configured.
func TestPeopleAreToldWhatIsKept(t *testing.T) {
	say, _, h := gleaning(t, func(o *bot.UnansweredOptions) { o.Days = 7 })
	plain := talker(t)
	for _, c := range []struct{ say, command, none, some string }{
		{"who are you", "", "I keep no messages.", "for up to 7 days, only the words of questions that I could not answer, without names or numbers"},
		{"quién eres", "", "no guardo mensajes.", "hasta 7 días, las palabras de las preguntas que no pude contestar, sin nombres ni números"},
		{"", "about", "I keep no messages:", "for up to 7 days the words of questions"},
		{"", "acerca", "No guardo mensajes:", "hasta 7 días, las palabras de las preguntas"},
	} {
		m := from(c.say+c.command, c.say+c.command, c.say)
		m.Command = c.command
		r := h.Handle(t.Context(), m)
		if strings.Contains(r.Text, c.none) || !strings.Contains(r.Text, c.some) {
			t.Errorf("%s%s: %s", c.say, c.command, r.Text)
		}
		if none := plain.Handle(t.Context(), m); !strings.Contains(strings.ToLower(none.Text), strings.ToLower(c.none)) {
			t.Errorf("where nothing is kept, %s%s: %s", c.say, c.command, none.Text)
		}
	}
	if r := say("ana", "how many victims"); !strings.Contains(r.Text, "1,257") {
		t.Errorf("%+v", r)
	}
}
