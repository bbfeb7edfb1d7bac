package render

import (
	"time"

	"github.com/cosakit/cosa/cosa/mobileplans/load"
)

// The figures of a load. Times are in seconds and milliseconds.
type (
	jsonLoad struct {
		Interrupted bool          `json:"interrupted"`
		SIMs        int           `json:"sims"`
		MostRate    float64       `json:"mostRate"` // requests a second
		Seconds     float64       `json:"seconds"`  // that the load was to last
		Planned     int           `json:"planned"`  // requests
		Due         int           `json:"due"`      // ... so far
		Elapsed     float64       `json:"elapsed"`  // seconds until the last was due
		Rate        float64       `json:"rate"`     // at which they were
		Sent        int           `json:"sent"`
		Succeeded   int           `json:"succeeded"`
		NotFound    int           `json:"notFound"` // of those that succeeded
		Failed      int           `json:"failed"`
		Held        int           `json:"held"`
		Late        int           `json:"late"` // lost to this machine being late
		Latency     jsonLatency   `json:"latency"`
		Failures    []jsonFailure `json:"failures"`
		Minutes     []jsonMinute  `json:"minutes"`
	}
	jsonLatency struct {
		Count       int              `json:"count"`
		Mean        float64          `json:"mean"`
		Percentiles []jsonPercentile `json:"percentiles"`
		Max         float64          `json:"max"`
	}
	jsonPercentile struct {
		Percent float64 `json:"percent"`
		Within  float64 `json:"within"`
	}
	jsonFailure struct {
		Kind  string `json:"kind"`
		Count int    `json:"count"`
		First string `json:"first"`
	}
	jsonMinute struct {
		Sent   int     `json:"sent"`
		Failed int     `json:"failed"`
		Mean   float64 `json:"mean"`
	}
)

func newJSONLoad(f *load.Figures) *jsonLoad {
	if f == nil {
		return nil
	}
	j := &jsonLoad{
		Interrupted: f.Interrupted, SIMs: f.SIMs, MostRate: f.Rate, Seconds: f.Duration.Seconds(), Planned: f.Slots, Due: f.Due,
		Elapsed: f.Elapsed.Seconds(), Rate: f.Reached(), Sent: f.Sent, Succeeded: f.Judged() - f.Failed, NotFound: f.Counts[load.NotFound],
		Failed: f.Failed, Held: f.Held, Late: f.Lost, Failures: []jsonFailure{}, Minutes: []jsonMinute{},
		Latency: jsonLatency{Count: f.Latency.Count, Mean: inMilliseconds(f.Latency.Mean), Max: inMilliseconds(f.Latency.Max), Percentiles: []jsonPercentile{}},
	}
	for _, p := range f.Latency.Percentiles {
		j.Latency.Percentiles = append(j.Latency.Percentiles, jsonPercentile{p.Percent, inMilliseconds(p.Within)})
	}
	for _, failure := range f.Failures {
		j.Failures = append(j.Failures, jsonFailure{failure.Verdict.String(), failure.Count, line(failure.Why)})
	}
	for _, m := range f.Minutes {
		j.Minutes = append(j.Minutes, jsonMinute{m.Sent, m.Failed, inMilliseconds(m.Mean)})
	}
	return j
}

func inMilliseconds(d time.Duration) float64 {
	return float64(d.Microseconds()) / 1000
}
