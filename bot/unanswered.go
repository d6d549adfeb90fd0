package bot

import (
	"context"
	"hash/maphash"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/hashicorp/golang-lru/v2/simplelru"

	"cifra/bot/ask"
	"cifra/stats"
)

// Unanswered is the wording of a question that could not be answered, without
// what could tell whose it is: no chat, no person, no platform, no time of day.
type Unanswered struct {
	Day     string // "2026-11-23", in UTC
	Lang    string // of the reply
	Kind    ask.Kind
	Reason  string // of kind Unavailable, as stats.Reason has it
	Wording string // words in small letters, and ask's placeholders
}

// UnansweredOptions say which wordings are kept, and where.
type UnansweredOptions struct {
	Scrub func(text string) ask.Wording // of ask.Scrubber
	Keep  func(Unanswered)              // takes a wording; must not wait
	// People is how many have to use a word that nobody knows before it is
	// shown in a wording; 0 for 3.
	People int
	Days   int              // for how long wordings are kept, which people are told; 0 for 30
	Now    func() time.Time // nil for time.Now
}

// The bounds of what is kept.
const (
	longestQuestion = 200    // characters of a message: what is longer is a story
	mostStrange     = 3      // unknown words of a message: more are a story, or another language
	mostRare        = 10_000 // unknown words of which it is known how many have used them
	fewestPeople    = 3
	usualDays       = 30
)

// WithUnanswered answers as a Handler does, and hands on the wording of what
// could not be answered because the parser does not know a word of it: of
// questions off topic, and of such that are in vain, where they ask for a
// figure at all. Choices are not among them, since every word of them was
// understood.
//
// Never handed on is a message that may be a call for help, that speaks of the
// writer or of someone near, or says who asks or why; one that is long; and
// what nobody has typed, or typed for this bot: presses, commands, messages of
// others, and words on their way in another chat.
//
// A word that the lexicon lacks could be a name, a nickname or a street
// whatever is done to find those out. So it is only shown from the third person
// on who uses it, and stands as "[word]" until then. Who has used it is known
// in memory alone, by hashes under keys that end with the program.
//
// People who ask what is kept are told of it.
func WithUnanswered(h Handler, o UnansweredOptions) Handler {
	if o.People <= 0 {
		o.People = fewestPeople
	}
	if o.Days <= 0 {
		o.Days = usualDays
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	g := &gleaner{handler: h, o: o, rare: newRareWords(o.People)}
	for _, l := range stats.Langs {
		g.words[l] = keepingWords(l, o.Days)
	}
	return g
}

type gleaner struct {
	handler Handler
	o       UnansweredOptions
	rare    *rareWords
	words   [len(stats.Langs)]*strings.Replacer // what people are told of it
}

// Handle is of Handler.
func (g *gleaner) Handle(ctx context.Context, m Message) Reply {
	r := g.handler.Handle(ctx, m)
	g.glean(&m, &r)
	return g.honest(r)
}

// glean hands a wording on. Whatever goes wrong with it costs the wording and
// not the answer.
func (g *gleaner) glean(m *Message, r *Reply) {
	defer func() { _ = recover() }()
	if r.Kind != ask.Offtopic && r.Kind != ask.Unavailable || !typed(m) {
		return
	}
	w := g.o.Scrub(m.Text)
	if n := len(w.Unknown()); w.Personal || !w.Asks || n == 0 || n > mostStrange {
		return
	}
	shown := g.rare.used(w.Unknown(), joinKey(m.Platform, m.User))
	g.o.Keep(Unanswered{
		Day: g.o.Now().UTC().Format(time.DateOnly), Lang: r.Lang.String(), Kind: r.Kind, Reason: string(r.Reason),
		Wording: w.Text(func(word string) bool { return shown[word] }),
	})
}

// typed reports whether a person has written a message to the bot, in a line
// that may be a question.
func typed(m *Message) bool {
	switch {
	case m.Press != "", m.Query != nil, m.Command != "", m.Alone:
		return false
	case strings.HasPrefix(strings.TrimSpace(m.Text), "/"), strings.Contains(strings.TrimSpace(m.Text), "\n"):
		return false
	}
	return utf8.RuneCountInString(m.Text) <= longestQuestion
}

// rareWords know how many people have used a word, up to as many as make it
// known.
type rareWords struct {
	people int
	seed   maphash.Seed

	mu    sync.Mutex
	words *simplelru.LRU[uint64, []uint64] // who, by word
}

func newRareWords(people int) *rareWords {
	words, err := simplelru.NewLRU[uint64, []uint64](mostRare, nil)
	if err != nil {
		panic(err) // of a size below one
	}
	return &rareWords{people: people, seed: maphash.MakeSeed(), words: words}
}

// used notes that a person has used words, and says which of them enough have.
func (r *rareWords) used(words []string, person string) map[string]bool {
	who := maphash.String(r.seed, person)
	known := map[string]bool{}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, w := range words {
		key := maphash.String(r.seed, w)
		users, _ := r.words.Get(key)
		if len(users) < r.people && !slices.Contains(users, who) {
			users = append(users, who)
			r.words.Add(key, users)
		}
		known[w] = len(users) >= r.people
	}
	return known
}
