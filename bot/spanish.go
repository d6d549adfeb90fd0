package bot

import (
	"strings"

	"cifra/stats"
)

// spanish is the Spanish voice, as Mexico speaks it.
type spanish struct {
	*speaker
	numbers  [10]string
	ordinals [10]string // before "lugar"
}

func newSpanish(set *stats.Set, several bool) *spanish {
	e := &spanish{
		numbers:  [...]string{"uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"},
		ordinals: [...]string{"primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno", "décimo"},
	}
	e.speaker = newSpeaker(set, stats.ES, several, func(p *stats.Population) string {
		if p.Total.Count == 1 {
			return "1 " + p.One.ES
		}
		return e.the(p) + " " + countText(p.Total.Count) + " " + p.Many.ES
	}, e.title)
	e.ready(e)
	return e
}

func (e *spanish) tongue() *speaker { return e.speaker }

// and joins with "y", which is "e" before the sound of an i.
func (e *spanish) and(items []string) string {
	return list(items, func(before, next string) string {
		if soundsLike(next, "i", "í", "hi", "hí") && !soundsLike(next, "hie", "hia", "hio", "ia", "ie", "io") {
			return before + " e " + next
		}
		return before + " y " + next
	})
}

// orWith joins with "o", which is "u" before the sound of an o.
func (e *spanish) orWith(before, next string) string {
	if soundsLike(next, "o", "ó", "ho", "hó", "8", "11 ") {
		return before + " u " + next
	}
	return before + " o " + next
}

func soundsLike(word string, beginnings ...string) bool {
	word = strings.ToLower(word)
	for _, b := range beginnings {
		if strings.HasPrefix(word, b) {
			return true
		}
	}
	return false
}

// the is the article of several of a population: "las" víctimas.
func (e *spanish) the(p *stats.Population) string {
	if p.Feminine {
		return "las"
	}
	return "los"
}

// howMany asks for several of a population: "cuántas" víctimas.
func (e *spanish) howMany(p *stats.Population) string {
	if p.Feminine {
		return "cuántas"
	}
	return "cuántos"
}

// feminine says whether a Spanish noun phrase is feminine, by the ending of
// its first word. The set states the gender of populations alone; dimensions
// ("edad", "género", "tipo de ...") follow the rule, with the exceptions that
// schoolbooks list.
func feminine(phrase string) bool {
	noun, _, _ := strings.Cut(strings.ToLower(phrase), " ")
	switch noun {
	case "día", "mapa", "idioma", "tema", "sistema", "problema", "programa", "clima", "diagrama":
		return false
	case "sucursal", "señal", "capital", "credencial", "sede", "clase", "fuente", "calle", "parte", "serie", "red", "ley":
		return true
	}
	for _, ending := range []string{"a", "dad", "tad", "tud", "ción", "sión", "gión", "umbre", "ez", "sis"} {
		if strings.HasSuffix(noun, ending) {
			return true
		}
	}
	return false
}

// withThe puts the article before a dimension's label: "la edad".
func withThe(label string) string {
	if feminine(label) {
		return "la " + label
	}
	return "el " + label
}

// whose is the relative before a dimension's label: "cuya edad".
func whose(label string) string {
	if feminine(label) {
		return "cuya " + label
	}
	return "cuyo " + label
}

func (e *spanish) title(b *stats.Breakdown) string {
	if b.Population == nil {
		return lower(b.Dimension.Title.ES)
	}
	return b.Population.Many.ES + " por " + b.Dimension.Label.ES
}

// listOf names a list within a sentence: "la lista de víctimas por ...".
func (e *spanish) listOf(b *stats.Breakdown) string {
	return "la lista de " + e.title(b)
}

// percent puts the article before a percentage at the head of a clause.
func (e *spanish) percent(value string) string {
	if value[0] == '<' || value[0] == '>' {
		return value
	}
	return "el " + value
}

// whole is what a row is a part of, by its base.
func (e *spanish) whole(r stats.Row) string {
	p, b := e.of(r.Figure), r.Figure.Breakdown
	switch {
	case r.Of != nil:
		return e.the(r.Figure.Population) + " " + countText(r.Base) + " " + e.of(r.Of).nouns
	case r.Base == 0 || r.Base == r.Figure.Population.Total.Count:
		return p.whole
	case b.Complete:
		return e.the(r.Figure.Population) + " " + countText(r.Base) + " " + p.many + " " + whose(b.Dimension.Label.ES) + " se conoce"
	}
	return "un total de " + countText(r.Base) + " en " + e.listOf(b)
}

// counted is a count with its noun: "609 víctimas mujeres". One of a category
// is said with its predicate, since an adjective may not have a singular.
func (e *spanish) counted(r stats.Row) string {
	p := e.of(r.Figure)
	switch {
	case unstated(r):
		return p.noun + " (" + p.count + ")"
	case r.Figure.Count == 1 && r.Figure.Category != nil:
		return "1 " + p.one + " que " + p.was
	}
	return p.count + " " + p.noun
}

func (e *spanish) everyCounted(rows []stats.Row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = e.counted(r)
	}
	return out
}

// clause is a figure by itself: "609 de las 1,257 víctimas eran mujeres
// (48.4%)".
func (e *spanish) clause(r stats.Row) string {
	p := e.of(r.Figure)
	switch {
	case r.Figure.Measure != nil:
		return p.says
	case r.Figure.Parts != nil:
		return "las cifras de la fuente suman " + p.count + " " + p.noun
	case r.Figure.Category == nil:
		return "la fuente registra " + p.count + " " + p.noun
	case unstated(r):
		list := r.Figure.Breakdown.Figures
		return p.label + ": " + p.count + ", " + e.placed(r.Rank) + " de " +
			numberWord(&e.numbers, len(list)) + " en la lista de " + p.title
	}
	return p.count + " de " + e.whole(r) + " " + p.did + e.bracket(r)
}

// placed is a place in a list: "segundo lugar".
func (e *spanish) placed(n int) string {
	if n >= 1 && n <= len(e.ordinals) {
		return e.ordinals[n-1] + " lugar"
	}
	return "lugar " + countText(n)
}

func (e *spanish) counts(rows []stats.Row) string {
	if len(rows) > 1 && allTotals(rows) {
		return "la fuente registra " + e.and(e.everyCounted(rows))
	}
	var said []string
	for _, part := range groups(rows, byPopulation) {
		switch {
		case len(part) == 1:
			said = append(said, e.clause(part[0]))
		case unstated(part[0]):
			for _, list := range groups(part, byBreakdown) {
				said = append(said, e.of(list[0].Figure).title+": "+e.and(e.labels(list)))
			}
		default:
			said = append(said, e.chain(part))
		}
	}
	return strings.Join(said, "; ")
}

// chain says several figures of one population, naming its total once.
func (e *spanish) chain(rows []stats.Row) string {
	out := make([]string, len(rows))
	for i, r := range rows {
		p := e.of(r.Figure)
		out[i] = p.count + " " + p.did + e.bracket(r)
		if i == 0 || r.Figure.Category == nil || r.Of != rows[i-1].Of {
			out[i] = e.clause(r)
		}
	}
	return e.and(out)
}

func (e *spanish) leads(r stats.Row, alone bool) string {
	b := r.Figure.Breakdown
	switch {
	case unstated(r) && alone:
		return e.place(r, 1)
	case !alone:
		return e.clause(r)
	case b.Complete:
		return e.clause(r) + ", el grupo más numeroso"
	}
	return e.clause(r) + ", el grupo más numeroso de la lista"
}

func (e *spanish) leaders(tops []stats.Row) string {
	return "los grupos más numerosos: " + e.counts(tops)
}

func (e *spanish) ranking(rows []stats.Row, largestFirst bool) string {
	order := "de menor a mayor"
	if largestFirst {
		order = "de mayor a menor"
	}
	if unstated(rows[0]) {
		return order + " en " + e.of(rows[0].Figure).title + ": " + e.and(e.labels(rows))
	}
	if !largestFirst && !rows[0].Figure.Breakdown.Complete {
		order += " en la lista"
	}
	return order + ": " + e.chain(rows)
}

func (e *spanish) place(r stats.Row, n int) string {
	where := "en " + e.placed(n)
	switch {
	case n == -1:
		where = "en último lugar"
	case n == -2:
		where = "en penúltimo lugar"
	case n < 0:
		where = "en " + e.placed(-n) + " desde abajo"
	}
	p := e.of(r.Figure)
	if unstated(r) {
		return where + " de la lista de " + p.title + ": " + p.label + ", con " + p.count
	}
	if !r.Figure.Breakdown.Complete {
		where += " de la lista"
	}
	return where + " por " + r.Figure.Breakdown.Dimension.Label.ES + ": " + e.clause(r)
}
