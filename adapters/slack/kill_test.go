package slack

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"cifra/adapters/bolt"
)

const (
	fileVariable = "CIFRA_SLACK_TEST_STORE"
	apiVariable  = "CIFRA_SLACK_TEST_API"
)

// killableHandler is the bot in the process that gets killed: with a store in a
// file, and leases as short as Slack's patience is in the test.
func killableHandler(t *testing.T) http.Handler {
	store, err := bolt.Open(os.Getenv(fileVariable), bolt.Options{Timeout: generous})
	if err != nil {
		t.Fatal(err)
	}
	adapter, err := New(Config{
		Mode: ModeHTTP, Tokens: OneToken(fakeBotToken), SigningSecret: fakeSecret, Store: store, APIURL: os.Getenv(apiVariable),
		Timeouts: Timeouts{Lease: time.Second},
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	adapter.Mount(mux)
	h := realBot(t, store)
	go func() { _ = adapter.Run(context.Background(), h) }()
	for adapter.Ready() != nil {
		time.Sleep(time.Millisecond)
	}
	return mux
}

// mortal is a bot that is killed and started anew, again and again.
type mortal struct {
	t    *testing.T
	file string
	api  string

	mu    sync.Mutex
	now   *served
	kills []time.Time
}

func (m *mortal) start() {
	s := serveApart(m.t, "killable", fileVariable+"="+m.file, apiVariable+"="+m.api)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = s
}

// kill kills without a warning, as the system does.
func (m *mortal) kill() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.now.cmd.Process.Kill(); err != nil {
		m.t.Error(err)
	}
	_ = m.now.cmd.Wait()
	m.kills = append(m.kills, time.Now())
}

func (m *mortal) url() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return "http://" + m.now.address
}

// Slack delivers while the bot is killed at any moment. What was acknowledged
// within the time to acknowledge has been answered, and what was not, is
// delivered again: so that each event is answered. It is answered twice only
// where the bot was killed in the instant between Slack's acceptance of the
// answer and the note of it, which nobody can close: for that, Slack would have
// to know again what it is told twice.
func TestEveryEventIsAnsweredHoweverOftenTheBotIsKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("it kills processes for some seconds")
	}
	const events, least = 150, 6
	f := newFakeSlack(t)
	f.fail(func(method string, _ int) fault {
		if method == "chat.postMessage" && rand.IntN(2) == 0 {
			return fault{kind: "slow", wait: time.Duration(rand.IntN(60)) * time.Millisecond}
		}
		return fault{}
	})
	m := &mortal{t: t, file: filepath.Join(t.TempDir(), "state"), api: f.api()}
	m.start()
	defer func() { m.now.stop() }()
	accepted := make(map[string][]time.Time) // by channel
	f.posted = func(p post) { accepted[p.channel] = append(accepted[p.channel], time.Now()) }

	work := make(chan int)
	var wait sync.WaitGroup
	for range workers {
		wait.Go(func() {
			for i := range work {
				m.deliver(f, i)
			}
		})
	}
	over := make(chan struct{})
	var killer sync.WaitGroup
	killer.Go(func() {
		for {
			select {
			case <-over:
				return
			case <-time.After(time.Duration(100+rand.IntN(250)) * time.Millisecond):
			}
			m.kill()
			m.start()
		}
	})
	for i := range events {
		work <- i
		if i%25 == 24 && len(m.killed()) < least*(i+1)/events { // a fast machine waits for the killer
			time.Sleep(300 * time.Millisecond)
		}
	}
	close(work)
	wait.Wait()
	close(over)
	killer.Wait()
	m.judge(accepted, events)
}

func (m *mortal) killed() []time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.kills
}

// deliver delivers an event until it is acknowledged: as Slack does, but with
// more patience, since nobody kills a bot twice a second.
func (m *mortal) deliver(f *fakeSlack, i int) {
	a := &app{fakeSlack: f, mode: ModeHTTP}
	body := fmt.Sprintf(`{"type":"event_callback","team_id":%q,"event_id":"Ev%d","event":{"type":"app_mention","channel":"C%d",`+
		`"user":"U%d","text":"<@%s> how many victims were women?","ts":"1.%d"}}`, fakeTeam, i, i, i%5, fakeBotUser, i)
	for try := 0; ; try++ {
		header := http.Header{}
		if try > 0 {
			header.Set(retryHeader, fmt.Sprint(min(try, 2)))
		}
		resp, _ := a.signedPostTo(m.url()+"/slack/events", jsonType, body, header)
		if resp != nil && resp.StatusCode == http.StatusOK {
			return
		}
		if try > 300 {
			m.t.Errorf("event %d was never acknowledged", i)
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// workers is how many events are delivered side by side.
const workers = 12

// onItsWay is how long after a kill Slack may still take what the killed one
// sent: this machine may have other things to do.
const onItsWay = time.Second

// judge sees that each event was answered, and each but once unless a kill came
// between.
func (m *mortal) judge(accepted map[string][]time.Time, events int) {
	twice := 0
	var longest time.Duration
	for i := range events {
		got := accepted[fmt.Sprintf("C%d", i)]
		if len(got) == 0 {
			m.t.Errorf("event %d was acknowledged and not answered", i)
		}
		for j := 1; j < len(got); j++ {
			twice++
			between := false
			for _, k := range m.kills {
				if k.After(got[j-1].Add(-onItsWay)) && k.Before(got[j]) {
					between, longest = true, max(longest, k.Sub(got[j-1]))
					break
				}
			}
			if !between {
				m.t.Errorf("event %d was answered twice, and nothing was killed between", i)
			}
		}
	}
	if most := len(m.kills) * workers; twice > most {
		m.t.Errorf("%d answers came twice, though at most %d were in hand when the bot was killed", twice, most)
	}
	m.t.Logf("%d events, %d kills, %d answered twice, at most %v before the kill", events, len(m.kills), twice, longest.Round(time.Millisecond))
}
