package sets_test

import (
	"regexp"
	"strings"
	"testing"

	"cifra/stats"
	"cifra/stats/sets"
)

const nationalName = "national-2017"

func national(t *testing.T) *stats.Set {
	t.Helper()
	set, err := sets.Load(nationalName)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestNationalSentencesReadNaturally(t *testing.T) {
	checkSentences(t, national(t), []sentence{
		{"victims.type.labor", "1,979 of the 10,615 victims were in labor trafficking", "1,979 de las 10,615 víctimas sufrieron trata laboral"},
		{"cases.type.labor", "1,274 of the 8,759 cases were labor trafficking", "1,274 de los 8,759 casos fueron de trata laboral"},
		{"victims.type.not_specified", "838 of the 10,615 victims were in an unspecified type of trafficking", "838 de las 10,615 víctimas sufrieron un tipo de trata no especificado"},
		{"cases.type.not_specified", "851 of the 8,759 cases were of an unspecified type of trafficking", "851 de los 8,759 casos fueron de un tipo de trata no especificado"},
		{"contacts.method.phone", "26,884 of the 34,177 contacts were phone calls", "26,884 de los 34,177 contactos fueron llamadas telefónicas"},
		{"cases.labor_industry.domestic_work", "242 of the 8,759 cases were labor trafficking in domestic work", "242 de los 8,759 casos fueron de trata laboral en el trabajo doméstico"},
		{"cases.sex_type.outdoor", "329 of the 8,759 cases were outdoor sex trafficking", "329 de los 8,759 casos fueron de trata sexual en la calle"},
	})
}

// The two sets have the types of trafficking in common but for what is not
// specified: there it is "other or not specified".
func TestTypesOfTraffickingAreSharedAsFarAsTheyAreTheSame(t *testing.T) {
	here, there := national(t).Dimension("type"), border(t).Dimension("type")
	var both []string
	for _, a := range here.Categories {
		for _, b := range there.Categories {
			if a.ID == b.ID {
				both = append(both, a.ID)
			}
		}
	}
	if got := strings.Join(both, " "); got != "labor sex sex_and_labor" {
		t.Errorf("both sets have %q", got)
	}
}

func TestWhatTheNationalSourcePrintsInconsistentlyIsDeclared(t *testing.T) {
	set := national(t)
	for _, b := range set.Breakdowns {
		declared := b.ID == "victims.type" || b.ID == "cases.sex_and_labor_type"
		if (b.Discrepancy != nil) != declared {
			t.Errorf("%s: discrepancy %v", b.ID, b.Discrepancy)
		}
	}
	if total := set.Population("contacts").Total; total.Count != 34177 || len(total.Parts) != 4 {
		t.Errorf("the total of contacts is %+v", total)
	}
	if got := len(set.Measures); got != 3 {
		t.Errorf("%d measures", got)
	}
}

func TestNationalTopicsAreThoseThatItsSourceHas(t *testing.T) {
	set := national(t)
	for id, has := range map[string]bool{
		"source": true, "period": true, "definitions": true, "notes": true, "organisations": true, "case_study": false, "work_in_mexico": false,
	} {
		if (set.Topic(id) != nil) != has {
			t.Errorf("topic %q: %v", id, set.Topic(id))
		}
	}
}

func TestNationalTextsKeepToTheVoice(t *testing.T) {
	files, err := sets.FS(nationalName)
	if err != nil {
		t.Fatal(err)
	}
	banned := regexp.MustCompile(`(?i)tráfico|trafico|rescued|rescatad|child prostitut|prostitución infantil|!`)
	for _, name := range []string{"set.toml", "dimensions.toml", "measures.toml", "notes.toml", "topics.toml"} {
		data, err := readAll(files, name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(data, "\n") {
			if found := banned.FindString(line); found != "" && !strings.HasPrefix(line, "#") {
				t.Errorf("%s:%d says %q", name, i+1, found)
			}
		}
	}
	for _, n := range national(t).Notes {
		if numbers := strings.ContainsAny(n.Text.EN+n.Text.ES, "0123456789"); numbers && !strings.HasPrefix(n.ID, "discrepancy:") {
			t.Errorf("the note %s holds a number", n.ID)
		}
	}
}

// The checksum is that of the list of figures that was checked against the
// source. Another edition is another folder.
func TestTheNationalFiguresAreThoseOfTheSourceToTheByte(t *testing.T) {
	checkFigures(t, nationalName, "c307170cb5a0be1ed0ba83b6942639ec1c63c378d87471d05d5767bb9356f2bd")
}
