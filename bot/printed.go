package bot

import (
	"fmt"
	"math"
	"strings"

	"cifra/stats"
)

// printed is a number as it stands in a text.
type printed struct {
	text       string // with its sign of percent: "48.4%"
	start, end int
	value      float64
	decimals   int
	percent    bool
	bound      byte // '<' or '>' before it, or 0
	wellFormed bool // written as numbers are: 1,257 and not 1257 or 1,25
}

// nextNumber finds the next number at or after a place in a text.
func nextNumber(s string, at int) (n printed, found bool) {
	for at < len(s) && !digit(s[at]) {
		at++
	}
	if at == len(s) {
		return n, false
	}
	end := at
	for end < len(s) && (digit(s[end]) || (s[end] == ',' || s[end] == '.') && end+1 < len(s) && digit(s[end+1])) {
		end++
	}
	n = printed{start: at, end: end}
	n.value, n.decimals, n.wellFormed = readNumber(s[at:end])
	if at > 0 && (s[at-1] == '<' || s[at-1] == '>') {
		n.bound = s[at-1]
	}
	if end < len(s) && s[end] == '%' {
		n.percent, n.end = true, end+1
	}
	n.text = s[at:n.end]
	return n, true
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// readNumber reads digits with commas between thousands and a decimal point.
func readNumber(s string) (value float64, decimals int, ok bool) {
	group, groups, unit := 0, 0, 0.0 // digits since the last comma, commas, and what a decimal is worth
	for i := range len(s) {
		switch c := s[i]; {
		case c == ',' && (unit > 0 || group == 0 || group > 3 || groups > 0 && group != 3 || s[0] == '0'):
			return 0, 0, false
		case c == ',':
			group, groups = 0, groups+1
		case c == '.' && unit > 0:
			return 0, 0, false
		case c == '.':
			unit = 1
		case unit > 0:
			decimals++
			unit /= 10
			value += float64(c-'0') * unit
		default:
			group++
			value = value*10 + float64(c-'0')
		}
	}
	return value, decimals, group <= 3 && (groups == 0 || group == 3)
}

func (n printed) isCount(count int) bool {
	return !n.percent && n.bound == 0 && n.decimals == 0 && n.value == float64(count)
}

// isPercent says whether a number is how a percentage is printed: with one
// decimal, or none if it is whole; never nothing for something.
func (n printed) isPercent(v float64) bool {
	if !n.percent {
		return false
	}
	switch {
	case n.bound == '<':
		return n.is(0.1) && v > 0 && v < 0.05
	case n.bound == '>':
		return n.is(99.9) && v >= 99.95 && v < 100
	case n.decimals == 1:
		return n.rounds(v, 0.05) && n.value != 0 && n.value != 100
	}
	return n.decimals == 0 && n.rounds(v, 0)
}

// isRatio says whether a number is how a ratio, or the n of one in n, is
// printed.
func (n printed) isRatio(v float64) bool {
	switch {
	case n.percent:
		return false
	case n.bound == '<':
		return n.is(0.01) && v > 0 && v < 0.005
	case n.decimals == 2:
		return n.rounds(v, 0.005)
	case n.decimals == 1:
		return n.rounds(v, 0.05)
	}
	return n.decimals == 0 && n.rounds(v, 0)
}

func (n printed) isClaim(c stats.Claim) bool {
	switch c.Kind {
	case stats.ClaimPercent, stats.ClaimCount:
		isPercent := c.Kind == stats.ClaimPercent
		// As exactly as it was claimed: "48%" is not "48.0%".
		trailing := n.decimals > 0 && whole(n.value*math.Pow10(n.decimals-1))
		return n.percent == isPercent && n.bound == 0 && n.is(c.Number) && !trailing
	}
	return false
}

// rounds says whether a number is another one, give or take half of its last
// decimal.
func (n printed) rounds(v, half float64) bool { return math.Abs(n.value-v) <= half+exactly }

// is says whether a number is another one, but for the binary fraction.
func (n printed) is(v float64) bool { return math.Abs(n.value-v) < exactly }

// agree checks the arithmetic of a text by itself, wherever it sets a count
// against a base and says what share that is: "609 of the 1,257 ... (48.4%)",
// "48.4% ... (609 of 1,257)", "48.4% of the 1,257 ... (609)". Each number may
// be one of the answer and the sentence wrong all the same.
func agree(text string) error {
	var x, y printed
	for at := 0; ; {
		z, found := nextNumber(text, at)
		if !found {
			return nil
		}
		var count, base, share printed
		switch {
		case z.percent && isOf(text, x, y) && bracketed(text, z):
			count, base, share = x, y, z
		case x.percent && isOf(text, y, z) && bracketed(text, y):
			count, base, share = y, z, x
		case x.percent && isOf(text, x, y) && bracketed(text, z):
			count, base, share = z, y, x
		}
		if share.percent && !count.percent && !base.percent && !share.isPercent(100*count.value/max(base.value, 1)) {
			return fmt.Errorf("guarding a reply: its text says that %s of %s are %s", count.text, base.text, share.text)
		}
		x, y, at = y, z, z.end
	}
}

// isOf says whether the words between two numbers make the second the base of
// the first, in either language.
func isOf(text string, a, b printed) bool {
	if a.end == 0 {
		return false
	}
	switch strings.Trim(text[a.end:b.start], " ") {
	case "of", "of the", "de", "de las", "de los", "de un total de":
		return true
	}
	return false
}

func bracketed(text string, n printed) bool { return n.start > 0 && text[n.start-1] == '(' }
