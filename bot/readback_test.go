package bot

import (
	"slices"
	"testing"

	"cifra/bot/ask"
	"cifra/stats"
)

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
		add(stats.Query{Op: stats.OpBreakdown}, b.ID)
		for n := 1; n <= 2; n++ {
			add(stats.Query{Op: stats.OpTop, N: n}, b.ID)
			add(stats.Query{Op: stats.OpNth, N: n}, b.ID)
		}
		first, second := b.Figures[0].ID, b.Figures[1].ID
		for _, op := range []stats.Op{stats.OpCompare, stats.OpSum, stats.OpDifference, stats.OpRatio} {
			add(stats.Query{Op: op}, first, second)
		}
		if b.Population == nil {
			continue
		}
		for _, c := range []stats.Claim{{Kind: stats.ClaimPercent, Number: 60}, {Kind: stats.ClaimCount, Number: 600}, {Kind: stats.ClaimMost}, {Kind: stats.ClaimHalf}} {
			add(stats.Query{Op: stats.OpCount, Claim: c}, first)
		}
		if b.Complete {
			add(stats.Query{Op: stats.OpShare, Base: stats.BaseKnown}, first)
		}
	}
	add(stats.Query{Op: stats.OpLookup, Claim: stats.Claim{Kind: stats.ClaimCount, Number: 609}})
	return out
}

// TestOfferedQuestionsAreReadBack asks in words what the buttons ask. What is
// read otherwise would give someone who types it a wrong figure; what is not
// understood is only a pity.
func TestOfferedQuestionsAreReadBack(t *testing.T) {
	set := border(t)
	parser, err := ask.New(set)
	if err != nil {
		t.Fatal(err)
	}
	all, missed := 0, 0
	for _, v := range []voice{newEnglish(set, false), newSpanish(set, false)} {
		for _, q := range offeredQueries(set) {
			all++
			question := v.ask(q)
			got := parser.Parse(question, ask.Context{Lang: v.tongue().lang})
			if got.Kind != ask.Figures || len(got.Readings) != 1 {
				t.Logf("not understood: %q for %v: %s %s", question, q, got.Kind, got.Reason)
				missed++
				continue
			}
			want, err := set.Eval(q)
			if err != nil {
				t.Fatal(err)
			}
			a, err := set.Eval(got.Readings[0])
			if err != nil {
				t.Fatalf("%q: %v", question, err)
			}
			if got.Lang != v.tongue().lang || !sameAnswer(&a, &want) {
				t.Errorf("%q for %v is read in %v as %v", question, q, got.Lang, got.Readings[0])
			}
		}
	}
	if missed*10 > all {
		t.Errorf("%d of %d questions are not understood", missed, all)
	}
}

func sameAnswer(a, b *stats.Answer) bool {
	same := func(x, y stats.Row) bool { return x.Figure == y.Figure }
	// A count is said with its share, asked for or not.
	value := a.Kind == stats.NoValue || b.Kind == stats.NoValue || a.Kind == b.Kind && a.Value == b.Value
	return a.Reason == b.Reason && value && a.Verdict == b.Verdict && slices.EqualFunc(a.Figures, b.Figures, same)
}
