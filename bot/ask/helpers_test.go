package ask_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"

	"cifra/bot/ask"
	"cifra/stats"
	"cifra/stats/sets"
)

// reader is a data set and its parser.
type reader struct {
	set    *stats.Set
	parser *ask.Parser
}

// newReader loads a data set, by name or folder, and builds its parser.
func newReader(nameOrDir string) (*reader, error) {
	set, err := sets.Load(nameOrDir)
	if err != nil {
		return nil, err
	}
	parser, err := ask.New(set)
	if err != nil {
		return nil, err
	}
	return &reader{set, parser}, nil
}

// theBorder builds the parser of the border set once for all tests: it is
// never changed, and building it is most of the time that a test takes.
var theBorder = sync.OnceValues(func() (*reader, error) { return newReader(borderName) })

// border gives the parser of the border set.
func border(t testing.TB) *reader {
	t.Helper()
	r, err := theBorder()
	if err != nil {
		t.Fatalf("building the parser of the border set: %v", err)
	}
	return r
}

// reply is what comes of a message, as FORMAT.md names it.
type reply struct {
	Kind    ask.Kind
	Lang    string
	Figures []stats.ID // in the order of the answer
	Value   *float64   // nil where none was computed
	Reason  stats.Reason
	Topic   string
}

// read parses a message and evaluates what it asks, as the bot does: a question
// whose answer has a Reason is of kind Unavailable.
func (r *reader) read(t testing.TB, text string, prev ask.Context) (reply, ask.Question) {
	t.Helper()
	q := r.parser.Parse(text, prev)
	out := reply{Kind: q.Kind, Lang: q.Lang.String(), Reason: q.Reason}
	if q.Kind == ask.Info {
		out.Topic = q.Topic
	}
	if q.Kind != ask.Figures {
		return out, q
	}
	if len(q.Readings) != 1 {
		t.Errorf("%q is of kind figures with %d readings", text, len(q.Readings))
		return out, q
	}
	a, err := r.set.Eval(q.Readings[0])
	if err != nil {
		t.Errorf("%q is read as %s: %v", text, q.Readings[0], err)
	}
	if a.Reason != stats.NoReason {
		out.Kind, out.Reason = ask.Unavailable, a.Reason
		return out, q
	}
	rows, kind, value := a.Printed()
	for _, row := range rows {
		out.Figures = append(out.Figures, row.Figure.ID)
	}
	if kind != stats.NoValue {
		out.Value = &value
	}
	return out, q
}

// ask reads a message that begins a conversation.
func (r *reader) ask(t testing.TB, text string) reply {
	t.Helper()
	out, _ := r.read(t, text, ask.Context{})
	return out
}

// same reports whether two replies say the same: kind, language, figures in
// order and value.
func (r reply) same(other reply) bool {
	return r.Kind == other.Kind && r.Lang == other.Lang && r.sameFigures(other)
}

func (r reply) sameFigures(other reply) bool {
	if (r.Value == nil) != (other.Value == nil) || r.Value != nil && *r.Value != *other.Value {
		return false
	}
	return slices.Equal(r.Figures, other.Figures)
}

// String gives a reply as JSON, for messages of tests.
func (r reply) String() string {
	data, err := json.Marshal(struct {
		Kind    ask.Kind     `json:"kind"`
		Lang    string       `json:"lang"`
		Figures []stats.ID   `json:"figures,omitempty"`
		Value   *float64     `json:"value,omitempty"`
		Reason  stats.Reason `json:"reason,omitempty"`
		Topic   string       `json:"topic,omitempty"`
	}(r))
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// conversation is a line of a question set (questions/FORMAT.md).
type conversation struct {
	ID    string   `json:"id"`
	Tags  []string `json:"tags"`
	Turns []turn   `json:"turns"`
}

type turn struct {
	Say  string `json:"say"`
	Lang string `json:"lang"`
	Want want   `json:"want"`
	Or   []want `json:"or"`
}

// want is what a right reply holds. A nil Reason, Topic or Value is not looked
// at.
type want struct {
	Kind    ask.Kind      `json:"kind"`
	Figures []stats.ID    `json:"figures"`
	Value   *float64      `json:"value"`
	Reason  *stats.Reason `json:"reason"`
	Topic   *string       `json:"topic"`
}

// jsonLines reads a JSON Lines file, strictly.
func jsonLines[T any](t testing.TB, path string) []T {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []T
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var v T
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%s:%d: %v", path, n, err)
		}
		out = append(out, v)
	}
	if err := lines.Err(); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return out
}

const corpusDir = "testdata/corpus"

// shipped builds the parsers of the other sets that ship, once each.
var shipped = map[string]func() (*reader, error){}

// questionSet is a file of questions, by its path in corpusDir, and the data
// set that is asked. Files beside each other are for the border set; a folder is
// for the set that it is called after.
type questionSet struct {
	file string
	of   string
}

// questionSets lists all question sets. Every set that ships has some.
func questionSets(t testing.TB) []questionSet {
	t.Helper()
	var out []questionSet
	for _, file := range corpora(t) {
		out = append(out, questionSet{file, borderName})
	}
	for _, name := range sets.Names() {
		paths, err := filepath.Glob(filepath.Join(corpusDir, name, "*.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		if len(paths) == 0 && name != borderName {
			t.Errorf("the set %q ships without questions in %s/%s", name, corpusDir, name)
		}
		for _, p := range paths {
			out = append(out, questionSet{name + "/" + filepath.Base(p), name})
		}
	}
	return out
}

const borderName = "border-2017"

// parserOf gives the parser of a shipped set, built once for all tests.
func parserOf(t testing.TB, name string) *reader {
	t.Helper()
	if name == borderName {
		return border(t)
	}
	shippedLock.Lock()
	defer shippedLock.Unlock()
	if shipped[name] == nil {
		shipped[name] = sync.OnceValues(func() (*reader, error) { return newReader(name) })
	}
	r, err := shipped[name]()
	if err != nil {
		t.Fatalf("building the parser of %q: %v", name, err)
	}
	return r
}

var shippedLock sync.Mutex

// corpora lists the question sets of the border set, by file name.
func corpora(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(corpusDir, "*.jsonl"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no question sets in %s (%v)", corpusDir, err)
	}
	for i, p := range paths {
		paths[i] = filepath.Base(p)
	}
	return paths
}

// number reads a number of a test's table.
func number(t testing.TB, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
