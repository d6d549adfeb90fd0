package slack

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/slack-go/slack"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/chart"
	"cifra/stats"
)

// place is where an answer goes, and to whom.
type place struct {
	team    string
	channel string // or, for a direct message, the person
	thread  string // the first message of the thread; "" for none
	user    string // who asked
}

// paced is whose pace a place has. A direct message is the person's, whether it
// is named by its channel or by them.
func (p place) paced() string {
	if isDirect(p.channel) && p.user != "" {
		return p.user
	}
	return p.channel
}

// forms are the ways to say a reply, the best first: where Slack refuses the
// blocks, the same answer goes out as sections, and then as text.
func forms(r bot.Reply, s setting) []func() content {
	return []func() content{
		func() content { return render(r, s) },
		func() content { return renderPlain(r, s) },
		func() content { return content{Text: renderPlain(r, s).Text} },
	}
}

// inForms sends a reply in the first form that Slack takes.
func (a *Adapter) inForms(team string, r bot.Reply, s setting, send func(content) error) (content, error) {
	if r.Kind == bot.Silence {
		return content{}, nil
	}
	var err error
	for i, form := range forms(r, s) {
		c := form()
		if err = send(c); err == nil || !badBlocks(err) {
			return c, err
		}
		a.log.Warn("Slack refused the blocks of an answer", "form", i, "kind", r.Kind, "error", a.safe(err), "details", details(err))
		if i == 0 {
			a.plain.note(team)
		}
	}
	return content{}, err
}

// details is what Slack says about blocks that it refused: which of them, and
// why.
func details(err error) []string {
	var said slack.SlackErrorResponse
	if !errors.As(err, &said) {
		return nil
	}
	return said.ResponseMetadata.Messages[:min(len(said.ResponseMetadata.Messages), 4)]
}

// errNoMessage is of a chat.postMessage that says neither what it posted nor
// what went wrong, which the library takes for success.
var errNoMessage = errors.New("no word from Slack which message it posted")

// post posts a reply where all in the channel see it. The answer is given once
// Slack has accepted it; what follows is the picture, where there is one to
// upload.
func (a *Adapter) post(ctx context.Context, at place, r bot.Reply, s setting) (after func(context.Context), err error) {
	to := callee{method: "chat.postMessage", team: at.team, channel: at.paced()}
	sent, err := a.inForms(at.team, r, s, func(c content) error {
		return a.call(ctx, to, func(ctx context.Context, client *slack.Client) error {
			channel, ts, err := client.PostMessageContext(ctx, at.channel, options(c, at.thread)...)
			switch {
			case err != nil:
				return err
			case ts == "":
				return errNoMessage
			case channel != "":
				at.channel = channel // of a person: their direct message
			}
			return nil
		})
	})
	if err != nil || sent.Upload == nil || a.c.Draw == nil {
		return nil, err
	}
	return func(ctx context.Context) { a.upload(ctx, at, sent.Upload) }, nil
}

// inPrivate is what follows an answer that only the asker sees and whose chart
// is no block: Slack shows a file to one person only in their direct message,
// so that the answer is posted there, too, and the picture behind it.
func (a *Adapter) inPrivate(who person, r bot.Reply, upload *chart.Chart) (after func(context.Context)) {
	if upload == nil || a.c.Draw == nil {
		return nil
	}
	return func(ctx context.Context) {
		then, err := a.post(ctx, place{team: who.team, channel: who.user, user: who.user}, r, setting{})
		if err != nil {
			a.log.Error("a chart was not sent", "error", a.safe(err))
		}
		if then != nil {
			then(ctx)
		}
	}
}

// whisper posts a reply that only the asker sees. Slack shows it in a thread
// only where there is one already, so that thread must not be that of a message
// which nobody has answered yet.
// Source: https://docs.slack.dev/reference/methods/chat.postEphemeral
func (a *Adapter) whisper(ctx context.Context, at place, r bot.Reply) error {
	to := callee{method: "chat.postEphemeral", team: at.team, twice: true}
	_, err := a.inForms(at.team, r, setting{Private: true}, func(c content) error {
		return a.call(ctx, to, func(ctx context.Context, client *slack.Client) error {
			_, err := client.PostEphemeralContext(ctx, at.channel, at.user, options(c, at.thread)...)
			return err
		})
	})
	return err
}

func options(c content, thread string) []slack.MsgOption {
	out := []slack.MsgOption{
		slack.MsgOptionText(c.Text, false), // it is escaped where it is made
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	if len(c.Blocks) > 0 {
		out = append(out, slack.MsgOptionBlocks(c.Blocks...))
	}
	if thread != "" {
		out = append(out, slack.MsgOptionTS(thread))
	}
	return out
}

// notSent is the reply to someone who will get none.
func notSent(l stats.Lang) bot.Reply {
	return bot.Reply{Kind: bot.Trouble, Lang: l, Text: bot.WordsIn(l).NotSent}
}

// onlyText is the reply to what holds no words.
func onlyText(l stats.Lang) bot.Reply {
	return bot.Reply{Kind: ask.Help, Lang: l, Text: bot.WordsIn(l).OnlyText}
}

// refusals remembers the workspaces that refused blocks lately. What is
// answered in the response to a command cannot be sent again in another form:
// there, the form that Slack always took is used for a while.
type refusals struct {
	now func() time.Time

	mu   sync.Mutex
	last map[string]time.Time // by workspace
}

// refusedFor is how long a workspace gets no blocks that it refused.
const refusedFor = time.Hour

// mostRefusals is how many workspaces are remembered.
const mostRefusals = 1000

func newRefusals(now func() time.Time) *refusals {
	return &refusals{now: now, last: map[string]time.Time{}}
}

func (r *refusals) note(team string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.last) >= mostRefusals {
		clear(r.last)
	}
	r.last[team] = r.now()
}

func (r *refusals) lately(team string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, ok := r.last[team]
	return ok && r.now().Sub(at) < refusedFor
}
