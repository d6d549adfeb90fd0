package slack

import (
	"fmt"
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
		bad  fault
		want string
	}{
		"too much":                  {fault{kind: "status", status: 429, retry: "1"}, "rate_limited"},
		"too much, said otherwise":  {fault{kind: "error", code: "ratelimited"}, "rate_limited"},
		"broken":                    {fault{kind: "status", status: 500}, "server"},
		"away":                      {fault{kind: "error", code: "service_unavailable"}, "server"},
		"a connection that breaks":  {fault{kind: "drop"}, "unreachable"},
		"a page in place of JSON":   {fault{kind: "status", status: 200}, "server"},
		"blocks that are not taken": {fault{kind: "error", code: "invalid_blocks"}, "refused"},
		"no answer":                 {fault{kind: "slow", wait: 900 * time.Millisecond}, "timeout"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			counted, meter := newTally()
			f := newFakeSlack(t)
			f.socket.again = 300 * time.Millisecond
			f.fail(firstTimes(1, "chat.postMessage", c.bad))
			a := start(t, f, ModeHTTP, func(c *Config) { c.Meter, c.Timeouts.Call = meter, 600*time.Millisecond })
			a.wait(a.event("Ev1", mention("C1", womenQ, "1.1")))
			a.await(1, by("chat.postMessage"))
			if err := a.end(); err != nil {
				t.Errorf("ended with %v", err)
			}
			want := map[string]int{"chat.postMessage " + c.want: 1}
			// What may have been done is left to Slack to deliver again, and
			// what is refused is sent in another form: neither is called again.
			if c.want != "timeout" && c.want != "refused" && c.want != "unreachable" && c.bad.status != 200 {
				want["chat.postMessage again"] = 1
			}
			counted.Is(t, want)
		})
	}
}

func TestWhatIsDeliveredAgainIsCounted(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		counted, meter := newTally()
		a := start(t, newFakeSlack(t), mode, func(c *Config) { c.Meter = meter })
		for range 3 {
			a.wait(a.event("Ev1", mention("C1", womenQ, "1.1")))
		}
		if err := a.end(); err != nil {
			t.Errorf("ended with %v", err)
		}
		counted.Is(t, map[string]int{"seen": 2})
	})
}

func TestCallsAreCountedUntilSlackIsThere(t *testing.T) {
	counted, meter := newTally()
	f := newFakeSlack(t)
	f.fail(func(method string, n int) fault {
		if n == 0 && (method == "auth.test" || method == "apps.connections.open") {
			return fault{kind: "status", status: 503}
		}
		return fault{}
	})
	a := start(t, f, ModeSocket, func(c *Config) { c.Meter = meter })
	a.awaitReady()
	counted.Is(t, map[string]int{"auth.test server": 1, "auth.test again": 1, "apps.connections.open server": 1})
}
