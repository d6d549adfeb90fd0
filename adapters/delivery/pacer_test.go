package delivery

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// newChats has a pacer meet chats that it has not met.
func newChats(p *Pacer, from, to int) {
	for i := from; i < to; i++ {
		p.chat(fmt.Sprint("chat ", i), Pace{})
	}
}

// A sweep that forgets nothing must not be tried again for each new chat: with
// very many chats at once, each would cost a look at all of them.
func TestAPacerLooksForQuietChatsOnlyWhenThereAreTwiceAsMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := NewPacer(Pace{})
		sweeps, last := 0, p.sweepAt
		for i := range 8*mostPaced + 1 {
			newChats(p, i, i+1)
			if p.sweepAt != last {
				sweeps, last = sweeps+1, p.sweepAt
			}
		}
		if sweeps != 4 || last != 16*mostPaced || len(p.chats) != 8*mostPaced+1 {
			t.Errorf("%d chats, of which none is quiet, took %d sweeps, and the next is at %d; want 4, and at %d",
				len(p.chats), sweeps, last, 16*mostPaced)
		}
	})
}

func TestAPacerForgetsQuietChats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := NewPacer(Pace{})
		p.Hold("held", Pace{}, time.Hour)
		newChats(p, 1, 2*mostPaced)
		time.Sleep(quietAfter + time.Second)
		newChats(p, 2*mostPaced, 3*mostPaced)
		if len(p.chats) != mostPaced+1 || p.chats["held"] == nil || p.chats["chat 1"] != nil {
			t.Errorf("%d chats are kept, want the held one and the %d that are not quiet", len(p.chats), mostPaced)
		}
	})
}
