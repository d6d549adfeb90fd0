package bot

import (
	"strings"

	"cifra/stats"
)

func (e *spanish) percentage(rows []stats.Row, value string) string {
	r, b := rows[0], oneBreakdown(rows)
	p := e.of(r.Figure)
	switch {
	case b == nil:
		return value + " en conjunto: " + e.and(e.everyCounted(rows))
	case unstated(r) || !b.Complete && r.Of == nil && r.Base != b.Population.Total.Count:
		return e.and(e.names(rows)) + ": " + value + " de un total de " + countText(r.Base) + " en " +
			e.listOf(b) + e.behind(rows)
	case r.Of != nil || r.Base != b.Population.Total.Count:
		return "de " + e.whole(r) + ", " + e.percent(value) + " " + e.predicates(rows, e.orWith) + e.behind(rows)
	case len(rows) > 1 && b.Dimension.Multiple:
		return "si se suman tal como aparecen, " + e.and(e.names(rows)) + " dan " + e.percent(value) + " de " + p.whole
	case len(rows) > 1:
		return e.percent(value) + " de " + p.whole + " " + e.predicates(rows, e.orWith)
	}
	return e.percent(value) + " de " + e.the(b.Population) + " " + p.many + " " + p.were +
		" (" + p.count + " de " + countText(r.Base) + ")"
}

// behind is the count of a single figure in brackets.
func (e *spanish) behind(rows []stats.Row) string {
	if len(rows) != 1 {
		return ""
	}
	return " (" + e.of(rows[0].Figure).count + ")"
}

func (e *spanish) compare(rows []stats.Row) string {
	if len(rows) != 2 {
		return e.counts(rows)
	}
	a, b := rows[0], rows[1]
	pa, pb := e.of(a.Figure), e.of(b.Figure)
	same, more, larger := a.Figure.Count == b.Figure.Count, "más", "mayor"
	if a.Figure.Count < b.Figure.Count {
		more, larger = "menos", "menor"
	}
	switch {
	case allTotals(rows) && same:
		return "la fuente registra el mismo número de " + pa.noun + " (" + pa.count + ") y de " + pb.noun + " (" + pb.count + ")"
	case allTotals(rows):
		return "la fuente registra " + more + " " + pa.noun + " (" + pa.count + ") que " + pb.noun + " (" + pb.count + ")"
	case unstated(a) && unstated(b) && same:
		return "las cifras de " + pa.noun + " y de " + pb.noun + " son iguales: " + pa.count
	case unstated(a) && unstated(b):
		return "la cifra de " + pa.noun + " (" + pa.count + ") es " + larger + " que la de " + pb.noun + " (" + pb.count + ")"
	case a.Figure.Category == nil || b.Figure.Category == nil || unstated(a) || unstated(b):
		return e.counts(rows)
	case a.Figure.Population != b.Figure.Population && a.Figure.Category == b.Figure.Category:
		return e.clause(a) + ", frente a " + pb.count + " de " + pb.whole + e.bracket(b)
	case a.Figure.Population != b.Figure.Population:
		return e.clause(a) + ", y " + e.clause(b)
	}
	than := more + " que"
	if same {
		than = "el mismo número que"
	}
	the := e.the(b.Figure.Population)
	if b.Figure.Count == 1 {
		return e.clause(a) + ", frente a " + pb.count + " que " + pb.did + e.bracket(b)
	}
	return e.clause(a) + ", " + than + " " + the + " " + pb.count + " que " + pb.did + e.bracket(b)
}

func (e *spanish) sum(rows []stats.Row, value, share string) string {
	b := oneBreakdown(rows)
	switch {
	case b == nil || b.Population == nil:
		return e.and(e.everyCounted(rows)) + " suman " + value
	case b.Dimension.Multiple:
		return "si se suman tal como aparecen, " + e.and(e.everyCounted(rows)) + " dan " + value
	}
	whole := e.of(rows[0].Figure).whole
	if share != "" {
		whole = e.whole(rows[0]) // what the share is of
	}
	return value + " de " + whole + " " + e.predicates(rows, e.orWith) + inBrackets(share)
}

func (e *spanish) difference(a, b stats.Row, value string, none bool) string {
	both := e.and([]string{e.counted(a), e.counted(b)})
	if none {
		return "no hay diferencia: " + both
	}
	return "la diferencia es de " + value + ": " + both
}

func (e *spanish) ratio(a, b stats.Row, value string) string {
	pa, pb := e.of(a.Figure), e.of(b.Figure)
	first, second := "la cifra de "+pa.nouns+" ("+pa.count+") ", "la de "+pb.nouns+" ("+pb.count+")"
	if strings.HasSuffix(value, "%") {
		return first + "equivale al " + value + " de " + second
	}
	return first + "es " + value + " veces " + second
}

func (e *spanish) per(a, b stats.Row, value string) string {
	pa, pb := e.of(a.Figure), e.of(b.Figure)
	if unstated(a) || unstated(b) || b.Figure.Category != nil {
		return e.ratio(a, b, value)
	}
	noun := pa.nouns
	if value == "1" && a.Figure.Category == nil {
		noun = pa.one
	}
	return "hubo " + value + " " + noun + " por " + pb.one + ": " + e.and([]string{e.counted(a), e.counted(b)})
}

func (e *spanish) points(a, b stats.Row, value string) string {
	return "la diferencia es de " + value + " puntos porcentuales: " + e.clause(a) + ", y " + e.clause(b)
}

func (e *spanish) oneIn(rows []stats.Row, value string) string {
	r := rows[0]
	p, about := e.of(r.Figure), "alrededor de "
	if !strings.Contains(value, ".") {
		about = ""
	}
	if unstated(r) || len(rows) > 1 {
		return e.and(e.names(rows)) + ": " + about + "1 de cada " + value + " de " + e.among(r)
	}
	return about + "1 de cada " + value + " " + p.many + " " + p.was + " (" + p.count + " de " + countText(r.Base) + ")"
}

// among is the base of a row, also of one whose population is not stated.
func (e *spanish) among(r stats.Row) string {
	if unstated(r) {
		return "un total de " + countText(r.Base) + " en " + e.listOf(r.Figure.Breakdown)
	}
	return e.whole(r)
}

func (e *spanish) without(rows []stats.Row, value, beside string, n int) string {
	r := rows[0]
	p, c := e.of(r.Figure), r.Figure.Category
	share := value
	if strings.HasSuffix(value, "%") {
		share = e.percent(value)
	}
	switch {
	case len(rows) > 1 || unstated(r):
		return "sin contar " + e.and(e.names(rows)) + ": " + value + " de " + e.among(r) + inBrackets(beside)
	case c.Role == stats.Unknown && r.Base == r.Figure.Population.Total.Count:
		of := " de " + share
		if strings.HasPrefix(share, "el ") {
			of = " d" + share
		}
		return "se conoce " + withThe(c.Dimension.Label.ES) + of + " de " + p.whole + inBrackets(beside)
	case n == 1 && r.Figure.Population.Feminine:
		return e.clause(r) + ": todas menos 1"
	case n == 1:
		return e.clause(r) + ": todos menos 1"
	}
	return share + " de " + e.whole(r) + " " + p.werent + inBrackets(beside)
}

func (e *spanish) including(unknown stats.Row) string {
	return "eso incluye " + e.counted(unknown)
}

func (e *spanish) level(rows []stats.Row) string {
	return "con la misma cifra que la última: " + e.and(e.labels(rows))
}

func (e *spanish) lookup(rows []stats.Row, number string) string {
	out := make([]string, len(rows))
	for i, r := range rows {
		p := e.of(r.Figure)
		switch {
		case unstated(r):
			out[i] = "la cifra de " + p.noun
		case r.Figure.IsPercent():
			out[i] = "la cifra de " + p.nouns + ", en porcentaje"
		case r.Figure.Measure != nil:
			out[i] = "el número de " + p.nouns
		case r.Figure.Category == nil:
			out[i] = "el número total de " + p.many
		case strings.HasSuffix(number, "%"):
			out[i] = "el porcentaje de " + p.nouns + e.unless(r, number)
		default:
			out[i] = "el número de " + p.nouns
		}
	}
	return number + " es " + e.and(out)
}

func (e *spanish) verdict(v stats.Verdict, kind stats.ClaimKind, clause string) string {
	switch {
	case v == stats.ClaimTrue:
		return "sí: " + clause
	case v == stats.ClaimFalse && kind == stats.ClaimHalf:
		return "no, no es la mitad: " + clause
	case v == stats.ClaimFalse && kind == stats.ClaimMost:
		return "no, no es la mayoría: " + clause
	case v == stats.ClaimFalse:
		return "no: " + clause
	}
	return clause
}
