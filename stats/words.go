package stats

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Bounds on a word pattern.
const (
	maxPattern    = 200 // bytes
	maxExpansions = 256
)

// Expand gives all that a word pattern stands for: "victim{,s}" is "victim" and
// "victims". A pattern holds a-z, 0-9, spaces, and groups in braces with commas
// between the choices, of which one may be empty; groups do not nest. What
// comes out is trimmed, single-spaced and without repeats. The error quotes the
// pattern.
func Expand(pattern string) ([]string, error) {
	if len(pattern) > maxPattern {
		return nil, fmt.Errorf("expanding word pattern %q: longer than %d bytes", pattern[:maxPattern]+"...", maxPattern)
	}
	if isPlain(pattern) {
		return []string{pattern}, nil
	}
	parts, err := splitPattern(pattern)
	if err != nil {
		return nil, fmt.Errorf("expanding word pattern %q: %w", pattern, err)
	}
	count := 1
	for _, choices := range parts {
		if count *= len(choices); count > maxExpansions {
			return nil, fmt.Errorf("expanding word pattern %q: it stands for more than %d words", pattern, maxExpansions)
		}
	}
	words := spellOut(parts, count)
	if slices.Contains(words, "") {
		return nil, fmt.Errorf("expanding word pattern %q: it stands for nothing at all", pattern)
	}
	return words, nil
}

// isPlain tells a pattern that stands for itself alone, as most do.
func isPlain(pattern string) bool {
	space := true // so that the first is no good
	for i := range len(pattern) {
		c := pattern[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != ' ' || space) {
			return false
		}
		space = c == ' '
	}
	return !space
}

// spellOut gives all ways of taking one choice of each part, the last part
// changing first: trimmed, single-spaced and without repeats.
func spellOut(parts [][]string, count int) []string {
	var space [512]byte
	letters, ends := space[:0], make([]int, 0, 16)
	for n := range count {
		begin, each := len(letters), count
		for _, choices := range parts {
			each /= len(choices)
			letters = appendSpaced(letters, begin, choices[n/each%len(choices)])
		}
		if len(letters) > begin && letters[len(letters)-1] == ' ' {
			letters = letters[:len(letters)-1]
		}
		ends = append(ends, len(letters))
	}
	all, begin := string(letters), 0
	words := make([]string, 0, count)
	for _, end := range ends {
		if w := all[begin:end]; !slices.Contains(words, w) {
			words = append(words, w)
		}
		begin = end
	}
	return words
}

// appendSpaced adds a text to what stands behind begin, without spaces at the
// start or after another.
func appendSpaced(to []byte, begin int, text string) []byte {
	for i := range len(text) {
		if text[i] != ' ' || len(to) > begin && to[len(to)-1] != ' ' {
			to = append(to, text[i])
		}
	}
	return to
}

// splitPattern gives the parts of a pattern in order, each as its choices;
// plain text is a part of one choice.
func splitPattern(pattern string) ([][]string, error) {
	var parts [][]string
	for rest := pattern; rest != ""; {
		plain, after, group := strings.Cut(rest, "{")
		if strings.ContainsAny(plain, "},") {
			return nil, fmt.Errorf("%q stands outside braces", plain[strings.IndexAny(plain, "},")])
		}
		parts = append(parts, []string{plain})
		if !group {
			break
		}
		inside, next, closed := strings.Cut(after, "}")
		if !closed {
			return nil, fmt.Errorf("a brace is not closed")
		}
		if strings.Contains(inside, "{") {
			return nil, fmt.Errorf("braces do not nest")
		}
		parts = append(parts, strings.Split(inside, ","))
		rest = next
	}
	for _, choices := range parts {
		for _, c := range choices {
			for _, r := range c {
				if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != ' ' {
					return nil, fmt.Errorf("%q is not one of a-z, 0-9 and space", r)
				}
			}
		}
	}
	return parts, nil
}

// linkWords expands the patterns of [[words]] and [[absent]] into the set, and
// checks that each is for something known and for one thing only. The folder's
// own come first, so that they win over those of vocabularies.
func (l *loader) linkWords() {
	claims := newClaims()
	for _, shared := range []bool{false, true} {
		for _, e := range l.doc.Words {
			if e.from > 0 != shared || !l.knownFor(e) {
				continue
			}
			if len(e.EN) == 0 && len(e.ES) == 0 {
				l.problemAt(e, "for", e.For, "words without any in en or es")
			}
			l.addEntry(claims, e, e.For, e.EN, e.ES, e.from)
		}
		for _, e := range l.doc.Absent {
			if e.from > 0 == shared {
				l.addEntry(claims, e, absentPrefix+e.ID, e.EN, e.ES, e.from)
			}
		}
	}
	l.set.Words = claims.inOrder()
	total := len(claims.of[EN]) + len(claims.of[ES])
	if total > maxPatterns {
		l.problem(l.tomlName, 0, "", "the words expand to %d patterns, more than %d", total, maxPatterns)
	}
}

// claims says what each expanded pattern is for.
type claims struct {
	of      [len(Langs)]map[string]claim
	entries int // so far, those of one language counting as one
	lists   []claimedList
}

type claim struct {
	what  string
	entry int // that was the last to claim it
	from  int // the first to claim it: 0 for the folder, else a vocabulary
}

// claimedList is the words of one entry in one language.
type claimedList struct {
	Words
	from int
}

func newClaims() *claims {
	c := &claims{}
	for lang := range c.of {
		c.of[lang] = make(map[string]claim, 8<<10)
	}
	return c
}

// inOrder gives all words: those for what the set has before those for what it
// lacks, the folder's before those of vocabularies. Of two things that are
// spelled alike, each in one language, the first counts.
func (c *claims) inOrder() []Words {
	slices.SortStableFunc(c.lists, func(x, y claimedList) int {
		absent := func(l claimedList) int {
			if strings.HasPrefix(l.For, absentPrefix) {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(absent(x), absent(y)), cmp.Compare(x.from, y.from))
	})
	words := make([]Words, len(c.lists))
	for i, l := range c.lists {
		words[i] = l.Words
	}
	return words
}

// addEntry adds the words of an entry in both languages.
func (l *loader) addEntry(claims *claims, entry any, what string, en, es []string, from int) {
	l.addWords(claims, entry, what, EN, en, from)
	l.addWords(claims, entry, what, ES, es, from)
}

// addWords expands the patterns that an entry has in one language.
func (l *loader) addWords(claims *claims, entry any, what string, lang Lang, patterns []string, from int) {
	of := claims.of[lang]
	claims.entries++
	w := Words{For: what, Lang: lang, Patterns: make([]string, 0, 2*len(patterns))}
	for _, p := range patterns {
		if len(of) > maxPatterns {
			break
		}
		expanded, err := Expand(p)
		if err != nil {
			l.problemValue(entry, p, "%v", err)
			continue
		}
		for _, word := range expanded {
			key := word
			if what == ForSet {
				key = " " + word // a name is looked for by itself
			}
			switch other, claimed := of[key]; {
			case claimed && from > 0 && other.from == 0 && other.what != what:
				// The folder knows better what is meant by it here.
			case claimed && other.what != what:
				l.problemValue(entry, p, "%q is claimed for both %q and %q in %v", word, other.what, what, lang)
			case !claimed || other.entry != claims.entries:
				first := from
				if claimed {
					first = other.from
				}
				of[key] = claim{what, claims.entries, first}
				w.Patterns = append(w.Patterns, word)
			}
		}
	}
	if len(w.Patterns) > 0 {
		claims.lists = append(claims.lists, claimedList{w, from})
	}
}

// knownFor checks what [[words]] are for, and notes a problem if that is
// unknown: a population ("members", or "members?" for words that imply it), a
// measure ("members.visits"), a dimension, several in a row ("gender+age", "members+age"), a category, several at
// once ("gender.female&age.minor"), one of these as the rest of the question
// tells ("gender|type.other"), a topic or an absent thing with its prefix (a topic
// with a ? is harmless where figures are asked for),
// "subject" for the set's subject at large, "filler" for what changes nothing,
// "period" for the time that the figures are of, and "set" for what names the set among others.
func (l *loader) knownFor(e *wordsEntry) bool {
	kind, id, prefixed := strings.Cut(e.For, ":")
	switch {
	case e.For == "":
		l.problemAt(e, "for", "", `words without "for"`)
		return false
	case e.For == forSubject || e.For == forFiller || e.For == forPeriod || e.For == ForSet:
		return true
	case prefixed && kind == "topic" && l.set.Topic(strings.TrimSuffix(id, "?")) != nil,
		prefixed && kind == "absent" && l.set.AbsentByID(id) != nil:
		return true
	case prefixed:
		known := append(sortedKeys(l.set.index.topics), sortedKeys(l.set.index.absent)...)
		l.problemAt(e, "for", e.For, "words for an unknown topic or absent thing%s", didYouMean(id, known))
		return false
	}
	for alternative := range strings.SplitSeq(e.For, "|") {
		if part := l.unknownIn(alternative); part != "" {
			l.problemAt(e, "for", e.For, "words for something unknown, %q%s", part, didYouMean(part, l.namesForWords()))
			return false
		}
	}
	return true
}

// What [[words]] may be for beside what the set declares.
const (
	forSubject = "subject"
	forFiller  = "filler"
	forPeriod  = "period" // the time that the set covers, which changes nothing either
	ForSet     = "set"    // names the set itself, where several are loaded
)

// unknownIn gives the part of one alternative that is nothing known there, or
// "". Anything comes in a row, and only categories at once.
func (l *loader) unknownIn(alternative string) string {
	row, cross := strings.Split(alternative, "+"), strings.Split(alternative, "&")
	switch {
	case len(row) > 1:
		for _, name := range row {
			if l.set.Dimension(name) == nil && l.set.Population(name) == nil && l.set.Category(name) == nil {
				return orAll(name, alternative)
			}
		}
		return ""
	case len(cross) > 1:
		for _, name := range cross {
			if l.set.Category(name) == nil {
				return orAll(name, alternative)
			}
		}
		return ""
	case l.set.Population(strings.TrimSuffix(alternative, "?")) != nil,
		l.set.Dimension(alternative) != nil, l.set.Category(alternative) != nil,
		l.set.Measure(ID(alternative)) != nil:
		return ""
	}
	return orAll(alternative, "an empty part")
}

// orAll gives a part, or what it is a part of where the part is empty.
func orAll(part, all string) string {
	if part == "" {
		return all
	}
	return part
}

// namesForWords lists the ids that [[words]] may be for.
func (l *loader) namesForWords() []string {
	if len(l.problems) > maxProblems {
		return nil // the problem will not be reported
	}
	names := sortedKeys(l.set.index.populations)
	names = append(names, sortedKeys(l.set.index.dimensions)...)
	names = append(names, sortedKeys(l.set.index.measures)...)
	return append(names, sortedKeys(l.set.index.categories)...)
}
