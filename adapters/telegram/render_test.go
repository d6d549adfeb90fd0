package telegram

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/bot/chart"
	"cifra/stats"
)

var updateGoldens = flag.Bool("update", false, "write the golden files anew")

// freshBot is the bot that ships, with a store of its own.
func freshBot(t testing.TB) *bot.Bot {
	t.Helper()
	return shippedBot(t, bot.NewMemory(bot.MemoryOptions{}))
}

func botWith(t testing.TB, set *stats.Set, parser bot.Parser, report func(error)) *bot.Bot {
	t.Helper()
	b, err := bot.New(bot.Config{
		Sets: []bot.Data{{Set: set, Parser: parser}}, Store: bot.NewMemory(bot.MemoryOptions{}), Contacts: bottest.Hotlines(), Report: report,
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// goldenMessages are what people write, in both languages.
func goldenMessages() []struct{ name, en, es string } {
	return []struct{ name, en, es string }{
		{"one figure", "how many victims are women", "cuantas victimas son mujeres"},
		{"a misprint", "traffickers of a gender minority", "tratantes de minoría de género"},
		{"a breakdown", "victims by gender", "victimas por genero"},
		{"a top list", "top labor industries", "principales giros de explotacion laboral"},
		{"a comparison", "more male or female victims?", "hay mas victimas hombres o mujeres"},
		{"several lists", "compare victims and traffickers by nationality", "compara victimas y tratantes por nacionalidad"},
		{"a sum", "victims from Honduras and Guatemala together", "victimas de Honduras y Guatemala en total"},
		{"a premise put right", "are 60% of traffickers Mexican?", "¿el 60% de los tratantes son mexicanos?"},
		{"not counted together", "girls", "niñas"},
		{"not listed", "salvadoran victims", "victimas salvadoreñas"},
		{"another year", "victims in 2019", "victimas en 2019"},
		{"a choice", "gender", "genero"},
		{"a text of the data", "case study", "caso de estudio"},
		{"about", "/about", "/acerca"},
		{"help", "/help", "/ayuda"},
		{"the overview", "/home", "/resumen"},
		{"a greeting", "hello", "hola"},
		{"danger", "help me, they will not let me leave", "ayuda, no me dejan salir"},
		{"hotlines", "/hotlines", "/lineas"},
		{"the language", "/language", "/idioma"},
		{"forgetting", "/forget", "/olvidar"},
		{"anything else", "what is the weather like", "que clima hace hoy"},
	}
}

func TestRepliesLookAsTheyShould(t *testing.T) {
	b := freshBot(t)
	var out strings.Builder
	for _, m := range goldenMessages() {
		for l, text := range []string{stats.EN: m.en, stats.ES: m.es} {
			lang := stats.Lang(l)
			r := b.Handle(t.Context(), bot.Message{Chat: text, Text: text, ID: "m1", Locale: lang.String()})
			if r.Lang != lang || r.Kind == bot.Trouble {
				t.Errorf("%q: kind %q in %v", text, r.Kind, r.Lang)
			}
			writeGolden(t, &out, m.name+", "+lang.String(), render(r, setting{}))
		}
	}
	for _, lang := range stats.Langs {
		r := b.Handle(t.Context(), bot.Message{Press: lang.String() + "__count__victims-gone", Alone: true})
		writeGolden(t, &out, "an old button, "+lang.String(), render(r, setting{}))
		failing := botWith(t, &stats.Set{}, bottest.Parser(func(string, ask.Context) ask.Question { panic("a bug") }), func(error) {})
		r = failing.Handle(t.Context(), bot.Message{Text: "x", Locale: lang.String(), Alone: true})
		writeGolden(t, &out, "trouble, "+lang.String(), render(r, setting{}))
		r = b.Handle(t.Context(), bot.Message{Press: lang.String() + "G__count__victims-gender-female", Alone: true})
		if !r.Chart {
			t.Errorf("in %v no picture was asked for", lang)
		}
		writeGolden(t, &out, "a chart, "+lang.String(), render(charted(r), setting{}))
	}
	golden(t, "replies.golden", out.String())
}

// charted gives a reply the picture that it asked for.
func charted(r bot.Reply) bot.Reply {
	if r.Chart {
		r.Picture = &chart.Chart{Key: "k", Title: r.Title}
	}
	return r
}

// writeGolden checks a content and writes it down.
func writeGolden(t *testing.T, out *strings.Builder, name string, c content) {
	t.Helper()
	checkContent(t, name, c)
	fmt.Fprintf(out, "## %s\n\n", name)
	if c.Photo != nil {
		fmt.Fprintf(out, "(picture) %s\n\n", c.Caption)
	}
	for i, part := range c.Parts {
		if i > 0 {
			out.WriteString("--------\n")
		}
		out.WriteString(part + "\n")
	}
	writeButtons(out, c.Buttons)
	out.WriteString("\n")
}

func writeButtons(out *strings.Builder, rows [][]button) {
	for _, row := range rows {
		for i, b := range row {
			if i > 0 {
				out.WriteString("  ")
			}
			fmt.Fprintf(out, "[%s] %s", b.Text, b.Data)
		}
		out.WriteString("\n")
	}
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	bottest.Golden(t, *updateGoldens, filepath.Join("testdata", name), got)
}

// Every message of the question sets, and what its buttons lead to, is
// something that Telegram takes.
func TestEveryReplyToTheQuestionSetsCanBeSent(t *testing.T) {
	kinds := map[ask.Kind]int{}
	checkReplies(t, freshBot(t), "../../bot/ask/testdata/corpus/*.jsonl", kinds)
	both := bottest.BotOf(t, bot.NewMemory(bot.MemoryOptions{}), bottest.Set(t, "border-2017"), bottest.Set(t, "national-2017"))
	checkReplies(t, both, "../../bot/testdata/several-sets/*.jsonl", map[ask.Kind]int{})
	for _, kind := range everyKind() {
		if kinds[kind] == 0 {
			t.Errorf("no reply was of kind %q", kind)
		}
	}
}

func checkReplies(t *testing.T, b *bot.Bot, pattern string, kinds map[ask.Kind]int) {
	t.Helper()
	for name, say := range corpus(t, pattern) {
		chat, turn, _ := strings.Cut(name, " ")
		r := b.Handle(t.Context(), bot.Message{Platform: "telegram", Chat: chat, User: "u", ID: turn, Text: say})
		kinds[r.Kind]++
		name += ": " + say
		seen := strings.Join(checkContent(t, name, render(charted(r), setting{})), "\n")
		checkSays(t, name, r, seen)
		checkCards(t, name, renderCards([]bot.Reply{r}))
		if r.Again.Other != "" {
			other := b.Handle(t.Context(), bot.Message{Press: r.Again.Other, Alone: true})
			checkContent(t, name+", in the other language", render(other, setting{Inline: true}))
			if other.Kind != r.Kind || other.Lang == r.Lang {
				t.Errorf("%s: the other language is %q in %v", name, other.Kind, other.Lang)
			}
		}
	}
}

// checkSays checks that nothing a person must know is left out.
func checkSays(t *testing.T, name string, r bot.Reply, seen string) {
	t.Helper()
	must := append([]string{r.Text, r.Source, r.Read}, r.Notes...)
	for _, row := range r.Rows {
		must = append(must, row.Label, row.CountText, row.ShareText)
	}
	for _, c := range r.Contacts {
		must = append(append(must, c.Name, c.About), c.Lines...)
	}
	for _, text := range must {
		if !strings.Contains(seen, text) {
			t.Errorf("%s: nothing says %q:\n%s", name, text, seen)
		}
	}
}

// corpus gives every message of the question sets by file, conversation and
// turn.
func corpus(t *testing.T, pattern string) func(yield func(name, say string) bool) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("finding the question sets: %d files, %v", len(files), err)
	}
	return func(yield func(name, say string) bool) {
		for _, path := range files {
			file, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			lines := bufio.NewScanner(file)
			lines.Buffer(nil, 1<<20)
			for lines.Scan() {
				var c struct {
					ID    string
					Turns []struct{ Say string }
				}
				if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
					t.Fatalf("%s: %v", path, err)
				}
				for i, turn := range c.Turns {
					if !yield(fmt.Sprintf("%s/%s %d", filepath.Base(path), c.ID, i), turn.Say) {
						return
					}
				}
			}
			if err := lines.Err(); err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
	}
}

func TestSupportIsTheHotlinesAndOneButtonAndNothingElse(t *testing.T) {
	b := freshBot(t)
	for _, lang := range stats.Langs {
		text := [...]string{stats.EN: "help me, they will not let me leave", stats.ES: "ayuda, no me dejan salir"}[lang]
		r := b.Handle(t.Context(), bot.Message{Text: text, Alone: true})
		c := render(r, setting{})
		if len(c.Parts) != 1 || !strings.HasPrefix(c.Parts[0], "<b>"+r.Contacts[0].Name+"</b>\n"+r.Contacts[0].Lines[0]+"\n") {
			t.Errorf("in %v: %q", lang, c.Parts)
		}
		want := [][]button{{{Text: bot.WordsIn(lang).DeleteExchange, Data: dataDelete}}}
		if diff := cmp.Diff(want, c.Buttons); diff != "" {
			t.Errorf("in %v, buttons (-want +got):\n%s", lang, diff)
		}
		if inline := render(r, setting{Inline: true}); len(inline.Buttons) > 0 {
			t.Errorf("in %v: a card has the buttons %v", lang, inline.Buttons)
		}
		// Clients look for numbers to be tapped in short messages, outside of code.
		if n := length(c.Parts[0]); n >= 1000 || strings.Contains(c.Parts[0], "<code>") {
			t.Errorf("in %v: %d characters: %s", lang, n, c.Parts[0])
		}
	}
}

func TestOneFigureBeginsWithItsSentence(t *testing.T) {
	r := bot.Reply{Kind: ask.Figures, Title: "Female victims", Text: "609 of the 1,257 victims were female (48.4%).", Source: "Source: S."}
	want := "609 of the 1,257 victims were female (48.4%).\n\n<blockquote>Source: S.</blockquote>"
	if got := render(r, setting{}).Parts; !slices.Equal(got, []string{want}) {
		t.Errorf("got %q", got)
	}
}

func TestPictureIsShownOnlyWhereItWasAskedForAndNotInCards(t *testing.T) {
	picture := &chart.Chart{Key: "k", Title: "Victims by gender"}
	r := bot.Reply{Kind: ask.Figures, Text: "T.", Source: "S.", Picture: picture, Again: bot.Again{Chart: "enG__x", Other: "es__x"}}
	if c := render(r, setting{}); c.Photo != nil || c.Caption != "" || !hasData(c.Buttons, "enG__x") {
		t.Errorf("not asked for: %+v", c)
	}
	r.Chart = true
	if c := render(r, setting{}); c.Photo != picture || c.Caption != "<b>Victims by gender</b>\n\nT.\n\n<i>S.</i>" || hasData(c.Buttons, "enG__x") {
		t.Errorf("asked for: %+v", c)
	}
	if c := render(r, setting{Inline: true}); c.Photo != nil || c.Caption != "" || hasData(c.Buttons, "enG__x") || !hasData(c.Buttons, "~es__x") {
		t.Errorf("in a card: %+v", c)
	}
	r.Text, r.Source = strings.Repeat("word ", 800), "Source: "+strings.Repeat("S", 90)
	c := render(r, setting{})
	seen := checkMessage(t, "a long caption", c.Caption, 1024)
	if !strings.Contains(seen, "word…\n\n"+r.Source) || !strings.HasPrefix(seen, picture.Title) {
		t.Errorf("a long caption: %q", seen)
	}
}

func hasData(rows [][]button, data string) bool {
	return slices.ContainsFunc(rows, func(row []button) bool {
		return slices.ContainsFunc(row, func(b button) bool { return b.Data == data })
	})
}

func TestReplyWithoutAnythingToSeeSaysThatItFailed(t *testing.T) {
	for _, lang := range stats.Langs {
		got := render(bot.Reply{Lang: lang, Text: "\u200b\u202e \n\ufe0f", Source: "\u3164"}, setting{}).Parts
		if !slices.Equal(got, []string{bot.WordsIn(lang).NotSent}) {
			t.Errorf("in %v: %q", lang, got)
		}
	}
}
