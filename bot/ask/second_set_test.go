package ask_test

import (
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"cifra/bot/ask"
	"cifra/stats"
)

// theLibrary builds the parser of the invented set about a town library, once
// for all tests. That questions about it get right answers shows that the
// grammar knows nothing of any set.
var theLibrary = sync.OnceValues(func() (*reader, error) { return newReader("../../stats/testdata/library-loans") })

func library(t testing.TB) *reader {
	t.Helper()
	r, err := theLibrary()
	if err != nil {
		t.Fatalf("building the parser of the library set: %v", err)
	}
	return r
}

// A question about the library and what is right: figures with "=" and the
// value where there is one, or a kind with its reason or topic.
type libraryCase struct{ say, lang, want string }

var libraryCases = []libraryCase{
	// totals
	{"How many loans were there?", "en", "loans.total"},
	{"how many members are there", "en", "members.total"},
	{"number of checkouts", "en", "loans.total"},
	{"¿Cuántos préstamos hubo?", "es", "loans.total"},
	{"cuantos socios hay", "es", "members.total"},
	// categories
	{"How many members are senior readers?", "en", "members.age_group.senior"},
	{"how many loans of nonfiction", "en", "loans.genre.nonfiction"},
	{"members on plastic cards", "en", "members.card.plastic"},
	{"members interested in music", "en", "members.interest.music"},
	{"¿Cuántos socios son lectores mayores?", "es", "members.age_group.senior"},
	{"cuantos socios con credencial de papel", "es", "members.card.paper"},
	{"cuantos prestamos de novelas", "es", "loans.genre.fiction"},
	// breakdowns
	{"Members by age group", "en", "members.age_group.young members.age_group.grown members.age_group.senior members.age_group.unknown"},
	{"loans by genre", "en", "loans.genre.fiction loans.genre.nonfiction loans.genre.childrens loans.genre.fiction_and_nonfiction loans.genre.other loans.genre.unknown"},
	{"kinds of card", "en", "members.card.plastic members.card.phone members.card.paper"},
	{"Socios por grupo de edad", "es", "members.age_group.young members.age_group.grown members.age_group.senior members.age_group.unknown"},
	{"socios por tipo de credencial", "es", "members.card.plastic members.card.phone members.card.paper"},
	// shares
	{"What percentage of loans were fiction?", "en", "loans.genre.fiction = 43.67"},
	{"what share of the members have a phone card", "en", "members.card.phone = 23.51"},
	{"what percent of members whose age is known are seniors", "en", "members.age_group.senior = 15.84"},
	{"¿Qué porcentaje de los préstamos fueron de ficción?", "es", "loans.genre.fiction = 43.67"},
	{"que porcentaje de los socios son jubilados", "es", "members.age_group.senior = 15.11"},
	// ranks
	{"Busiest branches", "en", "branch.central branch.harbor branch.hilltop"},
	{"what is the second most common shelf", "en", "shelf.romance"},
	{"top 2 interests", "en", "members.interest.music members.interest.history"},
	{"least common kind of card", "en", "members.card.paper"},
	{"cuál es el segundo interés más común", "es", "members.interest.history"},
	{"cuál es la principal sucursal", "es", "branch.central"},
	// comparisons and sums
	{"More fiction or nonfiction loans?", "en", "loans.genre.fiction loans.genre.nonfiction"},
	{"how many more fiction loans than nonfiction", "en", "loans.genre.fiction loans.genre.nonfiction = 785"},
	{"How many loans per member?", "en", "loans.total members.total = 3.68"},
	{"How many members are not interested in music?", "en", "members.interest.music = 709"},
	{"how many teens and seniors in total among the members", "en", "members.age_group.young members.age_group.senior = 508"},
	{"ratio of plastic to phone cards", "en", "members.card.plastic members.card.phone = 3.25"},
	{"¿Hay más préstamos de ficción o de no ficción?", "es", "loans.genre.fiction loans.genre.nonfiction"},
	{"¿Cuántos préstamos por socio?", "es", "loans.total members.total = 3.68"},
	{"¿Cuántos socios no están interesados en la música?", "es", "members.interest.music = 709"},
	{"cuantos prestamos mas de ficcion que de ensayos", "es", "loans.genre.fiction loans.genre.nonfiction = 785"},
	// what the set lacks
	{"how many senior members are interested in music", "en", "unavailable crosstab"},
	{"socios jubilados con credencial de papel", "es", "unavailable crosstab"},
	{"how much did people pay in fines", "en", "unavailable dimension"},
	{"how many loans of poetry", "en", "unavailable unlisted"},
	{"cuantos prestamos de poesia", "es", "unavailable unlisted"},
	{"how many loans in 2019", "en", "unavailable period"},
	{"cuantos socios habia en 2015", "es", "unavailable period"},
	{"how many members in Texas", "en", "unavailable place"},
	{"what share of the members use the harbor branch", "en", "unavailable unit"},
	{"how many blorptious loans", "en", "unavailable dimension"},
	{"how many members are women", "en", "unavailable dimension"},
	{"how many loans were returned late", "en", "unavailable dimension"},
	// choices and words
	{"age groups", "en", "choice"},
	{"grupos de edad", "es", "choice"},
	{"where do the figures come from", "en", "info source"},
	{"what are the opening hours", "en", "info opening_hours"},
	{"cuál es la fuente", "es", "info source"},
	{"hello", "en", "help"},
	{"who won the world cup", "en", "offtopic"},
	{"my boss took my passport", "en", "support"},
}

func TestQuestionsAboutAnotherSetGetRightAnswers(t *testing.T) {
	library(t).readAll(t, libraryCases)
}

// readAll checks messages, each of which begins a conversation.
func (r *reader) readAll(t *testing.T, cases []libraryCase) {
	t.Helper()
	for _, c := range cases {
		r.checkCase(t, c, r.ask(t, c.say))
	}
}

// checkCase compares a reply with what a case says is right.
func (r *reader) checkCase(t *testing.T, c libraryCase, got reply) {
	t.Helper()
	turn := turn{Say: c.say, Lang: c.lang, Want: r.wanted(t, c.want)}
	if v := judge(got, turn, true); v != right {
		t.Errorf("%s: %q is %s, not %s", v, c.say, got, c.want)
	} else if w := turn.Want.Value; w != nil && math.Abs(*got.Value-*w) > 0.006 {
		t.Errorf("%q is %s, not %s", c.say, got, c.want) // closer than the judge looks
	}
}

// wanted reads what is right of a case.
func (r *reader) wanted(t *testing.T, s string) want {
	t.Helper()
	kind, detail, _ := strings.Cut(s, " ")
	if slices.Contains(kinds, ask.Kind(kind)) {
		w := want{Kind: ask.Kind(kind)}
		switch reason := stats.Reason(detail); {
		case detail == "":
		case w.Kind == ask.Info:
			w.Topic = &detail
		default:
			w.Reason = &reason
		}
		return w
	}
	figures, value, computed := strings.Cut(s, " = ")
	w := want{Kind: ask.Figures}
	for id := range strings.FieldsSeq(figures) {
		if r.set.Figure(stats.ID(id)) == nil {
			t.Fatalf("no figure is called %q", id)
		}
		w.Figures = append(w.Figures, stats.ID(id))
	}
	if computed {
		v := number(t, value)
		w.Value = &v
	}
	return w
}

func TestFollowUpsAboutAnotherSetGoOnFromTheLastQuestion(t *testing.T) {
	library(t).converseAll(t, [][]libraryCase{
		{
			{"how many members are teens?", "en", "members.age_group.young"},
			{"and seniors?", "en", "members.age_group.senior"},
			{"in percent?", "en", "members.age_group.senior = 15.11"},
			{"and loans?", "en", "loans.age_group.senior = 14.94"},
		},
		{
			{"busiest branches", "en", "branch.central branch.harbor branch.hilltop"},
			{"and shelves?", "en", "shelf.crime shelf.romance shelf.space"},
		},
		{
			{"fiction loans", "en", "loans.genre.fiction"},
			{"and nonfiction?", "en", "loans.genre.nonfiction"},
			{"the difference?", "en", "loans.genre.fiction loans.genre.nonfiction = 785"},
			{"ahora en español", "es", "loans.genre.fiction loans.genre.nonfiction = 785"},
		},
		{
			{"cuántos socios son jóvenes", "es", "members.age_group.young"},
			{"y jubilados?", "es", "members.age_group.senior"},
			{"¿en porcentaje?", "es", "members.age_group.senior = 15.11"},
			{"y los préstamos?", "es", "loans.age_group.senior = 14.94"},
			{"perdón, quise decir socios", "es", "members.age_group.senior = 15.11"},
		},
		{
			{"socios por tipo de credencial", "es", "members.card.plastic members.card.phone members.card.paper"},
			{"y por edad?", "es", "members.age_group.young members.age_group.grown members.age_group.senior members.age_group.unknown"},
			{"y en 2019?", "es", "unavailable period"},
		},
	})
}

// Help shows the examples of a set as questions that work.
func TestExamplesOfEverySetAreAnswered(t *testing.T) {
	for _, r := range []*reader{border(t), library(t)} {
		for _, lang := range stats.Langs {
			for _, say := range r.set.Examples.In(lang) {
				if got := r.ask(t, say); got.Kind != ask.Figures || got.Lang != lang.String() {
					t.Errorf("the example %q of %s is %s", say, r.set.ID, got)
				}
			}
		}
	}
}

// Words of one set mean nothing to another.
func TestWordsOfOneSetMeanNothingToAnother(t *testing.T) {
	for _, say := range []string{"how many victims?", "traffickers by age", "cuántas víctimas", "female victims", "top labor industries", "agriculture", "tratantes por nacionalidad", "Honduras", "hotel"} {
		if got := library(t).ask(t, say); got.Kind == ask.Figures {
			t.Errorf("the library has figures for %q: %s", say, got)
		}
	}
	for _, say := range []string{"how many loans?", "busiest branches", "cuántos préstamos", "fiction", "socios por edad", "crime novels", "plastic cards", "members by interest"} {
		if got := border(t).ask(t, say); got.Kind == ask.Figures {
			t.Errorf("the border set has figures for %q: %s", say, got)
		}
	}
}

// Restrictions that the source lacks leave no figure of another set either.
func TestNoFigureOfAnotherSetIsLeftWhenTheSourceLacksARestriction(t *testing.T) {
	r := library(t)
	for _, c := range libraryCases {
		if r.ask(t, c.say).Kind != ask.Figures {
			continue
		}
		for _, restriction := range restrictions {
			if restriction == "by recruiters" {
				continue // "by" and a noun that this set does not know
			}
			for _, say := range append(behind(c.say, restriction), beside(c.say, restriction)...) {
				if got := r.ask(t, say); got.Kind == ask.Figures {
					t.Errorf("%q is %s", say, got)
				}
			}
		}
	}
}
