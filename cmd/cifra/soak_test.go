package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
)

// soakVariable says for how long TestSoak runs, such as "10m".
const soakVariable = "CIFRA_SOAK"

// A program that serves for long, while platforms refuse messages, connections
// break, deliveries come twice, buttons are pressed and people have themselves
// forgotten, answers everything once and keeps nothing. It runs where
// CIFRA_SOAK says for how long, after a minute (or a fifth of that time) to
// warm up:
//
//	CIFRA_SOAK=10m go test ./cmd/cifra -run Soak -v -timeout 30m
func TestSoak(t *testing.T) {
	d, err := time.ParseDuration(os.Getenv(soakVariable))
	if err != nil {
		t.Skipf("runs where %s says for how long", soakVariable)
	}
	l := startLoad(t, 60)
	press := l.pressable()
	l.every = []way{byUpdate, byCommand, byMention, byCommand, byMention} // Telegram takes 30 a second, and this paces it
	for w := range ways {
		for range len(l.texts[w]) / 10 {
			l.texts[w] = append(l.texts[w], "/forget")
		}
	}
	l.crowd.fault = func(n int64) fault {
		switch {
		case n%211 == 0:
			return tooMany
		case n%97 == 0:
			return broken
		}
		return fine
	}
	l.twice = func(n int) bool { return n%7 == 0 }

	l.soak(min(time.Minute, d/5), press)
	before := l.quiet()
	t.Logf("warm: %v", before)
	for begun := time.Now(); d-time.Since(begun) > time.Second; {
		l.soak(min(time.Minute, d-time.Since(begun)), press)
		t.Logf("after %v: %v", time.Since(begun).Round(time.Second), l.usage())
	}
	after := l.quiet()
	t.Logf("in the end: %v", after)
	if after.goroutines > before.goroutines+10 {
		t.Errorf("goroutines leak: %.0f, and %.0f before", after.goroutines, before.goroutines)
	}
	if after.files > before.files+10 {
		t.Errorf("open files leak: %.0f, and %.0f before", after.files, before.files)
	}
	// what was answered is known for a day, in a file, which is mapped
	if after.rss > before.rss*1.25+32<<20 {
		t.Errorf("memory leaks: %v, and %v before", after, before)
	}
	if strings.Contains(l.program.log.String(), "panic") {
		t.Errorf("the log says %.4000s", l.program.log)
	}
}

// soak asks for a time, and presses buttons beside that.
func (l *load) soak(d time.Duration, press presses) {
	l.Helper()
	done, stop := make(chan int), make(chan struct{})
	go func() {
		n := 0
		defer func() { done <- n }()
		for tick := time.NewTicker(250 * time.Millisecond); ; n += 2 {
			select {
			case <-tick.C:
				l.press(press, n)
			case <-stop:
				tick.Stop()
				return
			}
		}
	}()
	before := l.crowd.presses.Load()
	r := l.run(50, d, 50)
	close(stop)
	pressed := int64(<-done)
	l.Logf("%v: %v", d.Round(time.Second), r)
	if n := r.notOnce(); n > 0 || r.behind {
		l.Errorf("%d of %d questions were not answered exactly once", n, len(r.questions))
	}
	if got := l.crowd.presses.Load() - before; got < pressed {
		l.Errorf("of %d presses, %d were answered\n%s", pressed, got, l.program.log)
	}
}

// presses are what the buttons under an answer carry.
type presses struct{ slack, telegram string }

// pressable asks on both platforms and takes a button from each answer.
func (l *load) pressable() (p presses) {
	response, err := l.client.Do((&question{way: byCommand, person: people + 1, text: "how many victims"}).request(l.program.public, int(l.ids.Add(1))))
	if err != nil {
		l.Fatal(err)
	}
	said, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil {
		l.Fatal(err)
	}
	p.slack = behindMarks(string(said), `"action_id":"press-`, `"value":"`, `"`)
	l.crowd.mu.Lock()
	l.crowd.look = true
	l.crowd.mu.Unlock()
	l.ask(&question{way: byUpdate, person: people + 1, text: "how many victims", due: time.Now()}, 1)
	l.crowd.mu.Lock()
	defer l.crowd.mu.Unlock()
	l.crowd.look = false
	if sent, err := url.QueryUnescape(l.crowd.last); err == nil {
		p.telegram = behindMarks(sent, `"inline_keyboard"`, `"callback_data":"`, `"`)
	}
	if p.slack == "" || p.telegram == "" {
		l.Fatalf("no buttons in %s and %s", said, l.crowd.last)
	}
	return p
}

// behindMarks gives what stands behind two marks, in this order, and before an end.
func behindMarks(s, first, second, end string) string {
	_, s, _ = strings.Cut(s, first)
	_, s, _ = strings.Cut(s, second)
	s, _, _ = strings.Cut(s, end)
	return s
}

// press presses a button on each platform, in chats beyond those who ask.
// Telegram brings a press again that is not taken, Slack does not.
func (l *load) press(p presses, n int) {
	id, chat := int(l.ids.Add(1)), people+10+n%100
	l.pressed(func() *http.Request {
		body := pressBody(id, l.crowd.URL+"/hook", p.slack)
		body = strings.ReplaceAll(body, "%22C1%22", fmt.Sprintf("%%22C%d%%22", chat)) // only so much may be asked in one channel
		return slackDelivery(l.program.public, "/slack/interactions", formMedia, body)
	}, 1)
	l.pressed(func() *http.Request {
		return telegramDelivery(l.program.public, fmt.Sprintf(`{"update_id":%d,"callback_query":{"id":"%d","data":"%s","from":{"id":%d,"language_code":"en"},`+
			`"message":{"message_id":9,"date":1,"chat":{"id":%d,"type":"private"}}}}`, id, id, p.telegram, chat, chat))
	}, 50)
}

func (l *load) pressed(request func() *http.Request, tries int) {
	status := ""
	for range tries {
		response, err := l.client.Do(request())
		if err != nil {
			l.Errorf("pressing: %v", err)
			return
		}
		_, _ = io.Copy(io.Discard, response.Body)
		response.Body.Close()
		if response.StatusCode == http.StatusOK {
			return
		}
		status = response.Status
		time.Sleep(100 * time.Millisecond)
	}
	l.Errorf("pressing: %s", status)
}

// quiet waits until nothing is under way, and no connection is kept, and gives
// the least that the program takes then.
func (l *load) quiet() usage {
	var least usage
	for i := range 20 {
		l.client.CloseIdleConnections()
		http.DefaultClient.CloseIdleConnections()
		l.crowd.CloseClientConnections()
		time.Sleep(500 * time.Millisecond)
		u := l.usage()
		if i == 0 {
			least = u
		}
		least = usage{min(least.rss, u.rss), min(least.heap, u.heap), min(least.goroutines, u.goroutines), min(least.files, u.files)}
	}
	return least
}
