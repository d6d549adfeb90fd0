package bolt

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
)

// How writes are put together.
const (
	mostTogether = 1024 // writes in one transaction
	sweepBeside  = 64   // entries of a kind swept beside other writes, at least
	sweepAlone   = 1024 // entries of a kind swept where nothing else is to do
)

var (
	errClosed  = errors.New("the store is closed")
	errNothing = errors.New("nothing to commit")
)

// job is the write of one caller.
type job struct {
	work func(*update) error
	done chan error  // of one, so that the writer waits for nobody
	over atomic.Bool // the writer has begun it, or the caller has given up: one of them
}

// write has work done in a transaction, and waits for the disk to have it.
// Writes of callers at the same time share a transaction, and so the wait. After
// an error that is the context's or of a silent disk it is not known whether the
// work was done; before the writer came to it, it is not.
func (s *Store) write(ctx context.Context, work func(*update) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	j := &job{work: work, done: make(chan error, 1)}
	select {
	case s.jobs <- j:
	case <-s.quit:
		return errClosed
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return errSilent
	}
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		j.over.Store(true)
		return ctx.Err()
	case <-timer.C:
		j.over.Store(true)
		return errSilent
	case <-s.stopped:
	}
	select { // it may have been the last that was done
	case err := <-j.done:
		return err
	default:
		return errClosed
	}
}

// run does the writes until the store is closed, and then closes the file.
func (s *Store) run(sweepEvery time.Duration) {
	defer close(s.stopped)
	idle := time.NewTimer(sweepEvery)
	defer idle.Stop()
	for {
		select {
		case first := <-s.jobs:
			s.commit(s.gather(first))
		case <-idle.C:
			if s.sweep() {
				idle.Reset(0) // a step at a time: writes come in between
			} else {
				idle.Reset(sweepEvery)
			}
		case <-s.quit:
			for len(s.jobs) > 0 {
				s.commit(s.gather(<-s.jobs))
			}
			s.closed = guard(s.db.Close)
			return
		}
	}
}

// gather takes what waits beside the first.
func (s *Store) gather(first *job) []*job {
	jobs := []*job{first}
	for len(jobs) < mostTogether {
		select {
		case j := <-s.jobs:
			jobs = append(jobs, j)
		default:
			return jobs
		}
	}
	return jobs
}

// commit does the work of many in one transaction, and tells them. An error of
// one is no other's; that of the transaction is everyone's.
func (s *Store) commit(jobs []*job) {
	errs := make([]error, len(jobs))
	err := s.update(func(u *update) {
		for i, j := range jobs {
			if j.over.CompareAndSwap(false, true) {
				errs[i] = j.work(u)
			}
		}
		u.sweep(sweepBeside + 2*len(jobs))
	})
	for i, j := range jobs {
		if err != nil {
			errs[i] = err
		}
		j.done <- errs[i]
	}
}

// sweep takes a step, and says whether there may be more to sweep. A store with
// nothing to sweep does not write.
func (s *Store) sweep() (more bool) {
	err := s.update(func(u *update) { more = u.sweep(sweepAlone) })
	return more && err == nil
}

// update runs a transaction.
func (s *Store) update(work func(*update)) error {
	var u update
	err := guard(func() error {
		return s.db.Update(func(tx *bbolt.Tx) error {
			u = update{tx: tx, now: s.now().UnixMicro(), most: s.most, counts: s.counts}
			work(&u)
			if !u.dirty {
				return errNothing
			}
			return nil
		})
	})
	if errors.Is(err, errNothing) {
		return nil
	}
	if err == nil {
		s.counts = u.counts
	}
	return err
}

// guard makes an error of a panic, with which the library meets damage to the
// structure of the file.
func guard(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the file is damaged: %v", p)
		}
	}()
	return work()
}
