package conform

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"slices"
	"time"

	"golang.org/x/time/rate"

	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// UnreachableError says that there is nothing to judge.
type UnreachableError struct {
	URL     string
	Outcome getbalance.Outcome
	Failure string // what the system says
	Hint    string
}

// Error says what failed and what to do.
func (e *UnreachableError) Error() string {
	text := fmt.Sprintf("%s: %s: %s", e.URL, e.Outcome, e.Failure)
	if e.Hint != "" {
		text += "; " + e.Hint
	}
	return text
}

// run is a run of the cases.
type run struct {
	Options
	ctx     context.Context
	usual   *getbalance.Client
	limiter *rate.Limiter
	result  *Result // of the case that is checked
	report  *Report
	hidden  getbalance.Hidden // an endpoint may send credentials back

	sim      string // known to the endpoint, "" for none
	noSIM    string // why none is known
	unknown  string
	drawn    []draw
	answered []Trace       // with status 200, of the usual client
	busy     []Trace       // with status 429
	rest     time.Duration // that the endpoint wants before the next request
	waited   time.Duration
	stopped  string  // why nothing more is asked; "" while it is
	unasked  *Result // the case as it stood when that kept it from asking
	gaveUp   bool    // 429 does not end just now
	everGave bool    // 429 did not end at some time
	silent   int     // requests in a row that were not answered in time
	inside   map[string]Trace
}

// Run checks an endpoint. The error is an [UnreachableError], or that of the
// context.
func Run(ctx context.Context, o Options) (*Report, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	r := &run{Options: o, ctx: ctx, report: &Report{URL: o.Base.String()}, limiter: rate.NewLimiter(rate.Inf, 1), inside: make(map[string]Trace), hidden: getbalance.Hide(o.Credentials)}
	if o.Rate > 0 {
		r.limiter = rate.NewLimiter(rate.Limit(o.Rate), 1)
	}
	r.usual = r.client(o.Certificate, o.Credentials)
	r.draw()
	if err := r.begin(); err != nil {
		return nil, err
	}
	for i := range cases {
		if o.Skip != nil && o.Skip(&cases[i]) {
			continue
		}
		r.judge(&cases[i])
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if o.Progress != nil {
			o.Progress(i+1, len(cases))
		}
	}
	r.report.SIM, r.report.Unknown = r.sim, r.unknown
	if n := len(r.answered); n > 1 {
		note := fmt.Sprintf("the cases about answers looked at all %d with status 200", n)
		if without := r.withoutBalance(); without > 0 {
			note += fmt.Sprintf(", of which %d have no balance that could be read", without)
		}
		r.report.Notes = append(r.report.Notes, note)
	}
	return r.report, nil
}

func (r *run) judge(c *Case) {
	r.result = &Result{Case: c, Verdict: Passed}
	for _, need := range c.needs {
		if missing := need(r); missing != "" {
			r.skip("%s", missing)
			break
		}
	}
	if r.result.Verdict != Skipped {
		r.unasked = nil
		c.check(r)
		if r.unasked != nil && r.unasked.Verdict < Warned {
			r.skip("%s", r.stopped)
		} else if r.unasked != nil {
			r.result.Verdict, r.result.Messages = r.unasked.Verdict, r.unasked.Messages
		}
	}
	r.report.Results = append(r.report.Results, *r.result)
}

// withoutBalance counts the answers with status 200 that tell no balance.
func (r *run) withoutBalance() int {
	n := 0
	for _, t := range r.answered {
		if answer, _ := t.Answer(); len(answer.Balances) == 0 {
			n++
		}
	}
	return n
}

func (r *run) client(certificate *tls.Certificate, credentials *getbalance.Credentials) *getbalance.Client {
	return getbalance.NewClient(getbalance.Options{
		Base: r.Base, Roots: r.Roots, Certificate: certificate, Credentials: credentials, Secret: r.Credentials, Timeout: r.Timeout,
	})
}

// begin finds out whether there is an endpoint, and a SIM that it knows.
func (r *run) begin() error {
	r.result = &Result{} // what is asked here belongs to no case
	candidates := r.candidates()
	if len(candidates) == 0 {
		candidates = []string{r.unknown}
	}
	for i, iccid := range candidates {
		t := r.ask(getbalance.Basic(iccid, r.Location))
		if r.stopped == "" && t.Outcome == getbalance.Interrupted {
			return r.ctx.Err()
		}
		if err := unreachable(t, r.Base, r.Certificate); err != nil {
			return err
		}
		if len(r.SIMs.Known)+len(r.SIMs.Zero) > 0 { // whatever the endpoint says, this is the one
			r.sim = iccid
			return nil
		}
		if r.noSIM = r.stopped; r.noSIM != "" {
			return nil
		}
		if len(r.drawn) > 0 {
			r.inside[iccid] = t
		}
		if t.Outcome == getbalance.Answered && t.Status == http.StatusOK && len(r.drawn) > 0 {
			r.sim = iccid
			return nil
		}
		if t.Outcome != getbalance.Answered && i == 1 { // it answers nobody
			break
		}
	}
	r.noSIM = "no SIM is known to the endpoint: none of those drawn from the submission was answered with 200; name one with --iccid"
	return nil
}

// ask sends a request as the usual client.
func (r *run) ask(request getbalance.Request) Trace { return r.send("", r.usual, request, false) }

// askAs sends a request as another client, once, and closes what that leaves
// open.
func (r *run) askAs(as string, client *getbalance.Client, request getbalance.Request) Trace {
	defer client.Close()
	return r.send(as, client, request, false)
}

// send sends a request and adds it to the result. Where the endpoint is busy,
// the request is repeated as it says, under the same transaction id if that is
// what is being tested.
func (r *run) send(as string, client *getbalance.Client, request getbalance.Request, sameID bool) Trace {
	var t Trace
	for repeats := 0; ; repeats++ {
		if r.silent >= mostSilent {
			return Trace{getbalance.Unsent(request, getbalance.TimedOut, fmt.Sprintf("not asked, since %d requests in a row were not answered", r.silent)), as}
		}
		if !r.wait() {
			return Trace{getbalance.Unsent(request, getbalance.Interrupted, r.stopped), as}
		}
		t = Trace{client.Do(r.ctx, request), as}
		r.result.Traces = append(r.result.Traces, t)
		r.silent++
		if t.Outcome != getbalance.TimedOut {
			r.silent = 0
		}
		if t.Status != http.StatusTooManyRequests {
			r.gaveUp = false
			break
		}
		r.busyWith(t)
		if r.stopped != "" {
			r.unanswered()
			break
		}
		if r.gaveUp || repeats == mostRepeats {
			r.gaveUp, r.everGave = true, true
			break
		}
		if !sameID {
			request.TransactionID = getbalance.NewTransactionID()
		}
	}
	if t.Outcome == getbalance.Answered && t.Status == http.StatusOK && as == "" {
		r.answered = append(r.answered, t)
	}
	return t
}

// busyWith remembers an answer with 429 and for how long it wants the endpoint
// to be left alone.
func (r *run) busyWith(t Trace) {
	r.busy = append(r.busy, t)
	d, err := getbalance.RetryAfter(t.Header, r.Now())
	if err != nil {
		d = time.Second // the fault has been noted, and the other cases are to be judged
		if r.Rate == 0 {
			d = 0
		}
	}
	r.rest = d
	if r.waited += d; r.waited > mostWait {
		r.stopped = fmt.Sprintf("not asked, since the endpoint answered 429 and wants to be left alone for %s", d)
		if r.waited > d {
			r.stopped += fmt.Sprintf(" after %s", r.waited-d)
		}
		r.report.Stopped = r.stopped
	}
}

// unanswered remembers the case as it stands, since what follows is no fault of
// the endpoint.
func (r *run) unanswered() {
	if r.unasked == nil {
		before := *r.result
		r.unasked = &before
	}
}

// wait waits until a request may be sent: as long as the endpoint asks for, and
// as the rate demands. It reports whether one may.
func (r *run) wait() bool {
	if r.stopped != "" {
		r.unanswered()
		return false
	}
	timer := time.NewTimer(r.rest)
	defer timer.Stop()
	r.rest = 0
	select {
	case <-timer.C:
	case <-r.ctx.Done():
	}
	return r.limiter.Wait(r.ctx) == nil
}

// worse raises the verdict of the case that is checked.
func (r *run) worse(v Verdict, format string, args ...any) {
	message := r.hidden.In(fmt.Sprintf(format, args...))
	if !slices.Contains(r.result.Messages, message) {
		r.result.Messages = append(r.result.Messages, message)
	}
	r.result.Verdict = max(r.result.Verdict, v)
}

func (r *run) fail(format string, args ...any) { r.worse(Failed, format, args...) }
func (r *run) warn(format string, args ...any) { r.worse(Warned, format, args...) }

// skip gives the case up, since nothing can be said of it.
func (r *run) skip(format string, args ...any) {
	r.result.Verdict = Skipped
	r.result.Messages = []string{r.hidden.In(fmt.Sprintf(format, args...))}
}

func (r *run) note(format string, args ...any) {
	if note := r.hidden.In(fmt.Sprintf(format, args...)); !slices.Contains(r.result.Notes, note) {
		r.result.Notes = append(r.result.Notes, note)
	}
}
