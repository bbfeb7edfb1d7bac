package conform

import (
	"strings"
	"testing"
	"time"

	"github.com/cosakit/cosa/cosa/mobileplans/load"
)

// figuresOf are those of a load at the documented rate.
func figuresOf(good int, mean time.Duration, failed map[load.Verdict]int) *load.Figures {
	f := &load.Figures{Rate: load.DocumentedRate, Duration: load.DocumentedDuration, SIMs: load.DocumentedSIMs, Slots: 10_800}
	f.Counts[load.Good] = good
	f.Sent = good
	for v, n := range failed {
		f.Counts[v] = n
		f.Failed += n
		if v != load.Unsent {
			f.Sent += n
		}
		f.Failures = append(f.Failures, load.Failure{Verdict: v, Count: n, Why: "as the test wants it"})
	}
	f.Due = f.Judged()
	f.Elapsed = time.Duration(f.Due) * load.Interval(f.Rate)
	f.Latency = load.Latency{Count: good + failed[load.TimedOut], Mean: mean, Max: mean, Percentiles: []load.Percentile{{Percent: 99.9, Within: mean}}}
	return f
}

func TestJudgeLoad(t *testing.T) {
	const ms = time.Millisecond
	fails := func(v load.Verdict, n int) map[load.Verdict]int { return map[load.Verdict]int{v: n} }
	for _, test := range []struct {
		name    string
		figures *load.Figures
		want    string // verdicts of success, latency and rate
		says    string
	}{
		{"the documented load", figuresOf(10_800, 38*ms, nil), "passed passed passed", "all of 10800 requests succeeded"},
		{"as bad as may be", figuresOf(9_990, 400*ms, fails(load.TimedOut, 10)), "passed passed passed", "99.9 % succeeded"},
		{"one failure more", figuresOf(9_989, 400*ms+1, fails(load.ServerError, 11)), "failed failed passed", "11 of 10000 requests failed, 99.89 % succeeded; want 99.9 %"},
		{"just too slow", figuresOf(10_800, 400*ms+1, nil), "passed failed passed", "is 400.1 ms; want 400 ms at most"},
		{"429 is a failure", figuresOf(10_700, 38*ms, fails(load.Busy, 100)), "failed passed passed", "100 answered 429: as the test wants it"},
		{"too few", figuresOf(999, 38*ms, nil), "warning warning passed", "999 requests are too few to tell 99.9 %; 1000 and more can"},
		{"just enough", figuresOf(1000, 38*ms, nil), "passed passed passed", ""},
		{"one failure in few", figuresOf(99, 38*ms, fails(load.ServerError, 1)), "warning warning passed", "1 answered 5xx"},
		{"two failures in few", figuresOf(98, 38*ms, fails(load.ServerError, 2)), "failed warning passed", "98 % succeeded"},
		{"slow, in few", figuresOf(99, 900*ms, nil), "warning warning passed", "is 900 ms, over 400 ms; these are too few to tell"},
		{"slow, in a hundred", figuresOf(100, 900*ms, nil), "warning failed passed", "is 900 ms; want 400 ms"},
		{"nothing but errors", figuresOf(0, 0, fails(load.ServerError, 50)), "failed skipped passed", "0 % succeeded"},
		{"not sent", figuresOf(9_000, 38*ms, fails(load.Unsent, 1_800)), "failed passed warning", "1800 requests were not sent"},
		{"ended at once", &load.Figures{Rate: 3, Interrupted: true}, "skipped skipped skipped", "interrupted after 0 of 0 requests"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got, texts []string
			for _, r := range judgeLoad(test.figures) {
				got = append(got, r.Verdict.String())
				texts = append(texts, r.Messages...)
				texts = append(texts, r.Notes...)
			}
			texts = append(texts, loadNotes(test.figures)...)
			text := strings.Join(texts, "\n")
			if s := strings.Join(got, " "); s != test.want || !strings.Contains(text, test.says) {
				t.Errorf("%s; want %s, and %q in\n%s", s, test.want, test.says, text)
			}
		})
	}
}

// TestJudgeLoadOfUnknownSIMs gets 404 for SIMs of a submission.
func TestJudgeLoadOfUnknownSIMs(t *testing.T) {
	some := figuresOf(10_000, time.Millisecond, nil)
	some.Counts[load.Good], some.Counts[load.NotFound] = 9_000, 1_000
	if r := judgeLoad(some)[0]; r.Verdict != Warned || !strings.Contains(r.Messages[0], "1000 requests were answered 404") {
		t.Errorf("%+v", r)
	}
	all := figuresOf(10_000, time.Millisecond, nil)
	all.Counts[load.Good], all.Counts[load.NotFound] = 0, 10_000
	if r := judgeLoad(all)[0]; r.Verdict != Failed || !strings.Contains(r.Messages[0], "the endpoint knows none of these SIMs") {
		t.Errorf("%+v", r)
	}
}

// TestJudgeLoadOfALateMachine says that the load was not what it should be.
func TestJudgeLoadOfALateMachine(t *testing.T) {
	f := figuresOf(10_800, time.Millisecond, nil)
	f.Elapsed = 2 * time.Hour
	if r := judgeLoad(f)[2]; r.Verdict != Warned || !strings.Contains(r.Messages[0], "this machine was too busy for more than 1.50 requests a second, where 3 were to be") {
		t.Errorf("%+v", r)
	}
	f = figuresOf(10_000, time.Millisecond, nil)
	f.Held = 800
	if r := judgeLoad(f)[2]; r.Verdict != Warned || !strings.Contains(r.Messages[0], "800 requests were not sent, since the endpoint asked to be left alone") {
		t.Errorf("%+v", r)
	}
}
