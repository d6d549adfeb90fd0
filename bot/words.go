package bot

import "cifra/stats"

// Words are what a platform says around replies: on buttons, in headings, and
// where there is no reply to show. Adapters have no words of their own.
type Words struct {
	Share         string // a button: post this answer where all can see it
	SharedBy      func(who string) string
	Delete        string // a button: take this answer away
	Chart         string // a button: show the picture
	OtherLanguage string // a button: the same answer in the other language
	AskAbout      string // a shortcut on someone's message, at most 24 characters

	DeleteExchange string // a button under the hotlines
	ExchangeGone   string // what was deleted, and what only the person or the platform can
	ExchangeStays  string // where the platform did not let us

	OnlyText  string // to a sticker, a voice message, a file
	NotSent   string // an answer could not be sent, and should be asked for again
	OldButton string // a button that nobody can read any more
	TooFast   string // to someone who asks more than they may
	TooLong   string // to a message that is longer than it may be
	MoreRows  func(shown, all int) string

	Counted   string // headings of the columns of a table
	CountHead string
	ShareHead string

	Figures  string // headings of an overview
	TryThese string
	AskThis  string // a button beside a question: ask it
	Language string
	Limits   string
	Hotlines string

	LanguageName string // the name of this language in itself

	Name        string // what the bot is called
	Description string // what it does, at most 512 characters: shown before a chat begins
	Short       string // likewise, at most 120 characters
}

// WordsIn gives the words of a language.
func WordsIn(l stats.Lang) *Words {
	if l == stats.ES {
		return spanishWords()
	}
	return englishWords()
}

func englishWords() *Words {
	return &Words{
		Share:         "Share to channel",
		SharedBy:      func(who string) string { return "Shared by " + who },
		Delete:        "Delete",
		Chart:         "Chart",
		OtherLanguage: "En español",
		AskAbout:      "Ask Cifra about this",

		DeleteExchange: "Delete this exchange",
		ExchangeGone:   "I have deleted what I wrote here. Your own message you can delete yourself; the platform may keep copies of both.",
		ExchangeStays:  "I could not delete what I wrote here: the platform allows it only for a while. You can delete the chat yourself.",

		OnlyText:  "I read only text. Please write your question in words.",
		NotSent:   "I could not send the answer. Please ask again in a minute.",
		OldButton: "That button is from an earlier version of me. Please ask the question in words.",
		TooFast:   "That is more than I can answer at once. Please wait a minute and ask again.",
		TooLong:   "That is longer than I can read. Please ask in fewer words.",
		MoreRows: func(shown, all int) string {
			return "Showing " + countText(shown) + " of " + countText(all) + " rows."
		},

		Counted:   "What is counted",
		CountHead: "Count",
		ShareHead: "Share",

		Figures:  "At a glance",
		TryThese: "Try asking",
		AskThis:  "Ask",
		Language: "Language",
		Limits:   "Source and limits",
		Hotlines: "If someone may be in danger",

		LanguageName: "English",

		Name: "Cifra",
		Description: "Ask me about published statistics in your own words, in English or Spanish. " +
			"Every figure comes with its source, its period and its limits; what the source does not say, I do not guess.",
		Short: "Answers statistics questions exactly, in English and Spanish, with the source.",
	}
}

func spanishWords() *Words {
	return &Words{
		Share:         "Compartir en el canal",
		SharedBy:      func(who string) string { return "Compartido por " + who },
		Delete:        "Borrar",
		Chart:         "Gráfica",
		OtherLanguage: "In English",
		AskAbout:      "Pregúntale a Cifra",

		DeleteExchange: "Borrar esta conversación",
		ExchangeGone:   "Ya borré lo que escribí aquí. Tu mensaje lo puedes borrar tú; la plataforma puede conservar copias de ambos.",
		ExchangeStays:  "No pude borrar lo que escribí aquí: la plataforma solo lo permite por un tiempo. Puedes borrar el chat desde tu aplicación.",

		OnlyText:  "Solo leo texto. Escribe tu pregunta con palabras, por favor.",
		NotSent:   "No pude enviar la respuesta. Vuelve a preguntar en un minuto, por favor.",
		OldButton: "Ese botón es de una versión anterior. Haz la pregunta con palabras, por favor.",
		TooFast:   "Son más preguntas de las que alcanzo a contestar. Espera un minuto y vuelve a preguntar, por favor.",
		TooLong:   "Eso es más largo de lo que puedo leer. Pregunta con menos palabras, por favor.",
		MoreRows: func(shown, all int) string {
			return "Se muestran " + countText(shown) + " de " + countText(all) + " renglones."
		},

		Counted:   "Qué se cuenta",
		CountHead: "Número",
		ShareHead: "Porcentaje",

		Figures:  "De un vistazo",
		TryThese: "Prueba a preguntar",
		AskThis:  "Preguntar",
		Language: "Idioma",
		Limits:   "Fuente y límites",
		Hotlines: "Si alguien puede estar en peligro",

		LanguageName: "Español",

		Name: "Cifra",
		Description: "Pregúntame sobre estadísticas publicadas con tus propias palabras, en español o en inglés. " +
			"Cada cifra viene con su fuente, su periodo y sus límites; lo que la fuente no dice, no lo adivino.",
		Short: "Contesta preguntas de estadística con exactitud, en español y en inglés, con la fuente.",
	}
}
