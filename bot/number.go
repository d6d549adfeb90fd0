package bot

import (
	"math"
	"strconv"
	"strings"
)

// English and the Spanish of Mexico write numbers alike: 1,257 and 63.1%.
// golang.org/x/text does it too, at a microsecond and ten allocations a
// number, and puts a space before the Spanish percent sign, which Mexican
// newspapers do not. Tests compare the two over many numbers.

// exactly is how far from a whole number a computed value may be and still
// count as whole: far below the rounding of anything printed.
const exactly = 1e-9

// countText writes a count: 1,257.
func countText(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	if len(digits) <= 3 {
		return sign + digits
	}
	out := make([]byte, 0, len(digits)+len(digits)/3+1)
	out = append(out, sign...)
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			out = append(out, ',')
		}
		out = append(out, digits[i])
	}
	return string(out)
}

// shareText writes count as a percentage of base, which is above zero.
func shareText(count, base int) string {
	return percentText(float64(count) / float64(base) * 100)
}

// percentText writes a percentage: with one decimal unless it is whole, and
// without saying nothing of something or all of nearly all.
func percentText(v float64) string {
	switch {
	case whole(v):
		return decimalText(v, 0) + "%"
	case v > 0 && v < 0.05:
		return "<0.1%"
	case v < 100 && v >= 99.95:
		return ">99.9%"
	}
	return decimalText(v, 1) + "%"
}

// timesText writes a ratio: 3.48, or 2 where it is exactly that.
func timesText(v float64) string {
	switch {
	case whole(v):
		return decimalText(v, 0)
	case v > 0 && v < 0.005:
		return "<0.01"
	}
	return decimalText(v, 2)
}

// oneInText writes the n of "one in n": 6.2.
func oneInText(v float64) string {
	if whole(v) {
		return decimalText(v, 0)
	}
	return decimalText(v, 1)
}

// numberText writes a number that a person claimed, as exactly as they did.
func numberText(v float64) string {
	if whole(v) {
		return decimalText(v, 0)
	}
	return groupText(strconv.FormatFloat(v, 'f', -1, 64))
}

func whole(v float64) bool { return math.Abs(v-math.Round(v)) < exactly }

// decimalText rounds half away from zero, as people do, and not as the binary
// fraction below a half would have it.
func decimalText(v float64, decimals int) string {
	scale := math.Pow10(decimals)
	return groupText(strconv.FormatFloat(math.Round(v*scale+math.Copysign(exactly, v))/scale, 'f', decimals, 64))
}

// groupText puts commas into the whole part of a plain decimal number.
func groupText(s string) string {
	digits, fraction, found := strings.Cut(s, ".")
	n, err := strconv.Atoi(digits)
	if err != nil || (n > -1000 && n < 1000) {
		return s
	}
	if !found {
		return countText(n)
	}
	return countText(n) + "." + fraction
}
