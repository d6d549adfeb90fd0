package bot

import (
	"strings"

	"cifra/stats"
)

func (e *spanish) chartUnit(r stats.Row) string {
	switch p := r.Figure.Population; {
	case p == nil:
		of := ""
		if r.Base > 0 {
			of = ". Los porcentajes son del total de la lista (" + countText(r.Base) + ")"
		}
		if may := e.mayCount(r.Figure.Breakdown.Dimension); len(may) > 1 {
			return capital(list(may, e.orWith)) + "; la fuente no lo aclara" + of
		}
		return "La fuente no aclara qué se cuenta" + of
	case r.Base == 0:
		return p.Label.ES
	case ofAll(r):
		return p.Label.ES + " y su porcentaje del total (" + countText(r.Base) + ")"
	default:
		return p.Label.ES + " y su porcentaje de " + e.whole(r)
	}
}

func (e *spanish) chartUnitOfTwo(a, b stats.Row) string {
	return "Porcentaje de " + e.whole(a) + " y de " + e.whole(b) + " (entre paréntesis, cuántos son)"
}

func (e *spanish) partly(shown, listed int, complete bool) string {
	switch {
	case complete:
		return countText(shown) + " de " + countText(listed) + " grupos"
	case shown == listed:
		return "Solo los primeros " + countText(listed) + " lugares"
	}
	return countText(shown) + " de los primeros " + countText(listed) + " lugares"
}

func (e *spanish) unlisted() string { return "no viene en la lista" }

func (e *spanish) bothSides(label, first, second string) string {
	return label + " " + first + " y " + second
}

func (e *spanish) depict(r stats.Row, beside *stats.Row, note string, bars []string) string {
	b := r.Figure.Breakdown
	what := e.title(b)
	switch {
	case beside != nil:
		populations := []*stats.Population{b.Population, beside.Figure.Population}
		what = e.titleOfSeveral(populations, b.Dimension) + ", como porcentaje de " + e.whole(r) + " y de " + e.whole(*beside)
	case r.Base == 0 || b.Population == nil:
	case ofAll(r):
		what = e.of(r.Figure).whole + " por " + b.Dimension.Label.ES
	default:
		what += ", como porcentaje de " + e.whole(r)
	}
	return "Gráfica de barras, " + what + inBrackets(lower(note)) + ": " + strings.Join(bars, ", ") + "."
}
