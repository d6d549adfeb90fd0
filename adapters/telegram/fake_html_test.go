package telegram

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// checkText reads a text with its parse_mode and gives what people see of it.
func checkText(p url.Values, field string, most int) (string, *failure) {
	plain := p.Get(field)
	switch p.Get("parse_mode") {
	case "HTML":
		var wrong string
		if plain, wrong = plainHTML(plain); wrong != "" {
			return "", bad("can't parse entities: %s", wrong)
		}
	case "":
	default:
		return "", bad("unsupported parse_mode")
	}
	switch {
	case strings.TrimSpace(plain) == "":
		return "", bad("message text is empty")
	case utf16Units(plain) > most && field == "caption":
		return "", bad("message caption is too long")
	case utf16Units(plain) > most:
		return "", bad("message is too long")
	}
	return plain, nil
}

// telegramTags are the tags that Telegram knows
// (https://core.telegram.org/bots/api#html-style).
const telegramTags = " b strong i em u ins s strike del code pre a blockquote tg-spoiler span tg-emoji "

// plainHTML reads a text as Telegram does: tags are known and closed in order,
// and "<" stands nowhere else. It says what is wrong.
func plainHTML(text string) (plain, wrong string) {
	var b strings.Builder
	var open []string
	for i := 0; i < len(text); {
		switch {
		case text[i] == '<':
			end := strings.IndexByte(text[i:], '>')
			if end < 0 {
				return "", "Unclosed start tag"
			}
			inside := text[i+1 : i+end]
			i += end + 1
			if name, closing := strings.CutPrefix(inside, "/"); closing {
				if len(open) == 0 || open[len(open)-1] != name {
					return "", "Unmatched end tag, expected another than \"" + name + "\""
				}
				open = open[:len(open)-1]
				continue
			}
			name, _, _ := strings.Cut(inside, " ")
			if name == "" || !strings.Contains(telegramTags, " "+name+" ") {
				return "", "Unsupported start tag \"" + name + "\""
			}
			open = append(open, name)
		case text[i] == '&':
			decoded, size := entityAt(text[i:])
			b.WriteString(decoded)
			i += size
		default:
			b.WriteByte(text[i])
			i++
		}
	}
	if len(open) > 0 {
		return "", "Can't find end tag corresponding to start tag " + open[len(open)-1]
	}
	return b.String(), ""
}

// entityAt decodes what begins with "&": Telegram knows four names, and takes
// any other for the text that it is.
func entityAt(s string) (string, int) {
	for name, is := range map[string]string{"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": `"`, "&#39;": "'", "&#34;": `"`} {
		if strings.HasPrefix(s, name) {
			return is, len(name)
		}
	}
	return "&", 1
}

// checkMarkup reads an inline keyboard.
func checkMarkup(text string) *failure {
	if text == "" {
		return nil
	}
	var markup struct {
		Rows [][]struct {
			Text   string  `json:"text"`
			Data   *string `json:"callback_data"`
			Inline *string `json:"switch_inline_query"`
			URL    *string `json:"url"`
		} `json:"inline_keyboard"`
	}
	if err := json.Unmarshal([]byte(text), &markup); err != nil || markup.Rows == nil {
		return bad("can't parse reply keyboard markup JSON object")
	}
	for _, row := range markup.Rows {
		for _, b := range row {
			kinds := 0
			for _, is := range []bool{b.Data != nil, b.Inline != nil, b.URL != nil} {
				if is {
					kinds++
				}
			}
			switch {
			case b.Text == "" || kinds != 1:
				return bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
			case b.Data != nil && (len(*b.Data) < 1 || len(*b.Data) > 64):
				return bad("BUTTON_DATA_INVALID")
			}
		}
	}
	return nil
}

func TestTheFakeReadsHTMLAsTelegramDoes(t *testing.T) {
	for _, c := range []struct{ html, plain, wrong string }{
		{"a <b>bold</b> &lt;b&gt; &amp;amp; R&D", "a bold <b> &amp; R&D", ""},
		{"<b><i>x</b></i>", "", "Unmatched"},
		{"1 < 2", "", "Unclosed"},
		{"<p>x</p>", "", "Unsupported"},
		{"<b>x", "", "Can't find end tag"},
		{`<a href="https://example.org/?a=1&amp;b=2">x</a>`, "x", ""},
	} {
		plain, wrong := plainHTML(c.html)
		if plain != c.plain || !strings.HasPrefix(wrong, c.wrong) || (wrong == "") != (c.wrong == "") {
			t.Errorf("%q reads %q, %q", c.html, plain, wrong)
		}
	}
}
