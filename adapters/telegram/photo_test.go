package telegram

import (
	"errors"
	"strings"
	"testing"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/chart"
)

// png is enough of a picture for the fake.
func png(c *chart.Chart) []byte { return []byte("\x89PNG\r\n\x1a\n" + c.Key) }

func withCharts(c *Config) {
	c.Draw = func(c *chart.Chart) ([]byte, error) { return png(c), nil }
}

// pictured answers with a picture, whose key is what was asked.
func pictured(m bot.Message) bot.Reply {
	r := echo(m)
	r.Kind, r.Chart = ask.Figures, true
	r.Picture = &chart.Chart{Key: "key of " + m.Text + m.Press, Title: "Victims by gender", Bars: []chart.Bar{{Label: "Female", Values: []chart.Value{{Count: 609, Text: "609"}}}}, Alt: "Female: 609."}
	return r
}

// withPhoto is a rig whose bot answers with pictures.
func withPhoto(t *testing.T, mode string, changes ...func(*Config)) *rig {
	t.Helper()
	r := newRig(t, mode, append([]func(*Config){withCharts}, changes...)...)
	r.bot.reply = pictured
	return r
}

// photosAndTexts tells the pictures of a chat from its texts.
func (r *rig) photosAndTexts(chat int64) (photos, texts int) {
	for _, m := range r.texts(chat) {
		if strings.HasPrefix(m, "[photo]") {
			photos++
		} else {
			texts++
		}
	}
	return photos, texts
}

func TestAPictureIsUploadedOnceAndComesBeforeItsText(t *testing.T) {
	r := withPhoto(t, Polling).run()
	r.says(ana, "chart")
	first := r.wait(ana, 2)
	r.says(luis, "chart")
	second := r.wait(luis, 2)
	r.settle()
	if first[0].photo == "" || first[1].photo != "" || second[0].photo != first[0].photo {
		t.Errorf("%+v, %+v", first, second)
	}
	calls := r.calls("sendPhoto")
	if len(calls) != 2 || len(calls[0].files) != 1 || len(calls[1].files) != 0 {
		t.Errorf("%d calls", len(calls))
	}
}

func TestAPictureThatTelegramHasForgottenIsUploadedAgain(t *testing.T) {
	r := withPhoto(t, Polling).run()
	r.ask(ana, "chart", 2)
	r.mu.Lock()
	r.files = map[string]bool{"other": true}
	r.mu.Unlock()
	r.says(luis, "chart")
	r.wait(luis, 2)
	r.settle()
	if calls := r.calls("sendPhoto"); len(calls) != 3 || len(calls[2].files) != 1 {
		t.Errorf("%d calls", len(calls))
	}
}

func TestWithoutItsPictureAnAnswerIsStillOne(t *testing.T) {
	for name, broken := range map[string]func(r *rig){
		"it cannot be drawn": func(r *rig) {
			r.config.Draw = func(*chart.Chart) ([]byte, error) { return nil, errors.New("no ink") }
		},
		"drawing panics":     func(r *rig) { r.config.Draw = func(*chart.Chart) ([]byte, error) { panic("no ink") } },
		"nothing draws here": func(r *rig) { r.config.Draw = nil },
		"it is refused": func(r *rig) {
			r.react = func(c logged) *reaction {
				if c.method == "sendPhoto" {
					return &reaction{status: 400, body: refusing(400, "Bad Request: not enough rights to send photos to the chat")}
				}
				return nil
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := withPhoto(t, Polling)
			broken(r)
			r.make()
			r.run()
			m := r.ask(ana, "chart", 1)[0]
			if m.photo != "" || !strings.Contains(m.text, "answer to") {
				t.Errorf("sent %+v", m)
			}
			if name == "nothing draws here" || r.log.lines("a picture is left out") == 1 {
				return
			}
			t.Errorf("logged:\n%s", r.log)
		})
	}
}

func TestAPictureAskedForByButtonComesAlone(t *testing.T) {
	r := withPhoto(t, Polling).run()
	r.bot.reply = func(m bot.Message) bot.Reply {
		if m.Press == "" {
			return echo(m)
		}
		return pictured(m)
	}
	m := r.ask(ana, "women", 1)[0]
	r.told(r.press(ana, m, "enG__count__x"))
	got := r.wait(ana, 2)
	r.settle()
	if got[1].photo == "" || got[1].markup != "" {
		t.Errorf("sent %+v", got[1])
	}
}

func TestWhereAPictureCannotBeHadAButtonForItGivesTheText(t *testing.T) {
	r := withPhoto(t, Polling)
	r.config.Draw = func(*chart.Chart) ([]byte, error) { return nil, errors.New("no ink") }
	r.make()
	r.run()
	m := r.ask(ana, "women", 1)[0]
	r.told(r.press(ana, m, "enG__count__x"))
	if got := r.wait(ana, 2)[1]; got.photo != "" || !strings.Contains(got.text, "enG__count__x") {
		t.Errorf("sent %+v", got)
	}
	r.settle()
}

func TestAnAnswerWithAPictureIsChangedInPlace(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := withPhoto(t, mode).run()
		m := r.ask(ana, "chart", 2)
		before := m[0].photo
		r.told(r.press(ana, m[1], "~esG__count__x"))
		r.settle()
		if m[0].photo == before || m[0].edits != 1 || m[1].edits != 1 || len(r.texts(ana)) != 2 {
			t.Errorf("%+v, %+v", m[0], m[1])
		}
		r.bot.mu.Lock()
		r.bot.reply = echo // and now without one
		r.bot.mu.Unlock()
		r.told(r.press(ana, m[1], "~en__count__x"))
		r.settle()
		if !m[0].deleted || len(r.texts(ana)) != 1 {
			t.Errorf("the chat has %q", r.texts(ana))
		}
		r.bot.mu.Lock()
		r.bot.reply = pictured // and again with one
		r.bot.mu.Unlock()
		r.told(r.press(ana, m[1], "~enG__count__y"))
		r.settle()
		if photos, texts := r.photosAndTexts(ana); photos != 1 || texts != 1 {
			t.Errorf("the chat has %q", r.texts(ana))
		}
	})
}
