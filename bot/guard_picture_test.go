package bot

import (
	"slices"
	"strings"
	"testing"

	"cifra/bot/chart"
	"cifra/stats"
)

// unshared is a copy of a picture that nobody has checked.
func unshared(c *chart.Chart) *chart.Chart {
	out := *c
	out.Series, out.Foot, out.Bars = slices.Clone(c.Series), slices.Clone(c.Foot), slices.Clone(c.Bars)
	for i := range out.Bars {
		out.Bars[i].Values = slices.Clone(out.Bars[i].Values)
	}
	return &out
}

// textsOfPicture gives every text of a picture that is shown.
func textsOfPicture(c *chart.Chart) []*string {
	out := []*string{&c.Title, &c.Unit, &c.Note, &c.Alt}
	for i := range c.Foot {
		out = append(out, &c.Foot[i])
	}
	for i := range c.Bars {
		out = append(out, &c.Bars[i].Label, &c.Bars[i].Short)
		for j := range c.Bars[i].Values {
			out = append(out, &c.Bars[i].Values[j].Text)
		}
	}
	return out
}

func TestGuardCatchesAnyChangedDigitOfAPicture(t *testing.T) {
	b := guardedBot(t, border(t))
	caught := 0
	for _, query := range []string{
		"breakdown victims.gender", "breakdown traffickers.nationality", "breakdown labor_industry",
		"breakdown victims.nationality traffickers.nationality", "compare victims.gender.female victims.gender.male",
		"compare victims.gender.female traffickers.gender.female", "top victims.nationality n=2",
	} {
		for _, l := range stats.Langs {
			told := guarded(t, b, query, l)
			told.reply.Picture = unshared(told.reply.Picture)
			if err := b.books[0].guard.check(told.reply, told.said, told.named); err != nil {
				t.Fatalf("%s: %v", query, err)
			}
			caught += changeDigits(t, b, told, query, textsOfPicture(told.reply.Picture))
		}
	}
	if caught < 3000 {
		t.Errorf("only %d changes were tried", caught)
	}
}

func TestGuardCatchesAPictureOfSomethingElse(t *testing.T) {
	b := guardedBot(t, border(t))
	other := guarded(t, b, "breakdown traffickers.gender", stats.EN).reply.Picture
	for name, spoil := range map[string]func(c *chart.Chart) *chart.Chart{
		"the shared picture of another list": func(*chart.Chart) *chart.Chart { return other },
		"a copy of that":                     func(*chart.Chart) *chart.Chart { return unshared(other) },
		"bars with each other's labels": func(c *chart.Chart) *chart.Chart {
			c.Bars[0].Label, c.Bars[1].Label = c.Bars[1].Label, c.Bars[0].Label
			return c
		},
		"bars with each other's values": func(c *chart.Chart) *chart.Chart {
			c.Bars[0].Values, c.Bars[1].Values = c.Bars[1].Values, c.Bars[0].Values
			return c
		},
		"a bar of another length":   func(c *chart.Chart) *chart.Chart { c.Bars[0].Values[0].Count++; return c },
		"a share of another length": func(c *chart.Chart) *chart.Chart { c.Bars[0].Values[0].Share++; return c },
		"a figure said to be missing": func(c *chart.Chart) *chart.Chart {
			c.Bars[0].Values[0] = chart.Value{Missing: true, Text: "not listed"}
			return c
		},
		"a value too many":               func(c *chart.Chart) *chart.Chart { c.Series = []string{"Victims", "Traffickers"}; return c },
		"a sentence about another chart": func(c *chart.Chart) *chart.Chart { c.Alt = "Bar chart."; return c },
		"a number of another year":       func(c *chart.Chart) *chart.Chart { c.Foot[0] = "In 2019"; return c },
	} {
		told := guarded(t, b, "breakdown victims.gender", stats.EN)
		told.reply.Picture = spoil(unshared(told.reply.Picture))
		if err := b.books[0].guard.check(told.reply, told.said, told.named); err == nil {
			t.Errorf("%s passes", name)
		}
	}
}

func TestACategoryThatOneOfTwoListsLacksIsShownAsMissing(t *testing.T) {
	set := border(t)
	list := set.Breakdown("traffickers.nationality")
	list.Figures = list.Figures[:3]
	b := guardedBot(t, set)
	for l, want := range map[stats.Lang][3]string{
		stats.EN: {"Victims: top 4 listed; Traffickers: top 3 listed", "Traffickers: not listed", "Guatemala 2.4% (30) and not listed."},
		stats.ES: {"Víctimas: solo los primeros 4 lugares; Tratantes: solo los primeros 3 lugares",
			"Tratantes: no viene en la lista", "Guatemala 2.4% (30) y no viene en la lista."},
	} {
		p := guarded(t, b, "breakdown victims.nationality traffickers.nationality", l).reply.Picture
		last := p.Bars[len(p.Bars)-1].Values[1]
		if p.Note != want[0] || last != (chart.Value{Missing: true, Text: want[1]}) || !strings.HasSuffix(p.Alt, want[2]) {
			t.Errorf("note %q, value %+v, alternative text %q", p.Note, last, p.Alt)
		}
		p = unshared(p)
		p.Bars[0].Values[1] = last
		if err := b.books[0].guard.chart(p, []*stats.Answer{}, l); err == nil {
			t.Error("a picture passes that no answer bears out")
		}
	}
}
