package stats_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cifra/stats"
)

func TestAMeasureIsSaidByItself(t *testing.T) {
	set := national(t)
	for _, c := range []struct {
		query string
		value float64
		kind  stats.ValueKind
	}{
		{"count cases.since2007", 0, stats.NoValue},
		{"count cases.since2007&cases.total", 0, stats.NoValue},
		{"sum cases.since2007", 40987, stats.ValueCount},
		{"count cases.growth", 13, stats.ValuePercent},
		{"count% cases.growth", 13, stats.ValuePercent},
		{"share cases.growth", 13, stats.ValuePercent},
		{"compare cases.growth", 13, stats.ValuePercent},
	} {
		a := eval(t, set, c.query)
		if a.Reason != stats.NoReason || len(a.Figures) != 1 || a.Kind != c.kind || a.Value != c.value || a.Figures[0].Base != 0 {
			t.Errorf("%s: %+v", c.query, a)
		}
	}
}

func TestAMeasureThatCountsIsSetAgainstCounts(t *testing.T) {
	checkRules(t, national(t), []rule{
		{query: "per survivors.contacts survivors.total", figures: "survivors.contacts survivors.total", value: 2.45, notes: "survivors_are_callers"},
		{query: "ratio% cases.total cases.since2007", figures: "cases.total cases.since2007", value: 21.37},
		{query: "difference cases.since2007 cases.total", figures: "cases.since2007 cases.total", value: 32228},
		{query: "compare cases.since2007 cases.total", figures: "cases.since2007 cases.total"},
		{query: "count cases.total cases.since2007 cases.growth", figures: "cases.total cases.since2007 cases.growth", notes: "earlier_year_not_given"},
	})
}

// Whatever is asked of a measure and any other figure, it is part of no sum, no
// share and no rest.
func TestAMeasureIsNeverPartOfASumOrAShare(t *testing.T) {
	set := national(t)
	for _, m := range set.Measures {
		for _, f := range set.Figures {
			if f == m.Figure {
				continue
			}
			for _, op := range []string{"sum", "sum%", "share", "one-in", "complement", "complement%", "difference%"} {
				for _, terms := range [][2]stats.ID{{m.ID, f.ID}, {f.ID, m.ID}} {
					a := eval(t, set, fmt.Sprintf("%s %s %s", op, terms[0], terms[1]))
					if a.Reason != stats.UnstatedUnit {
						t.Errorf("%s of %v: %+v", op, terms, a)
					}
				}
			}
			for _, op := range []string{"difference", "ratio", "ratio%", "per", "compare"} {
				a := eval(t, set, fmt.Sprintf("%s %s %s", op, m.ID, f.ID))
				if refused := a.Reason == stats.UnstatedUnit; refused != (m.Figure.IsPercent() || f.IsPercent()) {
					t.Errorf("%s of %s and %s: %+v", op, m.ID, f.ID, a)
				}
			}
		}
		for _, query := range []string{"one-in", "complement", "count%", "share"} {
			a := eval(t, set, query+" "+string(m.ID))
			said := m.Figure.IsPercent() && (query == "count%" || query == "share")
			if (a.Reason == stats.NoReason) != said {
				t.Errorf("%s %s: %+v", query, m.ID, a)
			}
		}
	}
}

func TestAMeasureIsCrossedWithNothing(t *testing.T) {
	for query, want := range map[string]stats.Reason{
		"count cases.since2007&cases.type.labor":        stats.OtherPeriod,
		"count cases.since2007&victims.total":           stats.OtherPeriod,
		"count cases.growth&cases.type":                 stats.OtherPeriod,
		"count cases.growth&victims.type.labor":         stats.OtherPeriod,
		"count survivors.contacts&contacts.method.text": stats.Crosstab,
		"count survivors.contacts&victims.total":        stats.Crosstab,
		"count cases.since2007&cases.growth":            stats.OtherPeriod,
	} {
		a := eval(t, national(t), query)
		if a.Reason != want {
			t.Errorf("%s: %q, want %q", query, a.Reason, want)
		}
		if want != stats.NoReason && len(a.Near) == 0 {
			t.Errorf("%s: refused without anything near", query)
		}
	}
}

func TestAMeasureIsWhatTwoPopulationsHaveInCommon(t *testing.T) {
	for _, query := range []string{"count contacts.total&survivors.total", "count survivors.total&contacts.total"} {
		if a := eval(t, national(t), query); ids(a.Figures) != "survivors.contacts" {
			t.Errorf("%s: %+v", query, a)
		}
	}
}

func TestClaimsOfMeasuresAreJudged(t *testing.T) {
	set := national(t)
	for query, want := range map[string]struct {
		verdict stats.Verdict
		matches string
		reason  stats.Reason
	}{
		"count cases.growth claim=13%":       {verdict: stats.ClaimTrue},
		"count cases.growth claim=20%":       {verdict: stats.ClaimFalse},
		"count cases.growth claim=13":        {reason: stats.UnstatedUnit},
		"count cases.growth claim=most":      {reason: stats.UnstatedUnit},
		"count cases.since2007 claim=40987":  {verdict: stats.ClaimTrue},
		"count cases.since2007 claim=50000":  {verdict: stats.ClaimFalse},
		"count cases.since2007 claim=half":   {reason: stats.UnstatedUnit},
		"count cases.total claim=40987":      {verdict: stats.ClaimFalse, matches: "cases.since2007"},
		"count cases.total claim=13":         {verdict: stats.ClaimFalse},
		"count contacts.total claim=34177":   {verdict: stats.ClaimTrue},
		"count cases.type.labor claim=13%":   {verdict: stats.ClaimFalse, matches: "cases.growth"},
		"count victims.type.labor claim=19%": {verdict: stats.ClaimTrue},
	} {
		a := eval(t, set, query)
		if a.Verdict != want.verdict || a.Reason != want.reason || ids(a.Matches) != want.matches {
			t.Errorf("%s: verdict %v, matches %q, reason %q", query, a.Verdict, ids(a.Matches), a.Reason)
		}
	}
	for query, want := range map[string]string{
		"lookup claim=13": "cases.growth", "lookup claim=13%": "cases.growth", "lookup claim=40987": "cases.since2007", "lookup claim=34177": "contacts.total",
	} {
		if a := eval(t, set, query); !slices.Contains(strings.Fields(ids(a.Figures)), want) {
			t.Errorf("%s: %q, want %q", query, ids(a.Figures), want)
		}
	}
}

func TestATotalThatIsAddedUpIsPrintedAsItsParts(t *testing.T) {
	set := national(t)
	const parts = "contacts.method.phone contacts.method.text contacts.method.web_form contacts.method.email"
	for query, want := range map[string]struct {
		figures string
		kind    stats.ValueKind
		value   float64
	}{
		"count contacts.total":                  {parts, stats.ValueCount, 34177},
		"sum contacts.method":                   {parts, stats.ValueCount, 34177},
		"count contacts.total cases.total":      {parts + " cases.total", stats.NoValue, 0},
		"per contacts.total cases.total":        {parts + " cases.total", stats.ValueRatio, 34177.0 / 8759},
		"share contacts.method.phone":           {"contacts.method.phone", stats.ValuePercent, 2688400.0 / 34177},
		"count contacts.total claim=34177":      {parts, stats.ValueCount, 34177},
		"difference contacts.total cases.total": {parts + " cases.total", stats.ValueCount, 25418},
	} {
		a := eval(t, set, query)
		figures, kind, value := a.Printed()
		if ids(figures) != want.figures || kind != want.kind || !near(value, want.value) {
			t.Errorf("%s: %q, %v %v", query, ids(figures), kind, value)
		}
	}
	a := eval(t, set, "share contacts.method.phone")
	if got := ids(stats.PrintedRows(a.Context, a.Figures)); got != strings.TrimPrefix(parts, "contacts.method.phone ") {
		t.Errorf("context %q", got)
	}
}

func TestAShareIsOfWhatItIsAskedWithin(t *testing.T) {
	checkRules(t, national(t), []rule{
		{query: "share cases.sex_type.escort", figures: "cases.sex_type.escort", value: 17.95, context: "cases.total", notes: "top_three_sex"},
		{query: "share cases.sex_type.escort&cases.type.sex", figures: "cases.sex_type.escort", value: 25.18, context: "cases.type.sex", notes: "sex_alone top_three_sex"},
		{query: "one-in cases.sex_type.escort&cases.type.sex", figures: "cases.sex_type.escort", value: 3.97, context: "cases.type.sex", notes: "sex_alone"},
		{query: "complement cases.sex_type.escort&cases.type.sex", figures: "cases.sex_type.escort", value: 4672, context: "cases.type.sex", notes: "sex_alone top_three_sex"},
		{query: "count cases.sex_and_labor_type.massage&cases.type.sex_and_labor", figures: "cases.sex_and_labor_type.massage"},
		{query: "share cases.sex_and_labor_type.massage&cases.type.sex_and_labor", reason: stats.UnstatedUnit,
			near: "count cases.sex_and_labor_type.massage; count cases.type.sex_and_labor", notes: "top_three_sex_and_labor discrepancy:cases.sex_and_labor_type"},
		{query: "share cases.sex_and_labor_type.massage", figures: "cases.sex_and_labor_type.massage", value: 8.84, context: "cases.total",
			notes: "top_three_sex_and_labor discrepancy:cases.sex_and_labor_type"},
		{query: "count cases.sex_type.escort&victims.total", reason: stats.UnstatedUnit, near: "count cases.sex_type.escort; count victims.total"},
	})
	a := eval(t, national(t), "count cases.labor_industry.domestic_work&cases.type.labor cases.sex_type.escort")
	if a.Figures[0].Of == nil || a.Figures[0].Base != 1274 || a.Figures[1].Of != nil || a.Figures[1].Base != 8759 {
		t.Errorf("%+v", a.Figures)
	}
}

func TestADiscrepancyIsSaidWhereItShows(t *testing.T) {
	const note = "discrepancy:victims.type"
	for query, want := range map[string]bool{
		"breakdown victims.type": true, "share victims.type.labor": true, "complement victims.type.labor": true,
		"sum victims.type.labor victims.type.sex": true, "count victims.type.labor victims.type.sex": true, "top victims.type": true,
		"count victims.type.labor": false, "count victims.total": false, "breakdown cases.type": false, "compare victims.type.labor cases.type.labor": false,
	} {
		a := eval(t, national(t), query)
		if got := strings.Contains(noteIDs(a.Notes), note); got != want {
			t.Errorf("%s: notes %q", query, noteIDs(a.Notes))
		}
	}
	checkRules(t, national(t), []rule{
		{query: "complement victims.type.labor victims.type.sex", figures: "victims.type.labor victims.type.sex", value: 1381, context: "victims.total",
			notes: "labor_alone sex_alone " + note},
	})
}
