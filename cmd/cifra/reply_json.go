package main

import (
	"encoding/json"
	"io"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
)

// jsonReply is a reply as data. Figures holds what was asked for and nothing
// else; what stands beside it is in Context.
type jsonReply struct {
	Kind    ask.Kind     `json:"kind"`
	Set     string       `json:"set,omitempty"` // the data set, where several are loaded
	Lang    string       `json:"lang"`
	Figures []jsonFigure `json:"figures"`
	Context []jsonFigure `json:"context,omitempty"`
	Value   *float64     `json:"value,omitempty"` // where one was computed; a percentage from 0 to 100
	Reason  stats.Reason `json:"reason,omitempty"`
	Topic   string       `json:"topic,omitempty"`
	Text    string       `json:"text"` // the whole reply, plain
	Choices []jsonChoice `json:"choices,omitempty"`
	Near    []jsonChoice `json:"near,omitempty"`
}

type jsonFigure struct {
	ID    stats.ID `json:"id"`
	Set   string   `json:"set,omitempty"` // where a reply has figures of several data sets
	Count int      `json:"count"`
	Unit  string   `json:"unit,omitempty"`  // "percent", where Count is no count
	Share *float64 `json:"share,omitempty"` // in percent
}

// jsonChoice is a question that can be asked.
type jsonChoice struct {
	Label string `json:"label"`
	Ask   string `json:"ask"`
	Query string `json:"query"`
}

func toJSON(r bot.Reply) jsonReply {
	out := jsonReply{
		Kind: r.Kind, Set: r.Set, Lang: r.Lang.String(), Figures: []jsonFigure{},
		Reason: r.Reason, Topic: r.Topic, Text: r.Plain(),
	}
	switch r.Kind {
	case ask.Choice:
		out.Choices = jsonChoices(r.Choices)
	case ask.Unavailable:
		out.Near = jsonChoices(r.Choices)
	case ask.Figures:
		if a := r.Answer; a != nil {
			rows, kind, value := a.Printed()
			out.Figures, out.Context = jsonFigures(rows), jsonFigures(stats.PrintedRows(a.Context, a.Figures))
			if kind != stats.NoValue {
				out.Value = &value
			}
		}
		for _, part := range r.Across {
			for _, f := range jsonFigures(stats.PrintedRows(part.Answer.Figures, nil)) {
				f.Set = part.Set
				out.Figures = append(out.Figures, f)
			}
		}
	}
	return out
}

func jsonFigures(rows []stats.Row) []jsonFigure {
	out := make([]jsonFigure, len(rows))
	for i, r := range rows {
		out[i] = jsonFigure{ID: r.Figure.ID, Count: r.Figure.Count}
		if r.Figure.IsPercent() {
			out[i].Unit = string(stats.UnitPercent)
		}
		// The share of a total in itself says nothing.
		if r.Base > 0 && r.Figure.Category != nil {
			out[i].Share = &rows[i].Share
		}
	}
	return out
}

func jsonChoices(choices []bot.Choice) []jsonChoice {
	out := make([]jsonChoice, len(choices))
	for i, c := range choices {
		out[i] = jsonChoice{Label: c.Label, Ask: c.Ask, Query: c.Query.String()}
	}
	return out
}

// encoder writes JSON for people as well: "<1%" stays readable.
func encoder(w io.Writer, indent string) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	return e
}
