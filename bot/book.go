package bot

import (
	"errors"
	"fmt"
	"hash/fnv"
	"sync"

	"cifra/bot/ask"
	"cifra/stats"
)

// book is one data set, and all that reads questions to it and speaks of it.
type book struct {
	set      *stats.Set
	parser   Parser
	voices   [len(stats.Langs)]voice
	guard    *guard
	press    *presser
	examples func() [len(stats.Langs)]map[string]Choice // by their texts; read once
	several  bool                                       // others are loaded, too: replies name the set
}

// newBook makes a book of one of several sets.
func newBook(d Data, several bool) *book {
	k := &book{set: d.Set, parser: d.Parser, several: several, press: newPresser(d.Set, several)}
	k.voices = [...]voice{stats.EN: newEnglish(d.Set, several), stats.ES: newSpanish(d.Set, several)}
	for l, v := range k.voices {
		for of, list := range v.tongue().lists {
			list.Press = k.press.query(stats.Lang(l), list.Query, false)
			v.tongue().lists[of] = list
		}
	}
	k.examples = sync.OnceValue(k.readExamples)
	return k
}

// has says whether the set has all that a query names.
func (k *book) has(q stats.Query) bool {
	for _, t := range q.Terms {
		for _, id := range t {
			if k.set.Figure(id) == nil && k.set.Breakdown(id) == nil {
				return false
			}
		}
	}
	return true
}

// answers says whether the set has an answer to a question, or several to
// choose between.
func (k *book) answers(q *ask.Question) bool {
	switch q.Kind {
	case ask.Choice:
		return true
	case ask.Figures:
		return len(q.Readings) > 0 && k.answer(q.Readings[0]) != nil
	}
	return false
}

// answer is the answer to a query, or nil where the set has none.
func (k *book) answer(q stats.Query) *stats.Answer {
	a, err := k.set.Eval(q)
	if err != nil || a.Reason != stats.NoReason {
		return nil
	}
	return &a
}

// name tells the set from others, in quotes.
func (k *book) name(l stats.Lang) string { return "“" + k.set.Name.In(l) + "”" }

// tellFigures evaluates a query; what it turns out to lack is said as such.
func (k *book) tellFigures(t *telling, m Message, q ask.Question) error {
	if len(q.Readings) == 0 {
		panic(errors.New("a question of kind figures has no reading"))
	}
	a, err := k.set.Eval(q.Readings[0])
	switch {
	case err != nil && m.Query != nil && !k.has(*m.Query):
		*t.reply = Reply{Kind: Trouble, Lang: q.Lang, Text: t.voice.stale()}
		return nil
	case err != nil:
		*t.reply = Reply{Kind: Trouble, Lang: q.Lang, Text: t.voice.trouble()}
		return err
	case a.Reason != stats.NoReason:
		t.missing(&q, &a)
	default:
		t.answer(&a)
		t.reply.Picture = t.picture(&a)
		if t.reply.Chart = q.Chart; q.Chart {
			t.rowsForChart(&a)
		}
	}
	t.reply.Answer = &a
	return nil
}

// tellInfo gives a text of the set.
func (k *book) tellInfo(t *telling, q ask.Question) {
	topic := k.set.Topic(q.Topic)
	if topic == nil {
		panic(fmt.Errorf("a question about the topic %q, which the set has not", q.Topic))
	}
	t.reply.Topic, t.reply.Title, t.reply.Text = q.Topic, topic.Title.In(q.Lang), topic.Text.In(q.Lang)
	t.reply.Source = t.voice.source()
}

// offerExamples adds questions that can be asked as buttons, and gives their
// texts. The message chooses which ones, so that it always gets the same.
func (k *book) offerExamples(t *telling, m Message) []string {
	hash := fnv.New32a()
	hash.Write([]byte(m.ID))
	shown := examples(examplesIn(k.set, t.reply.Lang), hash.Sum32())
	for _, example := range shown {
		if c, ok := k.examples()[t.reply.Lang][example]; ok {
			t.reply.Next = append(t.reply.Next, c)
		}
	}
	return shown
}

// readExamples makes buttons of the set's examples, by their texts; of those
// that a data set gives and the parser cannot read, none.
func (k *book) readExamples() (read [len(stats.Langs)]map[string]Choice) {
	for l := range k.voices {
		lang := stats.Lang(l)
		read[l] = map[string]Choice{}
		for _, example := range examplesIn(k.set, lang) {
			if q := k.parser.Parse(example, ask.Context{Lang: lang}); readable(q) {
				read[l][example] = k.choice(lang, q.Readings[0], example)
			}
		}
	}
	return read
}

// choice is a query to be asked by a button, or in words.
func (k *book) choice(l stats.Lang, q stats.Query, words string) Choice {
	return Choice{Label: k.telling(&Reply{Lang: l}).label(q), Ask: words, Query: q, Press: k.press.query(l, q, false)}
}

// telling begins a reply, in its language.
func (k *book) telling(r *Reply) *telling {
	return &telling{set: k.set, voice: k.voices[r.Lang], reply: r}
}
