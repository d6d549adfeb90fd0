package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"cifra"
	"cifra/bot"
	"cifra/stats"
)

// mostShown is how many questions that are not understood are shown, of each
// language.
const mostShown = 12

// askOwn asks a data set its own examples and what the bot offers about its
// figures, in both languages, and shows what the bot replies: so that who makes
// a set sees missing words, and sentences that sound wrong, before anyone else
// does. The error is for questions that would be answered with other figures.
func (w world) askOwn(set *stats.Set, dir string) (string, error) {
	var c config
	err := c.addFile("the configuration that ships", cifra.DefaultConfig()) // the hotlines of this place have no part in it
	if err != nil {
		return "", err
	}
	p, err := w.programOver([]*stats.Set{set}, c, false, bot.NewMemory(bot.MemoryOptions{}), func(err error) { fmt.Fprintf(w.stderr, "cifra: %v\n", err) })
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, l := range stats.Langs {
		fmt.Fprintf(&b, "\nExamples, as people would see them (%s)\n", l)
		for _, example := range set.Examples.In(l) {
			r := p.bot.Handle(context.Background(), bot.Message{Platform: "terminal", User: "you", ID: "1", Text: example, Lang: l.String(), Alone: true})
			fmt.Fprintf(&b, "  %s\n    %s\n", example, strings.ReplaceAll(r.Text, "\n", "\n    "))
		}
	}
	asked, misread := p.bot.Misread()
	var wrong []string
	missed := [len(stats.Langs)][]string{}
	for _, m := range misread {
		if m.As != nil {
			wrong = append(wrong, fmt.Sprintf("%s: %q asks for %v, and is read as %v", dir, m.Ask, m.Query, m.As))
			continue
		}
		missed[m.Lang] = append(missed[m.Lang], m.Ask)
	}
	fmt.Fprintf(&b, "\nOf %d questions in the bot's own words, %d are understood.\n", asked, asked-len(misread))
	for l, questions := range missed {
		if len(questions) == 0 {
			continue
		}
		fmt.Fprintf(&b, "Not understood (%s), which more words would mend\n", stats.Lang(l))
		for _, q := range questions[:min(len(questions), mostShown)] {
			b.WriteString("  " + q + "\n")
		}
		if more := len(questions) - mostShown; more > 0 {
			fmt.Fprintf(&b, "  and %d more\n", more)
		}
	}
	if len(wrong) > 0 {
		return "", errors.New(strings.Join(wrong, "\n"))
	}
	return b.String(), nil
}
