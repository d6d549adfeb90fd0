package redis

import (
	"cmp"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// address is what a URL says. It is not kept: the password goes to the client,
// and nowhere else.
type address struct {
	host     string // and port
	user     string
	password string
	database int
	tls      bool
}

// errURL says what is wanted without a word of what was given, of which any part
// may be the password: one with a slash or an @ in it reads as another part.
var errURL = errors.New("want redis://[[user]:password@]host[:port][/number], or rediss:// for TLS, with the special characters of the password written as in %40 (the URL is not shown, since it may hold the password)")

// parseURL reads a URL. Only parts that cannot be of a password are quoted.
func parseURL(raw string) (address, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Opaque != "" || u.Hostname() == "" || u.Fragment != "" ||
		strings.Count(raw, "@") > 1 || u.User == nil && strings.Contains(raw, "@") {
		return address{}, fmt.Errorf("it cannot be read: %w", errURL)
	}
	if u.Scheme != "redis" && u.Scheme != "rediss" {
		return address{}, fmt.Errorf("unknown scheme %q: %w", u.Scheme, errURL)
	}
	if u.RawQuery != "" || u.ForceQuery {
		return address{}, fmt.Errorf("it has a query, which sets nothing here: %w", errURL)
	}
	a := address{tls: u.Scheme == "rediss", host: net.JoinHostPort(u.Hostname(), cmp.Or(u.Port(), "6379"))}
	a.user = u.User.Username()
	password, has := u.User.Password()
	if u.User != nil && (!has || password == "") {
		return address{}, fmt.Errorf("it has a user without a password: %w", errURL)
	}
	a.password = password
	if path := strings.TrimPrefix(u.Path, "/"); path != "" {
		a.database, err = strconv.Atoi(path)
		if err != nil || a.database < 0 {
			return address{}, fmt.Errorf("the database %q is not a number: %w", path, errURL)
		}
	}
	return a, nil
}

// tlsConfig is nil where the URL asks for none.
func (a address) tlsConfig(o Options) *tls.Config {
	if !a.tls {
		return nil
	}
	host, _, _ := net.SplitHostPort(a.host)
	return &tls.Config{ServerName: host, RootCAs: o.RootCAs, MinVersion: tls.VersionTLS12}
}
