package delivery

import (
	"context"
	"time"
)

// Pacing makes those who send wait for what a platform allows. A Pacer is one
// for a single instance.
type Pacing interface {
	// Wait waits until a chat of a pace may be sent something. The error, where
	// the context ends before that or is known to, wraps the context's.
	Wait(ctx context.Context, chat string, pace Pace) error
	// Hold sends a chat nothing for a time: the platform said so.
	Hold(chat string, pace Pace, d time.Duration)
	// HoldAll sends nobody anything for a time.
	HoldAll(d time.Duration)
}

var _ Pacing = (*Pacer)(nil)

// NewPacing makes what keeps a pace: what keeper makes, or a Pacer where that
// is nil.
func NewPacing(overall Pace, keeper func(overall Pace) Pacing) Pacing {
	if keeper == nil {
		return NewPacer(overall)
	}
	return keeper(overall)
}
