package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"cifra/bot/ask"
	"cifra/stats"
	"cifra/stats/sets"
)

// dataList is "cifra data list".
type dataList struct{ config string }

func (d *dataList) line() *cobra.Command {
	line := &cobra.Command{Use: "list", Short: "List the data sets that ship, and those that are configured", Args: taking()}
	configFlag(line, &d.config)
	return line
}

// Run runs the command.
func (d *dataList) Run(w world) error {
	c, err := readConfig(d.config, w.environ)
	if err != nil {
		return err
	}
	names := slices.Clone(c.Data.Sets)
	for _, name := range sets.Names() {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	var rows [][2]string
	var broken []error
	for _, name := range names {
		set, err := sets.Load(name)
		if err != nil {
			broken = append(broken, err)
			continue
		}
		about := fmt.Sprintf("%s, %s: %d figures, %s", set.Version, set.Title.EN, printed(set), set.Period.Label.EN)
		if name == c.Data.Sets[0] {
			about += " (default)"
		}
		rows = append(rows, [2]string{name, about})
	}
	fmt.Fprint(w.stdout, screen{}.pairs("", rows))
	return errors.Join(broken...)
}

// dataCheck is "cifra data check".
type dataCheck struct{ dir string }

func (d *dataCheck) line() *cobra.Command {
	return &cobra.Command{
		Use:   "check <dir>",
		Short: "Check the folder of a data set, and print all that is wrong",
		Long: `Check the folder of a data set, which holds figures.csv and TOML files, and
print all that is wrong with it`,
		Args: taking(&d.dir),
	}
}

// Run runs the command.
func (d *dataCheck) Run(w world) error {
	info, err := os.Stat(d.dir)
	switch {
	case err != nil:
		return fmt.Errorf("checking a data set: %w", err)
	case !info.IsDir():
		return fmt.Errorf("checking a data set: %q is not a folder", d.dir)
	}
	set, problems := checkSet(d.dir)
	for _, p := range problems {
		fmt.Fprintln(w.stdout, p)
	}
	if len(problems) > 0 {
		return errSaid
	}
	asked, err := w.askOwn(set, d.dir)
	if err != nil {
		fmt.Fprintln(w.stdout, err)
		return errSaid
	}
	fmt.Fprint(w.stdout, summary(set)+asked+"\nNo problems.\n")
	return nil
}

// checkSet gives the set in a folder, or all that is wrong with it, a line
// each.
func checkSet(dir string) (*stats.Set, []string) {
	set, err := stats.Load(os.DirFS(dir), sets.Shared())
	var problems stats.Problems
	switch {
	case errors.As(err, &problems):
		var lines []string
		for _, p := range problems {
			if !p.Shared() {
				p.File = filepath.Join(dir, p.File)
			}
			lines = append(lines, oneLine(p.String()))
		}
		return nil, lines
	case err != nil:
		return nil, []string{oneLine(err.Error())}
	}
	parser, err := ask.New(set)
	if err != nil {
		return nil, strings.Split(strings.TrimSpace(err.Error()), "\n")
	}
	return set, append(leftovers(set, dir), badExamples(set, parser, dir)...)
}

// badExamples finds the examples that the bot itself could not answer: it
// offers them to people who ask what they can ask.
func badExamples(set *stats.Set, parser *ask.Parser, dir string) []string {
	var bad []string
	for _, l := range stats.Langs {
		for _, example := range set.Examples.In(l) {
			q := parser.Parse(example, ask.Context{Lang: l})
			switch answered := q.Kind == ask.Figures && answers(set, q); {
			case q.Lang != l:
				bad = append(bad, fmt.Sprintf("%s: examples.%s: read as another language: %q", dir, l, example))
			case !answered && len(q.Unknown) > 0:
				bad = append(bad, fmt.Sprintf("%s: examples.%s: no figures answer it, as [[words]] lack %q: %q",
					dir, l, strings.Join(q.Unknown, " "), example))
			case !answered:
				bad = append(bad, fmt.Sprintf("%s: examples.%s: no figures answer it: %q", dir, l, example))
			}
		}
	}
	return bad
}

func answers(set *stats.Set, q ask.Question) bool {
	a, err := set.Eval(q.Readings[0])
	return err == nil && a.Reason == stats.NoReason
}

// summary says what a set holds, for a person to compare with the source.
func summary(set *stats.Set) string {
	rows := [][2]string{
		{"Data set", set.ID + " " + set.Version},
		{"Title", set.Title.EN + " / " + set.Title.ES},
		{"Source", set.Source.Publishers.EN + ": " + set.Source.Title.EN},
		{"Period", set.Period.Label.EN + " / " + set.Period.Label.ES},
	}
	for _, p := range set.Populations {
		total := "in all"
		if p.Total.Parts != nil {
			total = "in all, added up"
		}
		rows = append(rows, [2]string{p.Label.EN, fmt.Sprintf("%d %s; %s", p.Total.Count, total, breakdowns(set, p))})
	}
	for _, m := range set.Measures {
		number := strconv.Itoa(m.Figure.Count)
		if m.Figure.IsPercent() {
			number += "%"
		}
		rows = append(rows, [2]string{m.Label.EN, number})
	}
	for _, b := range set.Breakdowns {
		if d := b.Discrepancy; d != nil {
			rows = append(rows, [2]string{"Discrepancy", fmt.Sprintf("%s adds up to %d", b.ID, d.Sum)})
		}
	}
	if lists := breakdowns(set, nil); lists != notDivided {
		rows = append(rows, [2]string{"Unit not stated", lists})
	}
	patterns := 0
	for _, w := range set.Words {
		patterns += len(w.Patterns)
	}
	rows = append(rows, [2]string{"Beside them", fmt.Sprintf("%d notes, %d topics, %d things that the source lacks, %d words and phrases",
		len(set.Notes), len(set.Topics), len(set.Absent), patterns)})
	return screen{}.pairs("", rows)
}

// printed counts the figures that the source prints.
func printed(set *stats.Set) int {
	n := 0
	for _, f := range set.Figures {
		if f.Parts == nil {
			n++
		}
	}
	return n
}

const notDivided = "not divided further"

// breakdowns lists how a population is divided: "by gender (4), age (3, only
// the top)".
func breakdowns(set *stats.Set, p *stats.Population) string {
	var by []string
	for _, b := range set.Breakdowns {
		if b.Population != p {
			continue
		}
		size := fmt.Sprintf("%s (%d)", b.Dimension.Label.EN, len(b.Figures))
		if !b.Complete {
			size = fmt.Sprintf("%s (only the top %d)", b.Dimension.Label.EN, len(b.Figures))
		}
		by = append(by, size)
	}
	if len(by) == 0 {
		return notDivided
	}
	return "by " + strings.Join(by, ", ")
}
