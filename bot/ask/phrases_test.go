package ask

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// numbered numbers words as the lexicon does; 0 is a word that no pattern has.
func numbered() (of func(string) int32, in func(string) []int32) {
	ids := map[string]int32{}
	of = func(w string) int32 {
		if ids[w] == 0 {
			ids[w] = int32(len(ids) + 1)
		}
		return ids[w]
	}
	in = func(message string) []int32 {
		var out []int32
		for w := range strings.FieldsSeq(message) {
			out = append(out, ids[w])
		}
		return out
	}
	return of, in
}

func TestPatternsAreFoundWhereTheyStand(t *testing.T) {
	for _, test := range []struct {
		pattern, message string
		want             string // each from-to
	}{
		{"a b", "a b", "0-2"},
		{"a b", "x a b a b", "1-3 3-5"},
		{"a b", "a x b", ""},
		{"a {b,c}", "a c", "0-2"},
		{"a {b,c}", "a d", ""},
		{"a {b,}", "a b", "0-1 0-2"},
		{"{a,b} {c,d}", "b c", "0-2"},
		{"a{,s} b", "as b", "0-2"},
		{"a{,s} b", "a b", "0-2"},
		{"pre{fix,sent}ed x", "presented x", "0-2"},
		{"a {b {c,d},e} f", "a b d f", "0-4"},
		{"a {b {c,d},e} f", "a e f", "0-3"},
		{"a {b {c,d},e} f", "a b f", ""},
		{"a {b{1,2},c} d", "a b2 d", "0-3"},
		{"{a,b c} d", "b c d", "0-3"},
		{"{very ,}sad", "very sad", "0-2 1-2"},
		{"a * b", "a b", "0-2"},
		{"a * b", "a x b", "0-3"},
		{"a * b", "a x x x b", "0-5"},
		{"a * b", "a x x x x b", ""},
		{"a * b", "a x", ""},
		{"a * b * c", "a x b x x c", "0-6"},
		{"a {* b,c} d", "a x b d", "0-4"},
		{"a {* b,c} d", "a c d", "0-3"},
		{"a *", "a", ""},
		{"a", "", ""},
	} {
		of, in := numbered()
		g := newPhrases(of)
		if err := g.add(test.pattern, 0); err != nil {
			t.Errorf("%q: %v", test.pattern, err)
			continue
		}
		if strings.HasSuffix(test.pattern, "*") {
			continue // what a gap at the end stands for is nobody's business
		}
		if got := spans(g.find(in(test.message))); got != test.want {
			t.Errorf("%q is found in %q at %q, not %q", test.pattern, test.message, got, test.want)
		}
	}
}

// spans lists spans in order, without repeats.
func spans(found []span) string {
	var out []string
	for _, s := range found {
		out = append(out, fmt.Sprintf("%d-%d", s.from, s.to))
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), " ")
}

func TestPatternsOfSeveralSectionsAreToldApart(t *testing.T) {
	of, in := numbered()
	g := newPhrases(of)
	for section, pattern := range []string{"a b", "b {c,d}", "a * d"} {
		if err := g.add(pattern, section); err != nil {
			t.Fatal(err)
		}
	}
	got := map[int]string{}
	for _, s := range g.find(in("a b d")) {
		got[s.section] = fmt.Sprintf("%d-%d", s.from, s.to)
	}
	if got[0] != "0-2" || got[1] != "1-3" || got[2] != "0-3" || len(got) != 3 {
		t.Errorf("found %v", got)
	}
}

func TestBrokenPatternsAreRefused(t *testing.T) {
	for _, pattern := range []string{"a {b", "a b}", "{a,b", "a,b", "{a {b,c}", "a }b{"} {
		of, _ := numbered()
		err := newPhrases(of).add(pattern, 0)
		if err == nil {
			t.Errorf("%q is taken", pattern)
		} else if !strings.Contains(err.Error(), pattern) {
			t.Errorf("the error for %q does not quote it: %v", pattern, err)
		}
	}
}

// What the graph finds is what a regular expression for the same pattern
// finds: that a message matches from some word to some word.
func TestPatternsMatchAsRegularExpressionsDo(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	for range 300 {
		pattern := somePattern(random, 2)
		of, in := numbered()
		g := newPhrases(of)
		if err := g.add(pattern, 0); err != nil {
			t.Fatalf("%q: %v", pattern, err)
		}
		r := strings.NewReplacer("{", "(", "}", ")", ",", "|", " * ", "( [a-z]+){0,3} ").Replace(pattern)
		whole := regexp.MustCompile("^(" + r + ")$")
		for range 20 {
			words := make([]string, 1+random.IntN(7))
			for i := range words {
				words[i] = string("abcd"[random.IntN(4)])
			}
			for _, w := range words {
				of(w)
			}
			message := strings.Join(words, " ")
			found := spans(g.find(in(message)))
			var want []string
			for i := range words {
				for j := i + 1; j <= len(words); j++ {
					if whole.MatchString(strings.Join(words[i:j], " ")) {
						want = append(want, fmt.Sprintf("%d-%d", i, j))
					}
				}
			}
			slices.Sort(want)
			if found != strings.Join(want, " ") {
				t.Fatalf("%q is found in %q at %q, not %q", pattern, message, found, strings.Join(want, " "))
			}
		}
	}
}

// somePattern makes a pattern of words, gaps and groups of whole phrases.
func somePattern(random *rand.Rand, depth int) string {
	var parts []string
	for range 1 + random.IntN(3) {
		switch n := random.IntN(6); {
		case n == 0 && depth > 0:
			parts = append(parts, "{"+somePattern(random, depth-1)+","+somePattern(random, depth-1)+"}")
		case n == 1 && len(parts) > 0 && parts[len(parts)-1] != "*":
			parts = append(parts, "*")
		default:
			parts = append(parts, string("abcd"[random.IntN(4)]))
		}
	}
	if parts[len(parts)-1] == "*" {
		parts = append(parts, "a")
	}
	return strings.Join(parts, " ")
}
