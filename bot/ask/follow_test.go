package ask_test

import (
	"testing"

	"cifra/bot/ask"
)

// follows are things people add to whatever they were told.
var follows = []string{
	"calls", "victims", "traffickers", "cases", "victims?", "and traffickers?", "and women?", "and minors?", "women", "Mexicans", "by age", "and by nationality?", "in percent?", "the difference?", "the ratio?", "how many times?",
	"total", "both", "the second one", "the least?", "top 2", "and the rest?", "not those", "of those, how many are women", "per case", "more", "1 in how many?", "half?", "is that most?", "add them up", "and together?", "excluding the unknown", "same for traffickers", "I meant traffickers",
	"llamadas", "víctimas", "tratantes", "casos", "y los tratantes?", "y mujeres?", "y menores?", "mujeres", "por edad", "¿y por nacionalidad?", "en porcentaje", "la diferencia?", "cuántas veces?", "total", "las dos", "la segunda", "la menos común", "las 2 principales",
	"y el resto?", "ésas no", "de esas cuántas son mujeres", "por caso", "más", "1 de cada cuántas?", "la mitad?", "súmalas", "juntas?", "sin contar las desconocidas", "lo mismo de tratantes", "perdón, quise decir tratantes", "en español", "in English",
}

// A follow-up changes the last question into one that can be asked.
func TestEveryFollowUpIsAQuestionThatCanBeAsked(t *testing.T) {
	b := border(t)
	broken := map[string]bool{}
	for _, line := range answeredLines(t, dev) {
		_, q := b.read(t, line.say, ask.Context{})
		for _, say := range follows {
			next := b.parser.Parse(say, q.Next)
			for _, query := range append(next.Readings, next.Near...) {
				if _, err := b.set.Eval(query); err != nil && !broken[say] {
					broken[say] = true // one of a kind is enough
					t.Errorf("%q after %s %q is read as %s: %v", say, line.id, line.say, query, err)
				}
			}
		}
	}
}

// Follow-ups say what they change, and leave the rest.
func TestFollowUpsChangeWhatTheyName(t *testing.T) {
	border(t).converseAll(t, [][]libraryCase{
		{
			{"how many victims are women?", "en", "victims.gender.female"},
			{"and men?", "en", "victims.gender.male"},
			{"in percent?", "en", "victims.gender.male = 45.51"},
			{"and traffickers?", "en", "traffickers.gender.male = 75.46"},
		},
		{
			{"victims by age", "en", "victims.age.adult victims.age.minor victims.age.unknown"},
			{"and gender?", "en", "victims.gender.male victims.gender.female victims.gender.minority victims.gender.unknown"},
			{"same for traffickers", "en", "traffickers.gender.male traffickers.gender.female traffickers.gender.minority traffickers.gender.unknown"},
		},
		{
			{"cuántas víctimas son mexicanas", "es", "victims.nationality.mexico"},
			{"y hondureñas?", "es", "victims.nationality.honduras"},
			{"y tratantes?", "es", "traffickers.nationality.honduras"},
			{"en porcentaje", "es", "traffickers.nationality.honduras = 2.55"},
			{"y en 2019?", "es", "unavailable period"},
		},
		{
			{"how many victims from El Salvador?", "en", "unavailable unlisted"},
			{"and from Honduras?", "en", "victims.nationality.honduras"},
			{"and traffickers?", "en", "traffickers.nationality.honduras"},
		},
		{
			{"how many calls per case?", "en", "calls.total cases.total = 1.64"},
			{"and victims per case?", "en", "victims.total cases.total = 1.73"},
			{"calls", "en", "calls.total"},
		},
		{
			{"how many more calls than cases?", "en", "calls.total cases.total = 462"},
			{"victims", "en", "victims.total"},
		},
		{
			{"gender", "en", "choice"},
			{"traffickers", "en", "traffickers.gender.male traffickers.gender.female traffickers.gender.minority traffickers.gender.unknown"},
		},
	})
}

// converseAll checks conversations.
func (r *reader) converseAll(t *testing.T, conversations [][]libraryCase) {
	t.Helper()
	for _, turns := range conversations {
		r.converse(t, turns)
	}
}

// converse checks the turns of a conversation.
func (r *reader) converse(t *testing.T, turns []libraryCase) {
	t.Helper()
	var prev ask.Context
	for _, c := range turns {
		got, q := r.read(t, c.say, prev)
		prev = q.Next
		r.checkCase(t, c, got)
	}
}
