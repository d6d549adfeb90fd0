package bot

import (
	"regexp"
	"testing"

	"cifra/stats"
	"cifra/stats/sets"
)

func pressSet(t testing.TB) *stats.Set {
	t.Helper()
	set, err := sets.Load("border-2017")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// presserOf is a presser, and a bot that reads what it writes.
func presserOf(t testing.TB) (*presser, *Bot) {
	set := pressSet(t)
	p := newPresser(set, false)
	return p, &Bot{books: []*book{{set: set, press: p}}}
}

func TestAPressReadsBackToItsQuery(t *testing.T) {
	p, b := presserOf(t)
	letters := regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
	for text, want := range map[string]string{
		"count victims.gender.female":                                                "es__count__victims-gender-female",
		"share% victims.age.minor of=known":                                          "es__shareP__victims-age-minor__ofEknown",
		"one-in victims.age.minor":                                                   "es__oneDin__victims-age-minor",
		"nth labor_industry n=-1":                                                    "es__nth__labor_industry__nED1",
		"count victims.gender.female&victims.age.minor":                              "",
		"share traffickers.nationality.mexico claim=60.3%":                           "",
		"difference victims.total cases.total":                                       "",
		"compare victims.gender.female victims.gender.male calls.total":              "",
		"breakdown victims.gender victims.age victims.nationality":                   "",
		"sum victims.nationality.honduras victims.nationality.guatemala only=listed": "",
	} {
		q, err := stats.ParseQuery(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, picture := range []bool{false, true} {
			press := p.query(stats.ES, q, picture)
			if !letters.MatchString(press) || want != "" && !picture && press != want {
				t.Errorf("the press of %q is %q, want %q", text, press, want)
			}
			back, ok := b.pressed(press)
			if !ok || back.lang != stats.ES || back.picture != picture || back.query == nil || back.query.String() != text {
				t.Errorf("the press %q of %q reads back as %+v, %v", press, text, back, ok)
			}
		}
	}
}

func TestAHashThatTwoIDsShareStandsForNeither(t *testing.T) {
	p, b := presserOf(t)
	id := stats.ID("victims.nationality.guatemala")
	p.ids[hashID(id)] = ""
	q := stats.Query{Op: stats.OpCompare, Terms: []stats.Term{{id}, {"victims.nationality.honduras"}, {"calls.total"}}}
	if press := p.query(stats.EN, q, false); press != "" {
		if back, ok := b.pressed(press); !ok || !back.query.Equal(q) {
			t.Errorf("the press %q reads back as %+v", press, back)
		}
	}
	if _, ok := b.pressed("en__count__H" + hashID(id)); ok {
		t.Error("a hash that stands for nothing was read")
	}
}

func TestPressesThatNobodyWroteAreRefused(t *testing.T) {
	_, b := presserOf(t)
	for _, s := range []string{
		"", "x", "en", "en__", "__count", "fr__count__victims-total", "enX__count__victims-total", "en__C", "en__T",
		"en__howmany__victims-total", "count victims.total", "EN__count__victims-total",
		"en__count__victims-total__victims-total__victims-total__victims-total",
		"1:figures:victims", "es__count__nE1__nE1",
	} {
		if got, ok := b.pressed(s); ok {
			t.Errorf("%q was read as %+v", s, got)
		}
	}
}

func FuzzPress(f *testing.F) {
	p, b := presserOf(f)
	for _, s := range []string{"es__count__victims-gender-female", "enG__top__labor_industry__nE2", "en__Cabout", "es__Tsource", "en__count__Haaaaaa"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := b.pressed(s)
		if !ok || got.query == nil {
			return
		}
		if again := p.query(got.lang, *got.query, got.picture); again != "" {
			if back, ok := b.pressed(again); !ok || back.query.String() != got.query.String() {
				t.Errorf("%q reads as %v, which writes %q, which reads as %+v", s, got.query, again, back)
			}
		}
	})
}
