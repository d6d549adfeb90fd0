package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"cifra/stats"
	"cifra/stats/sets"
)

// dataDiff is "cifra data diff".
type dataDiff struct{ old, new string }

func (d *dataDiff) line() *cobra.Command {
	return &cobra.Command{
		Use:   "diff <old> <new>",
		Short: "Say what differs between two data sets: figures and texts",
		Long: `Say what differs between two data sets: figures and texts. Each is the name of
one that ships, or a folder.`,
		Args: taking(&d.old, &d.new),
	}
}

// Run runs the command.
func (d *dataDiff) Run(w world) error {
	old, err := sets.Load(d.old)
	if err != nil {
		return err
	}
	fresh, err := sets.Load(d.new)
	if err != nil {
		return err
	}
	c := &comparison{}
	c.figures(old, fresh)
	c.lists(old, fresh)
	c.texts(old, fresh)
	rows := [][2]string{{"Old", old.ID + " " + old.Version}, {"New", fresh.ID + " " + fresh.Version}}
	switch {
	case len(c.rows) == 0:
		rows = append(rows, [2]string{"Changes", "none"})
	case old.ID == fresh.ID && old.Version == fresh.Version:
		rows = append(rows, [2]string{"Please look", "the version is the same, so that people cannot tell which one answered them"})
	}
	_, err = fmt.Fprint(w.stdout, screen{}.pairs("", append(rows, c.rows...)))
	return err
}

// comparison gathers what differs, a row each.
type comparison struct{ rows [][2]string }

func (c *comparison) say(what, format string, args ...any) {
	c.rows = append(c.rows, [2]string{what, fmt.Sprintf(format, args...)})
}

// figures compares the counts, in the order of the new set.
func (c *comparison) figures(old, fresh *stats.Set) {
	for _, f := range fresh.Figures {
		switch was := old.Figure(f.ID); {
		case was == nil:
			c.say("Added", "%s: %d", f.ID, f.Count)
		case was.Count != f.Count:
			c.say("Changed", "%s: %d → %d", f.ID, was.Count, f.Count)
		}
	}
	for _, f := range old.Figures {
		if fresh.Figure(f.ID) == nil {
			c.say("Removed", "%s: %d", f.ID, f.Count)
		}
	}
}

// lists compares which breakdowns are complete.
func (c *comparison) lists(old, fresh *stats.Set) {
	complete := func(b *stats.Breakdown) string {
		if b.Complete {
			return "complete"
		}
		return "only the top " + strconv.Itoa(len(b.Figures))
	}
	for _, b := range fresh.Breakdowns {
		if was := old.Breakdown(b.ID); was != nil && complete(was) != complete(b) {
			c.say("Changed", "%s: %s → %s", b.ID, complete(was), complete(b))
		}
	}
}

// texts compares what is said of the figures.
func (c *comparison) texts(old, fresh *stats.Set) {
	was, is := textsOf(old), textsOf(fresh)
	for _, t := range is {
		before, there := find(was, t.name)
		for _, l := range stats.Langs {
			switch {
			case !there:
				c.say("Added", "%s (%v): %q", t.name, l, t.text.In(l))
			case before.In(l) != t.text.In(l):
				c.say("Changed", "%s (%v): %q → %q", t.name, l, before.In(l), t.text.In(l))
			}
		}
	}
	for _, t := range was {
		if _, there := find(is, t.name); !there {
			c.say("Removed", "%s: %q", t.name, t.text.EN)
		}
	}
}

type namedText struct {
	name string
	text stats.Text
}

func find(texts []namedText, name string) (stats.Text, bool) {
	for _, t := range texts {
		if t.name == name {
			return t.text, true
		}
	}
	return stats.Text{}, false
}

// textsOf lists the texts of a set that people see, by what they are.
func textsOf(s *stats.Set) []namedText {
	out := []namedText{
		{"title", s.Title}, {"period", s.Period.Label}, {"coverage", s.Coverage},
		{"source", s.Source.Cite}, {"publishers", s.Source.Publishers},
	}
	for _, n := range s.Notes {
		out = append(out, namedText{"note " + n.ID, n.Text})
	}
	for _, t := range s.Topics {
		out = append(out, namedText{"topic " + t.ID, t.Text})
	}
	for _, f := range s.Figures {
		if f.Misprint != nil {
			out = append(out, namedText{"misprint " + string(f.ID), f.Misprint.Text})
		}
	}
	for _, m := range s.Measures {
		out = append(out, namedText{"measure " + string(m.ID), m.Says}, namedText{"period of " + string(m.ID), m.Period})
	}
	return out
}
