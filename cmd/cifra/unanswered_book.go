package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"cifra/bot"
)

// gleaned is a line of the file in which the wordings of unanswered questions
// are kept: one wording on one day.
type gleaned struct {
	Day     string `json:"day"`
	Lang    string `json:"lang"`
	Kind    string `json:"kind"`
	Reason  string `json:"reason,omitempty"`
	Wording string `json:"wording"`
	Count   int    `json:"count"`
}

// The bounds of a book.
const (
	mostBook    = 1 << 20 // bytes of its file; a line has some 100
	mostPending = 100     // wordings that wait to be written
	writeEvery  = 5 * time.Second
	pruneEvery  = time.Hour
)

// book is a file of wordings, JSON Lines that are added to. It is written
// beside the answers and never waited for: what cannot be written is lost.
type book struct {
	path   string
	days   int // an entry is gone as many days after its own
	now    func() time.Time
	report func(error)

	in    chan bot.Unanswered
	quit  chan struct{}
	ended chan struct{}
}

// openBook prunes a book and lets it be written to. The error says why it
// cannot be.
func openBook(path string, days int, now func() time.Time, report func(error)) (*book, error) {
	b := &book{
		path: path, days: days, now: now, report: report,
		in: make(chan bot.Unanswered, mostPending), quit: make(chan struct{}), ended: make(chan struct{}),
	}
	if err := b.prune(); err != nil {
		return nil, err
	}
	if err := b.add(nil); err != nil {
		return nil, err
	}
	go b.write()
	return b, nil
}

// keep takes a wording, unless too many wait.
func (b *book) keep(u bot.Unanswered) {
	select {
	case b.in <- u:
	default:
	}
}

// close writes what waits.
func (b *book) close() {
	close(b.quit)
	<-b.ended
}

// write writes what is kept, until the book is closed.
func (b *book) write() {
	defer close(b.ended)
	soon, seldom := time.NewTicker(writeEvery), time.NewTicker(pruneEvery)
	defer soon.Stop()
	defer seldom.Stop()
	pending := map[gleaned]int{}
	note := func(u bot.Unanswered) {
		pending[gleaned{Day: u.Day, Lang: u.Lang, Kind: string(u.Kind), Reason: u.Reason, Wording: u.Wording}]++
	}
	flush := func() {
		if len(pending) > 0 {
			b.tell(b.add(counted(pending)))
			clear(pending)
		}
	}
	for {
		select {
		case u := <-b.in:
			if note(u); len(pending) >= mostPending {
				flush()
			}
		case <-soon.C:
			flush()
		case <-seldom.C:
			b.tell(b.prune())
		case <-b.quit:
			for len(b.in) > 0 {
				note(<-b.in)
			}
			flush()
			return
		}
	}
}

func (b *book) tell(err error) {
	if err != nil {
		b.report(err)
	}
}

// counted gives entries with how often they occurred, in an order that is
// always the same.
func counted(n map[gleaned]int) []gleaned {
	out := make([]gleaned, 0, len(n))
	for e, count := range n {
		e.Count = count
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b gleaned) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Wording, b.Wording), cmp.Compare(a.Lang, b.Lang),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Reason, b.Reason))
	})
	return out
}

// add appends entries. The file is opened anew each time, so that it may be
// deleted at any time.
func (b *book) add(entries []gleaned) error {
	if info, err := os.Stat(b.path); err == nil && info.Size() > mostBook {
		if err := b.prune(); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(b.path, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("opening unanswered.path: %w", err)
	}
	err = f.Chmod(0o600) // it may have been made by someone else
	if err == nil {
		_, err = f.Write(encoded(entries))
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("writing unanswered.path: %w", err)
	}
	return nil
}

func encoded(entries []gleaned) []byte {
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	for _, g := range entries {
		_ = e.Encode(g) // into memory, of texts and a number
	}
	return out.Bytes()
}

// prune takes out what is too old, counts what is there several times, and
// where the file is still too large, takes out the oldest.
func (b *book) prune() error {
	entries, all, err := readBook(b.path, oldest(b.now(), b.days))
	if err != nil {
		return err
	}
	n := map[gleaned]int{}
	for _, e := range entries {
		count := e.Count
		e.Count = 0
		n[e] += count
	}
	left := counted(n)
	text := encoded(left)
	for len(text) > mostBook/2 {
		left = left[len(left)/8+1:]
		text = encoded(left)
	}
	if len(left) == all {
		return nil
	}
	return b.replace(text)
}

// replace puts another file in the place of the book's, at once.
func (b *book) replace(text []byte) error {
	f, err := os.CreateTemp(filepath.Dir(b.path), filepath.Base(b.path)+".*") // with mode 0600
	if err != nil {
		return fmt.Errorf("pruning unanswered.path: %w", err)
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), b.path)
	}
	if err != nil {
		return fmt.Errorf("pruning unanswered.path: %w", errors.Join(err, os.Remove(f.Name())))
	}
	return nil
}

// oldest is the first day that is kept.
func oldest(now time.Time, days int) string {
	return now.UTC().AddDate(0, 0, 1-days).Format(time.DateOnly)
}

// readBook reads the entries of a file from a day on, and says how many lines
// there are with those that are older, or none. Where there is no file, there
// are no entries.
func readBook(path, from string) (entries []gleaned, all int, err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, fmt.Errorf("reading unanswered.path: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(io.LimitReader(f, 2*mostBook))
	for lines.Scan() {
		all++
		var e gleaned
		if json.Unmarshal(lines.Bytes(), &e) != nil || e.Wording == "" || e.Count < 1 {
			continue // half a line, of a program that was killed
		}
		if _, err := time.Parse(time.DateOnly, e.Day); err == nil && e.Day >= from {
			entries = append(entries, e)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, 0, fmt.Errorf("reading unanswered.path: %w", err)
	}
	return entries, all, nil
}
