package stats

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"time"
	"unicode/utf8"
)

// Bounds on a folder, so that a hostile or broken one costs little.
const (
	maxFile       = 4 << 20 // bytes of a file
	maxFiles      = 64      // TOML files in a folder
	maxCommands   = 32      // of a set: platforms list at most 100
	maxNotes      = 64      // notes of a set, the bits of a noteSet
	maxFigures    = 5_000
	maxThings     = 5_000   // tables of a list in the TOML files
	maxCategories = 500     // of a dimension
	maxPatterns   = 100_000 // word patterns of a set, expanded
	maxProblems   = 200     // reported
)

const figuresFile = "figures.csv"

// document is what a TOML file of a data set may hold. A folder may spread it
// over several files: lists append, and no single value is set twice.
type document struct {
	ID            string          `toml:"id"`
	Version       string          `toml:"version"`
	Use           []string        `toml:"use"`   // vocabularies: what several sets say alike
	Lacks         []string        `toml:"lacks"` // vocabularies of what the source does not measure
	Title         Text            `toml:"title"`
	Name          Text            `toml:"name"`
	Source        Source          `toml:"source"`
	Period        Period          `toml:"period"`
	Countries     []string        `toml:"countries"`
	Coverage      Text            `toml:"coverage"`
	Populations   []*Population   `toml:"populations"`
	Dimensions    []*Dimension    `toml:"dimensions"`
	Measures      []*Measure      `toml:"measures"`
	Notes         []*noteEntry    `toml:"notes"`
	Topics        []*Topic        `toml:"topics"`
	Misprints     []*Misprint     `toml:"misprints"`
	Discrepancies []*Discrepancy  `toml:"discrepancies"`
	Absent        []*absentEntry  `toml:"absent"`
	Words         []*wordsEntry   `toml:"words"`
	Examples      Examples        `toml:"examples"`
	Commands      []*commandEntry `toml:"commands"`
}

type commandEntry struct {
	Name  Text   `toml:"name"`
	About Text   `toml:"about"`
	Query string `toml:"query"`
}

type noteEntry struct {
	ID   string   `toml:"id"`
	Text Text     `toml:"text"`
	For  []ID     `toml:"for"`
	On   []string `toml:"on"`
}

type absentEntry struct {
	ID      string   `toml:"id"`
	Reason  Reason   `toml:"reason"`
	Label   Text     `toml:"label"`
	Near    []ID     `toml:"near"`
	Country bool     `toml:"country"`
	Of      string   `toml:"of"` // a category, or a dimension: what it stands for of those of a vocabulary that have no figures
	EN      []string `toml:"en"`
	ES      []string `toml:"es"`

	from int // 0 for the folder itself, else which vocabulary: 1 for the first
}

type wordsEntry struct {
	For string   `toml:"for"`
	EN  []string `toml:"en"`
	ES  []string `toml:"es"`

	from int // as that of an absentEntry
}

// loader gathers a set and all that is wrong with it.
type loader struct {
	set      *Set
	doc      document         // of all files
	at       map[any]place    // where each *Population, *Dimension, ... is declared
	scalars  map[string]place // where each single value is set, by its dotted key
	uses     []vocabularyUse
	rows     []figureRow
	rowOf    map[*Figure]figureRow
	tomlName string // of the TOML file if there is one, else "*.toml": where what is missing may be added
	problems Problems

	shared []fs.FS                 // where vocabularies are
	others []*parsedFile           // the vocabularies that the folder does not name, once something is unknown
	lines  map[[columns]string]int // of figures.csv, by what they name; made when something is unknown
	said   map[[columns]string]bool
}

// Load reads the data set in a folder: figures.csv and any number of *.toml
// files. The vocabularies that these name, a TOML file each, are looked for in
// the folders of shared, in their order. Its error is of type Problems and
// holds everything wrong with the folder, not only what came first. Other files
// are left alone.
func Load(fsys fs.FS, shared ...fs.FS) (*Set, error) {
	l := newLoader()
	l.shared = shared
	l.readTOML(fsys)
	l.readFigures(fsys)
	vocabularies := l.readVocabularies(shared)
	if len(l.problems) == 0 {
		l.adopt(vocabularies)
	}
	l.checkSizes()
	if len(l.problems) == 0 { // what follows makes no sense of a folder that cannot be read
		l.link()
		linked := len(l.problems) == 0
		l.check()
		if linked { // sums make no sense with figures missing
			l.checkFigures()
		}
	}
	if len(l.problems) == 0 {
		l.rankFigures()
		l.spreadNotes()
		l.checkCommands()
	}
	if len(l.problems) > 0 {
		ps := l.problems.inOrder()
		return nil, ps[:min(len(ps), maxProblems)]
	}
	return l.set, nil
}

func newLoader() *loader {
	return &loader{
		set:     &Set{},
		at:      map[any]place{},
		scalars: map[string]place{},
		rowOf:   map[*Figure]figureRow{},
	}
}

// checkSizes looks at whether lists are so long that the checks, which compare
// much with much, would take long.
func (l *loader) checkSizes() {
	d := &l.doc
	for _, list := range []struct {
		name      string
		size, max int
	}{
		{"figures", len(l.rows), maxFigures},
		{"populations", len(d.Populations), maxThings},
		{"dimensions", len(d.Dimensions), maxThings},
		{"notes", len(d.Notes) + len(d.Discrepancies), maxNotes}, // a discrepancy is one too
		{"topics", len(d.Topics), maxThings},
		{"misprints", len(d.Misprints), maxThings},
		{"measures", len(d.Measures), maxThings},
		{"countries", len(d.Countries), maxThings},
		{"absent", len(d.Absent), maxThings},
		{"words", len(d.Words), maxThings},
		{"commands", len(d.Commands), maxCommands},
	} {
		if list.size > list.max {
			l.problem(".", 0, list.name, "the folder has %d, more than %d", list.size, list.max)
		}
	}
	for _, dim := range d.Dimensions {
		if n := len(dim.Categories); n > maxCategories {
			l.problemAt(dim, "id", dim.ID, "%d categories, more than %d", n, maxCategories)
		}
	}
}

// problem notes what is wrong, on a line of a file.
func (l *loader) problem(file string, line int, value, format string, args ...any) {
	l.problems = append(l.problems, Problem{file, line, value, fmt.Sprintf(format, args...)})
}

// problemAt notes what is wrong with a key of a declared thing, such as a
// *Dimension.
func (l *loader) problemAt(thing any, key, value, format string, args ...any) {
	where, known := l.at[thing]
	if !known {
		where = place{file: &tomlFile{name: l.tomlName}}
	}
	line := where.line
	if line > 0 {
		line = where.file.keyLine(line, key)
	}
	l.problem(where.file.name, line, value, format, args...)
}

// problemValue is problemAt for one text of a list that stands under a key.
func (l *loader) problemValue(thing any, value, format string, args ...any) {
	where := l.at[thing]
	if where.file == nil {
		l.problemAt(thing, "", value, format, args...)
		return
	}
	line := where.line
	if line > 0 {
		line = where.file.valueLine(line, value)
	}
	l.problem(where.file.name, line, value, format, args...)
}

// readTOML reads and merges the folder's *.toml files, by name.
func (l *loader) readTOML(fsys fs.FS) {
	names, err := fs.Glob(fsys, "*.toml")
	if err != nil || len(names) == 0 {
		l.problem(".", 0, "", "the folder has no *.toml file")
		return
	}
	if len(names) > maxFiles {
		l.problem(".", 0, "", "the folder has %d *.toml files, more than %d", len(names), maxFiles)
		return
	}
	l.tomlName = "*.toml"
	if len(names) == 1 {
		l.tomlName = names[0]
	}
	var files []*parsedFile
	for _, name := range names {
		if text, ok := l.readFile(fsys, name, name); ok {
			files = append(files, &parsedFile{name: name, text: text})
		}
	}
	parseAll(files)
	for _, f := range files {
		l.problems = append(l.problems, f.problems...)
		if f.ok {
			l.merge(f.file, &f.doc)
		}
	}
}

// readFile gives a file's text, if it can be read, is not too large and is
// UTF-8; a byte order mark is dropped. Problems call it as said.
func (l *loader) readFile(fsys fs.FS, name, said string) (string, bool) {
	f, err := fsys.Open(name)
	if err != nil {
		l.problem(said, 0, "", "cannot be opened: %v", reason(err))
		return "", false
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	switch {
	case err != nil:
		l.problem(said, 0, "", "cannot be read: %v", reason(err))
	case len(data) > maxFile:
		l.problem(said, 0, "", "larger than %d bytes", maxFile)
	case !utf8.Valid(data):
		l.problem(said, 0, "", "not UTF-8 text")
	default:
		text := string(data)
		if len(text) >= 3 && text[:3] == "\ufeff" {
			text = text[3:]
		}
		return text, true
	}
	return "", false
}

// reason is why a file could not be read, without its path, which the problem
// says already.
func reason(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

// merge adds one file's part of the set, and remembers where each thing
// stands.
func (l *loader) merge(file *tomlFile, doc *document) {
	into, from := scalarsOf(&l.doc), scalarsOf(doc)
	for i, s := range from {
		if *s.text == "" {
			continue
		}
		if l.setsFirst(file, s.key) {
			*into[i].text = *s.text
		}
	}
	l.mergeDay(file, "period.start", &l.doc.Period.Start, doc.Period.Start)
	l.mergeDay(file, "period.end", &l.doc.Period.End, doc.Period.End)

	l.mergeUses(file, doc)
	l.locateAll(file, doc)

	l.doc.Populations = append(l.doc.Populations, doc.Populations...)
	l.doc.Dimensions = append(l.doc.Dimensions, doc.Dimensions...)
	l.doc.Notes = append(l.doc.Notes, doc.Notes...)
	l.doc.Topics = append(l.doc.Topics, doc.Topics...)
	l.doc.Misprints = append(l.doc.Misprints, doc.Misprints...)
	l.doc.Measures = append(l.doc.Measures, doc.Measures...)
	l.doc.Discrepancies = append(l.doc.Discrepancies, doc.Discrepancies...)
	l.doc.Countries = append(l.doc.Countries, doc.Countries...)
	l.doc.Absent = append(l.doc.Absent, doc.Absent...)
	l.doc.Words = append(l.doc.Words, doc.Words...)
	l.doc.Commands = append(l.doc.Commands, doc.Commands...)
	l.doc.Examples.EN = append(l.doc.Examples.EN, doc.Examples.EN...)
	l.doc.Examples.ES = append(l.doc.Examples.ES, doc.Examples.ES...)
}

// locateAll remembers where each thing of a file stands.
func (l *loader) locateAll(file *tomlFile, doc *document) {
	locate(l, file, "populations", doc.Populations)
	locate(l, file, "dimensions", doc.Dimensions)
	locate(l, file, "notes", doc.Notes)
	locate(l, file, "topics", doc.Topics)
	locate(l, file, "misprints", doc.Misprints)
	locate(l, file, "measures", doc.Measures)
	locate(l, file, "discrepancies", doc.Discrepancies)
	locate(l, file, "absent", doc.Absent)
	locate(l, file, "words", doc.Words)
	locate(l, file, "commands", doc.Commands)
	var categories []*Category
	for _, d := range doc.Dimensions {
		categories = append(categories, d.Categories...)
	}
	locate(l, file, "dimensions.categories", categories)
}

// locate remembers where each of a list of tables stands.
func locate[T any](l *loader, file *tomlFile, table string, things []*T) {
	for i, thing := range things {
		l.at[thing] = place{file, file.header(table, i, len(things))}
	}
}

// mergeDay is merge for a day. TOML's local dates carry the machine's zone; a
// day of a data set is the same everywhere.
func (l *loader) mergeDay(file *tomlFile, key string, into *time.Time, day time.Time) {
	if !day.IsZero() && l.setsFirst(file, key) {
		*into = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	}
}

// setsFirst remembers where a single value is set; it is a problem if another
// place sets it already.
func (l *loader) setsFirst(file *tomlFile, key string) bool {
	at := file.scalarLine(key)
	if first, set := l.scalars[key]; set {
		l.problem(file.name, at, key, "set already in %s:%d", first.file.name, first.line)
		return false
	}
	l.scalars[key] = place{file, at}
	return true
}

// scalar is a single value of a document, under its dotted key.
type scalar struct {
	key  string
	text *string
}

// scalarsOf lists the single texts of a document, always in the same order.
func scalarsOf(d *document) []scalar {
	list := []scalar{{"id", &d.ID}, {"version", &d.Version}, {"source.url", &d.Source.URL}}
	for _, t := range []struct {
		key  string
		text *Text
	}{
		{"title", &d.Title},
		{"name", &d.Name},
		{"source.title", &d.Source.Title},
		{"source.publishers", &d.Source.Publishers},
		{"source.cite", &d.Source.Cite},
		{"period.label", &d.Period.Label},
		{"coverage", &d.Coverage},
	} {
		list = append(list, scalar{t.key + ".en", &t.text.EN}, scalar{t.key + ".es", &t.text.ES})
	}
	return slices.Clip(list)
}
