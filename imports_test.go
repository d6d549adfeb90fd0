package cifra_test

import (
	"go/build"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers says, for each package of the module but the programs, which others it
// may import: adapters -> bot -> ask -> stats, and nothing points back. A new
// package needs a reason, and a line here.
func layers() map[string][]string {
	platform := []string{"cifra/adapters/delivery", "cifra/bot", "cifra/bot/ask", "cifra/bot/chart", "cifra/stats"}
	return map[string][]string{
		"cifra":                   {},
		"cifra/adapters":          {},
		"cifra/adapters/delivery": {"cifra/bot"},
		"cifra/adapters/slack":    platform,
		"cifra/adapters/telegram": platform,
		"cifra/stats":             {},
		"cifra/stats/sets":        {"cifra/stats"},
		"cifra/bot/ask":           {"cifra/stats"},
		"cifra/bot/chart":         {},
		"cifra/bot":               {"cifra/bot/ask", "cifra/bot/chart", "cifra/stats"},
		"cifra/bot/bottest":       {"cifra/bot", "cifra/bot/ask", "cifra/bot/chart", "cifra/stats", "cifra/stats/sets"},
		"cifra/adapters/bolt":     {"cifra/bot"},
		"cifra/adapters/redis":    {"cifra/adapters/delivery", "cifra/bot"},
	}
}

// mayImport says what a package may import. Programs put everything together,
// and nothing imports them.
func mayImport(dir string) (allowed []string, known bool) {
	if strings.HasPrefix(dir, "cifra/cmd/") {
		return slices.Collect(maps.Keys(layers())), true
	}
	allowed, known = layers()[dir]
	return allowed, known
}

// forTests are the packages that only tests import.
func forTests() []string { return []string{"cifra/bot/bottest"} }

func TestImportsPointOneWay(t *testing.T) {
	seen := map[string]bool{}
	for dir, p := range packages(t) {
		seen[dir] = true
		allowed, known := mayImport(dir)
		if !known {
			t.Errorf("%s is a new package: say in layers what it may import", dir)
			continue
		}
		for _, imported := range p.Imports {
			if ofModule(imported) && !slices.Contains(allowed, imported) {
				t.Errorf("%s imports %s", dir, imported)
			}
			if slices.Contains(forTests(), imported) {
				t.Errorf("%s imports %s, which is for tests only", dir, imported)
			}
		}
	}
	for dir := range layers() {
		if !seen[dir] {
			t.Errorf("there is no package %s any more", dir)
		}
	}
}

// Tests may use what ships and what is for tests, but nothing above their own
// package.
func TestImportsOfTestsPointOneWayToo(t *testing.T) {
	above := func(dir, imported string) bool { return reaches(imported, dir) && imported != dir }
	for dir, p := range packages(t) {
		for _, imported := range append(p.TestImports, p.XTestImports...) {
			if ofModule(imported) && !slices.Contains(forTests(), imported) && above(dir, imported) {
				t.Errorf("a test of %s imports %s", dir, imported)
			}
		}
	}
}

// reaches says whether a package may import another, directly or not.
func reaches(from, to string) bool {
	allowed, _ := mayImport(from)
	return slices.ContainsFunc(allowed, func(next string) bool { return next == to || reaches(next, to) })
}

func ofModule(path string) bool { return path == "cifra" || strings.HasPrefix(path, "cifra/") }

// packages finds the module's packages by import path.
func packages(t *testing.T) map[string]*build.Package {
	t.Helper()
	found := map[string]*build.Package{}
	err := filepath.WalkDir(".", func(dir string, d fs.DirEntry, err error) error {
		switch name := filepath.Base(dir); {
		case err != nil:
			return err
		case !d.IsDir():
			return nil
		case dir != "." && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) || name == "testdata":
			return filepath.SkipDir
		}
		p, err := build.ImportDir(dir, 0)
		if _, none := err.(*build.NoGoError); none {
			return nil
		}
		if err != nil {
			return err
		}
		found[strings.TrimSuffix("cifra/"+filepath.ToSlash(dir), "/.")] = p
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
