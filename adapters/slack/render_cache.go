package slack

import (
	lru "github.com/hashicorp/golang-lru/v2"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/chart"
)

// keptAnswers is how many answers are kept as JSON: some hundreds of questions
// are asked again and again, at a few kilobytes each.
const keptAnswers = 1024

// encoder makes the JSON of replies, and keeps that of answers: the figures of
// one query in one language are always the same bytes. It keeps nothing that
// anyone wrote: an answer is made of a query alone, and is kept under what its
// buttons carry. It is safe for concurrent use.
type encoder struct {
	answers *lru.Cache[answerKey, encoded]
}

// encoded is content as the answer to a slash command. It is shared, and not
// to be changed.
type encoded struct {
	JSON   []byte
	Upload *chart.Chart
}

// answerKey is all that the JSON of an answer depends on.
type answerKey struct {
	serial       uint64 // bot.Reply.Serial, where the reply has one
	press        string // otherwise bot.Again.Same: the language, the query, and whether its chart was asked for
	private      bool
	responseType string
}

func newEncoder() (*encoder, error) {
	answers, err := lru.New[answerKey, encoded](keptAnswers)
	return &encoder{answers}, err
}

// encode renders a reply and writes it as the function encode does.
func (e *encoder) encode(r bot.Reply, s setting, responseType string) (encoded, error) {
	key := answerKey{private: s.Private, responseType: responseType}
	keep := s.SharedBy == ""
	switch {
	case r.Serial != 0:
		key.serial = r.Serial
	case keepable(&r):
		key.press = r.Again.Same
	default:
		keep = false
	}
	if keep {
		if out, ok := e.answers.Get(key); ok {
			return out, nil
		}
	}
	c := render(r, s)
	b, err := encode(c, responseType)
	out := encoded{b, c.Upload}
	if keep && err == nil {
		e.answers.Add(key, out)
	}
	return out, err
}

// keepable says whether a reply is made of the query that its buttons carry,
// and of nothing else. One that lacks a figure may name what was asked for in
// the asker's words.
func keepable(r *bot.Reply) bool {
	return r.Kind == ask.Figures && r.Answer != nil && r.Again.Same != "" && r.Instead == ""
}
