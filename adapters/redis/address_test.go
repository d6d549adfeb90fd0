package redis_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cifra/adapters/redis"
	"cifra/bot/bottest"
)

// secret must be found in nothing that is printed.
const secret = "hunter2"

func wantNoSecret(t *testing.T, text string) {
	t.Helper()
	if strings.Contains(text, secret) {
		t.Errorf("%q holds the password", text)
	}
}

func TestURLThatCannotBeReadIsAnErrorWithoutThePassword(t *testing.T) {
	for url, says := range map[string]string{
		"":                                "redis://",
		"hunter2":                         "redis://",
		"localhost:6379":                  "redis://",
		"redis://":                        "redis://",
		"redis://:hunter2":                "cannot be read",
		"redis:hunter2@localhost":         "cannot be read",
		"redis://:hunter2@":               "cannot be read",
		"redis://:hunter2@host:port":      "cannot be read",
		"redis://:%hunter2@host":          "cannot be read",
		"redis://:a%zzhunter2@host":       "cannot be read",
		"redis://:hunter2/x@host":         "cannot be read",
		"redis://:1/hunter2@host":         "cannot be read",
		"redis://:1?hunter2@host":         "cannot be read",
		"redis://:1#hunter2@host":         "cannot be read",
		"redis://:hunter2#1@host":         "cannot be read",
		"redis://u:x@hunter2@host":        "cannot be read",
		"redis://u:x@hunter2:6379@host":   "cannot be read",
		"redis://host:6379/0@hunter2":     "cannot be read",
		"redis://hunter2@host":            "a user without a password",
		"redis://user:@host":              "a user without a password",
		"http://:hunter2@host":            `unknown scheme "http"`,
		"redis://:hunter2@host/one":       `the database "one" is not a number`,
		"redis://:hunter2@host/-1":        `the database "-1" is not a number`,
		"redis://:hunter2@host/0/1":       `the database "0/1" is not a number`,
		"redis://:hunter2@host?db=1":      "query",
		"redis://host?password=hunter2":   "query",
		"redis+cluster://:hunter2@host:1": "unknown scheme",
	} {
		_, err := redis.Open(url, redis.Options{})
		if err == nil {
			t.Errorf("%q was taken", url)
			continue
		}
		bottest.WantError(t, err, "reading the URL of the Redis store", says)
		wantNoSecret(t, err.Error())
	}
}

func TestStoreIsNamedWithoutThePassword(t *testing.T) {
	for url, want := range map[string]string{
		"redis://localhost":                     "localhost:6379, database 0",
		"redis://:hunter2@localhost:7000/2":     "localhost:7000, database 2",
		"rediss://bot:hunter2@cache.example/":   "cache.example:6379, database 0",
		"redis://:hunter2%40%2F%3A@[::1]:63/15": "[::1]:63, database 15",
	} {
		s := open(t, url, redis.Options{})
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
			wantNoSecret(t, fmt.Sprintf(verb, s))
		}
		if got := s.String(); got != "the Redis store at "+want {
			t.Errorf("%q is named %q, want %q", url, got, want)
		}
	}
}

func TestRefusedConnectionIsAnErrorWithoutThePassword(t *testing.T) {
	addr := fmt.Sprintf("127.0.0.1:%d", freePort(t))
	s := open(t, "redis://bot:hunter2@"+addr, redis.Options{})
	for range 20 { // the client goes over to failing without a try
		err := s.Done(t.Context(), "m1", time.Hour)
		bottest.WantError(t, err, "finishing a claim in", addr, "refused")
		wantNoSecret(t, fmt.Sprintf("%v %+v %#v", err, err, err))
	}
}

func TestWrongPasswordIsAnErrorWithoutIt(t *testing.T) {
	onEachServer(t, serverOptions{password: "another"}, func(t *testing.T, start func(testing.TB) server) {
		addr := start(t).addr()
		for url, says := range map[string]string{
			"redis://:hunter2@" + addr:    "WRONGPASS",
			"redis://bot:hunter2@" + addr: "WRONGPASS",
			"redis://" + addr:             "NOAUTH",
		} {
			s := open(t, url, redis.Options{})
			err := s.Healthy(t.Context())
			bottest.WantError(t, err, "checking", addr, says)
			wantNoSecret(t, fmt.Sprintf("%v %+v %#v", err, err, err))
		}
	})
}
