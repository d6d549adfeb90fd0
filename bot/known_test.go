package bot_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cifra/bot"
	"cifra/stats"
)

// conversation is one of the corpus.
type conversation struct {
	file, ID string
	Turns    []struct{ Say string }
}

func (c conversation) says() (out []string) {
	for _, turn := range c.Turns {
		out = append(out, turn.Say)
	}
	return out
}

// conversations are those of the corpus about the set that is the default.
func conversations(t *testing.T) (out []conversation) {
	t.Helper()
	files, err := filepath.Glob("ask/testdata/corpus/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("no corpus", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(bytes.NewReader(text))
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			c := conversation{file: filepath.Base(file)}
			if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
				t.Fatal(err)
			}
			out = append(out, c)
		}
	}
	return out
}

func TestAReplyThatIsKnownIsTheOneThatWasGiven(t *testing.T) {
	fresh, kept := talker(t), talker(t)
	hold := cmp.Transformer("reply", func(r bot.Reply) any {
		a := ""
		if r.Answer != nil {
			a = r.Answer.Query.String()
		}
		return []any{r.Kind, r.Lang, r.Title, r.Text, r.Plain(), r.Chart, r.Again, r.Topic, r.Reason, a, len(r.Next), len(r.Choices), r.Picture != nil}
	})
	say := func(b *bot.Bot, user, locale string, turns []string) (out []bot.Reply) {
		for _, text := range turns {
			out = append(out, b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: user, Text: text, Locale: locale}))
		}
		return out
	}
	for i, c := range conversations(t) {
		turns := c.says()
		name := string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676))
		for _, locale := range []string{"en", "es"} {
			want := say(fresh, name+locale, locale, turns)
			say(kept, name+"first"+locale, locale, turns) // so that they are known
			got := say(kept, name+"then"+locale, locale, turns)
			if diff := cmp.Diff(want, got, hold); diff != "" {
				t.Errorf("%q: fresh (-) and known (+) differ:\n%s", turns, diff)
			}
		}
	}
}

func TestWhatIsKnownDependsOnTheConversationAndTheLanguage(t *testing.T) {
	b := talker(t)
	ask := func(user, locale string, texts ...string) (r bot.Reply) {
		for _, text := range texts {
			r = b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: user, Text: text, Locale: locale})
		}
		return r
	}
	women := ask("ana", "en", "how many victims were women", "and traffickers?")
	minors := ask("eva", "en", "how many victims were minors", "and traffickers?")
	if women.Text == minors.Text {
		t.Errorf("one follow-up after two questions: %q", women.Text)
	}
	if r := ask("leo", "en", "victims total"); r.Lang != stats.EN {
		t.Errorf("in English: %v", r.Lang)
	}
	for _, text := range []string{"1257", "total"} {
		if en, es := ask("p"+text, "en", text), ask("q"+text, "es", text); en.Lang == es.Lang {
			t.Errorf("%q is answered in %v whatever the language of the person", text, en.Lang)
		}
	}
}
