package main

import (
	"os"
	"strings"

	"golang.org/x/term"

	"cifra/bot"
	"cifra/bot/ask"
)

// widestScreen is the most columns that text is spread over: longer lines are
// hard to read.
const widestScreen = 100

// screen shows replies as text. The zero screen is plain: no colours, and no
// line is broken.
type screen struct {
	width  int // columns; 0 for no end
	styled bool

	// numbered: what can be chosen has numbers, for a person to answer with.
	numbered bool
}

// screen is what the program writes to.
func (w world) screen() screen {
	f, ok := terminal(w.stdout)
	if !ok {
		return screen{}
	}
	s := screen{width: 80, styled: w.env("NO_COLOR") == "" && !w.dumb()}
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		s.width = min(width, widestScreen)
	}
	return s
}

// dumb says whether the terminal can only print one line after the other.
func (w world) dumb() bool {
	name := w.env("TERM")
	return name == "" || name == "dumb"
}

// terminal gives a stream as a file, if it is a terminal.
func terminal(stream any) (*os.File, bool) {
	f, ok := stream.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// The styles that texts are shown in.
const (
	plain = ""
	bold  = "\x1b[1m"
	dim   = "\x1b[2m"
)

// lines breaks a text into lines in a style. The style is set anew on each, so
// that none runs on if the terminal is resized or the output cut.
func (s screen) lines(style, text string) string {
	var b strings.Builder
	for _, line := range wrap(text, s.width) {
		if s.styled && style != plain && line != "" {
			line = style + line + "\x1b[0m"
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// reply shows a reply, without what can be asked next.
func (s screen) reply(r bot.Reply) string {
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	for _, c := range r.Contacts {
		add(s.contact(c))
	}
	switch {
	case r.Title == "":
	case r.Kind == ask.Info:
		add(s.lines(bold, r.Title))
	case len(r.Rows) > 1:
		add(s.lines(plain, r.Title))
	}
	add(s.lines(answering(r.Kind), s.text(r)))
	add(s.table(r.Rows))
	if r.Kind == ask.Choice {
		add(s.questions(r.Choices))
	}
	add(s.around(r))
	return strings.Join(parts, "\n")
}

// text is the reply's text; questions listed in it that can be chosen have
// their numbers.
func (s screen) text(r bot.Reply) string {
	text := r.Text
	if s.numbered {
		for i, c := range offers(r) {
			text = strings.Replace(text, "\n- "+c.Ask, "\n"+number(i)+"  "+c.Ask, 1)
		}
	}
	return text
}

// answering is the style of the sentence that answers: texts of several
// sentences are not shouted.
func answering(k ask.Kind) string {
	switch k {
	case ask.Figures, ask.Choice, ask.Unavailable, ask.Support:
		return bold
	}
	return plain
}

func (s screen) contact(c bot.Contact) string {
	return s.lines(bold, strings.Join(append([]string{c.Name}, c.Lines...), "\n")) + s.lines(plain, c.About)
}

// questions lists what can be chosen, a line each.
func (s screen) questions(choices []bot.Choice) string {
	var b strings.Builder
	for i, c := range choices {
		head := "- "
		if s.numbered {
			head = number(i) + "  "
		}
		b.WriteString(s.hanging(head, c.Ask))
	}
	return b.String()
}

// around is how the question was read, the caveats and the source.
func (s screen) around(r bot.Reply) string {
	var b strings.Builder
	for _, line := range append(append([]string{r.Read}, r.Notes...), r.Source) {
		if line != "" {
			b.WriteString(s.lines(dim, line))
		}
	}
	return b.String()
}

// hanging shows a text behind a short head, its further lines indented.
func (s screen) hanging(head, text string) string {
	width := 0
	if s.width > 0 {
		width = max(s.width-textWidth(head), 8)
	}
	return head + strings.Join(wrap(text, width), "\n"+strings.Repeat(" ", textWidth(head))) + "\n"
}
