// Cifra answers statistics questions exactly, in English and in Spanish. This
// is the program: it reads the configuration, puts the parts together, and
// talks in the terminal.
package main

import (
	"io"
	"net"
	"os"
	"time"
)

func main() {
	os.Exit(run(os.Args[1:], world{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		environ: os.Environ(), now: time.Now, exit: os.Exit,
	}))
}

// world is all that the program has to do with: tests give it another.
type world struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	environ        []string // "NAME=value", as os.Environ has it
	now            func() time.Time
	charts         bool                             // every question asks for a picture, too
	exit           func(status int)                 // ends the program at once
	listening      func(server string, at net.Addr) // hears of servers that have started; nil for nobody
	patience       patience                         // of the servers; the zero value for serving
	unpaced        bool                             // as much is sent to Telegram as there is to send: for benchmarks
}

// env gives a variable of the environment, or "".
func (w world) env(name string) string {
	for i := len(w.environ) - 1; i >= 0; i-- {
		entry := w.environ[i]
		if len(entry) > len(name) && entry[:len(name)] == name && entry[len(name)] == '=' {
			return entry[len(name)+1:]
		}
	}
	return ""
}

// locale is the language that the terminal is set to, "es_MX.UTF-8", by the
// variables that POSIX names, in their order.
func (w world) locale() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := w.env(name); value != "" {
			return value
		}
	}
	return ""
}
