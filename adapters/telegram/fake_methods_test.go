package telegram

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// method is one of the Bot API: its parameters, and what it does.
type method struct {
	params []string
	do     func(f *fakeTelegram, c logged) (any, *failure)
}

func methods() map[string]method {
	new := []string{"chat_id", "message_thread_id", "parse_mode", "reply_parameters", "reply_markup"}
	profile := []string{"language_code"}
	return map[string]method{
		"getMe":                 {nil, (*fakeTelegram).getMe},
		"getUpdates":            {[]string{"offset", "limit", "timeout", "allowed_updates"}, nil},
		"setWebhook":            {[]string{"url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates"}, (*fakeTelegram).setWebhook},
		"deleteWebhook":         {[]string{"drop_pending_updates"}, (*fakeTelegram).deleteWebhook},
		"getWebhookInfo":        {nil, (*fakeTelegram).getWebhookInfo},
		"sendMessage":           {append(new, "text", "link_preview_options"), (*fakeTelegram).sendMessage},
		"sendPhoto":             {append(new, "photo", "caption"), (*fakeTelegram).sendPhoto},
		"sendChatAction":        {[]string{"chat_id", "message_thread_id", "action"}, (*fakeTelegram).sendChatAction},
		"editMessageText":       {[]string{"chat_id", "message_id", "inline_message_id", "text", "parse_mode", "link_preview_options", "reply_markup"}, (*fakeTelegram).editMessageText},
		"editMessageMedia":      {[]string{"chat_id", "message_id", "media", "reply_markup"}, (*fakeTelegram).editMessageMedia},
		"deleteMessage":         {[]string{"chat_id", "message_id"}, (*fakeTelegram).deleteMessage},
		"answerCallbackQuery":   {[]string{"callback_query_id", "text", "show_alert"}, (*fakeTelegram).answerCallbackQuery},
		"answerInlineQuery":     {[]string{"inline_query_id", "results", "cache_time", "is_personal"}, (*fakeTelegram).answerInlineQuery},
		"getMyCommands":         {profile, (*fakeTelegram).getProfile},
		"setMyCommands":         {append(profile, "commands"), (*fakeTelegram).setProfile},
		"getMyDescription":      {profile, (*fakeTelegram).getProfile},
		"setMyDescription":      {append(profile, "description"), (*fakeTelegram).setProfile},
		"getMyShortDescription": {profile, (*fakeTelegram).getProfile},
		"setMyShortDescription": {append(profile, "short_description"), (*fakeTelegram).setProfile},
	}
}

func (f *fakeTelegram) getMe(logged) (any, *failure) {
	return fields{"id": botID, "is_bot": true, "first_name": "Cifra", "username": botName, "can_join_groups": true, "supports_inline_queries": true}, nil
}

func (f *fakeTelegram) setWebhook(c logged) (any, *failure) {
	h := hook{url: c.params.Get("url"), secret: c.params.Get("secret_token")}
	h.connections, _ = strconv.Atoi(c.params.Get("max_connections"))
	if !strings.HasPrefix(h.url, "https://") {
		return nil, bad("bad webhook: An HTTPS URL must be provided for webhook")
	}
	if err := json.Unmarshal([]byte(c.params.Get("allowed_updates")), &h.allowed); err != nil || h.connections < 1 || h.connections > 100 {
		f.t.Errorf("setWebhook with %v", c.params)
	}
	f.webhook = h
	return true, nil
}

func (f *fakeTelegram) deleteWebhook(c logged) (any, *failure) {
	if c.params.Get("drop_pending_updates") == "true" {
		f.t.Error("deleteWebhook drops what people wrote")
	}
	f.webhook = hook{}
	return true, nil
}

func (f *fakeTelegram) getWebhookInfo(logged) (any, *failure) {
	out := fields{"url": f.webhook.url, "has_custom_certificate": false, "pending_update_count": len(f.queue)}
	if f.webhook.url != "" {
		out["max_connections"], out["allowed_updates"] = f.webhook.connections, f.webhook.allowed
	}
	return out, nil
}

// chat finds a chat, and why nothing may be sent there.
func (f *fakeTelegram) chat(p url.Values) (int64, *fakeChat, *failure) {
	id, err := strconv.ParseInt(p.Get("chat_id"), 10, 64)
	c := f.chats[id]
	switch {
	case err != nil || c == nil:
		return 0, nil, bad("chat not found")
	case c.blocked:
		return 0, nil, &failure{code: 403, text: "Forbidden: bot was blocked by the user"}
	case c.moved != 0:
		return 0, nil, &failure{400, "Bad Request: group chat was upgraded to a supergroup chat", map[string]any{"migrate_to_chat_id": c.moved}}
	}
	if t := p.Get("message_thread_id"); t != "" {
		if topic, err := strconv.ParseInt(t, 10, 64); err != nil || !slices.Contains(c.topics, topic) {
			return 0, nil, bad("message thread not found")
		}
	}
	return id, c, nil
}

// newMessage makes a message of the parameters that all new ones have.
func (f *fakeTelegram) newMessage(p url.Values) (*sent, *failure) {
	chat, _, failed := f.chat(p)
	if failed != nil {
		return nil, failed
	}
	if failed := checkMarkup(p.Get("reply_markup")); failed != nil {
		return nil, failed
	}
	f.lastSent++
	m := &sent{chat: chat, id: f.lastSent, markup: p.Get("reply_markup")}
	m.thread, _ = strconv.ParseInt(p.Get("message_thread_id"), 10, 64)
	if r := p.Get("reply_parameters"); r != "" {
		var reply struct {
			ID      int64 `json:"message_id"`
			Without bool  `json:"allow_sending_without_reply"`
		}
		if err := json.Unmarshal([]byte(r), &reply); err != nil || reply.ID == 0 {
			return nil, bad("can't parse reply parameters JSON object")
		}
		m.reply = reply.ID
		if f.messages[place2{chat, -reply.ID}] != nil { // a deleted one
			if m.reply = 0; !reply.Without {
				return nil, bad("message to be replied not found")
			}
		}
	}
	return m, nil
}

func (f *fakeTelegram) sendMessage(c logged) (any, *failure) {
	plain, failed := checkText(c.params, "text", 4096)
	if failed != nil {
		return nil, failed
	}
	m, failed := f.newMessage(c.params)
	if failed != nil {
		return nil, failed
	}
	f.checkPreview(c.params)
	m.html, m.text = c.params.Get("text"), plain
	f.messages[place2{m.chat, m.id}] = m
	return f.show(m), nil
}

func (f *fakeTelegram) checkPreview(p url.Values) {
	if p.Get("link_preview_options") != `{"is_disabled":true}` {
		f.t.Errorf("a text with link_preview_options %q", p.Get("link_preview_options"))
	}
}

func (f *fakeTelegram) show(m *sent) fields {
	out := fields{"message_id": m.id, "date": 1800000000, "chat": fields{"id": m.chat, "type": f.chats[m.chat].kind}, "from": fields{"id": botID, "is_bot": true}}
	if m.photo != "" {
		out["caption"] = m.caption
		out["photo"] = []fields{{"file_id": "small-" + m.photo, "width": 90}, {"file_id": m.photo, "width": 1280}}
		return out
	}
	out["text"] = m.text
	return out
}

func (f *fakeTelegram) sendPhoto(c logged) (any, *failure) {
	plain := ""
	var failed *failure
	if c.params.Get("caption") != "" {
		if plain, failed = checkText(c.params, "caption", 1024); failed != nil {
			return nil, failed
		}
	}
	m, failed := f.newMessage(c.params)
	if failed != nil {
		return nil, failed
	}
	if m.photo, failed = f.picture(c, c.params.Get("photo")); failed != nil {
		return nil, failed
	}
	m.caption = plain
	f.messages[place2{m.chat, m.id}] = m
	return f.show(m), nil
}

// picture gives the id of a photo that is uploaded or known.
func (f *fakeTelegram) picture(c logged, id string) (string, *failure) {
	if id != "" {
		if !f.files[id] {
			return "", bad("wrong remote file identifier specified: Wrong padding in the string")
		}
		return id, nil
	}
	if !bytes.HasPrefix(c.files["photo"], []byte("\x89PNG")) {
		return "", bad("IMAGE_PROCESS_FAILED")
	}
	id = fmt.Sprintf("file-%d", len(f.files)+1)
	f.files[id] = true
	return id, nil
}

func (f *fakeTelegram) sendChatAction(c logged) (any, *failure) {
	if a := c.params.Get("action"); a != "typing" && a != "upload_photo" {
		f.t.Errorf("sendChatAction %q", a)
	}
	_, _, failed := f.chat(c.params)
	return true, failed
}

// own finds a message to edit or delete.
func (f *fakeTelegram) own(p url.Values, to string) (*sent, *failure) {
	if id := p.Get("inline_message_id"); id != "" {
		if m := f.inlines[id]; m != nil {
			return m, nil
		}
		return nil, bad("MESSAGE_ID_INVALID")
	}
	chat, _, failed := f.chat(p)
	if failed != nil {
		return nil, failed
	}
	id, _ := strconv.ParseInt(p.Get("message_id"), 10, 64)
	m := f.messages[place2{chat, id}]
	if m == nil || m.deleted {
		return nil, bad("message to %s not found", to)
	}
	return m, nil
}

func (f *fakeTelegram) editMessageText(c logged) (any, *failure) {
	plain, failed := checkText(c.params, "text", 4096)
	if failed != nil {
		return nil, failed
	}
	m, failed := f.own(c.params, "edit")
	if failed != nil {
		return nil, failed
	}
	if failed := checkMarkup(c.params.Get("reply_markup")); failed != nil {
		return nil, failed
	}
	f.checkPreview(c.params)
	switch html, markup := c.params.Get("text"), c.params.Get("reply_markup"); {
	case m.photo != "":
		return nil, bad("there is no text in the message to edit")
	case m.html == html && m.markup == markup:
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	default:
		m.html, m.text, m.markup = html, plain, markup
	}
	m.edits++
	if c.params.Get("inline_message_id") != "" {
		return true, nil
	}
	return f.show(m), nil
}

func (f *fakeTelegram) editMessageMedia(c logged) (any, *failure) {
	m, failed := f.own(c.params, "edit")
	if failed != nil {
		return nil, failed
	}
	var media struct{ Type, Media, Caption, Parse_mode string }
	if err := json.Unmarshal([]byte(c.params.Get("media")), &media); err != nil || media.Type != "photo" {
		return nil, bad("can't parse media JSON object")
	}
	id := media.Media
	if id == "attach://photo" {
		id = ""
	}
	if m.photo, failed = f.picture(c, id); failed != nil {
		return nil, failed
	}
	plain, failed := checkText(url.Values{"caption": {media.Caption}, "parse_mode": {media.Parse_mode}}, "caption", 1024)
	m.caption = plain
	m.edits++
	return f.show(m), failed
}

func (f *fakeTelegram) deleteMessage(c logged) (any, *failure) {
	m, failed := f.own(c.params, "delete")
	if failed != nil {
		return nil, failed
	}
	if f.chats[m.chat].frozen {
		return nil, bad("message can't be deleted for everyone")
	}
	m.deleted = true
	return true, nil
}

func (f *fakeTelegram) answerCallbackQuery(c logged) (any, *failure) {
	id := c.params.Get("callback_query_id")
	if !f.waiting[id] {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	if utf16Units(c.params.Get("text")) > 200 {
		return nil, bad("MESSAGE_TOO_LONG")
	}
	delete(f.waiting, id)
	return true, nil
}

func (f *fakeTelegram) answerInlineQuery(c logged) (any, *failure) {
	id := c.params.Get("inline_query_id")
	if !f.waiting[id] {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	var results []inlineArticle
	if err := json.Unmarshal([]byte(c.params.Get("results")), &results); err != nil || results == nil {
		return nil, bad("can't parse inline query results: %v", err)
	}
	seen := map[string]bool{}
	for _, r := range results {
		_, failed := checkText(url.Values{"text": {r.Content.Text}, "parse_mode": {r.Content.ParseMode}}, "text", 4096)
		switch {
		case len(results) > 50:
			return nil, bad("RESULTS_TOO_MUCH")
		case r.Type != "article" || r.ID == "" || len(r.ID) > 64:
			return nil, bad("RESULT_ID_INVALID")
		case seen[r.ID]:
			return nil, bad("RESULT_ID_DUPLICATE")
		case r.Title == "":
			return nil, bad("ARTICLE_TITLE_EMPTY")
		case failed != nil:
			return nil, failed
		}
		if failed := checkMarkup(string(r.Markup)); failed != nil {
			return nil, failed
		}
		seen[r.ID] = true
	}
	delete(f.waiting, id)
	return true, nil
}

func profileKey(c logged) string {
	return strings.TrimPrefix(strings.TrimPrefix(c.method, "get"), "set") + "/" + c.params.Get("language_code")
}

// profileField is what a method of a profile gets and sets.
func profileField(method string) string {
	switch method[len("get"):] {
	case "MyCommands":
		return "commands"
	case "MyDescription":
		return "description"
	}
	return "short_description"
}

func (f *fakeTelegram) getProfile(c logged) (any, *failure) {
	value := f.profile[profileKey(c)]
	if field := profileField(c.method); field != "commands" {
		return fields{field: value}, nil
	}
	if value == "" {
		value = "[]"
	}
	return json.RawMessage(value), nil
}

func (f *fakeTelegram) setProfile(c logged) (any, *failure) {
	field := profileField(c.method)
	value := c.params.Get(field)
	most := map[string]int{"description": 512, "short_description": 120, "commands": 1 << 20}[field]
	if utf16Units(value) > most {
		return nil, bad("%s is too long", field)
	}
	if field == "commands" {
		var commands []listedCommand
		if err := json.Unmarshal([]byte(value), &commands); err != nil || len(commands) > 100 {
			return nil, bad("can't parse commands")
		}
		for _, command := range commands {
			if len(command.Command) < 1 || len(command.Command) > 32 || strings.Trim(command.Command, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
				return nil, bad("BOT_COMMAND_INVALID")
			}
			if n := utf16Units(command.Description); n < 1 || n > 256 {
				return nil, bad("BOT_COMMAND_DESCRIPTION_INVALID")
			}
		}
	}
	f.profile[profileKey(c)] = value
	return true, nil
}

// units is the length of a text as Telegram counts it.
func utf16Units(s string) int { return len(utf16.Encode([]rune(s))) }
