package main

import (
	"strings"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
)

// What the parser's trace calls words that no rule needs.
const (
	meansFiller  = "filler"
	meansUnknown = "unknown"
)

// trace shows how a question was read: which words meant what, which meant
// nothing, the rule that decided, and the query.
func (s screen) trace(r bot.Reply, set *stats.Set) string {
	if r.Trace == nil {
		return ""
	}
	w := wordsIn(r.Lang)
	var b strings.Builder
	b.WriteString(s.lines(bold, w.readAs))
	var said []ask.TraceWord
	var nothing, unknown []string
	for _, word := range r.Trace.Words {
		switch word.Meaning {
		case meansFiller:
			nothing = append(nothing, printable(word.Text))
		case meansUnknown:
			unknown = append(unknown, printable(word.Text))
		default:
			said = append(said, word)
		}
	}
	if len(said) > 0 {
		b.WriteString(s.meanings(said, w, set, r.Lang) + "\n")
	}
	query := r.Trace.Query
	if query == "" {
		query = w.noQuery
	}
	b.WriteString(s.pairs("  ", [][2]string{
		{w.nothing, strings.Join(nothing, ", ")},
		{w.unknown, strings.Join(unknown, ", ")},
		{w.rule, r.Trace.Rule},
		{w.query, query},
	}))
	return b.String()
}

// meanings shows the words that meant something, as they were understood.
func (s screen) meanings(said []ask.TraceWord, w words, set *stats.Set, l stats.Lang) string {
	rows := make([][2]string, len(said))
	for i, word := range said {
		text := clip(printable(word.Text), 40)
		if as := printable(word.As); as != "" && as != text {
			text += " → " + as
		}
		rows[i] = [2]string{text, meaning(word.Meaning, w, set, l)}
	}
	return s.pairs("  ", rows)
}

// pairs shows texts side by side, the second ones aligned; a pair without a
// second text is left out.
func (s screen) pairs(indent string, rows [][2]string) string {
	width := 0
	for _, row := range rows {
		if row[1] != "" {
			width = max(width, textWidth(row[0]))
		}
	}
	if s.width > 0 {
		width = min(width, s.width/2)
	}
	var b strings.Builder
	for _, row := range rows {
		if row[1] != "" {
			b.WriteString(s.hanging(indent+pad(row[0], width, false)+"  ", row[1]))
		}
	}
	return b.String()
}

// meaning says a meaning of the trace ("category gender.female") in words: what
// sort it is of, and what the set calls the thing.
func meaning(m string, w words, set *stats.Set, l stats.Lang) string {
	for _, end := range []string{" ", ":", ""} {
		sort, thing := m, ""
		if end != "" {
			at := strings.LastIndex(m, end)
			if at < 0 {
				continue
			}
			sort, thing = m[:at], strings.TrimSpace(m[at+1:])
		}
		if words, known := w.meanings[withoutBrackets(sort)]; known {
			return strings.TrimRight(words+": "+named(thing, set, l), ": ")
		}
	}
	return m
}

// withoutBrackets drops what stands in brackets behind a sort of meaning.
func withoutBrackets(s string) string {
	s, _, _ = strings.Cut(strings.TrimSuffix(s, ":"), " (")
	return s
}

// named gives what the set calls a thing that the trace names by its id.
func named(id string, set *stats.Set, l stats.Lang) string {
	if p := set.Population(id); p != nil {
		return p.Many.In(l)
	}
	if d := set.Dimension(id); d != nil {
		return d.Label.In(l)
	}
	if c := set.Category(id); c != nil {
		return c.Dimension.Label.In(l) + " = " + c.Label.In(l)
	}
	if t := set.Topic(id); t != nil {
		return t.Title.In(l)
	}
	if a := set.AbsentByID(id); a != nil {
		return a.Label.In(l)
	}
	return id
}
