package bot

import (
	"strings"

	"cifra/stats"
)

// ask says a query as a question. It is written to be read back by the
// parser: plain words, one thing at a time.
func (e *english) ask(q stats.Query) string {
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
		return "What does the figure " + claimText(q.Claim) + " refer to?"
	}
	return e.askTwo(q)
}

func (e *english) askCount(q stats.Query) string {
	if len(q.Terms) == 1 {
		t := e.term(q.Terms[0])
		switch {
		case t.cross != nil:
			return e.askCrossed(t)
		case t.figure == nil:
			return capital(e.termName(t))
		case t.figure.Measure != nil:
			return t.figure.Measure.Ask.EN
		case t.figure.Category == nil:
			return "How many " + e.of(t.figure).many + "?"
		case t.figure.Population == nil:
			return "How many in " + e.of(t.figure).noun + "?"
		}
		p := e.of(t.figure)
		return "How many " + p.many + " " + p.were + "?"
	}
	return "How many " + e.and(e.termNames(q)) + "?"
}

func (e *english) askShare(q stats.Query) string {
	t := e.term(q.Terms[0])
	if t.figure != nil && t.figure.Measure != nil && len(q.Terms) == 1 {
		return t.figure.Measure.Ask.EN
	}
	if inner, whole := t.within(); whole != nil && len(q.Terms) == 1 {
		return "What percentage of " + e.of(whole).nouns + " " + e.of(inner).were + "?"
	}
	if !t.plain() || len(q.Terms) > 1 {
		of := ""
		if q.Base == stats.BaseListed || q.Listed {
			of = " of those listed"
		}
		return "What percentage" + of + " is " + strings.Join(e.termNames(q), " plus ") + "?"
	}
	p := e.of(t.figure)
	switch {
	case q.Base == stats.BaseKnown:
		return "What percentage of " + p.many + " whose " + t.breakdown.Dimension.Label.EN + " is known " + p.were + "?"
	case q.Base == stats.BaseListed:
		return "What percentage of the " + p.many + " listed " + p.were + "?"
	}
	return "What percentage of " + p.many + " " + p.were + "?"
}

func (e *english) askPlace(q stats.Query) string {
	t := e.term(q.Terms[0])
	if t.breakdown == nil {
		return ""
	}
	most, n := "most", q.N
	if n < 0 {
		most, n = "least", -n
	}
	of := ""
	if p := t.breakdown.Population; p != nil {
		of = " of " + p.Many.EN
	}
	if q.Listed {
		of += ", of those listed"
	}
	item := t.breakdown.Dimension.Item.EN
	switch {
	case n == 1:
		return "What is the " + most + " common " + item + of + "?"
	case q.Op == stats.OpNth:
		return "What is the " + e.ordinal(n) + " " + most + " common " + item + of + "?"
	case n == 0:
		return capital(e.termName(t)) + ", from most to least"
	case q.N > 0:
		return "Top " + countText(n) + ": " + e.termName(t)
	}
	return "The " + countText(n) + " smallest: " + e.termName(t)
}

func (e *english) askComplement(q stats.Query) string {
	t := e.term(q.Terms[0])
	if !t.plain() || len(q.Terms) > 1 {
		return "All except " + list(e.termNames(q), e.orWith)
	}
	// As people ask it: the set's denial may be more careful than that ("were
	// not recorded as").
	p := e.of(t.figure)
	werent := p.werent
	if rest, found := strings.CutPrefix(p.were, "were "); found {
		werent = "were not " + rest
	}
	if q.Percent {
		return "What percentage of " + p.many + " " + werent + "?"
	}
	return "How many " + p.many + " " + werent + "?"
}

func (e *english) askTwo(q stats.Query) string {
	names := e.termNames(q)
	first, rest := names[0], strings.Join(names[1:], " and ")
	switch q.Op {
	case stats.OpCompare:
		if len(names) == 2 && e.term(q.Terms[0]).figure != nil {
			return "Are there more " + first + " or " + rest + "?"
		}
		return "Compare " + e.and(names)
	case stats.OpSum:
		return capital(strings.Join(names, " plus "))
	case stats.OpDifference:
		return "What is the difference between " + first + " and " + rest + "?"
	case stats.OpRatio:
		return "What is the ratio of " + first + " to " + rest + "?"
	case stats.OpPer:
		if t := e.term(q.Terms[len(q.Terms)-1]); t.figure != nil && t.figure.Category == nil {
			rest = e.of(t.figure).one
		}
		return "How many " + first + " per " + rest + "?"
	case stats.OpOneIn:
		if t := e.term(q.Terms[0]); t.plain() {
			return "One in how many " + e.of(t.figure).many + " " + e.of(t.figure).was + "?"
		}
		return "One in how many is " + first + "?"
	}
	return ""
}

// askClaim is the question whether something is so, or "".
func (e *english) askClaim(q stats.Query) string {
	if len(q.Terms) != 1 || q.Op == stats.OpLookup {
		return ""
	}
	f := e.term(q.Terms[0]).figure
	if f == nil || f.Population == nil {
		return ""
	}
	p := e.of(f)
	if f.Category == nil {
		if q.Claim.Kind == stats.ClaimCount {
			return "Were there " + numberText(q.Claim.Number) + " " + p.many + "?"
		}
		return ""
	}
	switch q.Claim.Kind {
	case stats.ClaimCount, stats.ClaimPercent:
		of := " "
		if q.Claim.Kind == stats.ClaimPercent {
			of = " of "
		}
		return "Is it true that " + claimText(q.Claim) + of + p.many + " " + p.were + "?"
	case stats.ClaimMost:
		return "Is it true that most " + p.many + " " + p.were + "?"
	case stats.ClaimHalf:
		return "Is it true that half of " + p.many + " " + p.were + "?"
	}
	return ""
}

// askCrossed asks for those who are of several categories at once.
func (e *english) askCrossed(t term) string {
	a, b, ok := crossed(t.cross)
	switch {
	case !ok:
		return "How many " + e.termName(t) + "?"
	case b.figure == nil:
		return capital(e.of(a.figure).noun) + " by " + b.breakdown.Dimension.Label.EN
	}
	pop := a.population()
	return "How many " + pop.Inflect(a.figure.Category.Of, stats.EN) + " " + pop.Inflect(b.figure.Category.Were, stats.EN) + "?"
}

// termName names one thing asked about: "female victims".
func (e *english) termName(t term) string {
	switch {
	case t.cross != nil:
		var names []string
		for _, p := range t.cross {
			names = append(names, e.termName(term{part: p}))
		}
		return strings.Join(names, " among ")
	case t.figure == nil && t.breakdown != nil && t.breakdown.Population == nil:
		return lower(t.breakdown.Dimension.Title.EN)
	case t.figure == nil && t.breakdown != nil:
		return e.title(t.breakdown)
	case t.figure == nil:
		return ""
	}
	return e.of(t.figure).nouns
}

func (e *english) termNames(q stats.Query) []string {
	out := make([]string, len(q.Terms))
	for i, t := range q.Terms {
		out[i] = e.termName(e.term(t))
	}
	return out
}

func (e *english) labelBy(d *stats.Dimension) string { return "By " + d.Label.EN }
