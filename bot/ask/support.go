package ask

import (
	"slices"
)

// The sections of the support lexicon (support.en.txt says what each holds).
const (
	supDirect = iota
	supSoft
	supThird
	supSelf
	supStrongSelf
	supClose
	supCloseVague
	supAbuser
	supAbuserVague
	supHarm
	supWeakHarm
	supHint
	supWorry
	supWeakWorry
	supNot
	supStats
	supBreak
	supSections
)

var supportNames = [supSections]string{
	"direct", "soft", "third", "self", "strongself", "close", "closevague", "abuser", "abuservague",
	"harm", "weakharm", "hint", "worry", "weakworry", "not", "stats", "break",
}

// appeal weighs what the support phrases of a message say together.
type appeal struct {
	hits   [supSections][]span
	clause []int // by token
	stat   []bool
}

// newAppeal finds the phrases. A hit inside a "not" phrase ("help me with the
// numbers") counts for nothing.
func (r *reading) newAppeal() *appeal {
	found := r.lex.support.find(r.ids)
	if len(found) == 0 {
		return nil
	}
	a := &appeal{}
	var nots []span
	for _, h := range found {
		if h.section == supNot && !r.crossesSentence(h) {
			nots = append(nots, h)
		}
	}
	for _, h := range found {
		if h.section == supNot {
			continue
		}
		void := h.section != supStats && h.section != supBreak &&
			slices.ContainsFunc(nots, func(n span) bool { return n.from < h.to && h.to <= n.to })
		if !void {
			a.hits[h.section] = append(a.hits[h.section], h)
		}
	}
	a.clauses(r)
	return a
}

// crossesSentence reports whether a sentence ends inside a phrase.
func (r *reading) crossesSentence(h span) bool {
	for i := h.from + 1; i < h.to; i++ {
		if r.t.toks[i].brk == strongBreak {
			return true
		}
	}
	return false
}

// clauses numbers the clauses of the message, and notes which hold a word of
// statistics ("how many"), unless the word is part of a person's name ("some
// women").
func (a *appeal) clauses(r *reading) {
	a.clause = make([]int, len(r.t.toks)+1)
	n := 0
	for i := range r.t.toks {
		if r.t.toks[i].brk == strongBreak && i > 0 || i > 0 && startsAt(a.hits[supBreak], i) {
			n++
		}
		a.clause[i] = n
	}
	a.clause[len(r.t.toks)] = n
	a.stat = make([]bool, n+1)
	a.hits[supStats] = slices.DeleteFunc(a.hits[supStats], func(s span) bool {
		for _, sec := range [...]int{supClose, supAbuser, supCloseVague, supAbuserVague} {
			if slices.ContainsFunc(a.hits[sec], func(p span) bool { return p.from <= s.from && s.to <= p.to }) {
				return true
			}
		}
		return false
	})
	for _, s := range a.hits[supStats] {
		a.stat[a.clause[s.from]] = true
	}
}

func startsAt(hs []span, i int) bool {
	return slices.ContainsFunc(hs, func(h span) bool { return h.from == i })
}

func (a *appeal) free(hs ...span) bool {
	return !slices.ContainsFunc(hs, func(h span) bool { return a.stat[a.clause[h.from]] })
}

func (a *appeal) same(x, y span) bool { return a.clause[x.from] == a.clause[y.from] }

// counted reports whether harm is what a statistics question is about: a word
// of statistics stands before it in its clause, or right behind it, and no
// person of the writer's stands between.
func (a *appeal) counted(h span) bool {
	near := func(p span) bool { return h.from-3 <= p.to && p.to <= h.from }
	if a.anyPerson(near) {
		return false
	}
	for _, s := range a.hits[supStats] {
		if !a.same(s, h) {
			continue
		}
		if s.to <= h.from && !a.anyPerson(func(p span) bool { return s.to <= p.from && p.to <= h.from }) {
			return true
		}
		if h.to <= s.from && s.from <= h.to+1 {
			return true
		}
	}
	return false
}

func (a *appeal) anyPerson(is func(span) bool) bool {
	return slices.ContainsFunc(a.hits[supClose], is) || slices.ContainsFunc(a.hits[supAbuser], is)
}

// isSupport is the rule: a phrase that says it outright; harm to the writer or
// to someone near; worry or a telling hint about someone near. What a
// statistics question is about does not count; asks says whether the message
// asks for a quantity at all.
func (a *appeal) isSupport(asks bool) bool {
	noStats := len(a.hits[supStats]) == 0
	if !asks && len(a.hits[supHarm])+len(a.hits[supThird]) > 0 && len(a.hits[supClose])+len(a.hits[supAbuser]) > 0 {
		return true // "a friend who minds children: they do not let her leave"
	}
	if len(a.hits[supDirect]) > 0 || noStats && len(a.hits[supSoft]) > 0 {
		return true
	}
	for _, h := range a.hits[supThird] {
		if !a.counted(h) {
			return true
		}
	}
	return a.harmful(supHarm, noStats) || a.harmful(supWeakHarm, noStats) || a.worried(noStats) || a.hinted(noStats)
}

// harmful: harm together with a person it touches.
func (a *appeal) harmful(section int, noStats bool) bool {
	for _, h := range a.hits[section] {
		counted := a.counted(h)
		if a.anyPerson(func(p span) bool { return !counted || p.from >= h.to && a.same(p, h) }) {
			return true
		}
		if counted {
			continue
		}
		if len(a.hits[supStrongSelf]) > 0 || section == supHarm && len(a.hits[supSelf]) > 0 {
			return true
		}
		vague := func(p span) bool { return a.free(h, p) && (a.same(h, p) || noStats) }
		if slices.ContainsFunc(a.hits[supCloseVague], vague) || slices.ContainsFunc(a.hits[supAbuserVague], vague) {
			return true
		}
	}
	return false
}

// worried: fear, doubt or the wish to act, about someone or together with harm.
func (a *appeal) worried(noStats bool) bool {
	for _, w := range a.hits[supWorry] {
		about := func(p span) bool { return a.free(w, p) }
		if slices.ContainsFunc(a.hits[supClose], about) || slices.ContainsFunc(a.hits[supCloseVague], about) {
			return true
		}
		if noStats && len(a.hits[supHarm])+len(a.hits[supWeakHarm]) > 0 {
			return true
		}
	}
	for _, w := range a.hits[supWeakWorry] {
		about := func(p span) bool { return a.free(w, p) && a.same(w, p) }
		if slices.ContainsFunc(a.hits[supClose], about) || slices.ContainsFunc(a.hits[supCloseVague], about) {
			return true
		}
	}
	return false
}

// hinted: a sign that something is wrong, about someone near or with worry.
func (a *appeal) hinted(noStats bool) bool {
	for _, h := range a.hits[supHint] {
		if a.anyPerson(func(p span) bool { return a.free(h, p) && (a.same(h, p) || noStats) }) {
			return true
		}
		apart := func(w span) bool { return w.to <= h.from || h.to <= w.from }
		if noStats && slices.ContainsFunc(a.hits[supWorry], apart) {
			return true
		}
	}
	return false
}

// support: the writer, or someone near, may be in danger, or wants to report.
func (r *reading) support() bool {
	a := r.newAppeal()
	asks := r.has[opCount] || r.has[opPercent] || r.has[opMost] || r.has[opLeast] || r.has[opTop] || r.has[opBreakdown] || r.has[opAverage] || r.has[opWants] || r.has[opIsIt]
	if a == nil || !a.isSupport(asks) {
		return false
	}
	r.q.Kind = Support
	return true
}
