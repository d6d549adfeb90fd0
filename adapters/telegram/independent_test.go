package telegram

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// independentServer is the environment variable that names a folder in which
// "npm install telegram-test-api" has been run.
const independentServer = "CIFRA_TELEGRAM_TEST_API"

// independent starts a Bot API server that others have written, and gives its
// address.
func independent(t *testing.T) string {
	t.Helper()
	dir := os.Getenv(independentServer)
	if dir == "" {
		t.Skipf("%s names no folder with npm's telegram-test-api", independentServer)
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node to run npm's telegram-test-api with")
	}
	cmd := exec.Command(node, "-e", `
		const Server = require('telegram-test-api');
		const free = require('net').createServer().listen(0, '127.0.0.1', () => {
			const port = free.address().port;
			free.close(async () => {
				const server = new Server({port, host: '127.0.0.1'});
				await server.start();
				console.log('serves at ' + server.config.apiURL);
			});
		});`)
	cmd.Dir = dir
	var wrong logbook
	cmd.Stderr = &wrong
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "serves at "); ok {
			return url
		}
	}
	t.Fatalf("npm's telegram-test-api does not start in %s:\n%s", dir, wrong.String())
	return ""
}

// tellIndependent calls a method of the people's side of that server.
func tellIndependent(t *testing.T, url, method string, body fields, result any) {
	t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Post(url+"/"+method, "application/json", bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var out struct{ Result json.RawMessage }
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		t.Fatal(err)
	}
	if result != nil {
		if err := json.Unmarshal(out.Result, result); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnIndependentServerIsServedToo runs the whole adapter against a server
// that knows nothing of it. That server holds no call for updates, forgets them
// at once, and lacks most methods, which costs the bot its profile and nothing
// else. It sends no secret to a webhook, so that only polling can be tried.
func TestAnIndependentServerIsServedToo(t *testing.T) {
	url := independent(t)
	r := newRigOn(t, newFake(t), url+"/bot%s/%s", Polling)
	r.run()
	person := fields{"id": 1, "first_name": "Test", "language_code": "en", "is_bot": false}
	chat := fields{"id": 1, "type": "private"}
	type message struct {
		MessageID int64
		Message   struct{ Text, Parse_mode string }
	}
	seen := func() (out []message) {
		tellIndependent(t, url, "getUpdatesHistory", fields{"token": testToken}, &out)
		for i := 0; i < len(out); i++ {
			if out[i].Message.Parse_mode == "" { // a person's
				out = append(out[:i], out[i+1:]...)
				i--
			}
		}
		return out
	}
	wait := func(what string, is func() bool) {
		t.Helper()
		for end := time.Now().Add(30 * time.Second); !is(); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(end) {
				t.Fatalf("never came: %s\n%s", what, r.log)
			}
		}
	}
	for i := range 3 {
		words := fmt.Sprintf("question %d", i)
		tellIndependent(t, url, "sendMessage", fields{"botToken": testToken, "from": person, "chat": chat, "date": time.Now().Unix(), "text": words}, nil)
		wait("an answer", func() bool { got := seen(); return len(got) == i+1 && got[i].Message.Text == "answer to |"+words+"|" })
	}
	last := seen()[2]
	pressed := fields{"message_id": last.MessageID, "date": time.Now().Unix(), "chat": chat}
	tellIndependent(t, url, "sendCallback", fields{"botToken": testToken, "from": person, "message": pressed, "data": editMark + "en__count__x"}, nil)
	wait("an edit", func() bool { return seen()[2].Message.Text == "answer to ||en__count__x" })
	tellIndependent(t, url, "sendCallback", fields{"botToken": testToken, "from": person, "message": pressed, "data": dataDelete}, nil)
	wait("a deletion", func() bool { return len(seen()) == 2 })
	if holdsSecret(r.log.String()) {
		t.Errorf("logged:\n%s", r.log)
	}
}
