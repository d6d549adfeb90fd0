package delivery

import "encoding/json"

// mostList is how long a list may be, in bytes of JSON: what platforms send is
// a fraction of it.
const mostList = 64 << 10

// List is one that a platform sends. A short text can make a long list, each
// entry of which takes memory: one beyond all that platforms send is left
// empty.
type List[T any] []T

// UnmarshalJSON reads a list. The error is encoding/json's.
func (l *List[T]) UnmarshalJSON(b []byte) error {
	if len(b) > mostList {
		return nil
	}
	return json.Unmarshal(b, (*[]T)(l))
}
