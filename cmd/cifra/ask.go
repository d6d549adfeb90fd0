package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"cifra/bot"
)

// askCommand asks one question, or many.
type askCommand struct {
	botFlags
	JSON     bool     `name:"json" xor:"as" help:"Print the reply as data."`
	Explain  bool     `xor:"as" help:"Print also which words meant what."`
	Batch    bool     `xor:"as" help:"Read messages from standard input and write replies, both as JSON Lines."`
	Chart    string   `help:"Write the picture of the reply to a file, as PNG or SVG by its name." placeholder:"FILE"`
	Question []string `arg:"" optional:"" help:"The question, in quotes or not."`
}

// Validate says what is wrong with the flags and the question together.
func (c *askCommand) Validate() error {
	switch asked := strings.TrimSpace(strings.Join(c.Question, "")) != ""; {
	case c.Batch && asked:
		return fmt.Errorf("--batch reads its questions from standard input, not %q", clip(c.Question[0], 40))
	case !c.Batch && !asked:
		return errors.New("no question, such as: cifra ask what can you do")
	case c.Batch && c.Chart != "":
		return fmt.Errorf("--chart %q is the picture of one reply, and --batch writes many", clip(c.Chart, 40))
	case c.Chart != "" && drawnAs(c.Chart) == nil:
		return fmt.Errorf("--chart writes files that end in .png or .svg, not %q", clip(c.Chart, 40))
	}
	return nil
}

// Run runs the command.
func (c *askCommand) Run(w world) error {
	w.charts = c.Chart != ""
	p, err := w.start(c.botFlags, c.Explain)
	if err != nil {
		return err
	}
	if c.Batch {
		return p.batch(w)
	}
	reply := p.bot.Handle(context.Background(), bot.Message{
		Platform: "terminal", Chat: "ask", User: "you", ID: "1",
		Text: strings.Join(c.Question, " "), Locale: w.locale(),
	})
	s := w.screen()
	switch {
	case c.JSON:
		err = encoder(w.stdout, "  ").Encode(toJSON(reply))
	case c.Explain:
		_, err = io.WriteString(w.stdout, s.reply(reply)+"\n"+s.trace(reply, p.setOf(reply)))
	default:
		_, err = io.WriteString(w.stdout, s.reply(reply))
	}
	switch {
	case err != nil:
		return fmt.Errorf("writing the reply: %w", err)
	case reply.Kind == bot.Trouble:
		return errSaid
	case c.Chart != "":
		return writeChart(c.Chart, reply)
	}
	return nil
}
