package bot

import (
	"errors"
	"fmt"
	"time"

	"cifra/stats"
)

// Hotline is where people in danger are sent, as the operator of the bot
// configures it.
type Hotline struct {
	Name    stats.Text   // "United States"
	Lines   []stats.Text // "1-888-373-7888", "text 233733 (HELP or INFO)": each way to reach it
	About   stats.Text   // who answers, that it is free, confidential and around the clock
	Checked time.Time    // when a person last checked that all this is so
}

// check reports what is missing in a hotline.
func (h Hotline) check() error {
	switch {
	case h.Name.EN == "" || h.Name.ES == "":
		return fmt.Errorf("hotline %q: its name is missing in a language", h.Name.EN+h.Name.ES)
	case h.About.EN == "" || h.About.ES == "":
		return fmt.Errorf("hotline %q: what it is is missing in a language", h.Name.EN)
	case len(h.Lines) == 0:
		return fmt.Errorf("hotline %q: no way to reach it", h.Name.EN)
	case h.Checked.IsZero():
		return fmt.Errorf("hotline %q: no date on which it was last checked", h.Name.EN)
	}
	for _, line := range h.Lines {
		if line.EN == "" || line.ES == "" {
			return fmt.Errorf("hotline %q: the line %q is missing in a language", h.Name.EN, line.EN+line.ES)
		}
	}
	return nil
}

// contactsIn says hotlines in a language.
func contactsIn(hotlines []Hotline, l stats.Lang) []Contact {
	out := make([]Contact, len(hotlines))
	for i, h := range hotlines {
		out[i] = Contact{Name: h.Name.In(l), About: h.About.In(l)}
		for _, line := range h.Lines {
			out[i].Lines = append(out[i].Lines, line.In(l))
		}
	}
	return out
}

// checkHotlines reports the first problem of the hotlines. There is no bot
// without one: someone in danger who writes to it must be sent somewhere.
func checkHotlines(hotlines []Hotline) error {
	if len(hotlines) == 0 {
		return errors.New("no hotline is configured")
	}
	for _, h := range hotlines {
		if err := h.check(); err != nil {
			return err
		}
	}
	return nil
}
