package ask

import "slices"

// sameThing reports whether the message asks what sets two terms apart, and no
// figure of them: "is a case the same as a call", "how does trafficking differ
// from smuggling".
func (r *reading) sameThing() bool {
	at := r.indexOf(opRepeat)
	same := at >= 0 && r.copulaBefore(at)
	if !same && !r.has[opDifference] || r.has[opHowMuchMore] || r.f.neg || r.f.claim.Number != 0 {
		return false
	}
	var words []meaning
	apart := same
	for i := range r.marks {
		switch m := &r.marks[i]; m.class {
		case population:
			words = append(words, m.meaning)
		case category:
			if !r.lex.cats[m.ref].Dimension.Defined {
				return false
			}
			words = append(words, m.meaning)
		case topicWord, absent:
			words, apart = append(words, m.meaning), true
		case dimension, several, cross, either, country, region, place, times, month, number, ordinal:
			return false
		}
	}
	slices.SortFunc(words, func(a, b meaning) int { return int(a.class)<<16 + int(a.ref) - int(b.class)<<16 - int(b.ref) })
	terms := len(slices.Compact(slices.Clone(words)))
	return apart && len(words) == 2 && (terms == 2 || same || words[0].class == topicWord) && r.namesTerm(words)
}

// namesTerm reports whether one of the words is of the data or its subject.
func (r *reading) namesTerm(words []meaning) bool {
	return slices.ContainsFunc(words, func(m meaning) bool { return m.class != absent })
}

// copulaBefore reports whether a form of "to be" stands before a mark, so that
// the message asks whether two things are the same.
func (r *reading) copulaBefore(i int) bool {
	for k := 0; k < r.marks[i].to; k++ {
		switch r.t.toks[k].text {
		case "is", "are", "isnt", "arent", "es", "son", "sera", "seran", "was", "were":
			return true
		}
	}
	return false
}
