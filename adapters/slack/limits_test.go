package slack

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// checker finds what Slack would refuse in a message or a view, or what it
// should not show. It reads the JSON and knows nothing of how it was made: its
// numbers are those of Slack's documentation, and not of the code.
type checker struct {
	blocks   int    // most
	mention  string // the one mention that may be there, "<@U1>"; "" for none
	problems []string
	actions  map[string]bool
	tables   int
	charts   int
}

type object = map[string]any

func (c *checker) problem(format string, args ...any) {
	c.problems = append(c.problems, fmt.Sprintf(format, args...))
}

// checkMessage gives what is wrong with a message as chat.postMessage and a
// response_url take it.
func checkMessage(payload []byte, sharedBy string) []string {
	c := &checker{blocks: 50, actions: map[string]bool{}}
	if sharedBy != "" {
		c.mention = "<@" + sharedBy + ">"
	}
	var m object
	if err := json.Unmarshal(payload, &m); err != nil {
		return []string{"no JSON: " + err.Error()}
	}
	c.keys("message", m, "text", "blocks", "response_type?")
	c.mrkdwn("text", c.str("message", m, "text", 1, 4000))
	c.list(m)
	return c.problems
}

// checkHome gives what is wrong with a view as views.publish takes it.
func checkHome(payload []byte) []string {
	c := &checker{blocks: 100, actions: map[string]bool{}}
	var m object
	if err := json.Unmarshal(payload, &m); err != nil {
		return []string{"no JSON: " + err.Error()}
	}
	c.keys("view", m, "type", "blocks")
	if m["type"] != "home" {
		c.problem("a view of type %v", m["type"])
	}
	c.list(m)
	if c.tables+c.charts > 0 {
		c.problem("%d tables and %d charts in the App Home, which has not always taken them", c.tables, c.charts)
	}
	return c.problems
}

func (c *checker) list(m object) {
	blocks, _ := m["blocks"].([]any)
	if len(blocks) == 0 || len(blocks) > c.blocks {
		c.problem("%d blocks", len(blocks))
	}
	for i, b := range blocks {
		block, ok := b.(object)
		if !ok {
			c.problem("block %d is %v", i, b)
			continue
		}
		c.block(fmt.Sprintf("block %d, %v", i, block["type"]), block)
	}
	if c.tables > 1 || c.charts > 2 {
		c.problem("%d tables and %d charts in a message", c.tables, c.charts)
	}
}

func (c *checker) block(at string, b object) {
	switch b["type"] {
	case "header":
		c.keys(at, b, "type", "text")
		if s := c.text(at, b["text"], 150, "plain_text"); strings.Contains(s, "\n") {
			c.problem("%s: a heading of several lines", at)
		}
	case "section":
		c.section(at, b)
	case "context":
		c.keys(at, b, "type", "elements")
		elements := c.array(at, b, "elements", 1, 10)
		for _, e := range elements {
			c.text(at, e, 3000, "plain_text", "mrkdwn")
		}
	case "actions":
		c.keys(at, b, "type", "elements")
		for _, e := range c.array(at, b, "elements", 1, 25) {
			c.button(at, e)
		}
	case "table":
		c.tables++
		c.table(at, b)
	case "data_visualization":
		c.charts++
		c.chart(at, b)
	default:
		c.problem("%s: no such block here", at)
	}
}

func (c *checker) section(at string, b object) {
	c.keys(at, b, "type", "text?", "fields?", "accessory?")
	if b["text"] == nil && b["fields"] == nil {
		c.problem("%s: neither text nor fields", at)
	}
	if b["text"] != nil {
		c.text(at, b["text"], 3000, "plain_text")
	}
	if b["fields"] != nil {
		for _, f := range c.array(at, b, "fields", 1, 10) {
			c.text(at, f, 2000, "plain_text")
		}
	}
	if b["accessory"] != nil {
		c.button(at, b["accessory"])
	}
}

func (c *checker) button(at string, v any) {
	b, _ := v.(object)
	c.keys(at, b, "type", "text", "action_id", "value?", "accessibility_label?")
	if b["type"] != "button" {
		c.problem("%s: the element %v", at, b["type"])
	}
	c.text(at, b["text"], 75, "plain_text")
	id := c.str(at, b, "action_id", 1, 255)
	if c.actions[id] {
		c.problem("%s: the second action %q", at, id)
	}
	c.actions[id] = true
	if b["value"] != nil {
		c.str(at, b, "value", 1, 2000)
	}
	if b["accessibility_label"] != nil {
		c.str(at, b, "accessibility_label", 1, 75)
	}
}

func (c *checker) table(at string, b object) {
	c.keys(at, b, "type", "rows", "column_settings")
	rows := c.array(at, b, "rows", 2, 100)
	columns, characters := -1, 0
	for _, r := range rows {
		row, _ := r.([]any)
		if len(row) < 1 || len(row) > 20 || columns >= 0 && len(row) != columns {
			c.problem("%s: a row of %d cells below one of %d", at, len(row), columns)
		}
		columns = len(row)
		for _, cell := range row {
			characters += c.cell(at, cell)
		}
	}
	if characters > 10_000 {
		c.problem("%s: %d characters in all cells", at, characters)
	}
	settings := c.array(at, b, "column_settings", 1, 20)
	if len(settings) != columns {
		c.problem("%s: settings for %d columns of %d", at, len(settings), columns)
	}
	for _, s := range settings {
		o, _ := s.(object)
		c.keys(at, o, "align", "is_wrapped")
		if a := o["align"]; a != "left" && a != "right" && a != "center" {
			c.problem("%s: aligned %v", at, a)
		}
	}
}

func (c *checker) cell(at string, v any) int {
	o, _ := v.(object)
	switch o["type"] {
	case "raw_text":
		c.keys(at, o, "type", "text")
		return chars(c.str(at, o, "text", 1, 10_000))
	case "rich_text":
		c.keys(at, o, "type", "elements")
		n := 0
		for _, s := range c.array(at, o, "elements", 1, 1) {
			section, _ := s.(object)
			c.keys(at, section, "type", "elements")
			for _, e := range c.array(at, section, "elements", 1, 1) {
				text, _ := e.(object)
				c.keys(at, text, "type", "text", "style?")
				if section["type"] != "rich_text_section" || text["type"] != "text" {
					c.problem("%s: rich text of %v and %v", at, section["type"], text["type"])
				}
				n += chars(c.str(at, text, "text", 1, 10_000))
			}
		}
		return n
	}
	c.problem("%s: a cell of type %v", at, o["type"])
	return 0
}

func (c *checker) chart(at string, b object) {
	c.keys(at, b, "type", "title", "chart")
	c.str(at, b, "title", 1, 50)
	chart, _ := b["chart"].(object)
	c.keys(at, chart, "type", "series", "axis_config")
	axis, _ := chart["axis_config"].(object)
	c.keys(at, axis, "categories", "x_label?", "y_label?")
	categories := c.unique(at, c.array(at, axis, "categories", 1, 20))
	for _, label := range []string{"x_label", "y_label"} {
		if axis[label] != nil {
			c.str(at, axis, label, 1, 50)
		}
	}
	var names []any
	for _, s := range c.array(at, chart, "series", 1, 6) {
		series, _ := s.(object)
		c.keys(at, series, "name", "data")
		names = append(names, series["name"])
		var labels []any
		for _, d := range c.array(at, series, "data", 1, 20) {
			point, _ := d.(object)
			c.keys(at, point, "label", "value")
			labels = append(labels, point["label"])
			if v, _ := point["value"].(float64); v <= 0 {
				c.problem("%s: the value %v", at, v)
			}
		}
		if !slices.Equal(c.unique(at, labels), categories) {
			c.problem("%s: points for %v, categories %v", at, labels, categories)
		}
	}
	c.unique(at, names)
}

// unique checks the names in a chart.
func (c *checker) unique(at string, names []any) []string {
	var out []string
	for _, v := range names {
		s, _ := v.(string)
		if n := chars(s); n < 1 || n > 20 || slices.Contains(out, s) {
			c.problem("%s: the name %q, of %d characters, after %q", at, s, n, out)
		}
		c.clean(at, s)
		out = append(out, s)
	}
	return out
}

// keys checks that an object has all the keys that it must have, and no others.
func (c *checker) keys(at string, o object, keys ...string) {
	known := map[string]bool{}
	for _, k := range keys {
		name, optional := strings.CutSuffix(k, "?")
		known[name] = true
		if _, has := o[name]; !has && !optional {
			c.problem("%s: no %s", at, name)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(o)) {
		if !known[k] {
			c.problem("%s: the key %s", at, k)
		}
	}
}

func (c *checker) array(at string, o object, key string, least, most int) []any {
	list, _ := o[key].([]any)
	if len(list) < least || len(list) > most {
		c.problem("%s: %d %s, not %d to %d", at, len(list), key, least, most)
	}
	return list
}

// str checks a string.
func (c *checker) str(at string, o object, key string, least, most int) string {
	s, _ := o[key].(string)
	if n := chars(s); n < least || n > most {
		c.problem("%s: %s has %d characters, not %d to %d: %.60q", at, key, n, least, most, s)
	}
	c.clean(at+" "+key, s)
	return s
}

// text checks a text object, and gives its text.
func (c *checker) text(at string, v any, most int, types ...string) string {
	o, _ := v.(object)
	c.keys(at, o, "type", "text", "emoji?", "verbatim?")
	kind, _ := o["type"].(string)
	if !slices.Contains(types, kind) {
		c.problem("%s: text of type %q", at, kind)
	}
	s := c.str(at, o, "text", 1, most)
	switch {
	case kind == "mrkdwn":
		c.mrkdwn(at, s)
		if o["verbatim"] != true || o["emoji"] != nil {
			c.problem("%s: mrkdwn that turns names into links: %v", at, o)
		}
	case o["emoji"] != false:
		c.problem("%s: plain text with emoji: %v", at, o)
	}
	return s
}

// formatting is what mrkdwn formats, mentions or links, escaped or not; an
// entity is a character that it does not.
var (
	formatting = regexp.MustCompile("[*_~`<>]|@[[:alpha:]]|:[^\\s:]+:|(?m)^ *&gt;")
	entity     = regexp.MustCompile("&(amp|lt|gt);")
)

// mrkdwn checks a text that Slack formats.
func (c *checker) mrkdwn(at, s string) {
	if c.mention != "" {
		s = strings.Replace(s, c.mention, "", 1)
	}
	if found := formatting.FindString(s); found != "" {
		c.problem("%s: %q in mrkdwn: %.80q", at, found, s)
	}
	if strings.Contains(entity.ReplaceAllString(s, ""), "&") {
		c.problem("%s: a bare & in mrkdwn: %.80q", at, s)
	}
}

// clean checks any text at all.
func (c *checker) clean(at, s string) {
	if c.mention != "" {
		s = strings.ReplaceAll(s, c.mention, "")
	}
	for _, sign := range []string{"<!", "<@", "<#"} {
		if strings.Contains(s, sign) {
			c.problem("%s: %q in %.80q", at, sign, s)
		}
	}
	for _, r := range s {
		if r < ' ' && r != '\n' || r == 0x7f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			c.problem("%s: the character %U in %.80q", at, r, s)
		}
	}
}

// chars counts as a browser does, which is never less than Slack does.
func chars(s string) int { return len(utf16.Encode([]rune(s))) }
