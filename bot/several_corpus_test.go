package bot_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/stats"
)

// severalWant is what is right, as questions/FORMAT.md has it, and the set that
// is to answer: its id, or "both" for both of two, whose figures are listed
// together.
type severalWant struct {
	Kind    ask.Kind
	Set     string
	Figures []stats.ID
	Value   *float64
	Reason  stats.Reason
	Topic   string
}

type severalTurn struct {
	Say, Lang string
	Want      severalWant
	Or        []severalWant
}

// rightOfSeveral is how many turns of each question set about several data sets
// must be right. The counts only rise.
var rightOfSeveral = map[string]int{"first.jsonl": 262, "second.jsonl": 234}

// TestQuestionsToSeveralSetsAreAnsweredFromTheRightOne asks both sets that ship.
// No figure may be wrong, or be of another set than is meant.
func TestQuestionsToSeveralSetsAreAnsweredFromTheRightOne(t *testing.T) {
	files, err := filepath.Glob("testdata/several-sets/*.jsonl")
	if err != nil || len(files) != len(rightOfSeveral) {
		t.Fatalf("%d question sets (%v), want %d", len(files), err, len(rightOfSeveral))
	}
	for _, file := range files {
		b := bottest.BotOf(t, bot.NewMemory(bot.MemoryOptions{}), bottest.Set(t, "border-2017"), bottest.Set(t, "national-2017"))
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		right, all := 0, 0
		lines := bufio.NewScanner(bytes.NewReader(text))
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var c struct {
				ID    string
				Turns []severalTurn
			}
			if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			for i, turn := range c.Turns {
				r := b.Handle(t.Context(), bot.Message{Platform: "batch", Chat: c.ID, User: "u", ID: strconv.Itoa(i), Text: turn.Say})
				all++
				switch {
				case slices.ContainsFunc(append(turn.Or, turn.Want), func(w severalWant) bool { return w.is(r) }) && r.Lang.String() == turn.Lang:
					right++
				case r.Kind == ask.Figures:
					t.Errorf("%s %s[%d] %q is answered with a wrong figure, %s: %s", file, c.ID, i, turn.Say, figuresOf(r), r.Text)
				default:
					t.Logf("%s %s[%d] missed %q: %s", file, c.ID, i, turn.Say, gist(r))
				}
			}
		}
		t.Logf("%s: right %d of %d", file, right, all)
		if floor := rightOfSeveral[filepath.Base(file)]; right < floor {
			t.Errorf("%s: %d turns are right, fewer than %d", file, right, floor)
		}
	}
}

func (w severalWant) is(r bot.Reply) bool {
	switch {
	case r.Kind != w.Kind, w.Reason != "" && w.Reason != r.Reason, w.Topic != "" && w.Topic != r.Topic:
		return false
	case w.Kind != ask.Figures:
		return true
	}
	answers, set := []*stats.Answer{r.Answer}, r.Set
	if r.Across != nil {
		answers, set = nil, "both"
		for _, p := range r.Across {
			answers = append(answers, p.Answer)
		}
	}
	var said []stats.ID
	var value float64
	for _, a := range answers {
		rows, _, v := a.Printed()
		value = v
		for _, row := range rows {
			said = append(said, row.Figure.ID)
		}
	}
	if w.Set != "" && w.Set != set || w.Value != nil && (len(answers) > 1 || math.Abs(value-*w.Value) > max(0.5, 0.01*math.Abs(*w.Value))) {
		return false
	}
	return sameFigures(said, w.Figures)
}

// sameFigures compares figures without totals, which are background, unless
// there is nothing else.
func sameFigures(a, b []stats.ID) bool {
	plain := func(ids []stats.ID) []stats.ID {
		ids = slices.Clone(ids)
		rest := slices.DeleteFunc(slices.Clone(ids), func(id stats.ID) bool { return strings.HasSuffix(string(id), ".total") })
		if len(rest) > 0 {
			ids = rest
		}
		slices.Sort(ids)
		return slices.Compact(ids)
	}
	return slices.Equal(plain(a), plain(b))
}
