package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cifra"
	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
)

// mostShown is how many questions that are not understood, or read as others,
// are shown of each language.
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
	known := ask.NewScrubber(p.parsers...)
	var wrong, missed [len(stats.Langs)][]string
	var unknown [len(stats.Langs)]tally
	for _, m := range misread {
		if m.As != nil {
			wrong[m.Lang] = append(wrong[m.Lang], fmt.Sprintf("%q asks for %v, and is read as %v", m.Ask, m.Query, m.As))
			continue
		}
		missed[m.Lang] = append(missed[m.Lang], m.Ask)
		for _, word := range known.Scrub(m.Ask).Unknown() {
			unknown[m.Lang].add(word)
		}
	}
	fmt.Fprintf(&b, "\nOf %d questions in the bot's own words, %d are understood.\n", asked, asked-len(misread))
	for l, questions := range missed {
		list(&b, fmt.Sprintf("Not understood (%s), which more words would mend", stats.Lang(l)), questions)
		if words := unknown[l].most(mostShown); len(words) > 0 {
			fmt.Fprintf(&b, "  In them, nothing claims: %s\n", strings.Join(words, ", "))
		}
	}
	var e strings.Builder
	for l, questions := range wrong {
		list(&e, fmt.Sprintf("%s: read as another question (%s), so that the figure would be a wrong one; give the words of these questions to what they ask for, as [[words]]", dir, stats.Lang(l)), questions)
	}
	if e.Len() > 0 {
		return "", errors.New(strings.TrimRight(e.String(), "\n"))
	}
	return b.String(), nil
}

// list writes the first of some lines under a heading, and how many more there
// are.
func list(b *strings.Builder, heading string, lines []string) {
	if len(lines) == 0 {
		return
	}
	b.WriteString(heading + "\n")
	for _, line := range lines[:min(len(lines), mostShown)] {
		b.WriteString("  " + line + "\n")
	}
	if more := len(lines) - mostShown; more > 0 {
		fmt.Fprintf(b, "  and %d more\n", more)
	}
}

// tally counts words.
type tally struct {
	words []string // in the order of their first
	of    map[string]int
}

func (t *tally) add(word string) {
	if t.of == nil {
		t.of = map[string]int{}
	}
	if t.of[word]++; t.of[word] == 1 {
		t.words = append(t.words, word)
	}
}

// most gives the words that were counted most, the most frequent first.
func (t *tally) most(n int) []string {
	words := slices.Clone(t.words)
	slices.SortStableFunc(words, func(x, y string) int { return t.of[y] - t.of[x] })
	return words[:min(len(words), n)]
}
