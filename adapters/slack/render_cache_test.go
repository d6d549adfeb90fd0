package slack

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/stats"
)

func newTestEncoder(t testing.TB) *encoder {
	t.Helper()
	e, err := newEncoder()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Over all questions of the corpus, in one cache: no reply gets another's
// bytes.
func TestKeptAnswersAreTheSameBytesAsFreshOnes(t *testing.T) {
	e := newTestEncoder(t)
	hits := 0
	corpusReplies(t, func(say string, r bot.Reply) {
		for _, s := range []setting{{}, {Private: true}, {SharedBy: "U024BE7LH"}} {
			for _, responseType := range []string{slack.ResponseTypeEphemeral, slack.ResponseTypeInChannel} {
				before := e.answers.Len()
				got, err := e.encode(r, s, responseType)
				if err != nil {
					t.Fatal(err)
				}
				want, err := encode(render(r, s), responseType)
				if err != nil {
					t.Fatal(err)
				}
				if string(got.JSON) != string(want) {
					t.Fatalf("%q, %+v, %s: the cache gives\n%s\nand not\n%s", say, s, responseType, got.JSON, want)
				}
				if (keepable(&r) || r.Serial != 0) && s.SharedBy == "" && e.answers.Len() == before {
					hits++
				}
			}
		}
	})
	if hits < 1000 {
		t.Errorf("only %d answers came from the cache", hits)
	}
}

// What is kept after all questions of the corpus is what the presses answer
// that it is kept under: nothing of the questions is in it.
func TestNothingThatSomeoneWroteIsKept(t *testing.T) {
	e := newTestEncoder(t)
	corpusReplies(t, func(_ string, r bot.Reply) {
		for _, s := range []setting{{Private: true}, {SharedBy: "U024BE7LH"}} {
			if _, err := e.encode(r, s, slack.ResponseTypeEphemeral); err != nil {
				t.Fatal(err)
			}
		}
	})
	one, both := borderBot(t), bothBot(t)
	if e.answers.Len() < 100 {
		t.Errorf("only %d answers are kept", e.answers.Len())
	}
	for key, kept := range snapshot(e) {
		if key.serial != 0 {
			continue // the bot sees to it that such a reply holds nothing of a person's
		}
		b := one
		if strings.HasPrefix(key.press[2:], "S") || strings.HasPrefix(key.press[2:], "GS") {
			b = both // its presses name the set
		}
		r := b.Handle(t.Context(), bot.Message{Platform: "slack", User: "eva", Alone: true, Press: key.press})
		fresh, err := encode(render(r, setting{Private: key.private}), key.responseType)
		if err != nil {
			t.Fatal(err)
		}
		if string(fresh) != string(kept.JSON) {
			t.Errorf("what is kept under %s is not what it answers", key.press)
		}
	}
}

func TestRefusalsAreKeptOnlyWhereTheBotGivesThemAgainAsTheyAre(t *testing.T) {
	e, b := newTestEncoder(t), borderBot(t)
	texts := []string{"how many girls", "salvadoran victims", "gender", "what can you do", "I need help, I am being held", "what is the source"}
	for _, text := range texts {
		if _, err := e.encode(asked(t, b, text, stats.EN), setting{}, slack.ResponseTypeEphemeral); err != nil || e.answers.Len() > 0 {
			t.Errorf("%q: %v, %d kept", text, err, e.answers.Len())
		}
	}
	for _, text := range texts { // for the second time
		r := asked(t, b, text, stats.EN)
		before := e.answers.Len()
		if _, err := e.encode(r, setting{}, slack.ResponseTypeEphemeral); err != nil || (e.answers.Len() > before) != (r.Serial != 0) {
			t.Errorf("%q again: %v, serial %d, %d kept", text, err, r.Serial, e.answers.Len())
		}
	}
	if e.answers.Len() != 3 {
		t.Errorf("%d are kept, want the three that say what there is", e.answers.Len())
	}
}

func snapshot(e *encoder) map[answerKey]encoded {
	out := map[answerKey]encoded{}
	for _, key := range e.answers.Keys() {
		out[key], _ = e.answers.Peek(key)
	}
	return out
}

func TestTheUploadIsKeptWithTheBytes(t *testing.T) {
	e := newTestEncoder(t)
	r := chartOfHoles(asked(t, borderBot(t), "compare the age of victims and traffickers", stats.EN))
	for range 2 {
		if got, err := e.encode(r, setting{}, slack.ResponseTypeEphemeral); err != nil || got.Upload != r.Picture {
			t.Errorf("%+v, %v", got.Upload, err)
		}
	}
}

func TestTheCacheHasABoundAndManyUseIt(t *testing.T) {
	e := newTestEncoder(t)
	r := asked(t, borderBot(t), "how many victims were women", stats.EN)
	var all sync.WaitGroup
	for worker := range 4 {
		all.Go(func() {
			for i := range keptAnswers {
				r := r
				r.Again.Same = fmt.Sprintf("en__%d__%d", worker%2, i)
				got, err := e.encode(r, setting{Private: true}, slack.ResponseTypeEphemeral)
				if err != nil || !strings.Contains(string(got.JSON), r.Again.Same) {
					t.Errorf("%s: %v", r.Again.Same, err)
				}
			}
		})
	}
	all.Wait()
	if n := e.answers.Len(); n > keptAnswers {
		t.Errorf("%d answers are kept", n)
	}
}
