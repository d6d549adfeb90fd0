package stats

import (
	"fmt"
	"strings"
)

// What figures.csv names and nothing declares. Whoever begins a folder fills in
// the figures first: then most lines name something unknown, each many times,
// and some of it stands in a vocabulary that only has to be named.

// unknownName notes that nothing declares what a row names in some columns, of
// which the last is what is unknown: once, however many lines name it.
func (l *loader) unknownName(row figureRow, kind string, known []string, cols ...int) {
	col := cols[len(cols)-1]
	if l.lines == nil {
		l.lines, l.said = map[[columns]string]int{}, map[[columns]string]bool{}
		for _, r := range l.rows {
			for _, named := range [][]int{{colPopulation}, {colDimension}, {colDimension, colCategory}} {
				l.lines[namedIn(r, named)]++
			}
		}
	}
	key := namedIn(row, cols)
	if l.said[key] {
		return
	}
	l.said[key] = true
	likely := l.inVocabulary(row, col)
	if likely == "" {
		likely = didYouMean(row.fields[col], known)
	}
	if n := l.lines[key]; n > 1 {
		likely = fmt.Sprintf(" on %d lines", n) + likely
	}
	l.problem(figuresFile, row.line, row.fields[col], "unknown %s%s", kind, likely)
}

// namedIn gives what a row holds in some columns.
func namedIn(row figureRow, cols []int) (named [columns]string) {
	for _, col := range cols {
		named[col] = row.fields[col]
	}
	return named
}

// inVocabulary says which vocabularies that the folder does not name have what
// a row names in a column.
func (l *loader) inVocabulary(row figureRow, col int) string {
	if l.others == nil {
		l.readOthers()
	}
	var names []string
	for _, f := range l.others {
		if f.ok && f.doc.declares(row, col) {
			names = append(names, strings.TrimSuffix(strings.TrimPrefix(f.name, sharedPrefix), ".toml"))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprintf(" (it is in the vocabulary %q: name that under \"use\")", strings.Join(names, `" or "`))
}

// readOthers reads the vocabularies that the folder does not name.
func (l *loader) readOthers() {
	l.others = []*parsedFile{}
	named := map[string]bool{}
	for _, u := range l.uses {
		named[u.name] = true
	}
	quiet := newLoader() // what is wrong with these is no problem of the folder
	for _, name := range vocabularyNames(l.shared) {
		for _, fsys := range l.shared {
			if named[name] || !has(fsys, name) {
				continue
			}
			if text, ok := quiet.readFile(fsys, name+".toml", sharedPrefix+name+".toml"); ok {
				l.others = append(l.others, &parsedFile{name: sharedPrefix + name + ".toml", text: text, shared: true})
			}
			break
		}
	}
	parseAll(l.others)
}

// declares reports whether a document declares what a row names in a column.
func (d *document) declares(row figureRow, col int) bool {
	if col == colPopulation {
		for _, p := range d.Populations {
			if p.ID == row.fields[col] {
				return true
			}
		}
	}
	for _, dim := range d.Dimensions {
		if col == colPopulation || dim.ID != row.fields[colDimension] {
			continue
		}
		if col == colDimension {
			return true
		}
		for _, c := range dim.Categories {
			if c.ID == row.fields[col] {
				return true
			}
		}
	}
	return false
}
