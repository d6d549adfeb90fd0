package slack

import (
	"errors"
	"fmt"
	"strings"
)

var (
	errEscape    = errors.New("a form with a broken escape")
	errSemicolon = errors.New("a form with a semicolon between its fields")
)

// field is one of a form that is wanted, and where its value belongs.
type field struct {
	name string
	into *string
	set  bool
}

// parseForm reads those fields of an urlencoded form that are wanted. It is
// strict: an escape that is none is an error wherever it stands, and so is a
// wanted field that comes twice, of which nobody could say which one counts.
// What needs no unescaping shares memory with the form.
func parseForm(form string, fields []field) error {
	for form != "" {
		var pair string
		pair, form, _ = strings.Cut(form, "&")
		if pair == "" {
			continue
		}
		if strings.IndexByte(pair, ';') >= 0 {
			return errSemicolon
		}
		name, value, _ := strings.Cut(pair, "=")
		name, err := unescape(name)
		if err != nil {
			return err
		}
		f := find(fields, name)
		if f == nil {
			if !escaped(value) {
				return errEscape
			}
			continue
		}
		if f.set {
			return fmt.Errorf("a form with two fields %q", f.name)
		}
		if *f.into, err = unescape(value); err != nil {
			return err
		}
		f.set = true
	}
	return nil
}

func find(fields []field, name string) *field {
	for i := range fields {
		if fields[i].name == name {
			return &fields[i]
		}
	}
	return nil
}

// escaped says whether every escape of a value is one.
func escaped(s string) bool {
	for {
		at := strings.IndexByte(s, '%')
		if at < 0 {
			return true
		}
		if at+2 >= len(s) || unhex(s[at+1]) < 0 || unhex(s[at+2]) < 0 {
			return false
		}
		s = s[at+3:]
	}
}

// unescape gives the text that a form holds escaped.
func unescape(s string) (string, error) {
	if strings.IndexByte(s, '%') < 0 && strings.IndexByte(s, '+') < 0 {
		return s, nil
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case '+':
			c = ' '
		case '%':
			if i+2 >= len(s) {
				return "", errEscape
			}
			high, low := unhex(s[i+1]), unhex(s[i+2])
			if high < 0 || low < 0 {
				return "", errEscape
			}
			c = byte(high<<4 | low)
			i += 2
		}
		out = append(out, c)
	}
	return string(out), nil
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}
