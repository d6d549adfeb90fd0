package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// The manifest itself is tested where it is made.
func TestSlackManifestIsJSONForEitherMode(t *testing.T) {
	at(t, nil)
	for _, c := range []struct {
		args   []string
		has    []string
		hasNot []string
	}{
		{[]string{}, []string{`"socket_mode_enabled": true`, `"agent_view"`, "How many victims were female?"}, []string{"https://"}},
		{[]string{"--mode", "socket", "--guests"}, []string{`"socket_mode_enabled": true`}, []string{`"agent_view"`, "assistant:write"}},
		{[]string{"--mode=http", "--url=https://cifra.example.org"},
			[]string{`"https://cifra.example.org/slack/commands"`, `"https://cifra.example.org/slack/events"`, `"https://cifra.example.org/slack/interactions"`},
			[]string{"socket_mode_enabled"}},
	} {
		got := invoke("", append([]string{"slack", "manifest"}, c.args...)...)
		if got.status != exitOK || got.err != "" || !json.Valid([]byte(got.out)) {
			t.Fatalf("%q: status %d, error %q, output %s", c.args, got.status, got.err, got.out)
		}
		for _, text := range c.has {
			if !strings.Contains(got.out, text) {
				t.Errorf("%q: no %s in\n%s", c.args, text, got.out)
			}
		}
		for _, text := range c.hasNot {
			if strings.Contains(got.out, text) {
				t.Errorf("%q: %s in\n%s", c.args, text, got.out)
			}
		}
	}
}

func TestSlackManifestSuggestsTheQuestionsOfItsDataSet(t *testing.T) {
	dir := at(t, nil)
	if got := invoke("", "data", "new", "mine"); got.status != exitOK {
		t.Fatal(got)
	}
	flag := invoke("", "slack", "manifest", "--set", dir+"/mine")
	at(t, map[string]string{"config.toml": "[data]\nsets = [\"" + dir + "/mine\"]\n"})
	file := invoke("", "slack", "manifest")
	if flag != file || flag.status != exitOK || strings.Contains(flag.out, "victims") || !strings.Contains(flag.out, "usage_hint") {
		t.Errorf("by the flag: %+v\nby the file: %+v", flag, file)
	}
}

func TestSlackManifestSaysWhatIsWrongWithItsFlags(t *testing.T) {
	at(t, nil)
	for args, want := range map[string]string{
		"--mode http":                    "--url https://",
		"--url https://x.example":        "--mode http",
		"--mode tcp":                     `"socket", "http"`,
		"--mode http --url http://x.org": `"http://x.org"`,
	} {
		got := invoke("", append([]string{"slack", "manifest"}, strings.Fields(args)...)...)
		if got.status != exitUsage || got.out != "" || !strings.Contains(got.err, want) || strings.Count(got.err, "\n") != 1 {
			t.Errorf("cifra slack manifest %s: %+v, want one line with %s", args, got, want)
		}
	}
	if got := invoke("", "slack", "manifest", "--set", "nowhere"); got.status != exitFailed || !strings.Contains(got.err, "nowhere") {
		t.Errorf("for a set that is not there: %+v", got)
	}
}
