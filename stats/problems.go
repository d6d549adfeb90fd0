package stats

import (
	"fmt"
	"slices"
	"strings"
)

// Problem is one thing wrong with a data set's folder.
type Problem struct {
	File    string // in the folder; behind "shared/" that of a vocabulary
	Line    int    // from 1; 0 where it is not known
	Value   string // what is wrong; "" where something is missing
	Message string // why it is wrong
}

// Shared reports whether the problem lies in a vocabulary and not in the
// folder.
func (p Problem) Shared() bool { return strings.HasPrefix(p.File, sharedPrefix) }

// String gives the problem on one line: file, line, message, value.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	b.WriteString(": " + p.Message)
	if p.Value != "" {
		fmt.Fprintf(&b, ": %q", p.Value)
	}
	return b.String()
}

// Problems is the error of Load: everything wrong with a folder, by file and
// line.
type Problems []Problem

// Error gives all problems, one a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// inOrder sorts the problems by file and line and drops repeats.
func (ps Problems) inOrder() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		return a.Line - b.Line
	})
	return slices.Compact(ps)
}

// nearest gives the candidate spelled most like a word, or "" where none is
// near enough to be meant.
func nearest(word string, candidates []string) string {
	best, least := "", 1+max(2, len(word)/3)
	for _, c := range candidates {
		if d := distance(word, c); d < least {
			best, least = c, d
		}
	}
	return best
}

// distance counts the bytes to insert, drop or change to make b of a. Long
// words are cut, so that a hostile file costs little.
func distance(a, b string) int {
	a, b = a[:min(len(a), 64)], b[:min(len(b), 64)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// didYouMean is the end of a message about an unknown name: the nearest known
// one, or all of them where they are few.
func didYouMean(word string, known []string) string {
	if near := nearest(word, known); near != "" {
		return fmt.Sprintf(" (did you mean %q?)", near)
	}
	if len(known) > 0 && len(known) <= 12 {
		return " (known: " + strings.Join(known, ", ") + ")"
	}
	return ""
}
