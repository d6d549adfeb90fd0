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

func (e *spanish) help(kind ask.HelpKind, title string, examples []string) string {
	subject := "las cifras de “" + title + "”"
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

func (e *spanish) offtopic(title string, examples []string) string {
	return "Solo puedo contestar preguntas sobre las cifras de “" + title + "”." + e.forExample(examples)
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

func (e *spanish) about(set *stats.Set) string {
	return "Soy Cifra, un programa que contesta preguntas sobre cifras publicadas y dice de dónde salen. " +
		"Datos: “" + set.Title.ES + "”, versión " + set.Version + ", " + set.Period.Label.ES + ". " + set.Source.Cite.ES +
		" " + spanishKeepsOnly
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
		forget:   nameAbout{"olvidar", "Olvidar esta conversación y mi idioma"},
		start:    nameAbout{"inicio", "Empezar"},
		home:     nameAbout{"resumen", "Resumen"},
	}
}
