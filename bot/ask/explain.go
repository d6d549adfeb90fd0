package ask

import (
	"slices"
	"strconv"
	"strings"
)

// trace says how the message was read.
func (r *reading) trace(q Question) *Trace {
	t := &Trace{Rule: r.rule, Words: slices.Clone(r.naming.trace)}
	for i := range r.marks {
		m := &r.marks[i]
		w := TraceWord{Text: r.t.text(m.from, m.to), As: m.fixed, Meaning: r.describe(m)}
		t.Words = append(t.Words, w)
	}
	for i, query := range q.Readings {
		if i > 0 {
			t.Query += " | "
		}
		t.Query += query.String()
	}
	return t
}

// describe says in words what a mark means.
func (r *reading) describe(m *mark) string {
	name := classNames[m.class]
	switch m.class {
	case population, weakPop:
		return name + " " + r.set.Populations[m.ref].ID
	case dimension:
		return name + " " + r.set.Dimensions[m.ref].ID
	case category:
		c := r.lex.cats[m.ref]
		return name + " " + c.Dimension.ID + "." + c.ID
	case cross, several:
		var ids []string
		for _, x := range r.lex.lists[m.ref] {
			ids = append(ids, r.describe(&mark{meaning: x}))
		}
		return strings.Join(ids, " and ")
	case absent:
		a := r.set.Absent[m.ref]
		return name + " (" + string(a.Reason) + "): " + a.ID
	case country, region:
		return name + " " + r.lex.countries[m.ref].code
	case operator:
		return name + " " + m.op().String()
	case number, ordinal:
		return name + " " + strconv.FormatFloat(m.val, 'f', -1, 64)
	case infoTopic, weakTopic, notion:
		return name + " " + r.set.Topics[m.ref].ID
	}
	return name
}

// String names an operation as the lexicon files do.
func (o op) String() string {
	for name, x := range opNames {
		if x == o {
			return name
		}
	}
	return ""
}
