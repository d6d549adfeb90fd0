package bot

import (
	"hash/maphash"
	"sync/atomic"

	lru "github.com/hashicorp/golang-lru/v2"

	"cifra/bot/ask"
	"cifra/stats"
)

// mostKnown is how many replies are kept: some kilobytes each.
const mostKnown = 2048

// known keeps replies that people ask for again and again, since most people
// ask for the same few figures: a reply follows from the text, from what the
// conversation has come to and from the language to fall back to, and from
// nothing else.
//
// No text is kept, but a hash of it of 128 bits under seeds that nobody knows
// and that end with the program, so that it can neither be read back nor be
// made to collide. Only replies to what was understood word by word are kept:
// they are made of the data set's words and the lexicon's alone.
type known struct {
	seeds   [2]maphash.Seed
	replies *lru.Cache[knownKey, knownReply]
	serial  atomic.Uint64 // of the last reply; begins anywhere, since one bot may follow another in a program
}

type knownKey [2]uint64

// knownReply is a reply, and what the conversation has come to after it.
type knownReply struct {
	reply   Reply
	session []byte
}

func newKnown() *known {
	replies, err := lru.New[knownKey, knownReply](mostKnown)
	if err != nil {
		panic(err) // of a size below one
	}
	k := &known{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, replies: replies}
	k.serial.Store(maphash.String(k.seeds[0], "serial"))
	return k
}

// key is what a reply follows from.
func (k *known) key(text string, session []byte, lang stats.Lang) knownKey {
	var key knownKey
	for i, seed := range k.seeds {
		var h maphash.Hash
		h.SetSeed(seed)
		h.WriteString(text)
		h.WriteByte(0xff) // in no UTF-8
		h.WriteByte(byte(lang))
		h.Write(session)
		key[i] = h.Sum64()
	}
	return key
}

func (k *known) get(key knownKey) (knownReply, bool) { return k.replies.Get(key) }

// put keeps a reply, under a number of its own.
func (k *known) put(key knownKey, r Reply, session []byte) {
	for r.Serial == 0 {
		r.Serial = k.serial.Add(1)
	}
	k.replies.Add(key, knownReply{r, session})
}

// keepable says whether a reply follows from its question alone, and holds
// nothing of a person's.
func keepable(r *Reply, q *ask.Question) bool {
	switch r.Kind {
	case ask.Figures, ask.Unavailable, ask.Choice:
		return r.Trace == nil && len(q.Unknown) == 0
	}
	return false
}
