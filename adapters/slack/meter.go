package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/slack-go/slack"

	"cifra/adapters/delivery"
)

// failed counts a call that failed, unless the program ended it.
func (a *Adapter) failed(ctx context.Context, method string, err error) {
	if !errors.Is(ctx.Err(), context.Canceled) {
		a.c.Meter.Failed(method, failureOf(err))
	}
}

// failureOf is what operators call the error of a call.
func failureOf(err error) delivery.Failure {
	var limited *slack.RateLimitedError
	var status slack.StatusCodeError
	switch t, wait := judge(err, true); {
	case errors.As(err, &limited), wait > 0:
		return delivery.RateLimited
	case errors.As(err, &status) && status.Code == http.StatusGatewayTimeout:
		return delivery.TimedOut
	case errors.As(err, &status) && status.Code >= http.StatusInternalServerError:
		return delivery.Server
	case errorCode(err) != "" && t != refused:
		return delivery.Server
	case t == refused:
		return delivery.Refused
	case errors.Is(err, errNoMessage), errors.As(err, new(*json.SyntaxError)):
		return delivery.Server // or what stands before it: an answer that is none
	}
	return delivery.FailureOf(err)
}
