package load

import (
	"context"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

const balance = `{"balances":[{"type":"MODIRECT","dataRemainingInMB":1,"timeRemaining":"P1D"}]}`

// answer makes an exchange with an answer.
func answer(request getbalance.Request, status int, body string, elapsed time.Duration) *getbalance.Exchange {
	e := getbalance.Unsent(request, getbalance.Answered, "")
	e.Status, e.Body, e.Elapsed, e.Header = status, []byte(body), elapsed, http.Header{}
	return e
}

func failure(request getbalance.Request, outcome getbalance.Outcome, elapsed time.Duration) *getbalance.Exchange {
	e := getbalance.Unsent(request, outcome, "as the test wants it")
	e.Elapsed = elapsed
	return e
}

// documented is the documented load on an endpoint of a test. nth counts
// requests from 1; they may come in another order than they were due in.
func documented(clock *fakeClock, do func(nth int, request getbalance.Request) *getbalance.Exchange) Options {
	var sims []SIM
	for _, iccid := range []string{"8900100000000000001", "8900100000000000002"} {
		sims = append(sims, SIM{ICCID: iccid})
	}
	var requests atomic.Int64
	return Options{
		SIMs: sims, Location: "US", Rate: DocumentedRate, Duration: DocumentedDuration, Clock: clock.clock(),
		Do: func(_ context.Context, request getbalance.Request) *getbalance.Exchange {
			return do(int(requests.Add(1)), request)
		},
	}
}

func TestRunDocumentedLoad(t *testing.T) {
	var mu sync.Mutex
	asked := make(map[string]int)
	ids := make(map[string]bool)
	o := documented(newFakeClock(nil), func(nth int, request getbalance.Request) *getbalance.Exchange {
		mu.Lock()
		defer mu.Unlock()
		asked[request.ICCID]++
		ids[request.TransactionID] = true
		return answer(request, http.StatusOK, balance, time.Duration(nth)*100*time.Microsecond)
	})
	o.open = 10_800 // nothing but the clock paces this
	f := Run(t.Context(), o)
	if f.Sent != 10_800 || f.Due != 10_800 || f.Failed != 0 || len(f.Failures) != 0 || f.Interrupted || f.Lost != 0 || len(ids) != 10_800 {
		t.Errorf("%+v", f)
	}
	if diff := cmp.Diff(map[string]int{"8900100000000000001": 5_400, "8900100000000000002": 5_400}, asked); diff != "" {
		t.Error(diff)
	}
	if f.Latency.Mean != 540_050*time.Microsecond || f.Latency.Max != 1080*time.Millisecond || f.MeanKept() || !f.SuccessKept() {
		t.Errorf("%+v", f.Latency)
	}
	// 0.1 ms, 0.2 ms ... 1080 ms, to three digits.
	for i, want := range []float64{540, 972, 1026, 1069.2, 1078.92} {
		got := float64(f.Latency.Percentiles[i].Within) / float64(time.Millisecond)
		if got < want*0.999 || got > want*1.001 {
			t.Errorf("%g %%: %g ms, want %g", f.Latency.Percentiles[i].Percent, got, want)
		}
	}
	if len(f.Minutes) < 60 || f.Minutes[0].Sent < 179 || f.Minutes[0].Sent > 180 || f.Minutes[30].Sent != 180 {
		t.Errorf("%d minutes: %+v", len(f.Minutes), f.Minutes)
	}
	if r := f.Reached(); r > DocumentedRate || r < 2.999 {
		t.Errorf("%g requests a second", r)
	}
}

// TestRunInterrupted ends with the figures so far; what was not answered by
// then is no failure.
func TestRunInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var answered sync.WaitGroup
	answered.Add(10)
	o := documented(newFakeClock(nil), nil)
	var requests atomic.Int64
	o.Do = func(ctx context.Context, request getbalance.Request) *getbalance.Exchange {
		if requests.Add(1) <= 10 {
			defer answered.Done()
			return answer(request, http.StatusOK, balance, time.Millisecond)
		}
		<-ctx.Done()
		return failure(request, getbalance.Interrupted, 0)
	}
	o.Progress = func(p Progress) {
		if p.Due == 20 {
			answered.Wait()
			cancel()
		}
	}
	f := Run(ctx, o)
	if !f.Interrupted || f.Due != 20 || f.Sent != 10 || f.Failed != 0 || f.Counts[Good] != 10 {
		t.Errorf("%+v", f)
	}
}

// TestRunStalledEndpoint never answers: what cannot be sent any more counts.
func TestRunStalledEndpoint(t *testing.T) {
	release := make(chan struct{})
	o := documented(newFakeClock(nil), func(_ int, request getbalance.Request) *getbalance.Exchange {
		<-release
		return failure(request, getbalance.TimedOut, 10*time.Second)
	})
	o.Duration = 100 * time.Second
	o.Progress = func(p Progress) {
		if p.Due == 300 {
			close(release)
		}
	}
	f := Run(t.Context(), o)
	if f.Due != 300 || f.Sent != mostOpen || f.Counts[TimedOut] != mostOpen || f.Counts[Unsent] != 300-mostOpen || f.Failed != 300 || f.Judged() != 300 {
		t.Errorf("%+v", f)
	}
	if f.SuccessKept() || f.MeanKept() || f.Latency.Count != mostOpen || f.Latency.Mean != 10*time.Second || f.Latency.Percentiles[0].Within != 10*time.Second {
		t.Errorf("%+v", f.Latency)
	}
}

// TestRunLeavesTheEndpointAlone answers 429, and names 7 s.
func TestRunLeavesTheEndpointAlone(t *testing.T) {
	o := documented(newFakeClock(nil), func(nth int, request getbalance.Request) *getbalance.Exchange {
		if nth > 1 {
			return answer(request, http.StatusOK, balance, time.Millisecond)
		}
		e := answer(request, http.StatusTooManyRequests, "", time.Millisecond)
		e.Header.Set("Retry-After", "7")
		return e
	})
	r := &run{Options: o, start: o.Clock.Now(), tally: newTally(Figures{})}
	r.send(t.Context(), o.SIMs[0], 0)
	now := o.Clock.Now()
	if !r.held(now) || !r.held(now.Add(6999*time.Millisecond)) || r.held(now.Add(7*time.Second)) {
		t.Errorf("is to be left alone until %s", r.hold)
	}
	if f := r.tally.sum(); f.Counts[Busy] != 1 || f.Failed != 1 {
		t.Errorf("%+v", f)
	}
}

func TestJudge(t *testing.T) {
	request := getbalance.Basic("8900100000000000001", "US")
	answered := func(status int, body string) *getbalance.Exchange { return answer(request, status, body, 0) }
	drawn, known, typed := SIM{}, SIM{Known: true}, SIM{Known: true, Type: "NONE"}
	for _, test := range []struct {
		name     string
		sim      SIM
		exchange *getbalance.Exchange
		held     bool
		want     Verdict
	}{
		{"a balance", drawn, answered(200, balance), false, Good},
		{"the other spelling", drawn, answered(200, `{"Balances":[{"Type":"NONE","dataRemaininginMB":0,"timeRemaining":"PT0S"}]}`), false, Good},
		{"a member of its own", drawn, answered(200, `{"x":1,"balances":[{"type":"NONE","dataRemainingInMB":0,"timeRemaining":"PT0S"}]}`), false, Good},
		{"the right type", typed, answered(200, `{"balances":[{"type":"NONE","dataRemainingInMB":0,"timeRemaining":"PT0S"}]}`), false, Good},
		{"another type", typed, answered(200, balance), false, WrongSIM},
		{"nobody's number", drawn, answered(404, ""), false, NotFound},
		{"a SIM that was there", drawn, answered(404, ""), true, WrongSIM},
		{"a SIM that is known", known, answered(404, ""), false, WrongSIM},
		{"busy", drawn, answered(429, ""), false, Busy},
		{"broken", drawn, answered(500, ""), false, ServerError},
		{"overloaded", drawn, answered(503, ""), false, ServerError},
		{"not let in", drawn, answered(401, ""), false, Refused},
		{"redirected", drawn, answered(302, ""), false, WrongStatus},
		{"no content", drawn, answered(204, ""), false, WrongStatus},
		{"no JSON", drawn, answered(200, "busy"), false, WrongShape},
		{"nothing", drawn, answered(200, `{"balances":[]}`), false, WrongShape},
		{"no time", drawn, answered(200, `{"balances":[{"type":"NONE","dataRemainingInMB":0}]}`), false, WrongShape},
		{"no duration", drawn, answered(200, `{"balances":[{"type":"NONE","dataRemainingInMB":0,"timeRemaining":"0"}]}`), false, WrongShape},
		{"null", typed, answered(200, `{"balances":[{"type":null,"dataRemainingInMB":0,"timeRemaining":"PT0S"}]}`), false, WrongShape},
		{"slow", drawn, failure(request, getbalance.TimedOut, 0), false, TimedOut},
		{"handshake", drawn, failure(request, getbalance.Refused, 0), false, Refused},
		{"closed", drawn, failure(request, getbalance.Closed, 0), false, Lost},
		{"gone", drawn, failure(request, getbalance.Unreachable, 0), false, Lost},
	} {
		t.Run(test.name, func(t *testing.T) {
			v, why := Judge(test.sim, test.exchange, test.held)
			if v != test.want || (why == "") != (v == Good) {
				t.Errorf("%s: %q; want %s", v, why, test.want)
			}
		})
	}
}

// TestTallyQuickFailures leaves failures that are quick out of the latency.
func TestTallyQuickFailures(t *testing.T) {
	tally := newTally(Figures{})
	sim := SIM{ICCID: "8900100000000000001"}
	request := getbalance.Basic(sim.ICCID, "US")
	for range 10 {
		tally.add(sim, 0, answer(request, 500, "", time.Millisecond))
	}
	tally.add(sim, 61*time.Second, answer(request, 200, balance, time.Second))
	tally.add(sim, 62*time.Second, answer(request, 404, "", time.Second))
	f := tally.sum()
	want := Latency{Count: 1, Mean: time.Second, Max: time.Second}
	if f.Latency.Count != want.Count || f.Latency.Mean != want.Mean || f.Latency.Max != want.Max {
		t.Errorf("%+v", f.Latency)
	}
	if f.Counts[ServerError] != 10 || f.Counts[Good] != 1 || f.Counts[WrongSIM] != 1 || f.Failed != 11 || f.Sent != 12 {
		t.Errorf("%+v", f)
	}
	if len(f.Failures) != 2 || f.Failures[0].Count != 10 || f.Failures[0].Why != "answered 500 Internal Server Error" || f.Failures[1].Verdict != WrongSIM {
		t.Errorf("%+v", f.Failures)
	}
	if len(f.Minutes) != 2 || f.Minutes[0].Failed != 10 || f.Minutes[0].Mean != 0 || f.Minutes[1].Sent != 2 || f.Minutes[1].Mean != time.Second {
		t.Errorf("%+v", f.Minutes)
	}
}
