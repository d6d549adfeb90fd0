package redis_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	goredis "github.com/redis/go-redis/v9"
)

// server is a Redis that a test may stop and start again at the same address.
// Either of the two below.
type server interface {
	addr() string
	stop()
	start(t testing.TB)
	// pass lets time go by, on the clock by which entries expire.
	pass(d time.Duration)
}

// serverOptions say what a server asks of those who connect.
type serverOptions struct {
	password string
	tls      *certificate
}

// onEachServer runs a test with the embedded server, and with redis-server or
// valkey-server where there is one.
func onEachServer(t *testing.T, o serverOptions, run func(t *testing.T, start func(t testing.TB) server)) {
	t.Run("embedded", func(t *testing.T) {
		run(t, func(t testing.TB) server { return startEmbedded(t, o) })
	})
	t.Run("real", func(t *testing.T) {
		t.Parallel()
		run(t, func(t testing.TB) server { return startReal(t, o) })
	})
}

// embedded is a server in this process. Its clock moves only by pass.
type embedded struct {
	*miniredis.Miniredis
	at string
}

func startEmbedded(t testing.TB, o serverOptions) *embedded {
	t.Helper()
	s := &embedded{Miniredis: miniredis.NewMiniRedis()}
	if o.password != "" {
		s.RequireAuth(o.password)
	}
	var err error
	if o.tls != nil {
		err = s.StartTLS(o.tls.config())
	} else {
		err = s.Start()
	}
	must(t, err)
	t.Cleanup(s.Close)
	s.at = s.Addr()
	return s
}

func (s *embedded) addr() string         { return s.at }
func (s *embedded) stop()                { s.Close() }
func (s *embedded) start(t testing.TB)   { must(t, s.Restart()) }
func (s *embedded) pass(d time.Duration) { s.FastForward(d) }

// real is a server in a process of its own.
type real struct {
	program string
	port    int
	o       serverOptions
	dir     string
	process *exec.Cmd
}

func startReal(t testing.TB, o serverOptions) *real {
	t.Helper()
	s := &real{o: o, dir: t.TempDir()}
	for _, name := range []string{"redis-server", "valkey-server"} {
		if path, err := exec.LookPath(name); err == nil {
			s.program = path
			break
		}
	}
	if s.program == "" {
		t.Skip("neither redis-server nor valkey-server is installed")
	}
	s.port = freePort(t)
	s.start(t)
	t.Cleanup(s.stop)
	return s
}

func (s *real) addr() string         { return fmt.Sprintf("127.0.0.1:%d", s.port) }
func (s *real) pass(d time.Duration) { time.Sleep(d + d/2) }

func (s *real) stop() {
	_ = s.process.Process.Kill() // it has nothing to save
	_ = s.process.Wait()
}

func (s *real) start(t testing.TB) {
	t.Helper()
	args := []string{"--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", s.dir}
	if s.o.password != "" {
		args = append(args, "--requirepass", s.o.password)
	}
	if c := s.o.tls; c != nil {
		cert, key := c.files(t, s.dir)
		args = append(args, "--port", "0", "--tls-port", fmt.Sprint(s.port), "--tls-cert-file", cert,
			"--tls-key-file", key, "--tls-ca-cert-file", cert, "--tls-auth-clients", "no")
	} else {
		args = append(args, "--port", fmt.Sprint(s.port))
	}
	s.process = exec.Command(s.program, args...)
	must(t, s.process.Start())
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		conn, err := net.Dial("tcp", s.addr())
		if err == nil {
			_ = conn.Close()
			return
		}
		if time.Now().After(deadline) {
			s.stop()
			if s.o.tls != nil {
				t.Skipf("%s with TLS does not start: %v", s.program, err)
			}
			t.Fatalf("%s does not start: %v", s.program, err)
		}
	}
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// admin is a client of the server itself.
func admin(t *testing.T, s server) *goredis.Client {
	c := goredis.NewClient(&goredis.Options{Addr: s.addr()})
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// keysOf lists the keys that the server holds.
func keysOf(t *testing.T, s server) []string {
	t.Helper()
	keys, err := admin(t, s).Keys(context.Background(), "*").Result()
	must(t, err)
	return keys
}

// certificate is one for 127.0.0.1 that vouches for itself.
type certificate struct {
	raw []byte
	key *ecdsa.PrivateKey
}

func newCertificate(t *testing.T) *certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		NotBefore:             time.Now().Add(-time.Hour),
		NotAfter:              time.Now().Add(time.Hour),
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1)},
		BasicConstraintsValid: true,
		IsCA:                  true,
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	must(t, err)
	return &certificate{raw, key}
}

func (c *certificate) config() *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{c.raw}, PrivateKey: c.key}}}
}

func (c *certificate) pool(t *testing.T) *x509.CertPool {
	parsed, err := x509.ParseCertificate(c.raw)
	must(t, err)
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return pool
}

func (c *certificate) files(t testing.TB, dir string) (cert, key string) {
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	secret, err := x509.MarshalPKCS8PrivateKey(c.key)
	must(t, err)
	must(t, os.WriteFile(cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.raw}), 0o600))
	must(t, os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret}), 0o600))
	return cert, key
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
