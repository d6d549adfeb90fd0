package stats_test

import (
	"math"
	"testing"

	"cifra/stats"
)

func TestClaimsAreJudgedAtTheirOwnPrecision(t *testing.T) {
	set := border(t)
	for _, c := range []struct {
		query   string
		verdict stats.Verdict
		value   float64 // where a percentage is claimed
		matches string
	}{
		{"count victims.gender.female claim=48%", stats.ClaimTrue, 48.45, ""},
		{"count victims.gender.female claim=48.4%", stats.ClaimTrue, 48.45, ""},
		{"count victims.gender.female claim=48.45%", stats.ClaimTrue, 48.45, ""},
		{"count victims.gender.female claim=48.5%", stats.ClaimFalse, 48.45, ""},
		{"count victims.gender.female claim=48.4487%", stats.ClaimTrue, 48.45, ""},
		{"count victims.gender.female claim=48.44869%", stats.ClaimFalse, 48.45, ""}, // nobody claims so exactly
		{"count victims.gender.female claim=-48%", stats.ClaimFalse, 48.45, ""},
		{"count victims.gender.female claim=1e300%", stats.ClaimFalse, 48.45, ""},
		{"count victims.gender.female claim=90%", stats.ClaimFalse, 48.45, ""},
		{"share victims.gender.female claim=89%", stats.ClaimFalse, 48.45, "traffickers.age.adult"},
		{"count traffickers.nationality.mexico claim=60%", stats.ClaimFalse, 29.43, "victims.nationality.mexico"},
		{"count traffickers.nationality.usa claim=9%", stats.ClaimFalse, 10.29, "victims.nationality.usa"},
		{"count victims.nationality.usa claim=10%", stats.ClaimFalse, 9.31, "traffickers.nationality.usa traffickers.age.unknown"},
		{"count victims.gender.male claim=5%", stats.ClaimFalse, 45.51, "victims.gender.unknown victims.nationality.honduras"},
		{"count traffickers.nationality.mexico claim=10%", stats.ClaimFalse, 29.43, "traffickers.nationality.usa traffickers.age.unknown"},
		{"count traffickers.gender.minority claim=0.1%", stats.ClaimTrue, 0.10, ""},
		{"count traffickers.gender.minority claim=1%", stats.ClaimFalse, 0.10, "victims.gender.minority traffickers.age.minor"},
		{"share victims.type.labor victims.type.sex claim=94%", stats.ClaimTrue, 94.03, ""},
		{"sum victims.type.labor victims.type.sex claim=63%", stats.ClaimFalse, 94.03, "victims.type.labor"},
		{"complement victims.nationality.mexico claim=40%", stats.ClaimTrue, 39.70, ""},
		{"complement victims.nationality.mexico claim=60%", stats.ClaimFalse, 39.70, "victims.nationality.mexico"},
		{"share victims.age.minor of=known claim=18.7%", stats.ClaimTrue, 18.73, ""},

		{"count victims.gender.female claim=609", stats.ClaimTrue, 0, ""},
		{"count victims.gender.female claim=600", stats.ClaimFalse, 0, ""},
		{"count victims.gender.female claim=213", stats.ClaimFalse, 0, "traffickers.gender.female"},
		{"count victims.total claim=982", stats.ClaimFalse, 0, "traffickers.total"},
		{"count labor_industry.agriculture claim=329", stats.ClaimTrue, 0, ""},
		{"compare victims.total claim=1257", stats.ClaimTrue, 0, ""},

		{"count traffickers.gender.male claim=most", stats.ClaimTrue, 75.46, ""},
		{"count traffickers.nationality.mexico claim=most", stats.ClaimFalse, 29.43, ""},
		{"count labor_industry.agriculture claim=most only=listed", stats.ClaimTrue, 66.87, ""},
		{"count victims.gender.female claim=half", stats.ClaimFalse, 48.45, ""},
	} {
		a := eval(t, set, c.query)
		if a.Reason != stats.NoReason {
			t.Errorf("%s: reason %q", c.query, a.Reason)
			continue
		}
		if a.Verdict != c.verdict {
			t.Errorf("%s: verdict %d, want %d", c.query, a.Verdict, c.verdict)
		}
		if got := ids(a.Matches); got != c.matches {
			t.Errorf("%s: matches %q, want %q", c.query, got, c.matches)
		}
		if c.value != 0 && (a.Kind != stats.ValuePercent || math.Abs(a.Value-c.value) > 0.006) {
			t.Errorf("%s: value %v of kind %d, want %v", c.query, a.Value, a.Kind, c.value)
		}
	}
}

func TestClaimsOfSumsAndDifferencesAreJudgedByWhatTheyComeTo(t *testing.T) {
	set := border(t)
	for query, want := range map[string]stats.Verdict{
		"sum victims.type.labor victims.type.sex_and_labor claim=843":   stats.ClaimTrue,
		"sum victims.type.labor victims.type.sex_and_labor claim=793":   stats.ClaimFalse,
		"sum victims.total traffickers.total claim=2239":                stats.ClaimTrue,
		"difference victims.gender.female victims.gender.male claim=37": stats.ClaimTrue,
		"complement victims.nationality.mexico claim=499":               stats.ClaimTrue,
		"complement victims.nationality.mexico claim=758":               stats.ClaimFalse,
		"share victims.gender.female victims.gender.male claim=1181":    stats.ClaimTrue,
		"count victims.gender.female victims.gender.male claim=609":     stats.NoVerdict,
		"count victims.total claim=90%":                                 stats.NoVerdict,
		"breakdown victims.gender":                                      stats.NoVerdict,
	} {
		if a := eval(t, set, query); a.Verdict != want {
			t.Errorf("%s: verdict %d, want %d", query, a.Verdict, want)
		}
	}
}

func TestHalfAndMostAreExact(t *testing.T) {
	for _, c := range []struct {
		count      string
		half, most stats.Verdict
	}{
		{"494", stats.ClaimFalse, stats.ClaimFalse},
		{"495", stats.ClaimTrue, stats.ClaimFalse},
		{"500", stats.ClaimTrue, stats.ClaimFalse},
		{"501", stats.ClaimTrue, stats.ClaimTrue},
		{"505", stats.ClaimTrue, stats.ClaimTrue},
		{"506", stats.ClaimFalse, stats.ClaimTrue},
	} {
		set := tiny(t, "p.total,p,,,1000,,,", "p.d.a,p,d,a,"+c.count+",,,top 3 only", "p.d.b,p,d,b,3,,,top 3 only", "p.d.c,p,d,c,2,,,top 3 only")
		if a := eval(t, set, "count p.d.a claim=half"); a.Verdict != c.half {
			t.Errorf("%s of 1000 is half: verdict %d", c.count, a.Verdict)
		}
		if a := eval(t, set, "count p.d.a claim=most"); a.Verdict != c.most {
			t.Errorf("%s of 1000 is most: verdict %d", c.count, a.Verdict)
		}
	}
}

func TestPrintedPercentagesAreTrueClaims(t *testing.T) {
	for _, set := range []*stats.Set{border(t), library(t)} {
		for _, f := range set.Figures {
			if f.Printed == "" || f.Misprint != nil {
				continue
			}
			a := eval(t, set, "count "+string(f.ID)+" claim="+f.Printed)
			if a.Verdict != stats.ClaimTrue {
				t.Errorf("%s: printed %q, and yet not so (%v)", f.ID, f.Printed, a.Value)
			}
		}
	}
}
