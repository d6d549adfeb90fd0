package stats

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
