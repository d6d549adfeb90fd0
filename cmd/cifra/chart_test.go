package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

func TestAskWritesThePictureOfTheReply(t *testing.T) {
	dir := at(t, nil)
	for _, c := range []struct{ file, question, want string }{
		{"a.svg", "chart of victim gender", "<title>Victims by gender</title>"},
		{"b.svg", "grafica de tratantes por edad", "<title>Tratantes por edad</title>"},
		{"C.SVG", "how many victims were women", "<title>Victims by gender</title>"}, // of its whole list
		{"d.svg", "compara el género de víctimas y tratantes", "<title>Víctimas y tratantes por género</title>"},
	} {
		got := invoke("", "ask", "--chart", c.file, c.question)
		if got.status != exitOK || got.err != "" || got.out == "" {
			t.Errorf("%q: %+v", c.question, got)
		}
		svg, err := os.ReadFile(filepath.Join(dir, c.file))
		if err != nil || !strings.Contains(string(svg), c.want) {
			t.Errorf("%q: error %v, no %s in\n%s", c.question, err, c.want, svg)
		}
	}
	if got := invoke("", "ask", "--chart", "e.png", "top labor industries"); got.status != exitOK {
		t.Errorf("%+v", got)
	}
	picture, err := os.ReadFile(filepath.Join(dir, "e.png"))
	if err != nil {
		t.Fatal(err)
	}
	if size, err := png.DecodeConfig(bytes.NewReader(picture)); err != nil || size.Width != 1080 {
		t.Errorf("%d pixels wide, error %v", size.Width, err)
	}
}

func TestAskSaysWhyThereIsNothingToDrawAndStillReplies(t *testing.T) {
	dir := at(t, nil)
	for question, why := range map[string]string{
		"gender":                          "several ways",
		"how many victims":                "part of no list",
		"how many victims per case":       "not of one list",
		"salvadoran victims":              "does not say",
		"what is the period":              "no figures",
		"hello":                           "no figures",
		"I think my cousin is trafficked": "no figures",
		"victims by gender and by age":    "not of one list",
	} {
		plain, got := invoke("", "ask", question), invoke("", "ask", "--chart", "x.png", question)
		if got.status != exitFailed || got.out != plain.out || !strings.Contains(got.err, `"x.png"`) || !strings.Contains(got.err, why) {
			t.Errorf("%q: %+v, want %q", question, got, why)
		}
		if _, err := os.Stat(filepath.Join(dir, "x.png")); err == nil {
			t.Errorf("%q: there is a file", question)
		}
	}
}

func TestAskQuotesTheNameOfAChartThatCannotBeWritten(t *testing.T) {
	at(t, nil)
	for _, c := range []struct {
		args   string
		status int
		want   string
	}{
		{"ask --chart x.jpg gender", exitUsage, `not "x.jpg"`},
		{"ask --chart x gender", exitUsage, `not "x"`},
		{"ask --chart x.png --batch", exitUsage, `"x.png"`},
		{"ask --chart no/such/x.png victims by gender", exitFailed, "no/such/x.png"},
	} {
		if got := invoke("", strings.Split(c.args, " ")...); got.status != c.status || !strings.Contains(got.err, c.want) {
			t.Errorf("cifra %s: %+v, want status %d and %q", c.args, got, c.status, c.want)
		}
	}
}

// TestReadmeShowsThePicturesThatTheProgramDraws runs the README's commands
// that draw.
func TestReadmeShowsThePicturesThatTheProgramDraws(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	at(t, map[string]string{"docs/chart": ""})
	drawn := regexp.MustCompile(`(?m)^\$? ?cifra ask --chart (docs/\S+) "(.+)"`).FindAllStringSubmatch(string(text), -1)
	for _, c := range drawn {
		if got := invoke("", "ask", "--chart", c[1], c[2]); got.status != exitOK {
			t.Fatalf("%s: %+v", c[0], got)
		}
		got, err := os.ReadFile(c[1])
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(root, c[1])
		if *update {
			if err := os.WriteFile(path, got, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(pixels(t, want), pixels(t, got)) {
			t.Errorf("%s is not what the program draws; go test ./cmd/cifra -update draws it anew", c[1])
		}
		if shown := `<img src="` + c[1] + `" width="390" alt="` + altOf(t, c[2]) + `">`; !strings.Contains(string(text), shown) {
			t.Errorf("the README does not show %s", shown)
		}
	}
	if len(drawn) < 2 {
		t.Errorf("%d pictures, want one in each language", len(drawn))
	}
}

func pixels(t *testing.T, picture []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// altOf gives the alternative text of the picture of a reply.
func altOf(t *testing.T, question string) string {
	t.Helper()
	invoke("", "ask", "--chart", "described.svg", question)
	svg, err := os.ReadFile("described.svg")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(svg), "<desc>")
	text, _, _ := strings.Cut(rest, "</desc>")
	return text
}
