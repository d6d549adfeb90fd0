package main

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/BurntSushi/toml"
)

// decodeConfig reads TOML strictly: a key that the file may not hold is an
// error which names the nearest one that it may. What it gives says whether a
// key was set.
func decodeConfig(name, text string, into *config) (set func(key ...string) bool, err error) {
	meta, err := toml.Decode(text, into)
	if err != nil {
		return nil, decodeError(name, err)
	}
	line := lineFinder(text)
	known := keysOf(reflect.TypeOf(*into), "")
	var unknown []error
	reported := ""
	for _, key := range meta.Undecoded() {
		k := plainKey(key)
		if reported != "" && strings.HasPrefix(k, reported+".") {
			continue // within a table that is unknown as a whole
		}
		reported = k
		unknown = append(unknown, fmt.Errorf("%s%s: unknown key %q%s", name, line(k), k, meant(k, known)))
	}
	return meta.IsDefined, errors.Join(unknown...)
}

// decodeError puts file and line before what the decoder says. Of its errors
// only some carry the line apart from their text.
func decodeError(name string, err error) error {
	var syntax toml.ParseError
	if errors.As(err, &syntax) {
		return fmt.Errorf("%s:%d: %s%s", name, syntax.Position.Line, keyPrefix(syntax.LastKey), syntax.Message)
	}
	message := strings.TrimPrefix(err.Error(), "toml: ")
	var line int
	var key string
	if n, _ := fmt.Sscanf(message, "line %d (last key %q):", &line, &key); n == 2 {
		_, rest, _ := strings.Cut(message, "): ")
		return fmt.Errorf("%s:%d: %s%s", name, line, keyPrefix(key), rest)
	}
	return fmt.Errorf("%s: %s", name, message)
}

func keyPrefix(key string) string {
	if key == "" {
		return ""
	}
	return key + ": "
}

// plainKey writes a key with dots and without quotes.
func plainKey(key toml.Key) string { return strings.Join(key, ".") }

// keysOf lists the dotted keys that a struct takes, and the tables they are in.
func keysOf(t reflect.Type, prefix string) []string {
	for t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	var keys []string
	for field := range t.Fields() {
		if tag := field.Tag.Get("toml"); tag != "" {
			keys = append(keys, prefix+tag)
			keys = append(keys, keysOf(field.Type, prefix+tag+".")...)
		}
	}
	return keys
}

// meant is the end of a message about an unknown key: the nearest known one,
// spelled out, or in a table where it was written without.
func meant(key string, known []string) string {
	near := nearest(key, known)
	if near == "" {
		last := key[strings.LastIndexByte(key, '.')+1:]
		for _, k := range known {
			if nearest(last, []string{k[strings.LastIndexByte(k, '.')+1:]}) != "" {
				near = k
				break
			}
		}
	}
	if near == "" {
		return fmt.Sprintf(" (known: %s)", strings.Join(topKeys(known), ", "))
	}
	return fmt.Sprintf(", did you mean %q?", near)
}

// topKeys are the keys that tables hold, and the hotlines as one.
func topKeys(known []string) []string {
	var top []string
	for _, k := range known {
		if table, _, inTable := strings.Cut(k, "."); k == "hotline" || inTable && table != "hotline" {
			top = append(top, k)
		}
	}
	return top
}

// lineFinder gives the line on which a dotted key is first set, as ":12", or ""
// where it is not found. It knows tables and plain keys, which is how people
// write such files.
func lineFinder(text string) func(key string) string {
	return func(key string) string {
		table := ""
		for i, line := range strings.Split(text, "\n") {
			line = strings.TrimSpace(line)
			name, _, isKey := strings.Cut(line, "=")
			switch {
			case strings.HasPrefix(line, "#"):
				continue
			case strings.HasPrefix(line, "["):
				table = strings.Trim(strings.SplitN(line, "]", 2)[0], "[ ")
				name = ""
			case !isKey:
				continue
			}
			full := strings.Trim(table+"."+bareKey(name), ".")
			if full == key || strings.HasPrefix(full, key+".") {
				return fmt.Sprintf(":%d", i+1)
			}
		}
		return ""
	}
}

// bareKey is the left side of a line without spaces and quotes.
func bareKey(s string) string {
	return strings.NewReplacer(" ", "", "\t", "", `"`, "", "'", "").Replace(s)
}
