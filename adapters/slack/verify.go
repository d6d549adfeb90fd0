package slack

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"net/http"
	"sync"
	"time"
)

// The headers that say who sent a request, and when, as net/http spells them.
// Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
const (
	signatureHeader = "X-Slack-Signature"
	timestampHeader = "X-Slack-Request-Timestamp"
	signatureMark   = "v0="
)

// oldest is how far the time of a request may be from ours, either way. What
// comes twice within it is caught by what is known to have been answered.
const oldest = 5 * time.Minute

// errUnsigned is all that is said of a request that Slack did not sign: why is
// of use only to who tries to forge one.
var errUnsigned = errors.New("the signature does not fit")

// verifier says whether Slack sent a request.
type verifier struct {
	now  func() time.Time
	macs sync.Pool // of *mac: keying anew costs more than hashing a command
}

type mac struct {
	hash hash.Hash
	head [64]byte // "v0:" timestamp ":"
	sum  [sha256.Size]byte
	sent [2 * sha256.Size]byte
}

func newVerifier(secret string, now func() time.Time) *verifier {
	v := &verifier{now: now}
	v.macs.New = func() any { return &mac{hash: hmac.New(sha256.New, []byte(secret))} }
	return v
}

// check gives nil for what Slack signed within the last minutes.
func (v *verifier) check(h http.Header, body []byte) error {
	signatures, timestamps := h[signatureHeader], h[timestampHeader]
	if len(signatures) != 1 || len(timestamps) != 1 {
		return errUnsigned
	}
	signature, timestamp := signatures[0], timestamps[0]
	at, ok := parseSeconds(timestamp)
	if !ok || len(signature) != len(signatureMark)+2*sha256.Size || signature[:len(signatureMark)] != signatureMark {
		return errUnsigned
	}
	if age := v.now().Sub(time.Unix(at, 0)); age > oldest || age < -oldest {
		return errUnsigned
	}
	m := v.macs.Get().(*mac)
	defer v.macs.Put(m)
	n := copy(m.sent[:], signature[len(signatureMark):])
	if _, err := hex.Decode(m.sent[:], m.sent[:n]); err != nil { // in place: it never writes ahead of what it reads
		return errUnsigned
	}
	m.hash.Reset()
	m.hash.Write(append(append(append(m.head[:0], "v0:"...), timestamp...), ':'))
	m.hash.Write(body)
	if !hmac.Equal(m.hash.Sum(m.sum[:0]), m.sent[:sha256.Size]) {
		return errUnsigned
	}
	return nil
}

// mostSeconds is the most digits of a timestamp: until the year 33658.
const mostSeconds = 12

// parseSeconds reads a time in seconds, which has digits and nothing else.
func parseSeconds(s string) (seconds int64, ok bool) {
	if s == "" || len(s) > mostSeconds {
		return 0, false
	}
	for i := range len(s) {
		c := s[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		seconds = 10*seconds + int64(c-'0')
	}
	return seconds, true
}
