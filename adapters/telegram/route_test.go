package telegram

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf16"

	"cifra/bot"
	"cifra/stats"
)

func testRouter() *router {
	commands := []bot.Command{
		{Name: stats.Text{EN: "help", ES: "ayuda"}}, {Name: stats.Text{EN: "victims", ES: "victimas"}},
	}
	return newRouter(user{ID: botID, Username: botName}, commands, nil)
}

// routed routes an update given as JSON.
func routed(t *testing.T, r *router, raw string) asked {
	t.Helper()
	u, err := decodeUpdate([]byte(raw))
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return r.route(u)
}

func messageOf(t *testing.T, parts ...fields) string {
	t.Helper()
	m := fields{"message_id": 5, "date": 1800000000, "from": fields{"id": 101, "is_bot": false, "language_code": "es-MX"}, "chat": fields{"id": 101, "type": "private"}}
	for _, p := range parts {
		m = m.with(p)
	}
	b, err := json.Marshal(fields{"update_id": 9, "message": m})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestWordsInAChatWithOnePerson(t *testing.T) {
	r := testRouter()
	for _, c := range []struct{ text, command, rest string }{
		{"how many women", "", "how many women"},
		{"  ¿cuántas mujeres? \n", "", "¿cuántas mujeres?"},
		{"/start", "start", ""},
		{"/start es__count__victims-total", "start", "es__count__victims-total"},
		{"/victims women", "victims", "women"},
		{"/Victimas@CIFRA_test_bot  mujeres", "Victimas", "mujeres"},
		{"/víctimas", "víctimas", ""},
		{"/nonsense", "nonsense", ""},
		{"/cifra top labor industries", "", "top labor industries"},
		{"/cifra", "help", ""},
		{"/help\nme", "help", "me"},
		{"/ what", "", "/ what"},
		{"/a/b", "", "/a/b"},
	} {
		a := routed(t, r, messageOf(t, fields{"text": c.text}))
		if a.kind != question || a.msg.Command != c.command || a.msg.Text != c.rest {
			t.Errorf("%q is read as %v, command %q, text %q", c.text, a.kind, a.msg.Command, a.msg.Text)
		}
		if a.msg.Chat != "101" || a.msg.User != "101" || a.msg.ID != "5" || a.msg.Locale != "es-MX" || !a.to.private || a.to.reply != 0 {
			t.Errorf("%q: %+v to %+v", c.text, a.msg, a.to)
		}
	}
	if a := routed(t, r, messageOf(t, fields{"text": "/victims@other_bot women"})); a.kind != ignored {
		t.Errorf("another bot's command is read as %+v", a)
	}
}

func TestInAGroupOnlyWhatIsForTheBotIsRead(t *testing.T) {
	r := testRouter()
	inGroup := fields{"chat": fields{"id": group, "type": "supergroup"}}
	toBot := fields{"reply_to_message": fields{"message_id": 4, "from": fields{"id": botID, "is_bot": true}}}
	toOther := fields{"reply_to_message": fields{"message_id": 4, "from": fields{"id": 102}}}
	inTopic := fields{"is_topic_message": true, "message_thread_id": 7}
	madeTopic := fields{"reply_to_message": fields{"message_id": 7, "from": fields{"id": botID, "is_bot": true}, "forum_topic_created": fields{"name": "x"}}}
	for _, c := range []struct {
		name          string
		is            fields
		text          string
		command, want string
		ignored       bool
	}{
		{name: "chatter", text: "how many women", ignored: true},
		{name: "a reply to someone else", is: toOther, text: "how many women", ignored: true},
		{name: "a reply to the bot", is: toBot, text: "and men?", want: "and men?"},
		{name: "the first message of a topic that the bot made", is: madeTopic, text: "hello", ignored: true},
		{name: "a mention", is: mention(0), text: "@cifra_test_bot how many women", want: "how many women"},
		{name: "a mention with a comma", is: mention(0), text: "@Cifra_Test_Bot, how many women", want: "how many women"},
		{name: "a mention at the end", is: mention(15), text: "how many women @cifra_test_bot", want: "how many women"},
		{name: "a bare mention", is: mention(0), text: "@cifra_test_bot", command: "help"},
		{name: "a name that is not marked", text: "@cifra_test_bot how many women", ignored: true},
		{name: "a mention of another", is: fields{"entities": []fields{{"type": "mention", "offset": 0, "length": 10}}}, text: "@other_bot how many women", ignored: true},
		{name: "a mention without a name", is: fields{"entities": []fields{{"type": "text_mention", "offset": 0, "length": 5, "user": fields{"id": botID}}}}, text: "Cifra how many women", want: "how many women"},
		{name: "a command with the bot's name", text: "/victims@cifra_test_bot women", command: "victims", want: "women"},
		{name: "a command of the bot's", text: "/victimas", command: "victimas"},
		{name: "a command of every bot's", text: "/start", ignored: true},
		{name: "a command with another bot's name", text: "/victims@other_bot", ignored: true},
		{name: "a command with another bot's name, as a reply", is: toBot, text: "/victims@other_bot", ignored: true},
		{name: "the command that asks", text: "/cifra how many women", want: "how many women"},
		{name: "in a topic", is: inTopic.with(toBot), text: "and men?", want: "and men?"},
		{name: "a sticker to the bot", is: toBot.with(fields{"sticker": fields{"file_id": "x"}}), ignored: true},
		{name: "a caption", is: fields{"photo": []fields{{"file_id": "x"}}, "caption": "@cifra_test_bot women", "caption_entities": mention(0)["entities"]}, want: "women"},
	} {
		is := inGroup.with(c.is)
		if c.text != "" {
			is["text"] = c.text
		}
		a := routed(t, r, messageOf(t, is))
		if c.ignored != (a.kind == ignored) || a.msg.Command != c.command || a.msg.Text != c.want {
			t.Errorf("%s is read as %v, command %q, text %q", c.name, a.kind, a.msg.Command, a.msg.Text)
		}
		if a.kind == ignored {
			continue
		}
		chat, thread := "-1001000000001", int64(0)
		if c.name == "in a topic" {
			chat, thread = chat+"/7", 7
		}
		if a.msg.Chat != chat || a.to.thread != thread || a.to.reply != 5 || a.to.private {
			t.Errorf("%s: chat %q, to %+v", c.name, a.msg.Chat, a.to)
		}
	}
}

func TestWhatNoPersonWroteIsIgnored(t *testing.T) {
	r := testRouter()
	for name, is := range map[string]fields{
		"a bot":                      {"from": fields{"id": 7, "is_bot": true}, "text": "x"},
		"nobody":                     {"from": nil, "text": "x"},
		"the bot, by inline mode":    {"via_bot": fields{"id": botID, "is_bot": true}, "text": "x"},
		"a channel":                  {"chat": fields{"id": -100, "type": "channel"}, "text": "x"},
		"a channel to its group":     {"is_automatic_forward": true, "from": fields{"id": 777000}, "text": "x"},
		"a business account":         {"business_connection_id": "b", "text": "x"},
		"Telegram: a pinned message": {"pinned_message": fields{"message_id": 1}},
		"Telegram: who joined":       {"new_chat_members": []fields{{"id": 7}}},
		"a chat of unknown type":     {"chat": fields{"id": 5, "type": "hologram"}, "text": "x"},
		"a person as a channel":      {"from": fields{"id": 136817688, "is_bot": true}, "sender_chat": fields{"id": -1007, "type": "channel"}, "text": "x"},
	} {
		if a := routed(t, r, messageOf(t, is)); a.kind != ignored {
			t.Errorf("%s: read as %+v", name, a)
		}
	}
}

func TestAnAdministratorWithoutANameIsAPerson(t *testing.T) {
	a := routed(t, testRouter(), messageOf(t, fields{
		"from": fields{"id": 1087968824, "is_bot": true, "username": "GroupAnonymousBot"}, "sender_chat": fields{"id": group, "type": "supergroup"},
		"chat": fields{"id": group, "type": "supergroup"}, "text": "/victims",
	}))
	if a.kind != question || a.msg.User != "-1001000000001" || a.msg.Locale != "" {
		t.Errorf("read as %+v", a)
	}
}

func TestWhatHasNoWords(t *testing.T) {
	r := testRouter()
	for _, kind := range []string{"sticker", "voice", "audio", "video", "video_note", "animation", "document", "location", "contact", "poll", "dice", "story", "paid_media", "game", "checklist"} {
		if a := routed(t, r, messageOf(t, fields{kind: fields{"file_id": "x"}})); a.kind != wordless {
			t.Errorf("%s: read as %+v", kind, a)
		}
	}
	if a := routed(t, r, messageOf(t, fields{"photo": []fields{{"file_id": "x"}}, "caption": "how many women"})); a.kind != question || a.msg.Text != "how many women" {
		t.Errorf("a caption: read as %+v", a)
	}
}

func TestAChatThatIsNotServedGetsNothing(t *testing.T) {
	r := testRouter()
	r.allow = func(chat int64) bool { return chat != 101 }
	if a := routed(t, r, messageOf(t, fields{"text": "x"})); a.kind != ignored {
		t.Errorf("read as %+v", a)
	}
	if a := routed(t, r, `{"update_id":1,"inline_query":{"id":"q","from":{"id":101},"query":"women"}}`); a.kind != ignored {
		t.Errorf("inline: read as %+v", a)
	}
	if a := routed(t, r, `{"update_id":1,"callback_query":{"id":"q","from":{"id":101},"message":{"message_id":1,"date":1,"chat":{"id":101,"type":"private"}},"data":"en__x"}}`); a.kind != pressed || a.data != "" {
		t.Errorf("a button: read as %+v", a)
	}
}

func TestMentionsStandAtOffsetsInUTF16(t *testing.T) {
	for _, before := range []string{"", "¿", "👩‍👩‍👧 ", "𝔘𝔫𝔦 ", "العربية ", "\u202e", "e\u0301 "} {
		text := before + "@cifra_test_bot women"
		e := entity{Type: "mention", Offset: len(utf16.Encode([]rune(before))), Length: len(botName) + 1}
		got, found := mentioned(text, []entity{e}, user{ID: botID, Username: botName})
		want := strings.TrimSpace(strings.TrimSpace(before) + "  women")
		if !found || strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
			t.Errorf("after %q: %q, %v", before, got, found)
		}
	}
}

func FuzzUpdates(f *testing.F) {
	for _, seed := range []string{
		`{"update_id":1,"message":{"message_id":1,"from":{"id":1},"chat":{"id":1,"type":"private"},"text":"/start x"}}`,
		`{"update_id":1,"message":{"message_id":1,"from":{"id":1},"chat":{"id":-1,"type":"group"},"text":"😀@cifra_test_bot x","entities":[{"type":"mention","offset":2,"length":15}]}}`,
		`{"update_id":1,"callback_query":{"id":"1","from":{"id":1},"data":"~en__x","message":{"message_id":1,"chat":{"id":1},"reply_markup":{"inline_keyboard":[[{"text":"x","callback_data":"!delete"}]]}}}}`,
		`{"update_id":1,"inline_query":{"id":"1","from":{"id":1},"query":"women"}}`,
		`{"update_id":"x"}`, `{}`, `[]`, `{"update_id":1,"message":{"sticker":null,"voice":{}}}`,
	} {
		f.Add([]byte(seed))
	}
	r := testRouter()
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, err := decodeUpdate(raw)
		if u == nil {
			if err == nil {
				t.Fatal("neither an update nor an error")
			}
			return
		}
		a := r.route(u)
		switch {
		case a.kind == ignored:
		case a.lane == "":
			t.Errorf("no lane: %+v", a)
		case a.kind == question && a.msg.Text == "" && a.msg.Command == "":
			t.Errorf("a question without words: %+v", a)
		case (a.kind == question || a.kind == edited) && a.msg.User == "":
			t.Errorf("a question of nobody's: %+v", a)
		}
	})
}

func FuzzEntities(f *testing.F) {
	f.Add("😀 @cifra_test_bot x", 3, 15)
	f.Add("", -1, 1<<62)
	f.Add("\xff\xfe", 0, 1)
	f.Fuzz(func(t *testing.T, text string, offset, length int) {
		from, to, ok := utf16Range(text, offset, length)
		if ok && (from < 0 || to > len(text) || from >= to) {
			t.Fatalf("%q, %d, %d: %d to %d", text, offset, length, from, to)
		}
		if ok {
			if got := len(utf16.Encode([]rune(text[from:to]))); got != length && strings.ToValidUTF8(text, "") == text {
				t.Fatalf("%q, %d, %d: %d units", text, offset, length, got)
			}
		}
		mentioned(text, []entity{{Type: "mention", Offset: offset, Length: length}}, user{Username: text})
	})
}
