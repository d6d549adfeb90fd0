package telegram

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"cifra/bot"
	"cifra/bot/chart"
)

// The environment of a child process, which is this test binary again.
const (
	childMode  = "CIFRA_TELEGRAM_CHILD" // its mode; not set in any other process
	childAPI   = "CIFRA_TELEGRAM_CHILD_API"
	childStore = "CIFRA_TELEGRAM_CHILD_STORE"
)

// killedLease is how long a killed child's claims last.
const killedLease = 3 * time.Second

// TestChild is what a child process runs until it is killed.
func TestChild(t *testing.T) {
	mode := os.Getenv(childMode)
	if mode == "" {
		t.Skip("is run by the tests that kill it")
	}
	a, err := New(Config{
		Mode: mode, Token: testToken, APIURL: os.Getenv(childAPI), Store: remoteStore(os.Getenv(childStore)),
		Pacing: Pacing{Off: true}, Timeouts: Timeouts{Lease: killedLease, Poll: 5 * time.Second}, Draw: func(c *chart.Chart) ([]byte, error) { return png(c), nil },
		WebhookURL: "https://cifra.example.org" + WebhookPath, WebhookSecret: testSecret, Log: slog.New(slog.NewTextHandler(os.Stderr, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	a.Mount(mux)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = http.Serve(listener, mux) }()
	fmt.Printf("child serves at %s\n", listener.Addr())
	handler := &fakeBot{reply: func(m bot.Message) bot.Reply {
		if strings.Contains(m.Text, "chart") {
			return pictured(m)
		}
		return echo(m)
	}}
	t.Fatal(a.Run(context.Background(), handler))
}

// child is a process that serves, until it is killed.
type child struct {
	*exec.Cmd
	address string // of its webhook
	log     *logbook
}

func startChild(t *testing.T, mode, api, store string) *child {
	t.Helper()
	c := &child{Cmd: exec.Command(os.Args[0], "-test.run=^TestChild$", "-test.timeout=5m"), log: &logbook{}}
	c.Env = append(os.Environ(), childMode+"="+mode, childAPI+"="+api, childStore+"="+store)
	c.Stderr = c.log
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "child serves at "); ok {
			c.address = address
			return c
		}
	}
	t.Fatalf("the child does not serve:\n%s", c.log)
	return nil
}

// kill ends the child at once, as nothing can be caught.
func (c *child) kill() {
	_ = c.Process.Kill() // SIGKILL
	_ = c.Wait()         // which says that it was killed
}

// witness sees what Telegram takes, from which generation of the program, and
// what the store notes.
type witness struct {
	mu      sync.Mutex
	updates map[string]int64   // by the words of a question
	noted   map[int64]bool     // updates that are done
	parts   map[int64]int      // of an update, how many of its messages are noted
	took    map[string][]taken // by message, in order
}

// taken is a message that Telegram took.
type taken struct {
	generation string
	known      bool // the store knew of it already
}

// note hears what is noted in the store.
func (w *witness) note(op, key, value string) {
	fields := strings.Split(key, "|")
	update, err := strconv.ParseInt(fields[len(fields)-1], 10, 64)
	if err != nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case op == "done":
		w.noted[update] = true
	case op == "save" && fields[1] == ofUpdate:
		if r, ok := parseRecord(value); ok {
			w.parts[update] = len(r.parts)
		}
	}
}

// take hears of a call that Telegram has carried out.
func (w *witness) take(c logged) {
	part, content := 0, c.params.Get("text")
	switch c.method {
	case "sendMessage":
		if strings.Contains(content, "chart") {
			part = 1
		}
	case "sendPhoto":
		content = string(c.files["photo"])
	default:
		return
	}
	words := regexp.MustCompile(`(question|chart) \d+`).FindString(content)
	w.mu.Lock()
	defer w.mu.Unlock()
	update := w.updates[words]
	message := words + " by " + c.method
	w.took[message] = append(w.took[message], taken{c.generation, w.noted[update] || w.parts[update] > part})
}

// judge looks at what was taken, and gives how many messages came twice.
func (w *witness) judge(t *testing.T, messages int) (twice int) {
	t.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.took) != messages {
		t.Errorf("%d messages came, want %d", len(w.took), messages)
	}
	for message, all := range w.took {
		twice += len(all) - 1
		for i, one := range all[1:] {
			if one.known {
				t.Errorf("%q came again, although it was noted", message)
			}
			if one.generation == all[i].generation {
				t.Errorf("%q came twice from one process", message)
			}
		}
	}
	return twice
}

// TestKilledUnderLoadItLosesNothingAndRepeatsOnlyWhatItCannotKnow kills the
// program at any moment, again and again, while people ask. What may come twice
// is a message that Telegram took from a killed process before that could note
// it, and nothing else.
func TestKilledUnderLoadItLosesNothingAndRepeatsOnlyWhatItCannotKnow(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	both(t, func(t *testing.T, mode string) {
		const kills, people, questions = 6, 25, 500
		w := &witness{updates: map[string]int64{}, noted: map[int64]bool{}, parts: map[int64]int{}, took: map[string][]taken{}}
		f := newFake(t)
		f.took = w.take
		for i := range people {
			f.chats[int64(7000+i)] = &fakeChat{kind: "private"}
		}
		address := f.serve()
		store := httptest.NewServer(&keeper{store: bot.NewMemory(bot.MemoryOptions{}), noted: w.note})
		defer store.Close()
		generation := 0
		start := func() *child {
			generation++
			return startChild(t, mode, strings.Replace(address, "/bot", fmt.Sprintf("/generation-%d/bot", generation), 1), store.URL)
		}
		var serves atomic.Value // the address of the child that lives
		c := start()
		serves.Store(c.address)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		if mode == Webhook {
			go f.deliver(ctx, func(raw []byte, secret string) int {
				return post(http.DefaultClient, "http://"+serves.Load().(string)+WebhookPath)(raw, secret)
			})
		}
		go load(f, w, people, questions)
		seed := uint64(time.Now().UnixNano())
		random := rand.New(rand.NewPCG(seed, 1))
		for range kills {
			time.Sleep(time.Duration(50+random.IntN(400)) * time.Millisecond)
			c.kill()
			c = start()
			serves.Store(c.address)
		}
		f.until("all is settled", func() bool { return f.lastID == firstUpdate+questions && len(f.queue) == 0 })
		c.kill()
		twice := w.judge(t, questions+questions/5)
		if twice > kills*people { // each had one in hand
			t.Errorf("%d messages came twice", twice)
		}
		t.Logf("%d questions, %d kills: %d messages came twice (seed %d)", questions, kills, twice, seed)
	})
}

// load has people ask, each chat in its turn; every fifth question is answered
// by a picture and a text.
func load(f *fakeTelegram, w *witness, people, questions int) {
	for i := range questions {
		words := fmt.Sprintf("question %d", i)
		if i%5 == 0 {
			words = fmt.Sprintf("chart %d", i)
		}
		f.mu.Lock()
		f.lastID++
		w.mu.Lock()
		w.updates[words] = f.lastID
		w.mu.Unlock()
		f.tellAs(f.lastID, "message", f.text(int64(7000+i%people), words))
		f.mu.Unlock()
		time.Sleep(4 * time.Millisecond)
	}
}

// post brings an update to a webhook over HTTP. 0 is no answer.
func post(client *http.Client, url string) func(raw []byte, secret string) int {
	return func(raw []byte, secret string) int {
		req, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(raw))
		if err != nil {
			return 0
		}
		req.Header.Set("Content-Type", "application/json")
		if secret != "" {
			req.Header.Set(secretHeader, secret)
		}
		resp, err := client.Do(req)
		if err != nil {
			return 0
		}
		resp.Body.Close()
		return resp.StatusCode
	}
}
