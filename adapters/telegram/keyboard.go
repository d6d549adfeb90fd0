package telegram

import (
	"encoding/json"
	"unicode/utf8"

	"cifra/bot"
	"cifra/bot/ask"
)

const (
	mostData   = 64 // bytes of callback_data (core.telegram.org/bots/api#inlinekeyboardbutton)
	mostLabel  = 64 // code units of a label: Telegram sets no bound
	shownLabel = 35 // characters that a phone shows of it

	// Telegram refuses a keyboard that is too long (REPLY_MARKUP_TOO_LONG), and
	// does not document how long that is: by report, some 10,000 bytes.
	mostChoices = 20
	mostNext    = 8
)

// together is how many characters a label may have for so many buttons to stand
// in one row, which share its width.
func together(buttons int) int { return [...]int{1: mostLabel, 2: 17, 3: 10}[buttons] }

// keyboard gives the buttons of a reply.
func keyboard(r bot.Reply, s setting) [][]button {
	words := bot.WordsIn(r.Lang)
	if r.Kind == ask.Support {
		if s.Inline {
			return nil // a bot cannot delete what is sent through it
		}
		return [][]button{{{Text: words.DeleteExchange, Data: dataDelete}}}
	}
	most := len(r.Choices) + len(r.Next) + 2
	rows, buttons := make([][]button, 0, most), make([]button, 0, most)
	buttons, _ = offered(buttons, r.Choices, mostChoices)
	for i := range buttons {
		if r.Kind == ask.Choice {
			buttons[i].Data = inPlace(buttons[i].Data)
		}
		rows = append(rows, buttons[i:i+1:i+1])
	}
	from := len(buttons)
	buttons, _ = offered(buttons, r.Next, mostNext)
	rows = sideBySide(rows, buttons[from:])
	from = len(buttons)
	if !s.Inline && !r.Chart {
		buttons = appendButton(buttons, words.Chart, r.Again.Chart)
	}
	buttons = appendButton(buttons, words.OtherLanguage, inPlace(r.Again.Other))
	if from < len(buttons) {
		rows = append(rows, buttons[from:])
	}
	return rows
}

// inPlace has the reply to a press take the place of the message, where there
// is room to say so.
func inPlace(press string) string {
	if press == "" || len(editMark)+len(press) > mostData {
		return press
	}
	return editMark + press
}

// offered adds the buttons of choices, so many at most, and gives the choices
// that have none.
func offered(to []button, choices []bot.Choice, most int) (buttons []button, others []bot.Choice) {
	first := len(to)
	for _, c := range choices {
		n := len(to)
		if n-first < most {
			to = appendButton(to, labelOf(&c), c.Press)
		}
		if len(to) == n {
			others = append(others, c)
		}
	}
	return to, others
}

// labelOf is what a button says: the whole question where the label is too long
// for a phone and the question is shorter.
func labelOf(c *bot.Choice) string {
	label, question := utf8.RuneCountInString(c.Label), utf8.RuneCountInString(c.Ask)
	if label == 0 || label > shownLabel && question > 0 && question < label {
		return c.Ask
	}
	return c.Label
}

// appendButton adds a button, unless there is nothing to see on it or nothing
// that it would do.
func appendButton(to []button, label, data string) []button {
	if data == "" || len(data) > mostData {
		return to
	}
	label = clip(label, mostLabel)
	if !visible([]byte(label)) {
		return to
	}
	return append(to, button{Text: label, Data: data})
}

// sideBySide adds rows of buttons, in order, as many in each as their labels
// leave room for.
func sideBySide(rows [][]button, buttons []button) [][]button {
	for len(buttons) > 0 {
		n := min(3, len(buttons))
		for n > 1 && !fitTogether(buttons[:n]) {
			n--
		}
		rows = append(rows, buttons[:n:n])
		buttons = buttons[n:]
	}
	return rows
}

func fitTogether(buttons []button) bool {
	for _, b := range buttons {
		if utf8.RuneCountInString(b.Text) > together(len(buttons)) {
			return false
		}
	}
	return true
}

// markup is the reply_markup of a message: its buttons as JSON, or nil for
// none.
func markup(rows [][]button) json.RawMessage {
	if len(rows) == 0 {
		return nil
	}
	out, err := json.Marshal(struct {
		Rows [][]button `json:"inline_keyboard"`
	}{rows})
	if err != nil {
		panic(err) // strings always can be written
	}
	return out
}
