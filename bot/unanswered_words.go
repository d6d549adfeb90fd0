package bot

import (
	"strconv"
	"strings"

	"cifra/bot/ask"
	"cifra/stats"
)

// What the voices say of messages, as it is where none are kept.
const (
	englishKeepsOnly = "I keep no messages: only your language, and for half an hour which figures you asked for last."
	englishGuesses   = "I do not guess, and I keep no messages."

	spanishKeepsOnly = "No guardo mensajes: solo tu idioma y, durante media hora, cuáles cifras pediste al último."
	spanishGuesses   = "no adivino y no guardo mensajes."
)

// keepingWords are the same sentences where the wording of unanswered questions
// is kept for a number of days.
func keepingWords(l stats.Lang, days int) *strings.Replacer {
	n := strconv.Itoa(days)
	if l == stats.ES {
		some := "las palabras de las preguntas que no pude contestar, sin nombres ni números y sin quién preguntó"
		return strings.NewReplacer(
			spanishKeepsOnly, "No guardo mensajes enteros: solo tu idioma; durante media hora, cuáles cifras pediste al último; y hasta "+n+" días, "+some+".",
			spanishGuesses, "no adivino. De los mensajes solo guardo, hasta "+n+" días, "+some+".",
		)
	}
	some := "the words of questions that I could not answer, without names or numbers and without who asked"
	return strings.NewReplacer(
		englishKeepsOnly, "I keep no whole messages: only your language; for half an hour which figures you asked for last; and for up to "+n+" days "+some+".",
		englishGuesses, "I do not guess. Of messages I keep, for up to "+n+" days, only "+some+".",
	)
}

// honest gives a reply that tells of what is kept, where it would tell that
// nothing is.
func (g *gleaner) honest(r Reply) Reply {
	if r.Kind != ask.Help && r.Kind != ask.Info {
		return r
	}
	if text := g.words[r.Lang].Replace(r.Text); text != r.Text {
		r.Text, r.Serial = text, 0
	}
	return r
}
