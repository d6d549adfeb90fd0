package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestBatchAnswersEachLineInItsConversation(t *testing.T) {
	path := goldenPath(t, "batch.golden")
	at(t, nil)
	in := strings.Join([]string{
		`{"conversation":"a","text":"how many female victims?"}`,
		`{"conversation":"b","text":"¿Cuántos tratantes son hombres?"}`,
		`{"conversation":"a","text":"and traffickers?"}`,
		``,
		`{"conversation":"b","text":"y en porcentaje?"}`,
		`{"conversation":"c","text":"?","lang":"es"}`,
		`{"conversation":"d","text":"?","locale":"es-MX"}`,
		`{"conversation":"e","text":"girls"}`,
		`{"conversation":"f","text":"genero","id":7}`,
	}, "\n")
	got := invoke(in, "ask", "--batch")
	if got.status != exitOK || got.err != "" {
		t.Fatalf("status %d, error %q", got.status, got.err)
	}
	golden(t, path, got.out)
}

func TestBatchPutsErrorsOnTheirPlaceAndGoesOn(t *testing.T) {
	at(t, nil)
	in := strings.Join([]string{
		"\ufeff" + `{"conversation":"a","text":"how many victims?"}`,
		`how many victims?`,
		`{"conversation":"a"}`,
		`{"conversation":"a","text":7}`,
		`{"conversation":"a","text":"x","lang":"fr"}`,
		`{"conversation":"a","text":"` + strings.Repeat("x", longestLine) + `"}`,
		`{"conversation":"a","text":"and cases?"}`,
	}, "\r\n")
	got := invoke(in, "ask", "--batch")
	if got.status != exitFailed || got.err != "" {
		t.Errorf("status %d, error %q, want 1 and none", got.status, got.err)
	}
	lines := strings.Split(strings.TrimSuffix(got.out, "\n"), "\n")
	wants := []string{
		`"kind":"figures"`, `line 2: not a message: invalid character 'h'`, `line 3: not a message: no key \"text\"`,
		`line 4: not a message`, `unknown language \"fr\" (auto, en or es)`, `line 6: longer than a megabyte`, `"id":"cases.total"`,
	}
	if len(lines) != len(wants) {
		t.Fatalf("%d replies to %d lines:\n%s", len(lines), len(wants), got.out)
	}
	for i, want := range wants {
		if !json.Valid([]byte(lines[i])) || !strings.Contains(lines[i], want) {
			t.Errorf("reply %d is %s, want %q in it", i+1, lines[i], want)
		}
	}
}

func TestBatchWithoutMessagesIsEmpty(t *testing.T) {
	at(t, nil)
	if got := invoke("\n \n", "ask", "--batch"); got != (outcome{}) {
		t.Errorf("got %+v", got)
	}
}

// flushes counts what a reader sees at once.
type flushes struct{ strings.Builder }

func (f *flushes) Write(b []byte) (int, error) {
	if n := strings.Count(string(b), "\n"); n != 1 || b[len(b)-1] != '\n' {
		f.WriteString("not a whole line: ")
	}
	return f.Builder.Write(b)
}

func TestBatchWritesEachReplyAtOnce(t *testing.T) {
	at(t, nil)
	w, _, _ := testWorld(strings.Repeat(`{"text":"gender"}`+"\n", 3))
	var out flushes
	w.stdout = &out
	if status := run([]string{"ask", "--batch"}, w); status != exitOK {
		t.Errorf("status %d", status)
	}
	if got := out.String(); strings.Count(got, "\n") != 3 || strings.Contains(got, "not a whole line") {
		t.Errorf("written: %q", got)
	}
}
