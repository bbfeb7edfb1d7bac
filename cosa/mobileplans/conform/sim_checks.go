package conform

import (
	"net/http"
	"strings"

	"github.com/cosakit/cosa/cosa/mobileplans"
	"github.com/cosakit/cosa/cosa/mobileplans/getbalance"
)

// checkInside asks for SIMs of each range. That a number is on no SIM yet is
// no fault of the endpoint, so that 404 fails only where nothing else comes.
func checkInside(r *run) {
	found := 0
	var missing []string
	for _, d := range r.drawn {
		for _, iccid := range d.inside {
			t := r.askInside(iccid)
			switch {
			case t.Outcome == getbalance.Answered && t.Status == http.StatusOK:
				found++
			case t.Outcome == getbalance.Answered && t.Status == http.StatusNotFound:
				missing = append(missing, iccid)
			default:
				r.fail("ICCID %s: %s; want 200", iccid, t.told())
			}
		}
	}
	if len(missing) == 0 {
		return
	}
	text := strings.Join(missing[:min(len(missing), 5)], ", ")
	if len(missing) > 5 {
		text += " and " + itoa(len(missing)-5) + " more"
	}
	if found == 0 {
		r.fail("no SIM of the submission's ranges is known to the endpoint: 404 for %s", text)
		return
	}
	r.warn("answered 404 for %s; Windows asks for every SIM in the ranges, and NOTSUPPORTED is the answer for one that is not served", text)
}

// askInside asks for a SIM of the submission, unless that has been done.
func (r *run) askInside(iccid string) Trace {
	t, asked := r.inside[iccid]
	if asked {
		r.result.Traces = append(r.result.Traces, t)
		return t
	}
	t = r.ask(getbalance.Basic(iccid, r.Location))
	if t.Outcome != getbalance.Interrupted {
		r.inside[iccid] = t
	}
	return t
}

func checkOutside(r *run) {
	asked := 0
	for _, d := range r.drawn {
		for _, iccid := range d.outside {
			asked++
			t := r.ask(getbalance.Basic(iccid, r.Location))
			switch {
			case t.Outcome == getbalance.Answered && t.Status == http.StatusNotFound:
			case t.Outcome == getbalance.Answered && t.Status == http.StatusOK:
				if !allNotSupported(t) {
					r.warn("ICCID %s is in no range of the submission and is served: Windows never asks for it", iccid)
				}
			default:
				r.fail("ICCID %s, just outside a range: %s; want 404, or 200 with NOTSUPPORTED", iccid, t.told())
			}
		}
	}
	if asked == 0 {
		r.skip("every number beside a range lies in another range")
	}
}

func allNotSupported(t Trace) bool {
	answer, _ := t.Answer()
	for i := range answer.Balances {
		if kind := answer.Balances[i].Type; kind == nil || *kind != mobileplans.NotSupported {
			return false
		}
	}
	return len(answer.Balances) > 0
}

func checkLengths(r *run) {
	found := make(map[int]bool)
	asked := make(map[int]string)
	for _, d := range r.drawn {
		digits := len(d.Start)
		for _, iccid := range d.inside {
			if found[digits] {
				break
			}
			t := r.askInside(iccid)
			asked[digits] = t.told()
			found[digits] = t.Outcome == getbalance.Answered && t.Status == http.StatusOK
		}
	}
	for _, digits := range []int{19, 20} {
		if !found[digits] {
			r.fail("no SIM of %d digits is answered with 200: %s", digits, asked[digits])
		}
	}
}

// typeCase is the case of a SIM that is known to have a type.
func typeCase(kind string) Case {
	return Case{
		ID: "type-" + strings.ToLower(kind), Title: "a SIM of the type " + kind + " is answered so",
		Demand: "type " + kind + " tells that " + meaning(kind), Source: mobileplans.PageAccount,
		needs: []need{func(r *run) string {
			for _, known := range r.SIMs.Known {
				if known.Type == kind {
					return ""
				}
			}
			if _, seen := r.seen(kind); seen {
				return ""
			}
			return "it needs a SIM of this type: name one with --iccid N=" + kind
		}},
		check: func(r *run) { r.checkType(kind) },
	}
}

// seen finds an answer of the run with a type.
func (r *run) seen(kind string) (t Trace, ok bool) {
	for _, t := range r.answered {
		answer, _ := t.Answer()
		for i := range answer.Balances {
			if b := &answer.Balances[i]; b.Type != nil && *b.Type == kind {
				return t, true
			}
		}
	}
	return Trace{}, false
}

func meaning(kind string) string {
	for _, t := range mobileplans.BalanceTypes() {
		if t.Name == kind {
			return t.Means
		}
	}
	return ""
}

func (r *run) checkType(kind string) {
	named := false
	for _, known := range r.SIMs.Known {
		if known.Type != kind {
			continue
		}
		named = true
		t := r.ask(getbalance.Basic(known.ICCID, r.Location))
		if !r.answers(t, "ICCID "+known.ICCID) {
			continue
		}
		answer, _ := t.Answer()
		if len(answer.Balances) == 0 {
			r.fail("ICCID %s: the answer has no balance that could be read", known.ICCID)
			continue
		}
		b := &answer.Balances[0]
		switch {
		case b.Type == nil:
			r.fail("ICCID %s: the balance has no type", known.ICCID)
		case *b.Type != kind:
			r.fail("ICCID %s: the type is %q; want %s", known.ICCID, *b.Type, kind)
		case kind == mobileplans.None && b.DataRemaining != nil && *b.DataRemaining != 0:
			r.warn("ICCID %s: the type is NONE, and yet data remains", known.ICCID)
		}
	}
	if t, seen := r.seen(kind); !named && seen {
		r.result.Traces = append(r.result.Traces, t)
		r.note("ICCID %s was answered so; whether that is right is not known (--iccid N=%s would tell)", t.Request.ICCID, kind)
	}
}

func checkZero(r *run) {
	for _, iccid := range r.SIMs.Zero {
		t := r.ask(getbalance.Basic(iccid, r.Location))
		if !r.answers(t, "ICCID "+iccid) {
			continue
		}
		answer, _ := t.Answer()
		if len(answer.Balances) == 0 {
			r.fail("ICCID %s: the answer has no balance that could be read; want one with 0 and PT0S", iccid)
			continue
		}
		b := &answer.Balances[0]
		if b.DataRemaining == nil || *b.DataRemaining != 0 {
			r.fail("ICCID %s: dataRemainingInMB is not 0", iccid)
		}
		switch {
		case b.TimeRemaining == nil:
			r.fail("ICCID %s: timeRemaining is not PT0S", iccid)
		case *b.TimeRemaining == mobileplans.NoTimeRemaining:
		case isNothing(*b.TimeRemaining):
			r.warn("ICCID %s: timeRemaining is %q; the documentation writes nothing as PT0S", iccid, *b.TimeRemaining)
		case b.Type != nil && *b.Type == mobileplans.None:
			// "the remaining balance is 0 but the plan has not expired" is NONE as well.
			r.note("ICCID %s: timeRemaining is %q, so that the plan has not expired; NONE is right then", iccid, *b.TimeRemaining)
		default:
			r.fail("ICCID %s: timeRemaining is %q; want PT0S", iccid, *b.TimeRemaining)
		}
		if b.Type != nil && *b.Type == mobileplans.MODirectPAYG {
			r.warn("ICCID %s: the type is MODIRECTPAYG; with NONE its user could buy a plan", iccid)
		}
	}
}

// isNothing reports whether a text is a duration of no length.
func isNothing(text string) bool {
	d, err := getbalance.ParseDuration(text)
	return err == nil && d.IsZero()
}
