package bottest

import (
	"testing"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
	"cifra/stats/sets"
)

// Set loads a data set that ships, by its name.
func Set(t testing.TB, name string) *stats.Set {
	t.Helper()
	set, err := sets.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// NewBot makes a bot of which every error is a failure of the test.
func NewBot(t testing.TB, set *stats.Set, parser bot.Parser, store bot.Store) *bot.Bot {
	t.Helper()
	return newBot(t, []bot.Data{{Set: set, Parser: parser}}, store)
}

// BotOf makes a bot that reads questions to data sets as the one that ships
// does; the first is the default.
func BotOf(t testing.TB, store bot.Store, loaded ...*stats.Set) *bot.Bot {
	t.Helper()
	var data []bot.Data
	for _, set := range loaded {
		parser, err := ask.New(set, loaded...)
		if err != nil {
			t.Fatal(err)
		}
		data = append(data, bot.Data{Set: set, Parser: parser})
	}
	return newBot(t, data, store)
}

func newBot(t testing.TB, data []bot.Data, store bot.Store) *bot.Bot {
	t.Helper()
	b, err := bot.New(bot.Config{
		Sets: data, Store: store, Contacts: Hotlines(),
		Report: func(err error) { t.Errorf("the bot reported: %v", err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// ShippedBot is the bot that ships, over a data set that ships.
func ShippedBot(t testing.TB, name string, store bot.Store) *bot.Bot {
	t.Helper()
	return BotOf(t, store, Set(t, name))
}
