package slack

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"cifra/bot"
)

// BenchmarkCommands measures slash commands over HTTP on the whole way, from
// the socket through signature, form, ledger, bot and rendering and back,
// against a bare net/http handler that checks the same signature and writes a
// constant. Each serves in a process of its own, so that its processor time and
// memory can be told from the client's. They are loaded in turn, a little at a
// time, and what is reported is the median of the ratios: the machine may have
// other things to do.
//
//	go test -run xxx -bench Commands -benchtime 1x ./adapters/slack
func BenchmarkCommands(b *testing.B) {
	const rounds, each, alone = 40, 1200, 300
	runtime.GOMAXPROCS(2)
	bare, whole := serveApart(b, "bare"), serveApart(b, "whole")
	defer bare.stop()
	defer whole.stop()
	var throughput, cpu, p50, p99, bareCPU, wholeCPU []float64
	for b.Loop() {
		for range 4 { // to warm up
			bare.load(b, each, 16)
			whole.load(b, each, 16)
		}
		for range rounds {
			x, y := bare.load(b, each, 16), whole.load(b, each, 16)
			throughput = append(throughput, y.perSecond/x.perSecond)
			cpu = append(cpu, y.cpu/x.cpu)
			p99 = append(p99, y.p99*1000)
			bareCPU, wholeCPU = append(bareCPU, x.cpu*1e6), append(wholeCPU, y.cpu*1e6)
			x, y = bare.load(b, alone, 1), whole.load(b, alone, 1)
			p50 = append(p50, y.median/x.median)
		}
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(throughput), "throughput/bare")
	b.ReportMetric(median(cpu), "cpu/bare")
	b.ReportMetric(median(p50), "p50/bare")
	b.ReportMetric(whole.memory(b)/bare.memory(b), "memory/bare")
	b.ReportMetric(whole.memory(b), "MB")
	b.ReportMetric(median(p99), "p99-ms")
	b.ReportMetric(median(bareCPU), "bare-µs")
	b.ReportMetric(median(wholeCPU), "whole-µs")
}

func median(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}

// measured is what a load came to.
type measured struct{ perSecond, cpu, median, p99 float64 }

// benchQuestions are asked in turn.
func benchQuestions() []string {
	return []string{
		"how many victims were women?", "top labor industries", "¿cuántas víctimas son mujeres?", "what share of traffickers are men",
		"victims by nationality", "compare men and women", "how many minors", "cuántos tratantes son mexicanos", "number of cases",
		"how many victims in 2019?", "help", "¿cuántas llamadas hubo?",
	}
}

// served is a server in another process.
type served struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	address string
	serial  int
}

const (
	serveVariable    = "CIFRA_SLACK_TEST_SERVE"
	constantVariable = "CIFRA_SLACK_TEST_CONSTANT" // set: the bot gives one reply to everything, so that what is left is the adapter
)

// serveApart starts the test binary anew as a server.
func serveApart(t testing.TB, what string, env ...string) *served {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := &served{cmd: exec.Command(self, "-test.run=TestServeApart", "-test.timeout=0")}
	s.cmd.Env = append(append(os.Environ(), serveVariable+"="+what, "GOMAXPROCS=2"), env...)
	s.cmd.Stderr = os.Stderr
	in, err := s.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s.in, s.out = in, bufio.NewReader(out)
	if s.address, err = s.out.ReadString('\n'); err != nil {
		t.Fatalf("the server did not start: %v", err)
	}
	s.address = strings.TrimSpace(s.address)
	return s
}

func (s *served) stop() {
	_ = s.in.Close()
	_ = s.cmd.Wait()
}

// usage asks the server for the processor time that it has used.
func (s *served) usage(t testing.TB) float64 {
	t.Helper()
	if _, err := io.WriteString(s.in, "usage\n"); err != nil {
		t.Fatal(err)
	}
	line, err := s.out.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	seconds, err := strconv.ParseFloat(strings.TrimSpace(line), 64)
	if err != nil {
		t.Fatal(err)
	}
	return seconds
}

// memory is what the server holds of the machine's memory, in megabytes.
func (s *served) memory(t testing.TB) float64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		t.Skip("there is no /proc here")
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kb, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	if err != nil {
		t.Fatal(err)
	}
	return kb / 1024
}

// load sends as many commands over so many connections, each as soon as the one
// before is answered.
func (s *served) load(t testing.TB, n, connections int) measured {
	t.Helper()
	requests := make([][]byte, n)
	for i := range requests {
		s.serial++
		requests[i] = benchRequest(s.serial)
	}
	took := make([]float64, n)
	before := s.usage(t)
	start := time.Now()
	var wait sync.WaitGroup
	for c := range connections {
		wait.Go(func() {
			conn, err := net.Dial("tcp", s.address)
			if err != nil {
				t.Error(err)
				return
			}
			defer func() { _ = conn.Close() }()
			in := bufio.NewReaderSize(conn, 32<<10)
			for i := c; i < n; i += connections {
				begin := time.Now()
				if _, err := conn.Write(requests[i]); err != nil {
					t.Error(err)
					return
				}
				if err := readAnswer(in); err != nil {
					t.Errorf("request %d: %v", i, err)
					return
				}
				took[i] = time.Since(begin).Seconds()
			}
		})
	}
	wait.Wait()
	seconds := time.Since(start).Seconds()
	cpu := s.usage(t) - before
	slices.Sort(took)
	return measured{perSecond: float64(n) / seconds, cpu: cpu / float64(n), median: took[n/2], p99: took[n*99/100]}
}

func benchRequest(serial int) []byte {
	questions := benchQuestions()
	form := url.Values{
		"token": {"gIkuvaNzQIHg97ATvDxqgjtO"}, "team_id": {"T0001"}, "team_domain": {"example"}, "channel_id": {"C2147483705"},
		"channel_name": {"test"}, "user_id": {fmt.Sprintf("U%d", 1000+serial%50)}, "user_name": {"steve"}, "command": {"/cifra"},
		"text": {questions[serial%len(questions)]}, "api_app_id": {"A123456"}, "is_enterprise_install": {"false"},
		"response_url": {"https://hooks.slack.com/commands/1234/5678/abcdefghijk"},
		"trigger_id":   {fmt.Sprintf("13345224609.738474920.8088930838d88f008e%d", serial)},
	}.Encode()
	now := time.Now().Unix()
	return fmt.Appendf(nil, "POST /slack/commands HTTP/1.1\r\nHost: cifra\r\nUser-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"+
		"Accept: application/json,*/*\r\nAccept-Encoding: gzip,deflate\r\nX-Slack-Signature: %s\r\nX-Slack-Request-Timestamp: %d\r\n"+
		"Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s", sign(fakeSecret, form, now), now, formType, len(form), form)
}

// readAnswer reads a response, which must be one with an answer.
func readAnswer(in *bufio.Reader) error {
	status, err := in.ReadSlice('\n')
	if err != nil {
		return err
	}
	if !strings.HasPrefix(string(status), "HTTP/1.1 200 ") {
		return fmt.Errorf("got %q", status)
	}
	length := -1
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if len(line) <= 2 {
			break
		}
		if value, ok := strings.CutPrefix(string(line), "Content-Length: "); ok {
			if length, err = strconv.Atoi(strings.TrimSpace(value)); err != nil {
				return err
			}
		}
	}
	if length <= 0 {
		return fmt.Errorf("an answer of length %d", length)
	}
	_, err = in.Discard(length)
	return err
}

// TestServeApart is no test but the other process: of the benchmark, and of the
// test that kills.
func TestServeApart(t *testing.T) {
	var h http.Handler
	switch os.Getenv(serveVariable) {
	case "bare":
		h = http.HandlerFunc(bareCommand)
	case "whole":
		h = wholeCommands(t)
	case "killable":
		h = killableHandler(t)
	default:
		t.Skip("only for another process")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = http.Serve(listener, h) }()
	fmt.Println(listener.Addr())
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			t.Fatal(err)
		}
		fmt.Println(seconds(u.Utime) + seconds(u.Stime))
	}
	os.Exit(0)
}

func seconds(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }

// bareCommand checks the signature and writes a constant.
func bareCommand(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostCommand))
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	at, err := strconv.ParseInt(r.Header.Get(timestampHeader), 10, 64)
	if age := time.Since(time.Unix(at, 0)); err != nil || age.Abs() > oldest {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	m := hmac.New(sha256.New, []byte(fakeSecret))
	_, _ = fmt.Fprintf(m, "v0:%d:", at)
	m.Write(body)
	got, err := hex.DecodeString(strings.TrimPrefix(r.Header.Get(signatureHeader), "v0="))
	if err != nil || !hmac.Equal(got, m.Sum(nil)) {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.Header().Set("Content-Type", jsonType)
	_, _ = io.WriteString(w, `{"response_type":"ephemeral","text":"609 of the 1,257 victims were female (48.4%)."}`)
}

// wholeCommands is the adapter with the real bot.
func wholeCommands(t *testing.T) http.Handler {
	store := bot.NewMemory(bot.MemoryOptions{})
	adapter, err := New(Config{
		Mode: ModeHTTP, Tokens: OneToken(fakeBotToken), SigningSecret: fakeSecret, Store: store,
		APIURL: "http://127.0.0.1:9/api/", // nobody is there
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	adapter.Mount(mux)
	var h bot.Handler = realBot(t, store)
	if os.Getenv(constantVariable) != "" {
		h = constantBot{h.Handle(t.Context(), bot.Message{Text: benchQuestions()[0]})}
	}
	go func() { _ = adapter.Run(context.Background(), h) }()
	for adapter.now.Load() == nil {
		time.Sleep(time.Millisecond)
	}
	debug.SetGCPercent(50) // as the program does
	debug.FreeOSMemory()   // likewise, once it has read the data set
	return mux
}
