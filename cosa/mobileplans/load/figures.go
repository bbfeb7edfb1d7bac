package load

import (
	"time"

	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// Figures are what a load comes to.
type Figures struct {
	Rate     float64 // requests a second, at most, that were asked for
	Duration time.Duration
	SIMs     int
	Slots    int // requests that the load was to have

	Elapsed     time.Duration // until the last request was due
	Due         int           // requests that have been due
	Sent        int           // of them; those that were interrupted do not count
	Held        int           // not sent, since the endpoint asked to be left alone
	Lost        int           // would have been due in addition, had this machine not been late
	Failed      int
	Counts      [verdicts]int // by verdict
	Failures    []Failure     // by verdict, those that occur
	Latency     Latency
	Minutes     []Minute
	Interrupted bool
}

// Judged is how many requests are good or have failed.
func (f *Figures) Judged() int { return f.Sent + f.Counts[Unsent] }

// Reached is the rate at which requests were due.
func (f *Figures) Reached() float64 {
	if f.Elapsed <= 0 {
		return 0
	}
	return float64(f.Due) / f.Elapsed.Seconds()
}

// Failure is a kind of failure.
type Failure struct {
	Verdict Verdict
	Count   int
	Why     string               // the first one
	Example *getbalance.Exchange // nil where nothing was sent
}

// Latency is how long answers took: good ones, 404 included, and those that
// did not come in time, with the time that was waited for them. Other failures
// may be quick, and would flatter.
type Latency struct {
	Count       int
	Mean, Max   time.Duration
	Percentiles []Percentile
	total       time.Duration
}

// Percentile says within which time so many percent were answered.
type Percentile struct {
	Percent float64
	Within  time.Duration
}

// Minute is what happened to the requests that were due in a minute.
type Minute struct {
	Sent, Failed int
	Mean         time.Duration // as in [Latency]
	timed        int
	total        time.Duration
}

// MeanKept reports whether the mean latency is as documented.
func (f *Figures) MeanKept() bool { return f.Latency.Mean <= MostMean }

// SuccessKept reports whether as few requests fail as documented.
func (f *Figures) SuccessKept() bool { return f.Failed*OneFailureIn <= f.Judged() }
