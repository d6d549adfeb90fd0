package bot_test

import (
	"testing"

	"cifra/bot"
	"cifra/bot/bottest"
	"cifra/stats/sets"
)

// What is read otherwise would give someone who types it a wrong figure; what
// is not understood is only a pity.
func TestOfferedQuestionsAreReadBack(t *testing.T) {
	for _, name := range sets.Names() {
		b := bottest.ShippedBot(t, name, bot.NewMemory(bot.MemoryOptions{}))
		asked, misread := b.Misread()
		missed := 0
		for _, m := range misread {
			if m.As != nil {
				t.Errorf("%s: %q for %v is read as %v", name, m.Ask, m.Query, m.As)
				continue
			}
			t.Logf("%s: not understood: %q for %v", name, m.Ask, m.Query)
			missed++
		}
		if missed*10 > asked {
			t.Errorf("%s: %d of %d questions are not understood", name, missed, asked)
		}
	}
}
