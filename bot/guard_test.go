package bot

import (
	"strings"
	"testing"

	"cifra/bot/ask"
	"cifra/stats"
)

// guarded composes a reply and what it rests on.
func guarded(t *testing.T, b *Bot, query string, l stats.Lang) *telling {
	t.Helper()
	q, err := stats.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	m := Message{Query: &q}
	told, err := b.tell(m, b.books[0], ask.Question{Lang: l, Kind: ask.Figures, Readings: []stats.Query{q}})
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	if err := b.books[0].guard.check(told.reply, told.said, told.named); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return told
}

func TestGuardCatchesAnyChangedDigit(t *testing.T) {
	b := guardedBot(t, border(t))
	caught := 0
	for _, query := range []string{
		"count victims.gender.female", "count% victims.age.minor", "count traffickers.gender.minority", "count victims.total",
		"count labor_industry.agriculture", "share victims.age.minor of=known", "breakdown victims.gender",
		"breakdown traffickers.nationality", "breakdown labor_industry", "top victims.nationality n=2", "nth victims.type n=-1",
		"compare victims.gender.female traffickers.gender.female", "sum victims.type.sex victims.type.sex_and_labor",
		"difference victims.gender.female victims.gender.male", "difference% victims.gender.female traffickers.gender.female",
		"ratio traffickers.gender.male traffickers.gender.female", "per victims.total cases.total", "one-in victims.age.minor",
		"complement victims.nationality.mexico", "complement victims.age.unknown", "complement traffickers.gender.male",
		"lookup claim=609", "lookup claim=48%", "count traffickers.nationality.mexico claim=60.3%",
		"count victims.gender.female&victims.age.minor", "nth labor_industry n=4", "count% labor_industry.agriculture",
	} {
		for _, l := range stats.Langs {
			told := guarded(t, b, query, l)
			caught += changeDigits(t, b, told, query, textsOf(told.reply))
		}
	}
	if caught < 5000 {
		t.Errorf("only %d changes were tried", caught)
	}
}

// changeDigits puts every other digit in the place of each in some texts of a
// reply, one at a time, and counts the changes. The guard must catch them all.
func changeDigits(t *testing.T, b *Bot, told *telling, query string, fields []*string) (tried int) {
	t.Helper()
	for _, field := range fields {
		original := *field
		for i := range original {
			for d := byte('0'); digit(original[i]) && d <= '9'; d++ {
				if d == original[i] {
					continue
				}
				*field = original[:i] + string(d) + original[i+1:]
				if b.books[0].guard.check(told.reply, told.said, told.named) == nil {
					t.Errorf("%s: %q passes for %q", query, *field, original)
				}
				tried++
			}
		}
		*field = original
	}
	return tried
}

// textsOf gives every text of a reply.
func textsOf(r *Reply) []*string {
	out := []*string{&r.Title, &r.Text, &r.Read, &r.Source}
	for i := range r.Notes {
		out = append(out, &r.Notes[i])
	}
	for i := range r.Rows {
		out = append(out, &r.Rows[i].Label, &r.Rows[i].Short, &r.Rows[i].CountText, &r.Rows[i].ShareText)
	}
	for _, choices := range [][]Choice{r.Choices, r.Next} {
		for i := range choices {
			out = append(out, &choices[i].Label, &choices[i].Ask)
		}
	}
	return out
}

func TestGuardCatchesWhatIsNotOfTheAnswer(t *testing.T) {
	b := guardedBot(t, border(t))
	for name, spoil := range map[string]func(*Reply){
		"a number of another figure":    func(r *Reply) { r.Text += " 741." },
		"a share of the wrong rounding": func(r *Reply) { r.Text = strings.Replace(r.Text, "48.4%", "48%", 1) },
		"a count said as a percentage":  func(r *Reply) { r.Text = strings.Replace(r.Text, "609", "609%", 1) },
		"a percentage said as a count":  func(r *Reply) { r.Text = strings.Replace(r.Text, "48.4%", "48.4", 1) },
		"a number without its comma":    func(r *Reply) { r.Text = strings.Replace(r.Text, "1,257", "1257", 1) },
		"a comma in the wrong place":    func(r *Reply) { r.Text = strings.Replace(r.Text, "1,257", "12,57", 1) },
		"a bound that is not so":        func(r *Reply) { r.Text = strings.Replace(r.Text, "48.4%", "<48.4%", 1) },
		"a number in the title":         func(r *Reply) { r.Title += " 2018" },
		"a date that is not the set's":  func(r *Reply) { r.Read = strings.Replace(r.Read, "2017", "2018", 1) },
		"a note that is not the set's":  func(r *Reply) { r.Notes = append(r.Notes, "In 2019 there were more.") },
		"a number in a button":          func(r *Reply) { r.Next[0].Label = "Top 3" },
		"a row of another figure": func(r *Reply) {
			r.Rows = []Row{{ID: "victims.gender.male", Label: "Male", Count: 572, CountText: "572"}}
		},
		"a row whose text is not so": func(r *Reply) {
			r.Rows = []Row{{ID: "victims.gender.female", Label: "Female", Count: 609, CountText: "690"}}
		},
		"a row whose number is not so": func(r *Reply) {
			r.Rows = []Row{{ID: "victims.gender.female", Label: "Female", Count: 690, CountText: "609"}}
		},
		"a row with a wrong share": func(r *Reply) {
			r.Rows = []Row{{ID: "victims.gender.female", Label: "Female", Count: 609, CountText: "609", HasShare: true, Share: 48.4, ShareText: "48.4%"}}
		},
		"a contact that is not the file": func(r *Reply) { r.Contacts = []Contact{{Name: "Line", Lines: []string{"555 0101"}, About: "24 hours"}} },
	} {
		told := guarded(t, b, "count victims.gender.female", stats.EN)
		spoil(told.reply)
		if err := b.books[0].guard.check(told.reply, told.said, told.named); err == nil {
			t.Errorf("%s passes: %+v", name, told.reply)
		}
	}
}

func TestGuardChecksTheArithmeticOfASentence(t *testing.T) {
	for text, fine := range map[string]bool{
		"609 of the 1,257 were so (48.4%).":                            true,
		"609 of the 1,257 were so (48.5%).":                            false,
		"609 of the 1,084 were so (48.4%).":                            false,
		"213 of 982 were so (21.7%), against 609 of the 1,257 (21.7%)": false,
		"48.4% were so (609 of 1,257).":                                true,
		"48.4% were so (572 of 1,257).":                                false,
		"39.7% of the 1,257 were not so (499).":                        true,
		"39.7% of the 1,257 were not so (758).":                        false,
		"609 de las 1,257 eran así (48.4%).":                           true,
		"611 de las 1,257 eran así (48.4%).":                           false,
		"66.9% de un total de 492 (329).":                              true,
		"67.9% de un total de 492 (329).":                              false,
		"203 were so (16.1%); 609 were so (48.4%).":                    true,
		"48% is the share of those (48.4%).":                           true,
		"1 of the 982 was so (0.1%).":                                  true,
		"<0.1% were so (1 of 4,000).":                                  true,
		"0.1% were so (1 of 4,000).":                                   false,
	} {
		if err := agree(text); (err == nil) != fine {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestNumbersAreReadBackAsWritten(t *testing.T) {
	for text, want := range map[string]printed{
		"a 1,257 b": {text: "1,257", start: 2, end: 7, value: 1257, wellFormed: true},
		"(63.1%)":   {text: "63.1%", start: 1, end: 6, value: 63.1, decimals: 1, percent: true, wellFormed: true},
		"<0.1%":     {text: "0.1%", start: 1, end: 5, value: 0.1, decimals: 1, percent: true, bound: '<', wellFormed: true},
		"609.":      {text: "609", end: 3, value: 609, wellFormed: true},
		"609, 12":   {text: "609", end: 3, value: 609, wellFormed: true},
		"1257":      {text: "1257", end: 4, value: 1257},
		"1,25":      {text: "1,25", end: 4, value: 125},
		"0,257":     {text: "0,257", end: 5},
		"1.2.3":     {text: "1.2.3", end: 5},
		"1.257,3":   {text: "1.257,3", end: 7},
		"1,2345":    {text: "1,2345", end: 6, value: 12345},
	} {
		got, found := nextNumber(text, 0)
		if d := got.value - want.value; d < 1e-9 && d > -1e-9 {
			got.value = want.value
		}
		if !found || got != want {
			t.Errorf("%q: read %+v, want %+v", text, got, want)
		}
	}
	if n, found := nextNumber("no number", 0); found {
		t.Errorf("found %+v where there is no number", n)
	}
}

// TestGuardAgreesWithTheWritersOfNumbers ties the two together that otherwise
// know nothing of each other.
func TestGuardAgreesWithTheWritersOfNumbers(t *testing.T) {
	read := func(s string) printed {
		at := 0
		if s[0] == '<' || s[0] == '>' {
			at = 1
		}
		n, _ := nextNumber(s, at)
		return n
	}
	for base := 1; base <= 1300; base += 7 {
		for count := 0; count <= base; count += 1 + base/97 {
			v := 100 * float64(count) / float64(base)
			if s := percentText(v); !read(s).isPercent(v) {
				t.Fatalf("%d of %d is written %q, which the guard does not read as %v", count, base, s, v)
			}
			if count == 0 {
				continue
			}
			if s := timesText(float64(base) / float64(count)); !read(s).isRatio(float64(base) / float64(count)) {
				t.Fatalf("%d by %d is written %q, which the guard does not read as such", base, count, s)
			}
			if s := oneInText(float64(base) / float64(count)); !read(s).isRatio(float64(base) / float64(count)) {
				t.Fatalf("one in %d by %d is written %q, which the guard does not read as such", base, count, s)
			}
		}
	}
}
