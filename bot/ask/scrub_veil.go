package ask

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words that stand for what is taken out of a message before it is cut into
// words. Who writes one gets a placeholder.
const (
	veiledContact = "qqveiledcontactqq"
	veiledNumber  = "qqveilednumberqq"
)

// longestKept is how many letters a word may have: longer ones are made of
// several, or are none.
const longestKept = 24

// veil puts words in place of what is no word: numbers, and whatever somebody
// could be reached by. It goes by what stands between spaces, and takes out
// rather too much.
func veil(text string) string {
	var b strings.Builder
	for part := range strings.FieldsSeq(fold(strings.ReplaceAll(text, "\n", " ; "))) {
		switch {
		case isContact(part):
			part = veiledContact
		case strings.ContainsFunc(part, unicode.IsNumber):
			part = veiledNumber + endOf(part)
		case utf8.RuneCountInString(strings.TrimFunc(part, notLetter)) > longestKept:
			part = veiledContact
		}
		b.WriteString(part)
		b.WriteByte(' ')
	}
	return b.String()
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// endOf is the sign that ends a part, if one does.
func endOf(part string) string {
	if last := part[len(part)-1]; strings.IndexByte(".,;:?!)", last) >= 0 {
		return string(last)
	}
	return ""
}

// isContact reports whether what stands between two spaces is, or may be, an
// address of mail or of the web, a name in a network, a channel or a path.
func isContact(part string) bool {
	lower := strings.ToLower(part)
	for _, sign := range [...]string{"@", "://", "www.", "_", "\\", "<", ">", "mailto:", "tel:", "http", "//"} {
		if strings.Contains(lower, sign) {
			return true
		}
	}
	if strings.HasPrefix(part, "#") && len(part) > 1 && !strings.ContainsRune("0123456789", rune(part[1])) {
		return true // a channel, a tag
	}
	return dotted(strings.TrimRight(part, ".,;:?!)\"'…"))
}

// dotted reports whether a dot stands within a part and behind it more than one
// letter: "example.com", "juan.perez", "t.me/juan". "EE.UU." and "U.S." are not
// of people.
func dotted(part string) bool {
	if strings.EqualFold(part, "ee.uu") {
		return false
	}
	for i := 0; i < len(part); i++ {
		if part[i] != '.' {
			continue
		}
		rest := part[i+1:]
		if n := len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsLetter)); n > 1 {
			return true
		}
	}
	return false
}
