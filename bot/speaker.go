package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cifra/stats"
)

// speaker is what both voices have in common: the texts of a set in one
// language, made ready so that an answer only joins them.
type speaker struct {
	set     *stats.Set
	lang    stats.Lang
	several bool // other sets are loaded, too: readings name this one
	phrases map[*stats.Figure]*phrase

	added    map[*stats.Population]string // that the source does not print the total
	headings map[*stats.Breakdown]string  // "Victims by gender", or as the source heads it
	lists    map[*stats.Breakdown]Choice  // each breakdown as a question to go on with
	pictures pictures
}

// phrase is what one language says of one figure. Of a total, noun is the
// population's, and there is no predicate; of a figure whose population the
// source does not state there are only the number, the label and the noun.
type phrase struct {
	count  string // "609"
	share  string // of its population, "48.4%"; "" where there is none
	label  string // of a row: "Female", or the population's "Victims"
	did    string // the predicate, agreeing with the count: "were female"
	was    string // the predicate of one
	were   string // the predicate of many
	werent string // its denial
	noun   string // agreeing with the count of a total: "victims"; otherwise as nouns
	nouns  string // "female victims", or "victims"
	one    string // the population's noun for one
	many   string // and for many
	whole  string // "the 1,257 victims"
	says   string // the whole clause of a measure: "members came 812 times"
	title  string // of the breakdown: "victims by gender", or in quotes as the source heads it
	read   string // how a question about it alone is read: "Victims · gender · Sept 30, 2015 - ..."
}

// newSpeaker makes the phrases of every figure. whole and title say, in the
// language, "the 1,257 victims" and "victims by gender".
func newSpeaker(set *stats.Set, lang stats.Lang, several bool, whole func(*stats.Population) string,
	title func(*stats.Breakdown) string) *speaker {
	s := &speaker{set: set, lang: lang, several: several, phrases: make(map[*stats.Figure]*phrase, len(set.Figures))}
	for _, f := range set.Figures {
		p := &phrase{count: countText(f.Count)}
		s.phrases[f] = p
		if f.Category != nil {
			p.label = f.Category.Label.In(lang)
			p.title = title(f.Breakdown)
			p.noun = f.Category.Of.In(lang)
			p.nouns = p.noun
		}
		pop := f.Population
		if pop == nil {
			continue
		}
		p.one, p.many, p.whole = pop.One.In(lang), pop.Many.In(lang), whole(pop)
		if f.Measure != nil {
			p.measure(f.Measure, lang)
			continue
		}
		if f.Category == nil {
			p.label, p.noun, p.nouns = pop.Label.In(lang), p.many, p.many
			if f.Count == 1 {
				p.noun = p.one
			}
			continue
		}
		if pop.Total.Count > 0 {
			p.share = shareText(f.Count, pop.Total.Count)
		}
		c := f.Category
		p.was, p.were = pop.Inflect(c.Predicate(1), lang), pop.Inflect(c.Predicate(2), lang)
		p.did = pop.Inflect(c.Predicate(f.Count), lang)
		p.werent = pop.Inflect(c.Werent, lang)
		p.noun = pop.Inflect(c.Of, lang)
		p.nouns = p.noun
	}
	return s
}

// measure makes the phrases of a measure, which has a clause of its own.
func (p *phrase) measure(m *stats.Measure, lang stats.Lang) {
	if m.Unit == stats.UnitPercent {
		p.count += "%"
	}
	before, behind := m.Around(lang)
	p.says = before + p.count + behind
	p.label, p.noun, p.nouns, p.one = m.Label.In(lang), m.Of.In(lang), m.Of.In(lang), m.Of.In(lang)
}

// ready completes a voice that can already speak.
func (s *speaker) ready(v voice) {
	for _, f := range s.set.Figures {
		s.phrases[f].read = s.reading([]stats.Row{{Figure: f}}, "")
	}
	s.added = map[*stats.Population]string{}
	for _, p := range s.set.Populations {
		if p.Total.Parts != nil {
			s.added[p] = v.addedUp(p, p.Total.Parts[0].Breakdown.Dimension)
		}
	}
	s.headings = make(map[*stats.Breakdown]string, len(s.set.Breakdowns))
	s.lists = make(map[*stats.Breakdown]Choice, len(s.set.Breakdowns))
	for _, b := range s.set.Breakdowns {
		q := stats.Query{Op: stats.OpBreakdown, Terms: []stats.Term{{b.ID}}}
		label := b.Dimension.Title.In(s.lang)
		s.headings[b] = label
		if b.Population != nil {
			label = v.labelBy(b.Dimension)
			s.headings[b] = capital(v.title(b))
		}
		s.lists[b] = Choice{
			Label: fits(label, v.labelBy(b.Dimension), capital(b.Dimension.Label.In(s.lang))),
			Ask:   v.ask(q),
			Query: q,
		}
	}
	s.pictures = newPictures(v)
}

// mayCount names the populations one of which the figures of a dimension may
// count, where the source does not say.
func (s *speaker) mayCount(d *stats.Dimension) []string {
	var out []string
	for _, id := range d.MayCount {
		for _, p := range s.set.Populations {
			if p.ID == id {
				out = append(out, p.Many.In(s.lang))
			}
		}
	}
	return out
}

func (s *speaker) of(f *stats.Figure) *phrase { return s.phrases[f] }

// share writes the share of a row, or "" where it has none: a total, or a
// figure without a stated base.
func (s *speaker) share(r stats.Row) string {
	switch {
	case r.Base <= 0 || r.Figure.Category == nil:
		return ""
	case r.Figure.Population != nil && r.Base == r.Figure.Population.Total.Count:
		return s.of(r.Figure).share
	}
	return shareText(r.Figure.Count, r.Base)
}

// bracket is the share of a row behind its count: " (48.4%)", or "".
func (s *speaker) bracket(r stats.Row) string {
	if share := s.share(r); share != "" {
		return " (" + share + ")"
	}
	return ""
}

// list joins texts with commas, and the last with "and", or whatever last is.
func list(items []string, last func(before, next string) string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	return last(strings.Join(items[:len(items)-1], ", "), items[len(items)-1])
}

// labels gives the labels of rows with their counts: "Mexico (758)".
func (s *speaker) labels(rows []stats.Row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		p := s.of(r.Figure)
		out[i] = p.label + " (" + p.count + ")"
	}
	return out
}

// names gives the labels of rows: "Mexico".
func (s *speaker) names(rows []stats.Row) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = s.of(r.Figure).label
	}
	return out
}

// predicates joins what is said of rows without repeating a verb that they
// share: "were female or of unknown gender".
func (s *speaker) predicates(rows []stats.Row, join func(before, next string) string) string {
	out := make([]string, len(rows))
	verb := ""
	for i, r := range rows {
		out[i] = s.of(r.Figure).were
		first, rest, found := strings.Cut(out[i], " ")
		switch {
		case i == 0:
			verb = first
		case found && first == verb:
			out[i] = rest
		}
	}
	return list(out, join)
}

// The kinds of company that rows keep.

// allTotals says whether rows are totals, or counts that stand by themselves as
// totals do.
func allTotals(rows []stats.Row) bool {
	for _, r := range rows {
		if r.Figure.Category != nil || r.Figure.IsPercent() {
			return false
		}
	}
	return len(rows) > 0
}

// oneBreakdown gives the breakdown that all rows are of, or nil.
func oneBreakdown(rows []stats.Row) *stats.Breakdown {
	if len(rows) == 0 {
		return nil
	}
	b := rows[0].Figure.Breakdown
	for _, r := range rows {
		if r.Figure.Breakdown != b {
			return nil
		}
	}
	return b
}

// unstated says whether the source does not say what a row counts.
func unstated(r stats.Row) bool { return r.Figure.Population == nil }

// groups cuts rows where key changes.
func groups[K comparable](rows []stats.Row, key func(stats.Row) K) [][]stats.Row {
	var out [][]stats.Row
	start := 0
	for i := range rows {
		if i > 0 && key(rows[i]) != key(rows[start]) {
			out = append(out, rows[start:i])
			start = i
		}
	}
	if len(rows) > 0 {
		out = append(out, rows[start:])
	}
	return out
}

func byBreakdown(r stats.Row) *stats.Breakdown   { return r.Figure.Breakdown }
func byPopulation(r stats.Row) *stats.Population { return r.Figure.Population }

// lists says whether rows are several lists, one after the other, rather than
// figures picked one by one.
func lists(parts [][]stats.Row) bool {
	for _, part := range parts {
		if part[0].Figure.Breakdown == nil || len(part) < 2 {
			return false
		}
	}
	return len(parts) > 0
}

// withoutNamedTotals leaves out the totals that a sentence about the other
// rows names anyway, as what they are part of.
func withoutNamedTotals(rows []stats.Row) []stats.Row {
	named := func(p *stats.Population) bool {
		return slices.ContainsFunc(rows, func(r stats.Row) bool {
			return r.Figure.Category != nil && r.Figure.Population == p && r.Base == p.Total.Count
		})
	}
	if !slices.ContainsFunc(rows, func(r stats.Row) bool { return isTotal(r) && named(r.Figure.Population) }) {
		return rows
	}
	var out []stats.Row
	for _, r := range rows {
		if !isTotal(r) || !named(r.Figure.Population) {
			out = append(out, r)
		}
	}
	return out
}

// largest gives the row with the highest count, and whether it is alone in
// that.
func largest(rows []stats.Row) (top stats.Row, alone bool) {
	for i, r := range rows {
		switch {
		case i == 0 || r.Figure.Count > top.Figure.Count:
			top, alone = r, true
		case r.Figure.Count == top.Figure.Count:
			alone = false
		}
	}
	return top, alone
}

// sentence makes a clause a sentence.
func sentence(clause string) string {
	r, size := utf8.DecodeRuneInString(clause)
	upper := unicode.ToUpper(r)
	switch {
	case clause == "":
		return ""
	case upper == r:
		return clause + "."
	}
	return string(upper) + clause[size:] + "."
}

// capital makes the first letter a capital; a digit stays.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if upper := unicode.ToUpper(r); upper != r {
		return string(upper) + s[size:]
	}
	return s
}

// lower makes the first letter small, unless a capital or nothing follows it
// ("U.S.A.").
func lower(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	if unicode.IsUpper(r) && unicode.IsLower(next) {
		return string(unicode.ToLower(r)) + s[size:]
	}
	return s
}
