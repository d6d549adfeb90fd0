package slack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"cifra/bot"
)

func TestWhatAnErrorMeansForCallingAgain(t *testing.T) {
	said := func(code string) error { return fmt.Errorf("calling: %w", slack.SlackErrorResponse{Err: code}) }
	status := func(code int) error { return slack.StatusCodeError{Code: code} }
	_, notANumber := strconv.ParseInt("soon", 10, 64)
	dial := &url.Error{Op: "Post", URL: "https://slack.com", Err: &net.OpError{Op: "dial", Err: errors.New("refused")}}
	for name, c := range map[string]struct {
		err  error
		sent bool
		want trouble
		wait time.Duration
	}{
		"429 for 7 seconds":          {&slack.RateLimitedError{RetryAfter: 7 * time.Second}, true, undone, 7 * time.Second},
		"429 for no time":            {&slack.RateLimitedError{}, true, undone, time.Second},
		"429 that does not say":      {status(429), true, undone, usualRetryAfter},
		"429 until a date":           {notANumber, true, undone, usualRetryAfter},
		"ratelimited":                {said("ratelimited"), true, undone, usualRetryAfter},
		"service_unavailable":        {said("service_unavailable"), true, undone, 0},
		"internal_error":             {said("internal_error"), true, unsure, 0},
		"fatal_error":                {said("fatal_error"), true, unsure, 0},
		"channel_not_found":          {said("channel_not_found"), true, refused, 0},
		"invalid_auth":               {said("invalid_auth"), true, refused, 0},
		"a code of the future":       {said("no_such_thing"), true, refused, 0},
		"500":                        {status(500), true, undone, 0},
		"502":                        {status(502), true, undone, 0},
		"503":                        {status(503), true, undone, 0},
		"504: someone was too slow":  {status(504), true, unsure, 0},
		"408":                        {status(408), true, unsure, 0},
		"404":                        {status(404), true, refused, 0},
		"400":                        {status(400), true, refused, 0},
		"302":                        {status(302), true, unsure, 0},
		"nobody there":               {dial, false, undone, 0},
		"too slow to connect":        {context.DeadlineExceeded, false, undone, 0},
		"too slow to answer":         {context.DeadlineExceeded, true, unsure, 0},
		"a connection that broke":    {io.ErrUnexpectedEOF, true, unsure, 0},
		"no JSON":                    {errors.New("invalid character '<'"), true, unsure, 0},
		"no message":                 {errNoMessage, true, unsure, 0},
		"not installed":              {fmt.Errorf("x: %w", ErrNotInstalled), false, refused, 0},
		"a hook that leads nowhere":  {&hopeless{errHook}, false, refused, 0},
		"a token source that failed": {errors.New("the database is away"), false, undone, 0},
	} {
		if got, wait := judge(c.err, c.sent); got != c.want || wait != c.wait {
			t.Errorf("%s: %v, %v; want %v, %v", name, got, wait, c.want, c.wait)
		}
	}
}

func TestAHookLeadsToSlackOrNowhere(t *testing.T) {
	for api, hooks := range map[string]map[string]bool{
		"https://slack.com/api/": {
			"https://hooks.slack.com/commands/T1/2/3": true,
			"https://HOOKS.slack.com/actions/T1/2/3":  true,
			"http://hooks.slack.com/commands/1":       false,
			"https://hooks.slack.com.evil.org/1":      false,
			"https://evil.org/hooks.slack.com":        false,
			"https://hooks.slack.com@evil.org/1":      false,
			"https://u:p@hooks.slack.com/1":           false,
			"https://hooks.slack.com:8443/1":          false,
			"https://slack.com/1":                     false,
			"//hooks.slack.com/1":                     false,
			"":                                        false,
			"%":                                       false,
		},
		"https://slack-gov.com/api/": {"https://hooks.slack-gov.com/1": true, "https://hooks.slack.com/1": false},
		"http://127.0.0.1:9/api/":    {"http://127.0.0.1:9/hooks/1": true, "http://127.0.0.1:8/hooks/1": false, "https://hooks.slack.com/1": false},
	} {
		a, err := New(Config{Mode: ModeHTTP, Tokens: OneToken("x"), SigningSecret: "s", Store: bot.NewMemory(bot.MemoryOptions{}), APIURL: api})
		if err != nil {
			t.Fatal(err)
		}
		for hook, want := range hooks {
			u, err := url.Parse(hook)
			if got := err == nil && u.User == nil && a.isHook(u); got != want {
				t.Errorf("%q with %s: %v", hook, api, got)
			}
			if want {
				continue
			}
			if err := a.hook(t.Context(), "T1", hook, answer{}); !errors.As(err, new(*hopeless)) {
				t.Errorf("%q with %s: %v", hook, api, err)
			}
		}
	}
}

func TestWhatAHookSaysIsUnderstood(t *testing.T) {
	for said, want := range map[string]string{
		"ok": "", "": "", `{"ok":true}`: "", " ok\n": "", "<html>": "", "Hello there": "", "{}": "",
		"invalid_blocks": "invalid_blocks", `{"ok":false,"error":"used_url"}`: "used_url", `{"ok":false}`: "unknown_error",
	} {
		if got := hookError([]byte(said)); got != want {
			t.Errorf("%q means %q, want %q", said, got, want)
		}
	}
}

func TestNoRedirectIsFollowedAndNoAddressOfAHookIsSaid(t *testing.T) {
	reached := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer other.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
	}))
	defer server.Close()
	a, err := New(Config{Mode: ModeHTTP, Tokens: OneToken("xoxb-hush"), SigningSecret: "s", Store: bot.NewMemory(bot.MemoryOptions{}), APIURL: server.URL + "/api/"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	for name, err := range map[string]error{
		"a hook": a.hook(ctx, "T1", server.URL+"/hooks/hush", answer{hookPace: "C1"}),
		"a call": a.testAuth(ctx),
	} {
		if err == nil || strings.Contains(err.Error(), "hush") || strings.Contains(err.Error(), other.URL) {
			t.Errorf("%s: %v", name, err)
		}
	}
	server.Close()
	if err := a.hook(ctx, "T1", server.URL+"/hooks/hush", answer{hookPace: "C1"}); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("nobody there: %v", err)
	}
	if reached {
		t.Error("a redirect was followed")
	}
}

// testAuth makes any call of the Web API.
func (a *Adapter) testAuth(ctx context.Context) error {
	return a.call(ctx, callee{method: "auth.test", team: "T1"}, func(ctx context.Context, c *slack.Client) error {
		_, err := c.AuthTestContext(ctx)
		return err
	})
}

// The library takes {"ok":false} without a reason for success.
func TestAPostOfWhichSlackSaysNothingIsNoSuccess(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"ok":false}`) }))
	defer server.Close()
	a, err := New(Config{Mode: ModeHTTP, Tokens: OneToken("x"), SigningSecret: "s", Store: bot.NewMemory(bot.MemoryOptions{}), APIURL: server.URL})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.post(t.Context(), place{team: "T1", channel: "C1"}, notSent(0), setting{}); !errors.Is(err, errNoMessage) {
		t.Errorf("%v", err)
	}
}

func TestOfAWorkspaceThatIsNotInstalledNothingIsTriedAgain(t *testing.T) {
	f := newFakeSlack(t)
	a := start(t, f, ModeHTTP, func(c *Config) { c.Tokens = onlyAnywhere{} })
	a.wait(a.event("Ev1", mention("C1", womenQ, "1.1")))
	if n := a.called("chat.postMessage"); n != 0 || !strings.Contains(a.logged.String(), "not installed") {
		t.Errorf("called %d times, logged %s", n, a.logged)
	}
}

// onlyAnywhere has a token for no workspace in particular.
type onlyAnywhere struct{}

func (onlyAnywhere) BotToken(_ context.Context, team string) (string, error) {
	if team != "" {
		return "", ErrNotInstalled
	}
	return fakeBotToken, nil
}

// What is answered in a response cannot be sent again in another form.
func TestAWorkspaceThatRefusedBlocksGetsNoneInResponsesForAWhile(t *testing.T) {
	f := newFakeSlack(t)
	f.fail(firstTimes(1, "chat.postMessage", fault{kind: "error", code: "invalid_blocks"}))
	now := make(chan time.Time, 1)
	now <- time.Now()
	clock := func() time.Time { at := <-now; now <- at; return at }
	a := start(t, f, ModeHTTP, func(c *Config) { c.Now = clock })
	tables := func(p post) (n int) {
		for _, b := range p.blocks {
			if b["type"] == "table" {
				n++
			}
		}
		return n
	}
	if tables(a.command("top labor industries", "1.1")) != 1 {
		t.Error("no table before")
	}
	a.wait(a.event("Ev1", mention("C1", "top labor industries", "1.1")))
	if tables(a.command("top labor industries", "1.2")) != 0 {
		t.Error("a table, which was refused")
	}
	<-now
	now <- time.Now().Add(refusedFor)
	a.clockAhead = refusedFor
	if tables(a.command("top labor industries", "1.3")) != 1 {
		t.Error("no table an hour later")
	}
}
