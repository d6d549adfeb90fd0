package stats_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"cifra/stats"
)

func TestLoadLinksEverything(t *testing.T) {
	set := library(t)
	if set.ID != "library-loans" || set.Version != "1" || set.Source.URL != "https://library.example" {
		t.Errorf("id %q, version %q, url %q", set.ID, set.Version, set.Source.URL)
	}
	if want := time.Date(2021, 12, 31, 0, 0, 0, 0, time.UTC); !set.Period.End.Equal(want) || set.Period.End.Location() != time.UTC {
		t.Errorf("the period ends %v", set.Period.End)
	}
	f := set.Figure("loans.genre.fiction")
	if f.Count != 2105 || f.Printed != "44%" || f.Population != set.Population("loans") ||
		f.Breakdown != set.Breakdown("loans.genre") || f.Category != set.Category("genre.fiction") || f.Category.Dimension != set.Dimension("genre") {
		t.Errorf("linked wrong: %+v", f)
	}
	if got := set.Population("members").Total; got != set.Figure("members.total") || got.Breakdown != nil || got.Category != nil {
		t.Errorf("total of members: %+v", got)
	}
	if b := set.Breakdown("shelf"); b.Population != nil || b.Complete || len(b.Figures) != 3 || b.Dimension.Within != "loans.genre.fiction" {
		t.Errorf("list without a population: %+v", b)
	}
	if !set.Breakdown("loans.genre").Complete {
		t.Error("loans.genre is complete")
	}
	if m := set.Figure("members.card.paper").Misprint; m == nil || m.Evident != "<1%" {
		t.Errorf("misprint: %+v", m)
	}
	if c := set.Category("genre.unknown"); c.Role != stats.Unknown || c.Short != c.Label {
		t.Errorf("category: %+v", c)
	}
	if set.Topic("opening_hours").Title.In(stats.ES) != "Horario" {
		t.Error("topic")
	}
	if a := set.AbsentByID("poetry"); a.Reason != stats.Unlisted || len(a.Near) != 2 {
		t.Errorf("absent: %+v", a)
	}
	if got := set.Notes[2].On; len(got) != 5 || got[2] != stats.OpNth {
		t.Errorf("a note on %v", got)
	}
	if len(set.Examples.In(stats.EN)) != 8 || len(set.Examples.In(stats.ES)) != 8 {
		t.Errorf("examples: %+v", set.Examples)
	}
}

func TestLookupsOfUnknownIDsFindNothing(t *testing.T) {
	set := library(t)
	if set.Figure("loans") != nil || set.Breakdown("loans.total") != nil || set.Population("loans.total") != nil ||
		set.Dimension("loans") != nil || set.Category("fiction") != nil || set.Topic("") != nil || set.AbsentByID("x") != nil {
		t.Error("something was found")
	}
}

func TestWordsAreExpandedPerLanguage(t *testing.T) {
	set := library(t)
	found := map[string]string{}
	for _, w := range set.Words {
		if len(w.Patterns) == 0 {
			t.Errorf("no words for %s in %v", w.For, w.Lang)
		}
		found[w.For+" "+w.Lang.String()] += strings.Join(w.Patterns, "|")
	}
	for what, want := range map[string]string{
		"loans en":                         "loan|loans|checkout|checkouts|book borrowed|books borrowed|borrowing|borrowings",
		"members es":                       "socio|socia|socios|socias|usuario|usuaria|usuarios|usuarias",
		"age_group.young&genre.fiction es": "ficcion juvenil",
		"topic:opening_hours en":           "opening hours|when are you open|when is it open",
		"absent:airport_branch en":         "airport|airport branch",
		"absent:airport_branch es":         "sucursal del aeropuerto|aeropuerto",
	} {
		if found[what] != want {
			t.Errorf("words for %s: %q, want %q", what, found[what], want)
		}
	}
}

func TestFilesOfAFolderAreMerged(t *testing.T) {
	files := folder(t, libraryDir)
	all := string(files["set.toml"].Data)
	at := strings.Index(all, "[[notes]]")
	split := maps.Clone(files)
	split["set.toml"] = &fstest.MapFile{Data: []byte(all[:at])}
	split["more.toml"] = &fstest.MapFile{Data: []byte("\ufeff" + all[at:])}
	split["README.md"] = &fstest.MapFile{Data: []byte("not read")}
	one, two := load(t, files), load(t, split)
	if len(one.Notes) == 0 || len(one.Notes) != len(two.Notes) || len(one.Topics) != len(two.Topics) ||
		len(one.Examples.EN) != len(two.Examples.EN) || two.Figure("members.card.paper").Misprint == nil {
		t.Errorf("notes %d and %d, topics %d and %d", len(one.Notes), len(two.Notes), len(one.Topics), len(two.Topics))
	}
}

func TestInflectFillsInWhatThePopulationDecides(t *testing.T) {
	text := stats.Text{EN: "{many} of one {one}", ES: "{many} [interesadas|interesados] y otr[a|o] {one}"}
	women := stats.Population{Feminine: true, One: stats.Text{EN: "woman", ES: "mujer"}, Many: stats.Text{EN: "women", ES: "mujeres"}}
	men := stats.Population{One: stats.Text{EN: "man", ES: "hombre"}, Many: stats.Text{EN: "men", ES: "hombres"}}
	for _, c := range []struct {
		of   stats.Population
		lang stats.Lang
		want string
	}{
		{women, stats.EN, "women of one woman"},
		{women, stats.ES, "mujeres interesadas y otra mujer"},
		{men, stats.ES, "hombres interesados y otro hombre"},
	} {
		if got := c.of.Inflect(text, c.lang); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	if got := men.Inflect(stats.Text{EN: "open ["}, stats.EN); got != "open [" {
		t.Errorf("an open bracket: %q", got)
	}
}
