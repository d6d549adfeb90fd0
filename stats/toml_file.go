package stats

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// place is where in the folder something is declared.
type place struct {
	file *tomlFile
	line int // of the table's header, or 0
}

// tomlFile is a TOML file as text, kept to say where in it a problem is.
type tomlFile struct {
	name    string
	lines   []string         // comments and the insides of long strings blanked
	headers map[string][]int // "[[dimensions.categories]]" and the like: line numbers, in order
}

// newTOMLFile indexes the headers of a file.
func newTOMLFile(name, text string) *tomlFile {
	f := &tomlFile{name: name, lines: strings.Split(text, "\n"), headers: map[string][]int{}}
	long := "" // the quotes that will end the long string we are in
	for i, line := range f.lines {
		trimmed := strings.TrimSpace(line)
		if long != "" {
			f.lines[i] = ""
			if strings.Contains(trimmed, long) {
				long = ""
			}
			continue
		}
		f.lines[i] = trimmed
		for _, quotes := range []string{`"""`, `'''`} {
			if strings.Count(trimmed, quotes) == 1 {
				long = quotes
			}
		}
		if header := headerOf(trimmed); header != "" {
			f.headers[header] = append(f.headers[header], i+1)
		}
	}
	return f
}

// headerOf gives the dotted name of a "[table]" or "[[table]]" line, or "".
func headerOf(line string) string {
	if !strings.HasPrefix(line, "[") {
		return ""
	}
	name, _, closed := strings.Cut(strings.TrimLeft(line, "["), "]")
	if !closed || strings.ContainsAny(name, `"',`) {
		return ""
	}
	return strings.ReplaceAll(name, " ", "")
}

// header gives the line of the nth (from 0) header of a table, out of as many
// as the file holds; 0 where the file writes the table in another way.
func (f *tomlFile) header(table string, n, of int) int {
	lines := f.headers[table]
	if len(lines) != of || n >= len(lines) {
		return 0
	}
	return lines[n]
}

// keyLine gives the line that sets a key in the table whose header stands on a
// line (0 for the top of the file), or that line where the key is not found.
func (f *tomlFile) keyLine(header int, key string) int {
	for i := header; i < len(f.lines); i++ {
		if headerOf(f.lines[i]) != "" {
			break
		}
		if keyOf(f.lines[i]) == key {
			return i + 1
		}
	}
	return header
}

// keyOf gives the first part of the key that a line sets, or "".
func keyOf(line string) string {
	key, _, set := strings.Cut(line, "=")
	if !set {
		return ""
	}
	key, _, _ = strings.Cut(strings.TrimSpace(key), ".")
	return strings.Trim(strings.TrimSpace(key), `"'`)
}

// scalarLine gives the line of a dotted key outside the lists, "source.url".
func (f *tomlFile) scalarLine(key string) int {
	table, rest, nested := strings.Cut(key, ".")
	if !nested {
		return f.keyLine(0, key)
	}
	if at := f.header(key, 0, 1); at > 0 {
		return at
	}
	if at := f.header(table, 0, 1); at > 0 {
		first, _, _ := strings.Cut(rest, ".")
		return f.keyLine(at, first)
	}
	return f.keyLine(0, table)
}

// valueLine gives the first line at or after a header that holds a text as a
// quoted value, or the header's line.
func (f *tomlFile) valueLine(header int, value string) int {
	for i := header; i < len(f.lines); i++ {
		if headerOf(f.lines[i]) != "" {
			break
		}
		if strings.Contains(f.lines[i], `"`+value+`"`) || strings.Contains(f.lines[i], `'`+value+`'`) {
			return i + 1
		}
	}
	return header
}

// decodeStrict reads TOML into a struct. Keys that the struct does not have are
// problems, each with the nearest key that it has. If ok is false the struct is
// half filled and of no use.
func decodeStrict(f *tomlFile, text string, into any) (ps Problems, ok bool) {
	meta, err := toml.Decode(text, into)
	if err != nil {
		return Problems{decodeProblem(f.name, err)}, false
	}
	seen := map[string]bool{}
	for _, key := range meta.Undecoded() {
		parent, unknown, known := firstUnknown(reflect.TypeOf(into), key)
		if path := parent + "." + unknown; seen[path] {
			continue
		} else {
			seen[path] = true
		}
		message := "unknown key"
		if parent != "" {
			message += fmt.Sprintf(" in %q", parent)
		}
		message += didYouMean(unknown, known)
		ps = append(ps, Problem{f.name, f.unknownKeyLine(parent, unknown), unknown, message})
		if len(ps) >= maxProblems {
			break
		}
	}
	return ps, true
}

// firstUnknown gives the first part of a key that a struct does not take, the
// path to it, and the keys that are taken there.
func firstUnknown(t reflect.Type, key toml.Key) (parent, unknown string, known []string) {
	for i, part := range key {
		known = keysAt(t, key[:i])
		taken := func(k string) bool { return strings.EqualFold(k, part) }
		if i == len(key)-1 || !slices.ContainsFunc(known, taken) {
			return key[:i].String(), part, known
		}
	}
	return "", "", nil // cannot happen: a key has parts
}

// decodeProblem turns an error of the decoder into a Problem. A syntax error
// knows its line; a value of the wrong type knows only its key, as the decoder
// does not say which of several tables holds it.
func decodeProblem(file string, err error) Problem {
	p := Problem{File: file}
	var syntax toml.ParseError
	if errors.As(err, &syntax) {
		p.Line, p.Value, p.Message = syntax.Position.Line, syntax.LastKey, syntax.Message
		return p
	}
	message := strings.TrimPrefix(err.Error(), "toml: ")
	message = regexp.MustCompile(`^line \d+ `).ReplaceAllString(message, "")
	p.Message = "not a value of the right kind: " + message
	return p
}

// unknownKeyLine gives the first line that sets a key under a table's headers.
func (f *tomlFile) unknownKeyLine(table, key string) int {
	if table == "" {
		if at := f.headers[key]; len(at) > 0 {
			return at[0]
		}
		return f.keyLine(0, key)
	}
	for _, at := range append(f.headers[table], f.headers[table+"."+key]...) {
		if line := f.keyLine(at, key); line != at || headerOf(f.lines[at-1]) == table+"."+key {
			return line
		}
	}
	for i, line := range f.lines {
		if strings.Contains(line, key) {
			return i + 1
		}
	}
	return 0
}

// keysAt gives the keys that a struct takes at a path of keys below it, nil
// where the path leads nowhere.
func keysAt(t reflect.Type, path toml.Key) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	var keys []string
	for field := range t.Fields() {
		tag := field.Tag.Get("toml")
		switch {
		case tag == "" || tag == "-":
		case len(path) == 0:
			keys = append(keys, tag)
		case strings.EqualFold(tag, path[0]):
			return keysAt(field.Type, path[1:])
		}
	}
	return keys[:len(keys):len(keys)]
}
