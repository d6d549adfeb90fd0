package ask

// begins tells the operations with which a question begins, in the middle of a
// message too.
func begins(o op) bool {
	switch o {
	case opCount, opPercent, opWhich, opWhatIs, opIsIt, opTop, opCompare, opQuestion, opWants, opOverview, opMean, opRatio, opHowMuchMore:
		return true
	}
	return false
}

// setAside turns into filler what people say about themselves and why they
// ask, orders to the bot, and sentences that carry nothing of a question.
func (r *reading) setAside() {
	for i := 0; i < len(r.marks); {
		end := r.sentence(i)
		r.asideSentence(i, end)
		i = end
	}
}

// sentence gives the end of the sentence that begins at mark i.
func (r *reading) sentence(i int) int {
	for i++; i < len(r.marks) && r.marks[i].brk != strongBreak; i++ {
	}
	return i
}

func (r *reading) asideSentence(from, to int) {
	ordered, personal, helped := false, false, r.marks[from].is(helpWord)
	for i := from; i < to; i++ {
		ordered = ordered || r.marks[i].is(injection)
		personal = personal || r.personal(i)
	}
	if i := r.lastClause(from, to); i > from && r.courtesy(i, to) {
		r.silence(i, to)
	}
	elsewhere := r.conceptsOutside(from, to)
	chat := personal && !r.dataIn(from, to) && r.dataOutside(from, to)
	if elsewhere && (ordered || chat || r.courtesy(from, to) || r.hurry(from, to) || !r.conceptIn(from, to) && (personal || helped || !r.restricts(from, to))) {
		r.silence(from, to)
		return
	}
	r.asidePrefix(from, to)
	for i := from; i < to; {
		i = r.asideClause(i, to)
	}
}

// lastClause gives where the last clause of a sentence begins.
func (r *reading) lastClause(from, to int) int {
	for i := to - 1; i > from; i-- {
		if r.marks[i].brk > noBreak {
			return i
		}
	}
	return from
}

// courtesy reports whether a sentence only asks leave to use what another one
// asks about: "Can I cite that?", "¿lo puedo citar?"
func (r *reading) courtesy(from, to int) bool {
	cites := false
	for i := from; i < to; i++ {
		switch m := &r.marks[i]; m.class {
		case notion:
			if r.topicID(i) != topicSource {
				return false
			}
			cites = true
		case filler, helpWord, person:
		default:
			if m.op() != opThat {
				return false
			}
		}
	}
	return cites && r.dataOutside(from, to)
}

// hurry reports whether a sentence only says how soon it is needed: "on air in
// 2", "deadline in 10 minutes".
func (r *reading) hurry(from, to int) bool {
	noun := false
	for i := from; i < to; i++ {
		switch m := &r.marks[i]; m.class {
		case purposeNoun, purpose:
			noun = true
		case times:
			if m.ref != spanTime {
				return false
			}
		case filler, number, helpWord, person:
			noun = noun || m.purpose
		default:
			if m.op() != opIn {
				return false
			}
		}
	}
	return noun && r.dataOutside(from, to)
}

// dataIn reports whether marks name anything of the data set.
func (r *reading) dataIn(from, to int) bool {
	for i := from; i < to; i++ {
		if r.marks[i].ofData() || begins(r.marks[i].op()) && r.marks[i].op() != opIsIt && r.marks[i].op() != opWants {
			return true
		}
	}
	return false
}

func (r *reading) dataOutside(from, to int) bool {
	return r.dataIn(0, from) || r.dataIn(to, len(r.marks))
}

// personal tells a mark that begins a clause about the writer: "I am a
// reporter", "my boss wants", "ando en".
func (r *reading) personal(i int) bool {
	switch r.marks[i].class {
	case purpose:
		return !r.saysWhat(i)
	case person:
		return r.startsClause(i)
	}
	return false
}

// saysWhat reports whether a word of purpose goes on from what is counted and
// says which of it: "victims working on farms".
func (r *reading) saysWhat(i int) bool {
	j := i - 1
	for j > 0 && r.marks[j+1].brk == noBreak && (r.marks[j].is(filler) || r.marks[j].is(relative) || r.marks[j].op() == opQue) {
		j--
	}
	if j < 0 || r.marks[j+1].brk > noBreak || !r.marks[j].ofData() {
		return false
	}
	for k := i + 1; k < len(r.marks) && r.marks[k].brk == noBreak && !begins(r.marks[k].op()); k++ {
		if m := &r.marks[k]; m.concept() || m.is(place) || m.is(times) {
			return true
		}
	}
	return false
}

// startsClause reports whether a mark stands where a clause begins.
func (r *reading) startsClause(i int) bool {
	if i == 0 || r.marks[i].brk > noBreak {
		return true
	}
	switch p := &r.marks[i-1]; {
	case p.op() == opAnd, p.op() == opWhy, p.op() == opQue, p.is(helpWord):
		return true
	case p.is(filler):
		return r.startsClause(i - 1)
	}
	return false
}

// asidePrefix sets aside what stands before the question proper, where it
// names nothing of the data and is about the writer, or is a heading before a
// colon.
func (r *reading) asidePrefix(from, to int) {
	personal, noun := false, false
	start := from
	for i := from; i < to; i++ {
		m := &r.marks[i]
		if i > from && !r.yearOpens(from, i) && (begins(m.op()) || m.op() == opMajority || m.op() == opHalf) && (personal || noun && !r.opensRestriction(from) && !r.leadsWithLimit(from) && !r.conceptIn(from, i)) {
			r.silenceBut(start, i)
			return
		}
		if m.op() == opWants && r.conceptIn(i, to) {
			r.silence(from, i) // "a donor from Texas wants ..."
			return
		}
		opens := i > from && m.brk == weakBreak && noun && !personal // "boss is on the way - labor as a share"
		if m.ofData() && !opens {
			return
		}
		if !personal && r.personal(i) {
			personal = true
			start = r.asideStart(from, i, noun)
		}
		noun = noun || m.is(purposeNoun) || m.purpose && m.is(filler)
		if i-from >= 2 && m.brk == weakBreak && r.conceptIn(i, to) && !r.conceptIn(from, i) && !r.opensRestriction(from) && !r.leadsWithLimit(from) && (noun && !r.yearOpens(from, i) || r.colon(m.from) && !r.restricts(from, i)) {
			r.silenceBut(from, i)
			return
		}
		if m.ofData() {
			return
		}
	}
}

// asideStart gives where what a writer says of themselves begins, from its first
// mark on: a greeting before it is part of that, and what stands before the
// greeting is not, nor is a time or a place before a pause: "in 2016, yo, how many".
func (r *reading) asideStart(from, i int, noun bool) int {
	if g := r.greetingBefore(i, from); g > from && !noun {
		return g
	}
	first := &r.marks[from]
	if r.marks[i].brk > noBreak && !noun && (r.opensRestriction(from) || first.is(times) || first.is(month)) {
		return i
	}
	return from
}

// yearOpens reports whether a clause among the marks begins with a year: "on
// deadline, 2016 numbers".
func (r *reading) yearOpens(from, to int) bool {
	for i := from; i < to; i++ {
		if m := &r.marks[i]; m.is(times) && m.brk > noBreak && r.t.toks[m.from].isNum {
			return true
		}
	}
	return false
}

// opensRestriction reports whether a clause begins as restrictions do: "in",
// "from", "of".
func (r *reading) opensRestriction(i int) bool {
	switch m := &r.marks[i]; m.op() {
	case opIn, opFrom, opOf, opOnly, opNot, opExcept, opWhere, opWhen, opQue, opThose:
		return true
	case opNone:
		return m.is(relative)
	}
	return false
}

// leadsWithLimit reports whether a sentence begins with what limits the question:
// in "in 2020 hey for a post, how many cases" the year is no part of why it is
// asked.
func (r *reading) leadsWithLimit(i int) bool {
	if i+1 < len(r.marks) && (r.marks[i].is(filler) || r.marks[i].is(unknown)) && r.marks[i+1].is(number) && r.marks[i+1].brk == noBreak {
		i++ // "over 65"
	}
	switch m := &r.marks[i]; m.class {
	case times, month, place, number, absent, unknown:
		next := i + 1
		return next < len(r.marks) && (r.marks[next].is(filler) || r.marks[next].is(helpWord)) && !r.marks[next].purpose
	}
	return false
}

// colon reports whether a colon stands before a token.
func (r *reading) colon(tok int) bool { return r.t.toks[tok].colon }

// asideClause sets aside a clause of purpose that begins at mark i, and gives
// the mark to go on from.
func (r *reading) asideClause(i, to int) int {
	m := &r.marks[i]
	switch {
	case (m.is(person) || m.is(purpose)) && !r.personal(i):
		m.class, m.ref = filler, 0
	case m.is(interjection):
		r.interjection(i, to)
	case r.personal(i):
		return r.asidePurpose(i, to)
	case m.is(purposeFor):
		m.class, m.ref = filler, 0
		return r.asideFor(i+1, to)
	}
	return i + 1
}

// interjection tells "hombre, ..." from "hombres": alone in its clause, with
// a question behind it, it is an exclamation.
func (r *reading) interjection(i, to int) {
	m := &r.marks[i]
	alone := (i == 0 || m.brk > noBreak) && i+1 < to && r.marks[i+1].brk > noBreak
	m.class, m.ref = filler, 0
	listed := i > 0 && r.marks[i-1].is(category) // "women, men, how many"
	if alone && !listed && r.conceptIn(i+1, to) {
		return
	}
	if e, ok := r.lex.second[r.ids[m.from]]; ok {
		m.meaning = e
	}
}

// asideFor sets aside "for my thesis on ...": the noun of purpose, and what
// goes on from it to the end of the clause.
func (r *reading) asideFor(i, to int) int {
	noun := false
	for ; i < to && r.marks[i].brk == noBreak; i++ {
		m := &r.marks[i]
		if m.purpose || m.is(purposeNoun) {
			noun = true
		} else if begins(m.op()) || m.concept() || !noun && !m.is(filler) {
			return i
		}
		m.class, m.ref = filler, 0
	}
	return i
}

// asidePurpose sets aside a clause of purpose, up to where a question begins.
func (r *reading) asidePurpose(from, to int) int {
	end := from + 1
	for ; end < to; end++ {
		m := &r.marks[end]
		if begins(m.op()) || m.brk == weakBreak && (r.conceptIn(end, to) || m.op() == opRepeat || r.yearOpens(end, end+1)) {
			break
		}
	}
	if r.conceptIn(from, end) && !r.conceptsOutside(from, end) {
		// The clause holds the only question there is: only its words of
		// purpose are harmless.
		for i := from; i < end; i++ {
			if m := &r.marks[i]; m.is(purpose) || m.is(person) || m.is(purposeNoun) || m.purpose && !m.concept() {
				m.class, m.ref = filler, 0
			}
		}
		return end
	}
	r.silenceBut(from, end)
	return end
}

// silenceBut makes marks count for nothing, but for what is named of the data
// after "about" and the like: "I am writing about women in Texas, how many
// victims were there?" is not for the total.
func (r *reading) silenceBut(from, to int) {
	for i := from; i < to; i++ {
		if m := &r.marks[i]; (m.is(category) || m.is(cross)) && i > from && r.onSubject(i-1, from) {
			r.silence(from, i)
			from = i + 1
		}
	}
	r.silence(from, to)
}

// onSubject reports whether a mark, or an article behind one, says on what someone
// works: "about the", "sobre", "lo de".
func (r *reading) onSubject(i, from int) bool {
	for ; i >= from; i-- {
		m := &r.marks[i]
		for _, tok := range r.t.toks[m.from:m.to] {
			switch tok.text {
			case "about", "on", "regarding", "covering", "covers", "sobre", "acerca", "de":
				return true
			}
		}
		if !m.is(filler) || !r.article(i) {
			break
		}
	}
	return false
}

// restricts tells a sentence that goes on with the question of another one
// from chatter: it names a time, a place or a number, or begins as a
// restriction does.
func (r *reading) restricts(from, to int) bool {
	for i := from; i < to; i++ {
		m := &r.marks[i]
		switch m.class {
		case place, times, month, number, ordinal, infoTopic, notion, offtopic:
			return true
		case operator:
			switch m.op() {
			case opIn, opFrom, opOf, opTo, opQue, opAnd, opOr, opThat, opBy:
				if i == from {
					return true
				}
			default:
				return true
			}
		}
	}
	return false
}

// silence makes marks count for nothing. What they say of the language stays.
func (r *reading) silence(from, to int) {
	nothing := !r.dataIn(0, len(r.marks))
	for i := from; i < to; i++ {
		m := &r.marks[i]
		if m.is(helpWord) || m.is(offtopic) && nothing || i+1 == r.told {
			continue
		}
		m.class, m.ref, m.used = filler, 0, true
	}
	r.has = [opCount_]bool{}
	for i := range r.marks {
		r.has[r.marks[i].op()] = true
	}
}
