package stats_test

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"cifra/stats"
)

func TestFoldersThatCannotBeReadAreProblems(t *testing.T) {
	files := folder(t, libraryDir)
	for name, c := range map[string]struct {
		change func(fstest.MapFS)
		want   string
	}{
		"empty":       {func(f fstest.MapFS) { clear(f) }, "the folder has no *.toml file"},
		"no figures":  {func(f fstest.MapFS) { delete(f, csvFile) }, "figures.csv: cannot be opened: file does not exist"},
		"empty table": {func(f fstest.MapFS) { f[csvFile] = &fstest.MapFile{} }, "figures.csv:1: the columns must be"},
		"only a head": {func(f fstest.MapFS) {
			f[csvFile] = &fstest.MapFile{Data: f[csvFile].Data[:strings.Index(string(f[csvFile].Data), "\n")]}
		}, "figures.csv: no figures"},
		"not text": {func(f fstest.MapFS) { f["x.toml"] = &fstest.MapFile{Data: []byte("id = \"\xff\"")} }, "x.toml: not UTF-8 text"},
		"large":    {func(f fstest.MapFS) { f["x.toml"] = &fstest.MapFile{Data: make([]byte, 4<<20+1)} }, "x.toml: larger than 4194304 bytes"},
		"deep":     {func(f fstest.MapFS) { f["x.toml"] = &fstest.MapFile{Data: []byte("x = " + strings.Repeat("[", 1<<21))} }, "x.toml:1: brackets nested more than 32 deep"},
		"deep strings": {func(f fstest.MapFS) {
			f["x.toml"] = &fstest.MapFile{Data: []byte("x = \"\"\"\"\"" + strings.Repeat("[", 40) + "\"\"\"\n")}
		}, `x.toml:1: unknown key`},
		"dotted": {func(f fstest.MapFS) {
			f["x.toml"] = &fstest.MapFile{Data: []byte(strings.Repeat("a.", 1<<14) + "b = 1")}
		}, "x.toml:1: more than 32 dots outside quotes"},
		"long line": {func(f fstest.MapFS) { f["x.toml"] = &fstest.MapFile{Data: []byte("# " + strings.Repeat("a", 1<<17))} }, "x.toml:1: a line of more than 65536 bytes"},
		"many files": {func(f fstest.MapFS) {
			for i := range 70 {
				f[fmt.Sprintf("%d.toml", i)] = &fstest.MapFile{}
			}
		}, "the folder has 72 *.toml files, more than 64"},
		"a folder":   {func(f fstest.MapFS) { f["x.toml/y"] = &fstest.MapFile{} }, "x.toml: cannot be read"},
		"many notes": {func(f fstest.MapFS) { f["x.toml"] = &fstest.MapFile{Data: []byte(strings.Repeat("[[notes]]\n", 65))} }, `the folder has 70, more than 64: "notes"`},
		"many in one": {func(f fstest.MapFS) {
			f["x.toml"] = &fstest.MapFile{Data: []byte("[[dimensions]]\n" + strings.Repeat("[[dimensions.categories]]\n", 501))}
		}, "501 categories, more than 500"},
		"many patterns": {func(f fstest.MapFS) { f["x.toml"] = &fstest.MapFile{Data: manyPatterns()} }, "patterns, more than 100000"},
	} {
		broken := maps.Clone(files)
		c.change(broken)
		_, err := stats.Load(broken)
		wants(t, name, err, c.want)
	}
}

// manyPatterns is a file of words that expand to more than a set may have.
func manyPatterns() []byte {
	var b strings.Builder
	b.WriteString("[[words]]\nfor = \"subject\"\nen = [\n")
	for i := range 500 {
		fmt.Fprintf(&b, "%q,\n", fmt.Sprintf("w%d %s", i, strings.Repeat("{a,b}", 8)))
	}
	b.WriteString("]\n")
	return []byte(b.String())
}

// A file may write its lists in ways in which lines are not looked for.
func TestProblemsWithoutALineNameTheirFile(t *testing.T) {
	files := folder(t, libraryDir)
	for text, want := range map[string]string{
		`words = [{ for = "laons", en = ["x"] }]`:                 `x.toml: words for something unknown, "laons"`,
		`words = [{ for = "loans", en = ["X"] }]`:                 `x.toml: expanding word pattern "X"`,
		`absent = [{ id = "a b" }]`:                               `x.toml: the id of this absent thing is not made of`,
		`topics = [{ id = "x", title = { en = "x", es = "x" } }]`: `x.toml: x: text is missing in en`,
		"[[words]]\nfor = \"loans\"\nen = [\"\\u0058\"]":          `x.toml:1: expanding word pattern "X"`,
		"[[words]]\nfor = \"loans\"\nen = 7":                      `x.toml: not a value of the right kind`,
		// What looks like a header within a long string is none.
		"examples.en = [\"\"\"\n[[words]]\n\"\"\"]\n[[words]]\nfor = \"laons\"\nen = [\"x\"]": `x.toml:5: words for something unknown`,
	} {
		files["x.toml"] = &fstest.MapFile{Data: []byte(text)}
		_, err := stats.Load(files)
		wants(t, text, err, want)
	}
}

func TestAllProblemsAreReportedInOrder(t *testing.T) {
	files := folder(t, libraryDir)
	files = edited(t, files, csvFile, "2105,44%", "2105,40%")
	files = edited(t, files, csvFile, "1320,27%", "1320,20%")
	files = edited(t, files, tomlFile, `{ en = "loan", es = "préstamo" }`, `{ en = "loan" }`)
	files = edited(t, files, wordsFile, `"patron{,s}"`, `"Patron"`)
	_, err := stats.Load(files)
	var problems stats.Problems
	if !errors.As(err, &problems) || len(problems) != 4 {
		t.Fatalf("problems:\n%v", err)
	}
	for i, want := range []string{"figures.csv:4", "figures.csv:5", "set.toml:25", "words.toml:10"} {
		if got := fmt.Sprintf("%s:%d", problems[i].File, problems[i].Line); got != want {
			t.Errorf("problem %d is at %s, want %s", i, got, want)
		}
	}
}

func TestProblemsAreAtMostTwoHundred(t *testing.T) {
	files := folder(t, libraryDir)
	var b strings.Builder
	for i := range 4_000 {
		fmt.Fprintf(&b, "[[words]]\nfor = \"wrong%d\"\nen = [\"a\"]\n", i)
	}
	files["x.toml"] = &fstest.MapFile{Data: []byte(b.String())}
	_, err := stats.Load(files)
	var problems stats.Problems
	if !errors.As(err, &problems) || len(problems) != 200 {
		t.Errorf("%d problems", len(problems))
	}
}
