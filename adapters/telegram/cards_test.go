package telegram

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
)

// fakeHandler answers by the text or the query of a message, and keeps what it
// was asked.
type fakeHandler struct {
	replies map[string]bot.Reply
	asked   []bot.Message
}

func (h *fakeHandler) Handle(_ context.Context, m bot.Message) bot.Reply {
	h.asked = append(h.asked, m)
	if m.Query != nil {
		return h.replies[m.Query.String()]
	}
	return h.replies[m.Text]
}

// count is a query that differs by n.
func count(n int) stats.Query {
	return stats.Query{Op: stats.OpCount, Terms: []stats.Term{{stats.ID(fmt.Sprintf("p.d.c%d", n))}}}
}

func figure(n int) bot.Reply {
	return bot.Reply{Kind: ask.Figures, Text: fmt.Sprint(n, " victims."), Source: "S.", Again: bot.Again{Same: fmt.Sprintf("en__count__p-d-c%d", n)}}
}

// offering gives a reply the first n figures to follow, and the handler what
// they say.
func offering(h *fakeHandler, n int) (choices []bot.Choice) {
	for i := range n {
		q := count(i)
		h.replies[q.String()] = figure(i)
		choices = append(choices, bot.Choice{Label: "x", Query: q})
	}
	return choices
}

func texts(replies []bot.Reply) []string {
	var out []string
	for _, r := range replies {
		out = append(out, r.Text)
	}
	return out
}

func TestInlineQueryLeadsToFiguresOfEverySort(t *testing.T) {
	h := &fakeHandler{replies: map[string]bot.Reply{}}
	choices := offering(h, 3)
	followed := figure(7)
	followed.Next = append(choices[:2:2], bot.Choice{Label: "twice", Query: count(1)})
	h.replies["a figure"] = followed
	h.replies["a choice"] = bot.Reply{Kind: ask.Choice, Choices: choices}
	h.replies["nothing"] = bot.Reply{Kind: ask.Unavailable, Choices: choices[:1]}
	h.replies["nothing near"] = bot.Reply{Kind: ask.Unavailable}
	h.replies["a topic"] = bot.Reply{Kind: ask.Info, Text: "About it."}
	h.replies["hello"] = bot.Reply{Kind: ask.Help, Next: choices[1:]}
	h.replies["thanks"] = bot.Reply{Kind: ask.Help}
	h.replies[""] = bot.Reply{Kind: ask.Help, Next: choices[:2]}
	h.replies["danger"] = bot.Reply{Kind: ask.Support, Text: "Call.", Next: choices}
	h.replies["fails"] = bot.Reply{Kind: bot.Trouble, Next: choices}
	for text, want := range map[string][]string{
		"a figure": {"7 victims.", "0 victims.", "1 victims."}, "a choice": {"0 victims.", "1 victims.", "2 victims."}, "nothing": {"0 victims."},
		"nothing near": {"0 victims.", "1 victims."}, "a topic": {"About it."}, "hello": {"1 victims.", "2 victims."},
		"thanks": {"0 victims.", "1 victims."}, "": {"0 victims.", "1 victims."}, "danger": {"Call."}, "fails": nil,
	} {
		if diff := cmp.Diff(want, texts(inlineReplies(t.Context(), h, bot.Message{Text: text}))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	for _, m := range h.asked {
		if !m.Alone {
			t.Errorf("%+v belongs to a conversation", m)
		}
	}
}

func TestInlineQueryAsksTheBotAFewTimesOnly(t *testing.T) {
	h := &fakeHandler{replies: map[string]bot.Reply{}}
	h.replies["all"] = bot.Reply{Kind: ask.Choice, Choices: offering(h, 60)}
	if got := inlineReplies(t.Context(), h, bot.Message{Text: "all"}); len(h.asked) != mostAsked || len(got) != mostAsked-1 {
		t.Errorf("asked %d times for %d replies", len(h.asked), len(got))
	}
	h.asked = nil
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if inlineReplies(ended, h, bot.Message{Text: "all"}); len(h.asked) != 1 {
		t.Errorf("asked %d times when nobody waits any more", len(h.asked))
	}
}

func TestTypingACommandInAnotherChatDoesNotGiveIt(t *testing.T) {
	b := freshBot(t)
	me := bot.Message{Platform: "telegram", User: "u", Chat: "inline", Locale: "en"}
	chosen := me
	chosen.Command, chosen.Text = "language", "es"
	b.Handle(t.Context(), chosen)
	for _, text := range []string{"/forget", "/olvidar", "/language", "language"} {
		m := me
		m.Text = text
		checkCards(t, text, renderCards(inlineReplies(t.Context(), b, m)))
	}
	asked := me
	asked.Text = "2017?" // of no language
	asked.Alone = true
	if r := b.Handle(t.Context(), asked); r.Lang != stats.ES {
		t.Errorf("the language that was chosen is forgotten: %v", r.Lang)
	}
}

func TestCardsLookAsTheyShould(t *testing.T) {
	b := freshBot(t)
	var out strings.Builder
	for _, query := range []struct{ locale, text string }{
		{"es", "mujeres"}, {"en", "women"}, {"es", "genero"}, {"en", "girls"}, {"es", "niñas"}, {"es", "victimas salvadoreñas"}, {"es", ""}, {"en", ""},
		{"es", "clima"}, {"es", "principales giros"}, {"en", "case study"}, {"es", "ayuda, no me dejan salir"}, {"en", "help me, they will not let me leave"}, {"es", "mujeres victimas y tratantes"},
	} {
		replies := inlineReplies(t.Context(), b, bot.Message{Text: query.text, ID: "q", Locale: query.locale})
		cards := renderCards(replies)
		checkCards(t, query.text, cards)
		if len(cards) == 0 {
			t.Errorf("%q has no card", query.text)
		}
		fmt.Fprintf(&out, "## %s: %q\n\n", query.locale, query.text)
		for _, c := range cards {
			fmt.Fprintf(&out, "%s\n%s\n", c.Title, c.Description)
			if len(cards) < 2 {
				out.WriteString("\n" + c.HTML + "\n")
			}
			writeButtons(&out, c.Buttons)
			out.WriteString("\n")
		}
	}
	golden(t, "cards.golden", out.String())
}

func TestCardsKeepTheirIdsAndOfferNothingTwice(t *testing.T) {
	one, two := figure(1), figure(2)
	again := one
	again.Text = "Said otherwise."
	first, second := renderCards([]bot.Reply{one, two}), renderCards([]bot.Reply{two, again, one})
	if len(first) != 2 || len(second) != 2 || first[0].ID != second[1].ID || first[1].ID != second[0].ID {
		t.Errorf("%+v and %+v", first, second)
	}
	var many []bot.Reply
	for i := range 200 {
		many = append(many, figure(i))
	}
	cards := renderCards(many)
	checkCards(t, "many", cards)
	if len(cards) != 50 || cards[0].Title != "0 victims." {
		t.Errorf("%d cards, the first %+v", len(cards), cards[0])
	}
	none := []bot.Reply{{Kind: ask.Choice, Text: "Which?"}, {Kind: ask.Unavailable, Text: "No."}, {Kind: ask.Help, Text: "Ask."}, {Kind: bot.Trouble, Text: "Oh."}}
	if cards := renderCards(none); len(cards) != 0 {
		t.Errorf("%+v", cards)
	}
}

func TestCardShowsAsManyRowsAsFitAndSaysHowMany(t *testing.T) {
	r := figure(1)
	r.Notes = []string{"The list counts cases."}
	for i := range 500 {
		r.Rows = append(r.Rows, bot.Row{Label: fmt.Sprint("A category with a name ", i), CountText: "1"})
	}
	cards := renderCards([]bot.Reply{r})
	checkCards(t, "500 rows", cards)
	m, err := readHTML(cards[0].HTML)
	if err != nil {
		t.Fatal(err)
	}
	shown := strings.Count(m.text, "A category")
	if !strings.Contains(m.text, bot.WordsIn(stats.EN).MoreRows(shown, 500)) || !strings.HasSuffix(m.text, "The list counts cases.\nS.") || length(m.text) < 4000 {
		t.Errorf("%d rows: %s", shown, m.text)
	}
}

func TestCardOfALongTextEndsWithItsSource(t *testing.T) {
	r := bot.Reply{Kind: ask.Info, Title: "Case study", Text: prose(100), Source: "Source: S.", Again: bot.Again{Same: "en__Tcase_study"}}
	cards := renderCards([]bot.Reply{r})
	checkCards(t, "a long text", cards)
	if html := cards[0].HTML; !strings.Contains(html, "…\n\n<blockquote>Source: S.</blockquote>") || !strings.HasPrefix(html, "<b>Case study</b>\n\nSentence number 0") {
		t.Errorf("%s", html)
	}
}

// A figure without what belongs to it is worse than none.
func TestFigureWhoseCaveatsDoNotFitHasNoCard(t *testing.T) {
	r := figure(1)
	r.Notes = []string{prose(100)}
	if cards := renderCards([]bot.Reply{r, figure(2)}); len(cards) != 1 || cards[0].Title != "2 victims." {
		t.Errorf("%+v", cards)
	}
}

func TestCardHasOnlyButtonsThatWorkInOtherChats(t *testing.T) {
	r := figure(1)
	r.Next, r.Again.Other, r.Again.Chart = []bot.Choice{choice("Next", "en__y")}, "es__x", "enG__x"
	cards := renderCards([]bot.Reply{r, {Kind: ask.Support, Contacts: []bot.Contact{{Name: "U.S.", Lines: []string{"1-888"}}}}})
	if got, want := labels(cards[0].Buttons), []string{"Next", "En español"}; !slices.Equal(got, want) {
		t.Errorf("a figure: %v, want %v", got, want)
	}
	if c := cards[1]; len(c.Buttons) > 0 || c.Title != bot.WordsIn(stats.EN).Hotlines || c.Description != "U.S.: 1-888" {
		t.Errorf("hotlines: %+v", c)
	}
}
