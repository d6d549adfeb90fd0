package bot_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/stats"
)

// talker is a bot that can read, over the set that ships.
func talker(t testing.TB) *bot.Bot {
	t.Helper()
	return bottest.ShippedBot(t, "border-2017", bot.NewMemory(bot.MemoryOptions{}))
}

func command(name, text string) bot.Message {
	return bot.Message{Platform: "telegram", Chat: "c", User: "ana", Command: name, Text: text}
}

func TestCommandsAnswerInTheLanguageOfTheirName(t *testing.T) {
	b := talker(t)
	for _, c := range []struct {
		command, text string
		lang          stats.Lang
		kind          ask.Kind
		want          string
	}{
		{"victims", "", stats.EN, ask.Figures, "1,257"},
		{"victimas", "", stats.ES, ask.Figures, "1,257"},
		{"Víctimas", "", stats.ES, ask.Figures, "1,257"},
		{"victims", "women", stats.EN, ask.Figures, "609"},
		{"tratantes", "hombres", stats.ES, ask.Figures, "741"},
		{"giros", "", stats.ES, ask.Figures, "329"},
		{"help", "", stats.EN, ask.Help, "counts"},
		{"ayuda", "", stats.ES, ask.Help, "conteos"},
		{"start", "", stats.EN, ask.Help, "Hello"},
		{"about", "", stats.EN, ask.Info, "version 2017.1"},
		{"acerca", "", stats.ES, ask.Info, "versión 2017.1"},
		{"hotlines", "", stats.EN, ask.Support, "911"},
		{"lineas", "", stats.ES, ask.Support, "911"},
		{"language", "", stats.EN, ask.Help, "Which language"},
		{"idioma", "", stats.ES, ask.Help, "qué idioma"},
		{"language", "español", stats.ES, ask.Help, "en español"},
		{"olvidar", "", stats.ES, ask.Help, "olvidé"},
		{"home", "", stats.EN, ask.Help, "counts"},
		{"women", "", stats.EN, ask.Choice, "traffickers"},
	} {
		m := command(c.command, c.text)
		m.User = c.command + c.text
		r := b.Handle(t.Context(), m)
		if r.Lang != c.lang || r.Kind != c.kind || !strings.Contains(r.Text, c.want) {
			t.Errorf("/%s %s: %v, %v, %q; want %v, %v and %q in it", c.command, c.text, r.Lang, r.Kind, r.Text, c.lang, c.kind, c.want)
		}
	}
}

func TestCommandsAreUnderstoodWhereTheyAreTypedAsText(t *testing.T) {
	b := talker(t)
	for text, want := range map[string]ask.Kind{
		"/hotlines": ask.Support, "hotlines": ask.Support, "líneas": ask.Support, "/victims women": ask.Figures,
		"about": ask.Info, "idioma": ask.Help, "language es": ask.Help, "/start": ask.Help, "victims": ask.Figures,
	} {
		if r := b.Handle(t.Context(), from("u"+text, "c", text)); r.Kind != want {
			t.Errorf("%q: %v (%q), want %v", text, r.Kind, r.Text, want)
		}
	}
}

func TestEnglishNamesOfOwnCommandsKeepTheLanguageOfTheConversation(t *testing.T) {
	b := talker(t)
	b.Handle(t.Context(), command("", "¿cuántas víctimas hubo?"))
	for _, name := range []string{"help", "about", "hotlines", "language", "forget"} {
		if r := b.Handle(t.Context(), command(name, "")); r.Lang != stats.ES && name != "forget" {
			t.Errorf("/%s in a Spanish conversation was answered in %v", name, r.Lang)
		}
		b.Handle(t.Context(), command("", "¿cuántas víctimas hubo?"))
	}
}

func TestAChosenLanguageStays(t *testing.T) {
	b := talker(t)
	r := b.Handle(t.Context(), command("language", ""))
	if len(r.Next) != len(stats.Langs) {
		t.Fatalf("%d languages offered", len(r.Next))
	}
	press := r.Next[stats.ES].Press
	if r := b.Handle(t.Context(), bot.Message{Platform: "telegram", Chat: "c", User: "ana", Press: press}); r.Lang != stats.ES {
		t.Errorf("pressing %q answered %+v", press, r)
	}
	if r := b.Handle(t.Context(), bot.Message{Platform: "telegram", Chat: "another", User: "ana", Text: "2017?"}); r.Lang != stats.ES {
		t.Errorf("in another chat the language is %v again", r.Lang)
	}
}

func TestTheOverviewChangesTheLanguageWithAButton(t *testing.T) {
	b := talker(t)
	r := b.Handle(t.Context(), command("home", ""))
	if len(r.Languages) != len(stats.Langs) {
		t.Fatalf("%d languages offered", len(r.Languages))
	}
	for l, choice := range r.Languages {
		name := bot.WordsIn(stats.Lang(l)).LanguageName
		got := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "d", User: "eva", Press: choice.Press})
		if choice.Label != name || choice.Ask != name || got.Lang != stats.Lang(l) {
			t.Errorf("the button %+v answers %+v", choice, got)
		}
		if r := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "e", User: "eva", Command: "home"}); r.Lang != stats.Lang(l) {
			t.Errorf("after %s the overview is in %v", choice.Press, r.Lang)
		}
	}
}

func TestEveryButtonLeadsWhereItSays(t *testing.T) {
	b := talker(t)
	for _, text := range []string{
		"how many victims were women", "gender", "niñas", "principales giros", "salvadoran victims", "compare the age of victims and traffickers",
		"about", "source", "hola", "qué puedes hacer", "home",
	} {
		m := from("ana", "c", text)
		if text == "home" {
			m.Text, m.Command = "", text
		}
		r := b.Handle(t.Context(), m)
		for _, c := range append(append([]bot.Choice{}, r.Next...), r.Choices...) {
			got := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "d", User: "eva", Press: c.Press})
			if got.Answer == nil || !got.Answer.Query.Equal(c.Query) || got.Lang != r.Lang {
				t.Errorf("%q: the button %q (%s) leads to %+v", text, c.Label, c.Press, got)
			}
		}
		for name, press := range map[string]string{"same": r.Again.Same, "other": r.Again.Other, "chart": r.Again.Chart} {
			if press == "" {
				continue
			}
			got := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "e", User: "eva", Press: press})
			if got.Kind != r.Kind || (got.Lang == r.Lang) == (name == "other") || got.Chart != (name == "chart") && !r.Chart {
				t.Errorf("%q: %s (%s) leads to %+v", text, name, press, got)
			}
			if name == "same" && got.Plain() != r.Plain() {
				t.Errorf("%q: again is\n%s\nand not\n%s", text, got.Plain(), r.Plain())
			}
		}
	}
}

func TestAChoiceOfAChartLeadsToAChart(t *testing.T) {
	b := talker(t)
	r := b.Handle(t.Context(), from("ana", "c", "gráfica por género"))
	if r.Kind != ask.Choice || len(r.Choices) != 2 {
		t.Fatalf("%+v", r)
	}
	got := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: "ana", Press: r.Choices[1].Press})
	if !got.Chart || got.Picture == nil || got.Lang != stats.ES {
		t.Errorf("the button %q leads to %+v", r.Choices[1].Press, got)
	}
}

func TestALinkThatStartsAChatReproducesAFigure(t *testing.T) {
	r := talker(t).Handle(t.Context(), command("start", "es__count__victims-gender-female"))
	if r.Lang != stats.ES || !strings.HasPrefix(r.Text, "609") {
		t.Errorf("the link answers %+v", r)
	}
}

func TestOldButtonsAreAnsweredPolitely(t *testing.T) {
	b := talker(t)
	for _, press := range []string{
		"es__count__victims-shoes", "es__Tshoes", "es__Cshoes", "es__guess__victims-total", "es__count__Hzzzzzz", "garbage", "1|figures",
	} {
		r := b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: "ana", Press: press, Locale: "es-MX"})
		if r.Kind != bot.Trouble || !strings.Contains(r.Text, "edición anterior") {
			t.Errorf("%q: %v %q", press, r.Kind, r.Text)
		}
	}
}

func TestWhatStandsAloneIsNotRemembered(t *testing.T) {
	b := talker(t)
	first := command("", "how many victims were women")
	first.Alone = true
	b.Handle(t.Context(), first)
	if r := b.Handle(t.Context(), command("", "and traffickers?")); r.Kind == ask.Figures && strings.Contains(r.Text, "213") {
		t.Errorf("what stood alone was followed up: %q", r.Text)
	}
}

// Words that stand alone are those of an inline query, which is asked for every
// letter, or of somebody else's message.
func TestWordsThatStandAloneChangeNothing(t *testing.T) {
	b := talker(t)
	if r := b.Handle(t.Context(), command("language", "es")); r.Lang != stats.ES {
		t.Fatalf("%+v", r)
	}
	for _, text := range []string{"forget", "/forget", "olvidar", "language english", "/language en", "in English please"} {
		alone := command("", text)
		alone.Alone = true
		b.Handle(t.Context(), alone)
		alone.Text, alone.Locale = "2017?", "en"
		if r := b.Handle(t.Context(), alone); r.Lang != stats.ES {
			t.Errorf("%q changed the language to %v", text, r.Lang)
		}
	}
}

func TestHomeShowsTheHeadlineFiguresAndWhereToTurn(t *testing.T) {
	for _, name := range []string{"home", "resumen"} {
		r := talker(t).Handle(t.Context(), command(name, ""))
		if len(r.Rows) != 4 || len(r.Next) == 0 || len(r.Contacts) != 2 || r.Source == "" || len(r.Notes) == 0 {
			t.Errorf("/%s: %+v", name, r)
		}
	}
}

func TestCommandsFitWhatPlatformsTake(t *testing.T) {
	commands := talker(t).Commands()
	if len(commands) < 9 {
		t.Errorf("only %d commands", len(commands))
	}
	for _, c := range commands {
		for _, l := range stats.Langs {
			if n := c.Name.In(l); n == "" || strings.Trim(n, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" || len(n) > 32 {
				t.Errorf("the name %q in %v", n, l)
			}
			if a := c.About.In(l); a == "" || utf8.RuneCountInString(a) > 100 {
				t.Errorf("/%s is described as %q in %v", c.Name.EN, a, l)
			}
		}
	}
}

func TestNoWordIsMissingInALanguage(t *testing.T) {
	for _, l := range stats.Langs {
		v := reflect.ValueOf(*bot.WordsIn(l))
		for i := range v.NumField() {
			if v.Field(i).IsZero() {
				t.Errorf("%v: no word for %s", l, v.Type().Field(i).Name)
			}
		}
	}
	w := bot.WordsIn(stats.ES)
	if utf8.RuneCountInString(w.AskAbout) > 24 || utf8.RuneCountInString(w.Short) > 120 || utf8.RuneCountInString(w.Description) > 512 {
		t.Error("a text is longer than platforms take")
	}
}
