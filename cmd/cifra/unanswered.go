package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// unansweredCommand is "cifra unanswered".
type unansweredCommand struct {
	json   bool
	clear  bool
	config string
}

func (u *unansweredCommand) line() *cobra.Command {
	line := &cobra.Command{
		Use:   "unanswered",
		Short: "List the wording of questions that could not be answered",
		Long: `List the wording of questions that could not be answered, where it is kept
(unanswered.keep)`,
		Args: taking(),
	}
	line.Flags().BoolVar(&u.json, "json", false, "Print the list as data: JSON Lines.")
	line.Flags().BoolVar(&u.clear, "clear", false, "Delete all that is kept.")
	line.MarkFlagsMutuallyExclusive("json", "clear")
	configFlag(line, &u.config)
	return line
}

// unanswered is a wording over all days on which it occurred.
type unanswered struct {
	Count   int    `json:"count"`
	First   string `json:"first"`
	Last    string `json:"last"`
	Lang    string `json:"lang"`
	Kind    string `json:"kind"`
	Reason  string `json:"reason,omitempty"`
	Wording string `json:"wording"`
}

// Run runs the command.
func (u *unansweredCommand) Run(w world) error {
	c, err := readConfig(u.config, w.environ)
	if err != nil {
		return err
	}
	entries, all, err := readBook(c.Unanswered.Path, oldest(w.now(), c.Unanswered.Days))
	if err != nil {
		return err
	}
	out := ""
	switch {
	case u.clear:
		if err := os.Remove(c.Unanswered.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("deleting unanswered.path: %w", err)
		}
		out = fmt.Sprintf("deleted: %d lines of %s\n", all, c.Unanswered.Path)
	case u.json:
		out = listedAsData(overDays(entries))
	default:
		out = listedAsTable(overDays(entries), c)
	}
	if _, err := io.WriteString(w.stdout, out); err != nil {
		return fmt.Errorf("writing the list: %w", err)
	}
	return nil
}

// overDays adds the entries of a wording up, those that occurred most often
// first.
func overDays(entries []gleaned) []unanswered {
	type key struct{ lang, kind, reason, wording string }
	byKey := map[key]*unanswered{}
	for _, e := range entries {
		k := key{e.Lang, e.Kind, e.Reason, e.Wording}
		u := byKey[k]
		if u == nil {
			u = &unanswered{First: e.Day, Last: e.Day, Lang: e.Lang, Kind: e.Kind, Reason: e.Reason, Wording: e.Wording}
			byKey[k] = u
		}
		u.Count += e.Count
		u.First, u.Last = min(u.First, e.Day), max(u.Last, e.Day)
	}
	out := make([]unanswered, 0, len(byKey))
	for _, u := range byKey {
		out = append(out, *u)
	}
	slices.SortFunc(out, func(a, b unanswered) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(b.Last, a.Last), cmp.Compare(a.Wording, b.Wording),
			cmp.Compare(a.Lang, b.Lang), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Reason, b.Reason))
	})
	return out
}

func listedAsData(list []unanswered) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, u := range list {
		_ = e.Encode(u) // into memory, of texts and a number
	}
	return b.String()
}

// listedAsTable lists wordings in columns, and says where there are none why.
func listedAsTable(list []unanswered, c config) string {
	if len(list) == 0 {
		if !c.Unanswered.Keep {
			return "nothing is kept: unanswered.keep is false\n"
		}
		return "nothing in " + c.Unanswered.Path + " yet\n"
	}
	rows := [][]string{{"count", "first", "last", "lang", "reply", "wording"}}
	for _, u := range list {
		reply := u.Kind
		if u.Reason != "" {
			reply += " (" + u.Reason + ")"
		}
		rows = append(rows, []string{strconv.Itoa(u.Count), u.First, u.Last, oneLine(u.Lang), oneLine(reply), oneLine(u.Wording)})
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], textWidth(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row[:len(row)-1] {
			b.WriteString(pad(cell, widths[i], i == 0) + "  ")
		}
		b.WriteString(row[len(row)-1] + "\n")
	}
	return b.String()
}
