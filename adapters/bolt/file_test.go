package bolt_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"cifra/adapters/bolt"
	"cifra/bot"
	"cifra/bot/bottest"
)

func TestFileOfAnotherProcessIsAnErrorThatSaysSo(t *testing.T) {
	path := newFile(t)
	open(t, path, bolt.Options{})
	_, err := bolt.Open(path, bolt.Options{Timeout: 50 * time.Millisecond})
	bottest.WantError(t, err, fmt.Sprintf("%q", path), "another cifra may be running", "50ms")
}

func TestFileIsForItsOwnerAlone(t *testing.T) {
	path := newFile(t)
	open(t, path, bolt.Options{})
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, want 0600", info.Mode())
	}
}

func TestWhatIsNoStoreIsRefused(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("these are no figures\n", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other")
	edit(t, other, func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("recipes"))
		return err
	})
	newer := filepath.Join(dir, "newer")
	open(t, newer, bolt.Options{}).Close()
	edit(t, newer, func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("format"), []byte("cifra state 9"))
	})
	for path, says := range map[string]string{
		text:                               "invalid",
		other:                              "something else",
		newer:                              "cifra state 9",
		dir:                                "directory",
		filepath.Join(dir, "no", "folder"): "no such file",
	} {
		_, err := bolt.Open(path, bolt.Options{Timeout: time.Second})
		bottest.WantError(t, err, fmt.Sprintf("%q", path), says)
	}
	edit(t, other, func(tx *bbolt.Tx) error {
		if tx.Bucket([]byte("recipes")) == nil || tx.Bucket([]byte("claims")) != nil {
			t.Error("a file that was refused has been changed")
		}
		return nil
	})
}

func TestStoreComesBackAfterClosing(t *testing.T) {
	path, ctx := newFile(t), t.Context()
	s := open(t, path, bolt.Options{})
	state, claimed := s.Claim(ctx, "m1", time.Hour)
	if claimed != nil || state != bot.Claimed {
		t.Fatal(state, claimed)
	}
	must(t, s.Done(ctx, "m2", time.Hour))
	must(t, s.SaveSession(ctx, "a", []byte("1"), time.Hour))
	must(t, s.SetPreference(ctx, "a", "es", time.Hour))
	must(t, s.Close())
	must(t, s.Close())
	s = open(t, path, bolt.Options{})
	for key, want := range map[string]bot.ClaimState{"m1": bot.InHand, "m2": bot.Finished, "m3": bot.Claimed} {
		if state, err := s.Claim(ctx, key, time.Hour); err != nil || state != want {
			t.Errorf("Claim(%q) = %v, %v; want %v", key, state, err, want)
		}
	}
	session, err := s.Session(ctx, "a")
	if err != nil || string(session) != "1" {
		t.Errorf("session %q, %v; want 1", session, err)
	}
	preference, err := s.Preference(ctx, "a")
	if err != nil || preference != "es" {
		t.Errorf("preference %q, %v; want es", preference, err)
	}
}

func TestClosedStoreSaysSo(t *testing.T) {
	s := open(t, newFile(t), bolt.Options{})
	must(t, s.Close())
	_, read := s.Session(t.Context(), "a")
	for _, err := range []error{read, s.SaveSession(t.Context(), "a", nil, time.Hour), s.Healthy(t.Context())} {
		bottest.WantError(t, err, "is closed", s.String()[len("bolt file "):])
	}
}

// Foreign bytes in a value are an error to the first who meets them, and gone
// for the next.
func TestDamagedEntriesAreErrorsAndDoNotWedgeTheStore(t *testing.T) {
	for _, foreign := range [][]byte{{}, []byte("x"), []byte("not what was written here"), make([]byte, 12), make([]byte, 4096)} {
		t.Run(fmt.Sprintf("%d bytes", len(foreign)), func(t *testing.T) { damagedEntries(t, foreign) })
	}
}

func damagedEntries(t *testing.T, foreign []byte) {
	path, ctx := newFile(t), t.Context()
	s := open(t, path, bolt.Options{})
	for _, key := range []string{"a", "b"} {
		must(t, s.Done(ctx, key, time.Hour))
		must(t, s.SaveSession(ctx, key, []byte("1"), time.Hour))
		must(t, s.SetPreference(ctx, key, "es", time.Hour))
	}
	must(t, s.Close())
	edit(t, path, func(tx *bbolt.Tx) error {
		var errs []error
		for _, bucket := range []string{"claims", "sessions", "preferences"} {
			for _, key := range []string{"a", "b"} {
				errs = append(errs, tx.Bucket([]byte(bucket)).Put([]byte(key), foreign))
			}
			errs = append(errs, tx.Bucket([]byte(bucket+" by expiry")).Put([]byte("x"), nil))
		}
		return errors.Join(errs...)
	})
	s = open(t, path, bolt.Options{})
	_, claim := s.Claim(ctx, "a", time.Hour)
	bottest.WantError(t, claim, `"claims"`, "damaged")
	_, session := s.Session(ctx, "a")
	bottest.WantError(t, session, `"sessions"`, "damaged")
	_, preference := s.Preference(ctx, "a")
	bottest.WantError(t, preference, `"preferences"`, "damaged")
	bottest.WantError(t, s.Release(ctx, "b"), `"claims"`, "damaged")

	if state, err := s.Claim(ctx, "a", time.Hour); err != nil || state != bot.Claimed {
		t.Errorf("claim after the error: %v, %v; want claimed", state, err)
	}
	if value, err := s.Session(ctx, "a"); err != nil || value != nil {
		t.Errorf("session after the error: %q, %v; want none", value, err)
	}
	must(t, s.SaveSession(ctx, "b", []byte("2"), time.Hour))
	if value, err := s.Session(ctx, "b"); err != nil || string(value) != "2" {
		t.Errorf("session saved over the damage: %q, %v; want 2", value, err)
	}
	must(t, s.DeletePreference(ctx, "b"))
	must(t, s.SetPreference(ctx, "a", "en", time.Hour))
	must(t, s.Healthy(ctx))
}

// Damage to the structure of the file, below the entries, makes the library
// panic. Each page in turn, and all of them, are overwritten.
func TestDamagedFileIsAnErrorNotAPanic(t *testing.T) {
	path, ctx := newFile(t), t.Context()
	s := open(t, path, bolt.Options{})
	for i := range 50 {
		must(t, s.SaveSession(ctx, fmt.Sprint(i), make([]byte, 1000), time.Hour))
	}
	must(t, s.Close())
	whole, err := os.ReadFile(path)
	must(t, err)
	page := os.Getpagesize()
	failed := 0
	for first := 0; first < len(whole); first += page {
		if useDamaged(t, whole, first, first+page) {
			failed++
		}
	}
	if failed == 0 {
		t.Error("no damage was noticed")
	}
	if !useDamaged(t, whole, 0, len(whole)) || !useDamaged(t, whole, 2*page, len(whole)) {
		t.Error("a file of nothing but damage was not refused")
	}
}

// useDamaged overwrites a part of a file, and says whether a store in it fails.
func useDamaged(t *testing.T, whole []byte, from, to int) (failed bool) {
	damaged := bytes.Clone(whole)
	for i := from; i < to; i++ {
		damaged[i] = 0xa5
	}
	path := newFile(t)
	must(t, os.WriteFile(path, damaged, 0o600))
	s, err := bolt.Open(path, bolt.Options{Timeout: time.Second})
	if err != nil {
		bottest.WantError(t, err, fmt.Sprintf("%q", path))
		return true
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	for i := range 50 {
		if _, err := s.Session(ctx, fmt.Sprint(i)); err != nil {
			bottest.WantError(t, err, fmt.Sprintf("%q", path))
			failed = true
		}
	}
	if err := s.SaveSession(ctx, "0", nil, time.Hour); err != nil {
		bottest.WantError(t, err, fmt.Sprintf("%q", path))
		failed = true
	}
	if !failed { // a page that was free, or the meta page that is not in use
		must(t, s.Close())
	}
	return failed
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// edit changes a file behind the back of the store.
func edit(t *testing.T, path string, change func(*bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second})
	must(t, err)
	must(t, db.Update(change))
	must(t, db.Close())
}
