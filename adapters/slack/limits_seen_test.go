package slack

import (
	"strings"
	"testing"
)

// The checker must see what it is there for.
func TestCheckerSeesWhatSlackWouldRefuse(t *testing.T) {
	section := func(text string) string {
		return `{"type":"section","text":{"type":"plain_text","text":"` + text + `","emoji":false}}`
	}
	button := func(id, label string) string {
		return `{"type":"button","text":{"type":"plain_text","text":"` + label + `","emoji":false},"action_id":"` + id + `"}`
	}
	many := func(n int, s string) string { return strings.TrimSuffix(strings.Repeat(s+",", n), ",") }
	row := `[{"type":"raw_text","text":"a"}]`
	for name, blocks := range map[string]string{
		"no blocks":       ``,
		"blocks":          many(51, section("a")),
		"long section":    section(strings.Repeat("a", 3001)),
		"empty section":   section(""),
		"unknown key":     `{"type":"section","title":"x","text":{"type":"plain_text","text":"a","emoji":false}}`,
		"a broadcast":     section("<!channel>"),
		"a control":       section(`\u0007`),
		"long header":     `{"type":"header","text":{"type":"plain_text","text":"` + strings.Repeat("a", 151) + `","emoji":false}}`,
		"same actions":    `{"type":"actions","elements":[` + button("a", "x") + `,` + button("a", "y") + `]}`,
		"too many":        `{"type":"actions","elements":[` + many(26, button("a", "x")) + `]}`,
		"long label":      `{"type":"actions","elements":[` + button("a", strings.Repeat("x", 76)) + `]}`,
		"context":         `{"type":"context","elements":[` + many(11, `{"type":"plain_text","text":"a","emoji":false}`) + `]}`,
		"bold":            `{"type":"context","elements":[{"type":"mrkdwn","text":"a *b*","verbatim":true}]}`,
		"two tables":      many(2, `{"type":"table","rows":[`+row+`,`+row+`],"column_settings":[{"align":"left","is_wrapped":true}]}`),
		"ragged":          `{"type":"table","rows":[` + row + `,[]],"column_settings":[{"align":"left","is_wrapped":true}]}`,
		"rows":            `{"type":"table","rows":[` + many(101, row) + `],"column_settings":[{"align":"left","is_wrapped":true}]}`,
		"zero bar":        `{"type":"data_visualization","title":"t","chart":{"type":"bar","series":[{"name":"s","data":[{"label":"a","value":0}]}],"axis_config":{"categories":["a"]}}}`,
		"other category":  `{"type":"data_visualization","title":"t","chart":{"type":"bar","series":[{"name":"s","data":[{"label":"b","value":1}]}],"axis_config":{"categories":["a"]}}}`,
		"unknown block":   `{"type":"video"}`,
		"formatted block": `{"type":"section","text":{"type":"mrkdwn","text":"a"}}`,
	} {
		if len(checkMessage([]byte(`{"text":"a","blocks":[`+blocks+`]}`), "")) == 0 {
			t.Errorf("%s: no problem seen", name)
		}
	}
	for _, text := range []string{"", strings.Repeat("a", 4001), "<@U1>", "a _b_", ":joy:", "&gt; a", "@here", "&quot;", "a & b", "<!here>"} {
		if len(checkMessage([]byte(`{"text":"`+text+`","blocks":[`+section("a")+`]}`), "U2")) == 0 {
			t.Errorf("the text %.20q: no problem seen", text)
		}
	}
	fine := `{"text":"a &lt; b, 10:30, &amp;. By <@U1>","blocks":[` + section("609 of the <1%") + `]}`
	if problems := checkMessage([]byte(fine), "U1"); len(problems) > 0 {
		t.Errorf("a good message: %q", problems)
	}
}
