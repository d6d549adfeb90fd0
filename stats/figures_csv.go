package stats

import (
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// The columns of figures.csv, in order.
const (
	colID = iota
	colPopulation
	colDimension
	colCategory
	colCount
	colPrinted
	colRank
	colComplete
	columns
)

// notStated is the population of a figure of which the source does not say
// what it counts.
const notStated = "not stated"

// figureRow is a line of figures.csv.
type figureRow struct {
	line   int
	fields [columns]string
	count  int
	rank   int // 0 where none is given
	listed int // N of "top N only"; 0 for a complete list or a total
}

// header is the first line that figures.csv must have.
func header() []string {
	return []string{"id", "population", "dimension", "category", "count", "percent_printed", "rank", "complete"}
}

// readFigures reads figures.csv into rows and checks each by itself.
func (l *loader) readFigures(fsys fs.FS) {
	text, ok := l.readFile(fsys, figuresFile, figuresFile)
	if !ok {
		return
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	first, err := r.Read()
	if err != nil || !slices.Equal(first, header()) {
		l.problem(figuresFile, 1, strings.Join(first, ","), "the columns must be %s%s", strings.Join(header(), ","), separators(first))
		return
	}
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			l.csvProblem(err)
			return
		}
		line, _ := r.FieldPos(0)
		if strings.Join(fields, "") == "" {
			continue // spreadsheet programs save empty rows, too
		}
		if len(fields) != columns {
			l.problem(figuresFile, line, strings.Join(fields, ","), "%d fields instead of %d", len(fields), columns)
			continue
		}
		l.readRow(line, [columns]string(fields))
	}
	if len(l.rows) == 0 && len(l.problems) == 0 {
		l.problem(figuresFile, 0, "", "no figures")
	}
}

// separators says what may be wrong with the first line: some spreadsheet
// programs put other signs than commas between the columns.
func separators(first []string) string {
	for sign, name := range map[string]string{";": "semicolons", "\t": "tabs"} {
		if strings.Join(first, "") == strings.Join(header(), sign) {
			return " with commas between them, not " + name + ": save the table as CSV with commas"
		}
	}
	return ""
}

// csvProblem notes that figures.csv is not a table.
func (l *loader) csvProblem(err error) {
	var syntax *csv.ParseError
	if errors.As(err, &syntax) {
		l.problem(figuresFile, syntax.Line, "", "not a table of comma-separated values: %v", syntax.Err)
		return
	}
	l.problem(figuresFile, 0, "", "cannot be read: %v", err)
}

// readRow turns a line's fields into numbers.
func (l *loader) readRow(line int, fields [columns]string) {
	row := figureRow{line: line, fields: fields}
	var ok bool
	if row.count, ok = wholeNumber(fields[colCount]); !ok {
		l.problem(figuresFile, line, fields[colCount], "the count is not a whole number of 0 or more%s", grouped(fields[colCount]))
	}
	if text := fields[colRank]; text != "" {
		if row.rank, ok = wholeNumber(text); !ok || row.rank == 0 {
			l.problem(figuresFile, line, text, "the rank is not a whole number of 1 or more")
		}
	}
	total := fields[colDimension] == ""
	switch text := fields[colComplete]; {
	case total && text == "", !total && text == "yes":
	case total:
		l.problem(figuresFile, line, text, "a total has nothing in the column complete")
	default:
		if row.listed, ok = topOnly(text); !ok {
			l.problem(figuresFile, line, text, `not understood: the column complete takes "yes" or "top N only"`)
		}
	}
	l.rows = append(l.rows, row)
}

// grouped says how a count is to be written whose thousands are set apart.
func grouped(s string) string {
	groups := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",. '\u00a0\u202f", r) })
	for i, g := range groups {
		if _, ok := wholeNumber(g); !ok || i > 0 && len(g) != 3 || len(g) > 3 {
			return ""
		}
	}
	if len(groups) < 2 {
		return ""
	}
	return " in digits alone, " + strings.Join(groups, "")
}

// wholeNumber reads digits and nothing else, up to a billion, so that sums
// cannot overflow.
func wholeNumber(s string) (int, bool) {
	if len(s) == 0 || len(s) > 9 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// topOnly reads the N of "top N only".
func topOnly(s string) (int, bool) {
	s, ok := strings.CutPrefix(s, "top ")
	if !ok {
		return 0, false
	}
	if s, ok = strings.CutSuffix(s, " only"); !ok {
		return 0, false
	}
	n, ok := wholeNumber(s)
	return n, ok && n > 0
}
