package sets_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"cifra/stats"
	"cifra/stats/sets"
)

const borderName = "border-2017"

func TestEveryShippedSetLoadsUnderItsOwnName(t *testing.T) {
	names := sets.Names()
	if !slices.Contains(names, borderName) {
		t.Fatalf("shipped: %q", names)
	}
	for _, name := range names {
		set, err := sets.Load(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if set.ID != name {
			t.Errorf("the folder %q holds the set %q", name, set.ID)
		}
	}
}

func TestShippedFoldersHoldTheSameAsOnDisk(t *testing.T) {
	for _, name := range sets.Names() {
		fsys, err := sets.FS(name)
		if err != nil {
			t.Fatal(err)
		}
		entries, err := os.ReadDir(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			want, err := os.ReadFile(filepath.Join(name, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := fs.ReadFile(fsys, e.Name()); err != nil || string(got) != string(want) {
				t.Errorf("%s/%s is shipped with %d bytes (%v), %d on disk", name, e.Name(), len(got), err, len(want))
			}
		}
	}
}

func TestAFolderIsLoadedByItsPath(t *testing.T) {
	set, err := sets.Load("../testdata/library-loans")
	if err != nil || set.ID != "library-loans" {
		t.Fatalf("got %v, %v", set, err)
	}
}

func TestUnknownNamesAreQuotedAndTheKnownListed(t *testing.T) {
	for _, name := range []string{"bordr-2017", "", "sets.go", "../sets_test.go"} {
		_, err := sets.Load(name)
		if err == nil || !strings.Contains(err.Error(), `"`+name+`"`) || !strings.Contains(err.Error(), borderName) {
			t.Errorf("Load(%q): %v", name, err)
		}
	}
	if _, err := sets.FS("../border-2017"); err == nil || !strings.Contains(err.Error(), `"../border-2017"`) {
		t.Errorf("FS: %v", err)
	}
}

func TestProblemsOfAFolderCanBeToldApart(t *testing.T) {
	_, err := sets.Load(t.TempDir())
	var problems stats.Problems
	if !errors.As(err, &problems) || len(problems) == 0 {
		t.Errorf("got %v", err)
	}
}

// readAll gives a file of a folder as text.
func readAll(fsys fs.FS, name string) (string, error) {
	data, err := fs.ReadFile(fsys, name)
	return string(data), err
}

// withText gives the folder of a data set with one file changed.
func withText(t *testing.T, dir, name string, change func(string) string) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if e.Name() == name {
			data = []byte(change(string(data)))
		}
		files[e.Name()] = &fstest.MapFile{Data: data}
	}
	return files
}
