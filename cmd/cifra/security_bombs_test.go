package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"
)

// What a platform would have to send for it to do harm: these are signed, and
// reach what reads them.

// bombs are values that are dear to read, or not what they should be, as JSON.
func bombs() map[string]string {
	const large = 900_000
	fill := func(n int, each string) string { return strings.TrimSuffix(strings.Repeat(each, n), ",") }
	keys := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `"k%d":%d,`, i, i)
		}
		return "{" + strings.TrimSuffix(b.String(), ",") + "}"
	}
	return map[string]string{
		"deep arrays, not closed":    strings.Repeat("[", large),
		"deep arrays":                strings.Repeat("[", large/2) + strings.Repeat("]", large/2),
		"deep objects":               strings.Repeat(`{"a":`, large/8) + "1" + strings.Repeat("}", large/8),
		"arrays as deep as is read":  strings.Repeat("[", 9000) + strings.Repeat("]", 9000),
		"objects as deep as is read": strings.Repeat(`{"a":`, 9000) + "1" + strings.Repeat("}", 9000),
		"many numbers":               "[" + fill(large/2, "0,") + "]",
		"many objects":               "[" + fill(large/3, "{},") + "]",
		"many lists":                 "[" + fill(large/3, "[],") + "]",
		"many lists of an object":    "[" + fill(large/5, "[{}],") + "]",
		"many strings":               "[" + fill(large/3, `"",`) + "]",
		"many keys":                  keys(60_000),
		"one key many times":         "{" + fill(large/6, `"a":1,`) + "}",
		"a number of many digits":    strings.Repeat("9", large),
		"a fraction of many digits":  "0." + strings.Repeat("9", large),
		"a huge exponent":            "1e999999999",
		"a negative one":             "-1e-999999999",
		"more than 64 bits":          "18446744073709551616",
		"a long string":              `"` + strings.Repeat("x", large) + `"`,
		"a long line of marks":       `"` + strings.Repeat("<", large) + `"`,
		"many marks":                 `"` + strings.Repeat("<@U>", large/4) + `"`,
		"many escapes":               `"` + strings.Repeat("&amp;", large/5) + `"`,
		"many words":                 `"` + strings.Repeat("victims ", large/8) + `"`,
		"many accents":               `"` + strings.Repeat("a\u0301", large/3) + `"`,
		"many line feeds":            `"` + strings.Repeat(`\n`, large/2) + `"`,
		"bytes that are no UTF-8":    "\"\xff\xfe\xc0\x80\xed\xa0\x80\"",
		"half of a pair":             `"\ud800 \udc00\ud800"`,
		"zero bytes":                 `"\u0000` + strings.Repeat(`\u0000`, 1000) + `"`,
		"a raw zero byte":            "\"\x00\"",
		"nothing":                    "null",
		"a truth":                    "true",
		"a negative number":          "-1",
	}
}

// around puts a value in place of each part of a delivery that is read.
func around(value string, whole string, parts ...string) map[string]string {
	out := map[string]string{"whole": value}
	for _, part := range parts {
		if before, after, ok := strings.Cut(whole, part); ok {
			name, _, _ := strings.Cut(part, ":")
			out[name] = before + name + ":" + value + after
		}
	}
	return out
}

// withstands sends a delivery, which has to be answered in one of the ways
// that are foreseen, in time and with bounded memory.
func (s *serving) withstands(t *testing.T, name string, r *http.Request) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	client := http.Client{Timeout: 20 * time.Second}
	response, err := client.Do(r)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	response.Body.Close()
	runtime.ReadMemStats(&after)
	switch response.StatusCode {
	case http.StatusOK, http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType:
	default:
		t.Errorf("%s: %s", name, response.Status)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 48<<20 {
		t.Errorf("%s: %d MB were allocated", name, took>>20)
	}
}

// survived says that nothing panicked, and that questions are answered.
func (s *serving) survived(t *testing.T) {
	t.Helper()
	if status, answer := s.slash(t, "after", "how many victims"); status != http.StatusOK || !strings.Contains(answer, victims) {
		t.Errorf("afterwards: %d %s", status, answer)
	}
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	for _, word := range []string{"panic", "goroutine "} {
		if at := strings.Index(s.log.String(), word); at >= 0 {
			t.Errorf("the log says %.2000s", s.log.String()[at:])
		}
	}
}

// escapedLittle escapes no more of a value of a form than must be, so that all
// of it fits.
func escapedLittle(value string) string {
	return strings.NewReplacer("%", "%25", "&", "%26", "+", "%2B", ";", "%3B").Replace(value)
}

// unlimited lets one person ask as much as these tests do.
func unlimited(p *platforms) []string {
	return everything(p, "CIFRA_STATE_KIND=memory", "CIFRA_LIMITS_PERSON_MINUTE=0", "CIFRA_LIMITS_CHAT_MINUTE=0")
}

func TestSignedBombsDoNotHurtTheSlackServer(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, unlimited(p)...)
	event := `{"type":"event_callback","challenge":"x","team_id":"T1","event_id":"Ev1","authorizations":[],"event":{"type":"app_mention",` +
		`"user":"U1","text":"x","ts":"9.1","thread_ts":"1.1","channel":"C1","channel_type":"channel","edited":null,"unknown":1}}`
	press := `{"type":"block_actions","callback_id":"ask_about","team":{"id":"T1"},"user":{"id":"U1"},"channel":{"id":"C1"},"container":{},` +
		`"message":{"text":"x"},"trigger_id":"1","response_url":"","actions":[{"action_id":"press-0","value":"x"}],"unknown":1}`
	shortcut := strings.Replace(press, "block_actions", "message_action", 1)
	n := 0
	own := func(body string) string { // each in a channel of its own: channels have their pace
		n++
		return strings.NewReplacer(`"C1"`, fmt.Sprintf(`"C%d"`, n), `"Ev1"`, fmt.Sprintf(`"Ev%d"`, n), `"trigger_id":"1"`, fmt.Sprintf(`"trigger_id":"%d"`, n)).Replace(body)
	}
	for name, bomb := range bombs() {
		for part, body := range around(bomb, event, `"event_id":"Ev1"`, `"authorizations":[]`, `"text":"x"`, `"ts":"9.1"`, `"unknown":1`) {
			s.withstands(t, "an event with "+name+" as its "+part, slackDelivery(s.public, "/slack/events", jsonMedia, own(body)))
		}
		for part, body := range around(bomb, press, `"response_url":""`, `"actions":[{"action_id":"press-0","value":"x"}]`, `"value":"x"`) {
			s.withstands(t, "a press with "+name+" as its "+part, slackDelivery(s.public, "/slack/interactions", formMedia, "payload="+escapedLittle(own(body))))
		}
		for part, body := range around(bomb, shortcut, `"text":"x"`) {
			s.withstands(t, "a shortcut with "+name+" as its "+part, slackDelivery(s.public, "/slack/interactions", formMedia, "payload="+escapedLittle(own(body))))
		}
	}
	s.survived(t)
}

func TestSignedBombsDoNotHurtTheFormsOfSlack(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, unlimited(p)...)
	const most = 60_000
	whole := "team_id=T1&channel_id=C1&user_id=U1&trigger_id=1.1&text="
	for name, body := range map[string]string{
		"many fields":             strings.Repeat("a=1&", most/4),
		"many that are wanted":    strings.Repeat("text=a&", most/7),
		"many without a name":     strings.Repeat("&", most),
		"many signs":              strings.Repeat("=", most),
		"a long name":             strings.Repeat("a", most),
		"a long text":             whole + strings.Repeat("a", most),
		"many words":              whole + strings.Repeat("victims+", most/8),
		"many marks":              whole + strings.Repeat("%3C", most/3),
		"many escapes":            whole + strings.Repeat("%25", most/3),
		"a broken escape":         whole + strings.Repeat("%", most),
		"an escape cut short":     whole + "%4",
		"bytes that are no UTF-8": whole + "%ff%fe%c0%80%ed%a0%80",
		"raw bytes":               whole + "\xff\xfe\x00",
		"zero bytes":              whole + strings.Repeat("%00", most/3),
		"JSON":                    strings.Repeat("[", most),
		"too much":                whole + strings.Repeat("a", 80_000),
	} {
		s.withstands(t, "a command of "+name, slackDelivery(s.public, "/slack/commands", formMedia, body))
		s.withstands(t, "an interaction of "+name, slackDelivery(s.public, "/slack/interactions", formMedia, body))
		s.withstands(t, "a payload of "+name, slackDelivery(s.public, "/slack/interactions", formMedia, "payload="+escapedLittle(body)))
	}
	s.survived(t)
}

func TestBombsWithTheSecretDoNotHurtTheTelegramServer(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, unlimited(p)...)
	n := 0
	for name, bomb := range bombs() {
		for kind, update := range map[string]string{
			"a message": `{"update_id":1,"message":{"message_id":1,"date":1,"text":"x","entities":[],"caption":"x","sticker":1,"reply_to_message":{},` +
				`"chat":{"id":5,"type":"private"},"from":{"id":5,"language_code":"en"},"unknown":1}}`,
			"a press": `{"update_id":1,"callback_query":{"id":"1","data":"x","from":{"id":5},"message":{"message_id":1,"date":1,` +
				`"reply_markup":{"inline_keyboard":[]},"chat":{"id":5,"type":"private"}}}}`,
			"an inline query": `{"update_id":1,"inline_query":{"id":"1","query":"x","from":{"id":5,"language_code":"en"}}}`,
		} {
			for part, body := range around(bomb, update, `"update_id":1`, `"text":"x"`, `"entities":[]`, `"sticker":1`, `"data":"x"`,
				`"inline_keyboard":[]`, `"query":"x"`) {
				n++
				own := strings.NewReplacer(`"update_id":1`, fmt.Sprintf(`"update_id":%d`, n), `"chat":{"id":5`, fmt.Sprintf(`"chat":{"id":%d`, n))
				s.withstands(t, kind+" with "+name+" as its "+part, telegramDelivery(s.public, own.Replace(body)))
			}
		}
	}
	s.survived(t)
}

// Nothing that comes packed is unpacked: a small body stays a small one.
func TestPackedBodiesAreNotUnpacked(t *testing.T) {
	at(t, nil)
	p := newPlatforms(t)
	s := serve(t, unlimited(p)...)
	pack := func(text string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write([]byte(text))
		_ = z.Close()
		return b.String()
	}
	bomb := pack(strings.Repeat(" ", 64<<20))
	for _, encoding := range []string{"gzip", "deflate", "br", "zstd"} {
		for name, r := range map[string]*http.Request{
			"an event":               slackDelivery(s.public, "/slack/events", jsonMedia, pack(mentionBody(1))),
			"a command":              slackDelivery(s.public, "/slack/commands", formMedia, pack(commandBody(1))),
			"a press":                slackDelivery(s.public, "/slack/interactions", formMedia, pack(pressBody(1, "", "x"))),
			"an update":              telegramDelivery(s.public, pack(updateBody(1))),
			"an event that swells":   slackDelivery(s.public, "/slack/events", jsonMedia, bomb),
			"an update that swells":  telegramDelivery(s.public, bomb),
			"a command that swells":  slackDelivery(s.public, "/slack/commands", formMedia, bomb[:40<<10]),
			"a payload that swells ": slackDelivery(s.public, "/slack/interactions", formMedia, "payload="+url.QueryEscape(bomb)),
		} {
			r.Header.Set("Content-Encoding", encoding)
			if status, said := do(t, r); status < 400 || status >= 500 {
				t.Errorf("%s, packed as %s: %d %q", name, encoding, status, said)
			}
		}
	}
	if n := p.answered(); n != 0 {
		t.Errorf("%d answers were sent", n)
	}
	s.survived(t)
}
