package notification

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cosakit/cosa/cosa"
)

// field is a documented member.
type field struct {
	name     string
	twin     string // another spelling that the documentation has
	required bool
	kinds    []kind
}

// payloadFields are the members of the legacy notification.
var payloadFields = []field{
	{name: "ver", kinds: []kind{text}},
	{name: "purchaseResult", required: true, kinds: []kind{text, stringified}},
	{name: "success", required: true, kinds: []kind{boolean}},
	{name: "iccid", kinds: []kind{text}},
	{name: "activationCode", kinds: []kind{text}},
	{name: "transactionId", required: true, kinds: []kind{text}},
}

// members judges the names and types of an object's members and returns the
// sound ones by name. what is the object's name to a person.
func (c *checker) members(v value, fields []field, what string) map[string]value {
	sound := make(map[string]value)
	first := make(map[string]int)
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
		if f.twin != "" {
			names = append(names, f.twin)
		}
	}
	met := make(map[string]bool)
	for _, m := range v.members {
		if at, again := first[m.name]; again {
			c.add("notification-duplicate-member", m.at, m.name, "", fmt.Sprintf("%q is given twice", cosa.Bounded(m.name, 60)), "leave one of them out")
			c.findings[len(c.findings)-1].Related = []cosa.Related{{Message: "the first one", Position: c.position(at)}}
			continue
		}
		first[m.name] = m.at
		i := slices.IndexFunc(fields, func(f field) bool { return f.name == m.name || f.twin != "" && f.twin == m.name })
		if i < 0 {
			near := cosa.Nearest(m.name, names)
			j := slices.IndexFunc(fields, func(f field) bool { return near != "" && (f.name == near || f.twin == near) })
			if j < 0 {
				c.add("notification-member-unknown", m.at, m.name, "", fmt.Sprintf("%q is no documented member of %s", cosa.Bounded(m.name, 60), what), "known are "+strings.Join(names, ", "))
				continue
			}
			met[fields[j].name] = true // one cause, one finding
			c.add("notification-member-spelling", m.at, m.name, "", fmt.Sprintf("%q is no documented member of %s, did you mean %q?", cosa.Bounded(m.name, 60), what, near), "")
			continue
		}
		f := &fields[i]
		if f.twin != "" {
			c.twin(f, m, met[f.name])
		}
		met[f.name] = true
		switch {
		case m.value.kind == unknown:
			c.unjudged(m.value.at, m.name, m.value.why)
		case !slices.Contains(f.kinds, m.value.kind):
			c.add("notification-member-type", m.value.at, m.name, m.value.text, fmt.Sprintf("%s is %s, it must be %s", m.name, m.value.kind, f.kinds[0]), typeHint(f, m.value))
		}
		sound[f.name] = m.value
	}
	for _, f := range fields {
		if !f.required || met[f.name] {
			continue
		}
		if v.open {
			c.unjudged(v.at, f.name, "whether it is given: "+v.why)
			sound[f.name] = value{kind: unknown}
			continue
		}
		c.add("notification-member-required", v.at, f.name, "", fmt.Sprintf("%s lacks %s", what, f.name), "")
	}
	return sound
}

// twin says that a spelling is used which the documentation has in examples
// only, or both.
func (c *checker) twin(f *field, m member, again bool) {
	switch other := f.twin; {
	case again && m.name == f.twin:
		other = f.name
		fallthrough
	case again:
		c.add("notification-member-twin", m.at, m.name, "", fmt.Sprintf("%s is given beside %s, which means the same", m.name, other), "leave one of them out")
	case m.name == f.twin:
		c.add("notification-member-twin", m.at, m.name, "", fmt.Sprintf("%s is accepted: examples of the documentation have it, its table writes %s", m.name, f.name), "")
	}
}

func typeHint(f *field, v value) string {
	switch {
	case f.name == "purchaseResult" && v.kind == object:
		return `write the object's JSON as a string, as in "{\"userAccount\":\"New\",...}"`
	case f.kinds[0] == text && v.kind == number:
		return "put it in quotation marks, so that no digit is lost"
	case f.kinds[0] == boolean && v.kind == text:
		return "leave the quotation marks out"
	}
	return ""
}

// payload judges a legacy notification.
func (c *checker) payload(v value) {
	switch v.kind {
	case unknown:
		c.unjudged(v.at, "notificationPayload", v.why)
		return
	case object:
	default:
		c.add("notification-member-type", v.at, "notificationPayload", "", fmt.Sprintf("the notification is %s, it must be an object", v.kind), "")
		return
	}
	got := c.members(v, payloadFields, "the notification")
	if ver, ok := got["ver"]; !ok && !v.open {
		c.add("notification-version", v.at, "ver", "", "ver is missing", `write "ver": "1"`)
	} else if ok && ver.kind == text && ver.text != "1" {
		c.add("notification-version", ver.at, "ver", ver.text, fmt.Sprintf("ver is %q, the only documented version is %q", cosa.Bounded(ver.text, 30), "1"), "")
	}
	success, told := got["success"], got["success"].kind == boolean
	status, known := c.purchaseResult(got["purchaseResult"], success)
	if told && known && (success.text == "true") != (status == complete) {
		c.add("notification-outcome", success.at, "success", success.text, fmt.Sprintf("success is %s, but moDirectStatus is %s", success.text, status), "success is true if and only if moDirectStatus is Complete")
	}
	failed := told && success.text == "false"
	for _, name := range [...]string{"iccid", "activationCode"} {
		m, ok := got[name]
		if !ok || m.kind != text || m.text == "" {
			continue
		}
		if name == "iccid" {
			c.iccid(m, name)
		} else {
			c.activationCode(m, false, failed)
		}
	}
	if told && !failed && !v.open && blank(got, "iccid") && blank(got, "activationCode") {
		c.add("notification-profile-missing", v.at, "iccid", "", "success is true, but neither iccid nor activationCode says which profile is meant", "")
	}
	if id := got["transactionId"]; id.kind == text {
		switch n := utf8.RuneCountInString(id.text); {
		case strings.TrimSpace(id.text) == "":
			c.add("notification-transaction-id", id.at, "transactionId", id.text, "transactionId is empty", "give back the one that the portal was launched with")
		case n > 64:
			c.add("notification-transaction-id", id.at, "transactionId", id.text, fmt.Sprintf("transactionId has %d characters, at most 64 are allowed", n), "give back the one that the portal was launched with")
		}
	}
}

// blank reports that a member is missing or an empty string.
func blank(got map[string]value, name string) bool {
	v, ok := got[name]
	return !ok || v.kind == text && v.text == "" || v.kind == null
}

// purchaseResult judges the string with the details and returns the status.
func (c *checker) purchaseResult(v, success value) (status string, known bool) {
	switch v.kind {
	case text:
		inner, f := readJSON(v.text, v.places(), v.at)
		if f != nil {
			c.fault("notification-result-syntax", f, "purchaseResult")
			return "", false
		}
		return c.details(inner, "purchaseResult", success)
	case stringified:
		return c.details(v.items[0], "purchaseResult", success)
	case object:
		return c.details(v, "purchaseResult", success)
	}
	return "", false
}

func (c *checker) iccid(v value, name string) {
	switch {
	case v.kind == number:
		c.add("notification-iccid", v.at, name, v.text, name+" is a number, of which JavaScript keeps 15 to 17 digits", "put it in quotation marks")
	case v.kind != text:
		c.add("notification-arguments", v.at, name, v.text, fmt.Sprintf("%s is %s, it must be a string", name, v.kind), "")
	case !cosa.ICCID.Valid(v.text):
		what := "is no ICCID"
		if cosa.AllDigits(v.text) {
			what = fmt.Sprintf("has %d digits", len(v.text))
		}
		c.add("notification-iccid", v.at, name, v.text, fmt.Sprintf("%q %s; an ICCID has 19 or 20 digits and begins with 89", cosa.Bounded(v.text, 60), what), "")
	}
}
