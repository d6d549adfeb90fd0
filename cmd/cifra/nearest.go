package main

import (
	"slices"
	"strings"
)

// nearest gives the candidate that a word is the beginning of or is spelled
// most like, or "" where none is near enough to be meant.
func nearest(word string, candidates []string) string {
	best, least := "", 1+max(2, len(word)/4)
	for _, c := range candidates {
		d := edits(word, c)
		if len(word) > 2 && strings.HasPrefix(c, word) {
			d = 1 // cut short
		}
		if d < least && d < max(len(word), len(c)) {
			best, least = c, d
		}
	}
	return best
}

// edits counts the letters to insert, drop, change or swap with their
// neighbour to make b of a.
func edits(a, b string) int {
	a, b = a[:min(len(a), 64)], b[:min(len(b), 64)]
	var last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next := append([]int{i + 1}, make([]int, len(b))...)
		for j := range len(b) {
			change := row[j]
			if a[i] != b[j] {
				change++
			}
			next[j+1] = min(change, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], last[j-1]+1)
			}
		}
		last, row = slices.Clone(row), next
	}
	return row[len(b)]
}
