package ask_test

import "testing"

// What the second shipped set brought to the grammar, a class at a time. Each
// conversation gives the query that each of its messages is read as, or a kind
// and a reason.
func TestWhatMeasuresListsAndPeriodsAreReadAs(t *testing.T) {
	r := parserOf(t, "national-2017")
	for name, conversation := range map[string][]said{
		"a share of all, where the list's own kind is in the predicate": {{"what percentage of cases were sex trafficking through escort services", "share% cases.sex_type.escort"}},
		"a share of the kind, beside what is counted":                   {{"what percentage of sex trafficking cases were escort services", "share% cases.type.sex&cases.sex_type.escort"}},
		"a share of the kind, behind the unit":                          {{"que porcentaje de los casos de trata laboral fue en el campo", "share% cases.type.labor&cases.labor_industry.agriculture"}},
		"a share of the kind, without a unit":                           {{"que porcentaje de la trata laboral es en el campo", "share% cases.type.labor&cases.labor_industry.agriculture"}},
		"a share of the kind, in a relative clause":                     {{"what percent of cases that were labor trafficking were in agriculture", "share% cases.type.labor&cases.labor_industry.agriculture"}},
		"a share of the kind, named before":                             {{"of labor trafficking cases, what percent was domestic work", "share% cases.type.labor&cases.labor_industry.domestic_work"}},
		"one in":                                                        {{"one in how many cases was labor trafficking in agriculture?", "one-in cases.labor_industry.agriculture"}},
		"a base that the source contradicts":                            {{"what percentage of sex and labor cases were massage businesses", "unavailable unit"}},

		"the country that is covered":         {{"how many victims in the United States", "count victims.total"}, {"¿y en México?", "unavailable place"}},
		"the country in Spanish":              {{"cuantos casos hubo en EEUU", "count cases.total"}},
		"the people of that country":          {{"how many American victims", "unavailable dimension"}},
		"another country beside it":           {{"cases in the US and Canada", "unavailable place"}},
		"a state":                             {{"how many victims in California", "unavailable place"}},
		"the people of another country":       {{"cuantas victimas mexicanas", "unavailable dimension"}},
		"a measure of a longer time":          {{"how many cases since 2007", "count cases.since2007"}, {"and in 2017 alone?", "count cases.total"}},
		"a longer time that is not measured":  {{"how many victims since the hotline began", "unavailable period"}, {"calls since 2007", "unavailable period"}},
		"going on to a longer time":           {{"how many victims", "count victims.total"}, {"and since 2007?", "unavailable period"}},
		"going on to it where it is measured": {{"how many cases", "count cases.total"}, {"and since 2007?", "count cases.since2007"}},
		"growth":                              {{"by what percentage did cases grow over 2016", "share% cases.growth"}, {"how many in 2016?", "unavailable period"}},
		"growth of something else":            {{"did the victims increase since 2016", "unavailable period"}},
		"a share of two periods":              {{"what percentage of all cases since 2007 were in 2017", "ratio% cases.total cases.since2007"}},
		"how often":                           {{"how many survivors", "count survivors.total"}, {"and how many times?", "count survivors.contacts"}, {"and each, on average, how many times?", "per survivors.contacts survivors.total"}},
		"of one, by another":                  {{"contacts by survivors", "count survivors.contacts"}},
		"for each":                            {{"how many contacts per survivor", "per survivors.contacts survivors.total"}},
		"after a year that is not covered":    {{"how many victims in 2016", "unavailable period"}, {"and in 2017?", "count victims.total"}},

		"the list of a sibling":            {{"top labor industries", "breakdown cases.labor_industry"}, {"and for sex trafficking?", "breakdown cases.sex_type"}, {"and both?", "breakdown cases.sex_and_labor_type"}},
		"a place that is taken back":       {{"labor trafficking cases in Florida", "unavailable place"}, {"and in agriculture?", "count cases.labor_industry.agriculture"}},
		"one after the other, then all":    {{"phone calls", "count contacts.method.phone"}, {"texts?", "count contacts.method.text"}, {"emails?", "count contacts.method.email"}, {"all of them together?", "help"}},
		"a list that is only spelled out":  {{"contactos por medio: llamadas, mensajes, correos", "breakdown contacts.method"}},
		"two that one category joins":      {{"difference between sex and labor cases", "difference cases.type.labor cases.type.sex"}},
		"what is specified":                {{"¿En cuántos casos sí se especificó la forma de trata?", "complement cases.type.not_specified"}},
		"a unit that a list does not have": {{"victims in domestic work", "unavailable unit"}},
		"a number of others":               {{"Of the 727 cases, what percentage was labor trafficking?", "unavailable dimension"}},
		"a type, of two units":             {{"labor trafficking", "choice"}},
		"of that type":                     {{"We work on massage businesses. How many cases of that type were there?", "count cases.sex_and_labor_type.massage"}, {"What percentage of the sex and labor cases is that?", "unavailable unit"}, {"And as a percentage of all cases?", "share% cases.sex_and_labor_type.massage"}},
		"of that type, after a reply":      {{"victims of labor trafficking", "count victims.type.labor"}, {"how many cases of that type", "count cases.type.labor"}},
		"what survivors did":               {{"how many unique survivors reached out themselves", "count survivors.total"}, {"how many times", "count survivors.contacts"}, {"so thats how many times each on avg", "per survivors.contacts survivors.total"}},
		"what they did, in Spanish":        {{"cuántos sobrevivientes se comunicaron con la línea", "count survivors.total"}, {"¿y en total cuántas veces se comunicaron?", "count survivors.contacts"}},
		"survivors and all others":         {{"how many survivors and how many people got in touch", "count survivors.total contacts.total"}},
		"all kinds, as one number":         {{"total contacts all channels", "count contacts.total"}, {"contacts-to-cases ratio, all methods", "ratio contacts.total cases.total"}},
		"the same base":                    {{"What proportion of labor trafficking cases was in agriculture?", "share% cases.type.labor&cases.labor_industry.agriculture"}, {"And domestic work, same thing?", "share% cases.type.labor&cases.labor_industry.domestic_work"}},
		"the same relation":                {{"victims per case, labor only", "per victims.type.labor cases.type.labor"}, {"same for sex", "per victims.type.sex cases.type.sex"}},
		"the same relation, the other way": {{"labor cases per victim", "per cases.type.labor victims.type.labor"}},
		"that, of its kind":                {{"cuantos de servicios de escort", "count cases.sex_type.escort"}, {"que % de los casos de trata sexual es eso", "share% cases.sex_type.escort&cases.type.sex"}, {"y la residencial?", "share% cases.type.sex&cases.sex_type.residence"}},
		"a share of others":                {{"what percent of the cases are sex trafficking", "share% cases.type.sex"}, {"and of victims, labor", "share% victims.type.labor"}},
		"the first and the last":           {{"which type has the most victims and which the fewest", "count victims.type.sex victims.type.sex_and_labor"}},
		"a place that is not listed":       {{"how many cases at truck stops", "unavailable unlisted"}},
		"a limit before a greeting":        {{"in California hi im a student, how many cases were there", "unavailable place"}},
		"why it does not add up":           {{"why don't the victims by form add up?", "info notes"}},
	} {
		t.Run(name, func(t *testing.T) {
			r.readAs(t, conversation)
		})
	}
}
