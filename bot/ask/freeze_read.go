package ask

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"cifra/stats"
)

var errNoSection = errors.New("no such section")

// addLines enters all patterns of a section.
func (g *generic) addLines(lines []string, m meaning, langs uint8) error {
	for _, line := range lines {
		if err := g.addAll(line, m, langs); err != nil {
			return err
		}
	}
	return nil
}

// addAll enters the expansions of a list of patterns separated by bars.
func (g *generic) addAll(patterns string, m meaning, langs uint8) error {
	for p := range strings.SplitSeq(patterns, "|") {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		if strings.IndexByte(p, '{') < 0 {
			g.add(p, m, langs)
			continue
		}
		phrases, err := stats.Expand(p)
		if err != nil {
			return err
		}
		for _, ph := range phrases {
			g.add(ph, m, langs)
		}
	}
	return nil
}

// section is one named list of patterns of a lexicon file.
type section struct {
	name  string
	lines []string // patterns separated by bars; none goes on over two lines
}

// readSections reads a lexicon file: lines "name: pattern | pattern"; a line
// that begins with a space goes on with the section above; # begins a comment.
func (g *generic) readSections(name string) ([]section, error) {
	data, err := fs.ReadFile(g.texts, name)
	if err != nil {
		return nil, fmt.Errorf("reading the lexicon: %w", err)
	}
	var out []section
	n := 0
	for line := range strings.SplitSeq(string(data), "\n") {
		n++
		switch {
		case line == "", line[0] == '#':
		case line[0] == ' ':
			if len(out) == 0 {
				return nil, fmt.Errorf("lexicon %s line %d: %q goes on with nothing", name, n, line)
			}
			last := &out[len(out)-1]
			last.lines = append(last.lines, line)
		default:
			k, v, ok := strings.Cut(line, ":")
			if !ok {
				return nil, fmt.Errorf("lexicon %s line %d: %q has no name before a colon", name, n, line)
			}
			out = append(out, section{strings.TrimSpace(k), []string{v}})
		}
	}
	return out, nil
}

// eachSection reads NAME.en.txt and NAME.es.txt.
func (g *generic) eachSection(name string, do func(s section, langs uint8) error) error {
	for _, lang := range stats.Langs {
		file := name + "." + lang.String() + ".txt"
		sections, err := g.readSections(file)
		if err != nil {
			return err
		}
		for _, s := range sections {
			if err := do(s, 1<<lang); err != nil {
				return fmt.Errorf("lexicon %s, section %q: %w", file, s.name, err)
			}
		}
	}
	return nil
}
