package ask

import (
	"slices"

	"cifra/stats"
)

// Parser reads messages about one data set. It is built once and may be used
// by any number of goroutines.
type Parser struct {
	lex   *lexicon
	set   *stats.Set
	names *names // nil where there is one set alone
}

// New builds the parser of a data set. It reads the lexicon that ships with
// the program; an error says which line of it, or which words of the set, are
// not in order. Where several sets are loaded, among lists them all, set
// included, and a Question tells which of them the message names.
func New(set *stats.Set, among ...*stats.Set) (*Parser, error) {
	l, err := newLexicon(set)
	if err != nil {
		return nil, err
	}
	p := &Parser{lex: l, set: set}
	if len(among) > 1 {
		if p.names, err = newNames(among); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// Parse reads what a message asks, after what the same person asked before.
// It never fails: a message that cannot be read is of kind Help, Offtopic or
// Unavailable.
func (p *Parser) Parse(text string, prev Context) Question {
	q, _ := p.parse(text, prev)
	return q
}

// Explain is Parse with a Trace of which words meant what.
func (p *Parser) Explain(text string, prev Context) Question {
	q, r := p.parse(text, prev)
	q.Trace = r.trace(q)
	return q
}

// reading is one message on its way to a Question.
type reading struct {
	p       *Parser
	lex     *lexicon
	set     *stats.Set
	t       tokenised
	marks   []mark
	ids     []int32 // the words, by token; 0 for one that is not known
	prev    Context
	q       Question
	rule    string
	has     [opCount_]bool // the operations that the message names
	f       frame
	follow  *stats.Query // a query that the last one and this message make together
	private bool         // has a word of the first person, or of those around
	persons []int        // where
	told    int          // the mark that "that type" points to, counted from one; 0 for none
	naming  setNames     // of the data sets
	lacks   []lack
}

// parse reads a message without the names of data sets in it, unless with them
// it is a call for help, "they took me across the border", or a question that
// words answer, "who runs the national hotline".
func (p *Parser) parse(text string, prev Context) (Question, *reading) {
	t := tokenise(text)
	whole := t
	if p.names != nil {
		whole.toks = slices.Clone(t.toks)
	}
	naming := p.names.cut(&t, prev)
	if naming.Named != (Named{}) {
		q, r := p.parseTokens(whole, setNames{}, prev)
		switch q.Kind {
		case Info:
			if rest, reading := p.parseTokens(t, naming, prev); rest.Kind == Figures && naming.Sets != 0 {
				return rest, reading
			}
			q.Named = naming.Named
			return q, r
		case Support:
			return q, r
		}
	}
	return p.parseTokens(t, naming, prev)
}

// parseTokens tries the rules in the order in which one wins over the next.
func (p *Parser) parseTokens(t tokenised, naming setNames, prev Context) (Question, *reading) {
	r := &reading{p: p, lex: p.lex, set: p.set, prev: prev, t: t, naming: naming}
	r.q.Named = naming.Named
	r.marks, r.ids = p.lex.mark(r.t)
	r.q.Lang = r.language()
	r.q.Next = prev
	r.resolve()
	rules := [...]struct {
		name string
		try  func(*reading) bool
	}{
		{"support", (*reading).support},
		{"empty", (*reading).empty},
		{"another language", (*reading).foreign},
		{"repeat in the other language", (*reading).translate},
		{"topic", (*reading).info},
		{"not in the source", (*reading).outside},
		{"figures", (*reading).figures},
		{"help", (*reading).help},
		{"off topic", (*reading).offtopic},
	}
	for _, rule := range rules {
		if rule.try(r) {
			r.rule = rule.name
			break
		}
	}
	r.q.Next.Lang, r.q.Next.Known = r.q.Lang, true
	r.q.Follows, r.q.Compares = r.goesOn(), r.has[opCompare] || r.has[opVersus]
	r.q.Strange = slices.ContainsFunc(r.marks, func(m mark) bool { return m.is(unknown) || m.is(purposeNoun) })
	r.q.Chart = (r.q.Kind == Figures || r.q.Kind == Choice) && r.has[opChart]
	if r.q.Kind == Support {
		r.q.Next = Context{Lang: r.q.Lang, Known: true}
	}
	return r.q, r
}

// language decides in which language to reply: the one the message's words
// are of. Words of the grammar tell more than nouns, which people borrow.
func (r *reading) language() stats.Lang {
	score := r.naming.score
	asked, wish := 0, r.prev.Lang
	for i := range r.marks {
		m := &r.marks[i]
		switch m.langs {
		case inEN:
			score[stats.EN] += m.tells()
		case inES:
			score[stats.ES] += m.tells()
		}
		switch {
		case m.op() == opEnglish:
			asked, wish = asked+1, stats.EN
		case m.op() == opSpanish:
			asked, wish = asked+1, stats.ES
		case m.is(unknown), m.is(offtopic):
			asked -= 2 // "translate this mail into Spanish" is no wish for the reply
		}
	}
	if r.t.spanish {
		score[stats.ES] += 3
	}
	switch {
	case asked > 0:
		return wish
	case score[stats.EN] > score[stats.ES]:
		return stats.EN
	case score[stats.ES] > score[stats.EN]:
		return stats.ES
	}
	return r.prev.Lang
}

// tells says how much a mark tells of the language.
func (m *mark) tells() int {
	switch m.class {
	case operator, filler, purpose, helpWord, notion:
		return 4 * (m.to - m.from)
	case unknown, number, foreign:
		return 0
	case country, region, place:
		return 1
	}
	return 2 * (m.to - m.from)
}

// empty: nothing to go by.
func (r *reading) empty() bool {
	if len(r.marks) > 0 {
		return false
	}
	r.q.Kind, r.q.Help = Help, HelpEmpty
	return true
}

// foreign: a message in a language that Cifra does not speak. At least two
// words tell, and they are a third of the message.
func (r *reading) foreign() bool {
	n := 0
	for i := range r.t.toks {
		if r.lex.strange[r.t.toks[i].text] {
			n++
		}
	}
	if n < 2 || 3*n < len(r.t.toks) {
		return false
	}
	r.q.Kind, r.q.Help = Help, HelpLanguage
	return true
}

// translate: "now in Spanish", with nothing else asked.
func (r *reading) translate() bool {
	if !r.has[opEnglish] && !r.has[opSpanish] || r.f.concepts() {
		return false
	}
	for i := range r.marks {
		if c := r.marks[i].class; c == unknown || c == absent || c == place || c == times || c == notion || c == infoTopic {
			return false
		}
	}
	switch {
	case r.prev.Topic != "":
		r.q.Kind, r.q.Topic = Info, r.prev.Topic
	case r.prev.Refused != stats.NoReason && r.prev.Last.Op != 0:
		return r.refuseAgain()
	case r.prev.Last.Op != 0:
		r.q.Kind, r.q.Readings = Figures, []stats.Query{r.prev.Last}
	default:
		r.q.Kind, r.q.Help = Help, HelpSwitch
	}
	return true
}

// help: greetings, thanks, "what can you do", and whatever is left that
// carries nothing but harmless words.
func (r *reading) help() bool {
	kind, others := HelpKind(""), 0
	for i := range r.marks {
		m := &r.marks[i]
		switch m.class {
		case helpWord:
			if h := helpKinds[m.ref]; kind == "" || rankHelp(h) > rankHelp(kind) {
				kind = h
			}
		case offtopic, injection, foreign:
			return false
		case unknown:
			others++
		}
	}
	switch {
	case kind == "" && others == 0 && len(r.lacks) == 0 && r.prev.Topic != "" && (r.marksFollow() || r.private):
		r.q.Kind, r.q.Topic = Info, r.prev.Topic // "and since when?"
		return true
	case kind == "" && (others > 0 || len(r.lacks) > 0):
		return false
	case kind != HelpWhat && kind != HelpIdentity && others > 1:
		return false
	case kind == "":
		kind = HelpEmpty
	case kind == helpAck:
		kind = HelpThanks
	}
	r.q.Kind, r.q.Help = Help, kind
	return true
}

// rankHelp orders the sorts of help, where a message has several.
func rankHelp(h HelpKind) int {
	switch h {
	case HelpWhat:
		return 5
	case HelpIdentity:
		return 4
	case HelpThanks:
		return 3
	case HelpBye:
		return 2
	case HelpGreeting:
		return 1
	}
	return 0
}

// offtopic is what is left.
func (r *reading) offtopic() bool {
	r.q.Kind = Offtopic
	return true
}
