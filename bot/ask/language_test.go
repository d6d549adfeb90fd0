package ask_test

import (
	"testing"

	"cifra/bot/ask"
	"cifra/stats"
)

// What is said in another language gets a word on which two are spoken, in the
// nearer of them, and never a figure, though many words look the same.
func TestOtherLanguagesAreToldSo(t *testing.T) {
	b := border(t)
	for lang, lines := range map[string][]string{
		"Portuguese": {"quantas vítimas são mulheres", "quantas vítimas são mulheres?", "quantos traficantes foram identificados", "quantas vitimas foram exploradas", "qual é a porcentagem de vítimas menores de idade",
			"quantas ligações vocês receberam", "quais são as nacionalidades das vítimas", "obrigado pela informação", "você fala português?", "não entendo", "bom dia, tudo bem?", "quantos casos de tráfico de pessoas houve", "vítimas por gênero e idade, por favor, não tenho os dados"},
		"French": {"combien de victimes sont des femmes", "combien de victimes", "combien de trafiquants y a-t-il", "quel pourcentage des victimes sont mineures", "quelles sont les nationalités des victimes",
			"bonjour, parlez-vous français?", "merci beaucoup pour votre aide", "je voudrais savoir combien de cas il y a", "les victimes sont-elles des enfants", "combien d'appels avez-vous reçus"},
		"Italian": {"quante vittime sono donne", "quanti trafficanti ci sono", "quante sono le vittime", "quali sono le nazionalità delle vittime", "buongiorno, parli italiano?", "grazie mille per le informazioni", "quante chiamate avete ricevuto"},
		"German":  {"wie viele Opfer sind Frauen", "wie viele Täter gibt es", "wie viele Anrufe gab es", "guten Tag, sprechen Sie Deutsch?", "danke für die Hilfe", "welche Nationalitäten haben die Opfer", "wie hoch ist der Anteil der Kinder"},
	} {
		for _, say := range lines {
			got, q := b.read(t, say, ask.Context{})
			if got.Kind != ask.Help || q.Help != ask.HelpLanguage {
				t.Errorf("%s: %q is %s (%s)", lang, say, got, q.Help)
			}
		}
	}
}

// Whatever is made of another language, it is no figure: after a figure of an
// English conversation either.
func TestNoFigureComesOfAnotherLanguage(t *testing.T) {
	b := border(t)
	_, asked := b.read(t, "how many victims are women?", ask.Context{})
	for _, say := range []string{
		"quantas vítimas são mulheres", "vítimas mulheres não mexicanas", "combien de victimes mexicaines", "victimes par âge", "nombre de victimes", "vittime messicane", "quante vittime", "wie viele Opfer aus Mexiko", "hoeveel slachtoffers",
		"сколько жертв", "受害者有多少", "كم عدد الضحايا", "कितने पीड़ित", "ile ofiar", "kaç kurban", "pilsen tlakatl", "jayp'éel", "quantas mulheres", "e os traficantes?", "et les trafiquants?",
	} {
		for _, prev := range []ask.Context{{}, asked.Next} {
			if got, _ := b.read(t, say, prev); got.Kind == ask.Figures {
				t.Errorf("%q, after %s, is %s", say, prev.Last, got)
			}
		}
	}
}

// The words of the grammar tell the language, not the nouns that people borrow.
func TestMixedMessagesKeepTheLanguageOfTheGrammar(t *testing.T) {
	b := border(t)
	for _, test := range []struct{ say, lang string }{
		{"how many víctimas are there", "en"},
		{"how many tratantes were women?", "en"},
		{"what percentage of the víctimas are mujeres", "en"},
		{"show me the víctimas by edad please", "en"},
		{"how many victims are from México?", "en"},
		{"what does trata laboral mean?", "en"},
		{"how many llamadas did Consejo Ciudadano get", "en"},
		{"cuántas victims hay", "es"},
		{"cuantos traffickers son mujeres", "es"},
		{"qué porcentaje de los victims son female", "es"},
		{"dame los cases por favor", "es"},
		{"cuántas calls recibieron en la hotline", "es"},
		{"dime el top 3 de labor industries", "es"},
		{"hola, how many victims?", "en"},
		{"hi, cuántas víctimas?", "es"},
		{"how many victims? gracias", "en"},
		{"cuántas víctimas? thanks", "es"},
	} {
		if got := b.ask(t, test.say); got.Lang != test.lang {
			t.Errorf("%q is answered in %s: %s", test.say, got.Lang, got)
		}
	}
}

// Where the words do not tell, the conversation's language stays.
func TestMessagesWithoutWordsKeepTheConversationsLanguage(t *testing.T) {
	b := border(t)
	for _, say := range []string{"", "?", "!!!", "👍", "1257", "...", "ok", "no", "Honduras?", "vs", "63%", "total"} {
		for _, lang := range stats.Langs {
			if got, _ := b.read(t, say, ask.Context{Known: true, Lang: lang}); got.Lang != lang.String() {
				t.Errorf("%q in a conversation in %s is answered in %s", say, lang, got.Lang)
			}
		}
	}
}

func TestTheLanguageIsChangedOnDemand(t *testing.T) {
	b := border(t)
	for _, test := range []struct{ first, then, lang string }{
		{"how many victims are women?", "now in Spanish", "es"},
		{"how many victims are women?", "en español por favor", "es"},
		{"how many victims are women?", "ahora en español", "es"},
		{"cuántas víctimas son mujeres", "in English please", "en"},
		{"cuántas víctimas son mujeres", "ahora en inglés", "en"},
		{"cuántas víctimas son mujeres", "english", "en"},
	} {
		first, q := b.read(t, test.first, ask.Context{})
		got, _ := b.read(t, test.then, q.Next)
		if got.Lang != test.lang || got.Kind != ask.Figures || !got.sameFigures(first) {
			t.Errorf("%q after %q is %s, not %s in %s", test.then, test.first, got, first, test.lang)
		}
		if alone, q := b.read(t, test.then, ask.Context{}); alone.Kind != ask.Help || q.Help != ask.HelpSwitch || alone.Lang != test.lang {
			t.Errorf("%q with nothing to repeat is %s (%s)", test.then, alone, q.Help)
		}
	}
}
