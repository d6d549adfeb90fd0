package slack

import (
	"strings"
	"unicode/utf8"
)

// words gives what a person wrote without Slack's markup: mentions of people,
// channels and groups are taken out, links are what they show, and what Slack
// escapes is what was typed.
// Source: https://docs.slack.dev/messaging/formatting-message-text
func words(text string) string {
	if strings.ContainsAny(text, "<&") {
		text = plainEscapes.Replace(withoutMarks(text))
	}
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, " ")
	}
	return strings.TrimSpace(text)
}

// plainEscapes are the three characters that Slack escapes.
var plainEscapes = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// withoutMarks takes "<...>" out. What a person types as "<" comes escaped.
func withoutMarks(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		before, rest, found := strings.Cut(s, "<")
		b.WriteString(before)
		mark, after, closed := strings.Cut(rest, ">")
		if !found || !closed {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString(shown(mark))
		s = after
	}
}

// shown is what a mark says to who reads the message, as far as it can be part
// of a question.
func shown(mark string) string {
	target, label, labelled := strings.Cut(mark, "|")
	switch {
	case strings.HasPrefix(target, "!date^") && labelled:
		return label
	case target == "" || strings.IndexByte("@#!", target[0]) >= 0:
		return " "
	case labelled:
		return label
	}
	return target
}
