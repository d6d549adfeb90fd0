package sets_test

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"cifra/stats"
	"cifra/stats/sets"
)

// border loads the shipped set.
func border(t *testing.T) *stats.Set {
	t.Helper()
	set, err := sets.Load(borderName)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// said puts a figure into the sentence that its texts are made for.
func said(set *stats.Set, id stats.ID, lang stats.Lang) string {
	f := set.Figure(id)
	count, total := number(f.Count), number(f.Population.Total.Count)
	many := f.Population.Many.In(lang)
	predicate := f.Population.Inflect(f.Category.Predicate(f.Count), lang)
	switch {
	case lang == stats.EN:
		return count + " of the " + total + " " + many + " " + predicate
	case f.Population.Feminine:
		return count + " de las " + total + " " + many + " " + predicate
	}
	return count + " de los " + total + " " + many + " " + predicate
}

func number(n int) string {
	s := strconv.Itoa(n)
	if len(s) > 3 {
		s = s[:len(s)-3] + "," + s[len(s)-3:]
	}
	return s
}

// sentence is what is said of a figure.
type sentence struct {
	id     stats.ID
	en, es string
}

func checkSentences(t *testing.T, set *stats.Set, sentences []sentence) {
	t.Helper()
	for _, c := range sentences {
		if got := said(set, c.id, stats.EN); got != c.en {
			t.Errorf("got %q, want %q", got, c.en)
		}
		if got := said(set, c.id, stats.ES); got != c.es {
			t.Errorf("got %q, want %q", got, c.es)
		}
	}
}

func TestSentencesReadNaturally(t *testing.T) {
	checkSentences(t, border(t), []sentence{
		{"victims.gender.female", "609 of the 1,257 victims were female", "609 de las 1,257 víctimas eran mujeres"},
		{"traffickers.gender.male", "741 of the 982 traffickers were male", "741 de los 982 tratantes eran hombres"},
		{"traffickers.gender.minority", "1 of the 982 traffickers was of a gender minority", "1 de los 982 tratantes era de una minoría de género"},
		{"victims.nationality.mexico", "758 of the 1,257 victims were Mexican", "758 de las 1,257 víctimas eran mexicanas"},
		{"traffickers.nationality.honduras", "25 of the 982 traffickers were Honduran", "25 de los 982 tratantes eran hondureños"},
		{"traffickers.nationality.usa", "101 of the 982 traffickers were U.S. nationals", "101 de los 982 tratantes eran estadounidenses"},
		{"victims.age.unknown", "173 of the 1,257 victims were of unknown age", "173 de las 1,257 víctimas eran de edad desconocida"},
		{"victims.age.minor", "203 of the 1,257 victims were minors", "203 de las 1,257 víctimas eran menores de edad"},
		{"victims.type.labor", "793 of the 1,257 victims were in labor trafficking", "793 de las 1,257 víctimas sufrieron trata laboral"},
		{"victims.type.sex_and_labor", "50 of the 1,257 victims were in both sex and labor trafficking", "50 de las 1,257 víctimas sufrieron trata sexual y laboral a la vez"},
	})
}

func TestNounPhrasesReadNaturally(t *testing.T) {
	set := border(t)
	for _, c := range []struct {
		population, category, en, es string
	}{
		{"victims", "gender.female", "female victims", "víctimas mujeres"},
		{"traffickers", "nationality.mexico", "Mexican traffickers", "tratantes de nacionalidad mexicana"},
		{"victims", "age.minor", "minor victims", "víctimas menores de edad"},
		{"victims", "type.labor", "victims of labor trafficking", "víctimas de trata laboral"},
		{"victims", "labor_industry.agriculture", "agriculture and farms", "agricultura o trabajo en el campo"},
	} {
		p, category := set.Population(c.population), set.Category(c.category)
		if got := p.Inflect(category.Of, stats.EN); got != c.en {
			t.Errorf("got %q, want %q", got, c.en)
		}
		if got := p.Inflect(category.Of, stats.ES); got != c.es {
			t.Errorf("got %q, want %q", got, c.es)
		}
	}
}

func TestThePeriodAndSourceAreThoseOfTheFactSheet(t *testing.T) {
	set := border(t)
	if set.Period.Start != time.Date(2015, 9, 30, 0, 0, 0, 0, time.UTC) || set.Period.End != time.Date(2017, 7, 31, 0, 0, 0, 0, time.UTC) {
		t.Errorf("period %v to %v", set.Period.Start, set.Period.End)
	}
	if set.Period.Label.EN != "Sept 30, 2015 - July 31, 2017" || set.Period.Label.ES != "30 de septiembre de 2015 al 31 de julio de 2017" {
		t.Errorf("period %q, %q", set.Period.Label.EN, set.Period.Label.ES)
	}
	for _, lang := range stats.Langs {
		if cite := set.Source.Cite.In(lang); !strings.Contains(cite, set.Source.Title.In(lang)) || !strings.Contains(cite, "Consejo Ciudadano") {
			t.Errorf("cited as %q", cite)
		}
	}
}

// The topics of questions/FORMAT.md.
func TestEveryTopicIsThere(t *testing.T) {
	set := border(t)
	for _, id := range []string{"source", "period", "definitions", "notes", "organisations", "case_study", "work_in_mexico"} {
		if set.Topic(id) == nil {
			t.Errorf("no topic %q", id)
		}
	}
	for id, numbers := range map[string][]string{
		"case_study":     {"$11", "$1,200", "40 other", "12-hour"},
		"organisations":  {"September 2025", "Compass Connections", "Consejo Ciudadano", "NHTRC", "BeFree"},
		"work_in_mexico": {"2014", "three aims", "September 2015"},
	} {
		for _, n := range numbers {
			if !strings.Contains(set.Topic(id).Text.EN, n) {
				t.Errorf("the topic %q does not say %q", id, n)
			}
		}
	}
}

func TestEveryMisprintOfTheSourceIsDeclared(t *testing.T) {
	set := border(t)
	for _, f := range set.Figures {
		if declared := f.Misprint != nil; declared != (f.ID == "traffickers.gender.minority") {
			t.Errorf("%s: misprint %v", f.ID, f.Misprint)
		}
	}
}

// What voice.md rules out, and numbers where only figures may have them.
func TestTextsKeepToTheVoice(t *testing.T) {
	files, err := sets.FS(borderName)
	if err != nil {
		t.Fatal(err)
	}
	banned := regexp.MustCompile(`(?i)tráfico|trafico|rescued|rescatad|child prostitut|prostitución infantil|!`)
	for _, name := range []string{"set.toml", "dimensions.toml", "notes.toml", "topics.toml"} {
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
	for _, n := range border(t).Notes {
		if strings.ContainsAny(n.Text.EN+n.Text.ES, "0123456789") {
			t.Errorf("the note %s holds a number", n.ID)
		}
	}
}

// The checksum is that of the list of figures that was checked against the
// printed fact sheet. Another edition is another folder.
func TestTheFiguresAreThoseOfTheFactSheetToTheByte(t *testing.T) {
	checkFigures(t, borderName, "49f4cd07d9a2a5828555044402c33faed59dbd5bcc96fdc9669bd43cc0b59b1e")
}

func TestThereAreEnoughExamples(t *testing.T) {
	set := border(t)
	for _, lang := range stats.Langs {
		if n := len(set.Examples.In(lang)); n < 8 {
			t.Errorf("%d examples in %v", n, lang)
		}
	}
}

// checkFigures compares the checksum of a set's figures.
func checkFigures(t *testing.T, name, want string) {
	t.Helper()
	files, err := sets.FS(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := readAll(files, "figures.csv")
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256([]byte(data))); got != want {
		t.Errorf("figures.csv has the checksum %s, want %s", got, want)
	}
}
