package slack

import (
	"slices"
	"testing"

	"cifra/bot"
	"cifra/bot/chart"
	"cifra/stats"
)

// borderBot is the real bot over the set that ships.
func borderBot(t testing.TB) *bot.Bot {
	t.Helper()
	return realBot(t, bot.NewMemory(bot.MemoryOptions{}))
}

// asked gives the bot's reply to a text, which tests may change: replies share
// what they hold.
func asked(t testing.TB, b *bot.Bot, text string, l stats.Lang) bot.Reply {
	t.Helper()
	r := b.Handle(t.Context(), bot.Message{Platform: "slack", User: "eva", ID: "1", Alone: true, Text: text, Lang: l.String(), Locale: l.String()})
	if r.Lang != l {
		t.Fatalf("%q is answered in %v", text, r.Lang)
	}
	r.Rows, r.Next, r.Choices = slices.Clone(r.Rows), slices.Clone(r.Next), slices.Clone(r.Choices)
	r.Notes, r.Contacts = slices.Clone(r.Notes), slices.Clone(r.Contacts)
	return r
}

// depicted gives a reply a picture made of its rows, where the bot has made
// none: a list, or two side by side by their shares.
func depicted(r bot.Reply) bot.Reply {
	if r.Picture != nil || len(r.Rows) < 2 {
		return r
	}
	c := &chart.Chart{Key: "of " + r.Again.Same, Title: r.Title, Unit: r.Read, Alt: r.Text, Foot: []string{r.Source}}
	value := func(row bot.Row) chart.Value {
		return chart.Value{Count: row.Count, Share: row.Share, HasShare: row.HasShare, Text: row.CountText}
	}
	bars := map[string]int{}
	for _, row := range r.Rows {
		if len(c.Series) == 0 || row.Group != "" && c.Series[len(c.Series)-1] != firstWord(row.Group) {
			c.Series = append(c.Series, firstWord(row.Group))
		}
		if _, known := bars[row.Label]; !known {
			bars[row.Label] = len(c.Bars)
			c.Bars = append(c.Bars, chart.Bar{Label: row.Label, Short: row.Short})
		}
		b := &c.Bars[bars[row.Label]]
		for len(b.Values) < len(c.Series)-1 {
			b.Values = append(b.Values, chart.Value{Missing: true})
		}
		b.Values = append(b.Values, value(row))
	}
	for i := range c.Bars {
		for len(c.Bars[i].Values) < len(c.Series) {
			c.Bars[i].Values = append(c.Bars[i].Values, chart.Value{Missing: true})
		}
	}
	if c.Shares = len(c.Series) > 1; !c.Shares {
		c.Series = nil
		c.Whole = r.Answer.Query.Op == stats.OpBreakdown && len(r.Rows) > 2 && r.Rows[0].HasShare
	}
	r.Picture = c
	return r
}

// firstWord is the first word of a heading, which names what is counted.
func firstWord(group string) string {
	for i, r := range group {
		if r == ' ' {
			return group[:i]
		}
	}
	return group
}
