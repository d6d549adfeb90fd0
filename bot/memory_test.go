package bot_test

import (
	"fmt"
	"testing"
	"time"

	"cifra/bot"
	"cifra/bot/bottest"
)

type clockedMemory struct {
	*bot.Memory
	*bottest.Clock
}

func TestMemoryKeepsTheContractOfAStore(t *testing.T) {
	bottest.TestStore(t, func(*testing.T) bot.Store {
		c := bottest.NewClock()
		return clockedMemory{bot.NewMemory(bot.MemoryOptions{Now: c.Now}), c}
	})
}

func TestMemoryKeepsTheContractByTheClockOfTheMachine(t *testing.T) {
	bottest.TestStore(t, func(*testing.T) bot.Store { return bot.NewMemory(bot.MemoryOptions{}) })
}

func TestFullMemoryForgetsWhatWouldExpireFirst(t *testing.T) {
	c := bottest.NewClock()
	m := bot.NewMemory(bot.MemoryOptions{Now: c.Now, Entries: 3})
	for i := range 5 {
		if err := m.SaveSession(t.Context(), fmt.Sprint(i), []byte("x"), time.Duration(10-i)*time.Minute); err != nil {
			t.Fatal(err)
		}
	}
	kept := map[string]bool{}
	for i := range 5 {
		value, err := m.Session(t.Context(), fmt.Sprint(i))
		if err != nil {
			t.Fatal(err)
		}
		kept[fmt.Sprint(i)] = value != nil
	}
	for key, want := range map[string]bool{"0": true, "1": true, "2": false, "3": false, "4": true} {
		if kept[key] != want {
			t.Errorf("session %s kept: %v, want %v", key, kept[key], want)
		}
	}
}

func TestMemoryDoesNotGrowWithWhatHasExpired(t *testing.T) {
	c := bottest.NewClock()
	m := bot.NewMemory(bot.MemoryOptions{Now: c.Now, Entries: 2})
	if err := m.SaveSession(t.Context(), "long", []byte("x"), time.Hour); err != nil {
		t.Fatal(err)
	}
	for i := range 50 {
		if err := m.SaveSession(t.Context(), fmt.Sprint(i), []byte("x"), time.Second); err != nil {
			t.Fatal(err)
		}
		c.Pass(time.Second)
	}
	if value, err := m.Session(t.Context(), "long"); err != nil || value == nil {
		t.Errorf("the long session made room for expired ones: %v, %v", value, err)
	}
}

func BenchmarkMemory(b *testing.B) {
	bottest.BenchmarkStore(b, func(*testing.B) bot.Store { return bot.NewMemory(bot.MemoryOptions{}) })
}
