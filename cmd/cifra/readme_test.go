package main

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadmeShowsWhatTheProgramSays replays the console blocks of the README and
// of the guide to data sets: one that begins with "$ cifra ask" as that command,
// one that begins with "> " as a conversation in a terminal of 80 columns.
func TestReadmeShowsWhatTheProgramSays(t *testing.T) {
	replayFile(t, "../../README.md")
	replayFile(t, "../../docs/data-sets.md")
}

// replayFile replays the console blocks of a file.
func replayFile(t *testing.T, path string) {
	t.Helper()
	const fence = "```"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Split(string(text), fence)
	replayed := 0
	for i, part := range parts {
		if block, found := strings.CutPrefix(part, "console\n"); found && i%2 == 1 {
			parts[i] = "console\n" + replay(t, block)
			replayed++
		}
	}
	if replayed < 3 {
		t.Errorf("%s: %d console blocks replayed, want three or more", path, replayed)
	}
	got := strings.Join(parts, fence)
	if *update && got != string(text) {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(string(text), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs from the program (-file +program); go test ./cmd/cifra -update writes it anew:\n%s", path, diff)
	}
}

// replay gives a console block as the program writes it today.
func replay(t *testing.T, block string) string {
	t.Helper()
	first, _, _ := strings.Cut(block, "\n")
	if command, found := strings.CutPrefix(first, "$ cifra "); found {
		got := invoke("", strings.Fields(strings.ReplaceAll(command, `"`, ""))...)
		if got.status != exitOK {
			t.Errorf("%s: %+v", first, got)
		}
		return first + "\n" + got.out
	}
	w, _, _ := testWorld("")
	p, err := w.start(botFlags{}, false)
	if err != nil {
		t.Fatal(err)
	}
	talk := &talk{handler: p.bot, screen: func() screen { return screen{width: 80, numbered: true} }}
	var b strings.Builder
	for _, line := range strings.Split(block, "\n") {
		if question, typed := strings.CutPrefix(line, prompt); typed {
			b.WriteString(line + "\n\n" + talk.answer(question))
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}
