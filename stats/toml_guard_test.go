package stats

import (
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// nestingOf counts how deeply TOML nests as the decoder sees it.
func nestingOf(v any) int {
	deepest := 0
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			deepest = max(deepest, nestingOf(e))
		}
	case map[string]any:
		for _, e := range v {
			deepest = max(deepest, nestingOf(e))
		}
	default:
		return 0
	}
	return deepest + 1
}

func TestTheGuardTellsBracketsFromText(t *testing.T) {
	deep := strings.Repeat("[", maxNesting+1)
	for _, text := range []string{
		`a = "` + deep + `"`,
		`a = '` + deep + `'`,
		`a = "\"` + deep + `"`,
		"a = \"\"\"x\n" + deep + "\n\"\"\"",
		"a = '''x\n\\" + deep + "\n'''",
		"a = \"\"\"\"" + deep + "\"\"\"\"",
		"# " + deep,
		"a = 1 # " + deep,
		strings.Repeat("a1 = [[1], [2]]\n", 1),
		"a = \"" + strings.Repeat(".", maxDots+1) + "\"",
	} {
		if line, why := tooMuch(text); line != 0 {
			t.Errorf("%q: line %d, %s", text, line, why)
		}
	}
	for _, text := range []string{
		"a = " + deep,
		"a = \"\"\n" + "b = " + deep,
		"a = ''\nb = " + deep,
		"a = \"\"\"\"\"\"\nb = " + deep,
		"a = \"\"\"x\"\"\"\"\"\nb = " + deep,
		"a = 'x\nb = " + deep,
		"a = \"\\\\\"\nb = " + deep,
		"# '''\nb = " + deep,
		"]]]]]]]]\nb = " + deep,
		strings.ReplaceAll("b = "+deep, "[", "[\n"),
		strings.Repeat("a.", maxDots+1) + "b = 1",
	} {
		if line, _ := tooMuch(text); line == 0 {
			t.Errorf("%q passes", text)
		}
	}
}

// Whatever the guard lets pass must be shallow to the decoder too.
func FuzzTheGuardSeesAllNesting(f *testing.F) {
	for _, s := range []string{"a = [[[1]]]", "a = \"\"\"[\"\"\"\"\"", "a = '''\n[''''", "a = {b=[{c=1}]}", "a = \"\\\"[\" # [\r\n[b.c]\n"} {
		f.Add(s, 9)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		// A few brackets of the text are multiplied, so that shapes matter.
		s = strings.Replace(s, "[", strings.Repeat("[", max(1, n%100)), 1)
		s = strings.Replace(s, "]", strings.Repeat("]", max(1, n%100)), 1)
		if line, _ := tooMuch(s); line != 0 || len(s) > 10_000 {
			return
		}
		var v map[string]any
		if _, err := toml.Decode(s, &v); err != nil {
			return
		}
		if got := nestingOf(v); got > maxNesting+2*maxDots+3 {
			t.Fatalf("%q nests %d deep", s, got)
		}
	})
}
