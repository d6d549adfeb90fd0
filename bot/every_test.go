package bot

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"cifra/bot/ask"
	"cifra/stats"
	"cifra/stats/sets"
)

// quietParser answers nothing; these tests hand queries over as buttons do.
type quietParser struct{}

func (quietParser) Parse(string, ask.Context) ask.Question { return ask.Question{Kind: ask.Offtopic} }

func border(t testing.TB) *stats.Set {
	t.Helper()
	set, err := sets.Load("border-2017")
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// library is an invented set, to see that the bot knows no set better than
// another.
func library(t testing.TB) *stats.Set {
	t.Helper()
	set, err := stats.Load(os.DirFS("../stats/testdata/library-loans"))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func guardedBot(t testing.TB, set *stats.Set) *Bot {
	t.Helper()
	both := func(s string) stats.Text { return stats.Text{EN: s, ES: s} }
	b, err := New(Config{
		Sets: []Data{{Set: set, Parser: quietParser{}}}, Store: NewMemory(MemoryOptions{}),
		Contacts: []Hotline{{Name: both("Line"), Lines: []stats.Text{both("555 0100")}, About: both("24 hours"), Checked: set.Period.End}},
		Report:   func(err error) { t.Errorf("reported: %v", err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// everyQuery asks each operation of each figure, of pairs of figures, and of each
// breakdown, with the bases and claims that go with it.
func everyQuery(set *stats.Set) []stats.Query {
	var out []stats.Query
	add := func(q stats.Query, ids ...stats.ID) {
		for _, id := range ids {
			q.Terms = append(q.Terms[:len(q.Terms):len(q.Terms)], stats.Term{id})
		}
		out = append(out, q)
	}
	claims := []stats.Claim{{Kind: stats.ClaimPercent, Number: 60.3}, {Kind: stats.ClaimPercent, Number: 33},
		{Kind: stats.ClaimCount, Number: 203}, {Kind: stats.ClaimCount, Number: 1234567}, {Kind: stats.ClaimMost}, {Kind: stats.ClaimHalf}}
	for i, f := range set.Figures {
		for _, op := range []stats.Op{stats.OpCount, stats.OpShare, stats.OpCompare, stats.OpSum, stats.OpOneIn, stats.OpComplement} {
			for base := stats.BasePopulation; base <= stats.BaseListed; base++ {
				for _, q := range []stats.Query{{Op: op, Base: base}, {Op: op, Base: base, Percent: true}, {Op: op, Base: base, Listed: true}} {
					add(q, f.ID)
				}
			}
		}
		for _, c := range claims {
			add(stats.Query{Op: stats.OpCount, Claim: c}, f.ID)
			add(stats.Query{Op: stats.OpComplement, Claim: c}, f.ID)
		}
		add(stats.Query{Op: stats.OpLookup, Claim: stats.Claim{Kind: stats.ClaimCount, Number: float64(f.Count)}})
		for j, g := range set.Figures {
			alike := f.Breakdown == g.Breakdown || f.Category == g.Category
			if !alike && (i+j)%5 > 0 {
				continue // the others are of a kind
			}
			for _, op := range []stats.Op{stats.OpCount, stats.OpCompare, stats.OpSum, stats.OpDifference, stats.OpRatio, stats.OpPer} {
				add(stats.Query{Op: op}, f.ID, g.ID)
			}
			add(stats.Query{Op: stats.OpShare}, f.ID, g.ID)
			add(stats.Query{Op: stats.OpComplement}, f.ID, g.ID)
			add(stats.Query{Op: stats.OpDifference, Percent: true}, f.ID, g.ID)
			add(stats.Query{Op: stats.OpRatio, Percent: true}, f.ID, g.ID)
			out = append(out, stats.Query{Op: stats.OpCount, Terms: []stats.Term{{f.ID, g.ID}}})
		}
	}
	for percent := range 101 {
		add(stats.Query{Op: stats.OpLookup, Claim: stats.Claim{Kind: stats.ClaimPercent, Number: float64(percent)}})
	}
	for _, b := range set.Breakdowns {
		add(stats.Query{Op: stats.OpBreakdown}, b.ID)
		add(stats.Query{Op: stats.OpBreakdown, Base: stats.BaseKnown}, b.ID)
		add(stats.Query{Op: stats.OpSum}, b.ID)
		for n := -6; n <= 6; n++ {
			add(stats.Query{Op: stats.OpTop, N: n}, b.ID)
			add(stats.Query{Op: stats.OpTop, N: n, Listed: true}, b.ID)
			if n != 0 {
				add(stats.Query{Op: stats.OpNth, N: n}, b.ID)
				add(stats.Query{Op: stats.OpNth, N: n, Listed: true}, b.ID)
			}
		}
		for _, c := range set.Breakdowns {
			add(stats.Query{Op: stats.OpBreakdown}, b.ID, c.ID)
			add(stats.Query{Op: stats.OpCompare}, b.ID, c.ID)
			out = append(out, stats.Query{Op: stats.OpCount, Terms: []stats.Term{{b.ID, c.ID}}})
		}
	}
	return out
}

// TestEveryQueryGetsAReplyInBothLanguages also passes every one through the
// guard: one that it stopped would be of kind Trouble, and reported.
func TestEveryQueryGetsAReplyInBothLanguages(t *testing.T) {
	for _, set := range []*stats.Set{border(t), library(t), national(t)} {
		t.Run(set.ID, func(t *testing.T) {
			t.Parallel()
			b := guardedBot(t, set)
			buttons, tongues := &labels{}, newTongues()
			for i, q := range everyQuery(set) {
				var both [len(stats.Langs)]Reply
				for _, l := range stats.Langs {
					r := b.Handle(t.Context(), Message{Query: &q, Lang: l.String()})
					if r.Kind != ask.Figures && r.Kind != ask.Unavailable || r.Text == "" || r.Lang != l {
						t.Fatalf("%v in %v: kind %q, language %v: %q", q, l, r.Kind, r.Lang, r.Text)
					}
					checkProse(t, q.String(), r)
					if i%10 == 0 || len(q.Terms) == 0 || q.N != 0 {
						tongues.check(t, q.String(), set, r)
					}
					buttons.add(t, q.String(), r)
					both[l] = r
				}
				checkParity(t, q.String(), both[stats.EN], both[stats.ES])
			}
			if buttons.long*20 > buttons.all {
				t.Errorf("%d of %d buttons have more than %d characters", buttons.long, buttons.all, longLabel)
			}
		})
	}
}

func TestTalkKeepsToItsLanguage(t *testing.T) {
	set := border(t)
	b, tongues := guardedBot(t, set), newTongues()
	for _, l := range stats.Langs {
		told := func(q ask.Question) Reply {
			t.Helper()
			told, err := b.tell(Message{}, b.books[0], q)
			if err != nil {
				t.Fatal(err)
			}
			return *told.reply
		}
		check := func(name string, r Reply) {
			tongues.check(t, name, set, r)
			if strings.ContainsAny(r.Plain(), "!¡") {
				t.Errorf("%s in %v: %q", name, l, r.Plain())
			}
		}
		for _, kind := range []ask.HelpKind{ask.HelpGreeting, ask.HelpThanks, ask.HelpBye, ask.HelpWhat, ask.HelpIdentity, ask.HelpEmpty, ask.HelpSwitch} {
			check("help "+string(kind), told(ask.Question{Lang: l, Kind: ask.Help, Help: kind}))
		}
		check("offtopic", told(ask.Question{Lang: l, Kind: ask.Offtopic}))
		check("trouble", b.trouble(l))
		check("forgotten", b.Handle(t.Context(), Message{Command: "forget", Lang: l.String()}))
		for _, reason := range []stats.Reason{stats.Crosstab, stats.Unlisted, stats.OtherPeriod, stats.Place, stats.NotMeasured, stats.UnstatedUnit} {
			check(string(reason), told(ask.Question{Lang: l, Kind: ask.Unavailable, Reason: reason}))
		}
	}
}

// checkProse checks what every reply has in common.
func checkProse(t *testing.T, name string, r Reply) {
	t.Helper()
	plain := r.Plain()
	for _, never := range []string{"!", "¡", "rescued", "rescatad", "  ", "%!", "()", "“”", " .", " ,", "..", "{", "}", "[", "]", "<nil>", "(0)"} {
		if strings.Contains(plain, never) {
			t.Fatalf("%s: the reply holds %q:\n%s", name, never, plain)
		}
	}
	said := r.Kind == ask.Figures || len(r.Notes) > 0
	if said && (r.Source == "" || len(r.Notes) == 0) {
		t.Fatalf("%s: a figure without its source or its caveat:\n%s", name, plain)
	}
	if strings.HasSuffix(r.Text, ".") == strings.HasSuffix(r.Text, "?") {
		t.Fatalf("%s: the text is no sentence: %q", name, r.Text)
	}
	for _, c := range append(r.Choices, r.Next...) {
		if c.Label == "" || c.Ask == "" || c.Query.Op == 0 {
			t.Fatalf("%s: an empty choice: %+v", name, c)
		}
	}
}

// tongues finds words that only the other language has.
type tongues [len(stats.Langs)]*regexp.Regexp

func newTongues() tongues {
	words := func(s string) *regexp.Regexp { return regexp.MustCompile(`(?i)(^|[^\pL])(` + s + `)($|[^\pL])`) }
	return tongues{
		stats.EN: words(`el|la|los|las|de|del|que|por|con|eran|era|fuente|víctimas?|y|no es`),
		stats.ES: words(`the|of|and|were|was|with|not|by|is|are|for|that|which|how|many|source|counts?|victims?|or|who|known?`),
	}
}

func (o tongues) check(t *testing.T, name string, set *stats.Set, r Reply) {
	t.Helper()
	text := strings.ReplaceAll(r.Plain(), set.Source.Title.In(r.Lang), "")
	for _, c := range append(r.Choices, r.Next...) {
		text += "\n" + c.Label + "\n" + c.Ask
	}
	if word := o[r.Lang].FindString(text); word != "" {
		t.Errorf("%s in %v: %q in:\n%s", name, r.Lang, word, text)
	}
}

// checkParity checks that both languages say the same.
func checkParity(t *testing.T, name string, en, es Reply) {
	t.Helper()
	if en.Kind != es.Kind || en.Reason != es.Reason || len(en.Rows) != len(es.Rows) || len(en.Notes) != len(es.Notes) ||
		len(en.Next) != len(es.Next) || len(en.Choices) != len(es.Choices) || (en.Title == "") != (es.Title == "") {
		t.Errorf("%s: the languages say different things:\n%s\n\n%s", name, en.Plain(), es.Plain())
	}
	if a, b := numbersIn(en.Text), numbersIn(es.Text); !slices.Equal(a, b) {
		t.Errorf("%s: %q holds %v, and %q %v", name, en.Text, a, es.Text, b)
	}
}

// labels counts how many buttons have more characters than every platform
// shows.
type labels struct{ all, long int }

func (s *labels) add(t *testing.T, name string, r Reply) {
	t.Helper()
	for _, row := range r.Rows {
		if utf8.RuneCountInString(row.Short) > 20 || row.Short == "" {
			t.Errorf("%s: the short label %q", name, row.Short)
		}
	}
	for _, c := range append(r.Choices, r.Next...) {
		if s.all++; utf8.RuneCountInString(c.Label) > longLabel {
			s.long++
		}
	}
}

// numbersIn gives the numbers of a text, sorted: the languages may order them
// differently.
func numbersIn(text string) []string {
	var out []string
	for at := 0; ; {
		n, found := nextNumber(text, at)
		if !found {
			slices.Sort(out)
			return out
		}
		out = append(out, n.text)
		at = n.end
	}
}
