package ask

import "cifra/stats"

// The topics that the grammar itself can tell; a set names further ones by its
// own words.
const (
	topicDefinitions = "definitions"
	topicNotes       = "notes"
	topicSource      = "source"
	topicPeriod      = "period"
)

// info: a question about the data or the organisations, answered in words.
func (r *reading) info() bool {
	topic := r.topic()
	if topic == "" || r.set.Topic(topic) == nil {
		return false
	}
	r.q.Kind, r.q.Topic = Info, topic
	if topic == topicDefinitions {
		r.rememberDefined()
	}
	r.q.Next.Topic = topic
	return true
}

// rememberDefined makes the count of a category that was explained the last
// query, for "and how many is that?".
func (r *reading) rememberDefined() {
	parts := r.f.parts
	defer func() { r.f.parts = parts }()
	for _, p := range parts {
		if len(p.cats) != 1 {
			continue
		}
		p.dims = nil
		r.f.parts = []part{p}
		if qs := r.compose(); len(qs) == 1 {
			r.remember(qs[0])
		}
		return
	}
}

// topic finds what a message wants to be told about, or "".
func (r *reading) topic() string {
	counts := (r.has[opCount] || r.has[opPercent] || r.has[opMost] || r.has[opLeast] || r.has[opTop] || r.has[opCompare] || r.has[opHowMuchMore]) && r.f.concepts()
	named := r.longest(infoTopic)
	if named < 0 && !counts && !(r.namesCategory() && r.namesPopulation()) {
		named = r.longest(weakTopic)
	}
	general := r.longest(notion)
	if general >= 0 && r.has[opCrossed] && r.f.concepts() {
		r.marks[general].meaning, general = meaning{filler, 0}, -1 // "every victim who is a woman or a minor, counted once"
	}
	switch {
	case named >= 0 && !(counts && r.namesUnit()):
		return r.set.Topics[r.marks[named].ref].ID
	case general >= 0 && r.topicID(general) == topicNotes && !r.has[opCrossed], r.f.several && !r.has[opCount] && !r.ranking():
		return topicNotes
	case !counts && r.namesDimension() && (general >= 0 && r.topicID(general) == topicPeriod || r.has[opWhen]):
		return topicNotes // "is the age when they called or when it happened?"
	case r.has[opWhy] && (r.has[opSum] || r.has[opGrand] || r.has[opAltogether]) && r.namesDimension():
		return topicNotes // "why do the nationalities not make the total"
	case r.has[opWhy] && r.numbersApart():
		return topicNotes // "why is it 10,614 here and 10,615 there"
	case r.unitAsked():
		return ""
	case r.has[opMean] && r.f.lookup == 0 && !r.has[opPercent] && !r.has[opCount]:
		return topicDefinitions
	case !r.has[opPercent] && !r.has[opCount] && (r.defines() || r.differs() || r.sameThing()):
		return topicDefinitions
	case general >= 0 && !counts:
		return r.topicID(general)
	}
	return ""
}

// numbersApart reports whether a message sets two different numbers against each
// other.
func (r *reading) numbersApart() bool {
	const small = 10 // a smaller one may be the place in a list
	first := 0.0
	for i := range r.marks {
		m := &r.marks[i]
		if !m.is(number) || m.percent || m.val <= small {
			continue
		}
		if first != 0 && m.val != first {
			return true
		}
		first = m.val
	}
	return false
}

func (r *reading) topicID(mark int) string { return r.set.Topics[r.marks[mark].ref].ID }

// longest finds the longest phrase of a class, -1 for none.
func (r *reading) longest(c class) int {
	best := -1
	for i := range r.marks {
		m := &r.marks[i]
		if m.is(c) && (best < 0 || m.to-m.from > r.marks[best].to-r.marks[best].from) {
			best = i
		}
	}
	return best
}

// namesDimension reports whether a dimension is named.
func (r *reading) namesDimension() bool {
	for i := range r.f.parts {
		if len(r.f.parts[i].dims) > 0 {
			return true
		}
	}
	return false
}

// namesUnit reports whether a population, a category or a dimension is named.
func (r *reading) namesUnit() bool {
	for i := range r.f.parts {
		p := &r.f.parts[i]
		if len(p.pops) > 0 || len(p.cats) > 0 || len(p.dims) > 0 {
			return true
		}
	}
	return false
}

// defines: "what is labor trafficking", with nothing more asked.
func (r *reading) defines() bool {
	for i := range r.marks {
		if r.marks[i].op() != opWhatIs || !r.startsClause(i) || i > 0 && r.marks[i].brk == noBreak && r.marks[i-1].is(filler) && r.article(i-1) && !r.opener(i-1) {
			continue // "traffickers that are women", "los que son de Honduras" define nothing
		}
		j := i + 1
		for j < len(r.marks) && (r.marks[j].is(filler) || r.marks[j].op() == opTo) && r.article(j) {
			j++
		}
		if j >= len(r.marks) || !r.definable(j) {
			return false
		}
		for k := j + 1; k < len(r.marks); k++ {
			m := &r.marks[k]
			if m.concept() && !m.is(category) || m.class == operator && m.op() != opIn && m.op() != opOf && m.op() != opAnd && m.op() != opFrom || m.is(number) || m.is(absent) || m.is(unknown) {
				return false
			}
		}
		return true
	}
	return false
}

// article reports whether a mark is one short word, as articles are.
func (r *reading) article(i int) bool {
	m := &r.marks[i]
	return m.to-m.from == 1 && len(r.t.toks[m.from].text) <= 3 && r.t.toks[m.from].text != "the"
}

// opener reports whether a mark is a short word with which people begin to
// speak, and no article.
func (r *reading) opener(i int) bool {
	switch r.t.toks[r.marks[i].from].text {
	case "so", "ok", "hey", "um", "uh", "btw", "pls", "oye", "yo", "hi", "va", "ya":
		return i == 0
	}
	return false
}

func (r *reading) definable(i int) bool {
	switch r.marks[i].class {
	case category, population, topicWord:
		return true
	}
	return false
}

// differs: "the difference between labor trafficking and sex trafficking" asks
// what they are, where no number is asked for and the set explains them.
func (r *reading) differs() bool {
	if !r.has[opDifference] || r.has[opCount] || r.has[opPercent] || r.has[opHowMuchMore] || len(r.f.parts) != 2 {
		return false
	}
	for i := range r.f.parts {
		p := &r.f.parts[i]
		switch {
		case p.bare() && !r.set.Populations[p.pops[0]].Persons:
		case len(p.pops) == 0 && len(p.cats) == 1 && p.cats[0].cat.Dimension.Defined:
		default:
			return false
		}
	}
	return true
}

// unitAsked: "are the 329 in agriculture victims or cases?" of a list of which
// the source does not say what it counts. The data set gives the reason.
func (r *reading) unitAsked() bool {
	var pops []int32
	var of *stats.Category
	for i := range r.f.parts {
		p := &r.f.parts[i]
		pops = append(pops, p.pops...)
		for _, c := range p.cats {
			if len(r.populationsOf(c.cat.Dimension)) == 0 {
				of = c.cat
			}
		}
	}
	if of == nil || len(pops) < 2 || r.has[opCount] {
		return false
	}
	if bd := r.set.Breakdown(stats.ID(of.Dimension.ID)); bd != nil {
		q := stats.Query{Op: stats.OpShare, Terms: []stats.Term{{figureOf(bd, of)}}}
		r.follow = &q
	}
	return true
}
