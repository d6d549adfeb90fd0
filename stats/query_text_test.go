package stats_test

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"cifra/stats"
)

func terms(ids ...string) []stats.Term {
	var list []stats.Term
	for _, id := range ids {
		var t stats.Term
		for part := range strings.SplitSeq(id, "&") {
			t = append(t, stats.ID(part))
		}
		list = append(list, t)
	}
	return list
}

func TestQueryTextHoldsEveryField(t *testing.T) {
	for _, c := range []struct {
		text  string
		query stats.Query
	}{
		{"count a.b.c", stats.Query{Op: stats.OpCount, Terms: terms("a.b.c")}},
		{"count% a.b.c", stats.Query{Op: stats.OpCount, Terms: terms("a.b.c"), Percent: true}},
		{"count a.b.c&a.d.e f.total", stats.Query{Op: stats.OpCount, Terms: terms("a.b.c&a.d.e", "f.total")}},
		{"share a.b.c of=known", stats.Query{Op: stats.OpShare, Terms: terms("a.b.c"), Base: stats.BaseKnown}},
		{"share a.b.c of=listed", stats.Query{Op: stats.OpShare, Terms: terms("a.b.c"), Base: stats.BaseListed}},
		{"breakdown a.b", stats.Query{Op: stats.OpBreakdown, Terms: terms("a.b")}},
		{"top a n=3 only=listed", stats.Query{Op: stats.OpTop, Terms: terms("a"), N: 3, Listed: true}},
		{"nth a n=-1", stats.Query{Op: stats.OpNth, Terms: terms("a"), N: -1}},
		{"compare a b", stats.Query{Op: stats.OpCompare, Terms: terms("a", "b")}},
		{"sum listed known", stats.Query{Op: stats.OpSum, Terms: terms("listed", "known")}},
		{"difference a b", stats.Query{Op: stats.OpDifference, Terms: terms("a", "b")}},
		{"ratio% a b", stats.Query{Op: stats.OpRatio, Terms: terms("a", "b"), Percent: true}},
		{"per a b", stats.Query{Op: stats.OpPer, Terms: terms("a", "b")}},
		{"one-in a", stats.Query{Op: stats.OpOneIn, Terms: terms("a")}},
		{"complement a", stats.Query{Op: stats.OpComplement, Terms: terms("a")}},
		{"lookup claim=727", stats.Query{Op: stats.OpLookup, Claim: stats.Claim{Kind: stats.ClaimCount, Number: 727}}},
		{"lookup claim=48.45%", stats.Query{Op: stats.OpLookup, Claim: stats.Claim{Kind: stats.ClaimPercent, Number: 48.45}}},
		{"count a claim=most", stats.Query{Op: stats.OpCount, Terms: terms("a"), Claim: stats.Claim{Kind: stats.ClaimMost}}},
		{"count a claim=half", stats.Query{Op: stats.OpCount, Terms: terms("a"), Claim: stats.Claim{Kind: stats.ClaimHalf}}},
		{"count a claim=-1e+20", stats.Query{Op: stats.OpCount, Terms: terms("a"), Claim: stats.Claim{Kind: stats.ClaimCount, Number: -1e20}}},
	} {
		if got := c.query.String(); got != c.text {
			t.Errorf("String: %q, want %q", got, c.text)
		}
		got, err := stats.ParseQuery(c.text)
		if err != nil || !reflect.DeepEqual(got, c.query) {
			t.Errorf("ParseQuery(%q) = %#v, %v", c.text, got, err)
		}
	}
}

func TestZeroQueryIsEmptyText(t *testing.T) {
	if got := (stats.Query{}).String(); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestParseQueryQuotesWhatItCannotRead(t *testing.T) {
	for _, c := range []struct{ text, quoted string }{
		{"", `""`},
		{"  ", "nothing there"},
		{"cuont a", `"cuont"`},
		{"op(99) a", `"op(99)"`},
		{"count% % a", `"%"`},
		{"count A", `"A"`},
		{"count a..b", `"a..b"`},
		{"count a&", `"a&"`},
		{"count &", `"&"`},
		{"count víctimas", `"víctimas"`},
		{"top a n=0", `"0"`},
		{"top a n=x", `"x"`},
		{"top a n=1 n=2", `"n" set twice`},
		{"share a of=all", `"of=all"`},
		{"share a only=some", `"only=some"`},
		{"count a claim=", `unknown claim ""`},
		{"count a claim=NaN", `"NaN"`},
		{"count a claim=inf%", `"inf%"`},
		{"count a claim=1e999", `"1e999"`},
		{"count a claim=0x10", `"0x10"`},
		{"count a colour=red", `"colour=red"`},
	} {
		q, err := stats.ParseQuery(c.text)
		if err == nil || !strings.Contains(err.Error(), c.quoted) {
			t.Errorf("ParseQuery(%q): error %v does not quote %s", c.text, err, c.quoted)
		}
		if !reflect.DeepEqual(q, stats.Query{}) {
			t.Errorf("ParseQuery(%q) gives %v beside its error", c.text, q)
		}
	}
}

func TestEqualIsOfMeaning(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"share a b", "share b a", true},
		{"sum a b", "sum b a", true},
		{"complement a b", "complement b a", true},
		{"compare a b", "compare b a", true},
		{"count a b", "count b a", true},
		{"count a&b", "count b&a", true},
		{"count a&b", "count a", false},
		{"count a&b c", "count a b&c", false},
		{"difference a b", "difference b a", false},
		{"ratio a b", "ratio b a", false},
		{"per a b", "per b a", false},
		{"difference a&b c", "difference b&a c", true},
		{"sum a a b", "sum a b b", false},
		{"sum a b", "sum a b c", false},
		{"count a", "sum a", false},
		{"count a", "count% a", false},
		{"share a", "share% a", true},
		{"per a b", "per% a b", true},
		{"share a", "share a of=known", false},
		{"top a n=2", "top a n=3", false},
		{"count a", "count a n=3", true},
		{"top a n=2", "top a n=2 only=listed", false},
		{"count a claim=60%", "count a claim=61%", false},
		{"count a claim=60%", "count a claim=60", false},
		{"count a claim=60%", "count a", false},
		{"count a claim=most", "count a claim=most", true},
	} {
		a, b := query(t, c.a), query(t, c.b)
		if got := a.Equal(b); got != c.want {
			t.Errorf("%q equal to %q: %v", c.a, c.b, got)
		}
		if got := b.Equal(a); got != c.want {
			t.Errorf("%q equal to %q: %v", c.b, c.a, got)
		}
	}
	most := stats.Query{Op: stats.OpCount, Claim: stats.Claim{Kind: stats.ClaimMost, Number: 1}}
	if other := (stats.Query{Op: stats.OpCount, Claim: stats.Claim{Kind: stats.ClaimMost}}); !most.Equal(other) {
		t.Error("the number of a claim that has none counts")
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{
		"", "count a.b.c", "share% a&b c of=known n=-3 only=listed claim=48.4%",
		"lookup claim=1e300", "top a n=9223372036854775807", "count a claim=-0",
		"nth\ta\u00a0n=2", "count a=b", "sum a claim=.5", "one-in a claim=half",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := stats.ParseQuery(s)
		if err != nil {
			return
		}
		text := q.String()
		again, err := stats.ParseQuery(text)
		if err != nil {
			t.Fatalf("%q gives %q, which cannot be read: %v", s, text, err)
		}
		if !reflect.DeepEqual(q, again) || math.Signbit(q.Claim.Number) != math.Signbit(again.Claim.Number) {
			t.Fatalf("%q gives %q, which gives %#v and not %#v", s, text, again, q)
		}
		if !q.Equal(again) || again.String() != text {
			t.Fatalf("%q is not equal to itself", text)
		}
	})
}
