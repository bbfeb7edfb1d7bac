package notification

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/cosakit/cosa/cosa"
)

// complete is the status of a purchase that succeeded.
const complete = "Complete"

// steps are the values of the members that tell how far a person came.
var steps = []string{"New", "Existing", "Bailed", "None"}

// choices are the members with values of their own.
var choices = []struct {
	name        string
	enumeration string // in scripts
	values      []string
	example     string // a value that stands in an example only
}{
	{"userAccount", "MobilePlansUserAccount", steps, ""},
	{"purchaseInstrument", "MobilePlansPurchaseInstrument", steps, ""},
	{"line", "MobilePlansLineType", steps, ""},
	{"moDirectStatus", "MobilePlansMoDirectStatus", []string{complete, "ServiceError", "InvalidSIM", "LogOnFailed", "PurchaseFailed", "ClientError", "BillingError", "None"}, "Cancelled"},
}

// detailFields are the members of the details, in either form.
var detailFields = []field{
	{name: "userAccount", required: true, kinds: []kind{text, enumerated}},
	{name: "purchaseInstrument", required: true, kinds: []kind{text, enumerated}},
	{name: "line", twin: "lineType", required: true, kinds: []kind{text, enumerated}},
	{name: "moDirectStatus", twin: "modirectStatus", required: true, kinds: []kind{text, enumerated}},
	{name: "planName", required: true, kinds: []kind{text}},
}

// isEnumeration reports whether scripts know an enumeration of this name.
func isEnumeration(name string) bool {
	for i := range choices {
		if choices[i].enumeration == name {
			return true
		}
	}
	return false
}

// metadata judges the first argument of a callback.
func (c *checker) metadata(k *call, v value) {
	if v.kind != object {
		c.add("notification-arguments", v.at, "purchaseMetadata", "", fmt.Sprintf("purchaseMetadata is %s, it must be an object", v.kind), "make it with MobilePlans.createPurchaseMetaData()")
		return
	}
	status, known := c.details(v, "purchaseMetadata", value{})
	if !known {
		return
	}
	m, ok := v.member("moDirectStatus")
	if !ok {
		m, _ = v.member("modirectStatus")
	}
	switch {
	case k.cancelled && status == complete:
		c.add("notification-outcome", m.value.at, m.name, status, k.name+" tells that nothing was bought, but the status is Complete", "")
	case k.purchase && status != complete:
		c.add("notification-outcome", m.value.at, m.name, status, fmt.Sprintf("%s tells of a purchase, but the status is %s", k.name, status), "use MobilePlans.notifyCancelledPurchase where nothing was bought")
	}
}

// details judges what was bought and returns the status in its documented
// spelling. success is the member that says whether it was, where it is given
// beside the details.
func (c *checker) details(v value, what string, success value) (status string, known bool) {
	if v.kind == unknown {
		c.unjudged(v.at, what, v.why)
		return "", false
	}
	if v.kind != object {
		c.add("notification-member-type", v.at, what, "", fmt.Sprintf("the string in %s is %s, it must be an object", what, v.kind), "")
		return "", false
	}
	got := c.members(v, detailFields, what)
	for i := range choices {
		m, ok := got[choices[i].name]
		if !ok {
			continue
		}
		name := choices[i].name
		if m.kind == text || m.kind == enumerated {
			if value, ok := c.choice(i, m); ok && name == "moDirectStatus" {
				status, known = value, true
			}
		}
	}
	if plan, ok := got["planName"]; ok && plan.kind == text {
		switch {
		case success.kind == boolean:
			c.planName(plan, success.text == "true", "success is false")
		case known:
			c.planName(plan, status == complete, "moDirectStatus is "+status)
		}
	}
	return status, known
}

// planName judges the name of the plan. why says that nothing was bought.
func (c *checker) planName(plan value, bought bool, why string) {
	switch {
	case bought && invisible(plan.text):
		c.add("notification-plan-name", plan.at, "planName", plan.text, "planName is empty after a success", "describe the plan that was bought")
	case !bought && plan.text != "":
		c.add("notification-plan-name", plan.at, "planName", plan.text, "planName is given, but "+why+": nothing was bought", "write an empty string")
	}
}

// invisible reports whether a text has nothing that a person can see.
func invisible(text string) bool {
	return strings.TrimFunc(text, func(r rune) bool { return unicode.In(r, unicode.White_Space, unicode.Cf, unicode.Cc) }) == ""
}

// choice judges a value of the i-th choice and returns its documented
// spelling.
func (c *checker) choice(i int, v value) (string, bool) {
	choice := &choices[i]
	all := choice.values
	if choice.example != "" {
		all = append(slices.Clone(all), choice.example)
	}
	shown := v.text
	if v.kind == enumerated {
		shown = v.of + "." + v.text
	}
	n := slices.IndexFunc(all, func(known string) bool { return strings.EqualFold(known, v.text) })
	if n < 0 {
		hint := "known are " + strings.Join(choice.values, ", ")
		if near := cosa.Nearest(v.text, choice.values); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		c.add("notification-value", v.at, choice.name, shown, fmt.Sprintf("%q is no value of %s", cosa.Bounded(shown, 60), choice.name), hint)
		return "", false
	}
	if v.kind == enumerated && v.of != choice.enumeration {
		c.add("notification-enumeration", v.at, choice.name, shown, fmt.Sprintf("%s takes its values from %s, not from %s", choice.name, choice.enumeration, v.of), "")
	}
	want := all[n]
	if v.kind == enumerated {
		want = strings.ToLower(want[:1]) + want[1:]
	}
	switch {
	case v.kind == text && v.text != want, v.kind == enumerated && v.text[:1] != want[:1]:
		c.add("notification-value-case", v.at, choice.name, shown, fmt.Sprintf("%q is documented as %q", cosa.Bounded(shown, 60), want), "")
	case all[n] == choice.example:
		c.add("notification-value-example", v.at, choice.name, shown, fmt.Sprintf("%q stands in an example of the documentation, but not in its list of values", cosa.Bounded(shown, 60)), "")
	}
	return all[n], true
}
