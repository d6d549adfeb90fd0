package slack

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/stats"
)

// corpusReplies answers every turn of the question sets, in conversations: of
// those about one data set, and of those about two.
func corpusReplies(t testing.TB, each func(say string, r bot.Reply)) {
	t.Helper()
	repliesTo(t, borderBot(t), "../../bot/ask/testdata/corpus/*.jsonl", each)
	repliesTo(t, bothBot(t), "../../bot/testdata/several-sets/*.jsonl", each)
}

// bothBot is the real bot over both sets that ship.
func bothBot(t testing.TB) *bot.Bot {
	t.Helper()
	return bottest.BotOf(t, bot.NewMemory(bot.MemoryOptions{}), bottest.Set(t, "border-2017"), bottest.Set(t, "national-2017"))
}

func repliesTo(t testing.TB, b *bot.Bot, pattern string, each func(say string, r bot.Reply)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("question sets: %q, %v", files, err)
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var c struct {
				ID    string
				Turns []struct{ Say string }
			}
			if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
				t.Fatal(err)
			}
			for _, turn := range c.Turns {
				m := bot.Message{Platform: "slack", Chat: name + c.ID, User: c.ID, Text: turn.Say}
				each(turn.Say, b.Handle(t.Context(), m))
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}

func TestEveryReplyOfTheCorpusIsWithinSlacksLimits(t *testing.T) {
	corpusReplies(t, func(say string, r bot.Reply) {
		for _, s := range []setting{{}, {Private: true}, {SharedBy: "U024BE7LH"}} {
			for _, c := range []content{render(r, s), render(chartAsked(r), s), renderPlain(r, s)} {
				payload, err := encode(c, slack.ResponseTypeEphemeral)
				if err != nil {
					t.Fatal(err)
				}
				if problems := checkMessage(payload, s.SharedBy); len(problems) > 0 {
					t.Fatalf("%q: %q\n%s", say, problems, payload)
				}
			}
		}
	})
}

// What is said aloud, in a notification or where Slack refuses blocks is all
// that the blocks say.
func TestTheTextSaysAllThatTheBlocksSay(t *testing.T) {
	corpusReplies(t, func(say string, r bot.Reply) {
		c := render(r, setting{})
		text := strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(c.Text)
		for _, s := range shownTexts(c.Blocks) {
			for _, l := range strings.Split(s, "\n") {
				if !strings.Contains(text, strings.TrimSpace(l)) && l != r.Title && l != bot.WordsIn(r.Lang).Counted {
					t.Fatalf("%q: the text does not say %q:\n%s", say, l, text)
				}
			}
		}
		if plain := renderPlain(r, setting{}); strings.Join(shownTexts(plain.Blocks), "\n\n") != r.Plain() {
			t.Fatalf("%q: the plain blocks say %q, want %q", say, shownTexts(plain.Blocks), r.Plain())
		}
	})
}

// shownTexts gives what blocks say, but for their buttons, their charts and
// the headings of columns.
func shownTexts(blocks []slack.Block) []string {
	var out []string
	for _, b := range blocks {
		switch b := b.(type) {
		case *slack.HeaderBlock:
			out = append(out, b.Text.Text)
		case *slack.SectionBlock:
			out = append(out, b.Text.Text)
		case *slack.ContextBlock:
			for _, e := range b.ContextElements.Elements {
				out = append(out, e.(*slack.TextBlockObject).Text)
			}
		case *slack.TableBlock:
			for _, row := range b.Rows[1:] {
				for _, c := range row {
					if raw, ok := c.(*slack.TableRawTextCell); ok {
						out = append(out, raw.Text)
					}
				}
			}
		}
	}
	return out
}

// pressesOf lists the actions of a message with what they carry.
func pressesOf(blocks []slack.Block) map[string]string {
	out := map[string]string{}
	for _, b := range blocks {
		if actions, ok := b.(*slack.ActionBlock); ok {
			for _, e := range actions.Elements.ElementSet {
				button := e.(*slack.ButtonBlockElement)
				out[button.ActionID] = button.Value
			}
		}
	}
	return out
}

func TestOnlyWhatIsPrivateCanBeSharedAndDeleted(t *testing.T) {
	r := asked(t, borderBot(t), "how many victims were women", stats.EN)
	public, private := pressesOf(render(r, setting{}).Blocks), pressesOf(render(r, setting{Private: true}).Blocks)
	if _, can := public[actionDelete]; can || public[actionShare] != "" {
		t.Errorf("in public: %v", public)
	}
	if _, can := private[actionDelete]; !can || private[actionShare] != r.Again.Same {
		t.Errorf("in private: %v", private)
	}
	r.Again.Same = ""
	if _, can := pressesOf(render(r, setting{Private: true}).Blocks)[actionShare]; can {
		t.Error("what cannot be asked again can be shared")
	}
}

func TestSomeoneInDangerIsAskedNothing(t *testing.T) {
	r := asked(t, borderBot(t), "I need help, I am being held", stats.EN)
	if r.Kind != ask.Support {
		t.Fatalf("the reply is of kind %q", r.Kind)
	}
	r.Next = []bot.Choice{{Label: "x", Ask: "x", Press: "en__x"}}
	r.Again = bot.Again{Same: "en__x", Other: "es__x", Chart: "enG__x"}
	for _, c := range []content{render(r, setting{}), renderPlain(r, setting{})} {
		if got := pressesOf(c.Blocks); len(got) > 0 {
			t.Errorf("buttons %v", got)
		}
	}
	for _, c := range []content{render(r, setting{Private: true}), renderPlain(r, setting{Private: true})} {
		if got := pressesOf(c.Blocks); len(got) != 1 || got[actionDelete] != "" {
			t.Errorf("buttons %v, want only %s", got, actionDelete)
		}
	}
	first := render(r, setting{}).Blocks[0].(*slack.HeaderBlock)
	if first.Text.Text != r.Contacts[0].Name {
		t.Errorf("the first thing said is %q", first.Text.Text)
	}
}

func TestTheSharerIsMentionedAndNobodyElse(t *testing.T) {
	r := asked(t, borderBot(t), "cuántas víctimas eran mujeres", stats.ES)
	if c := render(r, setting{SharedBy: "U024BE7LH"}); !strings.HasSuffix(c.Text, "Compartido por <@U024BE7LH>") {
		t.Errorf("the text ends in %q", c.Text[len(c.Text)-40:])
	}
	for _, id := range []string{"", "U1> <!channel", "u1", "!channel", "U1|x", strings.Repeat("U", 200)} {
		if c := render(r, setting{SharedBy: id}); strings.Contains(c.Text, "<") || len(c.Blocks) != len(render(r, setting{}).Blocks) {
			t.Errorf("%q is mentioned in %q", id, c.Text)
		}
	}
}

func TestAReplyOfNothingIsAnApology(t *testing.T) {
	for _, l := range stats.Langs {
		want := bot.WordsIn(l).NotSent
		for _, c := range []content{
			render(bot.Reply{Lang: l}, setting{}), renderPlain(bot.Reply{Lang: l}, setting{}),
			render(bot.Reply{Lang: l, Text: " \n"}, setting{Private: true}), renderPlain(bot.Reply{Lang: l}, setting{Private: true}),
		} {
			if c.Text != want || !slices.Equal(shownTexts(c.Blocks), []string{want}) {
				t.Errorf("%v: %+v", l, c)
			}
		}
	}
}

// The writer is there for its speed: it writes what encoding/json does.
func TestEncodeWritesWhatMarshalDoes(t *testing.T) {
	check := func(name string, c content) {
		t.Helper()
		got, err := encode(c, slack.ResponseTypeInChannel)
		if err != nil {
			t.Fatal(err)
		}
		sameJSON(t, name, got, marshal(t, map[string]any{
			"response_type": slack.ResponseTypeInChannel, "text": c.Text, "blocks": slack.Blocks{BlockSet: c.Blocks},
		}))
	}
	b := borderBot(t)
	for _, c := range goldenCases() {
		if c.texts[0] == "" {
			continue
		}
		r := asked(t, b, c.texts[0], stats.EN)
		if c.change != nil {
			r = c.change(r)
		}
		check(c.name, render(r, c.setting))
		check(c.name+" plain", renderPlain(r, c.setting))
	}
	check("the app home", content{Text: "x", Blocks: renderHome(homeReply(t, b)).Blocks.BlockSet})
	check("what render does not make", content{Text: "\"\\\n\t\x01\xff<&>\u2028", Blocks: unusualBlocks()})
}

// unusualBlocks use what the writer has no writing for.
func unusualBlocks() []slack.Block {
	text := slack.NewTextBlockObject(slack.MarkdownType, "*x*", false, false)
	label := slack.NewTextBlockObject(slack.PlainTextType, "x", true, false)
	table := slack.NewTableBlock("t1").AddRow(slack.NewTableRawNumberCell(1).WithText("1"), nil)
	plainTable := slack.NewTableBlock("").AddRow(slack.NewTableRawNumberCell(2))
	return []slack.Block{
		slack.NewDividerBlock(), table, plainTable,
		slack.NewSectionBlock(text, nil, slack.NewAccessory(slack.NewImageBlockElement("https://x.example", "x"))),
		slack.NewSectionBlock(text, nil, nil, slack.SectionBlockOptionExpand(true)),
		slack.NewSectionBlock(text, nil, nil, slack.SectionBlockOptionBlockID("s1")),
		slack.NewHeaderBlock(label, slack.HeaderBlockOptionLevel(2)),
		slack.NewContextBlock("", slack.NewImageBlockElement("https://x.example", "x"), text),
		slack.NewActionBlock("", slack.NewButtonBlockElement("a", "", label).WithStyle(slack.StyleDanger),
			slack.NewButtonBlockElement("b", "v", label), slack.NewOverflowBlockElement("c")),
		*slack.NewDividerBlock(),
	}
}

func sameJSON(t *testing.T, name string, got, want []byte) {
	t.Helper()
	var a, b any
	if err := json.Unmarshal(got, &a); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, got)
	}
	if err := json.Unmarshal(want, &b); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Errorf("%s (-Marshal +encode):\n%s", name, cmp.Diff(b, a))
	}
}
