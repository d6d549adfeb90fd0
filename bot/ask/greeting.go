package ask

// greetingBefore gives where a greeting right before a mark begins, or from where
// there is none: what stands before a greeting is no part of a clause behind it.
func (r *reading) greetingBefore(i, from int) int {
	at := from
	for j := i - 1; j > from && (r.marks[j].is(helpWord) || r.marks[j].is(filler)); j-- {
		if r.marks[j].is(helpWord) {
			at = j
		}
	}
	return at
}
