package ask_test

import (
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"cifra/bot/ask"
	"cifra/stats"
)

// hostile are messages that nobody means well with, or that come of broken
// programs.
var hostile = []string{
	"", " ", "\n\n\n", "\x00", "how many\x00victims", "\xff\xfe victims", "victims\xc3", "\xe2\x80", "\xed\xa0\x80 cuantas",
	"\u202ehow many victims\u202c", "\u200f\u200eví\u0301\u0301\u0301ctimas", strings.Repeat("\u0301", 500), "v" + strings.Repeat("\u0301", 5000) + "ictims",
	"{{{{{{{{", "}}}}", "{victim{,s}}", "victim{,s} * *", "*", "* * * *", "[[words]]", "?!?!?!…¿¡", "........", "-----", "\"'`´’", "%", "% % %", "#", "# 1", "+ + +", "& &", "/ / /", "$$$", "= = =",
	strings.Repeat("9", 20_000), strings.Repeat("1,", 8_000), strings.Repeat("1.", 8_000), "1e400 victims", "-5 victims", "0 victims", "top 0 industries", "top 999999999999999999999 industries",
	"99999999999999999999999th most common nationality", "#99999999999999999999", "２０ victims", "½ of the victims", "Ⅷ victims", "٣ victims", "top -3 nationalities",
	strings.Repeat("a", 20_000), strings.Repeat("victims ", 2_500), strings.Repeat("victims", 3_000), strings.Repeat("not ", 2_000) + "victims", strings.Repeat("and ", 3_000), strings.Repeat("how many victims? ", 900),
	strings.Repeat("victims and traffickers by age and gender and nationality ", 280), strings.Repeat("women or men ", 1_200), strings.Repeat("vitcims ", 2_000), strings.Repeat("my sister is locked ", 800), strings.Repeat("x ", 8_000),
	"🙏🏽 how many victims 😢", strings.Repeat("👩‍👩‍👧‍👦", 300), "🇲🇽 vs 🇺🇸", "victims\u2028traffickers\u2029cases", "victims\vtraffickers\fcases", "\ufeffvictims",
	"<script>alert(1)</script> victims", "'; DROP TABLE victims; --", "%s %d %n victims", "${victims}", "../../etc/passwd victims", "how many victims\r\nhow many traffickers", "Σ victims ς", "İstanbul victims", "ﬁrst victims", "ŉ ǆ ß victims",
}

// FuzzParse puts any two messages, one after the other, and asks for what holds
// of every reply.
func FuzzParse(f *testing.F) {
	b := border(f)
	for _, c := range jsonLines[conversation](f, filepath.Join(corpusDir, "dev.jsonl")) {
		for i := range c.Turns {
			f.Add(c.Turns[max(0, i-1)].Say, c.Turns[i].Say)
		}
	}
	for i, s := range hostile {
		f.Add("how many victims are women?", s)
		f.Add(s, hostile[(i+7)%len(hostile)])
		f.Add(s, "and traffickers?")
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		prev := b.checked(t, first, ask.Context{}).Next
		b.checked(t, second, prev)
	})
}

// tooLong is far more than the longest message takes, under the race detector
// and the fuzzer's instruments too.
const tooLong = 3 * time.Second

// checked parses a message and checks what holds of every Question.
func (r *reader) checked(t *testing.T, text string, prev ask.Context) ask.Question {
	t.Helper()
	before := cloned(prev)
	start := time.Now()
	q := r.parser.Parse(text, prev)
	if took := time.Since(start); took > tooLong {
		t.Fatalf("%.200q (%d bytes) took %v", text, len(text), took)
	}
	if !reflect.DeepEqual(prev, before) {
		t.Errorf("%.200q changed the context it was given:\n   was %+v\n   is  %+v", text, before, prev)
	}
	if q.Trace != nil {
		t.Errorf("%.200q has a trace that nobody asked for", text)
	}
	explained := r.parser.Explain(text, prev)
	if explained.Trace == nil {
		t.Errorf("%.200q has no trace", text)
	}
	explained.Trace = nil
	if !reflect.DeepEqual(q, explained) {
		t.Errorf("%.200q is parsed and explained differently:\n   %+v\n   %+v", text, q, explained)
	}
	r.checkQuestion(t, text, q)
	return q
}

// checkQuestion checks that the parts of a Question belong together and that
// its queries are such as the data set takes.
func (r *reader) checkQuestion(t *testing.T, text string, q ask.Question) {
	t.Helper()
	wrong := func(why string) { t.Errorf("%.200q: %s: %+v", text, why, q) }
	switch q.Kind {
	case ask.Figures:
		if len(q.Readings) != 1 {
			wrong("of kind figures without one reading")
		}
	case ask.Choice:
		if len(q.Readings) < 2 {
			wrong("a choice without a choice")
		}
	case ask.Unavailable:
		if !slices.Contains(reasons, q.Reason) {
			wrong("no such reason")
		}
	case ask.Info:
		if r.set.Topic(q.Topic) == nil {
			wrong("no such topic")
		}
	case ask.Help:
		if !slices.Contains(helps, q.Help) {
			wrong("no such help")
		}
	case ask.Support:
		if !reflect.DeepEqual(q.Next, ask.Context{Known: true, Lang: q.Lang}) {
			wrong("something is kept of a call for help")
		}
	case ask.Offtopic:
	default:
		wrong("no such kind")
	}
	if q.Lang != stats.EN && q.Lang != stats.ES || !q.Next.Known || q.Next.Lang != q.Lang {
		wrong("the language is not kept")
	}
	if q.Kind != ask.Figures && q.Kind != ask.Choice && len(q.Readings) > 0 || q.Kind != ask.Unavailable && len(q.Near) > 0 {
		wrong("queries of another kind")
	}
	for _, query := range q.Readings {
		r.checkQuery(t, text, query)
	}
	for _, query := range q.Near {
		if a := r.checkQuery(t, text, query); a.Reason != stats.NoReason {
			wrong("what is nearest has no answer either: " + query.String())
		}
	}
	for _, query := range []stats.Query{q.Next.Last, q.Next.Before} {
		if query.Op != 0 {
			r.checkQuery(t, text, query)
		}
	}
}

var helps = []ask.HelpKind{ask.HelpGreeting, ask.HelpThanks, ask.HelpBye, ask.HelpWhat, ask.HelpIdentity, ask.HelpEmpty, ask.HelpLanguage, ask.HelpSwitch}

// checkQuery checks that a query can be evaluated, and written and read again.
func (r *reader) checkQuery(t *testing.T, text string, q stats.Query) stats.Answer {
	t.Helper()
	a, err := r.set.Eval(q)
	if err != nil {
		t.Errorf("%.200q: evaluating %s: %v", text, q, err)
	}
	again, err := stats.ParseQuery(q.String())
	if err != nil || !again.Equal(q) {
		t.Errorf("%.200q: %s is read as %s (%v)", text, q, again, err)
	}
	return a
}

// cloned copies a context down to the ids, so that a change to it shows.
func cloned(c ask.Context) ask.Context {
	for _, q := range []*stats.Query{&c.Last, &c.Before} {
		terms := slices.Clone(q.Terms)
		for i := range terms {
			terms[i] = slices.Clone(terms[i])
		}
		q.Terms = terms
	}
	return c
}

// FuzzNoise puts words that nobody knows, by themselves and in a question:
// no figure comes of either.
func FuzzNoise(f *testing.F) {
	b := border(f)
	for seed := range uint64(300) {
		f.Add(seed, uint8(seed), seed%2 == 0)
	}
	questions := []string{"how many %s victims", "how many victims %s?", "%s mujeres", "victims by gender, %s", "cuantas victimas %s hubo", "percentage of %s traffickers", "top labor industries %s", "cuantos tratantes son %s", "overview %s", "%s: how many traffickers"}
	_, known := b.read(f, "how many victims are women?", ask.Context{})
	f.Fuzz(func(t *testing.T, seed uint64, n uint8, after bool) {
		noise := b.noise(rand.New(rand.NewPCG(seed, 0)), 1+int(n)%12)
		text, prev := strings.Join(noise, " "), ask.Context{}
		if after {
			prev = known.Next
		}
		if got, _ := b.read(t, text, prev); got.Kind == ask.Figures {
			t.Errorf("%q, after %s, is %s", text, prev.Last, got)
		}
		question := strings.Replace(questions[seed%uint64(len(questions))], "%s", noise[0], 1)
		if got, _ := b.read(t, question, prev); got.Kind == ask.Figures {
			t.Errorf("%q is %s", question, got)
		}
	})
}

// noise makes words of random letters, none of them in the lexicon or close
// enough to a word of it to be read as that.
func (r *reader) noise(random *rand.Rand, n int) []string {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	var out []string
	for len(out) < n {
		word := make([]byte, 3+random.IntN(10))
		for i := range word {
			word[i] = letters[random.IntN(len(letters))]
		}
		if w := string(word); !ask.Knows(r.parser, w) && !ask.RightAsItIs(r.parser, w) && ask.Corrected(r.parser, w) == "" {
			out = append(out, w)
		}
	}
	return out
}

func TestAMessageTooLongToReadWholeGetsNoFigure(t *testing.T) {
	b := border(t)
	for _, say := range []string{"how many victims? ", "cuántas víctimas son mujeres, "} {
		long := strings.Repeat(say, 17_000/len(say)+1)
		if got := b.ask(t, long+" in 2019"); got.Kind == ask.Figures {
			t.Errorf("%d bytes of %q, and a restriction at their end: %s", len(long), say, got)
		}
	}
}

func TestParserIsUsedByManyAtOnce(t *testing.T) {
	b := border(t)
	var lines []string
	var want []reply
	for _, line := range answeredLines(t, dev) {
		lines, want = append(lines, line.say), append(want, line.reply)
	}
	for worker := range 8 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for i := range lines {
				k := (i + worker*29) % len(lines)
				if got := b.ask(t, lines[k]); !got.same(want[k]) {
					t.Errorf("%q\n   was %s\n   is  %s", lines[k], want[k], got)
				}
			}
		})
	}
}
