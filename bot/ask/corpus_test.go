package ask_test

import (
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cifra/bot/ask"
)

var raiseFloor = flag.Bool("floor", false, "write to "+floorFile+" how many turns are right now, where that is more than it says")

// floorFile holds how many turns of each question set must be right, by file
// name. The counts only rise.
const floorFile = corpusDir + "/floor.json"

// The corpus is the specification: no turn of it may be answered with a wrong
// figure, and as many as ever before must be right.
func TestCorpusIsAnsweredWithoutAWrongFigureAndNoWorseThanBefore(t *testing.T) {
	floor := readFloor(t)
	var all tally
	for _, set := range questionSets(t) {
		file, b := set.file, parserOf(t, set.of)
		var n tally
		for _, c := range jsonLines[conversation](t, filepath.Join(corpusDir, file)) {
			b.score(t, file, c, &n)
		}
		t.Logf("%s: %s", file, n)
		all.add(n)
		least, known := floor[file]
		switch {
		case *raiseFloor:
			floor[file] = max(least, n[right])
		case !known:
			t.Errorf("%s has no floor in %s: run go test ./bot/ask -run Corpus -floor, and commit the file", file, floorFile)
		}
		if n[right] < least {
			t.Errorf("%s: %d turns are right, fewer than the floor of %d in %s", file, n[right], least, floorFile)
		}
	}
	t.Logf("all: %s", all)
	if *raiseFloor {
		writeFloor(t, floor)
	}
}

func TestFloorNamesOnlyQuestionSetsThatAreThere(t *testing.T) {
	files := questionSets(t)
	for file := range readFloor(t) {
		if !slices.ContainsFunc(files, func(q questionSet) bool { return q.file == file }) {
			t.Errorf("%s has a floor for %q, which is not in %s: a question set is never taken away", floorFile, file, corpusDir)
		}
	}
}

func TestCorpusLinesAreWellFormed(t *testing.T) {
	for _, set := range questionSets(t) {
		file, b := set.file, parserOf(t, set.of)
		seen := map[string]bool{}
		for _, c := range jsonLines[conversation](t, filepath.Join(corpusDir, file)) {
			if c.ID == "" || seen[c.ID] || len(c.Turns) == 0 {
				t.Errorf("%s: the id %q is empty or used twice, or it has no turns", file, c.ID)
			}
			seen[c.ID] = true
			for _, turn := range c.Turns {
				b.checkTurn(t, file+" "+c.ID, turn)
			}
		}
	}
}

// checkTurn finds misspellings in a question set, which would make the bot
// look wrong.
func (r *reader) checkTurn(t *testing.T, where string, turn turn) {
	t.Helper()
	if turn.Lang != "en" && turn.Lang != "es" {
		t.Errorf("%s: the language %q is neither en nor es", where, turn.Lang)
	}
	for _, w := range turn.wants() {
		if !slices.Contains(kinds, w.Kind) {
			t.Errorf("%s: no kind is called %q", where, w.Kind)
		}
		if (w.Kind == ask.Figures) != (len(w.Figures) > 0) {
			t.Errorf("%s: kind %q with %d figures", where, w.Kind, len(w.Figures))
		}
		for _, id := range w.Figures {
			if r.set.Figure(id) == nil {
				t.Errorf("%s: no figure is called %q", where, id)
			}
		}
		if w.Reason != nil && !slices.Contains(reasons, *w.Reason) {
			t.Errorf("%s: no reason is called %q", where, *w.Reason)
		}
		if w.Topic != nil && r.set.Topic(*w.Topic) == nil {
			t.Errorf("%s: no topic is called %q", where, *w.Topic)
		}
	}
}

// score puts the turns of a conversation to the parser and counts the verdicts.
func (r *reader) score(t *testing.T, file string, c conversation, n *tally) {
	t.Helper()
	var prev ask.Context
	for i, turn := range c.Turns {
		got, q := r.read(t, turn.Say, prev)
		prev = q.Next
		v := judge(got, turn, slices.Contains(c.Tags, "rank"))
		n[v]++
		switch v {
		case right:
		case wrongFigure:
			t.Errorf("WRONG FIGURE  %s %s[%d] %q\n   want %s\n   got  %s", file, c.ID, i, turn.Say, turn.wanted(), got)
		default:
			t.Logf("%s  %s %s[%d] %q\n   want %s\n   got  %s", v, file, c.ID, i, turn.Say, turn.wanted(), got)
		}
	}
}

func readFloor(t *testing.T) map[string]int {
	t.Helper()
	floor := map[string]int{}
	data, err := os.ReadFile(floorFile)
	if errors.Is(err, fs.ErrNotExist) {
		return floor
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &floor); err != nil {
		t.Fatalf("%s: %v", floorFile, err)
	}
	return floor
}

// writeFloor writes the floors in the order of their names, as JSON does with
// a map, so that a change is one line of a diff.
func writeFloor(t *testing.T, floor map[string]int) {
	t.Helper()
	if maps.Equal(floor, readFloor(t)) {
		return
	}
	data, err := json.MarshalIndent(floor, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(floorFile, append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
