package ask_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"cifra/bot/ask"
	"cifra/stats"
)

// denials are ways of asking for all but some. %s is the category.
var denials = map[string][]string{
	"en": {
		"how many victims are not %s", "how many victims aren't %s", "how many victims were not %s?", "victims who are not %s", "victims that weren't %s", "victims except %s", "victims excluding %s", "victims without the %s",
		"victims w/o %s", "victims minus %s", "victims minus the %s", "all victims but the %s", "all the victims but %s", "victims other than %s", "victims not counting %s", "victims leaving out the %s", "victims besides the %s",
		"victims apart from %s", "victims aside from the %s", "how many victims never were %s", "how many victims didn't identify as %s", "how many victims do not count as %s", "take away the %s, how many victims are left",
		"subtract %s from the victims", "everyone but %s among the victims", "victims, no %s", "how many victims if you exclude %s", "how many victims if we don't count the %s", "total victims less %s", "hardly any victims are %s",
		"what percentage of victims are not %s", "percent of victims that aren't %s",
	},
	"es": {
		"cuántas víctimas no son %s", "cuantas victimas no eran %s", "víctimas que no son %s", "víctimas que no fueron %s", "víctimas excepto %s", "víctimas excepto las %s", "víctimas sin contar a las %s", "víctimas menos %s",
		"todas las víctimas menos las %s", "víctimas sin las %s", "víctimas salvo las %s", "víctimas quitando a las %s", "víctimas fuera de las %s", "cuántas víctimas no se identificaron como %s", "cuantas victimas no se consideran %s",
		"víctimas a excepción de las %s", "ninguna víctima es %s", "cuántas víctimas nunca fueron %s", "si quitamos a las %s, cuántas víctimas quedan", "réstale las %s a las víctimas", "total de víctimas menos %s",
		"víctimas exceptuando %s", "víctimas aparte de las %s", "víctimas excluyendo %s", "víctimas no %s", "cuántas víctimas hay sin incluir %s", "casi ninguna víctima es %s", "qué porcentaje de las víctimas no son %s",
		"víctimas distintas de las %s", "víctimas además de las %s",
	},
}

var denied = map[string]map[string]stats.ID{
	"en": {"women": "victims.gender.female", "minors": "victims.age.minor", "adults": "victims.age.adult", "Mexicans": "victims.nationality.mexico", "Hondurans": "victims.nationality.honduras"},
	"es": {"mujeres": "victims.gender.female", "menores de edad": "victims.age.minor", "adultas": "victims.age.adult", "mexicanas": "victims.nationality.mexico", "hondureñas": "victims.nationality.honduras"},
}

// A denial is answered with all the others, or not with a figure at all: the
// figure of those who are denied is a wrong one.
func TestADenialNeverGetsTheFigureOfThoseDenied(t *testing.T) {
	b := border(t)
	answered, asked := 0, 0
	for _, lang := range []string{"en", "es"} {
		for _, form := range denials[lang] {
			var wrong []string
			for _, words := range slices.Sorted(maps.Keys(denied[lang])) {
				say := strings.Replace(form, "%s", words, 1)
				got := b.ask(t, say)
				asked++
				if got.Kind != ask.Figures {
					continue
				}
				answered++
				f := b.set.Figure(denied[lang][words])
				total := f.Population.Total.Count
				others := float64(total - f.Count)
				if got.Value == nil || *got.Value != others && !near(got.Value, 100*others/float64(total)) {
					wrong = append(wrong, fmt.Sprintf("%q is %s, not %v", say, got, others))
				}
			}
			if len(wrong) > 0 {
				t.Errorf("%d of %d: %s", len(wrong), len(denied[lang]), wrong[0])
			}
		}
	}
	t.Logf("%d of %d denials are answered", answered, asked)
	if answered < asked/2 {
		t.Errorf("only %d of %d denials are answered", answered, asked)
	}
}
