package ask

import (
	"slices"

	"cifra/stats"
)

// withoutPeriod reads "since 1990, without 2021", "and without 2021?": a longer
// time less the one that the set covers, which is the difference of the two.
// Leaving out that time from anything else leaves what the source has no
// figures of; a denial of it that were dropped would give the figure of the very
// time that is not wanted.
func (r *reading) withoutPeriod() {
	left, more := false, false
	for i := range r.marks {
		if m := &r.marks[i]; m.is(filler) && m.ref == ownPeriod {
			left, more = left || r.leavesOut(i), more || r.notOnly(i)
		}
	}
	if !left && !(more && !slices.ContainsFunc(r.f.parts, func(p part) bool { return len(p.measures) > 0 })) {
		return
	}
	if m := r.longerTime(); left && m != nil && m.Population.Total != nil && !r.has[opPercent] {
		r.follow = &stats.Query{Op: stats.OpDifference, Terms: []stats.Term{{m.ID}, {m.Population.Total.ID}}}
		r.f.pending, r.f.settled = false, true
		return
	}
	r.lacks = append(r.lacks, lack{reason: stats.OtherPeriod, absent: -1})
}

// corrected sets aside a time that the asker takes back: "last year, I mean 2021".
func (r *reading) corrected() {
	for i := range r.marks {
		if r.marks[i].op() != opCorrect {
			continue
		}
		own := i + 1
		for own < len(r.marks) && r.marks[own].brk == noBreak && (r.marks[own].op() == opIn || r.marks[own].is(filler) && r.marks[own].ref == 0) {
			own++
		}
		if own == len(r.marks) || !r.marks[own].is(filler) || r.marks[own].ref != ownPeriod || i == 0 || !r.otherTime(i-1) {
			continue
		}
		r.marks[i-1].meaning = meaning{filler, 0}
		r.marks[i].meaning = meaning{filler, 0}
		r.has[opCorrect] = r.ops(opCorrect) > 0
	}
}

// otherTime reports whether a mark names another time than that of the set.
func (r *reading) otherTime(i int) bool {
	m := &r.marks[i]
	return m.is(times) || m.is(month) || m.is(absent) && r.set.Absent[m.ref].Reason == stats.OtherPeriod
}

// notOnly reads "not only in 2021": more than that is wanted.
func (r *reading) notOnly(i int) bool {
	for ; i > 0 && r.marks[i].brk == noBreak; i-- {
		if m := &r.marks[i-1]; m.op() == opOnly || m.is(filler) && (r.t.toks[m.to-1].text == "just" || r.t.toks[m.to-1].text == "only") {
			return r.leavesOut(i - 1)
		} else if !m.is(filler) && m.op() != opIn && m.op() != opFrom && m.op() != opOf {
			return false
		}
	}
	return false
}

// longerTime gives the measure of a longer time that the message asks for and
// nothing else, or the last question did, if it names nothing but what that
// counts.
func (r *reading) longerTime() *stats.Measure {
	var out *stats.Measure
	for i := range r.f.parts {
		p := &r.f.parts[i]
		if len(p.cats)+len(p.dims)+len(p.units) > 0 || len(p.pops) > 1 || len(p.measures) > 1 || p.unk {
			return nil
		}
		for _, m := range p.measures {
			if out != nil && out != r.set.Measures[m] {
				return nil
			}
			out = r.set.Measures[m]
		}
	}
	if last := r.prev.Last; out == nil && len(last.Terms) == 1 && len(last.Terms[0]) == 1 && r.prev.Refused == stats.NoReason {
		if f := r.set.Figure(last.Terms[0][0]); f != nil && last.Op == stats.OpCount {
			out = f.Measure
		}
	}
	if out == nil || out.Unit != stats.UnitCount || out.Period == (stats.Text{}) {
		return nil
	}
	for i := range r.f.parts {
		p := &r.f.parts[i]
		for _, pop := range append(slices.Clone(p.pops), p.weak) {
			if pop >= 0 && r.set.Populations[pop] != out.Population {
				return nil
			}
		}
	}
	return out
}

// takenOut reads the verb and the adverb of "take 2021 out of that" as one word
// with what stands between them behind it.
func (r *reading) takenOut(i int) {
	const reach = 4 // marks between the two
	if !slices.Contains([]string{"take", "taking", "leave", "leaving", "knock", "strip", "pull", "cut"}, r.t.toks[r.marks[i].to-1].text) {
		return
	}
	for j := i + 2; j < min(i+reach, len(r.marks)) && r.marks[j].brk == noBreak; j++ {
		switch w := r.t.toks[r.marks[j].from].text; {
		case r.marks[j-1].op() == opExcept:
			return
		case w == "out" || w == "away" || w == "off":
			r.marks[i].meaning, r.marks[j].meaning = meaning{operator, int32(opExcept)}, meaning{filler, 0}
			return
		}
	}
}
