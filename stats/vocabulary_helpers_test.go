package stats_test

import (
	"slices"
	"strings"
	"testing/fstest"

	"cifra/stats"
)

// shared are vocabularies of an invented kind of figures.
func shared() fstest.MapFS {
	texts := func(s string) string {
		return strings.NewReplacer("LABEL", "label = { en = ", "TEXTS", `label = { en = "Cap", es = "Mayus" }
was = { en = "was x", es = "era x" }
were = { en = "were x", es = "eran x" }
werent = { en = "were not x", es = "no eran x" }
`).Replace(s)
	}
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(texts(s))} }
	return fstest.MapFS{
		"shape.toml": file(`
[[dimensions]]
id = "shape"
LABEL"shape", es = "forma" }
item = { en = "shape", es = "forma" }

[[dimensions.categories]]
id = "round"
TEXTSof = { en = "round {many}", es = "{many} redond[as|os]" }
short = { en = "Rnd", es = "Red" }

[[dimensions.categories]]
id = "square"
TEXTSof = { en = "square {many}", es = "{many} cuadrad[as|os]" }

[[dimensions.categories]]
id = "mixed"
combines = ["round", "square"]
TEXTSof = { en = "mixed {many}", es = "{many} mixt[as|os]" }

[[words]]
for = "shape"
en = ["shape{,s}"]

[[words]]
for = "shape.round"
en = ["round"]
es = ["redondo"]

[[words]]
for = "shape.square"
en = ["square"]

[[words]]
for = "shape.square&size.big"
en = ["block{,s}"]

[[words]]
for = "shape.round|size.big"
en = ["fat"]

[[words]]
for = "shape+size"
en = ["looks"]

[[words]]
for = "boxes+shape"
en = ["shapes of boxes"]

[[words]]
for = "absent:corners"
en = ["edge{,s}"]

[[absent]]
id = "corners"
reason = "dimension"
LABEL"corners", es = "esquinas" }
near = ["p.shape", "q.shape"]
en = ["corner{,s}"]
`),
		"size.toml": file(`
[[dimensions]]
id = "size"
LABEL"size", es = "tamaño" }
item = { en = "size", es = "tamaño" }

[[dimensions.categories]]
id = "big"
TEXTSof = { en = "big {many}", es = "{many} grandes" }

[[dimensions.categories]]
id = "small"
TEXTSof = { en = "small {many}", es = "{many} [pequeñas|pequeños]" }

[[words]]
for = "size.big"
en = ["big"]

[[words]]
for = "size.small"
en = ["small"]

[[words]]
for = "topic:weights"
en = ["weigh"]

[[absent]]
id = "tiny"
of = "size.small"
reason = "unlisted"
LABEL"anything tiny", es = "nada diminuto" }
en = ["tiny"]
`),
		"boxes.toml": file(`
[[populations]]
id = "boxes"
feminine = true
LABEL"Boxes", es = "Cajas" }
one = { en = "box", es = "caja" }
many = { en = "boxes", es = "cajas" }

[[populations]]
id = "lids"
LABEL"Lids", es = "Tapas" }
one = { en = "lid", es = "tapa" }
many = { en = "lids", es = "tapas" }

[[words]]
for = "boxes"
en = ["box{,es}"]

[[words]]
for = "lids"
en = ["lid{,s}"]

[[words]]
for = "lids?"
en = ["closed"]
`),
		"land.toml": file(`
[[dimensions]]
id = "land"
country = true
LABEL"country", es = "país" }
item = { en = "country", es = "país" }

[[dimensions.categories]]
id = "mexico"
country = "MX"
TEXTSof = { en = "Mexican {many}", es = "{many} mexican[as|os]" }
`),
	}
}

// sharing is the folder of a tiny set that names vocabularies, with its CSV
// lines and more TOML.
func sharing(names, more string, lines ...string) fstest.MapFS {
	files := tinyFiles(append([]string{"p.total,p,,,10,,,", "p.d.a,p,d,a,4,,,yes", "p.d.b,p,d,b,3,,,yes", "p.d.c,p,d,c,3,,,yes"}, lines...)...)
	files["set.toml"] = &fstest.MapFile{Data: []byte(names + "\n" + string(files["set.toml"].Data) + "\n" + more)}
	return files
}

// wordsOf gives what a word is for, in either language.
func wordsOf(set *stats.Set, word string) string {
	for _, w := range set.Words {
		if slices.Contains(w.Patterns, word) {
			return w.For
		}
	}
	return ""
}

// halves are figures of two categories of "shape", not in the vocabulary's
// order, and of none of "mixed".
func halves() []string {
	return []string{"p.shape.square,p,shape,square,6,,,yes", "p.shape.round,p,shape,round,4,,,yes"}
}
