package main

import (
	"fmt"
	"io"
	"net/http"
	"sync"
	"testing"
	"time"
)

// A private chat may be sent three messages at once, and then one a second.
func TestInstancesKeepThePaceOfAChatTogether(t *testing.T) {
	p, redis := newPlatforms(t), redisServer(t)
	one, two := startInstance(t, p, redis), startInstance(t, p, redis)
	begun := time.Now()
	var wait sync.WaitGroup
	for id := 1; id <= 6; id++ {
		at := []*instance{one, two}[id%2]
		wait.Go(func() {
			if status, _ := do(t, updateOf(id, 77, "cuantas victimas hubo")(at.public)); status != http.StatusOK {
				t.Errorf("status %d", status)
			}
		})
	}
	wait.Wait()
	if n := p.answers("sendMessage", "chat_id", victims)["77 "+victims]; n != 6 {
		t.Errorf("%d answers", n)
	}
	// each of them alone would send its three at once
	if took := time.Since(begun); took < 2990*time.Millisecond {
		t.Errorf("six messages to one chat took %v", took)
	}
}

// What one instance is told by a platform, the other keeps to.
func TestInstancesHoldAChatTogether(t *testing.T) {
	p, redis := newPlatforms(t), redisServer(t)
	one, two := startInstance(t, p, redis), startInstance(t, p, redis)
	p.mu.Lock()
	p.tooMany = 3
	p.mu.Unlock()
	begun, refused := time.Now(), make(chan struct{})
	go func() {
		defer close(refused)
		_, _ = do(t, updateOf(1, 78, "cuantas victimas hubo")(one.public))
	}()
	waitFor(t, func() bool { return holdsAChat(t, redis) })
	if status, _ := do(t, updateOf(2, 78, "cuantas victimas hubo")(two.public)); status != http.StatusOK {
		t.Errorf("status %d", status)
	}
	if took := time.Since(begun); took < 2990*time.Millisecond {
		t.Errorf("the other instance sent after %v", took)
	}
	<-refused
}

// holdsAChat says whether a Redis knows of a chat that is held.
func holdsAChat(t *testing.T, address string) bool {
	t.Helper()
	conn := dial(t, address)
	defer conn.Close()
	const pattern = "cifra:pace:*:held:*"
	if _, err := fmt.Fprintf(conn, "*2\r\n$4\r\nKEYS\r\n$%d\r\n%s\r\n", len(pattern), pattern); err != nil {
		t.Fatal(err)
	}
	said := make([]byte, 4)
	if _, err := io.ReadFull(conn, said); err != nil {
		t.Fatal(err)
	}
	return string(said) != "*0\r\n"
}
