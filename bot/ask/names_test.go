package ask_test

import (
	"os"
	"testing"

	"cifra/bot/ask"
	"cifra/stats"
	"cifra/stats/sets"
)

func namedIn(t testing.TB, loaded []*stats.Set, prev ask.Context, text string) ask.Named {
	t.Helper()
	p, err := ask.New(loaded[0], loaded...)
	if err != nil {
		t.Fatal(err)
	}
	return p.Parse(text, prev).Named
}

func twoSets(t testing.TB) []*stats.Set {
	t.Helper()
	var out []*stats.Set
	for _, name := range []string{"border-2017", "national-2017"} {
		set, err := sets.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, set)
	}
	return out
}

func TestNamesOfDataSetsAreFound(t *testing.T) {
	loaded := twoSets(t)
	const first, second = 1, 2
	for text, want := range map[string]ask.Named{
		"how many victims":                                   {},
		"how many victims nationally":                        {Sets: second},
		"según la línea nacional, ¿cuántas víctimas?":        {Sets: second},
		"how many victims at the border":                     {Sets: first},
		"border versus national, how many victims in each":   {Sets: first | second},
		"compare labor share in both":                        {All: true},
		"compara las víctimas en ambos informes":             {All: true},
		"use the national data":                              {Sets: second, Use: true},
		"cuantas víctimas hay ahí":                           {Last: true},
		"how many victims were there":                        {},
		"how many victims in the other report":               {Rest: true},
		"which reports do you have":                          {List: true},
		"how many border patrol agents":                      {},
		"how many Mexican nationals":                         {},
		"¿qué es la Línea Nacional Contra la Trata?":         {},
		"which of the two is higher":                         {},
		"how many victims of both sex and labor trafficking": {},
	} {
		if got := namedIn(t, loaded, ask.Context{}, text); got != want {
			t.Errorf("%q names %+v, want %+v", text, got, want)
		}
	}
	if got := namedIn(t, loaded, ask.Context{Several: true}, "which of the two is higher"); !got.All {
		t.Error("after replies from two sets, the two are not these")
	}
}

func TestANameThatTwoSetsClaimIsNeithers(t *testing.T) {
	loaded := twoSets(t)
	twin := *loaded[1]
	twin.ID = "national-2018"
	if got := namedIn(t, []*stats.Set{loaded[0], loaded[1], &twin}, ask.Context{}, "how many victims nationally"); got != (ask.Named{}) {
		t.Errorf("a name of two sets names %+v", got)
	}
}

func TestMoreSetsThanCanBeToldApartAreRefused(t *testing.T) {
	set := twoSets(t)[0]
	many := make([]*stats.Set, 65)
	for i := range many {
		many[i] = set
	}
	if _, err := ask.New(set, many...); err == nil {
		t.Error("65 sets were taken")
	}
}

// FuzzNames cuts names out of any message, after any other.
func FuzzNames(f *testing.F) {
	library, err := stats.Load(os.DirFS("../../stats/testdata/library-loans"))
	if err != nil {
		f.Fatal(err)
	}
	p, err := ask.New(library, append(twoSets(f), library)...)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range hostile {
		f.Add("how many loans nationally", s+" at the border "+s)
	}
	f.Add("compare both", "use the national data, in the library")
	f.Fuzz(func(t *testing.T, first, second string) {
		q := p.Parse(second, p.Parse(first, ask.Context{}).Next)
		if q.Kind == ask.Figures && len(q.Readings) != 1 {
			t.Errorf("%q after %q: figures with %d readings", second, first, len(q.Readings))
		}
		if q.Named.Only() >= 0 && q.Named.Several() {
			t.Errorf("%q names one and several", second)
		}
	})
}
