package slack

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Where Slack shows a text as it stands (plain_text objects, rich text, cells
// of tables) nothing in it formats, mentions or links. All that Cifra says
// stands in such places. Two do not: the text of a message, which is for
// notifications and screen readers, and the line that names who shared an
// answer. They are mrkdwn, in which <, > and & are control characters and can
// be escaped, and in which * _ ~ ` and : format and cannot be
// (https://docs.slack.dev/messaging/formatting-message-text).

// wordJoiner is a character without width, which keeps its neighbours from
// being read as one sign.
const wordJoiner = "\u2060"

// literal readies a text for a place that Slack shows as it stands. It takes
// out what no text of a data set has: control characters, marks that turn the
// direction of writing, bytes that are no UTF-8. And should Slack, or whoever
// copies the text, ever read it as mrkdwn, there is no mention in it.
func literal(s string) string {
	if harmless(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	last := rune(0)
	for _, r := range s {
		switch {
		case r == '\n':
		case r < ' ' || r == 0x7f:
			r = ' '
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			continue
		case last == '<' && (r == '!' || r == '@' || r == '#'):
			b.WriteString(wordJoiner)
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// harmless says whether literal would leave a text as it is, and errs on the
// side of no.
func harmless(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' && c != '\n', c == 0x7f:
			return false
		case c == '<' && i+1 < len(s) && (s[i+1] < '0' || s[i+1] >= 0x7f || s[i+1] == '@'):
			return false
		case c == 0xe2 && i+2 < len(s) && (s[i+1] == 0x80 && s[i+2] >= 0xaa && s[i+2] <= 0xae || s[i+1] == 0x81):
			return false
		}
	}
	return utf8.ValidString(s)
}

// line is literal for places of one line: headers, buttons, cells.
func line(s string) string { return strings.ReplaceAll(literal(s), "\n", " ") }

// mrkdwn readies a text for a place in which Slack formats, so that it shows
// as it stands.
func mrkdwn(s string) string {
	s = literal(s)
	var b []byte
	from := 0
	for i := 0; i < len(s); i++ {
		if sign := instead(s, i); sign != "" {
			if b == nil {
				b = make([]byte, 0, len(s)+64)
			}
			b = append(append(b, s[from:i]...), sign...)
			from = i + 1
		}
	}
	if b == nil {
		return s
	}
	return string(append(b, s[from:]...))
}

// instead gives what stands in mrkdwn for the byte at a place of a text, or ""
// for the byte itself. What cannot be escaped is exchanged for the sign that
// looks most like it.
func instead(s string, at int) string {
	switch s[at] {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		if strings.TrimRight(s[strings.LastIndexByte(s[:at], '\n')+1:at], " ") == "" {
			return "›" // at the beginning of a line it quotes, escaped or not
		}
		return "&gt;"
	case '*':
		return "∗"
	case '_':
		return "ˍ"
	case '~':
		return "∼"
	case '`':
		return "ˋ"
	case '@':
		return "@" + wordJoiner // "@here"
	case ':':
		if emoji(s[at+1:]) {
			return "∶"
		}
	}
	return ""
}

// emoji says whether what stands behind a colon makes the name of an emoji of
// it: ":joy:".
func emoji(rest string) bool {
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case c == ':':
			return i > 0
		case c <= ' ' || c == '<' || c == '>' || c == '&':
			return false
		}
	}
	return false
}

// length counts characters as the strictest of Slack's counts does: those
// beyond the Basic Multilingual Plane are two.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// clip cuts a text to at most so many characters, and shows that it did.
func clip(s string, most int) string {
	if len(s) <= most || length(s) <= most {
		return s
	}
	return strings.TrimRight(s[:reach(s, most-1)], " \n") + "…"
}

// reach gives how many bytes of a text make at most so many characters.
func reach(s string, most int) int {
	n := 0
	for i, r := range s {
		if n += utf16.RuneLen(r); n > most {
			return i
		}
	}
	return len(s)
}

// split divides a text into at most so many pieces of at most so many
// characters, between paragraphs where that can be, or else lines, or words.
// What goes beyond the last piece is cut off, and the cut shown.
func split(s string, most, pieces int) []string {
	var out []string
	for s = strings.Trim(s, " \n"); s != ""; {
		if len(out) == pieces-1 {
			return append(out, clip(s, most))
		}
		end := reach(s, most)
		if end < len(s) {
			for _, gap := range [...]string{"\n\n", "\n", " "} {
				if at := strings.LastIndex(s[:end], gap); at > end/2 {
					end = at
					break
				}
			}
		}
		out = append(out, strings.TrimRight(s[:end], " \n"))
		s = strings.TrimLeft(s[end:], " \n")
	}
	return out
}

// mrkdwnClip is mrkdwn of at most so many characters.
func mrkdwnClip(s string, most int) string {
	s = clip(s, most)
	out := mrkdwn(s)
	for end := len(s); length(out) > most; {
		end -= max(1, (length(out)-most)/8) // what is cut may be escaped
		for end > 0 && !utf8.RuneStart(s[end]) {
			end--
		}
		out = mrkdwn(strings.TrimRight(s[:end], " \n") + "…")
	}
	return out
}
