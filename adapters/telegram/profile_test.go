package telegram

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"cifra/bot"
	"cifra/stats"
)

func TestProfileLooksAsItShould(t *testing.T) {
	got, err := json.MarshalIndent(profile(freshBot(t).Commands()), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "profile.golden", string(got)+"\n")
}

func TestProfileIsWithinTelegramsLimits(t *testing.T) {
	name := regexp.MustCompile(`^[a-z0-9_]{1,32}$`)
	few := freshBot(t).Commands()
	many := few
	for range 200 {
		many = append(many, bot.Command{Name: stats.Text{EN: "a", ES: "b"}, About: stats.Text{EN: strings.Repeat("é ", 400), ES: "x"}})
	}
	for _, commands := range [][]bot.Command{few, many} {
		languages := map[string]bool{}
		for _, p := range profile(commands) {
			languages[p.Lang] = true
			for what, c := range map[string]struct {
				text string
				most int
			}{"name": {p.Name, 64}, "description": {p.Description, 512}, "short": {p.Short, 120}} {
				if n := length(c.text); n == 0 || n > c.most {
					t.Errorf("%q: the %s has %d characters: %q", p.Lang, what, n, c.text)
				}
			}
			if len(p.Commands) == 0 || len(p.Commands) > 100 {
				t.Errorf("%q: %d commands", p.Lang, len(p.Commands))
			}
			for _, c := range p.Commands {
				if n := length(c.Description); !name.MatchString(c.Command) || n == 0 || n > 256 {
					t.Errorf("%q: the command %+v", p.Lang, c)
				}
			}
		}
		if len(languages) != len(stats.Langs) || !languages[""] || !languages["es"] {
			t.Errorf("profiles of %v", languages)
		}
	}
}

// What a list of commands offers, the bot understands.
func TestEveryListedCommandHasAnAnswerInItsLanguage(t *testing.T) {
	b := freshBot(t)
	for i, p := range profile(b.Commands()) {
		lang := stats.Langs[i]
		for _, c := range p.Commands {
			r := b.Handle(t.Context(), bot.Message{Command: c.Command, Locale: lang.String(), Alone: true, Platform: "telegram", User: "u"})
			if r.Lang != lang || r.Kind == bot.Trouble {
				t.Errorf("/%s: %q in %v", c.Command, r.Kind, r.Lang)
			}
		}
	}
}
