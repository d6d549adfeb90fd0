package stats_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"cifra/stats"
)

func TestListsMustFitTheTotal(t *testing.T) {
	for _, c := range []struct {
		a, b, c, complete string
		multiple          bool
		want              string // "" where the list is good
	}{
		{"6", "3", "1", "top 3 only", false, ""},
		{"6", "4", "1", "top 3 only", false, `figures.csv:3: the list adds up to 11, more than the total, 10: "p.d"`},
		{"6", "4", "1", "top 3 only", true, ""},
		{"6", "3", "0", "top 3 only", false, ""},
		{"11", "0", "0", "top 3 only", true, `figures.csv:3: more than the total of "p", 10: "11"`},
		{"6", "3", "1", "yes", false, ""},
		{"6", "3", "0", "yes", false, "adds up to 9 and not to the total, 10"},
		{"6", "4", "1", "yes", false, "adds up to 11 and not to the total, 10"},
		{"6", "4", "1", "yes", true, ""},
		{"6", "3", "0", "yes", true, "adds up to 9 and not to the total, 10"},
	} {
		files := tinyFiles("p.total,p,,,10,,,", "p.d.a,p,d,a,"+c.a+",,,"+c.complete,
			"p.d.b,p,d,b,"+c.b+",,,"+c.complete, "p.d.c,p,d,c,"+c.c+",,,"+c.complete)
		if c.multiple {
			files = edited(t, files, tomlFile, `id = "d"`, "id = \"d\"\nmultiple = true")
		}
		_, err := stats.Load(files)
		if c.want != "" {
			wants(t, c.complete, err, c.want)
		} else if err != nil {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestAListNeedsTheTotalOfItsPopulation(t *testing.T) {
	_, err := stats.Load(edited(t, folder(t, libraryDir), csvFile, "members.total,members,,,1310,,,\n", ""))
	wants(t, "no total", err, `set.toml:29: population without a total in figures.csv; where the source prints none, added_up names the dimension that adds up to it: "members"`)
	wants(t, "no total", err, `the population "members" has no total: "members.age_group"`)
}

func TestACompleteListNeedsAPopulation(t *testing.T) {
	text := string(folder(t, libraryDir)[csvFile].Data)
	files := folder(t, libraryDir)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "branch.") {
			lines[i] = strings.Replace(line, "top 3 only", "yes", 1)
		}
	}
	files[csvFile] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
	_, err := stats.Load(files)
	wants(t, "complete branch", err, `figures.csv:13: complete, though the population is not stated: "branch"`)
}

func TestEqualCountsMayHaveEitherRank(t *testing.T) {
	load(t, tinyFiles("p.total,p,,,10,,,", "p.d.a,p,d,a,3,,2,top 3 only", "p.d.b,p,d,b,3,,1,top 3 only", "p.d.c,p,d,c,1,,3,top 3 only"))
	_, err := stats.Load(tinyFiles("p.total,p,,,10,,,", "p.d.a,p,d,a,3,,2,top 3 only", "p.d.b,p,d,b,2,,1,top 3 only", "p.d.c,p,d,c,1,,3,top 3 only"))
	wants(t, "ranks", err, `figures.csv:3: the rank does not agree with the count: 3 is more than 2 at rank 1: "2"`)
}
