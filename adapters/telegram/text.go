package telegram

import (
	"strings"
	"unicode/utf8"
)

// mostEntities bounds how many marks of one text are looked at. Telegram itself
// keeps 100.
const mostEntities = 100

// mentioned cuts the mentions of a bot out of a text and says whether there
// were any.
func mentioned(text string, entities []entity, self user) (string, bool) {
	found := false
	for i := min(len(entities), mostEntities) - 1; i >= 0; i-- { // from the end, so that the offsets before stay right
		e := entities[i]
		from, to, ok := utf16Range(text, e.Offset, e.Length)
		if !ok {
			continue
		}
		switch {
		case e.Type == "mention" && strings.EqualFold(text[from:to], "@"+self.Username):
		case e.Type == "text_mention" && e.User != nil && e.User.ID == self.ID:
		default:
			continue
		}
		found = true
		text = text[:from] + " " + text[to:]
	}
	if found {
		text = strings.TrimLeft(text, " \t\n,:;-") // "@cifra: how many"
	}
	return strings.TrimSpace(text), found
}

// utf16Range gives the bytes of a text that a number of UTF-16 code units from
// an offset are, where both ends are between two characters of it.
func utf16Range(text string, offset, length int) (from, to int, ok bool) {
	if offset < 0 || length <= 0 || offset > len(text) || length > len(text) {
		return 0, 0, false
	}
	from, to = -1, -1
	units := 0
	for at, r := range text {
		if units == offset {
			from = at
		}
		if units == offset+length {
			to = at
			break
		}
		units++
		if r > 0xFFFF {
			units++
		}
	}
	if to < 0 && units == offset+length {
		to = len(text)
	}
	return from, to, from >= 0 && to > from
}

// mostCommand is how long the name of a command may be, with accents: Telegram
// allows 32 characters.
const mostCommand = 2 * 32

// slashed reads "/name@bot what follows". The name is as it was typed.
func slashed(text string) (name, at, rest string, ok bool) {
	text, ok = strings.CutPrefix(text, "/")
	if !ok {
		return "", "", "", false
	}
	head := text
	if end := strings.IndexAny(text, " \t\r\n"); end >= 0 {
		head, rest = text[:end], strings.TrimSpace(text[end:])
	}
	name, at, _ = strings.Cut(head, "@")
	if name == "" || len(name) > mostCommand || !utf8.ValidString(name) || strings.Contains(name, "/") {
		return "", "", "", false
	}
	return name, at, rest, true
}
