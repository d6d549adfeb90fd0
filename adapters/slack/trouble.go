package slack

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/slack-go/slack"
)

// trouble is what an error of a call means for calling again.
type trouble uint8

const (
	refused trouble = iota // Slack will not have it, however often it is tried
	undone                 // it was not done, and may be the next time
	unsure                 // it may have been done: the answer to the call is what got lost
)

// usualRetryAfter is waited where Slack says that it is too much, but not until
// when.
const usualRetryAfter = 3 * time.Second

// judge says what an error of a call means, and how long to wait before the
// next one at least. sent says whether a connection had been reached: without
// one, nothing can have been done.
//
// Slack has nothing by which to recognise a message that is posted twice. So
// what may have been done is not simply done again: see call.
func judge(err error, sent bool) (t trouble, wait time.Duration) {
	var limited *slack.RateLimitedError
	var status slack.StatusCodeError
	switch code := errorCode(err); {
	case errors.As(err, &limited):
		return undone, max(limited.RetryAfter, time.Second)
	case code == "ratelimited" || code == "rate_limited":
		return undone, usualRetryAfter
	case slices.Contains(passing(), code):
		return undone, 0
	case slices.Contains(halfway(), code):
		return unsure, 0
	case code != "":
		return refused, 0
	case errors.As(err, &status):
		return judgeStatus(status.Code)
	case errors.Is(err, ErrNotInstalled), errors.As(err, new(*hopeless)):
		return refused, 0
	case !sent:
		return undone, 0
	case errors.As(err, new(*strconv.NumError)): // the library reads no other number than that of seconds to wait
		return undone, usualRetryAfter
	}
	return unsure, 0
}

func judgeStatus(code int) (trouble, time.Duration) {
	switch {
	case code == http.StatusTooManyRequests:
		return undone, usualRetryAfter
	case code == http.StatusGatewayTimeout, code == http.StatusRequestTimeout, code < http.StatusBadRequest:
		return unsure, 0
	case code >= http.StatusInternalServerError:
		return undone, 0
	}
	return refused, 0
}

// errorCode is what Slack calls an error; "" where it gave none.
func errorCode(err error) string {
	var said slack.SlackErrorResponse
	if errors.As(err, &said) {
		return said.Err
	}
	return ""
}

// passing are the errors of a Slack that is having trouble and did nothing.
func passing() []string {
	return []string{"service_unavailable", "request_timeout", "team_added_to_org", "upstream_request_timeout"}
}

// halfway are the errors of which Slack says that something may have been done.
func halfway() []string { return []string{"internal_error", "fatal_error"} }

// badBlocks says whether Slack refused the blocks of a message, so that it may
// take others.
func badBlocks(err error) bool {
	switch errorCode(err) {
	case "invalid_blocks", "invalid_blocks_format", "invalid_arguments", "msg_blocks_too_long", "block_mismatch", "unsupported_block_type":
		return true
	}
	return false
}

// badToken says whether an error is about the token: no call at all will
// succeed with it.
func badToken(err error) bool {
	switch errorCode(err) {
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired",
		"not_allowed_token_type", "invalid_token", "no_permission", "org_login_required",
		"team_access_not_granted", "ekm_access_denied", "two_factor_setup_required":
		return true
	}
	return false
}

// outOfReach says whether an error is about where the answer should go: the
// bot is not in the channel, or the channel is gone.
func outOfReach(err error) bool {
	switch errorCode(err) {
	case "channel_not_found", "not_in_channel", "is_archived", "user_not_in_channel", "user_not_found",
		"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel",
		"restricted_action_non_threadable_channel", "cannot_reply_to_message", "messages_tab_disabled",
		"thread_not_found", "message_not_found", "team_not_found", "ekm_access_denied",
		"cannot_dm_bot", "used_url", "expired_url", "invalid_url":
		return true
	}
	return errors.Is(err, ErrNotInstalled)
}
