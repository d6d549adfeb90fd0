package stats

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

func TestALongFileInPiecesIsTheWholeFile(t *testing.T) {
	data, err := os.ReadFile("testdata/library-loans/words.toml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat(string(data)+"\n", 3*pieceSize/len(data)+1)
	cut := pieces(text)
	if len(cut) < 2 || strings.Join(cut, "") != text {
		t.Fatalf("%d pieces that are not the file", len(cut))
	}
	var whole document
	if _, err := toml.Decode(text, &whole); err != nil {
		t.Fatal(err)
	}
	if got, ok := decodePieces(cut); !ok || !reflect.DeepEqual(got, whole) {
		t.Errorf("it is not in pieces (%t) what it is as a whole", ok)
	}
}

func TestAProblemOfALongFileHasItsLine(t *testing.T) {
	entry := "[[words]]\nfor = \"filler\"\nen = [\"" + strings.Repeat("a", 60) + "\"]\n"
	long := strings.Repeat(entry, 1000)
	for bad, line := range map[string]int{"[[words]]\nfro = \"filler\"\n": 3002, "[[words]]\nfor = \n": 3002, "[words]\nfor = \"filler\"\n": 3001, "[[words]]\nfor = \"a\"\nfor = \"b\"\n": 3003} {
		f := &parsedFile{name: "words.toml", text: long + bad + long}
		f.parse()
		if len(f.problems) == 0 || f.problems[0].Line != line {
			t.Errorf("%q: problems %v, not on line %d", bad, f.problems, line)
		}
	}
}

func TestOnlyFilesOfNothingButWordsAreCut(t *testing.T) {
	entry := "[[words]]\nfor = \"filler\"\nen = [\"" + strings.Repeat("a", 60) + "\"]\n"
	long := strings.Repeat(entry, 1000)
	for _, text := range []string{entry, long + "[period]\n", long + "x = \"\"\"\n[[words]]\n\"\"\"\n", long + "[[words.more]]\n", "absent = []\n" + long, long + "x = [\n[1],\n]\n"} {
		if got := pieces(text); got != nil {
			t.Errorf("a file that ends in %q is cut into %d", text[max(0, len(text)-40):], len(got))
		}
	}
}
