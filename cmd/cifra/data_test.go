package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"cifra/stats/sets"
)

func TestDataListNamesShippedAndConfiguredSets(t *testing.T) {
	at(t, nil)
	if got := invoke("", "data", "new", "mine"); got.status != exitOK {
		t.Fatalf("%+v", got)
	}
	w, out, _ := testWorld("", "CIFRA_DATA_SETS=./mine")
	if status := run([]string{"data", "list"}, w); status != exitOK {
		t.Errorf("status %d", status)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[0], "./mine ") || !strings.HasSuffix(lines[0], "(default)") ||
		!strings.HasPrefix(lines[1], "border-2017    2017.") || !strings.HasPrefix(lines[2], "national-2017  2017.") ||
		!strings.Contains(lines[2], ": 29 figures, ") {
		t.Errorf("listed:\n%s", out)
	}
}

func TestDataListNamesASetThatIsBroken(t *testing.T) {
	at(t, map[string]string{"config.toml": "[data]\nsets = ['border-2017', './none']\n"})
	got := invoke("", "data", "list")
	if got.status != exitFailed || !strings.Contains(got.out, "border-2017") || !strings.Contains(got.err, "./none") {
		t.Errorf("%+v", got)
	}
}

func TestDataNewWritesASetThatWorksInBothLanguages(t *testing.T) {
	at(t, nil)
	made := invoke("", "data", "new", "My Figures")
	if made.status != exitOK || !strings.Contains(made.out, "cifra data check My Figures") {
		t.Fatalf("%+v", made)
	}
	checked := invoke("", "data", "check", "My Figures")
	if checked.status != exitOK || !strings.Contains(checked.out, "my-figures 1") || !strings.HasSuffix(checked.out, "No problems.\n") {
		t.Fatalf("%+v", checked)
	}
	in := "how many young participants\ncuantos participantes eran adultos\nparticipants by age\ntalleres de pintura\ntop subjects\n"
	got := invoke(in, "chat", "--set", "My Figures")
	for _, want := range []string{
		"210 of the 640 participants were young people (32.8%).",
		"352 de los 640 participantes eran adultos (55%).",
		"Participants by age", "pintura", "Cooking",
	} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is not in the conversation:\n%s", want, got.out)
		}
	}
}

// The starter shows vocabularies as a comment: it must hold as it stands there,
// and name every one.
func TestTheStarterNamesTheVocabularies(t *testing.T) {
	dir := at(t, nil)
	if got := invoke("", "data", "new", "mine"); got.status != exitOK {
		t.Fatalf("%+v", got)
	}
	path := filepath.Join(dir, "mine", "set.toml")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	vocabularies, err := fs.Glob(sets.Shared(), "*.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range vocabularies {
		if name := strings.TrimSuffix(v, ".toml"); !regexp.MustCompile(`(?m)^#.*\b` + name + `\b`).MatchString(text) {
			t.Errorf("%q is not named", name)
		}
	}
	before, _, _ := strings.Cut(text, "#   use   = ")
	line := 1 + strings.Count(before, "\n")
	for _, change := range []struct{ use, want string }{
		{`["money"]`, "No problems.\n"},
		{`["gender", "money"]`, fmt.Sprintf(`mine/set.toml:%d: figures.csv has no figures of anything in this vocabulary`, line)},
		{`["mony"]`, `use names an unknown vocabulary (did you mean "money"?): "mony"`},
	} {
		changed := strings.Replace(text, `#   use   = ["gender", "money"]`, "use = "+change.use, 1)
		changed = strings.Replace(changed, `#   lacks = [`, `lacks = [`, 1)
		if err := os.WriteFile(path, []byte(changed), 0o666); err != nil {
			t.Fatal(err)
		}
		if got := invoke("", "data", "check", "mine"); !strings.Contains(got.out, change.want) {
			t.Errorf("%s: %+v", change.use, got)
		}
	}
}

func TestDataNewOverwritesNothing(t *testing.T) {
	dir := at(t, map[string]string{"there/mine.txt": "mine", "file": "mine"})
	for name, want := range map[string]string{"there": `holds "mine.txt"`, "file": `"file"`} {
		got := invoke("", "data", "new", name)
		if got.status != exitFailed || got.out != "" || !strings.Contains(got.err, want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	there, err := os.ReadDir(filepath.Join(dir, "there"))
	if err != nil || len(there) != 1 {
		t.Errorf("the folder holds %v (%v)", there, err)
	}
}

func TestDataCheckPrintsEveryProblem(t *testing.T) {
	dir := at(t, nil)
	if got := invoke("", "data", "new", "mine"); got.status != exitOK {
		t.Fatalf("%+v", got)
	}
	change := func(file, old, new string) {
		t.Helper()
		path := filepath.Join(dir, "mine", file)
		text, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(text), old) {
			t.Fatalf("%s does not hold %q (%v)", file, old, err)
		}
		if err := os.WriteFile(path, []byte(strings.Replace(string(text), old, new, 1)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	change("figures.csv", "young,210,33%", "young,211,40%")
	change("dimensions.toml", `es = "Jóvenes"`, `es = ""`)
	got := invoke("", "data", "check", "mine")
	if got.status != exitFailed || got.err != "" {
		t.Errorf("status %d, error %q", got.status, got.err)
	}
	for _, want := range []string{"mine/figures.csv:4: ", `"40%"`, "mine/dimensions.toml:", "label is missing in es"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is not in the problems:\n%s", want, got.out)
		}
	}
}

func TestDataCheckAsksTheExamples(t *testing.T) {
	dir := at(t, nil)
	if got := invoke("", "data", "new", "mine"); got.status != exitOK {
		t.Fatalf("%+v", got)
	}
	path := filepath.Join(dir, "mine", "set.toml")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), `"Participants by age"`, `"Participants by zorblax"`, 1)
	if err := os.WriteFile(path, []byte(changed), 0o666); err != nil {
		t.Fatal(err)
	}
	got := invoke("", "data", "check", "mine")
	if got.status != exitFailed || !strings.Contains(got.out, `examples.en`) || !strings.Contains(got.out, `"Participants by zorblax"`) {
		t.Errorf("%+v", got)
	}
}

func TestDataCheckSumsUpASetWithoutProblems(t *testing.T) {
	got := invoke("", "data", "check", "../../stats/sets/border-2017")
	if got.status != exitOK || got.err != "" {
		t.Fatalf("%+v", got)
	}
	for _, want := range []string{
		"border-2017 2017.", "Sept 30, 2015 - July 31, 2017 / 30 de septiembre de 2015 al 31 de julio de 2017",
		"Victims          1257 in all; by type of trafficking (4), gender (4), age (3), nationality (only the top 4)\n",
		"Cases            727 in all; not divided further\n",
		"Unit not stated  by labor industry (only the top 3), type of sex trafficking (only the top 3)\n",
		"No problems.\n",
	} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is not in the summary:\n%s", want, got.out)
		}
	}
}

func TestDataCheckOfNoFolder(t *testing.T) {
	at(t, map[string]string{"file": ""})
	for name, want := range map[string]string{"none": "none", "file": `"file" is not a folder`} {
		if got := invoke("", "data", "check", name); got.status != exitFailed || !strings.Contains(got.err, want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// The texts of the invented set are not to be told of other figures.
func TestDataCheckFindsWhatIsLeftOfTheInventedSet(t *testing.T) {
	at(t, nil)
	if got := invoke("", "data", "new", "mine"); got.status != exitOK {
		t.Fatalf("%+v", got)
	}
	change(t, "mine", slip{"set.toml", "Workshops of the San Marcos community center", "Our own courses"})
	got := invoke("", "data", "check", "mine")
	for _, want := range []string{
		`mine: topic source (en): still that of the invented set: "The figures come from`, "mine: coverage (es): still", "mine: note several_workshops (en): still",
	} {
		if got.status != exitFailed || !strings.Contains(got.out, want) {
			t.Errorf("%q is not in\n%s", want, got.out)
		}
	}
}

// A name alone is that of the set that ships, so that the folder needs a path.
func TestDataNewOfTheNameOfAShippedSetSaysAPath(t *testing.T) {
	at(t, nil)
	if got := invoke("", "data", "new", "border-2017"); got.status != exitOK || !strings.Contains(got.out, "cifra chat --set ./border-2017\n") {
		t.Errorf("%+v", got)
	}
}

func TestDataCheckSaysWhichWordsNothingClaims(t *testing.T) {
	at(t, nil)
	if got := invoke("", "data", "new", "mine"); got.status != exitOK {
		t.Fatalf("%+v", got)
	}
	change(t, "mine", slip{"words.toml", "[[words]]\nfor = \"workshop_subject.sewing\"...", ""})
	got := invoke("", "data", "check", "mine")
	for _, want := range []string{"Not understood (en), which more words would mend\n  ", "\n  In them, nothing claims: sewing\n"} {
		if got.status != exitOK || !strings.Contains(got.out, want) {
			t.Errorf("%q is not in\n%s%s", want, got.out, got.err)
		}
	}
}
