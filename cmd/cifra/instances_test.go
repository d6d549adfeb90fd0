package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
)

// childVariable makes a process of the test binary the program itself.
const childVariable = "CIFRA_TEST_SERVE"

// unpacedVariable keeps such a process from pacing what it sends to Telegram.
const unpacedVariable = "CIFRA_TEST_UNPACED"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) == "" {
		os.Exit(m.Run())
	}
	os.Exit(run([]string{"serve"}, world{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, environ: os.Environ(), now: time.Now, exit: os.Exit,
		unpaced:   os.Getenv(unpacedVariable) != "",
		listening: func(server string, at net.Addr) { fmt.Printf("%s|http://%s\n", server, at) },
	}))
}

// redisServer gives the address of a Redis: a real one where there is one.
func redisServer(t testing.TB) string {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		s := miniredis.RunT(t)
		stop := make(chan struct{})
		t.Cleanup(func() { close(stop) })
		go func() { // its clock stands still
			for tick := time.NewTicker(100 * time.Millisecond); ; {
				select {
				case <-tick.C:
					s.FastForward(100 * time.Millisecond)
				case <-stop:
					return
				}
			}
		}()
		return s.Addr()
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(free.Addr().String())
	free.Close()
	c := exec.Command(program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", t.TempDir())
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	address := "127.0.0.1:" + port
	waitFor(t, func() bool {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
	return address
}

// wire leads to a server until it is cut.
type wire struct {
	net.Listener
	mu    sync.Mutex
	conns []net.Conn
}

func wireTo(t *testing.T, address string) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{Listener: l}
	t.Cleanup(w.cut)
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			to, err := net.Dial("tcp", address)
			if err != nil {
				from.Close()
				continue
			}
			w.mu.Lock()
			w.conns = append(w.conns, from, to)
			w.mu.Unlock()
			go func() { _, _ = io.Copy(to, from); to.Close() }()
			go func() { _, _ = io.Copy(from, to); from.Close() }()
		}
	}()
	return w
}

func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.Close()
	for _, c := range w.conns {
		c.Close()
	}
}

// instance is a process that serves.
type instance struct {
	serving
	process *exec.Cmd
	inside  atomic.Int64 // requests at it
}

func startInstance(t *testing.T, p *platforms, redis string) *instance {
	t.Helper()
	return startProcess(t, everything(p, "CIFRA_STATE_KIND=redis", "CIFRA_STATE_URL=redis://"+redis,
		"CIFRA_LIMITS_PERSON_MINUTE=0", "CIFRA_LIMITS_CHAT_MINUTE=0"))
}

// startProcess starts the program in a process of its own.
func startProcess(t testing.TB, environ []string) *instance {
	t.Helper()
	i := &instance{process: exec.Command(os.Args[0])}
	i.log = &lockedBuffer{}
	i.process.Env = append(environ, childVariable+"=1")
	i.process.Dir, i.process.Stderr = t.TempDir(), i.log
	out, err := i.process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := i.process.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = i.process.Process.Kill(); _ = i.process.Wait() })
	for lines := bufio.NewScanner(out); (i.public == "" || i.admin == "") && lines.Scan(); {
		if name, address, ok := strings.Cut(lines.Text(), "|"); ok && name == "public server" {
			i.public = address
		} else if ok {
			i.admin = address
		}
	}
	waitFor(t, func() bool {
		r, err := http.Get(i.admin + "/readyz")
		if err != nil {
			return false
		}
		r.Body.Close()
		return r.StatusCode == http.StatusOK
	})
	return i
}

// balancer spreads requests over the instances that say that they are ready,
// as a load balancer does.
type balancer struct {
	instances []*instance
	turn      atomic.Uint64
	change    sync.RWMutex // held by who takes an instance from its store
}

// send delivers a request until one of the instances has taken it.
func (b *balancer) send(t *testing.T, make bringing) string {
	for deadline := time.Now().Add(100 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if status, body, err := b.try(make); err == nil && status == http.StatusOK {
			return body
		}
	}
	t.Error("a request was not taken")
	return ""
}

func (b *balancer) try(make bringing) (int, string, error) {
	i := b.instances[b.turn.Add(1)%uint64(len(b.instances))]
	b.change.RLock()
	defer b.change.RUnlock()
	ready, err := http.Get(i.admin + "/readyz/state")
	if err != nil {
		return 0, "", err
	}
	ready.Body.Close()
	if ready.StatusCode != http.StatusOK {
		return 0, "", fmt.Errorf("not ready")
	}
	i.inside.Add(1)
	defer i.inside.Add(-1)
	r, err := http.DefaultClient.Do(make(i.public))
	if err != nil {
		return 0, "", err
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	return r.StatusCode, string(body), err
}

// answers counts the messages that were sent to each chat, by a mark in them.
func (p *platforms) answers(method, chatField string, marks ...string) map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	count := map[string]int{}
	for _, body := range p.told[method] {
		form, err := url.ParseQuery(body)
		if err != nil {
			continue
		}
		for _, mark := range marks {
			if strings.Contains(form.Get("text"), mark) {
				count[form.Get(chatField)+" "+mark]++
			}
		}
	}
	return count
}

func TestThreeInstancesAnswerEverythingOnceThoughOneIsKilledAndOneCutOff(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as a lease")
	}
	p, redis := newPlatforms(t), redisServer(t)
	p.slow = 150 * time.Millisecond
	line := wireTo(t, redis)
	b := &balancer{instances: []*instance{startInstance(t, p, redis), startInstance(t, p, redis), startInstance(t, p, line.Addr().String())}}
	killed, cutOff := b.instances[0], b.instances[2]

	const chats = 60
	var wait sync.WaitGroup
	var asked atomic.Int64
	for chat := 1; chat <= chats; chat++ {
		wait.Go(func() { // a question, and when it is answered a follow-up
			b.send(t, updateOf(1000+2*chat, chat, "cuantas victimas son mujeres"))
			asked.Add(1)
			b.send(t, updateOf(1001+2*chat, chat, "y tratantes?"))
		})
		wait.Go(func() {
			b.send(t, mentionOf(1000+2*chat, chat, "how many victims were women"))
			asked.Add(1)
			b.send(t, mentionOf(1001+2*chat, chat, "and traffickers?"))
		})
	}
	waitFor(t, func() bool { return asked.Load() > chats/4 })
	b.change.Lock()
	line.cut()
	b.change.Unlock()
	waitFor(t, func() bool { return asked.Load() > chats/2 && killed.inside.Load() >= 5 })
	inside := int(killed.inside.Load())
	if err := killed.process.Process.Kill(); err != nil { // SIGKILL
		t.Fatal(err)
	}
	wait.Wait()

	// Without its store an instance still answers.
	for i := range 3 {
		status, _ := do(t, updateOf(9000+i, 9000+i, "cuantas victimas hubo")(cutOff.public))
		if status != http.StatusOK {
			t.Errorf("cut off: status %d", status)
		}
	}
	twice := 0
	for _, platform := range []struct{ method, field, chat string }{{"sendMessage", "chat_id", "%d"}, {"chat.postMessage", "channel", "C%d"}} {
		got := p.answers(platform.method, platform.field, "609", "213")
		for chat := 1; chat <= chats; chat++ {
			for _, mark := range []string{"609", "213"} {
				switch n := got[fmt.Sprintf(platform.chat+" %s", chat, mark)]; {
				case n == 0:
					t.Errorf("%s: chat %d has no answer with %s", platform.method, chat, mark)
				case n > 1:
					twice += n - 1
				}
			}
		}
	}
	if got := p.answers("sendMessage", "chat_id", "1,257"); got["9000 1,257"]+got["9001 1,257"]+got["9002 1,257"] != 3 {
		t.Errorf("cut off: %v", got)
	}
	// What the killed one had sent, and could not note any more, comes again.
	if twice > inside {
		t.Errorf("%d answers came twice, though only %d were in the killed one's hands", twice, inside)
	}
	t.Logf("%d requests were in the hands of the killed one, %d answers came twice", inside, twice)
}
