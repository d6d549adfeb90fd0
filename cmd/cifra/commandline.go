package main

import (
	"cmp"
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// The command line is read into structs by the tags of their fields, as the
// kong library does it. That library looks methods up by names it computes,
// for which the linker has to keep every method of every type: a third of the
// program was code that nothing calls.

// command is one of the program, or a group of them.
type command struct {
	name     string // with those before it: "cifra data check"
	help     string
	target   any // pointer to the struct
	children []*command
	usual    *command // of the children, the one that is meant where none is named
	flags    []*option
	args     []*option // in their order; only the last may take several
}

// option is a flag or an argument.
type option struct {
	name        string // "--lang", "<question>"
	help        string
	placeholder string
	xor         string // flags with the same one exclude each other
	enum        string // the values that it may have, between commas
	optional    bool
	value       reflect.Value
	set         bool
}

// commandTree reads the tags of a struct and of those in it.
func commandTree(name, help string, target any) *command {
	c := &command{name: name, help: help, target: target}
	c.fields(reflect.ValueOf(target).Elem())
	return c
}

func (c *command) fields(v reflect.Value) {
	for i := range v.NumField() {
		f, tag := v.Type().Field(i), v.Type().Field(i).Tag
		name := cmp.Or(tag.Get("name"), dashed(f.Name))
		switch {
		case f.Anonymous:
			c.fields(v.Field(i))
			continue
		case !f.IsExported():
			continue
		}
		if _, is := tag.Lookup("cmd"); is {
			child := commandTree(c.name+" "+name, tag.Get("help"), v.Field(i).Addr().Interface())
			c.children = append(c.children, child)
			if tag.Get("default") == "withargs" {
				c.usual = child
			}
			continue
		}
		o := &option{help: tag.Get("help"), xor: tag.Get("xor"), enum: tag.Get("enum"), placeholder: tag.Get("placeholder"), value: v.Field(i)}
		_, o.optional = tag.Lookup("optional")
		if _, is := tag.Lookup("arg"); is {
			o.name = "<" + name + ">"
			c.args = append(c.args, o)
			continue
		}
		o.name = "--" + name
		c.flags = append(c.flags, o)
	}
}

// dashed makes "dry-run" of "DryRun".
func dashed(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// called is a command with what it was called with; help says that only its
// help was asked for.
type called struct {
	*command
	help bool
}

// parse reads a command line. The error says what is wrong, in one line.
func (c *command) parse(args []string) (called, error) {
	c, args = c.choose(args)
	var words []string
	for len(args) > 0 {
		word := args[0]
		args = args[1:]
		switch {
		case word == "--":
			words, args = append(words, args...), nil
		case word == "--help" || word == "-h":
			return called{c, true}, nil
		case len(word) > 1 && word[0] == '-':
			rest, err := c.flag(word, args)
			if err != nil {
				return called{c, false}, err
			}
			args = rest
		default:
			words = append(words, word)
		}
	}
	if err := c.positional(words); err != nil {
		return called{c, false}, err
	}
	return called{c, false}, c.check()
}

// choose goes down to the command that the first words name.
func (c *command) choose(args []string) (*command, []string) {
	for len(c.children) > 0 {
		next := c.usual
		if len(args) > 0 {
			switch i := slices.IndexFunc(c.children, func(child *command) bool { return child.word() == args[0] }); {
			case i >= 0:
				next, args = c.children[i], args[1:]
			case args[0] == "--help" || args[0] == "-h":
				return c, args
			}
		}
		if next == nil {
			break
		}
		c = next
	}
	return c, args
}

// word is the last of the command's name.
func (c *command) word() string { return c.name[strings.LastIndexByte(c.name, ' ')+1:] }

// flag reads a flag, with its value from the words behind it where it has one
// there, and gives what is left of them.
func (c *command) flag(word string, args []string) ([]string, error) {
	name, value, given := strings.Cut(word, "=")
	names := make([]string, len(c.flags))
	for i, f := range c.flags {
		if names[i] = f.name; f.name != name {
			continue
		}
		switch {
		case given:
		case f.value.Kind() == reflect.Bool:
			value = "true"
		case len(args) == 0 || len(args[0]) > 1 && args[0][0] == '-':
			return nil, fmt.Errorf("%s needs a value: %s", name, f.shown())
		default:
			value, args = args[0], args[1:]
		}
		return args, f.take(value)
	}
	if near := nearest(name, names); near != "" {
		return nil, fmt.Errorf("unknown flag %s, did you mean %q?", name, near)
	}
	return nil, fmt.Errorf("unknown flag %s", name)
}

// take reads a value.
func (o *option) take(text string) error {
	o.set = true
	if o.enum != "" && !slices.Contains(strings.Split(o.enum, ","), text) {
		return fmt.Errorf("%s must be one of %s, not %q", o.name, quoteAll(strings.Split(strings.Trim(o.enum, ","), ",")), text)
	}
	if u, ok := o.value.Addr().Interface().(encoding.TextUnmarshaler); ok {
		if err := u.UnmarshalText([]byte(text)); err != nil {
			return fmt.Errorf("%s: %w", o.name, err)
		}
		return nil
	}
	var err error
	switch into := o.value.Addr().Interface().(type) {
	case *string:
		*into = text
	case *[]string:
		if o.name[0] != '-' { // words of a person may hold commas
			*into = append(*into, text)
			break
		}
		*into = append(*into, strings.Split(text, ",")...)
	case *bool:
		*into, err = strconv.ParseBool(text)
	case *int:
		*into, err = strconv.Atoi(text)
	case *time.Duration:
		*into, err = time.ParseDuration(text)
	default:
		panic(fmt.Sprintf("%s is a %s, which no command line is read into", o.name, o.value.Type()))
	}
	if err != nil {
		return fmt.Errorf("%s: %q is no %s", o.name, text, o.value.Type())
	}
	return nil
}

// many says whether an argument takes all words that are left.
func (o *option) many() bool { return o.value.Kind() == reflect.Slice }

// positional reads the words that are no flags.
func (c *command) positional(words []string) error {
	if len(c.children) > 0 {
		names := make([]string, len(c.children))
		for i, child := range c.children {
			names[i] = child.word()
		}
		switch {
		case len(words) > 0 && nearest(words[0], names) != "":
			return fmt.Errorf("unexpected argument %s, did you mean %q?", words[0], nearest(words[0], names))
		case len(words) > 0:
			return fmt.Errorf("unexpected argument %s", words[0])
		case len(names) == 1:
			return fmt.Errorf("expected %q", names[0])
		}
		return fmt.Errorf("expected one of %s", quoteAll(names))
	}
	for _, a := range c.args {
		switch {
		case len(words) == 0 && !a.optional:
			return fmt.Errorf("expected %q", a.name)
		case len(words) == 0:
			continue
		}
		n := 1
		if a.many() {
			n = len(words)
		}
		for _, word := range words[:n] {
			if err := a.take(word); err != nil {
				return err
			}
		}
		words = words[n:]
	}
	if len(words) > 0 {
		return fmt.Errorf("unexpected argument %s", words[0])
	}
	return nil
}

// quoteAll writes words with commas between them.
func quoteAll(words []string) string { return `"` + strings.Join(words, `", "`) + `"` }

// check looks at everything together.
func (c *command) check() error {
	seen := map[string]string{}
	for _, f := range c.flags {
		if f.xor == "" || !f.set {
			continue
		}
		if other := seen[f.xor]; other != "" {
			return fmt.Errorf("%s and %s can't be used together", other, f.name)
		}
		seen[f.xor] = f.name
	}
	if v, ok := c.target.(interface{ Validate() error }); ok {
		return v.Validate()
	}
	return nil
}

// run does what the command is for.
func (c *command) run(w world) error {
	return c.target.(interface{ Run(world) error }).Run(w)
}
