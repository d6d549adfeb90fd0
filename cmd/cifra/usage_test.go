package main

import (
	"strings"
	"testing"
)

func TestWrongUsageGetsOneHelpfulLineAndStatusTwo(t *testing.T) {
	at(t, nil)
	for _, c := range []struct{ args, help string }{
		{"aks how many victims", `did you mean "ask"?`},
		{"versoin", `did you mean "version"?`},
		{"how many victims were women", "cifra ask how many victims were women"},
		{"¿Cuántas víctimas hay?", "cifra ask ¿Cuántas víctimas hay?"},
		{"help", "cifra --help"},
		{"ask", "cifra ask what can you do"},
		{"ask --jsn gender", `did you mean "--json"?`},
		{"ask --lang fr gender", `unknown language "fr" (auto, en or es)`},
		{"ask --json --explain gender", "can't be used together"},
		{"ask --batch gender", `not "gender"`},
		{"ask a question with -5 in it", "cifra ask -- QUESTION"},
		{"data", `"list", "check", "diff", "new"`},
		{"data chek x", `did you mean "check"?`},
		{"data check", "cifra data --help"},
		{"config", `expected "check"`},
		{"chat now", "unexpected argument now"},
		{"--lang", "cifra --help"},
		{"\x1b[31mred\x1b[0m", "cifra ask"},
	} {
		got := invoke("", strings.Split(c.args, " ")...)
		if got.status != exitUsage || got.out != "" {
			t.Errorf("cifra %s: status %d and output %q, want 2 and none", c.args, got.status, got.out)
		}
		if !strings.Contains(got.err, c.help) || strings.Count(got.err, "\n") != 1 {
			t.Errorf("cifra %s: said %q, want one line with %q", c.args, got.err, c.help)
		}
		if strings.Contains(got.err, "\x1b") {
			t.Errorf("cifra %q: the message holds an escape code: %q", c.args, got.err)
		}
	}
}

func TestHelpNamesEveryCommandAndIsNoError(t *testing.T) {
	got := invoke("", "--help")
	if got.status != exitOK || got.err != "" {
		t.Fatalf("status %d, error %q", got.status, got.err)
	}
	for _, name := range []string{"chat", "ask", "data list", "data check", "data new", "data guide", "config check", "slack manifest", "unanswered", "version"} {
		if !strings.Contains(got.out, "  "+name+" ") {
			t.Errorf("%q is not in the help:\n%s", name, got.out)
		}
	}
}

func TestVersionNamesGoAndTheDataSets(t *testing.T) {
	got := invoke("", "version")
	for _, want := range []string{"cifra ", "go1.", "data set border-2017 2017."} {
		if got.status != exitOK || !strings.Contains(got.out, want) {
			t.Errorf("status %d, output %q, want %q in it", got.status, got.out, want)
		}
	}
}

func TestNearestFindsWhatWasMeant(t *testing.T) {
	names := []string{"ask", "chat", "data", "config", "version"}
	for word, want := range map[string]string{
		"aks": "ask", "as": "ask", "chta": "chat", "dat": "data", "confg": "config", "vresion": "version",
		"help": "", "how": "", "victims": "", "": "",
	} {
		if got := nearest(word, names); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}
