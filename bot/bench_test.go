package bot_test

import (
	"testing"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/stats"
)

// BenchmarkReply measures the way from a query to a reply, session and guard
// included, parser not.
func BenchmarkReply(b *testing.B) {
	set := borderSet(b)
	for _, query := range []string{
		"count victims.gender.female",
		"breakdown victims.gender",
		"compare victims.gender.female victims.gender.male",
		"complement victims.nationality.mexico",
		"count victims.gender.female&victims.age.minor",
		"breakdown victims.gender victims.age victims.nationality",
	} {
		q := mustQuery(b, query)
		next := ask.Context{Known: true, Last: q, Before: q}
		parser := bottest.Parser(func(_ string, prev ask.Context) ask.Question {
			return ask.Question{Lang: prev.Lang, Kind: ask.Figures, Readings: []stats.Query{q}, Next: next}
		})
		b.Run(query, func(b *testing.B) {
			handler := newBot(b, set, parser)
			m := bot.Message{Platform: "slack", Chat: "T024BE7LD/C024BE91L/1355517523.000005", User: "U2147483697", ID: "1", Text: "x"}
			b.ReportAllocs()
			for b.Loop() {
				handler.Handle(b.Context(), m)
			}
		})
	}
}

// BenchmarkTextToReply measures the whole way, parser included: of a question
// that nobody asked before, and of one that somebody has.
func BenchmarkTextToReply(b *testing.B) {
	set := borderSet(b)
	parser, err := ask.New(set)
	if err != nil {
		b.Skip("the parser is not ready:", err)
	}
	handler := newBot(b, set, parser)
	m := bot.Message{Platform: "slack", Chat: "C024BE91L", User: "U2147483697", ID: "1", Text: "How many victims were female?"}
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			m.Text = "How many victims were female?" + newEnding(i)
			handler.Handle(b.Context(), m)
		}
	})
	b.Run("known", func(b *testing.B) {
		m.Text = "How many victims were female?"
		b.ReportAllocs()
		for b.Loop() {
			handler.Handle(b.Context(), m)
		}
	})
}

// newEnding makes a text another one, with signs that ask nothing: more of them
// than replies are kept.
func newEnding(i int) string {
	b := []byte("            ")
	for j := range b {
		if i>>j&1 == 1 {
			b[j] = '?'
		}
	}
	return string(b)
}
