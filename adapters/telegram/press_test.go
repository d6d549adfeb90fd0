package telegram

import (
	"strings"
	"testing"

	"cifra/bot"
	"cifra/bot/ask"
	"cifra/stats"
)

// told waits for the answer to a callback query and gives its text.
func (r *rig) told(query string) (text string, alert bool) {
	r.Helper()
	r.until("an answer to "+query, func() bool {
		for _, c := range r.called("answerCallbackQuery") {
			if c.params.Get("callback_query_id") == query && c.status == 200 {
				text, alert = c.params.Get("text"), c.params.Get("show_alert") == "true"
				return true
			}
		}
		return false
	})
	return text, alert
}

// ask has a person ask something and gives the messages of the answer.
func (r *rig) ask(person int64, words string, n int) []*sent {
	r.Helper()
	r.says(person, words)
	m := r.wait(person, n)
	r.settle()
	return m
}

// buttons puts a keyboard of one button under a message, as the bot would.
func (r *rig) buttons(m *sent, label, data string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m.markup = `{"inline_keyboard":[[{"text":"` + label + `","callback_data":"` + data + `"}]]}`
}

func TestAFollowUpIsANewMessage(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode).run()
		m := r.ask(ana, "women", 1)[0]
		query := r.press(ana, m, "en__count__x")
		got := r.wait(ana, 2)
		if got[0].edits != 0 || got[1].text != "answer to ||en__count__x" || got[1].reply != 0 {
			t.Errorf("%+v, %+v", got[0], got[1])
		}
		if text, alert := r.told(query); text != "" || alert {
			t.Errorf("told %q", text)
		}
		r.settle()
	})
}

func TestInAGroupAFollowUpRepliesToTheAnswerInItsTopic(t *testing.T) {
	r := newRig(t, Polling).run()
	r.tell("message", r.inGroup(ana, "/victims").with(fields{"is_topic_message": true, "message_thread_id": 7}))
	first := r.wait(group, 1)[0]
	if first.reply == 0 || first.thread != 7 {
		t.Errorf("the answer is %+v", first)
	}
	r.settle()
	r.fakeTelegram.press(luis, first, "en__count__x")
	second := r.wait(group, 2)[1]
	if second.reply != first.id || second.thread != 7 {
		t.Errorf("the follow-up is %+v", second)
	}
	r.settle()
	got := r.bot.messages()[1]
	if got.User != "102" || got.Chat != "-1001000000001/7" || got.Press != "en__count__x" {
		t.Errorf("the bot got %+v", got)
	}
}

func TestAReadingTakesThePlaceOfTheQuestionBack(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode).run()
		m := r.ask(ana, "gender", 1)[0]
		query := r.press(ana, m, "~en__count__x")
		r.told(query)
		r.until("an edit", func() bool { return m.edits == 1 })
		r.settle()
		if got := r.texts(ana); len(got) != 1 || got[0] != "answer to ||en__count__x" {
			t.Errorf("the chat has %q", got)
		}
		r.told(r.press(ana, m, "~en__count__x")) // once more: nothing changes, and that is no error
		r.settle()
		if n := r.log.lines("level=ERROR") + r.log.lines("level=WARN"); n != 0 {
			t.Errorf("logged:\n%s", r.log)
		}
	})
}

func TestAnAnswerThatCannotBeChangedIsFollowedByAnother(t *testing.T) {
	r := newRig(t, Polling).run()
	m := r.ask(ana, "gender", 1)[0]
	r.mu.Lock()
	m.deleted = true
	r.mu.Unlock()
	r.told(r.press(ana, m, "~en__count__x"))
	r.wait(ana, 1)
	r.settle()
}

func TestAnOldButtonGetsAWord(t *testing.T) {
	r := newRig(t, Polling)
	r.bot.reply = func(m bot.Message) bot.Reply {
		if m.Press != "" {
			return bot.Reply{Kind: bot.Trouble, Lang: stats.ES, Text: "de una edición anterior"}
		}
		return echo(m)
	}
	r.run()
	m := r.ask(ana, "women", 1)[0]
	for _, data := range []string{"garbage with spaces", "~", "", strings.Repeat("x", 65), "~~en__x", "!other", "en__x\x00"} {
		if text, alert := r.told(r.press(ana, m, data)); text != bot.WordsIn(stats.EN).OldButton || !alert {
			t.Errorf("%q is told %q", data, text)
		}
	}
	if text, alert := r.told(r.press(ana, m, "es__count__gone")); text != "de una edición anterior" || !alert {
		t.Errorf("told %q", text)
	}
	r.settle()
	if got := r.texts(ana); len(got) != 1 {
		t.Errorf("the chat has %q", got)
	}
}

func TestAButtonThatWaitedTooLongHarmsNothing(t *testing.T) {
	r := newRig(t, Polling)
	r.react = func(c logged) *reaction {
		if c.method == "answerCallbackQuery" {
			return &reaction{status: 400, body: refusing(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")}
		}
		return nil
	}
	r.run()
	m := r.ask(ana, "women", 1)[0]
	r.press(ana, m, "en__count__x")
	r.wait(ana, 2)
	r.settle()
	if n := len(r.calls("answerCallbackQuery")); n != 1 {
		t.Errorf("answered %d times", n)
	}
}

func TestTextsForAlertsFit(t *testing.T) {
	for _, l := range stats.Langs {
		w := bot.WordsIn(l)
		for _, text := range []string{w.OldButton, w.ExchangeGone, w.ExchangeStays} {
			if utf16Units(text) > mostAlert {
				t.Errorf("%d characters: %q", utf16Units(text), text)
			}
		}
		real := shippedBot(t, bot.NewMemory(bot.MemoryOptions{}))
		stale := real.Handle(t.Context(), bot.Message{Press: l.String() + "__count__victims-gone", Platform: "telegram", Chat: "1", User: "1"})
		if stale.Kind != bot.Trouble || utf16Units(stale.Text) > mostAlert {
			t.Errorf("%v: %q", stale.Kind, stale.Text)
		}
	}
}

func TestAnExchangeIsDeletedWithAllItsMessages(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode).run()
		m := r.ask(ana, "help me", 1)
		r.buttons(m[0], bot.WordsIn(stats.ES).DeleteExchange, dataDelete)
		text, alert := r.told(r.press(ana, m[0], dataDelete))
		if text != bot.WordsIn(stats.ES).ExchangeGone || !alert {
			t.Errorf("told %q", text)
		}
		r.settle()
		if got := r.texts(ana); len(got) != 0 {
			t.Errorf("the chat has %q", got)
		}
		if got := r.bot.messages(); len(got) != 1 {
			t.Errorf("the bot was asked %+v", got)
		}
	})
}

func TestInAGroupOnlyWhoWasAnsweredDeletesTheExchange(t *testing.T) {
	r := newRig(t, Polling).run()
	r.tell("message", r.inGroup(ana, "/victims"))
	m := r.wait(group, 1)[0]
	r.settle()
	r.mu.Lock()
	m.asker = ana
	r.mu.Unlock()
	if text, _ := r.told(r.press(luis, m, dataDelete)); text != "" || len(r.texts(group)) != 1 {
		t.Errorf("another was told %q, the group has %q", text, r.texts(group))
	}
	if text, _ := r.told(r.press(ana, m, dataDelete)); text != bot.WordsIn(stats.EN).ExchangeGone || len(r.texts(group)) != 0 {
		t.Errorf("told %q, the group has %q", text, r.texts(group))
	}
	r.settle()
}

func TestWhatCannotBeDeletedIsSaidToStay(t *testing.T) {
	r := newRig(t, Polling).run()
	m := r.ask(ana, "help me", 1)[0]
	r.buttons(m, bot.WordsIn(stats.EN).DeleteExchange, dataDelete)
	r.mu.Lock()
	r.chats[ana].frozen = true
	r.mu.Unlock()
	if text, alert := r.told(r.press(ana, m, dataDelete)); text != bot.WordsIn(stats.EN).ExchangeStays || !alert {
		t.Errorf("told %q", text)
	}
	r.settle()
}

func TestAnExchangeOfSeveralMessagesIsDeletedWhole(t *testing.T) {
	r := newRig(t, Polling, withCharts)
	r.bot.reply = pictured
	r.run()
	m := r.ask(ana, "chart", 2)
	r.told(r.press(ana, m[1], dataDelete))
	r.settle()
	if got := r.texts(ana); len(got) != 0 {
		t.Errorf("the chat has %q", got)
	}
}

func TestAMessageOfInlineModeIsChangedInPlace(t *testing.T) {
	r := newRig(t, Polling).run()
	r.mu.Lock()
	r.inlines["AAA"] = &sent{html: "before", text: "before"}
	r.mu.Unlock()
	r.mu.Lock()
	r.lastID++
	r.tellAs(r.lastID, "callback_query", fields{"id": "q1", "from": from(luis), "inline_message_id": "AAA", "chat_instance": "9", "data": "en__count__x"})
	r.mu.Unlock()
	r.told("q1")
	r.settle()
	r.mu.Lock()
	defer r.mu.Unlock()
	if got := r.inlines["AAA"]; got.text == "before" || !strings.Contains(got.text, "en__count__x") {
		t.Errorf("it says %q", got.text)
	}
	got := r.bot.messages()[0]
	if !got.Alone || got.User != "102" || got.Chat == "" {
		t.Errorf("the bot got %+v", got)
	}
}

func TestInlineModeOffersCards(t *testing.T) {
	r := newRig(t, Polling)
	r.bot.reply = func(m bot.Message) bot.Reply { // answers in the language of the words, where they have one
		reply := echo(m)
		if strings.Contains(m.Text, "mujeres") {
			reply.Lang = stats.ES
		}
		reply.Kind, reply.Again.Same = ask.Figures, "es__count__x"
		return reply
	}
	r.run()
	for _, c := range []struct{ words, personal string }{{"mujeres", "false"}, {"609", "true"}, {"", "true"}} {
		n := len(r.calls("answerInlineQuery"))
		r.tell("inline_query", fields{"id": "inline-" + c.words, "from": from(ana), "query": c.words, "offset": ""})
		r.until("an answer", func() bool { return len(r.called("answerInlineQuery")) > n })
		got := r.calls("answerInlineQuery")[n]
		if got.status != 200 || got.params.Get("cache_time") != "300" || got.params.Get("is_personal") != c.personal {
			t.Errorf("%q: %d %v", c.words, got.status, got.params)
		}
		if !strings.Contains(got.params.Get("results"), "answer to") {
			t.Errorf("%q: %s", c.words, got.params.Get("results"))
		}
	}
	r.settle()
	for _, m := range r.bot.messages() {
		if !m.Alone {
			t.Errorf("a conversation is remembered: %+v", m)
		}
	}
}

func TestCardsHaveIDsOfTheirOwn(t *testing.T) {
	got := articles([]card{{ID: "a", Title: "t", HTML: "x"}, {ID: "a", Title: "t", HTML: "x"}, {Title: "t", HTML: "x"}, {ID: strings.Repeat("x", 65), Title: "t", HTML: "x"}, {ID: "no title", HTML: "x"}})
	seen := map[string]bool{}
	for _, a := range got {
		if a.ID == "" || len(a.ID) > 64 || seen[a.ID] {
			t.Errorf("id %q", a.ID)
		}
		seen[a.ID] = true
	}
	if len(got) != 4 || len(articles(make([]card, 60))) != 0 {
		t.Errorf("%d cards", len(got))
	}
}

func TestAnInlineQueryThatWaitedTooLongHarmsNothing(t *testing.T) {
	r := newRig(t, Polling)
	r.react = func(c logged) *reaction {
		if c.method == "answerInlineQuery" {
			return &reaction{status: 400, body: refusing(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")}
		}
		return nil
	}
	r.run()
	r.tell("inline_query", fields{"id": "i", "from": from(ana), "query": "women", "offset": ""})
	r.settle()
	r.ask(ana, "women", 1)
	if n := r.log.lines("level=ERROR"); n != 0 {
		t.Errorf("logged:\n%s", r.log)
	}
}

func TestOneWordForWhatIsNoText(t *testing.T) {
	both(t, func(t *testing.T, mode string) {
		r := newRig(t, mode).run()
		es := from(ana)
		es["language_code"] = "es"
		for range 5 { // an album is a message for each picture
			m := r.text(ana, "").with(fields{"from": es, "photo": []fields{{"file_id": "x"}}, "media_group_id": "1"})
			delete(m, "text")
			r.tell("message", m)
		}
		r.settle()
		if got := r.texts(ana); len(got) != 1 || got[0] != bot.WordsIn(stats.ES).OnlyText {
			t.Errorf("the chat has %q", got)
		}
		if got := r.bot.messages(); len(got) != 0 {
			t.Errorf("the bot was asked %+v", got)
		}
	})
}

func TestASignOfWorkIsShownOnlyWhereItTakesLong(t *testing.T) {
	r := newRig(t, Polling)
	release := make(chan struct{})
	r.react = func(c logged) *reaction {
		if c.method == "sendMessage" && strings.Contains(c.params.Get("text"), "slow") {
			<-release
		}
		return nil
	}
	r.run()
	r.ask(luis, "quick", 1)
	if n := len(r.calls("sendChatAction")); n != 0 {
		t.Errorf("shown %d times", n)
	}
	r.says(ana, "slow")
	r.until("a sign of work", func() bool { return len(r.called("sendChatAction")) == 1 })
	close(release)
	r.settle()
	if got := r.calls("sendChatAction")[0].params; got.Get("action") != "typing" || got.Get("chat_id") != "101" {
		t.Errorf("shown %v", got)
	}
}

func FuzzButtonData(f *testing.F) {
	f.Add("~en__count__x")
	f.Add("!delete")
	f.Fuzz(func(t *testing.T, data string) {
		if data, _ := strings.CutPrefix(data, editMark); isPress(data) && (len(data) > 64 || strings.ContainsAny(data, " !~<>\x00")) {
			t.Errorf("%q is taken for a press", data)
		}
	})
}
