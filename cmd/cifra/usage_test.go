package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func TestWrongUsageGetsOneHelpfulLineAndStatusTwo(t *testing.T) {
	at(t, nil)
	for _, c := range []struct{ args, help string }{
		{"aks how many victims", `did you mean "ask"?`},
		{"versoin", `did you mean "version"?`},
		{"how many victims were women", "cifra ask how many victims were women"},
		{"¿Cuántas víctimas hay?", "cifra ask ¿Cuántas víctimas hay?"},
		{"how many women --jsn", "cifra ask how many women"},
		{"completion bash", "cifra ask completion bash"},
		{"--confg x", `did you mean "--config"?`},
		{"ask", "cifra ask what can you do"},
		{"ask --jsn gender", `did you mean "--json"?`},
		{"ask --lang fr gender", `unknown language "fr" (auto, en or es)`},
		{"ask --json --explain gender", "[explain json] were all set"},
		{"ask --batch gender", `not "gender"`},
		{"ask a question with -5 in it", "cifra ask -- QUESTION"},
		{"data", "check, diff, guide, list, new"},
		{"data chek x", `did you mean "check"?`},
		{"data check", `expected "<dir>" (cifra data check --help)`},
		{"data diff a", `expected "<new>"`},
		{"config", "expected a command: check"},
		{"chat now", "unexpected argument now"},
		{"ask gender --lang", "flag needs an argument: --lang"},
		{"slack manifest --mode carrier-pigeon", `"carrier-pigeon"`},
		{"unanswered --json --clear", "[clear json] were all set"},
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

func TestHelpIsThatOfTheCommandItStandsBehind(t *testing.T) {
	for _, c := range []struct{ args, usage string }{
		{"--help", "cifra [<command>] [flags]"},
		{"help", "cifra [<command>] [flags]"},
		{"help ask", "cifra ask [<question> ...] [flags]"},
		{"ask how many -h", "cifra ask [<question> ...] [flags]"},
		{"data --help", "cifra data <command> [flags]"},
		{"data diff --help", "cifra data diff <old> <new> [flags]"},
	} {
		got := invoke("", strings.Fields(c.args)...)
		if got.status != exitOK || got.err != "" || !strings.Contains(got.out, "\nUsage: "+c.usage+"\n") {
			t.Errorf("cifra %s: %+v", c.args, got)
		}
	}
}

func TestHelpTellsAllAndFits(t *testing.T) {
	var all strings.Builder
	var tell func(c *cobra.Command)
	tell = func(c *cobra.Command) {
		path := strings.Fields(c.CommandPath())[1:]
		help := invoke("", append(path, "--help")...).out
		fmt.Fprintf(&all, "$ %s --help\n%s\n", c.CommandPath(), help)
		for _, child := range c.Commands() {
			if !strings.Contains(help, "  "+child.Name()+" ") || child.Short == "" {
				t.Errorf("%s is not in the help:\n%s", child.CommandPath(), help)
			}
			tell(child)
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if !strings.Contains(help, " --"+f.Name+" ") || f.Usage == "" {
				t.Errorf("--%s is not in the help:\n%s", f.Name, help)
			}
		})
	}
	tell(commandTree(nil))
	for line := range strings.Lines(all.String()) {
		if len(line) > helpWidth+1 || strings.HasSuffix(line, " \n") {
			t.Errorf("the line %q", line)
		}
	}
	golden(t, goldenPath(t, "help.golden"), all.String())
}

func TestAQuestionIsReadWithItsFlags(t *testing.T) {
	for line, want := range map[string]string{
		"how many":                  "[how many] []  false",
		"--json how many":           "[how many] []  true",
		"how --lang=es many --json": "[how many] [] es true",
		"a,b c --set d,e --set f":   "[a,b c] [d e f]  false",
		"how --json=false - many":   "[how - many] []  false",
		"how -- --json -5 --":       "[how --json -5 --] []  false",
	} {
		c := new(askCommand)
		called := c.line()
		called.Run = func(*cobra.Command, []string) {}
		called.SetArgs(strings.Fields(line))
		err := called.Execute()
		if got := fmt.Sprintf("%v %v %s %v", c.question, c.sets, c.lang, c.json); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", line, got, err, want)
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
