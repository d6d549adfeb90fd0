package bot

import (
	"math/rand/v2"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

func TestNumbersAreWrittenAsBothLanguagesWriteThem(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, tag := range []string{"en", "es-MX", "es-419"} {
		printer := message.NewPrinter(language.MustParse(tag))
		for i := range 20_000 {
			n := i
			if i >= 12_000 {
				n = random.IntN(2_000_000_000)
			}
			if got, want := countText(n), printer.Sprint(n); got != want {
				t.Fatalf("%s: %d is written %q, x/text writes %q", tag, n, got, want)
			}
			v := random.Float64() * float64(int(1)<<random.IntN(30))
			for decimals := range 3 {
				want := printer.Sprint(number.Decimal(v, number.Scale(decimals)))
				if got := decimalText(v, decimals); got != want {
					t.Fatalf("%s: %v with %d decimals is written %q, x/text writes %q", tag, v, decimals, got, want)
				}
			}
		}
	}
}

func TestNumberTexts(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{shareText(609, 1257), "48.4%"},
		{shareText(793, 1257), "63.1%"},
		{shareText(1, 2), "50%"},
		{shareText(7, 100), "7%"},
		{shareText(1, 8), "12.5%"},
		{shareText(9, 400), "2.3%"}, // 2.25: half up
		{shareText(21, 2000), "1.1%"},
		{shareText(0, 982), "0%"},
		{shareText(982, 982), "100%"},
		{shareText(1, 982), "0.1%"},
		{shareText(1, 3000), "<0.1%"},
		{shareText(2999, 3000), ">99.9%"},
		{percentText(347.887), "347.9%"},
		{percentText(12571.25), "12,571.3%"},
		{timesText(741.0 / 213), "3.48"},
		{timesText(2), "2"},
		{timesText(0.001), "<0.01"},
		{oneInText(1257.0 / 203), "6.2"},
		{oneInText(982), "982"},
		{oneInText(1257.5), "1,257.5"},
		{numberText(90), "90"},
		{numberText(60.3), "60.3"},
		{numberText(1257), "1,257"},
		{numberText(12570.25), "12,570.25"},
		{countText(0), "0"},
		{countText(-1257), "-1,257"},
	} {
		if c.got != c.want {
			t.Errorf("written %q, want %q", c.got, c.want)
		}
	}
}
