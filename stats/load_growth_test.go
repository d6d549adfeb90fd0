package stats_test

import (
	"fmt"
	"os"
	"testing"

	"cifra/stats"
)

// checkBrokenIn is checkBroken for a folder other than the library's.
func checkBrokenIn(t *testing.T, dir string, list []broken) {
	t.Helper()
	files := folder(t, dir)
	for _, c := range list {
		_, err := stats.Load(edited(t, files, c.file, c.old, c.new), os.DirFS(sharedDir))
		wants(t, fmt.Sprintf("%q for %q", c.new, c.old), err, c.want)
	}
}

func TestTotalsAreAddedUpOnlyFromWhatAddsUp(t *testing.T) {
	checkBrokenIn(t, nationalDir, []broken{
		{"set.toml", `added_up = "method"`, ``, `population without a total in figures.csv; where the source prints none, added_up names the dimension that adds up to it: "contacts"`},
		{"set.toml", `added_up = "method"`, `added_up = "metod"`, `added up from an unknown dimension (did you mean "method"?): "metod"`},
		{"set.toml", `added_up = "method"`, `added_up = "type"`, `figures.csv does not divide "contacts" by that dimension: "type"`},
		{"set.toml", `many  = { en = "cases", es = "casos" }`, "many  = { en = \"cases\", es = \"casos\" }\nadded_up = \"type\"",
			`figures.csv has the total of "cases": only one that the source does not print is added up: "type"`},
		{csvFile, "id,population,dimension,category,count,percent_printed,rank,complete\n",
			"id,population,dimension,category,count,percent_printed,rank,complete\ncontacts.total,contacts,,,34177,,,\n", `figures.csv has the total of "contacts"`},
		{"dimensions.toml", `id    = "method"`, "id    = \"method\"\nmultiple = true", `only a complete breakdown whose categories do not overlap adds up to a total: "method"`},
	})
}

func TestDiscrepanciesMustBeThoseOfTheFigures(t *testing.T) {
	const notes = "notes.toml"
	checkBrokenIn(t, nationalDir, []broken{
		{notes, "sum       = 10614", "sum       = 10613", `"victims.type" adds up to 10614: "10613"`},
		{notes, `breakdown = "victims.type"`, `breakdown = "victims.tipe"`, `discrepancy of an unknown breakdown (did you mean "victims.type"?): "victims.tipe"`},
		{notes, `breakdown = "cases.sex_and_labor_type"`, `breakdown = "victims.type"`, `second discrepancy of that breakdown: "victims.type"`},
		{notes, `breakdown = "victims.type"`, `breakdown = "cases.type"`, `the breakdown is complete, but adds up to 10614 and not to the total, 10615, and is not declared a discrepancy: "victims.type"`},
		{notes, "breakdown = \"victims.type\"\nsum       = 10614", "breakdown = \"cases.type\"\nsum       = 8759", `no discrepancy: "cases.type" agrees with "cases.total", 8759: "8759"`},
		{csvFile, "victims.type.not_specified,victims,type,not_specified,838", "victims.type.not_specified,victims,type,not_specified,839", `"victims.type" adds up to 10615: "10614"`},
		{notes, "add up to 10,614, one less", "add up to 10,641, one less", `the text says a number in en that is none of [10614 10615 1]: "10641"`},
		{notes, "suman 10,614, una menos", "suman 10,613, una menos", `the text says a number in es that is none of [10614 10615 1]: "10613"`},
		{notes, "text.en   = \"This list comes", "#", `cases.sex_and_labor_type: text is missing in en`},
		{notes, `breakdown = "cases.sex_and_labor_type"`, `breakdown = "cases.sex_type"`, `the list comes to 1072, more than "cases.type.sex_and_labor", 390, which it is within, and is not declared a discrepancy: "cases.sex_and_labor_type"`},
		{"dimensions.toml", `within = "cases.type.labor"`, `within = "victims.type.labor"`, `within a figure of "victims", though "cases.labor_industry" counts "cases": "victims.type.labor"`},
	})
}

func TestMeasuresMustHaveANumberAndAllTheirTexts(t *testing.T) {
	const measures = "measures.toml"
	checkBrokenIn(t, nationalDir, []broken{
		{csvFile, "cases.growth,cases,,,13,,,\n", "", `measure without a number in figures.csv: "cases.growth"`},
		{csvFile, "cases.growth,cases,,,13,", "cases.growth,victims,,,13,", `the measure "cases.growth" is about "cases": "victims"`},
		{csvFile, "cases.growth,cases,,,13,,,", "cases.growth,cases,,,13,,1,", `a measure has no rank: "1"`},
		{csvFile, "cases.growth,cases,,,13,,,", "cases.growth,cases,,,13,13%,,", `a measure is no share, and has no printed percentage: "13%"`},
		{csvFile, "cases.growth,cases,,,13,,,", "cases.growth,cases,,labor,13,,,", `a category without a dimension: "labor"`},
		{measures, `id     = "cases.growth"`, `id     = "casos.growth"`, `a measure's id begins with its population (did you mean "cases"?): "casos.growth"`},
		{measures, `id     = "cases.growth"`, `id     = "cases.Growth"`, `a measure's id is its population, a dot, and a name of a-z, 0-9 and _: "cases.Growth"`},
		{measures, `id     = "cases.growth"`, `id     = "cases.type"`, `that id is of a total or a breakdown: "cases.type"`},
		{measures, `id     = "cases.growth"`, `id     = "cases.total"`, `that id is of a total or a breakdown: "cases.total"`},
		{measures, `id     = "cases.growth"`, `id     = "cases.since2007"`, `second measure of that id: "cases.since2007"`},
		{measures, `unit   = "percent"`, `unit   = "per cent"`, `cases.growth: unknown unit (did you mean "percent"?): "per cent"`},
		{measures, `counts = "contacts"`, `counts = "contact"`, `a count counts another population than it is about (did you mean "contacts"?): "contact"`},
		{measures, `counts = "contacts"`, `counts = "survivors"`, `a count counts another population than it is about`},
		{measures, `there were {number} more cases`, `there were 13% more cases`, `cases.growth: the clause holds {number} once in en`},
		{measures, `hubo {number} más casos`, `hubo {number} o {number} más casos`, `cases.growth: the clause holds {number} once in es`},
		{measures, `short  = { en = "Growth over 2016"`, `short  = { en = "Growth over the year 2016"`, `cases.growth: short has 25 characters in en, more than 20`},
		{measures, `ask    = { en = "How many cases since the hotline began in 2007?", es`, `ask    = { es`, `cases.since2007: ask is missing in en`},
		{measures, `period = { en = "2017 against 2016", es`, `period = { es`, `cases.growth: period is missing in en`},
		{"set.toml", `countries = ["US"]`, `countries = ["USA"]`, `countries: a country's code is two capital letters: "USA"`},
		{"words.toml", `for = "cases.since2007"`, `for = "cases.since207"`, `words for something unknown, "cases.since207" (did you mean "cases.since2007"?)`},
	})
}
