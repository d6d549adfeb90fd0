package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"html"
	"regexp"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"cifra/bot"
	"cifra/bot/chart"
	"cifra/stats"
)

// piece is one message of an answer: a text, or a photo with its caption.
type piece struct {
	html   string
	photo  *chart.Chart
	markup json.RawMessage
}

// pieces puts an answer into messages, in the order in which they are sent.
func pieces(c content) []piece {
	var out []piece
	if c.Photo != nil {
		out = append(out, piece{html: c.Caption, photo: c.Photo})
	}
	for _, part := range c.Parts {
		out = append(out, piece{html: part})
	}
	if len(c.Parts) > 0 {
		out[len(out)-1].markup = markup(c.Buttons)
	}
	return out
}

// compose asks the bot, unless a try before this one has.
func (s *serving) compose(ctx context.Context, j *job) {
	if j.out != nil {
		return
	}
	r := s.handler.Handle(ctx, j.msg)
	j.lang = r.Lang
	j.out = []piece{}
	if r.Kind != bot.Silence {
		j.out = s.pieces(r, j.to)
	}
}

func (s *serving) pieces(r bot.Reply, to place) []piece {
	c := render(r, setting{Inline: to.inline != ""})
	if s.draw == nil {
		c.Photo = nil
	}
	return pieces(c)
}

// reply answers words.
func (s *serving) reply(ctx context.Context, j *job) error {
	if s.compose(ctx, j); len(j.out) == 0 {
		return nil
	}
	r, err := s.deliver(ctx, j)
	if err != nil {
		return err
	}
	j.after = func(ctx context.Context) {
		s.remember(ctx, ofQuestion, j.to.chat, j.source, r, editLife)
		s.rememberParts(ctx, j.to.chat, r, record{})
	}
	return nil
}

// wordlessLife is for how long the bot does not repeat that it reads only
// text: an album comes as a message for each picture, and stickers in rows.
const wordlessLife = 20 * time.Second

// onlyText tells a person who sent something else that the bot reads text.
func (s *serving) onlyText(ctx context.Context, j *job) error {
	if said, ok := s.remembered(ctx, ofWordless, j.to.chat, 0); ok && said.last() != j.update {
		return nil
	}
	if j.out == nil {
		j.lang = s.language(ctx, j)
		j.out = []piece{{html: html.EscapeString(bot.WordsIn(j.lang).OnlyText)}}
	}
	if _, err := s.deliver(ctx, j); err != nil {
		return err
	}
	j.after = func(ctx context.Context) {
		s.remember(ctx, ofWordless, j.to.chat, 0, record{parts: []int64{j.update}}, wordlessLife)
	}
	return nil
}

// language is the one to speak to a person where no words of theirs tell. Only
// the bot knows what they chose: its reply to the command that asks for the
// language is in it, and changes nothing.
func (s *serving) language(ctx context.Context, j *job) stats.Lang {
	m := j.msg
	m.Command, m.Text, m.Press = "language", "", ""
	return s.handler.Handle(ctx, m).Lang
}

// deliver sends what of an answer has not been sent yet, and says which
// messages it is. Where the answer is several messages, the store knows which
// of them have been sent, so that an instance which takes over goes on from
// there.
func (s *serving) deliver(ctx context.Context, j *job) (record, error) {
	if len(j.out) > 1 && !j.looked {
		j.looked = true
		before, _ := s.remembered(ctx, ofUpdate, 0, j.update)
		j.sent = before.parts[:min(len(before.parts), len(j.out)-1)]
	}
	defer s.indicate(ctx, j)()
	for len(j.sent) < len(j.out) {
		n := len(j.sent)
		id, err := s.sendPiece(ctx, &j.to, j.out[n], n == 0)
		if err != nil {
			return record{}, err
		}
		j.sent = append(j.sent, id)
		if n+1 < len(j.out) {
			s.remember(ctx, ofUpdate, 0, j.update, record{parts: j.sent}, sentLife)
		}
	}
	var r record
	for i, id := range j.sent {
		switch p := j.out[i]; {
		case id == 0:
		case p.photo != nil:
			r.photo, r.picture = id, pictureHash(p.photo.Key)
		default:
			r.parts = append(r.parts, id)
		}
	}
	return r, nil
}

// sendPiece sends one message. A photo that cannot be had or is not allowed is
// left out: the text says all that it shows.
func (s *serving) sendPiece(ctx context.Context, to *place, p piece, first bool) (int64, error) {
	if p.photo == nil {
		return s.sendText(ctx, to, p, first)
	}
	id, err := s.sendPhoto(ctx, to, p, first)
	if isLeftOut(err) {
		s.log.Warn("telegram: a picture is left out", "error", err)
		return 0, nil
	}
	return id, err
}

// params are those of every new message. Only the first one of an answer
// replies to the question.
func (p *place) params(first bool) tgbotapi.Params {
	out := make(tgbotapi.Params, 8)
	out["parse_mode"] = tgbotapi.ModeHTML
	if p.thread != 0 {
		out["message_thread_id"] = strconv.FormatInt(p.thread, 10)
	}
	if first && p.reply != 0 {
		out["reply_parameters"] = `{"message_id":` + strconv.FormatInt(p.reply, 10) + `,"allow_sending_without_reply":true}`
	}
	return out
}

// noPreview: the source of a figure may be a link, and a preview of it would
// be larger than the answer.
const noPreview = `{"is_disabled":true}`

// setText sets the parameters of a text, with its buttons.
func setText(params tgbotapi.Params, p piece) {
	params["text"], params["link_preview_options"] = p.html, noPreview
	if len(p.markup) > 0 {
		params["reply_markup"] = string(p.markup)
	}
}

func (s *serving) sendText(ctx context.Context, to *place, p piece, first bool) (int64, error) {
	params := to.params(first)
	setText(params, p)
	result, err := s.sendWriting(ctx, to, "sendMessage", params, p)
	if err != nil {
		return 0, err
	}
	return messageID(result), nil
}

// sendWriting sends or edits a text. One that Telegram cannot read as HTML, or
// whose buttons it does not take, is sent without both: a person who asks gets
// an answer, and the operator an error.
func (s *serving) sendWriting(ctx context.Context, to *place, method string, params tgbotapi.Params, p piece) (json.RawMessage, error) {
	result, err := s.send(ctx, to, method, params)
	if !isRefusal(err, 400) || isUnwelcome(err) || isUnchanged(err) || isGone(err) {
		return result, err
	}
	s.log.Error("telegram: a text is refused, and sent again without form and buttons", "error", err)
	params["text"] = withoutTags(p.html)
	delete(params, "parse_mode")
	delete(params, "reply_markup")
	return s.send(ctx, to, method, params)
}

var anyTag = regexp.MustCompile(`<[^>]*>`)

func withoutTags(text string) string { return html.UnescapeString(anyTag.ReplaceAllString(text, "")) }

// messageID reads which message a call has sent; 0 where that cannot be read.
// It has been sent all the same, and must not be sent again.
func messageID(result json.RawMessage) int64 {
	if rest, ok := bytes.CutPrefix(result, []byte(`{"message_id":`)); ok { // as Telegram writes it: no need to read the message
		if digits, _, ok := bytes.Cut(rest, []byte(",")); ok {
			if id, err := strconv.ParseInt(string(digits), 10, 64); err == nil {
				return id
			}
		}
	}
	var m struct {
		ID int64 `json:"message_id"`
	}
	if json.Unmarshal(result, &m) != nil {
		return 0
	}
	return m.ID
}

// noticeable is after how long a person wonders whether anything happens.
const noticeable = 700 * time.Millisecond

// indicate shows that the bot is at work, if that takes a while. The context
// ends with the work.
func (s *serving) indicate(ctx context.Context, j *job) (stop func()) {
	if j.to.inline != "" || len(j.out) == 0 {
		return func() {}
	}
	to, action := j.to, "typing"
	if j.out[0].photo != nil {
		action = "upload_photo"
	}
	timer := time.AfterFunc(noticeable, func() {
		params := tgbotapi.Params{"chat_id": strconv.FormatInt(to.chat, 10), "action": action}
		if to.thread != 0 {
			params["message_thread_id"] = strconv.FormatInt(to.thread, 10)
		}
		if _, err := s.call(ctx, "sendChatAction", params); err != nil {
			s.log.Debug("telegram: no sign of work was shown", "error", err)
		}
	})
	return func() { timer.Stop() }
}
