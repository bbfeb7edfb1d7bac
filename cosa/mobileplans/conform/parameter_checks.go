package conform

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

func itoa(n int) string { return strconv.Itoa(n) }

func checkBasic(r *run) {
	r.complete(r.ask(getbalance.Basic(r.sim, r.Location)), mobileplans.TemplateBasic)
}

func checkFull(r *run) {
	r.complete(r.ask(getbalance.Basic(r.sim, r.Location).With(mobileplans.ParameterTemplate, mobileplans.TemplateFull)), mobileplans.TemplateFull)
}

// complete demands balances with what a template promises.
func (r *run) complete(t Trace, template string) {
	if !r.answers(t, "fieldsTemplate="+template) {
		return
	}
	answer, problems := t.Answer()
	for _, p := range problems {
		if p.Kind == getbalance.Syntax || p.Kind == getbalance.Shape {
			r.fail("%s", p)
			return
		}
	}
	if len(answer.Balances) == 0 {
		r.fail("the answer has no balance; a SIM without one is told by a balance of 0 and PT0S")
	}
	for _, p := range answer.Lacks(template) {
		r.fail("%s", p)
	}
}

// checkLimit demands that one of several balances is answered. With a SIM that
// has no more than one, an endpoint that ignores the limit would look right.
func checkLimit(r *run) {
	t := r.anywhere(r.sim, "1")
	if !r.answers(t, "limit=1") {
		return
	}
	if answer, _ := t.Answer(); len(answer.Balances) > 1 {
		r.fail("limit=1: the answer has %d balances", len(answer.Balances))
		return
	}
	for _, iccid := range r.several() {
		all, _ := r.anywhere(iccid, "10").Answer()
		if len(all.Balances) < 2 {
			continue
		}
		t := r.anywhere(iccid, "1")
		if !r.answers(t, "limit=1") {
			return
		}
		if answer, _ := t.Answer(); len(answer.Balances) != 1 {
			r.fail("limit=1: the answer has %d balances; want one of the %d of ICCID %s", len(answer.Balances), len(all.Balances), iccid)
		}
		r.note("ICCID %s has %d balances", iccid, len(all.Balances))
		return
	}
	r.unjudged("it needs a SIM with two balances or more, and no SIM that was asked for has them: name one with --iccid")
}

// anywhere asks for at most so many balances of a SIM. Without a place there may
// be more of them than in one.
func (r *run) anywhere(iccid, limit string) Trace {
	request := getbalance.Basic(iccid, r.Location).With(mobileplans.ParameterLimit, limit)
	t := r.ask(request.Without(mobileplans.ParameterLocation))
	if t.Status == http.StatusBadRequest {
		request.TransactionID = getbalance.NewTransactionID()
		t = r.ask(request)
	}
	return t
}

// several lists SIMs that may have several balances, the likeliest first.
func (r *run) several() []string {
	list := []string{r.sim}
	for _, iccid := range r.candidates() {
		if !slices.Contains(list, iccid) {
			list = append(list, iccid)
		}
	}
	return list
}

func checkEmptyLocation(r *run) {
	r.answers(r.ask(getbalance.Basic(r.sim, r.Location).With(mobileplans.ParameterLocation, "")), "location=")
}

func checkLocationCase(r *run) {
	small := strings.ToLower(r.Location)
	t := r.ask(getbalance.Basic(r.sim, r.Location).With(mobileplans.ParameterLocation, small))
	if t.Outcome == getbalance.Answered && t.Status == http.StatusOK {
		r.warn("location=%s: answered 200; the documentation calls location case-sensitive, and yet its example is answered so", small)
		return
	}
	r.refuses(t, mobileplans.ParameterLocation, small)
}

func checkParametersMissing(r *run) {
	const template, limit, location = mobileplans.ParameterTemplate, mobileplans.ParameterLimit, mobileplans.ParameterLocation
	for _, names := range [][]string{{template, limit}, {template, location}, {limit, location}, {template, limit, location}} {
		answersWithout(names...)(r)
	}
}

func checkUnknownSIM(r *run) {
	r.notFound(r.ask(getbalance.Basic(r.unknown, r.Location)), r.unknown)
}

// notASIM is an ICCID that is none.
const notASIM = "not-an-iccid"

func checkMalformedSIM(r *run) {
	t := r.ask(getbalance.Basic(notASIM, r.Location))
	if t.Outcome == getbalance.Answered && t.Status == http.StatusBadRequest {
		r.note("answered 400, which the documentation has for parameters; it names 404 for an incorrect ICCID")
		return
	}
	r.notFound(t, notASIM)
}

func (r *run) notFound(t Trace, iccid string) {
	if t.Outcome != getbalance.Answered || t.Status != http.StatusNotFound {
		r.fail("ICCID %s: %s; want 404", iccid, t.told())
	}
}
