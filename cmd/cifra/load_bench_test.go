package main

import (
	"flag"
	"os"
	"strconv"
	"testing"
	"time"
)

// BenchmarkLoad asks a program that serves, in a process of its own, by slash
// commands, events and webhook updates in equal parts: questions of the corpus,
// of 15,000 people, each in a chat of their own. It finds the highest rate at
// which 99 of 100 questions are acknowledged and answered within 50 ms, and
// keeps it for the benchmark's time. Who asks and what stands in for Slack and
// Telegram take their part of the same machine. That Telegram takes 30 messages
// a second over all chats is not kept to.
//
//	go test ./cmd/cifra -run '^$' -bench Load -benchtime 60s
//
// CIFRA_LOAD_RATE begins at a rate instead of finding one, and CIFRA_LOAD_STATE
// sets state.kind, for which "bolt" is the default; "redis" starts one.
func BenchmarkLoad(b *testing.B) {
	l := startLoad(b, 1000, unpacedVariable+"=1")
	l.everyone(300)
	rate := l.climb()
	d := benchTime(b)
	for { // each time is longer than the benchmark's, so that it runs once; and a rate that was borne for seconds need not be for a minute
		before := l.usage()
		r := l.run(rate, d, 1)
		after := l.usage()
		b.Logf("%v: %v", d, r)
		b.Logf("at the beginning: %v", before)
		b.Logf("at the end:       %v", after)
		if n := r.notOnce(); n > 0 && !r.behind {
			b.Errorf("%d questions were not answered exactly once\n%.4000s", n, l.program.log)
		}
		if r.isBearable() {
			r.report(b)
			b.ReportMetric(after.rss/(1<<20), "MB-RSS")
			return
		}
		if rate *= .9; rate < 1 {
			b.Fatal("no rate is borne")
		}
	}
}

func (r *round) report(b *testing.B) {
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(r.rate, "questions/s")
	b.ReportMetric(float64(r.share(acknowledged, .5))/1e6, "ms-ack-p50")
	b.ReportMetric(float64(r.share(acknowledged, .99))/1e6, "ms-ack-p99")
	b.ReportMetric(float64(r.share(replied, .5))/1e6, "ms-answer-p50")
	b.ReportMetric(float64(r.share(replied, .99))/1e6, "ms-answer-p99")
}

// benchTime is what -benchtime says: this benchmark keeps time itself.
func benchTime(b *testing.B) time.Duration {
	d, err := time.ParseDuration(flag.Lookup("test.benchtime").Value.String())
	if err != nil {
		b.Fatalf("-benchtime of the load is a time such as 60s: %v", err)
	}
	return d
}

// everyone has every person ask once, so that what is kept of people is full.
func (l *load) everyone(rate float64) {
	l.Logf("everyone once:    %v", l.run(rate, time.Duration(float64(len(l.every)*people)/rate*float64(time.Second)), 1))
}

// climb raises the rate as long as it is borne, and gives the last that was.
func (l *load) climb() float64 {
	if rate, err := strconv.ParseFloat(os.Getenv("CIFRA_LOAD_RATE"), 64); err == nil {
		return rate
	}
	const step = 1.2
	rate := 100.
	for failed := false; ; {
		r := l.run(rate, 4*time.Second, 1)
		l.Logf("4s: %v", r)
		switch {
		case r.isBearable():
			rate, failed = rate*step, false
		case failed: // for the second time: it was no accident
			return rate / step
		default:
			failed = true
		}
	}
}
