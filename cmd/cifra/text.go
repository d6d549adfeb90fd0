package main

import (
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// textWidth counts the columns that a text takes in a terminal.
func textWidth(s string) int {
	narrow := runewidth.Condition{StrictEmojiNeutral: true} // not by the environment: the same everywhere
	return narrow.StringWidth(s)
}

// pad fills a text up with spaces, on the left for numbers.
func pad(s string, width int, left bool) string {
	space := strings.Repeat(" ", max(0, width-textWidth(s)))
	if left {
		return space + s
	}
	return s + space
}

// wrap breaks a text into lines of at most width columns, at spaces; with 0 it
// only breaks where the text does. What follows the head of a list, "- " or
// "1  ", is indented under it.
func wrap(text string, width int) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		indent := strings.Repeat(" ", listHead(paragraph))
		if len(indent) >= width {
			indent = ""
		}
		lines = append(lines, wrapParagraph(paragraph, indent, width)...)
	}
	return lines
}

// listHead gives the length of what a line of a list begins with, or 0.
func listHead(line string) int {
	if strings.HasPrefix(line, "- ") {
		return 2
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && strings.HasPrefix(line[digits:], "  ") {
		return digits + 2
	}
	return 0
}

func wrapParagraph(text, indent string, width int) []string {
	if width <= 0 || textWidth(text) <= width {
		return []string{text}
	}
	var lines []string
	line := ""
	for i, word := range strings.Split(text, " ") {
		switch {
		case i == 0:
			line = word
		case textWidth(line)+1+textWidth(word) <= width:
			line += " " + word
		default:
			lines = append(lines, strings.TrimRight(line, " "))
			line = indent + word
		}
		for {
			head := prefixOf(line, width)
			if len(head) == len(line) {
				break
			}
			if head == indent { // no room for a character beside it
				line, indent = line[len(indent):], ""
				continue
			}
			lines = append(lines, head)
			line = indent + line[len(head):]
		}
	}
	return append(lines, line)
}

// prefixOf gives as much of a text as fits into width columns, and at least a
// character.
func prefixOf(s string, width int) string {
	used := 0
	for i, r := range s {
		used += textWidth(string(r))
		if used > width && i > 0 {
			return s[:i]
		}
	}
	return s
}

// printable gives a text without what would move the cursor, change colours or
// turn the direction of writing: people's words, printed back, may hold such.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r == unicode.ReplacementChar || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029':
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// clip cuts a text to at most n characters.
func clip(s string, n int) string {
	if runes := []rune(s); len(runes) > n {
		return string(runes[:n-1]) + "…"
	}
	return s
}
