package ask_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"cifra/bot/ask"
	"cifra/stats"
)

// kinds and reasons are all that FORMAT.md names.
var (
	kinds   = []ask.Kind{ask.Figures, ask.Choice, ask.Unavailable, ask.Info, ask.Help, ask.Support, ask.Offtopic}
	reasons = []stats.Reason{stats.Crosstab, stats.Unlisted, stats.OtherPeriod, stats.Place, stats.NotMeasured, stats.UnstatedUnit}
)

// verdict is what the judge says of a reply, as questions/FORMAT.md defines it.
type verdict int

const (
	right verdict = iota
	wrongFigure
	otherLanguage
	missed
	verdicts
)

func (v verdict) String() string {
	return [...]string{"right", "wrong figure", "language", "missed"}[v]
}

// tally counts verdicts.
type tally [verdicts]int

func (n *tally) add(other tally) {
	for v := range n {
		n[v] += other[v]
	}
}

// String says what score.py says in its last line.
func (n tally) String() string {
	sum := 0
	for _, k := range n {
		sum += k
	}
	return fmt.Sprintf("right %d of %d (%.1f%%), wrong figure %d, language %d, missed %d",
		n[right], sum, 100*float64(n[right])/float64(max(sum, 1)), n[wrongFigure], n[otherLanguage], n[missed])
}

// wants lists everything that is right.
func (t turn) wants() []want { return append([]want{t.Want}, t.Or...) }

// wanted gives everything that is right as JSON, for messages.
func (t turn) wanted() string {
	data, err := json.Marshal(t.wants())
	if err != nil {
		return err.Error()
	}
	return t.Lang + " " + string(data)
}

// withoutTotals leaves totals out: they are background, unless nothing but
// totals is there.
func withoutTotals(figures []stats.ID) map[stats.ID]bool {
	kept, all := map[stats.ID]bool{}, map[stats.ID]bool{}
	for _, f := range figures {
		all[f] = true
		if !strings.HasSuffix(string(f), ".total") {
			kept[f] = true
		}
	}
	if len(kept) > 0 {
		return kept
	}
	return all
}

// within reports whether every member of a is one of b.
func within(a, b map[stats.ID]bool) bool {
	for f := range a {
		if !b[f] {
			return false
		}
	}
	return true
}

func sameSet(a, b []stats.ID) bool {
	x, y := withoutTotals(a), withoutTotals(b)
	return within(x, y) && within(y, x)
}

// near reports whether a value is the one wanted, to 0.5 or to 1% of itself.
func near(got *float64, want float64) bool {
	return got != nil && math.Abs(*got-want) <= max(0.5, 0.01*math.Abs(want))
}

// fits reports whether a reply is what w says.
func (r reply) fits(w want, ranked bool) bool {
	switch {
	case r.Kind != w.Kind:
		return false
	case w.Kind == ask.Figures:
		if !sameSet(r.Figures, w.Figures) || ranked && len(w.Figures) > 1 && !r.inOrder(w.Figures) {
			return false
		}
		return w.Value == nil || near(r.Value, *w.Value)
	case w.Reason != nil && r.Reason != *w.Reason:
		return false
	}
	return w.Topic == nil || r.Topic == *w.Topic
}

// inOrder reports whether the figures asked for stand in their order, others
// between them left out.
func (r reply) inOrder(asked []stats.ID) bool {
	var got []stats.ID
	for _, f := range r.Figures {
		if slices.Contains(asked, f) {
			got = append(got, f)
		}
	}
	return slices.Equal(got, asked)
}

// judge says what a reply to a turn is worth. It follows questions/score.py
// rule by rule; ranked is whether the line has the tag "rank".
func judge(r reply, t turn, ranked bool) verdict {
	for _, w := range t.wants() {
		if !r.fits(w, ranked) {
			continue
		}
		if r.Lang != t.Lang {
			return otherLanguage
		}
		return right
	}
	if r.Kind != ask.Figures {
		return missed
	}
	for _, w := range t.wants() {
		if w.Kind == ask.Figures && r.partly(w) {
			return missed
		}
	}
	return wrongFigure
}

// partly reports whether the figures of a reply are true though not what w
// says: not all that was asked for, or all of it and more.
func (r reply) partly(w want) bool {
	if w.Value != nil && r.Value != nil && !near(r.Value, *w.Value) {
		return false
	}
	got := withoutTotals(r.Figures)
	if len(got) > 0 && within(got, withoutTotals(w.Figures)) {
		return true
	}
	for _, f := range w.Figures {
		if !slices.Contains(r.Figures, f) {
			return false
		}
	}
	return w.Value == nil || near(r.Value, *w.Value)
}

func TestJudgeSaysWhatScorePySays(t *testing.T) {
	for _, test := range []struct {
		name string
		turn string // a turn, as in a question set, without "say"
		got  string // a reply, as JSON
		rank bool
		want verdict
	}{
		{"the figure", `{"lang":"en","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x"]}`, false, right},
		{"in the other language", `{"lang":"en","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"figures","Lang":"es","Figures":["a.x"]}`, false, otherLanguage},
		{"another figure", `{"lang":"en","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.y"]}`, false, wrongFigure},
		{"another figure in the other language", `{"lang":"en","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"figures","Lang":"es","Figures":["a.y"]}`, false, wrongFigure},
		{"figures as a set", `{"lang":"en","want":{"kind":"figures","figures":["a.x","a.y"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.y","a.x","a.x"]}`, false, right},
		{"a total beside the figure", `{"lang":"en","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.total","a.x"]}`, false, right},
		{"a total that is missing beside the figure", `{"lang":"en","want":{"kind":"figures","figures":["a.total","a.x"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x"]}`, false, right},
		{"one total for another", `{"lang":"en","want":{"kind":"figures","figures":["a.total"]}}`, `{"Kind":"figures","Lang":"en","Figures":["b.total"]}`, false, wrongFigure},
		{"one of two totals", `{"lang":"en","want":{"kind":"figures","figures":["a.total","b.total"]}}`, `{"Kind":"figures","Lang":"en","Figures":["b.total"]}`, false, missed},
		{"some of the figures", `{"lang":"en","want":{"kind":"figures","figures":["a.x","a.y"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.y"]}`, false, missed},
		{"more than the figures", `{"lang":"en","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x","a.y"]}`, false, missed},
		{"some and others", `{"lang":"en","want":{"kind":"figures","figures":["a.x","a.y"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x","a.z"]}`, false, wrongFigure},
		{"no figures at all", `{"lang":"en","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"figures","Lang":"en"}`, false, wrongFigure},
		{"a total for a figure", `{"lang":"en","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.total"]}`, false, wrongFigure},
		{"a rank in order", `{"lang":"en","want":{"kind":"figures","figures":["a.x","a.y"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x","a.total","a.y"]}`, true, right},
		{"a rank out of order", `{"lang":"en","want":{"kind":"figures","figures":["a.x","a.y"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.y","a.x"]}`, true, missed},
		{"a rank of one", `{"lang":"en","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x"]}`, true, right},
		{"a value to within a half", `{"lang":"en","want":{"kind":"figures","figures":["a.x"],"value":48.4}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x"],"Value":48.9}`, false, right},
		{"a value to within a hundredth", `{"lang":"en","want":{"kind":"figures","figures":["a.x"],"value":1000}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x"],"Value":1010}`, false, right},
		{"a value further off", `{"lang":"en","want":{"kind":"figures","figures":["a.x"],"value":48.4}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x"],"Value":50}`, false, wrongFigure},
		{"no value where one is wanted", `{"lang":"en","want":{"kind":"figures","figures":["a.x"],"value":48.4}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x"]}`, false, missed},
		{"more figures and no value", `{"lang":"en","want":{"kind":"figures","figures":["a.x"],"value":48.4}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x","a.y"]}`, false, wrongFigure},
		{"more figures and the value", `{"lang":"en","want":{"kind":"figures","figures":["a.x"],"value":48.4}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x","a.y"],"Value":48.4}`, false, missed},
		{"a value that nobody wants", `{"lang":"en","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x"],"Value":7}`, false, right},
		{"a wanted zero", `{"lang":"en","want":{"kind":"figures","figures":["a.x"],"value":0}}`, `{"Kind":"figures","Lang":"en","Figures":["a.x"]}`, false, missed},
		{"the reason", `{"lang":"es","want":{"kind":"unavailable","reason":"place"}}`, `{"Kind":"unavailable","Lang":"es","Reason":"place"}`, false, right},
		{"another reason", `{"lang":"es","want":{"kind":"unavailable","reason":"place"}}`, `{"Kind":"unavailable","Lang":"es","Reason":"period"}`, false, missed},
		{"any reason", `{"lang":"es","want":{"kind":"unavailable"}}`, `{"Kind":"unavailable","Lang":"es","Reason":"period"}`, false, right},
		{"a figure where there is none", `{"lang":"es","want":{"kind":"unavailable","reason":"place"}}`, `{"Kind":"figures","Lang":"es","Figures":["a.x"]}`, false, wrongFigure},
		{"a choice for a figure", `{"lang":"es","want":{"kind":"figures","figures":["a.x"]}}`, `{"Kind":"choice","Lang":"es"}`, false, missed},
		{"the topic", `{"lang":"es","want":{"kind":"info","topic":"source"}}`, `{"Kind":"info","Lang":"es","Topic":"source"}`, false, right},
		{"another topic", `{"lang":"es","want":{"kind":"info","topic":"source"}}`, `{"Kind":"info","Lang":"es","Topic":"period"}`, false, missed},
		{"help", `{"lang":"es","want":{"kind":"help"}}`, `{"Kind":"help","Lang":"es"}`, false, right},
		{"the second of two", `{"lang":"es","want":{"kind":"choice"},"or":[{"kind":"figures","figures":["a.x"]}]}`, `{"Kind":"figures","Lang":"es","Figures":["a.x"]}`, false, right},
		{"a part of the second of two", `{"lang":"es","want":{"kind":"choice"},"or":[{"kind":"figures","figures":["a.x","a.y"]}]}`, `{"Kind":"figures","Lang":"es","Figures":["a.x"]}`, false, missed},
		{"a wrong value for one, all and more of the other", `{"lang":"es","want":{"kind":"figures","figures":["a.x"],"value":9},"or":[{"kind":"figures","figures":["a.y"]}]}`, `{"Kind":"figures","Lang":"es","Figures":["a.x","a.y"],"Value":3}`, false, missed},
	} {
		t.Run(test.name, func(t *testing.T) {
			var turn turn
			var got reply
			if err := json.Unmarshal([]byte(test.turn), &turn); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(test.got), &got); err != nil {
				t.Fatal(err)
			}
			if v := judge(got, turn, test.rank); v != test.want {
				t.Errorf("%s to %s is %q, not %q", test.got, test.turn, v, test.want)
			}
		})
	}
}
