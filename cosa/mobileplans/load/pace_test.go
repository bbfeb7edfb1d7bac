package load

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

// fakeClock is a clock whose machine is late by chance. It moves only when
// somebody waits for it.
type fakeClock struct {
	mu   sync.Mutex
	now  time.Time
	late func() time.Duration
}

func newFakeClock(late func() time.Duration) *fakeClock {
	return &fakeClock{now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), late: late}
}

func (c *fakeClock) clock() Clock {
	return Clock{
		Now: func() time.Time {
			c.mu.Lock()
			defer c.mu.Unlock()
			return c.now
		},
		Wait: func(ctx context.Context, until time.Time) error {
			c.mu.Lock()
			defer c.mu.Unlock()
			if until.After(c.now) {
				c.now = until
			}
			if c.late != nil {
				c.now = c.now.Add(c.late())
			}
			return ctx.Err()
		},
	}
}

func TestPaceKeepsTheRate(t *testing.T) {
	c := newFakeClock(nil)
	begun := c.now
	p := newPace(c.clock(), DocumentedRate)
	for range Slots(DocumentedRate, DocumentedDuration) {
		if _, err := p.next(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	// Rounding an interval up costs less than a nanosecond a request.
	if took := c.now.Sub(begun); took < time.Hour || took > time.Hour+20*time.Microsecond || p.lost != 0 {
		t.Errorf("10,800 requests took %s, %d were lost", took, p.lost)
	}
}

// TestPaceNeverExceedsTheRate lets the machine stall, for less and for more
// than an interval, and looks at every second.
func TestPaceNeverExceedsTheRate(t *testing.T) {
	for seed := range uint64(50) {
		random := rand.New(rand.NewPCG(seed, 1))
		rate := []float64{0.3, 1, 2.5, 3, 7, 300}[random.IntN(6)]
		c := newFakeClock(func() time.Duration {
			if random.IntN(4) > 0 {
				return 0
			}
			return time.Duration(random.Int64N(int64(3 * Interval(rate))))
		})
		p := newPace(c.clock(), rate)
		due := []time.Time{c.now} // a request went just before
		for range 400 {
			now, err := p.next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			due = append(due, now)
		}
		window := time.Duration(float64(time.Second) * max(1, 1/rate))
		most := max(1, int(rate+0.999999))
		for i := most; i < len(due); i++ {
			if d := due[i].Sub(due[i-most]); d < window {
				t.Fatalf("seed %d: %d requests within %s at %g a second", seed, most+1, d, rate)
			}
		}
	}
}

func TestPaceCountsWhatALateMachineLoses(t *testing.T) {
	stall := 10 * time.Second
	c := newFakeClock(func() time.Duration {
		defer func() { stall = 0 }()
		return stall
	})
	p := newPace(c.clock(), 2)
	for range 3 {
		if _, err := p.next(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if p.lost != 20 {
		t.Errorf("%d requests were lost in 10 s at 2 a second", p.lost)
	}
}

func TestPaceEndsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	p := newPace(newFakeClock(nil).clock(), 3)
	if _, err := p.next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
