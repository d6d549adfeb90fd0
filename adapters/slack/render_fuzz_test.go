package slack

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/chart"
	"cifra/stats"
)

// fuzzed makes a reply of texts and numbers that nobody has looked at.
func fuzzed(text, label, press string, size uint16, kind, flags uint8) bot.Reply {
	kinds := [...]ask.Kind{ask.Figures, ask.Choice, ask.Unavailable, ask.Info, ask.Support, ask.Help, bot.Trouble, "?"}
	on := func(bit int) bool { return flags>>bit&1 == 1 }
	n := int(size)
	r := bot.Reply{
		Kind: kinds[int(kind)%len(kinds)], Lang: stats.Langs[n%len(stats.Langs)], Title: label, Text: strings.Repeat(text, 1+n%7),
		Read: label, Source: text, Notes: []string{text, strings.Repeat(label, n%40)}, Chart: on(0),
		Again: bot.Again{Same: press, Other: press, Chart: press},
	}
	for i := range n % 120 {
		row := bot.Row{Label: label, Short: label, CountText: text, Count: i - 1}
		if on(1) {
			row.ShareText, row.HasShare, row.Share = label, true, float64(i)
		}
		if on(2) {
			row.Group = strings.Repeat(text, i%3)
		}
		r.Rows = append(r.Rows, row)
	}
	for i := range n % 60 {
		c := bot.Choice{Label: label, Ask: text, Press: press[:len(press)*(i%3)/2]}
		r.Next, r.Choices, r.Languages = append(r.Next, c), append(r.Choices, c), append(r.Languages, c)
		if on(3) {
			r.Contacts = append(r.Contacts, bot.Contact{Name: label, Lines: []string{text, label}, About: text})
		}
	}
	if on(4) {
		r.Picture = fuzzedChart(text, label, n, on)
	}
	return r
}

func fuzzedChart(text, label string, n int, on func(int) bool) *chart.Chart {
	c := &chart.Chart{Title: text, Note: label, Whole: on(5), Shares: on(6)}
	for i := range n % 9 {
		if on(7) {
			c.Series = append(c.Series, label+strings.Repeat("x", i))
		}
	}
	for i := range n % 30 {
		b := chart.Bar{Short: label + string(rune('a'+i))}
		for range max(1, len(c.Series)) {
			b.Values = append(b.Values, chart.Value{Count: n%50 + i, Share: float64(n%100) + 1, HasShare: true})
		}
		c.Bars = append(c.Bars, b)
	}
	return c
}

func FuzzRender(f *testing.F) {
	const attack = "<!channel> <@U1> <#C1> <http://x|y> *b* _i_ ~s~ `c` :joy: @here &amp; &lt;!x&gt;\n> q \u202e\x00\xff"
	f.Add("609 of the 1,257 victims were female (48.4%).", "Female", "en__count__victims-gender-female", uint16(4), uint8(0), uint8(0xff))
	f.Add(attack, attack, "en__x", uint16(63), uint8(1), uint8(0xff))
	f.Add(attack, attack, attack, uint16(179), uint8(4), uint8(0x0f))
	f.Add(strings.Repeat("<", 2000), strings.Repeat("ñ", 200), strings.Repeat("x", 2001), uint16(119), uint8(2), uint8(0x9e))
	f.Add("", "", "", uint16(0), uint8(7), uint8(0))
	f.Add("\U0001F600\U0001F600", "a\n\nb", "en__x", uint16(7), uint8(5), uint8(0x71))
	f.Fuzz(func(t *testing.T, text, label, press string, size uint16, kind, flags uint8) {
		if len(text)+len(label)+len(press) > 5000 {
			t.Skip("more of the same")
		}
		r := fuzzed(text, label, press, size, kind, flags)
		for _, s := range []setting{{SharedBy: "U024BE7LH"}, {SharedBy: label, Private: true}} {
			for name, c := range map[string]content{"render": render(r, s), "renderPlain": renderPlain(r, s)} {
				payload, err := encode(c, slack.ResponseTypeEphemeral)
				if err != nil {
					t.Fatal(err)
				}
				sharer := s.SharedBy
				if !isUser(sharer) {
					sharer = ""
				}
				if problems := checkMessage(payload, sharer); len(problems) > 0 {
					t.Fatalf("%s: %q", name, problems[:min(len(problems), 5)])
				}
				sameJSON(t, name, payload, marshal(t, map[string]any{
					"response_type": slack.ResponseTypeEphemeral, "text": c.Text, "blocks": slack.Blocks{BlockSet: c.Blocks},
				}))
			}
		}
		if problems := checkHome(marshal(t, renderHome(r))); len(problems) > 0 {
			t.Fatalf("renderHome: %q", problems[:min(len(problems), 5)])
		}
		if got := prompts(r); len(got) > mostPrompts {
			t.Fatalf("%d prompts", len(got))
		}
	})
}
