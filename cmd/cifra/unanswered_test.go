package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"cifra/bot"
	"cifra/bot/ask"
)

const bookLines = `{"day":"2026-11-20","lang":"es","kind":"offtopic","wording":"cuantos halcones","count":2}
{"day":"2026-11-22","lang":"en","kind":"unavailable","reason":"dimension","wording":"how many florbl victims","count":1}
{"day":"2026-11-23","lang":"es","kind":"offtopic","wording":"cuantos halcones","count":3}
{"day":"2026-10-24","lang":"en","kind":"offtopic","wording":"thirty days ago","count":9}
{"day":"2026-10-25","lang":"en","kind":"offtopic","wording":"twenty-nine \u001b[31m days ago","count":1}
{"day":"2026-11-23","lang":"en","kind":"offt
`

func TestUnansweredListsWhatIsAskedMostOftenFirst(t *testing.T) {
	path := goldenPath(t, "unanswered.golden")
	at(t, map[string]string{"unanswered.jsonl": bookLines})
	got := invoke("", "unanswered")
	if got.status != exitOK || got.err != "" || strings.Contains(got.out, "\x1b") || strings.Contains(got.out, "thirty days") {
		t.Errorf("%+v", got)
	}
	golden(t, path, got.out)
	data := invoke("", "unanswered", "--json")
	if want := `{"count":5,"first":"2026-11-20","last":"2026-11-23","lang":"es","kind":"offtopic","wording":"cuantos halcones"}` + "\n"; !strings.HasPrefix(data.out, want) ||
		strings.Count(data.out, "\n") != 3 {
		t.Errorf("as data: %+v", data)
	}
}

func TestUnansweredClearsAndSaysWhyThereIsNothing(t *testing.T) {
	at(t, map[string]string{"unanswered.jsonl": bookLines, "on.toml": "[unanswered]\nkeep = true\n"})
	if got := invoke("", "unanswered", "--clear"); got.status != exitOK || got.out != "deleted: 6 lines of unanswered.jsonl\n" {
		t.Errorf("%+v", got)
	}
	if _, err := os.Stat("unanswered.jsonl"); !os.IsNotExist(err) {
		t.Errorf("the file is still there: %v", err)
	}
	if got := invoke("", "unanswered", "--clear"); got.status != exitOK {
		t.Errorf("where there is nothing to delete: %+v", got)
	}
	if got := invoke("", "unanswered"); got.status != exitOK || !strings.Contains(got.out, "unanswered.keep is false") {
		t.Errorf("%+v", got)
	}
	if got := invoke("", "unanswered", "--config", "on.toml"); got.status != exitOK || !strings.Contains(got.out, "nothing in unanswered.jsonl yet") {
		t.Errorf("%+v", got)
	}
	if got := invoke("", "unanswered", "--clear", "--json"); got.status != exitUsage {
		t.Errorf("%+v", got)
	}
}

// asked is a question that could not be answered.
func asked(day, wording string) bot.Unanswered {
	return bot.Unanswered{Day: day, Lang: "en", Kind: ask.Offtopic, Wording: wording}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestABookIsAddedToAndLetsNobodyElseRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book")
	if err := os.WriteFile(path, []byte(bookLines), 0o644); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	b, err := openBook(path, 30, now, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	before := read(t, path)
	if strings.Contains(before, "thirty days") || strings.Count(before, "\n") != 4 {
		t.Errorf("not pruned:\n%s", before)
	}
	for range 3 {
		b.keep(asked("2026-11-23", "how many snakeheads"))
	}
	b.keep(asked("2026-11-23", "how many florbls"))
	b.close()
	want := before + `{"day":"2026-11-23","lang":"en","kind":"offtopic","wording":"how many florbls","count":1}
{"day":"2026-11-23","lang":"en","kind":"offtopic","wording":"how many snakeheads","count":3}
`
	if got := read(t, path); got != want {
		t.Errorf("written:\n%s\nwant:\n%s", got, want)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestABookForgetsInTimeAndCountsWhatIsThereSeveralTimes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book")
	synctest.Test(t, func(t *testing.T) {
		day := func() string { return time.Now().UTC().Format(time.DateOnly) }
		b, err := openBook(path, 3, time.Now, func(err error) { t.Error(err) })
		if err != nil {
			t.Fatal(err)
		}
		first := day()
		for range 4 {
			b.keep(asked(first, "how many snakeheads"))
			time.Sleep(6 * time.Second)
		}
		if n := strings.Count(read(t, path), "\n"); n != 4 {
			t.Errorf("%d lines", n)
		}
		time.Sleep(2 * time.Hour)
		if got := read(t, path); strings.Count(got, "\n") != 1 || !strings.Contains(got, `"count":4`) {
			t.Errorf("after an hour:\n%s", got)
		}
		time.Sleep(24 * time.Hour)
		b.keep(asked(day(), "how many florbls"))
		time.Sleep(48 * time.Hour)
		if got := read(t, path); strings.Contains(got, "snakeheads") || !strings.Contains(got, "florbls") {
			t.Errorf("after three days:\n%s", got)
		}
		b.close()
	})
}

func TestABookIsBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book")
	var text strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&text, `{"day":"2026-11-%02d","lang":"en","kind":"offtopic","wording":"how many %06d","count":1}`+"\n", 1+i/1000, i)
	}
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }
	b, err := openBook(path, 30, now, func(err error) { t.Error(err) })
	if err != nil {
		t.Fatal(err)
	}
	b.close()
	if got := read(t, path); len(got) > mostBook/2 || !strings.Contains(got, "019999") || strings.Contains(got, "000000") {
		t.Errorf("%d bytes are left, of %d", len(got), text.Len())
	}
}

func TestABookThatCannotBeWrittenIsReportedAndKeepsNobodyWaiting(t *testing.T) {
	dir := t.TempDir()
	if _, err := openBook(filepath.Join(dir, "none", "book"), 30, time.Now, nil); err == nil || !strings.Contains(err.Error(), "unanswered.path") {
		t.Errorf("in a folder that is not there: %v", err)
	}
	reported := make(chan error, 100)
	path := filepath.Join(dir, "book")
	b, err := openBook(path, 30, time.Now, func(err error) { reported <- err })
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range 10 * mostPending {
		b.keep(asked("2026-11-23", fmt.Sprint("how many ", i)))
	}
	b.close()
	select {
	case <-reported:
	default:
		t.Error("nothing was reported")
	}
}

func TestServeKeepsUnansweredQuestionsOnlyWhereItIsToldToAndNoOneElses(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	ask := func(s *serving, trigger string) {
		s.slash(t, trigger, "how many snakeheads did John Smith know at ana@example.com in 2016")
		s.slash(t, trigger+"1", "they took my passport and i cannot leave, how many florbls")
		s.slash(t, trigger+"2", "how many victims were women")
		if err := s.stop(); err != nil {
			t.Error(err)
		}
	}
	ask(serve(t, everything(p, "CIFRA_STATE_KIND=memory")...), "1.1")
	if _, err := os.Stat("unanswered.jsonl"); !os.IsNotExist(err) {
		t.Fatalf("something is kept though nobody said so: %v", err)
	}
	s := serve(t, everything(p, "CIFRA_STATE_KIND=memory", "CIFRA_UNANSWERED_KEEP=true")...)
	ask(s, "2.1")
	got := read(t, "unanswered.jsonl")
	if want := `"wording":"how many [word] did [name] know at […] in #","count":1}`; strings.Count(got, "\n") != 1 || !strings.Contains(got, want) {
		t.Errorf("kept:\n%s", got)
	}
	for _, leak := range []string{"snakeheads", "Smith", "example", "passport", "florbl", "women"} {
		if strings.Contains(got+s.log.String(), leak) {
			t.Errorf("%q is in the file or the log:\n%s\n%s", leak, got, s.log)
		}
	}
	if !strings.Contains(s.log.String(), "the wording of unanswered questions is kept") {
		t.Errorf("the log does not say so:\n%s", s.log)
	}
	w, _, _ := testWorld("", everything(p, "CIFRA_STATE_KIND=memory", "CIFRA_UNANSWERED_KEEP=true", "CIFRA_UNANSWERED_PATH=none/x.jsonl")...)
	if err := w.serve(t.Context(), "", nil); err == nil || !strings.Contains(err.Error(), "unanswered.path") {
		t.Errorf("where it cannot be written: %v", err)
	}
}

func TestServeForgetsWhatWasKeptBeforeItWasTurnedOff(t *testing.T) {
	old := time.Now().AddDate(0, 0, -40).Format(time.DateOnly)
	at(t, map[string]string{"unanswered.jsonl": `{"day":"` + old + `","lang":"en","kind":"offtopic","wording":"x","count":1}` + "\n"})
	s := serve(t, everything(newPlatforms(t), "CIFRA_STATE_KIND=memory")...)
	s.slash(t, "1.1", "how many snakeheads")
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if got := read(t, "unanswered.jsonl"); got != "" {
		t.Errorf("still there: %s", got)
	}
}

func TestConfigBoundsHowLongAndFromHowManyUnansweredQuestionsAreKept(t *testing.T) {
	at(t, nil)
	for entry, want := range map[string]string{
		"CIFRA_UNANSWERED_DAYS=31":   `CIFRA_UNANSWERED_DAYS="31": 31 is not from 1 to 30`,
		"CIFRA_UNANSWERED_DAYS=0":    `CIFRA_UNANSWERED_DAYS="0": 0 is not from 1 to 30`,
		"CIFRA_UNANSWERED_PEOPLE=1":  `CIFRA_UNANSWERED_PEOPLE="1": 1 is not from 2 to 1000`,
		"CIFRA_UNANSWERED_KEEP=yeah": `CIFRA_UNANSWERED_KEEP="yeah": "yeah" is neither true nor false`,
		"CIFRA_UNANSWERED_PATH= ":    `CIFRA_UNANSWERED_PATH=" ": " " names no file`,
	} {
		if _, err := readConfig("", []string{entry}); err == nil || err.Error() != want {
			t.Errorf("%s: error %v, want %q", entry, err, want)
		}
	}
	w, out, _ := testWorld("", "CIFRA_UNANSWERED_KEEP=true", "CIFRA_UNANSWERED_DAYS=7")
	if run([]string{"config", "check"}, w) != exitOK || !strings.Contains(out.String(), "kept in the file unanswered.jsonl, for 7 days") {
		t.Errorf("config check does not say so:\n%s", out)
	}
}
