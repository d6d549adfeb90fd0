package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
)

// chatCommand talks in the terminal.
type chatCommand struct{ botFlags }

func (c *chatCommand) line() *cobra.Command {
	line := &cobra.Command{Use: "chat", Short: "Talk to the bot in the terminal, as cifra alone does", Args: taking()}
	c.define(line)
	return line
}

// Run runs the command.
func (c *chatCommand) Run(w world) error {
	in, isIn := terminal(w.stdin)
	out, isOut := terminal(w.stdout)
	piped := !isIn || !isOut
	if !piped && !w.dumb() {
		w.stderr = crlf{w.stderr}
	}
	p, err := w.start(c.botFlags, false)
	if err != nil {
		return err
	}
	talk := &talk{handler: p.bot, screen: w.chatScreen, locale: w.locale()}
	switch {
	case piped:
		return talk.plainly(w, "")
	case w.dumb():
		_, err := io.WriteString(w.stdout, talk.greeting(p.sets[0])+"\n")
		return errors.Join(err, talk.plainly(w, prompt))
	}
	return talk.inTerminal(in, out, talk.greeting(p.sets[0]))
}

// chatScreen is the screen of a conversation.
func (w world) chatScreen() screen {
	s := w.screen()
	s.numbered = true
	return s
}

// prompt stands before what a person types.
const prompt = "> "

// talk is a conversation.
type talk struct {
	handler bot.Handler
	screen  func() screen // asked anew for each reply: windows change their size
	locale  string
	n       int          // messages so far
	offered []bot.Choice // what the last reply offered, by number from 1
	lang    stats.Lang   // of the last reply
	kind    ask.Kind     // of the last reply
}

// greeting is two lines, in both languages, with a question each.
func (t *talk) greeting(set *stats.Set) string {
	var b strings.Builder
	for _, l := range stats.Langs {
		w := wordsIn(l)
		b.WriteString(t.screen().lines(dim, w.greeting+set.Examples.In(l)[0]+"  "+w.ends))
	}
	return b.String()
}

// plainly talks line by line: for pipes, which have no prompt, and for
// terminals that can do no more.
func (t *talk) plainly(w world, prompt string) error {
	in := newLineReader(w.stdin)
	refused := false
	for {
		if _, err := io.WriteString(w.stdout, prompt); err != nil {
			return fmt.Errorf("writing the prompt: %w", err)
		}
		line, err := in.next()
		switch {
		case errors.Is(err, io.EOF):
			if refused {
				return errSaid
			}
			return nil
		case errors.Is(err, errLongLine):
			refused = true
			fmt.Fprintf(w.stderr, "cifra: line %d was not asked: %v\n", in.n, err)
			continue
		case err != nil:
			return fmt.Errorf("reading questions: %w", err)
		}
		if _, err := io.WriteString(w.stdout, t.answer(line)); err != nil {
			return fmt.Errorf("writing a reply: %w", err)
		}
	}
}

// answer gives what to show for a line that was typed, with an empty line
// after it; nothing for an empty line.
func (t *talk) answer(line string) string {
	line = strings.TrimSpace(line)
	if line == "" {
		return ""
	}
	t.n++
	m := bot.Message{Platform: "terminal", Chat: "chat", User: "you", ID: strconv.Itoa(t.n), Text: line, Locale: t.locale}
	s, chosen := t.screen(), ""
	if c, ok := t.choice(line); ok {
		m.Text, m.Query, m.Lang, m.Press = "", &c.Query, t.lang.String(), c.Press
		chosen = s.lines(dim, "→ "+c.Ask) + "\n"
	}
	reply := t.handler.Handle(context.Background(), m)
	t.lang, t.kind, t.offered = reply.Lang, reply.Kind, offers(reply)
	shown := chosen + s.reply(reply)
	if next := s.next(reply); next != "" {
		shown += "\n" + next
	}
	return shown + "\n"
}

// offers lists what a reply lets people choose by number.
func offers(r bot.Reply) []bot.Choice {
	if r.Kind == ask.Choice {
		return r.Choices
	}
	return append(append([]bot.Choice{}, r.Choices...), r.Next...)
}

// choice gives what a number stands for, if it was offered: "2", "2." or "2)".
func (t *talk) choice(line string) (bot.Choice, bool) {
	n, err := strconv.Atoi(strings.TrimRight(line, ".)"))
	if err != nil || n < 1 || n > len(t.offered) {
		return bot.Choice{}, false
	}
	return t.offered[n-1], true
}

// number is how an offer is numbered, from 0.
func number(i int) string { return strconv.Itoa(i + 1) }

// next numbers what can be asked after a reply, but for what stands with its
// number in the reply itself.
func (s screen) next(r bot.Reply) string {
	if r.Kind == ask.Choice {
		return ""
	}
	var items []string
	for i, c := range offers(r) {
		if !strings.Contains(r.Text, "\n- "+c.Ask) {
			// A number stays with its words when the line is broken.
			items = append(items, number(i)+"\u00a0"+strings.ReplaceAll(c.Label, " ", "\u00a0"))
		}
	}
	if len(items) == 0 {
		return ""
	}
	text := s.lines(plain, strings.Join(items, "   "))
	return strings.ReplaceAll(text, "\u00a0", " ")
}
