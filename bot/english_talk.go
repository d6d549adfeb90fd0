package bot

import (
	"strings"

	"cifra/bot/ask"
	"cifra/stats"
)

func (e *english) which(things []string) string {
	if len(things) == 0 {
		return "Which of these questions?"
	}
	return capital(list(things, e.orWith)) + "?"
}

func (e *english) help(kind ask.HelpKind, titles, examples []string) string {
	subject := "the figures of " + e.and(titles)
	switch kind {
	case ask.HelpThanks:
		return "You're welcome. If you need another figure, just ask."
	case ask.HelpBye:
		return "Goodbye. I am here if you need another figure."
	case ask.HelpSwitch:
		return "From now on I will answer in English."
	case ask.HelpGreeting:
		return "Hello. I answer questions about " + subject + ", in English and Spanish." + e.forExample(examples)
	case ask.HelpIdentity:
		return "I am Cifra, a program. I look up " + subject +
			" and say them as the source gives them; " + englishGuesses + e.forExample(examples)
	case ask.HelpLanguage:
		return "I speak English and Spanish. / Hablo inglés y español." + e.forExample(examples)
	case ask.HelpEmpty:
		return "Ask me about " + subject + "." + e.forExample(examples)
	}
	return "I answer questions about " + subject + ": counts, percentages, rankings, comparisons and sums. " +
		"Each answer names its source and its limits, and where the source does not say, I say so." + e.forExample(examples)
}

func (e *english) forExample(examples []string) string {
	if len(examples) == 0 {
		return ""
	}
	return " For example:\n- " + strings.Join(examples, "\n- ")
}

func (e *english) offtopic(titles, examples []string) string {
	return "I can only answer questions about the figures of " + e.and(titles) + "." + e.forExample(examples)
}

func (e *english) danger(emergency string) string {
	return "If anyone is in immediate danger, call " + emergency + "."
}

func (e *english) trouble() string {
	return "Something went wrong on my side and I have no answer to show. Your question was not kept: please ask it again."
}

func (e *english) stale() string {
	return "That button belongs to an earlier edition of the figures. Please ask the question in words."
}

func (e *english) forgotten() string {
	return "Done: I have forgotten this conversation and your language. The messages themselves stay where you wrote them until you delete them there."
}

func (e *english) about(sets []*stats.Set) string {
	var data strings.Builder
	for _, set := range sets {
		data.WriteString("Data: “" + set.Title.EN + "”, version " + set.Version + ", " + set.Period.Label.EN + ". " + set.Source.Cite.EN + " ")
	}
	return "I am Cifra, a program that answers questions about published figures and says where they come from. " +
		data.String() + englishKeepsOnly
}

func (e *english) pickLanguage() string {
	return "Which language shall I answer in, where your words do not tell?"
}

func (e *english) commands() commandTexts {
	return commandTexts{
		help:     nameAbout{"help", "What you can ask"},
		about:    nameAbout{"about", "What this is, and where the figures come from"},
		hotlines: nameAbout{"hotlines", "Hotlines, for anyone in danger"},
		language: nameAbout{"language", "English or Spanish"},
		data:     nameAbout{"data", "Which data to answer from"},
		forget:   nameAbout{"forget", "Forget this conversation and my language"},
		start:    nameAbout{"start", "Start"},
		home:     nameAbout{"home", "Overview"},
	}
}

func (e *english) instead(name, first string) string {
	return "This is from " + name + ": " + first + " does not say."
}

func (e *english) chosen(name, period string) string {
	return "From now on I will answer from " + name + " (" + period + "). For the others, name them in your question."
}

func (e *english) pickSet(chosen string, sets []string) string {
	return "I answer from " + chosen + " unless your question names another:\n- " + strings.Join(sets, "\n- ")
}

func (e *english) incomparable(r stats.Reason) string {
	if r == stats.UnstatedUnit {
		return "These cannot be compared: the sources do not count the same thing. What each one says:"
	}
	return "These cannot be compared: not all of the sources have this figure. What each one says:"
}

func (e *english) periods(periods []string, overlap bool) string {
	if overlap {
		return "The periods overlap (" + e.and(periods) + "): the same cases may be in both, so the figures are not to be added."
	}
	return "The figures are of different periods: " + e.and(periods) + "."
}
