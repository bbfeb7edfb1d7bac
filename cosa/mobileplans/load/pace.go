package load

import (
	"context"
	"math"
	"time"
)

// Interval is the time between requests at a rate, rounded up so that the rate
// is never exceeded.
func Interval(rate float64) time.Duration {
	return time.Duration(math.Ceil(float64(time.Second) / rate))
}

// Slots is how many requests a load has.
func Slots(rate float64, duration time.Duration) int {
	return int(math.Round(rate * duration.Seconds()))
}

// pace tells when requests are due.
type pace struct {
	clock    Clock
	interval time.Duration
	due      time.Time
	lost     int // requests that were due while this machine was late
}

// newPace makes one whose first request is due after an interval.
func newPace(clock Clock, rate float64) *pace {
	interval := Interval(rate)
	return &pace{clock: clock, interval: interval, due: clock.Now().Add(interval)}
}

// next waits for the next request to be due and returns the time. The one after
// it is due an interval from then: what a late machine loses is not made up for.
func (p *pace) next(ctx context.Context) (now time.Time, err error) {
	for now = p.clock.Now(); now.Before(p.due); now = p.clock.Now() {
		if err := p.clock.Wait(ctx, p.due); err != nil {
			return now, err
		}
	}
	if err := ctx.Err(); err != nil {
		return now, err
	}
	p.lost += int(now.Sub(p.due) / p.interval)
	p.due = now.Add(p.interval)
	return now, nil
}
