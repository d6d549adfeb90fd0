package bot

import (
	"strings"

	"cifra/stats"
)

// ask says a query as a question. It is written to be read back by the
// parser: plain words, one thing at a time.
func (e *spanish) ask(q stats.Query) string {
	if len(q.Terms) == 0 && q.Op != stats.OpLookup {
		return ""
	}
	if claim := e.askClaim(q); claim != "" {
		return claim
	}
	switch q.Op {
	case stats.OpCount:
		if q.Percent {
			return e.askShare(q)
		}
		return e.askCount(q)
	case stats.OpShare:
		return e.askShare(q)
	case stats.OpBreakdown:
		return capital(e.and(e.termNames(q)))
	case stats.OpTop, stats.OpNth:
		return e.askPlace(q)
	case stats.OpComplement:
		return e.askComplement(q)
	case stats.OpLookup:
		return "¿A qué se refiere la cifra " + claimText(q.Claim) + "?"
	}
	return e.askTwo(q)
}

func (e *spanish) askCount(q stats.Query) string {
	if len(q.Terms) != 1 {
		return "Cifras: " + e.and(e.termNames(q))
	}
	t := e.term(q.Terms[0])
	switch {
	case t.cross != nil:
		return e.askCrossed(t)
	case t.figure == nil:
		return capital(e.termName(t))
	case t.figure.Measure != nil:
		return t.figure.Measure.Ask.ES
	case t.figure.Population == nil:
		return "¿Cuál es la cifra de " + e.of(t.figure).noun + "?"
	}
	p := e.of(t.figure)
	howMany := "¿" + capital(e.howMany(t.figure.Population)) + " " + p.many + " "
	if t.figure.Category == nil {
		return howMany + "hay en total?"
	}
	return howMany + p.were + "?"
}

func (e *spanish) askShare(q stats.Query) string {
	t := e.term(q.Terms[0])
	if t.figure != nil && t.figure.Measure != nil && len(q.Terms) == 1 {
		return t.figure.Measure.Ask.ES
	}
	if inner, whole := t.within(); whole != nil && len(q.Terms) == 1 {
		return "¿Qué porcentaje de " + e.the(whole.Population) + " " + e.of(whole).nouns + " " + e.of(inner).were + "?"
	}
	if !t.plain() || len(q.Terms) > 1 {
		of := ""
		if q.Base == stats.BaseListed || q.Listed {
			of = " de lo que aparece en la lista"
		}
		return "¿Qué porcentaje" + of + " es " + strings.Join(e.termNames(q), " más ") + "?"
	}
	p := e.of(t.figure)
	of := "¿Qué porcentaje de " + e.the(t.figure.Population) + " " + p.many + " "
	switch {
	case q.Base == stats.BaseKnown:
		of += e.known(t.breakdown.Dimension) + " "
	case q.Base == stats.BaseListed:
		of += "de la lista "
	}
	return of + p.were + "?"
}

func (e *spanish) askPlace(q stats.Query) string {
	t := e.term(q.Terms[0])
	if t.breakdown == nil {
		return ""
	}
	more, n := "más", q.N
	if n < 0 {
		more, n = "menos", -n
	}
	of := ""
	if p := t.breakdown.Population; p != nil {
		of = " de " + e.the(p) + " " + p.Many.ES
	}
	if q.Listed {
		of += ", de lo que aparece en la lista"
	}
	item := t.breakdown.Dimension.Item.ES
	switch {
	case n == 1:
		return "¿Cuál es " + withThe(item) + " " + more + " común" + of + "?"
	case q.Op == stats.OpNth:
		return "¿Cuál es " + e.nth(n, item) + " " + more + " común" + of + "?"
	case n == 0:
		return capital(e.termName(t)) + ", de mayor a menor"
	case q.N > 0:
		return "Top " + countText(n) + ": " + e.termName(t)
	}
	return "Las " + countText(n) + " cifras más bajas: " + e.termName(t)
}

// nth is a place with its noun: "la segunda nacionalidad".
func (e *spanish) nth(n int, item string) string {
	if n > len(e.ordinals) {
		return withThe(item) + " número " + countText(n)
	}
	ordinal := e.ordinals[n-1]
	if feminine(item) {
		if n == 1 || n == 3 {
			ordinal += "o"
		}
		return "la " + strings.TrimSuffix(ordinal, "o") + "a " + item
	}
	return "el " + ordinal + " " + item
}

func (e *spanish) askComplement(q stats.Query) string {
	t := e.term(q.Terms[0])
	if !t.plain() || len(q.Terms) > 1 {
		return "Todo excepto " + list(e.termNames(q), e.orWith)
	}
	// As people ask it: the set's denial may be more careful than that ("no
	// aparecen como").
	p := e.of(t.figure)
	if q.Percent {
		return "¿Qué porcentaje de " + e.the(t.figure.Population) + " " + p.many + " no " + p.were + "?"
	}
	return "¿" + capital(e.howMany(t.figure.Population)) + " " + p.many + " no " + p.were + "?"
}

func (e *spanish) askTwo(q stats.Query) string {
	names := e.termNames(q)
	first, rest := names[0], e.and(names[1:])
	switch q.Op {
	case stats.OpCompare:
		if len(names) == 2 && e.term(q.Terms[0]).figure != nil {
			return "¿Hay más " + e.orWith(first, rest) + "?"
		}
		return "Compara " + e.and(names)
	case stats.OpSum:
		return capital(strings.Join(names, " más "))
	case stats.OpDifference:
		return "¿Cuál es la diferencia entre " + e.and(names) + "?"
	case stats.OpRatio:
		return "¿Cuántas veces es la cifra de " + first + " la de " + rest + "?"
	case stats.OpPer:
		if t := e.term(q.Terms[len(q.Terms)-1]); t.figure != nil && t.figure.Category == nil {
			rest = e.of(t.figure).one
		}
		howMany := "¿Cuántos "
		if t := e.term(q.Terms[0]); t.population() != nil && t.population().Feminine {
			howMany = "¿Cuántas "
		}
		return howMany + first + " hay por " + rest + "?"
	case stats.OpOneIn:
		if t := e.term(q.Terms[0]); t.plain() {
			p, pop := e.of(t.figure), t.figure.Population
			one := "¿Uno de cada "
			if pop.Feminine {
				one = "¿Una de cada "
			}
			return one + e.howMany(pop) + " " + p.many + " " + p.was + "?"
		}
		return "¿Uno de cada cuántos es " + first + "?"
	}
	return ""
}

// askClaim is the question whether something is so, or "".
func (e *spanish) askClaim(q stats.Query) string {
	if len(q.Terms) != 1 || q.Op == stats.OpLookup {
		return ""
	}
	f := e.term(q.Terms[0]).figure
	if f == nil || f.Population == nil {
		return ""
	}
	p := e.of(f)
	of := " de " + e.the(f.Population) + " " + p.many + " " + p.were + "?"
	switch {
	case f.Category == nil && q.Claim.Kind == stats.ClaimCount:
		return "¿Hay " + claimText(q.Claim) + " " + p.many + " en total?"
	case f.Category == nil:
		return ""
	case q.Claim.Kind == stats.ClaimCount:
		return "¿Es cierto que " + claimText(q.Claim) + " " + p.many + " " + p.were + "?"
	case q.Claim.Kind == stats.ClaimPercent:
		return "¿Es cierto que el " + claimText(q.Claim) + of
	case q.Claim.Kind == stats.ClaimMost:
		return "¿Es cierto que la mayoría" + of
	case q.Claim.Kind == stats.ClaimHalf:
		return "¿Es cierto que la mitad" + of
	}
	return ""
}

// askCrossed asks for those who are of several categories at once.
func (e *spanish) askCrossed(t term) string {
	a, b, ok := crossed(t.cross)
	if !ok {
		return capital(e.termName(t))
	}
	pop := a.population()
	first := pop.Inflect(a.figure.Category.Of, stats.ES)
	if b.figure == nil {
		return capital(first) + " por " + b.breakdown.Dimension.Label.ES
	}
	return "¿" + capital(e.howMany(pop)) + " " + first + " " + pop.Inflect(b.figure.Category.Were, stats.ES) + "?"
}

// termName names one thing asked about: "víctimas mujeres".
func (e *spanish) termName(t term) string {
	switch {
	case t.cross != nil:
		var names []string
		for _, p := range t.cross {
			names = append(names, e.termName(term{part: p}))
		}
		return strings.Join(names, " entre ")
	case t.figure == nil && t.breakdown != nil && t.breakdown.Population == nil:
		return lower(t.breakdown.Dimension.Title.ES)
	case t.figure == nil && t.breakdown != nil:
		return e.title(t.breakdown)
	case t.figure == nil:
		return ""
	}
	return e.of(t.figure).nouns
}

func (e *spanish) termNames(q stats.Query) []string {
	out := make([]string, len(q.Terms))
	for i, t := range q.Terms {
		out[i] = e.termName(e.term(t))
	}
	return out
}

func (e *spanish) labelBy(d *stats.Dimension) string { return "Por " + d.Label.ES }
