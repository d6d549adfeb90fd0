package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// fields are those of a JSON object.
type fields map[string]any

// with gives the fields with others set.
func (f fields) with(other fields) fields {
	out := fields{}
	for k, v := range f {
		out[k] = v
	}
	for k, v := range other {
		out[k] = v
	}
	return out
}

func from(id int64) fields {
	return fields{"id": id, "is_bot": false, "first_name": "Ana", "language_code": "en"}
}

// text is a message in the chat with a person.
func (f *fakeTelegram) text(id int64, words string) fields {
	return fields{"message_id": f.written.Add(1), "date": time.Now().Unix(), "chat": fields{"id": id, "type": "private"}, "from": from(id), "text": words}
}

// inGroup is a message of a person's in a group.
func (f *fakeTelegram) inGroup(person int64, words string) fields {
	return f.text(person, words).with(fields{"chat": fields{"id": group, "type": "supergroup", "title": "Partners"}})
}

// mention marks where "@cifra_test_bot" stands in a text of one-unit characters.
func mention(at int) fields {
	return fields{"entities": []fields{{"type": "mention", "offset": at, "length": len(botName) + 1}}}
}

// tell brings an update of a sort to the bot, and gives its id.
func (f *fakeTelegram) tell(sort string, content fields) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lastID++
	return f.tellAs(f.lastID, sort, content)
}

// tellAs is tell with the id of the update, for who holds mu.
func (f *fakeTelegram) tellAs(id int64, sort string, content fields) int64 {
	allowed := f.allowed
	if f.webhook.url != "" {
		allowed = f.webhook.allowed
	}
	if len(allowed) > 0 && !slices.Contains(allowed, sort) {
		return id
	}
	lane := int64(0)
	switch sort {
	case "callback_query", "inline_query":
		f.waiting[fmt.Sprint(content["id"])] = true
	default:
		if c, ok := content["chat"].(fields); ok {
			lane, _ = c["id"].(int64)
		}
	}
	raw, err := json.Marshal(fields{"update_id": id, sort: content})
	if err != nil {
		f.t.Fatal(err)
	}
	f.queue = append(f.queue, queued{id: id, lane: lane, raw: raw})
	f.changing()
	return id
}

// says is what a person writes in the chat with the bot.
func (f *fakeTelegram) says(person int64, words string) int64 {
	return f.tell("message", f.text(person, words))
}

// press is a button pressed by a person under a message.
func (f *fakeTelegram) press(person int64, m *sent, data string) string {
	f.mu.Lock()
	f.lastID++
	id, query := f.lastID, fmt.Sprintf("query-%d", f.lastID)
	chat := fields{"id": m.chat, "type": f.chats[m.chat].kind}
	message := fields{"message_id": m.id, "date": time.Now().Unix(), "chat": chat, "text": m.text}
	if m.thread != 0 {
		message["message_thread_id"], message["is_topic_message"] = m.thread, true
	}
	if m.asker != 0 {
		message["reply_to_message"] = fields{"message_id": m.reply, "from": from(m.asker), "chat": chat}
	}
	if m.markup != "" {
		message["reply_markup"] = json.RawMessage(m.markup)
	}
	f.tellAs(id, "callback_query", fields{"id": query, "from": from(person), "message": message, "chat_instance": "1", "data": data})
	f.mu.Unlock()
	return query
}

// getUpdates gives updates, and forgets those below the offset. Another call
// of it ends this one.
func (f *fakeTelegram) getUpdates(ctx context.Context, c logged) (int, string) {
	offset, _ := strconv.ParseInt(c.params.Get("offset"), 10, 64)
	limit, _ := strconv.Atoi(c.params.Get("limit"))
	timeout, _ := strconv.Atoi(c.params.Get("timeout"))
	if limit < 1 || limit > 100 || timeout < 0 || timeout > 50 {
		f.t.Errorf("getUpdates with limit %d and timeout %d", limit, timeout)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := json.Unmarshal([]byte(c.params.Get("allowed_updates")), &f.allowed); err != nil {
		f.t.Errorf("getUpdates with allowed_updates %q", c.params.Get("allowed_updates"))
	}
	f.polls++
	poll := f.polls
	f.queue = slices.DeleteFunc(f.queue, func(q queued) bool { return q.id < offset })
	f.log = append(f.log, c)
	f.changing()
	end := time.After(time.Duration(timeout) * time.Second)
	for {
		switch {
		case f.webhook.url != "":
			return 409, refusing(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
		case f.polls != poll:
			return 409, refusing(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
		case len(f.queue) > 0 || timeout == 0 || f.stopped:
			return 200, f.batch(limit)
		}
		changed := f.changed
		f.mu.Unlock()
		select {
		case <-changed:
		case <-end:
			timeout = 0
		case <-ctx.Done():
			timeout = 0
		}
		f.mu.Lock()
	}
}

func (f *fakeTelegram) batch(limit int) string {
	raw := []json.RawMessage{}
	for _, q := range f.queue[:min(limit, len(f.queue))] {
		raw = append(raw, q.raw)
	}
	b, err := json.Marshal(map[string]any{"ok": true, "result": raw})
	if err != nil {
		f.t.Error(err)
	}
	return string(b)
}

// deliver brings updates to a handler as Telegram brings them to a webhook: of
// one chat one after the other, again and again until the status is 2xx. It
// ends with the context.
func (f *fakeTelegram) deliver(ctx context.Context, send func(raw []byte, secret string) int) {
	busy := map[int64]bool{}
	retry := map[int64]time.Time{}
	for ctx.Err() == nil {
		f.mu.Lock()
		changed := f.changed
		held := map[int64]bool{}
		for _, q := range f.queue {
			lane := q.lane
			if lane == 0 {
				lane = -q.id
			}
			if f.webhook.url == "" || len(busy) >= f.webhook.connections || busy[lane] || held[lane] {
				continue
			}
			if time.Now().Before(retry[q.id]) {
				held[lane] = true
				continue
			}
			busy[lane] = true
			secret := f.webhook.secret
			go func() {
				status := send(q.raw, secret)
				f.mu.Lock()
				defer f.mu.Unlock()
				if delete(busy, lane); status >= 200 && status < 300 {
					f.queue = slices.DeleteFunc(f.queue, func(other queued) bool { return other.id == q.id })
				} else {
					retry[q.id] = time.Now().Add(30 * time.Millisecond)
				}
				f.changing()
			}()
		}
		f.mu.Unlock()
		select {
		case <-changed:
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
		}
	}
}
