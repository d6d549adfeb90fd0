package stats

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// String gives the operation's name as it stands in a query's text and in the
// notes of a data set, "one-in".
func (o Op) String() string {
	switch o {
	case OpCount:
		return "count"
	case OpShare:
		return "share"
	case OpBreakdown:
		return "breakdown"
	case OpTop:
		return "top"
	case OpNth:
		return "nth"
	case OpCompare:
		return "compare"
	case OpSum:
		return "sum"
	case OpDifference:
		return "difference"
	case OpRatio:
		return "ratio"
	case OpPer:
		return "per"
	case OpOneIn:
		return "one-in"
	case OpComplement:
		return "complement"
	case OpLookup:
		return "lookup"
	}
	return fmt.Sprintf("op(%d)", uint8(o))
}

// opNamed gives the operation of a name.
func opNamed(name string) (Op, bool) {
	for o := OpCount; o <= OpLookup; o++ {
		if o.String() == name {
			return o, true
		}
	}
	return 0, false
}

// opNames lists the names of all operations.
func opNames() []string {
	var names []string
	for o := OpCount; o <= OpLookup; o++ {
		names = append(names, o.String())
	}
	return names
}

// The words of a query's text beside operations and ids. Each has a sign that
// no id has, so that no id can be taken for one.
const (
	percentSign = "%"
	crossSign   = "&"
	nKey        = "n="
	ofKey       = "of="
	onlyKey     = "only="
	claimKey    = "claim="

	knownWord  = "known"
	listedWord = "listed"
	mostWord   = "most"
	halfWord   = "half"
)

// String gives the query as text: the operation, with "%" where a percentage is
// wanted, then the terms, the ids of a cross joined by "&", then what else is
// set. "count% members.age.adult", "top branch n=2 only=listed", "share
// members.age.adult of=known claim=60%". ParseQuery reads it back. The zero
// Query is "".
func (q Query) String() string {
	var words []string
	if q.Op != 0 {
		words = append(words, q.Op.String())
		if q.Percent {
			words[0] += percentSign
		}
	}
	for _, t := range q.Terms {
		words = append(words, t.String())
	}
	if q.N != 0 {
		words = append(words, nKey+strconv.Itoa(q.N))
	}
	switch q.Base {
	case BasePopulation:
	case BaseKnown:
		words = append(words, ofKey+knownWord)
	case BaseListed:
		words = append(words, ofKey+listedWord)
	default:
		words = append(words, ofKey+strconv.Itoa(int(q.Base)))
	}
	if q.Listed {
		words = append(words, onlyKey+listedWord)
	}
	if q.Claim.Kind != NoClaim {
		words = append(words, claimKey+q.Claim.String())
	}
	return strings.Join(words, " ")
}

// String gives the term's ids, joined by "&".
func (t Term) String() string {
	ids := make([]string, len(t))
	for i, id := range t {
		ids[i] = string(id)
	}
	return strings.Join(ids, crossSign)
}

// String gives the claim as it stands in a query's text: "60%", "609", "most",
// "half", or "".
func (c Claim) String() string {
	switch c.Kind {
	case NoClaim:
		return ""
	case ClaimPercent:
		return formatNumber(c.Number) + percentSign
	case ClaimCount:
		return formatNumber(c.Number)
	case ClaimMost:
		return mostWord
	case ClaimHalf:
		return halfWord
	}
	return fmt.Sprintf("claim(%d)", uint8(c.Kind))
}

// formatNumber writes a number so that reading it gives the same number.
func formatNumber(n float64) string {
	if math.Abs(n) < 1e15 {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return strconv.FormatFloat(n, 'e', -1, 64)
}

// ParseQuery reads what Query.String writes. It knows no data set: whether the
// ids exist, Eval says. The error quotes what it cannot read.
func ParseQuery(s string) (Query, error) {
	q, err := parseQuery(s)
	if err != nil {
		return Query{}, fmt.Errorf("parsing query %q: %w", s, err)
	}
	return q, nil
}

func parseQuery(s string) (Query, error) {
	var q Query
	words := strings.Fields(s)
	if len(words) == 0 {
		return q, errors.New("nothing there")
	}
	name, percent := strings.CutSuffix(words[0], percentSign)
	op, known := opNamed(name)
	if !known {
		return q, fmt.Errorf("unknown operation %q, want one of %s", name, strings.Join(opNames(), ", "))
	}
	q.Op, q.Percent = op, percent
	seen := map[string]bool{}
	for _, word := range words[1:] {
		key, value, isSetting := strings.Cut(word, "=")
		if !isSetting {
			t, err := parseTerm(word)
			if err != nil {
				return q, err
			}
			q.Terms = append(q.Terms, t)
			continue
		}
		if seen[key] {
			return q, fmt.Errorf("%q set twice", key)
		}
		seen[key] = true
		if err := q.parseSetting(key+"=", value); err != nil {
			return q, err
		}
	}
	return q, nil
}

// parseTerm reads ids joined by "&".
func parseTerm(word string) (Term, error) {
	var t Term
	for id := range strings.SplitSeq(word, crossSign) {
		for name := range strings.SplitSeq(id, ".") {
			if !isName(name) {
				return nil, fmt.Errorf("%q in %q is not an id", id, word)
			}
		}
		t = append(t, ID(id))
	}
	return t, nil
}

// parseSetting reads one "key=value".
func (q *Query) parseSetting(key, value string) error {
	var err error
	switch {
	case key == nKey:
		q.N, err = strconv.Atoi(value)
		if err != nil || q.N == 0 {
			return fmt.Errorf("%q is no whole number other than 0", value)
		}
	case key == ofKey && value == knownWord:
		q.Base = BaseKnown
	case key == ofKey && value == listedWord:
		q.Base = BaseListed
	case key == onlyKey && value == listedWord:
		q.Listed = true
	case key == claimKey:
		q.Claim, err = parseClaim(value)
		return err
	default:
		return fmt.Errorf("unknown setting %q", key+value)
	}
	return nil
}

// parseClaim reads what Claim.String writes.
func parseClaim(s string) (Claim, error) {
	switch s {
	case mostWord:
		return Claim{Kind: ClaimMost}, nil
	case halfWord:
		return Claim{Kind: ClaimHalf}, nil
	}
	c := Claim{Kind: ClaimCount}
	digits, isPercent := strings.CutSuffix(s, percentSign)
	if isPercent {
		c.Kind = ClaimPercent
	}
	var err error
	c.Number, err = strconv.ParseFloat(digits, 64)
	if err != nil || strings.Trim(digits, "0123456789.e+-") != "" {
		return Claim{}, fmt.Errorf("unknown claim %q, want a number, a percentage, %s or %s", s, mostWord, halfWord)
	}
	return c, nil
}

// Equal reports whether two queries ask the same. The order of terms counts
// only where they play different parts (difference, ratio, per), the order
// within a cross never, and a setting only where the operation heeds it.
func (q Query) Equal(r Query) bool {
	q, r = q.heeded(), r.heeded()
	if q.Op != r.Op || q.Base != r.Base || q.N != r.N || q.Percent != r.Percent ||
		q.Listed != r.Listed || q.Claim != r.Claim || len(q.Terms) != len(r.Terms) {
		return false
	}
	if q.Op == OpDifference || q.Op == OpRatio || q.Op == OpPer {
		return slices.EqualFunc(q.Terms, r.Terms, Term.equal)
	}
	return sameMembers(q.Terms, r.Terms, Term.equal)
}

// heeded gives the query without what its operation does not heed.
func (q Query) heeded() Query {
	switch q.Op {
	case OpTop, OpNth:
	default:
		q.N = 0
	}
	switch q.Op {
	case OpShare:
		q.Percent = true
	case OpPer, OpOneIn, OpLookup:
		q.Percent = false
	}
	if q.Claim.Kind != ClaimPercent && q.Claim.Kind != ClaimCount {
		q.Claim.Number = 0
	}
	return q
}

// equal reports whether two terms hold the same ids, in any order.
func (t Term) equal(u Term) bool {
	return sameMembers(t, u, func(a, b ID) bool { return a == b })
}

// sameMembers reports whether two lists hold the same, each as often, in any
// order.
func sameMembers[T any](a, b []T, equal func(T, T) bool) bool {
	if len(a) != len(b) {
		return false
	}
	used := make([]bool, len(b))
	for _, x := range a {
		found := false
		for j, y := range b {
			if !used[j] && equal(x, y) {
				used[j], found = true, true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}
