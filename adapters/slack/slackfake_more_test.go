package slack

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

func (f *fakeSlack) doPublish(args map[string]string) map[string]any {
	var view struct {
		Type   string           `json:"type"`
		Blocks []map[string]any `json:"blocks"`
	}
	if args["user_id"] == "" || json.Unmarshal([]byte(args["view"]), &view) != nil || view.Type != "home" {
		return refuse("invalid_arguments")
	}
	if err := fakeTakesBlocks(view.Blocks, 100); err != nil {
		return refuse("invalid_arguments", err.Error())
	}
	f.note(func() {
		f.posts = append(f.posts, post{method: "views.publish", user: args["user_id"], blocks: view.Blocks, text: args["view"]})
	})
	return map[string]any{"ok": true, "view": map[string]any{"id": "V1"}}
}

func (f *fakeSlack) doPrompts(args map[string]string) map[string]any {
	var list []struct{ Title, Message string }
	if json.Unmarshal([]byte(args["prompts"]), &list) != nil || len(list) == 0 || len(list) > 4 || args["channel_id"] == "" {
		return refuse("invalid_arguments")
	}
	var titles []string
	for _, p := range list {
		titles = append(titles, p.Title+": "+p.Message)
	}
	f.note(func() {
		f.posts = append(f.posts, post{method: "prompts", channel: args["channel_id"], thread: args["thread_ts"], text: strings.Join(titles, "\n")})
	})
	return map[string]any{"ok": true}
}

func (f *fakeSlack) doUploadURL(args map[string]string) map[string]any {
	if n, err := strconv.Atoi(args["length"]); err != nil || n <= 0 || args["filename"] == "" {
		return refuse("invalid_arguments")
	}
	var id string
	f.note(func() {
		f.serial++
		id = fmt.Sprintf("F%d", f.serial)
		f.files[id] = args["alt_txt"]
	})
	return map[string]any{"ok": true, "upload_url": f.api() + "upload/" + id, "file_id": id}
}

func (f *fakeSlack) doUpload(method string, r *http.Request, body []byte) map[string]any {
	f.mu.Lock()
	_, ok := f.files[strings.TrimPrefix(method, "upload/")]
	f.mu.Unlock()
	if !ok || !strings.Contains(string(body), "\x89PNG") || !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		return map[string]any{"status": http.StatusBadRequest}
	}
	return map[string]any{"ok": true}
}

func (f *fakeSlack) doComplete(args map[string]string) map[string]any {
	var list []struct{ ID, Title string }
	if json.Unmarshal([]byte(args["files"]), &list) != nil || len(list) != 1 || args["channel_id"] == "" {
		return refuse("invalid_arguments")
	}
	alt, ok := f.files[list[0].ID]
	if !ok {
		return refuse("file_not_found")
	}
	var answer map[string]any
	f.note(func() {
		if answer = f.pace(args["channel_id"]); answer != nil {
			return
		}
		f.posts = append(f.posts, post{method: "file", channel: args["channel_id"], thread: args["thread_ts"], text: alt, ts: list[0].Title})
		answer = map[string]any{"ok": true, "files": []map[string]any{{"id": list[0].ID, "title": list[0].Title}}}
	})
	return answer
}

// newHook makes a response_url.
func (f *fakeSlack) newHook() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.serial++
	path := fmt.Sprintf("/hooks/commands/%s/secret%d", fakeTeam, f.serial)
	f.hooks[path] = &fakeHook{}
	return f.server.URL + path
}

// doHook is a post to a response_url.
func (f *fakeSlack) doHook(r *http.Request, body []byte) map[string]any {
	var v struct {
		Type    string          `json:"response_type"`
		Text    string          `json:"text"`
		Blocks  json.RawMessage `json:"blocks"`
		Thread  string          `json:"thread_ts"`
		Replace bool            `json:"replace_original"`
		Delete  bool            `json:"delete_original"`
	}
	if json.Unmarshal(body, &v) != nil || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		return map[string]any{"status": http.StatusBadRequest}
	}
	var blocks []map[string]any
	if !v.Delete {
		var err error
		if blocks, err = fakeTakesMessage(v.Text, string(v.Blocks)); err != nil {
			return refuse("invalid_blocks")
		}
	}
	if !slices.Contains([]string{"", "ephemeral", "in_channel"}, v.Type) {
		return refuse("invalid_response_type")
	}
	var answer map[string]any
	f.note(func() {
		h := f.hooks[r.URL.Path]
		switch {
		case h == nil:
			answer = map[string]any{"status": http.StatusNotFound}
		case h.gone != "":
			answer = refuse(h.gone)
		case h.used >= 5:
			answer = refuse("used_url")
		default:
			h.used++
			answer = map[string]any{"ok": true}
			f.posts = append(f.posts, post{
				method: "hook", hook: f.server.URL + r.URL.Path, kind: v.Type, text: v.Text, blocks: blocks,
				replace: v.Replace, delete: v.Delete, thread: v.Thread,
			})
		}
	})
	return answer
}
