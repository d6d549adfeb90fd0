package bot

import (
	"testing"

	"cifra/bot/ask"
	"cifra/stats"
)

func FuzzSessionIsReadOrRefused(f *testing.F) {
	q := stats.Query{Op: stats.OpCount, Terms: []stats.Term{{"a.b.c"}}}
	f.Add(encodeSession(session{}))
	f.Add(encodeSession(session{ask.Context{Known: true, Lang: stats.ES, Last: q, Before: q, Topic: "source", Pending: true}, "loans", "other-2020", true, true}))
	f.Add([]byte("1+-+\n\n\n"))
	f.Fuzz(func(t *testing.T, saved []byte) {
		c, err := decodeSession(saved)
		if err != nil {
			return
		}
		again, err := decodeSession(encodeSession(c))
		if err != nil || again.last != c.last || again.chosen != c.chosen || again.across != c.across || again.turned != c.turned || again.Known != c.Known || again.Lang != c.Lang || again.Pending != c.Pending || again.Topic != c.Topic ||
			!again.Last.Equal(c.Last) || !again.Before.Equal(c.Before) {
			t.Errorf("%q is read as %+v, and that again as %+v: %v", saved, c, again, err)
		}
	})
}

func FuzzNumbersAreFoundWhole(f *testing.F) {
	f.Add("609 of the 1,257 victims (48.4%)")
	f.Add("<0.1% ,1.,2..3 4,5")
	f.Fuzz(func(t *testing.T, text string) {
		for at := 0; ; {
			n, found := nextNumber(text, at)
			if !found {
				return
			}
			if n.start < at || n.end <= n.start || n.text != text[n.start:n.end] || n.start > 0 && digit(text[n.start-1]) {
				t.Fatalf("in %q at %d: found %+v", text, at, n)
			}
			at = n.end
		}
	})
}
