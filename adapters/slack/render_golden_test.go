package slack

import (
	"bytes"
	"encoding/json"
	"flag"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/bot/chart"
	"cifra/stats"
)

var update = flag.Bool("update", false, "write the golden files anew")

// goldenCase is a reply in both languages, in a setting.
type goldenCase struct {
	name    string
	texts   [len(stats.Langs)]string // what is asked
	setting setting
	change  func(bot.Reply) bot.Reply // nil for none
	plain   bool                      // as renderPlain makes it
}

// both is the same text in both languages.
func both(s string) [len(stats.Langs)]string { return [...]string{s, s} }

func goldenCases() []goldenCase {
	private := setting{Private: true}
	say := func(en, es string) [len(stats.Langs)]string { return [...]string{en, es} }
	return []goldenCase{
		{name: "figure", texts: say("how many victims were women", "cuántas víctimas eran mujeres"), setting: private},
		{name: "figure_in_channel", texts: say("how many victims were women", "cuántas víctimas eran mujeres")},
		{name: "figure_shared", texts: say("how many victims were women", "cuántas víctimas eran mujeres"), setting: setting{SharedBy: "U024BE7LH"}},
		{name: "misprint", texts: say("traffickers of a gender minority", "tratantes de una minoría de género"), setting: private},
		{name: "totals", texts: say("how many calls, cases, victims and traffickers", "cuántas llamadas, casos, víctimas y tratantes"), setting: private},
		{name: "breakdown", texts: say("victims by gender", "víctimas por género"), setting: private, change: depicted},
		{name: "breakdown_plain", texts: say("victims by gender", "víctimas por género"), setting: private, plain: true},
		{name: "top_list", texts: say("top labor industries", "principales giros de explotación laboral"), setting: private, change: depicted},
		{name: "top_list_chart", texts: say("top labor industries", "principales giros de explotación laboral"), change: chartAsked},
		{name: "compared", texts: say("are there more male or female victims", "hay más víctimas hombres o mujeres"), setting: private},
		{name: "premise", texts: say("are 60% of traffickers mexican?", "¿el 60% de los tratantes son mexicanos?"), setting: private},
		{name: "two_lists", texts: say("compare the age of victims and traffickers", "compara la edad de víctimas y tratantes"), setting: private},
		{name: "two_lists_chart", texts: say("compare the age of victims and traffickers", "compara la edad de víctimas y tratantes"), change: chartAsked},
		{name: "two_lists_image", texts: say("compare the age of victims and traffickers", "compara la edad de víctimas y tratantes"), change: chartOfHoles},
		{name: "two_lists_plain", texts: say("compare the age of victims and traffickers", "compara la edad de víctimas y tratantes"), plain: true},
		{name: "crosstab", texts: say("how many girls", "cuántas niñas"), setting: private},
		{name: "unlisted", texts: say("salvadoran victims", "víctimas salvadoreñas"), setting: private},
		{name: "choice", texts: say("gender", "género"), setting: private},
		{name: "choice_plain", texts: say("gender", "género"), plain: true},
		{name: "choice_without_button", texts: say("gender", "género"), change: unpressableFirst},
		{name: "info", texts: say("what is the source", "cuál es la fuente"), setting: private},
		{name: "about", texts: say("/about", "/acerca"), setting: private},
		{name: "help", texts: say("what can you do", "qué puedes hacer"), setting: private},
		{name: "language", texts: say("/language", "/idioma"), setting: private},
		{name: "offtopic", texts: say("what is the weather in Paris", "qué clima hace en París"), setting: private},
		{name: "support_private", texts: say("I need help, I am being held", "necesito ayuda, me tienen encerrada"), setting: private},
		{name: "support_direct", texts: say("I need help, I am being held", "necesito ayuda, me tienen encerrada")},
		{name: "support_plain", texts: say("I need help, I am being held", "necesito ayuda, me tienen encerrada"), setting: private, plain: true},
		{name: "trouble", texts: both(""), setting: private},
		{name: "long", texts: say("what is the source", "cuál es la fuente"), change: lengthened},
		{name: "long_plain", texts: say("what is the source", "cuál es la fuente"), change: lengthened, plain: true},
		{name: "hostile", texts: say("compare the age of victims and traffickers", "compara la edad de víctimas y tratantes"), setting: private, change: hostile},
		{name: "hostile_plain", texts: say("compare the age of victims and traffickers", "compara la edad de víctimas y tratantes"), setting: setting{SharedBy: "U1> <!channel"}, change: hostile, plain: true},
	}
}

func TestRepliesAreRenderedAsTheyShould(t *testing.T) {
	b := borderBot(t)
	kinds := map[ask.Kind]bool{}
	for _, c := range goldenCases() {
		t.Run(c.name, func(t *testing.T) {
			var out strings.Builder
			for _, l := range stats.Langs {
				r := bot.Reply{Kind: bot.Trouble, Lang: l, Text: bot.WordsIn(l).OldButton}
				if c.texts[l] != "" {
					r = asked(t, b, c.texts[l], l)
				}
				if c.change != nil {
					r = c.change(r)
				}
				kinds[r.Kind] = true
				made := render(r, c.setting)
				if c.plain {
					made = renderPlain(r, c.setting)
				}
				out.WriteString("# " + l.String() + ": " + c.texts[l] + "\n\n")
				writeContent(t, &out, made, c.setting)
			}
			golden(t, c.name, out.String())
		})
	}
	for _, k := range []ask.Kind{ask.Figures, ask.Choice, ask.Unavailable, ask.Info, ask.Support, ask.Offtopic, ask.Help, bot.Trouble} {
		if !kinds[k] {
			t.Errorf("there is no golden file of kind %q", k)
		}
	}
}

func TestTheAppHomeIsRenderedAsItShould(t *testing.T) {
	b := borderBot(t)
	var out strings.Builder
	for _, l := range stats.Langs {
		r := b.Handle(t.Context(), bot.Message{Platform: "slack", User: "eva", Alone: true, Command: "home", Lang: l.String()})
		view := renderHome(r)
		for _, problem := range checkHome(marshal(t, view)) {
			t.Error(problem)
		}
		out.WriteString("# " + l.String() + "\n\n")
		writeBlocks(t, &out, view.Blocks.BlockSet)
		for _, p := range prompts(r) {
			out.WriteString("prompt: " + p.Title + " -> " + p.Message + "\n")
		}
		out.WriteString("\n")
	}
	golden(t, "home", out.String())
}

// writeContent writes a message for people to read: its text as lines, a block
// on each line. It checks the limits first.
func writeContent(t *testing.T, out *strings.Builder, c content, s setting) {
	t.Helper()
	payload, err := encode(c, slack.ResponseTypeEphemeral)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range checkMessage(payload, sharer(s)) {
		t.Error(problem)
	}
	out.WriteString("| " + strings.ReplaceAll(c.Text, "\n", "\n| ") + "\n\n")
	writeBlocks(t, out, c.Blocks)
	if c.Upload != nil {
		out.WriteString("upload: " + c.Upload.Title + "\n")
	}
	out.WriteString("\n")
}

// sharer is the id that may be mentioned.
func sharer(s setting) string {
	if strings.Trim(s.SharedBy, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		return ""
	}
	return s.SharedBy
}

func writeBlocks(t *testing.T, out *strings.Builder, blocks []slack.Block) {
	t.Helper()
	for _, b := range blocks {
		var w writer
		if w.block(b); w.err != nil {
			t.Fatal(w.err)
		}
		// What every block has says nothing here.
		text := strings.ReplaceAll(string(w.b), `,"emoji":false`, "")
		text = strings.NewReplacer(`{"type":"plain_text","text":`, `{"plain_text":`, `{"type":"raw_text","text":`, `{"raw_text":`,
			`],[`, "],\n   [", `{"type":"button",`, "\n   {"+`"type":"button",`).Replace(text)
		out.WriteString(text + "\n")
	}
}

// marshal writes JSON that is pleasant to read.
func marshal(t testing.TB, v any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSpace(b.Bytes())
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	bottest.Golden(t, *update, filepath.Join("testdata", name+".golden"), got)
}

// unpressableFirst takes the button of the first choice away, as where a query
// is too long for one.
func unpressableFirst(r bot.Reply) bot.Reply {
	r.Choices[0].Press = ""
	return r
}

// chartAsked is a reply to which its chart was asked for.
func chartAsked(r bot.Reply) bot.Reply {
	r.Chart = true
	r.Again.Chart = r.Again.Same
	return depicted(r)
}

// chartOfHoles is a reply with a chart that lacks a value.
func chartOfHoles(r bot.Reply) bot.Reply {
	r = chartAsked(r)
	c := *r.Picture
	c.Bars = slices.Clone(c.Bars)
	c.Bars[1].Values = []chart.Value{c.Bars[1].Values[0], {Missing: true}}
	r.Picture = &c
	return r
}

// lengthened makes a reply longer than a section, and its text longer than
// Slack takes.
func lengthened(r bot.Reply) bot.Reply {
	r.Text = strings.TrimSpace(strings.Repeat(r.Text+"\n\n", 5))
	r.Notes = append(r.Notes, strings.TrimSpace(strings.Repeat("A caveat that does not end. ", 150)))
	return r
}

// hostile is a reply over a data set made to harm: every text of it tries
// everything.
func hostile(r bot.Reply) bot.Reply {
	const attack = "<!channel> <!here|x> <@U024BE7LH> <#C1|general> <http://evil.example|609> *b* _i_ ~s~ `c` :joy: @everyone &lt;!channel&gt; \u202e906\u202c"
	const lines = "\n> quote\n>>> more\n&gt; escaped\x00\x07\xff"
	r.Title, r.Text, r.Read, r.Source = attack, attack+lines, attack, attack
	r.Notes = []string{attack + lines}
	for i := range r.Rows {
		r.Rows[i].Label, r.Rows[i].Group, r.Rows[i].Short = attack, r.Rows[i].Group+attack, "<!channel>"
		r.Rows[i].CountText, r.Rows[i].ShareText = "<!here>", "*1%*"
	}
	for _, choices := range [][]bot.Choice{r.Next, r.Choices} {
		for i := range choices {
			choices[i].Label, choices[i].Ask = attack, attack+lines
		}
	}
	r.Contacts = []bot.Contact{{Name: attack, Lines: []string{attack, lines}, About: attack}}
	r.Chart = true
	r.Picture = &chart.Chart{
		Title: attack, Note: attack, Unit: attack, Alt: attack, Shares: true, Series: []string{"<!here>", "_x_"},
		Bars: []chart.Bar{
			{Short: "<!channel>", Values: []chart.Value{{Share: 60.25, HasShare: true}, {Share: 1, HasShare: true}}},
			{Short: "<@U1>", Values: []chart.Value{{Share: 2, HasShare: true}, {Share: 3, HasShare: true}}},
		},
	}
	return r
}
