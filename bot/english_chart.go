package bot

import (
	"strings"

	"cifra/stats"
)

func (e *english) chartUnit(r stats.Row) string {
	switch p := r.Figure.Population; {
	case p == nil:
		of := ""
		if r.Base > 0 {
			of = ". Shares are of the " + countText(r.Base) + " listed"
		}
		if may := e.mayCount(r.Figure.Breakdown.Dimension); len(may) > 1 {
			return capital(list(may, e.orWith)) + "; the source does not say which" + of
		}
		return "The source does not say what is counted" + of
	case r.Base == 0:
		return p.Label.EN
	case ofAll(r):
		return p.Label.EN + ", and their share of all " + countText(r.Base)
	default:
		return p.Label.EN + ", and their share of " + e.whole(r)
	}
}

func (e *english) chartUnitOfTwo(a, b stats.Row) string {
	return "Share of " + e.whole(a) + " and of " + e.whole(b) + " (count in parentheses)"
}

func (e *english) partly(shown, listed int, complete bool) string {
	switch {
	case complete:
		return countText(shown) + " of " + countText(listed) + " groups"
	case shown == listed:
		return "Top " + countText(listed) + " listed"
	}
	return countText(shown) + " of the " + countText(listed) + " listed"
}

func (e *english) unlisted() string { return "not listed" }

func (e *english) bothSides(label, first, second string) string {
	return label + " " + first + " and " + second
}

func (e *english) depict(r stats.Row, beside *stats.Row, note string, bars []string) string {
	b := r.Figure.Breakdown
	what := e.title(b)
	switch {
	case beside != nil:
		populations := []*stats.Population{b.Population, beside.Figure.Population}
		what = e.titleOfSeveral(populations, b.Dimension) + ", as shares of " + e.whole(r) + " and of " + e.whole(*beside)
	case r.Base == 0 || b.Population == nil:
	case ofAll(r):
		what = e.of(r.Figure).whole + " by " + b.Dimension.Label.EN
	default:
		what += ", as shares of " + e.whole(r)
	}
	return "Bar chart, " + what + inBrackets(lower(note)) + ": " + strings.Join(bars, ", ") + "."
}
