package stats_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"cifra/stats"
)

// broken is a folder with one thing wrong, and the problem that says so.
type broken struct {
	file, old, new string
	want           string // "file:line: message", or a part of it
}

// wants reports whether the problems of an error say all that is wanted, and
// that they are problems.
func wants(t *testing.T, name string, err error, want string) {
	t.Helper()
	var problems stats.Problems
	if !errors.As(err, &problems) || len(problems) == 0 {
		t.Errorf("%s: the error is %v, not problems", name, err)
		return
	}
	if !strings.Contains(err.Error(), want) {
		t.Errorf("%s: problems\n%v\nwant %q", name, err, want)
	}
	if got := len(strings.Split(err.Error(), "\n")); got != len(problems) {
		t.Errorf("%s: %d lines for %d problems", name, got, len(problems))
	}
}

func checkBroken(t *testing.T, list []broken) {
	t.Helper()
	files := folder(t, libraryDir)
	for _, c := range list {
		set, err := stats.Load(edited(t, files, c.file, c.old, c.new))
		name := fmt.Sprintf("%q for %q", c.new, c.old)
		if set != nil {
			t.Errorf("%s: a set beside an error", name)
		}
		wants(t, name, err, c.want)
	}
}

const (
	csvFile   = "figures.csv"
	tomlFile  = "set.toml"
	wordsFile = "words.toml"
)

func TestProblemsOfFiguresNameTheirLine(t *testing.T) {
	checkBroken(t, []broken{
		{csvFile, "id,population", "ID,population", "figures.csv:1: the columns must be id,population,"},
		{csvFile, "percent_printed,rank", "rank,percent_printed", "figures.csv:1: the columns must be"},
		{csvFile, "loans.genre.fiction,loans,genre,fiction,2105,44%,,yes", "loans.genre.fiction,2105", "figures.csv:4: 2 fields instead of 8"},
		{csvFile, "members.total,members,,,1310,,,", `members.total,mem"bers,,,1310,,,`, "figures.csv:3: not a table of comma-separated values"},
		{csvFile, ",1310,", ",-1310,", `figures.csv:3: the count is not a whole number of 0 or more: "-1310"`},
		{csvFile, ",1310,", ",1310.5,", `figures.csv:3: the count is not a whole number of 0 or more: "1310.5"`},
		{csvFile, ",1310,", `,"1,310",`, `figures.csv:3: the count is not a whole number of 0 or more in digits alone, 1310: "1,310"`},
		{csvFile, ",1310,", ",1.310,", `in digits alone, 1310: "1.310"`},
		{csvFile, "members.total,members,,,1310,", "members.visits,members,,,1310,", `figures.csv:3: a line without a dimension is the total, "members.total"; any other number of that population has to be one of [[measures]]: "members.visits"`},
		{csvFile, ",1310,", ",,", "figures.csv:3: the count is not a whole number"},
		{csvFile, ",1310,", ",99999999999,", `"99999999999"`},
		{csvFile, "402,,1,", "402,,first,", `figures.csv:10: the rank is not a whole number of 1 or more: "first"`},
		{csvFile, "402,,1,", "402,,0,", `figures.csv:10: the rank is not a whole number of 1 or more: "0"`},
		{csvFile, "2105,44%,,yes", "2105,44%,,all", `figures.csv:4: not understood: the column complete takes "yes" or "top N only": "all"`},
		{csvFile, "2105,44%,,yes", "2105,44%,,top 0 only", `"top 0 only"`},
		{csvFile, "2105,44%,,yes", "2105,44%,,", "figures.csv:4: not understood"},
		{csvFile, "4820,,,", "4820,,,yes", "figures.csv:2: a total has nothing in the column complete"},
		{csvFile, "4820,,,", "4820,,1,", `figures.csv:2: a total has no rank: "1"`},
		{csvFile, "members.total,members", "members.total,memers", `figures.csv:3: unknown population (did you mean "members"?): "memers"`},
		{csvFile, "members.total,members", "members.total,not stated", `figures.csv:3: a total of a population that is not stated: "members.total"`},
		{csvFile, "members.total,members,,,", "members.total,members,,young,", `figures.csv:3: a category without a dimension: "young"`},
		{csvFile, "loans,genre,fiction,", "loans,gener,fiction,", `figures.csv:4: unknown dimension (did you mean "genre"?): "gener"`},
		{csvFile, "loans,genre,fiction,", "loans,genre,fictoin,", `figures.csv:4: unknown category of "genre" (did you mean "fiction"?): "fictoin"`},
		{csvFile, "loans.genre.fiction,", "loans.fiction,", `figures.csv:4: the other columns make the id "loans.genre.fiction": "loans.fiction"`},
		{csvFile, "loans.genre.nonfiction,loans,genre,nonfiction,", "loans.genre.fiction,loans,genre,fiction,", `figures.csv:5: second figure of that id: "loans.genre.fiction"`},
		{csvFile, "loans.genre.fiction,loans,genre,fiction,2105,44%", "loans.genre.fiction,loans,genre,fiction,2104,44%",
			`figures.csv:4: the breakdown is complete, but adds up to 4819 and not to the total, 4820, and is not declared a discrepancy: "loans.genre"`},
	})
}

func TestFiguresMustAgreeWithEachOther(t *testing.T) {
	checkBroken(t, []broken{
		{csvFile, "2105,44%,,yes", "2105,44%,,top 6 only", `figures.csv:5: "loans.genre.fiction" says otherwise for the same breakdown: "yes"`},
		{csvFile, "190,,3,top 3 only", "190,,3,top 4 only", `figures.csv:12: "shelf.crime" says otherwise`},
		{csvFile, "members.interest.cooking,members,interest,cooking,122,9%,4,top 4 only\n", "", `figures.csv:24: 3 figures of "members.interest" are listed: "top 4 only"`},
		{csvFile, "601,46%,1,", "1601,46%,1,", `figures.csv:24: more than the total of "members", 1310: "1601"`},
		{csvFile, "402,,1,", "402,,2,", `figures.csv:11: "shelf.crime" has that rank too: "2"`},
		{csvFile, "402,,1,", "402,,,", `ranks are given, but no figure has rank 1: "shelf"`},
		{csvFile, "402,,1,", "402,,9,", `figures.csv:10: the rank is beyond the 3 figures of "shelf": "9"`},
		{csvFile, "402,,1,", "300,,1,", `figures.csv:11: the rank does not agree with the count: 377 is more than 300 at rank 1: "2"`},
		{csvFile, "2105,44%", "2105,43%", `figures.csv:4: the printed percentage does not fit 2105 of 4820, and is not declared a misprint: "43%"`},
		{csvFile, "118,2.4%", "118,2.5%", `does not fit 118 of 4820`},
		{csvFile, "2105,44%", "2105,>50%", `does not fit 2105 of 4820`},
		{csvFile, "2105,44%", "2105,44", `figures.csv:4: not a percentage such as "63%", "4.5%" or "<1%": "44"`},
		{csvFile, "2105,44%", "2105,44.%", `not a percentage`},
		{csvFile, "2105,44%", "2105,x%", `not a percentage`},
		{csvFile, "402,,1,", "402,8%,1,", `figures.csv:10: a printed percentage of a population that is not stated cannot be checked: "8%"`},
		{csvFile, "members.card.paper,members,card,paper,1,2%", "members.card.paper,members,card,paper,1,", `misprint of a figure without a printed percentage`},
		{csvFile, "members.card.paper,members,card,paper,1,2%", "members.card.paper,members,card,paper,1,<1%", `set.toml:289: figures.csv has "<1%": "2%"`},
		{csvFile, "branch.hilltop,not stated,branch,hilltop,241,,3,top 3 only\n", "", `the category has no figure in figures.csv: "hilltop"`},
	})
}

func TestTomlProblemsNameTheirLine(t *testing.T) {
	checkBroken(t, []broken{
		// The file as such.
		{tomlFile, `id      = "library-loans"`, `id      = `, "set.toml:4: "},
		{tomlFile, `id      = "library-loans"`, `id      = 7`, `not a value of the right kind: (last key "id")`},
		{tomlFile, `[[notes]]`, `[[notes]`, "set.toml:"},
		{tomlFile, `start = 2021-01-01`, `start = "yesterday"`, `set.toml:18: parsing time "yesterday"`},
		{wordsFile, `[[words]]`, "version = \"2\"\n[[words]]", "words.toml:3: set already in set.toml:5: \"version\""},
		{wordsFile, `[[words]]`, "title.es = \"x\"\n[[words]]", "words.toml:3: set already in set.toml:6: \"title.es\""},
		{wordsFile, `[[words]]`, "period.end = 2022-01-01\n[[words]]", `words.toml:3: set already in set.toml:19: "period.end"`},

		// Keys that there are not.
		{tomlFile, `coverage.en`, `covrage.en`, `set.toml:8: unknown key (did you mean "coverage"?): "covrage"`},
		{tomlFile, `[source]`, `[soruce]`, `set.toml:11: unknown key (did you mean "source"?): "soruce"`},
		{tomlFile, `url        =`, `uri        =`, `set.toml:14: unknown key in "source" (did you mean "url"?): "uri"`},
		{tomlFile, `persons = true`, `person = true`, `set.toml:33: unknown key in "populations" (did you mean "persons"?): "person"`},
		{tomlFile, `combines = [`, `combine = [`, `unknown key in "dimensions.categories" (did you mean "combines"?): "combine"`},
		{tomlFile, `cite       = { en`, `cite       = { fr = "x", en`, `unknown key in "source.cite" (did you mean "en"?): "fr"`},
		{tomlFile, `[period]`, "[colours]\nred.blue = 1\n[period]", `set.toml:17: unknown key: "colours"`},
		{wordsFile, `es  = ["prestamo`, `sp  = ["prestamo`, `words.toml:6: unknown key in "words" (did you mean "en"?): "sp"`},

		// Ids.
		{tomlFile, `id    = "loans"`, `id    = ""`, `set.toml:23: population without an id`},
		{tomlFile, `id    = "loans"`, `id    = "Loans!"`, `set.toml:23: the id of this population is not made of a-z, 0-9 and _ alone: "Loans!"`},
		{tomlFile, `id      = "members"`, `id      = "loans"`, `set.toml:29: second population of that id: "loans"`},
		{tomlFile, `id     = "nonfiction"`, `id     = "fiction"`, `second category of that id: "fiction"`},
		{tomlFile, `id     = "shelf"`, `id     = "genre"`, `second dimension of that id: "genre"`},
		{tomlFile, `id     = "shelf"`, `id     = "loans"`, `a dimension and a population share that id: "loans"`},
		{tomlFile, `id     = "shelf"`, `id     = "total"`, `a dimension cannot be called that`},
		{tomlFile, `id    = "period"`, `id    = "source"`, `second topic of that id: "source"`},
		{tomlFile, `id   = "branch_unit"`, `id   = "top_interests"`, `second note of that id: "top_interests"`},
		{wordsFile, `id     = "poetry"`, `id     = "fines"`, `second absent thing of that id: "fines"`},
		{tomlFile, `figure  = "members.card.paper"`, `figure  = "members.card.papper"`,
			`set.toml:288: misprint of an unknown figure (did you mean "members.card.paper"?): "members.card.papper"`},
		{tomlFile, `[[topics]]`, "[[misprints]]\nfigure = \"members.card.paper\"\nprinted = \"2%\"\nevident = \"<1%\"\n[[topics]]",
			`second misprint of that figure: "members.card.paper"`},
	})
}

func TestSingleValuesMustBeThere(t *testing.T) {
	checkBroken(t, []broken{
		{tomlFile, `id      = "library-loans"`, ``, "*.toml: id is missing"},
		{tomlFile, `version = "1"`, ``, "version is missing"},
		{tomlFile, `title   = { en = "Loans of the Marina town library", `, `title   = { `, "title.en is missing"},
		{tomlFile, `coverage.es`, `coverage.en`, "set.toml:9: "},
		{tomlFile, `url        = "https://library.example"`, ``, "source.url is missing"},
		{tomlFile, `start = 2021-01-01`, ``, "period.start or period.end is missing"},
		{tomlFile, `end   = 2021-12-31`, `end   = 2020-12-31`, `set.toml:19: the period ends before it starts: "2020-12-31"`},
		{tomlFile, "[examples]\nen = [", "[examples]\nes = []\n[[topics]]\nid = \"x\"\nen = [", `unknown key in "topics"`},
		{tomlFile, `"How many loans were there?"`, `" "`, "examples.en holds an empty question"},
	})
	files := folder(t, libraryDir)
	all := string(files[tomlFile].Data)
	files[tomlFile] = &fstest.MapFile{Data: []byte(all[:strings.Index(all, "[examples]")])}
	_, err := stats.Load(files)
	wants(t, "no examples", err, "examples.en is missing")
	wants(t, "no examples", err, "examples.es is missing")
}

func TestEveryTextMustBeInEveryLanguage(t *testing.T) {
	checkBroken(t, []broken{
		{tomlFile, `one   = { en = "loan", es = "préstamo" }`, `one   = { en = "loan" }`, "set.toml:25: loans: one is missing in es"},
		{tomlFile, `many  = { en = "loans", es = "préstamos" }`, ``, "set.toml:22: loans: many is missing in en"},
		{tomlFile, `label = { en = "genre", es = "género literario" }`, ``, "genre: label is missing in en"},
		{tomlFile, `item  = { en = "genre", es = "género literario" }`, `item  = { en = " ", es = "género" }`, "set.toml:38: genre: item is missing in en"},
		{tomlFile, `title  = { en = "Top shelves of fiction", es = "Principales estantes de ficción" }`, ``, "shelf: title is missing in en"},
		{tomlFile, `item  = { en = "genre", es`, "title = { en = \"x\" }\nitem  = { en = \"genre\", es", "genre: title is missing in es"},
		{tomlFile, `were   = { en = "were of fiction", `, `were   = { `, "set.toml:44: genre.fiction: were is missing in en"},
		{tomlFile, `werent = { en = "were not of fiction", `, `werent = { `, "genre.fiction: werent is missing in en"},
		{tomlFile, `was    = { en = "was of fiction", `, `was    = { `, "genre.fiction: was is missing in en"},
		{tomlFile, `of     = { en = "{many} of fiction", `, `of     = { `, "genre.fiction: of is missing in en"},
		{tomlFile, `label  = { en = "Fiction", es = "Ficción" }`, ``, "genre.fiction: label is missing in en"},
		{tomlFile, `short    = { en = "Fiction + nonfiction", `, `short    = { `, "genre.fiction_and_nonfiction: short is missing in en"},
		{tomlFile, `text = { en = "Only the top interests are listed.", `, `text = { `, "top_interests: text is missing in en"},
		{tomlFile, `title = { en = "Opening hours", es = "Horario" }`, `title = { en = "Opening hours" }`, "opening_hours: title is missing in es"},
		{tomlFile, `text  = { en = "The desk is open on weekdays.", `, `text  = { `, "opening_hours: text is missing in en"},
		{tomlFile, `text    = { en = 'The source prints "2%" for this figure; evidently "<1%" is meant.', `, `text    = { `,
			"members.card.paper: text is missing in en"},
		{wordsFile, `label  = { en = "poetry", es = "poesía" }`, `label  = { en = "poetry" }`, "poetry: label is missing in es"},
	})
}

func TestPartsMustFitEachOther(t *testing.T) {
	checkBroken(t, []broken{
		{tomlFile, "[[dimensions]]\nid    = \"card\"", "[[dimensions]]\nid = \"empty\"\nlabel = { en = \"x\", es = \"x\" }\nitem = { en = \"x\", es = \"x\" }\n[[dimensions]]\nid    = \"card\"",
			`dimension without categories: "empty"`},
		{tomlFile, `label = { en = "Loans", es = "Préstamos" }`, "label = { en = \"x\", es = \"x\" }\none = { en = \"x\", es = \"x\" }\nmany = { en = \"x\", es = \"x\" }\n[[populations]]\nid = \"staff\"\nlabel = { en = \"Loans\", es = \"x\" }",
			`population without a total in figures.csv; where the source prints none, added_up names the dimension that adds up to it: "staff"`},
		{tomlFile, `short  = { en = "Plastic card", es = "Plástico" }`, `short  = { en = "Plastic card", es = "Credencial de plástico" }`,
			`card.plastic: label has 22 characters in es, more than 20; give it a short form as short: "Credencial de plástico"`},
		{tomlFile, `short  = { en = "Plastic card", es = "Plástico" }`, ``, `card.plastic: label has 22 characters in es`},
		{tomlFile, `"{many} of fiction"`, `"{most} of fiction"`, `only {one}, {many}, [feminine|masculine] and <people|others> may stand in "of": "{most} of fiction"`},
		{tomlFile, `"fueron de ficción"`, `"fueron de ficción [a]"`, `may stand in "were"`},
		{tomlFile, `"fueron de ficción"`, `"fueron de ficción [a|b|c]"`, `may stand in "were"`},
		{tomlFile, `"no fueron de ficción"`, `"no fueron [a|b"`, `may stand in "werent"`},
		{tomlFile, `"fue de ficción"`, `"fue a|b"`, `may stand in "was"`},
		{tomlFile, `role   = "other"`, `role   = "othr"`, `unknown role (did you mean "other"?): "othr"`},
		{tomlFile, `combines = ["fiction", "nonfiction"]`, `combines = ["fiction", "nonfictoin"]`, `joins an unknown category of "genre" (did you mean "nonfiction"?): "nonfictoin"`},
		{tomlFile, `combines = ["fiction", "nonfiction"]`, `combines = ["fiction"]`, `joins two or more of the other categories, not 1`},
		{tomlFile, `combines = ["fiction", "nonfiction"]`, `combines = ["fiction", "fiction"]`, `joined twice: "fiction"`},
		{tomlFile, `combines = ["fiction", "nonfiction"]`, `combines = ["fiction", "fiction_and_nonfiction"]`, `a category cannot join itself`},
		{tomlFile, `combines = ["fiction", "nonfiction"]`, `combines = ["fiction", "nonfiction", "childrens", "other", "unknown", "fiction"]`, `not 6`},
		{tomlFile, `within = "loans.genre.fiction"`, `within = "loans.genre.ficton"`, `within an unknown figure (did you mean "loans.genre.fiction"?): "loans.genre.ficton"`},
		{tomlFile, `within = "loans.genre.fiction"`, `within = "branch.central"`, `within a figure whose population is not stated`},
		{tomlFile, `within = "loans.genre.fiction"`, `within = "shelf.crime"`, `within a figure whose population is not stated`},
		{tomlFile, `multiple = true`, "multiple = true\nwithin = \"members.interest.music\"", `within a figure of its own: "members.interest.music"`},
		{tomlFile, `may_count = ["loans", "members"]`, `may_count = ["loans", "memers"]`, `unknown population (did you mean "members"?): "memers"`},
		{tomlFile, `multiple = true`, "country = true", `interest.music: a country's code is two capital letters`},
		{tomlFile, `id     = "crime"`, "id     = \"crime\"\ncountry = \"MX\"", `a country in a dimension that is not of countries: "MX"`},
		{tomlFile, `for  = ["branch", "shelf"]`, `for  = ["branch", "shelfs"]`, `note for an unknown figure, breakdown or population (did you mean "shelf"?): "shelfs"`},
		{tomlFile, `for  = ["branch", "shelf"]`, `for  = ["branch", "branch"]`, `note for the same twice: "branch"`},
		{tomlFile, `for  = ["branch", "shelf"]`, ``, `note without "for": it would never be shown: "branch_unit"`},
		{tomlFile, `on   = ["count", "share"]`, `on   = ["count", "shares"]`, `set.toml:284: note on an unknown operation (did you mean "share"?): "shares"`},
		{tomlFile, `evident = "<1%"`, `evident = ">1%"`, `set.toml:290: what is evidently meant does not fit 1 of 1310 either: ">1%"`},
		{tomlFile, `printed = "2%"`, `printed = "3%"`, `set.toml:289: figures.csv has "2%": "3%"`},
		{tomlFile, `figure  = "members.card.paper"`, `figure  = "members.card.phone"`, `figures.csv has "24%": "2%"`},
		{tomlFile, `figure  = "members.card.paper"`, `figure  = "branch.central"`, `misprint of a figure without a printed percentage: "branch.central"`},
		{wordsFile, `reason = "unlisted"`, `reason = "unlisetd"`, `unknown reason (did you mean "unlisted"?): "unlisetd"`},
		{wordsFile, `reason = "unlisted"`, ``, `poetry: unknown reason (known: crosstab, unlisted, period,`},
		{wordsFile, `near   = ["loans.genre", "loans.genre.other"]`, `near   = ["loans.genre", "loans.genre.othr"]`,
			`near an unknown figure or breakdown (did you mean "loans.genre.other"?): "loans.genre.othr"`},
		{wordsFile, `near   = ["loans.genre", "loans.genre.other"]`, `near   = ["loans"]`, `near an unknown figure or breakdown`},
	})
}

func TestWordsMustBeForOneKnownThing(t *testing.T) {
	checkBroken(t, []broken{
		{wordsFile, `for = "loans"`, ``, `words.toml:3: words without "for"`},
		{wordsFile, `for = "loans"`, `for = "laons"`, `words.toml:4: words for something unknown, "laons" (did you mean "loans"?): "laons"`},
		{wordsFile, `for = "genre.fiction"`, `for = "genre.ficton"`, `(did you mean "genre.fiction"?): "genre.ficton"`},
		{wordsFile, `for = "genre.fiction"`, `for = "loans.genre.fiction"`, `words for something unknown, "loans.genre.fiction"`},
		{wordsFile, `for = "age_group.young&genre.fiction"`, `for = "age_group.young&genre"`, `words for something unknown, "genre"`},
		{wordsFile, `for = "age_group.young&genre.fiction"`, `for = "age_group.young&"`, `words for something unknown, "age_group.young&"`},
		{wordsFile, `for = "age_group.young&genre.fiction"`, `for = "age_group+genre.fictoin"`, `words for something unknown, "genre.fictoin"`},
		{wordsFile, `for = "age_group.young&genre.fiction"`, `for = "age_group|"`, `words for something unknown, "an empty part"`},
		{wordsFile, `for = "topic:opening_hours"`, `for = "topic:opening_hour"`, `words for an unknown topic or absent thing (did you mean "opening_hours"?)`},
		{wordsFile, `for = "topic:opening_hours"`, `for = "absent:opening_hours"`, `words for an unknown topic or absent thing`},
		{wordsFile, `for = "topic:opening_hours"`, `for = "colour:red"`, `words for an unknown topic or absent thing`},
		{wordsFile, "en  = [\"loan{,s}\", \"checkout{,s}\", \"book{,s} borrowed\", \"borrowing{,s}\"]\nes  = [\"prestamo{,s}\", \"libro{,s} prestado{,s}\"]", "",
			`words without any in en or es: "loans"`},
		{wordsFile, `"patron{,s}"`, `"patron{,s"`, `words.toml:10: expanding word pattern "patron{,s": a brace is not closed`},
		{wordsFile, `"patron{,s}"`, `"Patron"`, `'P' is not one of a-z, 0-9 and space`},
		{wordsFile, `"patron{,s}"`, `"{checkout,patron}s"`,
			`words.toml:10: "checkouts" is claimed for both "loans" and "members" in en: "{checkout,patron}s"`},
		{wordsFile, `"poem{,s}"`, `"novel"`, `"novel" is claimed for both "genre.fiction" and "absent:poetry" in en`},
	})
}

func TestWordsMayBeForSeveralThings(t *testing.T) {
	files := folder(t, libraryDir)
	for _, what := range []string{"members?", "genre+age_group", "loans+genre", "genre|age_group.young", "loans|members", "genre.fiction|age_group.young&genre.fiction", "subject", "filler"} {
		set := load(t, edited(t, files, wordsFile, `for = "age_group.young&genre.fiction"`, `for = "`+what+`"`))
		found := false
		for _, w := range set.Words {
			found = found || w.For == what
		}
		if !found {
			t.Errorf("no words for %q", what)
		}
	}
}

func TestPrintedPercentagesMayBePrintedInSeveralWays(t *testing.T) {
	files := folder(t, libraryDir)
	for _, printed := range []string{"44%", "43.7%", "43.67%", "<44%", ">43%", ""} {
		set := load(t, edited(t, files, csvFile, "2105,44%", "2105,"+printed))
		if got := set.Figure("loans.genre.fiction").Printed; got != printed {
			t.Errorf("printed %q, want %q", got, printed)
		}
	}
}

func TestPrintedPercentagesAreExactAtTheirBounds(t *testing.T) {
	for _, c := range []struct {
		total, count, printed string
		fits                  bool
	}{
		{"1000", "10", "<1%", false}, {"1000", "9", "<1%", true},
		{"1000", "10", ">1%", false}, {"1000", "11", ">1%", true},
		{"1000", "5", "1%", true}, {"1000", "5", "0%", true}, // between two: either
		{"1000", "4", "1%", false}, {"1000", "6", "0%", false},
		{"1000", "1000", "100%", true}, {"1000", "994", "100%", false},
		{"1000", "123", "12.3%", true}, {"1000", "123", "12.30%", true}, {"1000", "123", "12.4%", false},
		{"3", "1", "33.333%", true}, {"3", "1", "33.334%", false}, {"3", "1", "33.3333%", false},
		{"3", "1", "1000%", false}, {"3", "1", "-33%", false}, {"3", "1", "33 %", false}, {"3", "1", "%", false}, {"3", "1", "<%", false},
		{"0", "0", "0%", false}, {"0", "0", "<1%", false},
	} {
		files := tinyFiles("p.total,p,,,"+c.total+",,,", "p.d.a,p,d,a,"+c.count+","+c.printed+",,top 3 only",
			"p.d.b,p,d,b,0,,,top 3 only", "p.d.c,p,d,c,0,,,top 3 only")
		_, err := stats.Load(files)
		if fits := err == nil; fits != c.fits {
			t.Errorf("%q for %s of %s: %v", c.printed, c.count, c.total, err)
		}
	}
}
