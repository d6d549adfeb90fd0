// Package bolt is a bot.Store in one file of the local disk: for one process,
// without a server. What a call has acknowledged survives a kill of the process
// and, as far as the disk keeps its word, a loss of power.
package bolt

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// What holds where Options do not say otherwise.
const (
	mostEntries = 250_000
	lockWait    = 2 * time.Second
	sweepPause  = time.Minute
)

const (
	patience    = time.Second // how long a call waits for the disk
	mostReaders = 64          // reads at the same time
	fileMode    = 0o600
	mostKey     = 32<<10 - timeSize // bytes, as the library has it
)

// errSilent is returned where the disk does not answer.
var errSilent = fmt.Errorf("the disk has not answered for %v", patience)

// Options are the bounds of a Store. The zero value is right for serving.
type Options struct {
	Now     func() time.Time // the clock; nil for time.Now
	Entries int              // most claims, most sessions and most preferences; 0 for 250,000
	Timeout time.Duration    // how long Open waits for another process to leave the file; 0 for 2 seconds
	Sweep   time.Duration    // how often an idle store forgets what has expired; 0 for a minute
}

// Store is a bot.Store in a file. Where a shelf is full, what would have
// expired first makes room. The file keeps the size that it once had: what is
// swept makes room for what comes.
type Store struct {
	path    string
	db      *bbolt.DB
	now     func() time.Time
	most    int
	counts  [kinds]int    // of the writer alone
	jobs    chan *job     // for the writer
	readers chan struct{} // a place for each read under way
	quit    chan struct{} // closed by Close
	stopped chan struct{} // closed when the writer has gone, and the file with it
	closed  error         // what closing the file came to; to be read once stopped is closed
	once    sync.Once
}

// Open opens the store in a file, or starts one that its owner alone may read.
// It fails where another process has the file open, and where the file is not
// such a store. The folder must be there.
func Open(path string, o Options) (*Store, error) {
	o = o.filled()
	var db *bbolt.DB
	err := guard(func() (err error) {
		db, err = bbolt.Open(path, fileMode, &bbolt.Options{
			Timeout:      o.Timeout,
			FreelistType: bbolt.FreelistMapType,
			NoStatistics: true,
		})
		return err
	})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return nil, fmt.Errorf("opening the store %q: the file has been locked for %v: another cifra may be running with it", path, o.Timeout)
	case err != nil:
		return nil, fmt.Errorf("opening the store %q: %w", path, err)
	}
	s := newStore(path, db, o)
	if err := guard(s.prepare); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the store %q: %w", path, err), db.Close())
	}
	go s.run(o.Sweep)
	return s, nil
}

func newStore(path string, db *bbolt.DB, o Options) *Store {
	return &Store{
		path:    path,
		db:      db,
		now:     o.Now,
		most:    o.Entries,
		jobs:    make(chan *job, mostTogether),
		readers: make(chan struct{}, mostReaders),
		quit:    make(chan struct{}),
		stopped: make(chan struct{}),
	}
}

func (o Options) filled() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Entries <= 0 {
		o.Entries = mostEntries
	}
	if o.Timeout <= 0 {
		o.Timeout = lockWait
	}
	if o.Sweep <= 0 {
		o.Sweep = sweepPause
	}
	return o
}

// format is what prepare writes into the file, and wants to find there.
const format = "cifra state 1"

// prepare makes the buckets, and counts what is in them.
func (s *Store) prepare() error {
	return s.db.Update(func(tx *bbolt.Tx) error {
		if err := checkFormat(tx); err != nil {
			return err
		}
		for k := range kinds {
			for _, name := range []string{k.String(), k.order()} {
				if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
					return fmt.Errorf("bucket %q: %w", name, err)
				}
			}
			s.counts[k] = tx.Bucket([]byte(k.String())).Stats().KeyN
		}
		return nil
	})
}

// checkFormat says whether the file is such a store, and makes an empty one so.
func checkFormat(tx *bbolt.Tx) error {
	name, key := []byte("meta"), []byte("format")
	if first, _ := tx.Cursor().First(); first == nil {
		meta, err := tx.CreateBucket(name)
		if err != nil {
			return fmt.Errorf("bucket %q: %w", name, err)
		}
		return meta.Put(key, []byte(format))
	}
	var found []byte
	if meta := tx.Bucket(name); meta != nil {
		found = meta.Get(key)
	}
	if string(found) != format {
		return fmt.Errorf("it holds something else: its format is %q, want %q", found, format)
	}
	return nil
}

// Close waits for writes under way, and lets go of the file. Calls after it are
// errors; another Close is none.
func (s *Store) Close() error {
	s.once.Do(func() { close(s.quit) })
	select {
	case <-s.stopped:
		return s.failed("closing", s.closed)
	case <-time.After(patience):
		return s.failed("closing", errSilent)
	}
}

// Healthy says whether a write reaches the disk, by writing.
func (s *Store) Healthy(ctx context.Context) error {
	return s.failed("checking", s.write(ctx, func(u *update) error {
		u.dirty = true
		return nil
	}))
}

// String names the store for logs.
func (s *Store) String() string { return fmt.Sprintf("bolt file %q", s.path) }

func (s *Store) failed(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s the store %q: %w", doing, s.path, err)
}
