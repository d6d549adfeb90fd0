package ask

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

func (g *generic) addOps() error {
	return g.eachSection("ops", func(s section, langs uint8) error {
		o, ok := opNames[s.name]
		if !ok {
			return errNoSection
		}
		if ranks(o) {
			if err := g.addWithArticles(s.lines, o, langs); err != nil {
				return err
			}
		}
		return g.addLines(s.lines, meaning{operator, int32(o)}, langs)
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
func (g *generic) addWithArticles(lines []string, o op, langs uint8) error {
	articles := []string{"the "}
	if langs == inES {
		articles = []string{"el ", "la ", "los ", "las ", "lo "}
	}
	for _, a := range articles {
		for p := range strings.SplitSeq(strings.Join(lines, "|"), "|") {
			if p = strings.TrimSpace(p); p == "" || strings.HasPrefix(p, a) {
				continue
			}
			if err := g.addAll(a+p, meaning{operator, int32(o)}, langs); err != nil {
				return err
			}
		}
	}
	return nil
}

// addNumbers enters number words ("3: three"), ordinals ("3o: third") and
// fractions ("33%: a third").
func (g *generic) addNumbers() error {
	return g.eachSection("numbers", func(s section, langs uint8) error {
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
		return g.addLines(s.lines, meaning{c, int32(n)}, langs)
	})
}

// addNotions enters the generic words of the topics that a set may have.
func (g *generic) addNotions() error {
	return g.eachSection("info", func(s section, langs uint8) error {
		i := slices.Index(g.topics, s.name)
		if i < 0 {
			i = len(g.topics)
			g.topics = append(g.topics, s.name)
		}
		return g.addLines(s.lines, meaning{notion, int32(i)}, langs)
	})
}

// addWorld enters countries, places and times. Where a set has a dimension of
// countries, its own words have already named the ones it lists.
func (g *generic) addWorld() error {
	sections, err := g.readSections("countries.txt")
	if err != nil {
		return err
	}
	for _, s := range sections {
		f := strings.Split(s.name, "/")
		if len(f) != 3 {
			return fmt.Errorf("lexicon countries.txt: %q is not CODE/English name/Spanish name", s.name)
		}
		m := meaning{country, int32(len(g.countries) / 3)}
		if strings.HasPrefix(f[0], "X-") {
			m.class = region
		}
		g.countries = append(g.countries, f...)
		en, es, _ := strings.Cut(strings.Join(s.lines, "|"), ";")
		if err := g.addAll(en, m, inEN); err != nil {
			return err
		}
		if err := g.addAll(es, m, inES); err != nil {
			return err
		}
	}
	places, err := g.readSections("places.txt")
	if err != nil {
		return err
	}
	for _, s := range places {
		m := meaning{place, 0}
		if s.name == "The whole country" {
			m.ref = wholePlace
		}
		if err := g.addLines(s.lines, m, 0); err != nil {
			return fmt.Errorf("lexicon places.txt, %q: %w", s.name, err)
		}
	}
	classes := map[string]meaning{"time": {times, 0}, "rate": {times, rateTime}, "span": {times, spanTime}, "month": {month, 0}}
	return g.eachSection("world", func(s section, langs uint8) error {
		m, ok := classes[s.name]
		if !ok {
			return errNoSection
		}
		return g.addLines(s.lines, m, langs)
	})
}

// addGeneral enters the harmless and the off-topic words, in that order.
func (g *generic) addGeneral() error {
	classes := map[string]meaning{
		"subject": {topicWord, 0}, "neutral": {filler, 0}, "purpose": {purpose, 0}, "purposefor": {purposeFor, 0}, "person": {person, 0}, "interjection": {interjection, 0},
		"relative": {relative, 0}, "nation": {nation, 0}, "work": {labor, 0},
		"purposenoun": {purposeNoun, 0}, "offtopic": {offtopic, 0}, "insult": {offtopic, 0}, "injection": {injection, 0},
	}
	for i, h := range helpKinds {
		classes[string(h)] = meaning{helpWord, int32(i)}
	}
	for _, file := range []string{"extra", "help", "neutral", "common", "purpose", "offtopic"} {
		err := g.eachSection(file, func(s section, langs uint8) error {
			m, ok := classes[s.name]
			if !ok {
				return errNoSection
			}
			return g.addLines(s.lines, m, langs)
		})
		if err != nil {
			return err
		}
	}
	sections, err := g.readSections("foreign.txt")
	if err != nil {
		return err
	}
	for _, s := range sections {
		g.addStrange(s.lines)
		if s.name == "strange" {
			continue // close to words of ours, and so no words of the lexicon
		}
		if err := g.addLines(s.lines, meaning{foreign, 0}, 0); err != nil {
			return err
		}
	}
	return g.addSupport()
}

// addStrange notes the words of other languages, also those that are words of
// ours: as spellings of nothing.
func (g *generic) addStrange(lines []string) {
	for p := range strings.SplitSeq(strings.Join(lines, "|"), "|") {
		if p = strings.TrimSpace(p); p != "" && !strings.Contains(p, " ") {
			g.alias = append(g.alias, p, "")
		}
	}
}

// addAlias reads the chat spellings.
func (g *generic) addAlias() error {
	sections, err := g.readSections("alias.txt")
	if err != nil {
		return err
	}
	for _, s := range sections {
		for w := range strings.FieldsSeq(strings.Join(s.lines, " ")) {
			g.alias = append(g.alias, w, s.name)
		}
	}
	return nil
}

// addReal reads the words that stand close to a known word and yet are right
// as they are ("miner" is no "minor"), so that spelling leaves them alone.
func (g *generic) addReal() error {
	sections, err := g.readSections("real.txt")
	if err != nil {
		return err
	}
	for _, s := range sections {
		for w := range strings.FieldsSeq(strings.Join(s.lines, " ")) {
			g.real[w] = true
		}
	}
	return nil
}

// addSupport reads the phrases that tell a person in danger.
func (g *generic) addSupport() error {
	return g.eachSection("support", func(s section, _ uint8) error {
		n := slices.Index(supportNames[:], s.name)
		if n < 0 {
			return errNoSection
		}
		for p := range strings.SplitSeq(strings.Join(s.lines, " | "), " | ") {
			if p = strings.TrimSpace(p); p == "" {
				continue
			}
			if err := g.support.add(p, n); err != nil {
				return err
			}
		}
		return nil
	})
}
