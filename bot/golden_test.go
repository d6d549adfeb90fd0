package bot_test

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/stats"
)

var update = flag.Bool("update", false, "write the golden files anew")

func borderSet(t testing.TB) *stats.Set {
	t.Helper()
	return bottest.Set(t, "border-2017")
}

// newBot makes a bot with an empty store.
func newBot(t testing.TB, set *stats.Set, parser bot.Parser) *bot.Bot {
	t.Helper()
	return bottest.NewBot(t, set, parser, bot.NewMemory(bot.MemoryOptions{}))
}

// asks is a parser that takes every text for the same question.
func asks(q ask.Question) bot.Parser {
	return bottest.Parser(func(string, ask.Context) ask.Question { return q })
}

func mustQuery(t testing.TB, s string) stats.Query {
	t.Helper()
	q, err := stats.ParseQuery(s)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// replyTo gives the reply to a question in a language.
func replyTo(t testing.TB, set *stats.Set, l stats.Lang, q ask.Question) bot.Reply {
	t.Helper()
	q.Lang = l
	return newBot(t, set, asks(q)).Handle(t.Context(), bot.Message{Text: "x", ID: "m1"})
}

func figures(q stats.Query) ask.Question {
	return ask.Question{Kind: ask.Figures, Readings: []stats.Query{q}}
}

func TestRepliesReadAsTheyShould(t *testing.T) {
	set := borderSet(t)
	var b strings.Builder
	for _, c := range goldenQuestions(t) {
		b.WriteString("## " + c.name + "\n\n")
		for _, l := range stats.Langs {
			r := replyTo(t, set, l, c.question)
			b.WriteString(compact(set, r) + "\n" + pictured(r.Picture))
			for _, choice := range r.Choices {
				b.WriteString("[" + choice.Label + "] " + choice.Ask + "\n")
			}
			for _, choice := range r.Next {
				b.WriteString("> [" + choice.Label + "] " + choice.Ask + "\n")
			}
			b.WriteString("\n")
		}
	}
	golden(t, "replies.golden", b.String())
}

// compact is a reply without what is the same for all: another test sees that
// it is there.
func compact(set *stats.Set, r bot.Reply) string {
	r.Read = strings.TrimSuffix(r.Read, " · "+set.Period.Label.In(r.Lang))
	if n := len(r.Notes); n > 0 {
		r.Notes = r.Notes[:n-1]
	}
	r.Source = ""
	return strings.ReplaceAll(r.Plain(), "\n\n", "\n")
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	bottest.Golden(t, *update, filepath.Join("testdata", name), got)
}

type goldenQuestion struct {
	name     string
	question ask.Question
}

// goldenQuestions holds a question for every operation, reason and kind.
func goldenQuestions(t *testing.T) []goldenQuestion {
	var out []goldenQuestion
	for _, line := range strings.Split(strings.TrimSpace(goldenQueries), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, goldenQuestion{line, figures(mustQuery(t, line))})
		}
	}
	near := func(lines ...string) (qs []stats.Query) {
		for _, line := range lines {
			qs = append(qs, mustQuery(t, line))
		}
		return qs
	}
	add := func(name string, q ask.Question) { out = append(out, goldenQuestion{name, q}) }
	missing := func(reason stats.Reason, thing string, lines ...string) {
		add("unavailable "+string(reason)+" "+thing+": "+strings.Join(lines, ", "),
			ask.Question{Kind: ask.Unavailable, Reason: reason, Thing: thing, Near: near(lines...)})
	}
	missing(stats.Crosstab, "", "count victims.gender.female", "count victims.age.minor")
	missing(stats.Unlisted, "El Salvador", "breakdown victims.nationality", "breakdown traffickers.nationality")
	missing(stats.Unlisted, "El Salvador", "breakdown victims.nationality")
	missing(stats.Unlisted, "", "breakdown labor_industry")
	missing(stats.Unlisted, "X")
	missing(stats.OtherPeriod, "", "count victims.total")
	missing(stats.OtherPeriod, "2019", "count victims.total", "count traffickers.total")
	missing(stats.Place, "", "count cases.total")
	missing(stats.Place, "Texas", "count cases.total")
	missing(stats.NotMeasured, "", "breakdown victims.age")
	missing(stats.NotMeasured, "X", "breakdown victims.age")
	missing(stats.UnstatedUnit, "", "breakdown labor_industry")
	add("unavailable, a word not understood", ask.Question{Kind: ask.Unavailable, Reason: stats.NotMeasured,
		Unknown: []string{"zzz"}, Near: near("count victims.total")})

	choice := func(lines ...string) {
		add("choice "+strings.Join(lines, ", "), ask.Question{Kind: ask.Choice, Readings: near(lines...)})
	}
	choice("breakdown victims.gender", "breakdown traffickers.gender")
	choice("count victims.gender.female", "count traffickers.gender.female")
	choice("breakdown victims.gender", "breakdown victims.type")
	choice("breakdown victims.gender", "breakdown traffickers.gender", "breakdown victims.type")
	choice("compare victims.nationality.mexico victims.nationality.usa", "compare traffickers.nationality.mexico traffickers.nationality.usa")

	for _, topic := range []string{"source", "period", "case_study"} {
		add("info "+topic, ask.Question{Kind: ask.Info, Topic: topic})
	}
	for _, kind := range []ask.HelpKind{ask.HelpGreeting, ask.HelpThanks, ask.HelpBye, ask.HelpWhat, ask.HelpIdentity,
		ask.HelpEmpty, ask.HelpLanguage, ask.HelpSwitch} {
		add("help "+string(kind), ask.Question{Kind: ask.Help, Help: kind})
	}
	add("support", ask.Question{Kind: ask.Support})
	add("offtopic", ask.Question{Kind: ask.Offtopic})
	return out
}

const goldenQueries = `
count victims.total
count calls.total cases.total victims.total traffickers.total
count victims.gender.female
count traffickers.gender.minority
count victims.type.sex_and_labor
count victims.type.other
count victims.age.unknown
count traffickers.nationality.usa
count victims.nationality.honduras
count labor_industry.agriculture
count sex_type.escort
count victims.gender.female victims.age.minor
count victims.gender.female traffickers.gender.female
count labor_industry.agriculture labor_industry.domestic_work
count victims.total victims.gender.female labor_industry.agriculture
count victims.gender traffickers.gender
count% victims.gender.female
count% traffickers.gender.minority
count% victims.gender.female victims.age.minor
count% labor_industry.agriculture
count victims.total&labor_industry.agriculture
count% victims.type.labor&labor_industry.agriculture
share victims.age.minor
share victims.age.minor of=known
share victims.gender.male victims.gender.female of=known
share victims.nationality.mexico of=known
share labor_industry.agriculture of=listed
share labor_industry.agriculture labor_industry.domestic_work of=listed
share victims.nationality.mexico of=listed
share victims.type.labor victims.type.sex
share victims.nationality.mexico victims.nationality.usa
share victims.gender.female traffickers.gender.female
breakdown victims.type
breakdown victims.age
breakdown traffickers.nationality
breakdown labor_industry
breakdown victims.gender traffickers.gender
breakdown victims.gender victims.age victims.nationality
top victims.nationality n=2
top labor_industry n=2
top sex_type
top victims.gender
top victims.gender n=-2
top traffickers.gender n=1
top labor_industry n=1
top victims.type n=-1
nth victims.nationality n=2
nth labor_industry n=1
nth labor_industry n=2
nth victims.type n=1
nth victims.type n=-1
nth victims.type n=-2
nth labor_industry n=-1 only=listed
nth victims.nationality n=-1 only=listed
top victims.nationality n=-2 only=listed
count victims.type victims.total
nth labor_industry n=-1
nth labor_industry n=4
nth victims.nationality n=5
compare victims.gender.female victims.gender.male
compare victims.gender.male victims.gender.female
compare victims.total traffickers.total
compare traffickers.gender.male traffickers.gender.minority
compare victims.gender.female traffickers.gender.female
compare victims.nationality.mexico traffickers.nationality.usa
compare sex_type.hotel_motel sex_type.escort
compare labor_industry.domestic_work labor_industry.agriculture
compare victims.gender.female labor_industry.agriculture
compare victims.gender traffickers.gender
compare victims.type.labor victims.type.sex victims.type.sex_and_labor
sum victims.type.sex victims.type.sex_and_labor
sum victims.age.minor traffickers.age.minor
sum victims.total traffickers.total
sum calls.total cases.total
sum victims.gender.female victims.age.minor
sum labor_industry.agriculture labor_industry.domestic_work
sum labor_industry
sum victims.nationality.mexico victims.nationality.usa
sum traffickers.gender.minority victims.gender.minority
difference victims.gender.female victims.gender.male
difference calls.total cases.total
difference labor_industry.agriculture labor_industry.domestic_work
difference% victims.gender.female traffickers.gender.female
difference victims.gender.female victims.gender.female
ratio traffickers.gender.male traffickers.gender.female
ratio% traffickers.gender.male traffickers.gender.female
ratio labor_industry.agriculture labor_industry.illicit_activities
ratio traffickers.gender.male traffickers.gender.minority
per victims.total cases.total
per victims.total traffickers.gender.female
one-in victims.age.minor
one-in traffickers.gender.minority
one-in victims.age.minor victims.age.unknown
one-in labor_industry.agriculture of=listed
complement victims.nationality.mexico
complement% victims.nationality.mexico
complement victims.age.unknown
complement% victims.age.unknown
complement traffickers.gender.male
complement victims.age.minor of=known
complement victims.gender.male victims.gender.female
complement% victims.gender.male victims.gender.female
complement labor_industry.agriculture
complement labor_industry.agriculture only=listed
complement victims.nationality.mexico victims.nationality.usa
complement victims.total
lookup claim=609
lookup claim=1257
lookup claim=10
lookup claim=78
lookup claim=48%
lookup claim=999
count victims.gender.female claim=90%
count victims.gender.female claim=48.4%
count traffickers.nationality.mexico claim=60.3%
count traffickers.gender.male claim=most
count victims.gender.female claim=most
count victims.gender.female claim=half
count victims.gender.female claim=609
count victims.gender.female claim=572
count victims.total claim=727
count victims.gender.female&victims.age.minor
count victims.type.sex&victims.gender
count victims.gender&victims.age
count victims.gender.female&victims.age.minor&victims.nationality.mexico
count victims.nationality.mexico&labor_industry.agriculture
count victims.nationality.mexico&victims.nationality.usa
count traffickers.total&victims.type.labor
count cases.total&victims.age.minor
count traffickers.total&labor_industry.agriculture
count traffickers.gender.female&traffickers.nationality.mexico
`
