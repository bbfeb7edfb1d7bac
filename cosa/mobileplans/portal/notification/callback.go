package notification

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cosakit/cosa/cosa"
)

// argument is one of a callback's.
type argument struct {
	name     string
	optional bool
	check    func(c *checker, call *call, v value)
}

// callback is a way to notify the app.
type callback struct {
	names     []string
	legacy    bool
	purchase  bool // it tells of a success, so that the status is Complete
	cancelled bool // it tells that nothing was bought
	host      bool // the activation code may be the address of the SM-DP+ alone
	rounded   bool // minutes are rounded to 15
	arguments []argument
}

// call is a callback that a script calls.
type call struct {
	*callback
	name      string
	at, end   int // bytes of the file: of the name, of what closes the arguments
	arguments []value
}

var (
	metadataArgument = argument{name: "purchaseMetadata", check: (*checker).metadata}
	codeArgument     = argument{name: "activationCode", check: func(c *checker, call *call, v value) { c.activationCode(v, call.host, false) }}
	iccidArgument    = argument{name: "iccid", check: func(c *checker, _ *call, v value) { c.iccid(v, "iccid") }}
)

// callbacks lists those of the documentation.
var callbacks = []callback{
	{
		names: []string{"MobilePlansInlineOperations.notifyProfileDownload"}, purchase: true, host: true,
		arguments: []argument{metadataArgument, codeArgument, {name: "downloadDelay", optional: true, check: (*checker).minutes}},
	},
	{
		names: []string{"MobilePlansInlineOperations.notifyBalanceAddition"}, purchase: true,
		arguments: []argument{metadataArgument, {name: "iccid", optional: true, check: iccidArgument.check}},
	},
	{
		names:     []string{"MobilePlansInlineOperations.notifyOperationCancel"},
		arguments: []argument{{name: "operationContext", check: (*checker).operation}},
	},
	{
		names: []string{"MobilePlans.notifyPurchaseWithProfileDownload"}, purchase: true, rounded: true,
		arguments: []argument{metadataArgument, codeArgument, {name: "networkRegistrationInterval", check: (*checker).minutes}},
	},
	{
		names: []string{"MobilePlans.notifyCancelledPurchase"}, cancelled: true,
		arguments: []argument{metadataArgument},
	},
	{
		names:  []string{"MobilePlansInlineProfile.notifyInlineProfileDownload", "MobilePlansInlineProfileDownload.notifyInlineProfileDownload"},
		legacy: true, purchase: true, arguments: []argument{metadataArgument, codeArgument},
	},
	{
		names: []string{"MobilePlans.notifyBalanceAddition"}, legacy: true, purchase: true,
		arguments: []argument{metadataArgument, iccidArgument},
	},
	{
		names: []string{"DataMart.notifyPurchaseResult"}, legacy: true,
		arguments: []argument{{name: "notificationPayload", check: (*checker).payloadArgument}},
	},
}

// createMetadata is what makes the first argument of callbacks.
const createMetadata = "MobilePlans.createPurchaseMetaData"

// callbackNames lists the names of all callbacks.
func callbackNames() []string {
	var names []string
	for i := range callbacks {
		names = append(names, callbacks[i].names...)
	}
	return names
}

// callbackObjects lists the objects that callbacks belong to.
func callbackObjects() map[string]bool {
	objects := make(map[string]bool)
	for _, name := range callbackNames() {
		of, _, _ := strings.Cut(name, ".")
		objects[of] = true
	}
	return objects
}

// findCallback returns the callback with a name, or nil.
func findCallback(name string) *callback {
	for i := range callbacks {
		if slices.Contains(callbacks[i].names, name) {
			return &callbacks[i]
		}
	}
	return nil
}

// beforeDot is a dotted name without its last part.
func beforeDot(name string) string {
	return name[:max(0, strings.LastIndexByte(name, '.'))]
}

// withoutGlobal takes the global object away from a dotted name; before a known
// callback it may have any name, as it has in functions and frames.
func withoutGlobal(name string) string {
	of := beforeDot(beforeDot(name))
	if known := strings.TrimPrefix(name, of+"."); of != "" && findCallback(known) != nil {
		return known
	}
	for _, global := range [...]string{"window.", "self.", "globalThis."} {
		name = strings.TrimPrefix(name, global)
	}
	return name
}

// looksCallback reports whether a name is meant to be a callback's.
func looksCallback(name string) bool {
	of, method, ok := strings.Cut(name, ".")
	return ok && strings.HasPrefix(method, "notify") && !strings.Contains(method, ".") && (strings.HasPrefix(of, "MobilePlans") || of == "DataMart")
}

// judge checks a call.
func (c *checker) judge(k *call) {
	c.count++
	if k.callback == nil {
		hint := "the documented ones are " + strings.Join(callbackNames(), ", ")
		if near := cosa.Nearest(k.name, callbackNames()); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		c.add("notification-callback-unknown", k.at, "", k.name, fmt.Sprintf("%s is no callback of the app", k.name), hint)
		return
	}
	if k.legacy {
		c.add("notification-callback-legacy", k.at, "", k.name, k.name+" is a legacy callback", "new portals use MobilePlansInlineOperations")
	}
	required := 0
	for _, a := range k.callback.arguments {
		if !a.optional {
			required++
		}
	}
	switch n := len(k.arguments); {
	case n < required:
		c.add("notification-arguments", k.end, k.callback.arguments[n].name, "", fmt.Sprintf("%s lacks the argument %s", k.name, k.callback.arguments[n].name), k.form())
	case n > len(k.callback.arguments):
		c.add("notification-arguments", k.arguments[len(k.callback.arguments)].at, "", "", fmt.Sprintf("%s takes %d arguments at most, this is one more", k.name, len(k.callback.arguments)), k.form())
	}
	for i, v := range k.arguments[:min(len(k.arguments), len(k.callback.arguments))] {
		a := k.callback.arguments[i]
		if v.kind == unknown {
			c.unjudged(v.at, a.name, v.why)
		} else {
			a.check(c, k, v)
		}
	}
}

// form writes how the callback is called.
func (k *call) form() string {
	var names []string
	for _, a := range k.callback.arguments {
		name := a.name
		if a.optional {
			name += "?"
		}
		names = append(names, name)
	}
	return "it is called as " + k.name + "(" + strings.Join(names, ", ") + ")"
}

func (c *checker) minutes(k *call, v value) {
	name := k.callback.arguments[2].name
	if v.kind != number {
		c.add("notification-arguments", v.at, name, v.text, fmt.Sprintf("%s is %s, it must be a number of minutes", name, v.kind), "such as 15, without quotation marks")
		return
	}
	n, err := strconv.ParseFloat(v.text, 64)
	switch {
	case err != nil || n < 0 || n != float64(int64(n)) || n > 1<<31:
		c.add("notification-minutes", v.at, name, v.text, fmt.Sprintf("%s %s is no whole number of minutes from 0", name, v.text), "such as 15")
	case k.rounded && int64(n)%15 != 0:
		c.add("notification-minutes-rounded", v.at, name, v.text, fmt.Sprintf("%s %s is no multiple of 15: the app takes about %d minutes", name, v.text, max(15, (int64(n)+7)/15*15)), "")
	}
}

func (c *checker) operation(_ *call, v value) {
	if v.kind != operation {
		c.add("notification-arguments", v.at, "operationContext", "", fmt.Sprintf("operationContext is %s, it must be what an earlier callback returned", v.kind), "keep what notifyProfileDownload returns and give it back")
	}
}

// payloadArgument judges what notifyPurchaseResult is given: a string of JSON.
func (c *checker) payloadArgument(_ *call, v value) {
	switch v.kind {
	case stringified:
		c.payload(v.items[0])
	case text:
		inner, f := readJSON(v.text, v.places(), v.at)
		if f != nil {
			c.fault("notification-syntax", f, "notificationPayload")
			return
		}
		c.payload(inner)
	default:
		c.add("notification-arguments", v.at, "notificationPayload", "", fmt.Sprintf("notificationPayload is %s, it must be a string of JSON", v.kind), "give JSON.stringify(...) of it")
		if v.kind == object {
			c.payload(v)
		}
	}
}
