package bot

import (
	"strings"

	"cifra/stats"
)

func (e *english) percentage(rows []stats.Row, value string) string {
	r, b := rows[0], oneBreakdown(rows)
	p := e.of(r.Figure)
	switch {
	case b == nil:
		return value + " together: " + e.and(e.everyCounted(rows))
	case unstated(r) || !b.Complete && r.Of == nil && r.Base != b.Population.Total.Count:
		return e.and(e.names(rows)) + ": " + value + " of the " + countText(r.Base) + " in " +
			e.listOf(b) + e.behind(rows)
	case r.Of != nil || r.Base != b.Population.Total.Count:
		return "of " + e.whole(r) + ", " + value + " " + e.predicates(rows, e.orWith) + e.behind(rows)
	case len(rows) > 1 && b.Dimension.Multiple:
		return "added up as listed, " + e.and(e.names(rows)) + " make up " + value + " of " + p.whole
	case len(rows) > 1:
		return value + " of " + p.whole + " " + e.predicates(rows, e.orWith)
	}
	return value + " of the " + p.many + " " + p.were + " (" + p.count + " of " + countText(r.Base) + ")"
}

// behind is the count of a single figure in brackets.
func (e *english) behind(rows []stats.Row) string {
	if len(rows) != 1 {
		return ""
	}
	return " (" + e.of(rows[0].Figure).count + ")"
}

func (e *english) compare(rows []stats.Row) string {
	if len(rows) != 2 {
		return e.counts(rows)
	}
	a, b := rows[0], rows[1]
	pa, pb := e.of(a.Figure), e.of(b.Figure)
	same, more, larger := a.Figure.Count == b.Figure.Count, "more", "larger"
	if a.Figure.Count < b.Figure.Count {
		more, larger = "fewer", "smaller"
	}
	switch {
	case allTotals(rows) && same:
		return "the source counts as many " + pa.noun + " (" + pa.count + ") as " + pb.noun + " (" + pb.count + ")"
	case allTotals(rows):
		return "the source counts " + more + " " + pa.noun + " (" + pa.count + ") than " + pb.noun + " (" + pb.count + ")"
	case unstated(a) && unstated(b) && same:
		return "the figures for " + pa.noun + " and for " + pb.noun + " are equal: " + pa.count
	case unstated(a) && unstated(b):
		return "the figure for " + pa.noun + " (" + pa.count + ") is " + larger + " than that for " + pb.noun + " (" + pb.count + ")"
	case a.Figure.Category == nil || b.Figure.Category == nil || unstated(a) || unstated(b):
		return e.counts(rows)
	case a.Figure.Population != b.Figure.Population && a.Figure.Category == b.Figure.Category:
		return e.clause(a) + ", against " + pb.count + " of " + pb.whole + e.bracket(b)
	case a.Figure.Population != b.Figure.Population:
		return e.clause(a) + ", and " + e.clause(b)
	}
	than := more + " than"
	if same {
		than = "as many as"
	}
	return e.clause(a) + ", " + than + " the " + pb.count + " " + e.who(b.Figure.Population) + " " + pb.did + e.bracket(b)
}

func (e *english) sum(rows []stats.Row, value, share string) string {
	b := oneBreakdown(rows)
	switch {
	case b == nil || b.Population == nil:
		return e.and(e.everyCounted(rows)) + " add up to " + value
	case b.Dimension.Multiple:
		return "added up as listed, " + e.and(e.everyCounted(rows)) + " come to " + value
	}
	whole := e.of(rows[0].Figure).whole
	if share != "" {
		whole = e.whole(rows[0]) // what the share is of
	}
	return value + " of " + whole + " " + e.predicates(rows, e.orWith) + inBrackets(share)
}

func (e *english) difference(a, b stats.Row, value string, none bool) string {
	both := e.counted(a) + " and " + e.counted(b)
	if none {
		return "there is no difference: " + both
	}
	return "the difference is " + value + ": " + both
}

func (e *english) ratio(a, b stats.Row, value string) string {
	pa, pb := e.of(a.Figure), e.of(b.Figure)
	first, that := "the number of ", " that of "
	if unstated(a) {
		first, that = "the figure for ", " that for "
	}
	times := " times"
	if strings.HasSuffix(value, "%") {
		times = " of"
	}
	return first + pa.nouns + " (" + pa.count + ") is " + value + times + that + pb.nouns + " (" + pb.count + ")"
}

func (e *english) per(a, b stats.Row, value string) string {
	pa, pb := e.of(a.Figure), e.of(b.Figure)
	if unstated(a) || unstated(b) || b.Figure.Category != nil {
		return e.ratio(a, b, value)
	}
	were, noun := "were", pa.nouns
	if value == "1" && a.Figure.Category == nil {
		were, noun = "was", pa.one
	}
	return "there " + were + " " + value + " " + noun + " per " + pb.one + ": " + e.counted(a) + " and " + e.counted(b)
}

func (e *english) points(a, b stats.Row, value string) string {
	return "the difference is " + value + " percentage points: " + e.clause(a) + ", and " + e.clause(b)
}

func (e *english) oneIn(rows []stats.Row, value string) string {
	r := rows[0]
	p, about := e.of(r.Figure), "about "
	if !strings.Contains(value, ".") {
		about = ""
	}
	if unstated(r) || len(rows) > 1 {
		return e.and(e.names(rows)) + ": " + about + "1 in " + value + " of " + e.among(r)
	}
	return about + "1 in " + value + " " + p.many + " " + p.was + " (" + p.count + " of " + countText(r.Base) + ")"
}

// among is the base of a row, also of one whose population is not stated.
func (e *english) among(r stats.Row) string {
	if unstated(r) {
		return "the " + countText(r.Base) + " in " + e.listOf(r.Figure.Breakdown)
	}
	return e.whole(r)
}

func (e *english) without(rows []stats.Row, value, beside string, n int) string {
	r := rows[0]
	p, c := e.of(r.Figure), r.Figure.Category
	switch {
	case len(rows) > 1 || unstated(r):
		return "all but " + e.and(e.names(rows)) + ": " + value + " of " + e.among(r) + inBrackets(beside)
	case c.Role == stats.Unknown && r.Base == r.Figure.Population.Total.Count:
		return "the " + c.Dimension.Label.EN + " is known for " + value + " of " + p.whole + inBrackets(beside)
	case n == 1:
		return e.clause(r) + ": all but 1"
	}
	return value + " of " + e.whole(r) + " " + p.werent + inBrackets(beside)
}

func (e *english) including(unknown stats.Row) string {
	return "that includes " + e.counted(unknown)
}

func (e *english) level(rows []stats.Row) string {
	return "level with the last: " + e.and(e.labels(rows))
}

func (e *english) lookup(rows []stats.Row, number string) string {
	out := make([]string, len(rows))
	for i, r := range rows {
		p := e.of(r.Figure)
		switch {
		case unstated(r):
			out[i] = "the figure for " + p.noun
		case r.Figure.IsPercent():
			out[i] = "the figure for " + p.nouns + ", in percent"
		case r.Figure.Measure != nil:
			out[i] = "the number of " + p.nouns
		case r.Figure.Category == nil:
			out[i] = "the total number of " + p.many
		case strings.HasSuffix(number, "%"):
			out[i] = "the share of " + p.many + " " + e.who(r.Figure.Population) + " " + p.were + e.unless(r, number)
		default:
			out[i] = "the number of " + p.many + " " + e.who(r.Figure.Population) + " " + p.were
		}
	}
	return number + " is " + e.and(out)
}

// unless is the share of a row in brackets, unless it has been said.
func (s *speaker) unless(r stats.Row, said string) string {
	if share := s.share(r); share != said {
		return inBrackets(share)
	}
	return ""
}

func (e *english) verdict(v stats.Verdict, kind stats.ClaimKind, clause string) string {
	switch {
	case v == stats.ClaimTrue:
		return "yes: " + clause
	case v == stats.ClaimFalse && kind == stats.ClaimHalf:
		return "no, not half: " + clause
	case v == stats.ClaimFalse && kind == stats.ClaimMost:
		return "no, not most: " + clause
	case v == stats.ClaimFalse:
		return "no: " + clause
	}
	return clause
}

// inBrackets puts a text behind another, where there is one.
func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}
