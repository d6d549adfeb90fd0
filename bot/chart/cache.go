package chart

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Cache draws every picture once. It holds a bounded number of them, and lets
// go of the one that was asked for longest ago. It is safe for concurrent use.
type Cache struct {
	mu   sync.Mutex
	kept *simplelru.LRU[string, func() ([]byte, error)]
}

// NewCache makes a cache of at most that many pictures, and at least one.
func NewCache(most int) *Cache {
	kept, err := simplelru.NewLRU[string, func() ([]byte, error)](max(1, most), nil)
	if err != nil {
		panic(err) // of a size below one only
	}
	return &Cache{kept: kept}
}

// PNG gives the picture of a chart: drawn, if no chart with its Key has been,
// and for all who ask at the same time only once. The bytes are shared and not
// to be changed. A chart without a Key is drawn every time. The error is that
// of Chart.PNG.
func (k *Cache) PNG(c *Chart) ([]byte, error) {
	if c.Key == "" {
		return c.PNG()
	}
	k.mu.Lock()
	drawn, found := k.kept.Get(c.Key)
	if !found {
		drawn = sync.OnceValues(c.PNG)
		k.kept.Add(c.Key, drawn)
	}
	k.mu.Unlock()
	return drawn()
}
