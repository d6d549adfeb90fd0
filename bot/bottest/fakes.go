package bottest

import (
	"sync"
	"time"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
)

// Hotlines are contacts to test with.
func Hotlines() []bot.Hotline {
	checked := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	same := func(s string) stats.Text { return stats.Text{EN: s, ES: s} }
	return []bot.Hotline{
		{
			Name:    stats.Text{EN: "Northern line", ES: "Línea del norte"},
			Lines:   []stats.Text{same("1-888-373-7888"), {EN: "text 233733 (HELP or INFO)", ES: "mensaje de texto al 233733 (HELP o INFO)"}, same("TTY 711")},
			About:   stats.Text{EN: "Advocates answer around the clock, free and in confidence.", ES: "Atienden las 24 horas, gratis y en confidencia."},
			Checked: checked,
		},
		{
			Name:    stats.Text{EN: "Southern line", ES: "Línea del sur"},
			Lines:   []stats.Text{same("800 5533 000"), {EN: "WhatsApp: the same number", ES: "WhatsApp: el mismo número"}},
			About:   stats.Text{EN: "A council answers around the clock, free and in confidence.", ES: "Atiende un consejo las 24 horas, gratis y en confidencia."},
			Checked: checked,
		},
	}
}

// Parser is a fake: it answers every text with the Question made for it.
type Parser func(text string, prev ask.Context) ask.Question

// Parse is of bot.Parser.
func (p Parser) Parse(text string, prev ask.Context) ask.Question { return p(text, prev) }

// Clock is a clock that tests move.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock makes a clock that stands at the noon of a day.
func NewClock() *Clock { return &Clock{now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)} }

// Now is what the clock says.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Pass lets time go by. With it a store is Clocked that embeds the clock.
func (c *Clock) Pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}
