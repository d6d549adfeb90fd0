package stats

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// maxVocabularies is how many vocabularies a data set may name, and how many
// a folder of them may hold.
const maxVocabularies = 256

// sharedPrefix begins the File of a problem in a vocabulary.
const sharedPrefix = "shared/"

// vocabularyDoc is what a vocabulary may hold: a part of what a data set may,
// in the same language. It names no other vocabulary.
type vocabularyDoc struct {
	Populations []*Population  `toml:"populations"`
	Dimensions  []*Dimension   `toml:"dimensions"`
	Absent      []*absentEntry `toml:"absent"`
	Words       []*wordsEntry  `toml:"words"`
}

// vocabularyUse is a vocabulary that the folder names.
type vocabularyUse struct {
	name   string
	lacked bool // under "lacks"
	at     place
}

// key is where the folder names the vocabulary.
func (u vocabularyUse) key() string {
	if u.lacked {
		return "lacks"
	}
	return "use"
}

// vocabulary is one that is read.
type vocabulary struct {
	vocabularyUse
	n   int // its number, from 1
	doc document
}

// mergeUses remembers which vocabularies a file of the folder names.
func (l *loader) mergeUses(file *tomlFile, doc *document) {
	for _, list := range []struct {
		key   string
		names []string
	}{{"use", doc.Use}, {"lacks", doc.Lacks}} {
		for _, name := range list.names {
			at := place{file, file.valueLine(max(0, file.keyLine(0, list.key)-1), name)}
			l.uses = append(l.uses, vocabularyUse{name, list.key == "lacks", at})
		}
	}
}

// readVocabularies reads those that the folder names, and no others.
func (l *loader) readVocabularies(shared []fs.FS) []*vocabulary {
	if len(l.uses) > maxVocabularies {
		l.problem(l.tomlName, 0, "", "the folder names %d vocabularies, more than %d", len(l.uses), maxVocabularies)
		return nil
	}
	known := vocabularyNames(shared)
	var named []vocabularyUse
	var files []*parsedFile
	for _, u := range l.uses {
		if !l.named(u, named, known) {
			continue
		}
		for _, fsys := range shared {
			if !has(fsys, u.name) {
				continue
			}
			if text, ok := l.readFile(fsys, u.name+".toml", sharedPrefix+u.name+".toml"); ok {
				files = append(files, &parsedFile{name: sharedPrefix + u.name + ".toml", text: text, shared: true})
				named = append(named, u)
			}
			break
		}
	}
	parseAll(files)
	var list []*vocabulary
	for i, f := range files {
		l.problems = append(l.problems, f.problems...)
		if f.ok {
			l.locateAll(f.file, &f.doc)
			list = append(list, &vocabulary{named[i], i + 1, f.doc})
		}
	}
	return list
}

// named checks the name of a vocabulary, given those that were named before it.
func (l *loader) named(u vocabularyUse, before []vocabularyUse, known []string) bool {
	i := slices.IndexFunc(before, func(v vocabularyUse) bool { return v.name == u.name })
	switch {
	case !slices.Contains(known, u.name):
		l.problem(u.at.file.name, u.at.line, u.name, "%s names an unknown vocabulary%s", u.key(), likely(u.name, known))
		return false
	case i >= 0 && before[i].lacked != u.lacked:
		l.problem(u.at.file.name, u.at.line, u.name, `named under both "use" and "lacks"`)
		return false
	case i >= 0:
		l.problem(u.at.file.name, u.at.line, u.name, "%s names the vocabulary twice", u.key())
		return false
	}
	return true
}

// likely is didYouMean for vocabularies: where none is near, all are listed,
// however many, as there is no other place to look them up.
func likely(name string, known []string) string {
	if said := didYouMean(name, known); said != "" || len(known) == 0 {
		return said
	}
	return " (known: " + strings.Join(known, ", ") + ")"
}

// vocabularyNames lists the vocabularies in some folders.
func vocabularyNames(shared []fs.FS) []string {
	var names []string
	for _, fsys := range shared {
		files, err := fs.Glob(fsys, "*.toml")
		if err != nil {
			continue // cannot happen: the pattern is good
		}
		for _, f := range files {
			names = append(names, strings.TrimSuffix(f, ".toml"))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// has reports whether a folder holds a vocabulary.
func has(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name+".toml")
	return !errors.Is(err, fs.ErrNotExist)
}

// CheckVocabulary looks at a vocabulary by itself, as Load does when a data
// set uses it: that it can be read, that no text is missing, that its words
// are well formed and each for one thing only. Its error is of type Problems.
func CheckVocabulary(shared fs.FS, name string) error {
	if names := vocabularyNames([]fs.FS{shared}); !slices.Contains(names, name) {
		return Problems{{sharedPrefix, 0, name, fmt.Sprintf("unknown vocabulary%s", likely(name, names))}}
	}
	l := newLoader()
	l.uses = []vocabularyUse{{name: name, at: place{file: &tomlFile{}}}}
	read := l.readVocabularies([]fs.FS{shared})
	for _, v := range read {
		l.doc = v.doc
	}
	l.checkSizes()
	if len(l.problems) == 0 {
		l.checkVocabulary()
	}
	if len(l.problems) > 0 {
		ps := l.problems.inOrder()
		return ps[:min(len(ps), maxProblems)]
	}
	return nil
}

// checkVocabulary is link and check for what a vocabulary holds. What its
// words are for may stand in another, and what is near in a data set.
func (l *loader) checkVocabulary() {
	for _, a := range l.doc.Absent {
		a.Near = nil
	}
	l.link()
	for _, p := range l.set.Populations {
		l.needText(p, "label", p.Label)
		l.needText(p, "one", p.One)
		l.needText(p, "many", p.Many)
	}
	for _, d := range l.set.Dimensions {
		l.checkDimension(d)
		for _, c := range d.Categories {
			l.checkCategory(d, c)
		}
	}
	for _, a := range l.set.Absent {
		l.checkAbsent(a)
	}
	claims := newClaims()
	for _, e := range l.doc.Words {
		if e.For == "" {
			l.problemAt(e, "for", "", `words without "for"`)
		}
		l.addEntry(claims, e, e.For, e.EN, e.ES, 0)
	}
	for _, e := range l.doc.Absent {
		l.addEntry(claims, e, absentPrefix+e.ID, e.EN, e.ES, 0)
	}
}
