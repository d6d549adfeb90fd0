package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// sample is a command line with one of everything that can be read.
type sample struct {
	Go struct {
		botFlags
		DryRun bool          `xor:"how"`
		Really bool          `xor:"how"`
		Most   int           `help:"At most." placeholder:"N"`
		For    time.Duration `help:"How long."`
		Mode   string        `enum:",fast,slow"`
		From   string        `arg:""`
		To     []string      `arg:"" optional:""`
		hidden string        // is no flag
	} `cmd:"" help:"Go somewhere."`
	Stay struct{} `cmd:"" help:"Stay."`
}

func TestACommandLineIsReadIntoItsStruct(t *testing.T) {
	for line, want := range map[string]string{
		"go a":                         "a [] false 0 0s  []",
		"go a b c":                     "a [b c] false 0 0s  []",
		"go --most 3 a --dry-run b":    "a [b] true 3 0s  []",
		"go --most=3 --for=1m30s a":    "a [] false 3 1m30s  []",
		"go a --mode=slow --set mine":  "a [] false 0 0s slow [mine]",
		"go a,b c,d --set e,f --set g": "a,b [c,d] false 0 0s  [e f g]",
		"go -- --most -5":              "--most [-5] false 0 0s  []",
		"go a --dry-run=false":         "a [] false 0 0s  []",
		"go a --most 1 --most 2":       "a [] false 2 0s  []",
		"go -":                         "- [] false 0 0s  []",
		"go go --":                     "go [] false 0 0s  []",
	} {
		var s sample
		_, err := commandTree("x", "", &s).parse(strings.Fields(line))
		if got := fmt.Sprint(s.Go.From, " ", s.Go.To, " ", s.Go.DryRun, " ", s.Go.Most, " ", s.Go.For, " ", s.Go.Mode, " ", s.Go.Set); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", line, got, err, want)
		}
	}
}

func TestWhatIsWrongWithACommandLineIsSaid(t *testing.T) {
	for line, want := range map[string]string{
		"":                          `expected one of "go", "stay"`,
		"fly":                       "unexpected argument fly",
		"sty":                       `unexpected argument sty, did you mean "stay"?`,
		"go":                        `expected "<from>"`,
		"stay here":                 "unexpected argument here",
		"go a --must 3":             `unknown flag --must, did you mean "--most"?`,
		"go a -5":                   "unknown flag -5",
		"go a --hidden x":           "unknown flag --hidden",
		"go a --most":               "--most needs a value: --most=N",
		"go a --most --dry-run":     "--most needs a value: --most=N",
		"go a --most many":          `--most: "many" is no int`,
		"go a --for soon":           `--for: "soon" is no time.Duration`,
		"go a --dry-run=perhaps":    `--dry-run: "perhaps" is no bool`,
		"go a --mode medium":        `--mode must be one of "fast", "slow", not "medium"`,
		"go a --lang fr":            `--lang: unknown language "fr" (auto, en or es)`,
		"go a --dry-run --really":   "--dry-run and --really can't be used together",
		"go a --really --dry-run b": "--dry-run and --really can't be used together",
	} {
		var s sample
		if _, err := commandTree("x", "", &s).parse(strings.Fields(line)); err == nil || err.Error() != want {
			t.Errorf("%s: %v; want %q", line, err, want)
		}
	}
}

func TestHelpIsThatOfTheCommandItStandsBehind(t *testing.T) {
	for line, want := range map[string]string{
		"--help":        "Usage: x <command>",
		"-h":            "Usage: x <command>",
		"go --help":     "Usage: x go <from> [<to> ...] [flags]",
		"go a b --help": "Usage: x go <from> [<to> ...] [flags]",
		"stay -h":       "Usage: x stay",
	} {
		got, err := commandTree("x", "", new(sample)).parse(strings.Fields(line))
		first, _, _ := strings.Cut(got.helpText(), "\n")
		if err != nil || !got.help || first != want {
			t.Errorf("%s: %v, %q; want %q", line, err, first, want)
		}
	}
	got, err := commandTree("x", "", new(sample)).parse([]string{"go", "--", "--help"})
	if err != nil || got.help {
		t.Errorf("behind two dashes, --help is a word: %v", err)
	}
}

func TestHelpFits(t *testing.T) {
	tree := commandTree("cifra", "Answers.", new(commands))
	for _, c := range append(tree.leaves(), append(slices.Clone(tree.children), tree)...) {
		for line := range strings.Lines(c.helpText()) {
			if len(strings.TrimRight(line, "\n")) > helpWidth || strings.HasSuffix(line, " \n") {
				t.Errorf("%s: the line %q", c.name, line)
			}
		}
	}
}

// Every command can be run, which is found out when it is.
func TestEveryCommandRuns(t *testing.T) {
	for _, c := range commandTree("cifra", "", new(commands)).leaves() {
		if _, ok := c.target.(interface{ Run(world) error }); !ok {
			t.Errorf("%s has no method Run(world) error", c.name)
		}
	}
}
