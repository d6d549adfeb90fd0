package ask_test

import "testing"

// What is related to the last figure keeps its place: a ratio turned round is a
// wrong figure.
func TestARatioBeginsWithTheThingItIsOf(t *testing.T) {
	b := border(t)
	for lang, says := range map[string][]string{
		"en": {
			"how many times the number of women is that", "that's how many times the women?", "that is what multiple of the women?",
			"how many times as many as the women is that?", "that compared to the women, how many times?",
		},
		"es": {"cuántas veces el número de mujeres es eso", "eso cuántas veces es el número de mujeres?"},
	} {
		for _, say := range says {
			b.converse(t, []libraryCase{{"traffickers that are men", "en", "traffickers.gender.male"}, {say, lang, "traffickers.gender.male traffickers.gender.female = 3.48"}})
		}
	}
	for lang, says := range map[string][]string{
		"en": {"how many times more are the men?", "how many times that are the men?", "the men are how many times that?", "what's the ratio of men to that?"},
		"es": {"cuántas veces más son los hombres?", "¿cuántas veces eso son los hombres?"},
	} {
		for _, say := range says {
			b.converse(t, []libraryCase{{"traffickers that are women", "en", "traffickers.gender.female"}, {say, lang, "traffickers.gender.male traffickers.gender.female = 3.48"}})
		}
	}
	for _, c := range []libraryCase{
		{"how many times the number of cases is the number of calls", "en", "calls.total cases.total = 1.64"},
		{"the number of male traffickers is how many times the number of female ones", "en", "traffickers.gender.male traffickers.gender.female = 3.48"},
		{"calls divided by cases", "en", "calls.total cases.total = 1.64"},
		{"divide las llamadas entre los casos, ¿cuánto da?", "es", "calls.total cases.total = 1.64"},
		{"llamadas entre casos", "es", "calls.total cases.total = 1.64"},
		{"labor trafficking beats sex trafficking by how many victims", "en", "victims.type.labor victims.type.sex = 404"},
		{"por cuánto superan las llamadas a los casos", "es", "calls.total cases.total = 462"},
		{"entre las víctimas, ¿las mujeres les ganan a los hombres por cuántas?", "es", "victims.gender.female victims.gender.male = 37"},
		{"victims beat by traffickers", "en", "unavailable"},
		{"cuánto le ganan los tratantes a las víctimas", "es", "unavailable dimension"},
		{"calls and cases, one line each", "en", "calls.total cases.total"},
	} {
		b.checkCase(t, c, b.ask(t, c.say))
	}
}

// What a follow-up relates or goes on from is the last figure, and a rate keeps
// what it is of.
func TestAFollowUpKeepsWhatItDoesNotChange(t *testing.T) {
	b := border(t)
	for _, conversation := range [][]libraryCase{
		{{"victims per case", "en", "victims.total cases.total = 1.73"}, {"per trafficker instead", "en", "victims.total traffickers.total = 1.28"}},
		{{"cuántas víctimas hubo", "es", "victims.total"}, {"¿y cuántas por caso, más o menos?", "es", "victims.total cases.total = 1.73"}},
		{{"number of traffickers", "en", "traffickers.total"}, {"how many fewer than victims is that?", "en", "traffickers.total victims.total = 275"}},
		{{"how many victims", "en", "victims.total"}, {"divide that by the cases", "en", "victims.total cases.total = 1.73"}},
		{{"compare Mexican victims with Mexican traffickers", "en", "victims.nationality.mexico traffickers.nationality.mexico"}, {"difference?", "en", "victims.nationality.mexico traffickers.nationality.mexico = 469"}},
		{{"de qué país son más víctimas", "es", "victims.nationality.mexico"}, {"y el que le sigue?", "es", "victims.nationality.usa"}, {"y el siguiente?", "es", "victims.nationality.honduras"}},
		{{"top labor industry?", "en", "labor_industry.agriculture"}, {"and the next one?", "en", "labor_industry.domestic_work"}, {"what else is on that list?", "en", "labor_industry.agriculture labor_industry.illicit_activities"}},
		{{"top labor industries", "en", "labor_industry.agriculture labor_industry.domestic_work labor_industry.illicit_activities"}, {"drop agriculture and add up the rest", "en", "labor_industry.domestic_work labor_industry.illicit_activities = 163"}},
		{{"nacionalidades de los tratantes", "es", "traffickers.nationality.mexico traffickers.nationality.usa traffickers.nationality.honduras traffickers.nationality.guatemala"}, {"sin México ni EUA ¿cuáles quedan de esa lista?", "es", "traffickers.nationality.honduras traffickers.nationality.guatemala"}},
		{{"cuántas víctimas de trata sexual hubo", "es", "victims.type.sex"}, {"y cuáles son las modalidades más comunes", "es", "sex_type.residence sex_type.hotel_motel sex_type.escort"}, {"y los tipos de trata?", "es", "victims.type.labor victims.type.sex victims.type.sex_and_labor victims.type.other"}},
	} {
		b.converse(t, conversation)
	}
}

// "Only" narrows the last question and takes the place of nothing in it, but
// for what is of the same list.
func TestOnlyNarrowsTheLastQuestion(t *testing.T) {
	b := border(t)
	for _, conversation := range [][]libraryCase{
		{{"victims aged 18 or over", "en", "victims.age.adult"}, {"only the female ones?", "en", "unavailable crosstab"}},
		{{"cuántas víctimas son menores", "es", "victims.age.minor"}, {"solo las mujeres?", "es", "unavailable crosstab"}},
		{{"how many traffickers are Mexican", "en", "traffickers.nationality.mexico"}, {"men only", "en", "unavailable crosstab"}},
		{{"how many minors among the victims", "en", "victims.age.minor"}, {"and only in labor trafficking?", "en", "unavailable crosstab"}},
		{{"top labor industries", "en", "labor_industry.agriculture labor_industry.domestic_work labor_industry.illicit_activities"}, {"only women", "en", "unavailable"}},
		{{"llamadas", "es", "calls.total"}, {"solo las de mujeres", "es", "unavailable"}},
		{{"victims", "en", "victims.total"}, {"only Mexicans", "en", "victims.nationality.mexico"}, {"only women", "en", "unavailable crosstab"}},
		{{"victims by gender", "en", "victims.gender.male victims.gender.female victims.gender.minority victims.gender.unknown"}, {"only the women", "en", "victims.gender.female"}, {"mujeres nada más", "es", "victims.gender.female"}},
	} {
		b.converse(t, conversation)
	}
}
