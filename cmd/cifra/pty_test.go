//go:build unix

package main

import (
	"os"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// console is a person at a terminal in which the program runs.
type console struct {
	t       *testing.T
	keys    *os.File
	device  *os.File
	status  chan int
	mu      sync.Mutex
	shown   strings.Builder
	changed chan struct{}
}

// sitDown starts the program in a terminal of 60 columns.
func sitDown(t *testing.T, environ ...string) *console {
	t.Helper()
	at(t, nil)
	keys, device, err := pty.Open()
	if err != nil {
		t.Skipf("no pseudo-terminal here: %v", err)
	}
	if err := pty.Setsize(device, &pty.Winsize{Rows: 40, Cols: 60}); err != nil {
		t.Fatal(err)
	}
	c := &console{t: t, keys: keys, device: device, status: make(chan int, 1), changed: make(chan struct{}, 1)}
	t.Cleanup(func() { keys.Close(); device.Close() })
	go c.watch()
	go func() {
		c.status <- run(nil, world{stdin: device, stdout: device, stderr: device, environ: environ, now: time.Now})
	}()
	return c
}

func (c *console) watch() {
	b := make([]byte, 4096)
	for {
		n, err := c.keys.Read(b)
		c.mu.Lock()
		c.shown.Write(b[:n])
		c.mu.Unlock()
		select {
		case c.changed <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// sees waits until a text is shown, and forgets what was shown up to it.
func (c *console) sees(text string) string {
	c.t.Helper()
	late := time.After(20 * time.Second)
	for {
		c.mu.Lock()
		all := c.shown.String()
		if before, after, found := strings.Cut(all, text); found {
			c.shown.Reset()
			c.shown.WriteString(after)
			c.mu.Unlock()
			return before + text
		}
		c.mu.Unlock()
		select {
		case <-c.changed:
		case <-late:
			c.t.Fatalf("never saw %q, but %q", text, all)
		}
	}
}

func (c *console) types(keys string) {
	c.t.Helper()
	if _, err := c.keys.WriteString(keys); err != nil {
		c.t.Fatal(err)
	}
}

// ends waits for the program's end and checks that it leaves the terminal as
// it was.
func (c *console) ends(want int) {
	c.t.Helper()
	select {
	case got := <-c.status:
		if got != want {
			c.t.Errorf("status %d, want %d", got, want)
		}
	case <-time.After(20 * time.Second):
		c.t.Fatal("the program does not end")
	}
	state, err := term.GetState(int(c.device.Fd()))
	if err != nil {
		c.t.Fatal(err)
	}
	if before, err := term.MakeRaw(int(c.device.Fd())); err != nil || *before != *state {
		c.t.Errorf("the state cannot be compared: %v", err)
	} else if raw, err := term.GetState(int(c.device.Fd())); err != nil || *raw == *state {
		c.t.Error("the terminal is left in raw mode")
	}
}

const (
	ctrlD = "\x04"
	up    = "\x1b[A"
	down  = "\x1b[B"
)

func TestTerminalShowsAGreetingColoursAndChoices(t *testing.T) {
	c := sitDown(t, "TERM=xterm")
	greeting := c.sees("> ")
	if !strings.Contains(greeting, "Ask in English: ") || !strings.Contains(greeting, "Pregunta en español: ") {
		t.Errorf("greeting: %q", greeting)
	}
	c.types("how many victims were women?\r")
	c.sees(bold + "609 of the 1,257 victims were female (48.4%).\x1b[0m\r\n")
	c.sees(dim + "Source: ")
	c.sees("1 By gender")
	c.sees("> ")
	c.types("1\r")
	c.sees("→ Victims by gender")
	c.sees("  Female           609  48.4%\r\n")
	c.types(ctrlD)
	c.ends(exitOK)
}

func TestTerminalKeepsAHistoryWhileItRuns(t *testing.T) {
	c := sitDown(t, "TERM=xterm", "NO_COLOR=1")
	c.types("how many calls?\r")
	c.sees("1,189")
	c.types("how many cases?\r\r")
	c.sees("727")
	c.sees("> ")
	c.types(up + up + "\r")
	c.sees("1,189")
	c.sees("> ")
	c.types(up + up + up + down + "\r")
	c.sees("727")
	c.types(ctrlD)
	c.ends(exitOK)
}

func TestHistoryForgetsWhereSomeoneMayBeInDanger(t *testing.T) {
	c := sitDown(t, "TERM=xterm", "NO_COLOR=1")
	c.sees("> ")
	c.types("I am being held against my will\r")
	c.sees("911")
	c.sees("> ")
	c.types(up + "how many calls?\r")
	if shown := c.sees("1,189"); strings.Contains(shown, "held") {
		t.Errorf("the history still has it: %q", shown)
	}
	c.types(ctrlD)
	c.ends(exitOK)
}

func TestCtrlCClearsTheLineAndThenEnds(t *testing.T) {
	c := sitDown(t, "TERM=xterm", "NO_COLOR=1")
	c.sees("> ")
	c.types("how many calls\x03how many cases?\r")
	if shown := c.sees("727"); strings.Contains(shown, "1,189") {
		t.Errorf("what Ctrl-C cleared was asked: %q", shown)
	}
	c.sees("> ")
	c.types("\x03")
	c.ends(exitOK)
}

func TestNoColorIsRespected(t *testing.T) {
	for name, environ := range map[string][]string{"NO_COLOR": {"TERM=xterm", "NO_COLOR=1"}, "TERM=dumb": {"TERM=dumb"}, "no TERM": nil} {
		t.Run(name, func(t *testing.T) {
			c := sitDown(t, environ...)
			c.types("how many victims?\r")
			shown := c.sees("Source: ")
			if regexp.MustCompile("\x1b\\[[0-9;]*m").MatchString(shown) {
				t.Errorf("colours in %q", shown)
			}
			if name != "NO_COLOR" && strings.Contains(shown, "\x1b") {
				t.Errorf("escape codes in %q", shown)
			}
			c.sees("> ")
			c.types(ctrlD)
			c.ends(exitOK)
		})
	}
}

// What restricts a question may stand on the second line of what is pasted:
// the first by itself would get a wrong figure.
func TestPastedLinesAreOneQuestion(t *testing.T) {
	c := sitDown(t, "TERM=xterm", "NO_COLOR=1")
	c.sees("> ")
	c.types("\x1b[200~how many victims\rwere women\rin Texas\x1b[201~\r")
	if shown := c.sees("Source: "); !strings.Contains(shown, "by place") {
		t.Errorf("the answer is not about the place: %q", shown)
	}
	c.types(ctrlD)
	c.ends(exitOK)
}

func TestALineThatTheTerminalCutsIsNotAsked(t *testing.T) {
	c := sitDown(t, "TERM=xterm", "NO_COLOR=1")
	c.sees("> ")
	c.types(strings.Repeat("how many calls ", 300) + "in Texas\r")
	c.sees("That is longer than the terminal takes")
	c.types(ctrlD)
	c.ends(exitOK)
}

func TestBeingEndedRestoresTheTerminal(t *testing.T) {
	c := sitDown(t, "TERM=xterm")
	c.sees("> ")
	if err := syscall.Kill(os.Getpid(), syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	c.ends(exitOK)
}
