package stats_test

import (
	"fmt"
	"slices"
	"testing"

	"cifra/stats"
)

// These tests ask every operation of every figure, list and pair of figures,
// and compare with the model.

func TestEveryCountIsThatOfTheSource(t *testing.T) {
	eachModel(t, func(t *testing.T, set *stats.Set, m *model) {
		if len(set.Figures) != len(m.rows)+len(m.measures) {
			t.Fatalf("%d figures, want %d", len(set.Figures), len(m.rows))
		}
		for _, r := range m.rows {
			expect(t, set, text("count", r), found(r))
			expect(t, set, text("compare", r), found(r))
			row := eval(t, set, text("count", r)).Figures[0]
			if row.Figure.Count != r.count {
				t.Errorf("%s counts %d, want %d", r.id, row.Figure.Count, r.count)
			}
			checkRow(t, m, r, row)
		}
	})
}

// checkRow compares a row's base, share and rank with the model.
func checkRow(t *testing.T, m *model, r modelRow, row stats.Row) {
	t.Helper()
	base, rank := 0, 0
	if !r.total() {
		rank = 1 + slices.IndexFunc(m.ranked(r.breakdown()), func(o modelRow) bool { return o.id == r.id })
		if r.stated() {
			base = m.sizeOf(r.population)
		}
	}
	if row.Base != base || row.Rank != rank {
		t.Errorf("%s: base %d and rank %d, want %d and %d", r.id, row.Base, row.Rank, base, rank)
	}
	if base > 0 && !near(row.Share, 100*float64(r.count)/float64(base)) {
		t.Errorf("%s: share %v of %d", r.id, row.Share, base)
	}
}

func TestEveryPercentageHasItsBase(t *testing.T) {
	eachModel(t, func(t *testing.T, set *stats.Set, m *model) {
		for _, r := range m.rows {
			for _, op := range []string{"count%", "share", "compare%", "sum%"} {
				expect(t, set, text(op, r), m.share(r))
			}
			expect(t, set, text("one-in", r), m.oneIn(r))
			if r.total() {
				continue
			}
			listed := sum(m.list(r.breakdown()))
			expect(t, set, text("share", r)+" of=listed", found(r).with(stats.ValuePercent, r.count, listed))
			expect(t, set, text("one-in", r)+" of=listed", found(r).with(stats.ValueRatio, listed, r.count))
			expect(t, set, text("share", r)+" of=known", m.shareOfKnown(r))
			if !r.stated() {
				expect(t, set, text("share", r)+" only=listed", found(r).with(stats.ValuePercent, r.count, listed))
				expect(t, set, text("count%", r)+" only=listed", found(r).with(stats.ValuePercent, r.count, listed))
			}
		}
	})
}

func (m *model) share(r modelRow) outcome {
	switch {
	case r.total():
		return found(r)
	case !r.stated():
		return refused(stats.UnstatedUnit)
	}
	return found(r).with(stats.ValuePercent, r.count, m.sizeOf(r.population))
}

func (m *model) oneIn(r modelRow) outcome {
	switch {
	case r.total():
		return refused(stats.NotMeasured)
	case !r.stated():
		return refused(stats.UnstatedUnit)
	}
	return found(r).with(stats.ValueRatio, m.sizeOf(r.population), r.count)
}

func (m *model) shareOfKnown(r modelRow) outcome {
	switch {
	case !r.stated():
		return refused(stats.UnstatedUnit)
	case !r.complete:
		return refused(stats.Unlisted)
	case m.isUnknown(r):
		return refused(stats.NotMeasured)
	}
	return found(r).with(stats.ValuePercent, r.count, m.known(r.breakdown()))
}

func TestEveryComplementIsTheRest(t *testing.T) {
	eachModel(t, func(t *testing.T, set *stats.Set, m *model) {
		for _, r := range m.rows {
			count, percent := refused(stats.NotMeasured), refused(stats.NotMeasured)
			listed := count
			size := m.sizeOf(r.population)
			switch rest := sum(m.list(r.breakdown())); {
			case r.total():
			case !r.stated():
				count, percent = refused(stats.UnstatedUnit), refused(stats.UnstatedUnit)
				listed = found(r).with(stats.ValueCount, rest-r.count, 1)
			default:
				count = found(r).with(stats.ValueCount, size-r.count, 1)
				percent = found(r).with(stats.ValuePercent, size-r.count, size)
				listed = found(r).with(stats.ValueCount, rest-r.count, 1)
				if r.complete {
					listed = count // a complete list is all there is
				}
			}
			expect(t, set, text("complement", r), count)
			expect(t, set, text("complement%", r), percent)
			expect(t, set, text("complement", r)+" only=listed", listed)
		}
	})
}

func TestEveryPairIsAddedOnlyWhereItMayBe(t *testing.T) {
	eachModel(t, func(t *testing.T, set *stats.Set, m *model) {
		for _, a := range m.rows {
			for _, b := range m.rows {
				if a.id == b.id {
					expect(t, set, text("sum", a, a), found(a).with(stats.ValueCount, a.count, 1))
					continue
				}
				expect(t, set, text("sum", a, b), m.sum(a, b))
				expect(t, set, text("share", a, b), m.shareOfTwo(a, b))
				expect(t, set, text("complement", a, b), m.complementOfTwo(a, b))
			}
		}
	})
}

// separate is why two figures cannot be added, or NoReason.
func (m *model) separate(a, b modelRow, acrossPersons bool) stats.Reason {
	bothPersons := slices.Contains(m.persons, a.population) && slices.Contains(m.persons, b.population)
	switch {
	case a.population != b.population && (!bothPersons || !acrossPersons):
		return stats.UnstatedUnit
	case a.population != b.population || a.breakdown() == b.breakdown():
		return stats.NoReason
	case !a.stated():
		return stats.UnstatedUnit
	}
	return stats.Crosstab
}

func (m *model) sum(a, b modelRow) outcome {
	if reason := m.separate(a, b, true); reason != stats.NoReason {
		return refused(reason)
	}
	return found(a, b).with(stats.ValueCount, a.count+b.count, 1)
}

func (m *model) shareOfTwo(a, b modelRow) outcome {
	reason := m.separate(a, b, false)
	switch {
	case reason != stats.NoReason:
		return refused(reason)
	case !a.stated():
		return refused(stats.UnstatedUnit)
	}
	return found(a, b).with(stats.ValuePercent, a.count+b.count, m.sizeOf(a.population))
}

func (m *model) complementOfTwo(a, b modelRow) outcome {
	reason := m.separate(a, b, false)
	switch {
	case reason != stats.NoReason:
		return refused(reason)
	case slices.Contains(m.multiple, a.dimension):
		return refused(stats.Unlisted)
	case !a.stated():
		return refused(stats.UnstatedUnit)
	}
	if slices.Contains(m.unlike, a.breakdown()) || !a.complete { // the rest is of the printed total
		return found(a, b).with(stats.ValueCount, m.sizeOf(a.population)-a.count-b.count, 1)
	}
	var others []modelRow
	for _, r := range m.list(a.breakdown()) {
		if r.id != a.id && r.id != b.id {
			others = append(others, r)
		}
	}
	return found(others...).with(stats.ValueCount, sum(others), 1)
}

func TestEveryPairIsComparedOnlyWhereItMayBe(t *testing.T) {
	eachModel(t, func(t *testing.T, set *stats.Set, m *model) {
		for _, a := range m.rows {
			for _, b := range m.rows {
				if a.id != b.id {
					expect(t, set, text("count", a, b), found(a, b))
					expect(t, set, text("compare", a, b), found(a, b))
				}
				difference, ratio, percent := refused(stats.UnstatedUnit), refused(stats.UnstatedUnit), refused(stats.UnstatedUnit)
				if a.stated() && b.stated() || a.breakdown() == b.breakdown() {
					difference = found(a, b).with(stats.ValueCount, max(a.count-b.count, b.count-a.count), 1)
					ratio = found(a, b).with(stats.ValueRatio, a.count, b.count)
					percent = found(a, b).with(stats.ValuePercent, a.count, b.count)
				}
				expect(t, set, text("difference", a, b), difference)
				expect(t, set, text("ratio", a, b), ratio)
				expect(t, set, text("ratio%", a, b), percent)
				expect(t, set, text("per", a, b), ratio)
			}
		}
	})
}

func TestEveryListIsGivenWhole(t *testing.T) {
	eachModel(t, func(t *testing.T, set *stats.Set, m *model) {
		for _, id := range m.breakdowns() {
			list := m.list(id)
			expect(t, set, "breakdown "+id, found(list...))
			expect(t, set, "count "+id, found(list...))
			expect(t, set, "sum "+id, found(list...).with(stats.ValueCount, sum(list), 1))
			a := eval(t, set, "breakdown "+id)
			for i, r := range list {
				checkRow(t, m, r, a.Figures[i])
			}
			want := ""
			if list[0].complete {
				want = list[0].population + ".total"
			}
			if got := ids(a.Context); got != want {
				t.Errorf("breakdown %s: context %q, want %q", id, got, want)
			}
		}
	})
}

func TestEveryRankIsBySize(t *testing.T) {
	eachModel(t, func(t *testing.T, set *stats.Set, m *model) {
		for _, id := range m.breakdowns() {
			largest := m.ranked(id)
			smallest := slices.Clone(largest)
			slices.Reverse(smallest) // no list here has two of a size
			complete := largest[0].complete
			expect(t, set, "top "+id, found(largest...))
			for n := 1; n <= len(largest)+2; n++ {
				shown := min(n, len(largest))
				top, last := found(largest[:shown]...), found(smallest[:shown]...)
				nth, nthLast := refused(stats.Unlisted), refused(stats.Unlisted)
				if n <= len(largest) {
					nth, nthLast = found(largest[n-1]), found(smallest[n-1])
				}
				expect(t, set, fmt.Sprintf("top %s n=%d", id, n), top)
				expect(t, set, fmt.Sprintf("nth %s n=%d", id, n), nth)
				expect(t, set, fmt.Sprintf("top %s n=%d only=listed", id, -n), last)
				expect(t, set, fmt.Sprintf("nth %s n=%d only=listed", id, -n), nthLast)
				if !complete {
					last, nthLast = refused(stats.Unlisted), refused(stats.Unlisted)
				}
				expect(t, set, fmt.Sprintf("top %s n=%d", id, -n), last)
				expect(t, set, fmt.Sprintf("nth %s n=%d", id, -n), nthLast)
			}
		}
	})
}

func TestEveryNumberIsLookedUp(t *testing.T) {
	eachModel(t, func(t *testing.T, set *stats.Set, m *model) {
		for _, r := range m.rows {
			var same []modelRow
			for _, o := range append(slices.Clone(m.rows), m.measures...) {
				if o.count == r.count {
					same = append(same, o)
				}
			}
			expect(t, set, fmt.Sprintf("lookup claim=%d", r.count), found(same...))
		}
		for p := range 101 {
			var fit []modelRow
			for _, r := range m.rows {
				if r.total() || !r.stated() {
					continue
				}
				// |100 count/size - p| <= 1/2, in whole numbers.
				size := m.sizeOf(r.population)
				if off := 200*r.count - 2*p*size; off <= size && -off <= size {
					fit = append(fit, r)
				}
			}
			for _, r := range m.measures {
				if r.count == p {
					fit = append(fit, r) // small numbers here are percentages
				}
			}
			want := found(fit...)
			if len(fit) == 0 {
				want = refused(stats.NotMeasured)
			}
			expect(t, set, fmt.Sprintf("lookup claim=%d%%", p), want)
		}
	})
}

func TestEveryCrossIsAFigureOfTheSourceOrRefused(t *testing.T) {
	eachModel(t, func(t *testing.T, set *stats.Set, m *model) {
		for _, a := range m.rows {
			for _, b := range m.rows {
				want := refused(stats.Crosstab)
				if m.otherUnit(a, b) || m.otherUnit(b, a) {
					want = refused(stats.UnstatedUnit)
				}
				if m.counts(a, b) {
					continue // see TestAMeasureIsWhatTwoPopulationsHaveInCommon
				}
				if r, ok := m.cross(a, b); ok {
					want = found(r)
				}
				expect(t, set, "count "+a.id+"&"+b.id, want)
			}
		}
	})
}

// otherUnit reports whether a list that is stated to count something is crossed
// with the total of something else.
func (m *model) otherUnit(a, total modelRow) bool {
	return total.total() && a.stated() && m.within[a.dimension] != "" && a.population != total.population
}

// counts reports whether two totals are what a measure counts and by whom.
func (m *model) counts(a, b modelRow) bool {
	one, other := a.id+b.id, b.id+a.id
	const both = "contacts.totalsurvivors.total"
	return len(m.measures) > 0 && (one == both || other == both)
}

// cross gives the figure that two at once are, if the source has it.
func (m *model) cross(a, b modelRow) (modelRow, bool) {
	if a.id == b.id || m.implies(a, b) {
		return a, true
	}
	if m.implies(b, a) {
		return b, true
	}
	for _, r := range m.list(a.breakdown()) {
		joins := m.joins[r.category]
		if a.breakdown() == b.breakdown() && slices.Contains(joins, a.category) && slices.Contains(joins, b.category) {
			return r, true
		}
	}
	return modelRow{}, false
}

// implies reports whether whoever is in a is in b anyway, or may be taken to.
func (m *model) implies(a, b modelRow) bool {
	switch {
	case a.total():
		return false
	case b.total() && a.stated():
		return a.population == b.population
	case b.total():
		return slices.Contains(m.mayCount[a.dimension], b.population)
	}
	return m.within[a.dimension] == b.id
}
