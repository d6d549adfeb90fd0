package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// Exit statuses.
const (
	exitOK     = 0
	exitFailed = 1 // said on standard error, or in the output
	exitUsage  = 2 // the command line is wrong: one line on standard error
)

// command is one that can be run.
type command interface {
	line() *cobra.Command // how it is called: what it has of flags and arguments is read into it
	Run(w world) error
}

// commandTree is the command line. Reading it runs nothing: what is to be run
// is handed to choose.
func commandTree(choose func(run func(world) error)) *cobra.Command {
	leaf := func(c command) *cobra.Command {
		line := c.line()
		line.Run = func(*cobra.Command, []string) { choose(c.Run) }
		return line
	}
	group := func(name, short string, children ...*cobra.Command) *cobra.Command {
		line := &cobra.Command{Use: name + " <command>", Short: short, Args: noCommand, Run: func(*cobra.Command, []string) {}}
		line.AddCommand(children...)
		return line
	}
	root := leaf(new(chatCommand))
	root.Use, root.Short, root.Args = "cifra [<command>]", "Answers statistics questions exactly, in English and Spanish", noCommand
	root.AddCommand(
		leaf(new(chatCommand)), leaf(new(askCommand)), leaf(new(serveCommand)), leaf(new(healthCommand)),
		group("data", "List, check, compare and start data sets",
			leaf(new(dataList)), leaf(new(dataCheck)), leaf(new(dataDiff)), leaf(new(dataNew)), leaf(new(dataGuide))),
		group("slack", "Set up the app in Slack", leaf(new(slackManifest))),
		group("config", "Look at the configuration", leaf(new(configCheck))),
		leaf(new(unansweredCommand)), leaf(new(versionCommand)),
	)
	root.PersistentFlags().BoolP("help", "h", false, "Show this help.")
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetFlagErrorFunc(wrongFlag)
	root.SetUsageFunc(printUsage) // a template would look methods up by computed names, for which the linker keeps them all
	return root
}

// botFlags are for the commands that answer questions.
type botFlags struct {
	config string
	sets   []string
	lang   language
}

func (f *botFlags) define(line *cobra.Command) {
	configFlag(line, &f.config)
	line.Flags().StringSliceVar(&f.sets, "set", nil, "Data set: `NAME|DIR`, one that ships or a folder. Several have commas between them, and the first is the default.")
	line.Flags().Func("lang", "Language of the reply where the question's own words do not tell it: `en|es|auto`.", func(text string) error {
		return f.lang.UnmarshalText([]byte(text))
	})
}

func configFlag(line *cobra.Command, file *string) {
	line.Flags().StringVar(file, "config", "", "Configuration `FILE`. Without it: config.toml here, if there is one.")
}

// plainError is an error without more to it.
type plainError string

func (e plainError) Error() string { return string(e) }

// errSaid ends the program with status 1 where the reason has been said.
const errSaid = plainError("said already")

// usageError ends the program with status 2.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

// run is the program: it gives its exit status.
func run(args []string, w world) (status int) {
	var help strings.Builder
	chosen := func(w world) error {
		_, err := io.WriteString(w.stdout, help.String())
		return err
	}
	tree := commandTree(func(run func(world) error) { chosen = run })
	tree.SetArgs(append([]string{}, args...)) // for nil, the library takes those of the process
	tree.SetOut(&help)
	tree.SetErr(w.stderr)
	if called, err := tree.ExecuteC(); err != nil {
		return w.fail(usageError{fmt.Sprintf("%s (%s --help)", oneLine(err.Error()), called.CommandPath())})
	}
	return w.fail(chosen(w))
}

// fail says an error on standard error and gives the exit status that goes
// with it.
func (w world) fail(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errSaid):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(w.stderr, "cifra: %s\n", usage.message)
		return exitUsage
	}
	fmt.Fprintf(w.stderr, "cifra: %v\n", err)
	return exitFailed
}

// oneLine makes a text fit one line of a terminal, whatever is in it.
func oneLine(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }
