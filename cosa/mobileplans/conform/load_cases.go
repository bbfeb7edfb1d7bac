package conform

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/load"
)

const (
	// enough is how many requests a verdict about one in a thousand needs.
	enough = load.OneFailureIn
	// enoughForMean is how many a mean needs to be called too great: the first
	// ones, which open connections, are slow.
	enoughForMean = 100
	// keptRate is the part of the asked rate that counts as all of it: timers are
	// a little late.
	keptRate = 0.95
)

// loadCases lists the cases of a load; see [judgeLoad].
var loadCases = []Case{
	{
		ID: "load-success", Title: "at least 99.9 % of the requests are answered rightly",
		Demand: "under a load of 1,000 ICCIDs at 3 requests a second for an hour, 99.9 % of the requests succeed; 429 is no success, since this is a load that the endpoint has to bear", Source: mobileplans.PageIntegration,
	},
	{
		ID: "load-latency", Title: "answers take 400 ms in the mean at most",
		Demand: "under this load, the mean latency is at most 400 ms", Source: mobileplans.PageIntegration,
	},
	{
		ID: "load-rate", Title: "requests could be sent as often as they were to be",
		Demand: "under this load, every request can be sent when it is due", Source: mobileplans.PageIntegration,
	},
}

// LoadCases lists the cases of a load.
func LoadCases() []Case { return slices.Clone(loadCases) }

// judgeLoad judges figures, by [loadCases].
func judgeLoad(f *load.Figures) []Result {
	results := []Result{judgeSuccess(f), judgeLatency(f), judgeRate(f)}
	for i := range results {
		results[i].Case = &loadCases[i]
	}
	return results
}

func judgeSuccess(f *load.Figures) Result {
	r := Result{Verdict: Passed}
	n := f.Judged()
	if n == 0 {
		return Result{Verdict: Skipped, Messages: []string{"no request was answered before the load ended"}}
	}
	if f.Failed > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("%d of %d requests failed, %s succeeded", f.Failed, n, succeeded(f.Failed, n)))
	} else {
		r.Notes = append(r.Notes, fmt.Sprintf("all of %d requests succeeded", n))
	}
	for _, failure := range f.Failures {
		r.Messages = append(r.Messages, fmt.Sprintf("%d %s: %s", failure.Count, failure.Verdict.Text(), failure.Why))
		if failure.Example != nil {
			r.Traces = append(r.Traces, Trace{Exchange: failure.Example})
		}
	}
	missing := f.Counts[load.NotFound]
	switch {
	// With two failures, a thousand requests would not do.
	case !f.SuccessKept() && (n >= enough || f.Failed > 1):
		r.Verdict = Failed
		r.Notes = nil
		r.Messages = slices.Insert(r.Messages, 0, fmt.Sprintf("%d of %d requests failed, %s succeeded; want 99.9 %%", f.Failed, n, succeeded(f.Failed, n)))
	case missing == n:
		r.Verdict = Failed
		r.Messages = append(r.Messages, fmt.Sprintf("all of %d requests were answered 404: the endpoint knows none of these SIMs", n))
	case n < enough:
		r.Verdict = Warned
		r.Messages = append(r.Messages, fmt.Sprintf("%d requests are too few to tell 99.9 %%; %d and more can", n, enough))
	}
	if missing > 0 && missing < n {
		r.Verdict = max(r.Verdict, Warned)
		r.Messages = append(r.Messages, fmt.Sprintf("%d requests were answered 404, which may be quicker than a balance; Windows asks for every SIM in the ranges, and NOTSUPPORTED is the answer for one that is not served", missing))
	}
	return r
}

// succeeded writes a part in percent, rounded down so that what fails does not
// look as if it passed.
func succeeded(failed, of int) string {
	thousandths := int64(of-failed) * 100_000 / int64(of)
	return strconv.FormatFloat(float64(thousandths)/1000, 'f', -1, 64) + " %"
}

func judgeLatency(f *load.Figures) Result {
	l := &f.Latency
	if l.Count == 0 {
		return Result{Verdict: Skipped, Messages: []string{"no request was answered rightly"}}
	}
	r := Result{Verdict: Passed}
	var within []string
	for _, p := range l.Percentiles {
		within = append(within, strconv.FormatFloat(p.Percent, 'f', -1, 64)+" % within "+milliseconds(p.Within))
	}
	r.Notes = append(r.Notes, fmt.Sprintf("mean %s, %s, all within %s", milliseconds(l.Mean), strings.Join(within, ", "), milliseconds(l.Max)))
	switch {
	case !f.MeanKept() && l.Count >= enoughForMean:
		r.Verdict = Failed
		r.Messages = append(r.Messages, fmt.Sprintf("the mean of %d answers is %s; want 400 ms at most", l.Count, milliseconds(l.Mean)))
	case !f.MeanKept():
		r.Verdict = Warned
		r.Messages = append(r.Messages, fmt.Sprintf("the mean of %d answers is %s, over 400 ms; these are too few to tell, %d and more can", l.Count, milliseconds(l.Mean), enoughForMean))
	case l.Count < enough:
		r.Verdict = Warned
		r.Messages = append(r.Messages, fmt.Sprintf("the mean of %d answers is %s; these are too few to tell, %d and more can", l.Count, milliseconds(l.Mean), enough))
	}
	if n := f.Counts[load.TimedOut]; n > 0 {
		r.Notes = append(r.Notes, fmt.Sprintf("%d that were not answered in time count with the time that was waited", n))
	}
	return r
}

// milliseconds writes a time for a person, rounded up so that what is too long
// does not look as if it was not.
func milliseconds(d time.Duration) string {
	tenths := (d + 100*time.Microsecond - 1) / (100 * time.Microsecond)
	return strconv.FormatFloat(float64(tenths)/10, 'f', -1, 64) + " ms"
}

func judgeRate(f *load.Figures) Result {
	if f.Due == 0 {
		return Result{Verdict: Skipped, Messages: []string{"no request was due before the load ended"}}
	}
	r := Result{Verdict: Passed}
	r.Notes = append(r.Notes, fmt.Sprintf("%d requests were due in %s, %.2f a second, at most %g", f.Due, f.Elapsed.Round(100*time.Millisecond), f.Reached(), f.Rate))
	if n := f.Counts[load.Unsent]; n > 0 {
		r.Verdict = Warned
		r.Messages = append(r.Messages, fmt.Sprintf("%d requests were not sent, since the endpoint left too many without an answer; they count as failed, and the latency would be worse with them", n))
	}
	if f.Held > 0 {
		r.Verdict = Warned
		r.Messages = append(r.Messages, fmt.Sprintf("%d requests were not sent, since the endpoint asked to be left alone (429 with Retry-After)", f.Held))
	}
	if f.Reached() < keptRate*f.Rate {
		r.Verdict = Warned
		r.Messages = append(r.Messages, fmt.Sprintf("this machine was too busy for more than %.2f requests a second, where %g were to be; the load was lower than it should be", f.Reached(), f.Rate))
	}
	return r
}

// loadNotes tell how a load differs from the documented one.
func loadNotes(f *load.Figures) []string {
	var notes []string
	if f.Interrupted {
		notes = append(notes, fmt.Sprintf("interrupted after %d of %d requests; the figures are of what was answered until then", f.Due, f.Slots))
	}
	if f.SIMs < load.DocumentedSIMs || f.Rate < load.DocumentedRate || f.Duration < load.DocumentedDuration || f.Interrupted {
		notes = append(notes, fmt.Sprintf("the documented load has 1,000 SIMs, 3 requests a second and lasts an hour; this one had %d, %g and was to last %s", f.SIMs, f.Rate, f.Duration))
	}
	return append(notes, "requests went when they were due, whether earlier ones were answered or not, so that an endpoint that stalls is seen by all that fall into the stall")
}
