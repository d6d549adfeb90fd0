package delivery_test

import (
	"encoding/json"
	"strings"
	"testing"

	"cifra/adapters/delivery"
)

func TestAListLongerThanAnyPlatformSendsIsLeftEmpty(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"none": {`null`, 0}, "an empty one": {`[]`, 0}, "a short one": {`[{"id":"a"},{"id":"b"}]`, 2},
		"one of 64 KB": {"[" + strings.Repeat("{},", 21844) + "{}]", 21845},
		"a longer one": {"[" + strings.Repeat("{},", 21845) + "{}]", 0},
		"a long entry": {`[{"id":"` + strings.Repeat("x", 64<<10) + `"}]`, 0},
	} {
		var got delivery.List[struct{ ID string }]
		if err := json.Unmarshal([]byte(c.text), &got); err != nil || len(got) != c.want {
			t.Errorf("%s: %d entries, %v; want %d", name, len(got), err, c.want)
		}
	}
	var got delivery.List[int]
	if err := json.Unmarshal([]byte(`["x"]`), &got); err == nil {
		t.Errorf("what is no list of numbers was read as %v", got)
	}
}
