package main

import (
	"os"
	"strings"
	"testing"
)

func TestDataDiffSaysWhatACorrectionChanged(t *testing.T) {
	at(t, nil)
	for _, dir := range []string{"old/mine", "new/mine"} {
		if got := invoke("", "data", "new", dir); got.status != exitOK {
			t.Fatalf("%+v", got)
		}
	}
	if got := invoke("", "data", "diff", "old/mine", "old/mine"); got.status != exitOK || !strings.Contains(got.out, "Changes  none") {
		t.Errorf("the same: %+v", got)
	}
	edit := func(file, old, new string) {
		text, err := os.ReadFile("new/mine/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), old) {
			t.Fatalf("%s holds no %q", file, old)
		}
		if err := os.WriteFile("new/mine/"+file, []byte(strings.Replace(string(text), old, new, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	edit("figures.csv", "workshops.total,workshops,,,", "workshops.total,workshops,,,9")
	edit("set.toml", `"Jan 1 - Dec 31, 2024"`, `"January 1 - December 31, 2024"`)
	got := invoke("", "data", "diff", "old/mine", "new/mine")
	for _, want := range []string{
		"Changed      workshops.total: 48", " → 9", `period (en): "Jan 1 - Dec 31, 2024" → "January 1 - December 31, 2024"`, "the version is the same",
	} {
		if got.status != exitOK || !strings.Contains(got.out, want) {
			t.Errorf("status %d, %q is not in\n%s%s", got.status, want, got.out, got.err)
		}
	}
}
