package stats_test

import (
	"os"
	"testing"
	"testing/fstest"

	"cifra/stats"
)

func TestAVocabularyGivesWhatHasFigures(t *testing.T) {
	set, err := stats.Load(sharing(`use = ["shape"]`, "", halves()...), shared())
	if err != nil {
		t.Fatal(err)
	}
	d := set.Dimension("shape")
	if d == nil || len(d.Categories) != 2 || d.Categories[0].ID != "square" || d.Categories[1].Short.EN != "Rnd" {
		t.Fatalf("%+v", d)
	}
	for word, want := range map[string]string{
		"shapes": "shape", "round": "shape.round", "redondo": "shape.round", "corner": "absent:corners", "edges": "absent:corners",
		// Nothing is known of sizes here, so that half of a word would be guessed.
		"blocks": "", "fat": "shape.round", "looks": "", "shapes of boxes": "",
	} {
		if got := wordsOf(set, word); got != want {
			t.Errorf("%q is for %q, want %q", word, got, want)
		}
	}
	if a := set.AbsentByID("corners"); len(a.Near) != 1 || a.Near[0] != "p.shape" {
		t.Errorf("near %v", a.Near)
	}
}

func TestACategoryWithoutFiguresIsUnlisted(t *testing.T) {
	lines := []string{"p.shape.round,p,shape,round,4,,1,top 2 only", "p.shape.mixed,p,shape,mixed,1,,2,top 2 only"}
	set, err := stats.Load(sharing(`use = ["shape", "size"]`, "", append(lines, "p.size.small,p,size,small,4,,1,top 1 only")...), shared())
	if err != nil {
		t.Fatal(err)
	}
	if c := set.Category("shape.mixed"); c == nil || c.Combines != nil {
		t.Errorf("%+v joins what is not there", c)
	}
	if got := wordsOf(set, "square"); got != "absent:shape_square" {
		t.Fatalf("the words are for %q", got)
	}
	a := set.AbsentByID("shape_square")
	if a.Reason != stats.Unlisted || a.Label.EN != "square x" || a.Label.ES != "x cuadrados" || len(a.Near) != 1 || a.Near[0] != "p.shape" {
		t.Errorf("%+v", a)
	}
	for word, want := range map[string]string{
		"blocks": "absent:shape_square", "looks": "shape+size", "fat": "shape.round",
		"tiny": "size.small", // what stands for a category that is there is words for it
		"big":  "absent:size_big",
	} {
		if got := wordsOf(set, word); got != want {
			t.Errorf("%q is for %q, want %q", word, got, want)
		}
	}
}

func TestAVocabularyThatIsLackedIsUnderstood(t *testing.T) {
	set, err := stats.Load(sharing("use = [\"shape\"]\nlacks = [\"size\"]", "", halves()...), shared())
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{
		"big": "absent:size", "small": "absent:size", "tiny": "absent:size", "blocks": "absent:size", "fat": "shape.round", "looks": "shape",
	} {
		if got := wordsOf(set, word); got != want {
			t.Errorf("%q is for %q, want %q", word, got, want)
		}
	}
	if a := set.AbsentByID("size"); a.Reason != stats.NotMeasured || a.Label.ES != "tamaño" {
		t.Errorf("%+v", a)
	}
	if wordsOf(set, "weigh") != "" {
		t.Error("words of a topic that the set has not are not left out")
	}
}

func TestPopulationsOfAVocabulary(t *testing.T) {
	lines := []string{"boxes.total,boxes,,,4,,,", "boxes.shape.round,boxes,shape,round,4,,,yes"}
	set, err := stats.Load(sharing(`use = ["boxes", "shape"]`, "", lines...), shared())
	if err != nil {
		t.Fatal(err)
	}
	if p := set.Population("boxes"); p == nil || !p.Feminine || p.Many.ES != "cajas" || set.Populations[1] != p {
		t.Errorf("%+v", p)
	}
	for word, want := range map[string]string{
		"boxes": "boxes", "lid": "absent:lids", "closed": "", "shapes of boxes": "boxes+shape", "square": "absent:shape_square",
	} {
		if got := wordsOf(set, word); got != want {
			t.Errorf("%q is for %q, want %q", word, got, want)
		}
	}
	if a := set.AbsentByID("shape_square"); a.Label.ES != "cajas cuadradas" {
		t.Errorf("%+v", a)
	}
	set, err = stats.Load(sharing("use = [\"shape\"]\nlacks = [\"boxes\"]", "", halves()...), shared())
	if err != nil {
		t.Fatal(err)
	}
	if got := wordsOf(set, "shapes of boxes"); got != "absent:boxes" {
		t.Errorf("the shapes of what is lacking are %q", got)
	}
}

func TestTheFolderHasTheLastWord(t *testing.T) {
	more := `
[[dimensions]]
id = "shape"
multiple = true
label = { es = "figura" }

[[dimensions.categories]]
id = "round"
label = { en = "Circles" }

[[words]]
for = "shape.square"
en = ["round"]

[[words]]
for = "p"
en = ["corner"]

[[absent]]
id = "corners"
label = { en = "points" }
`
	set, err := stats.Load(sharing(`use = ["shape"]`, more, halves()...), shared())
	if err != nil {
		t.Fatal(err)
	}
	d := set.Dimension("shape")
	if d.Label != (stats.Text{EN: "shape", ES: "figura"}) || !d.Multiple || d.Categories[0].ID != "square" {
		t.Errorf("%+v", d)
	}
	c := set.Category("shape.round")
	if c.Label != (stats.Text{EN: "Circles", ES: "Mayus"}) || c.Short != (stats.Text{EN: "Circles", ES: "Red"}) || c.Were.EN != "were x" {
		t.Errorf("%+v", c)
	}
	for word, want := range map[string]string{"round": "shape.square", "redondo": "shape.round", "corner": "p", "corners": "absent:corners", "edge": "absent:corners"} {
		if got := wordsOf(set, word); got != want {
			t.Errorf("%q is for %q, want %q", word, got, want)
		}
	}
	if a := set.AbsentByID("corners"); a.Label != (stats.Text{EN: "points", ES: "esquinas"}) || a.Reason != stats.NotMeasured || len(a.Near) != 1 {
		t.Errorf("%+v", a)
	}
}

func TestOneAbsentThingStandsForAllThatAreUnlisted(t *testing.T) {
	more := "[[absent]]\nid = \"rest\"\nreason = \"unlisted\"\nof = \"shape\"\nlabel = { en = \"the rest\", es = \"el resto\" }\n"
	set, err := stats.Load(sharing(`use = ["shape"]`, more, "p.shape.round,p,shape,round,10,,,yes"), shared())
	if err != nil {
		t.Fatal(err)
	}
	if got := wordsOf(set, "square"); got != "absent:rest" {
		t.Errorf("the words are for %q", got)
	}
}

// A source may measure what most do not.
func TestWhatTheSetHasIsNotAbsent(t *testing.T) {
	more := "[[dimensions]]\nid = \"corners\"\nlabel = { en = \"x\", es = \"x\" }\nitem = { en = \"x\", es = \"x\" }\n" +
		"[[dimensions.categories]]\nid = \"four\"\nlabel = { en = \"x\", es = \"x\" }\nwere = { en = \"x\", es = \"x\" }\nwerent = { en = \"x\", es = \"x\" }\nof = { en = \"x\", es = \"x\" }\n"
	set, err := stats.Load(sharing(`use = ["shape"]`, more, append(halves(), "p.corners.four,p,corners,four,10,,,yes")...), shared())
	if err != nil {
		t.Fatal(err)
	}
	if set.AbsentByID("corners") != nil || wordsOf(set, "edge") != "" {
		t.Errorf("still absent: %q", wordsOf(set, "edge"))
	}
}

func TestACountryIsFoundByItsCode(t *testing.T) {
	more := "[[dimensions]]\nid = \"land\"\n[[dimensions.categories]]\nid = \"home\"\ncountry = \"MX\"\n"
	set, err := stats.Load(sharing(`use = ["land"]`, more, "p.land.home,p,land,home,10,,,yes"), shared())
	if err != nil {
		t.Fatal(err)
	}
	if d := set.Dimension("land"); !d.Country || len(d.Categories) != 1 || d.Categories[0].Of.EN != "Mexican {many}" {
		t.Errorf("%+v", d)
	}
}

func TestProblemsWithVocabularies(t *testing.T) {
	broken := shared()
	broken["old.toml"] = &fstest.MapFile{Data: []byte("use = [\"shape\"]\n[[words]]\nfor = \"filler\"\nen = [\"x\"]\n")}
	broken["bad.toml"] = &fstest.MapFile{Data: []byte("[[words]]\nfor = \"filler\"\nen = [\"A\"]\n[[absent]]\nid = \"gone\"\nreason = \"dimension\"\nlabel = { en = \"x\" }\n")}
	broken["clash.toml"] = &fstest.MapFile{Data: []byte("[[words]]\nfor = \"filler\"\nen = [\"shape\"]\n")}
	for _, c := range []struct{ names, more, want string }{
		{`use = ["shapes"]`, "", `set.toml:1: use names an unknown vocabulary (did you mean "shape"?): "shapes"`},
		{"\nlacks = [\n  \"../size\",\n]", "", `set.toml:3: lacks names an unknown vocabulary`},
		{"use = [\"shape\"]\nlacks = [\"shape\"]", "", `set.toml:2: named under both "use" and "lacks": "shape"`},
		{`use = ["shape", "shape"]`, "", `set.toml:1: use names the vocabulary twice: "shape"`},
		{`use = ["shape", "size"]`, "", `set.toml:1: figures.csv has no figures of anything in this vocabulary; if the source has none, name it under "lacks": "size"`},
		{`lacks = ["shape"]`, "", `set.toml:1: said to be lacking, but figures.csv has figures of "shape": "shape"`},
		{"use = [\"shape\"]\nlacks = [\"size\"]", "[[dimensions]]\nid = \"size\"\n", `a dimension of a vocabulary, "size", that the folder names under "lacks": "size"`},
		{`use = ["shape", "old"]`, "", `shared/old.toml:1: unknown key (known: populations, dimensions, absent, words): "use"`},
		{`use = ["shape", "bad"]`, "", `shared/bad.toml:3: expanding word pattern "A"`},
		{`use = ["shape", "bad"]`, "", `shared/bad.toml:7: gone: label is missing in es`},
		{`use = ["shape", "clash"]`, "", `shared/clash.toml:3: "shape" is claimed for both "shape" and "filler" in en`},
		{`use = ["shape"]`, "[[absent]]\nid = \"rest\"\nof = \"shap\"\n", `of an unknown dimension or category (did you mean "shape"?): "shap"`},
		{`use = ["shape"]`, "[[absent]]\nid = \"rest\"\nof = \"shape.round\"\n", `figures.csv has figures of this: "shape.round"`},
		{`use = ["shape"]`, "[[dimensions]]\nid = \"shape\"\n[[dimensions.categories]]\nid = \"oval\"\n", `oval`},
		{"use = 7", "", `set.toml: not a value of the right kind`},
	} {
		_, err := stats.Load(sharing(c.names, c.more, halves()...), broken)
		wants(t, c.names+c.more, err, c.want)
	}
	_, err := stats.Load(sharing(`use = ["shape"]`, "", halves()...))
	wants(t, "no vocabularies", err, `set.toml:1: use names an unknown vocabulary: "shape"`)
	wants(t, "an unknown one", stats.CheckVocabulary(shared(), "shap"), `unknown vocabulary (did you mean "shape"?): "shap"`)
	wants(t, "a bad one", stats.CheckVocabulary(broken, "bad"), `shared/bad.toml:7: gone: label is missing in es`)
	for _, name := range []string{"shape", "size", "boxes", "land"} {
		if err := stats.CheckVocabulary(shared(), name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestVocabulariesAreFoundInSeveralFolders(t *testing.T) {
	mine := fstest.MapFS{"shape.toml": {Data: []byte("[[words]]\nfor = \"filler\"\nen = [\"mine\"]\n")}}
	files := sharing(`use = ["shape", "size"]`, "", "p.size.big,p,size,big,10,,,yes")
	set, err := stats.Load(files, mine, shared())
	if err != nil {
		t.Fatal(err)
	}
	if wordsOf(set, "mine") != "filler" || wordsOf(set, "round") != "" || wordsOf(set, "big") != "size.big" {
		t.Error("the first folder does not come first")
	}
}

// What nobody names costs nothing, and cannot be wrong.
func TestOtherVocabulariesAreNotRead(t *testing.T) {
	files := shared()
	files["broken.toml"] = &fstest.MapFile{Data: []byte("[[")}
	if _, err := stats.Load(sharing(`use = ["shape"]`, "", halves()...), files); err != nil {
		t.Error(err)
	}
}

// The shipped set without its vocabularies says which ones it misses.
func TestMissingVocabulariesAreEachAProblem(t *testing.T) {
	_, err := stats.Load(os.DirFS(borderDir))
	wants(t, "border", err, `: use names an unknown vocabulary: "gender"`)
}
