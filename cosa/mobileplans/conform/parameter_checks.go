package conform

import (
	"net/http"
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
	answer, problems := getbalance.Read(t.Body)
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

func checkLimit(r *run) {
	// Without a place there may be more balances than one.
	t := r.ask(getbalance.Basic(r.sim, r.Location).Without(mobileplans.ParameterLocation))
	if t.Status != http.StatusOK {
		t = r.ask(getbalance.Basic(r.sim, r.Location))
	}
	if !r.answers(t, "limit=1") {
		return
	}
	if answer, _ := getbalance.Read(t.Body); len(answer.Balances) > 1 {
		r.fail("limit=1: the answer has %d balances", len(answer.Balances))
	}
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
