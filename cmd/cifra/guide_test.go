package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cifra"
	"cifra/stats/sets"
)

// guided is the folder that the guide makes.
const guided = "us-2017"

// slip is a mistake that the guide shows what comes of: a text of a file of the
// national set replaced by another, wherever it stands. One that ends in "..."
// goes up to the next table.
type slip struct{ file, old, new string }

// slips are the mistakes of the guide.
func slips() []slip {
	return []slip{
		{"figures.csv", ",26884,", `,"26,884",`},
		{"figures.csv", "victims.type.labor,victims,type,labor,1979,,", "victims.type.labor,victims,type,labor,1979,91%,"},
		{"figures.csv", "escort,1572,,1,", "escort,1572,,2,"},
		{"figures.csv", "cases.growth,cases,", "cases.increase,cases,"},
		{"set.toml", "added_up = \"method\"\n", ""},
		{"set.toml", "coverage.en", "covrage.en"},
		{"set.toml", `"Victims by type of trafficking"`, `"Victims by favorite color"`},
		{"set.toml", `es = "Contactos" }`, `es = "" }`},
		{"dimensions.toml", "short  = { en = \"Illicit massage\", es = \"Masajes ilícitos\" }\n", ""},
		{"notes.toml", "[[discrepancies]]\nbreakdown = \"victims.type\"...", ""},
		{"notes.toml", "sum       = 10614", "sum       = 10615"},
		{"topics.toml", "[[topics]]\nid    = \"period\"...", "[[topics]]\nid = \"period\"\ntitle = { en = \"Period\", es = \"Periodo\" }\n" +
			"text = { en = \"The figures cover the year 2024.\", es = \"Las cifras abarcan el año 2024.\" }\n"},
		{"words.toml", `"case count",`, `"case count", "business",`},
		{"words.toml", "[[words]]\nfor = \"sex_and_labor_type\"...", ""},
		{"words.toml", `for = "method.email"`, `for = "method.mail"`},
	}
}

// copied writes the national set as the folder that the guide makes.
func copied(t *testing.T, dir string) {
	t.Helper()
	shipped, err := sets.FS("national-2017")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, shipped); err != nil {
		t.Fatal(err)
	}
	change(t, dir, slip{"set.toml", `id = "national-2017"`, `id = "` + guided + `"`})
}

// change makes a mistake.
func change(t *testing.T, dir string, s slip) {
	t.Helper()
	path := filepath.Join(dir, s.file)
	data, err := os.ReadFile(path)
	text := string(data)
	old, toNext := strings.CutSuffix(s.old, "...")
	from := strings.Index(text, old)
	if err != nil || from < 0 {
		t.Fatalf("%s does not hold %q (%v)", path, old, err)
	}
	if toNext {
		old = text[from:]
		if end := strings.Index(old[1:], "\n[["); end >= 0 {
			old = old[:end+2]
		}
	}
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(text, old, s.new)), 0o666); err != nil {
		t.Fatal(err)
	}
}

// placeless is a line of output without the number of a line in a file: a word
// more in a set that ships makes the guide no less true.
func placeless(line string) string {
	return regexp.MustCompile(`(\.toml|\.csv):\d+:`).ReplaceAllString(strings.TrimSpace(line), "$1:#:")
}

// guideSays is every line that the commands of the guide print.
func guideSays(t *testing.T) map[string]bool {
	t.Helper()
	at(t, nil)
	said := map[string]bool{}
	say := func(args ...string) {
		got := invoke("", args...)
		for line := range strings.Lines(got.out + got.err) {
			said[placeless(line)] = true
		}
	}
	if got := invoke("", "data", "new", guided); got.status != exitOK || !strings.Contains(got.out, "cifra data guide") {
		t.Fatalf("%+v", got)
	}
	copied(t, "shipped")
	if err := os.Rename("shipped/figures.csv", guided+"/figures.csv"); err != nil {
		t.Fatal(err)
	}
	say("data", "check", guided) // of the first step
	copied(t, guided)
	say("data", "check", guided)
	for _, s := range slips() {
		copied(t, guided)
		change(t, guided, s)
		say("data", "check", guided)
	}
	copied(t, guided)
	copied(t, "us-2018")
	change(t, "us-2018", slip{"set.toml", `version = "2017.1"`, `version = "2018.1"`})
	change(t, "us-2018", slip{"figures.csv", "businesses.total,businesses,,,1698,", "businesses.total,businesses,,,1720,"})
	say("data", "diff", guided, "us-2018")
	return said
}

// fenced gives the blocks of the guide that are marked as of one kind.
func fenced(kind string) []string {
	var blocks []string
	for i, part := range strings.Split(cifra.DataGuide(), "```") {
		if block, is := strings.CutPrefix(part, kind+"\n"); is && i%2 == 1 {
			blocks = append(blocks, block)
		}
	}
	return blocks
}

func TestTheGuideShowsWhatTheProgramSays(t *testing.T) {
	blocks := fenced("text")
	if len(blocks) < 5 {
		t.Fatalf("the guide shows %d outputs", len(blocks))
	}
	said := guideSays(t)
	for _, block := range blocks {
		for line := range strings.Lines(block) {
			line = placeless(line)
			if !said[line] && line != "..." && !strings.HasPrefix(line, "$ cifra data ") {
				t.Errorf("the program does not say %q", line)
			}
		}
	}
}

// A line of dots stands for what is left out.
func TestTheGuideQuotesTheSetsThatShip(t *testing.T) {
	var files []string
	for _, name := range sets.Names() {
		fsys, err := sets.FS(name)
		if err != nil {
			t.Fatal(err)
		}
		err = fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(fsys, path)
			files = append(files, string(text))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	quoted := 0
	for _, block := range slices.Concat(fenced("toml"), fenced("csv")) {
		for piece := range strings.SplitSeq(block, "...\n") {
			piece = strings.Trim(strings.ReplaceAll("\n"+piece, "\n  ", "\n"), "\n ")
			here := func(text string) bool { return strings.Contains(strings.ReplaceAll(text, "\n  ", "\n"), piece) }
			if !slices.ContainsFunc(files, here) && !strings.HasPrefix(piece, `sets = [`) {
				t.Errorf("no set that ships holds\n%s", piece)
			}
			quoted++
		}
	}
	if quoted < 20 {
		t.Errorf("the guide quotes %d times", quoted)
	}
}

// Those who have the program alone have the guide, too.
func TestDataGuidePrintsTheGuide(t *testing.T) {
	if got := invoke("", "data", "guide"); got.status != exitOK || got.out != cifra.DataGuide() || !strings.HasPrefix(got.out, "# Make a data set\n") {
		t.Errorf("%+v", got)
	}
}
