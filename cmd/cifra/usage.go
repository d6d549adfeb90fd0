package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// helpWidth is how wide help is, in characters.
const helpWidth = 80

// printUsage prints how a command is used. The library's own breaks no lines.
func printUsage(c *cobra.Command) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Usage: %s\n", c.UseLine())
	if c.HasAvailableSubCommands() {
		b.WriteString("\nCommands:\n")
	}
	for _, child := range c.Commands() {
		if child.IsAvailableCommand() {
			fmt.Fprintf(&b, "  %-*s  %s\n", child.NamePadding(), child.Name(), child.Short)
		}
	}
	fmt.Fprintf(&b, "\nFlags:\n%s", c.Flags().FlagUsagesWrapped(helpWidth))
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\nRun \"%s <command> --help\" for more information on a command.\n", c.CommandPath())
	}
	_, err := io.WriteString(c.OutOrStdout(), b.String())
	return err
}

// taking reads an argument into each, which are named by how the command is
// used.
func taking(into ...*string) cobra.PositionalArgs {
	return func(c *cobra.Command, words []string) error {
		switch {
		case len(words) > len(into):
			return fmt.Errorf("unexpected argument %s", words[len(into)])
		case len(words) < len(into):
			return fmt.Errorf("expected %q", strings.Fields(c.Use)[1+len(words)])
		}
		for i, word := range words {
			*into[i] = word
		}
		return nil
	}
}

// noCommand says what to write in place of words that are no command, where
// there should be one.
func noCommand(c *cobra.Command, words []string) error {
	var names []string
	for _, child := range c.Commands() {
		if child.IsAvailableCommand() {
			names = append(names, child.Name())
		}
	}
	switch {
	case len(words) == 0 && c.HasParent():
		return fmt.Errorf("expected a command: %s", strings.Join(names, ", "))
	case len(words) == 0:
		return nil
	}
	near, word := nearest(words[0], names), clip(words[0], 40)
	switch {
	case near != "":
		return fmt.Errorf("no command %q, did you mean %q?", word, near)
	case c.HasParent():
		return fmt.Errorf("no command %q", word)
	}
	return fmt.Errorf("no command %q; to ask a question: \"cifra ask %s\"", word, clip(oneLine(strings.Join(words, " ")), 60))
}

// wrongFlag adds to what the library says of a flag what may have been meant.
func wrongFlag(c *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return err
	}
	if words := c.Flags().Args(); len(words) > 0 && c.HasSubCommands() {
		return noCommand(c, words)
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	if near := nearest("--"+unknown.GetSpecifiedName(), names); near != "" {
		err = fmt.Errorf("%w, did you mean %q?", err, near)
	}
	if c.Name() == "ask" {
		err = fmt.Errorf("%w; a question that holds it goes behind a lone --: \"cifra ask -- QUESTION\"", err)
	}
	return err
}
