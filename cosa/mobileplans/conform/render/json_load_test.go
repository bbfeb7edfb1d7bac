package render

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa/mobileplans/load"
)

func TestJSONLoad(t *testing.T) {
	f := &load.Figures{
		Rate: 3, Duration: time.Hour, SIMs: 1000, Slots: 10_800, Elapsed: 10 * time.Second, Due: 30, Sent: 27, Held: 1, Lost: 4, Failed: 4, Interrupted: true,
		Failures: []load.Failure{{Verdict: load.TimedOut, Count: 2, Why: "late\x1b[31m"}, {Verdict: load.Unsent, Count: 2}},
		Latency:  load.Latency{Count: 27, Mean: 1500 * time.Microsecond, Max: time.Second, Percentiles: []load.Percentile{{Percent: 99.9, Within: time.Second}}},
		Minutes:  []load.Minute{{Sent: 27, Failed: 4, Mean: 1500 * time.Microsecond}},
	}
	f.Counts[load.Good], f.Counts[load.NotFound], f.Counts[load.TimedOut], f.Counts[load.Unsent] = 20, 5, 2, 2
	got, err := json.Marshal(newJSONLoad(f))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"interrupted":true,"sims":1000,"mostRate":3,"seconds":3600,"planned":10800,"due":30,"elapsed":10,"rate":3,` +
		`"sent":27,"succeeded":25,"notFound":5,"failed":4,"held":1,"late":4,` +
		`"latency":{"count":27,"mean":1.5,"percentiles":[{"percent":99.9,"within":1000}],"max":1000},` +
		`"failures":[{"kind":"timeout","count":2,"first":"late\\x1b[31m"},{"kind":"unsent","count":2,"first":""}],` +
		`"minutes":[{"sent":27,"failed":4,"mean":1.5}]}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	if newJSONLoad(nil) != nil {
		t.Error("a check has the figures of a load")
	}
}
