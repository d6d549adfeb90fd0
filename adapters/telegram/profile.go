package telegram

import (
	"cifra/bot"
	"cifra/stats"
)

// What Telegram takes for a bot's profile, in characters
// (core.telegram.org/bots/api#setmycommands, #setmyname, #setmydescription and
// #setmyshortdescription).
const (
	mostCommands     = 100
	mostAbout        = 256
	mostName         = 64
	mostDescribed    = 512
	mostDescribedFew = 120
)

// profileIn is what people see of the bot before they write to it, in one
// language.
type profileIn struct {
	Lang        string // language_code; "" for all that have no profile of their own
	Commands    []listedCommand
	Name        string
	Description string // in an empty chat
	Short       string // on the bot's page, and where a link to it is shared
}

// listedCommand is a command as setMyCommands takes it and getMyCommands gives
// it.
type listedCommand struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// profile gives the profiles to be set: English for everybody, and those of
// the other languages.
func profile(commands []bot.Command) []profileIn {
	var out []profileIn
	for _, l := range stats.Langs {
		words := bot.WordsIn(l)
		p := profileIn{
			Name:        clip(words.Name, mostName),
			Description: clip(words.Description, mostDescribed),
			Short:       clip(words.Short, mostDescribedFew),
		}
		if l != stats.EN {
			p.Lang = l.String()
		}
		for _, c := range commands[:min(len(commands), mostCommands)] {
			p.Commands = append(p.Commands, listedCommand{Command: c.Name.In(l), Description: clip(c.About.In(l), mostAbout)})
		}
		out = append(out, p)
	}
	return out
}
