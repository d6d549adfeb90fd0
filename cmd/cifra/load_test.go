package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// load is a process that serves, and a crowd that asks it.
type load struct {
	testing.TB
	crowd   *crowd
	program *instance
	client  *http.Client
	texts   [ways][]string // each answered with one message
	every   []way          // in turn
	asked   int
	ids     atomic.Int64 // of deliveries

	twice func(n int) bool // which questions are delivered twice at once; nil for none
}

// startLoad starts a program, and finds out which of the first questions of
// the corpus it answers with a message each.
func startLoad(tb testing.TB, most int, environ ...string) *load {
	tb.Helper()
	texts := corpusTexts(tb, most)
	l := &load{TB: tb, crowd: newCrowd(tb), every: []way{byCommand, byMention, byUpdate}}
	kind := cmp.Or(os.Getenv("CIFRA_LOAD_STATE"), stateBolt)
	environ = append(environ, "CIFRA_STATE_KIND="+kind, "CIFRA_STATE_PATH="+filepath.Join(tb.TempDir(), "cifra.db"))
	if kind == stateRedis {
		environ = append(environ, "CIFRA_STATE_URL=redis://"+redisServer(tb))
	}
	l.program = startProcess(tb, everythingAt(l.crowd.URL, environ...))
	l.client = &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConns: 1000, MaxIdleConnsPerHost: 1000}}
	for w := range ways {
		for _, text := range texts {
			q := l.question(w, text, time.Now())
			l.ask(q, 1)
			if q.replies.Load() == 1 {
				l.texts[w] = append(l.texts[w], text)
			}
		}
		if len(l.texts[w]) < len(texts)/2 {
			tb.Fatalf("by way %d, only %d of %d questions are answered with one message:\n%s", w, len(l.texts[w]), len(texts), l.program.log)
		}
	}
	return l
}

// corpusTexts are questions of the corpus that stand alone.
func corpusTexts(tb testing.TB, most int) (texts []string) {
	tb.Helper()
	f, err := os.Open(filepath.Join("..", "..", "bot", "ask", "testdata", "corpus", "dev.jsonl"))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan() && len(texts) < most; {
		var c struct {
			Turns []struct {
				Say string `json:"say"`
			} `json:"turns"`
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			tb.Fatal(err)
		}
		if len(c.Turns) == 1 && !slices.Contains(texts, c.Turns[0].Say) {
			texts = append(texts, c.Turns[0].Say)
		}
	}
	return texts
}

// question makes the next one that a person asks.
func (l *load) question(w way, text string, due time.Time) *question {
	l.asked++
	q := &question{way: w, person: l.asked % people, text: text, due: due}
	l.crowd.asked[w][q.person].Store(q)
	return q
}

// ask delivers a question until it is taken, as its platform does: a command
// is delivered once.
func (l *load) ask(q *question, tries int) { l.again(q, int(l.ids.Add(1)), tries) }

func (l *load) again(q *question, id, tries int) {
	for try := range tries {
		if try > 0 {
			time.Sleep(100 * time.Millisecond)
		}
		response, err := l.client.Do(q.request(l.program.public, id))
		if err != nil {
			l.Errorf("asking: %v", err)
			return
		}
		said, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK {
			continue
		}
		q.acked.CompareAndSwap(0, int64(time.Since(q.due)))
		if q.way == byCommand && len(said) > 0 {
			q.answer()
		}
		return
	}
}

// round is what was asked at one rate.
type round struct {
	rate      float64 // questions a second
	questions []*question
	behind    bool // more was waiting than people would wait for
}

// mostWaiting is how many questions may be on their way before a round is
// given up.
const mostWaiting = 3000

// run asks at a rate for a time, evenly, whatever the answers take, and waits
// for the answers.
func (l *load) run(rate float64, d time.Duration, tries int) *round {
	r := &round{rate: rate}
	var wait sync.WaitGroup
	var waiting atomic.Int64
	begun := time.Now()
	for i := range int(rate * d.Seconds()) {
		due := begun.Add(time.Duration(float64(i) / rate * float64(time.Second)))
		time.Sleep(time.Until(due))
		if r.behind = waiting.Load() > mostWaiting; r.behind {
			break
		}
		w := l.every[i%len(l.every)]
		q := l.question(w, l.texts[w][l.asked%len(l.texts[w])], due)
		r.questions = append(r.questions, q)
		times := 1
		if l.twice != nil && l.twice(i) {
			times = 2
		}
		waiting.Add(1)
		wait.Go(func() {
			defer waiting.Add(-1)
			l.deliver(q, times, tries)
		})
	}
	wait.Wait()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline) && r.unanswered() > 0; {
		time.Sleep(10 * time.Millisecond)
	}
	return r
}

// deliver asks once, or twice at the same time by one delivery.
func (l *load) deliver(q *question, times, tries int) {
	if times == 1 {
		l.ask(q, tries)
		return
	}
	id := int(l.ids.Add(1))
	var wait sync.WaitGroup
	for range times {
		wait.Go(func() { l.again(q, id, tries) })
	}
	wait.Wait()
}

func (r *round) unanswered() (n int) {
	for _, q := range r.questions {
		if q.replies.Load() == 0 {
			n++
		}
	}
	return n
}

// notOnce says how many questions were not answered exactly once.
func (r *round) notOnce() (n int) {
	for _, q := range r.questions {
		if q.replies.Load() != 1 || q.acked.Load() == 0 {
			n++
		}
	}
	return n
}

// share gives what a share of the times is below.
func (r *round) share(of func(*question) *atomic.Int64, share float64) time.Duration {
	times := make([]int64, len(r.questions))
	for i, q := range r.questions {
		if times[i] = of(q).Load(); times[i] == 0 {
			times[i] = int64(time.Minute)
		}
	}
	slices.Sort(times)
	return time.Duration(times[int(share*float64(len(times)-1))])
}

func acknowledged(q *question) *atomic.Int64 { return &q.acked }
func replied(q *question) *atomic.Int64      { return &q.replied }

// bearable is how long acknowledging and answering may take, of 99 in 100.
const bearable = 50 * time.Millisecond

func (r *round) isBearable() bool {
	return !r.behind && r.notOnce() == 0 && r.share(acknowledged, .99) < bearable && r.share(replied, .99) < bearable
}

func (r *round) String() string {
	ms := func(of func(*question) *atomic.Int64, share float64) float64 {
		return float64(r.share(of, share)) / 1e6
	}
	return fmt.Sprintf("%5.0f questions/s: acknowledged p50 %.1f ms, p99 %.1f ms; answer sent p50 %.1f ms, p99 %.1f ms; %d of %d not answered exactly once",
		r.rate, ms(acknowledged, .5), ms(acknowledged, .99), ms(replied, .5), ms(replied, .99), r.notOnce(), len(r.questions))
}

// usage is what the program takes.
type usage struct{ rss, heap, goroutines, files float64 }

func (u usage) String() string {
	return fmt.Sprintf("RSS %.1f MB, heap %.1f MB, %.0f goroutines, %.0f open files", u.rss/(1<<20), u.heap/(1<<20), u.goroutines, u.files)
}

// usage asks the program's own metrics.
func (l *load) usage() (u usage) {
	response, err := http.Get(l.program.admin + "/metrics")
	if err != nil {
		l.Fatal(err)
	}
	defer response.Body.Close()
	into := map[string]*float64{
		"process_resident_memory_bytes": &u.rss, "go_memstats_heap_alloc_bytes": &u.heap,
		"go_goroutines": &u.goroutines, "process_open_fds": &u.files,
	}
	for lines := bufio.NewScanner(response.Body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		if to := into[name]; to != nil {
			if *to, err = strconv.ParseFloat(value, 64); err != nil {
				l.Fatalf("the metric %q: %v", lines.Text(), err)
			}
		}
	}
	return u
}

func TestUnderLoadEveryQuestionIsAnsweredExactlyOnce(t *testing.T) {
	l := startLoad(t, 40, unpacedVariable+"=1")
	r := l.run(60, 2*time.Second, 1)
	t.Log(r)
	if n := r.notOnce(); n > 0 || r.behind {
		t.Errorf("%d of %d questions were not answered exactly once\n%s", n, len(r.questions), l.program.log)
	}
}
