package bottest

import (
	"testing"

	"cifra/bot"
)

// TestSharedStore checks stores that share what they hold between instances, so
// that a platform may deliver a message to one process and again to another.
// open gives two instances of one empty store, for each check anew, and closes
// them with t.Cleanup. Where they are Clocked, time passes for both if it passes
// for the first.
func TestSharedStore(t *testing.T, open func(t *testing.T) (one, other bot.Store)) {
	for _, check := range []struct {
		name string
		run  func(t *testing.T, one, other bot.Store)
	}{
		{"a claim of one is in hand for the other", sharedClaim},
		{"what one has done is finished though the other holds it", sharedDone},
		{"a claim that one releases is free for the other", sharedRelease},
		{"a release that comes too late leaves the claim of the other", staleRelease},
		{"a release without a claim leaves the claim of the other", foreignRelease},
		{"of claimers at both only one gets it", sharedRace},
		{"of a message delivered to both one delivery is worked on", sharedDelivery},
		{"sessions and preferences of one are those of the other", sharedValues},
	} {
		t.Run(check.name, func(t *testing.T) {
			one, other := open(t)
			check.run(t, one, other)
		})
	}
}

func sharedClaim(t *testing.T, one, other bot.Store) {
	wantClaim(t, one, "m1", aWhile, bot.Claimed)
	wantClaim(t, other, "m1", late, bot.InHand)
	pass(one, aWhile)
	wantClaim(t, other, "m1", late, bot.Claimed)
	wantClaim(t, one, "m1", late, bot.InHand)
}

// sharedDone: the one whose lease ran out has answered after all, so that the
// other need not, and must not open it again by giving up.
func sharedDone(t *testing.T, one, other bot.Store) {
	wantClaim(t, one, "m1", soon, bot.Claimed)
	pass(one, soon)
	wantClaim(t, other, "m1", late, bot.Claimed)
	must(t, one.Done(t.Context(), "m1", late))
	must(t, other.Release(t.Context(), "m1"))
	wantClaim(t, one, "m1", late, bot.Finished)
	wantClaim(t, other, "m1", late, bot.Finished)
}

func sharedRelease(t *testing.T, one, other bot.Store) {
	wantClaim(t, one, "m1", late, bot.Claimed)
	must(t, one.Release(t.Context(), "m1"))
	wantClaim(t, other, "m1", late, bot.Claimed)
}

func staleRelease(t *testing.T, one, other bot.Store) {
	wantClaim(t, one, "m1", soon, bot.Claimed)
	pass(one, soon)
	wantClaim(t, other, "m1", late, bot.Claimed)
	must(t, one.Release(t.Context(), "m1"))
	wantClaim(t, one, "m1", late, bot.InHand)
}

func foreignRelease(t *testing.T, one, other bot.Store) {
	wantClaim(t, one, "m1", late, bot.Claimed)
	must(t, other.Release(t.Context(), "m1"))
	wantClaim(t, other, "m1", late, bot.InHand)
}

func sharedRace(t *testing.T, one, other bot.Store) {
	const many = 16
	if count := race(t, many, one, other); count[bot.Claimed] != 1 {
		t.Errorf("%d callers at two instances got %v; want one claimed", 2*many, count)
	}
}

func sharedDelivery(t *testing.T, one, other bot.Store) { deliver(t, one, other) }

func sharedValues(t *testing.T, one, other bot.Store) {
	must(t, one.SaveSession(t.Context(), "a", []byte("1"), late))
	wantSession(t, other, "a", []byte("1"))
	must(t, other.DeleteSession(t.Context(), "a"))
	wantSession(t, one, "a", nil)
	must(t, one.SetPreference(t.Context(), "a", "es", late))
	wantPreference(t, other, "a", "es")
	must(t, other.DeletePreference(t.Context(), "a"))
	wantPreference(t, one, "a", "")
}
