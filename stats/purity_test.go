package stats_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cifra/stats"
)

// A data set is a folder, not code: no Go file of the program may know one. The
// border set is the one that a developer has in mind, so its names are looked
// for in the string literals of every file that is not a test.
func TestNoGoFileNamesAnythingOfADataSet(t *testing.T) {
	names := namesOf(border(t))
	if len(names) < 60 || !slices.Contains(names, "victims.gender.female") || !slices.Contains(names, "sex_and_labor") {
		t.Fatalf("only %d names to look for: %q", len(names), names)
	}
	for _, name := range namesOf(national(t)) { // whole words of it are words of Go as well: "text", "email"
		if strings.ContainsAny(name, "._") && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	files := 0
	for _, path := range goFiles(t, "..") {
		files++
		for _, l := range literals(t, path) {
			if name := named(l.text, names); name != "" && !allowed(path, l.text) {
				t.Errorf("%s:%d: the string %q names %q, which belongs in a data set's folder", path, l.line, l.text, name)
			}
		}
	}
	if files < 10 {
		t.Errorf("only %d files were looked at", files)
	}
}

func TestThePurityTestFindsNames(t *testing.T) {
	names := namesOf(border(t))
	for _, text := range []string{
		"count victims.gender.female", "gender.female", "hotel_motel", "Mexico's victims", "human Trafficking", "tratantes",
		"mujeres víctimas", "trata de personas", "victims.gender",
	} {
		if named(text, names) == "" {
			t.Errorf("%q passes", text)
		}
	}
	for _, text := range []string{"unknown", "other", "gender", "a minority of them", "type", "cases", "labor unions"} {
		if name := named(text, names); name != "" {
			t.Errorf("%q is said to name %q", text, name)
		}
	}
}

// namesOf lists the ids by which a set can be told: those of figures and
// breakdowns, and those of categories, with their dimension and without. The
// categories "unknown" and "other" are left out, as roles are called so, and
// the bare ids of populations and dimensions, which are common words.
func namesOf(set *stats.Set) []string {
	var names []string
	for _, f := range set.Figures {
		names = append(names, string(f.ID))
	}
	for _, b := range set.Breakdowns {
		names = append(names, string(b.ID))
	}
	for _, d := range set.Dimensions {
		for _, c := range d.Categories {
			names = append(names, d.ID+"."+c.ID)
			if c.ID != string(stats.Unknown) && c.ID != string(stats.Other) {
				names = append(names, c.ID)
			}
		}
	}
	return names
}

// allowed reports whether a file may hold a text although it is an id as well.
func allowed(path, text string) bool {
	// That "US" in capitals is a country and no pronoun is so in every data set.
	return filepath.ToSlash(path) == "../bot/ask/mark.go" && text == "usa"
}

// subject matches the words of what the border set is about.
var subject = regexp.MustCompile(`(?i)v[ií]ctim|traff?ick|tratante|trata de personas`)

// named gives the name that a text holds, or "": a dotted or joined id anywhere
// in it, a plain one only as the whole text.
func named(text string, names []string) string {
	if found := subject.FindString(text); found != "" {
		return found
	}
	for _, name := range names {
		if text == name || strings.ContainsAny(name, "._") && strings.Contains(text, name) {
			return name
		}
	}
	return ""
}

// goFiles lists the module's Go files but its tests.
func goFiles(t *testing.T, root string) []string {
	t.Helper()
	var paths []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && d.Name() != ".."):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			paths = append(paths, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// literal is a string in a Go file.
type literal struct {
	line int
	text string
}

// literals lists the strings in a Go file but for import paths and tags.
func literals(t *testing.T, path string) []literal {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var list []literal
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.Field:
			n.Tag = nil
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				text, err := strconv.Unquote(n.Value)
				if err != nil {
					t.Errorf("%s: %s: %v", path, n.Value, err)
				}
				list = append(list, literal{files.Position(n.Pos()).Line, text})
			}
		}
		return true
	})
	return list
}
