package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"cifra/adapters/delivery"
)

// api is the Bot API, behind which the library stands: a method, its
// parameters, and files to upload. The error is a *refusal, an *absence or the
// context's.
type api interface {
	call(ctx context.Context, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error)
}

// mostResult bounds an answer of Telegram's in bytes. A hundred updates, the
// most there are in one, stay far below.
const mostResult = 32 << 20

// library calls by the library, and works around four things in it: its calls
// take no context, its errors hold the token, it reads answers of any size, and
// NewBotAPI calls getMe at once.
type library struct {
	token     string
	endpoint  string // with a place for the token and one for the method
	transport http.RoundTripper
}

func newLibrary(token, endpoint string) *library {
	return &library{token: token, endpoint: endpoint, transport: newTransport()}
}

// newTransport makes connections as http.DefaultTransport does, but keeps enough
// of them for as many chats as are answered at once, and notices soon when the
// network has dropped one.
func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 15 * time.Second}).DialContext,
		ForceAttemptHTTP2:     true,
		HTTP2:                 &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 10 * time.Second},
		MaxIdleConns:          mostSide,
		MaxIdleConnsPerHost:   mostSide,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   10 * time.Second,
		ExpectContinueTimeout: time.Second,
	}
}

// call is of api. A BotAPI is made for every call, because its client is the
// only way by which a context reaches one; it holds nothing else.
func (l *library) call(ctx context.Context, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	once := &exchange{ctx: ctx, transport: l.transport}
	caller := tgbotapi.BotAPI{Token: l.token, Client: once}
	caller.SetAPIEndpoint(l.endpoint)
	var err error
	if len(files) > 0 {
		_, err = caller.UploadFiles(method, params, files)
	} else {
		_, err = caller.MakeRequest(method, params)
	}
	if err == nil {
		return once.result(method)
	}
	if refused, ok := errors.AsType[*tgbotapi.Error](err); ok {
		return nil, once.refusal(method, refused)
	}
	between := once.err == nil && once.status != 0
	if between {
		err = fmt.Errorf("%d, and not in Telegram's form", once.status)
	}
	return nil, &absence{method: method, err: delivery.Redact(err, l.token), between: between}
}

// exchange is the client of one call.
type exchange struct {
	ctx       context.Context
	transport http.RoundTripper
	status    int
	body      []byte
	err       error
}

// granted is how Telegram begins to answer a call that it has carried out, and
// all of such an answer that the library needs to see: it would only copy the
// result.
const granted = `{"ok":true,`

// Do is of tgbotapi.HTTPClient. It reads the answer to its end, so that the
// connection can be used again, and follows no redirect: that would tell
// another server the address, which holds the token.
func (e *exchange) Do(req *http.Request) (*http.Response, error) {
	response, err := e.transport.RoundTrip(req.WithContext(e.ctx))
	if err != nil {
		e.err = err
		return nil, err
	}
	defer response.Body.Close()
	e.status = response.StatusCode
	if e.body, e.err = readAll(response); e.err != nil {
		return nil, e.err
	}
	shown := e.body
	if bytes.HasPrefix(shown, []byte(granted)) {
		shown = []byte(granted[:len(granted)-1] + "}")
	}
	response.Body = io.NopCloser(bytes.NewReader(shown))
	return response, nil
}

func readAll(response *http.Response) ([]byte, error) {
	size := max(min(response.ContentLength, 64<<10), 0)
	body := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	n, err := body.ReadFrom(io.LimitReader(response.Body, mostResult+1))
	if err == nil && n > mostResult {
		err = fmt.Errorf("the answer is longer than %d bytes", mostResult)
	}
	return body.Bytes(), err
}

// result is what Telegram gave for a call that it has carried out.
func (e *exchange) result(method string) (json.RawMessage, error) {
	const head = granted + `"result":`
	if bytes.HasPrefix(e.body, []byte(head+"{")) && bytes.HasSuffix(e.body, []byte("}}")) {
		return e.body[len(head) : len(e.body)-1], nil // an object, and nothing behind it
	}
	var response struct {
		Result json.RawMessage `json:"result"`
	}
	if err := json.Unmarshal(e.body, &response); err != nil {
		return nil, &absence{method: method, err: errGarbage}
	}
	return response.Result, nil
}

func (e *exchange) refusal(method string, refused *tgbotapi.Error) *refusal {
	r := &refusal{
		method: method, code: refused.Code, text: withoutQuotes(refused.Message),
		wait: time.Duration(refused.RetryAfter) * time.Second, migrateTo: refused.MigrateToChatID,
	}
	if r.code == 0 {
		r.code = e.status
	}
	if r.wait == 0 && r.code == http.StatusTooManyRequests {
		r.wait = time.Second
	}
	return r
}
