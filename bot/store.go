package bot

import (
	"context"
	"time"
)

// ClaimState is what a Store says to one who wants to work on something.
type ClaimState uint8

// The states. The zero ClaimState comes with an error.
const (
	// Claimed: the caller has it, for as long as the lease lasts.
	Claimed ClaimState = iota + 1
	// InHand: another caller has it, and the lease has not run out.
	InHand
	// Finished: it has been done, and nobody need do it again.
	Finished
)

// String names the state for logs and tests.
func (s ClaimState) String() string {
	switch s {
	case Claimed:
		return "claimed"
	case InHand:
		return "in hand"
	case Finished:
		return "finished"
	}
	return "unknown"
}

// Store keeps what outlives one message: claims, so that a message which a
// platform delivers twice is answered once and one that was lost half-way is
// answered after all; sessions, so that "and traffickers?" has something to
// follow; and preferences. It never holds a word that a person wrote.
//
// Keys are any non-empty text; claims, sessions and preferences do not share
// them. Every entry has a time to live and is gone when it has passed. An
// implementation is safe for concurrent use, does not keep or change a value
// after a call returns, returns the context's error where that is done, and
// gives up on its own within a second or so where its medium does not answer:
// people wait for it. TestStore in package bottest says the rest, and
// TestSharedStore what holds where processes share a store.
type Store interface {
	// Claim takes hold of key for the time of lease, where it is free, was
	// released or its lease has run out. Of many callers exactly one gets
	// Claimed.
	Claim(ctx context.Context, key string, lease time.Duration) (ClaimState, error)
	// Done says that what key stands for has been done; for the time of keep
	// every Claim gets Finished, whoever holds it.
	Done(ctx context.Context, key string, keep time.Duration) error
	// Release gives a claim up before its lease runs out, so that the next
	// delivery may have it. It does nothing to what is Finished, or free, or
	// has been claimed by another process that shares what the store holds.
	Release(ctx context.Context, key string) error

	// Session gives what SaveSession last saved under key, or nil where there
	// is nothing, or nothing any more.
	Session(ctx context.Context, key string) ([]byte, error)
	// SaveSession keeps value for the time of ttl, counted from this call.
	SaveSession(ctx context.Context, key string, value []byte, ttl time.Duration) error
	// DeleteSession forgets at once; a missing key is no error.
	DeleteSession(ctx context.Context, key string) error

	// Preference gives what SetPreference set, or "" where nothing is set.
	Preference(ctx context.Context, key string) (string, error)
	// SetPreference keeps value for the time of ttl, counted from this call.
	SetPreference(ctx context.Context, key, value string, ttl time.Duration) error
	// DeletePreference forgets at once; a missing key is no error.
	DeletePreference(ctx context.Context, key string) error
}
