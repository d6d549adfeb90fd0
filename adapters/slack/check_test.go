package slack

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

const allScopes = "app_mentions:read,assistant:write,chat:write,commands,files:write,im:history,users:read"

// checking is the configuration of a check at a fake Slack.
func checking(f *fakeSlack, mode string) Config {
	return Config{
		Mode: mode, APIURL: f.api(), Tokens: OneToken(fakeBotToken), AppToken: fakeAppToken, SigningSecret: fakeSecret,
		Timeouts: Timeouts{Call: 300 * time.Millisecond},
	}
}

func TestCheckSaysWhoTheBotIsAndWhatItMayDo(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.scopes = allScopes
		r, err := Check(t.Context(), checking(f, mode))
		if err != nil {
			t.Fatal(err)
		}
		if r.Team != "The Team" || r.TeamID != fakeTeam || r.User != "cifra" || r.UserID != fakeBotUser || len(r.Scopes) != 7 || !r.Agent || len(r.Missing) != 0 {
			t.Errorf("reported %+v", r)
		}
		if r.Socket != (mode == ModeSocket) {
			t.Errorf("in mode %s, Socket is %v", mode, r.Socket)
		}
		for _, method := range []string{"auth.test", "apps.connections.open"} {
			if n := f.called(method); n > 1 {
				t.Errorf("%s was called %d times", method, n)
			}
		}
		if f.socket.stood != 0 {
			t.Error("a connection was opened, which would have got what people write")
		}
	})
}

func TestCheckNamesEveryScopeThatIsMissing(t *testing.T) {
	f := newFakeSlack(t)
	f.scopes = "chat:write, commands,app_mentions:read, im:write"
	r, err := Check(t.Context(), checking(f, ModeHTTP))
	if want := []string{"files:write", "im:history", "users:read"}; !slices.Equal(r.Missing, want) {
		t.Errorf("missing %v, want %v", r.Missing, want)
	}
	for _, s := range r.Missing {
		if err == nil || !strings.Contains(err.Error(), "lacks the scope "+s) {
			t.Errorf("%s is not in the error %v", s, err)
		}
	}
	if r.Agent {
		t.Error("the agent's view, without its scope")
	}
}

func TestCheckOfScopesThatSlackDoesNotSayIsNoError(t *testing.T) {
	r, err := Check(t.Context(), checking(newFakeSlack(t), ModeHTTP))
	if err != nil || r.Scopes != nil || r.Missing != nil {
		t.Errorf("reported %+v, %v", r, err)
	}
}

func TestCheckSaysWhatIsWrongAndShowsNoToken(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	each := func(bad fault) func(string, int) fault { return func(string, int) fault { return bad } }
	for name, c := range map[string]struct {
		change func(*Config)
		fail   func(string, int) fault
		want   []string
	}{
		"a wrong bot token": {func(c *Config) { c.Tokens = OneToken("xoxb-wrong-secret") }, nil,
			[]string{"does not take the bot token (SLACK_BOT_TOKEN): invalid_auth"}},
		"no bot token": {func(c *Config) { c.Tokens = OneToken("") }, nil, []string{"there is no bot token"}},
		"a wrong app token": {func(c *Config) { c.AppToken = "xapp-wrong-secret" }, nil,
			[]string{"does not take the app token (SLACK_APP_TOKEN): invalid_auth"}},
		"both wrong": {func(c *Config) { c.Tokens, c.AppToken = OneToken("xoxb-secret"), "xapp-secret" }, nil,
			[]string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"}},
		"an app token without its scope": {nil, func(m string, _ int) fault {
			if m == "apps.connections.open" {
				return fault{kind: "error", code: "missing_scope"}
			}
			return fault{}
		}, []string{"lacks the scope connections:write"}},
		"Slack slow":              {nil, each(fault{kind: "slow", wait: 900 * time.Millisecond}), []string{"auth.test: no answer within 300ms", "apps.connections.open: no answer within 300ms"}},
		"Slack gone":              {func(c *Config) { c.APIURL = gone.URL + "/api/" }, nil, []string{"auth.test: ", "connection refused"}},
		"Slack broken":            {nil, each(fault{kind: "status", status: 500}), []string{"auth.test: ", "500"}},
		"too much":                {nil, each(fault{kind: "status", status: 429, retry: "30"}), []string{"auth.test: "}},
		"something else":          {nil, each(fault{kind: "status", status: 200}), []string{"auth.test: "}},
		"an address that is none": {func(c *Config) { c.APIURL = "slack" }, nil, []string{`"slack" is no address`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFakeSlack(t)
			f.scopes = allScopes
			f.fail(c.fail)
			config := checking(f, ModeSocket)
			if c.change != nil {
				c.change(&config)
			}
			began := time.Now()
			_, err := Check(t.Context(), config)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error is %q, want %q in it", err, want)
				}
			}
			for _, secret := range []string{fakeBotToken, fakeAppToken, fakeSecret, "secret", "ticket"} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("%q is in the error %q", secret, err)
				}
			}
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestCheckTakesNoPersonsToken(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reply(w, map[string]any{"ok": true, "team_id": fakeTeam, "user_id": "U1", "user": "ana"})
	}))
	t.Cleanup(server.Close)
	c := checking(newFakeSlack(t), ModeHTTP)
	c.APIURL = server.URL + "/"
	if _, err := Check(t.Context(), c); err == nil || !strings.Contains(err.Error(), `the person "ana" and not of a bot`) {
		t.Errorf("the error is %v", err)
	}
}
