package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"cifra/bot"
	"cifra/stats"
)

// canned is a Bot API that reads a call and gives one answer, whatever it is.
func canned(t testing.TB, answer string, took *atomic.Int64) string {
	t.Helper()
	body := []byte(answer)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		took.Add(1)
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// drive brings updates to a server by a number of connections.
func drive(b *testing.B, address string, connections, n int, update func(i int) []byte) {
	b.Helper()
	transport := newTransport()
	defer transport.CloseIdleConnections()
	send := post(&http.Client{Transport: transport}, address+WebhookPath)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range connections {
		wait.Go(func() {
			for i := int(next.Add(1)); i <= n; i = int(next.Add(1)) {
				if status := send(update(i), testSecret); status != http.StatusOK {
					b.Errorf("status %d", status)
					return
				}
			}
		})
	}
	wait.Wait()
}

// sentMessage is what Telegram answers to sendMessage.
const sentMessage = `{"ok":true,"result":{"message_id":5001,"from":{"id":4839574812,"is_bot":true,"first_name":"Cifra","username":"cifra_test_bot"},` +
	`"chat":{"id":101,"first_name":"Ana","type":"private"},"date":1800000000,"text":"609 of the 1,257 victims were female (48.4%)."}}`

// questionUpdate is an update as Telegram brings it.
func questionUpdate(i int) []byte {
	questions := [...]string{"how many victims were women?", "cuántas víctimas son mujeres", "top labor industries", "traffickers by gender", "¿cuántos tratantes son mexicanos?"}
	chat := 1000 + i%997
	return fmt.Appendf(nil, `{"update_id":%d,"message":{"message_id":%d,"from":{"id":%d,"is_bot":false,"first_name":"Ana","last_name":"García","username":"ana_%d","language_code":"es"},`+
		`"chat":{"id":%d,"first_name":"Ana","last_name":"García","username":"ana_%d","type":"private"},"date":1800000000,"text":%q}}`,
		1_000_000+i, i, chat, chat, chat, chat, questions[i%len(questions)])
}

// bare is the least that answers by a call: it decodes the same update and
// sends a constant.
func bare(api, text string) http.Handler {
	client := &http.Client{Transport: newTransport()}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var u incoming
		if err := json.NewDecoder(r.Body).Decode(&u); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		form := url.Values{"chat_id": {strconv.FormatInt(u.Message.Chat.ID, 10)}, "text": {text}}
		response, err := client.PostForm(api+"/bot"+testToken+"/sendMessage", form)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer response.Body.Close()
		var result struct {
			OK bool `json:"ok"`
		}
		if err := json.NewDecoder(response.Body).Decode(&result); err != nil || !result.OK {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		_, _ = io.Copy(io.Discard, response.Body)
	})
}

// full is the whole adapter with the real bot, serving until the test ends.
func full(b testing.TB, api string, change func(*Config)) http.Handler {
	b.Helper()
	store := bot.NewMemory(bot.MemoryOptions{})
	handler := shippedBot(b, store)
	c := Config{
		Mode: Webhook, Token: testToken, APIURL: api + "/bot%s/%s", Store: store, Commands: handler.Commands(),
		WebhookURL: "https://cifra.example.org" + WebhookPath, WebhookSecret: testSecret, Pacing: Pacing{Off: true},
	}
	if change != nil {
		change(&c)
	}
	a, err := New(c)
	if err != nil {
		b.Fatal(err)
	}
	mux := http.NewServeMux()
	a.Mount(mux)
	life, cancel := context.WithCancel(context.Background())
	b.Cleanup(cancel)
	a.now.Store(&serving{
		Adapter: a, self: user{ID: botID, Username: botName}, handler: handler, life: life, gate: newGate(),
		router: newRouter(user{ID: botID, Username: botName}, c.Commands, nil),
	})
	return mux
}

// BenchmarkWebhook measures webhook updates through the full path, each
// answered by a call, and gives the ratio to a bare handler in the same run, in
// turns: of how many there are a second, and of the processor's time, which is
// less shaken by what else the machine does. What brings the updates and what
// takes the calls is net/http, in both. The first run is with the real bot over
// the real figures; in the second, a constant reply takes the bot's place, which
// tells what the adapter itself costs.
func BenchmarkWebhook(b *testing.B) {
	constant := bot.Reply{Lang: stats.EN, Text: bareAnswer}
	b.Run("real bot", func(b *testing.B) { ratio(b, nil) })
	b.Run("constant reply", func(b *testing.B) { ratio(b, &fixed{constant}) })
}

// bareAnswer is what the bare handler sends.
const bareAnswer = "609 of the 1,257 victims were female (48.4%)."

// fixed is a bot that says one thing.
type fixed struct{ reply bot.Reply }

func (f *fixed) Handle(context.Context, bot.Message) bot.Reply { return f.reply }

func ratio(b *testing.B, instead bot.Handler) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	const connections, turn = 16, 2000
	var took atomic.Int64
	api := canned(b, sentMessage, &took)
	mux := full(b, api, nil)
	if instead != nil {
		served(mux).handler = instead
	}
	one, other := httptest.NewServer(bare(api, bareAnswer)), httptest.NewServer(mux)
	defer one.Close()
	defer other.Close()
	sent := 0
	measure := func(server *httptest.Server) (wall, cpu float64) {
		from := sent
		sent += turn
		busy := cpuTime(b)
		began := time.Now()
		drive(b, server.URL, connections, turn, func(i int) []byte { return questionUpdate(from + i) })
		return time.Since(began).Seconds(), (cpuTime(b) - busy).Seconds()
	}
	measure(one)
	measure(other)
	var walls, cpus, bares, fulls []float64
	for b.Loop() {
		bareWall, bareCPU := measure(one)
		fullWall, fullCPU := measure(other)
		walls, cpus = append(walls, bareWall/fullWall), append(cpus, bareCPU/fullCPU)
		bares, fulls = append(bares, turn/bareWall), append(fulls, turn/fullWall)
	}
	if took.Load() != int64(sent) {
		b.Errorf("%d calls for %d updates", took.Load(), sent)
	}
	b.ReportMetric(median(bares), "bare/s")
	b.ReportMetric(median(fulls), "full/s")
	b.ReportMetric(median(walls), "ratio")
	b.ReportMetric(median(cpus), "cpu-ratio")
	b.ReportMetric(0, "ns/op")
}

func median(of []float64) float64 {
	slices.Sort(of)
	return of[len(of)/2]
}

// cpuTime is what this process has had of the processors.
func cpuTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// hanging is a network on which calls wait until they are let go.
type hanging struct {
	waiting atomic.Int64
	release chan struct{}
}

func (h *hanging) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/sendMessage") {
		h.waiting.Add(1)
	}
	select {
	case <-h.release:
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(sentMessage)), ContentLength: int64(len(sentMessage)), Request: r}, nil
}

// BenchmarkInFlight measures what the adapter and the bot hold in memory while
// 10,000 chats wait for their answers, each in a request of its own: as many as
// ever may be at work, the others waiting for their turn, and all at work at
// once. What the sockets take comes on top; Telegram opens at most 100.
func BenchmarkInFlight(b *testing.B) {
	const chats = 10_000
	for _, atOnce := range []int{mostSide, chats} {
		b.Run(fmt.Sprintf("at work %d", atOnce), func(b *testing.B) {
			for b.Loop() {
				network := &hanging{release: make(chan struct{})}
				mux := full(b, "http://127.0.0.1:1", func(c *Config) {
					c.AtOnce = atOnce
					c.Timeouts = Timeouts{Lease: 10 * time.Minute, Call: 5 * time.Minute}
				})
				served(mux).api.(*library).transport = network
				before := held()
				var wait sync.WaitGroup
				for i := range chats {
					body := strings.NewReader(strings.Replace(string(questionUpdate(i)), `"chat":{"id":`, fmt.Sprintf(`"chat":{"id":%d`, i+1), 1)) // each a chat of its own
					wait.Go(func() {
						r := httptest.NewRequest(http.MethodPost, WebhookPath, body)
						r.Header.Set(secretHeader, testSecret)
						w := httptest.NewRecorder()
						if mux.ServeHTTP(w, r); w.Code != http.StatusOK {
							b.Errorf("status %d", w.Code)
						}
					})
				}
				for network.waiting.Load() < int64(atOnce) || served(mux).lanes.Len() < chats {
					time.Sleep(time.Millisecond)
				}
				after := held()
				b.ReportMetric(float64(after-before)/chats/1024, "KB/chat")
				b.ReportMetric(float64(after-before)/(1<<20), "MB")
				close(network.release)
				wait.Wait()
			}
			b.ReportMetric(0, "ns/op")
		})
	}
}

// held is what is in use of the heap and of stacks, in bytes.
func held() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}

// served is the adapter behind a handler that full made.
func served(handler http.Handler) *serving {
	h, _ := handler.(*http.ServeMux).Handler(httptest.NewRequest(http.MethodPost, WebhookPath, nil))
	return h.(*webhook).now.Load()
}
