package bot

import (
	"slices"
	"strings"

	"cifra/stats"
)

// telling is one reply in the making. It decides what is said; a voice says
// it. Every answer that it takes a number from is in said, which is what the
// guard checks the reply against.
type telling struct {
	set   *stats.Set
	voice voice
	reply *Reply
	said  []*stats.Answer
	named string // what the question calls the thing that the source lacks
}

// eval asks the set a further question, beside the one that was asked.
// Whatever is wrong with it counts as no answer: it was made here.
func (t *telling) eval(q stats.Query) *stats.Answer {
	a, err := t.set.Eval(q)
	if err != nil || a.Reason != stats.NoReason {
		return nil
	}
	t.said = append(t.said, &a)
	return &a
}

// answer fills the reply from an answer that has figures.
func (t *telling) answer(a *stats.Answer) {
	t.said = append(t.said, a)
	clause := t.clause(a)
	if len(a.Matches) > 0 {
		few := a.Matches[:min(len(a.Matches), 2)]
		clause += ". " + capital(t.voice.lookup(few, claimText(a.Query.Claim)))
	}
	t.reply.Text = sentence(t.voice.verdict(a.Verdict, a.Query.Claim.Kind, clause))
	t.reply.Title = t.title(a)
	t.reply.Read = t.read(&a.Query, a.Figures)
	t.reply.Source = t.voice.source()
	if len(a.Figures) > 1 {
		t.reply.Rows = t.rows(a.Figures)
	}
	t.rowsOfParts(a)
	t.notes(a)
	t.next(a)
}

// clause says what an answer says, without its verdict.
func (t *telling) clause(a *stats.Answer) string {
	v, rows := t.voice, a.Figures
	switch a.Query.Op {
	case stats.OpBreakdown:
		return t.lists(groups(rows, byBreakdown))
	case stats.OpTop, stats.OpNth:
		return t.ranked(a)
	case stats.OpCompare:
		return t.compared(rows)
	case stats.OpComplement:
		return t.complement(a)
	case stats.OpLookup:
		return v.lookup(rows, claimText(a.Query.Claim))
	case stats.OpDifference, stats.OpRatio, stats.OpPer:
		return t.pair(a)
	case stats.OpOneIn:
		return v.oneIn(rows, oneInText(a.Value))
	case stats.OpSum:
		if a.Kind == stats.ValueCount && len(rows) > 1 {
			return v.sum(rows, countText(int(a.Value)), t.sumShare(a))
		}
	}
	return t.counted(a)
}

// counted says counts, or the share that figures make up.
func (t *telling) counted(a *stats.Answer) string {
	rows := withoutNamedTotals(a.Figures)
	parts := groups(rows, byBreakdown)
	switch {
	case len(rows) == 1 && rows[0].Figure.Measure != nil:
		return t.voice.counts(rows)
	case a.Kind == stats.ValuePercent && a.Query.Claim.Kind == stats.NoClaim:
		return t.voice.percentage(rows, percentText(a.Value))
	case a.Kind == stats.ValuePercent && len(rows) > 1:
		return t.voice.percentage(rows, percentText(a.Value))
	case len(rows) > 3 && lists(parts):
		return t.lists(parts)
	}
	return t.voice.counts(rows)
}

// lists names the largest of each list; the rows say the rest.
func (t *telling) lists(parts [][]stats.Row) string {
	if len(parts) == 1 {
		top, alone := largest(parts[0])
		return t.voice.leads(top, alone)
	}
	tops := make([]stats.Row, len(parts))
	for i, part := range parts {
		tops[i], _ = largest(part)
	}
	return t.voice.leaders(tops)
}

func (t *telling) ranked(a *stats.Answer) string {
	v, rows, n := t.voice, a.Figures, a.Query.N
	var clause string
	switch {
	case a.Query.Op == stats.OpTop && len(rows) > 1:
		clause = v.ranking(rows, n >= 0)
	case a.Query.Op == stats.OpTop && n < 0:
		clause = v.place(rows[0], -1)
	case a.Query.Op == stats.OpTop || n == 1:
		clause = v.leads(rows[0], len(a.Context) == 0)
	default:
		clause = v.place(rows[0], n)
	}
	if len(a.Context) > 0 {
		clause += "; " + v.level(a.Context)
	}
	return clause
}

func (t *telling) compared(rows []stats.Row) string {
	parts := groups(rows, byBreakdown)
	switch {
	case len(rows) > 2 && len(parts) == 1 && parts[0][0].Figure.Breakdown != nil:
		bySize := slices.Clone(rows)
		slices.SortStableFunc(bySize, func(a, b stats.Row) int { return b.Figure.Count - a.Figure.Count })
		return t.voice.ranking(bySize, true)
	case len(rows) > 3 && lists(parts):
		return t.lists(parts)
	}
	return t.voice.compare(rows)
}

func (t *telling) pair(a *stats.Answer) string {
	v, first, second := t.voice, a.Figures[0], a.Figures[1]
	switch {
	case a.Query.Op == stats.OpDifference && a.Kind == stats.ValuePercent:
		return v.points(first, second, strings.TrimSuffix(percentText(a.Value), "%"))
	case a.Query.Op == stats.OpDifference:
		return v.difference(first, second, countText(int(a.Value)), a.Value == 0)
	case a.Query.Op == stats.OpRatio && first.Figure.Count == second.Figure.Count:
		return v.difference(first, second, "", true)
	case a.Kind == stats.ValuePercent:
		return v.ratio(first, second, percentText(a.Value))
	case a.Query.Op == stats.OpPer:
		return v.per(first, second, timesText(a.Value))
	}
	return v.ratio(first, second, timesText(a.Value))
}

// complement says what is left without the terms: by what remains, where that
// is known one by one, or else by what does not.
func (t *telling) complement(a *stats.Answer) string {
	value, beside, n := t.twoWays(a)
	if rows := a.Figures; len(a.Context) > 0 {
		clause := t.voice.without(rows, value, beside, n)
		if unknown := t.unknownAmong(a); unknown != nil {
			clause += ". " + capital(t.voice.including(*unknown))
		}
		return clause
	}
	if a.Kind == stats.ValuePercent {
		return t.voice.percentage(a.Figures, value)
	}
	return t.voice.sum(a.Figures, value, beside)
}

// unknownAmong gives the people of whom the dimension is not known, where
// they are among those who are left: "not male" does not say that they are
// something else.
func (t *telling) unknownAmong(a *stats.Answer) *stats.Row {
	b := oneBreakdown(a.Figures)
	if len(a.Figures) != 1 || b == nil || !b.Complete || a.Query.Base != stats.BasePopulation ||
		a.Figures[0].Figure.Category.Role == stats.Unknown {
		return nil
	}
	for _, f := range b.Figures {
		if f.Category.Role == stats.Unknown && f.Count > 0 {
			if unknown := t.eval(stats.Query{Op: stats.OpCount, Terms: []stats.Term{{f.ID}}}); unknown != nil {
				return &unknown.Figures[0]
			}
		}
	}
	return nil
}

// twoWays gives a complement as it was asked for, count or percentage, and
// the other way round to stand beside it.
func (t *telling) twoWays(a *stats.Answer) (value, beside string, n int) {
	q := a.Query
	q.Claim = stats.Claim{}
	q.Percent = a.Kind == stats.ValueCount
	other := t.eval(q)
	if a.Kind == stats.ValuePercent {
		if other != nil && other.Kind == stats.ValueCount {
			beside = countText(int(other.Value))
		}
		return percentText(a.Value), beside, 0
	}
	if other != nil && other.Kind == stats.ValuePercent {
		beside = percentText(other.Value)
	}
	return countText(int(a.Value)), beside, int(a.Value)
}

// sumShare gives the share that a sum makes up, where the figures divide one
// population, or "".
func (t *telling) sumShare(a *stats.Answer) string {
	b := oneBreakdown(a.Figures)
	if b == nil || b.Population == nil || b.Dimension.Multiple {
		return ""
	}
	q := a.Query
	q.Op, q.Claim = stats.OpShare, stats.Claim{}
	share := t.eval(q)
	if share == nil || share.Kind != stats.ValuePercent {
		return ""
	}
	return percentText(share.Value)
}

// claimText writes the number of a claim as the asker had it.
func claimText(c stats.Claim) string {
	if c.Kind == stats.ClaimPercent {
		return numberText(c.Number) + "%"
	}
	return numberText(c.Number)
}
