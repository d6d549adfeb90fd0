package stats

import "slices"

// Reason says why a data set cannot answer a Query.
type Reason string

// The reasons.
const (
	NoReason     Reason = ""
	Crosstab     Reason = "crosstab"  // two dimensions at once
	Unlisted     Reason = "unlisted"  // a category that the source does not list
	OtherPeriod  Reason = "period"    // another period, a part of it, or a trend
	Place        Reason = "place"     // by place
	NotMeasured  Reason = "dimension" // something the source does not measure
	UnstatedUnit Reason = "unit"      // needs a base that the source does not state
)

// ValueKind says what an Answer's Value is.
type ValueKind uint8

// The kinds of value.
const (
	NoValue      ValueKind = iota
	ValueCount             // a number of units: a sum, a difference, a complement
	ValuePercent           // a share, 0 to 100
	ValueRatio             // a number of times, units per unit, or the n of "one in n"
)

// Row is a figure as it is shown: its count, and its share where a base is
// known.
type Row struct {
	Figure *Figure
	Base   int     // what Share is a share of, in the figure's unit; 0 for a total and where there is no base
	Of     *Figure // the figure whose count Base is, where that is one that the list is within; otherwise nil
	Share  float64 // Count as a percentage of Base, 0 to 100; meaningless where Base is 0
	Rank   int     // place in its breakdown by count, from 1; 0 for a total
}

// Verdict is what the data say of a question's Claim.
type Verdict uint8

// The verdicts.
const (
	NoVerdict Verdict = iota
	ClaimTrue
	ClaimFalse
)

// Answer is what a data set says to a Query. It is the only source of the
// numbers that Cifra says. Where Reason is set, Figures is empty and Near
// holds what can be asked instead.
type Answer struct {
	Query   Query
	Figures []Row // what was asked for, in the order asked, or by size for ranks
	Context []Row // what stands beside them: the total, the rest of a base, figures as large as the last of a rank

	Kind  ValueKind
	Value float64 // in percent for ValuePercent

	Verdict Verdict
	Matches []Row // figures that the claimed number does fit, where it does not fit the one asked about

	Notes []*Note // the notes that belong to what is shown, in the set's order

	Reason Reason
	Near   []Query // with Reason: the nearest questions that have answers
}

// Printed gives what the answer asked for as the source has it, for programs
// that read it: a total that was added up stands for the figures that it was
// added up from, and its number is the value where no other was computed.
func (a *Answer) Printed() (figures []Row, kind ValueKind, value float64) {
	figures, kind, value = PrintedRows(a.Figures, nil), a.Kind, a.Value
	if len(a.Figures) == 1 && a.Figures[0].Figure.Parts != nil && kind == NoValue {
		kind, value = ValueCount, float64(a.Figures[0].Figure.Count)
	}
	return figures, kind, value
}

// PrintedRows gives rows with those of its parts in place of each total that was
// added up, but for the parts that stand among other rows already.
func PrintedRows(rows, beside []Row) []Row {
	added := func(r Row) bool { return r.Figure.Parts != nil }
	if !slices.ContainsFunc(rows, added) {
		return rows
	}
	var out []Row
	for _, r := range rows {
		if !added(r) {
			out = append(out, r)
			continue
		}
		for _, f := range r.Figure.Parts {
			is := func(r Row) bool { return r.Figure == f }
			if slices.ContainsFunc(rows, is) || slices.ContainsFunc(beside, is) {
				continue
			}
			part := Row{Figure: f, Rank: f.rank}
			if r.Figure.Count > 0 {
				part.Base, part.Share = r.Figure.Count, percent(f.Count, r.Figure.Count)
			}
			out = append(out, part)
		}
	}
	return out
}
