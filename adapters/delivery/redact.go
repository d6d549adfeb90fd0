package delivery

import (
	"errors"
	"net/url"
	"strings"
)

// Redact gives an error whose text holds neither a secret nor the address that
// was called, which may hold one. It is still the error that it was to
// errors.Is and errors.As: only print what Redact gave.
func Redact(err error, secrets ...string) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	var called *url.Error
	if errors.As(err, &called) && called.URL != "" {
		text = strings.ReplaceAll(text, called.URL, hostOf(called.URL))
	}
	for _, s := range secrets {
		if s != "" {
			text = strings.ReplaceAll(text, s, "[secret]")
			text = strings.ReplaceAll(text, url.PathEscape(s), "[secret]")
			text = strings.ReplaceAll(text, url.QueryEscape(s), "[secret]")
		}
	}
	if text == err.Error() {
		return err
	}
	return &redacted{text: text, err: err}
}

type redacted struct {
	text string
	err  error
}

func (r *redacted) Error() string        { return r.text }
func (r *redacted) Is(target error) bool { return errors.Is(r.err, target) }
func (r *redacted) As(target any) bool   { return errors.As(r.err, target) }

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "[address]"
	}
	return u.Scheme + "://" + u.Host
}
