package conform

import (
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// visited is what a visit of an answer finds out.
type visited uint8

const (
	beside visited = iota // the answer has nothing of what is looked at
	right
	wrong
)

// eachAnswer visits the answers with status 200 of the run so far and reports
// whether one of them had what is looked at. It asks for one where there is none.
func (r *run) eachAnswer(visit func(t Trace, answer *getbalance.Answer, problems []getbalance.Problem) visited) (judged bool) {
	before := len(r.result.Traces)
	if len(r.answered) == 0 {
		r.answers(r.ask(getbalance.Basic(r.sim, r.Location)), "fieldsTemplate=basic")
		r.result.Traces = r.result.Traces[:before]
	}
	const most = 3 // that are shown
	var shown []Trace
	for _, t := range r.answered {
		answer, problems := t.Answer()
		found := visit(t, answer, problems)
		judged = judged || found != beside
		if found == wrong && len(shown) < most {
			shown = append(shown, t)
		}
	}
	if len(shown) == 0 && len(r.answered) > 0 {
		shown = r.answered[:1]
	}
	r.result.Traces = append(r.result.Traces, shown...)
	return judged
}

// unjudged skips a case that no answer says anything about. What has failed for
// another reason stays so.
func (r *run) unjudged(lacking string) {
	if r.result.Verdict != Passed {
		return
	}
	for _, t := range r.answered {
		if answer, problems := t.Answer(); len(answer.Balances) == 0 && len(problems) > 0 {
			lacking = "no balance could be read: " + problems[0].String()
		} else if len(answer.Balances) > 0 {
			break
		}
	}
	r.skip("%s", lacking)
}

// checkProblems fails for problems of some kinds, once for each message.
func (r *run) checkProblems(problems []getbalance.Problem, kinds ...getbalance.Kind) visited {
	found := right
	for _, p := range problems {
		if slices.Contains(kinds, p.Kind) {
			found = wrong
			r.fail("%s", p)
		}
	}
	return found
}

// checkMember makes a check of a member's values. Where no answer so far has the
// member, one is asked for with a template that promises it.
func checkMember(name string, kind getbalance.Kind, template string) func(*run) {
	return func(r *run) {
		visit := func(_ Trace, answer *getbalance.Answer, problems []getbalance.Problem) visited {
			if !answer.Names(name) {
				return beside
			}
			return r.checkProblems(problems, kind)
		}
		if r.eachAnswer(visit) {
			return
		}
		if before := len(r.answered); before > 0 && template != mobileplans.TemplateBasic {
			r.ask(getbalance.Basic(r.sim, r.Location).With(mobileplans.ParameterTemplate, template))
			for _, t := range r.answered[before:] {
				if answer, problems := t.Answer(); visit(t, answer, problems) != beside {
					return
				}
			}
		}
		r.unjudged("no balance in an answer has " + name)
	}
}

func checkJSON(r *run) {
	r.eachAnswer(func(_ Trace, _ *getbalance.Answer, problems []getbalance.Problem) visited {
		return r.checkProblems(problems, getbalance.Syntax)
	})
}

func checkShape(r *run) {
	judged := r.eachAnswer(func(_ Trace, _ *getbalance.Answer, problems []getbalance.Problem) visited {
		if unreadable(problems) {
			return beside
		}
		return r.checkProblems(problems, getbalance.Shape)
	})
	if !judged {
		r.unjudged("no answer could be read")
	}
}

// unreadable reports whether an answer is no JSON, so that nothing more can be
// said of it.
func unreadable(problems []getbalance.Problem) bool {
	return slices.ContainsFunc(problems, func(p getbalance.Problem) bool { return p.Kind == getbalance.Syntax })
}

func checkMembers(r *run) {
	judged := r.eachAnswer(func(_ Trace, answer *getbalance.Answer, problems []getbalance.Problem) visited {
		found := r.checkProblems(problems, getbalance.Duplicate)
		for _, p := range problems {
			if p.Kind == getbalance.Unknown {
				r.warn("%s", p)
				found = wrong
			}
		}
		if found == right && len(answer.Balances) == 0 {
			return beside
		}
		return found
	})
	if !judged {
		r.unjudged("no answer has a balance")
	}
}

func checkSpelling(r *run) {
	judged := r.eachAnswer(func(_ Trace, answer *getbalance.Answer, problems []getbalance.Problem) visited {
		found := beside
		if answer.Names(mobileplans.MemberDataRemaining) {
			found = right
		}
		for _, s := range answer.Spellings {
			if s.Written != s.Canonical {
				r.note("the answer spells %s, as some part of the documentation does; another part spells %s", s.Written, s.Canonical)
			}
		}
		for _, p := range problems {
			// A member that is meant to be this one, and is not.
			if p.Kind == getbalance.Unknown && strings.Contains(p.Message, mobileplans.MemberDataRemaining) {
				r.fail("%s", p)
				found = wrong
			}
		}
		return found
	})
	if !judged {
		r.unjudged("no balance in an answer has " + mobileplans.MemberDataRemaining)
	}
}

func checkContentType(r *run) {
	r.eachAnswer(func(t Trace, _ *getbalance.Answer, _ []getbalance.Problem) visited {
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
			return right
		}
		return wrong
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
		r.skip("the endpoint answered no request of this run with 429")
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
