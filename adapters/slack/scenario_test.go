package slack

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cifra/bot"
	"cifra/stats"
)

const (
	women  = "609 of the 1,257 victims were female (48.4%)."
	mujere = "609 de las 1,257 víctimas eran mujeres (48.4%)."
	anew   = "Victims or traffickers?" // to "and men?" of someone who has asked nothing before
	pressF = "en__count__victims-gender-female"
)

func begins(t *testing.T, p post, want string) {
	t.Helper()
	if !strings.Contains(p.text, want) {
		t.Errorf("the answer is %q, want %q in it", p.text, want)
	}
}

func TestACommandIsAnsweredToTheAskerAlone(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		for i, c := range []struct{ text, want string }{
			{"how many victims were women?", women},
			{"", "I answer questions about the figures"},
			{"help", "I answer questions about the figures"},
			{"hotlines", "911"},
			{"about", "Cifra"},
			{"how many <@U1|x> victims &amp; were women", women},
			{"¿cuántas víctimas son mujeres?", mujere},
			{"language es", "contesto en español"},
			{"forget", "olvid"},
		} {
			p := a.command(c.text, fmt.Sprintf("1.2.%d", i))
			if p.kind != "ephemeral" || p.replace {
				t.Errorf("%q is answered %+v", c.text, p)
			}
			begins(t, p, c.want)
		}
	})
}

func TestACommandGoesOnWithWhatTheAskerAskedThere(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		a.command("how many victims were women?", "1.1")
		begins(t, a.command("and traffickers?", "1.2"), "traffickers")
		begins(t, a.command("and men?", "1.3", "user_id", "U0OTHER"), anew)
		begins(t, a.command("and men?", "1.4", "channel_id", "C0ELSE"), anew)
	})
}

func TestAMentionIsAnsweredInItsThreadAndEachPersonHasTheirOwnConversation(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		a.wait(a.event("Ev1", mention("C1", "how many victims were women?", "1700000001.000100")))
		a.wait(a.event("Ev2", mention("C1", "and traffickers?", "1700000002.000100", "thread_ts", "1700000001.000100")))
		a.wait(a.event("Ev3", mention("C1", "and men?", "1700000003.000100", "thread_ts", "1700000001.000100", "user", "U0OTHER")))
		got := a.await(3, by("chat.postMessage"))
		begins(t, got[0], women)
		begins(t, got[1], "traffickers")
		begins(t, got[2], anew)
		for _, p := range got {
			if p.channel != "C1" || p.thread != "1700000001.000100" || len(p.blocks) == 0 {
				t.Errorf("posted %+v", p)
			}
		}
	})
}

func TestADirectMessageIsAnsweredWhereItStands(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		a.wait(a.event("Ev1", direct("how many victims were women?", "1.1")))
		a.wait(a.event("Ev2", direct("¿cuántas víctimas son mujeres?", "2.1", "thread_ts", "2.0")))
		a.wait(a.event("Ev3", direct("", "3.1", "subtype", "file_share", "files", []any{map[string]any{"id": "F1"}})))
		a.wait(a.event("Ev4", direct("<@"+fakeBotUser+">", "4.1")))
		got := a.await(4, by("chat.postMessage"))
		begins(t, got[0], women)
		begins(t, got[1], mujere)
		begins(t, got[2], bot.WordsIn(stats.EN).OnlyText)
		begins(t, got[3], "I answer questions")
		if got[0].thread != "" || got[1].thread != "2.0" || got[0].channel != "D0ASKER" {
			t.Errorf("posted %+v and %+v", got[0], got[1])
		}
	})
}

func TestWhatNobodyAskedTheBotIsAcknowledgedAndIgnored(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode, func(c *Config) {
			c.Allow = func(team, channel string) bool { return channel != "C0FORBIDDEN" }
		})
		const q = "how many victims were women?"
		for i, inner := range []map[string]any{
			direct(q, "1.1", "bot_id", "B1"),
			direct(q, "1.2", "subtype", "message_changed"),
			direct(q, "1.3", "subtype", "message_deleted", "hidden", true),
			direct(q, "1.4", "subtype", "bot_message"),
			direct(q, "1.5", "subtype", "channel_join"),
			direct(q, "1.6", "user", fakeBotUser),
			direct(q, "1.7", "user", ""),
			direct(q, "1.7", "user", "USLACKBOT"),
			direct(q, "1.8", "edited", map[string]any{"user": "U0ASKER", "ts": "1.9"}),
			direct(q, "1.9", "channel", "C1", "channel_type", "channel"),
			direct(q, "1.10", "channel", "G1", "channel_type", "mpim"),
			mention("D0ASKER", q, "1.11"),
			mention("C1", q, "1.12", "edited", map[string]any{"ts": "1.9"}),
			mention("C0FORBIDDEN", q, "1.13"),
			{"type": "reaction_added", "user": "U0ASKER"},
			{"type": "channel_created", "channel": map[string]any{"id": "C9"}},
			{"type": "app_uninstalled"},
			{"type": "tokens_revoked", "tokens": map[string]any{"bot": []any{"U1"}}},
			{"type": "app_home_opened", "user": "U0ASKER", "tab": "about"},
			{"type": "a_thing_of_the_future", "message": []any{1, 2}},
			{"type": 7},
		} {
			a.wait(a.event(fmt.Sprintf("Ev%d", i), inner))
		}
		a.wait(a.event("Ev99", direct(q, "9.9")))
		a.await(1, by("chat.postMessage"))
		if n := a.count(func(post) bool { return true }); n != 1 {
			t.Errorf("%d answers", n)
		}
	})
}

// A message which mentions the bot is delivered as two events where both are
// subscribed to.
func TestAMessageThatComesAsTwoEventsIsAnsweredOnce(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		a := start(t, newFakeSlack(t), mode)
		text := "<@" + fakeBotUser + "> how many victims were women?"
		a.wait(a.event("Ev1", mention("C1", "how many victims were women?", "1.1")))
		a.wait(a.event("Ev2", direct(text, "1.1", "channel", "C1", "channel_type", "channel")))
		a.wait(a.event("Ev3", direct(text, "1.2")))
		a.wait(a.event("Ev4", mention("D0ASKER", "how many victims were women?", "1.2")))
		if n := a.count(by("chat.postMessage")); n != 2 {
			t.Errorf("%d answers to 2 messages", n)
		}
	})
}

func TestHotlinesInAChannelAreForTheAskerAlone(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		a := start(t, f, mode)
		a.wait(a.event("Ev1", mention("C1", "I need help, he took my passport", "1.1")))
		first := a.await(1, by("chat.postEphemeral"))[0]
		begins(t, first, "1-888-373-7888")
		if first.thread != "" || first.user != "U0ASKER" || first.channel != "C1" {
			t.Errorf("posted %+v: in a thread that nobody sees yet", first)
		}
		f.note(func() { f.threads["C1/1.0"] = true })
		a.wait(a.event("Ev2", mention("C1", "necesito ayuda", "1.2", "thread_ts", "1.0")))
		if second := a.await(2, by("chat.postEphemeral"))[1]; second.thread != "1.0" {
			t.Errorf("posted %+v", second)
		}
		a.wait(a.event("Ev3", direct("help me, I am not allowed to leave", "1.3")))
		begins(t, a.await(1, by("chat.postMessage"))[0], "1-888-373-7888")
	})
}

func TestHotlinesReachTheAskerWhereTheChannelDoesNot(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.gone["C1"] = "not_in_channel"
		a := start(t, f, mode)
		a.wait(a.event("Ev1", mention("C1", "I need help, he took my passport", "1.1")))
		p := a.await(1, by("chat.postMessage"))[0]
		begins(t, p, "1-888-373-7888")
		if p.channel != "D0ASKER" {
			t.Errorf("posted %+v", p)
		}
	})
}

func TestTheLanguageIsThatOfTheWordsAndElseThatOfSlack(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.locales["U0ASKER"] = "es-LA"
		a := start(t, f, mode)
		a.wait(a.event("Ev1", mention("C1", "", "1.1")))
		a.wait(a.event("Ev2", mention("C2", "how many victims were women?", "1.2")))
		a.wait(a.event("Ev3", mention("C3", "", "1.3")))
		for _, p := range a.await(3, by("chat.postMessage")) {
			want := map[string]string{"C1": "Contesto", "C2": women, "C3": "Contesto"}[p.channel]
			begins(t, p, want)
		}
		begins(t, a.command("", "1.1"), "Contesto")
		if n := a.called("users.info"); n != 1 {
			t.Errorf("Slack was asked %d times for one locale", n)
		}
	})
}

func TestACommandDoesNotWaitForALocaleButLooksItUpForTheNext(t *testing.T) {
	bothModes(t, func(t *testing.T, mode string) {
		f := newFakeSlack(t)
		f.locales["U0ASKER"] = "es-ES"
		looked := make(chan struct{})
		f.fail(func(method string, n int) fault {
			if method == "users.info" {
				return fault{kind: "hold", until: looked}
			}
			return fault{}
		})
		a := start(t, f, mode)
		begins(t, a.command("", "1.1"), "I answer")
		close(looked)
		for deadline := time.Now().Add(generous); a.adapter.locales.known.Len() == 0; time.Sleep(time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal("no locale was looked up")
			}
		}
		begins(t, a.command("", "1.2", "channel_id", "C0ELSE"), "Contesto")
	})
}
