package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestAskAnswersInBothLanguages keeps every form of a reply, in both languages
// side by side.
func TestAskAnswersInBothLanguages(t *testing.T) {
	for file, c := range map[string]struct {
		flags     []string
		questions []string
	}{
		"ask.golden": {nil, []string{
			"how many victims were women", "cuantas victimas son mujeres",
			"top labor industries", "principales giros",
			"gender of victims and traffickers", "genero de victimas y tratantes",
			"gender", "genero",
			"salvadoran victims", "victimas salvadoreñas",
			"I think my cousin is being trafficked", "creo que a mi prima la tienen encerrada",
			"what is the period", "que periodo abarca",
		}},
		"ask-json.golden":    {[]string{"--json"}, []string{"what percentage of traffickers are men", "victimas en Texas", "edad"}},
		"ask-explain.golden": {[]string{"--explain"}, []string{"pls how many vctims were minors?", "cuantas victimas guatemaltecas hubo en 2019", "blorp"}},
	} {
		t.Run(file, func(t *testing.T) {
			path := goldenPath(t, file)
			at(t, nil)
			var all strings.Builder
			for _, q := range c.questions {
				got := invoke("", append(append([]string{"ask"}, c.flags...), q)...)
				if got.status != exitOK || got.err != "" {
					t.Errorf("%q: status %d, error %q", q, got.status, got.err)
				}
				all.WriteString("$ cifra ask " + strings.Join(append(c.flags, q), " ") + "\n" + got.out + "\n")
			}
			golden(t, path, all.String())
		})
	}
}

func TestAskTakesTheQuestionWithAndWithoutQuotes(t *testing.T) {
	at(t, nil)
	whole := invoke("", "ask", "how many victims were minors")
	words := invoke("", "ask", "how", "many", "victims", "were", "minors")
	if whole != words || whole.status != exitOK {
		t.Errorf("in quotes %+v, without %+v", whole, words)
	}
}

func TestAskGoesByItsLanguageWhereWordsDoNotTell(t *testing.T) {
	at(t, map[string]string{"es.toml": "[bot]\nlanguage = 'es'\n"})
	for _, c := range []struct {
		args []string
		lang string // of the terminal
		want string
	}{
		{[]string{"ask", "--json", "?"}, "", "en"},
		{[]string{"ask", "--json", "?"}, "es_MX.UTF-8", "es"},
		{[]string{"ask", "--json", "--lang", "en", "?"}, "es_MX.UTF-8", "en"},
		{[]string{"ask", "--json", "--config", "es.toml", "?"}, "en_US.UTF-8", "es"},
		{[]string{"ask", "--json", "--config", "es.toml", "--lang", "auto", "?"}, "en_US.UTF-8", "en"},
		{[]string{"ask", "--json", "--lang", "es", "how many victims"}, "", "en"},
	} {
		w, out, _ := testWorld("", "LANG="+c.lang)
		run(c.args, w)
		var reply jsonReply
		if err := json.Unmarshal([]byte(out.String()), &reply); err != nil || reply.Lang != c.want {
			t.Errorf("%q in %q: lang %q, error %v, want %q", c.args, c.lang, reply.Lang, err, c.want)
		}
	}
}

func TestAskNamesADataSetThatIsNotThere(t *testing.T) {
	at(t, nil)
	if got := invoke("", "ask", "--set", "none", "gender"); got.status != exitFailed || !strings.Contains(got.err, `"none"`) {
		t.Errorf("status %d, error %q", got.status, got.err)
	}
}

func TestExplainPrintsNothingThatMovesTheCursor(t *testing.T) {
	at(t, nil)
	got := invoke("", "ask", "--explain", "--", "how many \x1b[2Jvictims \u202eblorp\u200b \a\xff")
	if strings.ContainsAny(got.out, "\x1b\a\u202e\u200b") {
		t.Errorf("control characters in %q", got.out)
	}
}

func TestFailingOutputIsAnError(t *testing.T) {
	at(t, nil)
	w, _, errs := testWorld("")
	w.stdout = failingWriter{}
	if status := run([]string{"ask", "gender"}, w); status != exitFailed || !strings.Contains(errs.String(), "writing the reply") {
		t.Errorf("status %d, error %q", status, errs)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errBroken }

const errBroken = plainError("broken pipe")

// TestJSONHasOnlyWhatTheSourcePrints: a total that is added up is given as what
// it is added up from, and a number in percent says so.
func TestJSONHasOnlyWhatTheSourcePrints(t *testing.T) {
	at(t, nil)
	for question, want := range map[string]struct {
		figures, context string
		value            float64
	}{
		"how many contacts in all?": {
			"contacts.method.phone contacts.method.text contacts.method.web_form contacts.method.email", "", 34177,
		},
		"what percentage of contacts were texts?": {
			"contacts.method.text", "contacts.method.phone contacts.method.web_form contacts.method.email", 6.747,
		},
		"by what percentage did cases grow over 2016?": {"cases.growth percent", "", 13},
		"how many contacts per survivor?":              {"survivors.contacts survivors.total", "", 2.455},
	} {
		got := invoke("", "ask", "--json", "--set", "national-2017", question)
		var reply jsonReply
		if err := json.Unmarshal([]byte(got.out), &reply); err != nil {
			t.Fatalf("%q: %v", question, err)
		}
		if figures, context := idsOf(reply.Figures), idsOf(reply.Context); figures != want.figures || context != want.context {
			t.Errorf("%q: figures %q, context %q", question, figures, context)
		}
		if reply.Value == nil || *reply.Value < want.value-0.001 || *reply.Value > want.value+0.001 {
			t.Errorf("%q: value %v", question, reply.Value)
		}
	}
}

// idsOf lists figures, each with its unit where it has one.
func idsOf(figures []jsonFigure) string {
	var out []string
	for _, f := range figures {
		out = append(out, strings.TrimSpace(string(f.ID)+" "+f.Unit))
	}
	return strings.Join(out, " ")
}
