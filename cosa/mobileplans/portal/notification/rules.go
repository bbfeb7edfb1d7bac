package notification

import (
	"github.com/cosakit/cosa/cosa"
	"github.com/cosakit/cosa/cosa/mobileplans/portal"
)

// Pages of Microsoft's documentation.
const (
	pageCallbacks = "mobile-plans-callback-notifications"
	pageLegacy    = "mobile-plans-legacy-callback-notifications"
)

// Rules lists what is checked of a notification.
func Rules() []portal.Rule { return rules }

var rules = []portal.Rule{
	{
		ID: "notification-encoding", Severity: cosa.Error, Title: "the text is not UTF-8, or begins with a byte order mark before JSON",
		Why: "The app reads UTF-8; JSON.parse refuses a byte order mark.", Page: pageLegacy,
	},
	{
		ID: "notification-syntax", Severity: cosa.Error, Title: "the text is no JSON or JavaScript",
		Why: "The app cannot read the notification at all, and waits for one.", Page: pageLegacy,
	},
	{
		ID: "notification-result-syntax", Severity: cosa.Error, Title: "the string in purchaseResult is no JSON",
		Why: "The app cannot read what was bought.", Page: pageLegacy,
	},
	{
		ID: "notification-none", Severity: cosa.Error, Title: "the text notifies nobody",
		Why: "Without a notification the app never gets control back.", Page: pageCallbacks,
	},
	{
		ID: "notification-duplicate-member", Severity: cosa.Error, Title: "a member is given twice",
		Why: "Which of the two counts depends on who reads it.", Page: pageLegacy,
	},
	{
		ID: "notification-member-required", Severity: cosa.Error, Title: "a documented member is missing",
		Why: "The documentation demands it.", Page: pageCallbacks,
	},
	{
		ID: "notification-member-spelling", Severity: cosa.Error, Title: "a member is spelt almost like a documented one",
		Why: "The app looks for the documented name, in its capitals.", Page: pageCallbacks,
	},
	{
		ID: "notification-member-unknown", Severity: cosa.Warning, Title: "a member is none of the documented ones",
		Why: "The app does not read it.", Page: pageCallbacks,
	},
	{
		ID: "notification-member-type", Severity: cosa.Error, Title: "a member is of another type than documented",
		Why: "The app cannot read it.", Page: pageLegacy,
	},
	{
		ID: "notification-member-twin", Severity: cosa.Info, Title: "a member is spelt in one of two documented ways",
		Why: "The documentation's examples write line and lineType, moDirectStatus and modirectStatus; both are accepted here.", Page: pageCallbacks,
	},
	{
		ID: "notification-version", Severity: cosa.Warning, Title: "ver is not the string 1",
		Why: "It is the only documented version.", Page: pageLegacy,
	},
	{
		ID: "notification-value", Severity: cosa.Error, Title: "a value is none of the documented ones",
		Why: "The app does not know it.", Page: pageCallbacks,
	},
	{
		ID: "notification-value-case", Severity: cosa.Warning, Title: "a value is written in other capitals than documented",
		Why: "Whether the app minds is not documented.", Page: pageCallbacks,
	},
	{
		ID: "notification-value-example", Severity: cosa.Info, Title: "a value stands in an example of the documentation only",
		Why: "The list of the values does not have it.", Page: pageCallbacks,
	},
	{
		ID: "notification-enumeration", Severity: cosa.Warning, Title: "a value comes from the enumeration of another member",
		Why: "It works only as long as both enumerations have a value of this name.", Page: pageCallbacks,
	},
	{
		ID: "notification-plan-name", Severity: cosa.Error, Title: "planName and the outcome disagree",
		Why: "It names the plan after a success and is an empty string otherwise.", Page: pageCallbacks,
	},
	{
		ID: "notification-outcome", Severity: cosa.Error, Title: "success, moDirectStatus and the callback disagree",
		Why: "success is true, and a profile is downloaded or balance added, only where moDirectStatus is Complete.", Page: pageCallbacks,
	},
	{
		ID: "notification-activation-code", Severity: cosa.Error, Title: "the activation code has not the form 1$smdp$matchingId",
		Why: "Windows cannot download the profile. The prefix LPA: belongs into QR codes only.", Page: pageCallbacks,
	},
	{
		ID: "notification-activation-code-form", Severity: cosa.Warning, Title: "the activation code names the SM-DP+ by an address, or goes on in an unknown form",
		Why: "The documentation shows a host name and a matching id only. GSMA SGP.22 knows an object identifier and a sign for a confirmation code behind them.", Page: pageCallbacks,
	},
	{
		ID: "notification-iccid", Severity: cosa.Error, Title: "an ICCID has not 19 or 20 digits that begin with 89",
		Why: "The app looks for the profile by it.", Page: pageCallbacks,
	},
	{
		ID: "notification-profile-missing", Severity: cosa.Warning, Title: "a success names neither an ICCID nor an activation code",
		Why: "The app cannot tell which profile to use.", Page: pageLegacy,
	},
	{
		ID: "notification-transaction-id", Severity: cosa.Error, Title: "transactionId is empty or longer than 64 characters",
		Why: "It is the one that the portal was launched with.", Page: pageLegacy,
	},
	{
		ID: "notification-minutes", Severity: cosa.Error, Title: "a number of minutes is no whole number from 0",
		Why: "It is an unsigned integer.", Page: pageCallbacks,
	},
	{
		ID: "notification-minutes-rounded", Severity: cosa.Warning, Title: "a number of minutes is no multiple of 15",
		Why: "The app rounds it to 15 minutes.", Page: pageCallbacks,
	},
	{
		ID: "notification-arguments", Severity: cosa.Error, Title: "a callback is called with other arguments than documented",
		Why: "The call fails, or the app cannot read it.", Page: pageCallbacks,
	},
	{
		ID: "notification-callback-unknown", Severity: cosa.Error, Title: "a callback is none of the documented ones",
		Why: "The script fails there, and the app is not told.", Page: pageCallbacks,
	},
	{
		ID: "notification-callback-legacy", Severity: cosa.Info, Title: "a legacy callback is used",
		Why: "The documentation keeps it for reference and asks not to use it in new code.", Page: pageLegacy,
	},
	{
		ID: "notification-script-name", Severity: cosa.Error, Title: "a listener is not given as the name of a function",
		Why: "The property holds the name as a string, not the function.", Page: pageCallbacks,
	},
	{
		ID: "notification-not-judged", Severity: cosa.Info, Title: "a value cannot be told from the text alone",
		Why: "It depends on what happens when the script runs.",
	},
}
