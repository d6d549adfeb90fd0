package telegram

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"cifra/bot"
	"cifra/stats"
)

// mostAlert is how many characters answerCallbackQuery shows.
const mostAlert = 200

// press answers a pressed button. A reading of an ambiguous question, the other
// language and a chosen one change the message that the button is under: its
// data begins with editMark. A follow-up question gets a message of its own,
// and so does a picture. What was sent by inline mode can only be changed.
func (s *serving) press(ctx context.Context, j *job) error {
	if j.data == dataDelete {
		return s.deleteExchange(ctx, j)
	}
	data, inPlace := strings.CutPrefix(j.data, editMark)
	if !isPress(data) {
		s.tell(ctx, j, bot.WordsIn(s.language(ctx, j)).OldButton)
		return nil
	}
	if j.out == nil {
		j.msg.Press = data
		r := s.handler.Handle(ctx, j.msg)
		if r.Kind == bot.Trouble || r.Kind == bot.Silence {
			s.tell(ctx, j, r.Text)
			return nil
		}
		j.lang = r.Lang
		s.composePress(r, j, inPlace)
	}
	var told sync.WaitGroup
	told.Go(func() { s.tell(ctx, j, "") })
	defer told.Wait()
	switch {
	case j.to.inline != "":
		return s.editText(ctx, &j.to, 0, j.out[0])
	case inPlace && !j.gone:
		return s.changePressed(ctx, j)
	}
	return s.follow(ctx, j)
}

// isPress says whether a text has the form of what a reply gives its buttons.
func isPress(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-' {
			return false
		}
	}
	return true
}

// composePress puts together what a pressed button shows: of a picture asked
// for beside its figures, the picture alone, if it can be had.
func (s *serving) composePress(r bot.Reply, j *job, inPlace bool) {
	if j.to.inline != "" {
		j.out = []piece{inlinePiece(r)}
		return
	}
	j.out = s.pieces(r, j.to)
	if r.Chart && !inPlace && len(j.out) > 1 && j.out[0].photo != nil {
		j.out, j.instead = j.out[:1:1], j.out[1:]
	}
}

// inlinePiece is what a message that was sent by inline mode becomes.
func inlinePiece(r bot.Reply) piece {
	if cards := renderCards([]bot.Reply{r}); len(cards) == 1 {
		return piece{html: cards[0].HTML, markup: markup(cards[0].Buttons)}
	}
	c := render(r, setting{Inline: true})
	return piece{html: c.Parts[0], markup: markup(c.Buttons)}
}

// changePressed changes the answer that the button is under; one that cannot
// be changed any more is followed by another.
func (s *serving) changePressed(ctx context.Context, j *job) error {
	old := s.partsOf(ctx, j.to.chat, j.source)
	r, err := s.change(ctx, j, old)
	if isGone(err) {
		return s.follow(ctx, j)
	}
	if err != nil {
		return err
	}
	j.after = func(ctx context.Context) { s.rememberParts(ctx, j.to.chat, r, old) }
	return nil
}

// follow answers with new messages.
func (s *serving) follow(ctx context.Context, j *job) error {
	r, err := s.deliver(ctx, j)
	if err == nil && r.last() == 0 && j.instead != nil {
		j.out, j.sent, j.instead = j.instead, nil, nil
		r, err = s.deliver(ctx, j)
	}
	if err == nil {
		j.after = func(ctx context.Context) { s.rememberParts(ctx, j.to.chat, r, record{}) }
	}
	return err
}

// tell answers a callback query, which ends the sign of waiting on the button.
// With a text it shows that until the person has read it. It may be answered
// once, and not for long.
func (s *serving) tell(ctx context.Context, j *job, text string) {
	if j.told || j.query == "" {
		return
	}
	params := tgbotapi.Params{"callback_query_id": j.query}
	if text != "" {
		params["text"], params["show_alert"] = cut(text, mostAlert), "true"
	}
	_, err := s.call(ctx, "answerCallbackQuery", params)
	if err != nil && !isRefusal(err) && ctx.Err() == nil {
		_, err = s.call(ctx, "answerCallbackQuery", params)
	}
	if err == nil || isStale(err) {
		j.told = true
		return
	}
	s.log.Debug("telegram: a pressed button was not told so", "error", err)
}

// cut shortens a text to a number of characters.
func cut(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}

// deleteExchange deletes the answer that the button is under, and says what
// remains, without a new message that would have to be deleted in turn. In a
// group, only the one who was answered can have it deleted: the hotlines may be
// the last thing that someone else there wants to be seen.
func (s *serving) deleteExchange(ctx context.Context, j *job) error {
	if j.other {
		s.tell(ctx, j, "")
		return nil
	}
	words := bot.WordsIn(s.languageOfButton(ctx, j))
	for _, id := range s.partsOf(ctx, j.to.chat, j.source).all() {
		err := s.remove(ctx, &j.to, id)
		if errors.Is(err, errStays) || isRefusal(err, http.StatusForbidden) {
			s.tell(ctx, j, words.ExchangeStays)
			return nil
		}
		if err != nil {
			return err
		}
	}
	s.forget(ctx, ofAnswer, j.to.chat, j.source)
	s.tell(ctx, j, words.ExchangeGone)
	return nil
}

// languageOfButton is the language that the pressed button is written in: of
// what is deleted here, the bot itself remembers nothing.
func (s *serving) languageOfButton(ctx context.Context, j *job) stats.Lang {
	for _, l := range stats.Langs {
		if j.label == bot.WordsIn(l).DeleteExchange {
			return l
		}
	}
	return s.language(ctx, j)
}
