package telegram

import (
	"errors"
	"net/http"

	"cifra/adapters/delivery"
)

// count counts a call that failed. An edit that changes nothing is none.
func (s *sender) count(method string, err error) {
	if err != nil && !isUnchanged(err) {
		s.meter.Failed(method, failureOf(err))
	}
}

// failureOf is what operators call the error of a call.
func failureOf(err error) delivery.Failure {
	if _, ok := tooMany(err); ok {
		return delivery.RateLimited
	}
	if r, ok := errors.AsType[*refusal](err); ok {
		if r.code >= http.StatusInternalServerError {
			return delivery.Server
		}
		return delivery.Refused
	}
	if a, ok := errors.AsType[*absence](err); ok && (a.between || errors.Is(err, errGarbage)) {
		return delivery.Server
	}
	return delivery.FailureOf(err)
}
