package ask_test

import (
	"testing"

	"cifra/bot/ask"
)

// said is a message of a conversation and what it is read as: a query, or a
// kind with its reason or topic.
type said struct{ say, want string }

// readAs checks what each message of a conversation is read as.
func (r *reader) readAs(t *testing.T, conversation []said) {
	t.Helper()
	prev := ask.Context{}
	for _, s := range conversation {
		got, q := r.read(t, s.say, prev)
		prev = q.Next
		is := string(got.Kind)
		switch {
		case got.Kind == ask.Figures:
			is = q.Readings[0].String()
		case got.Reason != "":
			is += " " + string(got.Reason)
		case got.Topic != "":
			is += " " + got.Topic
		}
		if is != s.want {
			t.Errorf("%q is read as %q, want %q", s.say, is, s.want)
		}
	}
}

// Classes of mistakes that questions in use brought up, of both shipped sets:
// mostly a word that was dropped, so that the figure was of something else.
func TestWordsThatWereDroppedAreHeeded(t *testing.T) {
	since := said{"how many cases since 2007?", "count cases.since2007"}
	less := "difference cases.since2007 cases.total"
	labor, sex := said{"how many victims of labor trafficking", "count victims.type.labor"}, said{"how many victims of sex trafficking", "count victims.type.sex"}
	texas := said{"how many victims in Texas", "unavailable place"}
	for _, set := range []struct {
		name          string
		conversations [][]said
	}{
		{"national-2017", [][]said{
			// an exception whose object is the period
			{since, {"and without 2017?", less}},
			{since, {"take 2017 out of that", less}},
			{since, {"y sin 2017?", less}},
			{since, {"menos los de 2017", less}},
			{since, {"how many of those were not in 2017", less}},
			{since, {"not just in 2017", "unavailable period"}},
			{since, {"and victims without 2017?", "unavailable period"}},
			{{"how many cases since 2007 excluding 2017", less}},
			{{"what percentage of cases since 2007 were not in 2017", "unavailable period"}},
			{{"how many victims without 2017", "unavailable period"}},
			{{"cases outside 2017", "unavailable period"}},
			{{"how many cases in 2016, I mean 2017", "count cases.total"}},
			{{"how many cases in 2017, I mean 2016", "unavailable period"}},
			// the country that is covered, and what denies it
			{{"In the United States, how many victims of sex trafficking were there?", "count victims.type.sex"}},
			{{"how many victims across America", "count victims.total"}},
			{{"victims in the U.S.", "count victims.total"}},
			{{"cuantos casos en todo Estados Unidos", "count cases.total"}},
			{{"how many victims not in the United States were in sex trafficking", "unavailable place"}},
			{texas, {"ok whole country then", "count victims.total"}},
			{texas, {"y a nivel nacional?", "count victims.total"}},
			// the two of the last replies
			{labor, sex, {"cual de las dos es mayor", "compare victims.type.labor victims.type.sex"}},
			{labor, sex, {"la diferencia entre ambas", "difference victims.type.labor victims.type.sex"}},
			{labor, sex, {"y las dos a la vez?", "count victims.type.sex_and_labor"}},
			{labor, {"which of the two is larger", "unavailable dimension"}},
			{{"contacts by method", "breakdown contacts.method"}, {"add those two up", "unavailable dimension"}},
			// the word total
			{sex, {"and total cases?", "count cases.total"}},
			{sex, {"y el total de casos?", "count cases.total"}},
			{sex, {"what percent of total victims is that", "share% victims.type.sex&victims.total"}},
			// a ratio is of one kind
			{{"victims per case in sex trafficking", "per victims.type.sex cases.type.sex"}},
			{{"ratio of victims to cases in sex trafficking", "ratio victims.type.sex cases.type.sex"}},
			{{"how many more victims than cases in sex trafficking", "difference victims.type.sex cases.type.sex"}},
			{{"victims per case in massage businesses", "unavailable unit"}},
			{{"en que tipo hay mas victimas por caso, en la sexual o en la laboral?", "count victims.type.sex cases.type.sex victims.type.labor cases.type.labor"}},
			{{"which type has the most victims per case", "breakdown victims.type cases.type"}},
			{sex, {"¿cuántas víctimas por caso ahí?", "per victims.type.sex cases.type.sex"}},
			{sex, {"how many victims per case?", "per victims.total cases.total"}},
			{sex, {"and how many victims per case?", "choice"}},
			// what "that" is a share of
			{{"how many escort cases", "count cases.sex_type.escort"}, {"what percent of sex trafficking is that", "share% cases.sex_type.escort&cases.type.sex"}},
			{{"how many escort cases", "count cases.sex_type.escort"}, {"what percent of labor cases is that", "unavailable crosstab"}},
			{labor, {"what percent of sex trafficking victims is that", "ratio% victims.type.labor victims.type.sex"}},
			{{"massage businesses as a % of every case", "share% cases.sex_and_labor_type.massage"}},
			{texas, {"how many of those were in sex trafficking", "unavailable place"}},
			// growth, and how often
			{{"did cases go up compared with 2016, and by how much?", "count cases.growth"}},
			{{"how much did cases jump from the year before", "count cases.growth"}},
			{{"de los de trata sexual, cuanto subieron", "unavailable period"}},
			{{"number of times victims contacted the line", "unavailable dimension"}},
			{{"avg number of times each survivor reached out", "per survivors.contacts survivors.total"}},
			// two numbers that do not agree
			{{"¿Cómo puede haber 774 casos de masajes si los de trata sexual y laboral son nada más 390?", "info notes"}},
			{{"what is the national hotline and who runs it?", "info organisations"}},
			{{"víctimas sin tipo de trata especificado", "count victims.type.not_specified"}},
			{{"which type of labor trafficking is #1", "nth cases.labor_industry n=1"}, {"and the 4th?", "unavailable unlisted"}},
		}},
		{"border-2017", [][]said{
			{{"In the United States, how many victims of sex trafficking were there?", "unavailable place"}},
			{{"how many victims across America", "unavailable place"}},
			{{"how many victims outside the US", "unavailable place"}},
			{labor, sex, {"cual de las dos es mayor", "compare victims.type.labor victims.type.sex"}},
			{labor, {"cual es mayor de las dos", "unavailable dimension"}},
			{sex, {"and total cases?", "count cases.total"}},
			{sex, {"and total traffickers?", "count traffickers.total"}},
			{sex, {"how many victims per case there?", "unavailable crosstab"}},
			{{"how many female victims", "count victims.gender.female"}, {"what percent of that is labor", "unavailable crosstab"}},
			{{"how many female victims", "count victims.gender.female"}, {"what percent of labor victims is that", "unavailable crosstab"}},
			{texas, {"how many of those are women", "unavailable place"}},
			{{"how many Salvadoran victims", "unavailable unlisted"}, {"what percent of those are women", "unavailable unlisted"}},
			{{"how many times did victims call", "unavailable dimension"}},
		}},
	} {
		for _, conversation := range set.conversations {
			t.Run(set.name+" "+conversation[len(conversation)-1].say, func(t *testing.T) {
				parserOf(t, set.name).readAs(t, conversation)
			})
		}
	}
}
