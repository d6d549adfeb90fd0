package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"unicode/utf8"

	"golang.org/x/term"

	"cifra/bot/ask"
)

// longestTyped is how many characters x/term takes of a line that is typed;
// it drops the rest without a word.
const longestTyped = 4096

// inTerminal talks with line editing and history. Nothing is written to disk:
// what people ask is their own.
func (t *talk) inTerminal(in, out *os.File, greeting string) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	e, err := newEditor(in, out)
	if err != nil {
		return fmt.Errorf("setting up the terminal: %w", err)
	}
	defer e.close()
	shown := greeting + "\n"
	for {
		if _, err := io.WriteString(e.term, shown); err != nil {
			return fmt.Errorf("writing to the terminal: %w", err)
		}
		line, err := e.read(ctx)
		switch {
		case errors.Is(err, io.EOF) || errors.Is(err, context.Canceled):
			return nil
		case err != nil:
			return fmt.Errorf("reading from the terminal: %w", err)
		}
		if utf8.RuneCountInString(line) >= longestTyped {
			shown = t.screen().lines(plain, wordsIn(t.lang).tooLong) + "\n"
		} else if shown = t.answer(line); shown != "" {
			shown = "\n" + shown
		}
		if t.kind == ask.Support { // whoever sits down next must not find it
			e.history.lines = nil
		}
	}
}

// editor reads lines from a terminal and writes to it. The terminal is in raw
// mode from beginning to end: between two modes, keys would be lost.
type editor struct {
	in, out *os.File
	before  *term.State
	keys    *keys
	history *history
	term    *term.Terminal
}

func newEditor(in, out *os.File) (*editor, error) {
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return nil, err
	}
	e := &editor{in: in, out: out, before: before, keys: &keys{r: in}, history: &history{}}
	e.term = term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{e.keys, out}, prompt)
	e.term.AutoCompleteCallback = e.keys.pressed
	e.term.History = e.history
	e.term.SetBracketedPasteMode(true)
	return e, nil
}

// close leaves the terminal as it was, on a new line.
func (e *editor) close() {
	io.WriteString(e.out, "\x1b[?2004l\r\n") // not by way of e.term, which may still be reading
	term.Restore(int(e.in.Fd()), e.before)
}

// read gives a line; io.EOF where the person wants to leave. What was pasted is
// one line with the line that it is sent with: the second line of a question
// may hold what restricts the first.
func (e *editor) read(ctx context.Context) (string, error) {
	if width, height, err := term.GetSize(int(e.out.Fd())); err == nil {
		e.term.SetSize(width, height)
	}
	var lines []string
	for {
		line, err := e.readLine(ctx)
		lines = append(lines, line)
		if !errors.Is(err, term.ErrPasteIndicator) {
			return strings.Join(lines, " "), err
		}
	}
}

// crlf ends lines as a terminal in raw mode wants them ended.
type crlf struct{ w io.Writer }

// Write is of io.Writer.
func (c crlf) Write(b []byte) (int, error) {
	if _, err := c.w.Write(bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// readLine waits for a line, or for the program to be ended.
func (e *editor) readLine(ctx context.Context) (string, error) {
	type result struct {
		line string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		line, err := e.term.ReadLine()
		done <- result{line, err}
	}()
	select {
	case r := <-done:
		return r.line, r.err
	case <-ctx.Done(): // the reading goes on, and ends with the program
		return "", ctx.Err()
	}
}

// keys is what a person types, with Ctrl-C as people expect it: it clears the
// line, and ends the program where the line is empty. x/term would end it
// always.
type keys struct {
	r     io.Reader
	ended bool
}

// The key that stands for Ctrl-C on its way through x/term, which has no use
// for it and hands it to pressed.
const (
	ctrlC    = 0x03
	standsIn = 0x1f
)

// Read is of io.Reader.
func (k *keys) Read(b []byte) (int, error) {
	if k.ended {
		return 0, io.EOF
	}
	n, err := k.r.Read(b)
	for i := range b[:n] {
		if b[i] == ctrlC {
			b[i] = standsIn
		}
	}
	return n, err
}

// pressed is called by x/term for each key, with the line as it is.
func (k *keys) pressed(line string, _ int, key rune) (newLine string, newPos int, ok bool) {
	if key != standsIn {
		return "", 0, false
	}
	k.ended = line == ""
	return "", 0, true
}

// history is what was typed, the latest first: it lives as long as the
// program.
type history struct{ lines []string }

const longestHistory = 100

// Add is of term.History. Empty lines and repeats are of no use.
func (h *history) Add(line string) {
	if line == "" || len(h.lines) > 0 && h.lines[0] == line {
		return
	}
	h.lines = append([]string{line}, h.lines[:min(len(h.lines), longestHistory-1)]...)
}

// Len is of term.History.
func (h *history) Len() int { return len(h.lines) }

// At is of term.History; 0 is the latest.
func (h *history) At(i int) string { return h.lines[i] }
