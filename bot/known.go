package bot

import (
	"hash/maphash"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"

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
	seeds [2]maphash.Seed

	mu      sync.Mutex
	replies *simplelru.LRU[knownKey, *knownReply]
	serial  uint64 // of the last reply; begins anywhere, since one bot may follow another in a program
}

type knownKey [2]uint64

// knownReply is a reply, and what the conversation has come to after it.
type knownReply struct {
	reply   Reply
	session []byte
}

func newKnown() *known {
	replies, err := simplelru.NewLRU[knownKey, *knownReply](mostKnown, nil)
	if err != nil {
		panic(err) // of a size below one
	}
	k := &known{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, replies: replies}
	k.serial = maphash.String(k.seeds[0], "serial")
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

func (k *known) get(key knownKey) *knownReply {
	k.mu.Lock()
	defer k.mu.Unlock()
	r, _ := k.replies.Get(key)
	return r
}

func (k *known) put(key knownKey, r *knownReply) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.serial++
	if k.serial == 0 {
		k.serial++
	}
	r.reply.Serial = k.serial
	k.replies.Add(key, r)
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
