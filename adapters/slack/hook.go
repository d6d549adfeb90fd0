package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"cifra/adapters/delivery"
)

// answer is what Slack takes in the response to a command, and at the
// response_url of a command or a press: at most five times within 30 minutes.
// Source: https://docs.slack.dev/interactivity/handling-user-interaction
type answer struct {
	Type     string        `json:"response_type,omitempty"`
	Text     string        `json:"text,omitempty"`
	Blocks   []slack.Block `json:"blocks,omitempty"`
	Thread   string        `json:"thread_ts,omitempty"`
	Replace  *bool         `json:"replace_original,omitempty"` // Slack replaces the message of a press unless told not to
	Delete   bool          `json:"delete_original,omitempty"`
	Unfurl   *bool         `json:"unfurl_links,omitempty"`
	hookPace string        // the channel that is posted to, where all see it
}

// hookHost is where a response_url may lead.
type hookHost struct{ scheme, host string }

// hookHosts are those that belong to an API: hooks.slack.com to slack.com. An
// API that is not under a name, such as one for tests, has its own.
func hookHosts(api *url.URL) []hookHost {
	hosts := []hookHost{{"https", "hooks." + strings.TrimPrefix(api.Host, "www.")}}
	if !strings.HasSuffix("."+api.Hostname(), ".slack.com") {
		hosts = append(hosts, hookHost{api.Scheme, api.Host})
	}
	return hosts
}

var errHook = errors.New("a response_url that does not lead to Slack")

// hook posts an answer to a response_url. Its error holds neither the address,
// with which anyone could answer, nor anything of the answer.
func (a *Adapter) hook(ctx context.Context, team, address string, v answer) error {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || !a.isHook(u) {
		return &hopeless{errHook}
	}
	text, err := json.Marshal(v)
	if err != nil {
		return &hopeless{fmt.Errorf("encoding an answer: %w", err)}
	}
	to := callee{method: "response_url", team: team, channel: v.hookPace, held: u.Path, twice: v.hookPace == ""}
	err = a.persist(ctx, to, func(ctx context.Context) error { return a.postHook(ctx, address, text) })
	if err != nil {
		return fmt.Errorf("posting to a response_url: %w", delivery.Redact(err, address, u.Path))
	}
	return nil
}

func (a *Adapter) isHook(u *url.URL) bool {
	for _, h := range a.hooks {
		if u.Scheme == h.scheme && strings.EqualFold(u.Host, h.host) {
			return true
		}
	}
	return false
}

// mostHookReply is how much is read of what Slack says to an answer.
const mostHookReply = 4 << 10

// postHook posts once. Slack says no in several ways: by the status, and with
// status 200 in words or in JSON.
func (a *Adapter) postHook(ctx context.Context, address string, text []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(text))
	if err != nil {
		return &hopeless{errHook}
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := a.web.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, mostHookReply))
	if resp.StatusCode == http.StatusTooManyRequests {
		seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
		if err != nil || seconds < 1 {
			return slack.StatusCodeError{Code: resp.StatusCode, Status: resp.Status}
		}
		return &slack.RateLimitedError{RetryAfter: time.Duration(seconds) * time.Second}
	}
	if code := hookError(said); code != "" {
		return slack.SlackErrorResponse{Err: code}
	}
	if resp.StatusCode != http.StatusOK {
		return slack.StatusCodeError{Code: resp.StatusCode, Status: resp.Status}
	}
	return nil
}

// hookError is the error that Slack names; "" where it names none.
func hookError(said []byte) string {
	said = bytes.TrimSpace(said)
	var v struct {
		OK    *bool  `json:"ok"`
		Error string `json:"error"`
	}
	if json.Unmarshal(said, &v) == nil {
		switch {
		case v.OK == nil || *v.OK:
			return ""
		case v.Error == "":
			return "unknown_error"
		}
		return v.Error
	}
	if len(said) == 0 || len(said) > 64 || string(said) == "ok" {
		return ""
	}
	for _, c := range said {
		if c != '_' && (c < 'a' || c > 'z') {
			return ""
		}
	}
	return string(said)
}
