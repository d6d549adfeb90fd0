package main

import (
	"fmt"
	"reflect"
	"strings"
)

// helpWidth is how wide help is, in characters.
const helpWidth = 80

// helpText is what --help prints.
func (c *command) helpText() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Usage: %s%s\n\n%s\n", c.name, c.usage(), folded(c.help, helpWidth, ""))
	var rows [][2]string
	for _, a := range c.args {
		rows = append(rows, [2]string{a.shown(), a.help})
	}
	section(&b, "Arguments", rows)
	rows = [][2]string{{"-h, --help", "Show this help."}}
	for _, f := range c.flags {
		rows = append(rows, [2]string{"    " + f.shown(), f.help})
	}
	section(&b, "Flags", rows)
	rows = nil
	for _, leaf := range c.leaves() {
		rows = append(rows, [2]string{leaf.name[strings.IndexByte(leaf.name, ' ')+1:], leaf.help})
	}
	section(&b, "Commands", rows)
	if c.usual != nil {
		fmt.Fprintf(&b, "\nRun \"%s <command> --help\" for more information on a command.\n", c.name)
	}
	return b.String()
}

func (c *command) usage() string {
	if len(c.children) > 0 {
		return " <command>"
	}
	var b strings.Builder
	for _, a := range c.args {
		b.WriteString(" " + a.shown())
	}
	if len(c.flags) > 0 {
		b.WriteString(" [flags]")
	}
	return b.String()
}

// shown is an option as it is written.
func (o *option) shown() string {
	switch {
	case o.name[0] == '-' && o.value.Kind() == reflect.Bool:
		return o.name
	case o.name[0] == '-' && o.placeholder == "":
		return o.name + "=VALUE"
	case o.name[0] == '-':
		return o.name + "=" + o.placeholder
	case o.optional && o.many():
		return "[" + o.name + " ...]"
	case o.many():
		return o.name + " ..."
	case o.optional:
		return "[" + o.name + "]"
	}
	return o.name
}

// leaves are the commands that can be run.
func (c *command) leaves() (out []*command) {
	for _, child := range c.children {
		if len(child.children) == 0 {
			out = append(out, child)
		}
		out = append(out, child.leaves()...)
	}
	return out
}

// section writes rows of two columns.
func section(b *strings.Builder, title string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r[0]))
	}
	fmt.Fprintf(b, "\n%s:\n", title)
	indent := strings.Repeat(" ", 2+wide+4)
	for _, r := range rows {
		fmt.Fprintf(b, "  %-*s    %s\n", wide, r[0], folded(r[1], helpWidth-len(indent), indent))
	}
}

// folded breaks a text into lines, of which all but the first are indented.
func folded(s string, width int, indent string) string {
	var b strings.Builder
	at := 0
	for _, word := range strings.Fields(s) {
		switch {
		case at > 0 && at+1+len(word) > width:
			b.WriteString("\n" + indent)
			at = 0
		case at > 0:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += len(word)
	}
	return b.String()
}
