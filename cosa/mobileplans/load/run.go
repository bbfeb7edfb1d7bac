package load

import (
	"cmp"
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

const (
	// mostOpen bounds the requests that wait for an answer at a time. At the
	// documented rate and patience not as many can.
	mostOpen = 128
	// mostHold bounds how long a Retry-After keeps requests from being sent.
	mostHold = time.Minute
)

// Options say what load there is to be.
type Options struct {
	// Do sends a request; it is called side by side.
	Do       func(context.Context, getbalance.Request) *getbalance.Exchange
	SIMs     []SIM // which take turns; one or more
	Location string
	Rate     float64 // requests a second, at most
	Duration time.Duration
	Clock    Clock
	Progress func(Progress) // told of each request; may be nil

	open int // requests that may wait for an answer, 0 for mostOpen
}

// Progress is how far a load is.
type Progress struct {
	Due, Slots int // requests that have been due, of so many
	Failed     int
	Mean       time.Duration // see [Latency]
}

// run is a load that goes on.
type run struct {
	Options
	tally *tally
	start time.Time

	mu   sync.Mutex
	hold time.Time // requests are not sent before
}

// Run puts a load on an endpoint until it is over or the context ends, and
// returns the figures so far. The first request is due an interval after the
// call. An endpoint that answers 429 is left alone for as long as it says, at
// most a minute; the requests that fall into this time are not sent later.
func Run(ctx context.Context, o Options) *Figures {
	slots := Slots(o.Rate, o.Duration)
	r := &run{Options: o, start: o.Clock.Now(), tally: newTally(Figures{Rate: o.Rate, Duration: o.Duration, SIMs: len(o.SIMs), Slots: slots})}
	pace := newPace(o.Clock, o.Rate)
	open := make(chan struct{}, cmp.Or(o.open, mostOpen))
	var sent sync.WaitGroup
	for slot := range slots {
		now, err := pace.next(ctx)
		if err != nil {
			break
		}
		after := now.Sub(r.start)
		r.tally.due(after)
		switch {
		case r.held(now):
			r.tally.skip()
		case len(open) == cap(open):
			r.tally.unsent(after)
		default:
			open <- struct{}{}
			sim := o.SIMs[slot%len(o.SIMs)]
			sent.Go(func() {
				r.send(ctx, sim, after)
				<-open
			})
		}
		if o.Progress != nil {
			o.Progress(r.tally.progress())
		}
	}
	sent.Wait()
	f := r.tally.sum()
	f.Lost = pace.lost
	f.Interrupted = ctx.Err() != nil
	return f
}

func (r *run) send(ctx context.Context, sim SIM, after time.Duration) {
	e := r.Do(ctx, getbalance.Basic(sim.ICCID, r.Location))
	r.tally.add(sim, after, e)
	if e.Status != http.StatusTooManyRequests {
		return
	}
	now := r.Clock.Now()
	d, err := getbalance.RetryAfter(e.Header, now)
	if err != nil {
		return // the check of single answers tells of it
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if until := now.Add(min(d, mostHold)); until.After(r.hold) {
		r.hold = until
	}
}

// held reports whether the endpoint asked to be left alone now.
func (r *run) held(now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return now.Before(r.hold)
}
