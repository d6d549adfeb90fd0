package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"cifra/bot"
)

// batchMessage is a line of input.
type batchMessage struct {
	Conversation string   `json:"conversation"`
	Text         *string  `json:"text"`
	Lang         language `json:"lang"`
	Locale       string   `json:"locale"`
}

// batch answers messages, a line each, in their order. A line that is no
// message gets an error on its place, and makes the program end with status 1.
func (p *program) batch(w world) error {
	in, out := newLineReader(w.stdin), bufio.NewWriter(w.stdout)
	replies := encoder(out, "")
	failed := false
	for {
		line, err := in.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, errLongLine) {
			return fmt.Errorf("reading messages: %w", err)
		}
		if err == nil && strings.TrimSpace(line) == "" {
			continue
		}
		var m bot.Message
		if err == nil {
			m, err = readMessage(line)
		}
		var reply any
		if err != nil {
			failed = true
			reply = map[string]string{"error": fmt.Sprintf("line %d: %v", in.n, err)}
		} else {
			m.ID = strconv.Itoa(in.n)
			reply = toJSON(p.bot.Handle(context.Background(), m))
		}
		if err := errors.Join(replies.Encode(reply), out.Flush()); err != nil {
			return fmt.Errorf("writing replies: %w", err)
		}
	}
	if failed {
		return errSaid
	}
	return nil
}

// readMessage reads a line of input.
func readMessage(line string) (bot.Message, error) {
	var in batchMessage
	if err := json.Unmarshal([]byte(line), &in); err != nil {
		return bot.Message{}, fmt.Errorf("not a message: %w: %q", err, clip(line, 80))
	}
	if in.Text == nil {
		return bot.Message{}, fmt.Errorf("not a message: no key \"text\": %q", clip(line, 80))
	}
	m := bot.Message{
		Platform: "batch", Chat: in.Conversation, User: "you",
		Text: *in.Text, Locale: in.Locale,
	}
	if in.Lang != "auto" {
		m.Lang = string(in.Lang)
	}
	return m, nil
}
