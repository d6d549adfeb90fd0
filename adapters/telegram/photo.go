package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"cifra/bot/chart"
)

// mostFiles is how many pictures are known to be at Telegram's already. A
// data set has some dozens, in two languages.
const mostFiles = 512

// errNoPicture says that a picture could not be drawn.
var errNoPicture = errors.New("drawing a picture")

// isLeftOut says whether an answer goes on without its picture.
func isLeftOut(err error) bool { return errors.Is(err, errNoPicture) || isRefusal(err) }

// sendPhoto sends a picture with its caption.
func (s *serving) sendPhoto(ctx context.Context, to *place, p piece, first bool) (int64, error) {
	params := to.params(first)
	params["caption"] = p.html
	if len(p.markup) > 0 {
		params["reply_markup"] = string(p.markup)
	}
	result, err := s.withPicture(p.photo, func(known string, file ...tgbotapi.RequestFile) (json.RawMessage, error) {
		if delete(params, "photo"); known != "" {
			params["photo"] = known
		}
		return s.send(ctx, to, "sendPhoto", params, file...)
	})
	if err != nil {
		return 0, err
	}
	return messageID(result), nil
}

// editPhoto puts another picture in the place of one.
func (s *serving) editPhoto(ctx context.Context, to *place, id int64, p piece) error {
	_, err := s.withPicture(p.photo, func(known string, file ...tgbotapi.RequestFile) (json.RawMessage, error) {
		if known == "" {
			known = "attach://" + pictureField
		}
		media, err := json.Marshal(map[string]string{"type": "photo", "media": known, "caption": p.html, "parse_mode": tgbotapi.ModeHTML})
		if err != nil {
			return nil, err
		}
		params := tgbotapi.Params{"message_id": strconv.FormatInt(id, 10), "media": string(media)}
		return s.send(ctx, to, "editMessageMedia", params, file...)
	})
	if isUnchanged(err) {
		return nil
	}
	return err
}

// pictureField is what an uploaded picture is called in its request.
const pictureField = "photo"

// withPicture calls with the id that Telegram gave a picture, where it has it
// already and takes the id, and with the picture itself where not.
func (s *serving) withPicture(c *chart.Chart, call func(known string, file ...tgbotapi.RequestFile) (json.RawMessage, error)) (json.RawMessage, error) {
	if id, ok := s.files.Get(c.Key); ok {
		result, err := call(id)
		if !isRefusal(err, 400) || isUnwelcome(err) || isUnchanged(err) || isGone(err) {
			return result, err
		}
		s.files.Remove(c.Key)
	}
	png, err := s.picture(c)
	if err != nil {
		return nil, err
	}
	result, err := call("", tgbotapi.RequestFile{Name: pictureField, Data: tgbotapi.FileBytes{Name: "chart.png", Bytes: png}})
	if err != nil {
		return nil, err
	}
	if id := fileID(result); id != "" {
		s.files.Add(c.Key, id)
	}
	return result, nil
}

// picture draws. A picture is not worth an answer: what fails here, or panics,
// costs only the picture.
func (s *serving) picture(c *chart.Chart) (png []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %w", errNoPicture, panicError(p))
		}
	}()
	if s.draw == nil {
		return nil, errNoPicture
	}
	s.drawing <- struct{}{}
	defer func() { <-s.drawing }()
	if png, err = s.draw(c); err != nil {
		return nil, fmt.Errorf("%w: %w", errNoPicture, err)
	}
	return png, nil
}

// fileID reads the id of the largest size of a photo that was sent.
func fileID(result json.RawMessage) string {
	var m struct {
		Photo []struct {
			ID string `json:"file_id"`
		} `json:"photo"`
	}
	if err := json.Unmarshal(result, &m); err != nil || len(m.Photo) == 0 {
		return ""
	}
	return m.Photo[len(m.Photo)-1].ID
}
