package stats

import (
	"io/fs"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// The documents that name every key: the guide, in a table for each table of the
// format, and the comments of the folder that "cifra data new" writes.
const (
	guidePath   = "../docs/data-sets.md"
	starterPath = "../cmd/cifra/starter"
	sharedPath  = "sets/shared"
)

// keysOf lists the keys of the format by the table that they stand in: "" for
// the top, "[source]", "[[dimensions.categories]]". What is a text has en and
// es, which are not listed.
func keysOf(t reflect.Type, table string, into map[string][]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		key, tagged := f.Tag.Lookup("toml")
		if !tagged || key == "-" {
			continue
		}
		of, list := f.Type, false
		if of.Kind() == reflect.Slice {
			of, list = of.Elem(), true
		}
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		name := strings.TrimPrefix(strings.Trim(table, "[]")+"."+key, ".")
		switch under := "[" + name + "]"; {
		case of.Kind() != reflect.Struct || of == reflect.TypeFor[Text]() || f.Type == reflect.TypeFor[Period]().Field(0).Type:
			into[table] = append(into[table], key)
		case list:
			keysOf(of, "["+under+"]", into)
			if table != "" {
				into[table] = append(into[table], key)
			}
		default:
			keysOf(of, under, into)
		}
	}
}

// sections gives the parts of the guide below each heading.
func sections(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(guidePath)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for part := range strings.SplitSeq(string(text), "\n#") {
		heading, body, _ := strings.Cut(strings.TrimLeft(part, "# "), "\n")
		parts[strings.Trim(heading, "`")] = body
	}
	return parts
}

func TestTheGuideNamesEveryKeyAndNoOther(t *testing.T) {
	keys := map[string][]string{}
	keysOf(reflect.TypeFor[document](), "", keys)
	if len(keys) < 14 || !slices.Contains(keys["[[dimensions.categories]]"], "werent") || !slices.Contains(keys["[period]"], "start") {
		t.Fatalf("the keys are %v", keys)
	}
	parts := sections(t)
	for table, want := range keys {
		heading := table
		if table == "" {
			heading = "At the top of set.toml"
		}
		var named []string
		for line := range strings.Lines(parts[heading]) {
			if key, _, row := strings.Cut(strings.TrimPrefix(line, "| `"), "` |"); row && strings.HasPrefix(line, "| `") {
				named = append(named, key)
			}
		}
		slices.Sort(want)
		slices.Sort(named)
		if !slices.Equal(named, want) {
			t.Errorf("under %q the guide names %q, and the format has %q", heading, named, want)
		}
	}
}

func TestTheGuideNamesEveryColumnAndValue(t *testing.T) {
	parts := sections(t)
	for heading, names := range map[string][]string{
		"Step 1: the figures":          header(),
		"[[notes]]":                    opNames(),
		"[[absent]]":                   {string(Crosstab), string(Unlisted), string(OtherPeriod), string(Place), string(NotMeasured), string(UnstatedUnit)},
		"[[dimensions.categories]]":    {string(Unknown), string(Other)},
		"[[measures]]":                 {string(UnitCount), string(UnitPercent), numberPlace},
		"Step 6: the words people use": {`"` + forSubject + `"`, `"` + forFiller + `"`, `"` + forPeriod + `"`, `"` + ForSet + `"`},
	} {
		for _, name := range names {
			if !strings.Contains(parts[heading], "`"+name+"`") {
				t.Errorf("under %q the guide does not name %q", heading, name)
			}
		}
	}
}

func TestTheGuideNamesWhatVocabulariesHold(t *testing.T) {
	said := sections(t)["The vocabularies"]
	shared := os.DirFS(sharedPath)
	for _, name := range vocabularyNames([]fs.FS{shared}) {
		rows := ""
		for line := range strings.Lines(said) {
			if strings.HasPrefix(line, "| `"+name+"` |") {
				rows += line
			}
		}
		if rows == "" {
			t.Errorf("the guide does not name the vocabulary %q", name)
		}
		text, err := fs.ReadFile(shared, name+".toml")
		if err != nil {
			t.Fatal(err)
		}
		f := &parsedFile{name: name, text: string(text), shared: true}
		f.parse()
		var ids []string
		for _, p := range f.doc.Populations {
			ids = append(ids, p.ID)
		}
		for _, d := range f.doc.Dimensions {
			ids = append(ids, d.ID)
			ids = append(ids, categoryNames(d)...)
		}
		for _, id := range ids {
			if !strings.Contains(rows, "`"+id+"`") {
				t.Errorf("the guide does not name %q of the vocabulary %q", id, name)
			}
		}
	}
}

// Who fills in the folder sees all that there is, commented out where the
// invented set has no use for it.
func TestTheStarterNamesEveryKey(t *testing.T) {
	keys := map[string][]string{}
	keysOf(reflect.TypeFor[document](), "", keys)
	starter, text := os.DirFS(starterPath), ""
	names, err := fs.Glob(starter, "*.toml")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(starter, path.Base(name))
		if err != nil {
			t.Fatal(err)
		}
		text += string(data)
	}
	words := map[string]bool{}
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return (r < 'a' || r > 'z') && r != '_' }) {
		words[word] = true
	}
	for table, list := range keys {
		for _, key := range list {
			if !words[key] {
				t.Errorf("the folder to fill in does not name %q of %s", key, table)
			}
		}
		if name := strings.Trim(table, "[]"); name != "" && !strings.Contains(text, table) {
			t.Errorf("the folder to fill in does not show %s", table)
		}
	}
}
