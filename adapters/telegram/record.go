package telegram

import (
	"context"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"
)

// How long it is remembered which messages an answer was.
const (
	editLife = time.Hour      // a person who edits a question does so soon
	partLife = 48 * time.Hour // a bot may delete its messages for so long, and change them longer
	sentLife = time.Hour      // what of an answer has been sent, while the rest has not
)

// record says which messages an answer is. It holds ids and nothing else.
type record struct {
	photo   int64  // 0 for none
	picture uint32 // which one it is: a hash of chart.Chart.Key
	parts   []int64
}

// String is the text of a record: a version, the photo, its picture, the parts.
func (r record) String() string {
	b := strconv.AppendInt([]byte("1 "), r.photo, 10)
	b = strconv.AppendUint(append(b, ' '), uint64(r.picture), 10)
	for _, id := range r.parts {
		b = strconv.AppendInt(append(b, ' '), id, 10)
	}
	return string(b)
}

// mostParts bounds how many messages a record may name.
const mostParts = 100

// parseRecord reads the text of a record. What another version wrote is none.
func parseRecord(text string) (record, bool) {
	fields := strings.Fields(text)
	if len(fields) < 3 || len(fields) > 3+mostParts || fields[0] != "1" {
		return record{}, false
	}
	var r record
	photo, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return record{}, false
	}
	picture, err := strconv.ParseUint(fields[2], 10, 32)
	if err != nil {
		return record{}, false
	}
	r.photo, r.picture = photo, uint32(picture)
	for _, f := range fields[3:] {
		id, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return record{}, false
		}
		r.parts = append(r.parts, id)
	}
	return r, true
}

// last is the message that bears the buttons.
func (r record) last() int64 {
	if n := len(r.parts); n > 0 {
		return r.parts[n-1]
	}
	return r.photo
}

// all lists the messages.
func (r record) all() []int64 {
	if r.photo == 0 {
		return r.parts
	}
	return append([]int64{r.photo}, r.parts...)
}

func pictureHash(key string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(key))
	return h.Sum32()
}

// recordKey names what is kept about a message of a chat.
func (s *serving) recordKey(kind string, chat, message int64) string {
	b := append([]byte("telegram|"), kind...)
	for _, n := range [...]int64{s.self.ID, chat, message} {
		b = strconv.AppendInt(append(b, '|'), n, 10)
	}
	return string(b)
}

// The kinds of record: by the message that asked, and by a message of the
// answer. The second one is only kept where the message is not the whole
// answer.
const (
	ofQuestion = "answer"
	ofAnswer   = "parts"
	ofUpdate   = "sent"     // by update: what of an answer has been sent
	ofWordless = "wordless" // by chat: the last update that was answered by "I read only text"
)

// remembered gives a record, where there is one. A store that fails costs the
// record.
func (s *serving) remembered(ctx context.Context, kind string, chat, message int64) (record, bool) {
	value, err := s.store.Session(ctx, s.recordKey(kind, chat, message))
	if err != nil {
		s.report(fmt.Errorf("loading which messages an answer is: %w", err))
		return record{}, false
	}
	return parseRecord(string(value))
}

func (s *serving) remember(ctx context.Context, kind string, chat, message int64, r record, life time.Duration) {
	if err := s.store.SaveSession(ctx, s.recordKey(kind, chat, message), []byte(r.String()), life); err != nil {
		s.report(fmt.Errorf("saving which messages an answer is: %w", err))
	}
}

func (s *serving) forget(ctx context.Context, kind string, chat, message int64) {
	if err := s.store.DeleteSession(ctx, s.recordKey(kind, chat, message)); err != nil {
		s.report(fmt.Errorf("deleting which messages an answer is: %w", err))
	}
}

// rememberParts keeps what an answer of several messages is, by the message
// that bears its buttons and by the one that bore them before.
func (s *serving) rememberParts(ctx context.Context, chat int64, now, before record) {
	if len(now.all()) > 1 || len(before.all()) > 1 {
		s.remember(ctx, ofAnswer, chat, now.last(), now, partLife)
	}
	if old := before.last(); old != 0 && old != now.last() {
		s.remember(ctx, ofAnswer, chat, old, now, partLife)
	}
}

// partsOf gives the answer that a message belongs to, which bears its buttons
// or did.
func (s *serving) partsOf(ctx context.Context, chat, message int64) record {
	if r, ok := s.remembered(ctx, ofAnswer, chat, message); ok {
		return r
	}
	return record{parts: []int64{message}}
}
