package main

import (
	"fmt"
	"runtime/debug"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
	"cifra/stats/sets"
)

// program is what answers.
type program struct {
	set    *stats.Set
	bot    *bot.Bot
	parser *ask.Parser
}

// start makes what answers, by the configuration and the flags.
func (w world) start(f botFlags, explain bool) (*program, error) {
	c, err := readConfig(f.Config, w.environ)
	if err != nil {
		return nil, err
	}
	name := c.Data.Sets[0]
	if f.Set != "" {
		name = f.Set
	}
	if f.Lang != "" {
		c.Bot.Language = f.Lang
	}
	// Starting makes many small things that stay: collecting garbage in
	// between costs half as much again.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	set, err := sets.Load(name)
	if err != nil {
		return nil, err
	}
	return w.program(set, c, explain)
}

// program makes what answers questions about a set.
func (w world) program(set *stats.Set, c config, explain bool) (*program, error) {
	report := func(err error) { fmt.Fprintf(w.stderr, "cifra: %v\n", err) }
	return w.programOver(set, c, explain, bot.NewMemory(bot.MemoryOptions{}), report)
}

// programOver makes what answers questions about a set, and keeps its state in
// a store.
func (w world) programOver(set *stats.Set, c config, explain bool, store bot.Store, report func(error)) (*program, error) {
	parser, err := ask.New(set)
	if err != nil {
		return nil, fmt.Errorf("reading the words of data set %q: %w", set.ID, err)
	}
	b, err := bot.New(bot.Config{
		Set: set, Parser: w.parserFor(parser, explain), Store: store,
		Lang: string(c.Bot.Language), Contacts: c.hotlines(), Report: report,
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.name(), err)
	}
	return &program{set: set, bot: b, parser: parser}, nil
}

// name says which configuration this is.
func (c config) name() string {
	if c.file == "" {
		return "the configuration that ships"
	}
	return c.file
}

// explaining is a parser that also says how it reads.
type explaining struct{ *ask.Parser }

// Parse is of bot.Parser.
func (e explaining) Parse(text string, prev ask.Context) ask.Question { return e.Explain(text, prev) }

// charting is a parser for which every question asks for a picture, too.
type charting struct{ bot.Parser }

// Parse is of bot.Parser.
func (c charting) Parse(text string, prev ask.Context) ask.Question {
	q := c.Parser.Parse(text, prev)
	q.Chart = q.Kind == ask.Figures
	return q
}

func (w world) parserFor(p *ask.Parser, explain bool) bot.Parser {
	var reads bot.Parser = p
	if explain {
		reads = explaining{p}
	}
	if w.charts {
		return charting{reads}
	}
	return reads
}
