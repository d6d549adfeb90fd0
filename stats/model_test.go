package stats_test

import (
	"encoding/csv"
	"fmt"
	"math/big"
	"os"
	"slices"
	"sort"
	"strconv"
	"testing"

	"cifra/stats"
)

// model is a data set as its CSV says it, read and calculated without any of
// the package's code. What the CSV does not say is written out here by hand.
type model struct {
	rows     []modelRow
	persons  []string            // populations that are people
	multiple []string            // dimensions of which one may have several
	within   map[string]string   // dimension: the figure that it divides
	mayCount map[string][]string // dimension: populations that it may count
	joins    map[string][]string // category: those that it joins
	added    map[string]string   // population: the dimension that its total is added up from
	unlike   []string            // complete breakdowns that do not add up
	unknown  []string            // categories that stand for "unknown", beside that of the name
	measures []modelRow          // the rows that are no count of a population's members
}

// withMeasures takes the measures out of the rows, and adds the totals that are
// added up.
func (m *model) withMeasures() *model {
	var rows []modelRow
	for _, r := range m.rows {
		if r.dimension == "" && r.id != r.population+".total" {
			m.measures = append(m.measures, r)
		} else {
			rows = append(rows, r)
		}
	}
	m.rows = rows
	for population, dimension := range m.added {
		n := sum(m.list(population + "." + dimension))
		m.rows = append(m.rows, modelRow{id: population + ".total", population: population, count: n})
	}
	return m
}

// isUnknown reports whether a row stands for what is not known.
func (m *model) isUnknown(r modelRow) bool {
	return r.category == "unknown" || slices.Contains(m.unknown, r.category)
}

type modelRow struct {
	id, population, dimension, category string
	count                               int
	complete                            bool
}

// breakdown is the id of the row's list, "" for a total.
func (r modelRow) breakdown() string {
	switch {
	case r.dimension == "":
		return ""
	case r.stated():
		return r.population + "." + r.dimension
	}
	return r.dimension
}

func (r modelRow) stated() bool { return r.population != "not stated" }
func (r modelRow) total() bool  { return r.dimension == "" }

// readModel reads a folder's figures.csv.
func readModel(t *testing.T, dir string) []modelRow {
	t.Helper()
	f, err := os.Open(dir + "/figures.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []modelRow
	for _, rec := range records[1:] {
		count, err := strconv.Atoi(rec[4])
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, modelRow{rec[0], rec[1], rec[2], rec[3], count, rec[7] == "yes"})
	}
	return rows
}

// models gives each set with its model.
func models(t *testing.T) map[string]struct {
	set   *stats.Set
	model *model
} {
	t.Helper()
	return map[string]struct {
		set   *stats.Set
		model *model
	}{
		"border": {border(t), &model{
			rows:     readModel(t, borderDir),
			persons:  []string{"victims", "traffickers"},
			multiple: []string{"nationality"},
			within:   map[string]string{"labor_industry": "victims.type.labor", "sex_type": "victims.type.sex"},
			mayCount: map[string][]string{"labor_industry": {"victims", "cases"}, "sex_type": {"victims", "cases"}},
			joins:    map[string][]string{"sex_and_labor": {"labor", "sex"}},
		}},
		"library": {library(t), &model{
			rows:     readModel(t, libraryDir),
			persons:  []string{"members"},
			multiple: []string{"interest"},
			within:   map[string]string{"shelf": "loans.genre.fiction"},
			mayCount: map[string][]string{"shelf": {"loans"}, "branch": {"loans", "members"}},
			joins:    map[string][]string{"fiction_and_nonfiction": {"fiction", "nonfiction"}},
		}},
		"national": {national(t), (&model{
			rows:    readModel(t, nationalDir),
			persons: []string{"victims", "traffickers", "survivors"},
			within: map[string]string{
				"labor_industry": "cases.type.labor", "sex_type": "cases.type.sex", "sex_and_labor_type": "cases.type.sex_and_labor",
			},
			joins:   map[string][]string{"sex_and_labor": {"labor", "sex"}},
			added:   map[string]string{"contacts": "method"},
			unlike:  []string{"victims.type"},
			unknown: []string{"not_specified"},
		}).withMeasures()},
	}
}

// eachModel runs a test over both sets.
func eachModel(t *testing.T, test func(t *testing.T, set *stats.Set, m *model)) {
	for name, c := range models(t) {
		t.Run(name, func(t *testing.T) { test(t, c.set, c.model) })
	}
}

// breakdowns lists the lists, in the order of the CSV.
func (m *model) breakdowns() []string {
	var list []string
	for _, r := range m.rows {
		if b := r.breakdown(); b != "" && !slices.Contains(list, b) {
			list = append(list, b)
		}
	}
	return list
}

// list gives the rows of a breakdown, in order.
func (m *model) list(breakdown string) []modelRow {
	var rows []modelRow
	for _, r := range m.rows {
		if r.breakdown() == breakdown {
			rows = append(rows, r)
		}
	}
	return rows
}

// ranked gives the rows of a breakdown by size, the largest first.
func (m *model) ranked(breakdown string) []modelRow {
	rows := m.list(breakdown)
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].count > rows[j].count })
	return rows
}

// sizeOf gives the total of a population.
func (m *model) sizeOf(population string) int {
	for _, r := range m.rows {
		if r.total() && r.population == population {
			return r.count
		}
	}
	return 0
}

// sum adds the counts of rows.
func sum(rows []modelRow) int {
	n := 0
	for _, r := range rows {
		n += r.count
	}
	return n
}

// known gives a population without those of whom a dimension is unknown.
func (m *model) known(breakdown string) int {
	n := m.sizeOf(m.list(breakdown)[0].population)
	for _, r := range m.list(breakdown) {
		if m.isUnknown(r) {
			n -= r.count
		}
	}
	return n
}

// outcome is what an answer says, in a form that two can be compared in.
type outcome struct {
	figures string
	kind    stats.ValueKind
	value   *big.Rat
	reason  stats.Reason
}

func refused(reason stats.Reason) outcome { return outcome{reason: reason} }

// found is an outcome of rows without a value.
func found(rows ...modelRow) outcome {
	o := outcome{}
	for i, r := range rows {
		if i > 0 {
			o.figures += " "
		}
		o.figures += r.id
	}
	return o
}

// with gives an outcome a value: a/b, times a hundred for a percentage.
func (o outcome) with(kind stats.ValueKind, a, b int) outcome {
	o.kind, o.value = kind, big.NewRat(int64(a), int64(b))
	if kind == stats.ValuePercent {
		o.value.Mul(o.value, big.NewRat(100, 1))
	}
	return o
}

// expect evaluates a query and compares what it says with an outcome. It also
// looks at what every answer must have.
func expect(t *testing.T, set *stats.Set, text string, want outcome) {
	t.Helper()
	a := eval(t, set, text)
	if a.Reason != want.reason {
		t.Errorf("%s: reason %q, want %q", text, a.Reason, want.reason)
		return
	}
	if !a.Query.Equal(query(t, text)) {
		t.Errorf("%s: the answer is to %q", text, a.Query)
	}
	if want.reason != stats.NoReason {
		checkRefusal(t, set, text, a)
		return
	}
	if got := ids(a.Figures); got != want.figures {
		t.Errorf("%s: figures %q, want %q", text, got, want.figures)
	}
	if a.Kind != want.kind {
		t.Errorf("%s: kind of value %d, want %d", text, a.Kind, want.kind)
	}
	if want.value == nil {
		if a.Value != 0 {
			t.Errorf("%s: value %v, want none", text, a.Value)
		}
		return
	}
	if exact, _ := want.value.Float64(); !near(a.Value, exact) {
		t.Errorf("%s: value %v, want %v", text, a.Value, exact)
	}
}

// near reports whether two numbers are the same but for the last bits.
func near(a, b float64) bool {
	d := a - b
	return d < 1e-9 && d > -1e-9
}

// checkRefusal looks at an answer with a reason: it shows no number, and what
// it offers instead has answers.
func checkRefusal(t *testing.T, set *stats.Set, text string, a stats.Answer) {
	t.Helper()
	if len(a.Figures)+len(a.Context)+len(a.Matches) > 0 || a.Kind != stats.NoValue || a.Value != 0 || a.Verdict != stats.NoVerdict {
		t.Errorf("%s: refused, and yet shows %+v", text, a)
	}
	if len(a.Near) == 0 {
		t.Errorf("%s: refused (%s) without anything near", text, a.Reason)
	}
	for i, q := range a.Near {
		n, err := set.Eval(q)
		if err != nil || n.Reason != stats.NoReason || len(n.Figures) == 0 {
			t.Errorf("%s: near %q has no answer: %q, %v", text, q, n.Reason, err)
		}
		for _, other := range a.Near[:i] {
			if q.Equal(other) {
				t.Errorf("%s: near %q twice", text, q)
			}
		}
	}
}

// text writes a query of rows.
func text(op string, rows ...modelRow) string {
	for _, r := range rows {
		op += " " + r.id
	}
	return op
}

func (r modelRow) String() string { return fmt.Sprintf("%s=%d", r.id, r.count) }
