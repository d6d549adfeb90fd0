package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cifra"
	"cifra/stats"
	"cifra/stats/sets"
)

// The folder that "cifra data new" writes. It is a data set that works.
//
//go:embed starter
var starter embed.FS

// dataNew is "cifra data new".
type dataNew struct{ dir string }

func (d *dataNew) line() *cobra.Command {
	return &cobra.Command{
		Use:   "new <dir>",
		Short: "Start a data set: write a folder to fill in",
		Long:  "Start a data set: write a folder to fill in, which must not hold anything yet",
		Args:  taking(&d.dir),
	}
}

// Run runs the command.
func (d *dataNew) Run(w world) error {
	if err := writeStarter(d.dir); err != nil {
		return fmt.Errorf("starting a data set in %q: %w", d.dir, err)
	}
	dir := d.dir
	if slices.Contains(sets.Names(), dir) {
		dir = "." + string(filepath.Separator) + dir // the name alone is that of the set that ships
	}
	_, err := fmt.Fprintf(w.stdout, `%[1]s holds an invented data set that works. Put your own figures in its place:
  figures.csv      the numbers
  set.toml         what they are, where they come from, what is counted
  dimensions.toml  how they are divided
  notes.toml       what must be said with them, and about their source
  words.toml       how people ask for them
Then find what is missing:  cifra data check %[1]s
And ask:                    cifra chat --set %[1]s
How it is done, in steps:   cifra data guide
`, dir)
	return err
}

// writeStarter writes the folder, and nothing where there is something.
func writeStarter(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	there, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(there) > 0 {
		return fmt.Errorf("the folder is not empty: it holds %q", there[0].Name())
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	files, err := fs.ReadDir(starter, "starter")
	if err != nil {
		return err
	}
	for _, f := range files {
		text, err := starter.ReadFile("starter/" + f.Name())
		if err != nil {
			return err
		}
		filled := strings.ReplaceAll(string(text), "NAME-OF-THE-FOLDER", setID(filepath.Base(abs)))
		if err := os.WriteFile(filepath.Join(dir, f.Name()), []byte(filled), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// leftovers finds texts of the invented set in one that was made of it: people
// would be told them of figures that they have nothing to do with.
func leftovers(set *stats.Set, dir string) []string {
	fsys, err := fs.Sub(starter, "starter")
	if err != nil {
		return nil // cannot happen: the name is a good path
	}
	invented, err := stats.Load(fsys, sets.Shared())
	if err != nil || set.Title == invented.Title {
		return nil
	}
	var left []string
	texts := textsOf(set)
	for _, t := range textsOf(invented) {
		for _, l := range stats.Langs {
			if own, there := find(texts, t.name); there && own.In(l) == t.text.In(l) {
				left = append(left, fmt.Sprintf("%s: %s (%v): still that of the invented set: %q", dir, t.name, l, own.In(l)))
			}
		}
	}
	return left
}

// dataGuide is "cifra data guide".
type dataGuide struct{}

func (*dataGuide) line() *cobra.Command {
	return &cobra.Command{Use: "guide", Short: "Print the guide to making a data set", Args: taking()}
}

// Run runs the command.
func (*dataGuide) Run(w world) error {
	_, err := fmt.Fprint(w.stdout, cifra.DataGuide())
	return err
}

// setID makes the name of a folder an id: lower case, digits and hyphens.
func setID(name string) string {
	id := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return '-'
	}, name)
	if id = strings.Trim(id, "-"); id == "" {
		return "my-figures"
	}
	return id
}
