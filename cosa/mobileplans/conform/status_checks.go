package conform

import (
	"net/http"
	"strings"

	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// told says what became of a request, for a message.
func (t Trace) told() string {
	if t.Outcome != getbalance.Answered {
		return t.Outcome.String() + " (" + t.ShownFailure() + ")"
	}
	text := "answered " + statusText(t.Status)
	if location := t.Header.Get("Location"); location != "" && t.Status/100 == 3 {
		text += ", a redirect, which is not followed"
	}
	return text
}

// statusText writes a status with its name.
func statusText(status int) string {
	text := http.StatusText(status)
	if text == "" {
		text = "a status that HTTP does not define"
	}
	return itoa(status) + " " + text
}

// answers demands the status 200.
func (r *run) answers(t Trace, what string) bool {
	if t.Outcome == getbalance.Answered && t.Status == http.StatusOK {
		return true
	}
	r.fail("%s: %s; want 200", what, t.told())
	return false
}

// refusesParameter makes a check that a value of a parameter is answered with
// 400 and the parameter's name.
func refusesParameter(name, value string) func(*run) {
	return func(r *run) {
		r.refuses(r.ask(getbalance.Basic(r.sim, r.Location).With(name, value)), name, value)
	}
}

func (r *run) refuses(t Trace, name, value string) {
	what := name + "=" + value
	if t.Outcome != getbalance.Answered || t.Status != http.StatusBadRequest {
		r.fail("%s: %s; want 400", what, t.told())
		return
	}
	if !strings.Contains(strings.ToLower(string(t.Body)), strings.ToLower(name)) {
		r.fail("%s: answered 400, but the body does not name the parameter %q", what, name)
	}
}

// answersWithout makes a check that a parameter may be missing.
func answersWithout(names ...string) func(*run) {
	return func(r *run) {
		r.answers(r.ask(getbalance.Basic(r.sim, r.Location).Without(names...)), "without "+strings.Join(names, " and "))
	}
}
