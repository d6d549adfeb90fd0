package bot

import (
	"strings"
	"testing"

	"cifra/stats"
)

func TestSpanishJoinsAsItSounds(t *testing.T) {
	e := newSpanish(border(t), false)
	for want, items := range map[string][]string{
		"":                              nil,
		"casos":                         {"casos"},
		"casos y llamadas":              {"casos", "llamadas"},
		"casos, víctimas y llamadas":    {"casos", "víctimas", "llamadas"},
		"víctimas e indígenas":          {"víctimas", "indígenas"},
		"madres e hijas":                {"madres", "hijas"},
		"agua y hielo":                  {"agua", "hielo"},
		"España e Italia":               {"España", "Italia"},
		"Trata laboral y Yucatán":       {"Trata laboral", "Yucatán"},
		"10 tratantes y 12 víctimas":    {"10 tratantes", "12 víctimas"},
		"el género y la edad":           {"el género", "la edad"},
		"México, EE. UU. y Honduras":    {"México", "EE. UU.", "Honduras"},
		"sexo, edad e ingreso":          {"sexo", "edad", "ingreso"},
		"tres, cuatro, cinco e infinit": {"tres", "cuatro", "cinco", "infinit"},
	} {
		if got := e.and(items); got != want {
			t.Errorf("%q is joined as %q, want %q", items, got, want)
		}
	}
	for want, pair := range map[string][2]string{
		"una u otra":             {"una", "otra"},
		"mujeres u hombres":      {"mujeres", "hombres"},
		"hombres o mujeres":      {"hombres", "mujeres"},
		"7 u 8":                  {"7", "8"},
		"10 u 11 casos":          {"10", "11 casos"},
		"1 o 118":                {"1", "118"},
		"víctimas o tratantes":   {"víctimas", "tratantes"},
		"trata u órganos":        {"trata", "órganos"},
		"laboral o sexual":       {"laboral", "sexual"},
		"eran hombres o mujeres": {"eran hombres", "mujeres"},
	} {
		if got := e.orWith(pair[0], pair[1]); got != want {
			t.Errorf("%q is joined as %q, want %q", pair, got, want)
		}
	}
}

func TestSpanishDimensionsHaveTheirGender(t *testing.T) {
	for phrase, want := range map[string]bool{
		"edad": true, "nacionalidad": true, "industria": true, "ocupación": true, "sucursal": true, "situación legal": true,
		"género": false, "tipo de trata": false, "giro laboral": false, "idioma": false, "estado": false, "grupo de edad": false,
		"interés": false, "estante de ficción": false, "sexo": false, "país": false, "mapa de estados": false,
	} {
		if got := feminine(phrase); got != want {
			t.Errorf("%q is taken for feminine: %v", phrase, got)
		}
	}
}

// TestSpanishAgreesWithWhatItCounts looks at the count of every figure: the
// article and the participles of its population, the verb of its number.
func TestSpanishAgreesWithWhatItCounts(t *testing.T) {
	for _, set := range []*stats.Set{border(t), library(t), national(t)} {
		e := newSpanish(set, false)
		for _, f := range set.Figures {
			if f.Population == nil || f.Category == nil {
				continue
			}
			clause := e.clause(stats.Row{Figure: f, Base: f.Population.Total.Count})
			article, other := "los", "las"
			if f.Population.Feminine {
				article, other = other, article
			}
			want := e.of(f).count + " de " + article + " " + countText(f.Population.Total.Count) + " " + f.Population.Many.ES + " "
			rest, found := strings.CutPrefix(clause, want)
			if !found || strings.Contains(rest, " "+other+" ") {
				t.Errorf("%s: %q does not begin with %q", f.ID, clause, want)
			}
			verb, _, _ := strings.Cut(rest, " ")
			plural := strings.HasSuffix(verb, "n") || verb == "se" && strings.Contains(rest, "n por")
			if plural != (f.Count != 1) {
				t.Errorf("%s: the verb of %q does not agree with %d", f.ID, clause, f.Count)
			}
			for wrong, feminine := range map[string]bool{"mexicanos": true, "hondureños": true, "guatemaltecos": true,
				"mexicanas": false, "hondureñas": false, "guatemaltecas": false, "interesados": true, "interesadas": false} {
				if feminine == f.Population.Feminine && strings.Contains(clause, wrong) {
					t.Errorf("%s: %q does not agree with %q", f.ID, clause, f.Population.Many.ES)
				}
			}
		}
	}
}

func TestEnglishVerbAgreesWithTheCount(t *testing.T) {
	for _, set := range []*stats.Set{border(t), library(t), national(t)} {
		e := newEnglish(set, false)
		for _, f := range set.Figures {
			if f.Population == nil || f.Category == nil {
				continue
			}
			clause := e.clause(stats.Row{Figure: f, Base: f.Population.Total.Count})
			if one := strings.Contains(clause, " was "); one != (f.Count == 1) {
				t.Errorf("%s: the verb of %q does not agree with %d", f.ID, clause, f.Count)
			}
		}
	}
}

func TestEnglishOrdinals(t *testing.T) {
	e := newEnglish(border(t), false)
	for n, want := range map[int]string{1: "first", 3: "third", 10: "tenth", 11: "11th", 12: "12th", 13: "13th", 21: "21st", 22: "22nd", 33: "33rd", 100: "100th", 111: "111th"} {
		if got := e.ordinal(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

// lyingVoice says one figure where another was asked for.
type lyingVoice struct{ voice }

func (lyingVoice) counts([]stats.Row) string { return "741 of the 1,257 were so" }

func TestReplyThatTheGuardStopsBecomesTrouble(t *testing.T) {
	set := border(t)
	b := guardedBot(t, set)
	b.books[0].voices[stats.EN] = lyingVoice{b.books[0].voices[stats.EN]}
	var reported []error
	b.report = func(err error) { reported = append(reported, err) }
	q, err := stats.ParseQuery("count victims.gender.female")
	if err != nil {
		t.Fatal(err)
	}
	r := b.Handle(t.Context(), Message{Query: &q, Lang: "en"})
	if r.Kind != Trouble || strings.Contains(r.Plain(), "741") {
		t.Errorf("got %+v", r)
	}
	if len(reported) != 1 || !strings.Contains(reported[0].Error(), `"741"`) {
		t.Errorf("reported %v", reported)
	}
}
