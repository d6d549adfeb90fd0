package delivery

import (
	"context"
	"errors"
	"net"
)

// Failure is a sort of failed call of a platform. There are few, so that they
// can be counted by it.
type Failure string

// The failures.
const (
	RateLimited Failure = "rate_limited" // the platform says that it is too much
	TimedOut    Failure = "timeout"      // no answer came in time
	Refused     Failure = "refused"      // the platform will not have it, however often it is tried
	Server      Failure = "server"       // the platform has trouble of its own
	Unreachable Failure = "unreachable"  // no connection, or one that broke
)

// Meter hears what the calls of a platform come to, for those who watch. It is
// told names of methods and no ids. A nil Meter hears nothing, and so does one
// in what it leaves nil. Its functions are called from many goroutines.
type Meter struct {
	OnFailed  func(method string, f Failure)
	OnRetried func(method string)
	OnSeen    func()
}

// Failed says that a call failed, whether it is made again or not.
func (m *Meter) Failed(method string, f Failure) {
	if m != nil && m.OnFailed != nil {
		m.OnFailed(method, f)
	}
}

// Retried says that a call is made again.
func (m *Meter) Retried(method string) {
	if m != nil && m.OnRetried != nil {
		m.OnRetried(method)
	}
}

// Seen says that something was delivered which had been answered before.
func (m *Meter) Seen() {
	if m != nil && m.OnSeen != nil {
		m.OnSeen()
	}
}

// FailureOf tells the failures that the way to a platform has from one
// another. What the platform itself said is for its adapter to tell.
func FailureOf(err error) Failure {
	var timed net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timed) && timed.Timeout() {
		return TimedOut
	}
	return Unreachable
}
