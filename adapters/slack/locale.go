package slack

import (
	"context"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/slack-go/slack"
	"golang.org/x/sync/singleflight"
)

// What is known of how people have set up their Slack, and for how long.
const (
	mostLocales   = 10_000
	keepLocale    = 24 * time.Hour
	keepNoLocale  = 10 * time.Minute // where Slack did not say: it may the next time
	waitForLocale = 700 * time.Millisecond
	mostLookUps   = 4 // at once
)

// person is someone in a workspace.
type person struct{ team, user string }

// locales remembers the locales of people, such as "es-MX", so that Slack is
// asked once for each.
type locales struct {
	lookUp func(ctx context.Context, p person) (string, error)
	now    func() time.Time
	known  *lru.Cache[person, known]
	flying singleflight.Group
	slots  chan struct{}
}

type known struct {
	locale string
	until  time.Time
}

func newLocales(lookUp func(context.Context, person) (string, error), now func() time.Time) (*locales, error) {
	cache, err := lru.New[person, known](mostLocales)
	return &locales{lookUp: lookUp, now: now, known: cache, slots: make(chan struct{}, mostLookUps)}, err
}

// get gives the locale of a person, or "" where it does not become known within
// the time to wait. With no time to wait, nobody waits: the next question
// profits. Then where many are looked up already, this one is not.
func (l *locales) get(ctx context.Context, p person, wait time.Duration) string {
	if k, ok := l.known.Get(p); ok && l.now().Before(k.until) {
		return k.locale
	}
	if wait == 0 {
		select {
		case l.slots <- struct{}{}:
			<-l.slots // there is room: of those who see it at once, the rest wait for it
		default:
			return ""
		}
	}
	p = person{strings.Clone(p.team), strings.Clone(p.user)} // of which the request is made
	found := l.flying.DoChan(p.team+"/"+p.user, func() (any, error) { return l.fetch(context.WithoutCancel(ctx), p), nil })
	if wait == 0 {
		return ""
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case r := <-found:
		locale, _ := r.Val.(string)
		return locale
	case <-timer.C:
	case <-ctx.Done():
	}
	return ""
}

// fetch asks Slack, and remembers what it said, or that it did not.
func (l *locales) fetch(ctx context.Context, p person) string {
	l.slots <- struct{}{}
	defer func() { <-l.slots }()
	if k, ok := l.known.Get(p); ok && l.now().Before(k.until) {
		return k.locale // while waiting
	}
	keep := keepLocale
	locale, err := l.lookUp(ctx, p)
	if err != nil || locale == "" {
		locale, keep = "", keepNoLocale
	}
	l.known.Add(p, known{locale, l.now().Add(keep)})
	return locale
}

// lookUpLocale asks Slack for the locale of a person.
func (a *Adapter) lookUpLocale(ctx context.Context, p person) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, a.c.Timeouts.Call)
	defer cancel()
	locale := ""
	to := callee{method: "users.info", team: p.team, twice: true}
	err := a.call(ctx, to, func(ctx context.Context, client *slack.Client) error {
		user, err := client.GetUserInfoContext(ctx, p.user)
		if err == nil {
			locale = user.Locale
		}
		return err
	})
	if err != nil {
		a.log.Debug("a locale is not known", "error", a.safe(err))
	}
	return locale, err
}
