package stats_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"cifra/stats"
)

func TestExpandGivesEveryChoice(t *testing.T) {
	for _, c := range []struct {
		pattern string
		want    []string
	}{
		{"member", []string{"member"}},
		{"member{,s}", []string{"member", "members"}},
		{"mexican{o,a,os,as}", []string{"mexicano", "mexicana", "mexicanos", "mexicanas"}},
		{"{young,old} reader{,s}", []string{"young reader", "young readers", "old reader", "old readers"}},
		{"  two   words ", []string{"two words"}},
		{"the {,old }book", []string{"the book", "the old book"}},
		{"{a,a,b}", []string{"a", "b"}},
		{"{one}", []string{"one"}},
		{"under 18{,s}", []string{"under 18", "under 18s"}},
	} {
		got, err := stats.Expand(c.pattern)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("Expand(%q) = %q, %v", c.pattern, got, err)
		}
	}
}

func TestExpandRefusesAndQuotesBadPatterns(t *testing.T) {
	for _, pattern := range []string{
		"member{", "member}", "member{s", "member{,{a,b}}", "a,b", "Member", "señor",
		"what?", "", " ", "{,a}", "{}", "tab\tbed",
		"{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}",
	} {
		got, err := stats.Expand(pattern)
		if err == nil {
			t.Errorf("Expand(%q) = %q", pattern, got)
			continue
		}
		if !strings.Contains(err.Error(), strconv.Quote(pattern)) {
			t.Errorf("the error for %q does not quote it: %v", pattern, err)
		}
	}
}

func TestExpandIsBounded(t *testing.T) {
	atMost := strings.Repeat("{a,b}", 8)
	if got, err := stats.Expand(atMost); err != nil || len(got) != 256 {
		t.Errorf("256 words: got %d, %v", len(got), err)
	}
	if _, err := stats.Expand(strings.Repeat("a", 200)); err != nil {
		t.Errorf("a pattern of 200 bytes: %v", err)
	}
	if _, err := stats.Expand(strings.Repeat("a", 201)); err == nil {
		t.Error("a pattern of 201 bytes is taken")
	}
}

func FuzzExpand(f *testing.F) {
	for _, s := range []string{"a{b,c}d", "{,}", "{a}{b", "a  {b ,c}", strings.Repeat("{a,b}", 40)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, pattern string) {
		words, err := stats.Expand(pattern)
		if err != nil {
			return
		}
		if len(words) == 0 || len(words) > 256 {
			t.Fatalf("%q gives %d words", pattern, len(words))
		}
		for _, w := range words {
			if w == "" || w != strings.Join(strings.Fields(w), " ") || strings.ContainsAny(w, "{},") {
				t.Fatalf("%q gives %q", pattern, w)
			}
		}
	})
}
