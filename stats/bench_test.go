package stats_test

import (
	"os"
	"sync"
	"testing"

	"cifra/stats"
)

// benchmarked are queries of each kind.
var benchmarked = []struct{ name, query string }{
	{"Count", "count victims.gender.female"},
	{"Breakdown", "breakdown victims.gender"},
	{"Share", "share victims.type.labor victims.type.sex"},
	{"Top", "top labor_industry n=2"},
	{"Complement", "complement victims.nationality.mexico"},
	{"Claim", "count traffickers.nationality.mexico claim=60%"},
	{"Crosstab", "count victims.age.minor&victims.gender.female"},
}

func BenchmarkEval(b *testing.B) {
	set := border(b)
	for _, c := range benchmarked {
		b.Run(c.name, func(b *testing.B) {
			q := query(b, c.query)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := set.Eval(q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParseQuery(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := stats.ParseQuery("share victims.type.labor victims.type.sex of=known claim=60%"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	files := folder(b, borderDir)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := stats.Load(files, os.DirFS(sharedDir)); err != nil {
			b.Fatal(err)
		}
	}
}

func TestEvalAllocatesLittle(t *testing.T) {
	set := border(t)
	for _, c := range benchmarked {
		q := query(t, c.query)
		allocs := testing.AllocsPerRun(100, func() {
			if _, err := set.Eval(q); err != nil {
				t.Fatal(err)
			}
		})
		if allocs > 15 {
			t.Errorf("%s: %v allocations", c.query, allocs)
		}
	}
}

func TestASetMayBeUsedByManyAtOnce(t *testing.T) {
	set := border(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, c := range benchmarked {
				q, err := stats.ParseQuery(c.query)
				if err != nil {
					t.Error(err)
					return
				}
				a, err := set.Eval(q)
				if err != nil || len(a.Figures)+len(a.Near) == 0 {
					t.Errorf("%s: %+v, %v", c.query, a, err)
				}
			}
		})
	}
	wg.Wait()
}
