// Package sets holds the data sets that ship with Cifra, a folder each.
package sets

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"cifra/stats"
)

// A new folder here ships without a change to this file.
//
//go:embed */*.csv */*.toml
var shipped embed.FS

// sharedFolder holds the vocabularies.
const sharedFolder = "shared"

// Names lists the data sets that ship, by name.
func Names() []string {
	entries, err := shipped.ReadDir(".")
	if err != nil {
		return nil // cannot happen: an embedded file system has a root
	}
	var names []string
	for _, e := range entries {
		if e.Name() != sharedFolder {
			names = append(names, e.Name())
		}
	}
	return names
}

// Shared gives the vocabularies that ship, for stats.Load: what several data
// sets say alike, a TOML file each. Any folder may use them.
func Shared() fs.FS {
	fsys, err := fs.Sub(shipped, sharedFolder)
	if err != nil {
		return embed.FS{} // cannot happen: the name is a good path
	}
	return fsys
}

// FS gives the folder of a data set that ships. The error quotes an unknown
// name and lists the known ones.
func FS(name string) (fs.FS, error) {
	if !slices.Contains(Names(), name) {
		return nil, fmt.Errorf("opening data set %q: none of that name ships (there is %s)", name, strings.Join(Names(), ", "))
	}
	fsys, err := fs.Sub(shipped, name)
	if err != nil {
		return nil, fmt.Errorf("opening data set %q: %w", name, err)
	}
	return fsys, nil
}

// Load reads a data set: one that ships, by its name, or else a folder, by its
// path. An error about the folder's contents wraps stats.Problems.
func Load(nameOrDir string) (*stats.Set, error) {
	fsys, err := FS(nameOrDir)
	if err != nil {
		info, statErr := os.Stat(nameOrDir)
		if statErr != nil || !info.IsDir() {
			return nil, fmt.Errorf("loading data set %q: neither a set that ships (%s) nor a folder", nameOrDir, strings.Join(Names(), ", "))
		}
		fsys = os.DirFS(nameOrDir)
	}
	set, err := stats.Load(fsys, Shared())
	if err != nil {
		return nil, fmt.Errorf("loading data set %q:\n%w", nameOrDir, err)
	}
	return set, nil
}
