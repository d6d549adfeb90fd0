package stats_test

import (
	"bytes"
	"testing"
	"testing/fstest"
	"time"

	"cifra/stats"
)

// FuzzLoad edits a good folder anywhere: a text is cut out of one of its files
// at a place and another put there. Load must come back with a set or with
// problems, and soon; and a set that it lets through must evaluate.
func FuzzLoad(f *testing.F) {
	files := folder(f, libraryDir)
	f.Add(uint8(0), uint16(100), uint16(3), []byte("99"))
	f.Add(uint8(0), uint16(0), uint16(0), []byte("\xef\xbb\xbf"))
	f.Add(uint8(0), uint16(240), uint16(4), []byte("\"\n\n\""))
	f.Add(uint8(1), uint16(500), uint16(9), []byte("[[[[[[{{{{"))
	f.Add(uint8(1), uint16(900), uint16(40), []byte("[[dimensions]]\nid = \"x\"\n"))
	f.Add(uint8(2), uint16(300), uint16(0), []byte("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"))
	f.Add(uint8(2), uint16(60), uint16(2), []byte("'''"))
	names := []string{csvFile, tomlFile, wordsFile}
	f.Fuzz(func(t *testing.T, which uint8, at, cut uint16, put []byte) {
		name := names[int(which)%len(names)]
		data := files[name].Data
		from := int(at) * 2 % len(data) // the largest file is longer than a uint16
		to := min(from+int(cut), len(data))
		broken := fstest.MapFS{}
		for other, file := range files {
			broken[other] = file
		}
		broken[name] = &fstest.MapFile{Data: bytes.Join([][]byte{data[:from], put, data[to:]}, nil)}
		start := time.Now()
		set, err := stats.Load(broken)
		if took := time.Since(start); took > 5*time.Second {
			t.Fatalf("took %v", took)
		}
		if (set == nil) == (err == nil) {
			t.Fatalf("set %v and error %v", set, err)
		}
		if err != nil {
			if err.Error() == "" {
				t.Fatal("an error without a word")
			}
			return
		}
		for _, figure := range set.Figures {
			q := stats.Query{Op: stats.OpCount, Terms: []stats.Term{{figure.ID}}}
			if a, err := set.Eval(q); err != nil || len(a.Figures) != 1 {
				t.Fatalf("%v: %+v, %v", q, a, err)
			}
		}
	})
}

// FuzzEval evaluates whatever can be written as a query: no panic, and either
// figures or a reason with something near.
func FuzzEval(f *testing.F) {
	set := library(f)
	for _, s := range []string{
		"count loans.genre.fiction&loans.genre.nonfiction", "complement members.interest", "top branch n=-3 only=listed",
		"share% shelf of=known claim=50%", "per loans.total members.total", "lookup loans.genre claim=2%",
		"sum loans.age_group members.age_group", "difference% members.card.paper branch.harbor of=listed",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, err := stats.ParseQuery(s)
		if err != nil {
			return
		}
		a, err := set.Eval(q)
		if err != nil {
			return
		}
		if (a.Reason == stats.NoReason) != (len(a.Figures) > 0) || (a.Reason != stats.NoReason) != (len(a.Near) > 0) {
			t.Fatalf("%s: %+v", q, a)
		}
		if a.Value != a.Value || a.Value < 0 {
			t.Fatalf("%s: value %v", q, a.Value)
		}
	})
}
