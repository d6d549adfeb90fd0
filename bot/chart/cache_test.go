package chart_test

import (
	"sync"
	"testing"

	"cifra/bot/chart"
)

// keyed gives a chart under a key.
func keyed(key string) *chart.Chart {
	c := single("Members", "Members", count("North", 2), count("South", 1))
	c.Key = key
	return c
}

// drawing gives the first byte of a picture, by whose place in memory two
// drawings of the same chart can be told apart.
func drawing(t *testing.T, k *chart.Cache, c *chart.Chart) *byte {
	t.Helper()
	b, err := k.PNG(c)
	if err != nil || len(b) == 0 {
		t.Fatalf("%d bytes, error %v", len(b), err)
	}
	return &b[0]
}

func TestCacheDrawsAPictureOnceForAllWhoAskAtTheSameTime(t *testing.T) {
	cache := chart.NewCache(2)
	drawn := make([]*byte, 16)
	var all sync.WaitGroup
	for i := range drawn {
		all.Go(func() { drawn[i] = drawing(t, cache, keyed("a")) })
	}
	all.Wait()
	for _, d := range drawn {
		if d != drawn[0] {
			t.Fatal("drawn more than once")
		}
	}
}

func TestCacheLetsGoOfThePictureAskedForLongestAgo(t *testing.T) {
	cache := chart.NewCache(2)
	a, b := drawing(t, cache, keyed("a")), drawing(t, cache, keyed("b"))
	if drawing(t, cache, keyed("a")) != a {
		t.Error("a is drawn again while there is room")
	}
	drawing(t, cache, keyed("c"))
	if drawing(t, cache, keyed("a")) != a {
		t.Error("a is gone, though it was asked for last")
	}
	if drawing(t, cache, keyed("b")) == b {
		t.Error("b is still there: more than two are kept")
	}
}

func TestCacheNeverMixesUpChartsWithoutAKey(t *testing.T) {
	cache := chart.NewCache(0)
	one, two := keyed(""), single("Visitors", "Visitors", count("North", 1))
	two.Key = ""
	if drawing(t, cache, one) == drawing(t, cache, two) {
		t.Error("two charts without a key have the same picture")
	}
}

func TestCacheSaysWhatCannotBeDrawn(t *testing.T) {
	cache := chart.NewCache(1)
	for range 2 {
		if b, err := cache.PNG(&chart.Chart{Key: "k"}); err == nil || b != nil {
			t.Errorf("%d bytes, error %v", len(b), err)
		}
	}
}
