package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cifra/bot/bottest"
)

var update = flag.Bool("update", false, "write the golden files and the README's examples anew")

// outcome is what a run of the program left behind.
type outcome struct {
	status   int
	out, err string
}

// at is a folder without a configuration, in which a test runs the program.
func at(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	return dir
}

// testWorld is a world in which it is the day after the hotlines were checked.
func testWorld(stdin string, environ ...string) (world, *strings.Builder, *strings.Builder) {
	var out, err strings.Builder
	return world{
		stdin: strings.NewReader(stdin), stdout: &out, stderr: &err, environ: environ,
		now: func() time.Time { return time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC) },
	}, &out, &err
}

// invoke runs the program as a shell would, in pipes.
func invoke(stdin string, args ...string) outcome {
	w, out, err := testWorld(stdin)
	status := run(args, w)
	return outcome{status, out.String(), err.String()}
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, path, got string) {
	t.Helper()
	bottest.Golden(t, *update, path, got)
}

// goldenPath names a golden file, wherever a test has moved to.
func goldenPath(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}
