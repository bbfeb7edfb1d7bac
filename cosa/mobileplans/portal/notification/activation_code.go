package notification

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// host is the name of an SM-DP+.
var host = regexp.MustCompile(`^(?i:[a-z0-9]([a-z0-9-]*[a-z0-9])?)(\.(?i:[a-z0-9]([a-z0-9-]*[a-z0-9])?))+$`)

// matching is what a matching id and what follows it consist of.
var matching = regexp.MustCompile(`^[0-9A-Za-z-]*$`)

// identifier is an object identifier.
var identifier = regexp.MustCompile(`^[0-2](\.(0|[1-9][0-9]*))+$`)

// activationCode judges the code of an eSIM's profile. Where bare is true it
// may be the address of the SM-DP+ alone.
func (c *checker) activationCode(v value, bare, mayBeEmpty bool) {
	if v.kind != text {
		c.add("notification-arguments", v.at, "activationCode", v.text, fmt.Sprintf("activationCode is %s, it must be a string", v.kind), "")
		return
	}
	wrong := func(message, hint string) {
		c.add("notification-activation-code", v.at, "activationCode", v.text, message, hint)
	}
	const form = "the form is 1$smdp.example.com$MATCHING-ID"
	code := v.text
	if code == "" {
		if !mayBeEmpty {
			wrong("the activation code is empty", form)
		}
		return
	}
	if len(code) >= 4 && strings.EqualFold(code[:4], "LPA:") {
		wrong("the activation code begins with "+code[:4]+", which belongs into QR codes only", "begin with 1$")
		return
	}
	parts := strings.Split(code, "$")
	switch {
	case strings.TrimSpace(code) != code:
		wrong("blanks stand around the activation code", form)
	case bare && len(parts) == 1 && isHost(code):
		c.addressed(v, code)
	case len(parts) < 3:
		wrong(fmt.Sprintf("the activation code has %d parts between $, it needs 3", len(parts)), form)
	case parts[0] != "1":
		wrong(fmt.Sprintf("the activation code begins with %q, the only format is 1", cosa.Bounded(parts[0], 30)), form)
	case !isHost(parts[1]):
		wrong(fmt.Sprintf("%q is no host name of an SM-DP+", cosa.Bounded(parts[1], 60)), form)
	case len(parts) > 5 || !matching.MatchString(parts[2]):
		wrong(fmt.Sprintf("%q is no matching id: it has letters, digits and hyphens", cosa.Bounded(strings.Join(parts[2:], "$"), 60)), form)
	default:
		c.addressed(v, parts[1])
		c.rest(v, parts[3:])
	}
}

// isHost reports whether a text has the form of a host name.
func isHost(text string) bool {
	return len(text) <= 253 && host.MatchString(text) && !slices.ContainsFunc(strings.Split(text, "."), func(label string) bool { return len(label) > 63 })
}

// addressed says that an SM-DP+ is named by an address: no host name ends in a
// number.
func (c *checker) addressed(v value, name string) {
	if cosa.AllDigits(name[strings.LastIndexByte(name, '.')+1:]) {
		c.add("notification-activation-code-form", v.at, "activationCode", v.text, fmt.Sprintf("%q is an address, the SM-DP+ is named by its host name", cosa.Bounded(name, 60)), "its certificate is made out to the name")
	}
}

// rest judges what stands behind the matching id: the object identifier of the
// SM-DP+ and a sign that a confirmation code is wanted, as GSMA SGP.22 has them.
func (c *checker) rest(v value, parts []string) {
	wrong := func(message, hint string) {
		c.add("notification-activation-code-form", v.at, "activationCode", v.text, message, hint)
	}
	switch {
	case len(parts) == 0:
	case parts[len(parts)-1] == "":
		wrong("nothing stands behind the last $ of the activation code", "leave the $ out")
	case parts[0] != "" && !identifier.MatchString(parts[0]):
		wrong(fmt.Sprintf("%q is no object identifier, which stands behind the matching id if anything does", cosa.Bounded(parts[0], 60)), "such as 1.3.6.1.4.1.31746; the documentation shows nothing there")
	case len(parts) == 2 && parts[1] != "1":
		wrong(fmt.Sprintf("%q is no sign that a confirmation code is wanted, which is 1", cosa.Bounded(parts[1], 60)), "leave it out where none is wanted")
	}
}
