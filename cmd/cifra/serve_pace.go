package main

import (
	"strings"

	"cifra/adapters/delivery"
	"cifra/adapters/redis"
)

// keeper makes what keeps the pace of a platform.
type keeper func(overall delivery.Pace) delivery.Pacing

// sharedPace has instances that share a Redis keep each platform's pace
// together, and says when one has to keep it alone.
func (s *server) sharedPace(r *redis.Store) func(platform string) keeper {
	return func(platform string) keeper {
		log := s.log.With("pace", platform)
		o := redis.PacerOptions{Report: func(err error) {
			if err != nil {
				log.Warn("the pace is kept by this instance alone", "error", err)
				return
			}
			log.Info("the pace is shared again")
		}}
		return func(overall delivery.Pace) delivery.Pacing { return r.Pacer(platform, overall, o) }
	}
}

// keeperOf gives what keeps the pace of a platform; nil for one that an
// instance keeps on its own.
func (s *server) keeperOf(platform string) keeper {
	if s.keeper == nil {
		return nil
	}
	return s.keeper(platform)
}

// botOf is the number of the bot that a token is of, which is no secret: bots
// that share a Redis do not share a pace.
func botOf(token string) string {
	id, _, _ := strings.Cut(token, ":")
	return id
}
