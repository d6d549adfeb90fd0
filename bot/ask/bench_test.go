package ask_test

import (
	"fmt"
	"strings"
	"testing"

	"cifra/bot/ask"
	"cifra/stats/sets"
)

// The goals, on one core: a typical question in about 10 microseconds and
// under 50 allocations, 3,000 characters under 1 ms, New under 20 ms.
func BenchmarkParse(b *testing.B) {
	r := border(b)
	var women ask.Context
	_, q := r.read(b, "how many victims are women?", women)
	women = q.Next
	for _, test := range []struct {
		name, say string
		prev      ask.Context
		want      ask.Kind
	}{
		{"english", "How many victims were women?", ask.Context{}, ask.Figures},
		{"spanish", "¿Cuántas víctimas fueron mujeres?", ask.Context{}, ask.Figures},
		{"spanish as typed", "cuantas victimas son mujeres", ask.Context{}, ask.Figures},
		{"share", "what percentage of the traffickers are Mexican?", ask.Context{}, ask.Figures},
		{"top", "top labor industries", ask.Context{}, ask.Figures},
		{"polite", "Hi! Could you tell me how many trafficking cases are in the dataset? I need it for a slide.", ask.Context{}, ask.Figures},
		{"follow-up", "and traffickers?", women, ask.Figures},
		{"misspelt", "hw many vicitms were femael", ask.Context{}, ask.Figures},
		{"outside", "how many victims from El Salvador were rescued in 2019?", ask.Context{}, ask.Unavailable},
		{"support", "my boss took my passport and says i owe him 4000 dollars", ask.Context{}, ask.Support},
		{"support spanish", "mi hermana no contesta y su novio no la deja salir", ask.Context{}, ask.Support},
		{"unknown words", "blorptious quuxery zorblax frimble wugs glorped snarfle blicket", ask.Context{}, ask.Offtopic},
		{"run-on of 3000 characters", runOn(3000), ask.Context{}, ask.Figures},
		{"unknown words of 3000 characters", repeated("blorptious quuxery zorblax frimble wugs glorped snarfle blicket ", 3000), ask.Context{}, ask.Offtopic},
		{"hostile 3000 characters", repeated("women or men and not victims by age ", 3000), ask.Context{}, ""},
		{"support words of 3000 characters", repeated("my sister is with her boyfriend and i am worried how many girls ", 3000), ask.Context{}, ask.Support},
	} {
		b.Run(test.name, func(b *testing.B) {
			if got, _ := r.read(b, test.say, test.prev); got.Kind != test.want && test.want != "" {
				b.Logf("%.80q is %s, not %s: the numbers are of another way through the parser", test.say, got, test.want)
			}
			b.ReportAllocs()
			for b.Loop() {
				r.parser.Parse(test.say, test.prev)
			}
		})
	}
}

// BenchmarkParseLength shows that a message takes in proportion to its length:
// ns/char stays the same down each list.
func BenchmarkParseLength(b *testing.B) {
	r := border(b)
	for _, kind := range []struct {
		name string
		text func(int) string
	}{
		{"run-on", runOn},
		{"unknown", func(n int) string { return repeated("blorptious quuxery zorblax frimble wugs ", n) }},
		{"question", func(n int) string { return repeated("how many victims are women? ", n) }},
		{"categories", func(n int) string { return repeated("women or men and not minors ", n) }},
		{"support", func(n int) string {
			return repeated("my sister is with her boyfriend and i am worried how many girls ", n)
		}},
		{"one word", func(n int) string { return repeated("victims", n) }},
		{"accents", func(n int) string { return repeated("¿cuántas víctimas más? ", n) }},
	} {
		for _, n := range []int{100, 300, 1000, 3000, 10_000, 16_000} {
			say := kind.text(n)
			b.Run(fmt.Sprintf("%s/%d", kind.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r.parser.Parse(say, ask.Context{})
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(say)), "ns/char")
			})
		}
	}
}

// BenchmarkNew measures the start-up: the words of the data set are loaded
// already, the lexicon is not.
func BenchmarkNew(b *testing.B) {
	set, err := sets.Load("border-2017")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ask.New(set); err != nil {
			b.Fatal(err)
		}
	}
}

// runOn is a message of n characters in which one question stands among much
// that has nothing to do with it, with few stops, as people write on a phone.
func runOn(n int) string {
	const question = "so what i need is how many victims were women"
	const chatter = "hi i am a student and my teacher wants a paper for monday and i told her i would do it because my friend did one last week and it was good and so i started to read about it in the library with my cousin "
	half := repeated(chatter, (n-len(question))/2)
	return (half + " " + question + ". " + half)[:min(n, 2*len(half)+len(question)+3)]
}

// repeated is a text over and over, n characters long.
func repeated(s string, n int) string {
	if n <= 0 {
		return ""
	}
	return strings.Repeat(s, n/len(s)+1)[:n]
}
