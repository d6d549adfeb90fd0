package telegram

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"cifra/adapters/delivery"
	"cifra/bot/bottest"
)

func newTally() (*bottest.Tally, *delivery.Meter) {
	c := bottest.NewTally()
	return c, &delivery.Meter{
		OnFailed:  func(method string, f delivery.Failure) { c.Add(fmt.Sprintf("%s %s", method, f)) },
		OnRetried: func(method string) { c.Add(method + " again") },
		OnSeen:    func() { c.Add("seen") },
	}
}

func TestWhatCallsComeToIsCounted(t *testing.T) {
	for name, c := range map[string]struct {
		is    reaction
		want  string
		again bool
	}{
		"too much":                 {reaction{status: 429, body: tooManyRequests(2)}, "rate_limited", true},
		"broken":                   {reaction{status: 500, body: refusing(500, "Internal Server Error")}, "server", true},
		"a gateway":                {reaction{status: 502, body: "<html>"}, "server", true},
		"garbage":                  {reaction{status: 200, body: `{"ok":true,"result":[`}, "server", true},
		"a connection that breaks": {reaction{drop: true}, "unreachable", true},
		"no answer":                {reaction{hang: true}, "timeout", true},
		"blocked":                  {reaction{status: 403, body: refusing(403, "Forbidden: bot was blocked by the user")}, "refused", false},
	} {
		t.Run(name, func(t *testing.T) {
			counted, meter := newTally()
			bubbled(t, Webhook, []func(*Config){func(c *Config) { c.Meter = meter }}, func(r *rig) {
				var once sync.Once
				r.react = func(call logged) (re *reaction) {
					if call.method == "sendMessage" {
						once.Do(func() { re = &c.is })
					}
					return re
				}
				r.run()
				r.says(ana, "hello")
				time.Sleep(time.Minute)
			})
			want := map[string]int{"sendMessage " + c.want: 1}
			if c.again {
				want["sendMessage again"] = 1
			}
			counted.Is(t, want)
		})
	}
}

func TestWhatIsDeliveredAgainIsCounted(t *testing.T) {
	counted, meter := newTally()
	bubbled(t, Webhook, []func(*Config){func(c *Config) { c.Meter = meter }}, func(r *rig) {
		r.run()
		id := r.tell("message", r.text(ana, "hello"))
		time.Sleep(time.Minute)
		again := r.text(ana, "hello")
		r.mu.Lock()
		r.tellAs(id, "message", again)
		r.mu.Unlock()
		time.Sleep(time.Minute)
	})
	counted.Is(t, map[string]int{"seen": 1})
}

func TestAPollThatFailsIsCounted(t *testing.T) {
	counted, meter := newTally()
	bubbled(t, Polling, []func(*Config){func(c *Config) { c.Meter = meter }}, func(r *rig) {
		var once sync.Once
		r.react = func(call logged) (re *reaction) {
			if call.method == "getUpdates" {
				once.Do(func() {
					re = &reaction{status: 409, body: refusing(409, "Conflict: terminated by other getUpdates request")}
				})
			}
			return re
		}
		r.run()
		time.Sleep(time.Minute)
	})
	counted.Is(t, map[string]int{"getUpdates refused": 1, "getUpdates again": 1})
}

// An edit that changes nothing is refused, and nothing is wrong.
func TestAnEditThatChangesNothingIsNotCounted(t *testing.T) {
	counted, meter := newTally()
	bubbled(t, Webhook, []func(*Config){func(c *Config) { c.Meter = meter }}, func(r *rig) {
		r.run()
		m := r.text(ana, "hello")
		r.tell("message", m)
		time.Sleep(time.Minute)
		r.tell("edited_message", edits(m, "hello", 4))
		time.Sleep(time.Minute)
	})
	counted.Is(t, map[string]int{})
}
