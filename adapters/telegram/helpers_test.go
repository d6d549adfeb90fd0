package telegram

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/bottest"
	"cifra/stats"
)

// fakeBot is a bot.Handler that remembers what it was asked.
type fakeBot struct {
	mu    sync.Mutex
	asked []bot.Message
	reply func(m bot.Message) bot.Reply // nil: the text of echo
}

// Handle is of bot.Handler.
func (b *fakeBot) Handle(_ context.Context, m bot.Message) bot.Reply {
	b.mu.Lock()
	defer b.mu.Unlock()
	if m.Command != "language" { // which asks for the language alone
		b.asked = append(b.asked, m)
	}
	if b.reply != nil {
		return b.reply(m)
	}
	return echo(m)
}

// echo answers with what was asked, which the real bot never does.
func echo(m bot.Message) bot.Reply {
	lang := stats.EN
	if strings.HasPrefix(m.Locale, "es") {
		lang = stats.ES
	}
	return bot.Reply{Kind: ask.Help, Lang: lang, Title: "Title", Text: "answer to " + m.Command + "|" + m.Text + "|" + m.Press}
}

func (b *fakeBot) messages() []bot.Message {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]bot.Message(nil), b.asked...)
}

// logbook keeps what is logged, of every level.
type logbook struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// lines counts the lines that hold a text.
func (l *logbook) lines(holds string) int {
	n := 0
	for line := range strings.Lines(l.String()) {
		if strings.Contains(line, holds) {
			n++
		}
	}
	return n
}

func (l *logbook) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// rig is an adapter, the Telegram it talks to and the bot behind it.
type rig struct {
	*testing.T
	*fakeTelegram
	bot     *fakeBot
	log     *logbook
	store   bot.Store
	config  Config
	adapter *Adapter
	handler bot.Handler
	stop    context.CancelFunc
	ended   chan error
}

// newRig makes a rig on loopback, not running yet.
func newRig(t *testing.T, mode string, changes ...func(*Config)) *rig {
	t.Helper()
	f := newFake(t)
	return newRigOn(t, f, f.serve(), mode, changes...)
}

func newRigOn(t *testing.T, f *fakeTelegram, url, mode string, changes ...func(*Config)) *rig {
	t.Helper()
	r := &rig{T: t, fakeTelegram: f, bot: &fakeBot{}, log: &logbook{}, store: bot.NewMemory(bot.MemoryOptions{})}
	r.handler = r.bot
	r.config = Config{
		Mode: mode, Token: testToken, APIURL: url, Store: r.store, Log: r.log.logger(), Pacing: Pacing{Off: true},
		WebhookURL: "https://cifra.example.org" + WebhookPath, WebhookSecret: testSecret,
		Commands: []bot.Command{
			{Name: stats.Text{EN: "help", ES: "ayuda"}, About: stats.Text{EN: "What I can do", ES: "Lo que puedo hacer"}},
			{Name: stats.Text{EN: "victims", ES: "victimas"}, About: stats.Text{EN: "Victims", ES: "Víctimas"}},
		},
	}
	for _, change := range changes {
		change(&r.config)
	}
	r.store = r.config.Store
	r.make()
	t.Cleanup(r.end)
	return r
}

func (r *rig) make() {
	r.Helper()
	a, err := New(r.config)
	if err != nil {
		r.Fatal(err)
	}
	r.adapter = a
}

// run starts the adapter, and in mode Webhook what brings updates.
func (r *rig) run() *rig {
	ctx, cancel := context.WithCancel(context.Background())
	r.stop, r.ended = cancel, make(chan error, 1)
	a, ended := r.adapter, r.ended
	go func() { ended <- a.Run(ctx, r.handler) }()
	if r.config.Mode == Webhook {
		mux := http.NewServeMux()
		a.Mount(mux)
		go r.deliver(ctx, func(raw []byte, secret string) int {
			req := httptest.NewRequest(http.MethodPost, WebhookPath, bytes.NewReader(raw))
			req.Header.Set(secretHeader, secret)
			w := httptest.NewRecorder()
			mux.ServeHTTP(w, req)
			return w.Code
		})
	}
	return r
}

// end stops the adapter and gives what Run returned.
func (r *rig) end() {
	r.Helper()
	if r.stop == nil {
		return
	}
	r.stop()
	r.stop = nil
	select {
	case err := <-r.ended:
		if err != nil {
			r.Errorf("Run: %v", err)
		}
	case <-time.After(30 * time.Second):
		r.Error("Run does not end")
	}
}

// both runs a test over both transports.
func both(t *testing.T, test func(t *testing.T, mode string)) {
	for _, mode := range []string{Polling, Webhook} {
		t.Run(mode, func(t *testing.T) { test(t, mode) })
	}
}

// shippedBot is the bot that ships, over the figures that ship.
func shippedBot(t testing.TB, store bot.Store) *bot.Bot {
	t.Helper()
	return bottest.ShippedBot(t, "border-2017", store)
}
