package delivery

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"cifra/bot"
)

func TestAnInstanceRemembersAsAStoreDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecent(time.Hour, nil)
		want := func(key string, want bot.ClaimState) {
			t.Helper()
			if got := r.claim(key, time.Minute); got != want {
				t.Errorf("%s is %v, want %v", key, got, want)
			}
		}
		want("a", bot.Claimed)
		want("a", bot.InHand)
		want("b", bot.Claimed)
		r.release("a")
		want("a", bot.Claimed)
		r.done("a")
		r.release("a")
		want("a", bot.Finished)
		time.Sleep(time.Minute)
		want("a", bot.Finished)
		want("b", bot.Claimed)
		time.Sleep(59*time.Minute - time.Second)
		want("c", bot.Claimed)
		want("a", bot.Finished)
		time.Sleep(time.Second)
		want("a", bot.Claimed)
		r.release("never")
		want("never", bot.Claimed)
	})
}

func TestWhatIsDoneIsKnownForItsTimeHoweverLongTheInstanceRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRecent(time.Hour, nil)
		for i := range 600 { // every 7 minutes
			key := fmt.Sprint(i)
			r.claim(key, time.Minute)
			r.done(key)
			for ago, want := range map[int]bot.ClaimState{0: bot.Finished, 8: bot.Finished} {
				if i < ago {
					continue
				}
				if got := r.claim(fmt.Sprint(i-ago), time.Minute); got != want {
					t.Fatalf("what was done %v ago is %v", time.Duration(ago)*7*time.Minute, got)
				}
			}
			time.Sleep(7 * time.Minute)
		}
		if n := len(r.newer) + len(r.older); n > 20 {
			t.Errorf("%d are remembered", n)
		}
	})
}

func TestWhatAnInstanceRemembersIsBounded(t *testing.T) {
	r := newRecent(time.Hour, nil)
	for i := range 3 * mostRecent {
		r.done(fmt.Sprint(i))
	}
	if n := len(r.newer) + len(r.older); n > mostRecent {
		t.Errorf("%d are remembered", n)
	}
	if got := r.claim(fmt.Sprint(3*mostRecent-mostRecent/3), time.Minute); got != bot.Finished {
		t.Errorf("a recent one is %v", got)
	}
}
