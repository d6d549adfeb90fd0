package telegram

import "testing"

func FuzzStored(f *testing.F) {
	f.Add("1 0 0 5")
	f.Add("1 7 4294967295 5 6")
	f.Fuzz(func(t *testing.T, text string) {
		r, ok := parseRecord(text)
		if !ok {
			return
		}
		again, ok := parseRecord(r.String())
		if !ok || again.String() != r.String() {
			t.Errorf("%q is %+v, then %+v", text, r, again)
		}
	})
}
