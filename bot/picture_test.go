package bot_test

import (
	"strings"
	"testing"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/chart"
	"cifra/stats"
)

// pictured is a picture without what its reply says as well.
func pictured(c *chart.Chart) string {
	if c == nil {
		return ""
	}
	form := "bars"
	switch {
	case c.Whole:
		form = "a whole"
	case c.Shares:
		form = "shares of " + strings.Join(c.Series, ", ")
	}
	line := "# " + c.Key + ": " + form + "\n# " + c.Title + " | " + c.Unit
	if c.Note != "" {
		line += " | " + c.Note
	}
	return line + "\n# " + c.Alt + "\n"
}

func TestEveryPictureCanBeDrawnAndNamesItsSource(t *testing.T) {
	set := borderSet(t)
	keys := map[string]string{}
	for _, c := range goldenQuestions(t) {
		for _, l := range stats.Langs {
			r := replyTo(t, set, l, c.question)
			p := r.Picture
			if p == nil {
				continue
			}
			svg, err := p.SVG()
			if err != nil {
				t.Errorf("%s in %v: %v", c.name, l, err)
			}
			if before, found := keys[p.Key]; found && before != string(svg) {
				t.Errorf("two pictures have the key %q", p.Key)
			}
			keys[p.Key] = string(svg)
			if last := p.Foot[len(p.Foot)-1]; last != r.Source || p.Foot[0] != set.Period.Label.In(l) {
				t.Errorf("%s in %v: the small print is %q", c.name, l, p.Foot)
			}
			for _, b := range p.Bars {
				if len([]rune(b.Short)) > 20 || b.Short == "" {
					t.Errorf("%s in %v: the short label of %q is %q", c.name, l, b.Label, b.Short)
				}
			}
		}
	}
	if len(keys) < 20 {
		t.Errorf("only %d pictures", len(keys))
	}
}

func TestPicturesAreOnlyThereWhereTheySaySomething(t *testing.T) {
	set := borderSet(t)
	for query, want := range map[string]string{
		"breakdown victims.gender":                                 "border-2017@2017.1 en breakdown victims.gender",
		"breakdown labor_industry":                                 "border-2017@2017.1 en breakdown labor_industry",
		"top labor_industry n=3":                                   "border-2017@2017.1 en breakdown labor_industry",
		"breakdown victims.gender traffickers.gender":              "border-2017@2017.1 en breakdown victims.gender traffickers.gender",
		"compare traffickers.gender victims.gender":                "border-2017@2017.1 en breakdown traffickers.gender victims.gender",
		"compare victims.gender.female traffickers.gender.female":  "border-2017@2017.1 en compare victims.gender.female traffickers.gender.female",
		"compare victims.gender.female victims.gender.male":        "border-2017@2017.1 en compare victims.gender.female victims.gender.male",
		"compare victims.gender.female traffickers.gender.male":    "",
		"breakdown victims.gender victims.age":                     "",
		"breakdown victims.gender traffickers.age":                 "",
		"breakdown victims.gender labor_industry":                  "",
		"breakdown labor_industry sex_type":                        "",
		"count victims.total traffickers.total":                    "",
		"count victims.total victims.gender.female":                "",
		"count victims.gender.female":                              "",
		"ratio victims.gender.female victims.gender.male":          "",
		"difference victims.gender.female victims.gender.male":     "",
		"sum victims.gender.female victims.gender.male":            "",
		"share victims.gender.male victims.gender.female of=known": "",
		"complement victims.gender.female":                         "",
		"lookup claim=57":                                          "",
		"nth victims.type n=1":                                     "",
		"count victims.gender.female&victims.age.minor":            "",
		"nth labor_industry n=4":                                   "",
	} {
		got := ""
		if p := replyTo(t, set, stats.EN, figures(mustQuery(t, query))).Picture; p != nil {
			got = p.Key
		}
		if got != want {
			t.Errorf("%s: the picture is %q, want %q", query, got, want)
		}
	}
	for _, q := range []ask.Question{
		{Kind: ask.Support}, {Kind: ask.Offtopic}, {Kind: ask.Help}, {Kind: ask.Info, Topic: "period"},
		{Kind: ask.Choice, Readings: []stats.Query{mustQuery(t, "breakdown victims.gender"), mustQuery(t, "breakdown traffickers.gender")}},
		{Kind: ask.Unavailable, Reason: stats.Unlisted, Thing: "X", Near: []stats.Query{mustQuery(t, "breakdown victims.nationality")}},
	} {
		q.Chart = true
		if r := replyTo(t, set, stats.ES, q); r.Picture != nil {
			t.Errorf("a reply of kind %s has the picture %q", r.Kind, r.Picture.Key)
		}
	}
}

func TestASingleFigureAskedWithAChartGetsThatOfItsList(t *testing.T) {
	for _, query := range []string{"count victims.gender.female", "count% victims.gender.female", "nth victims.gender n=1", "one-in victims.gender.male"} {
		q := figures(mustQuery(t, query))
		q.Chart = true
		r := replyTo(t, borderSet(t), stats.ES, q)
		if r.Picture == nil || r.Picture.Key != "border-2017@2017.1 es breakdown victims.gender" || !r.Chart {
			t.Errorf("%s: the picture is %+v", query, r.Picture)
		}
	}
}

func TestChartsAreAskedForInWords(t *testing.T) {
	set := borderSet(t)
	parser, err := ask.New(set)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		said []string
		want string // the query of the last picture
	}{
		{[]string{"chart of victim gender"}, "en breakdown victims.gender"},
		{[]string{"show me a bar chart of victims by nationality"}, "en breakdown victims.nationality"},
		{[]string{"graph of top labor industries"}, "en breakdown labor_industry"},
		{[]string{"compare the age of victims and traffickers in a chart"}, "en breakdown victims.age traffickers.age"},
		{[]string{"grafica de tratantes por edad"}, "es breakdown traffickers.age"},
		{[]string{"gráfica de los principales giros"}, "es breakdown labor_industry"},
		{[]string{"hazme una gráfica de víctimas por género"}, "es breakdown victims.gender"},
		{[]string{"how many victims were women", "show me that as a chart"}, "en breakdown victims.gender"},
		{[]string{"victims by age", "show me that as a chart"}, "en breakdown victims.age"},
		{[]string{"how many victims were women", "and traffickers?", "as a chart please"}, "en breakdown traffickers.gender"},
		{[]string{"cuantas victimas son mujeres", "muéstramelo en gráfica"}, "es breakdown victims.gender"},
		{[]string{"tratantes por nacionalidad", "muéstramelo en gráfica"}, "es breakdown traffickers.nationality"},
		{[]string{"tratantes por nacionalidad", "en gráfica"}, "es breakdown traffickers.nationality"},
		{[]string{"género de víctimas y tratantes", "ponlo en una gráfica"}, "es breakdown victims.gender traffickers.gender"},
		{[]string{"principales giros", "muestramelo en una grafica por favor"}, "es breakdown labor_industry"},
	} {
		b := newBot(t, set, parser)
		var r bot.Reply
		for i, text := range c.said {
			r = b.Handle(t.Context(), bot.Message{Platform: "slack", Chat: "c", User: "u", ID: string(rune('a' + i)), Text: text})
		}
		if r.Picture == nil || r.Picture.Key != "border-2017@2017.1 "+c.want || !r.Chart {
			t.Errorf("%q: kind %s, chart %v, picture %s, text %q", c.said, r.Kind, r.Chart, pictured(r.Picture), r.Text)
		}
	}
}

func TestAPictureSaysOfWhichFigureAMisprintIs(t *testing.T) {
	for l, want := range map[stats.Lang]string{
		stats.EN: "Traffickers of a gender minority: the source prints ",
		stats.ES: "Tratantes de una minoría de género: la fuente imprime ",
	} {
		p := replyTo(t, borderSet(t), l, figures(mustQuery(t, "breakdown traffickers.gender"))).Picture
		if !strings.HasPrefix(p.Foot[1], want) {
			t.Errorf("the small print is %q, want %q", p.Foot, want)
		}
	}
}
