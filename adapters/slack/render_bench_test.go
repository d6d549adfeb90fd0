package slack

import (
	"encoding/json"
	"testing"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/stats"
)

// BenchmarkSlash measures the way from a reply to the bytes of the answer to a
// slash command: what render and encode take, what encoding/json would take
// for the same blocks, and what a kept answer takes.
func BenchmarkSlash(b *testing.B) {
	h := borderBot(b)
	for _, c := range []struct{ name, text string }{
		{"figure", "how many victims were women"},
		{"two lists", "compare the age of victims and traffickers"},
		{"refusal", "how many girls"},
		{"choice", "gender"},
		{"help", "what can you do"},
	} {
		r := asked(b, h, c.text, stats.EN)
		s := setting{Private: true}
		made := render(r, s)
		payload, err := encode(made, slack.ResponseTypeEphemeral)
		if err != nil {
			b.Fatal(err)
		}
		run := func(name string, f func() error) {
			b.Run(c.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(payload)))
				for b.Loop() {
					if err := f(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		run("render", func() error { render(r, s); return nil })
		run("encode", func() error { _, err := encode(made, slack.ResponseTypeEphemeral); return err })
		run("marshal", func() error {
			_, err := json.Marshal(slack.WebhookMessage{Text: made.Text, ResponseType: slack.ResponseTypeEphemeral, Blocks: &slack.Blocks{BlockSet: made.Blocks}})
			return err
		})
		run("fresh", func() error { _, err := encode(render(r, s), slack.ResponseTypeEphemeral); return err })
		e := newTestEncoder(b)
		run("kept", func() error { _, err := e.encode(r, s, slack.ResponseTypeEphemeral); return err })
	}
}

// BenchmarkQuestionToBytes measures a whole question: parser, answer, guard,
// rendering.
func BenchmarkQuestionToBytes(b *testing.B) {
	h, e := borderBot(b), newTestEncoder(b)
	m := bot.Message{Platform: "slack", Chat: "C024BE91L", User: "U2147483697", ID: "1", Text: "How many victims were female?"}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := e.encode(h.Handle(b.Context(), m), setting{Private: true}, slack.ResponseTypeEphemeral); err != nil {
			b.Fatal(err)
		}
	}
}
