package bot

import (
	"context"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/time/rate"

	"cifra/bot/ask"
)

// Silence is the kind of a reply that is not to be sent: the person has been
// told already that they write too fast.
const Silence ask.Kind = "silence"

// Limits bound what people may ask of a Handler, so that one of them cannot
// keep it from the others. The zero value of each sets no bound.
type Limits struct {
	PersonMinute int // questions a minute from one person
	ChatMinute   int // questions a minute in one chat
	Characters   int // of a message
}

// mostLimited is how many people, and how many chats, limits know of at once:
// those who wrote last.
const mostLimited = 10_000

// Limited answers as a Handler does within limits. Beyond them it says so
// once, and then is silent until the person has waited; a message in which
// someone may be in danger is always answered.
func Limited(h Handler, l Limits) Handler {
	if l == (Limits{}) {
		return h
	}
	return &limiter{handler: h, limits: l, people: newBuckets(l.PersonMinute), chats: newBuckets(l.ChatMinute)}
}

type limiter struct {
	handler Handler
	limits  Limits
	people  *buckets
	chats   *buckets
}

// Handle is of Handler.
func (l *limiter) Handle(ctx context.Context, m Message) Reply {
	worst, long := within, false
	if !m.Alone { // as a card for each letter that is typed, or an answer that is shared: the platform paces those
		worst = max(l.people.take(joinKey(m.Platform, m.User)), l.chats.take(joinKey(m.Platform, m.Chat)))
		long = l.limits.Characters > 0 && utf8.RuneCountInString(m.Text) > l.limits.Characters
	}
	if long {
		m.Text = firstRunes(m.Text, l.limits.Characters)
		m.Alone = true // what is read of it says only whether someone needs help
	}
	// What is beyond a limit is read all the same: nobody in danger is told to
	// wait.
	r := l.handler.Handle(ctx, m)
	switch {
	case worst == within && !long, r.Kind == ask.Support:
		return r
	case worst == again:
		return Reply{Kind: Silence, Lang: r.Lang}
	case worst == first:
		return Reply{Kind: Trouble, Lang: r.Lang, Text: WordsIn(r.Lang).TooFast}
	}
	return Reply{Kind: Trouble, Lang: r.Lang, Text: WordsIn(r.Lang).TooLong}
}

func firstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// state is how a person stands to a limit.
type state uint8

const (
	within state = iota
	first        // over it, for the first time
	again
)

// buckets are one limit for many keys.
type buckets struct {
	perMinute int

	mu   sync.Mutex
	keys *simplelru.LRU[string, *bucket]
}

type bucket struct {
	limiter *rate.Limiter
	told    time.Time // when the person was last over the limit, and knew
}

func newBuckets(perMinute int) *buckets {
	keys, err := simplelru.NewLRU[string, *bucket](mostLimited, nil)
	if err != nil {
		panic(err) // of a size below one
	}
	return &buckets{perMinute: perMinute, keys: keys}
}

// take counts a message.
func (b *buckets) take(key string) state {
	if b.perMinute <= 0 {
		return within
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	k, ok := b.keys.Get(key)
	if !ok {
		k = &bucket{limiter: rate.NewLimiter(rate.Every(time.Minute/time.Duration(b.perMinute)), b.perMinute)}
		b.keys.Add(key, k)
	}
	now := time.Now()
	told := now.Sub(k.told) < time.Minute
	switch {
	case k.limiter.AllowN(now, 1):
		return within
	case told:
		k.told = now // silence lasts until they have been slow for a minute
		return again
	}
	k.told = now
	return first
}
