package stats

import (
	"bytes"
	"math"
	"strconv"
)

// judge says whether the query's claim is so of a count and its base, which is
// 0 where there is none. Where a number is not so, the figures that it does fit
// are added.
func (e *eval) judge(count, base int) {
	claim := e.q.Claim
	if claim.Kind == NoClaim || claim.Kind != ClaimCount && base == 0 {
		return
	}
	if claim.fits(count, base) {
		e.answer.Verdict = ClaimTrue
		return
	}
	e.answer.Verdict = ClaimFalse
	if claim.Kind == ClaimCount || claim.Kind == ClaimPercent {
		e.answer.Matches = e.rows(e.matches()...)
	}
}

// fits reports whether a claim is so of a count and its base.
func (c Claim) fits(count, base int) bool {
	if c.Kind == ClaimCount {
		return float64(count) == c.Number
	}
	if base <= 0 {
		return false
	}
	switch c.Kind {
	case ClaimPercent:
		return roundsTo(count, base, c.Number)
	case ClaimMost:
		return 2*count > base
	case ClaimHalf:
		return roundsTo(count, base, 50)
	}
	return false
}

// fitsClaim reports whether the claim is so of a figure. The number of a measure
// in percent is one itself.
func (e *eval) fitsClaim(f *Figure) bool {
	if f.IsPercent() {
		return e.q.Claim.Kind == ClaimPercent && e.q.Claim.Number == float64(f.Count)
	}
	base, _ := e.base(f)
	return e.q.Claim.fits(f.Count, base)
}

// roundsTo reports whether a share, rounded to as many decimals as a
// percentage has, is that percentage. What lies exactly between two is either.
func roundsTo(count, base int, number float64) bool {
	if number < 0 || number > 1000 {
		return false
	}
	var room [32]byte
	digits := strconv.AppendFloat(room[:0], number, 'f', -1, 64)
	decimals := 0
	if point := bytes.IndexByte(digits, '.'); point >= 0 {
		decimals = len(digits) - point - 1
	}
	if decimals > 4 {
		return false // no share is claimed so exactly
	}
	scale := math.Pow10(decimals)
	printed := printedPercent{number: int(math.Round(number * scale)), scale: int(scale)}
	return printed.fits(count, base)
}

// matches lists the figures that the claimed number does fit: those of the
// same category in another population first, then those of the same breakdown,
// then the rest in the set's order. A single figure that the claim is about does
// not fit; one of several may, as the claim is about what they come to.
func (e *eval) matches() []*Figure {
	about := e.figures[0]
	alone := len(e.figures) == 1 && e.q.Op != OpComplement
	var same, near, rest []*Figure
	for _, f := range e.set.Figures {
		switch {
		case alone && f == about || !e.fitsClaim(f):
		case f.Category != nil && f.Category == about.Category, f.IsTotal() && about.IsTotal():
			same = append(same, f)
		case f.Breakdown != nil && f.Breakdown == about.Breakdown:
			near = append(near, f)
		default:
			rest = append(rest, f)
		}
	}
	return append(append(same, near...), rest...)
}
