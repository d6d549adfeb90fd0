package bot

import (
	"slices"

	"cifra/bot/ask"
	"cifra/stats"
)

// Misread is a question in the bot's own words that is not read back to the
// query that it asks.
type Misread struct {
	Lang  stats.Lang
	Ask   string       // the question
	Query stats.Query  // what it asks
	As    *stats.Query // as what it was read; nil where it was not understood
}

// Misread asks in words, in every language, what the buttons of a data set ask
// and a few questions of every other operation, and gives how many these are
// and which are not read back. What is read as something else would give
// someone who types it a wrong figure; what is not understood lacks words.
func (b *Bot) Misread() (asked int, misread []Misread) {
	for _, k := range b.books {
		queries := offeredQueries(k.set)
		for l, v := range k.voices {
			for _, q := range queries {
				asked++
				m := Misread{Lang: stats.Lang(l), Ask: v.ask(q), Query: q}
				got := k.parser.Parse(m.Ask, ask.Context{Lang: m.Lang})
				switch {
				case !readable(got):
				case got.Lang == m.Lang && k.sameAnswer(got.Readings[0], q):
					continue
				default:
					m.As = &got.Readings[0]
				}
				misread = append(misread, m)
			}
		}
	}
	return asked, misread
}

// offeredQueries are the queries that a bot puts on buttons, and a few of
// every other operation.
func offeredQueries(set *stats.Set) []stats.Query {
	var out []stats.Query
	add := func(q stats.Query, ids ...stats.ID) {
		for _, id := range ids {
			q.Terms = append(q.Terms[:len(q.Terms):len(q.Terms)], stats.Term{id})
		}
		out = append(out, q)
	}
	for _, f := range set.Figures {
		add(stats.Query{Op: stats.OpCount}, f.ID)
		if f.Category == nil || f.Population == nil {
			continue
		}
		add(stats.Query{Op: stats.OpCount, Percent: true}, f.ID)
		add(stats.Query{Op: stats.OpComplement}, f.ID)
		add(stats.Query{Op: stats.OpOneIn}, f.ID)
	}
	for _, b := range set.Breakdowns {
		out = append(out, queriesOf(b)...)
	}
	for _, f := range set.Figures[:min(len(set.Figures), 1)] {
		add(stats.Query{Op: stats.OpLookup, Claim: stats.Claim{Kind: stats.ClaimCount, Number: float64(f.Count)}})
	}
	return out
}

// queriesOf are those of offeredQueries that are about one list.
func queriesOf(b *stats.Breakdown) []stats.Query {
	of := stats.Term{b.ID}
	out := []stats.Query{{Op: stats.OpBreakdown, Terms: []stats.Term{of}}}
	for n := 1; n <= min(len(b.Figures), 2); n++ {
		out = append(out,
			stats.Query{Op: stats.OpTop, N: n, Terms: []stats.Term{of}},
			stats.Query{Op: stats.OpNth, N: n, Terms: []stats.Term{of}})
	}
	if len(b.Figures) < 2 {
		return out
	}
	first := []stats.Term{{b.Figures[0].ID}}
	two := append(slices.Clone(first), stats.Term{b.Figures[1].ID})
	for _, op := range []stats.Op{stats.OpCompare, stats.OpSum, stats.OpDifference, stats.OpRatio} {
		out = append(out, stats.Query{Op: op, Terms: two})
	}
	if b.Population == nil {
		return out
	}
	for _, c := range []stats.Claim{{Kind: stats.ClaimPercent, Number: 60}, {Kind: stats.ClaimCount, Number: 600}, {Kind: stats.ClaimMost}, {Kind: stats.ClaimHalf}} {
		out = append(out, stats.Query{Op: stats.OpCount, Terms: first, Claim: c})
	}
	if b.Complete {
		out = append(out, stats.Query{Op: stats.OpShare, Terms: first, Base: stats.BaseKnown})
	}
	return out
}

// sameAnswer says whether two queries come to the same. A count is said with
// its share, asked for or not.
func (k *book) sameAnswer(p, q stats.Query) bool {
	a, errA := k.set.Eval(p)
	b, errB := k.set.Eval(q)
	if errA != nil || errB != nil {
		return false
	}
	same := func(x, y stats.Row) bool { return x.Figure == y.Figure }
	value := a.Kind == stats.NoValue || b.Kind == stats.NoValue || a.Kind == b.Kind && a.Value == b.Value
	return a.Reason == b.Reason && value && a.Verdict == b.Verdict && slices.EqualFunc(a.Figures, b.Figures, same)
}
