package slack

import (
	"io"
	"net/http"
	"strings"
	"sync"
)

// What a body may have at most, in bytes. Slack's own are a fraction of it.
const (
	mostCommand = 64 << 10
	mostPayload = 1 << 20
)

// The media types in which Slack sends.
const (
	formType = "application/x-www-form-urlencoded"
	jsonType = "application/json"
)

// body is the body of a request, in memory that is used again.
type body struct{ bytes []byte }

// bodies keeps what has been read into.
type bodies struct{ pool sync.Pool }

const keptBody = 16 << 10 // a body that grew beyond is not kept

func (p *bodies) get() *body {
	if b, ok := p.pool.Get().(*body); ok {
		return b
	}
	return &body{bytes: make([]byte, 0, 2048)}
}

func (p *bodies) put(b *body) {
	if cap(b.bytes) <= keptBody {
		p.pool.Put(b)
	}
}

// read gives the body of a request that Slack signed, or writes the status
// that says why not, and nothing else.
func (a *Adapter) read(w http.ResponseWriter, r *http.Request, media string, most int64) (*body, bool) {
	switch {
	case !isMedia(r.Header["Content-Type"], media):
		w.WriteHeader(http.StatusUnsupportedMediaType)
		return nil, false
	case r.ContentLength > most:
		tooLarge(w)
		return nil, false
	}
	b := a.bodies.get()
	status := b.fill(r, most)
	if status == 0 && a.signed.check(r.Header, b.bytes) != nil {
		status = http.StatusUnauthorized
	}
	switch status {
	case 0:
		return b, true
	case http.StatusRequestEntityTooLarge:
		tooLarge(w)
	default:
		w.WriteHeader(status)
	}
	a.bodies.put(b)
	return nil, false
}

// tooLarge refuses a body without reading what is left of it.
func tooLarge(w http.ResponseWriter) {
	w.Header().Set("Connection", "close")
	w.WriteHeader(http.StatusRequestEntityTooLarge)
}

// fill reads a body, and gives the status to refuse it with, or 0. Anyone may
// announce much and send little: memory is taken for what has come.
func (b *body) fill(r *http.Request, most int64) int {
	b.bytes = b.bytes[:0]
	if n := min(int(r.ContentLength), keptBody); n > cap(b.bytes) {
		b.bytes = make([]byte, 0, n)
	}
	for {
		if len(b.bytes) == cap(b.bytes) {
			b.bytes = append(b.bytes, 0)[:len(b.bytes)]
		}
		n, err := r.Body.Read(b.bytes[len(b.bytes):cap(b.bytes)])
		b.bytes = b.bytes[:len(b.bytes)+n]
		switch {
		case int64(len(b.bytes)) > most:
			return http.StatusRequestEntityTooLarge
		case err == io.EOF:
			return 0
		case err != nil:
			return http.StatusBadRequest
		}
	}
}

// isMedia says whether a Content-Type is of a media type, whatever parameters
// stand behind it.
func isMedia(values []string, media string) bool {
	if len(values) != 1 {
		return false
	}
	v := values[0]
	if v == media {
		return true
	}
	v, _, _ = strings.Cut(v, ";")
	return strings.EqualFold(strings.TrimSpace(v), media)
}
