package bot

import (
	"strings"

	"cifra/stats"
)

func (e *spanish) separately(parts []part, thing string) string {
	dimensions := partDimensions(parts, stats.ES)
	for i, d := range dimensions {
		dimensions[i] = withThe(d)
	}
	switch {
	case len(dimensions) == 0 && thing == "":
		return "La fuente no combina estas categorías."
	case len(dimensions) == 0:
		return "La fuente no combina estas categorías, así que no dice nada sobre " + thing + "."
	case len(dimensions) == 1:
		return "La fuente cuenta por separado cada " + dimensionOf(parts).Item.ES +
			", así que no dice cuántas veces coinciden."
	}
	how := "La fuente cuenta " + e.and(dimensions) + " por separado, así que no "
	a, b, ok := crossed(parts)
	if !ok {
		return how + "los cruza."
	}
	pop := a.population()
	first := pop.Inflect(a.figure.Category.Were, stats.ES)
	if b.figure == nil {
		return how + "desglosa por " + b.breakdown.Dimension.Label.ES + " a " + e.the(pop) + " " + pop.Many.ES + " que " + first + "."
	}
	second := pop.Inflect(b.figure.Category.Were, stats.ES)
	verb, _, _ := strings.Cut(first, " ")
	return how + "dice " + e.howMany(pop) + " de " + e.the(pop) + " " + pop.Many.ES + " " + first +
		" y a la vez " + strings.TrimPrefix(second, verb+" ") + "."
}

func (e *spanish) otherUnit(d *stats.Dimension, has, asked *stats.Population) string {
	if has == nil {
		return "La fuente no da " + withThe(d.Label.ES) + " de " + e.the(asked) + " " + asked.Many.ES + "."
	}
	return "La fuente da " + withThe(d.Label.ES) + " de " + e.the(has) + " " + has.Many.ES +
		", no de " + e.the(asked) + " " + asked.Many.ES + "."
}

func (e *spanish) notListed(lists []*stats.Breakdown, thing string, smallest bool) string {
	var tops []string
	for _, b := range lists {
		top := "los " + numberWord(&e.numbers, len(b.Figures)) + " primeros lugares"
		if len(b.Figures) == 1 {
			top = "el primer lugar"
		}
		tops = append(tops, top+" por "+b.Dimension.Label.ES)
	}
	zero := " Eso no significa cero."
	switch {
	case len(tops) == 0 && thing == "":
		return "La fuente no lo incluye en sus listas." + zero
	case len(tops) == 0:
		return "La fuente no incluye " + thing + " en sus listas." + zero
	case thing != "":
		return "La fuente solo da " + e.and(tops) + ", y no incluye " + thing + "." + zero
	case smallest:
		return "La fuente solo da " + e.and(tops) + ", así que no dice cuál ocupa el último."
	}
	return "La fuente solo da " + e.and(tops) + ", así que no dice nada del resto."
}

func (e *spanish) otherPeriod(thing string) string {
	about := "sobre " + thing
	if thing == "" {
		about = "de otras fechas, de partes de ese periodo ni de tendencias"
	}
	return "Las cifras cubren un solo periodo (" + e.set.Period.Label.ES + "), así que no dicen nada " + about + "."
}

func (e *spanish) noPlace(thing string) string {
	if thing == "" {
		return "La fuente no separa sus cifras por lugar, así que no dice dónde."
	}
	return "La fuente no separa sus cifras por lugar, así que no dice nada sobre " + thing + "."
}

func (e *spanish) notMeasured(thing string) string {
	if thing == "" {
		return "La fuente no mide eso."
	}
	return "La fuente no dice nada sobre " + thing + "."
}

func (e *spanish) unitUnstated(b *stats.Breakdown) string {
	if b == nil {
		return "La fuente no dice de qué total sería ese porcentaje."
	}
	return "La fuente no dice qué cuenta en su lista de " + e.title(b) + ", así que esas cifras no se pueden comparar con un total."
}

func (e *spanish) unlike(populations []*stats.Population, share bool) string {
	units := make([]string, len(populations))
	for i, p := range populations {
		units[i] = p.Many.ES
	}
	apart := capital(e.and(units)) + " se cuentan aparte, así que no hay "
	if share {
		return apart + "un total común del que sacar un porcentaje."
	}
	return apart + "una sola cifra que abarque todo."
}

func (e *spanish) noSuchNumber(number string) string {
	return "Ninguna cifra de la fuente es " + number + "."
}

func (e *spanish) notUnderstood() string {
	return "No reconocí una parte de la pregunta, así que prefiero no contestarla a pasar esa parte por alto."
}

func (e *spanish) nearest(figures []string, several bool) string {
	if !several {
		return "La cifra más cercana: " + figures[0] + "."
	}
	return "Las cifras más cercanas: " + strings.Join(figures, "; ") + "."
}

func (e *spanish) nearFigure(r stats.Row, sameAsBefore bool) string {
	p := e.of(r.Figure)
	switch {
	case unstated(r):
		return p.noun + " (" + p.count + ")"
	case r.Figure.Measure != nil:
		return p.says
	case r.Figure.Category == nil:
		return p.count + " " + p.noun + " en total"
	case sameAsBefore:
		return p.count + " " + p.did + e.bracket(r)
	case r.Figure.Count == 1:
		return p.count + " " + p.one + " " + p.did + e.bracket(r)
	}
	return p.count + " " + p.many + " " + p.did + e.bracket(r)
}

func (e *spanish) nearList(b *stats.Breakdown, rows []stats.Row) string {
	switch {
	case b.Population == nil:
		return "en " + e.listOf(b) + ", " + e.and(e.labels(rows))
	case !b.Complete:
		return "entre " + e.the(b.Population) + " " + b.Population.Many.ES + ", " + e.and(e.labels(rows))
	}
	top, alone := largest(rows)
	return "por " + b.Dimension.Label.ES + ", " + e.leads(top, alone)
}

func (e *spanish) titleOfSeveral(populations []*stats.Population, d *stats.Dimension) string {
	units := make([]string, len(populations))
	for i, p := range populations {
		units[i] = p.Many.ES
	}
	return e.and(units) + " por " + d.Label.ES
}

func (e *spanish) titleMissing() string { return "No está en la fuente" }

func (e *spanish) known(d *stats.Dimension) string {
	if feminine(d.Label.ES) {
		return "con " + d.Label.ES + " conocida"
	}
	return "con " + d.Label.ES + " conocido"
}

func (e *spanish) onlyListed() string { return "de lo que aparece en la lista" }

func (e *spanish) addedUp(p *stats.Population, d *stats.Dimension) string {
	return "La fuente no imprime el total de " + p.Many.ES + "; aquí se suma a partir de sus cifras por " + d.Label.ES + "."
}

func (e *spanish) source() string {
	return "Fuente: " + e.set.Source.Publishers.ES + ", \"" + e.set.Source.Title.ES + "\"."
}
