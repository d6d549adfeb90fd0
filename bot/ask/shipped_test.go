package ask_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cifra/bot/ask"
)

// lacking are restrictions that no shipped set has, but for the border's own,
// and some that only the border set knows as categories.
var lacking = append([]string{
	"who were women", "by age", "from Honduras", "in 2016", "in 2018", "in California", "in Mexico", "that were children", "girls",
	"mujeres", "por edad", "hondureñas", "en 2016", "en California", "en México", "menores de edad", "niñas", "por estado",
}, restrictions...)

// Of the other sets, too, no figure is left where a restriction is added that
// the source lacks: behind the question, before it, or alone after it.
func TestNoFigureOfAShippedSetIsLeftWhenItsSourceLacksARestriction(t *testing.T) {
	for _, set := range questionSets(t) {
		if set.of == borderName {
			continue
		}
		t.Run(set.file, func(t *testing.T) {
			r := parserOf(t, set.of)
			var left []string
			n := 0
			for _, c := range jsonLines[conversation](t, filepath.Join(corpusDir, set.file)) {
				say := c.Turns[0].Say
				got, q := r.read(t, say, ask.Context{})
				if len(c.Turns) > 1 || got.Kind != ask.Figures || slices.Contains(c.Tags, "verbose") || slices.Contains(c.Tags, "slang") {
					continue
				}
				for _, restriction := range lacking {
					for _, changed := range append(behind(say, restriction), before(say, restriction)...) {
						n++
						if got := r.ask(t, changed); got.Kind == ask.Figures {
							left = append(left, fmt.Sprintf("%s %q\n   is  %s", c.ID, changed, got))
						}
					}
					for _, lead := range []string{"", "and ", "y "} {
						n++
						if got, _ := r.read(t, lead+restriction, q.Next); got.Kind == ask.Figures {
							left = append(left, fmt.Sprintf("%s after %q: %q\n   is  %s", c.ID, say, lead+restriction, got))
						}
					}
				}
			}
			if len(left) > 0 {
				t.Errorf("%d of %d messages leave a figure, among them\n%s", len(left), n, strings.Join(left[:min(len(left), 40)], "\n"))
			}
		})
	}
}
