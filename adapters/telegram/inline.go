package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"cifra/bot"
	"cifra/stats"
)

// cardLife is for how many seconds Telegram may show the same cards for the
// same words without asking: figures change with an edition of a data set.
const cardLife = 300

// mostCardID is how many bytes the id of a card may have
// (https://core.telegram.org/bots/api#inlinequeryresultarticle).
const mostCardID = 64

// inlineArticle is a card as Telegram takes it.
type inlineArticle struct {
	Type        string          `json:"type"`
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	Description string          `json:"description,omitempty"`
	Content     inlineContent   `json:"input_message_content"`
	Markup      json.RawMessage `json:"reply_markup,omitempty"`
}

type inlineContent struct {
	Text      string          `json:"message_text"`
	ParseMode string          `json:"parse_mode"`
	Preview   json.RawMessage `json:"link_preview_options"`
}

// inline offers cards for what stands behind "@bot".
func (s *serving) inline(ctx context.Context, j *job) error {
	replies := inlineReplies(ctx, s.handler, j.msg)
	results, err := json.Marshal(articles(renderCards(replies)))
	if err != nil {
		return fmt.Errorf("writing cards: %w", err)
	}
	params := tgbotapi.Params{
		"inline_query_id": j.query, "results": string(results), "cache_time": strconv.Itoa(cardLife),
		"is_personal": strconv.FormatBool(s.personal(ctx, j.msg, replies)),
	}
	_, err = s.call(ctx, "answerInlineQuery", params)
	if err != nil && !isRefusal(err) && ctx.Err() == nil {
		_, err = s.call(ctx, "answerInlineQuery", params)
	}
	if isRefusal(err) && !isStale(err) {
		s.log.Error("telegram: cards are refused", "error", err)
		return nil
	}
	return err
}

// personal says whether another person would get other cards for the same
// words: whether the language is theirs, and not that of the words. Somebody
// unknown, whose app is in the other language, tells.
func (s *serving) personal(ctx context.Context, m bot.Message, replies []bot.Reply) bool {
	if m.Text == "" || len(replies) == 0 {
		return true
	}
	lang := replies[0].Lang
	m.User, m.Locale = "", stats.ES.String()
	if lang == stats.ES {
		m.Locale = stats.EN.String()
	}
	return s.handler.Handle(ctx, m).Lang != lang
}

// articles puts cards into Telegram's form. Two must not have one id.
func articles(cards []card) []inlineArticle {
	out := []inlineArticle{} // not nil: Telegram takes no null
	taken := map[string]bool{}
	for i, c := range cards[:min(len(cards), mostCards)] {
		if c.Title == "" || c.HTML == "" { // which Telegram would refuse, and all the others with it
			continue
		}
		if c.ID == "" || len(c.ID) > mostCardID || taken[c.ID] {
			c.ID = "card-" + strconv.Itoa(i)
		}
		taken[c.ID] = true
		out = append(out, inlineArticle{
			Type: "article", ID: c.ID, Title: c.Title, Description: c.Description, Markup: markup(c.Buttons),
			Content: inlineContent{Text: c.HTML, ParseMode: tgbotapi.ModeHTML, Preview: json.RawMessage(noPreview)},
		})
	}
	return out
}
