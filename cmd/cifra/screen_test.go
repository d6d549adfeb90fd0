package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cifra/bot"
	"cifra/bot/ask"
)

func TestTextBreaksAtSpaces(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"one two three", 0, []string{"one two three"}},
		{"one two three", 7, []string{"one two", "three"}},
		{"one two three", 8, []string{"one two", "three"}},
		{"niñas y niños", 7, []string{"niñas y", "niños"}},
		{"a\nb c", 1, []string{"a", "b", "c"}},
		{"- one two three", 7, []string{"- one", "  two", "  three"}},
		{"unbreakable", 4, []string{"unbr", "eaka", "ble"}},
		{"x unbreakable", 4, []string{"x", "unbr", "eaka", "ble"}},
		{"統計の数字", 4, []string{"統計", "の数", "字"}},
		{"統", 1, []string{"統"}},
		{"", 5, []string{""}},
		{"- abc", 1, []string{"-", "a", "b", "c"}},
	} {
		if got := wrap(c.text, c.width); !cmp.Equal(got, c.want) {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// wide is a reply with everything in it that a reply may have.
func wide() bot.Reply {
	return bot.Reply{
		Kind: ask.Figures, Title: "Víctimas por nacionalidad y por género, a la vez o por separado",
		Text: "609 de las 1,257 víctimas eran mujeres (48.4%), el grupo más numeroso de todos los que enumera la fuente.",
		Rows: []bot.Row{
			{Group: "Víctimas por una dimensión de nombre muy, muy largo", Label: "Residencia que es a la vez un lugar de comercio", CountText: "1,257", ShareText: "100.0%"},
			{Group: "Víctimas por una dimensión de nombre muy, muy largo", Label: "Niñas", CountText: "3", ShareText: "<0.1%"},
			{Group: "Otra", Label: "統計の数字", CountText: "12"},
		},
		Read: "Víctimas · género · 30 de septiembre de 2015 al 31 de julio de 2017", Notes: []string{"Una nota que no cabe en una sola línea de la terminal."},
		Source: "Fuente: https://example.org/una/direccion/muy/larga/que/no/se/puede/cortar/en/ningun/lado.",
		Next:   []bot.Choice{{Label: "Por tipo de trata"}, {Label: "Tratantes"}, {Label: "Por edad y por lo demás"}},
	}
}

func TestRepliesFitTheScreenAtEveryWidth(t *testing.T) {
	escapes := regexp.MustCompile("\x1b\\[[0-9]*m")
	r := wide()
	choice := bot.Reply{Kind: ask.Choice, Text: "¿Víctimas o tratantes?", Choices: []bot.Choice{{Ask: "¿Cuántas víctimas hay por género y por edad?"}}}
	for width := 24; width <= 100; width++ {
		s := screen{width: width, styled: true, numbered: true}
		for _, line := range strings.Split(s.reply(r)+s.next(r)+s.reply(choice), "\n") {
			if got := textWidth(escapes.ReplaceAllString(line, "")); got > width {
				t.Errorf("at %d columns a line takes %d: %q", width, got, line)
			}
			if strings.Contains(line, "\x1b") && !strings.HasSuffix(line, "\x1b[0m") {
				t.Errorf("a style runs on past its line: %q", line)
			}
		}
	}
}

func TestTablesLineUp(t *testing.T) {
	got := screen{}.table(wide().Rows)
	want := `Víctimas por una dimensión de nombre muy, muy largo
  Residencia que es a la vez un lugar de comercio  1,257  100.0%
  Niñas                                                3   <0.1%

Otra
  統計の数字                                          12
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestTablesBreakLongLabelsOnNarrowScreens(t *testing.T) {
	got := screen{width: 30}.table(wide().Rows[1:])
	if !strings.Contains(got, "  Niñas        3  <0.1%\n") {
		t.Errorf("got:\n%s", got)
	}
	got = screen{width: 30}.table(wide().Rows[:1])
	want := "  Residencia\n  que es a la\n  vez un lugar\n  de comercio    1,257  100.0%\n"
	if !strings.HasSuffix(got, want) {
		t.Errorf("got:\n%s\nwant at its end:\n%s", got, want)
	}
}

func TestOnlyWhatAnswersIsBold(t *testing.T) {
	got := screen{styled: true}.reply(wide())
	for _, want := range []string{bold + "609 de las", dim + "Víctimas · género", dim + "Fuente:", "\n  Niñas"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	if plain := (screen{}).reply(wide()); strings.Contains(plain, "\x1b") {
		t.Errorf("styles without styles: %q", plain)
	}
}

// FuzzWrap looks for text that is lost, lines that are too long, and loops
// without end.
func FuzzWrap(f *testing.F) {
	f.Add("one two three", 7)
	f.Add("- 統計 y niños", 3)
	f.Add("12  más\n\xff\u0301", 1)
	f.Fuzz(func(t *testing.T, text string, width int) {
		width = min(max(width, 0), 200)
		lines := wrap(text, width)
		spaces := strings.NewReplacer(" ", "", "\n", "")
		if got, want := spaces.Replace(strings.Join(lines, "")), spaces.Replace(text); got != want {
			t.Errorf("wrap(%q, %d) = %q loses text", text, width, lines)
		}
		for _, line := range lines {
			if width > 0 && textWidth(line) > width && isASCII(line) {
				t.Errorf("wrap(%q, %d) has the line %q", text, width, line)
			}
		}
	})
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > '~' || r < ' ' })
}
