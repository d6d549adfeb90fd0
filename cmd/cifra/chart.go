package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/chart"
)

// drawnAs says how the picture in a file of that name is written, or nil.
func drawnAs(path string) func(*chart.Chart) ([]byte, error) {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".png":
		return (*chart.Chart).PNG
	case ".svg":
		return (*chart.Chart).SVG
	}
	return nil
}

// writeChart writes the picture of a reply to a file.
func writeChart(path string, r bot.Reply) error {
	if r.Picture == nil {
		return fmt.Errorf("writing %q: there is nothing to draw: %s", path, whyNoChart(r))
	}
	picture, err := drawnAs(path)(r.Picture)
	if err != nil {
		return fmt.Errorf("writing %q: %w", path, err)
	}
	if err := os.WriteFile(path, picture, 0o666); err != nil {
		return fmt.Errorf("writing a chart: %w", err) // it quotes the path
	}
	return nil
}

// whyNoChart says why a reply has no picture.
func whyNoChart(r bot.Reply) string {
	switch {
	case r.Kind == ask.Choice:
		return "the question can be read in several ways; ask one of those that the reply offers"
	case r.Kind == ask.Unavailable:
		return "the source does not say what was asked"
	case r.Kind != ask.Figures:
		return "the reply holds no figures"
	case len(r.Rows) > 1:
		return "the figures are not of one list, nor of two populations divided alike"
	}
	return "the reply is a single figure that is part of no list"
}
