package bot_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"cifra/bot"
	"cifra/bot/bottest"
	"cifra/stats"
	"cifra/stats/sets"
)

// gist is all of a reply that a question set judges.
func gist(r bot.Reply) string {
	s := fmt.Sprintf("%s %v", r.Kind, r.Lang)
	if r.Reason != "" {
		s += " " + string(r.Reason)
	}
	if r.Topic != "" {
		s += " " + r.Topic
	}
	if a := r.Answer; a != nil && r.Reason == "" {
		for _, f := range a.Figures {
			s += " " + string(f.Figure.ID)
		}
		if a.Value != 0 {
			s += fmt.Sprintf(" = %.2f", a.Value)
		}
	}
	return s
}

// TestTheFirstSetIsAsRightBesideOthersAsAlone asks everything that the corpus
// has about the first set of a bot that has it alone, and of one that has every
// set that ships. What the first set cannot answer and another can is in a
// golden file, for a person to read.
func TestTheFirstSetIsAsRightBesideOthersAsAlone(t *testing.T) {
	first := bottest.Set(t, "border-2017")
	loaded := []*stats.Set{first}
	for _, name := range sets.Names() {
		if name != first.ID {
			loaded = append(loaded, bottest.Set(t, name))
		}
	}
	alone := bottest.BotOf(t, bot.NewMemory(bot.MemoryOptions{}), first)
	beside := bottest.BotOf(t, bot.NewMemory(bot.MemoryOptions{}), loaded...)
	var others strings.Builder
	for i, c := range conversations(t) {
		for n, turn := range c.Turns {
			m := bot.Message{Platform: "batch", Chat: strconv.Itoa(i), User: "u", ID: strconv.Itoa(n), Text: turn.Say}
			want, got := alone.Handle(t.Context(), m), beside.Handle(t.Context(), m)
			switch {
			case got.Set != "" && got.Set != first.ID || got.Across != nil:
				fmt.Fprintf(&others, "%s %s[%d] %q\n    %s\n    %s\n", c.file, c.ID, n, turn.Say, gist(want), gist(got))
			case gist(got) != gist(want):
				t.Errorf("%s %s[%d] %q: alone %s, beside others %s", c.file, c.ID, n, turn.Say, gist(want), gist(got))
			}
		}
	}
	bottest.Golden(t, *update, "testdata/beside-others.golden", others.String())
}
