package ask_test

import "testing"

// A population that is named as the whole is the whole, and one that is denied
// is not.
func TestTheWholeIsTheOneThatIsNamed(t *testing.T) {
	border(t).readAll(t, []libraryCase{
		{"De los 727 casos, no de las víctimas, ¿qué porcentaje fue de trata laboral?", "es", "unavailable"},
		{"Of the 727 cases, not the victims, what percent was sex trafficking?", "en", "unavailable"},
		{"de las llamadas, no de las víctimas, cuántas eran de mujeres", "es", "unavailable"},
		{"de las 1,257 víctimas, no de los tratantes, qué porcentaje son mexicanas", "es", "victims.nationality.mexico = 60.3"},
		{"not of the victims: of the traffickers, what percent are men", "en", "traffickers.gender.male = 75.46"},
		{"de casos, no de víctimas: ¿cuántos?", "es", "cases.total"},
		{"no. de casos y no. de víctimas", "es", "cases.total victims.total"},
		{"De las 1,257 víctimas ¿cuántas son tratantes?", "es", "unavailable crosstab"},
		{"contando solo hombres y mujeres víctimas, ¿qué porcentaje son hombres?", "es", "unavailable"},
	})
}

// What is unknown of two dimensions, of both at once or of either, is a cross of
// them, and no list of one.
func TestWhatIsUnknownOfTwoDimensionsIsACross(t *testing.T) {
	border(t).readAll(t, []libraryCase{
		{"a cuántos tratantes no se les conoce ni el género ni la edad, las dos cosas a la vez", "es", "unavailable crosstab"},
		{"víctimas sin edad ni género conocidos", "es", "unavailable crosstab"},
		{"how many victims have neither gender nor age known", "en", "unavailable crosstab"},
		{"victims whose age and gender are both unknown", "en", "unavailable crosstab"},
		{"nobody knows the age or the gender of how many victims?", "en", "unavailable crosstab"},
		{"for how many traffickers do we know neither the age nor the gender?", "en", "unavailable crosstab"},
		{"the share of traffickers of unknown age and gender", "en", "unavailable crosstab"},
		{"is gender or age unknown more often for victims?", "en", "victims.gender.unknown victims.age.unknown"},
		{"cuántas víctimas tienen edad desconocida y cuántas género desconocido", "es", "victims.age.unknown victims.gender.unknown"},
		{"traffickers by gender and age, unknowns included", "en", "traffickers.gender.male traffickers.gender.female traffickers.gender.minority traffickers.gender.unknown traffickers.age.adult traffickers.age.minor traffickers.age.unknown"},
		{"number of victims with a recorded age, i.e. not unknown", "en", "victims.age.unknown = 1084"},
		{"víctimas con edad registrada, o sea no desconocida", "es", "victims.age.unknown = 1084"},
		{"every victim who is a woman or a minor, each counted once", "en", "unavailable crosstab"},
	})
}

// Two countries beside each other are nationalities, unless the border between
// them is meant.
func TestTwoCountriesAreNotAlwaysABorder(t *testing.T) {
	border(t).readAll(t, []libraryCase{
		{"how many victims are from Mexico and the US", "en", "victims.nationality.mexico victims.nationality.usa"},
		{"tratantes de México y EUA", "es", "traffickers.nationality.mexico traffickers.nationality.usa"},
		{"victims excluding Mexico and the US", "en", "unavailable"},
		{"nationalities of victims, only Mexico and the US", "en", "victims.nationality.mexico victims.nationality.usa"},
		{"difference between Mexico and the US in victims", "en", "unavailable"},
		{"trafficking cases between the US and Mexico", "en", "cases.total"},
		{"cuántos casos de trata en la frontera de México y Estados Unidos", "es", "cases.total"},
	})
}

// Both forms at once are a category of their own; each by itself and their sum
// are not.
func TestBothFormsAtOnceAreOneCategory(t *testing.T) {
	border(t).readAll(t, []libraryCase{
		{"cuántas víctimas sufrieron las dos formas a la vez, o sea laboral y sexual juntas", "es", "victims.type.sex_and_labor"},
		{"how many people suffered both kinds at the same time, i.e. labor and sex", "en", "victims.type.sex_and_labor"},
		{"both forms at once, meaning sex and labor: how many victims?", "en", "victims.type.sex_and_labor"},
		{"how many were labor, how many sex, how many both", "en", "victims.type.labor victims.type.sex victims.type.sex_and_labor"},
		{"labor or sex or both, how many each", "en", "victims.type.labor victims.type.sex victims.type.sex_and_labor"},
		{"how many suffered both", "en", "unavailable"},
		{"sumando las dos formas, laboral y sexual, cuántas víctimas son", "es", "victims.type.labor victims.type.sex = 1182"},
		{"sex trafficking victims once you add in the sex-and-labor category too", "en", "victims.type.sex victims.type.sex_and_labor = 439"},
		{"si agrego los de sexual y laboral a los de laboral, ¿cuántas víctimas son?", "es", "victims.type.sex_and_labor victims.type.labor = 843"},
	})
}

// "That" is the last thing that was asked, also where it had no answer, and
// never an older figure.
func TestThatIsNeverAnOlderFigure(t *testing.T) {
	border(t).converseAll(t, [][]libraryCase{
		{{"cuántos traffickers hay en total", "es", "traffickers.total"}, {"y los que son de US?", "es", "traffickers.nationality.usa"}, {"eso qué percent es", "es", "traffickers.nationality.usa = 10.29"}},
		{{"how many male victims?", "en", "victims.gender.male"}, {"how many of them blorped?", "en", "unavailable"}, {"what percent is that", "en", "unavailable"}},
		{{"how many male victims?", "en", "victims.gender.male"}, {"how many of them were rescued?", "en", "unavailable dimension"}, {"how many is that?", "en", "unavailable dimension"}},
		{{"how many male victims?", "en", "victims.gender.male"}, {"what period is this?", "en", "info period"}, {"what percent is that", "en", "help"}},
		{{"what is labor trafficking?", "en", "info definitions"}, {"how many is that?", "en", "victims.type.labor"}},
		{{"how many victims in 2016?", "en", "unavailable period"}, {"how many traffickers in that time?", "en", "unavailable period"}, {"and over the whole period, then?", "en", "traffickers.total"}},
		{{"victims in 2019", "en", "unavailable period"}, {"ok and during the period you do have?", "en", "victims.total"}},
		{{"casos en 2019", "es", "unavailable period"}, {"y en el periodo que sí tienen?", "es", "cases.total"}},
		{{"casos en Ciudad Juárez", "es", "unavailable place"}, {"ni modo, y en todo el periodo cuántos casos son", "es", "cases.total"}},
		{{"¿qué periodo cubren?", "es", "info period"}, {"¿y en ese tiempo cuántas víctimas hubo?", "es", "victims.total"}},
	})
}

// Words of courtesy and reports of what others say do not take the place of
// what is asked; queries and blanks are read as what they ask.
func TestWordsAroundAQuestionLeaveItAsItIs(t *testing.T) {
	border(t).readAll(t, []libraryCase{
		{"I read that 60% of victims are Mexican nationals. Can I cite that?", "en", "victims.nationality.mexico = 60.3"},
		{"Me dijeron que el 75% de los tratantes son hombres, ¿lo puedo citar?", "es", "traffickers.gender.male = 75.46"},
		{"can I cite these numbers?", "en", "info source"},
		{"what share of victims are minors? my colleague says it's practically none", "en", "victims.age.minor = 16.15"},
		{"Para la nota: cuántas víctimas mujeres", "es", "victims.gender.female"},
		{"on air in 2. calls received??", "en", "calls.total"},
		{"on deadline, 2016 numbers: how many victims", "en", "unavailable period"},
		{"casi mil tratantes, ¿cierto?", "es", "traffickers.total"},
		{"10 mil víctimas?", "es", "unavailable"},
		{"how many victims were under 18 when they got in touch?", "en", "victims.age.minor"},
		{"727, is that cases or calls? i cant read my own notes", "en", "cases.total"},
		{"los 3 países de donde vienen más tratantes, en orden", "es", "traffickers.nationality.mexico traffickers.nationality.usa traffickers.nationality.honduras"},
		{"SELECT count(*) FROM victims WHERE gender = 'male';", "en", "victims.gender.male"},
		{"select count(*) from victims where gender != 'male'", "en", "victims.gender.male = 685"},
		{"SELECT COUNT(*) FROM victims WHERE gender <> 'female'", "en", "victims.gender.female = 648"},
		{"the number of victims was ___. fill in the blank", "en", "victims.total"},
		{"so how many actual cases", "en", "cases.total"},
		{"cómo se reparten las llamadas entre las dos líneas", "es", "unavailable dimension"},
		{"cuántas llamadas tuvieron entre las dos líneas", "es", "calls.total"},
		{"q me recomiendas de cenar", "es", "offtopic"},
	})
}
