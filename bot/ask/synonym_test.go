package ask_test

import (
	"regexp"
	"testing"

	"cifra/bot/ask"
)

// synonym is one way of saying a thing and others for the same. Where it is
// only the same before some words, the pattern says so.
type synonym struct {
	lang   string
	said   *regexp.Regexp
	others []string
	// allowed are the lines whose answer may change, with the reason.
	allowed map[string]string
}

func swap(lang, pattern string, others ...string) synonym {
	return synonym{lang: lang, said: regexp.MustCompile(`(?i)` + pattern), others: others}
}

var synonyms = []synonym{
	swap("en", `\bvictims\b`, "survivors", "trafficking victims", "trafficked people"),
	swap("en", `\bsurvivors\b`, "victims"),
	swap("en", `\btraffickers\b`, "perpetrators", "offenders", "human traffickers"),
	swap("en", `\bperpetrators\b`, "traffickers"),
	swap("en", `^how many (victims|traffickers|calls|cases)\b`, "number of $1", "total number of $1", "what is the number of $1", "what was the total number of $1"),
	swap("en", `^number of\b`, "how many", "what's the number of"),
	swap("en", `\bwomen\b`, "females"),
	swap("en", `\bmen\b`, "males"),
	swap("en", `\bfemale (victims|traffickers)\b`, "women $1", "$1 who are women", "$1 that were female"),
	swap("en", `\bmale (victims|traffickers)\b`, "$1 who are men", "$1 that were male"),
	swap("en", `\b(kids|children)\b`, "minors", "underage people"),
	swap("en", `\bminors\b`, "children", "people under 18"),
	swap("en", `\badults\b`, "people over 18", "grown-ups"),
	swap("en", `\bwhat percent(age)? of\b`, "what share of", "which percentage of", "what proportion of", "what % of", "what pct of"),
	swap("en", `\bnationalities\b`, "countries of origin", "home countries"),
	swap("en", `\bgender([?,.]|$| split| recorded| of| for)`, "sex$1"),
	swap("en", `\blabor\b`, "labour"),
	swap("en", `\bmexicans\b`, "people from Mexico", "Mexican nationals"),
	swap("en", `\bfrom mexico\b`, "of Mexican nationality", "with Mexican nationality"),
	swap("en", `\bcalls\b`, "phone calls"),
	swap("en", `\bbiggest\b`, "largest", "most common"),
	swap("en", `\btop (labor|3|three|types)\b`, "leading $1", "main $1"),
	swap("en", `\bover the (whole|entire) period\b`, "throughout the whole period", "during the full time frame", "across the entire window"),
	swap("en", `^(i )?heard on the radio that\b`, "I read that", "read in the paper that", "heard that"),
	swap("en", `\bonce you add in\b`, "if you fold in", "after we lump in", "adding in"),
	swap("en", `\bbeats\b`, "beat", "outnumbers", "outpaces", "is ahead of"),
	swap("es", `\ben todo el periodo\b`, "durante todo el periodo", "a lo largo de todo el periodo", "en el periodo completo"),
	swap("es", `\b(la q|y la q) le sigue\b`, "la siguiente", "la que sigue", "cuál le sigue"),
	swap("es", `v[ií]ctimas\b`, "sobrevivientes"),
	swap("es", `sobrevivientes\b`, "víctimas"),
	swap("es", `\bcu[aá]ntas\b`, "cuántas", "cuantas", "kuantas", "qtas"),
	swap("es", `\bcu[aá]ntos\b`, "cuántos", "cuantos", "kuantos"),
	swap("es", `^¿?cu[aá]nt[ao]s (v[ií]ctimas|tratantes|llamadas|casos) hubo`, "cuál es el número de $1", "número de $1", "qué número de $1 hubo", "cantidad de $1", "total de $1"),
	swap("es", `\btratantes\b`, "traficantes", "victimarios"),
	swap("es", `\btraficantes\b`, "tratantes"),
	swap("es", `\bmujeres\b`, "personas de sexo femenino", "damas"),
	swap("es", `\bhombres\b`, "varones"),
	swap("es", `\bmenores de edad\b`, "menores", "menores de 18 años"),
	swap("es", `\bmexicanas\b`, "de México", "de nacionalidad mexicana", "originarias de México"),
	swap("es", `\bmexicanos\b`, "de México", "de nacionalidad mexicana", "originarios de México"),
	swap("es", `\bporcentaje\b`, "proporción", "por ciento", "%"),
	swap("es", `\bllamadas\b`, "llamadas telefónicas"),
	swap("es", `\bnacionalidades\b`, "países de origen"),
	swap("es", `\b(por|el|su) g[eé]nero\b`, "$1 sexo"),
	swap("es", `\btrata laboral\b`, "explotación laboral", "trabajo forzado"),
	swap("es", `\btrata sexual\b`, "explotación sexual"),
	swap("es", `\bque\b`, "q", "ke"),
	swap("es", `\bestadounidenses\b`, "de Estados Unidos", "de EE. UU.", "gringos", "norteamericanos"),
}

func TestAnswerStaysWhenTheAskerUsesAnotherWord(t *testing.T) {
	b, lines := border(t), answeredLines(t, corpora(t)...)
	for _, s := range synonyms {
		t.Run(s.lang+" "+s.said.String()[4:], func(t *testing.T) {
			n := 0
			for _, line := range lines {
				if line.lang != s.lang || !s.said.MatchString(line.say) {
					continue
				}
				for _, other := range s.others {
					n++
					say := s.said.ReplaceAllString(line.say, other)
					got := b.ask(t, say)
					if s.allowed[line.id] != "" && (got.Kind != ask.Figures || got.sameFigures(line.reply)) {
						continue // never another figure, allowance or not
					}
					if !got.same(line.reply) {
						t.Errorf("%s %q\n   as  %q\n   was %s\n   is  %s", line.id, line.say, say, line.reply, got)
					}
				}
			}
			t.Logf("%d messages", n)
		})
	}
}
