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
	Question []string `arg:"" optional:"" help:"The question, in quotes or not."`
}

// Validate is called by kong.
func (c *askCommand) Validate() error {
	switch asked := strings.TrimSpace(strings.Join(c.Question, "")) != ""; {
	case c.Batch && asked:
		return fmt.Errorf("--batch reads its questions from standard input, not %q", clip(c.Question[0], 40))
	case !c.Batch && !asked:
		return errors.New("no question, such as: cifra ask what can you do")
	}
	return nil
}

// Run is called by kong.
func (c *askCommand) Run(w world) error {
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
		_, err = io.WriteString(w.stdout, s.reply(reply)+"\n"+s.trace(reply, p.set))
	default:
		_, err = io.WriteString(w.stdout, s.reply(reply))
	}
	switch {
	case err != nil:
		return fmt.Errorf("writing the reply: %w", err)
	case reply.Kind == bot.Trouble:
		return errSaid
	}
	return nil
}
