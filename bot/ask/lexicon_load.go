package ask

import (
	"fmt"
	"strconv"
	"strings"

	"cifra/stats"
)

// addSet enters the words of the data set.
func (l *lexicon) addSet() error {
	for _, w := range l.set.Words {
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
	if i, ok := l.catIndex[s]; ok {
		return meaning{category, i}, nil
	}
	return meaning{}, fmt.Errorf("words for %q: the data set %q has no such population, dimension, category, topic or absent thing", s, l.set.ID)
}

func (l *lexicon) addOps() error {
	return l.eachSection("ops", func(s section, langs uint8) error {
		o, ok := opNames[s.name]
		if !ok {
			return errNoSection
		}
		if ranks(o) {
			if err := l.addWithArticles(s.lines, o, langs); err != nil {
				return err
			}
		}
		return l.addLines(s.lines, meaning{operator, int32(o)}, langs)
	})
}

// ranks tells the operations whose words take an article: "the most common".
func ranks(o op) bool {
	switch o {
	case opMost, opLeast, opTop, opLast, opMajority, opHalf, opDifference, opRatio, opSum, opAverage, opRest:
		return true
	}
	return false
}

// addWithArticles enters patterns with an article before them.
func (l *lexicon) addWithArticles(lines []string, o op, langs uint8) error {
	articles := []string{"the "}
	if langs == inES {
		articles = []string{"el ", "la ", "los ", "las ", "lo "}
	}
	for _, a := range articles {
		for p := range strings.SplitSeq(strings.Join(lines, "|"), "|") {
			if p = strings.TrimSpace(p); p == "" || strings.HasPrefix(p, a) {
				continue
			}
			if err := l.addAll(a+p, meaning{operator, int32(o)}, langs); err != nil {
				return err
			}
		}
	}
	return nil
}

// addNumbers enters number words ("3: three"), ordinals ("3o: third") and
// fractions ("33%: a third").
func (l *lexicon) addNumbers() error {
	return l.eachSection("numbers", func(s section, langs uint8) error {
		digits, isPercent := strings.CutSuffix(s.name, "%")
		digits, isOrdinal := strings.CutSuffix(digits, "o")
		n, err := strconv.Atoi(digits)
		if err != nil {
			return fmt.Errorf("not a number: %w", err)
		}
		c := number
		switch {
		case isOrdinal:
			c = ordinal
		case isPercent:
			c = fraction
		}
		return l.addLines(s.lines, meaning{c, int32(n)}, langs)
	})
}

// addNotions enters the generic words of the topics that every set has.
func (l *lexicon) addNotions() error {
	return l.eachSection("info", func(s section, langs uint8) error {
		for i, t := range l.set.Topics {
			if t.ID == s.name {
				return l.addLines(s.lines, meaning{notion, int32(i)}, langs)
			}
		}
		return nil // a set need not have every topic
	})
}

// addWorld enters countries, places and times. Where a set has a dimension of
// countries, its own words have already named the ones it lists.
func (l *lexicon) addWorld() error {
	sections, err := readSections("countries.txt")
	if err != nil {
		return err
	}
	for _, s := range sections {
		f := strings.Split(s.name, "/")
		if len(f) != 3 {
			return fmt.Errorf("lexicon countries.txt: %q is not CODE/English name/Spanish name", s.name)
		}
		m := meaning{country, int32(len(l.countries))}
		if strings.HasPrefix(f[0], "X-") {
			m.class = region
		}
		l.countries = append(l.countries, worldCountry{f[0], stats.Text{EN: f[1], ES: f[2]}})
		en, es, _ := strings.Cut(strings.Join(s.lines, "|"), ";")
		if err := l.addAll(en, m, inEN); err != nil {
			return err
		}
		if err := l.addAll(es, m, inES); err != nil {
			return err
		}
	}
	places, err := readSections("places.txt")
	if err != nil {
		return err
	}
	for _, s := range places {
		if err := l.addLines(s.lines, meaning{place, 0}, 0); err != nil {
			return fmt.Errorf("lexicon places.txt, %q: %w", s.name, err)
		}
	}
	classes := map[string]meaning{"time": {times, 0}, "rate": {times, rateTime}, "span": {times, spanTime}, "month": {month, 0}}
	return l.eachSection("world", func(s section, langs uint8) error {
		m, ok := classes[s.name]
		if !ok {
			return errNoSection
		}
		return l.addLines(s.lines, m, langs)
	})
}

// addGeneral enters the harmless and the off-topic words, in that order.
func (l *lexicon) addGeneral() error {
	classes := map[string]meaning{
		"subject": {topicWord, 0}, "neutral": {filler, 0}, "purpose": {purpose, 0}, "purposefor": {purposeFor, 0}, "person": {person, 0}, "interjection": {interjection, 0},
		"purposenoun": {purposeNoun, 0}, "offtopic": {offtopic, 0}, "insult": {offtopic, 0}, "injection": {injection, 0},
	}
	for i, h := range helpKinds {
		classes[string(h)] = meaning{helpWord, int32(i)}
	}
	for _, file := range []string{"extra", "help", "neutral", "common", "purpose", "offtopic"} {
		err := l.eachSection(file, func(s section, langs uint8) error {
			m, ok := classes[s.name]
			if !ok {
				return errNoSection
			}
			return l.addLines(s.lines, m, langs)
		})
		if err != nil {
			return err
		}
	}
	sections, err := readSections("foreign.txt")
	if err != nil {
		return err
	}
	for _, s := range sections {
		if err := l.addLines(s.lines, meaning{foreign, 0}, 0); err != nil {
			return err
		}
	}
	return l.addSupport()
}

// addAlias reads the chat spellings.
func (l *lexicon) addAlias() error {
	sections, err := readSections("alias.txt")
	if err != nil {
		return err
	}
	for _, s := range sections {
		for w := range strings.FieldsSeq(strings.Join(s.lines, " ")) {
			l.alias[w] = s.name
		}
	}
	return nil
}

// addReal reads the words that stand close to a known word and yet are right
// as they are ("miner" is no "minor"), so that spelling leaves them alone.
func (l *lexicon) addReal() error {
	sections, err := readSections("real.txt")
	if err != nil {
		return err
	}
	for _, s := range sections {
		for w := range strings.FieldsSeq(strings.Join(s.lines, " ")) {
			l.real[w] = true
		}
	}
	return nil
}
