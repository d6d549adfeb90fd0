package bot

import (
	"strings"
	"testing"

	"cifra/stats"
	"cifra/stats/sets"
)

// national is the shipped set that has measures, a total that is added up, and
// lists that do not agree with what they divide.
func national(t testing.TB) *stats.Set {
	t.Helper()
	set, err := sets.Load("national-2017")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestGuardCatchesAnyChangedDigitOfMeasuresAndSums(t *testing.T) {
	b := guardedBot(t, national(t))
	caught := 0
	for _, query := range []string{
		"count cases.growth", "count cases.since2007", "count survivors.contacts", "count cases.total cases.since2007 cases.growth",
		"count contacts.total", "share contacts.method.phone", "breakdown contacts.method", "per survivors.contacts survivors.total",
		"ratio% cases.total cases.since2007", "difference cases.since2007 cases.total", "lookup claim=13", "lookup claim=40987",
		"count cases.growth claim=20%", "count cases.total claim=40987", "breakdown victims.type", "complement victims.type.labor",
		"share cases.sex_type.escort&cases.type.sex", "one-in cases.sex_type.escort&cases.type.sex", "breakdown cases.sex_and_labor_type",
		"share cases.sex_and_labor_type.massage&cases.type.sex_and_labor", "count cases.since2007&victims.total",
		"count cases.labor_industry.domestic_work&cases.type.labor cases.sex_type.escort&cases.type.sex",
	} {
		for _, l := range stats.Langs {
			told := guarded(t, b, query, l)
			caught += changeDigits(t, b, told, query, textsOf(told.reply))
		}
	}
	if caught < 3000 {
		t.Errorf("only %d changes were tried", caught)
	}
}

// A percentage is no count, and a count is no percentage.
func TestGuardKeepsTheUnitOfAMeasure(t *testing.T) {
	b := guardedBot(t, national(t))
	for query, change := range map[string][2]string{
		"count cases.growth":    {"13%", "13"},
		"count cases.since2007": {"40,987", "40,987%"},
	} {
		told := guarded(t, b, query, stats.EN)
		if !strings.Contains(told.reply.Text, change[0]) {
			t.Fatalf("%s says %q", query, told.reply.Text)
		}
		told.reply.Text = strings.Replace(told.reply.Text, change[0], change[1], 1)
		if b.books[0].guard.check(told.reply, told.said, told.named) == nil {
			t.Errorf("%s: %q passes", query, told.reply.Text)
		}
	}
}

func TestATotalThatIsAddedUpSaysSo(t *testing.T) {
	b := guardedBot(t, national(t))
	for query, want := range map[string]bool{
		"count contacts.total": true, "share contacts.method.text": true, "breakdown contacts.method": true, "per contacts.total cases.total": true,
		"count contacts.total cases.total": true, "lookup claim=34177": true, "count cases.total": false, "count survivors.contacts": false,
	} {
		notes := strings.Join(guarded(t, b, query, stats.EN).reply.Notes, "\n")
		if got := strings.Contains(notes, "does not print the total of contacts"); got != want {
			t.Errorf("%s: notes %q", query, notes)
		}
	}
}

func TestMeasuresAndTheirPeriodsAreNotMixedSilently(t *testing.T) {
	b := guardedBot(t, national(t))
	for query, want := range map[string]string{
		"count cases.since2007":             "Cases · since the hotline began in 2007",
		"count cases.total":                 "Cases · Jan 1 - Dec 31, 2017",
		"count cases.total cases.since2007": "Cases · Jan 1 - Dec 31, 2017; since the hotline began in 2007",
		"count survivors.contacts":          "Survivors in contact · Jan 1 - Dec 31, 2017",
	} {
		if got := guarded(t, b, query, stats.EN).reply.Read; got != want {
			t.Errorf("%s is read as %q, want %q", query, got, want)
		}
	}
}
