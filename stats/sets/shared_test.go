package sets_test

import (
	"bytes"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/BurntSushi/toml"

	"cifra/stats"
	"cifra/stats/sets"
)

// vocabularyText is what the tests look at in a vocabulary.
type vocabularyText struct {
	Populations []struct{ ID string }
	Dimensions  []struct {
		ID         string
		Categories []struct{ ID string }
	}
	Words  []wordsText
	Absent []wordsText
}

type wordsText struct {
	ID, For, Of string
	EN, ES      []string
}

// vocabularies reads those that ship, by name.
func vocabularies(t *testing.T) map[string]vocabularyText {
	t.Helper()
	names, err := fs.Glob(sets.Shared(), "*.toml")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d vocabularies, %v", len(names), err)
	}
	all := map[string]vocabularyText{}
	for _, name := range names {
		var v vocabularyText
		if _, err := toml.DecodeFS(sets.Shared(), name, &v); err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(name, ".toml")] = v
	}
	return all
}

func TestVocabulariesAreNoDataSets(t *testing.T) {
	if slices.Contains(sets.Names(), "shared") {
		t.Errorf("%q", sets.Names())
	}
	if _, err := sets.FS("shared"); err == nil {
		t.Error("the vocabularies are a data set")
	}
}

func TestEveryVocabularyIsGoodByItself(t *testing.T) {
	for name := range vocabularies(t) {
		if err := stats.CheckVocabulary(sets.Shared(), name); err != nil {
			t.Error(err)
		}
	}
}

// A set may use any of them together: what a word means must not depend on
// which come with it.
func TestNoWordIsOfTwoVocabularies(t *testing.T) {
	claimed := map[string]string{}
	claim := func(name, what string, w wordsText) {
		for lang, patterns := range map[string][]string{"en": w.EN, "es": w.ES} {
			for _, p := range patterns {
				words, err := stats.Expand(p)
				if err != nil {
					t.Error(err)
				}
				for _, word := range words {
					at := name + ".toml, for " + what
					if other, is := claimed[lang+" "+word]; is && !strings.HasSuffix(other, ", for "+what) {
						t.Errorf("%q in %s: %s, and %s", word, lang, other, at)
					}
					claimed[lang+" "+word] = at
				}
			}
		}
	}
	for name, v := range vocabularies(t) {
		for _, w := range v.Words {
			claim(name, w.For, w)
		}
		for _, a := range v.Absent {
			claim(name, "absent:"+a.ID, a)
		}
	}
	if len(claimed) < 10_000 {
		t.Errorf("only %d words", len(claimed))
	}
}

// Words for what a set has not are left out in silence, so that a misspelled
// name would go unseen.
func TestWordsOfVocabulariesAreForSomethingKnown(t *testing.T) {
	known := map[string]bool{"subject": true, "filler": true}
	all := vocabularies(t)
	once := func(name, id string) {
		if known[id] {
			t.Errorf("%s: %q stands in another vocabulary, too", name, id)
		}
		known[id] = true
	}
	for name, v := range all {
		for _, p := range v.Populations {
			once(name, p.ID)
		}
		for _, d := range v.Dimensions {
			known[d.ID] = true // several may add categories to it
			for _, c := range d.Categories {
				once(name, d.ID+"."+c.ID)
			}
		}
		for _, a := range v.Absent {
			once(name, "absent:"+a.ID)
		}
	}
	for _, topic := range border(t).Topics {
		known["topic:"+topic.ID] = true
	}
	split := func(r rune) bool { return strings.ContainsRune("+&|", r) }
	for name, v := range all {
		for _, w := range append(v.Words, v.Absent...) {
			for _, id := range strings.FieldsFunc(w.For+"+"+w.Of, split) {
				if !known[strings.TrimSuffix(id, "?")] {
					t.Errorf("%s: words for %q, which no vocabulary has", name, id)
				}
			}
		}
	}
}

// What a set about something else says of people: it lacks every vocabulary
// that divides them, and knows all of their words.
func TestEveryVocabularyMayBeLacked(t *testing.T) {
	all := vocabularies(t)
	var use, lacks []string
	for name, v := range all {
		if len(v.Dimensions)+len(v.Populations) > 0 {
			lacks = append(lacks, name)
		} else {
			use = append(use, name)
		}
	}
	slices.Sort(use)
	slices.Sort(lacks)
	set, err := stats.Load(lacking(t, use, lacks), sets.Shared())
	if err != nil {
		t.Fatal(err)
	}
	means := map[string]string{}
	for _, w := range set.Words {
		for _, p := range w.Patterns {
			means[p] = w.For
		}
	}
	for word, want := range map[string]string{
		"women": "absent:gender", "girls": "absent:gender", "minors": "absent:age", "guatemala": "", "nationality": "absent:nationality",
		"traffickers": "absent:traffickers", "sex trafficking": "absent:type", "farms": "absent:labor_industry",
		"restaurants": "absent:labor_industry", "salary": "absent:income", "calls": "absent:calls", "unknown nationality": "absent:nationality",
	} {
		if means[word] != want {
			t.Errorf("%q is for %q, want %q", word, means[word], want)
		}
	}
}

// lacking is the invented set about the books of a library, with some
// vocabularies.
func lacking(t *testing.T, use, lacks []string) fs.FS {
	t.Helper()
	quoted := func(names []string) string { return `["` + strings.Join(names, `", "`) + `"]` }
	return withText(t, "../testdata/library-loans", "set.toml", func(text string) string {
		return "use = " + quoted(use) + "\nlacks = " + quoted(lacks) + "\n" + text
	})
}

// What voice.md rules out, in the labels and sentences of vocabularies. The
// names of crimes that are not this one stand under [[absent]].
func TestVocabulariesKeepToTheVoice(t *testing.T) {
	banned := regexp.MustCompile(`(?i)tráfico|trafico|rescued|rescatad|child prostitut|prostitución infantil|!`)
	text := regexp.MustCompile(`^(label|title|item|short|one|many|was|were|werent|of) *=`)
	for name := range vocabularies(t) {
		data, err := readAll(sets.Shared(), name+".toml")
		if err != nil {
			t.Fatal(err)
		}
		absent := false
		for i, line := range strings.Split(data, "\n") {
			if strings.HasPrefix(line, "[[") {
				absent = line == "[[absent]]"
			}
			if found := banned.FindString(line); found != "" && !absent && text.MatchString(line) {
				t.Errorf("%s.toml:%d says %q", name, i+1, found)
			}
		}
	}
}

// A source with many nationalities needs only their figures.
func TestCountriesNeedOnlyFigures(t *testing.T) {
	files := withText(t, "../testdata/library-loans", "set.toml", func(text string) string {
		return "use = [\"nationality\", \"countries\"]\n" + text
	})
	figures := "\nmembers.nationality.india,members,nationality,india,9,,1,top 2 only\nmembers.nationality.mexico,members,nationality,mexico,8,,2,top 2 only\n"
	mapped := files.(fstest.MapFS)
	mapped["figures.csv"].Data = append(bytes.TrimSpace(mapped["figures.csv"].Data), figures...)
	set, err := stats.Load(mapped, sets.Shared())
	if err != nil {
		t.Fatal(err)
	}
	d := set.Dimension("nationality")
	if len(d.Categories) != 2 || d.Categories[0].Country != "IN" || d.Categories[1].Country != "MX" {
		t.Errorf("%+v", d.Categories)
	}
}
