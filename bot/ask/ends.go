package ask

import (
	"slices"

	"cifra/stats"
)

// bothEnds reads "which type has the most victims and which the fewest" as the
// first and the last of a list that is whole. Both are asked for, each by itself.
func (r *reading) bothEnds(q *stats.Query) bool {
	bd := r.listOf(q.Terms[0][0])
	if bd == nil || !bd.Complete || !r.has[opWhich] && !r.has[opWhatIs] || r.has[opBreakdown] || r.has[opAscending] {
		return false
	}
	var ends []stats.Term
	for _, n := range [...]int{1, -1} {
		a, err := r.set.Eval(stats.Query{Op: stats.OpNth, N: n, Terms: q.Terms})
		if err != nil || len(a.Figures) != 1 || len(a.Context) > 0 {
			return false // tied with another
		}
		ends = append(ends, stats.Term{a.Figures[0].Figure.ID})
	}
	if slices.Equal(ends[0], ends[1]) {
		return false
	}
	q.Op, q.Terms = stats.OpCount, ends
	return true
}
