package main

import (
	"errors"
	"fmt"
	"runtime/debug"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
	"cifra/stats/sets"
)

// program is what answers.
type program struct {
	sets    []*stats.Set // the first is the default
	bot     *bot.Bot
	parsers []*ask.Parser // of the sets
}

// start makes what answers, by the configuration and the flags.
func (w world) start(f botFlags, explain bool) (*program, error) {
	c, err := readConfig(f.config, w.environ)
	if err != nil {
		return nil, err
	}
	if len(f.sets) > 0 {
		c.Data.Sets = f.sets
	}
	if f.lang != "" {
		c.Bot.Language = f.lang
	}
	// Starting makes many small things that stay: collecting garbage in
	// between costs half as much again.
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	loaded, err := loadSets(c.Data.Sets)
	if err != nil {
		return nil, err
	}
	report := func(err error) { fmt.Fprintf(w.stderr, "cifra: %v\n", err) }
	return w.programOver(loaded, c, explain, bot.NewMemory(bot.MemoryOptions{}), report)
}

// loadSets reads data sets, and says all that is wrong with any of them.
func loadSets(names []string) ([]*stats.Set, error) {
	loaded, errs := make([]*stats.Set, len(names)), make([]error, len(names))
	for i, name := range names {
		loaded[i], errs[i] = sets.Load(name)
	}
	return loaded, errors.Join(errs...)
}

// programOver makes what answers questions about data sets, and keeps its state
// in a store.
func (w world) programOver(loaded []*stats.Set, c config, explain bool, store bot.Store, report func(error)) (*program, error) {
	var data []bot.Data
	var parsers []*ask.Parser
	for _, set := range loaded {
		parser, err := ask.New(set, loaded...)
		if err != nil {
			return nil, fmt.Errorf("reading the words of data set %q: %w", set.ID, err)
		}
		parsers = append(parsers, parser)
		data = append(data, bot.Data{Set: set, Parser: w.parserFor(parser, explain)})
	}
	b, err := bot.New(bot.Config{Sets: data, Store: store, Lang: string(c.Bot.Language), Contacts: c.hotlines(), Report: report})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.name(), err)
	}
	return &program{sets: loaded, bot: b, parsers: parsers}, nil
}

// setOf is the data set that a reply speaks of, or else the default.
func (p *program) setOf(r bot.Reply) *stats.Set {
	for _, set := range p.sets {
		if set.ID == r.Set {
			return set
		}
	}
	return p.sets[0]
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
