package stats_test

import (
	"io/fs"
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"cifra/stats"
)

// The folders that the tests load. words.toml of the border set is left out
// where only figures matter.
const (
	borderDir   = "sets/border-2017"
	nationalDir = "sets/national-2017"
	libraryDir  = "testdata/library-loans"
	sharedDir   = "sets/shared"
)

// folder reads a data set's folder into memory, where a test may break it.
func folder(t testing.TB, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := fs.ReadFile(os.DirFS(dir), e.Name())
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = &fstest.MapFile{Data: data}
	}
	return files
}

// load loads a folder that must be good.
func load(t testing.TB, fsys fs.FS) *stats.Set {
	t.Helper()
	set, err := stats.Load(fsys, os.DirFS(sharedDir))
	if err != nil {
		t.Fatalf("loading: %v", err)
	}
	return set
}

// border loads the border set's figures.
func border(t testing.TB) *stats.Set {
	t.Helper()
	files := folder(t, borderDir)
	delete(files, "words.toml")
	return load(t, files)
}

// national loads the figures of the other shipped set.
func national(t testing.TB) *stats.Set {
	t.Helper()
	files := folder(t, nationalDir)
	delete(files, "words.toml")
	return load(t, files)
}

// library loads the invented set.
func library(t testing.TB) *stats.Set {
	t.Helper()
	return load(t, folder(t, libraryDir))
}

// edited gives a copy of a folder with one text of a file replaced by another.
func edited(t testing.TB, files fstest.MapFS, name, old, new string) fstest.MapFS {
	t.Helper()
	copied := maps.Clone(files)
	text := string(files[name].Data)
	if strings.Count(text, old) < 1 {
		t.Fatalf("%s does not hold %q", name, old)
	}
	copied[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
	return copied
}

// query parses a query that must be good.
func query(t testing.TB, s string) stats.Query {
	t.Helper()
	q, err := stats.ParseQuery(s)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// eval evaluates a query that must be well formed.
func eval(t testing.TB, set *stats.Set, s string) stats.Answer {
	t.Helper()
	a, err := set.Eval(query(t, s))
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return a
}

// ids lists the figures of rows, with spaces between.
func ids(rows []stats.Row) string {
	list := make([]string, len(rows))
	for i, r := range rows {
		list[i] = string(r.Figure.ID)
	}
	return strings.Join(list, " ")
}

// noteIDs lists notes, with spaces between.
func noteIDs(notes []*stats.Note) string {
	list := make([]string, len(notes))
	for i, n := range notes {
		list[i] = n.ID
	}
	return strings.Join(list, " ")
}

// queries lists queries, with "; " between.
func queries(list []stats.Query) string {
	texts := make([]string, len(list))
	for i, q := range list {
		texts[i] = q.String()
	}
	return strings.Join(texts, "; ")
}

// tiny is a set of one population, "p", divided by "d" into the categories a,
// b and c, as its CSV lines have it.
func tiny(t *testing.T, lines ...string) *stats.Set {
	t.Helper()
	return load(t, tinyFiles(lines...))
}

// tinyFiles is the folder of a tiny set.
func tinyFiles(lines ...string) fstest.MapFS {
	texts := func(keys string) string {
		var b strings.Builder
		for key := range strings.FieldsSeq(keys) {
			b.WriteString(key + " = { en = \"x\", es = \"x\" }\n")
		}
		return b.String()
	}
	var b strings.Builder
	b.WriteString("id = \"tiny\"\nversion = \"1\"\n" + texts("title name coverage"))
	b.WriteString("[source]\nurl = \"x\"\n" + texts("title publishers cite"))
	b.WriteString("[period]\nstart = 2020-01-01\nend = 2020-01-01\n" + texts("label"))
	b.WriteString("[examples]\nen = [\"x\"]\nes = [\"x\"]\n")
	b.WriteString("[[populations]]\nid = \"p\"\n" + texts("label one many"))
	b.WriteString("[[dimensions]]\nid = \"d\"\n" + texts("label item title"))
	for _, id := range []string{"a", "b", "c"} {
		b.WriteString("[[dimensions.categories]]\nid = \"" + id + "\"\n" + texts("label were werent of"))
	}
	csv := "id,population,dimension,category,count,percent_printed,rank,complete\n" + strings.Join(lines, "\n") + "\n"
	return fstest.MapFS{"set.toml": {Data: []byte(b.String())}, "figures.csv": {Data: []byte(csv)}}
}
