package stats

import "math/bits"

// noteSet is a set of notes: bit i stands for the set's note i.
type noteSet uint64

// opSet is a set of operations; the empty one stands for all.
type opSet uint32

// has reports whether a note for these operations is for one of them.
func (s opSet) has(o Op) bool { return s == 0 || s&(1<<o) != 0 }

// spreadNotes gives each figure and breakdown the notes that belong to it, so
// that Eval need not look for them.
func (l *loader) spreadNotes() {
	s := l.set
	for i, n := range s.Notes {
		var ops opSet
		for _, o := range n.On {
			ops |= 1 << o
		}
		s.index.noteOps = append(s.index.noteOps, ops)
		for _, id := range n.For {
			s.spreadNote(1<<i, id)
		}
		if b := s.Breakdown(n.For[0]); b != nil && b.Discrepancy != nil && b.Discrepancy.Text == n.Text {
			b.mismatch = 1 << i
		}
	}
}

// spreadNote gives a note to the figures and breakdowns under an id.
func (s *Set) spreadNote(note noteSet, id ID) {
	if b := s.Breakdown(id); b != nil {
		b.notes |= note
	}
	for _, f := range s.Figures {
		switch {
		case f.ID == id || f.Breakdown != nil && f.Breakdown.ID == id:
			f.notes |= note
			f.own |= note
		case f.Population != nil && ID(f.Population.ID) == id:
			f.notes |= note
		}
	}
}

// addNotes gives the answer the notes of everything that it shows.
func (e *eval) addNotes() {
	if e.answer.Reason != NoReason {
		return
	}
	var notes noteSet
	for _, rows := range [...][]Row{e.answer.Figures, e.answer.Context, e.answer.Matches} {
		for i := range rows {
			notes |= rows[i].Figure.notes
		}
	}
	e.answer.Notes = e.set.notesFor(notes, e.q.Op, e.mismatches())
}

// mismatches gives the notes of the breakdowns that do not add up to what they
// divide and of which several figures are shown, whatever is asked of them.
func (e *eval) mismatches() noteSet {
	var notes noteSet
	for i, r := range e.answer.Figures {
		b := r.Figure.Breakdown
		if b == nil || b.mismatch == 0 {
			continue
		}
		for _, other := range e.answer.Figures[:i] {
			if other.Figure.Breakdown == b {
				notes |= b.mismatch
			}
		}
	}
	return notes
}

// askedNotes gives the notes of the figures and breakdowns that the query
// names, for an answer that shows none of them. Notes of a whole population
// have nothing to say there.
func (e *eval) askedNotes() noteSet {
	var notes noteSet
	for _, t := range e.q.Terms {
		for _, id := range t {
			switch p, _ := e.set.part(id); {
			case p.figure != nil:
				notes |= p.figure.own
			case p.breakdown != nil:
				notes |= p.breakdown.notes
			}
		}
	}
	return notes
}

// notesFor lists the notes of a set that are for an operation, and those that
// are to be said in any case.
func (s *Set) notesFor(notes noteSet, op Op, always noteSet) []*Note {
	for i, ops := range s.index.noteOps {
		if !ops.has(op) {
			notes &^= 1 << i
		}
	}
	notes |= always
	if notes == 0 {
		return nil
	}
	list := make([]*Note, 0, bits.OnesCount64(uint64(notes)))
	for i, n := range s.Notes {
		if notes&(1<<i) != 0 {
			list = append(list, n)
		}
	}
	return list
}
