package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// addresses are those of the public server, with the media type of each.
var publicAddresses = [...][2]string{
	{"/slack/events", jsonMedia}, {"/slack/commands", formMedia}, {"/slack/interactions", formMedia}, {"/telegram/webhook", jsonMedia},
}

// head is that of a request which looks right, up to its length.
func head(path, media string) string {
	return fmt.Sprintf("POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nX-Slack-Request-Timestamp: %d\r\n"+
		"X-Slack-Signature: v0=%s\r\nX-Telegram-Bot-Api-Secret-Token: hunter5\r\n", path, media, time.Now().Unix(), strings.Repeat("0", 64))
}

func TestALongBodyIsRefusedAndNotReadToItsEnd(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, everything(p, "CIFRA_STATE_KIND=memory")...)
	const long = 256 << 20
	for _, a := range publicAddresses {
		for name, length := range map[string]string{
			"of a length that is said": fmt.Sprintf("Content-Length: %d\r\n\r\n", long),
			"in chunks":                "Transfer-Encoding: chunked\r\n\r\n",
		} {
			conn := dial(t, s.public)
			_, err := io.WriteString(conn, head(a[0], a[1])+length)
			if err != nil {
				t.Fatal(err)
			}
			var written atomic.Int64
			go func() {
				chunk := "10000\r\n" + strings.Repeat("x", 0x10000) + "\r\n"
				for written.Load() < long {
					n, err := io.WriteString(conn, chunk)
					if written.Add(int64(n)); err != nil {
						return
					}
				}
			}()
			said, _ := io.ReadAll(conn) // until the server closes
			if status, _, _ := strings.Cut(strings.TrimPrefix(string(said), "HTTP/1.1 "), " "); status != "413" && len(said) > 0 {
				t.Errorf("%s %s: %q", a[0], name, said)
			}
			conn.Close()
			if n := written.Load(); n > long/4 { // what the machine buffers on the way is some megabytes
				t.Errorf("%s %s: %d bytes were taken", a[0], name, n)
			}
		}
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

func TestALongHeaderIsRefused(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, everything(p, "CIFRA_STATE_KIND=memory")...)
	for name, more := range map[string]string{
		"one long line": "X-Long: " + strings.Repeat("x", 64<<10) + "\r\n",
		"many lines":    strings.Repeat("X-Many: x\r\n", 6<<10),
	} {
		for _, base := range []string{s.public, s.admin} {
			conn := dial(t, base)
			go func() { _, _ = io.WriteString(conn, head("/slack/events", jsonMedia)+more+"Content-Length: 0\r\n\r\n") }()
			if said, _ := io.ReadAll(conn); !strings.HasPrefix(string(said), "HTTP/1.1 431 ") {
				t.Errorf("%s: %q", name, said)
			}
			conn.Close()
		}
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

func TestASlowCallerIsCutOff(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serveWith(t, patience{header: 200 * time.Millisecond, read: 400 * time.Millisecond, idle: 400 * time.Millisecond},
		everything(p, "CIFRA_STATE_KIND=memory")...)
	for _, base := range []string{s.public, s.admin} {
		for _, a := range publicAddresses {
			whole := head(a[0], a[1])
			for name, c := range map[string]struct{ first, drop string }{
				"says nothing":            {"", ""},
				"trickles its first line": {"", "GET /"},
				"trickles its header":     {whole, "X-Slow: x\r\n"},
				"trickles its body":       {whole + "Content-Length: 60000\r\n\r\n", "x"},
				"trickles chunks":         {whole + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"},
				"asks once and stays":     {"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", ""},
			} {
				if !isCutOff(t, base, c.first, c.drop) {
					t.Errorf("%s%s: one that %s is not cut off", base, a[0], name)
				}
			}
		}
	}
	if status, _ := s.slash(t, "1.1", "how many victims"); status != http.StatusOK {
		t.Errorf("one that is not slow: %d", status)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}

// isCutOff says whether a server closes the connection to one that sends
// something, and then drop by drop.
func isCutOff(t *testing.T, base, first, drop string) bool {
	t.Helper()
	conn := dial(t, base)
	defer conn.Close()
	if _, err := io.WriteString(conn, first); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for drop != "" {
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
			if _, err := io.WriteString(conn, drop); err != nil {
				return
			}
		}
	}()
	_, err := io.Copy(io.Discard, conn) // until it is closed, by FIN or by RST
	late, ok := err.(net.Error)
	return !ok || !late.Timeout()
}

// dial connects to a server, for as long as a busy machine may need.
func dial(t *testing.T, base string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	return conn
}

func TestTheServersWaitForNobodyForEver(t *testing.T) {
	h := (&server{log: world{stderr: io.Discard}.logger(config{})}).bounded(nil)
	for name, d := range map[string]time.Duration{
		"header": h.ReadHeaderTimeout, "request": h.ReadTimeout, "answer": h.WriteTimeout, "next request": h.IdleTimeout,
	} {
		if d <= 0 || d > 2*time.Minute {
			t.Errorf("it waits for the %s for %v", name, d)
		}
	}
}

// Who only says that much will come must not have memory kept for it.
func TestWhatIsOnlyAnnouncedCostsNoMemory(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, everything(p, "CIFRA_STATE_KIND=memory")...)
	const callers = 200
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var conns []net.Conn
	for i := range callers {
		conn := dial(t, s.public)
		conns = append(conns, conn)
		a := publicAddresses[i%3] // Telegram's is read only for who knows its secret
		length := 1 << 20
		if a[0] == "/slack/commands" {
			length = 64 << 10
		}
		if _, err := fmt.Fprintf(conn, "%sContent-Length: %d\r\n\r\nx", head(a[0], a[1]), length); err != nil {
			t.Fatal(err)
		}
	}
	if status, _ := s.slash(t, "1.1", "how many victims"); status != http.StatusOK { // and all before it have been begun
		t.Errorf("status %d", status)
	}
	runtime.ReadMemStats(&after)
	if each := int64(after.TotalAlloc-before.TotalAlloc) / callers; each > 64<<10 {
		t.Errorf("each of %d callers that send next to nothing costs %d bytes", callers, each)
	}
	for _, conn := range conns {
		conn.Close()
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
}
