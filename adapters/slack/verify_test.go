package slack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
)

// What Slack's documentation shows.
// Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
const (
	shownSecret    = "8f742231b10e8888abcd99yyyzzz85a5"
	shownTime      = 1531420618
	shownSignature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
	shownBody      = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar" +
		"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=" +
		"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN" +
		"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)

func signed(signature string, at int64) http.Header {
	return http.Header{signatureHeader: {signature}, timestampHeader: {strconv.FormatInt(at, 10)}}
}

func clockAt(seconds int64) func() time.Time {
	return func() time.Time { return time.Unix(seconds, 0) }
}

// sign signs as Slack does, in the words of its documentation.
func sign(secret, body string, at int64) string {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte("v0:" + strconv.FormatInt(at, 10) + ":" + body))
	return "v0=" + hex.EncodeToString(m.Sum(nil))
}

func TestTheSignatureInSlacksDocumentationIsTaken(t *testing.T) {
	v := newVerifier(shownSecret, clockAt(shownTime))
	for range 3 { // the memory of the one before is used again
		if err := v.check(signed(shownSignature, shownTime), []byte(shownBody)); err != nil {
			t.Fatal(err)
		}
	}
	c, err := parseCommand(shownBody)
	if err != nil || c.team != "T1DC2JH3J" || c.channel != "G8PSS9T3V" || c.user != "U2CERLKJA" || c.text != "" {
		t.Errorf("the command was read as %+v, %v", c, err)
	}
	if c.hook != "https://hooks.slack.com/commands/T1DC2JH3J/397700885554/96rGlfmibIGlgcZRskXaIFfN" {
		t.Errorf("its response_url was read as %q", c.hook)
	}
}

func TestWhatSlackDidNotSignIsRefused(t *testing.T) {
	v := newVerifier(shownSecret, clockAt(shownTime))
	good := signed(shownSignature, shownTime)
	with := func(name string, values ...string) http.Header {
		h := good.Clone()
		h[name] = values
		return h
	}
	for name, h := range map[string]http.Header{
		"another signature":     with(signatureHeader, strings.Replace(shownSignature, "a2", "a3", 1)),
		"a cut signature":       with(signatureHeader, shownSignature[:len(shownSignature)-2]),
		"a longer signature":    with(signatureHeader, shownSignature+"00"),
		"no hexadecimal":        with(signatureHeader, shownSignature[:len(shownSignature)-1]+"x"),
		"another version":       with(signatureHeader, "v1="+shownSignature[3:]),
		"no version":            with(signatureHeader, shownSignature[3:]),
		"an empty signature":    with(signatureHeader, ""),
		"no signature":          with(signatureHeader),
		"two signatures":        with(signatureHeader, shownSignature, shownSignature),
		"another time":          with(timestampHeader, "1531420619"),
		"no time":               with(timestampHeader),
		"an empty time":         with(timestampHeader, ""),
		"two times":             with(timestampHeader, "1531420618", "1531420618"),
		"a signed time":         with(timestampHeader, "+1531420618"),
		"a time with a space":   with(timestampHeader, " 1531420618"),
		"a time that overflows": with(timestampHeader, "99999999999999999999999"),
		"no headers":            {},
	} {
		if v.check(h, []byte(shownBody)) == nil {
			t.Errorf("%s was taken", name)
		}
	}
	if v.check(good, []byte(shownBody+" ")) == nil {
		t.Error("another body was taken")
	}
	if newVerifier(shownSecret+"x", clockAt(shownTime)).check(good, []byte(shownBody)) == nil {
		t.Error("what another secret signed was taken")
	}
	if err := v.check(good, []byte(shownBody)); err != nil {
		t.Error("after all that, the right one is refused")
	}
}

func TestASignatureIsTakenForFiveMinutesEitherWay(t *testing.T) {
	for off, want := range map[int64]bool{0: true, 300: true, -300: true, 301: false, -301: false, 86400: false, -86400: false} {
		v := newVerifier(shownSecret, clockAt(shownTime+off))
		if err := v.check(signed(shownSignature, shownTime), []byte(shownBody)); (err == nil) != want {
			t.Errorf("%d seconds later: %v", off, err)
		}
	}
}

func TestAnySignedBodyIsTaken(t *testing.T) {
	v := newVerifier("s", clockAt(1_700_000_000))
	for _, body := range []string{"", "x", strings.Repeat("long ", 10_000), "\x00\xff"} {
		if err := v.check(signed(sign("s", body, 1_700_000_100), 1_700_000_100), []byte(body)); err != nil {
			t.Errorf("a body of %d bytes: %v", len(body), err)
		}
	}
}

func BenchmarkSignature(b *testing.B) {
	v := newVerifier(shownSecret, clockAt(shownTime))
	h, body := signed(shownSignature, shownTime), []byte(shownBody)
	b.ReportAllocs()
	for b.Loop() {
		if err := v.check(h, body); err != nil {
			b.Fatal(err)
		}
	}
}
