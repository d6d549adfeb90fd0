package ask_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"cifra/bot/ask"
)

// restrictions are things that the source lacks. Whatever is asked, a figure
// for the question without one of them would be a wrong figure.
var restrictions = []string{
	"in 2019", "in Texas", "from El Salvador", "with disabilities", "who were rescued", "in Tijuana", "in March",
	"last year", "who were pregnant", "who speak Nahuatl", "by recruiters", "per month", "before the pandemic", "blorptious",
	"who blorped", "on weekends", "over 65", "of the Sinaloa cartel", "in the construction industry",
	"con discapacidad", "en 2020", "salvadoreñas", "que estaban embarazadas", "en Tijuana", "en Texas", "que fueron rescatadas",
	"de El Salvador", "el año pasado", "en marzo", "indígenas", "por mes", "que hablan náhuatl", "blorpticas", "que blorpearon",
	"mayores de 65 años", "del cártel de Sinaloa", "de la industria de la construcción", "antes de la pandemia",
}

// places says where in a message a restriction may be put, and the messages
// with it.
var places = []struct {
	name  string
	put   func(say, restriction string) []string
	plain bool // only for plain questions
}{
	{"behind the question", behind, true},
	{"before the question", before, true},
	{"beside who it is about", beside, false},
}

// Adding a restriction that the source lacks never leaves a figure: no
// exceptions.
func TestNoFigureIsLeftWhenTheSourceLacksARestriction(t *testing.T) {
	b := border(t)
	plain, all := answeredLines(t, dev), answeredLines(t, corpora(t)...)
	for _, place := range places {
		lines := all
		if place.plain {
			lines = plain
		}
		for _, restriction := range restrictions {
			t.Run(place.name+"/"+restriction, func(t *testing.T) {
				var left []string
				n := 0
				for _, line := range lines {
					for _, say := range place.put(line.say, restriction) {
						n++
						if got := b.ask(t, say); got.Kind == ask.Figures {
							left = append(left, fmt.Sprintf("%s %q\n   is  %s", line.id, say, got))
						}
					}
				}
				if len(left) > 0 {
					t.Errorf("%d of %d messages leave a figure, among them\n%s", len(left), n, strings.Join(left[:min(len(left), 5)], "\n"))
				}
			})
		}
	}
}

// behind puts a restriction at the question mark, and at the end of a message
// of one sentence: there behind a comma and in brackets too.
func behind(say, restriction string) []string {
	var out []string
	if i := strings.LastIndex(say, "?"); i >= 0 {
		i = len(strings.TrimRight(say[:i], "? "))
		out = append(out, say[:i]+" "+restriction+say[i:])
	}
	if bare := ending.ReplaceAllString(say, ""); oneSentence(say) {
		out = append(out, bare+" "+restriction, bare+", "+restriction, bare+" ("+restriction+")?", bare+" - "+restriction)
	}
	return out
}

// before puts it in front of a message of one sentence.
func before(say, restriction string) []string {
	if !oneSentence(say) {
		return nil
	}
	return []string{restriction + " " + say, restriction + ", " + say, restriction + ": " + say}
}

var sentenceEnd = regexp.MustCompile(`[.?!;:]\s`)

// oneSentence reports whether a message is one sentence, so that its end and
// its beginning are the question's.
func oneSentence(say string) bool { return !sentenceEnd.MatchString(say) }

var who = regexp.MustCompile(`(?i)(v[ií]ctims?|v[ií]ctimas?|survivors|sobrevivientes|traffickers?|perpetrators|tratantes?|women|mujeres|calls|llamadas|cases|casos)\b`)

// beside puts it behind the first word for those who are counted, in the
// midst of the question: the sentence of the question mark, where there are
// several.
func beside(say, restriction string) []string {
	from := 0
	if !oneSentence(say) {
		end := strings.LastIndex(say, "?")
		if end < 0 {
			return nil
		}
		if ends := sentenceEnd.FindAllStringIndex(say[:end], -1); ends != nil {
			from = ends[len(ends)-1][1]
		}
	}
	at := who.FindStringIndex(say[from:])
	if at == nil {
		return nil
	}
	at[1] += from
	return []string{say[:at[1]] + " " + restriction + say[at[1]:]}
}

// After a figure, a message that is nothing but a restriction asks for the same
// figure with it.
func TestARestrictionAloneNeverRepeatsTheFigure(t *testing.T) {
	b := border(t)
	for _, line := range answeredLines(t, dev) {
		_, q := b.read(t, line.say, ask.Context{})
		for _, restriction := range restrictions {
			for _, lead := range []string{"", "and ", "what about ", "y ", "¿y ", "only those ", "pero ", "just "} {
				if got, _ := b.read(t, lead+restriction, q.Next); got.Kind == ask.Figures {
					t.Errorf("%s after %q: %q\n   is  %s", line.id, line.say, lead+restriction, got)
				}
			}
		}
	}
}

// A restriction that the source has does change the answer: the tests above
// would pass for a parser that refuses whatever is longer.
func TestARestrictionThatTheSourceHasIsHeeded(t *testing.T) {
	b := border(t)
	for _, test := range []struct{ plain, restricted, want string }{
		{"how many victims?", "how many victims who were women?", "victims.gender.female"},
		{"how many victims", "how many victims from Honduras", "victims.nationality.honduras"},
		{"traffickers", "traffickers of unknown age", "traffickers.age.unknown"},
		{"¿cuántas víctimas?", "¿cuántas víctimas hondureñas?", "victims.nationality.honduras"},
		{"cuantos tratantes", "cuantos tratantes menores de edad", "traffickers.age.minor"},
		{"cuantas victimas", "cuantas victimas de trata laboral", "victims.type.labor"},
	} {
		plain, restricted := b.ask(t, test.plain), b.ask(t, test.restricted)
		if plain.Kind != ask.Figures || restricted.Kind != ask.Figures || len(restricted.Figures) != 1 || string(restricted.Figures[0]) != test.want {
			t.Errorf("%q is %s, %q is %s; want %s", test.plain, plain, test.restricted, restricted, test.want)
		}
	}
}

// The longest messages too are read to their end.
func TestARestrictionAtTheEndOfALongMessageIsHeeded(t *testing.T) {
	b := border(t)
	for _, n := range []int{500, 3000, 12_000} {
		for _, restriction := range []string{"in 2019", "in Texas", "with disabilities", "blorptious", "from El Salvador"} {
			for name, say := range map[string]string{
				"questions": repeated("how many victims are women? ", n) + "how many victims are women " + restriction + "?",
				"misspelt":  repeated("vicitms ", n) + "how many victims " + restriction,
				"greetings": repeated("hello, hi there, good morning! ", n) + "how many victims " + restriction,
			} {
				if got := b.ask(t, say); got.Kind == ask.Figures {
					t.Errorf("%q behind %d characters of %s is %s", restriction, n, name, got)
				}
			}
		}
	}
}

func TestWhatStandsBeforeTheAskerStillRestricts(t *testing.T) {
	b := border(t)
	for _, say := range []string{
		"In 2016, yo how many victims?", "from California, yo how many victims", "en 2016, yo quiero saber cuantas victimas hubo",
		"de Jalisco, yo quisiera saber cuántas víctimas hay",
	} {
		if got, _ := b.read(t, say, ask.Context{}); got.Kind == ask.Figures {
			t.Errorf("%q is answered %s", say, got)
		}
	}
}

func TestWhatTheAskerWorksOnIsAskedAbout(t *testing.T) {
	b := border(t)
	for say, want := range map[string]string{
		"I'm writing about women in Texas, how many victims were there?":      "victims.gender.female",
		"estoy haciendo un reporte sobre las mujeres, cuantas victimas hay":   "victims.gender.female",
		"I am working on a piece on labor trafficking, how many victims":      "victims.type.labor",
		"estoy con lo de menores en Tijuana, oye cuantas victimas":            "victims.age.minor",
		"I'm a reporter in Texas, how many victims were there?":               "victims.total",
		"trabajo en un albergue de Tijuana, cuantas victimas hay en la hoja?": "victims.total",
	} {
		if got, _ := b.read(t, say, ask.Context{}); got.Kind != ask.Figures || len(got.Figures) != 1 || string(got.Figures[0]) != want {
			t.Errorf("%q is answered %s, want %s", say, got, want)
		}
	}
}
