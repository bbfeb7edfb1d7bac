package conform

import (
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// The kinds of problems that a case is about.
const (
	kindIdentifier = getbalance.Identifier
	kindType       = getbalance.TypeValue
	kindData       = getbalance.DataRemaining
	kindTime       = getbalance.TimeRemaining
)

// eachAnswer visits the answers with status 200 of the run so far. It asks for
// one where there is none.
func (r *run) eachAnswer(visit func(t Trace, answer *getbalance.Answer, problems []getbalance.Problem) (bad bool)) {
	before := len(r.result.Traces)
	if len(r.answered) == 0 {
		r.answers(r.ask(getbalance.Basic(r.sim, r.Location)), "fieldsTemplate=basic")
		r.result.Traces = r.result.Traces[:before]
	}
	const most = 3 // that are shown
	var shown []Trace
	for _, t := range r.answered {
		answer, problems := getbalance.Read(t.Body)
		if bad := visit(t, answer, problems); bad && len(shown) < most {
			shown = append(shown, t)
		}
	}
	if len(shown) == 0 && len(r.answered) > 0 {
		shown = r.answered[:1]
	}
	r.result.Traces = append(r.result.Traces, shown...)
}

// checkProblems fails for problems of some kinds, once for each message.
func (r *run) checkProblems(kinds ...getbalance.Kind) {
	r.eachAnswer(func(t Trace, _ *getbalance.Answer, problems []getbalance.Problem) bool {
		bad := false
		for _, p := range problems {
			if slices.Contains(kinds, p.Kind) {
				bad = true
				r.fail("%s", p)
			}
		}
		return bad
	})
}

func checkKind(kind getbalance.Kind) func(*run) {
	return func(r *run) { r.checkProblems(kind) }
}

func checkJSON(r *run) {
	r.checkProblems(getbalance.Syntax)
	for _, t := range r.answered {
		if t.Truncated {
			r.fail("an answer is longer than a mebibyte")
		}
	}
}

func checkShape(r *run) { r.checkProblems(getbalance.Shape) }

func checkMembers(r *run) {
	r.eachAnswer(func(_ Trace, _ *getbalance.Answer, problems []getbalance.Problem) bool {
		bad := false
		for _, p := range problems {
			switch p.Kind {
			case getbalance.Duplicate:
				r.fail("%s", p)
				bad = true
			case getbalance.Unknown:
				r.warn("%s", p)
				bad = true
			}
		}
		return bad
	})
}

func checkSpelling(r *run) {
	r.eachAnswer(func(_ Trace, answer *getbalance.Answer, problems []getbalance.Problem) bool {
		bad := false
		for _, s := range answer.Spellings {
			if s.Written != s.Canonical {
				r.note("the answer spells %s, as some part of the documentation does; another part spells %s", s.Written, s.Canonical)
			}
		}
		for _, p := range problems {
			// A member that is meant to be this one, and is not.
			if p.Kind == getbalance.Unknown && strings.Contains(p.Message, mobileplans.MemberDataRemaining) {
				r.fail("%s", p)
				bad = true
			}
		}
		return bad
	})
}

func checkContentType(r *run) {
	r.eachAnswer(func(t Trace, _ *getbalance.Answer, _ []getbalance.Problem) bool {
		text := t.Header.Get("Content-Type")
		kind, parameters, err := mime.ParseMediaType(text)
		charset := parameters["charset"]
		switch {
		case text == "":
			r.fail("there is no Content-Type; want application/json")
		case err != nil || kind != "application/json":
			r.fail("Content-Type is %q; want application/json", text)
		case charset != "" && !strings.EqualFold(charset, "utf-8"):
			r.fail("Content-Type is %q; JSON is written in UTF-8", text)
		default:
			return false
		}
		return true
	})
}

func checkEcho(r *run) {
	t := r.ask(getbalance.Basic(r.sim, r.Location))
	if !r.answers(t, "fieldsTemplate=basic") {
		return
	}
	values := t.Header.Values(mobileplans.HeaderTransaction)
	switch {
	case len(values) == 0:
		r.fail("the answer has no header %s", mobileplans.HeaderTransaction)
	case len(values) > 1:
		r.fail("the answer has %d headers %s", len(values), mobileplans.HeaderTransaction)
	case values[0] != t.Request.TransactionID:
		r.warn("the answer has %s %q, and the request %q; the documentation's example differs as well, but the header is to identify both", mobileplans.HeaderTransaction, values[0], t.Request.TransactionID)
	}
}

func checkRepeated(r *run) {
	request := getbalance.Basic(r.sim, r.Location)
	first := r.ask(request)
	if !r.answers(first, "the first request") {
		return
	}
	second := r.send("", r.usual, first.Request, true)
	if second.Outcome != getbalance.Answered || second.Status != http.StatusConflict {
		r.fail("the same transaction id again: %s; want 409", second.told())
	}
}

func checkRetryAfter(r *run) {
	if len(r.busy) == 0 {
		r.result.Verdict = Skipped
		r.result.Messages = []string{"the endpoint answered no request of this run with 429"}
		return
	}
	r.result.Traces = append(r.result.Traces, r.busy[0])
	for _, t := range r.busy {
		d, err := getbalance.RetryAfter(t.Header, r.Now())
		if err != nil {
			r.fail("answered 429: %s; want one with seconds or a date", err)
			continue
		}
		r.note("asked to wait %s", d)
	}
	r.note("%d requests were answered with 429", len(r.busy))
	if r.everGave {
		r.warn("the endpoint went on to answer 429 after the time that Retry-After names")
	}
}
