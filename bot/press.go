package bot

import (
	"encoding/base32"
	"hash/fnv"
	"strings"

	"cifra/bot/ask"
	"cifra/stats"
)

// What a button carries, or a link: "es__count__victims-gender-female". It is
// the text of a Query with a language before it, in the letters that every
// platform lets through (A-Z, a-z, 0-9, _ and -, Telegram's deep links being
// the narrowest) and no more of them than fit. It names figures by their ids,
// which outlive an edition of the figures; where it names one that is gone, or
// is of a version that wrote otherwise, the person is told so.
const (
	mostPress = 64 // bytes, as Telegram's callback data and start parameters
	pressGap  = "__"

	chartMark   = 'G' // behind the language: with a picture
	commandMark = 'C' // before a command's name
	topicMark   = 'T' // before a topic of the set
	hashMark    = 'H' // before the hash of an id, where ids are too long
	setMark     = 'S' // behind the language: before the hash of a data set's id, where several are loaded
	hashSize    = 6
)

// The signs of a query's text that not every platform takes, and the letters
// that stand for them, beside the gap, which is a space. Ids have no capitals.
const (
	pressSigns   = "-.%&=+"
	pressLetters = "D-PAES"
)

// pressText puts letters for the signs of a query's text behind a head.
func pressText(head, text string) string {
	b := make([]byte, 0, len(head)+len(pressGap)+len(text)+8)
	b = append(append(b, head...), pressGap...)
	for _, c := range []byte(text) {
		if at := strings.IndexByte(pressSigns, c); at >= 0 {
			c = pressLetters[at]
		}
		if c == ' ' {
			b = append(b, pressGap...)
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// queryText is the text that pressText wrote, behind its head.
func queryText(s string) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if strings.HasPrefix(s[i:], pressGap) {
			c = ' '
			i++
		} else if at := strings.IndexByte(pressLetters, c); at >= 0 {
			c = pressSigns[at]
		}
		b = append(b, c)
	}
	return string(b)
}

// presser writes what buttons carry, and reads it.
type presser struct {
	tag string              // names the set, where several are loaded
	ids map[string]stats.ID // by hash
}

func newPresser(set *stats.Set, several bool) *presser {
	p := &presser{ids: map[string]stats.ID{}}
	if several {
		p.tag = string(setMark) + hashID(stats.ID(set.ID))
	}
	enter := func(id stats.ID) {
		hash := hashID(id)
		if _, taken := p.ids[hash]; taken {
			id = "" // of two with one hash, neither: a button must not lead elsewhere
		}
		p.ids[hash] = id
	}
	for _, f := range set.Figures {
		enter(f.ID)
	}
	for _, b := range set.Breakdowns {
		enter(b.ID)
	}
	return p
}

// hashID is 6 characters of a-z and 2-7: 30 bits.
func hashID(id stats.ID) string {
	h := fnv.New32a()
	h.Write([]byte(id))
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil))[:hashSize])
}

// query is the press that asks a query in a language; "" where it does not
// fit.
func (p *presser) query(l stats.Lang, q stats.Query, picture bool) string {
	if q.Op == 0 {
		return ""
	}
	head := l.String()
	if picture {
		head += string(chartMark)
	}
	head += p.tag
	text := q.String()
	s := pressText(head, text)
	if len(s) <= mostPress && !strings.Contains(text, pressGap) {
		return s
	}
	s = pressText(head, p.hashed(q).String())
	if len(s) > mostPress {
		return ""
	}
	return s
}

// hashed is a query whose ids are hashes; one whose hash is not its alone
// stays.
func (p *presser) hashed(q stats.Query) stats.Query {
	terms := make([]stats.Term, len(q.Terms))
	for i, t := range q.Terms {
		terms[i] = make(stats.Term, len(t))
		for j, id := range t {
			terms[i][j] = id
			if hash := hashID(id); p.ids[hash] == id {
				terms[i][j] = stats.ID(string(hashMark) + hash)
			}
		}
	}
	q.Terms = terms
	return q
}

// pressCommand is the press that gives a command, with an argument or without.
func pressCommand(l stats.Lang, name, argument string) string {
	s := l.String() + pressGap + string(commandMark) + name
	if argument != "" {
		s += pressGap + argument
	}
	return s
}

func (p *presser) topic(l stats.Lang, topic string) string {
	if s := l.String() + p.tag + pressGap + string(topicMark) + topic; len(s) <= mostPress {
		return s
	}
	return ""
}

// pressed is what a press asks for: one of a query, a command or a topic.
type pressed struct {
	lang              stats.Lang
	book              *book
	query             *stats.Query
	picture           bool
	command, argument string
	topic             string
}

// pressed reads a press. It knows neither whether a set still has what a query
// names, nor whether a command exists.
func (b *Bot) pressed(s string) (pressed, bool) {
	head, rest, ok := strings.Cut(s, pressGap)
	if !ok || len(s) > mostPress || rest == "" || len(head) < 2 {
		return pressed{}, false
	}
	lang, known := langOf(head[:2])
	if !known || head[:2] != lang.String() {
		return pressed{}, false
	}
	out := pressed{lang: lang}
	tag, picture := strings.CutPrefix(head[2:], string(chartMark))
	out.picture = picture
	switch rest[0] {
	case commandMark:
		out.command, out.argument, _ = strings.Cut(rest[1:], pressGap)
		return out, out.command != "" && head == lang.String()
	case topicMark:
		out.topic = rest[1:]
		out.book = b.tagged(tag, func(k *book) bool { return k.set.Topic(out.topic) != nil })
		return out, out.book != nil && !picture
	}
	out.book = b.tagged(tag, func(k *book) bool {
		q, err := stats.ParseQuery(k.press.unhashed(queryText(rest)))
		out.query = &q
		return err == nil && k.has(q)
	})
	return out, out.book != nil && out.query != nil
}

// tagged finds the set of a press: the one of its tag, or where it has none,
// since one set alone was loaded when it was written, the first that fits.
func (b *Bot) tagged(tag string, fits func(*book) bool) *book {
	for _, k := range b.books {
		if tag == string(setMark)+hashID(stats.ID(k.set.ID)) || tag == "" {
			if fits(k) {
				return k
			}
		}
	}
	return nil
}

// unhashed puts ids for hashes in the text of a query. A hash that stands for
// nothing any more stays, and no query has such an id.
func (p *presser) unhashed(text string) string {
	const size = 1 + hashSize
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == hashMark && i+size <= len(text) {
			if id := p.ids[text[i+1:i+size]]; id != "" {
				b.WriteString(string(id))
				i += size - 1
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// Again asks for a reply again, as Message.Press; "" where that cannot be.
type Again struct {
	Same  string // as it is: what a shared link carries
	Other string // in the other language
	Chart string // with its picture
}

// addPresses fills in what the buttons of a reply carry.
func (k *book) addPresses(r *Reply) {
	for _, choices := range [...][]Choice{r.Choices, r.Next} {
		for i := range choices {
			if c := &choices[i]; c.Press == "" {
				c.Press = k.press.query(r.Lang, c.Query, r.Chart && r.Kind == ask.Choice)
			}
		}
	}
	other := otherLang(r.Lang)
	switch {
	case r.Kind == ask.Info && r.Topic != "":
		r.Again = Again{Same: k.press.topic(r.Lang, r.Topic), Other: k.press.topic(other, r.Topic)}
	case r.Answer != nil:
		q := r.Answer.Query
		r.Again = Again{Same: k.press.query(r.Lang, q, r.Chart), Other: k.press.query(other, q, r.Chart)}
		if r.Picture != nil {
			r.Again.Chart = k.press.query(r.Lang, q, true)
		}
	}
}

func otherLang(l stats.Lang) stats.Lang {
	if l == stats.EN {
		return stats.ES
	}
	return stats.EN
}
