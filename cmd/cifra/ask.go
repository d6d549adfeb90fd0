package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"cifra/bot"
)

// askCommand asks one question, or many.
type askCommand struct {
	botFlags
	json, explain, batch bool
	chart                string
	question             []string
}

func (c *askCommand) line() *cobra.Command {
	line := &cobra.Command{
		Use:   "ask [<question> ...]",
		Short: "Ask one question, or with --batch many",
		Long: `Ask one question, in quotes or not, or with --batch many. A question with words
that look like flags goes behind a lone --.`,
		Args: c.check,
	}
	c.define(line)
	line.Flags().BoolVar(&c.json, "json", false, "Print the reply as data.")
	line.Flags().BoolVar(&c.explain, "explain", false, "Print also which words meant what.")
	line.Flags().BoolVar(&c.batch, "batch", false, "Read messages from standard input and write replies, both as JSON Lines.")
	line.MarkFlagsMutuallyExclusive("json", "explain", "batch")
	line.Flags().StringVar(&c.chart, "chart", "", "Write the picture of the reply to `FILE`, as PNG or SVG by its name.")
	return line
}

// check takes the question, and says what is wrong with it and the flags
// together.
func (c *askCommand) check(_ *cobra.Command, question []string) error {
	c.question = question
	switch asked := strings.TrimSpace(strings.Join(c.question, "")) != ""; {
	case c.batch && asked:
		return fmt.Errorf("--batch reads its questions from standard input, not %q", clip(c.question[0], 40))
	case !c.batch && !asked:
		return errors.New("no question, such as: cifra ask what can you do")
	case c.batch && c.chart != "":
		return fmt.Errorf("--chart %q is the picture of one reply, and --batch writes many", clip(c.chart, 40))
	case c.chart != "" && drawnAs(c.chart) == nil:
		return fmt.Errorf("--chart writes files that end in .png or .svg, not %q", clip(c.chart, 40))
	}
	return nil
}

// Run runs the command.
func (c *askCommand) Run(w world) error {
	w.charts = c.chart != ""
	p, err := w.start(c.botFlags, c.explain)
	if err != nil {
		return err
	}
	if c.batch {
		return p.batch(w)
	}
	reply := p.bot.Handle(context.Background(), bot.Message{
		Platform: "terminal", Chat: "ask", User: "you", ID: "1",
		Text: strings.Join(c.question, " "), Locale: w.locale(),
	})
	s := w.screen()
	switch {
	case c.json:
		err = encoder(w.stdout, "  ").Encode(toJSON(reply))
	case c.explain:
		_, err = io.WriteString(w.stdout, s.reply(reply)+"\n"+s.trace(reply, p.setOf(reply)))
	default:
		_, err = io.WriteString(w.stdout, s.reply(reply))
	}
	switch {
	case err != nil:
		return fmt.Errorf("writing the reply: %w", err)
	case reply.Kind == bot.Trouble:
		return errSaid
	case c.chart != "":
		return writeChart(c.chart, reply)
	}
	return nil
}
