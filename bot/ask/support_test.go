package ask_test

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"cifra/bot/ask"
	"cifra/stats"
)

// supportFile holds messages of people in danger, or afraid for someone, and
// messages that only sound like it. The rule as first written down (in Python,
// over the same phrases) gets all of them right.
const supportFile = "testdata/support/cases.jsonl"

// Of the calls for help, at least 95 in 100 are heard; of the rest, at most 2
// in 100 are taken for one.
const (
	leastRecall = 0.95
	mostAlarms  = 0.02
)

type plea struct {
	Say     string `json:"say"`
	Support bool   `json:"support"`
}

func TestCallsForHelpAreHeardAndLittleElse(t *testing.T) {
	b := border(t)
	var calls, heard, others, alarms int
	for _, c := range jsonLines[plea](t, supportFile) {
		got := b.ask(t, c.Say)
		is := got.Kind == ask.Support
		switch {
		case c.Support:
			calls++
			if is {
				heard++
			} else {
				t.Logf("MISSED       %q is %s", c.Say, got.Kind)
			}
			if got.Kind == ask.Figures {
				t.Errorf("a call for help gets a figure: %q is %s", c.Say, got)
			}
		default:
			others++
			if is {
				alarms++
				t.Logf("FALSE ALARM  %q", c.Say)
			}
		}
	}
	t.Logf("%d of %d calls for help are heard (%.1f%%), %d of %d others are false alarms (%.1f%%)",
		heard, calls, 100*float64(heard)/float64(calls), alarms, others, 100*float64(alarms)/float64(others))
	if float64(heard) < leastRecall*float64(calls) {
		t.Errorf("only %d of %d calls for help are heard", heard, calls)
	}
	if float64(alarms) > mostAlarms*float64(others) {
		t.Errorf("%d of %d other messages are taken for calls for help", alarms, others)
	}
}

// Every message of the corpus that wants support gets it, and none that does
// not.
func TestSupportIsGivenWhereTheCorpusWantsItAndNowhereElse(t *testing.T) {
	b := border(t)
	for _, c := range jsonLines[conversation](t, filepath.Join(corpusDir, "dev.jsonl")) {
		var prev ask.Context
		for _, turn := range c.Turns {
			got, q := b.read(t, turn.Say, prev)
			prev = q.Next
			wanted, may := true, false
			for _, w := range turn.wants() {
				wanted, may = wanted && w.Kind == ask.Support, may || w.Kind == ask.Support
			}
			if is := got.Kind == ask.Support; wanted && !is || is && !may {
				t.Errorf("%s %q is %s, wanted %s", c.ID, turn.Say, got.Kind, turn.wanted())
			}
		}
	}
}

func TestSupportWinsOverAStatisticAskedInTheSameBreath(t *testing.T) {
	b := border(t)
	pleas := map[string][]string{
		"en": {"please help me he wont let me leave the house", "my boss took my passport and says i owe him 4000 dollars", "i think my sister is being trafficked", "i need to report a trafficker"},
		"es": {"ayudenme por favor no me dejan salir", "mi patron me quito el pasaporte y dice que le debo dinero", "creo que a mi hermana la tienen encerrada", "quiero denunciar a un tratante"},
	}
	questions := map[string][]string{
		"en": {"how many victims are women?", "what percentage of traffickers are Mexican?", "top labor industries"},
		"es": {"¿cuántas víctimas son mujeres?", "¿qué porcentaje de los tratantes son mexicanos?", "principales industrias"},
	}
	for lang, says := range pleas {
		for _, plea := range says {
			for _, question := range questions[lang] {
				for _, say := range []string{plea + ". " + question, question + " " + plea, plea + "\n" + question, question + "? " + plea} {
					if got := b.ask(t, say); got.Kind != ask.Support || got.Lang != lang {
						t.Errorf("%q is %s", say, got)
					}
				}
			}
		}
	}
}

// A call for help leaves nothing behind, and what came before has no part in
// it.
func TestNothingIsKeptOfACallForHelp(t *testing.T) {
	b := border(t)
	_, asked := b.read(t, "how many victims are women?", ask.Context{})
	for _, say := range []string{"help me, he won't let me leave", "ayúdame, me tienen encerrada"} {
		_, q := b.read(t, say, asked.Next)
		if q.Kind != ask.Support {
			t.Fatalf("%q is %s", say, q.Kind)
		}
		if want := (ask.Context{Known: true, Lang: q.Lang}); !reflect.DeepEqual(q.Next, want) {
			t.Errorf("after %q the context is %+v", say, q.Next)
		}
		if len(q.Readings)+len(q.Near)+len(q.Unknown) > 0 || q.Reason != "" || q.Topic != "" {
			t.Errorf("%q brings more than hotlines: %+v", say, q)
		}
		for _, next := range []string{"and traffickers?", "in percent?", "y los tratantes?", "the difference?"} {
			if got, follow := b.read(t, next, q.Next); got.Kind == ask.Figures && got.Value != nil {
				t.Errorf("%q after a call for help goes on from before it: %s", next, follow.Readings[0])
			}
		}
	}
}

// Calls for help are typed in haste.
func TestCallsForHelpAreHeardHoweverTheyAreTyped(t *testing.T) {
	b := border(t)
	for _, say := range []string{"please help me, he won't let me leave the house", "my boss took my passport", "ayúdame, no me dejan salir de la casa", "mi patrón me quitó los papeles y no me deja salir", "I'm being held against my will", "me obligan a trabajar y no me pagan"} {
		for _, typed := range []string{say, strings.ToUpper(say), withoutAccents(say), strings.ReplaceAll(say, ",", ""), say + "!!!!!", say + " 😭😭", cyrillic(say), "\u200b" + strings.ReplaceAll(say, " ", " \u200b"), strings.ReplaceAll(say, "'", ""), strings.ReplaceAll(say, " ", "   ")} {
			if got := b.ask(t, typed); got.Kind != ask.Support {
				t.Errorf("%q is %s", typed, got)
			}
		}
	}
}

func TestTheLanguageOfACallForHelpIsItsOwn(t *testing.T) {
	b := border(t)
	inSpanish := ask.Context{Known: true, Lang: stats.ES}
	if got, _ := b.read(t, "please help me he wont let me leave the house", inSpanish); got.Kind != ask.Support || got.Lang != "en" {
		t.Errorf("an English call for help in a Spanish conversation is %s", got)
	}
	if got := b.ask(t, "me tienen encerrada"); got.Kind != ask.Support || got.Lang != "es" {
		t.Errorf("a Spanish call for help is %s", got)
	}
}

// However much was written before it, and whatever after.
func TestACallForHelpIsHeardInALongMessage(t *testing.T) {
	b := border(t)
	for _, plea := range []string{"my boss took my passport and he wont let me leave", "me tienen encerrada y no me dejan salir", "please help me he locked me in"} {
		for _, n := range []int{500, 3000, 12_000} {
			for name, long := range map[string]string{"run-on": runOn(n), "chatter": repeated("i went to the store with my cousin and we saw a girl who works there and she told us about the house ", n), "questions": repeated("how many victims are women? ", n)} {
				for _, say := range []string{plea + ". " + long, long + ". " + plea, long[:n/2] + "\n" + plea + "\n" + long[n/2:]} {
					if got := b.ask(t, say); got.Kind != ask.Support {
						t.Errorf("%q among %d characters of %s is %s", plea, len(say), name, got.Kind)
					}
				}
			}
		}
	}
}
