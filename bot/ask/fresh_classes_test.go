package ask_test

import "testing"

// A number of places limits a list before anything is done with it.
func TestSoManyPlacesAreAllThatIsAddedOrRelated(t *testing.T) {
	border(t).converseAll(t, [][]libraryCase{
		{{"industrias principales de trata laboral", "es", "labor_industry.agriculture labor_industry.domestic_work labor_industry.illicit_activities"}, {"cuánto suman las dos primeras", "es", "labor_industry.agriculture labor_industry.domestic_work = 420"}},
		{{"victims by nationality", "en", "victims.nationality.mexico victims.nationality.usa victims.nationality.honduras victims.nationality.guatemala"}, {"add up the last two", "en", "victims.nationality.guatemala victims.nationality.honduras = 87"}},
		{{"victims by nationality", "en", "victims.nationality.mexico victims.nationality.usa victims.nationality.honduras victims.nationality.guatemala"}, {"difference between the first two", "en", "victims.nationality.mexico victims.nationality.usa = 641"}},
		{{"top types of sex trafficking", "en", "sex_type.residence sex_type.hotel_motel sex_type.escort"}, {"what do the top two come to", "en", "sex_type.residence sex_type.hotel_motel = 136"}},
		{{"cuánto suman las dos primeras industrias", "es", "labor_industry.agriculture labor_industry.domestic_work = 420"}},
		{{"total of the first three victim nationalities", "en", "victims.nationality.mexico victims.nationality.usa victims.nationality.honduras = 932"}},
	})
}

// What stands before several counted things is of each of them.
func TestWhatStandsFirstIsOfAllThatIsCounted(t *testing.T) {
	border(t).readAll(t, []libraryCase{
		{"del total de mexicanos, cuántos son víctimas y cuántos tratantes", "es", "victims.nationality.mexico traffickers.nationality.mexico"},
		{"women, how many victims and traffickers", "en", "victims.gender.female traffickers.gender.female"},
		{"women, how many calls and cases", "en", "unavailable crosstab"},
		{"cuántos tratantes llamaron", "es", "unavailable crosstab"},
		{"percent of women among victims of known age", "en", "unavailable"},
		{"minors only - victims in agriculture", "en", "unavailable"},
		{"ratio of the first two victim nationalities", "en", "victims.nationality.mexico victims.nationality.usa = 6.48"},
	})
}

// What says which of the counted are meant is never set aside, nor listed
// beside them.
func TestWhatRestrictsTheCountedIsKept(t *testing.T) {
	b := border(t)
	for _, c := range []libraryCase{
		{"Mexican victims working on farms - give me the figure", "en", "unavailable crosstab"},
		{"víctimas mexicanas que trabajan en ranchos, dame el dato", "es", "unavailable crosstab"},
		{"how many Honduran victims were working on a farm", "en", "unavailable crosstab"},
		{"women cleaning houses, how many victims", "en", "unavailable crosstab"},
		{"y del grupo de Honduras, cuántas son mujeres?", "es", "unavailable crosstab"},
		{"among Guatemalans how many are women", "en", "unavailable crosstab"},
		{"entre los hombres, cuántos son de Honduras", "es", "unavailable crosstab"},
		{"My boss asks about minors. Tell me how many Mexican victims there are", "en", "unavailable crosstab"},
	} {
		got := b.ask(t, c.say)
		if got.Kind == "figures" {
			t.Errorf("%q gives figures %v, and a restriction is lost", c.say, got.Figures)
		}
	}
}

func TestWhetherTwoThingsAreTheSameAsksForNoFigure(t *testing.T) {
	border(t).readAll(t, []libraryCase{
		{"Is a 'case' the same thing as a 'call' in this data?", "en", "info definitions"},
		{"are victims and survivors the same thing", "en", "info definitions"},
		{"¿es lo mismo un caso que una llamada?", "es", "info definitions"},
		{"¿en qué se diferencia la trata del tráfico de migrantes?", "es", "info definitions"},
		{"is human trafficking the same as smuggling", "en", "info definitions"},
		{"same for victims and traffickers", "en", "victims.total traffickers.total"},
		{"how many smuggling victims", "en", "unavailable dimension"},
	})
}

func TestVerbsOfRecordingExceedingAndTakingAway(t *testing.T) {
	border(t).readAll(t, []libraryCase{
		{"how many calls did you guys log", "en", "calls.total"},
		{"cuánto marca servicios de escort", "es", "sex_type.escort"},
		{"casos que consigna el documento", "es", "cases.total"},
		{"qué marcas aparecen", "es", "unavailable dimension"},
		{"Trafficker headcount on the fact sheet?", "en", "traffickers.total"},
		{"solo me falta el dato de llamadas", "es", "calls.total"},
		{"By how many do victims exceed traffickers overall?", "en", "victims.total traffickers.total = 275"},
		{"por cuántos ganan las víctimas mexicanas a los tratantes mexicanos", "es", "victims.nationality.mexico traffickers.nationality.mexico = 469"},
		{"quítame a los mexicanos, cuántas víctimas quedan", "es", "victims.nationality.mexico = 499"},
		{"strip out the women, how many traffickers remain", "en", "traffickers.gender.female = 769"},
		{"tratantes que no aparecen como hombres", "es", "traffickers.gender.male = 241"},
		{"víctimas por edad (menores, adultos, etc.)", "es", "victims.age.adult victims.age.minor victims.age.unknown"},
		{"considerando solo víctimas de edad conocida (adultas más menores), qué % son menores", "es", "victims.age.minor = 18.73"},
		{"Mi vecina dice que todas son mujeres. Dígame cuántos hombres víctimas hay", "es", "victims.gender.male"},
	})
}
