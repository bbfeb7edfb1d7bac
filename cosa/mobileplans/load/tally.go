package load

import (
	"sync"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"

	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

const (
	// slowest is the longest time that percentiles tell, well over what a client
	// waits; digits is how exactly they tell it.
	slowest = time.Hour
	digits  = 3
)

// percents are the percentiles that are told.
var percents = []float64{50, 90, 95, 99, 99.9}

// tally counts. Its methods may be called side by side.
type tally struct {
	mu        sync.Mutex
	figures   Figures
	histogram *hdrhistogram.Histogram // of microseconds
	failures  [verdicts]*Failure
	held      map[string]bool // SIMs whose balance was given
}

func newTally(f Figures) *tally {
	return &tally{figures: f, histogram: hdrhistogram.New(1, slowest.Microseconds(), digits), held: make(map[string]bool)}
}

// due counts a request that is due so long after the beginning.
func (t *tally) due(after time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.figures.Due++
	t.figures.Elapsed = after
}

// skip counts a request that was due and is not sent, as the endpoint wants it.
func (t *tally) skip() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.figures.Held++
}

// unsent counts a request that cannot be sent.
func (t *tally) unsent(after time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fails(Unsent, "the greatest number of requests was without an answer", nil, t.minute(after))
}

// add counts what became of a request that was due so long after the beginning.
func (t *tally) add(sim SIM, after time.Duration, e *getbalance.Exchange) {
	if e.Outcome == getbalance.Interrupted {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	v, why := Judge(sim, e, t.held[sim.ICCID])
	minute := t.minute(after)
	t.figures.Sent++
	minute.Sent++
	if v.Fails() {
		t.fails(v, why, e, minute)
	} else {
		t.figures.Counts[v]++
	}
	if v == Good && !sim.Known {
		t.held[sim.ICCID] = true
	}
	if v.Fails() && v != TimedOut {
		return
	}
	elapsed := min(max(e.Elapsed, 0), slowest)
	_ = t.histogram.RecordValue(elapsed.Microseconds()) // which is within its bounds
	l := &t.figures.Latency
	l.Count++
	l.total += elapsed
	l.Max = max(l.Max, elapsed)
	minute.timed++
	minute.total += elapsed
}

func (t *tally) fails(v Verdict, why string, e *getbalance.Exchange, minute *Minute) {
	if t.failures[v] == nil {
		t.failures[v] = &Failure{Verdict: v, Why: why, Example: e}
	}
	t.failures[v].Count++
	t.figures.Counts[v]++
	t.figures.Failed++
	minute.Failed++
}

// minute returns the minute of a time.
func (t *tally) minute(after time.Duration) *Minute {
	n := int(after / time.Minute)
	for len(t.figures.Minutes) <= n {
		t.figures.Minutes = append(t.figures.Minutes, Minute{})
	}
	return &t.figures.Minutes[n]
}

// progress tells how it goes.
func (t *tally) progress() Progress {
	t.mu.Lock()
	defer t.mu.Unlock()
	return Progress{Due: t.figures.Due, Slots: t.figures.Slots, Failed: t.figures.Failed, Mean: mean(t.figures.Latency.total, t.figures.Latency.Count)}
}

// sum returns the figures.
func (t *tally) sum() *Figures {
	t.mu.Lock()
	defer t.mu.Unlock()
	f := t.figures
	f.Latency.Mean = mean(f.Latency.total, f.Latency.Count)
	f.Latency.Percentiles = nil
	for _, percent := range percents {
		if f.Latency.Count == 0 {
			break
		}
		within := time.Duration(t.histogram.ValueAtQuantile(percent)) * time.Microsecond
		f.Latency.Percentiles = append(f.Latency.Percentiles, Percentile{percent, min(within, f.Latency.Max)})
	}
	f.Minutes = nil
	for _, m := range t.figures.Minutes {
		m.Mean = mean(m.total, m.timed)
		f.Minutes = append(f.Minutes, m)
	}
	f.Failures = nil
	for _, failure := range t.failures {
		if failure != nil {
			f.Failures = append(f.Failures, *failure)
		}
	}
	return &f
}

func mean(total time.Duration, count int) time.Duration {
	if count == 0 {
		return 0
	}
	return total / time.Duration(count)
}
