package main

import "cifra/stats"

// words are what the terminal itself says, beside the replies. What people
// who run the program see is in English; what people who ask see is in their
// language.
type words struct {
	greeting string // before a question to begin with
	ends     string // how to leave
	tooLong  string // a line that the terminal cannot take whole
	readAs   string // heads the trace
	nothing  string // words without a meaning
	unknown  string // words that are not known
	rule     string
	query    string
	noQuery  string
	meanings map[string]string // by how the parser's trace begins them
}

func wordsIn(l stats.Lang) words {
	if l == stats.ES {
		return spanishWords()
	}
	return englishWords()
}

func englishWords() words {
	return words{
		greeting: "Ask in English: ",
		ends:     "Ctrl-D ends.",
		tooLong:  "That is longer than the terminal takes, so nothing was asked. Please ask in fewer words.",
		readAs:   "How this was read",
		nothing:  "Change nothing",
		unknown:  "Not known",
		rule:     "Rule",
		query:    "Query",
		noQuery:  "none",
		meanings: map[string]string{
			"population": "what is counted", "implies population": "implies what is counted", "dimension": "by",
			"several": "by several", "category": "which ones", "categories": "which ones, at once", "either of": "either of two",
			"not in the source": "not in the source", "country": "country", "region": "region", "place": "place",
			"time": "time", "month": "month", "operation": "asks for", "number": "number", "place in a list": "place in a list",
			"fraction": "fraction", "topic": "topic", "subject": "the subject at large", "why it is asked": "why it is asked", "the asker": "who asks",
			"exclamation": "exclamation", "help": "help", "off topic": "off topic", "another language": "another language",
		},
	}
}

func spanishWords() words {
	return words{
		greeting: "Pregunta en español: ",
		ends:     "Ctrl-D termina.",
		tooLong:  "Eso es más largo de lo que admite la terminal, así que no se preguntó nada. Pregunta con menos palabras.",
		readAs:   "Cómo se leyó",
		nothing:  "No cambian nada",
		unknown:  "No se conocen",
		rule:     "Regla",
		query:    "Consulta",
		noQuery:  "ninguna",
		meanings: map[string]string{
			"population": "qué se cuenta", "implies population": "supone qué se cuenta", "dimension": "por",
			"several": "por varias", "category": "cuáles", "categories": "cuáles, a la vez", "either of": "una de dos",
			"not in the source": "no está en la fuente", "country": "país", "region": "región", "place": "lugar",
			"time": "tiempo", "month": "mes", "operation": "qué se pide", "number": "número", "place in a list": "lugar en una lista",
			"fraction": "fracción", "topic": "tema", "subject": "el tema en general", "why it is asked": "por qué se pregunta", "the asker": "quien pregunta",
			"exclamation": "exclamación", "help": "ayuda", "off topic": "otro tema", "another language": "otro idioma",
		},
	}
}
