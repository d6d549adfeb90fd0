package ask

import (
	"fmt"
	"strings"

	"cifra/stats"
)

// addSet enters the words of the data set.
func (l *lexicon) addSet() error {
	l.makeRoom()
	for _, w := range l.set.Words {
		if w.For == stats.ForSet {
			continue // of names, which are no phrases of the lexicon
		}
		m, err := l.refer(w.For)
		if err != nil {
			return err
		}
		for _, p := range w.Patterns {
			l.add(p, m, 1<<w.Lang)
		}
	}
	return nil
}

// makeRoom makes the set's trie as large as its phrases are likely to need.
func (l *lexicon) makeRoom() {
	phrases, places := 0, 1024
	for _, w := range l.set.Words {
		phrases += len(w.Patterns)
	}
	for places < 4*phrases {
		places *= 2
	}
	l.own.words, l.own.seen = make(map[string]int32, phrases/4), make([]bool, l.base.words()+1)
	l.own.nodes = make([]ownNode, 0, 2*phrases)
	l.own.edges.alloc(places)
}

// refer reads what the words of a set are for: "victims", "victims?" (a verb
// that implies them), "gender", "gender.female", several categories joined by
// & (all at once) or by + (one after the other), alternatives by |, "topic:source", "absent:income", "filler".
func (l *lexicon) refer(s string) (meaning, error) {
	if strings.Contains(s, "|") {
		ms, err := l.referAll(strings.Split(s, "|"))
		l.alts = append(l.alts, ms)
		return meaning{either, int32(len(l.alts) - 1)}, err
	}
	if strings.ContainsAny(s, "&+") {
		c, sep := cross, "&"
		if strings.Contains(s, "+") {
			c, sep = several, "+"
		}
		ms, err := l.referAll(strings.Split(s, sep))
		l.lists = append(l.lists, ms)
		return meaning{c, int32(len(l.lists) - 1)}, err
	}
	return l.referOne(s)
}

func (l *lexicon) referAll(parts []string) ([]meaning, error) {
	ms := make([]meaning, len(parts))
	for i, p := range parts {
		m, err := l.referOne(p)
		if err != nil {
			return ms, err
		}
		ms[i] = m
	}
	return ms, nil
}

func (l *lexicon) referOne(s string) (meaning, error) {
	kind, id, hasKind := strings.Cut(s, ":")
	name, weak := strings.CutSuffix(s, "?")
	switch {
	case s == "filler":
		return meaning{filler, ownFiller}, nil
	case s == "period":
		return meaning{filler, ownPeriod}, nil
	case s == "subject":
		return meaning{topicWord, 0}, nil
	case hasKind && kind == "topic":
		id, weak := strings.CutSuffix(id, "?")
		for i, t := range l.set.Topics {
			if t.ID == id && weak {
				return meaning{weakTopic, int32(i)}, nil
			} else if t.ID == id {
				return meaning{infoTopic, int32(i)}, nil
			}
		}
	case hasKind && kind == "absent":
		for i, a := range l.set.Absent {
			if a.ID == id {
				return meaning{absent, int32(i)}, nil
			}
		}
	}
	for i, p := range l.set.Populations {
		if p.ID == name {
			if weak {
				return meaning{weakPop, int32(i)}, nil
			}
			return meaning{population, int32(i)}, nil
		}
	}
	for i, d := range l.set.Dimensions {
		if d.ID == s {
			return meaning{dimension, int32(i)}, nil
		}
	}
	for i, m := range l.set.Measures {
		if string(m.ID) == s {
			return meaning{measured, int32(i)}, nil
		}
	}
	if i, ok := l.catIndex[s]; ok {
		return meaning{category, i}, nil
	}
	return meaning{}, fmt.Errorf("words for %q: the data set %q has no such population, measure, dimension, category, topic or absent thing", s, l.set.ID)
}
