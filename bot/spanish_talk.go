package bot

import (
	"strings"

	"cifra/bot/ask"
	"cifra/stats"
)

func (e *spanish) which(things []string) string {
	if len(things) == 0 {
		return "¿Cuál de estas preguntas?"
	}
	return "¿" + capital(list(things, e.orWith)) + "?"
}

func (e *spanish) help(kind ask.HelpKind, titles, examples []string) string {
	subject := "las cifras de " + e.and(titles)
	switch kind {
	case ask.HelpThanks:
		return "De nada. Si necesitas otra cifra, aquí estoy."
	case ask.HelpBye:
		return "Hasta luego. Aquí estoy si necesitas otra cifra."
	case ask.HelpSwitch:
		return "De aquí en adelante contesto en español."
	case ask.HelpGreeting:
		return "Hola. Contesto preguntas sobre " + subject + ", en español y en inglés." + e.forExample(examples)
	case ask.HelpIdentity:
		return "Soy Cifra, un programa. Busco " + subject +
			" y las digo como las da la fuente; " + spanishGuesses + e.forExample(examples)
	case ask.HelpLanguage:
		return "Hablo español e inglés. / I speak Spanish and English." + e.forExample(examples)
	case ask.HelpEmpty:
		return "Pregúntame sobre " + subject + "." + e.forExample(examples)
	}
	return "Contesto preguntas sobre " + subject + ": conteos, porcentajes, primeros lugares, comparaciones y sumas. " +
		"Cada respuesta dice de dónde sale y qué límites tiene, y si la fuente no da el dato, lo digo." + e.forExample(examples)
}

func (e *spanish) forExample(examples []string) string {
	if len(examples) == 0 {
		return ""
	}
	return " Por ejemplo:\n- " + strings.Join(examples, "\n- ")
}

func (e *spanish) offtopic(titles, examples []string) string {
	return "Solo puedo contestar preguntas sobre las cifras de " + e.and(titles) + "." + e.forExample(examples)
}

func (e *spanish) danger(emergency string) string {
	return "Si alguien está en peligro inmediato, llama al " + emergency + "."
}

func (e *spanish) trouble() string {
	return "Algo falló de mi lado y no tengo una respuesta que mostrar. Tu pregunta no quedó guardada: vuelve a hacerla, por favor."
}

func (e *spanish) stale() string {
	return "Ese botón es de una edición anterior de las cifras. Haz la pregunta con palabras, por favor."
}

func (e *spanish) forgotten() string {
	return "Listo: olvidé esta conversación y tu idioma. Los mensajes siguen donde los escribiste hasta que los borres ahí."
}

func (e *spanish) about(sets []*stats.Set) string {
	var data strings.Builder
	for _, set := range sets {
		data.WriteString("Datos: “" + set.Title.ES + "”, versión " + set.Version + ", " + set.Period.Label.ES + ". " + set.Source.Cite.ES + " ")
	}
	return "Soy Cifra, un programa que contesta preguntas sobre cifras publicadas y dice de dónde salen. " +
		data.String() + spanishKeepsOnly
}

func (e *spanish) pickLanguage() string {
	return "¿En qué idioma te contesto cuando tus palabras no lo digan?"
}

func (e *spanish) commands() commandTexts {
	return commandTexts{
		help:     nameAbout{"ayuda", "Qué puedes preguntar"},
		about:    nameAbout{"acerca", "Qué es esto y de dónde salen las cifras"},
		hotlines: nameAbout{"lineas", "Líneas de ayuda, para quien esté en peligro"},
		language: nameAbout{"idioma", "Español o inglés"},
		data:     nameAbout{"datos", "Con qué datos te contesto"},
		forget:   nameAbout{"olvidar", "Olvidar esta conversación y mi idioma"},
		start:    nameAbout{"inicio", "Empezar"},
		home:     nameAbout{"resumen", "Resumen"},
	}
}

func (e *spanish) instead(name, first string) string {
	return "Este dato es de " + name + ", porque " + first + " no lo da."
}

func (e *spanish) chosen(name, period string) string {
	return "De aquí en adelante te contesto con " + name + " (" + period + "). Si quieres otro, nómbralo en tu pregunta."
}

func (e *spanish) pickSet(chosen string, sets []string) string {
	return "Te contesto con " + chosen + ", a menos que en tu pregunta nombres otro:\n- " + strings.Join(sets, "\n- ")
}

func (e *spanish) incomparable(r stats.Reason) string {
	if r == stats.UnstatedUnit {
		return "No se pueden comparar: las fuentes no cuentan lo mismo. Lo que dice cada una:"
	}
	return "No se pueden comparar: no todas las fuentes dan esta cifra. Lo que dice cada una:"
}

func (e *spanish) periods(periods []string, overlap bool) string {
	if overlap {
		return "Los periodos se traslapan (" + e.and(periods) + "): un mismo caso puede estar en ambos, así que las cifras no se deben sumar."
	}
	return "Las cifras son de periodos distintos: " + e.and(periods) + "."
}
