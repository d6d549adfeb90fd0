package telegram

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// replyToEdit answers words that a person has changed: by changing the answer
// to what they were before, or by a new one where there was none. Where the
// answer is too long ago to know, or has been deleted, nothing happens.
func (s *serving) replyToEdit(ctx context.Context, j *job) error {
	old, ok := s.remembered(ctx, ofQuestion, j.to.chat, j.source)
	if !ok {
		if time.Duration(j.late)*time.Second >= editLife {
			return nil
		}
		return s.reply(ctx, j)
	}
	if grown, ok := s.remembered(ctx, ofAnswer, j.to.chat, old.last()); ok {
		old = grown // a button has changed it since
	}
	if s.compose(ctx, j); len(j.out) == 0 {
		return nil
	}
	r, err := s.change(ctx, j, old)
	if isGone(err) {
		return nil
	}
	if err != nil {
		return err
	}
	j.after = func(ctx context.Context) {
		s.remember(ctx, ofQuestion, j.to.chat, j.source, r, editLife)
		s.rememberParts(ctx, j.to.chat, r, old)
	}
	return nil
}

// change turns the messages of an answer into another answer, and says which
// messages that one is: as many as there are on both sides are edited, the
// others sent or deleted. The error is isGone where the answer is not there.
func (s *serving) change(ctx context.Context, j *job, old record) (record, error) {
	defer s.indicate(ctx, j)()
	c := &changing{serving: s, job: j, left: old.parts}
	var photo *piece
	for i, p := range j.out {
		if p.photo != nil {
			photo = &j.out[i]
			continue
		}
		if err := c.text(ctx, p); err != nil {
			return record{}, err
		}
	}
	if err := c.photo(ctx, photo, old); err != nil {
		return record{}, err
	}
	for _, id := range c.left {
		if err := s.remove(ctx, &j.to, id); err != nil {
			return record{}, err
		}
	}
	return c.now, nil
}

// changing is an answer on its way to another one.
type changing struct {
	*serving
	job  *job
	left []int64 // of the old parts
	new  int     // how many messages have been sent anew
	now  record
}

func (c *changing) text(ctx context.Context, p piece) error {
	var id int64
	var err error
	if len(c.left) > 0 {
		id, c.left = c.left[0], c.left[1:]
		err = c.editText(ctx, &c.job.to, id, p)
	} else {
		id, err = c.anew(ctx, p)
	}
	if err == nil && id != 0 {
		c.now.parts = append(c.now.parts, id)
	}
	return err
}

// anew sends a message that the old answer had none for, unless a try before
// this one has.
func (c *changing) anew(ctx context.Context, p piece) (int64, error) {
	if c.new < len(c.job.sent) {
		c.new++
		return c.job.sent[c.new-1], nil
	}
	id, err := c.sendPiece(ctx, &c.job.to, p, false)
	if err == nil {
		c.job.sent = append(c.job.sent, id)
		c.new++
	}
	return id, err
}

// photo sees to the picture: the same one stays, another one takes its place.
func (c *changing) photo(ctx context.Context, p *piece, old record) error {
	if p != nil && old.photo != 0 {
		hash := pictureHash(p.photo.Key)
		var err error
		if hash != old.picture {
			err = c.editPhoto(ctx, &c.job.to, old.photo, *p)
		}
		if err == nil {
			c.now.photo, c.now.picture = old.photo, hash
			return nil
		}
		if !isLeftOut(err) {
			return err
		}
		c.log.Warn("telegram: a picture is left out", "error", err)
		p = nil
	}
	if old.photo != 0 {
		return c.remove(ctx, &c.job.to, old.photo)
	}
	if p == nil {
		return nil
	}
	id, err := c.anew(ctx, *p)
	if err == nil && id != 0 {
		c.now.photo, c.now.picture = id, pictureHash(p.photo.Key)
	}
	return err
}

// editText changes a text. Without buttons it has none any more.
func (s *serving) editText(ctx context.Context, to *place, id int64, p piece) error {
	params := tgbotapi.Params{"parse_mode": tgbotapi.ModeHTML}
	if to.inline != "" {
		params["inline_message_id"] = to.inline
	} else {
		params["message_id"] = strconv.FormatInt(id, 10)
	}
	setText(params, p)
	_, err := s.sendWriting(ctx, to, "editMessageText", params, p)
	if isUnchanged(err) {
		return nil
	}
	return err
}

// remove deletes a message; that it is not there is no error.
func (s *serving) remove(ctx context.Context, to *place, id int64) error {
	_, err := s.send(ctx, to, "deleteMessage", tgbotapi.Params{"message_id": strconv.FormatInt(id, 10)})
	if says(err, "message to delete not found") {
		return nil
	}
	if isRefusal(err) {
		return fmt.Errorf("%w: %w", errStays, err)
	}
	return err
}

// errStays says that a message could not be deleted, for good.
var errStays = errors.New("deleting a message")
