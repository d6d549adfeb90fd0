package slack

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf16"
)

// fakeTakesMessage says whether Slack would take a message, and gives its blocks.
func fakeTakesMessage(text, blocks string) ([]map[string]any, error) {
	if text == "" {
		return nil, errors.New("no text, which notifications and screen readers need")
	}
	if units(text) > 40_000 {
		return nil, errors.New("a text of more than 40,000 characters")
	}
	if blocks == "" || blocks == "null" {
		return nil, nil
	}
	var list []map[string]any
	if err := json.Unmarshal([]byte(blocks), &list); err != nil {
		return nil, err
	}
	return list, fakeTakesBlocks(list, 50)
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

// fakeBlocks says what Slack would refuse.
// Source: https://docs.slack.dev/reference/block-kit
type fakeBlocks struct {
	ids            map[string]bool
	tables, charts int
}

func fakeTakesBlocks(blocks []map[string]any, most int) error {
	if len(blocks) == 0 || len(blocks) > most {
		return fmt.Errorf("%d blocks", len(blocks))
	}
	c := &fakeBlocks{ids: map[string]bool{}}
	for i, b := range blocks {
		if err := c.block(b); err != nil {
			return fmt.Errorf("/blocks/%d: %w", i, err)
		}
	}
	if c.tables > 1 || c.charts > 2 {
		return fmt.Errorf("%d tables, %d charts", c.tables, c.charts)
	}
	return nil
}

func (c *fakeBlocks) block(b map[string]any) error {
	switch kind := b["type"]; kind {
	case "header":
		return fakeTakesText(b["text"], 150, "plain_text")
	case "section":
		return c.section(b)
	case "context":
		return c.each(b["elements"], 10, func(e map[string]any) error { return fakeTakesText(e, 3000, "") })
	case "actions":
		return c.each(b["elements"], 25, c.element)
	case "divider", "rich_text":
		return nil
	case "table":
		c.tables++
		return fakeTakesTable(b)
	case "data_visualization":
		c.charts++
		return nil
	default:
		return fmt.Errorf("an unsupported block %v", kind)
	}
}

func (c *fakeBlocks) section(b map[string]any) error {
	if b["text"] != nil {
		if err := fakeTakesText(b["text"], 3000, ""); err != nil {
			return err
		}
	}
	if b["fields"] != nil {
		if err := c.each(b["fields"], 10, func(f map[string]any) error { return fakeTakesText(f, 2000, "") }); err != nil {
			return err
		}
	}
	if b["text"] == nil && b["fields"] == nil {
		return errors.New("a section without text")
	}
	if e, ok := b["accessory"].(map[string]any); ok {
		return c.element(e)
	}
	return nil
}

func (c *fakeBlocks) each(v any, most int, check func(map[string]any) error) error {
	list, ok := v.([]any)
	if !ok || len(list) == 0 || len(list) > most {
		return fmt.Errorf("%d elements", len(list))
	}
	for _, e := range list {
		m, ok := e.(map[string]any)
		if !ok {
			return errors.New("an element that is none")
		}
		if err := check(m); err != nil {
			return err
		}
	}
	return nil
}

func (c *fakeBlocks) element(e map[string]any) error {
	id, _ := e["action_id"].(string)
	switch {
	case id == "" || units(id) > 255:
		return fmt.Errorf("an action_id of %d characters", units(id))
	case c.ids[id]:
		return fmt.Errorf("two actions %q", id)
	}
	c.ids[id] = true
	if value, _ := e["value"].(string); units(value) > 2000 {
		return errors.New("a value of more than 2,000 characters")
	}
	if e["type"] == "button" {
		return fakeTakesText(e["text"], 75, "plain_text")
	}
	return nil
}

func fakeTakesText(v any, most int, kind string) error {
	m, ok := v.(map[string]any)
	if !ok {
		return errors.New("no text object")
	}
	text, _ := m["text"].(string)
	if text == "" || units(text) > most {
		return fmt.Errorf("a text of %d characters", units(text))
	}
	if m["type"] != "plain_text" && m["type"] != "mrkdwn" || kind != "" && m["type"] != kind {
		return fmt.Errorf("a text of type %v", m["type"])
	}
	return nil
}

func fakeTakesTable(b map[string]any) error {
	rows, _ := b["rows"].([]any)
	if len(rows) == 0 || len(rows) > 100 {
		return fmt.Errorf("a table of %d rows", len(rows))
	}
	for _, r := range rows {
		if cells, _ := r.([]any); len(cells) == 0 || len(cells) > 20 {
			return fmt.Errorf("a row of %d cells", len(cells))
		}
	}
	return nil
}
