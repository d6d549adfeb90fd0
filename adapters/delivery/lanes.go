package delivery

import (
	"context"
	"errors"
	"sync"
)

// ErrFull says that more is waiting than may wait.
var ErrFull = errors.New("too many messages are waiting")

// Lanes keep what belongs together in order, let other things pass beside it,
// and bound both. A lane exists while something is in it.
type Lanes struct {
	slots chan struct{}
	deep  int

	mu      sync.Mutex
	waiting map[string][]chan struct{} // by lane; the first is at work, or about to be
}

// NewLanes makes lanes of which as many as side work at once, and in each of
// which as many as deep may be, with the one at work.
func NewLanes(side, deep int) *Lanes {
	return &Lanes{slots: make(chan struct{}, side), deep: deep, waiting: map[string][]chan struct{}{}}
}

// Turn is a place in a lane.
type Turn struct {
	lanes *Lanes
	lane  string
	mine  chan struct{}
	slot  bool
}

// Enter takes the next place in a lane, at once: who enters first works first.
// The error is ErrFull where the lane has no place left. Leave has to be called
// on the Turn, whether Wait was or not.
func (l *Lanes) Enter(lane string) (*Turn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queue := l.waiting[lane]
	if len(queue) >= l.deep {
		return nil, ErrFull
	}
	mine := make(chan struct{})
	if len(queue) == 0 {
		close(mine)
	}
	l.waiting[lane] = append(queue, mine)
	return &Turn{lanes: l, lane: lane, mine: mine}, nil
}

// Wait waits until all that entered the lane before have left it, and there is
// room for one more to work. Its error is the context's.
func (t *Turn) Wait(ctx context.Context) error {
	select {
	case <-t.mine:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case t.lanes.slots <- struct{}{}:
		t.slot = true
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Leave lets the next one work.
func (t *Turn) Leave() {
	if t.slot {
		<-t.lanes.slots
	}
	l := t.lanes
	l.mu.Lock()
	defer l.mu.Unlock()
	queue := l.waiting[t.lane]
	for i, c := range queue {
		if c != t.mine {
			continue
		}
		queue = append(queue[:i:i], queue[i+1:]...)
		if i == 0 && len(queue) > 0 {
			close(queue[0])
		}
		break
	}
	if len(queue) == 0 {
		delete(l.waiting, t.lane)
		return
	}
	l.waiting[t.lane] = queue
}

// Len is how many are in the lanes, at work or waiting.
func (l *Lanes) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, queue := range l.waiting {
		n += len(queue)
	}
	return n
}
