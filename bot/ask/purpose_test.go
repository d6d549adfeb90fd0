package ask_test

import (
	"strings"
	"testing"

	"cifra/bot/ask"
)

// Words that say who asks and why ("I am a teacher", "for a meeting on Monday")
// change nothing about a question. The same words restrict it where they say
// who is counted, or when: then the source has no figure.
func TestWordsOfPurposeRestrictWhereTheyAreNoPurpose(t *testing.T) {
	b := border(t)
	for _, group := range []struct{ question, restrictions string }{
		{"how many victims were %s?", "teachers|lawyers|students|journalists|activists|directors|engineers|librarians|psychologists|college students|" +
			"politicians|prosecutors|researchers|volunteers|ambassadors|rabbis|programmers|high school students|interns|citizens|friends|taken by friends"},
		{"how many traffickers were %s?", "professors|lawmakers|politicians|coaches|managers|producers|councilmen|priests|social workers|counselors|attorneys|bosses|company directors"},
		{"how many victims %s", "work at a nonprofit|in public health|from the youth group|at the university|go to church|study law|in the school|of the church|on linkedin|with a master's degree"},
		{"how many calls %s", "this morning|tomorrow|this afternoon|in the second year|by noon|on the radio|from journalists|from the media|from the embassy|lasted an hour|lasted minutes|per hour|from schools|from the consulate|from lawyers|from the press"},
		{"cuántas víctimas eran %s", "maestras|abogadas|estudiantes|periodistas|activistas|directoras|ingenieras|diputadas|universitarias|psicólogas|ciudadanas|amigas|licenciadas|profesoras|investigadoras|compañeras"},
		{"cuántos tratantes eran %s", "maestros|abogados|diputados|periodistas|jefes|funcionarios|políticos|profesores|gobernadores|ingenieros|doctores|amigos|socios|sacerdotes"},
		{"cuántas llamadas hubo %s", "el domingo|el lunes|el viernes|esta mañana|mañana|la próxima semana|al mediodía|en la radio|de periodistas|de la universidad|de la embajada|de la prensa|por hora|de escuelas|en el tercer semestre"},
		{"víctimas %s", "de la iglesia|de la universidad|de la escuela|de la preparatoria|de la empresa|en la oficina|del instituto|de salud pública|de la comunidad"},
	} {
		for restriction := range strings.SplitSeq(group.restrictions, "|") {
			say := strings.Replace(group.question, "%s", restriction, 1)
			if got := b.ask(t, say); got.Kind == ask.Figures {
				t.Errorf("%q is %s", say, got)
			}
		}
	}
}

// What people say of themselves and of their work leaves the answer as it is.
func TestWhoAsksAndWhyChangesNothing(t *testing.T) {
	b := border(t)
	for question, asides := range map[string]string{
		"how many victims were women?": "I'm a teacher. %|hi, I am a journalist at the Dallas Morning News and I'd like to know %|% It's for a meeting tomorrow.|" +
			"for my thesis: %|I need this for a presentation on Monday, %|my boss wants to know %|we're writing a report for our donors, %|% Asking for a friend.|" +
			"I work at a nonprofit in Texas. %|I have a deadline in an hour. %|as a volunteer with Catholic Charities I wonder %",
		"cuántas víctimas son mujeres": "soy maestra, %|Soy reportera de El Diario de Juárez. ¿% ?|es para una tarea de la universidad, %|mi jefa quiere saber %|% es para mi tesis|" +
			"estoy haciendo una presentación para el lunes, %|trabajo en una asociación civil, %|tengo junta en una hora, %|para un reportaje: %|me urge para mañana, %",
	} {
		want := b.ask(t, question)
		if want.Kind != ask.Figures {
			t.Fatalf("%q is %s", question, want)
		}
		for aside := range strings.SplitSeq(asides, "|") {
			say := strings.Replace(aside, "%", question, 1)
			if got := b.ask(t, say); !got.same(want) {
				t.Errorf("%q\n   is  %s\n   not %s", say, got, want)
			}
		}
	}
}

// Common words that are harmless in most places restrict a question where they
// say which of those counted are meant, or what happened to them.
func TestCommonWordsRestrictWhereTheySayWhich(t *testing.T) {
	b := border(t)
	for _, group := range []struct{ question, restrictions string }{
		{"how many %s calls were there", "big|large|important|frequent|brief|quick|public|useful|helpful|urgent|valid|long|short|anonymous"},
		{"how many %s cases were there", "big|large|important|public|serious|closed|open|old|new"},
		{"how many victims %s", "were trafficked again|were working|were taken|had jobs|work"},
		{"cuántas llamadas %s hubo", "frecuentes|breves|serias|viejas|útiles|urgentes|largas|cortas|válidas|anónimas|importantes|grandes"},
		{"cuántas víctimas %s", "fueron atendidas|trabajaban|volvieron a ser explotadas|tenían trabajo"},
	} {
		for restriction := range strings.SplitSeq(group.restrictions, "|") {
			say := strings.Replace(group.question, "%s", restriction, 1)
			if got := b.ask(t, say); got.Kind == ask.Figures {
				t.Errorf("%q is %s", say, got)
			}
		}
	}
}
