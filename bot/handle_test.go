package bot_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/stats"
)

// recorder is a parser that keeps the contexts it is given, and a reporter
// that keeps the errors it gets.
type recorder struct {
	mu       sync.Mutex
	prev     []ask.Context
	reported []error
	answer   func(text string, prev ask.Context) ask.Question
}

func (r *recorder) Parse(text string, prev ask.Context) ask.Question {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.prev = append(r.prev, prev)
	q := r.answer(text, prev)
	q.Trace = &ask.Trace{} // a reply with a trace is not kept, so that every message is seen here
	return q
}

func (r *recorder) report(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reported = append(r.reported, err)
}

func (r *recorder) last() ask.Context { return r.prev[len(r.prev)-1] }

// countsOf answers every message with a count of the figure it names.
func countsOf(text string, prev ask.Context) ask.Question {
	q := stats.Query{Op: stats.OpCount, Terms: []stats.Term{{stats.ID(text)}}}
	return ask.Question{Lang: prev.Lang, Kind: ask.Figures, Readings: []stats.Query{q},
		Next: ask.Context{Known: true, Lang: prev.Lang, Last: q, Before: prev.Last}}
}

func (r *recorder) bot(t *testing.T, store bot.Store, lang string) *bot.Bot {
	t.Helper()
	if r.answer == nil {
		r.answer = countsOf
	}
	b, err := bot.New(bot.Config{Sets: []bot.Data{{Set: borderSet(t), Parser: r}}, Store: store, Lang: lang, Contacts: bottest.Hotlines(), Report: r.report})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (r *recorder) quiet(t *testing.T) {
	t.Helper()
	if len(r.reported) > 0 {
		t.Errorf("reported: %v", r.reported)
	}
}

const (
	females = "victims.gender.female"
	minors  = "victims.age.minor"
)

func from(user, chat, text string) bot.Message {
	return bot.Message{Platform: "slack", Chat: chat, User: user, Text: text}
}

func isLast(c ask.Context, id stats.ID) bool {
	return len(c.Last.Terms) == 1 && slices.Equal(c.Last.Terms[0], stats.Term{id})
}

func TestPressedButtonNeedsNoParserAndStillMovesTheConversation(t *testing.T) {
	r := &recorder{}
	b := r.bot(t, bot.NewMemory(bot.MemoryOptions{}), "auto")
	b.Handle(t.Context(), from("ana", "c1", females))
	q := mustQuery(t, "breakdown traffickers.gender")
	m := from("ana", "c1", "")
	m.Query, m.Lang = &q, "es"
	reply := b.Handle(t.Context(), m)
	if reply.Kind != ask.Figures || reply.Lang != stats.ES || len(reply.Rows) != 4 || len(r.prev) != 1 {
		t.Errorf("the button got %+v after %d parses", reply, len(r.prev))
	}
	b.Handle(t.Context(), from("ana", "c1", females))
	if c := r.last(); !isLast(c, "traffickers.gender") || c.Lang != stats.ES || !slices.Equal(c.Before.Terms[0], stats.Term{females}) {
		t.Errorf("after the button the context is %+v", c)
	}
	r.quiet(t)
}

func TestButtonOfAnotherEditionIsSaidToBeStale(t *testing.T) {
	r := &recorder{}
	b := r.bot(t, bot.NewMemory(bot.MemoryOptions{}), "auto")
	q := mustQuery(t, "count victims.shoe_size.large")
	m := from("ana", "c1", "")
	m.Query = &q
	if reply := b.Handle(t.Context(), m); reply.Kind != bot.Trouble || !strings.Contains(reply.Text, "earlier edition") {
		t.Errorf("got %+v", reply)
	}
	r.quiet(t)
}

func TestSupportComesWithContactsAloneAndLeavesNothing(t *testing.T) {
	r := &recorder{}
	r.answer = func(text string, prev ask.Context) ask.Question {
		if text == "help" {
			return ask.Question{Lang: stats.ES, Kind: ask.Support, Next: ask.Context{Known: true, Lang: stats.ES}}
		}
		return countsOf(text, prev)
	}
	store := bot.NewMemory(bot.MemoryOptions{})
	b := r.bot(t, store, "auto")
	b.Handle(t.Context(), from("ana", "c1", females))
	reply := b.Handle(t.Context(), from("ana", "c1", "help"))
	if reply.Kind != ask.Support || len(reply.Contacts) != 2 || reply.Contacts[0].Lines[0] != "1-888-373-7888" || reply.Contacts[1].Name != "Línea del sur" {
		t.Errorf("got %+v", reply)
	}
	if len(reply.Next)+len(reply.Choices)+len(reply.Rows)+len(reply.Notes) > 0 || reply.Source+reply.Read+reply.Title != "" {
		t.Errorf("more than contacts: %+v", reply)
	}
	if !strings.Contains(reply.Text, "911") || !strings.HasPrefix(reply.Plain(), "Línea del norte\n1-888-373-7888\n") {
		t.Errorf("in plain text:\n%s", reply.Plain())
	}
	b.Handle(t.Context(), from("ana", "c1", females))
	if r.last().Known {
		t.Errorf("after support there is still %+v", r.last())
	}
	r.quiet(t)
}

func TestPanickingParserGivesTheTroubleReply(t *testing.T) {
	secret := "my boss keeps my passport"
	for name, panics := range map[string]func(string){
		"with the message itself": func(text string) { panic(text) },
		"with an error":           func(text string) { panic(fmt.Errorf("cannot read %q", text)) },
		"of the runtime":          func(text string) { _ = text[len(text):][1] },
	} {
		r := &recorder{}
		r.answer = func(text string, _ ask.Context) ask.Question { panics(text); return ask.Question{} }
		b := r.bot(t, bot.NewMemory(bot.MemoryOptions{}), "es")
		reply := b.Handle(t.Context(), from("ana", "c1", secret))
		if reply.Kind != bot.Trouble || reply.Lang != stats.ES || !strings.Contains(reply.Text, "falló") {
			t.Errorf("%s: got %+v", name, reply)
		}
		if len(r.reported) != 1 || strings.Contains(r.reported[0].Error(), "passport") || !strings.Contains(r.reported[0].Error(), "handle_test.go") {
			t.Errorf("%s: reported %v", name, r.reported)
		}
	}
}

func TestQuestionThatMakesNoSenseGivesTheTroubleReply(t *testing.T) {
	for name, q := range map[string]ask.Question{
		"figures without a reading": {Kind: ask.Figures},
		"a topic the set has not":   {Kind: ask.Info, Topic: "weather"},
		"a figure the set has not":  {Kind: ask.Figures, Readings: []stats.Query{{Op: stats.OpCount, Terms: []stats.Term{{"x"}}}}},
		"a language there is not":   {Kind: ask.Help, Lang: 7},
	} {
		r := &recorder{}
		r.answer = func(string, ask.Context) ask.Question { return q }
		reply := r.bot(t, bot.NewMemory(bot.MemoryOptions{}), "").Handle(t.Context(), from("ana", "c1", "x"))
		if reply.Kind != bot.Trouble || reply.Text == "" || len(r.reported) != 1 {
			t.Errorf("%s: got %+v, reported %v", name, reply, r.reported)
		}
	}
}

// brokenStore is a store whose medium is gone.
type brokenStore struct{ bot.Store }

var errGone = errors.New("connection refused")

func (brokenStore) Session(context.Context, string) ([]byte, error) { return nil, errGone }
func (brokenStore) SaveSession(context.Context, string, []byte, time.Duration) error {
	return errGone
}
func (brokenStore) DeleteSession(context.Context, string) error { return errGone }
func (brokenStore) Preference(context.Context, string) (string, error) {
	return "", errGone
}
func (brokenStore) SetPreference(context.Context, string, string, time.Duration) error {
	return errGone
}
func (brokenStore) DeletePreference(context.Context, string) error { return errGone }

func TestFailingStoreCostsTheContextAndNotTheAnswer(t *testing.T) {
	r := &recorder{}
	b := r.bot(t, brokenStore{}, "auto")
	reply := b.Handle(t.Context(), from("ana", "c1", females))
	if reply.Kind != ask.Figures || !strings.HasPrefix(reply.Text, "609 of the 1,257") {
		t.Errorf("got %+v", reply)
	}
	if len(r.reported) != 3 || !errors.Is(r.reported[0], errGone) {
		t.Errorf("reported %v, want the session's loading and saving and the preference's", r.reported)
	}
	if reply := b.Handle(t.Context(), from("ana", "c1", "/forget")); reply.Kind != bot.Trouble {
		t.Errorf("forgetting what cannot be deleted is said as %+v", reply)
	}
}

func TestSupportIsGivenEvenWhereTheStoreFails(t *testing.T) {
	r := &recorder{answer: func(string, ask.Context) ask.Question { return ask.Question{Kind: ask.Support} }}
	if reply := r.bot(t, brokenStore{}, "auto").Handle(t.Context(), from("ana", "c1", "help me")); len(reply.Contacts) != 2 {
		t.Errorf("got %+v", reply)
	}
}

func TestChartOfOneFigureShowsItsWholeList(t *testing.T) {
	r := &recorder{answer: func(text string, prev ask.Context) ask.Question {
		q := countsOf(text, prev)
		q.Chart = true
		return q
	}}
	b := r.bot(t, bot.NewMemory(bot.MemoryOptions{}), "auto")
	reply := b.Handle(t.Context(), from("ana", "c1", females))
	if !reply.Chart || len(reply.Rows) != 4 || reply.Rows[1].Short != "Female" || reply.Title != "Victims by gender" || len(reply.Answer.Figures) != 1 {
		t.Errorf("got %+v", reply)
	}
	if reply := b.Handle(t.Context(), from("ana", "c1", "victims.total")); len(reply.Rows) != 0 {
		t.Errorf("a total got the rows %+v", reply.Rows)
	}
	r.quiet(t)
}

func TestManyPeopleAtOnce(t *testing.T) {
	r := &recorder{}
	b := r.bot(t, bot.NewMemory(bot.MemoryOptions{}), "auto")
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for range 50 {
				reply := b.Handle(t.Context(), from(fmt.Sprint("u", i%4), "c1", females))
				if !strings.HasPrefix(reply.Text, "609 of the 1,257") {
					t.Errorf("got %q", reply.Text)
					return
				}
			}
		})
	}
	wait.Wait()
	r.quiet(t)
}

func TestExamplesAreTheSetsAndStayTheSameForAMessage(t *testing.T) {
	set := borderSet(t)
	b := newBot(t, set, asks(ask.Question{Kind: ask.Help, Help: ask.HelpWhat}))
	seen := map[string]bool{}
	for i := range 20 {
		m := bot.Message{ID: fmt.Sprint(i), Text: "?"}
		text := b.Handle(t.Context(), m).Text
		if again := b.Handle(t.Context(), m).Text; again != text {
			t.Errorf("the same message got %q and %q", text, again)
		}
		lines := strings.Split(text, "\n- ")[1:]
		if len(lines) != 3 || !slices.Contains(set.Examples.EN, lines[0]) {
			t.Fatalf("the examples are %q", lines)
		}
		seen[lines[0]] = true
	}
	if len(seen) < 4 {
		t.Errorf("20 messages saw only %d different first examples", len(seen))
	}
}

func TestNewSaysWhatIsMissing(t *testing.T) {
	whole := bot.Config{Sets: []bot.Data{{Set: borderSet(t), Parser: asks(ask.Question{})}}, Store: bot.NewMemory(bot.MemoryOptions{}), Contacts: bottest.Hotlines()}
	for want, spoil := range map[string]func(*bot.Config){
		"no data set":                  func(c *bot.Config) { c.Sets = nil },
		"making a bot: no data set":    func(c *bot.Config) { c.Sets[0].Set = nil },
		"no parser":                    func(c *bot.Config) { c.Sets[0].Parser = nil },
		"is given twice":               func(c *bot.Config) { c.Sets = append(c.Sets, c.Sets[0]) },
		"no store":                     func(c *bot.Config) { c.Store = nil },
		`unknown language "fr"`:        func(c *bot.Config) { c.Lang = "fr" },
		"no hotline is configured":     func(c *bot.Config) { c.Contacts = nil },
		"its name is missing":          func(c *bot.Config) { c.Contacts[0].Name.ES = "" },
		"no way to reach it":           func(c *bot.Config) { c.Contacts[0].Lines = nil },
		"no date on which it was last": func(c *bot.Config) { c.Contacts[1].Checked = time.Time{} },
		`the line "711" is missing`:    func(c *bot.Config) { c.Contacts[0].Lines[0] = stats.Text{EN: "711"} },
		"what it is is missing":        func(c *bot.Config) { c.Contacts[0].About.EN = "" },
	} {
		c := whole
		c.Sets, c.Contacts = slices.Clone(whole.Sets), bottest.Hotlines()
		spoil(&c)
		if _, err := bot.New(c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("New said %v, want %q", err, want)
		}
	}
	if _, err := bot.New(whole); err != nil {
		t.Errorf("a whole configuration: %v", err)
	}
}
