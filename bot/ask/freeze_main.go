//go:build ignore

// This program writes lexicon.bin: go generate ./bot/ask
package main

import (
	"fmt"
	"os"

	"cifra/bot/ask"
)

func main() {
	data, err := ask.Freeze(os.DirFS("lexicon"))
	if err == nil {
		err = os.WriteFile("lexicon.bin", data, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
