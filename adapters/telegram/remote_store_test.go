package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"cifra/bot"
)

// remoteStore is a bot.Store that another process keeps, at an address.
type remoteStore string

// storeCall is one call of it, and storeResult what came of that.
type storeCall struct {
	Op, Key string
	Value   []byte
	For     time.Duration
}

type storeResult struct {
	State bot.ClaimState
	Value []byte
	Error string
}

func (s remoteStore) call(ctx context.Context, c storeCall) (storeResult, error) {
	body, err := json.Marshal(c)
	if err != nil {
		return storeResult{}, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, string(s), bytes.NewReader(body))
	if err != nil {
		return storeResult{}, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return storeResult{}, err
	}
	defer resp.Body.Close()
	var out storeResult
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return storeResult{}, err
	}
	if out.Error != "" {
		return out, fmt.Errorf("the store: %s", out.Error)
	}
	return out, nil
}

func (s remoteStore) Claim(ctx context.Context, key string, lease time.Duration) (bot.ClaimState, error) {
	out, err := s.call(ctx, storeCall{Op: "claim", Key: key, For: lease})
	return out.State, err
}

func (s remoteStore) Done(ctx context.Context, key string, keep time.Duration) error {
	_, err := s.call(ctx, storeCall{Op: "done", Key: key, For: keep})
	return err
}

func (s remoteStore) Release(ctx context.Context, key string) error {
	_, err := s.call(ctx, storeCall{Op: "release", Key: key})
	return err
}

func (s remoteStore) Session(ctx context.Context, key string) ([]byte, error) {
	out, err := s.call(ctx, storeCall{Op: "session", Key: key})
	return out.Value, err
}

func (s remoteStore) SaveSession(ctx context.Context, key string, value []byte, ttl time.Duration) error {
	_, err := s.call(ctx, storeCall{Op: "save", Key: key, Value: value, For: ttl})
	return err
}

func (s remoteStore) DeleteSession(ctx context.Context, key string) error {
	_, err := s.call(ctx, storeCall{Op: "delete", Key: key})
	return err
}

func (s remoteStore) Preference(ctx context.Context, key string) (string, error) {
	out, err := s.call(ctx, storeCall{Op: "preference", Key: key})
	return string(out.Value), err
}

func (s remoteStore) SetPreference(ctx context.Context, key, value string, ttl time.Duration) error {
	_, err := s.call(ctx, storeCall{Op: "prefer", Key: key, Value: []byte(value), For: ttl})
	return err
}

func (s remoteStore) DeletePreference(ctx context.Context, key string) error {
	_, err := s.call(ctx, storeCall{Op: "unprefer", Key: key})
	return err
}

// keeper serves a store to child processes, and hears what is noted in it.
type keeper struct {
	store bot.Store
	noted func(op, key, value string)
}

func (k *keeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var c storeCall
	var out storeResult
	err := json.NewDecoder(r.Body).Decode(&c)
	ctx := context.Background() // a call that has arrived is carried out, whether its caller lives or not
	if err == nil {
		switch c.Op {
		case "claim":
			out.State, err = k.store.Claim(ctx, c.Key, c.For)
		case "done":
			err = k.store.Done(ctx, c.Key, c.For)
		case "release":
			err = k.store.Release(ctx, c.Key)
		case "session":
			out.Value, err = k.store.Session(ctx, c.Key)
		case "save":
			err = k.store.SaveSession(ctx, c.Key, c.Value, c.For)
		case "delete":
			err = k.store.DeleteSession(ctx, c.Key)
		case "preference":
			var value string
			value, err = k.store.Preference(ctx, c.Key)
			out.Value = []byte(value)
		case "prefer":
			err = k.store.SetPreference(ctx, c.Key, string(c.Value), c.For)
		case "unprefer":
			err = k.store.DeletePreference(ctx, c.Key)
		}
	}
	if err != nil {
		out.Error = err.Error()
	}
	k.noted(c.Op, c.Key, string(c.Value))
	if err := json.NewEncoder(w).Encode(out); err != nil {
		slog.Debug("a child is gone", "error", err)
	}
}
