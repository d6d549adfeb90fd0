package stats

import (
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// parsedFile is one TOML file of a folder, and what it holds.
type parsedFile struct {
	name, text string
	file       *tomlFile
	doc        document
	problems   Problems
	shared     bool // a vocabulary
	ok         bool // doc is of use
}

// parseAll parses files, all at once: decoding is most of what Load does.
func parseAll(files []*parsedFile) {
	var wait sync.WaitGroup
	for _, f := range files {
		wait.Go(f.parse)
	}
	wait.Wait()
}

func (f *parsedFile) parse() {
	if line, why := tooMuch(f.text); line > 0 {
		f.problems = Problems{{f.name, line, "", why}}
		return
	}
	f.file = newTOMLFile(f.name, f.text)
	if doc, ok := decodePieces(pieces(f.text)); ok {
		f.doc, f.ok = doc, true
		return
	}
	if f.shared {
		var v vocabularyDoc
		f.problems, f.ok = decodeStrict(f.file, f.text, &v)
		f.doc = document{Populations: v.Populations, Dimensions: v.Dimensions, Absent: v.Absent, Words: v.Words}
		return
	}
	f.problems, f.ok = decodeStrict(f.file, f.text, &f.doc)
}

// pieceSize is about how many bytes of a file are decoded at once.
const pieceSize = 24 << 10

// pieces cuts a long file of nothing but [[words]] and [[absent]] into files
// of the same, each of some of the tables. It gives nil for a file that is
// short, or where a cut might change what the file means.
func pieces(text string) []string {
	if len(text) < 2*pieceSize || strings.Contains(text, `"""`) || strings.Contains(text, `'''`) {
		return nil
	}
	var out []string
	begin, at, first := 0, 0, true
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		switch header := strings.HasPrefix(trimmed, "["); {
		case header && trimmed != "[[words]]" && trimmed != "[[absent]]",
			first && !header && trimmed != "" && trimmed[0] != '#':
			return nil
		case !header:
		case first:
			first = false
		case at-begin >= pieceSize:
			out = append(out, text[begin:at])
			begin = at
		}
		at += len(line)
	}
	return append(out, text[begin:])
}

// decodePieces decodes the pieces of a file and puts them together. It is not
// ok if anything is wrong with one of them: what that is, and on which line, is
// for decodeStrict to say, which sees the file as a whole.
func decodePieces(texts []string) (doc document, ok bool) {
	if len(texts) < 2 {
		return doc, false
	}
	docs, good := make([]document, len(texts)), make([]bool, len(texts))
	var wait sync.WaitGroup
	for i, text := range texts {
		wait.Go(func() {
			meta, err := toml.Decode(text, &docs[i])
			good[i] = err == nil && len(meta.Undecoded()) == 0
		})
	}
	wait.Wait()
	doc = docs[0]
	for i := range docs {
		if !good[i] {
			return document{}, false
		}
		if i > 0 {
			doc.Words = append(doc.Words, docs[i].Words...)
			doc.Absent = append(doc.Absent, docs[i].Absent...)
		}
	}
	return doc, true
}
