package delivery_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"

	"cifra/adapters/delivery"
	"cifra/bot"
)

func TestAMeterThatIsNotThereHearsNothing(t *testing.T) {
	for _, m := range []*delivery.Meter{nil, {}} {
		m.Failed("x", delivery.Refused)
		m.Retried("x")
		m.Seen()
	}
}

func TestALedgerTellsItsMeterOfWhatWasAnsweredBefore(t *testing.T) {
	n, seen := 0, 0
	l := delivery.NewLedger(bot.NewMemory(bot.MemoryOptions{}), delivery.LedgerOptions{Meter: &delivery.Meter{OnSeen: func() { seen++ }}})
	if _, err := l.Once(t.Context(), "e1", work(&n, errors.New("broken"))); err == nil {
		t.Fatal("no error")
	}
	want(t, l, work(&n, nil), delivery.Answered)
	if seen != 0 {
		t.Errorf("%d times before it was answered", seen)
	}
	want(t, l, work(&n, nil), delivery.Before)
	want(t, l, work(&n, nil), delivery.Before)
	if seen != 2 {
		t.Errorf("told %d times of two", seen)
	}
}

func TestAFailureOnTheWayIsATimeoutOrABrokenConnection(t *testing.T) {
	for err, want := range map[error]delivery.Failure{
		fmt.Errorf("calling: %w", context.DeadlineExceeded): delivery.TimedOut,
		&net.DNSError{IsTimeout: true}:                      delivery.TimedOut,
		&net.DNSError{IsNotFound: true}:                     delivery.Unreachable,
		fmt.Errorf("reading: %w", io.ErrUnexpectedEOF):      delivery.Unreachable,
	} {
		if got := delivery.FailureOf(err); got != want {
			t.Errorf("%v is %s, want %s", err, got, want)
		}
	}
}
