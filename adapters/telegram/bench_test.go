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
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/stats/sets"
)

// realBot is the bot that ships, over the figures that ship.
func realBot(t testing.TB, store bot.Store) *bot.Bot {
	t.Helper()
	set, err := sets.Load("border-2017")
	if err != nil {
		t.Fatal(err)
	}
	parser, err := ask.New(set)
	if err != nil {
		t.Fatal(err)
	}
	b, err := bot.New(bot.Config{
		Set: set, Parser: parser, Store: store, Contacts: bottest.Hotlines(),
		Report: func(err error) { t.Errorf("reported: %v", err) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

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
		var u update
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
	handler := realBot(b, store)
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

// BenchmarkWebhook measures webhook updates through the full path, with the
// real bot over the real figures, each answered by a call, and gives the ratio
// to a bare handler in the same run, in turns: of how many there are a second,
// and of the processor's time, which is less shaken by what else the machine
// does. What brings the updates and what takes the calls is in both.
func BenchmarkWebhook(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	const connections, turn = 16, 2000
	var took atomic.Int64
	api := canned(b, sentMessage, &took)
	answer := "609 of the 1,257 victims were female (48.4%)."
	one, other := httptest.NewServer(bare(api, answer)), httptest.NewServer(full(b, api, nil))
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
	var walls, cpus, bares, fulls, bareCPUs, fullCPUs []float64
	for b.Loop() {
		bareWall, bareCPU := measure(one)
		fullWall, fullCPU := measure(other)
		walls, cpus = append(walls, bareWall/fullWall), append(cpus, bareCPU/fullCPU)
		bareCPUs, fullCPUs = append(bareCPUs, bareCPU), append(fullCPUs, fullCPU)
		bares, fulls = append(bares, turn/bareWall), append(fulls, turn/fullWall)
	}
	if took.Load() != int64(sent) {
		b.Errorf("%d calls for %d updates", took.Load(), sent)
	}
	b.ReportMetric(median(bares), "bare/s")
	b.ReportMetric(median(fulls), "full/s")
	b.ReportMetric(median(walls), "ratio")
	b.ReportMetric(median(cpus), "cpu-ratio")
	b.ReportMetric(median(bareCPUs)*1e6/turn, "bare-cpu-us")
	b.ReportMetric(median(fullCPUs)*1e6/turn, "full-cpu-us")
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
