package slack

import (
	"net/url"
	"strings"
	"testing"
)

func TestAFormIsReadStrictly(t *testing.T) {
	for form, want := range map[string]string{
		"text=a+b":                 "a b",
		"text=%C2%BFcu%C3%A1ntas":  "¿cuántas",
		"x=1&text=a%26b%3Dc&y=2":   "a&b=c",
		"text=":                    "",
		"text":                     "",
		"":                         "",
		"&&text=a&":                "a",
		"te%78t=a":                 "a",
		"Text=b&text=a":            "a",
		"x=%41&text=a=b":           "a=b",
		"text=%e2%80%9cquoted%2e+": "“quoted. ",
	} {
		var text string
		if err := parseForm(form, []field{{name: "text", into: &text}}); err != nil || text != want {
			t.Errorf("%q was read as %q, %v; want %q", form, text, err, want)
		}
	}
	for _, form := range []string{
		"text=a&text=b", "text=a&text=a", "text=%", "text=%4", "text=%zz", "x=%", "x=%g0", "%=1", "text=a;b", "x=1;y=2", "text=%4&x=1",
	} {
		var text string
		if err := parseForm(form, []field{{name: "text", into: &text}}); err == nil {
			t.Errorf("%q was read as %q", form, text)
		}
	}
}

func TestACommandNamesWhoAsksWhere(t *testing.T) {
	for form, ok := range map[string]bool{
		"team_id=T1&channel_id=C1&user_id=U1":               true,
		"enterprise_id=E1&channel_id=C1&user_id=U1":         true,
		"team_id=&enterprise_id=E1&channel_id=C&user_id=U1": true,
		"ssl_check=1&token=x":                               true,
		"channel_id=C1&user_id=U1":                          false,
		"team_id=T1&user_id=U1":                             false,
		"team_id=T1&channel_id=C1":                          false,
		"team_id=T1&team_id=T2&channel_id=C1&user_id=U1":    false,
		"":            false,
		"\x00%00=%00": false,
	} {
		if _, err := parseCommand(form); (err == nil) != ok {
			t.Errorf("%q: %v", form, err)
		}
	}
}

// FuzzForm compares with the standard library, which is as strict.
func FuzzForm(f *testing.F) {
	f.Add(shownBody)
	f.Add("text=a+b&text=c")
	f.Add("a=%zz;b")
	f.Fuzz(func(t *testing.T, form string) {
		var text string
		err := parseForm(form, []field{{name: "text", into: &text}})
		values, wantErr := url.ParseQuery(form)
		switch twice := len(values["text"]) > 1; {
		case wantErr != nil || twice:
			if err == nil {
				t.Errorf("%q was read, though %v", form, wantErr)
			}
		case err != nil || text != values.Get("text"):
			t.Errorf("%q was read as %q, %v; want %q", form, text, err, values.Get("text"))
		}
	})
}

func FuzzCommand(f *testing.F) {
	f.Add(shownBody)
	f.Add("team_id=T1&channel_id=C1&user_id=U1&text=%F0%9F%92%A9+%3C%40U1%3E")
	f.Fuzz(func(t *testing.T, form string) {
		c, err := parseCommand(form)
		if err != nil || c.checking {
			return
		}
		m := c.message("")
		if m.Text == "" && m.Command == "" || !strings.HasPrefix(m.User, c.team+"/") {
			t.Errorf("%q became %+v", form, m)
		}
	})
}
