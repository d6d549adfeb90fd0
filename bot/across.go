package bot

import (
	"slices"
	"strings"

	"cifra/bot/ask"
	"cifra/stats"
)

// Part is what one data set says in a reply across several.
type Part struct {
	Set    string // its id
	Answer *stats.Answer
}

// tellAcross answers one question from several data sets, side by side, where
// they have the same figures of the same unit; otherwise it says what each of
// them has, and why that cannot be compared.
func (b *Bot) tellAcross(m Message, q asked) (Reply, error) {
	lang := q.question.Lang
	query, same := common(q.across)
	v := q.book.voices[lang]
	r := Reply{Kind: ask.Figures, Lang: lang, Trace: q.question.Trace}
	if !same {
		r.Kind, r.Title = ask.Unavailable, v.titleMissing()
		var alike bool
		if r.Reason, alike = whyNot(q.across); !alike {
			r.Text = v.incomparable(r.Reason)
		}
	}
	var texts, reads, sources []string
	var sets []*stats.Set
	for _, part := range q.across {
		pq := part.question
		pq.Lang, pq.Chart = lang, false
		if same {
			pq.Kind, pq.Readings = ask.Figures, []stats.Query{query}
		}
		p, err := b.tellAlone(m, part.book, pq)
		if err != nil {
			return Reply{}, err
		}
		name := part.book.set.Name.In(lang)
		texts = append(texts, part.book.name(lang)+": "+p.Text)
		reads, sources = appendNew(reads, p.Read), appendNew(sources, p.Source)
		sets = append(sets, part.book.set)
		for _, note := range p.Notes {
			r.Notes = appendNew(r.Notes, note)
		}
		if same {
			r.Title = p.Title
			r.Rows = append(r.Rows, rowsOf(p, part.book.voices[lang], name)...)
			r.Across = append(r.Across, Part{part.book.set.ID, p.Answer})
			continue
		}
		r.Choices = append(r.Choices, part.offers(p, pq.Readings, name)...)
	}
	if r.Text != "" {
		texts = append([]string{r.Text}, texts...)
	}
	r.Text = strings.Join(texts, "\n")
	r.Read, r.Source = strings.Join(reads, "; "), strings.Join(sources, "\n")
	r.Choices = r.Choices[:min(len(r.Choices), mostChoices)]
	if same {
		r.Notes = append(r.Notes, v.periods(periodLabels(sets, lang), overlapping(sets)))
	}
	return r, nil
}

// offers lists what can be asked of a set after what it replied: its choices, or
// what it answered. Their labels name the set, since others stand beside them.
func (p asked) offers(r *Reply, readings []stats.Query, name string) []Choice {
	out := slices.Clone(r.Choices)
	if r.Kind == ask.Figures {
		for _, q := range readings {
			out = append(out, p.book.choice(r.Lang, q, p.book.voices[r.Lang].ask(q)))
		}
	}
	for i := range out {
		out[i].Label = name + ": " + lower(out[i].Label)
	}
	return out
}

// tellAlone is what one set says, guarded by it.
func (b *Bot) tellAlone(m Message, k *book, q ask.Question) (*Reply, error) {
	t, err := b.tell(m, k, q)
	if err != nil {
		return nil, err
	}
	if err := k.guard.check(t.reply, t.said, t.named); err != nil {
		return nil, err
	}
	k.addPresses(t.reply)
	return t.reply, nil
}

// rowsOf gives the rows of a reply under the name of its set; of a single
// figure, that one.
func rowsOf(r *Reply, v voice, name string) []Row {
	rows := slices.Clone(r.Rows)
	if len(rows) == 0 {
		t := &telling{voice: v, reply: r}
		rows = t.rows(r.Answer.Figures)
		for i, f := range r.Answer.Figures {
			rows[i].Label = capital(v.tongue().of(f.Figure).nouns)
		}
	}
	for i := range rows {
		if rows[i].Group != "" {
			rows[i].Group = name + " · " + rows[i].Group
			continue
		}
		rows[i].Group = name
	}
	return rows
}

// common finds the first reading that every set has, and has an answer to. Where
// a share is asked of one of them, it is of all.
func common(parts []asked) (stats.Query, bool) {
	for _, q := range readings(&parts[0].question) {
		for _, p := range parts {
			all := readings(&p.question)
			at := slices.IndexFunc(all, func(r stats.Query) bool { return askAlike(q, r) })
			if at < 0 {
				q.Op = 0
				break
			}
			if all[at].Op == stats.OpShare {
				q = all[at]
			}
		}
		if q.Op != 0 && !slices.ContainsFunc(parts, func(p asked) bool { return p.book.answer(q) == nil }) {
			return q, true
		}
	}
	return stats.Query{}, false
}

// askAlike says whether two queries ask for the same, be it a count or a share.
func askAlike(a, b stats.Query) bool {
	for _, q := range [...]*stats.Query{&a, &b} {
		if q.Op == stats.OpShare && len(q.Terms) == 1 {
			q.Op = stats.OpCount
		}
	}
	return a.Equal(b)
}

// readings lists what a question may ask of one set among several. Where it asks
// for several figures each by itself ("labor", of cases and of victims), it may
// ask for one of them; and what it compares, it may compare with another set's.
func readings(q *ask.Question) []stats.Query {
	if q.Kind != ask.Figures && q.Kind != ask.Choice {
		return nil
	}
	var out []stats.Query
	for _, r := range q.Readings {
		if r.Op == stats.OpCompare && (len(r.Terms) == 1 || q.Compares) {
			r.Op = stats.OpCount
		}
		out = append(out, plainShare(r))
		if len(r.Terms) > 1 && (r.Op == stats.OpCount || r.Op == stats.OpBreakdown) {
			for i := range r.Terms {
				one := r
				one.Terms = r.Terms[i : i+1]
				out = append(out, plainShare(one))
			}
		}
	}
	return out
}

// plainShare writes a share of one figure in one way.
func plainShare(q stats.Query) stats.Query {
	switch {
	case q.Op == stats.OpShare:
		q.Percent = false
	case q.Op == stats.OpCount && q.Percent && len(q.Terms) == 1 && q.Claim.Kind == stats.NoClaim:
		q.Op, q.Percent = stats.OpShare, false
	}
	return q
}

// whyNot says why sets cannot be compared: each has figures but of other units,
// or one has none; or all lack the same, which is no matter of comparing.
func whyNot(parts []asked) (reason stats.Reason, alike bool) {
	reason, alike = stats.UnstatedUnit, true
	for _, p := range parts {
		if p.question.Kind != ask.Unavailable || p.question.Reason != parts[0].question.Reason {
			alike = false
		}
		if !p.book.answers(&p.question) {
			reason = stats.NotMeasured
		}
	}
	if alike {
		reason = parts[0].question.Reason
	}
	return reason, alike
}

// overlapping says whether the periods of any two sets share a day.
func overlapping(sets []*stats.Set) bool {
	for i, a := range sets {
		for _, b := range sets[:i] {
			if !a.Period.Start.After(b.Period.End) && !b.Period.Start.After(a.Period.End) {
				return true
			}
		}
	}
	return false
}

func periodLabels(sets []*stats.Set, l stats.Lang) []string {
	var out []string
	for _, s := range sets {
		out = appendNew(out, s.Period.Label.In(l))
	}
	return out
}

// appendNew appends a text, unless it is empty or there.
func appendNew(to []string, text string) []string {
	if text == "" || slices.Contains(to, text) {
		return to
	}
	return append(to, text)
}
