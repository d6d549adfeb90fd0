package telegram

import (
	"strconv"
	"strings"

	"cifra/bot"
)

// askCommand is the command behind which any question may stand: "/cifra top
// labor industries". In a group, it needs no mention.
const askCommand = "cifra"

// helpCommand is what a bare mention asks for.
const helpCommand = "help"

// platform is what bot.Message calls Telegram.
const platform = "telegram"

// kind says what became of an update.
type kind uint8

const (
	ignored  kind = iota // not for this bot, or nothing to answer
	question             // words of a person
	wordless             // a sticker, a voice message
	edited               // words that a person has changed
	pressed              // a button
	inline               // words behind "@bot" in any chat
)

// place is where an answer goes.
type place struct {
	chat    int64
	thread  int64  // a topic of a forum; 0 elsewhere
	reply   int64  // the message that the answer replies to; 0 for none
	private bool   // a chat with one person
	inline  string // a message that someone sent by inline mode, in place of all these
}

// asked is an update, once it is clear that it is for the bot.
type asked struct {
	kind   kind
	update int64
	lane   string // what is answered in order
	to     place
	msg    bot.Message
	source int64  // the message that asks, or the one whose button was pressed
	query  string // id of a callback query or an inline query
	data   string // of the button
	label  string // likewise
	late   int64  // of an edited message: how many seconds after it was sent
	gone   bool   // the message whose button was pressed cannot be changed any more
	other  bool   // it answers someone else than who pressed
}

// router knows what is for the bot.
type router struct {
	self     user
	commands map[string]bool // names in small letters
	allow    func(chat int64) bool
}

func newRouter(self user, commands []bot.Command, allow func(int64) bool) *router {
	r := &router{self: self, commands: map[string]bool{askCommand: true}, allow: allow}
	if r.allow == nil {
		r.allow = func(int64) bool { return true }
	}
	for _, c := range commands {
		r.commands[strings.ToLower(c.Name.EN)] = true
		r.commands[strings.ToLower(c.Name.ES)] = true
	}
	return r
}

// route says what an update asks. It looks at nothing but the update.
func (r *router) route(u *incoming) asked {
	var a asked
	switch {
	case u.Message != nil:
		a = r.message(u.Message)
	case u.EditedMessage != nil:
		if a = r.message(u.EditedMessage); a.kind == question {
			a.kind, a.late = edited, u.EditedMessage.Edited-u.EditedMessage.Date
		} else {
			a = asked{}
		}
	case u.CallbackQuery != nil:
		a = r.press(u.CallbackQuery)
	case u.InlineQuery != nil:
		a = r.inline(u.InlineQuery)
	}
	a.update = u.ID
	return a
}

// message reads what a person wrote. In a chat with one person everything is
// for the bot; in a group, what mentions it, replies to it or commands it.
func (r *router) message(m *message) asked {
	sender := r.sender(m)
	private := m.Chat.Type == "private"
	if sender == nil || !private && m.Chat.Type != "group" && m.Chat.Type != "supergroup" || !r.allow(m.Chat.ID) {
		return asked{}
	}
	a := asked{kind: question, source: m.ID, lane: strconv.FormatInt(m.Chat.ID, 10), to: placeOf(m)}
	a.msg = bot.Message{
		Platform: platform, Chat: chatKey(a.lane, a.to), User: strconv.FormatInt(sender.ID, 10),
		ID: strconv.FormatInt(m.ID, 10), Locale: sender.Language,
	}
	text, entities := m.Text, m.Entities
	if text == "" {
		text, entities = m.Caption, m.CaptionEntities
	}
	if text == "" {
		if a.kind = wordless; !private || !m.attached.any() {
			return asked{}
		}
		return a
	}
	text, forBot := mentioned(text, entities, r.self)
	forBot = forBot || private || m.ReplyTo != nil && m.ReplyTo.From != nil && m.ReplyTo.From.ID == r.self.ID && !bool(m.ReplyTo.TopicMade)
	if !r.words(&a.msg, text, forBot) {
		return asked{}
	}
	return a
}

// words reads a text into a message, and says whether it is for the bot, which
// the chat, a mention or a reply may have said before.
func (r *router) words(m *bot.Message, text string, forBot bool) bool {
	name, at, rest, isCommand := slashed(text)
	if isCommand {
		switch named := strings.EqualFold(at, r.self.Username); {
		case at != "" && !named:
			return false // another bot's
		case at == "" && !forBot && !r.commands[strings.ToLower(name)]:
			return false // every bot of a group gets this
		case strings.EqualFold(name, askCommand):
			m.Text = rest
		default:
			m.Command, m.Text = name, rest
		}
		forBot = true
	} else {
		m.Text = text
	}
	if m.Command == "" && m.Text == "" {
		m.Command = helpCommand
	}
	return forBot
}

// sender is the person who wrote a message; nil where that was a bot, a
// channel, or the bot itself by inline mode. A group's administrators may write
// without a name: Telegram then says that a bot did, for the group.
func (r *router) sender(m *message) *user {
	switch {
	case m.From == nil || m.Business != "" || m.Forwarded || m.ViaBot != nil && m.ViaBot.ID == r.self.ID:
		return nil
	case m.From.IsBot && m.For != nil && m.For.ID == m.Chat.ID:
		return &user{ID: m.For.ID}
	case m.From.IsBot:
		return nil
	}
	return m.From
}

// placeOf is where an answer to a message goes.
func placeOf(m *message) place {
	p := place{chat: m.Chat.ID, private: m.Chat.Type == "private"}
	if m.InTopic {
		p.thread = m.Thread
	}
	if !p.private {
		p.reply = m.ID
	}
	return p
}

// chatKey is what a conversation is bound to: a chat, or a topic of it.
func chatKey(lane string, p place) string {
	if p.thread == 0 {
		return lane
	}
	return lane + "/" + strconv.FormatInt(p.thread, 10)
}

// press reads a pressed button. In a chat that is not served its data is left
// out, so that the person is told something and nothing is done.
func (r *router) press(c *callbackQuery) asked {
	a := asked{kind: pressed, query: c.ID, data: c.Data}
	a.msg = bot.Message{Platform: platform, User: strconv.FormatInt(c.From.ID, 10), ID: c.ID, Locale: c.From.Language}
	switch m := c.Message; {
	case m != nil:
		a.source, a.gone, a.label = m.ID, m.Date == 0, m.Markup.label(c.Data)
		a.lane, a.to = strconv.FormatInt(m.Chat.ID, 10), placeOf(m)
		a.msg.Chat = chatKey(a.lane, a.to)
		a.other = m.ReplyTo != nil && m.ReplyTo.From != nil && m.ReplyTo.From.ID != c.From.ID
		if !r.allow(m.Chat.ID) {
			a.data = ""
		}
	case c.InlineID != "":
		a.lane, a.to = "inline/"+c.InlineID, place{inline: c.InlineID}
		a.msg.Chat, a.msg.Alone = a.lane, true
	default:
		a.lane, a.data = "inline/"+a.msg.User, ""
	}
	return a
}

// inline reads what stands behind "@bot" in any chat. No conversation is
// remembered: each letter typed makes a query of its own.
func (r *router) inline(q *inlineQuery) asked {
	user := strconv.FormatInt(q.From.ID, 10)
	if !r.allow(q.From.ID) {
		return asked{}
	}
	return asked{kind: inline, query: q.ID, lane: "inline/" + user, msg: bot.Message{
		Platform: platform, Chat: "inline/" + user, User: user, ID: q.ID, Locale: q.From.Language,
		Text: strings.TrimSpace(q.Query), Alone: true,
	}}
}
