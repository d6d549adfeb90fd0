package chart_test

import (
	"fmt"
	"strings"

	"cifra/bot/chart"
)

// kind is a chart of which there are golden files of its name.
type kind struct {
	name  string
	chart *chart.Chart
}

// kinds holds a chart of every kind that is drawn. Their figures are invented.
func kinds() []kind {
	return []kind{
		{"list-with-shares", single("Members by branch", "Members, with their share of all 1,400",
			share("North", 700, 1400), share("South", 420, 1400), share("East", 210, 1400), share("Unknown branch", 70, 1400))},
		{"top-three", topThree()},
		{"grouped", grouped()},
		{"missing-value", missing()},
		{"stacked", stacked()},
		{"stacked-tiny-part", stackedTiny()},
		{"long-labels", longLabels()},
		{"one-bar", single("Members by branch", "Members, with their share of all 1,400", share("North", 700, 1400))},
		{"zero", single("Members by age", "Members, with their share of all 1,400",
			share("Adults", 1400, 1400), share("Minors", 0, 1400), share("Age unknown", 0, 1400), share("Not asked", 0, 1400))},
		{"all-zero", single("Members by age", "Members", count("Adults", 0), count("Minors", 0), count("Unknown", 0))},
		{"twelve-bars", twelve()},
		{"spanish", spanish()},
		{"one-of-982", single("Borrowers by card", "Borrowers, with their share of all 982",
			share("Paper card", 741, 982), share("Plastic card", 213, 982), share("Card of another library", 1, 982), share("No card", 27, 982))},
	}
}

func single(title, unit string, bars ...chart.Bar) *chart.Chart {
	var said []string
	for _, b := range bars {
		said = append(said, b.Label+" "+b.Values[0].Text)
	}
	return &chart.Chart{
		Key: title, Title: title, Unit: unit, Bars: bars, Foot: foot(),
		Alt: "Bar chart of " + title + ": " + strings.Join(said, ", ") + ".",
	}
}

func foot() []string {
	return []string{"Jan 1, 2020 - Dec 31, 2020", "Members who used a branch at least once.", `Source: Town Library, "The Year in Figures".`}
}

func count(label string, n int) chart.Bar {
	return chart.Bar{Label: label, Short: label, Values: []chart.Value{{Count: n, Text: fmt.Sprint(n)}}}
}

func share(label string, n, of int) chart.Bar {
	b := count(label, n)
	v := &b.Values[0]
	v.Share, v.HasShare = 100*float64(n)/float64(of), true
	v.Text = fmt.Sprintf("%d (%.1f%%)", n, v.Share)
	return b
}

func topThree() *chart.Chart {
	c := single("Busiest branches", "Loans or visits; the source does not say which",
		count("Central library", 329), count("Harbour", 91), count("Mobile library", 72))
	c.Note = "Top 3 listed"
	c.Foot = append([]string{c.Foot[0], "The source does not say whether this list counts loans or visits."}, c.Foot[1:]...)
	return c
}

// sideBySide puts a bar of each series under one label, as long as its share.
func sideBySide(label string, a, b chart.Bar) chart.Bar {
	values := []chart.Value{a.Values[0], b.Values[0]}
	for i := range values {
		if v := &values[i]; v.HasShare {
			v.Text = fmt.Sprintf("%.1f%% (%d)", v.Share, v.Count)
		}
	}
	return chart.Bar{Label: label, Values: values}
}

func grouped() *chart.Chart {
	c := single("Members and visitors by age", "Share of the 1,400 members and of the 982 visitors (and their number)",
		sideBySide("Adults", share("", 900, 1400), share("", 875, 982)),
		sideBySide("Minors", share("", 300, 1400), share("", 10, 982)),
		sideBySide("Age unknown", share("", 200, 1400), share("", 97, 982)))
	c.Series, c.Shares = []string{"Members", "Visitors"}, true
	return c
}

func missing() *chart.Chart {
	c := single("Members and visitors by town", "Share of the 1,400 members and of the 982 visitors (and their number)",
		sideBySide("Springfield", share("", 900, 1400), share("", 875, 982)),
		sideBySide("Shelbyville", share("", 300, 1400), chart.Bar{Values: []chart.Value{{Missing: true, Text: "Visitors: not listed"}}}),
		sideBySide("Ogdenville", chart.Bar{Values: []chart.Value{{Missing: true, Text: "Members: not listed"}}}, share("", 97, 982)))
	c.Series, c.Shares, c.Note = []string{"Members", "Visitors"}, true, "Members: top 2 listed. Visitors: top 2 listed"
	return c
}

func stacked() *chart.Chart {
	c := single("Members by age", "Members, with their share of all 1,400",
		share("Adults", 900, 1400), share("Minors", 300, 1400), share("Age unknown, as it was not asked when they became members of the library", 200, 1400))
	c.Whole = true
	return c
}

func stackedTiny() *chart.Chart {
	c := single("Visitors by age", "Visitors, with their share of all 1,257",
		share("Adults", 1256, 1257), share("Minors", 1, 1257), share("Age unknown", 0, 1257))
	c.Whole = true
	return c
}

func longLabels() *chart.Chart {
	c := single("Members of the library and of the associated reading rooms by what they say that they come for",
		"Members of the library and of the associated reading rooms who answered, with their share of all 1,257,000 of them",
		share("Agriculture, forestry, fishing, hunting, and the preserving of vegetables and of fruit", 758123, 1257000),
		share("Pneumonoultramicroscopicsilicovolcanoconiosis-and-pseudopseudohypoparathyroidism", 117456, 1257000),
		share("Other", 57, 1257000))
	c.Foot = append(c.Foot, strings.Repeat("A caveat that goes on and on, because someone wrote it so, ", 4)+"and then ends.")
	return c
}

func twelve() *chart.Chart {
	var bars []chart.Bar
	for i, month := range []string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December"} {
		bars = append(bars, share(month, 40+(i*37)%120, 1400))
	}
	return single("Members by month", "Members, with their share of all 1,400", bars...)
}

func spanish() *chart.Chart {
	c := single("Préstamos por categoría", "Préstamos, con su porcentaje del total de 1,400",
		share("Ñandúes, pingüinos y otras aves", 700, 1400), share("¿Cuándo? ¡Ya! Índices y catálogos", 420, 1400),
		share("Música en español (órgano, acordeón)", 210, 1400), share("No especificó", 70, 1400))
	c.Foot = []string{"1 de enero al 31 de diciembre de 2020", `Fuente: Biblioteca Pública, "El año en cifras".`}
	return c
}
