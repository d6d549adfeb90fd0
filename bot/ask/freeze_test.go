package ask

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheFrozenLexiconIsWhatTheTextFilesSay(t *testing.T) {
	want, err := Freeze(texts())
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != frozenLexicon {
		t.Error("lexicon.bin is not what the files in lexicon say; run: go generate ./bot/ask")
	}
}

func TestALexiconOfAnotherGrammarIsRefused(t *testing.T) {
	for _, file := range []string{"", "cifra", strings.Repeat("\x00", 200), "x" + frozenLexicon[1:], frozenLexicon[:1000], frozenLexicon[:len(frozenLexicon)-1]} {
		if _, err := thaw(file); err == nil || !strings.Contains(err.Error(), "go generate ./bot/ask") {
			t.Errorf("a file of %d bytes: %v", len(file), err)
		}
	}
}

func TestFreezeQuotesWhatIsNotInOrder(t *testing.T) {
	for _, file := range []string{"ops.en.txt", "support.es.txt", "alias.txt"} {
		broken := fstest.MapFS{}
		for _, name := range lexiconNames(t) {
			data, err := fs.ReadFile(texts(), name)
			if err != nil {
				t.Fatal(err)
			}
			if name == file {
				data = append([]byte("nothing that is known\n"), data...)
			}
			broken[name] = &fstest.MapFile{Data: data}
		}
		if _, err := Freeze(broken); err == nil || !strings.Contains(err.Error(), file) || !strings.Contains(err.Error(), "nothing that is known") {
			t.Errorf("%s: %v", file, err)
		}
	}
}
