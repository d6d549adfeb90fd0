package slack

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/bot/chart"
	"cifra/stats"
)

func ofHook(hook string) func(post) bool { return func(p post) bool { return p.hook == hook } }

func TestAPressOnAPrivateAnswerTurnsItIntoTheNext(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		hook, acked := a.interact(press(actionPress+"0", pressF, "1.1", inChannel(true)...))
		a.wait(acked)
		p := a.await(1, ofHook(hook))[0]
		begins(t, p, women)
		if !p.replace || p.kind != "ephemeral" {
			t.Errorf("answered %+v", p)
		}
		begins(t, a.command("and traffickers?", "1.2"), "traffickers") // it is part of the conversation
	})
}

func TestAPressUnderAPublicAnswerIsAnsweredInItsThread(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		_, acked := a.interact(press(actionPress+"0", pressF, "1.1", inChannel(false)...))
		a.wait(acked)
		p := a.await(1, by("chat.postMessage"))[0]
		begins(t, p, women)
		if p.channel != "C0CHANNEL" || p.thread != "1700000000.5" {
			t.Errorf("posted %+v", p)
		}
		inThread := append(inChannel(false), "message", map[string]any{"ts": "1700000000.9", "thread_ts": "1700000000.1"})
		_, acked = a.interact(press(actionPress+"0", "es__count__victims-gender-female", "1.2", inThread...))
		a.wait(acked)
		if p = a.await(2, by("chat.postMessage"))[1]; p.thread != "1700000000.1" {
			t.Errorf("posted %+v", p)
		}
		begins(t, p, mujere)
	})
}

func TestAPressInADirectMessageIsAnsweredThere(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		_, acked := a.interact(press(actionPress+"0", pressF, "1.1",
			"channel", map[string]any{"id": "D0ASKER", "name": "directmessage"},
			"container", map[string]any{"type": "message", "message_ts": "5.5", "channel_id": "D0ASKER"},
			"message", map[string]any{"ts": "5.5"}))
		a.wait(acked)
		if p := a.await(1, by("chat.postMessage"))[0]; p.channel != "D0ASKER" || p.thread != "" {
			t.Errorf("posted %+v", p)
		}
		a.wait(a.event("Ev1", direct("and traffickers?", "6.1")))
		begins(t, a.await(2, by("chat.postMessage"))[1], "traffickers")
		begins(t, a.command("and men?", "7.1", "channel_id", "D0ASKER"), "traffickers")
	})
}

// An answer that was shared by its hook may stand in a channel which the bot is
// not in.
func TestAPressWhereTheBotCannotPostIsAnsweredInPrivate(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.gone["C0CHANNEL"], f.gone["D0OTHERS"] = "not_in_channel", "channel_not_found"
		a := start(t, f, mode)
		ofOthers := append(inChannel(false), "channel", map[string]any{"id": "D0OTHERS", "name": "directmessage"})
		for trigger, where := range map[string][]any{"1.1": inChannel(false), "1.2": ofOthers} {
			hook, acked := a.interact(press(actionPress+"0", pressF, trigger, where...))
			a.wait(acked)
			p := a.await(1, ofHook(hook))[0]
			begins(t, p, women)
			if p.replace || p.kind != "ephemeral" {
				t.Errorf("answered %+v", p)
			}
		}
	})
}

func TestASharedAnswerIsPostedForAllAndThePrivateOneTakenAway(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		hook, acked := a.interact(press(actionShare, pressF, "1.1", inChannel(true)...))
		a.wait(acked)
		got := a.await(2, ofHook(hook))
		begins(t, got[0], women)
		if got[0].kind != "in_channel" || got[0].replace || got[0].delete || !got[1].delete {
			t.Errorf("answered %+v", got)
		}
	})
}

func TestWhatCannotBeSharedIsSaidToTheAskerAlone(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		for trigger, value := range map[string]string{"1.1": "en__count__figures-of-old", "1.2": "en__Chotlines", "1.3": "what is this"} {
			hook, acked := a.interact(press(actionShare, value, trigger, inChannel(true)...))
			a.wait(acked)
			if p := a.await(1, ofHook(hook))[0]; p.kind != "ephemeral" || !p.replace {
				t.Errorf("%q is answered %+v", value, p)
			}
		}
	})
}

func TestAnAnswerIsTakenAwayWhereItsAskerWantsThat(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		hook, acked := a.interact(press(actionDelete, "", "1.1", inChannel(true)...))
		a.wait(acked)
		if p := a.await(1, ofHook(hook))[0]; !p.delete || p.text != "" {
			t.Errorf("answered %+v", p)
		}
	})
}

func TestAButtonOfAnEarlierVersionSaysSo(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		hook, acked := a.interact(press(actionPress+"0", "es__count__figures-of-old", "1.1", inChannel(true)...))
		a.wait(acked)
		if p := a.await(1, ofHook(hook))[0]; !strings.Contains(p.text, bot.WordsIn(stats.ES).OldButton) && !strings.Contains(p.text, "botón") {
			t.Errorf("answered %q", p.text)
		}
	})
}

func TestTheAppHomeIsShownAndAnswersPresses(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.locales["U0ASKER"] = "es-LA"
		a := start(t, f, mode)
		home := func(n int) post { return a.await(n, by("views.publish"))[n-1] }
		a.wait(a.event("Ev1", map[string]any{"type": "app_home_opened", "user": "U0ASKER", "channel": "D0ASKER", "tab": "home", "event_ts": "1"}))
		if p := home(1); p.user != "U0ASKER" || !strings.Contains(p.text, "1,257") || !strings.Contains(p.text, "Tratantes") {
			t.Errorf("shown %+v", p)
		}
		view := []any{"container", map[string]any{"type": "view", "view_id": "V1"}, "view", map[string]any{"id": "V1", "type": "home"}}
		_, acked := a.interact(press(actionHome+"0", "en__Clanguage__en", "1.1", view...))
		a.wait(acked)
		if p := home(2); !strings.Contains(p.text, "Traffickers") {
			t.Errorf("in English shown %+v", p)
		}
		_, acked = a.interact(press(actionHome+"1", pressF, "1.2", view...))
		a.wait(acked)
		p := a.await(1, by("chat.postMessage"))[0]
		begins(t, p, women)
		if p.channel != "D0ASKER" {
			t.Errorf("posted %+v", p)
		}
		a.wait(a.event("Ev2", direct("and traffickers?", "6.1")))
		begins(t, a.await(2, by("chat.postMessage"))[1], "traffickers")
	})
}

func TestWhoOpensTheChatIsOfferedQuestions(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		a.wait(a.event("Ev1", map[string]any{"type": "app_home_opened", "user": "U0ASKER", "channel": "D0ASKER", "tab": "messages", "event_ts": "1"}))
		if p := a.await(1, by("prompts"))[0]; p.channel != "D0ASKER" || p.thread != "" || p.text == "" {
			t.Errorf("offered %+v", p)
		}
		a.wait(a.event("Ev2", map[string]any{"type": "assistant_thread_started", "assistant_thread": map[string]any{
			"user_id": "U0ASKER", "channel_id": "D0ASKER", "thread_ts": "7.7",
		}}))
		if p := a.await(2, by("prompts"))[1]; p.thread != "7.7" {
			t.Errorf("offered %+v", p)
		}
	})
}

func TestAShortcutAnswersWhatAMessageAsks(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		for trigger, c := range map[string]struct{ text, want string }{
			"1.1": {"Does anybody know how many victims were women?", women},
			"1.2": {"<@U5> ¿cuántas víctimas son mujeres?", mujere},
			"1.3": {"", bot.WordsIn(stats.EN).OnlyText},
		} {
			hook, acked := a.interact(map[string]any{
				"type": "message_action", "callback_id": "ask_about", "trigger_id": trigger, "action_ts": "3.3",
				"channel": map[string]any{"id": "C0CHANNEL", "name": "x"},
				"message": map[string]any{"type": "message", "user": "U5", "text": c.text, "ts": "2.2"},
			})
			a.wait(acked)
			p := a.await(1, ofHook(hook))[0]
			begins(t, p, c.want)
			if p.kind != "ephemeral" || p.replace {
				t.Errorf("answered %+v", p)
			}
		}
	})
}

func TestWhatIsNoBusinessOfOursIsOnlyAcknowledged(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		for i, v := range []map[string]any{
			press("another-app", "x", "1.1", inChannel(true)...),
			press(actionPress+"0", "", "1.2", inChannel(true)...),
			{"type": "block_actions", "trigger_id": "1.3", "actions": []any{}},
			{"type": "message_action", "callback_id": "another", "trigger_id": "1.4"},
			{"type": "view_submission", "trigger_id": "1.5", "view": map[string]any{"id": "V1"}},
			{"type": "view_closed"},
			{"type": "shortcut", "callback_id": "x", "trigger_id": "1.6"},
			{"type": "block_actions", "trigger_id": "1.7", "team": nil, "user": map[string]any{"id": "U1"}},
		} {
			_, acked := a.interact(v)
			select {
			case <-acked:
			case <-t.Context().Done():
				t.Errorf("%d is not acknowledged", i)
			}
		}
		if n := a.count(func(post) bool { return true }); n != 0 {
			t.Errorf("%d answers", n)
		}
	})
}

func TestAMenuEntryIsAPressToo(t *testing.T) {
	p, err := parseInteraction([]byte(`{"type":"block_actions","actions":[{"action_id":"press-0","selected_option":{"value":"` + pressF + `"}}]}`))
	if err != nil || p.Actions[0].value() != pressF {
		t.Errorf("%+v, %v", p, err)
	}
}

// zeroChart is a chart that Slack cannot show itself: it has a bar of no length.
func zeroChart() *chart.Chart {
	bar := func(label string, n int) chart.Bar {
		return chart.Bar{Label: label, Short: label, Values: []chart.Value{{Count: n, Text: label}}}
	}
	return &chart.Chart{Key: "k", Title: "By gender", Unit: "Victims", Bars: []chart.Bar{bar("Female", 2), bar("Other", 0)}, Alt: strings.Repeat("long ", 300)}
}

func TestAChartThatIsNoBlockIsUploadedBehindItsAnswer(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		drawn := zeroChart()
		h := constantBot{bot.Reply{Kind: ask.Figures, Lang: stats.EN, Text: "2 were female.", Chart: true, Picture: drawn}}
		a := launch(t, newFakeSlack(t), mode, h, func(c *Config) {
			c.Draw = func(c *chart.Chart) ([]byte, error) { return []byte("\x89PNG" + c.Key), nil }
		})
		a.awaitReady()
		files := func(n int) post {
			t.Helper()
			p := a.await(n, by("file"))[n-1]
			if p.ts != drawn.Title || len([]rune(p.text)) != mostAlt {
				t.Errorf("uploaded %+v", p)
			}
			return p
		}
		a.wait(a.event("Ev1", mention("C1", "x", "1.1")))
		if p := files(1); p.channel != "C1" || p.thread != "1.1" {
			t.Errorf("uploaded %+v", p)
		}
		a.wait(a.event("Ev2", direct("x", "1.2")))
		if p := files(2); p.channel != "D0ASKER" || p.thread != "" {
			t.Errorf("uploaded %+v", p)
		}
		// Slack shows a file to one person only in their direct message.
		begins(t, a.command("x", "1.3"), "2 were female.")
		if p := files(3); p.channel != "D0ASKER" {
			t.Errorf("uploaded %+v", p)
		}
		_, acked := a.interact(press(actionPress+"0", pressF, "1.4", inChannel(true)...))
		a.wait(acked)
		if p := files(4); p.channel != "D0ASKER" {
			t.Errorf("uploaded %+v", p)
		}
		_, acked = a.interact(press(actionShare, pressF, "1.5", inChannel(true)...))
		a.wait(acked)
		if p := files(5); p.channel != "C0CHANNEL" {
			t.Errorf("uploaded %+v", p)
		}
		if n := a.count(by("chat.postMessage")); n != 4 { // two answers, and two for what was private
			t.Errorf("%d messages", n)
		}
	})
}

func TestAPictureThatCannotBeSentCostsNoAnswer(t *testing.T) {
	f := newFakeSlack(t)
	f.fail(func(method string, _ int) fault {
		if strings.HasPrefix(method, "upload/") {
			return fault{kind: "status", status: 400}
		}
		return fault{}
	})
	h := constantBot{bot.Reply{Kind: ask.Figures, Lang: stats.EN, Text: "2 were female.", Chart: true, Picture: zeroChart()}}
	var drawn atomic.Int32
	a := launch(t, f, ModeHTTP, h, func(c *Config) {
		c.Draw = func(*chart.Chart) ([]byte, error) {
			if drawn.Add(1) == 1 {
				return nil, errors.New("no ink")
			}
			return []byte("\x89PNG"), nil
		}
	})
	a.awaitReady()
	a.wait(a.event("Ev1", mention("C1", "x", "1.1")))
	a.wait(a.event("Ev2", mention("C2", "x", "1.2")))
	if err := a.end(); err != nil {
		t.Error(err)
	}
	if n := a.count(by("chat.postMessage")); n != 2 || strings.Count(a.logged.String(), "a chart was not uploaded") != 2 {
		t.Errorf("%d answers, logged %s", n, a.logged)
	}
}
