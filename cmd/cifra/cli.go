package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Exit statuses.
const (
	exitOK     = 0
	exitFailed = 1 // said on standard error, or in the output
	exitUsage  = 2 // the command line is wrong: one line on standard error
)

// commands is the command line.
type commands struct {
	Chat       chatCommand       `cmd:"" default:"withargs" help:"Talk to the bot in the terminal. This is what \"cifra\" alone does."`
	Ask        askCommand        `cmd:"" help:"Ask one question, or with --batch many."`
	Serve      serveCommand      `cmd:"" help:"Answer in Slack and Telegram, as the configuration enables."`
	Health     healthCommand     `cmd:"" help:"Ask a running cifra serve whether it is ready."`
	Data       dataCommand       `cmd:"" help:"List, check and start data sets."`
	Slack      slackGroup        `cmd:"" help:"Set up the app in Slack."`
	Config     configGroup       `cmd:"" help:"Look at the configuration."`
	Unanswered unansweredCommand `cmd:"" help:"List the wording of questions that could not be answered, where it is kept (unanswered.keep)."`
	Version    versionCmd        `cmd:"" help:"Print the version of cifra, of Go, and of the data sets."`
}

// botFlags are for the commands that answer questions.
type botFlags struct {
	Config string   `help:"Configuration file. Without it: config.toml here, if there is one." placeholder:"FILE"`
	Set    []string `help:"Data set: the name of one that ships, or a folder. Several have commas between them, and the first is the default." placeholder:"NAME|DIR"`
	Lang   language `help:"Language of the reply where the question's own words do not tell it: en, es or auto." placeholder:"LANG"`
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
	tree := commandTree("cifra", "Answers statistics questions exactly, in English and Spanish.", new(commands))
	chosen, err := tree.parse(args)
	switch {
	case err != nil:
		return w.fail(usageError{wrongUsage(args, err, tree)})
	case chosen.help:
		_, err := io.WriteString(w.stdout, chosen.helpText())
		return w.fail(err)
	}
	return w.fail(chosen.run(w))
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

// wrongUsage says in one line what is wrong with the command line, and what
// may have been meant.
func wrongUsage(args []string, err error, tree *command) string {
	names := make([]string, 0, len(tree.children))
	for _, child := range tree.children {
		names = append(names, child.word())
	}
	message := oneLine(err.Error())
	first := ""
	if len(args) > 0 {
		first = args[0]
	}
	switch near := nearest(first, names); {
	case first == "help":
		return "no command \"help\": cifra --help"
	case first == "ask" && strings.HasPrefix(message, "unknown flag"):
		return message + " (a question that holds it goes behind a lone --: cifra ask -- QUESTION)"
	case slices.Contains(names, first):
		return fmt.Sprintf("%s (cifra %s --help)", message, first)
	case first == "" || strings.HasPrefix(first, "-"):
		return message + " (cifra --help)"
	case near != "":
		return fmt.Sprintf("no command %q, did you mean %q? (cifra --help)", first, near)
	}
	return fmt.Sprintf("no command %q; to ask a question: cifra ask %s", clip(first, 40), clip(oneLine(strings.Join(args, " ")), 60))
}

// oneLine makes a text fit one line of a terminal, whatever is in it.
func oneLine(s string) string { return strings.Join(strings.Fields(printable(s)), " ") }
