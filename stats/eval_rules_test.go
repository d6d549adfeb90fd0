package stats_test

import (
	"math"
	"strings"
	"testing"

	"cifra/stats"
)

// rule is a query and what its answer says.
type rule struct {
	query   string
	figures string
	value   float64
	context string
	reason  stats.Reason
	near    string
	notes   string
}

// checkRules evaluates queries and compares all that their answers say.
func checkRules(t *testing.T, set *stats.Set, rules []rule) {
	t.Helper()
	for _, c := range rules {
		a := eval(t, set, c.query)
		if got := ids(a.Figures); got != c.figures {
			t.Errorf("%s: figures %q, want %q", c.query, got, c.figures)
		}
		if math.Abs(a.Value-c.value) > 0.005 {
			t.Errorf("%s: value %v, want %v", c.query, a.Value, c.value)
		}
		if got := ids(a.Context); got != c.context {
			t.Errorf("%s: context %q, want %q", c.query, got, c.context)
		}
		if a.Reason != c.reason {
			t.Errorf("%s: reason %q, want %q", c.query, a.Reason, c.reason)
		}
		if got := queries(a.Near); got != c.near {
			t.Errorf("%s: near %q, want %q", c.query, got, c.near)
		}
		if got := noteIDs(a.Notes); got != c.notes {
			t.Errorf("%s: notes %q, want %q", c.query, got, c.notes)
		}
	}
}

func TestAnswersCarryWhatStandsBesideThem(t *testing.T) {
	checkRules(t, border(t), []rule{
		{query: "count victims.gender.female", figures: "victims.gender.female"},
		{query: "count% victims.gender.female", figures: "victims.gender.female", value: 48.45},
		{query: "count% victims.total", figures: "victims.total"},
		{query: "count% victims.gender.female traffickers.gender.female", figures: "victims.gender.female traffickers.gender.female"},
		{query: "share victims.type.labor victims.type.sex", figures: "victims.type.labor victims.type.sex", value: 94.03,
			context: "victims.total", notes: "labor_alone sex_alone"},
		{query: "share victims.age.minor of=known", figures: "victims.age.minor", value: 18.73,
			context: "victims.total victims.age.unknown", notes: "age_at_contact"},
		{query: "share victims.type.labor of=known", figures: "victims.type.labor", value: 63.09,
			context: "victims.total", notes: "labor_alone"},
		{query: "share labor_industry.agriculture only=listed", figures: "labor_industry.agriculture", value: 66.87,
			context: "labor_industry.domestic_work labor_industry.illicit_activities", notes: "top_three_industries unit_not_stated"},
		{query: "one-in victims.age.minor", figures: "victims.age.minor", value: 6.19, context: "victims.total", notes: "age_at_contact"},
		{query: "one-in victims.type.labor victims.type.sex_and_labor", figures: "victims.type.labor victims.type.sex_and_labor",
			value: 1.49, context: "victims.total", notes: "labor_alone"},
		{query: "complement victims.nationality.mexico", figures: "victims.nationality.mexico", value: 499,
			context: "victims.total", notes: "several_nationalities top_four"},
		{query: "complement% traffickers.nationality.mexico", figures: "traffickers.nationality.mexico", value: 70.57,
			context: "traffickers.total", notes: "several_nationalities top_four"},
		{query: "complement traffickers.gender.male traffickers.gender.female",
			figures: "traffickers.gender.minority traffickers.gender.unknown", value: 28},
		{query: "complement traffickers.gender.male traffickers.gender.female of=known", figures: "traffickers.gender.minority", value: 1},
		{query: "complement victims.gender.female of=known", figures: "victims.gender.female", value: 584,
			context: "victims.total victims.gender.unknown"},
		{query: "complement victims.nationality.mexico victims.nationality.usa only=listed",
			figures: "victims.nationality.honduras victims.nationality.guatemala", value: 87, notes: "several_nationalities top_four"},
		{query: "complement labor_industry.agriculture only=listed", figures: "labor_industry.agriculture", value: 163,
			context: "labor_industry.domestic_work labor_industry.illicit_activities", notes: "top_three_industries unit_not_stated"},
		{query: "sum victims.nationality.mexico victims.nationality.usa", figures: "victims.nationality.mexico victims.nationality.usa",
			value: 875, notes: "several_nationalities top_four"},
		{query: "sum labor_industry", figures: "labor_industry.agriculture labor_industry.domestic_work labor_industry.illicit_activities",
			value: 492, notes: "top_three_industries unit_not_stated"},
		{query: "sum victims.age.minor traffickers.age.minor", figures: "victims.age.minor traffickers.age.minor", value: 213, notes: "age_at_contact"},
		{query: "sum victims.gender.female traffickers.age.minor", figures: "victims.gender.female traffickers.age.minor", value: 619, notes: "age_at_contact"},
		{query: "difference calls.total cases.total", figures: "calls.total cases.total", value: 462, notes: "calls_and_messages"},
		{query: "difference% victims.gender.female victims.gender.male", figures: "victims.gender.female victims.gender.male", value: 2.94},
		{query: "per victims.total cases.total", figures: "victims.total cases.total", value: 1.73},
		{query: "compare labor_industry.domestic_work labor_industry.agriculture",
			figures: "labor_industry.domestic_work labor_industry.agriculture", notes: "top_three_industries unit_not_stated"},
		{query: "breakdown victims.age traffickers.age",
			figures: "victims.age.adult victims.age.minor victims.age.unknown traffickers.age.adult traffickers.age.minor traffickers.age.unknown",
			context: "victims.total traffickers.total", notes: "age_at_contact"},
		{query: "breakdown victims.type", figures: "victims.type.labor victims.type.sex victims.type.sex_and_labor victims.type.other", context: "victims.total"},
		{query: "top victims.type n=-1", figures: "victims.type.other"},
		{query: "nth% victims.nationality n=1", figures: "victims.nationality.mexico", value: 60.30, notes: "several_nationalities top_four"},
		{query: "top victims.gender", figures: "victims.gender.female victims.gender.male victims.gender.unknown victims.gender.minority"},
	})
}

func TestCrossesThatTheSourceHasAreFigures(t *testing.T) {
	checkRules(t, border(t), []rule{
		{query: "count victims.gender.female&victims.gender.female", figures: "victims.gender.female"},
		{query: "count victims.type.labor&victims.type.sex", figures: "victims.type.sex_and_labor"},
		{query: "count victims.total&victims.type.sex&victims.type.labor", figures: "victims.type.sex_and_labor"},
		{query: "count victims.total&victims.gender.female", figures: "victims.gender.female"},
		{query: "count victims.type.labor&labor_industry.agriculture", figures: "labor_industry.agriculture", notes: "unit_not_stated"},
		{query: "count victims.total&victims.type.labor&labor_industry.agriculture", figures: "labor_industry.agriculture", notes: "unit_not_stated"},
		{query: "count cases.total&labor_industry.agriculture", figures: "labor_industry.agriculture", notes: "unit_not_stated"},
		{query: "breakdown victims.total&victims.age", figures: "victims.age.adult victims.age.minor victims.age.unknown",
			context: "victims.total", notes: "age_at_contact"},
		{query: "breakdown victims.type.sex&sex_type", figures: "sex_type.residence sex_type.hotel_motel sex_type.escort",
			notes: "top_three_sex_types unit_not_stated"},
		{query: "top victims.total&labor_industry n=1", figures: "labor_industry.agriculture", notes: "top_three_industries unit_not_stated"},
		{query: "share victims.type.labor&labor_industry.agriculture only=listed", figures: "labor_industry.agriculture", value: 66.87,
			context: "labor_industry.domestic_work labor_industry.illicit_activities", notes: "top_three_industries unit_not_stated"},
	})
}

func TestEveryReasonComesWithWhatIsNearest(t *testing.T) {
	checkRules(t, border(t), []rule{
		// Two dimensions at once.
		{query: "count victims.age.minor&victims.gender.female", reason: stats.Crosstab,
			near: "count victims.age.minor; count victims.gender.female", notes: "age_at_contact"},
		{query: "count% victims.type.sex&victims.gender.female", reason: stats.Crosstab,
			near: "count victims.type.sex; count victims.gender.female", notes: "sex_alone"},
		{query: "breakdown victims.gender&victims.type.sex", reason: stats.Crosstab, near: "breakdown victims.gender; count victims.type.sex"},
		{query: "breakdown victims.gender&traffickers.total", reason: stats.Crosstab, near: "breakdown victims.gender; count traffickers.total"},
		{query: "count victims.gender.female&victims.gender.male", reason: stats.Crosstab,
			near: "count victims.gender.female; count victims.gender.male"},
		{query: "count traffickers.total&labor_industry.agriculture", reason: stats.Crosstab,
			near: "count traffickers.total; count labor_industry.agriculture", notes: "unit_not_stated"},
		{query: "count victims.gender.female&sex_type.escort", reason: stats.Crosstab,
			near: "count victims.gender.female; count sex_type.escort", notes: "unit_not_stated"},
		{query: "count victims.type.sex&labor_industry.agriculture", reason: stats.Crosstab,
			near: "count victims.type.sex; count labor_industry.agriculture", notes: "unit_not_stated sex_alone"},
		{query: "count cases.total&victims.age.minor", reason: stats.Crosstab,
			near: "count cases.total; count victims.age.minor", notes: "age_at_contact"},
		{query: "count victims.age.minor&victims.gender.female victims.age.minor&victims.gender.male", reason: stats.Crosstab,
			near: "count victims.age.minor; count victims.gender.female; count victims.gender.male", notes: "age_at_contact"},
		{query: "compare calls.total victims.age.minor&victims.gender.female", reason: stats.Crosstab,
			near: "count victims.age.minor; count victims.gender.female", notes: "age_at_contact"},
		{query: "sum victims.gender.female victims.age.minor", reason: stats.Crosstab,
			near: "count victims.gender.female; count victims.age.minor", notes: "age_at_contact"},
		{query: "sum victims.total victims.age.minor", reason: stats.Crosstab,
			near: "count victims.total; count victims.age.minor", notes: "age_at_contact"},

		// Categories that the source does not list.
		{query: "nth labor_industry n=4", reason: stats.Unlisted, near: "breakdown labor_industry", notes: "top_three_industries unit_not_stated"},
		{query: "nth victims.total&labor_industry n=4", reason: stats.Unlisted, near: "breakdown labor_industry", notes: "top_three_industries unit_not_stated"},
		{query: "top victims.nationality n=-2", reason: stats.Unlisted, near: "breakdown victims.nationality", notes: "several_nationalities top_four"},
		{query: "nth victims.gender n=5", reason: stats.Unlisted, near: "breakdown victims.gender"},
		{query: "complement victims.age", reason: stats.Unlisted, near: "breakdown victims.age", notes: "age_at_contact"},
		{query: "complement victims.nationality.mexico victims.nationality.usa", reason: stats.Unlisted,
			near: "count victims.nationality.mexico; count victims.nationality.usa", notes: "several_nationalities top_four"},
		{query: "share victims.nationality.mexico of=known", reason: stats.Unlisted, near: "count victims.nationality.mexico",
			notes: "several_nationalities top_four"},

		// Bases and units that the source does not state.
		{query: "share labor_industry.agriculture", reason: stats.UnstatedUnit, near: "count labor_industry.agriculture",
			notes: "top_three_industries unit_not_stated"},
		{query: "count% victims.type.labor&labor_industry.agriculture", reason: stats.UnstatedUnit,
			near: "count victims.type.labor; count labor_industry.agriculture", notes: "unit_not_stated labor_alone"},
		{query: "breakdown% sex_type", reason: stats.UnstatedUnit, near: "breakdown sex_type", notes: "top_three_sex_types unit_not_stated"},
		{query: "top% labor_industry n=1", reason: stats.UnstatedUnit, near: "breakdown labor_industry", notes: "top_three_industries unit_not_stated"},
		{query: "complement labor_industry.agriculture", reason: stats.UnstatedUnit, near: "count labor_industry.agriculture",
			notes: "top_three_industries unit_not_stated"},
		{query: "one-in sex_type.escort", reason: stats.UnstatedUnit, near: "count sex_type.escort", notes: "unit_not_stated"},
		{query: "sum victims.total cases.total", reason: stats.UnstatedUnit, near: "count victims.total; count cases.total"},
		{query: "sum calls.total cases.total", reason: stats.UnstatedUnit, near: "count calls.total; count cases.total"},
		{query: "sum labor_industry.agriculture sex_type.escort", reason: stats.UnstatedUnit,
			near: "count labor_industry.agriculture; count sex_type.escort", notes: "top_three_industries top_three_sex_types unit_not_stated"},
		{query: "share victims.age.minor traffickers.age.minor", reason: stats.UnstatedUnit,
			near: "count victims.age.minor; count traffickers.age.minor", notes: "age_at_contact"},
		{query: "sum% victims.age.minor traffickers.age.minor", reason: stats.UnstatedUnit,
			near: "count victims.age.minor; count traffickers.age.minor", notes: "age_at_contact"},
		{query: "difference victims.type.labor labor_industry.agriculture", reason: stats.UnstatedUnit,
			near: "count victims.type.labor; count labor_industry.agriculture", notes: "unit_not_stated labor_alone"},
		{query: "count labor_industry.agriculture claim=most", reason: stats.UnstatedUnit,
			near: "count labor_industry.agriculture", notes: "unit_not_stated"},

		// What is not measured.
		{query: "complement victims.total", reason: stats.NotMeasured, near: "count victims.total"},
		{query: "one-in victims.total", reason: stats.NotMeasured, near: "count victims.total"},
		{query: "difference% victims.total victims.gender.female", reason: stats.NotMeasured, near: "count victims.total; count victims.gender.female"},
		{query: "share victims.age.unknown of=known", reason: stats.NotMeasured, near: "count victims.age.unknown", notes: "age_at_contact"},
		{query: "share victims.age.minor victims.age.unknown of=known", reason: stats.NotMeasured,
			near: "count victims.age.minor; count victims.age.unknown", notes: "age_at_contact"},
		{query: "lookup claim=4", reason: stats.NotMeasured,
			near: "count calls.total; count cases.total; count victims.total; count traffickers.total"},
	})
}

func TestBreakdownOfTheKnownGivesTheUnknownNoShare(t *testing.T) {
	a := eval(t, border(t), "breakdown% victims.age of=known")
	if got := ids(a.Figures); got != "victims.age.adult victims.age.minor victims.age.unknown" {
		t.Fatalf("figures %q", got)
	}
	if r := a.Figures[1]; r.Base != 1084 || !near(r.Share, 100*203.0/1084) {
		t.Errorf("minors: %v of %d", r.Share, r.Base)
	}
	if r := a.Figures[2]; r.Base != 0 {
		t.Errorf("the unknown have the base %d", r.Base)
	}
}

func TestNotesAreOnlyOnTheirOperations(t *testing.T) {
	checkRules(t, library(t), []rule{
		{query: "count loans.genre.fiction", figures: "loans.genre.fiction", notes: "desk_only fiction_alone"},
		{query: "breakdown loans.genre", context: "loans.total", notes: "desk_only",
			figures: "loans.genre.fiction loans.genre.nonfiction loans.genre.childrens loans.genre.fiction_and_nonfiction loans.genre.other loans.genre.unknown"},
		{query: "count members.interest.music", figures: "members.interest.music", notes: "several_interests"},
		{query: "top members.interest n=1", figures: "members.interest.music", notes: "several_interests top_interests"},
		{query: "per loans.total members.total", figures: "loans.total members.total", value: 3.68, notes: "desk_only"},
		{query: "count members.total&branch.central", figures: "branch.central", notes: "branch_unit"},
		{query: "count members.total&shelf.crime", reason: stats.Crosstab, near: "count members.total; count shelf.crime", notes: "branch_unit"},
		{query: "count loans.total&shelf.crime", figures: "shelf.crime", notes: "branch_unit"},
	})
}

func TestEvalQuotesQueriesThatMakeNoSense(t *testing.T) {
	set := border(t)
	term := []stats.Term{{"victims.total"}}
	for _, c := range []struct {
		query  stats.Query
		quoted string
	}{
		{stats.Query{}, "unknown operation 0"},
		{stats.Query{Op: 99, Terms: term}, "unknown operation 99"},
		{stats.Query{Op: stats.OpCount}, `"count"`},
		{stats.Query{Op: stats.OpSum}, "sum takes terms"},
		{stats.Query{Op: stats.OpCount, Terms: []stats.Term{{}}}, "without an id"},
		{stats.Query{Op: stats.OpCount, Terms: terms("victims")}, `no figure or breakdown "victims"`},
		{stats.Query{Op: stats.OpCount, Terms: terms("victims.gender.femal")}, `"count victims.gender.femal"`},
		{stats.Query{Op: stats.OpCount, Terms: terms("victims.age.minor&victims.gender.female", "nobody")}, `"nobody"`},
		{stats.Query{Op: stats.OpCount, Terms: terms("victims.age.minor&nobody")}, `"nobody"`},
		{stats.Query{Op: stats.OpBreakdown, Terms: term}, `breakdown takes a breakdown, and "victims.total" is a figure`},
		{stats.Query{Op: stats.OpTop, Terms: term, N: 1}, `"victims.total"`},
		{stats.Query{Op: stats.OpTop, Terms: terms("victims.age", "victims.gender"), N: 1}, "not 2 terms"},
		{stats.Query{Op: stats.OpNth, Terms: terms("victims.age")}, "nth takes a place"},
		{stats.Query{Op: stats.OpDifference, Terms: term}, "two figures, not 1"},
		{stats.Query{Op: stats.OpRatio, Terms: terms("victims.age")}, "two figures, not 3"},
		{stats.Query{Op: stats.OpPer, Terms: terms("victims.total", "cases.total", "calls.total")}, "two figures, not 3"},
		{stats.Query{Op: stats.OpLookup}, "claim with a number"},
		{stats.Query{Op: stats.OpLookup, Claim: stats.Claim{Kind: stats.ClaimMost}}, "claim with a number"},
		{stats.Query{Op: stats.OpCount, Terms: term, Base: 9}, "unknown base 9"},
		{stats.Query{Op: stats.OpCount, Terms: term, Claim: stats.Claim{Kind: 9}}, "claim 9"},
		{stats.Query{Op: stats.OpCount, Terms: term, Claim: stats.Claim{Kind: stats.ClaimCount, Number: math.NaN()}}, "NaN"},
		{stats.Query{Op: stats.OpCount, Terms: term, Claim: stats.Claim{Kind: stats.ClaimCount, Number: math.Inf(1)}}, "+Inf"},
	} {
		a, err := set.Eval(c.query)
		if err == nil {
			t.Errorf("%v: no error, but %+v", c.query, a)
			continue
		}
		if !strings.Contains(err.Error(), c.quoted) || !strings.HasPrefix(err.Error(), "evaluating query ") {
			t.Errorf("%v: error %q does not say %s", c.query, err, c.quoted)
		}
	}
}

func TestEqualFiguresKeepTheirOrderAndStandBesideEachOther(t *testing.T) {
	set := tiny(t, "p.total,p,,,12,,,", "p.d.a,p,d,a,5,,,yes", "p.d.b,p,d,b,2,,,yes", "p.d.c,p,d,c,5,,,yes")
	checkRules(t, set, []rule{
		{query: "top p.d n=1", figures: "p.d.a", context: "p.d.c"},
		{query: "top p.d n=2", figures: "p.d.a p.d.c"},
		{query: "nth p.d n=1", figures: "p.d.a", context: "p.d.c"},
		{query: "nth p.d n=2", figures: "p.d.c", context: "p.d.a"},
		{query: "nth p.d n=-2", figures: "p.d.a", context: "p.d.c"},
		{query: "top p.d n=-1", figures: "p.d.b"},
		{query: "top p.d n=-9223372036854775808", figures: "p.d.b p.d.a p.d.c"},
		{query: "top p.d n=9223372036854775807", figures: "p.d.a p.d.c p.d.b"},
		{query: "nth p.d n=-9223372036854775808", reason: stats.Unlisted, near: "breakdown p.d"},
		{query: "difference p.d.a p.d.c", figures: "p.d.a p.d.c"},
	})
}

func TestNothingIsDividedByNothing(t *testing.T) {
	set := tiny(t, "p.total,p,,,0,,,", "p.d.a,p,d,a,0,,,yes", "p.d.b,p,d,b,0,,,yes", "p.d.c,p,d,c,0,,,yes")
	one, two := "count p.d.a", "count p.d.a; count p.d.b"
	checkRules(t, set, []rule{
		{query: "count p.d.a", figures: "p.d.a"},
		{query: "count% p.d.a", reason: stats.NotMeasured, near: one},
		{query: "share p.d.a", reason: stats.NotMeasured, near: one},
		{query: "share p.d.a of=known", reason: stats.NotMeasured, near: one},
		{query: "share p.d.a of=listed", reason: stats.NotMeasured, near: one},
		{query: "count p.d.a claim=60%", reason: stats.NotMeasured, near: one},
		{query: "one-in p.d.a", reason: stats.NotMeasured, near: one},
		{query: "complement p.d.a", reason: stats.NotMeasured, near: one},
		{query: "ratio p.d.a p.d.b", reason: stats.NotMeasured, near: two},
		{query: "ratio% p.d.a p.d.b", reason: stats.NotMeasured, near: two},
		{query: "per p.d.a p.d.b", reason: stats.NotMeasured, near: two},
		{query: "sum p.d.a p.d.b", figures: "p.d.a p.d.b"},
		{query: "breakdown p.d", figures: "p.d.a p.d.b p.d.c", context: "p.total"},
	})
	// A category of nobody in a population of somebody is no share of one in n.
	set = tiny(t, "p.total,p,,,7,,,", "p.d.a,p,d,a,0,,,yes", "p.d.b,p,d,b,7,,,yes", "p.d.c,p,d,c,0,,,yes")
	checkRules(t, set, []rule{
		{query: "one-in p.d.a", reason: stats.NotMeasured, near: one},
		{query: "count% p.d.a", figures: "p.d.a"},
		{query: "complement p.d.a", figures: "p.d.a", value: 7, context: "p.total"},
	})
	if a := eval(t, set, "count% p.d.a"); a.Kind != stats.ValuePercent || a.Value != 0 {
		t.Errorf("none of 7 is %v (kind %d)", a.Value, a.Kind)
	}
}

func TestAnIncompleteListWithoutOverlapIsTakenOffTheTotal(t *testing.T) {
	set := tiny(t, "p.total,p,,,20,,,", "p.d.a,p,d,a,5,,,top 3 only", "p.d.b,p,d,b,4,,,top 3 only", "p.d.c,p,d,c,3,,,top 3 only")
	checkRules(t, set, []rule{
		{query: "complement p.d.a p.d.b", figures: "p.d.a p.d.b", value: 11, context: "p.total"},
		{query: "complement% p.d.a p.d.b", figures: "p.d.a p.d.b", value: 55, context: "p.total"},
		{query: "complement p.d", figures: "p.d.a p.d.b p.d.c", value: 8, context: "p.total"},
		{query: "complement p.d.a p.d.b only=listed", figures: "p.d.c", value: 3},
		{query: "complement p.d only=listed", reason: stats.Unlisted, near: "breakdown p.d"},
	})
}
