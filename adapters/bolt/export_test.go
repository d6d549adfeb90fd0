package bolt

// HoldWrites makes the file as silent to writers as a disk that hangs, until
// release is called.
func (s *Store) HoldWrites() (release func(), err error) {
	tx, err := s.db.Begin(true)
	if err != nil {
		return nil, err
	}
	return func() { _ = tx.Rollback() }, nil
}

// HoldReads has every place for a reader taken by one that hangs, until release
// is called.
func (s *Store) HoldReads() (release func()) {
	for range mostReaders {
		s.readers <- struct{}{}
	}
	return func() {
		for range mostReaders {
			<-s.readers
		}
	}
}
