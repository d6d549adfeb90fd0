package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"cifra/stats/sets"
)

// versionCmd prints what is running.
type versionCommand struct{}

func (versionCommand) line() *cobra.Command {
	return &cobra.Command{Use: "version", Short: "Print the version of cifra, of Go, and of the data sets", Args: taking()}
}

// Run runs the command.
func (versionCommand) Run(w world) error {
	fmt.Fprintf(w.stdout, "cifra %s\n%s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	for _, name := range sets.Names() {
		set, err := sets.Load(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(w.stdout, "data set %s %s\n", set.ID, set.Version)
	}
	return nil
}

// version is what the Go tool stamps on a build: the tag of the commit, or its
// date and number.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
