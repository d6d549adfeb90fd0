package stats

import "fmt"

// Bounds on a TOML file. The decoder calls itself for every level of nesting,
// so that a file of nothing but brackets would exhaust the stack, which cannot
// be recovered from; and a key of thousands of parts takes it minutes.
const (
	maxNesting = 32
	maxDots    = 32       // outside quotes, in a line
	maxLine    = 64 << 10 // bytes
)

// tooMuch gives the first line of a TOML file that the decoder should not see,
// and why; 0 for a file that may be decoded.
func tooMuch(text string) (line int, why string) {
	g := tomlGuard{line: 1}
	for i := 0; i < len(text); {
		i += g.step(text[i:])
		switch {
		case g.depth > maxNesting:
			return g.line, fmt.Sprintf("brackets nested more than %d deep", maxNesting)
		case g.dots > maxDots:
			return g.line, fmt.Sprintf("more than %d dots outside quotes", maxDots)
		case g.length > maxLine:
			return g.line, fmt.Sprintf("a line of more than %d bytes", maxLine)
		}
	}
	return 0, ""
}

// tomlGuard walks through TOML as far as is needed to tell brackets from text.
type tomlGuard struct {
	line, length, dots int
	depth              int
	quote              string // that ends the string we are in, "#" in a comment, or ""
}

// step looks at the start of the rest of the file and gives how many bytes it
// has dealt with.
func (g *tomlGuard) step(rest string) int {
	c := rest[0]
	if c == '\n' || c == '\r' {
		if c == '\n' {
			g.line++
			g.length, g.dots = 0, 0
		}
		if len(g.quote) == 1 { // only long strings go on
			g.quote = ""
		}
		return 1
	}
	n := g.inLine(c, rest)
	g.length += n
	return n
}

// inLine is step for what is no end of a line.
func (g *tomlGuard) inLine(c byte, rest string) int {
	switch {
	case g.quote != "":
		return g.inString(c, rest)
	case c == '#':
		g.quote = "#"
	case c == '"' || c == '\'':
		g.quote = rest[:1]
		if run(rest) >= 3 {
			g.quote = rest[:3]
			return 3
		}
	case c == '.':
		g.dots++
	case c == '[' || c == '{':
		g.depth++
	case c == ']' || c == '}':
		g.depth = max(g.depth-1, 0)
	}
	return 1
}

// inString is step within a string or a comment.
func (g *tomlGuard) inString(c byte, rest string) int {
	quotes := run(rest)
	switch {
	case g.quote == "#":
		return 1
	case c == '\\' && g.quote[0] == '"' && len(rest) > 1 && rest[1] != '\n' && rest[1] != '\r':
		return 2
	case c != g.quote[0] || quotes < len(g.quote):
		return 1
	case len(g.quote) == 1:
		g.quote = ""
		return 1
	}
	// A long string may end in one or two quotes of its own.
	g.quote = ""
	return min(quotes, 5)
}

// run counts how often a text's first byte is repeated at its start, to 5.
func run(s string) int {
	n := 1
	for n < len(s) && n < 5 && s[n] == s[0] {
		n++
	}
	return n
}
