package load

import (
	"fmt"
	"net/http"

	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// Verdict is what a request comes to.
type Verdict uint8

// The verdicts. All but the first two are failures.
const (
	Good        Verdict = iota // a balance
	NotFound                   // 404 for a SIM of a submission, which nobody need have
	TimedOut                   // no answer in time
	Busy                       // 429
	ServerError                // 5xx
	Refused                    // the handshake, 401 or 403
	Lost                       // no connection, or one that broke
	WrongStatus                // any other status
	WrongShape                 // 200, but no balance as documented
	WrongSIM                   // 404 or another type for a SIM that has a balance
	Unsent                     // not sent, since too many were without an answer
	verdicts                   // how many there are
)

var verdictNames = [...]struct{ name, text string }{
	Good: {"good", "answered with a balance"}, NotFound: {"not-found", "answered 404"},
	TimedOut: {"timeout", "not answered in time"}, Busy: {"too-many-requests", "answered 429"}, ServerError: {"server-error", "answered 5xx"},
	Refused: {"refused", "refused (handshake, 401 or 403)"}, Lost: {"connection", "without a connection, or it broke"},
	WrongStatus: {"wrong-status", "answered with a status that is not documented for them"}, WrongShape: {"wrong-shape", "answered 200 without a balance as documented"},
	WrongSIM: {"wrong-sim", "answered wrongly for a SIM that is known"}, Unsent: {"unsent", "not sent, since too many were without an answer"},
}

// String returns the verdict's name, as reports for programs write it.
func (v Verdict) String() string { return verdictNames[v].name }

// Text completes "12 requests were".
func (v Verdict) Text() string { return verdictNames[v].text }

// Fails reports whether a request with the verdict has failed.
func (v Verdict) Fails() bool { return v > NotFound }

// Judge judges an exchange about a SIM. held says that the endpoint has given
// this SIM's balance before.
func Judge(sim SIM, e *getbalance.Exchange, held bool) (v Verdict, why string) {
	switch e.Outcome {
	case getbalance.Answered:
	case getbalance.TimedOut:
		return TimedOut, e.ShownFailure()
	case getbalance.Refused:
		return Refused, e.ShownFailure()
	default:
		return Lost, e.Outcome.String() + ": " + e.ShownFailure()
	}
	status := fmt.Sprintf("answered %d %s", e.Status, http.StatusText(e.Status))
	switch {
	case e.Status == http.StatusOK:
		return judgeBalance(sim, e)
	case e.Status == http.StatusTooManyRequests:
		return Busy, status
	case e.Status >= 500:
		return ServerError, status
	case e.Status == http.StatusUnauthorized, e.Status == http.StatusForbidden:
		return Refused, status
	case e.Status == http.StatusNotFound && held:
		return WrongSIM, status + ", and with a balance before"
	case e.Status == http.StatusNotFound && sim.Known:
		return WrongSIM, status
	case e.Status == http.StatusNotFound:
		return NotFound, status
	}
	return WrongStatus, status
}

func judgeBalance(sim SIM, e *getbalance.Exchange) (v Verdict, why string) {
	if e.Truncated {
		return WrongShape, "the answer is longer than a mebibyte"
	}
	answer, problems := e.Answer()
	for _, p := range problems {
		if p.Kind != getbalance.Unknown { // which the check of a single answer warns of
			return WrongShape, p.String()
		}
	}
	if len(answer.Balances) == 0 {
		return WrongShape, "the answer has no balance"
	}
	if lacks := answer.Lacks(mobileplans.TemplateBasic); len(lacks) > 0 {
		return WrongShape, lacks[0].String()
	}
	if kind := *answer.Balances[0].Type; sim.Type != "" && kind != sim.Type {
		return WrongSIM, fmt.Sprintf("the type is %q; want %s", kind, sim.Type)
	}
	return Good, ""
}
