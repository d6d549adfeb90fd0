package bot_test

import (
	"os"
	"strings"
	"testing"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/stats"
)

// both is a bot over two sets that have nothing in common.
func both(t testing.TB, store bot.Store) *bot.Bot {
	t.Helper()
	library, err := stats.Load(os.DirFS("../stats/testdata/library-loans"))
	if err != nil {
		t.Fatal(err)
	}
	return bottest.BotOf(t, store, bottest.Set(t, "border-2017"), library)
}

// talk is a conversation of one person, who gets replies in one language where
// the words do not tell.
func talk(t testing.TB, b *bot.Bot) func(text string) bot.Reply {
	return func(text string) bot.Reply {
		return b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: t.Name(), ID: text, Text: text})
	}
}

// figuresOf lists what a reply says, with the set.
func figuresOf(r bot.Reply) string {
	var out []string
	if r.Answer != nil {
		for _, f := range r.Answer.Figures {
			out = append(out, r.Set+"/"+string(f.Figure.ID))
		}
	}
	for _, p := range r.Across {
		for _, f := range p.Answer.Figures {
			out = append(out, p.Set+"/"+string(f.Figure.ID))
		}
	}
	return strings.Join(out, " ")
}

func TestAQuestionIsAnsweredFromTheSetThatItMeans(t *testing.T) {
	for name, turns := range map[string][][2]string{
		"the first is the default": {
			{"how many victims", "border-2017/victims.total"},
			{"and traffickers?", "border-2017/traffickers.total"},
		},
		"a figure that only another has": {
			{"how many loans", "library-loans/loans.total"},
			{"how many victims", "border-2017/victims.total"},
		},
		"a follow-up goes on from the set of the last reply": {
			{"how many victims are women", "border-2017/victims.gender.female"},
			{"members by age group", "library-loans/members.age_group.young library-loans/members.age_group.grown library-loans/members.age_group.senior library-loans/members.age_group.unknown"},
			{"how many victims are women", "border-2017/victims.gender.female"},
			{"and men?", "border-2017/victims.gender.male"},
			{"and members?", "library-loans/members.total"},
		},
		"a set that is named": {
			{"according to the library data, how many loans", "library-loans/loans.total"},
			{"how many victims in the library data", ""},
			{"how many loans at the border", ""},
			{"cuantas victimas hay en la frontera", "border-2017/victims.total"},
		},
		"a set that is chosen": {
			{"use the library data", ""},
			{"how many members", "library-loans/members.total"},
			{"how many victims", "border-2017/victims.total"},
			{"usa los datos de la frontera", ""},
			{"cuántas víctimas hay", "border-2017/victims.total"},
		},
		"a set that is chosen by command": {
			{"/data library-loans", ""},
			{"how many members", "library-loans/members.total"},
			{"/datos Frontera 2015-2017", ""},
			{"cuantas victimas", "border-2017/victims.total"},
		},
		"the last question again, of another": {
			{"how many victims", "border-2017/victims.total"},
			{"and at the library?", ""},
		},
		"thanks leaves the context": {
			{"how many loans", "library-loans/loans.total"},
			{"thanks", ""},
			{"and members?", "library-loans/members.total"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			say := talk(t, both(t, bot.NewMemory(bot.MemoryOptions{})))
			for _, turn := range turns {
				r := say(turn[0])
				if got := figuresOf(r); got != turn[1] {
					t.Errorf("%q is answered with %q, want %q: %s", turn[0], got, turn[1], r.Text)
				}
				if (r.Kind == ask.Figures || r.Kind == ask.Unavailable) && !strings.Contains(r.Read, "Border 2015-2017") &&
					!strings.Contains(r.Read, "Frontera 2015-2017") && !strings.Contains(r.Read, "Marina") {
					t.Errorf("%q: the reply does not name its set: %q", turn[0], r.Plain())
				}
			}
		})
	}
}

func TestAnAnswerFromAnotherSetSaysSo(t *testing.T) {
	say := talk(t, both(t, bot.NewMemory(bot.MemoryOptions{})))
	for text, want := range map[string]string{
		"how many loans were there": "This is from “Marina library”: “Border 2015-2017” does not say.",
		"cuántos préstamos hubo":    "Este dato es de “Biblioteca de Marina”, porque “Frontera 2015-2017” no lo da.",
	} {
		if r := say(text); !strings.HasSuffix(r.Text, want) || r.Instead != "border-2017" {
			t.Errorf("%q is answered %q", text, r.Text)
		}
	}
	if r := say("how many loans were there according to the library data"); strings.Contains(r.Text, "does not say") {
		t.Errorf("a set that was named is excused: %q", r.Text)
	}
}

func TestSetsThatDoNotAgreeAreNotCompared(t *testing.T) {
	say := talk(t, both(t, bot.NewMemory(bot.MemoryOptions{})))
	for text, want := range map[string]string{
		"compare the number of victims in both":            "not all of the sources have this figure",
		"compara el número de víctimas en ambos conjuntos": "no todas las fuentes dan esta cifra",
	} {
		r := say(text)
		if r.Kind != ask.Unavailable || !strings.Contains(r.Text, want) || len(r.Choices) == 0 {
			t.Errorf("%q is answered as %s with %d choices: %q", text, r.Kind, len(r.Choices), r.Text)
		}
	}
}

func TestDangerIsHeardWhicheverSetIsMeant(t *testing.T) {
	say := talk(t, both(t, bot.NewMemory(bot.MemoryOptions{})))
	for _, text := range []string{"my boss took my passport and i can't leave, library data", "ayuda, me tienen encerrada en la frontera"} {
		say("use the library data")
		if r := say(text); r.Kind != ask.Support {
			t.Errorf("%q is answered as %s: %q", text, r.Kind, r.Text)
		}
	}
}

func TestPressesNameTheirSet(t *testing.T) {
	b := both(t, bot.NewMemory(bot.MemoryOptions{}))
	say := talk(t, b)
	r := say("how many loans")
	for _, press := range []string{r.Again.Same, r.Again.Other} {
		again := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "elsewhere", User: "u", Press: press})
		if got := figuresOf(again); got != "library-loans/loans.total" {
			t.Errorf("the press %q gives %q", press, got)
		}
	}
	// A button from a time when one set alone was loaded.
	old := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: "u", Press: "en__count__victims-gender-female"})
	if got := figuresOf(old); got != "border-2017/victims.gender.female" {
		t.Errorf("an old press gives %q", got)
	}
	gone := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: "u", Press: "enSaaaaaa__count__victims-gender-female"})
	if gone.Kind != bot.Trouble || gone.Answer != nil {
		t.Errorf("a press of a set that is not loaded gives %q", gone.Text)
	}
}

func TestASessionOfASetThatIsGoneIsForgotten(t *testing.T) {
	store := bot.NewMemory(bot.MemoryOptions{})
	talk(t, both(t, store))("how many loans")
	r := talk(t, bottest.ShippedBot(t, "border-2017", store))("and members?")
	if r.Kind == ask.Figures {
		t.Errorf("without the library: %q", r.Text)
	}
}

func TestTheDataCommandListsTheSets(t *testing.T) {
	b := both(t, bot.NewMemory(bot.MemoryOptions{}))
	listed := false
	for _, c := range b.Commands() {
		listed = listed || c.Name.EN == "data" && c.Name.ES == "datos"
	}
	if !listed {
		t.Error("the command data is not listed")
	}
	r := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: "u", Text: "data"})
	if len(r.Next) != 2 || r.Next[1].Label != "Marina library" {
		t.Fatalf("the command data gives %+v", r)
	}
	chosen := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: "u", Press: r.Next[1].Press})
	if !strings.Contains(chosen.Text, "“Marina library”") {
		t.Errorf("its button gives %q", chosen.Text)
	}
	if got := figuresOf(b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: "u", Text: "members"})); got != "library-loans/members.total" {
		t.Errorf("after it, a question is answered with %q", got)
	}
	for _, c := range bottest.ShippedBot(t, "border-2017", bot.NewMemory(bot.MemoryOptions{})).Commands() {
		if c.Name.EN == "data" {
			t.Error("with one set, the command data is listed")
		}
	}
}
