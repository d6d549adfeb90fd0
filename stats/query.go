package stats

// ID names a figure ("victims.gender.female", "calls.total") or a breakdown,
// which is a list of figures ("victims.gender", "labor_industry"), as the
// data set spells it: population, dimension and category with dots between,
// without the population where the source does not state one.
type ID string

// Op is what a Query asks of its terms.
type Op uint8

// The operations. Terms that name a breakdown stand for its figures in order.
const (
	// OpCount asks for each term by itself: its count, and its share of its
	// population where that is known.
	OpCount Op = iota + 1
	// OpShare asks what percentage of Base the terms make up together.
	OpShare
	// OpBreakdown asks for all the figures of each breakdown.
	OpBreakdown
	// OpTop asks for the N largest figures of one breakdown, largest first; with
	// N below zero for the -N smallest, smallest first; with 0 for all, largest
	// first.
	OpTop
	// OpNth asks for the figure in place N by size; -1 is the smallest.
	OpNth
	// OpCompare asks which of the terms is larger.
	OpCompare
	// OpSum asks for the terms together; with Percent it is OpShare.
	OpSum
	// OpDifference asks by how much the first term differs from the second; with
	// Percent, by how many percentage points their shares differ.
	OpDifference
	// OpRatio asks how many times the first term is the second; with Percent,
	// how many percent of it.
	OpRatio
	// OpPer asks how many of the first term there are for one of the second
	// (victims per case).
	OpPer
	// OpOneIn asks for the n of "one in n": Base divided by the term.
	OpOneIn
	// OpComplement asks for the population without the terms.
	OpComplement
	// OpLookup asks which figures have the count (or, with Claim.Kind
	// ClaimPercent, the percentage) that Claim.Number says.
	OpLookup
)

// Base is what a share is taken of.
type Base uint8

// The bases of a share.
const (
	// BasePopulation is the total of the term's population.
	BasePopulation Base = iota
	// BaseKnown is that total without the categories that stand for
	// "unknown" in the term's dimension.
	BaseKnown
	// BaseListed is the sum of what the source lists in the term's breakdown.
	BaseListed
)

// ClaimKind says what sort of premise a question carries.
type ClaimKind uint8

// The kinds of claim.
const (
	NoClaim      ClaimKind = iota
	ClaimPercent           // "90% of the victims are women": Number in percent
	ClaimCount             // "there were 600 women": Number in units
	ClaimMost              // "most traffickers are men": more than half
	ClaimHalf              // "half of the victims are women"
)

// Claim is the premise of a question that asks whether something is so.
type Claim struct {
	Kind   ClaimKind
	Number float64 // for ClaimPercent and ClaimCount
}

// Term is one thing asked about: the people, calls or cases that belong to
// all of its IDs at once. It mostly holds one ID; two IDs of different
// dimensions ask for a cross of them, which Eval answers with a Reason unless
// the data set has it.
type Term []ID

// Query is what is asked of a data set, with no words in it. The zero Query
// asks nothing. String writes it as text and ParseQuery reads that; Equal
// compares two in meaning.
type Query struct {
	Op      Op
	Terms   []Term
	Base    Base  // of all shares
	N       int   // for OpTop and OpNth
	Percent bool  // the answer is wanted as a percentage; OpPer, OpOneIn and OpLookup do not heed it
	Listed  bool  // "of those listed": a list of only the top few may be ranked and summed as it stands
	Claim   Claim // the premise to confirm or put right
}
