package main

import (
	"strings"
	"testing"
)

func TestChatInAPipeAnswersLineByLine(t *testing.T) {
	path := goldenPath(t, "chat.golden")
	at(t, nil)
	in := strings.Join([]string{
		"hi", "how many victims were women?", "and traffickers?", "", "in percent?",
		"gender", "2", "girls", "2.",
		"ahora en español", "¿y por edad?", "principales giros", "edad", "1)",
		"mi hermana está encerrada y no la dejan salir", "1", "gracias",
	}, "\n")
	for _, args := range [][]string{nil, {"chat"}} {
		got := invoke(in, args...)
		if got.status != exitOK || got.err != "" {
			t.Errorf("status %d, error %q", got.status, got.err)
		}
		golden(t, path, got.out)
		if strings.Contains(got.out, "\x1b") || strings.HasPrefix(got.out, prompt) {
			t.Error("escape codes or a prompt in a pipe")
		}
	}
}

func TestChatOffersNothingAfterSupport(t *testing.T) {
	at(t, nil)
	got := invoke("gender\nI am being held against my will\n1\n", "chat")
	_, after, found := strings.Cut(got.out, "911.\n\n")
	if !found || strings.Contains(after, "by gender") {
		t.Errorf("after the hotlines, \"1\" still asks what was offered before them:\n%s", got.out)
	}
}

func TestChatOutlivesHostileInput(t *testing.T) {
	at(t, nil)
	long := strings.Repeat("how many victims ", 4000)
	in := strings.Join([]string{
		"\x00\x01\x02\x03\x04", "\xff\xfe how many \xc3", "\x1b[2J\x1b]0;title\a", "%s%d%n", strings.Repeat("(", 5000),
		strings.Repeat("ñ", 5000), long, "-1", "0", "99999999999999999999", "\u202e\u200bvictims", "🤖🤖🤖", "victims",
	}, "\n")
	got := invoke(in, "chat")
	if got.status != exitOK || got.err != "" {
		t.Errorf("status %d, error %q", got.status, got.err)
	}
	if strings.ContainsAny(got.out, "\x1b\a\x00") {
		t.Error("what was typed comes back with its escape codes")
	}
	if !strings.Contains(got.out, "1,257") {
		t.Error("the last question has no answer")
	}
}

func TestChatRefusesALineThatIsTooLongAndGoesOn(t *testing.T) {
	at(t, nil)
	got := invoke("how many calls "+strings.Repeat("x", longestLine)+"\nhow many cases?\n", "chat")
	if got.status != exitFailed || !strings.Contains(got.err, "line 1 was not asked: longer than") || !strings.Contains(got.out, "727") {
		t.Errorf("%+v", got)
	}
}

func TestChatReadsItsLastLineWithoutAnEnd(t *testing.T) {
	at(t, nil)
	for _, in := range []string{"how many cases?", "how many cases?\n", "how many cases?\r\n", "\ufeffhow many cases?"} {
		if got := invoke(in, "chat"); got.status != exitOK || !strings.Contains(got.out, "727 cases") {
			t.Errorf("%q: %+v", in, got)
		}
	}
}

func TestLineReader(t *testing.T) {
	exact := strings.Repeat("a", longestLine)
	r := newLineReader(strings.NewReader(exact + "\n" + exact + "a\n\nlast"))
	for i, want := range []string{exact, "", "", "last"} {
		line, err := r.next()
		if line != want || (err == errLongLine) != (i == 1) {
			t.Errorf("line %d has %d bytes and error %v", i+1, len(line), err)
		}
	}
	if _, err := r.next(); err == nil || r.n != 4 {
		t.Errorf("after the last line: error %v, %d lines", err, r.n)
	}
}
