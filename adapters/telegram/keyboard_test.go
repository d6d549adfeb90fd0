package telegram

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
)

// labels gives the labels of buttons, row by row.
func labels(rows [][]button) []string {
	var out []string
	for _, row := range rows {
		var line []string
		for _, b := range row {
			line = append(line, b.Text)
		}
		out = append(out, strings.Join(line, " | "))
	}
	return out
}

func choice(label, press string) bot.Choice {
	return bot.Choice{Label: label, Ask: label + "?", Press: press}
}

func TestButtonsStandSideBySideWhereTheirLabelsFit(t *testing.T) {
	r := bot.Reply{
		Kind:    ask.Unavailable,
		Lang:    stats.ES,
		Choices: []bot.Choice{choice("Víctimas", "es__a"), choice("Tratantes", "es__b")},
		Next: []bot.Choice{
			choice("Por edad", "es__c"), choice("Por género", "es__d"), choice("Tratantes", "es__e"),
			choice("Por tipo de trata", "es__f"), choice("Víctimas mujeres", "es__g"),
			choice("Por tipo de trata sexual", "es__h"), choice("Casos", "es__i"),
		},
		Again: bot.Again{Same: "es__x", Other: "en__x", Chart: "esG__x"},
	}
	want := []string{"Víctimas", "Tratantes", "Por edad | Por género | Tratantes", "Por tipo de trata | Víctimas mujeres",
		"Por tipo de trata sexual", "Casos", "Gráfica | In English"}
	if diff := cmp.Diff(want, labels(keyboard(r, setting{}))); diff != "" {
		t.Errorf("buttons (-want +got):\n%s", diff)
	}
}

func TestLabelTooLongForAPhoneGivesWayToAShorterQuestion(t *testing.T) {
	long, short := "¿Hay más víctimas hombres o víctimas mujeres?", "¿Hay más víctimas hombres o mujeres?"
	for _, c := range []struct {
		choice bot.Choice
		want   string
	}{
		{bot.Choice{Label: long, Ask: short}, short},
		{bot.Choice{Label: "Por género", Ask: "Género"}, "Por género"},
		{bot.Choice{Label: long, Ask: long + " " + long}, long},
		{bot.Choice{Ask: short}, short},
		{bot.Choice{Label: strings.Repeat("word ", 40)}, strings.Repeat("word ", 12) + "…"},
	} {
		c.choice.Press = "es__a"
		got := keyboard(bot.Reply{Next: []bot.Choice{c.choice}}, setting{})[0][0].Text
		if strings.TrimSuffix(got, "…") != strings.TrimSuffix(strings.TrimSuffix(c.want, "…"), " ") {
			t.Errorf("%+v is called %q, want %q", c.choice, got, c.want)
		}
	}
}

func TestChoiceWithoutAButtonStaysInTheText(t *testing.T) {
	r := bot.Reply{Kind: ask.Choice, Text: "Which one?", Choices: []bot.Choice{
		choice("One", "en__a"), choice("Two", ""), choice("Three", "en__"+strings.Repeat("x", 61)),
	}}
	c := render(r, setting{})
	if diff := cmp.Diff([]string{"Which one?\n\n- Two?\n- Three?"}, c.Parts); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"One"}, labels(c.Buttons)); diff != "" {
		t.Errorf("buttons (-want +got):\n%s", diff)
	}
}

func TestMoreChoicesThanAKeyboardHoldsAreInTheText(t *testing.T) {
	r := bot.Reply{Kind: ask.Choice, Text: "Which one?"}
	for i := range 200 {
		r.Choices = append(r.Choices, choice(fmt.Sprint("Question ", i), fmt.Sprintf("en__%060d", i)))
	}
	c := render(r, setting{})
	seen := strings.Join(checkContent(t, "200 choices", c), "\n")
	if len(c.Buttons) != mostChoices || strings.Contains(seen, "Question 19?") || !strings.Contains(seen, "- Question 20?") || !strings.Contains(seen, "- Question 199?") {
		t.Errorf("%d buttons, and %s", len(c.Buttons), seen)
	}
}

func TestMarkupIsWhatTelegramTakes(t *testing.T) {
	if got := markup(nil); got != nil {
		t.Errorf("of no buttons: %s", got)
	}
	rows := [][]button{{{Text: `a "b" <c>`, Data: "en__x"}, {Text: "d", Data: "~es__x"}}, {{Text: "f", Data: dataDelete}}}
	want := map[string]any{"inline_keyboard": []any{
		[]any{map[string]any{"text": `a "b" <c>`, "callback_data": "en__x"}, map[string]any{"text": "d", "callback_data": "~es__x"}},
		[]any{map[string]any{"text": "f", "callback_data": "!delete"}},
	}}
	var got map[string]any
	if err := json.Unmarshal(markup(rows), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("markup (-want +got):\n%s", diff)
	}
}
