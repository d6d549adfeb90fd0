package redis_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"cifra/adapters/redis"
	"cifra/bot"
	"cifra/bot/bottest"
)

func TestMain(m *testing.M) {
	redis.SilenceClient()
	os.Exit(m.Run())
}

// open opens a store that is closed when the test is over.
func open(tb testing.TB, url string, o redis.Options) *redis.Store {
	tb.Helper()
	s, err := redis.Open(url, o)
	must(tb, err)
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

type clockedStore struct {
	*redis.Store
	server server
}

func (s clockedStore) Pass(d time.Duration) { s.server.pass(d) }

func TestRedisKeepsTheContractOfAStore(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		bottest.TestStore(t, func(t *testing.T) bot.Store {
			s := start(t)
			return clockedStore{open(t, "redis://"+s.addr(), redis.Options{}), s}
		})
	})
}

func TestRedisIsSharedByProcesses(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		bottest.TestSharedStore(t, func(t *testing.T) (one, other bot.Store) {
			s := start(t)
			url := "redis://" + s.addr()
			return clockedStore{open(t, url, redis.Options{}), s}, open(t, url, redis.Options{})
		})
	})
}

func TestPasswordDatabaseAndTLSComeFromTheURL(t *testing.T) {
	c := newCertificate(t)
	onEachServer(t, serverOptions{password: "p@ss/w:rd", tls: c}, func(t *testing.T, start func(testing.TB) server) {
		s := start(t)
		store := open(t, "rediss://:p%40ss%2Fw%3Ard@"+s.addr()+"/3", redis.Options{RootCAs: c.pool(t)})
		must(t, store.Healthy(t.Context()))
		must(t, store.SaveSession(t.Context(), "a", []byte("1"), time.Hour))
		other := open(t, "rediss://default:p%40ss%2Fw%3Ard@"+s.addr()+"/4", redis.Options{RootCAs: c.pool(t)})
		if value, err := other.Session(t.Context(), "a"); err != nil || value != nil {
			t.Errorf("a session of another database: %q, %v; want none", value, err)
		}
		distrusted := open(t, "rediss://:p%40ss%2Fw%3Ard@"+s.addr(), redis.Options{})
		bottest.WantError(t, distrusted.Healthy(t.Context()), "certificate", s.addr())
	})
}

func TestKeysHaveThePrefixAndTheKindBeforeThem(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		s, ctx := start(t), t.Context()
		plain := open(t, "redis://"+s.addr(), redis.Options{})
		staging := open(t, "redis://"+s.addr(), redis.Options{Prefix: "staging:"})
		for _, store := range []*redis.Store{plain, staging} {
			if state, err := store.Claim(ctx, "m1", time.Hour); err != nil || state != bot.Claimed {
				t.Fatalf("Claim = %v, %v; want claimed", state, err)
			}
		}
		must(t, plain.SaveSession(ctx, "a", nil, time.Hour))
		must(t, plain.SetPreference(ctx, "a", "es", time.Hour))
		want := []string{"cifra:claim:m1", "cifra:preference:a", "cifra:session:a", "staging:claim:m1"}
		keys := keysOf(t, s)
		slices.Sort(keys)
		if !slices.Equal(keys, want) {
			t.Errorf("keys %q, want %q", keys, want)
		}
	})
}

// Whatever stays on the server must go from there by itself.
func TestEveryKeyHasATimeToLive(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		s, ctx := start(t), t.Context()
		store := open(t, "redis://"+s.addr(), redis.Options{})
		const ttl = 90 * time.Minute
		_, claimed := store.Claim(ctx, "claimed", ttl)
		must(t, errors.Join(claimed, store.Done(ctx, "done", ttl), store.SaveSession(ctx, "a", nil, ttl),
			store.SetPreference(ctx, "a", "es", ttl)))
		keys := keysOf(t, s)
		if len(keys) != 4 {
			t.Errorf("keys %q, want four", keys)
		}
		for _, key := range keys {
			left, err := admin(t, s).PTTL(ctx, key).Result()
			if err != nil || left > ttl || left < ttl-time.Minute {
				t.Errorf("key %q lives for %v, %v; want %v", key, left, err, ttl)
			}
		}
	})
}

func TestScriptsThatTheServerForgetsAreSentAgain(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		s, ctx := start(t), t.Context()
		store := open(t, "redis://"+s.addr(), redis.Options{})
		for i := range 3 {
			if state, err := store.Claim(ctx, "m1", time.Hour); err != nil || state != bot.Claimed {
				t.Fatalf("claim %d = %v, %v; want claimed", i, state, err)
			}
			must(t, admin(t, s).ScriptFlush(ctx).Err())
			must(t, store.Release(ctx, "m1"))
			must(t, admin(t, s).ScriptFlush(ctx).Err())
		}
	})
}

func TestForeignValueIsAnErrorThatNamesIt(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		s, ctx := start(t), t.Context()
		store := open(t, "redis://"+s.addr(), redis.Options{})
		must(t, admin(t, s).Set(ctx, "cifra:claim:m1", "whatever", 0).Err())
		must(t, admin(t, s).RPush(ctx, "cifra:session:a", "a list").Err())
		_, err := store.Claim(ctx, "m1", time.Hour)
		bottest.WantError(t, err, "claiming", `"whatever"`, s.addr())
		must(t, store.Release(ctx, "m1"))
		_, err = store.Session(ctx, "a")
		bottest.WantError(t, err, "reading a session", "WRONGTYPE")
		must(t, store.SaveSession(ctx, "a", []byte("1"), time.Hour))
		must(t, store.Done(ctx, "m1", time.Hour))
		if state, err := store.Claim(ctx, "m1", time.Hour); err != nil || state != bot.Finished {
			t.Errorf("claim after Done = %v, %v; want finished", state, err)
		}
	})
}

// While the server is away, calls fail at once; when it is back, they work, and
// know what it knows.
func TestServerMayGoAwayAndComeBack(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		s, ctx := start(t), t.Context()
		store := open(t, "redis://"+s.addr(), redis.Options{Connections: 4})
		useAtOnce(t, store, 8) // so that there are connections to lose
		s.stop()
		begun := time.Now()
		for range 20 {
			bottest.WantError(t, store.Healthy(ctx), "checking", s.addr())
			_, err := store.Claim(ctx, "m1", time.Hour)
			bottest.WantError(t, err, "claiming in", s.addr())
		}
		if took := time.Since(begun); took > 10*time.Second {
			t.Errorf("40 calls to a server that is away took %v", took)
		}
		s.start(t)
		for deadline := time.Now().Add(20 * time.Second); store.Healthy(ctx) != nil; time.Sleep(5 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("the server is back, but %v", store.Healthy(ctx))
			}
		}
		useAtOnce(t, store, 8)
	})
}

// A restart between two calls, as of an update, costs none of them.
func TestRestartBetweenCallsIsNotNoticed(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		s := start(t)
		store := open(t, "redis://"+s.addr(), redis.Options{Connections: 4})
		for range 3 {
			useAtOnce(t, store, 8)
			s.stop()
			s.start(t)
		}
		useAtOnce(t, store, 8)
	})
}

// useAtOnce makes many calls, none of which may fail.
func useAtOnce(t *testing.T, store *redis.Store, callers int) {
	t.Helper()
	var wait sync.WaitGroup
	for i := range callers {
		wait.Go(func() {
			key := fmt.Sprint("caller", i)
			_, claim := store.Claim(context.Background(), key, time.Hour)
			if err := errors.Join(claim, store.Release(context.Background(), key)); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

// mute listens and never answers, as a server does whose machine hangs.
func mute(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { _ = l.Close() })
	return l.Addr().String()
}

func TestServerThatDoesNotAnswerIsGivenUp(t *testing.T) {
	addr := mute(t)
	store := open(t, "redis://"+addr, redis.Options{Timeout: 50 * time.Millisecond})
	_, claim := store.Claim(t.Context(), "m1", time.Hour)
	_, session := store.Session(t.Context(), "a")
	for _, err := range []error{claim, session, store.Healthy(t.Context()), store.Done(t.Context(), "m1", time.Hour)} {
		bottest.WantError(t, err, addr, "no answer within 50ms")
		if errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v looks like the end of the caller's context", err)
		}
	}
}

func TestDeadlineOfTheCallerIsKept(t *testing.T) {
	store := open(t, "redis://"+mute(t), redis.Options{Timeout: time.Minute})
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if _, err := store.Claim(ctx, "m1", time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("claim with a deadline: %v; want the context's error", err)
	}
}

func TestCallThatTheCallerCancelsHasTheErrorOfTheContext(t *testing.T) {
	store := open(t, "redis://"+mute(t), redis.Options{Timeout: 200 * time.Millisecond})
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if err := store.Done(ctx, "m1", time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("a call that was cancelled: %v; want the context's error", err)
	}
}

// A server that hangs after it has answered, and goes on later.
func TestServerThatHangsIsGivenUpAndUsedAgain(t *testing.T) {
	s := startReal(t, serverOptions{})
	store := open(t, "redis://"+s.addr(), redis.Options{Timeout: 100 * time.Millisecond})
	useAtOnce(t, store, 8)
	must(t, s.process.Process.Signal(syscall.SIGSTOP))
	for range 20 {
		bottest.WantError(t, store.Healthy(t.Context()), "no answer within 100ms")
	}
	must(t, s.process.Process.Signal(syscall.SIGCONT))
	for deadline := time.Now().Add(20 * time.Second); store.Healthy(t.Context()) != nil; {
		if time.Now().After(deadline) {
			t.Fatalf("the server goes on, but %v", store.Healthy(t.Context()))
		}
	}
	useAtOnce(t, store, 8)
}

func TestClosedStoreSaysSo(t *testing.T) {
	onEachServer(t, serverOptions{}, func(t *testing.T, start func(testing.TB) server) {
		store := open(t, "redis://"+start(t).addr(), redis.Options{})
		must(t, store.Healthy(t.Context()))
		must(t, store.Close())
		must(t, store.Close())
		bottest.WantError(t, store.Healthy(t.Context()), "closed")
	})
}

func BenchmarkRedis(b *testing.B) {
	for name, start := range map[string]func(b *testing.B) server{
		"embedded": func(b *testing.B) server { return startEmbedded(b, serverOptions{}) },
		"real":     func(b *testing.B) server { return startReal(b, serverOptions{}) },
	} {
		b.Run(name, func(b *testing.B) {
			bottest.BenchmarkStore(b, func(b *testing.B) bot.Store {
				return open(b, "redis://"+start(b).addr(), redis.Options{})
			})
		})
	}
}
