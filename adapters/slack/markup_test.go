package slack

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWhatSlackAddsToWordsIsTakenOut(t *testing.T) {
	for text, want := range map[string]string{
		"<@U0BOT> how many victims?":                        "how many victims?",
		"how many <@U0BOT|cifra> victims?":                  "how many   victims?",
		"<@U0BOT>":                                          "",
		"<!channel> <!here> top <#C1|general> industries":   "top   industries",
		"<!subteam^S1|@staff> how many?":                    "how many?",
		"call <tel:18883737888|1-888-373-7888>":             "call 1-888-373-7888",
		"<https://polarisproject.org|polarisproject.org> ?": "polarisproject.org ?",
		"see <https://example.org/a?b=c&amp;d>":             "see https://example.org/a?b=c&d",
		"<!date^1392734382^{date}|in 2014> how many":        "in 2014 how many",
		"a &lt; b &amp;&amp; c &gt; d":                      "a < b && c > d",
		"&amp;lt;@U1&amp;gt;":                               "&lt;@U1&gt;",
		"  women  ":                                         "women",
		"1 < 2":                                             "1  2",
		"broken <@U1":                                       "broken @U1",
		"<>":                                                "",
		"a\xffb":                                            "a b",
		"¿cuántas víctimas son mujeres?":                    "¿cuántas víctimas son mujeres?",
	} {
		if got := words(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("<@U1> a <https://x|y> &lt;&amp;")
	f.Fuzz(func(t *testing.T, text string) {
		got := words(text)
		if !utf8.ValidString(got) || strings.TrimSpace(got) != got {
			t.Errorf("%q became %q", text, got)
		}
	})
}
